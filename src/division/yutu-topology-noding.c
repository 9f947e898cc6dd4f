/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Noding by exact predicates with rounding to the grid. Each round cuts every segment where an
 * end of another lies on it and where another crosses it (the crossing rounded to the nearest
 * grid point), then unites what has become identical. A rounded cut shifts a line by at most half
 * a grid step (0.05 mm), which may make it meet others anew, so rounds go on until nothing meets
 * but at common ends. Compare D. Halperin and E. Packer, "Iterated snap rounding" (2002). */

#include "division/yutu-topology-private.h"

#include <stdlib.h>
#include <string.h>

#include "geo/yutu-exact.h"

#define MAX_ROUNDS 64

typedef struct
{
  guint32 segment;
  guint32 vertex;
} Cut;

typedef struct
{
  YutuTopologyNoded      *noded;
  const YutuTopologySpan *spans;
  const guint8           *is_settled; /* by segment: met nothing in the round before */
  GArray                 *cuts;
} Round;

/* ---- Uses to segments ---- */

static int
compare_uses (const void *a,
              const void *b)
{
  const YutuTopologyUse *one = a;
  const YutuTopologyUse *two = b;

  if (one->a != two->a)
    return one->a < two->a ? -1 : 1;
  if (one->b != two->b)
    return one->b < two->b ? -1 : 1;
  return (one->owner > two->owner) - (one->owner < two->owner);
}

/* Sorted by a first in linear time, since a is an index; the short runs of one a by comparison. */
static void
sort_uses (GArray *uses,
           gsize   n_vertices)
{
  g_autofree guint32         *ends = g_new0 (guint32, n_vertices + 1);
  g_autofree YutuTopologyUse *sorted = g_new (YutuTopologyUse, uses->len + 1);
  guint32                     sum = 0;

  for (guint i = 0; i < uses->len; i++)
    ends[g_array_index (uses, YutuTopologyUse, i).a]++;
  for (gsize v = 0; v < n_vertices; v++)
    {
      guint32 count = ends[v];

      ends[v] = sum;
      sum += count;
    }
  for (guint i = 0; i < uses->len; i++)
    {
      YutuTopologyUse use = g_array_index (uses, YutuTopologyUse, i);

      sorted[ends[use.a]++] = use;
    }
  sum = 0;
  for (gsize v = 0; v < n_vertices; sum = ends[v++])
    if (ends[v] > sum + 1)
      qsort (sorted + sum, ends[v] - sum, sizeof *sorted, compare_uses);
  memcpy (uses->data, sorted, uses->len * sizeof *sorted);
}

/* Segments whose owners all cancel divide nothing, and are left out. */
static void
unite_uses (GArray            *uses,
            YutuTopologyNoded *noded)
{
  sort_uses (uses, noded->vertices.points->len);
  g_array_set_size (noded->segments, 0);
  g_array_set_size (noded->owners, 0);
  for (guint i = 0; i < uses->len;)
    {
      YutuTopologyUse     first = g_array_index (uses, YutuTopologyUse, i);
      YutuTopologySegment segment = { first.a, first.b, noded->owners->len, 0 };

      while (i < uses->len)
        {
          YutuTopologyUse use = g_array_index (uses, YutuTopologyUse, i);
          guint           n = 0;

          if (use.a != first.a || use.b != first.b)
            break;
          for (; i < uses->len && compare_uses (&use, &g_array_index (uses, YutuTopologyUse, i)) == 0;
               i++)
            n++;
          if (n % 2 == 1)
            g_array_append_val (noded->owners, use.owner);
        }
      segment.n_owners = noded->owners->len - segment.first_owner;
      if (segment.n_owners > 0)
        g_array_append_val (noded->segments, segment);
    }
}

/* ---- One round ---- */

static void
add_cut (Round  *round,
         gsize   segment,
         guint32 vertex)
{
  Cut cut = { (guint32)segment, vertex };

  g_array_append_val (round->cuts, cut);
}

void
yutu_topology_vertices_init (YutuTopologyVertices *self,
                             gsize                 n_expected)
{
  self->n_slots = 64;
  while (self->n_slots < 2 * n_expected)
    self->n_slots *= 2;
  self->points = g_array_sized_new (FALSE, FALSE, sizeof (YutuPoint), (guint)n_expected);
  self->slots = g_new0 (guint32, self->n_slots);
}

void
yutu_topology_vertices_clear (YutuTopologyVertices *self)
{
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->slots, g_free);
}

/* The slot of the point, or the free one where it would be. */
static guint32 *
find_slot (YutuTopologyVertices *self,
           YutuPoint             point)
{
  const YutuPoint *points = (YutuPoint *)(gpointer)self->points->data;
  guint64          hash = (guint64)point.x * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) ^
                 (guint64)point.y * G_GUINT64_CONSTANT (0xc2b2ae3d27d4eb4f);

  hash = (hash ^ hash >> 32) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  for (gsize at = (hash >> 32) & (self->n_slots - 1);; at = (at + 1) & (self->n_slots - 1))
    if (self->slots[at] == 0 || yutu_point_equal (points[self->slots[at] - 1], point))
      return &self->slots[at];
}

static void
grow_slots (YutuTopologyVertices *self)
{
  g_free (self->slots);
  self->n_slots *= 2;
  self->slots = g_new0 (guint32, self->n_slots);
  for (guint i = 0; i < self->points->len; i++)
    *find_slot (self, g_array_index (self->points, YutuPoint, i)) = i + 1;
}

guint32
yutu_topology_vertices_add (YutuTopologyVertices *self,
                            YutuPoint             point)
{
  guint32 *slot = find_slot (self, point);

  if (*slot == 0)
    {
      g_array_append_val (self->points, point);
      *slot = self->points->len;
      if (2 * (gsize)self->points->len > self->n_slots)
        grow_slots (self);
      return self->points->len - 1;
    }
  return *slot - 1;
}

static void
cut_at_end (Round    *round,
            gsize     segment,
            guint32   vertex,
            YutuPoint point)
{
  const YutuTopologySpan *span = &round->spans[segment];

  if (yutu_exact_on_segment (span->a, span->b, point) && !yutu_point_equal (span->a, point) &&
      !yutu_point_equal (span->b, point))
    add_cut (round, segment, vertex);
}

static gboolean
meet (gsize    one,
      gsize    two,
      gpointer data)
{
  Round                  *round = data;
  const YutuTopologySpan *p = &round->spans[one];
  const YutuTopologySpan *q = &round->spans[two];
  YutuTopologySegment     s = { 0 }, t = { 0 };

  if ((round->is_settled[one] && round->is_settled[two]) ||
      MAX (p->a.x, p->b.x) < MIN (q->a.x, q->b.x) || MAX (q->a.x, q->b.x) < MIN (p->a.x, p->b.x) ||
      MAX (p->a.y, p->b.y) < MIN (q->a.y, q->b.y) || MAX (q->a.y, q->b.y) < MIN (p->a.y, p->b.y))
    return TRUE;
  if (yutu_exact_segments_cross (p->a, p->b, q->a, q->b))
    {
      YutuPoint at = yutu_exact_crossing (p->a, p->b, q->a, q->b);
      guint32   vertex = yutu_topology_vertices_add (&round->noded->vertices, at);

      if (!yutu_point_equal (at, p->a) && !yutu_point_equal (at, p->b))
        add_cut (round, one, vertex);
      if (!yutu_point_equal (at, q->a) && !yutu_point_equal (at, q->b))
        add_cut (round, two, vertex);
      return TRUE;
    }
  s = g_array_index (round->noded->segments, YutuTopologySegment, one);
  t = g_array_index (round->noded->segments, YutuTopologySegment, two);
  cut_at_end (round, one, t.a, q->a);
  cut_at_end (round, one, t.b, q->b);
  cut_at_end (round, two, s.a, p->a);
  cut_at_end (round, two, s.b, p->b);
  return TRUE;
}

/* ---- Cutting ---- */

typedef struct
{
  const YutuPoint *vertices;
  YutuPoint        from;
  YutuPoint        to;
} CutOrder;

static int
compare_cuts (gconstpointer a,
              gconstpointer b,
              gpointer      data)
{
  const CutOrder *order = data;
  const Cut      *one = a;
  const Cut      *two = b;
  YutuPoint       p, q;
  __int128        along;

  if (one->segment != two->segment)
    return one->segment < two->segment ? -1 : 1;
  p = order->vertices[one->vertex];
  q = order->vertices[two->vertex];
  /* By the way along the segment; rounded cuts lie off it by half a step at most. */
  along = (__int128)(p.x - q.x) * (order->to.x - order->from.x) +
          (__int128)(p.y - q.y) * (order->to.y - order->from.y);
  if (along != 0)
    return along < 0 ? -1 : 1;
  return (one->vertex > two->vertex) - (one->vertex < two->vertex);
}

static int
compare_cut_segments (gconstpointer a,
                      gconstpointer b)
{
  const Cut *one = a;
  const Cut *two = b;

  return (one->segment > two->segment) - (one->segment < two->segment);
}

static void
add_uses (GArray                  *uses,
          const YutuTopologyNoded *noded,
          YutuTopologySegment      segment,
          guint32                  a,
          guint32                  b)
{
  if (a == b)
    return;
  for (guint32 i = 0; i < segment.n_owners; i++)
    {
      YutuTopologyUse use = { MIN (a, b), MAX (a, b),
                              g_array_index (noded->owners, guint32, segment.first_owner + i) };

      g_array_append_val (uses, use);
    }
}

static GArray *
apply_cuts (Round *round)
{
  YutuTopologyNoded *noded = round->noded;
  GArray            *uses = g_array_sized_new (FALSE, FALSE, sizeof (YutuTopologyUse),
                                               noded->owners->len + 4 * round->cuts->len);
  guint              c = 0;

  g_array_sort (round->cuts, compare_cut_segments);
  for (guint s = 0; s < noded->segments->len; s++)
    {
      YutuTopologySegment segment = g_array_index (noded->segments, YutuTopologySegment, s);
      guint32             previous = segment.a;
      guint               first = c;
      CutOrder            order = { (YutuPoint *)(gpointer)noded->vertices.points->data, round->spans[s].a,
                                    round->spans[s].b };

      while (c < round->cuts->len && g_array_index (round->cuts, Cut, c).segment == s)
        c++;
      if (c - first > 1)
        g_qsort_with_data (&g_array_index (round->cuts, Cut, first), (int)(c - first),
                           sizeof (Cut), compare_cuts, &order);
      for (guint k = first; k < c; k++)
        {
          guint32 vertex = g_array_index (round->cuts, Cut, k).vertex;

          add_uses (uses, noded, segment, previous, vertex);
          previous = vertex;
        }
      add_uses (uses, noded, segment, previous, segment.b);
    }
  return uses;
}

static YutuTopologySpan *
make_spans (const YutuTopologyNoded *noded)
{
  YutuTopologySpan *spans = g_new (YutuTopologySpan, noded->segments->len + 1);

  for (guint s = 0; s < noded->segments->len; s++)
    {
      YutuTopologySegment segment = g_array_index (noded->segments, YutuTopologySegment, s);

      spans[s].a = g_array_index (noded->vertices.points, YutuPoint, segment.a);
      spans[s].b = g_array_index (noded->vertices.points, YutuPoint, segment.b);
    }
  return spans;
}

static int
compare_segments (YutuTopologySegment one,
                  YutuTopologySegment two)
{
  if (one.a != two.a)
    return one.a < two.a ? -1 : 1;
  return (one.b > two.b) - (one.b < two.b);
}

/* A segment that is as it was and met nothing need only be tried against new ones. Both lists are sorted. */
static guint8 *
find_settled (const YutuTopologyNoded *noded,
              const GArray            *before)
{
  guint8 *settled = g_new0 (guint8, noded->segments->len + 1);
  guint   k = 0;

  for (guint s = 0; before != NULL && s < noded->segments->len; s++)
    {
      YutuTopologySegment segment = g_array_index (noded->segments, YutuTopologySegment, s);

      while (k < before->len &&
             compare_segments (g_array_index (before, YutuTopologySegment, k), segment) < 0)
        k++;
      settled[s] = k < before->len &&
                   compare_segments (g_array_index (before, YutuTopologySegment, k), segment) == 0;
    }
  return settled;
}

static gboolean
run_round (YutuTopologyNoded *noded,
           GArray           **before)
{
  g_autofree YutuTopologySpan *spans = make_spans (noded);
  g_autofree guint8           *settled = find_settled (noded, *before);
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (Cut));
  g_autoptr (GArray) uses = NULL;
  Round round = { noded, spans, settled, cuts };

  yutu_topology_each_pair (spans, noded->segments->len, meet, &round);
  if (cuts->len == 0)
    return FALSE;
  g_clear_pointer (before, g_array_unref);
  *before = g_array_copy (noded->segments);
  uses = apply_cuts (&round);
  unite_uses (uses, noded);
  return TRUE;
}

gboolean
yutu_topology_node_segments (YutuTopologyNoded *noded,
                             GArray            *uses,
                             YutuProgress      *progress,
                             GError           **error)
{
  g_autoptr (GArray) before = NULL;

  noded->segments = g_array_new (FALSE, FALSE, sizeof (YutuTopologySegment));
  noded->owners = g_array_new (FALSE, FALSE, sizeof (guint32));
  unite_uses (uses, noded);
  for (int i = 0; i < MAX_ROUNDS; i++)
    {
      if (!yutu_progress_step (progress, "node", (guint64)i, 0, error))
        return FALSE;
      if (!run_round (noded, &before))
        return TRUE;
    }
  g_set_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_FAILED,
               "lines still cross after %d rounds of cutting; the source is too tangled",
               MAX_ROUNDS);
  return FALSE;
}

void
yutu_topology_noded_clear (YutuTopologyNoded *self)
{
  yutu_topology_vertices_clear (&self->vertices);
  g_clear_pointer (&self->segments, g_array_unref);
  g_clear_pointer (&self->owners, g_array_unref);
}
