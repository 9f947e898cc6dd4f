/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The ids of a model that was built: what was in the base keeps its own. */

#include "division/yutu-topology-private.h"

/* Two arcs never share a stretch, so an arc is known by its first one and by its last one. */
static guint
stretch_hash (gconstpointer key)
{
  const YutuTopologySpan *span = key;

  return yutu_point_hash (&span->a) * 7 + yutu_point_hash (&span->b);
}

static gboolean
stretch_equal (gconstpointer a,
               gconstpointer b)
{
  const YutuTopologySpan *one = a;
  const YutuTopologySpan *two = b;

  return yutu_point_equal (one->a, two->a) && yutu_point_equal (one->b, two->b);
}

static gboolean
is_same_line (const YutuTopologyArc *one,
              const YutuTopologyArc *two)
{
  gboolean same = one->n_points == two->n_points;
  gboolean turned = same;

  for (gsize i = 0; (same || turned) && i < one->n_points; i++)
    {
      same = same && yutu_point_equal (one->points[i], two->points[i]);
      turned = turned && yutu_point_equal (one->points[i], two->points[two->n_points - 1 - i]);
    }
  return same || turned;
}

static gint64
find_base_arc (YutuTopology          *base,
               GHashTable            *by_stretch,
               const YutuTopologyArc *arc)
{
  YutuTopologySpan       stretch = { arc->points[0], arc->points[1] };
  guint                  index = GPOINTER_TO_UINT (g_hash_table_lookup (by_stretch, &stretch));
  const YutuTopologyArc *old = index > 0 ? YUTU_TOPOLOGY_ARC (base, index - 1) : NULL;

  return old != NULL && is_same_line (old, arc) ? old->id : 0;
}

static GHashTable *
index_stretches (YutuTopology *base)
{
  GHashTable *index = g_hash_table_new_full (stretch_hash, stretch_equal, g_free, NULL);

  for (guint a = 0; base != NULL && a < base->arcs->len; a++)
    {
      YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (base, a);
      YutuTopologySpan first = { arc->points[0], arc->points[1] };
      YutuTopologySpan last = { arc->points[arc->n_points - 1], arc->points[arc->n_points - 2] };

      g_hash_table_insert (index, g_memdup2 (&first, sizeof first), GUINT_TO_POINTER (a + 1));
      g_hash_table_insert (index, g_memdup2 (&last, sizeof last), GUINT_TO_POINTER (a + 1));
    }
  return index;
}

void
yutu_topology_give_ids (YutuTopology      *self,
                        YutuTopology      *base,
                        YutuTopologyIdFunc new_id,
                        gpointer           id_data)
{
  g_autoptr (GHashTable) nodes = g_hash_table_new (yutu_point_hash, yutu_point_equal_keys);
  g_autoptr (GHashTable) stretches = index_stretches (base);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint n = 0; base != NULL && n < base->nodes->len; n++)
    g_hash_table_insert (nodes, &YUTU_TOPOLOGY_NODE (base, n)->point,
                         &YUTU_TOPOLOGY_NODE (base, n)->id);
  for (guint n = 0; n < self->nodes->len; n++)
    {
      YutuTopologyNode *node = YUTU_TOPOLOGY_NODE (self, n);
      const gint64     *old = g_hash_table_lookup (nodes, &node->point);

      node->id = old != NULL ? *old : new_id (id_data);
    }
  for (guint a = 0; a < self->arcs->len; a++)
    {
      YutuTopologyArc *arc = YUTU_TOPOLOGY_ARC (self, a);

      arc->id = base != NULL ? find_base_arc (base, stretches, arc) : 0;
      if (arc->id == 0 || !g_hash_table_add (taken, &arc->id))
        arc->id = new_id (id_data);
    }
}

/* Takes the base's faces out of the covers again. The largest piece of each keeps its id. */
void
yutu_topology_give_face_ids (YutuTopology      *self,
                             YutuTopology      *base,
                             YutuTopologyIdFunc new_id,
                             gpointer           id_data)
{
  guint             n_base = base != NULL ? base->faces->len : 1;
  g_autofree guint *largest = g_new0 (guint, n_base);

  for (guint f = 1; f < self->faces->len; f++)
    {
      YutuTopologyFace *face = YUTU_TOPOLOGY_FACE (self, f);
      guint32           last = face->n_owners > 0 ? g_array_index (self->owners, guint32,
                                                                   face->first_owner +
                                                                     face->n_owners - 1)
                                                  : 0;
      guint             old = (last & YUTU_TOPOLOGY_BASE_OWNER) != 0 ? last & ~YUTU_TOPOLOGY_BASE_OWNER : 0;

      if (old == 0)
        continue;
      face->n_owners--;
      face->origin = YUTU_TOPOLOGY_FACE (base, old)->id;
      if (largest[old] == 0 || YUTU_TOPOLOGY_FACE (self, largest[old])->area2 < face->area2)
        largest[old] = f;
    }
  for (guint old = 1; old < n_base; old++)
    if (largest[old] != 0)
      YUTU_TOPOLOGY_FACE (self, largest[old])->id = YUTU_TOPOLOGY_FACE (base, old)->id;
  for (guint f = 1; f < self->faces->len; f++)
    if (YUTU_TOPOLOGY_FACE (self, f)->id == 0)
      YUTU_TOPOLOGY_FACE (self, f)->id = new_id (id_data);
}
