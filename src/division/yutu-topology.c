/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-topology-private.h"

#include <stdlib.h>
#include <string.h>

#include "base/yutu-compare.h"
#include "geo/yutu-exact.h"

G_DEFINE_QUARK (yutu_topology_error, yutu_topology_error)

/* ---- Life ---- */

static void
arc_clear (gpointer data)
{
  YutuTopologyArc *arc = data;

  g_free (arc->points);
}

YutuTopology *
yutu_topology_new (void)
{
  YutuTopology *self = g_new0 (YutuTopology, 1);

  self->nodes = g_array_new (FALSE, FALSE, sizeof (YutuTopologyNode));
  self->arcs = g_array_new (FALSE, FALSE, sizeof (YutuTopologyArc));
  g_array_set_clear_func (self->arcs, arc_clear);
  self->faces = g_array_new (FALSE, FALSE, sizeof (YutuTopologyFace));
  self->owners = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->node_index = g_hash_table_new (NULL, NULL);
  self->arc_index = g_hash_table_new (NULL, NULL);
  self->face_index = g_hash_table_new (NULL, NULL);
  self->touched_nodes = g_hash_table_new (NULL, NULL);
  self->touched_arcs = g_hash_table_new (NULL, NULL);
  self->touched_faces = g_hash_table_new (NULL, NULL);
  self->cuts = g_array_new (FALSE, FALSE, sizeof (YutuTopologyCut));
  return self;
}

void
yutu_topology_free (YutuTopology *self)
{
  g_hash_table_unref (self->node_index);
  g_hash_table_unref (self->arc_index);
  g_hash_table_unref (self->face_index);
  g_hash_table_unref (self->touched_nodes);
  g_hash_table_unref (self->touched_arcs);
  g_hash_table_unref (self->touched_faces);
  g_array_unref (self->cuts);
  g_array_unref (self->nodes);
  g_array_unref (self->arcs);
  g_array_unref (self->faces);
  g_array_unref (self->owners);
  yutu_topology_forget_face_arcs (self);
  g_free (self);
}

static void
copy_keys (GHashTable *from,
           GHashTable *to)
{
  GHashTableIter iter;
  gpointer       key;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (to, key);
}

YutuTopology *
yutu_topology_copy (YutuTopology *self)
{
  YutuTopology *copy = yutu_topology_new ();

  g_array_append_vals (copy->nodes, self->nodes->data, self->nodes->len);
  g_array_append_vals (copy->arcs, self->arcs->data, self->arcs->len);
  for (guint a = 0; a < copy->arcs->len; a++)
    {
      YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (copy, a);

      arc->points = g_memdup2 (arc->points, arc->n_points * sizeof (YutuPoint));
    }
  g_array_append_vals (copy->faces, self->faces->data, self->faces->len);
  g_array_append_vals (copy->owners, self->owners->data, self->owners->len);
  copy_keys (self->touched_nodes, copy->touched_nodes);
  copy_keys (self->touched_arcs, copy->touched_arcs);
  copy_keys (self->touched_faces, copy->touched_faces);
  g_array_append_vals (copy->cuts, self->cuts->data, self->cuts->len);
  yutu_topology_index (copy);
  return copy;
}

void
yutu_topology_take (YutuTopology *self,
                    YutuTopology *other)
{
  YutuTopology before = *self;

  *self = *other;
  *other = before;
  yutu_topology_free (other);
}

void
yutu_topology_index (YutuTopology *self)
{
  g_hash_table_remove_all (self->node_index);
  g_hash_table_remove_all (self->arc_index);
  g_hash_table_remove_all (self->face_index);
  for (guint i = 0; i < self->nodes->len; i++)
    g_hash_table_insert (self->node_index, YUTU_TOPOLOGY_KEY (YUTU_TOPOLOGY_NODE (self, i)->id),
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < self->arcs->len; i++)
    g_hash_table_insert (self->arc_index, YUTU_TOPOLOGY_KEY (YUTU_TOPOLOGY_ARC (self, i)->id),
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < self->faces->len; i++)
    g_hash_table_insert (self->face_index, YUTU_TOPOLOGY_KEY (YUTU_TOPOLOGY_FACE (self, i)->id),
                         GUINT_TO_POINTER (i + 1));
}

static guint
lookup (GHashTable *index,
        gint64      id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (index, YUTU_TOPOLOGY_KEY (id)));
}

guint
yutu_topology_find_node (YutuTopology *self,
                         gint64        id)
{
  guint place = lookup (self->node_index, id);

  return place > 0 ? place - 1 : G_MAXUINT;
}

guint
yutu_topology_find_arc (YutuTopology *self,
                        gint64        id)
{
  guint place = lookup (self->arc_index, id);

  return place > 0 ? place - 1 : G_MAXUINT;
}

guint
yutu_topology_find_face (YutuTopology *self,
                         gint64        id)
{
  guint place = lookup (self->face_index, id);

  return place > 0 ? place - 1 : G_MAXUINT;
}

static void
take_arc_row (YutuTopology  *self,
              const YutuArc *row)
{
  YutuTopologyArc arc = { .id = row->id, .n_points = row->n_points, .box = YUTU_BOX_EMPTY };

  /* A missing node or face is a fault that the check must be able to name. */
  arc.from = yutu_topology_find_node (self, row->node_from);
  arc.to = yutu_topology_find_node (self, row->node_to);
  arc.left = yutu_topology_find_face (self, row->face_left);
  arc.right = yutu_topology_find_face (self, row->face_right);
  arc.points = g_memdup2 (row->points, row->n_points * sizeof (YutuPoint));
  for (gsize k = 0; k < arc.n_points; k++)
    yutu_box_add_point (&arc.box, arc.points[k]);
  g_array_append_val (self->arcs, arc);
}

static void
sum_areas (YutuTopology *self)
{
  YutuPoint origin = { 0, 0 };

  if (self->arcs->len > 0 && YUTU_TOPOLOGY_ARC (self, 0)->n_points > 0)
    origin = YUTU_TOPOLOGY_ARC (self, 0)->points[0];
  for (guint a = 0; a < self->arcs->len; a++)
    {
      YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, a);
      __int128         sum = 0;

      for (gsize i = 1; i < arc->n_points; i++)
        sum += yutu_exact_cross (origin, arc->points[i - 1], arc->points[i]);
      if (arc->left != 0 && arc->left != G_MAXUINT)
        YUTU_TOPOLOGY_FACE (self, arc->left)->area2 += sum;
      if (arc->right != 0 && arc->right != G_MAXUINT)
        YUTU_TOPOLOGY_FACE (self, arc->right)->area2 -= sum;
    }
}

YutuTopology *
yutu_topology_new_from_rows (const gint64    *node_ids,
                             const YutuPoint *node_points,
                             gsize            n_nodes,
                             const YutuArc   *arcs,
                             gsize            n_arcs,
                             const gint64    *faces,
                             gsize            n_faces)
{
  YutuTopology    *self = yutu_topology_new ();
  YutuTopologyFace outside = { 0 };

  g_array_append_val (self->faces, outside);
  for (gsize i = 0; i < n_nodes; i++)
    {
      YutuTopologyNode node = { node_ids[i], node_points[i] };

      g_array_append_val (self->nodes, node);
    }
  for (gsize i = 0; i < n_faces; i++)
    {
      YutuTopologyFace face = { .id = faces[i] };

      g_array_append_val (self->faces, face);
    }
  yutu_topology_index (self);
  for (gsize i = 0; i < n_arcs; i++)
    take_arc_row (self, &arcs[i]);
  yutu_topology_index (self);
  sum_areas (self);
  return self;
}

/* ---- Reading ---- */

gsize
yutu_topology_count_nodes (YutuTopology *self)
{
  return self->nodes->len;
}

gsize
yutu_topology_count_arcs (YutuTopology *self)
{
  return self->arcs->len;
}

gsize
yutu_topology_count_faces (YutuTopology *self)
{
  return self->faces->len - 1;
}

GArray *
yutu_topology_list_nodes (YutuTopology *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->nodes->len; i++)
    g_array_append_val (ids, YUTU_TOPOLOGY_NODE (self, i)->id);
  g_array_sort (ids, yutu_compare_int64);
  return ids;
}

GArray *
yutu_topology_list_arcs (YutuTopology *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->arcs->len; i++)
    g_array_append_val (ids, YUTU_TOPOLOGY_ARC (self, i)->id);
  g_array_sort (ids, yutu_compare_int64);
  return ids;
}

GArray *
yutu_topology_list_faces (YutuTopology *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 1; i < self->faces->len; i++)
    g_array_append_val (ids, YUTU_TOPOLOGY_FACE (self, i)->id);
  g_array_sort (ids, yutu_compare_int64);
  return ids;
}

/* The ids that broken rows name, but do not have, read as -1. */
static gint64
node_id (YutuTopology *self,
         guint         index)
{
  return index < self->nodes->len ? YUTU_TOPOLOGY_NODE (self, index)->id : -1;
}

static gint64
face_id (YutuTopology *self,
         guint         index)
{
  return index < self->faces->len ? YUTU_TOPOLOGY_FACE (self, index)->id : -1;
}

gboolean
yutu_topology_get_arc (YutuTopology *self,
                       gint64        id,
                       YutuArc      *view)
{
  guint                  index = lookup (self->arc_index, id);
  const YutuTopologyArc *arc = index > 0 ? YUTU_TOPOLOGY_ARC (self, index - 1) : NULL;

  if (arc == NULL)
    return FALSE;
  *view = (YutuArc){
    .id = arc->id,
    .node_from = node_id (self, arc->from),
    .node_to = node_id (self, arc->to),
    .face_left = face_id (self, arc->left),
    .face_right = face_id (self, arc->right),
    .points = arc->points,
    .n_points = arc->n_points,
  };
  return TRUE;
}

gboolean
yutu_topology_get_node (YutuTopology *self,
                        gint64        id,
                        YutuPoint    *point)
{
  guint index = lookup (self->node_index, id);

  if (index == 0)
    return FALSE;
  *point = YUTU_TOPOLOGY_NODE (self, index - 1)->point;
  return TRUE;
}

gboolean
yutu_topology_has_face (YutuTopology *self,
                        gint64        id)
{
  return lookup (self->face_index, id) > 0;
}

const guint32 *
yutu_topology_get_face_owners (YutuTopology *self,
                               gint64        face,
                               gsize        *n_owners)
{
  guint                   index = lookup (self->face_index, face);
  const YutuTopologyFace *row = index > 0 ? YUTU_TOPOLOGY_FACE (self, index - 1) : NULL;

  *n_owners = row != NULL ? row->n_owners : 0;
  return *n_owners > 0 ? (guint32 *)(gpointer)self->owners->data + row->first_owner : NULL;
}

gint64
yutu_topology_get_face_origin (YutuTopology *self,
                               gint64        face)
{
  guint index = lookup (self->face_index, face);

  return index > 0 ? YUTU_TOPOLOGY_FACE (self, index - 1)->origin : 0;
}

__int128
yutu_topology_get_face_area2 (YutuTopology *self,
                              gint64        face)
{
  guint index = lookup (self->face_index, face);

  return index > 0 ? YUTU_TOPOLOGY_FACE (self, index - 1)->area2 : 0;
}

GArray *
yutu_topology_list_face_arcs (YutuTopology *self,
                              gint64        face)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint   index = lookup (self->face_index, face);

  if (index == 0)
    return ids;
  yutu_topology_need_face_arcs (self);
  for (guint32 i = self->face_starts[index - 1]; i < self->face_starts[index]; i++)
    {
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, self->face_arcs[i]);
      gint64                 left = arc->id;
      gint64                 right = -arc->id;

      if (arc->left == index - 1)
        g_array_append_val (ids, left);
      if (arc->right == index - 1)
        g_array_append_val (ids, right);
    }
  return ids;
}

YutuBox
yutu_topology_get_face_box (YutuTopology *self,
                            gint64        face)
{
  YutuBox box = YUTU_BOX_EMPTY;
  guint   index = lookup (self->face_index, face);

  if (index == 0)
    return box;
  yutu_topology_need_face_arcs (self);
  for (guint32 i = self->face_starts[index - 1]; i < self->face_starts[index]; i++)
    yutu_box_add_box (&box, YUTU_TOPOLOGY_ARC (self, self->face_arcs[i])->box);
  return box;
}

typedef struct
{
  YutuPoint a; /* a.y < b.y */
  YutuPoint b;
  guint     arc;
  gboolean  rises;
} West;

static void
look_west (YutuTopology *self,
           guint         index,
           YutuPoint     from,
           West         *west)
{
  const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, index);

  for (gsize i = 1; i < arc->n_points; i++)
    {
      YutuPoint a = arc->points[i - 1];
      YutuPoint b = arc->points[i];
      gboolean  rises = a.y < b.y;

      if ((a.y <= from.y) == (b.y <= from.y))
        continue;
      if (!rises)
        {
          YutuPoint kept = a;

          a = b;
          b = kept;
        }
      if (yutu_exact_side (a, b, from) < 0 && /* from is east of it */
          (west->arc == G_MAXUINT ||
           yutu_topology_is_further_east (a, b, west->a, west->b, from.y)))
        *west = (West){ a, b, index, rises };
    }
}

guint
yutu_topology_find_west (YutuTopology *self,
                         YutuPoint     from,
                         gboolean     *rises)
{
  West west = { .arc = G_MAXUINT };

  for (guint a = 0; a < self->arcs->len; a++)
    {
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, a);

      if (arc->box.min_x < from.x && arc->box.min_y <= from.y && arc->box.max_y > from.y)
        look_west (self, a, from, &west);
    }
  *rises = west.rises;
  return west.arc;
}

static const YutuTopologyArc *
find_through (YutuTopology *self,
              YutuPoint     point)
{
  for (guint a = 0; a < self->arcs->len; a++)
    {
      const YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, a);

      if (arc->box.min_x > point.x || arc->box.max_x < point.x || arc->box.min_y > point.y ||
          arc->box.max_y < point.y)
        continue;
      for (gsize i = 1; i < arc->n_points; i++)
        if (yutu_exact_on_segment (arc->points[i - 1], arc->points[i], point))
          return arc;
    }
  return NULL;
}

gint64
yutu_topology_locate (YutuTopology *self,
                      YutuPoint     point)
{
  const YutuTopologyArc *arc = find_through (self, point);
  gboolean               rises = FALSE;
  guint                  west;

  if (arc != NULL)
    return face_id (self, arc->left);
  west = yutu_topology_find_west (self, point, &rises);
  if (west == G_MAXUINT)
    return 0;
  arc = YUTU_TOPOLOGY_ARC (self, west);
  return face_id (self, rises ? arc->right : arc->left);
}
