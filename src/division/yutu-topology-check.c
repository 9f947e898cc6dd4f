/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What holds of every model, at rest:
 *
 * 1. An arc names nodes and faces that are there; its two ends are its nodes' points.
 * 2. An arc has at least two points, no two running ones alike, none twice but a ring's ends.
 * 3. Arcs meet at nodes only: no crossing, no touching, no stretch in two.
 * 4. At least two arc ends meet at a node; no two nodes have one point.
 * 5. Around a node, neighbouring arc ends agree on the face between them.
 * 6. An arc divides two different faces: none dangles.
 * 7. A face has land: its area is positive.
 * 8. Euler: nodes − arcs + faces = 1 + components, the outside counted as a face.
 * 9. An island (arcs that hang together, and with no others) lies in the face that it names as
 *    the one around it. */

#include "division/yutu-topology-private.h"

#include <stdlib.h>

#include "base/yutu-wording.h"
#include "geo/yutu-exact.h"

typedef struct
{
  YutuTopology *self;
  GPtrArray    *faults;
  GArray       *spans;   /* YutuTopologySpan */
  GArray       *span_of; /* guint: arc */
  GHashTable   *told;    /* pairs of arcs already reported */
} Check;

static void
fault_free (gpointer data)
{
  YutuTopologyFault *fault = data;

  g_strfreev (fault->params);
  g_free (fault->message);
  g_free (fault);
}

static void
add_fault_of (Check      *check,
              int         invariant,
              gint64      id,
              YutuPoint   at,
              const char *wording,
              gint64      first,
              gint64      second)
{
  YutuTopologyFault *fault = g_new0 (YutuTopologyFault, 1);

  fault->invariant = invariant;
  fault->id = id;
  fault->at = at;
  fault->wording = wording;
  fault->params = g_new0 (char *, 3);
  fault->params[0] = g_strdup_printf ("%" G_GINT64_FORMAT, first);
  fault->params[1] = g_strdup_printf ("%" G_GINT64_FORMAT, second);
  fault->message = yutu_wording_fill (wording, (const char *const *)fault->params);
  g_ptr_array_add (check->faults, fault);
}

static void
add_fault (Check      *check,
           int         invariant,
           gint64      id,
           YutuPoint   at,
           const char *wording)
{
  add_fault_of (check, invariant, id, at, wording, 0, 0);
}

static gboolean
is_linked (Check                 *check,
           const YutuTopologyArc *arc)
{
  return arc->from < check->self->nodes->len && arc->to < check->self->nodes->len &&
         arc->left < check->self->faces->len && arc->right < check->self->faces->len &&
         arc->n_points >= 2;
}

static void
check_arc (Check                 *check,
           const YutuTopologyArc *arc)
{
  YutuPoint at = arc->n_points > 0 ? arc->points[0] : (YutuPoint){ 0, 0 };

  if (arc->n_points < 2)
    add_fault (check, 2, arc->id, at, N_ ("the arc has fewer than two points"));
  else if (!is_linked (check, arc))
    add_fault (check, 1, arc->id, at, N_ ("the arc names a node or face that is not there"));
  else if (!yutu_point_equal (YUTU_TOPOLOGY_NODE (check->self, arc->from)->point, at) ||
           !yutu_point_equal (YUTU_TOPOLOGY_NODE (check->self, arc->to)->point,
                              arc->points[arc->n_points - 1]))
    add_fault (check, 1, arc->id, at, N_ ("an end of the arc is not where its node is"));
  for (gsize i = 1; i < arc->n_points; i++)
    if (yutu_point_equal (arc->points[i - 1], arc->points[i]))
      add_fault (check, 2, arc->id, arc->points[i], N_ ("the arc has a point twice running"));
  if (arc->left == arc->right)
    add_fault (check, 6, arc->id, at, N_ ("the arc has the same face on both sides"));
}

/* ---- 3: pairs of stretches ---- */

static gboolean
check_pair (gsize    one,
            gsize    two,
            gpointer data)
{
  Check                  *check = data;
  const YutuTopologySpan *p = &g_array_index (check->spans, YutuTopologySpan, one);
  const YutuTopologySpan *q = &g_array_index (check->spans, YutuTopologySpan, two);
  guint                   a = g_array_index (check->span_of, guint, one);
  guint                   b = g_array_index (check->span_of, guint, two);
  gint64                  key = (gint64)MIN (a, b) << 32 | MAX (a, b);

  if (!yutu_exact_segments_conflict (p->a, p->b, q->a, q->b) ||
      !g_hash_table_add (check->told, g_memdup2 (&key, sizeof key)))
    return TRUE;
  add_fault_of (check, a == b ? 2 : 3, YUTU_TOPOLOGY_ARC (check->self, a)->id, p->a,
                N_ ("the line crosses or touches line {1} away from a node"),
                YUTU_TOPOLOGY_ARC (check->self, b)->id, 0);
  return TRUE;
}

static int
compare_points (gconstpointer a,
                gconstpointer b)
{
  const YutuPoint *p = a;
  const YutuPoint *q = b;

  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return (p->y > q->y) - (p->y < q->y);
}

typedef struct
{
  YutuPoint point;
  gint64    arc; /* 0: a node */
} Place;

/* Inner points and nodes, sorted: two alike are a touch that no pair of stretches shows, because
 * both end there. */
static void
check_places (Check *check)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (guint n = 0; n < check->self->nodes->len; n++)
    {
      Place place = { YUTU_TOPOLOGY_NODE (check->self, n)->point, 0 };

      g_array_append_val (places, place);
    }
  for (guint a = 0; a < check->self->arcs->len; a++)
    for (gsize i = 1; i + 1 < YUTU_TOPOLOGY_ARC (check->self, a)->n_points; i++)
      {
        Place place = { YUTU_TOPOLOGY_ARC (check->self, a)->points[i],
                        YUTU_TOPOLOGY_ARC (check->self, a)->id };

        g_array_append_val (places, place);
      }
  g_array_sort (places, compare_points);
  for (guint i = 1; i < places->len; i++)
    {
      Place p = g_array_index (places, Place, i - 1);
      Place q = g_array_index (places, Place, i);

      if (!yutu_point_equal (p.point, q.point))
        continue;
      if (p.arc == 0 && q.arc == 0)
        add_fault (check, 4, 0, p.point, N_ ("two nodes lie on one point"));
      else
        add_fault (check, p.arc == q.arc ? 2 : 3, p.arc != 0 ? p.arc : q.arc, p.point,
                   N_ ("an inner point of the arc is met by another line"));
    }
}

static void
collect_spans (Check *check)
{
  for (guint a = 0; a < check->self->arcs->len; a++)
    {
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (check->self, a);

      for (gsize i = 1; i < arc->n_points; i++)
        {
          YutuTopologySpan span = { arc->points[i - 1], arc->points[i] };

          if (yutu_point_equal (span.a, span.b))
            continue;
          g_array_append_val (check->spans, span);
          g_array_append_val (check->span_of, a);
        }
    }
}

/* ---- 4, 5: around nodes ---- */

typedef struct
{
  guint     node;
  YutuPoint center;
  YutuPoint second;
  guint     left; /* face to the left, leaving */
  guint     right;
} End;

static gboolean
is_upper (const End *end)
{
  return end->second.y > end->center.y ||
         (end->second.y == end->center.y && end->second.x > end->center.x);
}

static int
compare_ends (gconstpointer a,
              gconstpointer b)
{
  const End *one = a;
  const End *two = b;

  if (one->node != two->node)
    return one->node < two->node ? -1 : 1;
  if (is_upper (one) != is_upper (two))
    return is_upper (one) ? -1 : 1;
  return -yutu_exact_side (one->center, one->second, two->second);
}

static GArray *
collect_ends (Check *check)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (End));

  for (guint a = 0; a < check->self->arcs->len; a++)
    {
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (check->self, a);
      End                    start, end;

      if (!is_linked (check, arc))
        continue;
      start = (End){ arc->from, arc->points[0], arc->points[1], arc->left, arc->right };
      end = (End){ arc->to, arc->points[arc->n_points - 1], arc->points[arc->n_points - 2],
                   arc->right, arc->left };
      g_array_append_val (ends, start);
      g_array_append_val (ends, end);
    }
  g_array_sort (ends, compare_ends);
  return ends;
}

static void
check_nodes (Check *check)
{
  g_autoptr (GArray) ends = collect_ends (check);
  guint i = 0;

  for (guint n = 0; n < check->self->nodes->len; n++)
    {
      const YutuTopologyNode *node = YUTU_TOPOLOGY_NODE (check->self, n);
      guint                   first = i;

      while (i < ends->len && g_array_index (ends, End, i).node == n)
        i++;
      if (i - first < 2)
        add_fault_of (check, 4, node->id, node->point, N_ ("only {1} lines end at the node"), i - first,
                      0);
      for (guint k = first; k < i; k++)
        {
          const End *one = &g_array_index (ends, End, k);
          const End *two = &g_array_index (ends, End, k + 1 < i ? k + 1 : first);

          if (one->left != two->right)
            add_fault (check, 5, node->id, node->point,
                       N_ ("arcs at the node do not agree on the face between them"));
        }
    }
}

/* ---- 8: Euler ---- */

static guint
find_root (guint *parents,
           guint  node)
{
  while (parents[node] != node)
    {
      parents[node] = parents[parents[node]];
      node = parents[node];
    }
  return node;
}

/* By node, another of its component, or itself at the root. */
static gint64
join_components (Check *check,
                 guint *parents)
{
  guint  n_nodes = check->self->nodes->len;
  gint64 components = n_nodes;

  for (guint n = 0; n < n_nodes; n++)
    parents[n] = n;
  for (guint a = 0; a < check->self->arcs->len; a++)
    {
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (check->self, a);
      guint                  one, two;

      if (!is_linked (check, arc))
        continue;
      one = find_root (parents, arc->from);
      two = find_root (parents, arc->to);
      if (one != two)
        {
          parents[one] = two;
          components--;
        }
    }
  return components;
}

static void
check_euler (Check *check,
             gint64 components)
{
  gint64 sum =
    (gint64)check->self->nodes->len - check->self->arcs->len + check->self->faces->len;

  if (sum != 1 + components)
    add_fault_of (check, 8, 0, (YutuPoint){ 0, 0 },
                  N_ ("nodes − arcs + faces is {1}, not 1 + {2} components"), sum, components);
}

/* ---- 9: islands ---- */

/* The westernmost point of a component, and there the line that leads off furthest clockwise: the
 * land to the west lies right of it. */
typedef struct
{
  guint     arc; /* G_MAXUINT: no arc yet */
  guint     face;
  YutuPoint low;
  YutuPoint second;
} Shore;

static void
note_shore (Shore    *shore,
            guint     arc,
            YutuPoint low,
            YutuPoint second,
            guint     face)
{
  int order = shore->arc == G_MAXUINT ? -1 : compare_points (&low, &shore->low);

  if (order < 0 || (order == 0 && yutu_exact_side (low, second, shore->second) > 0))
    *shore = (Shore){ arc, face, low, second };
}

static void
check_island (Check       *check,
              const Shore *shore)
{
  gboolean rises = FALSE;
  guint    west = yutu_topology_find_west (check->self, shore->low, &rises);
  guint    around = 0;

  if (west != G_MAXUINT)
    around = rises ? YUTU_TOPOLOGY_ARC (check->self, west)->right
                   : YUTU_TOPOLOGY_ARC (check->self, west)->left;
  if (around != shore->face)
    add_fault (check, 9, YUTU_TOPOLOGY_ARC (check->self, shore->arc)->id, shore->low,
               N_ ("the land around the arc is not the face that it names"));
}

static void
check_islands (Check *check,
               guint *parents)
{
  g_autofree Shore *shores = g_new (Shore, check->self->nodes->len + 1);

  for (guint n = 0; n < check->self->nodes->len; n++)
    shores[n] = (Shore){ .arc = G_MAXUINT };
  for (guint a = 0; a < check->self->arcs->len; a++)
    {
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (check->self, a);

      if (!is_linked (check, arc))
        continue;
      for (gsize i = 0; i + 1 < arc->n_points; i++)
        {
          Shore *shore = &shores[find_root (parents, arc->from)];

          note_shore (shore, a, arc->points[i], arc->points[i + 1], arc->right);
          note_shore (shore, a, arc->points[i + 1], arc->points[i], arc->left);
        }
    }
  for (guint n = 0; n < check->self->nodes->len; n++)
    if (shores[n].arc != G_MAXUINT)
      check_island (check, &shores[n]);
}

GPtrArray *
yutu_topology_check (YutuTopology *self,
                     YutuProgress *progress,
                     GError      **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (fault_free);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (YutuTopologySpan));
  g_autoptr (GArray) span_of = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree guint *parents = NULL;
  Check             check = { self, faults, spans, span_of, told };

  for (guint a = 0; a < self->arcs->len; a++)
    check_arc (&check, YUTU_TOPOLOGY_ARC (self, a));
  if (!yutu_progress_step (progress, "check", 1, 4, error))
    return NULL;
  collect_spans (&check);
  yutu_topology_each_pair ((YutuTopologySpan *)(gpointer)spans->data, spans->len, check_pair, &check);
  if (!yutu_progress_step (progress, "check", 2, 4, error))
    return NULL;
  check_places (&check);
  check_nodes (&check);
  for (guint f = 1; f < self->faces->len; f++)
    if (YUTU_TOPOLOGY_FACE (self, f)->area2 <= 0)
      add_fault (&check, 7, YUTU_TOPOLOGY_FACE (self, f)->id, (YutuPoint){ 0, 0 },
                 N_ ("the face has no land"));
  if (!yutu_progress_step (progress, "check", 3, 4, error))
    return NULL;
  parents = g_new (guint, self->nodes->len + 1);
  check_euler (&check, join_components (&check, parents));
  check_islands (&check, parents);
  return g_steal_pointer (&faults);
}
