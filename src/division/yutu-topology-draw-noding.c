/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The line and the arcs are noded in rounds, as in yutu-topology-noding.c: where they cross, both get a
 * vertex on the grid; a vertex of one on the other becomes a vertex of that, too. A vertex of the line
 * within a grid step of an arc is on it (there are hardly ever grid points on a segment), and one within a
 * step of another vertex is that. An arc is bent by less than a step, and only where that passes over
 * nothing. */

#include "division/yutu-topology-draw-private.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "geo/yutu-exact.h"

#define MAX_ROUNDS 32
#define NONE       G_MAXUINT /* no arc: the line */

/* A vertex that an arc, or the line, gets: before the vertex @index. */
typedef struct
{
  guint     arc;
  gsize     index;
  YutuPoint point;
  __int128  along; /* how far on its segment, for order */
  gboolean  is_exact;
} Insertion;

typedef struct
{
  YutuTopologyDraw *draw;
  gboolean          is_first; /* vertices near others are the same */
  guint             arc;
  gsize             index;
  YutuTopologySpan  span;      /* of the arc */
  GArray           *into_arcs; /* Insertion */
  GArray           *into_line; /* Insertion */
  gboolean          has_moved;
} Round;

static gboolean
is_next_to (YutuPoint a,
            YutuPoint b)
{
  return ABS (a.x - b.x) <= 1 && ABS (a.y - b.y) <= 1;
}

static __int128
how_far (YutuPoint a,
         YutuPoint b,
         YutuPoint p)
{
  return (__int128)(p.x - a.x) * (b.x - a.x) + (__int128)(p.y - a.y) * (b.y - a.y);
}

/* Beside the inside of the segment, at most a grid step off it. */
static gboolean
is_beside (YutuPoint a,
           YutuPoint b,
           YutuPoint p)
{
  __int128 cross = yutu_exact_cross (a, b, p);
  __int128 most = MAX (ABS (b.x - a.x), ABS (b.y - a.y));

  return cross <= most && -cross <= most && how_far (a, b, p) > 0 && how_far (b, a, p) > 0;
}

static void
put_into_arc (Round    *round,
              YutuPoint point,
              gboolean  is_exact)
{
  Insertion insertion = { round->arc, round->index, point,
                          how_far (round->span.a, round->span.b, point), is_exact };

  if (!yutu_point_equal (point, round->span.a) && !yutu_point_equal (point, round->span.b))
    g_array_append_val (round->into_arcs, insertion);
}

static void
put_into_line (Round    *round,
               gsize     span,
               YutuPoint point)
{
  YutuPoint a = yutu_topology_draw_get_point (round->draw, span), b = yutu_topology_draw_get_point (round->draw, span + 1);
  Insertion insertion = { NONE, span + 1, point, how_far (a, b, point), TRUE };

  if (!yutu_point_equal (point, a) && !yutu_point_equal (point, b))
    g_array_append_val (round->into_line, insertion);
}

/* A vertex of the line at the arc's segment. */
static void
meet_vertex (Round *round,
             gsize  vertex)
{
  YutuPoint point = yutu_topology_draw_get_point (round->draw, vertex);
  YutuPoint a = round->span.a, b = round->span.b;

  if (yutu_point_equal (point, a) || yutu_point_equal (point, b))
    return;
  if (round->is_first && (is_next_to (point, a) || is_next_to (point, b)))
    {
      yutu_topology_draw_set_point (round->draw, vertex, is_next_to (point, a) ? a : b);
      round->has_moved = TRUE;
    }
  else if (yutu_exact_on_segment (a, b, point))
    put_into_arc (round, point, TRUE);
  else if (round->is_first && is_beside (a, b, point))
    put_into_arc (round, point, FALSE);
}

/* The crossing of two segments, or the end of one that is next to it. */
static YutuPoint
find_crossing (YutuPoint a,
               YutuPoint b,
               YutuPoint p,
               YutuPoint q)
{
  YutuPoint ends[] = { a, b, p, q };
  YutuPoint at = yutu_exact_crossing (a, b, p, q);

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (is_next_to (at, ends[i]))
      return ends[i];
  return at;
}

static gboolean
meet_span (gsize    span,
           gpointer data)
{
  Round    *round = data;
  YutuPoint a = round->span.a, b = round->span.b;
  YutuPoint p = yutu_topology_draw_get_point (round->draw, span), q = yutu_topology_draw_get_point (round->draw, span + 1);

  if (MAX (p.x, q.x) + 1 < MIN (a.x, b.x) || MAX (a.x, b.x) + 1 < MIN (p.x, q.x) ||
      MAX (p.y, q.y) + 1 < MIN (a.y, b.y) || MAX (a.y, b.y) + 1 < MIN (p.y, q.y))
    return TRUE;
  meet_vertex (round, span);
  meet_vertex (round, span + 1);
  if (yutu_exact_on_segment (p, q, a))
    put_into_line (round, span, a);
  if (yutu_exact_on_segment (p, q, b))
    put_into_line (round, span, b);
  if (yutu_exact_segments_cross (a, b, p, q))
    {
      YutuPoint at = find_crossing (a, b, p, q);

      put_into_arc (round, at, FALSE);
      put_into_line (round, span, at);
    }
  return !round->has_moved;
}

static void
run_over_arc (Round                  *round,
              const YutuTopologyGrid *grid)
{
  const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (round->draw->self, round->arc);
  YutuBox                box = round->draw->box;

  for (gsize i = 1; i < arc->n_points && !round->has_moved; i++)
    {
      YutuPoint a = arc->points[i - 1], b = arc->points[i];

      if (MAX (a.x, b.x) < box.min_x || MIN (a.x, b.x) > box.max_x || MAX (a.y, b.y) < box.min_y ||
          MIN (a.y, b.y) > box.max_y)
        continue;
      round->index = i;
      round->span = (YutuTopologySpan){ a, b };
      yutu_topology_grid_each_near (grid, &round->span, meet_span, round);
    }
}

/* By arc, from its end to its beginning; in the line from its beginning on. */
static int
compare_backwards (gconstpointer a,
                   gconstpointer b)
{
  const Insertion *one = a;
  const Insertion *two = b;

  if (one->arc != two->arc)
    return one->arc < two->arc ? -1 : 1;
  if (one->index != two->index)
    return one->index > two->index ? -1 : 1;
  if (one->along != two->along)
    return one->along > two->along ? -1 : 1;
  if (one->point.x != two->point.x)
    return one->point.x < two->point.x ? -1 : 1;
  return (one->point.y > two->point.y) - (one->point.y < two->point.y);
}

static gboolean
is_same_insertion (const GArray *insertions,
                   guint         i)
{
  const Insertion *one = &g_array_index (insertions, Insertion, i);
  const Insertion *before = i > 0 ? one - 1 : NULL;

  return before != NULL && before->arc == one->arc && before->index == one->index &&
         yutu_point_equal (before->point, one->point);
}

static gboolean
insert_into_arcs (YutuTopologyDraw *draw,
                  GArray           *insertions,
                  GError          **error)
{
  g_array_sort (insertions, compare_backwards);
  for (guint i = 0; i < insertions->len; i++)
    {
      const Insertion *one = &g_array_index (insertions, Insertion, i);
      YutuVertexEdit   edit = { YUTU_VERTEX_INSERT, YUTU_TOPOLOGY_ARC (draw->self, one->arc)->id,
                                one->index, one->point };

      if (is_same_insertion (insertions, i))
        continue;
      if (one->is_exact)
        yutu_topology_insert_point (draw->self, one->arc, one->index, one->point);
      else if (!yutu_topology_edit_vertex (draw->self, &edit, draw->conflict, error))
        return FALSE;
    }
  return TRUE;
}

static void
insert_into_line (YutuTopologyDraw *draw,
                  GArray           *insertions)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  guint   k = insertions->len;

  g_array_sort (insertions, compare_backwards);
  for (guint i = 0; i < draw->points->len; i++)
    {
      YutuPoint point = yutu_topology_draw_get_point (draw, i);

      g_array_append_val (points, point);
      while (k > 0 && g_array_index (insertions, Insertion, k - 1).index == i + 1)
        {
          k--;
          if (!is_same_insertion (insertions, k))
            g_array_append_val (points, g_array_index (insertions, Insertion, k).point);
        }
    }
  g_array_unref (draw->points);
  draw->points = points;
}

static void
measure_box (YutuTopologyDraw *draw)
{
  draw->box = YUTU_BOX_EMPTY;
  for (guint i = 0; i < draw->points->len; i++)
    yutu_box_add_point (&draw->box, yutu_topology_draw_get_point (draw, i));
  draw->box.min_x--;
  draw->box.min_y--;
  draw->box.max_x++;
  draw->box.max_y++;
}

/* *is_done: nothing meets but at vertices that both have. */
static gboolean
run_round (YutuTopologyDraw *draw,
           gboolean         *is_first,
           gboolean         *is_done,
           GError          **error)
{
  g_autoptr (GArray) into_arcs = g_array_new (FALSE, FALSE, sizeof (Insertion));
  g_autoptr (GArray) into_line = g_array_new (FALSE, FALSE, sizeof (Insertion));
  g_autofree YutuTopologySpan *spans = NULL;
  g_autoptr (YutuTopologyGrid) grid = NULL;
  Round round = { draw, *is_first, 0, 0, { { 0, 0 }, { 0, 0 } }, into_arcs, into_line, FALSE };

  if (!yutu_topology_draw_check_itself (draw, error))
    return FALSE;
  measure_box (draw);
  spans = yutu_topology_draw_make_spans (draw);
  grid = yutu_topology_grid_new (spans, yutu_topology_draw_count_spans (draw));
  for (; round.arc < draw->self->arcs->len && !round.has_moved; round.arc++)
    if (draw->is_met[round.arc] &&
        yutu_box_overlaps (YUTU_TOPOLOGY_ARC (draw->self, round.arc)->box, draw->box))
      run_over_arc (&round, grid);
  if (round.has_moved)
    {
      yutu_topology_draw_drop_repeated (draw);
      return TRUE;
    }
  *is_first = FALSE;
  *is_done = into_arcs->len + into_line->len == 0;
  if (!insert_into_arcs (draw, into_arcs, error))
    return FALSE;
  insert_into_line (draw, into_line);
  return TRUE;
}

gboolean
yutu_topology_draw_node_line (YutuTopologyDraw *draw,
                              GError          **error)
{
  gboolean is_first = TRUE, is_done = FALSE;
  gsize    rounds = MAX_ROUNDS + 2 * draw->points->len; /* each vertex may be moved in one */

  for (gsize i = 0; i < rounds && !is_done; i++)
    if (!run_round (draw, &is_first, &is_done, error))
      return FALSE;
  return is_done || yutu_topology_draw_refuse (draw, YUTU_TOPOLOGY_ERROR_FAILED, yutu_topology_draw_get_point (draw, 0),
                                               _ ("the line lies too close to others"), error);
}
