/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A* over the nodes where lines end (P. E. Hart, N. J. Nilsson, B. Raphael, "A formal basis for the
 * heuristic determination of minimum cost paths", 1968), once for each direction in which a way can
 * leave. */

#include "session/yutu-snap-private.h"

#include "geo/yutu-measure.h"

#define CAUTION 0.97 /* of the straight distance: lines are measured at their own latitude */

typedef struct
{
  guint    line;
  int      to; /* the end towards which it leaves */
  gboolean whole;
} Start;

typedef struct
{
  guint  node;
  guint  via;  /* line-end through which it was left, 2 * line + end; */
  int    from; /* state before; -1: the first */
  double length;
  double hope;
  gboolean is_settled;
} State;

typedef struct
{
  double hope;
  guint  state;
} Waiting;

typedef struct
{
  const YutuSnapIndex *index;
  const YutuSnapPlace *from;
  const YutuSnapPlace *to;
  double               east_m;
  double               north_m;
  int                  from_node; /* -1: on the way of a line */
  int                  to_node;

  Start       start;
  GHashTable *known;  /* node → state + 1 */
  GArray     *states; /* State */
  GArray     *heap;   /* Waiting */
} Trace;

static double
measure (const Trace *self,
         YutuPoint    a,
         YutuPoint    b)
{
  return hypot ((double)(b.x - a.x) * self->east_m, (double)(b.y - a.y) * self->north_m);
}

static int
node_of_place (const YutuSnapIndex *index,
               const YutuSnapPlace *place)
{
  const YutuSnapLine *line = &index->lines[place->line];
  const YutuPoint    *points = index->points + line->first;

  if (yutu_point_equal (place->point, points[0]))
    return (int)line->nodes[0];
  if (yutu_point_equal (place->point, points[line->n_points - 1]))
    return (int)line->nodes[1];
  return -1;
}

/* ---- Along one line ---- */

static void
add_point (GArray   *way,
           YutuPoint point)
{
  if (way->len == 0 || !yutu_point_equal (g_array_index (way, YutuPoint, way->len - 1), point))
    g_array_append_val (way, point);
}

/* From @place to the end @to of its line. */
static void
walk_to_end (const YutuSnapIndex *index,
             const YutuSnapPlace *place,
             int                  to,
             GArray              *way)
{
  const YutuSnapLine *line = &index->lines[place->line];
  const YutuPoint    *points = index->points + line->first;

  add_point (way, place->point);
  if (to == 1)
    for (gsize i = place->segment + 1; i < line->n_points; i++)
      add_point (way, points[i]);
  else
    for (gsize i = place->segment + 1; i > 0; i--)
      add_point (way, points[i - 1]);
}

static void
walk_line (const YutuSnapIndex *index,
           guint                line,
           int                  to,
           GArray              *way)
{
  const YutuPoint *points = index->points + index->lines[line].first;
  gsize            n = index->lines[line].n_points;

  for (gsize i = 0; i < n; i++)
    add_point (way, points[to == 1 ? i : n - 1 - i]);
}

/* Whether @b lies towards the last point from @a on their line. */
static gboolean
is_ahead (const Trace         *self,
          const YutuSnapPlace *a,
          const YutuSnapPlace *b)
{
  YutuPoint begin = self->index->points[self->index->lines[a->line].first + a->segment];

  if (a->segment != b->segment)
    return b->segment > a->segment;
  return measure (self, begin, b->point) > measure (self, begin, a->point);
}

static void
walk_between (const YutuSnapIndex *index,
              const YutuSnapPlace *a,
              const YutuSnapPlace *b,
              gboolean             ahead,
              GArray              *way)
{
  const YutuPoint *points = index->points + index->lines[a->line].first;

  add_point (way, a->point);
  if (ahead)
    for (gsize i = a->segment + 1; i <= b->segment; i++)
      add_point (way, points[i]);
  else
    for (gsize i = a->segment; i > b->segment; i--)
      add_point (way, points[i]);
  add_point (way, b->point);
}

static double
measure_way (const Trace  *self,
             const GArray *way)
{
  double length = 0;

  for (guint i = 1; i < way->len; i++)
    length += measure (self, g_array_index (way, YutuPoint, i - 1), g_array_index (way, YutuPoint, i));
  return length;
}

static double
measure_to_end (const Trace         *self,
                const YutuSnapPlace *place,
                int                  to)
{
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (YutuPoint));

  walk_to_end (self->index, place, to, way);
  return measure_way (self, way);
}

/* ---- The search ---- */

static void
sift_up (GArray *heap,
         guint   i)
{
  Waiting *items = (Waiting *)(gpointer)heap->data;

  for (; i > 0 && items[(i - 1) / 2].hope > items[i].hope; i = (i - 1) / 2)
    {
      Waiting other = items[i];

      items[i] = items[(i - 1) / 2];
      items[(i - 1) / 2] = other;
    }
}

static guint
take_best (GArray *heap)
{
  Waiting *items = (Waiting *)(gpointer)heap->data;
  guint    state = items[0].state, i = 0;

  items[0] = items[heap->len - 1];
  g_array_set_size (heap, heap->len - 1);
  while (2 * i + 1 < heap->len)
    {
      guint   least = 2 * i + 1;
      Waiting other = items[i];

      if (least + 1 < heap->len && items[least + 1].hope < items[least].hope)
        least++;
      if (items[least].hope >= items[i].hope)
        break;
      items[i] = items[least];
      items[least] = other;
      i = least;
    }
  return state;
}

static void
reach (Trace *self,
       guint  node,
       guint  via,
       int    from,
       double length)
{
  gpointer known = g_hash_table_lookup (self->known, GUINT_TO_POINTER (node + 1));
  guint    end = via & 1;
  const YutuSnapLine *line = &self->index->lines[via / 2];
  YutuPoint point = self->index->points[line->first + (end == 0 ? 0 : line->n_points - 1)];
  State     state = { node, via, from, length, length + CAUTION * measure (self, point, self->to->point), FALSE };
  Waiting   waiting = { state.hope, GPOINTER_TO_UINT (known) - 1 };

  if (known == NULL)
    {
      waiting.state = self->states->len;
      g_array_append_val (self->states, state);
      g_hash_table_insert (self->known, GUINT_TO_POINTER (node + 1), GUINT_TO_POINTER (waiting.state + 1));
    }
  else
    {
      State *old = &g_array_index (self->states, State, waiting.state);

      if (old->is_settled || old->length <= length)
        return;
      *old = state;
    }
  g_array_append_val (self->heap, waiting);
  sift_up (self->heap, self->heap->len - 1);
}

/* Through every line that ends at the node, but the one that the way began with. */
static void
expand (Trace *self,
        guint  number)
{
  State                state = g_array_index (self->states, State, number);
  const YutuSnapIndex *index = self->index;

  for (guint i = index->node_starts[state.node]; i < index->node_starts[state.node + 1]; i++)
    {
      guint line = index->node_ends[i] / 2, other = (index->node_ends[i] & 1) ^ 1;
      guint node = index->lines[line].nodes[other];

      if (line != self->start.line && (int)node != self->from_node && yutu_snap_index_has (index, line))
        reach (self, node, 2 * line + other, (int)number, state.length + index->lines[line].length_m);
    }
}

/* From the node of the state that was settled to the target, if it is reached from there. */
static double
measure_last (const Trace *self,
              guint        node,
              int         *by_end)
{
  const YutuSnapLine *line = &self->index->lines[self->to->line];
  double              best = G_MAXDOUBLE;

  if (self->to_node >= 0)
    {
      *by_end = -1;
      return (int)node == self->to_node ? 0 : G_MAXDOUBLE;
    }
  for (int end = 0; end < 2; end++)
    {
      double length;

      if (line->nodes[end] != node)
        continue;
      /* not over the place that the way came from */
      if (self->to->line == self->from->line && self->from_node < 0 &&
          is_ahead (self, self->from, self->to) != (end == 1))
        continue;
      length = measure_to_end (self, self->to, end);
      if (length < best)
        {
          best = length;
          *by_end = end;
        }
    }
  return best;
}

/* The state from which the target is reached shortest; -1: it is not. */
static int
search (Trace *self,
        int   *by_end)
{
  double best = G_MAXDOUBLE;
  int    last = -1, end = -1;

  while (self->heap->len > 0)
    {
      double hope = g_array_index (self->heap, Waiting, 0).hope;
      guint  number = take_best (self->heap);
      State *state = &g_array_index (self->states, State, number);
      double length;

      if (hope >= best)
        break;
      if (state->is_settled)
        continue;
      state->is_settled = TRUE;
      length = measure_last (self, state->node, &end);
      if (length < G_MAXDOUBLE && state->length + length < best)
        {
          best = state->length + length;
          last = (int)number;
          *by_end = end;
        }
      expand (self, number);
    }
  return last;
}

/* ---- Ways ---- */

static void
walk_back (const Trace *self,
           int          number,
           int          by_end,
           GArray      *way)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) tail = g_array_new (FALSE, FALSE, sizeof (YutuPoint));

  for (; number >= 0; number = g_array_index (self->states, State, number).from)
    g_array_append_val (numbers, number);
  if (self->start.whole)
    walk_line (self->index, self->start.line, self->start.to, way);
  else
    walk_to_end (self->index, self->from, self->start.to, way);
  for (guint i = numbers->len - 1; i > 0; i--)
    {
      guint via = g_array_index (self->states, State, g_array_index (numbers, int, i - 1)).via;

      walk_line (self->index, via / 2, (int)(via & 1), way);
    }
  if (by_end < 0)
    return;
  walk_to_end (self->index, self->to, by_end, tail);
  for (guint i = tail->len; i > 0; i--)
    add_point (way, g_array_index (tail, YutuPoint, i - 1));
}

/* Without leaving the line; the other way round may be shorter on a closed one, and is another start. */
static gboolean
walk_direct (const Trace *self,
             GArray      *way)
{
  gboolean ahead;

  if (self->to->line != self->start.line || self->to_node >= 0)
    return FALSE;
  if (self->start.whole)
    {
      g_autoptr (GArray) back = g_array_new (FALSE, FALSE, sizeof (YutuPoint));

      walk_to_end (self->index, self->to, 1 - self->start.to, back);
      for (guint i = back->len; i > 0; i--)
        add_point (way, g_array_index (back, YutuPoint, i - 1));
      return TRUE;
    }
  ahead = is_ahead (self, self->from, self->to);
  if (ahead != (self->start.to == 1))
    return FALSE;
  walk_between (self->index, self->from, self->to, ahead, way);
  return TRUE;
}

/* (nullable) */
static GArray *
find_way (Trace *self)
{
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  const YutuSnapLine *line = &self->index->lines[self->start.line];
  guint               node = line->nodes[self->start.to];
  int                 by_end = -1, last;

  if (walk_direct (self, way))
    return g_steal_pointer (&way);
  g_hash_table_remove_all (self->known);
  g_array_set_size (self->states, 0);
  g_array_set_size (self->heap, 0);
  if ((int)node != self->from_node)
    reach (self, node, 2 * self->start.line + (guint)self->start.to, -1,
           self->start.whole ? line->length_m : measure_to_end (self, self->from, self->start.to));
  last = search (self, &by_end);
  if (last < 0)
    return NULL;
  walk_back (self, last, by_end, way);
  return g_steal_pointer (&way);
}

typedef struct
{
  GArray *way;
  double  length;
} Way;

static int
compare_ways (gconstpointer a,
              gconstpointer b)
{
  const Way *x = a, *y = b;

  return x->length < y->length ? -1 : x->length > y->length;
}

static GArray *
list_starts (const Trace *self)
{
  const YutuSnapIndex *index = self->index;
  GArray              *starts = g_array_new (FALSE, FALSE, sizeof (Start));

  for (int to = 0; self->from_node < 0 && to < 2; to++)
    {
      Start start = { self->from->line, to, FALSE };

      g_array_append_val (starts, start);
    }
  for (guint i = self->from_node < 0 ? 0 : index->node_starts[self->from_node];
       self->from_node >= 0 && i < index->node_starts[self->from_node + 1]; i++)
    {
      Start start = { index->node_ends[i] / 2, (int)(index->node_ends[i] & 1) ^ 1, TRUE };

      if (yutu_snap_index_has (index, start.line))
        g_array_append_val (starts, start);
    }
  return starts;
}

GPtrArray *
yutu_snap_trace (const YutuSnapIndex *self,
                 const YutuSnapPlace *from,
                 const YutuSnapPlace *to)
{
  GPtrArray *ways = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) states = g_array_new (FALSE, FALSE, sizeof (State));
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (Waiting));
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Way));
  g_autoptr (GArray) starts = NULL;
  Trace trace = { .index = self, .from = from, .to = to, .known = known, .states = states, .heap = heap };

  g_return_val_if_fail (from->line < self->n_lines && to->line < self->n_lines, ways);

  if (yutu_point_equal (from->point, to->point))
    return ways;
  yutu_measure_step_m (from->point, &trace.east_m, &trace.north_m);
  trace.from_node = node_of_place (self, from);
  trace.to_node = node_of_place (self, to);
  starts = list_starts (&trace);
  for (guint i = 0; i < starts->len; i++)
    {
      Way way = { NULL, 0 };

      trace.start = g_array_index (starts, Start, i);
      way.way = find_way (&trace);
      if (way.way == NULL)
        continue;
      way.length = measure_way (&trace, way.way);
      g_array_append_val (found, way);
    }
  g_array_sort (found, compare_ways);
  for (guint i = 0; i < found->len; i++)
    if (i < YUTU_TRACE_MAX_WAYS)
      g_ptr_array_add (ways, g_array_index (found, Way, i).way);
    else
      g_array_unref (g_array_index (found, Way, i).way);
  return ways;
}
