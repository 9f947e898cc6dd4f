/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Edits that cut and join: arcs at vertices, faces along arcs. */

#include "division/yutu-topology-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "geo/yutu-exact.h"

static gboolean G_GNUC_PRINTF (3, 4)
  fail (GError          **error,
        YutuTopologyError code,
        const char       *format,
        ...)
{
  va_list          args;
  g_autofree char *message = NULL;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, YUTU_TOPOLOGY_ERROR, (int)code, message);
  return FALSE;
}

/* ---- Arcs ---- */

static void
note_cut (YutuTopology *self,
          gint64        arc,
          gint64        other,
          gboolean      joined)
{
  YutuTopologyCut cut = { arc, other, joined };

  g_array_append_val (self->cuts, cut);
}

gboolean
yutu_topology_split_arc (YutuTopology      *self,
                         gint64             arc_id,
                         gsize              index,
                         YutuTopologyIdFunc new_id,
                         gpointer           id_data,
                         gint64            *node_id,
                         gint64            *new_arc_id,
                         GError           **error)
{
  guint            at = yutu_topology_find_arc (self, arc_id);
  YutuTopologyArc *arc = at != G_MAXUINT ? YUTU_TOPOLOGY_ARC (self, at) : NULL;
  YutuTopologyArc  second;
  guint            node;

  if (arc == NULL || index == 0 || index + 1 >= arc->n_points)
    return fail (error, YUTU_TOPOLOGY_ERROR_NOT_FOUND,
                 _ ("arc %" PRId64 " has no inner vertex %zu"), arc_id, index);
  node = yutu_topology_add_node (self, new_id (id_data), arc->points[index]);
  second = *arc;
  second.id = new_id (id_data);
  second.from = node;
  second.n_points = arc->n_points - index;
  second.points = g_memdup2 (arc->points + index, second.n_points * sizeof (YutuPoint));
  arc->to = node;
  yutu_topology_set_arc_points (self, at, arc->points, index + 1);
  yutu_topology_add_arc (self, second);
  note_cut (self, arc_id, second.id, FALSE);
  if (node_id != NULL)
    *node_id = YUTU_TOPOLOGY_NODE (self, node)->id;
  if (new_arc_id != NULL)
    *new_arc_id = second.id;
  return TRUE;
}

/* Appends the points of @half, walked from its start, without the first. */
static void
append_half (YutuTopology    *self,
             YutuTopologyHalf half,
             GArray          *points)
{
  const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, half / 2);

  for (gsize i = 1; i < arc->n_points; i++)
    g_array_append_val (points, arc->points[half % 2 == 0 ? i : arc->n_points - 1 - i]);
}

static void
reverse_points (GArray *points)
{
  for (guint i = 0, k = points->len; i + 1 < k; i++)
    {
      YutuPoint kept = g_array_index (points, YutuPoint, i);

      k--;
      g_array_index (points, YutuPoint, i) = g_array_index (points, YutuPoint, k);
      g_array_index (points, YutuPoint, k) = kept;
    }
}

/* @kept and @other leave the node that goes; the joined arc runs as @kept's did. */
static void
join_halves (YutuTopology    *self,
             YutuTopologyHalf kept,
             YutuTopologyHalf other,
             guint            node)
{
  GArray          *points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, kept / 2);
  YutuPoint        far = yutu_topology_half_start (self, kept ^ 1);
  guint            other_node = yutu_topology_half_node (self, other ^ 1);
  gsize            n;

  /* From kept's far end to the node, and on to other's far end. */
  g_array_append_val (points, far);
  append_half (self, kept ^ 1, points);
  append_half (self, other, points);
  if (kept % 2 == 0) /* kept leaves the node, so that it ran the other way */
    {
      reverse_points (points);
      arc->from = other_node;
    }
  else
    arc->to = other_node;
  n = points->len;
  yutu_topology_set_arc_points (self, kept / 2, (YutuPoint *)(gpointer)g_array_free (points, FALSE), n);
  yutu_topology_remove_arc (self, other / 2);
  yutu_topology_remove_node (self, node);
}

gboolean
yutu_topology_join_arcs (YutuTopology *self,
                         gint64        node_id,
                         gint64        keep,
                         GError      **error)
{
  guint node = yutu_topology_find_node (self, node_id);
  guint at = yutu_topology_find_arc (self, keep);
  g_autoptr (GArray) star = NULL;
  YutuTopologyHalf one, two;

  if (node == G_MAXUINT || at == G_MAXUINT)
    return fail (error, YUTU_TOPOLOGY_ERROR_NOT_FOUND,
                 _ ("there is no node %" PRId64 " or no arc %" PRId64), node_id, keep);
  star = yutu_topology_list_star (self, node);
  one = star->len == 2 ? g_array_index (star, YutuTopologyHalf, 0) : 0;
  two = star->len == 2 ? g_array_index (star, YutuTopologyHalf, 1) : 0;
  if (one / 2 == two / 2 || (one / 2 != at && two / 2 != at))
    return fail (error, YUTU_TOPOLOGY_ERROR_NOT_FOUND,
                 _ ("node %" PRId64 " does not join arc %" PRId64
                 " and one other arc only"),
                 node_id, keep);
  note_cut (self, keep, YUTU_TOPOLOGY_ARC (self, one / 2 == at ? two / 2 : one / 2)->id, TRUE);
  join_halves (self, one / 2 == at ? one : two, one / 2 == at ? two : one, node);
  return TRUE;
}

/* ---- Cycles of one face ---- */

typedef struct
{
  GArray   *halves; /* YutuTopologyHalf, in walking order, the face to the left */
  __int128  area2;
  YutuPoint point; /* one of its points */
} Cycle;

static void
cycle_free (gpointer data)
{
  Cycle *self = data;

  g_array_unref (self->halves);
  g_free (self);
}

/* By node, the halves that leave it with the face to their left. */
static GHashTable *
index_face (YutuTopology *self,
            guint         face)
{
  GHashTable *leaving = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);

  for (guint a = 0; a < self->arcs->len; a++)
    for (YutuTopologyHalf half = 2 * a; half <= 2 * a + 1; half++)
      {
        gpointer key = GUINT_TO_POINTER (yutu_topology_half_node (self, half) + 1);
        GArray  *list;

        if (yutu_topology_half_face (self, half) != face)
          continue;
        list = g_hash_table_lookup (leaving, key);
        if (list == NULL)
          {
            list = g_array_new (FALSE, FALSE, sizeof (YutuTopologyHalf));
            g_hash_table_insert (leaving, key, list);
          }
        g_array_append_val (list, half);
      }
  return leaving;
}

/* Of the halves in @list, all of which leave @origin, the first clockwise from the direction of
 * @from; one in that very direction comes last. */
static YutuTopologyHalf
first_clockwise (YutuTopology *self,
                 const GArray *list,
                 YutuPoint     origin,
                 YutuPoint     from)
{
  YutuTopologyHalf best = g_array_index (list, YutuTopologyHalf, 0);
  YutuPoint        best_point = yutu_topology_half_second (self, best);
  gboolean         best_wraps = yutu_topology_compare_angle (origin, best_point, from) >= 0;

  for (guint i = 1; i < list->len; i++)
    {
      YutuTopologyHalf half = g_array_index (list, YutuTopologyHalf, i);
      YutuPoint        point = yutu_topology_half_second (self, half);
      gboolean         wraps = yutu_topology_compare_angle (origin, point, from) >= 0;

      if (wraps > best_wraps ||
          (wraps == best_wraps && yutu_topology_compare_angle (origin, point, best_point) < 0))
        continue;
      best = half;
      best_point = point;
      best_wraps = wraps;
    }
  return best;
}

static YutuTopologyHalf
next_half (YutuTopology    *self,
           GHashTable      *leaving,
           YutuTopologyHalf half)
{
  YutuTopologyHalf back = half ^ 1;
  GArray          *list =
    g_hash_table_lookup (leaving, GUINT_TO_POINTER (yutu_topology_half_node (self, back) + 1));

  return first_clockwise (self, list, yutu_topology_half_start (self, back),
                          yutu_topology_half_second (self, back));
}

static Cycle *
trace_cycle (YutuTopology    *self,
             GHashTable      *leaving,
             GHashTable      *seen,
             YutuTopologyHalf start,
             YutuPoint        origin)
{
  Cycle           *cycle = g_new0 (Cycle, 1);
  YutuTopologyHalf half = start;

  cycle->halves = g_array_new (FALSE, FALSE, sizeof (YutuTopologyHalf));
  cycle->point = yutu_topology_half_start (self, start);
  while (g_hash_table_add (seen, GUINT_TO_POINTER (half + 1)))
    {
      __int128 sweep = yutu_topology_sweep (YUTU_TOPOLOGY_ARC (self, half / 2), origin);

      cycle->area2 += half % 2 == 0 ? sweep : -sweep;
      g_array_append_val (cycle->halves, half);
      half = next_half (self, leaving, half);
    }
  return cycle;
}

/* Element type Cycle; the one with @first comes first. */
static GPtrArray *
trace_face (YutuTopology    *self,
            guint            face,
            YutuTopologyHalf first)
{
  GPtrArray *cycles = g_ptr_array_new_with_free_func (cycle_free);
  g_autoptr (GHashTable) leaving = index_face (self, face);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  YutuPoint      origin = yutu_topology_half_start (self, first);
  GHashTableIter iter;
  gpointer       list;

  g_ptr_array_add (cycles, trace_cycle (self, leaving, seen, first, origin));
  g_hash_table_iter_init (&iter, leaving);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    for (guint i = 0; i < ((GArray *)list)->len; i++)
      {
        YutuTopologyHalf half = g_array_index ((GArray *)list, YutuTopologyHalf, i);

        if (!g_hash_table_contains (seen, GUINT_TO_POINTER (half + 1)))
          g_ptr_array_add (cycles, trace_cycle (self, leaving, seen, half, origin));
      }
  return cycles;
}

static gboolean
has_half (const Cycle     *cycle,
          YutuTopologyHalf half)
{
  for (guint i = 0; i < cycle->halves->len; i++)
    if (g_array_index (cycle->halves, YutuTopologyHalf, i) == half)
      return TRUE;
  return FALSE;
}

static gboolean
is_inside (YutuTopology *self,
           const Cycle  *cycle,
           YutuPoint     point)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));

  for (guint i = 0; i < cycle->halves->len; i++)
    append_half (self, g_array_index (cycle->halves, YutuTopologyHalf, i), points);
  return yutu_exact_point_in_ring (point, (YutuPoint *)(gpointer)points->data, points->len) == YUTU_INSIDE;
}

/* ---- Splitting a face ---- */

guint
yutu_topology_find_sector (YutuPoint              origin,
                           YutuPoint              second,
                           const YutuTopologyRay *rays,
                           gsize                  n_rays)
{
  const YutuTopologyRay *best = &rays[0];
  gboolean               best_wraps = yutu_topology_compare_angle (origin, best->second, second) >= 0;

  if (yutu_point_equal (origin, second))
    return G_MAXUINT;
  /* The first clockwise from the way has it to the left. */
  for (gsize i = 1; i < n_rays; i++)
    {
      gboolean wraps = yutu_topology_compare_angle (origin, rays[i].second, second) >= 0;

      if (wraps > best_wraps ||
          (wraps == best_wraps && yutu_topology_compare_angle (origin, rays[i].second, best->second) < 0))
        continue;
      best = &rays[i];
      best_wraps = wraps;
    }
  for (gsize i = 0; i < n_rays; i++)
    if (yutu_topology_compare_angle (origin, rays[i].second, second) == 0)
      return G_MAXUINT;
  return best->face;
}

guint
yutu_topology_find_node_sector (YutuTopology *self,
                                guint         node,
                                YutuPoint     second)
{
  g_autoptr (GArray) star = yutu_topology_list_star (self, node);
  g_autofree YutuTopologyRay *rays = g_new (YutuTopologyRay, star->len);

  for (guint i = 0; i < star->len; i++)
    {
      YutuTopologyHalf half = g_array_index (star, YutuTopologyHalf, i);

      rays[i] = (YutuTopologyRay){ yutu_topology_half_second (self, half),
                                   yutu_topology_half_face (self, half) };
    }
  return yutu_topology_find_sector (YUTU_TOPOLOGY_NODE (self, node)->point, second, rays, star->len);
}

static gboolean
line_fits (YutuTopology    *self,
           const YutuPoint *points,
           gsize            n_points,
           GError         **error)
{
  g_autofree YutuTopologySpan *added = g_new (YutuTopologySpan, n_points);
  YutuTopologyReplacement      change = {
         .added = added,
         .n_added = n_points - 1,
         .vertices = points + 1,
         .n_vertices = n_points - 2,
  };

  for (gsize i = 1; i < n_points; i++)
    {
      added[i - 1] = (YutuTopologySpan){ points[i - 1], points[i] };
      for (gsize k = 0; k < i; k++)
        if (yutu_point_equal (points[k], points[i]) && !(k == 0 && i == n_points - 1))
          return fail (error, YUTU_TOPOLOGY_ERROR_CROSSES, _ ("the line comes back to %.9f, %.9f"),
                       yutu_grid_to_degrees (points[i].x), yutu_grid_to_degrees (points[i].y));
    }
  return yutu_topology_fits (self, &change, error);
}

static void
give_cycle (YutuTopology *self,
            const Cycle  *cycle,
            guint         face)
{
  for (guint i = 0; i < cycle->halves->len; i++)
    {
      YutuTopologyHalf half = g_array_index (cycle->halves, YutuTopologyHalf, i);
      YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, half / 2);

      if (half % 2 == 0)
        arc->left = face;
      else
        arc->right = face;
      yutu_topology_touch_arc (self, half / 2);
    }
}

/* @cycles: all of the face, cut by a line: @left first, @right among them. Gives the new face its
 * cycles and both their areas. Of the other cycles, one inside of the new line's bounded side
 * goes with that side. */
static void
share_cycles (YutuTopology *self,
              GPtrArray    *cycles,
              const Cycle  *left,
              const Cycle  *right,
              guint         old,
              guint new)
{
  gboolean     takes_right = old == 0 && left->area2 < 0; /* the outside stays the outside */
  const Cycle *taken = takes_right ? right : left;
  const Cycle *bounded = left->area2 > 0 ? left : right;
  __int128     area2 = 0;

  for (guint i = 0; i < cycles->len; i++)
    {
      const Cycle *cycle = g_ptr_array_index (cycles, i);
      gboolean     is_taken = cycle == taken;

      if (cycle != left && cycle != right)
        is_taken = is_inside (self, bounded, cycle->point) == (bounded == taken);
      if (!is_taken)
        continue;
      give_cycle (self, cycle, new);
      area2 += cycle->area2;
    }
  YUTU_TOPOLOGY_FACE (self, new)->area2 = area2;
  if (old != 0)
    YUTU_TOPOLOGY_FACE (self, old)->area2 -= area2;
  yutu_topology_touch_face (self, old);
}

/* Of the cycles around a face cut by the arc at @at: the one along its right; NULL when it has that on
 * both sides, and divides nothing. */
static const Cycle *
find_right_cycle (GPtrArray *cycles,
                  guint      at)
{
  for (guint i = 1; i < cycles->len; i++)
    if (has_half (g_ptr_array_index (cycles, i), 2 * at + 1))
      return g_ptr_array_index (cycles, i);
  return NULL;
}

gboolean
yutu_topology_add_line (YutuTopology      *self,
                        guint              face,
                        guint              from,
                        guint              to,
                        YutuPoint         *points,
                        gsize              n_points,
                        gboolean           may_bridge,
                        YutuTopologyIdFunc new_id,
                        gpointer           id_data,
                        gint64            *new_arc,
                        gint64            *new_face,
                        GError           **error)
{
  YutuTopologyArc arc = {
    .from = from, .to = to, .left = face, .right = face, .points = points, .n_points = n_points
  };
  g_autoptr (GPtrArray) cycles = NULL;
  YutuTopologyFace half_face = { 0 };
  const Cycle     *right = NULL;
  guint            at = self->arcs->len;

  /* Not through add_arc: nothing is touched until it is known to fit. */
  g_array_append_val (self->arcs, arc);
  cycles = trace_face (self, face, 2 * at);
  right = find_right_cycle (cycles, at);
  if (right == NULL && !may_bridge)
    {
      g_array_set_size (self->arcs, at); /* frees the points */
      return fail (error, YUTU_TOPOLOGY_ERROR_OPEN,
                   _ ("the line joins two separate borders and divides no land"));
    }
  /* Now for good, by the front door. */
  arc.points = g_steal_pointer (&YUTU_TOPOLOGY_ARC (self, at)->points);
  g_array_set_size (self->arcs, at);
  arc.id = new_id (id_data);
  yutu_topology_add_arc (self, arc);
  if (right != NULL)
    {
      half_face = *YUTU_TOPOLOGY_FACE (self, face);
      half_face.id = new_id (id_data);
      share_cycles (self, cycles, g_ptr_array_index (cycles, 0), right, face,
                    yutu_topology_add_face (self, &half_face));
    }
  if (new_arc != NULL)
    *new_arc = arc.id;
  if (new_face != NULL)
    *new_face = half_face.id;
  return TRUE;
}

gboolean
yutu_topology_split_face (YutuTopology      *self,
                          gint64             node_from,
                          gint64             node_to,
                          const YutuPoint   *inner,
                          gsize              n_inner,
                          YutuTopologyIdFunc new_id,
                          gpointer           id_data,
                          gint64            *new_arc,
                          gint64            *new_face,
                          GError           **error)
{
  guint                 from = yutu_topology_find_node (self, node_from);
  guint                 to = yutu_topology_find_node (self, node_to);
  g_autofree YutuPoint *points = g_new (YutuPoint, n_inner + 2);
  gsize                 n = n_inner + 2;
  guint                 face;

  if (from == G_MAXUINT || to == G_MAXUINT)
    return fail (error, YUTU_TOPOLOGY_ERROR_NOT_FOUND, _ ("there is no node %" PRId64),
                 from == G_MAXUINT ? node_from : node_to);
  points[0] = YUTU_TOPOLOGY_NODE (self, from)->point;
  points[n - 1] = YUTU_TOPOLOGY_NODE (self, to)->point;
  if (n_inner > 0)
    memcpy (points + 1, inner, n_inner * sizeof *points);
  if (!line_fits (self, points, n, error))
    return FALSE;
  face = yutu_topology_find_node_sector (self, from, points[1]);
  if (face == G_MAXUINT || yutu_topology_find_node_sector (self, to, points[n - 2]) != face)
    return fail (error, YUTU_TOPOLOGY_ERROR_FAILED,
                 _ ("the faces around nodes %" PRId64 " and %" PRId64
                 " do not agree"),
                 node_from, node_to);
  return yutu_topology_add_line (self, face, from, to, g_steal_pointer (&points), n, FALSE, new_id,
                                 id_data, new_arc, new_face, error);
}

/* ---- Merging ---- */

static void
remove_bare_node (YutuTopology *self,
                  gint64        id)
{
  guint node = yutu_topology_find_node (self, id);

  for (guint a = 0; node != G_MAXUINT && a < self->arcs->len; a++)
    if (YUTU_TOPOLOGY_ARC (self, a)->from == node || YUTU_TOPOLOGY_ARC (self, a)->to == node)
      return;
  if (node != G_MAXUINT)
    yutu_topology_remove_node (self, node);
}

/* Takes out the arcs between @one and @two; their nodes' ids go to @nodes. */
static void
remove_arcs_between (YutuTopology *self,
                     guint         one,
                     guint         two,
                     GArray       *nodes)
{
  for (guint a = self->arcs->len; a-- > 0;)
    {
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, a);

      if ((arc->left != one || arc->right != two) && (arc->left != two || arc->right != one))
        continue;
      g_array_append_val (nodes, YUTU_TOPOLOGY_NODE (self, arc->from)->id);
      g_array_append_val (nodes, YUTU_TOPOLOGY_NODE (self, arc->to)->id);
      yutu_topology_remove_arc (self, a);
    }
}

static void
rename_face (YutuTopology *self,
             guint         gone,
             guint         kept)
{
  for (guint a = 0; a < self->arcs->len; a++)
    {
      YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, a);

      if (arc->left != gone && arc->right != gone)
        continue;
      arc->left = arc->left == gone ? kept : arc->left;
      arc->right = arc->right == gone ? kept : arc->right;
      yutu_topology_touch_arc (self, a);
    }
}

gboolean
yutu_topology_merge_faces (YutuTopology *self,
                           gint64        arc_id,
                           gint64        keep,
                           GError      **error)
{
  guint at = yutu_topology_find_arc (self, arc_id);
  guint kept = yutu_topology_find_face (self, keep);
  guint gone;
  g_autoptr (GArray) nodes = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (at == G_MAXUINT)
    return fail (error, YUTU_TOPOLOGY_ERROR_NOT_FOUND, _ ("there is no arc %" PRId64), arc_id);
  gone = YUTU_TOPOLOGY_ARC (self, at)->left == kept ? YUTU_TOPOLOGY_ARC (self, at)->right
                                                    : YUTU_TOPOLOGY_ARC (self, at)->left;
  if (gone == 0 || kept == G_MAXUINT || gone == kept ||
      (YUTU_TOPOLOGY_ARC (self, at)->left != kept && YUTU_TOPOLOGY_ARC (self, at)->right != kept))
    return fail (error, YUTU_TOPOLOGY_ERROR_NOT_FOUND,
                 _ ("face %" PRId64 " cannot take the land across arc %" PRId64),
                 keep, arc_id);
  remove_arcs_between (self, kept, gone, nodes);
  rename_face (self, gone, kept);
  if (kept != 0)
    YUTU_TOPOLOGY_FACE (self, kept)->area2 += YUTU_TOPOLOGY_FACE (self, gone)->area2;
  yutu_topology_touch_face (self, kept);
  yutu_topology_remove_face (self, gone);
  for (guint i = 0; i < nodes->len; i++)
    remove_bare_node (self, g_array_index (nodes, gint64, i));
  return TRUE;
}
