/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* 1. The model held is that around the arc with its ends (yutu_division_load_around()), so a preview
 *    says what the full model would.
 * 2. Areas are sums of edges (yutu_measure_edge_cm2()): what a unit has afterwards is what it had, and
 *    the edges that are new less those that are gone, of every face of its. */

#include "session/yutu-line-edit.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "division/yutu-division-model.h"
#include "division/yutu-division.h"
#include "geo/yutu-measure.h"
#include "session/yutu-edit-owners-private.h"

struct _YutuLineEdit
{
  YutuTopology  *model;
  YutuArc        arc; /* a view into the model */
  double         length_m;
  guint          n_lines[2];
  char          *line_name;
  char          *neighbour;
  int            grade;
  const char    *sides[2];
  YutuEditOwners owners;
  YutuMapPoint  *map_points; /* (nullable) */
};

static YutuLineEdit *
line_edit_new (void)
{
  YutuLineEdit *self = g_new0 (YutuLineEdit, 1);

  yutu_edit_owners_init (&self->owners);
  return self;
}

void
yutu_line_edit_free (YutuLineEdit *self)
{
  g_clear_pointer (&self->model, yutu_topology_free);
  yutu_edit_owners_clear (&self->owners);
  g_free (self->line_name);
  g_free (self->neighbour);
  g_free (self->map_points);
  g_free (self);
}

/* ---- Reading ---- */

typedef struct
{
  YutuLineEdit *edit;
  gint64        arc;
  char          day[YUTU_DAY_TEXT_SIZE];
} Read;

/* Of the lines along the arc the one of the highest grade. */
static gboolean
read_line (YutuConnection *connection,
           const Read     *read,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT l.name, l.neighbour_name FROM boundary_line_arc a JOIN boundary_line l ON l.id = a.line "
    "WHERE a.arc = ?1 AND l.valid_from <= ?2 AND ?2 < l.valid_to ORDER BY l.grade, l.id LIMIT 1",
    error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, read->arc);
  sqlite3_bind_text (statement, 2, read->day, -1, SQLITE_STATIC);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (row)
    {
      read->edit->line_name = g_strdup ((const char *)sqlite3_column_text (statement, 0));
      read->edit->neighbour = g_strdup ((const char *)sqlite3_column_text (statement, 1));
    }
  sqlite3_reset (statement);
  return TRUE;
}

static void
take_sides (YutuLineEdit *self)
{
  const YutuEditFace *left = yutu_edit_owners_find (&self->owners, self->arc.face_left);
  const YutuEditFace *right = yutu_edit_owners_find (&self->owners, self->arc.face_right);

  for (int level = 1; level < YUTU_EDIT_LEVELS && self->grade == 0; level++)
    if (left->units[level] != right->units[level])
      {
        self->grade = level;
        for (int side = 0; side < 2; side++)
          {
            guint unit = (side == 0 ? left : right)->units[level];

            if (unit > 0)
              self->sides[side] = g_array_index (self->owners.units, YutuLineUnit, unit - 1).name;
          }
      }
}

static void
count_lines (YutuLineEdit *self)
{
  g_autoptr (GArray) arcs = yutu_topology_list_arcs (self->model);
  YutuArc arc;

  for (guint i = 0; i < arcs->len; i++)
    {
      yutu_topology_get_arc (self->model, g_array_index (arcs, gint64, i), &arc);
      for (int end = 0; end < 2; end++)
        {
          gint64 node = end == 0 ? self->arc.node_from : self->arc.node_to;

          self->n_lines[end] += (guint)(arc.node_from == node) + (guint)(arc.node_to == node);
        }
    }
}

static gboolean
read_line_edit (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  Read         *read = data;
  YutuLineEdit *self = read->edit;

  self->model = yutu_division_load_around (connection, read->arc, TRUE, error);
  if (self->model == NULL || !yutu_edit_owners_read (&self->owners, connection, self->model, read->day, error) ||
      !read_line (connection, read, error))
    return FALSE;
  yutu_topology_get_arc (self->model, read->arc, &self->arc);
  self->length_m = yutu_measure_line_m (self->arc.points, self->arc.n_points);
  take_sides (self);
  count_lines (self);
  return TRUE;
}

YutuLineEdit *
yutu_file_read_line_edit (YutuFile     *self,
                          gint64        arc,
                          YutuDay       day,
                          GCancellable *cancellable,
                          GError      **error)
{
  g_autoptr (YutuLineEdit) edit = line_edit_new ();
  Read read = { .edit = edit, .arc = arc };

  yutu_day_format (day, read.day);
  if (!yutu_store_read (yutu_file_get_store (self), read_line_edit, &read, cancellable, error))
    return NULL;
  return g_steal_pointer (&edit);
}

/* ---- What it is ---- */

gint64
yutu_line_edit_get_arc (const YutuLineEdit *self)
{
  return self->arc.id;
}

const YutuPoint *
yutu_line_edit_get_points (const YutuLineEdit *self,
                           gsize              *n_points)
{
  *n_points = self->arc.n_points;
  return self->arc.points;
}

void
yutu_line_edit_project (YutuLineEdit *self,
                        int           epsg)
{
  g_free (self->map_points);
  self->map_points = g_new (YutuMapPoint, self->arc.n_points);
  for (gsize i = 0; i < self->arc.n_points; i++)
    self->map_points[i] = yutu_projection_forward (epsg, self->arc.points[i]);
}

const YutuMapPoint *
yutu_line_edit_get_map_points (const YutuLineEdit *self)
{
  return self->map_points;
}

double
yutu_line_edit_get_length_m (const YutuLineEdit *self)
{
  return self->length_m;
}

guint
yutu_line_edit_count_lines_at (const YutuLineEdit *self,
                               gboolean            end)
{
  return self->n_lines[end ? 1 : 0];
}

const char *
yutu_line_edit_get_side (const YutuLineEdit *self,
                         gboolean            right)
{
  return self->sides[right ? 1 : 0];
}

int
yutu_line_edit_get_grade (const YutuLineEdit *self)
{
  return self->grade;
}

const char *
yutu_line_edit_get_line_name (const YutuLineEdit *self)
{
  return self->line_name;
}

const char *
yutu_line_edit_get_neighbour (const YutuLineEdit *self)
{
  return self->neighbour;
}

const GArray *
yutu_line_edit_get_units (const YutuLineEdit *self)
{
  return self->owners.units;
}

/* ---- Previews ---- */

void
yutu_line_preview_clear (YutuLinePreview *self)
{
  g_clear_pointer (&self->area_cm2, g_free);
}

/* Edges of @arc, walked forward, that come (@sign 1) or go (-1). */
static void
count_edge (YutuLineEdit    *self,
            YutuLinePreview *preview,
            const YutuArc   *arc,
            YutuPoint        a,
            YutuPoint        b,
            int              sign)
{
  gint64 area_cm2 = sign * yutu_measure_edge_cm2 (a, b);

  yutu_edit_owners_add_area (&self->owners, arc->face_left, area_cm2, preview->area_cm2);
  yutu_edit_owners_add_area (&self->owners, arc->face_right, -area_cm2, preview->area_cm2);
  if (arc->id == self->arc.id)
    preview->length_m += sign * yutu_measure_distance_m (a, b);
}

static void
count_moved_node (YutuLineEdit    *self,
                  YutuLinePreview *preview,
                  gint64           node,
                  YutuPoint        to)
{
  g_autoptr (GArray) arcs = yutu_topology_list_arcs (self->model);
  YutuArc arc;

  for (guint i = 0; i < arcs->len; i++)
    {
      yutu_topology_get_arc (self->model, g_array_index (arcs, gint64, i), &arc);
      if (arc.node_from == node)
        {
          count_edge (self, preview, &arc, arc.points[0], arc.points[1], -1);
          count_edge (self, preview, &arc, to, arc.points[1], 1);
        }
      if (arc.node_to == node)
        {
          YutuPoint before = arc.points[arc.n_points - 2];

          count_edge (self, preview, &arc, before, arc.points[arc.n_points - 1], -1);
          count_edge (self, preview, &arc, before, to, 1);
        }
    }
}

static void
count_change (YutuLineEdit         *self,
              YutuLinePreview      *preview,
              const YutuVertexEdit *edit)
{
  const YutuArc *arc = &self->arc;
  const gsize    i = edit->index;

  if (edit->kind == YUTU_VERTEX_MOVE && (i == 0 || i + 1 == arc->n_points))
    {
      count_moved_node (self, preview, i == 0 ? arc->node_from : arc->node_to, edit->to);
      return;
    }
  count_edge (self, preview, arc, arc->points[i - 1], arc->points[i], -1);
  if (edit->kind == YUTU_VERTEX_INSERT)
    {
      count_edge (self, preview, arc, arc->points[i - 1], edit->to, 1);
      count_edge (self, preview, arc, edit->to, arc->points[i], 1);
      return;
    }
  count_edge (self, preview, arc, arc->points[i], arc->points[i + 1], -1);
  if (edit->kind == YUTU_VERTEX_DELETE)
    {
      count_edge (self, preview, arc, arc->points[i - 1], arc->points[i + 1], 1);
      return;
    }
  count_edge (self, preview, arc, arc->points[i - 1], edit->to, 1);
  count_edge (self, preview, arc, edit->to, arc->points[i + 1], 1);
}

static void
name_obstacle (YutuLineEdit    *self,
               YutuLinePreview *preview)
{
  YutuArc arc;

  if (preview->conflict.arc == 0 ||
      !yutu_topology_get_arc (self->model, preview->conflict.arc, &arc))
    return;
  preview->is_own_line = arc.id == self->arc.id;
  preview->obstacle[0] = yutu_edit_owners_find (&self->owners, arc.face_left)->owner;
  preview->obstacle[1] = yutu_edit_owners_find (&self->owners, arc.face_right)->owner;
}

void
yutu_line_edit_preview (YutuLineEdit         *self,
                        const YutuVertexEdit *edit,
                        YutuLinePreview      *preview)
{
  g_autoptr (GError) error = NULL;

  yutu_line_preview_clear (preview);
  *preview = (YutuLinePreview){ .length_m = self->length_m };
  preview->area_cm2 = g_new0 (gint64, self->owners.units->len + 1);
  for (guint i = 0; i < self->owners.units->len; i++)
    preview->area_cm2[i] = g_array_index (self->owners.units, YutuLineUnit, i).area_cm2;
  preview->is_allowed = yutu_topology_try_vertex (self->model, edit, &preview->conflict, &error);
  if (!preview->is_allowed)
    {
      preview->reason = error->domain == YUTU_TOPOLOGY_ERROR ? (YutuTopologyError)error->code
                                                             : YUTU_TOPOLOGY_ERROR_FAILED;
      name_obstacle (self, preview);
    }
  if (preview->is_allowed || preview->reason == YUTU_TOPOLOGY_ERROR_CROSSES ||
      preview->reason == YUTU_TOPOLOGY_ERROR_COLLAPSES)
    count_change (self, preview, edit);
}

/* ---- For drawing ---- */

static void
add_stretch (YutuPoint (*stretches)[2],
             gsize    *n,
             YutuPoint a,
             YutuPoint b)
{
  if (*n == YUTU_LINE_EDIT_MAX_STRETCHES)
    return;
  stretches[*n][0] = a;
  stretches[(*n)++][1] = b;
}

static void
add_both (YutuLineStretches *stretches,
          YutuPoint          rim,
          YutuPoint          before,
          YutuPoint          after)
{
  add_stretch (stretches->before, &stretches->n_before, rim, before);
  add_stretch (stretches->after, &stretches->n_after, rim, after);
}

static void
get_node_stretches (const YutuLineEdit *self,
                    gint64              node,
                    YutuPoint           to,
                    YutuLineStretches  *stretches)
{
  g_autoptr (GArray) arcs = yutu_topology_list_arcs (self->model);
  YutuArc arc;

  for (guint i = 0; i < arcs->len; i++)
    {
      yutu_topology_get_arc (self->model, g_array_index (arcs, gint64, i), &arc);
      if (arc.node_from == node)
        add_both (stretches, arc.points[1], arc.points[0], to);
      if (arc.node_to == node)
        add_both (stretches, arc.points[arc.n_points - 2], arc.points[arc.n_points - 1], to);
    }
}

void
yutu_line_edit_get_stretches (const YutuLineEdit   *self,
                              const YutuVertexEdit *edit,
                              YutuLineStretches    *stretches)
{
  const YutuPoint *points = self->arc.points;
  gsize            i = edit->index, last = self->arc.n_points - 1;

  *stretches = (YutuLineStretches){ 0 };
  if (edit->kind == YUTU_VERTEX_INSERT && i > 0 && i <= last)
    {
      add_stretch (stretches->before, &stretches->n_before, points[i - 1], points[i]);
      add_stretch (stretches->after, &stretches->n_after, points[i - 1], edit->to);
      add_stretch (stretches->after, &stretches->n_after, edit->to, points[i]);
    }
  else if (edit->kind == YUTU_VERTEX_MOVE && (i == 0 || i == last))
    get_node_stretches (self, i == 0 ? self->arc.node_from : self->arc.node_to, edit->to, stretches);
  else if (i > 0 && i < last)
    {
      add_stretch (stretches->before, &stretches->n_before, points[i - 1], points[i]);
      add_stretch (stretches->before, &stretches->n_before, points[i], points[i + 1]);
      add_stretch (stretches->after, &stretches->n_after, points[i - 1],
                   edit->kind == YUTU_VERTEX_DELETE ? points[i + 1] : edit->to);
      if (edit->kind == YUTU_VERTEX_MOVE)
        add_stretch (stretches->after, &stretches->n_after, edit->to, points[i + 1]);
    }
}

/* ---- Doing it ---- */

typedef struct
{
  const YutuVertexEdit *edit;
  const YutuPoint      *seen;
} Gesture;

static gboolean
is_end (const YutuVertexEdit *edit,
        const YutuArc        *arc)
{
  return edit->kind == YUTU_VERTEX_MOVE && (edit->index == 0 || edit->index + 1 >= arc->n_points);
}

static gboolean
check_seen (const Gesture *gesture,
            const YutuArc *arc,
            GError       **error)
{
  gsize index = gesture->edit->index - (gesture->edit->kind == YUTU_VERTEX_INSERT ? 1 : 0);

  if (gesture->seen == NULL ||
      (index < arc->n_points && yutu_point_equal (arc->points[index], *gesture->seen)))
    return TRUE;
  g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONFLICT,
               _ ("arc %" PRId64 " is not as it was when the edit began; look again"), arc->id);
  return FALSE;
}

/* Most vertices are inner ones, and need less of the model. */
static gboolean
edit_line (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  const Gesture        *gesture = data;
  const YutuVertexEdit *edit = gesture->edit;
  g_autoptr (YutuTopology) model = yutu_division_load_around (connection, edit->arc, FALSE, error);
  YutuArc arc;

  if (model == NULL)
    return FALSE;
  yutu_topology_get_arc (model, edit->arc, &arc);
  if (!check_seen (gesture, &arc, error))
    return FALSE;
  if (is_end (edit, &arc))
    {
      g_clear_pointer (&model, yutu_topology_free);
      model = yutu_division_load_around (connection, edit->arc, TRUE, error);
      if (model == NULL)
        return FALSE;
    }
  return yutu_topology_edit_vertex (model, edit, NULL, error) &&
         yutu_division_save_changes (connection, model, error);
}

gboolean
yutu_file_edit_line (YutuFile             *self,
                     const YutuVertexEdit *edit,
                     const YutuPoint      *seen,
                     const char           *actor,
                     gint64               *entry,
                     GError              **error)
{
  static const struct
  {
    const char *kind;
    const char *title;
  } words[] = {
    [YUTU_VERTEX_MOVE] = { "vertex-move", "移动界线顶点" },
    [YUTU_VERTEX_INSERT] = { "vertex-insert", "增加界线顶点" },
    [YUTU_VERTEX_DELETE] = { "vertex-delete", "删除界线顶点" },
  };
  YutuEntrySpec spec = { words[edit->kind].kind, words[edit->kind].title, actor, FALSE };
  Gesture       gesture = { edit, seen };

  return yutu_store_write (yutu_file_get_store (self), &spec, edit_line, &gesture, entry, NULL, error);
}

/* ---- Finding one ---- */

typedef struct
{
  YutuPoint       point;
  double          max_m;
  char            day[YUTU_DAY_TEXT_SIZE];
  YutuLineVertex *vertex;
} Search;

static const char LINES_SQL[] =
  "SELECT a.id, a.geom FROM arc a "
  "LEFT JOIN face_unit l ON l.face = a.face_left AND l.valid_from <= ?1 AND ?1 < l.valid_to "
  "LEFT JOIN face_unit r ON r.face = a.face_right AND r.valid_from <= ?1 AND ?1 < r.valid_to "
  "WHERE l.unit IS NOT r.unit ORDER BY a.id";

/* Rough, on the plane of degrees scaled by the latitude: it only says which line is meant. */
static double
measure_to_segment (YutuPoint point,
                    YutuPoint a,
                    YutuPoint b)
{
  double scale = cos (yutu_grid_to_degrees (point.y) * G_PI / 180);
  double ax = (double)(a.x - point.x) * scale, ay = (double)(a.y - point.y);
  double dx = (double)(b.x - a.x) * scale, dy = (double)(b.y - a.y);
  double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? CLAMP (-(ax * dx + ay * dy) / length2, 0, 1) : 0;

  return hypot (ax + t * dx, ay + t * dy);
}

static void
look_at_arc (Search          *search,
             gint64           arc,
             const YutuShape *line,
             double          *best)
{
  gboolean is_nearest = FALSE;

  for (gsize i = 1; i < line->n_points; i++)
    {
      double distance = measure_to_segment (search->point, line->points[i - 1], line->points[i]);

      if (distance < *best)
        {
          *best = distance;
          is_nearest = TRUE;
        }
    }
  if (!is_nearest)
    return;
  *search->vertex = (YutuLineVertex){ .arc = arc, .distance_m = G_MAXDOUBLE };
  for (gsize i = 0; i < line->n_points; i++)
    {
      double distance_m = yutu_measure_distance_m (search->point, line->points[i]);

      if (distance_m < search->vertex->distance_m)
        {
          search->vertex->index = i;
          search->vertex->point = line->points[i];
          search->vertex->distance_m = distance_m;
        }
    }
}

static gboolean
find_vertex (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Search       *search = data;
  sqlite3_stmt *statement = yutu_connection_prepare (connection, LINES_SQL, error);
  YutuBox       box = yutu_measure_box_around (search->point, search->max_m);
  double        best = (double)(box.max_y - box.min_y) / 2;
  gboolean      row = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, search->day, -1, SQLITE_STATIC);
  while (TRUE)
    {
      g_autoptr (YutuShape) line = NULL;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      line = yutu_shape_from_blob (sqlite3_column_blob (statement, 1),
                                   (gsize)sqlite3_column_bytes (statement, 1), error);
      if (line == NULL)
        {
          sqlite3_reset (statement);
          return FALSE;
        }
      if (yutu_box_overlaps (line->box, box))
        look_at_arc (search, sqlite3_column_int64 (statement, 0), line, &best);
    }
}

gboolean
yutu_file_find_line_vertex (YutuFile       *self,
                            YutuPoint       point,
                            double          max_m,
                            YutuDay         day,
                            YutuLineVertex *vertex,
                            GError        **error)
{
  Search search = { .point = point, .max_m = max_m, .vertex = vertex };

  *vertex = (YutuLineVertex){ 0 };
  yutu_day_format (day, search.day);
  return yutu_store_read (yutu_file_get_store (self), find_vertex, &search, NULL, error);
}
