/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* From noded segments to nodes, arcs, faces and their covers:
 *
 * 1. a vertex is a node where its degree is not two; a ring without one gets its lowest vertex;
 * 2. half-edges are ordered around each node exactly; walking with the land to the left traces
 *    the cycles; a cycle of positive area is the shell of a face, one of negative area a hole;
 * 3. a hole lies in the face right of the nearest line to the west of its lowest-left vertex;
 * 4. the owners of a face follow from face 0 (none) by crossing arcs: each arc toggles the owners
 *    whose rings run along it an odd number of times.
 *
 * Faces of a base model enter as owners of their own, so that ancestry comes from the same walk. */

#include "division/yutu-topology-private.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define NONE G_MAXUINT32

/* Vertices that are looked up together. */
#define ANNOUNCED 64

/* Half-edge 2k runs along arc k, 2k + 1 against it. */
typedef guint32 HalfEdge;

typedef struct
{
  __int128  area2;
  YutuPoint low; /* least x, then y */
  HalfEdge  start;
  guint32   face; /* NONE until known */
} Cycle;

typedef struct
{
  YutuTopology     *self;
  YutuTopologyNoded noded;
  GArray           *arc_segment; /* guint32: a segment of each arc, for its owners */
  guint32          *star_starts; /* by node, into star */
  HalfEdge         *star;        /* leaving half-edges, counter-clockwise */
  guint32          *star_place;  /* by half-edge */
  guint32          *cycle_of;    /* by half-edge */
  GArray           *cycles;      /* Cycle */
} Build;

/* ---- Chains of segments to arcs ---- */

typedef struct
{
  guint32 *starts; /* by vertex */
  guint32 *others; /* segment indices */
  guint8  *is_node;
  guint8  *is_done; /* by segment */
  guint32 *node_of; /* by vertex */
  GArray  *points;  /* YutuPoint: of the arc that is traced */
} Links;

static void
links_clear (Links *self)
{
  g_free (self->starts);
  g_free (self->others);
  g_free (self->is_node);
  g_free (self->is_done);
  g_free (self->node_of);
  g_clear_pointer (&self->points, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Links, links_clear)

static YutuTopologySegment *
segment_at (Build  *build,
            guint32 index)
{
  return &g_array_index (build->noded.segments, YutuTopologySegment, index);
}

static YutuPoint
vertex_at (Build  *build,
           guint32 index)
{
  return g_array_index (build->noded.vertices.points, YutuPoint, index);
}

static void
make_links (Build *build,
            Links *links)
{
  guint    n_vertices = build->noded.vertices.points->len;
  guint    n_segments = build->noded.segments->len;
  guint32 *ends = g_new0 (guint32, n_vertices + 2);

  links->starts = g_new0 (guint32, n_vertices + 2);
  links->others = g_new (guint32, 2 * (gsize)n_segments + 1);
  links->is_node = g_new0 (guint8, n_vertices + 1);
  links->is_done = g_new0 (guint8, n_segments + 1);
  links->node_of = g_new (guint32, n_vertices + 1);
  links->points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  memset (links->node_of, 0xff, sizeof (guint32) * (n_vertices + 1));
  for (guint s = 0; s < n_segments; s++)
    {
      links->starts[segment_at (build, s)->a + 1]++;
      links->starts[segment_at (build, s)->b + 1]++;
    }
  for (guint v = 0; v < n_vertices; v++)
    {
      links->is_node[v] = links->starts[v + 1] != 2 && links->starts[v + 1] != 0;
      links->starts[v + 1] += links->starts[v];
      ends[v] = links->starts[v];
    }
  for (guint s = 0; s < n_segments; s++)
    {
      links->others[ends[segment_at (build, s)->a]++] = s;
      links->others[ends[segment_at (build, s)->b]++] = s;
    }
  g_free (ends);
}

static guint32
get_node (Build  *build,
          Links  *links,
          guint32 vertex)
{
  if (links->node_of[vertex] == NONE)
    {
      YutuTopologyNode node = { .point = vertex_at (build, vertex) };

      links->node_of[vertex] = build->self->nodes->len;
      g_array_append_val (build->self->nodes, node);
    }
  return links->node_of[vertex];
}

static void
trace_arc (Build  *build,
           Links  *links,
           guint32 vertex,
           guint32 segment)
{
  GArray         *points = links->points;
  YutuTopologyArc arc = { .from = get_node (build, links, vertex), .box = YUTU_BOX_EMPTY };
  YutuPoint       point = vertex_at (build, vertex);

  g_array_set_size (points, 0);
  g_array_append_val (build->arc_segment, segment);
  g_array_append_val (points, point);
  while (TRUE)
    {
      const YutuTopologySegment *s = segment_at (build, segment);
      const guint32             *next = NULL;

      links->is_done[segment] = TRUE;
      vertex = s->a == vertex ? s->b : s->a;
      point = vertex_at (build, vertex);
      g_array_append_val (points, point);
      if (links->is_node[vertex])
        break;
      next = &links->others[links->starts[vertex]];
      segment = next[0] == segment ? next[1] : next[0];
    }
  arc.to = get_node (build, links, vertex);
  arc.n_points = points->len;
  arc.points = g_memdup2 (points->data, points->len * sizeof (YutuPoint));
  for (gsize i = 0; i < arc.n_points; i++)
    yutu_box_add_point (&arc.box, arc.points[i]);
  g_array_append_val (build->self->arcs, arc);
}

static void
trace_from (Build  *build,
            Links  *links,
            guint32 vertex)
{
  for (guint32 i = links->starts[vertex]; i < links->starts[vertex + 1]; i++)
    if (!links->is_done[links->others[i]])
      trace_arc (build, links, vertex, links->others[i]);
}

/* The lowest vertex of a ring that has no node yet. */
static guint32
find_ring_start (Build  *build,
                 Links  *links,
                 guint32 segment)
{
  guint32 first = segment_at (build, segment)->a;
  guint32 vertex = first;
  guint32 lowest = first;

  do
    {
      const YutuTopologySegment *s = segment_at (build, segment);
      const guint32             *next = NULL;
      YutuPoint                  p, low = vertex_at (build, lowest);

      vertex = s->a == vertex ? s->b : s->a;
      p = vertex_at (build, vertex);
      if (p.x < low.x || (p.x == low.x && p.y < low.y))
        lowest = vertex;
      next = &links->others[links->starts[vertex]];
      segment = next[0] == segment ? next[1] : next[0];
    }
  while (vertex != first);
  return lowest;
}

static void
make_arcs (Build *build)
{
  g_auto (Links) links = { 0 };

  make_links (build, &links);
  for (guint32 v = 0; v < build->noded.vertices.points->len; v++)
    if (links.is_node[v])
      trace_from (build, &links, v);
  for (guint32 s = 0; s < build->noded.segments->len; s++)
    if (!links.is_done[s])
      {
        guint32 start = find_ring_start (build, &links, s);

        links.is_node[start] = TRUE;
        trace_from (build, &links, start);
      }
}

/* ---- Half-edges around nodes ---- */

static const YutuTopologyArc *
arc_of (Build   *build,
        HalfEdge half)
{
  return YUTU_TOPOLOGY_ARC (build->self, half / 2);
}

static guint
start_node (Build   *build,
            HalfEdge half)
{
  return half % 2 == 0 ? arc_of (build, half)->from : arc_of (build, half)->to;
}

/* The point behind the start. */
static YutuPoint
second_point (Build   *build,
              HalfEdge half)
{
  const YutuTopologyArc *arc = arc_of (build, half);

  return half % 2 == 0 ? arc->points[1] : arc->points[arc->n_points - 2];
}

static int
compare_angles (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  Build    *build = data;
  HalfEdge  one = *(const HalfEdge *)a;
  HalfEdge  two = *(const HalfEdge *)b;
  YutuPoint o = YUTU_TOPOLOGY_NODE (build->self, start_node (build, one))->point;
  YutuPoint p = second_point (build, one);
  YutuPoint q = second_point (build, two);

  return yutu_topology_compare_angle (o, p, q);
}

static void
make_stars (Build *build)
{
  guint    n_nodes = build->self->nodes->len;
  guint    n_halves = 2 * build->self->arcs->len;
  guint32 *ends = g_new (guint32, n_nodes + 1);

  build->star_starts = g_new0 (guint32, n_nodes + 2);
  build->star = g_new (HalfEdge, n_halves + 1);
  build->star_place = g_new (guint32, n_halves + 1);
  for (HalfEdge h = 0; h < n_halves; h++)
    build->star_starts[start_node (build, h) + 1]++;
  for (guint n = 0; n < n_nodes; n++)
    {
      build->star_starts[n + 1] += build->star_starts[n];
      ends[n] = build->star_starts[n];
    }
  for (HalfEdge h = 0; h < n_halves; h++)
    build->star[ends[start_node (build, h)]++] = h;
  for (guint n = 0; n < n_nodes; n++)
    g_qsort_with_data (build->star + build->star_starts[n],
                       (int)(build->star_starts[n + 1] - build->star_starts[n]),
                       sizeof (HalfEdge), compare_angles, build);
  for (guint i = 0; i < n_halves; i++)
    build->star_place[build->star[i]] = i;
  g_free (ends);
}

/* With the land to the left: at the end, the next one clockwise from the way back. */
static HalfEdge
next_half (Build   *build,
           HalfEdge half)
{
  HalfEdge back = half ^ 1;
  guint    node = start_node (build, back);
  guint32  place = build->star_place[back];

  return place == build->star_starts[node] ? build->star[build->star_starts[node + 1] - 1]
                                           : build->star[place - 1];
}

/* ---- Cycles ---- */

static void
note_low (Cycle                 *cycle,
          const YutuTopologyArc *arc)
{
  for (gsize i = 0; i < arc->n_points; i++)
    if (arc->points[i].x < cycle->low.x ||
        (arc->points[i].x == cycle->low.x && arc->points[i].y < cycle->low.y))
      cycle->low = arc->points[i];
}

static void
trace_cycles (Build *build)
{
  guint n_halves = 2 * build->self->arcs->len;
  /* The sweeps from one point cancel around a cycle but for its area. */
  YutuPoint            origin = n_halves > 0 ? arc_of (build, 0)->points[0] : (YutuPoint){ 0 };
  g_autofree __int128 *sweeps = NULL;

  sweeps = g_malloc (sizeof (__int128) * (build->self->arcs->len + 1));
  for (guint a = 0; a < build->self->arcs->len; a++)
    sweeps[a] = yutu_topology_sweep (YUTU_TOPOLOGY_ARC (build->self, a), origin);
  build->cycle_of = g_new (guint32, n_halves + 1);
  memset (build->cycle_of, 0xff, sizeof (guint32) * (n_halves + 1));
  build->cycles = g_array_new (FALSE, FALSE, sizeof (Cycle));
  for (HalfEdge h = 0; h < n_halves; h++)
    {
      Cycle cycle = { .low = { G_MAXINT64, G_MAXINT64 }, .start = h, .face = NONE };

      if (build->cycle_of[h] != NONE)
        continue;
      for (HalfEdge k = h; build->cycle_of[k] == NONE; k = next_half (build, k))
        {
          build->cycle_of[k] = build->cycles->len;
          cycle.area2 += k % 2 == 0 ? sweeps[k / 2] : -sweeps[k / 2];
          note_low (&cycle, arc_of (build, k));
        }
      g_array_append_val (build->cycles, cycle);
    }
}

/* ---- Holes into faces ---- */

gboolean
yutu_topology_is_further_east (YutuPoint pa,
                               YutuPoint pb,
                               YutuPoint qa,
                               YutuPoint qb,
                               gint64    y)
{
  __int128 p = (__int128)(pb.x - pa.x) * (y - pa.y);
  __int128 q = (__int128)(qb.x - qa.x) * (y - qa.y);
  __int128 p_height = pb.y - pa.y;
  __int128 q_height = qb.y - qa.y;
  __int128 left = p * q_height + (__int128)(pa.x - qa.x) * p_height * q_height;
  __int128 right = q * p_height;

  if (left != right)
    return left > right;
  return (__int128)(pb.x - pa.x) * q_height > (__int128)(qb.x - qa.x) * p_height;
}

static int
compare_cycles (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const Cycle *one = &g_array_index ((GArray *)data, Cycle, *(const guint32 *)a);
  const Cycle *two = &g_array_index ((GArray *)data, Cycle, *(const guint32 *)b);

  return (one->low.x > two->low.x) - (one->low.x < two->low.x);
}

static guint32
find_surrounding_face (Build    *build,
                       YutuPoint from)
{
  gboolean rises = FALSE;
  guint    arc = yutu_topology_find_west (build->self, from, &rises);

  if (arc == G_MAXUINT)
    return 0;
  return g_array_index (build->cycles, Cycle, build->cycle_of[2 * arc + (rises ? 1 : 0)]).face;
}

static void
make_faces (Build *build)
{
  g_autoptr (GArray) holes = g_array_new (FALSE, FALSE, sizeof (guint32));
  YutuTopologyFace outside = { 0 };

  g_array_append_val (build->self->faces, outside);
  for (guint32 c = 0; c < build->cycles->len; c++)
    {
      Cycle           *cycle = &g_array_index (build->cycles, Cycle, c);
      YutuTopologyFace face = { .area2 = cycle->area2 };

      if (cycle->area2 <= 0)
        {
          g_array_append_val (holes, c);
          continue;
        }
      cycle->face = build->self->faces->len;
      g_array_append_val (build->self->faces, face);
    }
  /* From west to east: what lies west of a hole's westernmost point is settled before it. */
  g_array_sort_with_data (holes, compare_cycles, build->cycles);
  for (guint i = 0; i < holes->len; i++)
    {
      Cycle *cycle = &g_array_index (build->cycles, Cycle, g_array_index (holes, guint32, i));

      cycle->face = find_surrounding_face (build, cycle->low);
      YUTU_TOPOLOGY_FACE (build->self, cycle->face)->area2 += cycle->area2;
    }
  for (guint a = 0; a < build->self->arcs->len; a++)
    {
      YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (build->self, a);

      arc->left = g_array_index (build->cycles, Cycle, build->cycle_of[2 * a]).face;
      arc->right = g_array_index (build->cycles, Cycle, build->cycle_of[2 * a + 1]).face;
    }
  YUTU_TOPOLOGY_FACE (build->self, 0)->area2 = 0;
}

/* ---- Covers ---- */

static guint32
owner_at (const YutuTopologyOwners *owners,
          guint32                   index)
{
  return g_array_index (owners->array, guint32, owners->first + index);
}

void
yutu_topology_toggle_owners (const YutuTopologyOwners *one,
                             const YutuTopologyOwners *two,
                             GArray                   *out)
{
  guint32 i = 0, j = 0;

  while (i < one->n || j < two->n)
    {
      guint32 a = i < one->n ? owner_at (one, i) : G_MAXUINT32;
      guint32 b = j < two->n ? owner_at (two, j) : G_MAXUINT32;
      guint32 lower = MIN (a, b);

      i += a == lower;
      j += b == lower;
      if (a != b)
        g_array_append_val (out, lower);
    }
}

typedef struct
{
  guint32 *starts; /* by face, into arcs */
  guint32 *arcs;
} FaceArcs;

static void
face_arcs_clear (FaceArcs *self)
{
  g_free (self->starts);
  g_free (self->arcs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FaceArcs, face_arcs_clear)

static void
make_face_arcs (YutuTopology *self,
                FaceArcs     *lists)
{
  g_autofree guint32 *ends = g_new0 (guint32, self->faces->len + 1);

  lists->starts = g_new0 (guint32, self->faces->len + 2);
  lists->arcs = g_new (guint32, 2 * (gsize)self->arcs->len + 1);
  for (guint a = 0; a < self->arcs->len; a++)
    {
      lists->starts[YUTU_TOPOLOGY_ARC (self, a)->left + 1]++;
      lists->starts[YUTU_TOPOLOGY_ARC (self, a)->right + 1]++;
    }
  for (guint f = 0; f < self->faces->len; f++)
    {
      lists->starts[f + 1] += lists->starts[f];
      ends[f] = lists->starts[f];
    }
  for (guint a = 0; a < self->arcs->len; a++)
    {
      lists->arcs[ends[YUTU_TOPOLOGY_ARC (self, a)->left]++] = a;
      lists->arcs[ends[YUTU_TOPOLOGY_ARC (self, a)->right]++] = a;
    }
}

static void
cover_faces (Build *build)
{
  YutuTopology *self = build->self;
  g_auto (FaceArcs) lists = { 0 };
  g_autoptr (GArray) queue = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint8 *seen = g_new0 (guint8, self->faces->len);
  guint              outside = 0;

  make_face_arcs (self, &lists);
  g_array_append_val (queue, outside);
  seen[0] = TRUE;
  for (guint q = 0; q < queue->len; q++)
    {
      guint f = g_array_index (queue, guint, q);

      for (guint32 i = lists.starts[f]; i < lists.starts[f + 1]; i++)
        {
          YutuTopologyArc     *arc = YUTU_TOPOLOGY_ARC (self, lists.arcs[i]);
          YutuTopologySegment *segment =
            segment_at (build, g_array_index (build->arc_segment, guint32, lists.arcs[i]));
          guint              other = arc->left == f ? arc->right : arc->left;
          YutuTopologyFace  *face = YUTU_TOPOLOGY_FACE (self, f);
          YutuTopologyOwners here = { self->owners, face->first_owner, face->n_owners };
          YutuTopologyOwners along = { build->noded.owners, segment->first_owner, segment->n_owners };

          if (seen[other])
            continue;
          seen[other] = TRUE;
          YUTU_TOPOLOGY_FACE (self, other)->first_owner = self->owners->len;
          yutu_topology_toggle_owners (&here, &along, self->owners);
          YUTU_TOPOLOGY_FACE (self, other)->n_owners =
            self->owners->len - YUTU_TOPOLOGY_FACE (self, other)->first_owner;
          g_array_append_val (queue, other);
        }
    }
}

/* ---- Source to uses ---- */

static void
add_stretch (GArray *uses,
             guint32 a,
             guint32 b,
             guint32 owner)
{
  YutuTopologyUse use = { MIN (a, b), MAX (a, b), owner };

  if (a != b)
    g_array_append_val (uses, use);
}

static gboolean
add_ring (Build                  *build,
          const YutuTopologyRing *ring,
          GArray                 *uses,
          GError                **error)
{
  guint32 first = NONE;
  guint32 previous = NONE;

  for (gsize i = 0; i < ring->n_points; i++)
    {
      YutuPoint p = ring->points[i];
      guint32   vertex;

      if (i % ANNOUNCED == 0)
        yutu_topology_vertices_announce (&build->noded.vertices, ring->points + i,
                                         MIN (ring->n_points - i, ANNOUNCED));
      if (ABS (p.x) > YUTU_GRID_MAX_X || ABS (p.y) > YUTU_GRID_MAX_Y)
        {
          g_set_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_INPUT,
                       _ ("a ring of owner %u leaves the earth at %.9f, %.9f"), ring->owner,
                       yutu_grid_to_degrees (p.x), yutu_grid_to_degrees (p.y));
          return FALSE;
        }
      vertex = yutu_topology_vertices_add (&build->noded.vertices, p);
      if (first == NONE)
        first = vertex;
      else
        add_stretch (uses, previous, vertex, ring->owner);
      previous = vertex;
    }
  if (first != NONE)
    add_stretch (uses, previous, first, ring->owner);
  return TRUE;
}

static void
add_base (Build        *build,
          YutuTopology *base,
          GArray       *uses)
{
  for (guint a = 0; a < base->arcs->len; a++)
    {
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (base, a);
      guint32                previous = yutu_topology_vertices_add (&build->noded.vertices, arc->points[0]);

      for (gsize i = 1; i < arc->n_points; i++)
        {
          guint32 vertex = yutu_topology_vertices_add (&build->noded.vertices, arc->points[i]);

          if (arc->left != 0)
            add_stretch (uses, previous, vertex, YUTU_TOPOLOGY_BASE_OWNER | arc->left);
          if (arc->right != 0)
            add_stretch (uses, previous, vertex, YUTU_TOPOLOGY_BASE_OWNER | arc->right);
          previous = vertex;
        }
    }
}

/* How many stretches there are, and so vertices, if none is shared. */
static gsize
count_stretches (const YutuTopologyRing *rings,
                 gsize                   n_rings,
                 YutuTopology           *base)
{
  gsize n = 0;

  for (gsize i = 0; i < n_rings; i++)
    n += rings[i].n_points;
  for (guint a = 0; base != NULL && a < base->arcs->len; a++)
    n += 2 * YUTU_TOPOLOGY_ARC (base, a)->n_points;
  return n;
}

static void
build_clear (Build *self)
{
  yutu_topology_noded_clear (&self->noded);
  g_clear_pointer (&self->arc_segment, g_array_unref);
  g_clear_pointer (&self->cycles, g_array_unref);
  g_free (self->star_starts);
  g_free (self->star);
  g_free (self->star_place);
  g_free (self->cycle_of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Build, build_clear)

YutuTopology *
yutu_topology_build (const YutuTopologyRing *rings,
                     gsize                   n_rings,
                     YutuTopology           *base,
                     YutuTopologyIdFunc      new_id,
                     gpointer                id_data,
                     YutuProgress           *progress,
                     GError                **error)
{
  g_autoptr (YutuTopology) self = yutu_topology_new ();
  gsize n_stretches = count_stretches (rings, n_rings, base);
  g_autoptr (GArray) uses = g_array_sized_new (FALSE, FALSE, sizeof (YutuTopologyUse), (guint)n_stretches);
  g_auto (Build) build = { .self = self };

  /* Neighbours share most of theirs. */
  yutu_topology_vertices_init (&build.noded.vertices, n_stretches / 2 + 1);
  build.arc_segment = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (gsize i = 0; i < n_rings; i++)
    if (!add_ring (&build, &rings[i], uses, error))
      return NULL;
  if (base != NULL)
    add_base (&build, base, uses);
  if (!yutu_topology_node_segments (&build.noded, uses, progress, error) ||
      !yutu_progress_step (progress, "faces", 0, 0, error))
    return NULL;
  make_arcs (&build);
  make_stars (&build);
  trace_cycles (&build);
  make_faces (&build);
  cover_faces (&build);
  yutu_topology_give_ids (self, base, new_id, id_data);
  yutu_topology_give_face_ids (self, base, new_id, id_data);
  yutu_topology_index (self);
  return g_steal_pointer (&self);
}
