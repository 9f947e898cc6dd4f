/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* When an arc has been cut into pieces by new lines that meet it, the boundary lines that run
 * along it run along its pieces. After an import the pieces are found by where they lie, after
 * edits by what those say that they did. */

#include "division/yutu-boundary.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "geo/yutu-exact.h"

/* New vertices on an old line are rounded crossings, moved by half a step in each of a few rounds
 * (yutu-topology-noding.c). */
#define MAX_OFF 2.0

typedef struct
{
  gint64           line;
  YutuBoundaryStep step;
} LineStep;

typedef struct
{
  YutuTopology *base;
  YutuTopology *topology;
  GHashTable   *leaving; /* gint64 * node → GArray of YutuBoundaryStep */
} Follow;

/* ---- The pieces of an arc ---- */

static void
add_leaving (Follow          *follow,
             gint64           node,
             YutuBoundaryStep step)
{
  GArray *list = g_hash_table_lookup (follow->leaving, &node);

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep));
      g_hash_table_insert (follow->leaving, g_memdup2 (&node, sizeof node), list);
    }
  g_array_append_val (list, step);
}

static void
index_arcs (Follow *follow)
{
  g_autoptr (GArray) ids = yutu_topology_list_arcs (follow->topology);

  for (guint i = 0; i < ids->len; i++)
    {
      YutuArc arc;

      yutu_topology_get_arc (follow->topology, g_array_index (ids, gint64, i), &arc);
      add_leaving (follow, arc.node_from, (YutuBoundaryStep){ arc.id, FALSE });
      add_leaving (follow, arc.node_to, (YutuBoundaryStep){ arc.id, TRUE });
    }
}

static YutuPoint
point_at (const YutuArc *arc,
          gboolean       reversed,
          gsize          i)
{
  return arc->points[reversed ? arc->n_points - 1 - i : i];
}

static gboolean
is_near (YutuPoint a,
         YutuPoint b,
         YutuPoint p)
{
  double length = hypot ((double)(b.x - a.x), (double)(b.y - a.y));

  return fabs ((double)yutu_exact_cross (a, b, p)) <= MAX_OFF * length &&
         p.x >= MIN (a.x, b.x) - 1 && p.x <= MAX (a.x, b.x) + 1 && p.y >= MIN (a.y, b.y) - 1 &&
         p.y <= MAX (a.y, b.y) + 1;
}

/* Whether p → q leads the way of a → b. */
static gboolean
is_onward (YutuPoint a,
           YutuPoint b,
           YutuPoint p,
           YutuPoint q)
{
  return (__int128)(q.x - p.x) * (b.x - a.x) + (__int128)(q.y - p.y) * (b.y - a.y) > 0;
}

/* Whether the piece runs along @old from its vertex *@at on, and how far. */
static gboolean
runs_along (Follow                 *follow,
            const YutuArc          *old,
            const YutuBoundaryStep *step,
            gsize                  *at)
{
  YutuArc arc;
  gsize   place = *at;

  yutu_topology_get_arc (follow->topology, step->arc, &arc);
  for (gsize i = 1; i < arc.n_points; i++)
    {
      YutuPoint point = point_at (&arc, step->reversed, i);

      if (place + 1 >= old->n_points)
        return FALSE;
      if (yutu_point_equal (point, old->points[place + 1]))
        place++;
      else if (!is_near (old->points[place], old->points[place + 1], point) ||
               !is_onward (old->points[place], old->points[place + 1],
                           point_at (&arc, step->reversed, i - 1), point))
        return FALSE;
    }
  *at = place;
  return TRUE;
}

static gint64
get_end (Follow                 *follow,
         const YutuBoundaryStep *step)
{
  YutuArc arc;

  yutu_topology_get_arc (follow->topology, step->arc, &arc);
  return step->reversed ? arc.node_from : arc.node_to;
}

/* The pieces in order, forward; NULL when they do not lead from end to end. */
static GArray *
find_pieces (Follow *follow,
             gint64  arc)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep));
  YutuArc old;
  gint64  node;
  gsize   at = 0;

  if (!yutu_topology_get_arc (follow->base, arc, &old))
    return NULL;
  node = old.node_from;
  while (at + 1 < old.n_points)
    {
      GArray          *list = g_hash_table_lookup (follow->leaving, &node);
      YutuBoundaryStep next = { 0 };

      for (guint i = 0; list != NULL && i < list->len && next.arc == 0; i++)
        if (runs_along (follow, &old, &g_array_index (list, YutuBoundaryStep, i), &at))
          next = g_array_index (list, YutuBoundaryStep, i);
      /* No way on, or round in a circle. */
      if (next.arc == 0 || pieces->len > old.n_points + g_hash_table_size (follow->leaving))
        return NULL;
      g_array_append_val (pieces, next);
      node = get_end (follow, &next);
    }
  return g_steal_pointer (&pieces);
}

/* ---- Rows ---- */

/* Of every line that lost an arc, all steps in order. */
static GArray *
read_steps (YutuConnection *connection,
            GError        **error)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (LineStep));
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT line, arc, reversed FROM boundary_line_arc WHERE line IN (SELECT line FROM "
    "boundary_line_arc WHERE arc NOT IN (SELECT id FROM arc)) ORDER BY line, seq, id",
    error);
  gboolean found = TRUE;

  while (statement != NULL)
    {
      LineStep step = { 0 };

      if (!yutu_connection_step (connection, statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&steps);
      step.line = sqlite3_column_int64 (statement, 0);
      step.step.arc = sqlite3_column_int64 (statement, 1);
      step.step.reversed = sqlite3_column_int (statement, 2) != 0;
      g_array_append_val (steps, step);
    }
  return NULL;
}

static gboolean
add_pieces (Follow         *follow,
            const LineStep *step,
            GArray         *out,
            GError        **error)
{
  YutuArc arc;
  g_autoptr (GArray) pieces = NULL;

  if (yutu_topology_get_arc (follow->topology, step->step.arc, &arc))
    {
      g_array_append_val (out, step->step);
      return TRUE;
    }
  pieces = find_pieces (follow, step->step.arc);
  if (pieces == NULL)
    {
      g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_FAILED,
                   _ ("boundary line %" PRId64 " runs along arc %" PRId64
                   ", which would be lost"),
                   step->line, step->step.arc);
      return FALSE;
    }
  for (guint i = 0; i < pieces->len; i++)
    {
      YutuBoundaryStep piece =
        g_array_index (pieces, YutuBoundaryStep, step->step.reversed ? pieces->len - 1 - i : i);

      piece.reversed ^= step->step.reversed;
      g_array_append_val (out, piece);
    }
  return TRUE;
}

gboolean
yutu_boundary_follow_arcs (YutuConnection *connection,
                           YutuTopology   *base,
                           YutuTopology   *topology,
                           GError        **error)
{
  g_autoptr (GArray) steps = read_steps (connection, error);
  g_autoptr (GHashTable) leaving =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
  Follow follow = { base, topology, leaving };

  if (steps == NULL)
    return FALSE;
  if (steps->len > 0)
    index_arcs (&follow);
  for (guint i = 0; i < steps->len;)
    {
      gint64 line = g_array_index (steps, LineStep, i).line;
      g_autoptr (GArray) now = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep));

      for (; i < steps->len && g_array_index (steps, LineStep, i).line == line; i++)
        if (!add_pieces (&follow, &g_array_index (steps, LineStep, i), now, error))
          return FALSE;
      if (!yutu_boundary_set_steps (connection, line, now, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- After edits ---- */

static GArray *
list_lines_along (YutuConnection *connection,
                  gint64          arc,
                  gint64          other,
                  GError        **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT DISTINCT line FROM boundary_line_arc WHERE arc IN (?1, ?2) ORDER BY line", error);
  gboolean found = TRUE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, arc);
  sqlite3_bind_int64 (statement, 2, other);
  while (TRUE)
    {
      gint64 line = 0;

      if (!yutu_connection_step (connection, statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&lines);
      line = sqlite3_column_int64 (statement, 0);
      g_array_append_val (lines, line);
    }
}

static GArray *
read_line (YutuConnection *connection,
           gint64          line,
           GError        **error)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep));
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT arc, reversed FROM boundary_line_arc WHERE line = ?1 ORDER BY seq, id",
    error);
  gboolean found = TRUE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, line);
  while (TRUE)
    {
      YutuBoundaryStep step = { 0 };

      if (!yutu_connection_step (connection, statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&steps);
      step.arc = sqlite3_column_int64 (statement, 0);
      step.reversed = sqlite3_column_int (statement, 1) != 0;
      g_array_append_val (steps, step);
    }
}

static GArray *
split_steps (const GArray          *steps,
             const YutuTopologyCut *cut)
{
  GArray *now = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep));

  for (guint i = 0; i < steps->len; i++)
    {
      YutuBoundaryStep step = g_array_index (steps, YutuBoundaryStep, i);
      YutuBoundaryStep on = { cut->other, step.reversed };

      if (step.arc == cut->arc && step.reversed)
        g_array_append_val (now, on);
      g_array_append_val (now, step);
      if (step.arc == cut->arc && !step.reversed)
        g_array_append_val (now, on);
    }
  return now;
}

/* NULL when the line has one of the two arcs only. */
static GArray *
join_steps (const GArray          *steps,
            const YutuTopologyCut *cut)
{
  g_autoptr (GArray) now = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep));
  guint n_kept = 0, n_gone = 0;

  for (guint i = 0; i < steps->len; i++)
    {
      YutuBoundaryStep step = g_array_index (steps, YutuBoundaryStep, i);

      n_kept += step.arc == cut->arc;
      n_gone += step.arc == cut->other;
      if (step.arc != cut->other)
        g_array_append_val (now, step);
    }
  return n_kept == n_gone ? g_steal_pointer (&now) : NULL;
}

static gboolean
follow_cut (YutuConnection        *connection,
            const YutuTopologyCut *cut,
            GError               **error)
{
  g_autoptr (GArray) lines =
    list_lines_along (connection, cut->arc, cut->joined ? cut->other : cut->arc, error);

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      gint64 line = g_array_index (lines, gint64, i);
      g_autoptr (GArray) steps = read_line (connection, line, error);
      g_autoptr (GArray) now = NULL;

      if (steps == NULL)
        return FALSE;
      now = cut->joined ? join_steps (steps, cut) : split_steps (steps, cut);
      if (now == NULL)
        {
          g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID,
                       _ ("boundary line %" PRId64 " ends between arcs %" PRId64
                       " and %" PRId64 "; they cannot be joined"),
                       line, cut->arc, cut->other);
          return FALSE;
        }
      if (!yutu_boundary_set_steps (connection, line, now, error))
        return FALSE;
    }
  return lines != NULL;
}

gboolean
yutu_boundary_follow_cuts (YutuConnection *connection,
                           const GArray   *cuts,
                           GError        **error)
{
  for (guint i = 0; i < cuts->len; i++)
    if (!follow_cut (connection, &g_array_index (cuts, YutuTopologyCut, i), error))
      return FALSE;
  return TRUE;
}

gboolean
yutu_boundary_check_free (YutuConnection *connection,
                          gint64          arc,
                          GError        **error)
{
  g_autoptr (GArray) lines = list_lines_along (connection, arc, arc, error);

  if (lines == NULL)
    return FALSE;
  if (lines->len > 0)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID,
                 _ ("boundary line %" PRId64 " runs along arc %" PRId64
                 ", which would be gone; end the line or lead it elsewhere first"),
                 g_array_index (lines, gint64, 0), arc);
  return lines->len == 0;
}
