/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A line drawn through land, on a copy of the model that takes its place when all is well:
 *
 * 1. The line and the arcs are noded in rounds, as in yutu-topology-noding.c: where they cross, both
 *    get a vertex on the grid; a vertex of one on the other becomes a vertex of that, too. A vertex of
 *    the line within a grid step of an arc is on it (there are hardly ever grid points on a segment),
 *    and one within a step of another vertex is that. An arc is bent by less than a step, and only
 *    where that passes over nothing.
 * 2. Then the line meets arcs at vertices only. Its stretches between those run along an arc, or
 *    through the inside of one face; such a one is a new arc. One that begins or ends inside a face
 *    dangles, and is refused.
 * 3. New arcs are put in one after the other. One may join two borders of a face (its outline and an
 *    island), and divide nothing for now: in the end every one must divide.
 * 4. The sides of the line: a face along it has those by which it lies there; one that is not along it
 *    has those of the land that it hangs together with, across arcs that the line does not run along. */

#include "division/yutu-topology-draw-private.h"

#include <stdlib.h>
#include <string.h>

#include "geo/yutu-exact.h"

#define MAX_ROUNDS 32
#define NONE       G_MAXUINT

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
  YutuTopologySpan  span; /* of the arc */
  GArray           *into_arcs; /* Insertion */
  GArray           *into_line; /* Insertion */
  gboolean          has_moved;
} Round;

/* ---- Refusals ---- */

static void
note_span (YutuTopologyDraw *draw,
           YutuPoint         a,
           YutuPoint         b)
{
  YutuTopologyConflict *conflict = draw->conflict;

  if (conflict == NULL || conflict->n_stretches == G_N_ELEMENTS (conflict->stretches))
    return;
  conflict->stretches[conflict->n_stretches][0] = a;
  conflict->stretches[conflict->n_stretches++][1] = b;
}

static void
note_place (YutuTopologyDraw *draw,
            gint64            arc,
            YutuPoint         at)
{
  if (draw->conflict != NULL)
    *draw->conflict = (YutuTopologyConflict){ .arc = arc, .at = at };
}

static gboolean
refuse (YutuTopologyDraw *draw,
        YutuTopologyError code,
        YutuPoint         at,
        const char       *what,
        GError          **error)
{
  note_place (draw, 0, at);
  g_set_error (error, YUTU_TOPOLOGY_ERROR, (int)code, "%s near %.9f, %.9f", what,
               yutu_grid_to_degrees (at.x), yutu_grid_to_degrees (at.y));
  return FALSE;
}

/* ---- The line ---- */

static YutuPoint
point_at (const YutuTopologyDraw *draw,
          gsize                   i)
{
  return g_array_index (draw->points, YutuPoint, i % draw->points->len);
}

static gsize
count_spans (const YutuTopologyDraw *draw)
{
  return draw->is_ring ? draw->points->len : draw->points->len - 1;
}

static void
set_point (YutuTopologyDraw *draw,
           gsize             i,
           YutuPoint         to)
{
  g_array_index (draw->points, YutuPoint, i % draw->points->len) = to;
}

/* Vertices that repeat the one before go. */
static void
drop_repeated (YutuTopologyDraw *draw)
{
  guint n = 0;

  for (guint i = 0; i < draw->points->len; i++)
    if (n == 0 || !yutu_point_equal (point_at (draw, i), point_at (draw, n - 1)))
      set_point (draw, n++, point_at (draw, i));
  while (draw->is_ring && n > 1 && yutu_point_equal (point_at (draw, 0), point_at (draw, n - 1)))
    n--;
  g_array_set_size (draw->points, n);
}

static YutuTopologySpan *
make_spans (const YutuTopologyDraw *draw)
{
  gsize             n = count_spans (draw);
  YutuTopologySpan *spans = g_new (YutuTopologySpan, n + 1);

  for (gsize k = 0; k < n; k++)
    spans[k] = (YutuTopologySpan){ point_at (draw, k), point_at (draw, k + 1) };
  return spans;
}

static gboolean
take_line (YutuTopologyDraw          *draw,
           const YutuTopologyDrawing *drawing,
           GError                   **error)
{
  const YutuPoint *points = drawing->points;

  draw->is_ring = drawing->n_points > 3 && yutu_point_equal (points[0], points[drawing->n_points - 1]);
  for (gsize i = 0; i < drawing->n_points; i++)
    {
      if (ABS (points[i].x) > YUTU_GRID_MAX_X || ABS (points[i].y) > YUTU_GRID_MAX_Y)
        return refuse (draw, YUTU_TOPOLOGY_ERROR_INPUT, points[i], "the line leaves the earth", error);
      g_array_append_val (draw->points, points[i]);
    }
  drop_repeated (draw);
  if (draw->points->len < (draw->is_ring ? 3 : 2))
    return refuse (draw, YUTU_TOPOLOGY_ERROR_OPEN, drawing->n_points > 0 ? points[0] : (YutuPoint){ 0, 0 },
                   "the line goes nowhere", error);
  if (draw->is_ring &&
      yutu_exact_ring_area2 ((YutuPoint *)(gpointer)draw->points->data, draw->points->len) < 0)
    for (guint i = 0, k = draw->points->len - 1; i < k; i++, k--)
      {
        YutuPoint kept = point_at (draw, i);

        set_point (draw, i, point_at (draw, k));
        set_point (draw, k, kept);
      }
  return TRUE;
}

/* ---- The line and itself ---- */

typedef struct
{
  YutuTopologyDraw       *draw;
  const YutuTopologySpan *spans;
  gboolean                is_crossed;
} Crossing;

/* Spans that follow one another share an end; other ones that do are told by the vertex that comes
 * twice. */
static gboolean
cross_itself (gsize    one,
              gsize    two,
              gpointer data)
{
  Crossing *crossing = data;

  if (one == two || !yutu_exact_segments_conflict (crossing->spans[one].a, crossing->spans[one].b,
                                                   crossing->spans[two].a, crossing->spans[two].b))
    return TRUE;
  crossing->is_crossed = TRUE;
  note_place (crossing->draw, 0, crossing->spans[one].a);
  note_span (crossing->draw, crossing->spans[one].a, crossing->spans[one].b);
  note_span (crossing->draw, crossing->spans[two].a, crossing->spans[two].b);
  return FALSE;
}

static guint
point_hash (gconstpointer key)
{
  const YutuPoint *point = key;

  return (guint)(point->x * 31 + point->y) ^ (guint)(point->y >> 20);
}

static gboolean
point_equal (gconstpointer a,
             gconstpointer b)
{
  return yutu_point_equal (*(const YutuPoint *)a, *(const YutuPoint *)b);
}

/* By point, the vertex of the line + 1. Borrows the points. */
static GHashTable *
index_line (YutuTopologyDraw *draw)
{
  GHashTable *index = g_hash_table_new (point_hash, point_equal);

  for (guint i = 0; i < draw->points->len; i++)
    g_hash_table_insert (index, &g_array_index (draw->points, YutuPoint, i), GUINT_TO_POINTER (i + 1));
  return index;
}

static gboolean
check_itself (YutuTopologyDraw *draw,
              GError          **error)
{
  g_autofree YutuTopologySpan *spans = make_spans (draw);
  g_autoptr (GHashTable) index = index_line (draw);
  Crossing crossing = { draw, spans, FALSE };

  if (draw->points->len < (draw->is_ring ? 3 : 2))
    return refuse (draw, YUTU_TOPOLOGY_ERROR_OPEN, point_at (draw, 0), "the line goes nowhere", error);
  for (guint i = 0; i < draw->points->len; i++)
    {
      YutuPoint point = point_at (draw, i);

      if (GPOINTER_TO_UINT (g_hash_table_lookup (index, &point)) != i + 1)
        return refuse (draw, YUTU_TOPOLOGY_ERROR_COLLAPSES, point, "the line comes back to where it was",
                       error);
    }
  yutu_topology_each_pair (spans, count_spans (draw), cross_itself, &crossing);
  if (crossing.is_crossed)
    g_set_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_COLLAPSES,
                 "the line crosses itself near %.9f, %.9f", yutu_grid_to_degrees (spans[0].a.x),
                 yutu_grid_to_degrees (spans[0].a.y));
  return !crossing.is_crossed;
}

/* ---- 1. Noding ---- */

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
  YutuPoint a = point_at (round->draw, span), b = point_at (round->draw, span + 1);
  Insertion insertion = { NONE, span + 1, point, how_far (a, b, point), TRUE };

  if (!yutu_point_equal (point, a) && !yutu_point_equal (point, b))
    g_array_append_val (round->into_line, insertion);
}

/* A vertex of the line at the arc's segment. */
static void
meet_vertex (Round *round,
             gsize  vertex)
{
  YutuPoint point = point_at (round->draw, vertex);
  YutuPoint a = round->span.a, b = round->span.b;

  if (yutu_point_equal (point, a) || yutu_point_equal (point, b))
    return;
  if (round->is_first && (is_next_to (point, a) || is_next_to (point, b)))
    {
      set_point (round->draw, vertex, is_next_to (point, a) ? a : b);
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
  YutuPoint p = point_at (round->draw, span), q = point_at (round->draw, span + 1);

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
      YutuPoint point = point_at (draw, i);

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
    yutu_box_add_point (&draw->box, point_at (draw, i));
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

  if (!check_itself (draw, error))
    return FALSE;
  measure_box (draw);
  spans = make_spans (draw);
  grid = yutu_topology_grid_new (spans, count_spans (draw));
  for (; round.arc < draw->self->arcs->len && !round.has_moved; round.arc++)
    if (draw->is_met[round.arc] &&
        yutu_box_overlaps (YUTU_TOPOLOGY_ARC (draw->self, round.arc)->box, draw->box))
      run_over_arc (&round, grid);
  if (round.has_moved)
    {
      drop_repeated (draw);
      return TRUE;
    }
  *is_first = FALSE;
  *is_done = into_arcs->len + into_line->len == 0;
  if (!insert_into_arcs (draw, into_arcs, error))
    return FALSE;
  insert_into_line (draw, into_line);
  return TRUE;
}

static gboolean
node_line (YutuTopologyDraw *draw,
           GError          **error)
{
  gboolean is_first = TRUE, is_done = FALSE;
  gsize    rounds = MAX_ROUNDS + 2 * draw->points->len; /* each vertex may be moved in one */

  for (gsize i = 0; i < rounds && !is_done; i++)
    if (!run_round (draw, &is_first, &is_done, error))
      return FALSE;
  return is_done || refuse (draw, YUTU_TOPOLOGY_ERROR_FAILED, point_at (draw, 0),
                            "the line lies too close to others", error);
}

/* ---- 2. Its stretches ---- */

/* NONE: along an arc between others. */
static gboolean
is_in_scope (const YutuTopologyDraw *draw,
             guint                   face)
{
  gint64 id = face != NONE ? YUTU_TOPOLOGY_FACE (draw->self, face)->id : 0;

  if (face == NONE)
    return FALSE;
  if (draw->scope == NULL)
    return id != 0 || draw->with_outside;
  return g_hash_table_contains (draw->scope, YUTU_TOPOLOGY_KEY (yutu_topology_draw_get_origin (draw, id)));
}

gint64
yutu_topology_draw_get_origin (const YutuTopologyDraw *draw,
                               gint64                  face)
{
  gpointer origin = NULL;

  return g_hash_table_lookup_extended (draw->origins, YUTU_TOPOLOGY_KEY (face), NULL, &origin)
           ? (gint64)(guintptr)origin
           : face;
}

static void
mark_met (YutuTopologyDraw *draw)
{
  draw->is_met = g_new0 (guint8, draw->self->arcs->len + 1);
  for (guint a = 0; a < draw->self->arcs->len; a++)
    draw->is_met[a] = is_in_scope (draw, YUTU_TOPOLOGY_ARC (draw->self, a)->left) ||
                      is_in_scope (draw, YUTU_TOPOLOGY_ARC (draw->self, a)->right);
}

/* Whether the line has the arc's stretch up to @index, from its vertex @from to @to. */
static void
note_along (YutuTopologyDraw *draw,
            guint             arc,
            gsize             from,
            gsize             to)
{
  gsize n = draw->points->len;

  if (from > 0 && to > 0 && (from - 1 + 1) % n == to - 1 && from - 1 < count_spans (draw))
    draw->along[from - 1] = (gint64)arc + 1;
  else if (from > 0 && to > 0 && (to - 1 + 1) % n == from - 1 && to - 1 < count_spans (draw))
    draw->along[to - 1] = -(gint64)arc - 1;
  else
    return;
  draw->n_along[arc]++;
}

/* Where the vertices of the line are on the arcs that count, and where it runs along them. */
static void
find_places (YutuTopologyDraw *draw)
{
  g_autoptr (GHashTable) index = index_line (draw);

  g_free (draw->places);
  g_free (draw->along);
  g_free (draw->n_along);
  draw->places = g_new (YutuTopologyPlace, draw->points->len);
  draw->along = g_new0 (gint64, draw->points->len);
  draw->n_along = g_new0 (guint32, draw->self->arcs->len + 1);
  for (guint i = 0; i < draw->points->len; i++)
    draw->places[i] = (YutuTopologyPlace){ NONE, NONE, 0 };
  for (guint a = 0; a < draw->self->arcs->len; a++)
    {
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (draw->self, a);
      gsize                  before = 0;

      if (!draw->is_met[a] || !yutu_box_overlaps (arc->box, draw->box))
        continue;
      for (gsize i = 0; i < arc->n_points; i++)
        {
          gsize vertex = yutu_box_contains (draw->box, arc->points[i])
                           ? GPOINTER_TO_UINT (g_hash_table_lookup (index, &arc->points[i]))
                           : 0;

          if (vertex > 0 && (i == 0 || i + 1 == arc->n_points))
            draw->places[vertex - 1] = (YutuTopologyPlace){ i == 0 ? arc->from : arc->to, NONE, 0 };
          else if (vertex > 0)
            draw->places[vertex - 1] = (YutuTopologyPlace){ NONE, a, i };
          note_along (draw, a, before, vertex);
          before = vertex;
        }
    }
}

static gboolean
is_placed (const YutuTopologyDraw *draw,
           gsize                   vertex)
{
  const YutuTopologyPlace *place = &draw->places[vertex % draw->points->len];

  return place->node != NONE || place->arc != NONE;
}

/* The face that the line leads into from its vertex on the way to @second. */
static guint
find_sector (YutuTopologyDraw *draw,
             gsize             vertex,
             YutuPoint         second)
{
  const YutuTopologyPlace *place = &draw->places[vertex % draw->points->len];
  const YutuTopologyArc   *arc = NULL;
  YutuTopologyRay          rays[2];

  if (place->node != NONE)
    return yutu_topology_find_node_sector (draw->self, place->node, second);
  arc = YUTU_TOPOLOGY_ARC (draw->self, place->arc);
  rays[0] = (YutuTopologyRay){ arc->points[place->index + 1], arc->left };
  rays[1] = (YutuTopologyRay){ arc->points[place->index - 1], arc->right };
  return yutu_topology_find_sector (arc->points[place->index], second, rays, 2);
}

static gboolean
refuse_open (YutuTopologyDraw *draw,
             gsize             end,
             gsize             before,
             GError          **error)
{
  refuse (draw, YUTU_TOPOLOGY_ERROR_OPEN, point_at (draw, end), "the line ends inside of land", error);
  note_span (draw, point_at (draw, before), point_at (draw, end));
  return FALSE;
}

static void
add_run (YutuTopologyDraw *draw,
         gsize             first,
         gsize             n_spans)
{
  YutuTopologyRun run = { first, n_spans, 0 };

  g_array_append_val (draw->runs, run);
}

/* A ring that meets no arc. */
static gboolean
take_lone_ring (YutuTopologyDraw *draw,
                GError          **error)
{
  guint face = yutu_topology_find_face (draw->self, yutu_topology_locate (draw->self, point_at (draw, 0)));

  if (!is_in_scope (draw, face))
    return refuse (draw, YUTU_TOPOLOGY_ERROR_OPEN, point_at (draw, 0), "the line divides no land", error);
  add_run (draw, 0, draw->points->len);
  return TRUE;
}

/* The ends of an open line that are not on an arc. */
static gboolean
check_ends (YutuTopologyDraw *draw,
            gsize             first,
            gsize             last,
            GError          **error)
{
  gsize n = draw->points->len;

  if (first > 0 && is_in_scope (draw, find_sector (draw, first, point_at (draw, first - 1))))
    return refuse_open (draw, 0, 1, error);
  if (last + 1 < n && is_in_scope (draw, find_sector (draw, last, point_at (draw, last + 1))))
    return refuse_open (draw, n - 1, n - 2, error);
  return TRUE;
}

static gboolean
take_runs (YutuTopologyDraw *draw,
           GError          **error)
{
  gsize    n = draw->points->len, first = 0, last = 0;
  gboolean is_along = FALSE;

  while (first < n && !is_placed (draw, first))
    first++;
  if (first == n && draw->is_ring)
    return take_lone_ring (draw, error);
  for (last = n - 1; first < n && !is_placed (draw, last);)
    last--;
  if (first < n && !draw->is_ring && !check_ends (draw, first, last, error))
    return FALSE;
  for (gsize i = first; first < n && i < (draw->is_ring ? first + n : last);)
    {
      gsize end = i + 1;

      while (!is_placed (draw, end))
        end++;
      if (end == i + 1 && draw->along[i % n] != 0)
        is_along = TRUE;
      else if (is_in_scope (draw, find_sector (draw, i, point_at (draw, i + 1))))
        add_run (draw, i % n, end - i);
      i = end;
    }
  return draw->runs->len > 0 || is_along ||
         refuse (draw, YUTU_TOPOLOGY_ERROR_OPEN, point_at (draw, 0), "the line divides no land", error);
}

/* ---- Nodes where they begin and end ---- */

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const YutuTopologyPlace *one = a;
  const YutuTopologyPlace *two = b;

  if (one->arc != two->arc)
    return one->arc < two->arc ? -1 : 1;
  return (one->index < two->index) - (one->index > two->index);
}

static gboolean
make_nodes (YutuTopologyDraw  *draw,
            YutuTopologyIdFunc new_id,
            gpointer           id_data,
            GError           **error)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (YutuTopologyPlace));

  for (guint i = 0; i < draw->runs->len; i++)
    {
      const YutuTopologyRun *run = &g_array_index (draw->runs, YutuTopologyRun, i);
      gsize                  ends[] = { run->first, (run->first + run->n_spans) % draw->points->len };

      for (gsize k = 0; k < G_N_ELEMENTS (ends); k++)
        if (draw->places[ends[k]].arc != NONE)
          g_array_append_val (places, draw->places[ends[k]]);
    }
  /* From the end of an arc on: what is before keeps its index, and the id. */
  g_array_sort (places, compare_places);
  for (guint i = 0; i < places->len; i++)
    {
      const YutuTopologyPlace *place = &g_array_index (places, YutuTopologyPlace, i);

      if (i > 0 && compare_places (place, place - 1) == 0)
        continue;
      if (!yutu_topology_split_arc (draw->self, YUTU_TOPOLOGY_ARC (draw->self, place->arc)->id,
                                    place->index, new_id, id_data, NULL, NULL, error))
        return FALSE;
    }
  g_free (draw->is_met);
  mark_met (draw);
  find_places (draw);
  return TRUE;
}

/* ---- 3. New arcs ---- */

static YutuPoint *
copy_run (const YutuTopologyDraw *draw,
          const YutuTopologyRun  *run)
{
  YutuPoint *points = g_new (YutuPoint, run->n_spans + 1);

  for (gsize i = 0; i <= run->n_spans; i++)
    points[i] = point_at (draw, run->first + i);
  return points;
}

static gboolean
put_run (YutuTopologyDraw  *draw,
         YutuTopologyRun   *run,
         YutuTopologyIdFunc new_id,
         gpointer           id_data,
         GError           **error)
{
  YutuTopology *self = draw->self;
  gsize         end = run->first + run->n_spans;
  guint         from = draw->places[run->first].node;
  guint         to = draw->places[end % draw->points->len].node;
  guint         face = NONE;
  gint64        old = 0, new_face = 0;

  if (from == NONE) /* a ring by itself */
    {
      face = yutu_topology_find_face (self, yutu_topology_locate (self, point_at (draw, run->first)));
      from = to = yutu_topology_add_node (self, new_id (id_data), point_at (draw, run->first));
    }
  else
    {
      face = yutu_topology_find_node_sector (self, from, point_at (draw, run->first + 1));
      if (face == NONE || yutu_topology_find_node_sector (self, to, point_at (draw, end - 1)) != face)
        return refuse (draw, YUTU_TOPOLOGY_ERROR_FAILED, point_at (draw, run->first),
                       "the faces around the line do not agree", error);
    }
  old = YUTU_TOPOLOGY_FACE (self, face)->id;
  if (!yutu_topology_add_line (self, face, from, to, copy_run (draw, run), run->n_spans + 1, TRUE, new_id,
                               id_data, &run->arc, &new_face, error))
    return FALSE;
  if (new_face != 0)
    g_hash_table_insert (draw->origins, YUTU_TOPOLOGY_KEY (new_face),
                         YUTU_TOPOLOGY_KEY (yutu_topology_draw_get_origin (draw, old)));
  return TRUE;
}

static gboolean
put_runs (YutuTopologyDraw  *draw,
          YutuTopologyIdFunc new_id,
          gpointer           id_data,
          GError           **error)
{
  for (guint i = 0; i < draw->runs->len; i++)
    if (!put_run (draw, &g_array_index (draw->runs, YutuTopologyRun, i), new_id, id_data, error))
      return FALSE;
  for (guint i = 0; i < draw->runs->len; i++)
    {
      const YutuTopologyRun *run = &g_array_index (draw->runs, YutuTopologyRun, i);
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (draw->self, yutu_topology_find_arc (draw->self, run->arc));

      if (arc->left == arc->right)
        {
          refuse (draw, YUTU_TOPOLOGY_ERROR_OPEN, arc->points[arc->n_points / 2],
                  "the line joins two borders and divides no land", error);
          note_span (draw, arc->points[arc->n_points / 2 - 1], arc->points[arc->n_points / 2]);
          return FALSE;
        }
    }
  return TRUE;
}

/* ---- All together ---- */

static void
draw_init (YutuTopologyDraw          *draw,
           YutuTopology              *self,
           const YutuTopologyDrawing *drawing,
           YutuTopologyConflict      *conflict)
{
  *draw = (YutuTopologyDraw){ .self = yutu_topology_copy (self), .conflict = conflict };
  if (conflict != NULL)
    *conflict = (YutuTopologyConflict){ 0 };
  draw->with_outside = drawing->with_outside;
  if (drawing->faces != NULL)
    draw->scope = g_hash_table_new (NULL, NULL);
  for (gsize i = 0; drawing->faces != NULL && i < drawing->n_faces; i++)
    g_hash_table_add (draw->scope, YUTU_TOPOLOGY_KEY (drawing->faces[i]));
  draw->origins = g_hash_table_new (NULL, NULL);
  draw->points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  draw->runs = g_array_new (FALSE, FALSE, sizeof (YutuTopologyRun));
}

static void
draw_clear (YutuTopologyDraw *draw)
{
  g_clear_pointer (&draw->self, yutu_topology_free);
  g_clear_pointer (&draw->scope, g_hash_table_unref);
  g_clear_pointer (&draw->origins, g_hash_table_unref);
  g_clear_pointer (&draw->points, g_array_unref);
  g_clear_pointer (&draw->runs, g_array_unref);
  g_free (draw->is_met);
  g_free (draw->places);
  g_free (draw->along);
  g_free (draw->n_along);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuTopologyDraw, draw_clear)

YutuTopology *
yutu_topology_try_draw (YutuTopology              *self,
                        const YutuTopologyDrawing *drawing,
                        YutuTopologyIdFunc         new_id,
                        gpointer                   id_data,
                        GArray                   **pieces,
                        YutuTopologyConflict      *conflict,
                        GError                   **error)
{
  g_auto (YutuTopologyDraw) draw = { 0 };

  draw_init (&draw, self, drawing, conflict);
  if (!take_line (&draw, drawing, error))
    return NULL;
  mark_met (&draw);
  if (!node_line (&draw, error))
    return NULL;
  find_places (&draw);
  if (!take_runs (&draw, error) || !make_nodes (&draw, new_id, id_data, error) ||
      !put_runs (&draw, new_id, id_data, error))
    return NULL;
  if (pieces != NULL)
    *pieces = yutu_topology_draw_list_pieces (&draw);
  return g_steal_pointer (&draw.self);
}

gboolean
yutu_topology_draw (YutuTopology              *self,
                    const YutuTopologyDrawing *drawing,
                    YutuTopologyIdFunc         new_id,
                    gpointer                   id_data,
                    GArray                   **pieces,
                    YutuTopologyConflict      *conflict,
                    GError                   **error)
{
  YutuTopology *drawn = yutu_topology_try_draw (self, drawing, new_id, id_data, pieces, conflict, error);

  if (drawn != NULL)
    yutu_topology_take (self, drawn);
  return drawn != NULL;
}
