/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* 1. The model held is all around the land that may be cut or bent (yutu_division_load_faces()), so a
 *    preview says what the full model would.
 * 2. Areas are sums of edges (yutu_measure_edge_cm2()). Those of the arcs as they were read are measured
 *    then; of a line that was cut only the edges that are new are measured in a preview. */

#include "session/yutu-land-edit.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "division/yutu-division-model.h"
#include "division/yutu-land-line.h"
#include "division/yutu-land.h"
#include "geo/yutu-measure.h"
#include "session/yutu-edit-owners-private.h"

/* What each edge of an arc counts. */
typedef struct
{
  gint64  sum_cm2;
  gint64 *edges_cm2; /* from point i to i + 1 */
} Measured;

struct _YutuLandEdit
{
  gatomicrefcount   ref_count;
  GMutex            mutex; /* the model remembers what it was asked */
  YutuTopology     *model;
  GArray           *faces; /* gint64: what may be cut */
  YutuEditOwners    owners;
  GHashTable       *measured; /* arc, gint64 * → Measured */
  YutuLandLineView *line;     /* (nullable): for redrawing */
  GHashTable       *on_line;  /* gint64 *: its arcs */
  double            length_m;
};

static void
measured_free (gpointer data)
{
  g_free (((Measured *)data)->edges_cm2);
  g_free (data);
}

static YutuLandEdit *
land_edit_new (void)
{
  YutuLandEdit *self = g_new0 (YutuLandEdit, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->mutex);
  yutu_edit_owners_init (&self->owners);
  self->measured = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, measured_free);
  self->on_line = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

YutuLandEdit *
yutu_land_edit_ref (YutuLandEdit *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
yutu_land_edit_unref (YutuLandEdit *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_mutex_clear (&self->mutex);
  g_clear_pointer (&self->model, yutu_topology_free);
  g_clear_pointer (&self->faces, g_array_unref);
  yutu_edit_owners_clear (&self->owners);
  g_hash_table_unref (self->measured);
  g_hash_table_unref (self->on_line);
  g_clear_pointer (&self->line, yutu_land_line_view_free);
  g_free (self);
}

/* ---- Reading ---- */

typedef struct
{
  YutuLandEdit *edit;
  gint64        id; /* of the unit, or the arc */
  char          day[YUTU_DAY_TEXT_SIZE];
} Read;

static void
measure_arc (YutuLandEdit  *self,
             const YutuArc *arc)
{
  Measured *measured = g_new0 (Measured, 1);

  measured->edges_cm2 = g_new (gint64, arc->n_points);
  for (gsize i = 0; i + 1 < arc->n_points; i++)
    {
      measured->edges_cm2[i] = yutu_measure_edge_cm2 (arc->points[i], arc->points[i + 1]);
      measured->sum_cm2 += measured->edges_cm2[i];
    }
  g_hash_table_insert (self->measured, g_memdup2 (&arc->id, sizeof arc->id), measured);
}

/* The arcs around the land, each once. */
static void
measure_land (YutuLandEdit *self)
{
  for (guint f = 0; f < self->faces->len; f++)
    {
      g_autoptr (GArray) arcs =
        yutu_topology_list_face_arcs (self->model, g_array_index (self->faces, gint64, f));

      for (guint i = 0; i < arcs->len; i++)
        {
          gint64  id = ABS (g_array_index (arcs, gint64, i));
          YutuArc arc;

          if (!g_hash_table_contains (self->measured, &id) && yutu_topology_get_arc (self->model, id, &arc))
            measure_arc (self, &arc);
        }
    }
}

static gboolean
read_unit (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  const YutuBox everywhere = { -YUTU_GRID_MAX_X, -YUTU_GRID_MAX_Y, YUTU_GRID_MAX_X, YUTU_GRID_MAX_Y };
  Read         *read = data;
  YutuLandEdit *self = read->edit;

  self->faces = yutu_land_list_faces (connection, read->id, read->day, error);
  if (self->faces != NULL && self->faces->len == 0)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_OTHER_DAY,
                 _ ("unit %" PRId64 " has no land on %s"), read->id, read->day);
  if (self->faces == NULL || self->faces->len == 0)
    return FALSE;
  self->model = yutu_division_load_faces (connection, (gint64 *)(gpointer)self->faces->data,
                                          self->faces->len, everywhere, error);
  if (self->model == NULL ||
      !yutu_edit_owners_read (&self->owners, connection, self->model, read->day, error))
    return FALSE;
  measure_land (self);
  return TRUE;
}

static gboolean
read_line (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Read         *read = data;
  YutuLandEdit *self = read->edit;
  g_autoptr (GArray) steps = yutu_land_list_line (connection, read->id, read->day, error);
  const YutuPoint *points;
  gsize            n = 0;

  if (steps == NULL)
    return FALSE;
  self->model = yutu_land_load_line (connection, steps, error);
  if (self->model == NULL ||
      !yutu_edit_owners_read (&self->owners, connection, self->model, read->day, error))
    return FALSE;
  self->line = yutu_land_line_view_new (self->model, steps, error);
  if (self->line == NULL)
    return FALSE;
  for (guint i = 0; i < steps->len; i++)
    {
      gint64  id = g_array_index (steps, YutuBoundaryStep, i).arc;
      YutuArc arc;

      yutu_topology_get_arc (self->model, id, &arc);
      measure_arc (self, &arc);
      g_hash_table_add (self->on_line, g_memdup2 (&id, sizeof id));
    }
  points = yutu_land_line_view_get_points (self->line, &n);
  self->length_m = yutu_measure_line_m (points, n);
  return TRUE;
}

static YutuLandEdit *
read_edit (YutuFile     *self,
           YutuReadFunc  func,
           gint64        id,
           YutuDay       day,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (YutuLandEdit) edit = land_edit_new ();
  Read read = { .edit = edit, .id = id };

  yutu_day_format (day, read.day);
  if (!yutu_store_read (yutu_file_get_store (self), func, &read, cancellable, error))
    return NULL;
  return g_steal_pointer (&edit);
}

YutuLandEdit *
yutu_file_read_land_edit (YutuFile     *self,
                          gint64        unit,
                          YutuDay       day,
                          GCancellable *cancellable,
                          GError      **error)
{
  return read_edit (self, read_unit, unit, day, cancellable, error);
}

YutuLandEdit *
yutu_file_read_land_line (YutuFile     *self,
                          gint64        arc,
                          YutuDay       day,
                          GCancellable *cancellable,
                          GError      **error)
{
  return read_edit (self, read_line, arc, day, cancellable, error);
}

/* ---- What it is ---- */

const GArray *
yutu_land_edit_get_units (const YutuLandEdit *self)
{
  return self->owners.units;
}

const YutuPoint *
yutu_land_edit_get_points (const YutuLandEdit *self,
                           gsize              *n_points)
{
  *n_points = 0;
  return self->line != NULL ? yutu_land_line_view_get_points (self->line, n_points) : NULL;
}

gboolean
yutu_land_edit_is_junction (const YutuLandEdit *self,
                            gsize               vertex)
{
  return self->line != NULL && yutu_land_line_view_is_node (self->line, vertex);
}

gboolean
yutu_land_edit_find_vertex (const YutuLandEdit *self,
                            YutuPoint           point,
                            gsize              *vertex)
{
  gsize            n = 0;
  const YutuPoint *points = yutu_land_edit_get_points (self, &n);

  for (gsize i = 0; i < n; i++)
    if (yutu_point_equal (points[i], point))
      {
        *vertex = i;
        return TRUE;
      }
  return FALSE;
}

/* ---- Previews ---- */

void
yutu_land_preview_clear (YutuLandPreview *self)
{
  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->area_cm2, g_free);
  g_clear_pointer (&self->model, yutu_topology_free);
}

static void
take_refusal (YutuLandEdit    *self,
              YutuLandPreview *preview,
              const GError    *error)
{
  YutuArc arc;

  preview->reason = error->domain == YUTU_TOPOLOGY_ERROR ? (YutuTopologyError)error->code
                                                         : YUTU_TOPOLOGY_ERROR_FAILED;
  if (preview->conflict.arc == 0 ||
      !yutu_topology_get_arc (self->model, preview->conflict.arc, &arc))
    return;
  preview->is_own_line = g_hash_table_contains (self->on_line, &arc.id);
  preview->obstacle[0] = yutu_edit_owners_find (&self->owners, arc.face_left)->owner;
  preview->obstacle[1] = yutu_edit_owners_find (&self->owners, arc.face_right)->owner;
}

/* By an arc's end, in which other arc that was part of the same one it goes on. */
static GHashTable *
index_cuts (YutuTopology *model)
{
  GHashTable *next = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GArray) cuts = yutu_topology_take_cuts (model);

  for (guint i = 0; i < cuts->len; i++)
    {
      const YutuTopologyCut *cut = &g_array_index (cuts, YutuTopologyCut, i);
      const gint64          *after = g_hash_table_lookup (next, &cut->arc);

      if (after != NULL)
        g_hash_table_insert (next, g_memdup2 (&cut->other, sizeof (gint64)), g_memdup2 (after, sizeof (gint64)));
      g_hash_table_insert (next, g_memdup2 (&cut->arc, sizeof (gint64)), g_memdup2 (&cut->other, sizeof (gint64)));
    }
  return next;
}

/* Measures @now, a part of @before that begins at its vertex *@at or behind it; what is as it was counts
 * as it did. */
static gint64
measure_part (const YutuArc  *now,
              const YutuArc  *before,
              const Measured *measured,
              gsize          *at)
{
  gint64 sum_cm2 = 0;

  for (gsize i = 1; i < now->n_points; i++)
    {
      gboolean is_next = *at + 1 < before->n_points && yutu_point_equal (now->points[i], before->points[*at + 1]);

      if (is_next && yutu_point_equal (now->points[i - 1], before->points[*at]))
        sum_cm2 += measured->edges_cm2[*at];
      else
        sum_cm2 += yutu_measure_edge_cm2 (now->points[i - 1], now->points[i]);
      *at += is_next;
    }
  return sum_cm2;
}

static gboolean
is_unchanged (const YutuArc *now,
              const YutuArc *before)
{
  return now->n_points == before->n_points &&
         memcmp (now->points, before->points, now->n_points * sizeof (YutuPoint)) == 0;
}

/* Sums of the arcs that came of the measured ones. */
static GHashTable *
measure_drawn (YutuLandEdit *self,
               YutuTopology *drawn)
{
  GHashTable *sums = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GHashTable) next = index_cuts (drawn);
  GHashTableIter iter;
  gpointer       key, value;

  g_hash_table_iter_init (&iter, self->measured);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const Measured *measured = value;
      YutuArc         before, now;
      gsize           at = 0;

      yutu_topology_get_arc (self->model, *(gint64 *)key, &before);
      for (const gint64 *id = key; id != NULL; id = g_hash_table_lookup (next, id))
        {
          gint64 sum_cm2 = measured->sum_cm2;

          yutu_topology_get_arc (drawn, *id, &now);
          if (!is_unchanged (&now, &before))
            sum_cm2 = measure_part (&now, &before, measured, &at);
          g_hash_table_insert (sums, g_memdup2 (id, sizeof *id), g_memdup2 (&sum_cm2, sizeof sum_cm2));
        }
    }
  return sums;
}

static gint64
measure_new_arc (YutuTopology *drawn,
                 gint64        id)
{
  YutuArc arc;
  gint64  sum_cm2 = 0;

  yutu_topology_get_arc (drawn, id, &arc);
  for (gsize i = 1; i < arc.n_points; i++)
    sum_cm2 += yutu_measure_edge_cm2 (arc.points[i - 1], arc.points[i]);
  return sum_cm2;
}

static gint64
measure_face (YutuTopology *drawn,
              GHashTable   *sums,
              gint64        face)
{
  g_autoptr (GArray) arcs = yutu_topology_list_face_arcs (drawn, face);
  gint64 area_cm2 = 0;

  for (guint i = 0; i < arcs->len; i++)
    {
      gint64        side = g_array_index (arcs, gint64, i), id = ABS (side);
      const gint64 *known = g_hash_table_lookup (sums, &id);
      gint64        sum_cm2 = known != NULL ? *known : measure_new_arc (drawn, id);

      area_cm2 += side > 0 ? sum_cm2 : -sum_cm2;
    }
  return area_cm2;
}

static void
take_parts (YutuLandEdit    *self,
            const GArray    *pieces,
            YutuLandPreview *preview)
{
  g_autoptr (GHashTable) sums = measure_drawn (self, preview->model);

  preview->parts = g_array_new (FALSE, FALSE, sizeof (YutuLandPart));
  preview->left_box = preview->right_box = YUTU_BOX_EMPTY;
  for (guint i = 0; i < pieces->len; i++)
    {
      const YutuTopologyPiece *piece = &g_array_index (pieces, YutuTopologyPiece, i);
      const YutuEditFace      *face = yutu_edit_owners_find (&self->owners, piece->origin);
      YutuLandPart             part = { piece->face, piece->origin, piece->sides,
                                        measure_face (preview->model, sums, piece->face), face->owner_unit,
                                        face->owner };

      preview->left_cm2 += part.sides == YUTU_TOPOLOGY_LEFT ? part.area_cm2 : 0;
      preview->right_cm2 += part.sides == YUTU_TOPOLOGY_RIGHT ? part.area_cm2 : 0;
      if (part.sides == YUTU_TOPOLOGY_LEFT)
        yutu_box_add_box (&preview->left_box, yutu_topology_get_face_box (preview->model, part.face));
      else if (part.sides == YUTU_TOPOLOGY_RIGHT)
        yutu_box_add_box (&preview->right_box, yutu_topology_get_face_box (preview->model, part.face));
      g_array_append_val (preview->parts, part);
    }
}

static gint64
trial_id (gpointer data)
{
  return ++*(gint64 *)data;
}

void
yutu_land_edit_preview_cut (YutuLandEdit    *self,
                            const YutuPoint *points,
                            gsize            n_points,
                            YutuLandPreview *preview)
{
  gint64              last = YUTU_LAND_TRIAL_ID;
  YutuTopologyDrawing drawing = { points, n_points, NULL, 0, FALSE };
  g_autoptr (GArray) pieces = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self->faces != NULL);
  g_mutex_lock (&self->mutex);
  drawing.faces = (gint64 *)(gpointer)self->faces->data;
  drawing.n_faces = self->faces->len;
  yutu_land_preview_clear (preview);
  *preview = (YutuLandPreview){ .length_m = yutu_measure_line_m (points, n_points) };
  preview->model =
    yutu_topology_try_draw (self->model, &drawing, trial_id, &last, &pieces, &preview->conflict, &error);
  preview->is_allowed = preview->model != NULL;
  if (preview->is_allowed)
    take_parts (self, pieces, preview);
  else
    take_refusal (self, preview, error);
  g_mutex_unlock (&self->mutex);
}

YutuShape *
yutu_land_preview_dup_land (const YutuLandPreview *self,
                            const gint64          *faces,
                            gsize                  n_faces)
{
  return n_faces > 0 ? yutu_topology_dissolve (self->model, faces, n_faces) : NULL;
}

YutuPoint
yutu_land_preview_get_point (const YutuLandPreview *self,
                             gint64                 face)
{
  return yutu_topology_get_face_point (self->model, face);
}

/* ---- Redrawing ---- */

static gint64
measure_course (const YutuArc             *arc,
                const YutuTopologyRedrawn *stretch)
{
  YutuPoint before = arc->points[stretch->from];
  gint64    sum_cm2 = 0;

  for (gsize i = 0; i <= stretch->n_points; i++)
    {
      YutuPoint point = i < stretch->n_points ? stretch->points[i] : arc->points[stretch->to];

      sum_cm2 += yutu_measure_edge_cm2 (before, point);
      before = point;
    }
  return sum_cm2;
}

static void
count_stretch (YutuLandEdit              *self,
               const YutuTopologyRedrawn *stretch,
               YutuLandPreview           *preview)
{
  const Measured *measured = g_hash_table_lookup (self->measured, &stretch->arc);
  YutuArc         arc;
  gint64          change_cm2;

  yutu_topology_get_arc (self->model, stretch->arc, &arc);
  change_cm2 = measure_course (&arc, stretch);
  for (gsize i = stretch->from; i < stretch->to; i++)
    change_cm2 -= measured->edges_cm2[i];
  yutu_edit_owners_add_area (&self->owners, arc.face_left, change_cm2, preview->area_cm2);
  yutu_edit_owners_add_area (&self->owners, arc.face_right, -change_cm2, preview->area_cm2);
}

/* What is drawn, from the line on and back to it. */
static double
measure_way (const YutuLandEdit   *self,
             const YutuLandCourse *course)
{
  gsize            n = 0;
  const YutuPoint *line = yutu_land_line_view_get_points (self->line, &n);
  double           length_m = yutu_measure_line_m (course->points, course->n_points);

  if (course->n_points == 0)
    return yutu_measure_distance_m (line[course->from], line[course->to]);
  return length_m + yutu_measure_distance_m (line[course->from], course->points[0]) +
         yutu_measure_distance_m (course->points[course->n_points - 1], line[course->to]);
}

void
yutu_land_edit_preview_redraw (YutuLandEdit    *self,
                               gsize            from,
                               gsize            to,
                               const YutuPoint *points,
                               gsize            n_points,
                               YutuLandPreview *preview)
{
  YutuLandCourse   course = { from, to, points, n_points };
  gsize            n = 0;
  const YutuPoint *line = yutu_land_edit_get_points (self, &n);
  g_autoptr (GArray) stretches = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (from < to && to < n);
  yutu_land_preview_clear (preview);
  *preview = (YutuLandPreview){ .length_m = measure_way (self, &course) };
  preview->line_m = self->length_m - yutu_measure_line_m (line + from, to - from + 1) + preview->length_m;
  preview->area_cm2 = g_new0 (gint64, self->owners.units->len + 1);
  for (guint i = 0; i < self->owners.units->len; i++)
    preview->area_cm2[i] = g_array_index (self->owners.units, YutuLineUnit, i).area_cm2;
  stretches = yutu_land_line_view_divide (self->line, &course, &preview->conflict, &error);
  preview->is_allowed =
    stretches != NULL &&
    yutu_topology_try_redraw (self->model, (YutuTopologyRedrawn *)(gpointer)stretches->data, stretches->len,
                              &preview->conflict, &error);
  if (!preview->is_allowed)
    take_refusal (self, preview, error);
  for (guint i = 0; stretches != NULL && i < stretches->len; i++)
    count_stretch (self, &g_array_index (stretches, YutuTopologyRedrawn, i), preview);
}

/* ---- Doing it ---- */

void
yutu_land_edit_make_wish (const YutuLandEdit *self,
                          gsize               from,
                          gsize               to,
                          const YutuPoint    *points,
                          gsize               n_points,
                          YutuRedrawWish     *wish)
{
  gsize            n = 0;
  const YutuPoint *line = yutu_land_edit_get_points (self, &n);
  GHashTableIter   iter;
  gpointer         arc = NULL;

  g_return_if_fail (from < to && to < n);
  g_hash_table_iter_init (&iter, self->on_line);
  g_hash_table_iter_next (&iter, &arc, NULL);
  *wish = (YutuRedrawWish){ *(gint64 *)arc, line[from], line[to], to - from - 1, points, n_points };
}

typedef struct
{
  const YutuRedrawWish *wish;
  char                  day[YUTU_DAY_TEXT_SIZE];
} Redraw;

/* The course between the two vertices, with as many between as were seen. */
static gboolean
find_course (const YutuLandLineView *line,
             const YutuRedrawWish   *wish,
             YutuLandCourse         *course,
             GError                **error)
{
  gsize            n = 0, span = wish->n_between + 1;
  const YutuPoint *points = yutu_land_line_view_get_points (line, &n);

  for (gsize i = 0; i + span < n; i++)
    if (yutu_point_equal (points[i], wish->from) && yutu_point_equal (points[i + span], wish->to))
      {
        *course = (YutuLandCourse){ i, i + span, wish->points, wish->n_points };
        return TRUE;
      }
  g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONFLICT,
               _ ("arc %" PRId64 " is not as it was when the edit began; look again"), wish->arc);
  return FALSE;
}

static gboolean
redraw_line (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  const Redraw *redraw = data;
  g_autoptr (GArray) steps = yutu_land_list_line (connection, redraw->wish->arc, redraw->day, error);
  g_autoptr (YutuTopology) model = steps != NULL ? yutu_land_load_line (connection, steps, error) : NULL;
  g_autoptr (YutuLandLineView) line = model != NULL ? yutu_land_line_view_new (model, steps, error) : NULL;
  g_autoptr (GArray) stretches = NULL;
  YutuLandCourse course = { 0 };

  if (line == NULL || !find_course (line, redraw->wish, &course, error))
    return FALSE;
  stretches = yutu_land_line_view_divide (line, &course, NULL, error);
  return stretches != NULL && yutu_land_redraw (connection, model, (YutuTopologyRedrawn *)(gpointer)stretches->data,
                                                stretches->len, NULL, error);
}

gboolean
yutu_file_redraw_line (YutuFile             *self,
                       const YutuRedrawWish *wish,
                       YutuDay               day,
                       const char           *actor,
                       gint64               *entry,
                       GError              **error)
{
  YutuEntrySpec spec = { "line-redraw", "重画界线", actor, FALSE };
  Redraw        redraw = { .wish = wish };

  yutu_day_format (day, redraw.day);
  return yutu_store_write (yutu_file_get_store (self), &spec, redraw_line, &redraw, entry, NULL, error);
}
