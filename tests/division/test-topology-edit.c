/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Random moves, splits and merges: the model stays whole, and the land's sum the same to the last
 * unit. YUTU_TEST_LONG makes it a million. */

#include "base/yutu-random.h"
#include "division/yutu-topology.h"

#define SIDE 8
#define CELL 1000000

static gint64
next_id (gpointer data)
{
  return ++*(gint64 *)data;
}

static YutuTopology *
make_board (gint64 *id)
{
  static YutuPoint squares[SIDE * SIDE][4];
  YutuTopologyRing rings[SIDE * SIDE];

  for (int i = 0; i < SIDE * SIDE; i++)
    {
      gint64 x = i % SIDE * CELL, y = i / SIDE * CELL;

      squares[i][0] = (YutuPoint){ x, y };
      squares[i][1] = (YutuPoint){ x + CELL, y };
      squares[i][2] = (YutuPoint){ x + CELL, y + CELL };
      squares[i][3] = (YutuPoint){ x, y + CELL };
      rings[i] = (YutuTopologyRing){ squares[i], 4, (guint32)i };
    }
  return yutu_topology_build (rings, SIDE * SIDE, NULL, next_id, id, NULL, NULL);
}

static __int128
sum_areas (YutuTopology *topology)
{
  g_autoptr (GArray) faces = yutu_topology_list_faces (topology);
  __int128 sum = 0;

  for (guint f = 0; f < faces->len; f++)
    sum += yutu_topology_get_face_area2 (topology, g_array_index (faces, gint64, f));
  return sum;
}

static gboolean
is_inner (const YutuArc *arc)
{
  return arc->face_left != 0 && arc->face_right != 0;
}

/* One random edit of an arc with land on both sides; the outline is left alone, so that the sum
 * of the land must stay. */
static gboolean
edit (YutuTopology *topology,
      YutuRandom   *random,
      gint64       *id)
{
  g_autoptr (GArray) arcs = yutu_topology_list_arcs (topology);
  gint64    chosen = g_array_index (arcs, gint64, yutu_random_below (random, arcs->len));
  YutuArc   arc;
  YutuPoint by = { (gint64)yutu_random_below (random, CELL / 2) - CELL / 4,
                   (gint64)yutu_random_below (random, CELL / 2) - CELL / 4 };
  gsize     at;

  yutu_topology_get_arc (topology, chosen, &arc);
  if (!is_inner (&arc))
    return FALSE;
  at = 1 + yutu_random_below (random, arc.n_points - 1);
  switch (yutu_random_below (random, 5))
    {
    case 0:
      return at + 1 < arc.n_points &&
             yutu_topology_move_vertex (
               topology, chosen, at,
               (YutuPoint){ arc.points[at].x + by.x, arc.points[at].y + by.y }, NULL);
    case 1:
      return arc.n_points < 20 &&
             yutu_topology_insert_vertex (
               topology, chosen, at,
               (YutuPoint){ (arc.points[at - 1].x + arc.points[at].x) / 2 + by.x / 4,
                            (arc.points[at - 1].y + arc.points[at].y) / 2 + by.y / 4 },
               NULL);
    case 2:
      return at + 1 < arc.n_points && yutu_topology_delete_vertex (topology, chosen, at, NULL);
    case 3:
      return yutu_topology_count_faces (topology) < 3 * SIDE * SIDE &&
             yutu_topology_split_face (topology, arc.node_from, arc.node_to,
                                       &(YutuPoint){ (arc.points[0].x + arc.points[at].x) / 2 + by.x,
                                                     (arc.points[0].y + arc.points[at].y) / 2 + by.y },
                                       1, next_id, id, NULL, NULL, NULL);
    default:
      return yutu_topology_count_faces (topology) > SIDE * SIDE / 2 &&
             yutu_topology_merge_faces (topology, chosen, arc.face_left, NULL);
    }
}

static void
test_random_edits_keep_the_model_whole (void)
{
  gint64     n = g_getenv ("YUTU_TEST_LONG") != NULL ? 1000000 : 50000;
  gint64     id = 0;
  gint64     done = 0;
  YutuRandom random;
  g_autoptr (YutuTopology) topology = make_board (&id);
  __int128 before = sum_areas (topology);

  yutu_random_init (&random, 20211021);
  for (gint64 i = 0; i < n; i++)
    {
      done += edit (topology, &random, &id);
      if (i % (n / 50) == 0 || i + 1 == n)
        {
          g_autoptr (GPtrArray) faults = yutu_topology_check (topology, NULL, NULL);

          for (guint k = 0; k < MIN (faults->len, 3); k++)
            g_test_message ("%" G_GINT64_FORMAT ": %s", i,
                            ((YutuTopologyFault *)g_ptr_array_index (faults, k))->message);
          g_assert_cmpuint (faults->len, ==, 0);
          g_assert_true (sum_areas (topology) == before);
        }
    }
  g_test_message ("%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " edits taken, %" G_GSIZE_FORMAT
                  " faces",
                  done, n, yutu_topology_count_faces (topology));
  g_assert_cmpint (done, >, n / 20);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/division/topology-edit/random-edits", test_random_edits_keep_the_model_whole);
  return g_test_run ();
}
