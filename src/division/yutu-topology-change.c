/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Adding and taking away nodes, arcs and faces. The arrays stay without holes, so that whoever
 * walks them needs to know nothing of edits: the last record takes the place of one that goes,
 * and what named it by index is told. */

#include "division/yutu-topology-private.h"

#include <stdlib.h>

#include "base/yutu-compare.h"
#include "geo/yutu-exact.h"

static void
put_index (GHashTable *index,
           gint64      id,
           guint       place)
{
  g_hash_table_insert (index, YUTU_TOPOLOGY_KEY (id), GUINT_TO_POINTER (place + 1));
}

guint
yutu_topology_add_node (YutuTopology *self,
                        gint64        id,
                        YutuPoint     point)
{
  YutuTopologyNode node = { id, point };

  g_array_append_val (self->nodes, node);
  put_index (self->node_index, id, self->nodes->len - 1);
  yutu_topology_touch_node (self, self->nodes->len - 1);
  return self->nodes->len - 1;
}

static void
compute_box (YutuTopologyArc *arc)
{
  arc->box = YUTU_BOX_EMPTY;
  for (gsize i = 0; i < arc->n_points; i++)
    yutu_box_add_point (&arc->box, arc->points[i]);
}

guint
yutu_topology_add_arc (YutuTopology   *self,
                       YutuTopologyArc arc)
{
  compute_box (&arc);
  g_array_append_val (self->arcs, arc);
  put_index (self->arc_index, arc.id, self->arcs->len - 1);
  yutu_topology_touch_arc (self, self->arcs->len - 1);
  return self->arcs->len - 1;
}

guint
yutu_topology_add_face (YutuTopology           *self,
                        const YutuTopologyFace *face)
{
  YutuTopologyFace copy = *face; /* it may lie in the array */

  g_array_append_val (self->faces, copy);
  put_index (self->face_index, copy.id, self->faces->len - 1);
  yutu_topology_touch_face (self, self->faces->len - 1);
  return self->faces->len - 1;
}

void
yutu_topology_remove_node (YutuTopology *self,
                           guint         index)
{
  guint last = self->nodes->len - 1;

  yutu_topology_touch_node (self, index);
  g_hash_table_remove (self->node_index, YUTU_TOPOLOGY_KEY (YUTU_TOPOLOGY_NODE (self, index)->id));
  g_array_remove_index_fast (self->nodes, index);
  if (index == last)
    return;
  put_index (self->node_index, YUTU_TOPOLOGY_NODE (self, index)->id, index);
  for (guint a = 0; a < self->arcs->len; a++)
    {
      YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, a);

      arc->from = arc->from == last ? index : arc->from;
      arc->to = arc->to == last ? index : arc->to;
    }
}

void
yutu_topology_remove_arc (YutuTopology *self,
                          guint         index)
{
  yutu_topology_touch_arc (self, index);
  g_hash_table_remove (self->arc_index, YUTU_TOPOLOGY_KEY (YUTU_TOPOLOGY_ARC (self, index)->id));
  g_array_remove_index_fast (self->arcs, index);
  if (index < self->arcs->len)
    put_index (self->arc_index, YUTU_TOPOLOGY_ARC (self, index)->id, index);
}

void
yutu_topology_remove_face (YutuTopology *self,
                           guint         index)
{
  guint last = self->faces->len - 1;

  yutu_topology_touch_face (self, index);
  g_hash_table_remove (self->face_index, YUTU_TOPOLOGY_KEY (YUTU_TOPOLOGY_FACE (self, index)->id));
  g_array_remove_index_fast (self->faces, index);
  if (index == last)
    return;
  put_index (self->face_index, YUTU_TOPOLOGY_FACE (self, index)->id, index);
  for (guint a = 0; a < self->arcs->len; a++)
    {
      YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, a);

      arc->left = arc->left == last ? index : arc->left;
      arc->right = arc->right == last ? index : arc->right;
    }
}

void
yutu_topology_set_arc_points (YutuTopology *self,
                              guint         index,
                              YutuPoint    *points,
                              gsize         n_points)
{
  YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, index);

  if (arc->points != points)
    g_free (arc->points);
  arc->points = points;
  arc->n_points = n_points;
  compute_box (arc);
  yutu_topology_touch_arc (self, index);
}

/* ---- The arcs around each face ---- */

void
yutu_topology_forget_face_arcs (YutuTopology *self)
{
  g_clear_pointer (&self->face_starts, g_free);
  g_clear_pointer (&self->face_arcs, g_free);
}

static void
count_or_put (YutuTopology *self,
              guint         face,
              guint         arc,
              guint32      *ends)
{
  if (face >= self->faces->len) /* broken rows */
    return;
  if (self->face_arcs == NULL)
    self->face_starts[face + 1]++;
  else
    self->face_arcs[ends[face]++] = arc;
}

static void
run_over_sides (YutuTopology *self,
                guint32      *ends)
{
  for (guint a = 0; a < self->arcs->len; a++)
    {
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, a);

      count_or_put (self, arc->left, a, ends);
      if (arc->right != arc->left)
        count_or_put (self, arc->right, a, ends);
    }
}

void
yutu_topology_need_face_arcs (YutuTopology *self)
{
  g_autofree guint32 *ends = NULL;

  if (self->face_starts != NULL)
    return;
  self->face_starts = g_new0 (guint32, self->faces->len + 2);
  run_over_sides (self, NULL);
  for (guint f = 0; f < self->faces->len; f++)
    self->face_starts[f + 1] += self->face_starts[f];
  ends = g_memdup2 (self->face_starts, sizeof (guint32) * (self->faces->len + 1));
  self->face_arcs = g_new (guint32, 2 * (gsize)self->arcs->len + 1);
  run_over_sides (self, ends);
}

/* ---- What was touched ---- */

void
yutu_topology_touch_node (YutuTopology *self,
                          guint         index)
{
  g_hash_table_add (self->touched_nodes, YUTU_TOPOLOGY_KEY (YUTU_TOPOLOGY_NODE (self, index)->id));
}

void
yutu_topology_touch_face (YutuTopology *self,
                          guint         index)
{
  yutu_topology_forget_face_arcs (self);
  if (index != 0)
    g_hash_table_add (self->touched_faces,
                      YUTU_TOPOLOGY_KEY (YUTU_TOPOLOGY_FACE (self, index)->id));
}

void
yutu_topology_touch_arc (YutuTopology *self,
                         guint         index)
{
  const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, index);

  g_hash_table_add (self->touched_arcs, YUTU_TOPOLOGY_KEY (arc->id));
  yutu_topology_touch_face (self, arc->left);
  yutu_topology_touch_face (self, arc->right);
}

static GArray *
take_ids (GHashTable *table)
{
  GArray        *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gint64 id = (gint64)(guintptr)key;

      g_array_append_val (ids, id);
    }
  g_hash_table_remove_all (table);
  g_array_sort (ids, yutu_compare_int64);
  return ids;
}

void
yutu_topology_take_changes (YutuTopology        *self,
                            YutuTopologyChanges *changes)
{
  changes->nodes = take_ids (self->touched_nodes);
  changes->arcs = take_ids (self->touched_arcs);
  changes->faces = take_ids (self->touched_faces);
}

GArray *
yutu_topology_take_cuts (YutuTopology *self)
{
  GArray *cuts = self->cuts;

  self->cuts = g_array_new (FALSE, FALSE, sizeof (YutuTopologyCut));
  return cuts;
}

/* ---- Halves ---- */

__int128
yutu_topology_sweep (const YutuTopologyArc *arc,
                     YutuPoint              origin)
{
  __int128 sum = 0;

  for (gsize i = 1; i < arc->n_points; i++)
    sum += yutu_exact_cross (origin, arc->points[i - 1], arc->points[i]);
  return sum;
}

YutuPoint
yutu_topology_half_start (YutuTopology    *self,
                          YutuTopologyHalf half)
{
  const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, half / 2);

  return half % 2 == 0 ? arc->points[0] : arc->points[arc->n_points - 1];
}

YutuPoint
yutu_topology_half_second (YutuTopology    *self,
                           YutuTopologyHalf half)
{
  const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, half / 2);

  return half % 2 == 0 ? arc->points[1] : arc->points[arc->n_points - 2];
}

guint
yutu_topology_half_node (YutuTopology    *self,
                         YutuTopologyHalf half)
{
  const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, half / 2);

  return half % 2 == 0 ? arc->from : arc->to;
}

guint
yutu_topology_half_face (YutuTopology    *self,
                         YutuTopologyHalf half)
{
  const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, half / 2);

  return half % 2 == 0 ? arc->left : arc->right;
}

GArray *
yutu_topology_list_star (YutuTopology *self,
                         guint         node)
{
  GArray *star = g_array_new (FALSE, FALSE, sizeof (YutuTopologyHalf));

  for (guint a = 0; a < self->arcs->len; a++)
    {
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, a);
      YutuTopologyHalf       forward = 2 * a;
      YutuTopologyHalf       backward = 2 * a + 1;

      if (arc->from == node)
        g_array_append_val (star, forward);
      if (arc->to == node)
        g_array_append_val (star, backward);
    }
  return star;
}

static gboolean
is_upper (YutuPoint o,
          YutuPoint p)
{
  return p.y > o.y || (p.y == o.y && p.x > o.x);
}

int
yutu_topology_compare_angle (YutuPoint o,
                             YutuPoint p,
                             YutuPoint q)
{
  if (is_upper (o, p) != is_upper (o, q))
    return is_upper (o, p) ? -1 : 1;
  return -yutu_exact_side (o, p, q);
}
