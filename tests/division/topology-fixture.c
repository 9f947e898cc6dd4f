/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "topology-fixture.h"

#include "geo/yutu-exact.h"

static gint64
find_root (GHashTable *above,
           gint64      node)
{
  const gint64 *next = g_hash_table_lookup (above, &node);

  while (next != NULL && *next != node)
    {
      node = *next;
      next = g_hash_table_lookup (above, &node);
    }
  return node;
}

void
topology_assert_euler (YutuTopology *topology)
{
  g_autoptr (GArray) arcs = yutu_topology_list_arcs (topology);
  g_autoptr (GHashTable) above = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  gint64 components = (gint64)yutu_topology_count_nodes (topology);

  for (guint i = 0; i < arcs->len; i++)
    {
      YutuArc arc;
      gint64  one, two;

      yutu_topology_get_arc (topology, g_array_index (arcs, gint64, i), &arc);
      one = find_root (above, arc.node_from);
      two = find_root (above, arc.node_to);
      components -= one != two;
      if (one != two)
        g_hash_table_insert (above, g_memdup2 (&one, sizeof one), g_memdup2 (&two, sizeof two));
    }
  g_assert_cmpint ((gint64)yutu_topology_count_nodes (topology) - (gint64)arcs->len +
                     (gint64)yutu_topology_count_faces (topology) + 1,
                   ==, 1 + components);
}

__int128
topology_sum_areas (YutuTopology *topology)
{
  g_autoptr (GArray) faces = yutu_topology_list_faces (topology);
  __int128 sum = 0;

  for (guint f = 0; f < faces->len; f++)
    sum += yutu_topology_get_face_area2 (topology, g_array_index (faces, gint64, f));
  return sum;
}

static void
assert_face (YutuTopology *topology,
             gint64        face)
{
  g_autoptr (YutuShape) shape = NULL;
  __int128 sum = 0;

  if (!yutu_topology_has_face (topology, face))
    return;
  shape = yutu_topology_dissolve (topology, &face, 1);
  for (gsize p = 0; p < shape->n_parts; p++)
    sum += yutu_exact_ring_area2 (shape->points + shape->part_starts[p],
                                  shape->part_starts[p + 1] - shape->part_starts[p]);
  g_assert_true (sum == yutu_topology_get_face_area2 (topology, face));
  g_assert_true (sum > 0);
}

static gboolean
is_apart (YutuPoint a,
          YutuPoint b,
          YutuPoint c,
          YutuPoint d)
{
  return MAX (a.x, b.x) < MIN (c.x, d.x) || MAX (c.x, d.x) < MIN (a.x, b.x) ||
         MAX (a.y, b.y) < MIN (c.y, d.y) || MAX (c.y, d.y) < MIN (a.y, b.y);
}

static void
assert_meets_nothing (YutuTopology *topology,
                      gint64        id)
{
  g_autoptr (GArray) arcs = yutu_topology_list_arcs (topology);
  YutuArc one, two;

  if (!yutu_topology_get_arc (topology, id, &one))
    return;
  for (guint k = 0; k < arcs->len; k++)
    {
      yutu_topology_get_arc (topology, g_array_index (arcs, gint64, k), &two);
      for (gsize i = 1; i < one.n_points; i++)
        for (gsize j = 1; j < two.n_points; j++)
          {
            YutuPoint a = one.points[i - 1], b = one.points[i];
            YutuPoint c = two.points[j - 1], d = two.points[j];

            if (!is_apart (a, b, c, d) && (id != two.id || i != j))
              g_assert_false (yutu_exact_segments_conflict (a, b, c, d));
          }
    }
}

void
topology_assert_touched (YutuTopology *topology)
{
  YutuTopologyChanges changes;

  yutu_topology_take_changes (topology, &changes);
  for (guint i = 0; i < changes.faces->len; i++)
    assert_face (topology, g_array_index (changes.faces, gint64, i));
  for (guint i = 0; i < changes.arcs->len; i++)
    assert_meets_nothing (topology, g_array_index (changes.arcs, gint64, i));
  g_array_unref (changes.nodes);
  g_array_unref (changes.arcs);
  g_array_unref (changes.faces);
}

void
topology_assert_whole (YutuTopology *topology)
{
  g_autoptr (GPtrArray) faults = yutu_topology_check (topology, NULL, NULL);

  for (guint k = 0; k < MIN (faults->len, 3); k++)
    g_test_message ("%d: %s", ((YutuTopologyFault *)g_ptr_array_index (faults, k))->invariant,
                    ((YutuTopologyFault *)g_ptr_array_index (faults, k))->message);
  g_assert_cmpuint (faults->len, ==, 0);
}
