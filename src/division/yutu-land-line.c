/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-land-line.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "division/yutu-division-model.h"

/* ---- Reading ---- */

/* The ends of an arc in the direction of a step. */
typedef struct
{
  YutuBoundaryStep step;
  gint64           from;
  gint64           to;
} Link;

static gboolean
read_links (YutuConnection *connection,
            gint64          arc,
            const char     *day,
            GArray         *links,
            GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT s.arc, s.reversed, a.node_from, a.node_to FROM boundary_line_arc s JOIN arc a ON a.id = s.arc "
    "WHERE s.line = (SELECT l.id FROM boundary_line_arc o JOIN boundary_line l ON l.id = o.line "
    "WHERE o.arc = ?1 AND l.valid_from <= ?2 AND ?2 < l.valid_to ORDER BY l.grade, l.id LIMIT 1) "
    "ORDER BY s.seq, s.id",
    error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, arc);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      Link link;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      link.step = (YutuBoundaryStep){ sqlite3_column_int64 (statement, 0),
                                      sqlite3_column_int (statement, 1) != 0 };
      link.from = sqlite3_column_int64 (statement, link.step.reversed ? 3 : 2);
      link.to = sqlite3_column_int64 (statement, link.step.reversed ? 2 : 3);
      g_array_append_val (links, link);
    }
}

GArray *
yutu_land_list_line (YutuConnection *connection,
                     gint64          arc,
                     const char     *day,
                     GError        **error)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (Link));
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep));
  YutuBoundaryStep alone = { arc, FALSE };
  guint            at = 0, first, end;

  if (!read_links (connection, arc, day, links, error))
    return NULL;
  while (at < links->len && g_array_index (links, Link, at).step.arc != arc)
    at++;
  if (at == links->len)
    g_array_append_val (steps, alone);
  for (first = at; first > 0 && first < links->len &&
                   g_array_index (links, Link, first - 1).to == g_array_index (links, Link, first).from;)
    first--;
  for (end = at; end < links->len && (end == at || g_array_index (links, Link, end - 1).to ==
                                                     g_array_index (links, Link, end).from);)
    end++;
  for (guint i = first; i < end; i++)
    g_array_append_val (steps, g_array_index (links, Link, i).step);
  return g_steal_pointer (&steps);
}

YutuTopology *
yutu_land_load_line (YutuConnection *connection,
                     const GArray   *steps,
                     GError        **error)
{
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = NULL;
  gboolean      row = FALSE;

  for (guint i = 0; i < steps->len; i++)
    {
      gint64 arc = g_array_index (steps, YutuBoundaryStep, i).arc;

      statement = yutu_connection_prepare (
        connection, "SELECT face_left, face_right FROM arc WHERE id = ?1", error);
      if (statement == NULL)
        return NULL;
      sqlite3_bind_int64 (statement, 1, arc);
      if (!yutu_connection_step (connection, statement, &row, error))
        return NULL;
      if (!row)
        {
          g_set_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_NOT_FOUND,
                       _ ("there is no arc %" PRId64), arc);
          return NULL;
        }
      for (int side = 0; side < 2; side++)
        {
          gint64 face = sqlite3_column_int64 (statement, side);

          g_array_append_val (faces, face);
        }
      sqlite3_reset (statement);
    }
  return yutu_division_load_faces (connection, (gint64 *)(gpointer)faces->data, faces->len, YUTU_BOX_EMPTY,
                                   error);
}

/* ---- One row of vertices ---- */

struct _YutuLandLineView
{
  GArray    *steps;  /* YutuBoundaryStep */
  GArray    *points; /* YutuPoint */
  GArray    *starts; /* gsize: by step, its first vertex; and the last one */
  YutuPoint *turned; /* points of a course against its arc, for all of them */
};

void
yutu_land_line_view_free (YutuLandLineView *self)
{
  g_array_unref (self->steps);
  g_array_unref (self->points);
  g_array_unref (self->starts);
  g_free (self->turned);
  g_free (self);
}

static gboolean
append_step (YutuLandLineView       *self,
             YutuTopology           *model,
             const YutuBoundaryStep *step)
{
  YutuArc arc;
  gsize   start = self->points->len > 0 ? self->points->len - 1 : 0;

  if (!yutu_topology_get_arc (model, step->arc, &arc))
    return FALSE;
  for (gsize i = 0; i < arc.n_points; i++)
    {
      YutuPoint point = arc.points[step->reversed ? arc.n_points - 1 - i : i];

      if (i == 0 && self->points->len > 0 &&
          !yutu_point_equal (point, g_array_index (self->points, YutuPoint, start)))
        return FALSE;
      if (i > 0 || self->points->len == 0)
        g_array_append_val (self->points, point);
    }
  g_array_append_val (self->starts, start);
  return TRUE;
}

YutuLandLineView *
yutu_land_line_view_new (YutuTopology *model,
                         const GArray *steps,
                         GError      **error)
{
  g_autoptr (YutuLandLineView) self = g_new0 (YutuLandLineView, 1);
  gsize last;

  self->steps = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep));
  self->points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_array_append_vals (self->steps, steps->data, steps->len);
  for (guint i = 0; i < steps->len; i++)
    if (!append_step (self, model, &g_array_index (steps, YutuBoundaryStep, i)))
      {
        g_set_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_NOT_FOUND,
                     _ ("there is no arc %" PRId64 " where the line should go on"),
                     g_array_index (steps, YutuBoundaryStep, i).arc);
        return NULL;
      }
  last = self->points->len - 1;
  g_array_append_val (self->starts, last);
  return g_steal_pointer (&self);
}

const YutuPoint *
yutu_land_line_view_get_points (const YutuLandLineView *self,
                                gsize                  *n_points)
{
  *n_points = self->points->len;
  return (YutuPoint *)(gpointer)self->points->data;
}

gboolean
yutu_land_line_view_is_node (const YutuLandLineView *self,
                             gsize                   vertex)
{
  for (guint i = 0; i < self->starts->len; i++)
    if (g_array_index (self->starts, gsize, i) == vertex)
      return TRUE;
  return FALSE;
}

/* ---- Courses ---- */

/* Of the step's vertices from @from to @to the new course, @n points from @points on. */
static void
add_stretch (YutuLandLineView *self,
             guint             index,
             gsize             from,
             gsize             to,
             const YutuPoint  *points,
             gsize             n,
             YutuPoint        *turned,
             GArray           *stretches)
{
  const YutuBoundaryStep *step = &g_array_index (self->steps, YutuBoundaryStep, index);
  gsize                   start = g_array_index (self->starts, gsize, index);
  gsize                   end = g_array_index (self->starts, gsize, index + 1);
  YutuTopologyRedrawn     stretch = { step->arc, from - start, to - start, points, n };

  if (step->reversed)
    {
      for (gsize i = 0; i < n; i++)
        turned[i] = points[n - 1 - i];
      stretch = (YutuTopologyRedrawn){ step->arc, end - to, end - from, turned, n };
    }
  g_array_append_val (stretches, stretch);
}

static gboolean
misses_node (YutuLandLineView     *self,
             gsize                 node,
             YutuTopologyConflict *conflict,
             GError              **error)
{
  YutuPoint at = g_array_index (self->points, YutuPoint, node);

  if (conflict != NULL)
    *conflict = (YutuTopologyConflict){ .at = at };
  g_set_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_CROSSES,
               _ ("the line must come through the junction at %.9f, %.9f"), yutu_grid_to_degrees (at.x),
               yutu_grid_to_degrees (at.y));
  return FALSE;
}

static gboolean
divide (YutuLandLineView     *self,
        const YutuLandCourse *course,
        GArray               *stretches,
        YutuTopologyConflict *conflict,
        GError              **error)
{
  gsize at = 0; /* of the course's points */
  gsize from = course->from;

  for (guint i = 0; i < self->steps->len && from < course->to; i++)
    {
      gsize end = g_array_index (self->starts, gsize, i + 1);
      gsize to = MIN (end, course->to);
      gsize first = at;

      if (end <= from)
        continue;
      if (to < course->to) /* the node at its end is on the way */
        {
          while (at < course->n_points &&
                 !yutu_point_equal (course->points[at], g_array_index (self->points, YutuPoint, end)))
            at++;
          if (at == course->n_points)
            return misses_node (self, end, conflict, error);
        }
      else
        at = course->n_points;
      add_stretch (self, i, from, to, course->points + first, at - first, self->turned + first, stretches);
      at += to < course->to;
      from = to;
    }
  return TRUE;
}

GArray *
yutu_land_line_view_divide (YutuLandLineView     *self,
                            const YutuLandCourse *course,
                            YutuTopologyConflict *conflict,
                            GError              **error)
{
  g_autoptr (GArray) stretches = g_array_new (FALSE, FALSE, sizeof (YutuTopologyRedrawn));

  if (course->from >= course->to || course->to >= self->points->len)
    {
      g_set_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_NOT_FOUND,
                   _ ("the line has no stretch from vertex %zu to %zu"),
                   course->from, course->to);
      return NULL;
    }
  g_free (self->turned);
  self->turned = g_new (YutuPoint, course->n_points + 1);
  return divide (self, course, stretches, conflict, error) ? g_steal_pointer (&stretches) : NULL;
}

gboolean
yutu_land_redraw (YutuConnection            *connection,
                  YutuTopology              *model,
                  const YutuTopologyRedrawn *stretches,
                  gsize                      n_stretches,
                  YutuTopologyConflict      *conflict,
                  GError                   **error)
{
  return yutu_topology_redraw (model, stretches, n_stretches, conflict, error) &&
         yutu_division_save_changes (connection, model, error);
}
