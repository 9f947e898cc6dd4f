/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The parts of a drawing on land: what the form asks about each unit that lies in both, and what of it is
 * coloured on the map while the form is filled in. */

#include "ui/yutu-edit-pane-private.h"

#include <glib/gi18n.h>

#include "geo/yutu-measure.h"

/* ---- Where they lie ---- */

char *
yutu_edit_pane_dup_direction (YutuEditPane *self,
                              guint         sides)
{
  static const char *const words[] = { N_ ("north"), N_ ("northeast"), N_ ("east"), N_ ("southeast"),
                                       N_ ("south"), N_ ("southwest"), N_ ("west"), N_ ("northwest") };
  g_autoptr (YutuShape) one = yutu_land_preview_dup_shape (&self->land_preview, sides);
  g_autoptr (YutuShape) other = yutu_land_preview_dup_shape (
    &self->land_preview, sides == YUTU_TOPOLOGY_LEFT ? YUTU_TOPOLOGY_RIGHT : YUTU_TOPOLOGY_LEFT);
  YutuPoint from, to;
  double    azimuth;

  if (one == NULL || other == NULL)
    return g_strdup ("");
  from = (YutuPoint){ (other->box.min_x + other->box.max_x) / 2, (other->box.min_y + other->box.max_y) / 2 };
  to = (YutuPoint){ (one->box.min_x + one->box.max_x) / 2, (one->box.min_y + one->box.max_y) / 2 };
  azimuth = yutu_measure_azimuth_deg (from, to);
  return g_strdup (_ (words[(int)floor (azimuth / 45 + 0.5) % 8]));
}

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
yutu_edit_pane_list_parts (YutuEditPane *self,
                           gboolean     *has_own_land)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, TRUE, sizeof (YutuActFormPart));

  *has_own_land = FALSE;
  for (guint i = 0; self->land_preview.is_allowed && i < self->land_preview.parts->len; i++)
    {
      const YutuLandPart *land = &g_array_index (self->land_preview.parts, YutuLandPart, i);
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
yutu_edit_pane_count_crossed (YutuEditPane *self)
{
  gboolean has_own_land = FALSE;
  g_autoptr (GArray) parts = yutu_edit_pane_list_parts (self, &has_own_land);
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

/* Faces that go, or stay; @largest: one, 0 when there are none. */
static GArray *
list_faces (YutuEditPane *self,
            gboolean      goes,
            gint64       *largest)
{
  GArray *faces = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64  most_cm2 = 0;

  *largest = 0;
  for (guint i = 0; i < self->land_preview.parts->len; i++)
    {
      const YutuLandPart *part = &g_array_index (self->land_preview.parts, YutuLandPart, i);
      gboolean            right = (part->sides & YUTU_TOPOLOGY_LEFT) == 0;

      if ((part->sides != 0 && yutu_act_form_goes (self->act_form, part->unit, right)) != goes)
        continue;
      g_array_append_val (faces, part->face);
      if (part->area_cm2 > most_cm2)
        {
          most_cm2 = part->area_cm2;
          *largest = part->face;
        }
    }
  return faces;
}

void
yutu_edit_pane_show_parts (YutuEditPane *self)
{
  g_autofree char   *legend = yutu_act_form_dup_legend (self->act_form);
  const YutuDrawing *drawing = yutu_act_form_get_drawing (self->act_form);
  g_autoptr (YutuShape) goes = NULL;
  g_autoptr (GArray) faces = NULL;
  gint64 largest = 0;

  if (drawing == NULL || legend == NULL)
    {
      yutu_edit_pane_hide_parts (self);
      return;
    }
  if (!self->land_preview.is_allowed)
    goes = dup_ring (drawing);
  else
    {
      faces = list_faces (self, TRUE, &largest);
      if (self->part_faces == NULL || faces->len != self->part_faces->len ||
          memcmp (faces->data, self->part_faces->data, faces->len * sizeof (gint64)) != 0)
        goes = yutu_land_preview_dup_land (&self->land_preview, (gint64 *)(gpointer)faces->data, faces->len);
      else
        goes = yutu_part_hand_dup_land (self->part_hand);
    }
  g_clear_pointer (&self->part_faces, g_array_unref);
  self->part_faces = g_steal_pointer (&faces);
  yutu_part_hand_show (self->part_hand, goes, drawing, legend,
                       largest != 0   ? yutu_land_preview_get_point (&self->land_preview, largest)
                       : goes != NULL ? goes->points[0]
                                      : (YutuPoint){ 0, 0 });
  yutu_edit_pane_update_hands (self);
}

void
yutu_edit_pane_hide_parts (YutuEditPane *self)
{
  g_clear_pointer (&self->part_faces, g_array_unref);
  if (self->part_hand == NULL || !yutu_part_hand_is_shown (self->part_hand))
    return;
  yutu_part_hand_hide (self->part_hand);
  yutu_edit_pane_update_hands (self);
}

/* A click beside what goes chooses the other side. */
static void
pointed_cb (gboolean is_in,
            gpointer data)
{
  YutuEditPane *self = data;
  gint64        largest = 0;
  g_autoptr (GArray) faces = NULL;

  if (is_in || !self->land_preview.is_allowed)
    return;
  faces = list_faces (self, TRUE, &largest);
  for (guint i = 0; i < self->land_preview.parts->len; i++)
    {
      const YutuLandPart *part = &g_array_index (self->land_preview.parts, YutuLandPart, i);

      if (part->face == largest)
        yutu_act_form_choose_side (self->act_form, (part->sides & YUTU_TOPOLOGY_LEFT) != 0);
    }
}

void
yutu_edit_pane_add_parts (YutuEditPane *self,
                          YutuMapView  *map)
{
  self->part_hand = yutu_part_hand_new (map, pointed_cb, self);
  g_signal_connect_object (self->act_form, "parts-changed", G_CALLBACK (yutu_edit_pane_show_parts), self,
                           G_CONNECT_SWAPPED);
}
