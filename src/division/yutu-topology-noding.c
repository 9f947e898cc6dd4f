/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Noding by exact predicates with rounding to the grid. Each round cuts every segment where an
 * end of another lies on it and where another crosses it (the crossing rounded to the nearest
 * grid point), then unites what has become identical. A rounded cut shifts a line by at most half
 * a grid step (0.05 mm), which may make it meet others anew, so rounds go on until nothing meets
 * but at common ends. Compare D. Halperin and E. Packer, "Iterated snap rounding" (2002).
 *
 * The first round tries all pairs that are near. What has come through a round uncut meets nothing
 * that has, so each later round tries only what the one before it has made: against the segments of
 * the first round, by their grid, which is kept, and against those made since, by a grid of their
 * own. Both the list of segments and the cuts are sorted, and merged. */

#include "division/yutu-topology-private.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#include "geo/yutu-exact.h"

#define MAX_ROUNDS 64
#define NONE       G_MAXUINT32

/* Fewer uses than this for each so many vertices are sorted by comparison. */
#define FEW_USES 16

/* Runs up to this length are sorted by insertion. */
#define SHORT_RUN 32

typedef struct
{
  guint32 segment;
  guint32 vertex;
} Cut;

typedef struct
{
  guint32   one; /* segments */
  guint32   two;
  YutuPoint at;
} Crossing;

/* What one thread finds. */
typedef struct
{
  const YutuTopologyNoded *noded;
  GArray                  *cuts;      /* Cut: at vertices that are there */
  GArray                  *crossings; /* Crossing */
} Trial;

typedef struct
{
  YutuTopologyNoded *noded;
  Trial              trials[YUTU_TOPOLOGY_MAX_STRIPS];
  YutuTopologyGrid  *grid;   /* of the first round; NULL: not yet */
  GArray            *first;  /* YutuTopologySegment: of the first round */
  GArray            *before; /* YutuTopologySegment: of the round before */
} Noding;

static void
noding_clear (Noding *self)
{
  for (gsize i = 0; i < YUTU_TOPOLOGY_MAX_STRIPS; i++)
    {
      g_array_unref (self->trials[i].cuts);
      g_array_unref (self->trials[i].crossings);
    }
  g_clear_pointer (&self->grid, yutu_topology_grid_free);
  g_clear_pointer (&self->first, g_array_unref);
  g_clear_pointer (&self->before, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Noding, noding_clear)

#define SEGMENT(array, i) (&g_array_index (array, YutuTopologySegment, i))
#define USE(array, i)     (&g_array_index (array, YutuTopologyUse, i))

/* ---- Uses to segments ---- */

static inline int
compare_two (const YutuTopologyUse *one,
             const YutuTopologyUse *two)
{
  if (one->a != two->a)
    return one->a < two->a ? -1 : 1;
  if (one->b != two->b)
    return one->b < two->b ? -1 : 1;
  return (one->owner > two->owner) - (one->owner < two->owner);
}

static int
compare_uses (const void *a,
              const void *b)
{
  return compare_two (a, b);
}

static void
sort_run (YutuTopologyUse *run,
          guint32          n)
{
  if (n > SHORT_RUN)
    {
      qsort (run, n, sizeof *run, compare_uses);
      return;
    }
  for (guint32 i = 1; i < n; i++)
    {
      YutuTopologyUse use = run[i];
      guint32         k = i;

      for (; k > 0 && compare_two (&use, &run[k - 1]) < 0; k--)
        run[k] = run[k - 1];
      run[k] = use;
    }
}

/* Many are sorted by a first in linear time, since a is an index; the short runs of one a by
 * comparison. Returns them sorted; @uses is empty. */
static GArray *
sort_uses (GArray *uses,
           gsize   n_vertices)
{
  g_autofree guint32 *ends = NULL;
  GArray             *sorted = NULL;
  guint32             sum = 0;

  if (uses->len < n_vertices / FEW_USES)
    {
      sorted = g_array_copy (uses);
      g_array_sort (sorted, compare_uses);
      return sorted;
    }
  sorted = g_array_sized_new (FALSE, FALSE, sizeof (YutuTopologyUse), uses->len);
  g_array_set_size (sorted, uses->len);
  ends = g_new0 (guint32, n_vertices + 1);
  for (guint i = 0; i < uses->len; i++)
    ends[USE (uses, i)->a]++;
  for (gsize v = 0; v < n_vertices; v++)
    {
      guint32 count = ends[v];

      ends[v] = sum;
      sum += count;
    }
  for (guint i = 0; i < uses->len; i++)
    *USE (sorted, ends[USE (uses, i)->a]++) = *USE (uses, i);
  sum = 0;
  for (gsize v = 0; v < n_vertices; sum = ends[v++])
    sort_run (USE (sorted, sum), ends[v] - sum);
  return sorted;
}

/* Segments whose owners all cancel divide nothing, and are left out. */
static GArray *
unite_uses (GArray            *uses,
            YutuTopologyNoded *noded)
{
  g_autoptr (GArray) sorted = sort_uses (uses, noded->vertices.points->len);
  /* Neighbours share most of theirs. */
  GArray *segments = g_array_sized_new (FALSE, FALSE, sizeof (YutuTopologySegment), uses->len / 2 + 1);

  for (guint i = 0; i < sorted->len;)
    {
      YutuTopologyUse     first = *USE (sorted, i);
      YutuTopologySegment segment = { first.a, first.b, noded->owners->len, 0 };

      while (i < sorted->len && USE (sorted, i)->a == first.a && USE (sorted, i)->b == first.b)
        {
          guint32 owner = USE (sorted, i)->owner;
          guint   n = 0;

          for (; i < sorted->len && USE (sorted, i)->a == first.a && USE (sorted, i)->b == first.b &&
                 USE (sorted, i)->owner == owner;
               i++)
            n++;
          if (n % 2 == 1)
            g_array_append_val (noded->owners, owner);
        }
      segment.n_owners = noded->owners->len - segment.first_owner;
      if (segment.n_owners > 0)
        g_array_append_val (segments, segment);
    }
  return segments;
}

/* ---- Two segments ---- */

static YutuTopologySpan
span_of (const YutuTopologyNoded   *noded,
         const YutuTopologySegment *segment)
{
  const YutuPoint *points = (const YutuPoint *)(gpointer)noded->vertices.points->data;

  return (YutuTopologySpan){ points[segment->a], points[segment->b] };
}

static void
add_cut (GArray *cuts,
         gsize   segment,
         guint32 vertex)
{
  Cut cut = { (guint32)segment, vertex };

  g_array_append_val (cuts, cut);
}

static void
cut_at_end (Trial                  *trial,
            gsize                   segment,
            const YutuTopologySpan *span,
            guint32                 vertex,
            YutuPoint               point)
{
  if (yutu_exact_on_segment (span->a, span->b, point) && !yutu_point_equal (span->a, point) &&
      !yutu_point_equal (span->b, point))
    add_cut (trial->cuts, segment, vertex);
}

static gboolean
meet (gsize    one,
      gsize    two,
      gpointer data)
{
  Trial                     *trial = data;
  const YutuTopologySegment *s = SEGMENT (trial->noded->segments, one);
  const YutuTopologySegment *t = SEGMENT (trial->noded->segments, two);
  YutuTopologySpan           p = span_of (trial->noded, s), q = span_of (trial->noded, t);

  if (MAX (p.a.x, p.b.x) < MIN (q.a.x, q.b.x) || MAX (q.a.x, q.b.x) < MIN (p.a.x, p.b.x) ||
      MAX (p.a.y, p.b.y) < MIN (q.a.y, q.b.y) || MAX (q.a.y, q.b.y) < MIN (p.a.y, p.b.y))
    return TRUE;
  if (yutu_exact_segments_cross (p.a, p.b, q.a, q.b))
    {
      Crossing crossing = { (guint32)one, (guint32)two, yutu_exact_crossing (p.a, p.b, q.a, q.b) };

      g_array_append_val (trial->crossings, crossing);
      return TRUE;
    }
  cut_at_end (trial, one, &p, t->a, q.a);
  cut_at_end (trial, one, &p, t->b, q.b);
  cut_at_end (trial, two, &q, s->a, p.a);
  cut_at_end (trial, two, &q, s->b, p.b);
  return TRUE;
}

/* ---- Which pairs are tried ---- */

static void
try_all (Noding *self)
{
  GArray                      *segments = self->noded->segments;
  g_autofree YutuTopologySpan *spans = g_new (YutuTopologySpan, segments->len + 1);
  gpointer                     trials[YUTU_TOPOLOGY_MAX_STRIPS];

  for (guint s = 0; s < segments->len; s++)
    spans[s] = span_of (self->noded, SEGMENT (segments, s));
  for (gsize i = 0; i < YUTU_TOPOLOGY_MAX_STRIPS; i++)
    trials[i] = &self->trials[i];
  self->grid = yutu_topology_grid_new (spans, segments->len);
  yutu_topology_grid_each_pair (self->grid, meet, trials);
}

static int
compare_segments (const YutuTopologySegment *one,
                  const YutuTopologySegment *two)
{
  if (one->a != two->a)
    return one->a < two->a ? -1 : 1;
  return (one->b > two->b) - (one->b < two->b);
}

/* The segments that are not in @other, which is sorted as they are; @places (nullable): where each of
 * @other is among them, NONE when it is not. Element type guint32. */
static GArray *
list_new (const GArray *segments,
          const GArray *other,
          guint32      *places)
{
  GArray *new = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint k = 0;

  for (guint32 s = 0; s < segments->len; s++)
    {
      while (k < other->len && compare_segments (SEGMENT (other, k), SEGMENT (segments, s)) < 0)
        k++;
      if (k == other->len || compare_segments (SEGMENT (other, k), SEGMENT (segments, s)) != 0)
        g_array_append_val (new, s);
      else if (places != NULL)
        places[k] = s;
    }
  return new;
}

typedef struct
{
  Trial         *trial;
  guint32        segment;
  const guint32 *places; /* from the index in a grid to the segment */
} Near;

static gboolean
meet_near (gsize    index,
           gpointer data)
{
  const Near *near = data;
  guint32     other = near->places[index];

  return other == NONE || other == near->segment || meet (near->segment, other, near->trial);
}

/* What the round before has made: against what is left of the first, and all that was made since. */
static void
try_new (Noding *self)
{
  GArray             *segments = self->noded->segments;
  g_autofree guint32 *places = g_new (guint32, self->first->len + 1);
  g_autoptr (GArray) later = NULL;
  g_autoptr (GArray) newest = NULL;
  g_autofree YutuTopologySpan *spans = NULL;
  g_autoptr (YutuTopologyGrid) grid = NULL;

  memset (places, 0xff, sizeof (guint32) * (self->first->len + 1));
  later = list_new (segments, self->first, places);
  newest = list_new (segments, self->before, NULL);
  spans = g_new (YutuTopologySpan, later->len + 1);
  for (guint i = 0; i < later->len; i++)
    spans[i] = span_of (self->noded, SEGMENT (segments, g_array_index (later, guint32, i)));
  grid = yutu_topology_grid_new (spans, later->len);
  for (guint i = 0; i < newest->len; i++)
    {
      guint32          segment = g_array_index (newest, guint32, i);
      YutuTopologySpan span = span_of (self->noded, SEGMENT (segments, segment));
      Near             near = { &self->trials[0], segment, places };

      yutu_topology_grid_each_near (self->grid, &span, meet_near, &near);
      near.places = (const guint32 *)(gpointer)later->data;
      yutu_topology_grid_each_near (grid, &span, meet_near, &near);
    }
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

/* The cuts of all threads by segment, crossings having become vertices; nothing is left in the trials. */
static GArray *
take_cuts (Noding *self)
{
  GArray *cuts = g_array_new (FALSE, FALSE, sizeof (Cut));

  for (gsize i = 0; i < YUTU_TOPOLOGY_MAX_STRIPS; i++)
    {
      Trial *trial = &self->trials[i];

      for (guint k = 0; k < trial->crossings->len; k++)
        {
          const Crossing  *crossing = &g_array_index (trial->crossings, Crossing, k);
          YutuTopologySpan p = span_of (self->noded, SEGMENT (self->noded->segments, crossing->one));
          YutuTopologySpan q = span_of (self->noded, SEGMENT (self->noded->segments, crossing->two));
          guint32          vertex = yutu_topology_vertices_add (&self->noded->vertices, crossing->at);

          if (!yutu_point_equal (crossing->at, p.a) && !yutu_point_equal (crossing->at, p.b))
            add_cut (cuts, crossing->one, vertex);
          if (!yutu_point_equal (crossing->at, q.a) && !yutu_point_equal (crossing->at, q.b))
            add_cut (cuts, crossing->two, vertex);
        }
      g_array_append_vals (cuts, trial->cuts->data, trial->cuts->len);
      g_array_set_size (trial->crossings, 0);
      g_array_set_size (trial->cuts, 0);
    }
  g_array_sort (cuts, compare_cut_segments);
  return cuts;
}

static void
add_uses (GArray                    *uses,
          const YutuTopologyNoded   *noded,
          const YutuTopologySegment *segment,
          guint32                    a,
          guint32                    b)
{
  if (a == b)
    return;
  for (guint32 i = 0; i < segment->n_owners; i++)
    {
      YutuTopologyUse use = { MIN (a, b), MAX (a, b),
                              g_array_index (noded->owners, guint32, segment->first_owner + i) };

      g_array_append_val (uses, use);
    }
}

/* The pieces of what is cut, as uses. @cuts: by segment. */
static GArray *
list_pieces (const YutuTopologyNoded *noded,
             GArray                  *cuts)
{
  GArray *uses = g_array_new (FALSE, FALSE, sizeof (YutuTopologyUse));

  for (guint c = 0; c < cuts->len;)
    {
      guint32                    s = g_array_index (cuts, Cut, c).segment;
      const YutuTopologySegment *segment = SEGMENT (noded->segments, s);
      YutuTopologySpan           span = span_of (noded, segment);
      CutOrder                   order = { (YutuPoint *)(gpointer)noded->vertices.points->data, span.a, span.b };
      guint32                    previous = segment->a;
      guint                      first = c;

      while (c < cuts->len && g_array_index (cuts, Cut, c).segment == s)
        c++;
      if (c - first > 1)
        g_qsort_with_data (&g_array_index (cuts, Cut, first), (int)(c - first), sizeof (Cut), compare_cuts,
                           &order);
      for (guint k = first; k < c; k++)
        {
          guint32 vertex = g_array_index (cuts, Cut, k).vertex;

          add_uses (uses, noded, segment, previous, vertex);
          previous = vertex;
        }
      add_uses (uses, noded, segment, previous, segment->b);
    }
  return uses;
}

/* Two segments between the same vertices are one, of the owners that only one of them has. */
static YutuTopologySegment
unite_two (YutuTopologyNoded         *noded,
           const YutuTopologySegment *one,
           const YutuTopologySegment *two)
{
  YutuTopologySegment united = { one->a, one->b, noded->owners->len, 0 };
  YutuTopologyOwners  of_one = { noded->owners, one->first_owner, one->n_owners };
  YutuTopologyOwners  of_two = { noded->owners, two->first_owner, two->n_owners };

  yutu_topology_toggle_owners (&of_one, &of_two, noded->owners);
  united.n_owners = noded->owners->len - united.first_owner;
  return united;
}

/* What was not cut and the pieces, both sorted, as one list. */
static GArray *
merge_pieces (YutuTopologyNoded *noded,
              const GArray      *cuts,
              const GArray      *pieces)
{
  GArray *segments = noded->segments;
  GArray *merged =
    g_array_sized_new (FALSE, FALSE, sizeof (YutuTopologySegment), segments->len + pieces->len);
  guint c = 0, k = 0;

  for (guint32 s = 0; s < segments->len; s++)
    {
      YutuTopologySegment segment = *SEGMENT (segments, s);
      gboolean            is_cut = c < cuts->len && g_array_index (cuts, Cut, c).segment == s;

      while (c < cuts->len && g_array_index (cuts, Cut, c).segment == s)
        c++;
      if (is_cut)
        continue;
      while (k < pieces->len && compare_segments (SEGMENT (pieces, k), &segment) < 0)
        g_array_append_val (merged, *SEGMENT (pieces, k++));
      if (k < pieces->len && compare_segments (SEGMENT (pieces, k), &segment) == 0)
        segment = unite_two (noded, &segment, SEGMENT (pieces, k++));
      if (segment.n_owners > 0)
        g_array_append_val (merged, segment);
    }
  if (k < pieces->len)
    g_array_append_vals (merged, SEGMENT (pieces, k), pieces->len - k);
  return merged;
}

/* ---- Rounds ---- */

/* *is_done: nothing was cut. */
static void
run_round (Noding   *self,
           gboolean *is_done)
{
  g_autoptr (GArray) cuts = NULL;
  g_autoptr (GArray) uses = NULL;
  g_autoptr (GArray) pieces = NULL;
  GArray *merged = NULL;

  if (self->grid == NULL)
    try_all (self);
  else
    try_new (self);
  cuts = take_cuts (self);
  *is_done = cuts->len == 0;
  if (*is_done)
    return;
  uses = list_pieces (self->noded, cuts);
  pieces = unite_uses (uses, self->noded);
  merged = merge_pieces (self->noded, cuts, pieces);
  if (self->first == NULL)
    self->first = g_array_ref (self->noded->segments);
  g_clear_pointer (&self->before, g_array_unref);
  self->before = self->noded->segments;
  self->noded->segments = merged;
}

gboolean
yutu_topology_node_segments (YutuTopologyNoded *noded,
                             GArray            *uses,
                             YutuProgress      *progress,
                             GError           **error)
{
  g_auto (Noding) self = { .noded = noded };

  for (gsize i = 0; i < YUTU_TOPOLOGY_MAX_STRIPS; i++)
    self.trials[i] = (Trial){ noded, g_array_new (FALSE, FALSE, sizeof (Cut)),
                              g_array_new (FALSE, FALSE, sizeof (Crossing)) };
  noded->owners = g_array_sized_new (FALSE, FALSE, sizeof (guint32), uses->len);
  noded->segments = unite_uses (uses, noded);
  for (int i = 0; i < MAX_ROUNDS; i++)
    {
      gboolean is_done = FALSE;

      if (!yutu_progress_step (progress, "node", (guint64)i, 0, error))
        return FALSE;
      run_round (&self, &is_done);
      if (is_done)
        return TRUE;
    }
  g_set_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_FAILED,
               _ ("lines still cross after %d rounds of cutting; the source is too tangled"),
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
