/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The parts of a drawing on land: what the form asks about each unit that lies in both, and what of it is
 * coloured on the map while the form is filled in. */

#include "ui/yutu-edit-pane-private.h"

#include <glib/gi18n.h>

#include "geo/yutu-measure.h"

/* ---- Units below ---- */

static YutuActFormPart *
find_part (GArray             *parts,
           const YutuLandPart *land)
{
  YutuActFormPart part = { land->unit, land->name, { 0, 0 } };

  for (guint i = 0; i < parts->len; i++)
    if (g_array_index (parts, YutuActFormPart, i).unit == land->unit)
      return &g_array_index (parts, YutuActFormPart, i);
  g_array_append_val (parts, part);
  return &g_array_index (parts, YutuActFormPart, parts->len - 1);
}

/* Those of which the line cuts off most come first. */
static int
compare_parts (gconstpointer a,
               gconstpointer b)
{
  const YutuActFormPart *one = a;
  const YutuActFormPart *two = b;
  gint64                 cut_one = MIN (one->area_cm2[0], one->area_cm2[1]);
  gint64                 cut_two = MIN (two->area_cm2[0], two->area_cm2[1]);

  if (cut_one != cut_two)
    return cut_one > cut_two ? -1 : 1;
  return (one->unit > two->unit) - (one->unit < two->unit);
}

GArray *
yutu_edit_pane_list_parts (YutuEditPane          *self,
                           const YutuLandPreview *preview,
                           gboolean              *has_own_land)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, TRUE, sizeof (YutuActFormPart));

  *has_own_land = FALSE;
  for (guint i = 0; preview != NULL && preview->is_allowed && i < preview->parts->len; i++)
    {
      const YutuLandPart *land = &g_array_index (preview->parts, YutuLandPart, i);
      YutuActFormPart    *part = NULL;

      if (land->unit == self->subject)
        {
          *has_own_land = TRUE;
          continue;
        }
      part = find_part (parts, land);
      if (land->sides != 0) /* what does not hang together with the line stays */
        part->area_cm2[(land->sides & YUTU_TOPOLOGY_LEFT) != 0 ? 0 : 1] += land->area_cm2;
    }
  g_array_sort (parts, compare_parts);
  return parts->len > 0 ? g_steal_pointer (&parts) : NULL;
}

guint
yutu_edit_pane_count_crossed (YutuEditPane          *self,
                              const YutuLandPreview *preview)
{
  gboolean has_own_land = FALSE;
  g_autoptr (GArray) parts = yutu_edit_pane_list_parts (self, preview, &has_own_land);
  guint n = 0;

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const YutuActFormPart *part = &g_array_index (parts, YutuActFormPart, i);

      n += part->area_cm2[0] > 0 && part->area_cm2[1] > 0;
    }
  return n;
}

/* ---- On the map ---- */

/* The ring by itself: it does not lie in the land that was read. */
static YutuShape *
dup_ring (const YutuDrawing *drawing)
{
  gsize             n = 0;
  const YutuPoint  *points = yutu_drawing_get_points (drawing, &n);
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);

  yutu_shape_builder_begin_part (builder, TRUE);
  yutu_shape_builder_add (builder, points, n > 3 && yutu_point_equal (points[0], points[n - 1]) ? n - 1 : n);
  return yutu_shape_builder_end (builder);
}

static const YutuLandPreview *
get_allowed (YutuEditPane *self)
{
  const YutuLandPreview *preview = self->cut != NULL ? yutu_land_trial_get_preview (self->cut) : NULL;

  return preview != NULL && preview->is_allowed ? preview : NULL;
}

/* Whether it goes by the form. */
static gboolean
goes (YutuEditPane       *self,
      const YutuLandPart *part)
{
  return part->sides != 0 &&
         yutu_act_form_goes (self->act_form, part->unit, (part->sides & YUTU_TOPOLOGY_LEFT) == 0);
}

static GArray *
list_faces (YutuEditPane          *self,
            const YutuLandPreview *preview)
{
  GArray *faces = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < preview->parts->len; i++)
    {
      const YutuLandPart *part = &g_array_index (preview->parts, YutuLandPart, i);

      if (goes (self, part))
        g_array_append_val (faces, part->face);
    }
  return faces;
}

static void
show_land (YutuEditPane *self,
           YutuShape    *land, /* (nullable) */
           YutuPoint     at)
{
  g_autofree char   *legend = yutu_act_form_dup_legend (self->act_form);
  const YutuDrawing *drawing = yutu_act_form_get_drawing (self->act_form);

  if (drawing == NULL || legend == NULL)
    return;
  yutu_part_hand_show (self->part_hand, land, drawing, legend, at);
  yutu_edit_pane_update_hands (self);
}

static void
joined_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (YutuEditPane) self = data;
  g_autoptr (YutuJoinedLand) joined = yutu_session_join_land_finish (YUTU_SESSION (source), result, NULL);

  if (joined == NULL) /* other parts go meanwhile, or the form was left */
    return;
  g_clear_object (&self->joining);
  show_land (self, joined->shape, joined->inside);
}

static void
stop_joining (YutuEditPane *self)
{
  if (self->joining != NULL)
    g_cancellable_cancel (self->joining);
  g_clear_object (&self->joining);
}

/* Other parts than before: they come when they are joined. At first the line alone is there. */
static void
join_parts (YutuEditPane *self,
            GArray       *faces) /* taken */
{
  stop_joining (self);
  g_clear_pointer (&self->part_faces, g_array_unref);
  self->part_faces = faces;
  if (!yutu_part_hand_is_shown (self->part_hand))
    show_land (self, NULL, (YutuPoint){ 0, 0 });
  self->joining = g_cancellable_new ();
  yutu_session_join_land_async (self->session, self->cut, (gint64 *)(gpointer)faces->data, faces->len, self->joining,
                                joined_cb, g_object_ref (self));
}

static gboolean
are_shown (YutuEditPane *self,
           const GArray *faces)
{
  return self->part_faces != NULL && faces->len == self->part_faces->len &&
         memcmp (faces->data, self->part_faces->data, faces->len * sizeof (gint64)) == 0;
}

/* What goes by the form, on the map. */
static void
show_parts (YutuEditPane *self)
{
  g_autofree char       *legend = yutu_act_form_dup_legend (self->act_form);
  const YutuDrawing     *drawing = yutu_act_form_get_drawing (self->act_form);
  const YutuLandPreview *preview = get_allowed (self);
  g_autoptr (YutuShape) ring = NULL;
  g_autoptr (GArray) faces = NULL;

  if (drawing == NULL || legend == NULL)
    {
      yutu_edit_pane_hide_parts (self);
      return;
    }
  if (preview == NULL)
    {
      ring = dup_ring (drawing);
      show_land (self, ring, ring->points[0]);
      return;
    }
  faces = list_faces (self, preview);
  if (!are_shown (self, faces))
    join_parts (self, g_steal_pointer (&faces));
  else
    yutu_part_hand_set_words (self->part_hand, legend);
}

void
yutu_edit_pane_hide_parts (YutuEditPane *self)
{
  stop_joining (self);
  g_clear_pointer (&self->part_faces, g_array_unref);
  if (self->part_hand == NULL || !yutu_part_hand_is_shown (self->part_hand))
    return;
  yutu_part_hand_hide (self->part_hand);
  yutu_edit_pane_update_hands (self);
}

/* A click beside what goes chooses the other side than the largest part's that goes. */
static void
pointed_cb (gboolean is_in,
            gpointer data)
{
  YutuEditPane          *self = data;
  const YutuLandPreview *preview = get_allowed (self);
  const YutuLandPart    *largest = NULL;

  for (guint i = 0; !is_in && self->joining == NULL && preview != NULL && i < preview->parts->len; i++)
    {
      const YutuLandPart *part = &g_array_index (preview->parts, YutuLandPart, i);

      if (goes (self, part) && (largest == NULL || part->area_cm2 > largest->area_cm2))
        largest = part;
    }
  if (largest != NULL)
    yutu_act_form_choose_side (self->act_form, (largest->sides & YUTU_TOPOLOGY_LEFT) != 0);
}

void
yutu_edit_pane_add_parts (YutuEditPane *self,
                          YutuMapView  *map)
{
  self->part_hand = yutu_part_hand_new (map, pointed_cb, self);
  g_signal_connect_object (self->act_form, "parts-changed", G_CALLBACK (show_parts), self,
                           G_CONNECT_SWAPPED);
}
