/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Edits of single vertices. Who borders whom stays; only the line between them changes. */

#include "division/yutu-topology-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "geo/yutu-exact.h"

static gboolean
not_found (GError    **error,
           const char *what,
           gint64      id)
{
  g_set_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_NOT_FOUND,
               _ ("there is no %s %" PRId64), what, id);
  return FALSE;
}

static gboolean
find_vertex (YutuTopology *self,
             gint64        id,
             gsize         index,
             gsize         first,
             gsize         end_margin,
             guint        *arc,
             GError      **error)
{
  *arc = yutu_topology_find_arc (self, id);
  if (*arc == G_MAXUINT)
    return not_found (error, "arc", id);
  if (index >= first && index + end_margin < YUTU_TOPOLOGY_ARC (self, *arc)->n_points)
    return TRUE;
  g_set_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_NOT_FOUND,
               _ ("arc %" PRId64 " has no such vertex %zu"), id, index);
  return FALSE;
}

static void
add_area (YutuTopology *self,
          guint         face,
          __int128      area2)
{
  if (face != 0) /* the outside has none */
    YUTU_TOPOLOGY_FACE (self, face)->area2 += area2;
}

/* Takes new points for an arc, and its two faces' new areas. */
static void
replace_points (YutuTopology *self,
                guint         index,
                YutuPoint    *points,
                gsize         n_points,
                YutuPoint     origin,
                __int128      sweep_before)
{
  YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, index);
  __int128         change;

  yutu_topology_set_arc_points (self, index, points, n_points);
  change = yutu_topology_sweep (arc, origin) - sweep_before;
  add_area (self, arc->left, change);
  add_area (self, arc->right, -change);
}

/* ---- Moving ---- */

/* An inner vertex: twice the area between the old way and the new one. */
static void
move_point (YutuTopology *self,
            guint         index,
            gsize         at,
            YutuPoint     to)
{
  YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, index);
  YutuPoint        origin = arc->points[at - 1];
  YutuPoint        behind = arc->points[at + 1];
  __int128         change = yutu_exact_cross (origin, to, behind) -
                    yutu_exact_cross (origin, arc->points[at], behind);

  arc->points[at] = to;
  yutu_topology_set_arc_points (self, index, arc->points, arc->n_points);
  add_area (self, arc->left, change);
  add_area (self, arc->right, -change);
}

/* How an edit is wanted. */
typedef struct
{
  YutuTopology         *self;
  gboolean              is_trial;
  YutuTopologyConflict *conflict;
} Wish;

static gboolean
move_inner (const Wish *wish,
            guint       index,
            gsize       at,
            YutuPoint   to,
            GError    **error)
{
  YutuTopology           *self = wish->self;
  const YutuTopologyArc  *arc = YUTU_TOPOLOGY_ARC (self, index);
  YutuPoint               before = arc->points[at];
  YutuPoint               rim[] = { arc->points[at - 1], arc->points[at + 1] };
  YutuTopologySpan        added[] = { { rim[0], to }, { rim[1], to } };
  YutuTopologyStretch     removed[] = { { index, at }, { index, at + 1 } };
  YutuTopologyReplacement change = {
    .added = added,
    .n_added = 2,
    .vertices = &to,
    .n_vertices = 1,
    .removed = removed,
    .n_removed = 2,
    .rim = rim,
    .n_rim = 2,
    .before = &before,
    .after = &to,
    .conflict = wish->conflict,
  };

  if (!yutu_topology_fits (self, &change, error))
    return FALSE;
  if (!wish->is_trial)
    move_point (self, index, at, to);
  return TRUE;
}

static gsize
end_index (const YutuTopologyArc *arc,
           YutuTopologyHalf       half)
{
  return half % 2 == 0 ? 0 : arc->n_points - 1;
}

static gboolean
node_fits (const Wish *wish,
           GArray     *star,
           YutuPoint   before,
           YutuPoint   to,
           GError    **error)
{
  YutuTopology                   *self = wish->self;
  g_autofree YutuPoint           *rim = g_new (YutuPoint, star->len);
  g_autofree YutuTopologySpan    *added = g_new (YutuTopologySpan, star->len);
  g_autofree YutuTopologyStretch *removed = g_new (YutuTopologyStretch, star->len);
  YutuTopologyReplacement         change = {
            .added = added,
            .n_added = star->len,
            .vertices = &to,
            .n_vertices = 1,
            .removed = removed,
            .n_removed = star->len,
            .rim = rim,
            .n_rim = star->len,
            .before = &before,
            .after = &to,
            .conflict = wish->conflict,
  };

  for (guint i = 0; i < star->len; i++)
    {
      YutuTopologyHalf half = g_array_index (star, YutuTopologyHalf, i);
      gsize            at = end_index (YUTU_TOPOLOGY_ARC (self, half / 2), half);

      rim[i] = yutu_topology_half_second (self, half);
      added[i] = (YutuTopologySpan){ rim[i], to };
      removed[i] = (YutuTopologyStretch){ half / 2, at == 0 ? 1 : at };
    }
  return yutu_topology_fits (self, &change, error);
}

static gboolean
move_node (const Wish *wish,
           guint       node,
           YutuPoint   to,
           GError    **error)
{
  YutuTopology *self = wish->self;
  g_autoptr (GArray) star = yutu_topology_list_star (self, node);
  YutuPoint before = YUTU_TOPOLOGY_NODE (self, node)->point;

  if (!node_fits (wish, star, before, to, error))
    return FALSE;
  if (wish->is_trial)
    return TRUE;
  for (guint i = 0; i < star->len; i++)
    {
      YutuTopologyHalf half = g_array_index (star, YutuTopologyHalf, i);
      YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, half / 2);
      gsize            at = end_index (arc, half);
      __int128         swept = yutu_topology_sweep (arc, before);

      arc->points[at] = to;
      replace_points (self, half / 2, arc->points, arc->n_points, before, swept);
    }
  YUTU_TOPOLOGY_NODE (self, node)->point = to;
  yutu_topology_touch_node (self, node);
  return TRUE;
}

static gboolean
move_vertex (const Wish           *wish,
             const YutuVertexEdit *edit,
             GError              **error)
{
  const YutuTopologyArc *arc;
  guint                  at;

  if (!find_vertex (wish->self, edit->arc, edit->index, 0, 0, &at, error))
    return FALSE;
  arc = YUTU_TOPOLOGY_ARC (wish->self, at);
  if (yutu_point_equal (arc->points[edit->index], edit->to))
    return TRUE;
  if (edit->index == 0)
    return move_node (wish, arc->from, edit->to, error);
  if (edit->index == arc->n_points - 1)
    return move_node (wish, arc->to, edit->to, error);
  return move_inner (wish, at, edit->index, edit->to, error);
}

/* ---- Inserting and deleting ---- */

/* Takes new points for an arc that sweep @change more to its left than the ones before. */
static void
take_points (YutuTopology *self,
             guint         index,
             YutuPoint    *points,
             gsize         n_points,
             __int128      change)
{
  const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, index);

  yutu_topology_set_arc_points (self, index, points, n_points);
  add_area (self, arc->left, change);
  add_area (self, arc->right, -change);
}

void
yutu_topology_insert_point (YutuTopology *self,
                            guint         at,
                            gsize         index,
                            YutuPoint     point)
{
  const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, at);
  gsize                  n = arc->n_points;
  YutuPoint             *points = g_new (YutuPoint, n + 1);
  __int128               change = yutu_exact_cross (arc->points[index - 1], point, arc->points[index]);

  memcpy (points, arc->points, index * sizeof *points);
  points[index] = point;
  memcpy (points + index + 1, arc->points + index, (n - index) * sizeof *points);
  take_points (self, at, points, n + 1, change);
}

static gboolean
insert_vertex (const Wish           *wish,
               const YutuVertexEdit *edit,
               GError              **error)
{
  const YutuTopologyArc  *arc;
  YutuPoint               rim[2];
  YutuTopologySpan        added[2];
  YutuTopologyStretch     removed;
  YutuTopologyReplacement change;
  guint                   at;

  if (!find_vertex (wish->self, edit->arc, edit->index, 1, 0, &at, error))
    return FALSE;
  arc = YUTU_TOPOLOGY_ARC (wish->self, at);
  rim[0] = arc->points[edit->index - 1];
  rim[1] = arc->points[edit->index];
  added[0] = (YutuTopologySpan){ rim[0], edit->to };
  added[1] = (YutuTopologySpan){ rim[1], edit->to };
  removed = (YutuTopologyStretch){ at, edit->index };
  change = (YutuTopologyReplacement){
    .added = added,
    .n_added = 2,
    .vertices = &edit->to,
    .n_vertices = 1,
    .removed = &removed,
    .n_removed = 1,
    .rim = rim,
    .n_rim = 2,
    .after = &edit->to,
    .conflict = wish->conflict,
  };
  if (!yutu_topology_fits (wish->self, &change, error))
    return FALSE;
  if (!wish->is_trial)
    yutu_topology_insert_point (wish->self, at, edit->index, edit->to);
  return TRUE;
}

static void
delete_point (YutuTopology *self,
              guint         at,
              gsize         index)
{
  const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, at);
  gsize                  n = arc->n_points;
  YutuPoint             *points = g_new (YutuPoint, n - 1);
  __int128               change =
    -yutu_exact_cross (arc->points[index - 1], arc->points[index], arc->points[index + 1]);

  memcpy (points, arc->points, index * sizeof *points);
  memcpy (points + index, arc->points + index + 1, (n - 1 - index) * sizeof *points);
  take_points (self, at, points, n - 1, change);
}

static gboolean
delete_vertex (const Wish           *wish,
               const YutuVertexEdit *edit,
               GError              **error)
{
  const YutuTopologyArc  *arc;
  YutuPoint               rim[2], before;
  YutuTopologySpan        added;
  YutuTopologyStretch     removed[2];
  YutuTopologyReplacement change;
  guint                   at;

  if (!find_vertex (wish->self, edit->arc, edit->index, 1, 1, &at, error))
    return FALSE;
  arc = YUTU_TOPOLOGY_ARC (wish->self, at);
  before = arc->points[edit->index];
  rim[0] = arc->points[edit->index - 1];
  rim[1] = arc->points[edit->index + 1];
  added = (YutuTopologySpan){ rim[0], rim[1] };
  removed[0] = (YutuTopologyStretch){ at, edit->index };
  removed[1] = (YutuTopologyStretch){ at, edit->index + 1 };
  change = (YutuTopologyReplacement){
    .added = &added,
    .n_added = 1,
    .removed = removed,
    .n_removed = 2,
    .rim = rim,
    .n_rim = 2,
    .before = &before,
    .conflict = wish->conflict,
  };
  if (!yutu_topology_fits (wish->self, &change, error))
    return FALSE;
  if (!wish->is_trial)
    delete_point (wish->self, at, edit->index);
  return TRUE;
}

/* ---- All kinds ---- */

static gboolean
wish_vertex (const Wish           *wish,
             const YutuVertexEdit *edit,
             GError              **error)
{
  switch (edit->kind)
    {
    case YUTU_VERTEX_MOVE:
      return move_vertex (wish, edit, error);
    case YUTU_VERTEX_INSERT:
      return insert_vertex (wish, edit, error);
    case YUTU_VERTEX_DELETE:
      return delete_vertex (wish, edit, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

gboolean
yutu_topology_edit_vertex (YutuTopology         *self,
                           const YutuVertexEdit *edit,
                           YutuTopologyConflict *conflict,
                           GError              **error)
{
  return wish_vertex (&(Wish){ self, FALSE, conflict }, edit, error);
}

gboolean
yutu_topology_try_vertex (YutuTopology         *self,
                          const YutuVertexEdit *edit,
                          YutuTopologyConflict *conflict,
                          GError              **error)
{
  return wish_vertex (&(Wish){ self, TRUE, conflict }, edit, error);
}
