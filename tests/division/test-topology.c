/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "division/yutu-topology.h"

#include "base/yutu-random.h"
#include "geo/yutu-exact.h"

#define U 1000000 /* a tidy unit of the grid */

static gint64
next_id (gpointer data)
{
  return ++*(gint64 *)data;
}

static YutuTopology *
build (const YutuTopologyRing *rings,
       gsize                   n)
{
  g_autoptr (GError) error = NULL;
  gint64        id = 0;
  YutuTopology *topology = yutu_topology_build (rings, n, NULL, next_id, &id, NULL, &error);

  g_assert_no_error (error);
  return topology;
}

static void
assert_whole (YutuTopology *topology)
{
  g_autoptr (GPtrArray) faults = yutu_topology_check (topology, NULL, NULL);

  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%d: %s", ((YutuTopologyFault *)g_ptr_array_index (faults, i))->invariant,
                    ((YutuTopologyFault *)g_ptr_array_index (faults, i))->message);
  g_assert_cmpuint (faults->len, ==, 0);
}

#define SQUARE(x, y, s)                                                                 \
  {                                                                                     \
    { (x)*U, (y)*U }, { ((x) + (s)) * U, (y)*U }, { ((x) + (s)) * U, ((y) + (s)) * U }, \
    {                                                                                   \
      (x) * U, ((y) + (s)) * U                                                          \
    }                                                                                   \
  }

typedef struct
{
  const char *name;
  YutuPoint   rings[4][4];
  guint32     owners[4];
  gsize       n;
  gsize       nodes, arcs, faces;
  int         gaps, overlaps;
} Case;

static const Case CASES[] = {
  { "one square", { SQUARE (0, 0, 4) }, { 1 }, 1, 1, 1, 1, 0, 0 },
  { "two neighbours", { SQUARE (0, 0, 4), SQUARE (4, 0, 4) }, { 1, 2 }, 2, 2, 3, 2, 0, 0 },
  { "an overlap", { SQUARE (0, 0, 4), SQUARE (3, 1, 4) }, { 1, 2 }, 2, 2, 4, 3, 0, 1 },
  { "an exclave coded as a ring outside", { SQUARE (0, 0, 4), SQUARE (6, 0, 2) }, { 1, 1 }, 2, 2, 2, 2, 0, 0 },
  { "a hole", { SQUARE (0, 0, 9), SQUARE (3, 3, 2) }, { 1, 1 }, 2, 2, 2, 2, 1, 0 },
  { "an exclave in a host without a hole", { SQUARE (0, 0, 9), SQUARE (3, 3, 2) }, { 1, 2 }, 2, 2, 2, 2, 0, 1 },
  { "an island in a hole", { SQUARE (0, 0, 9), SQUARE (2, 2, 5), SQUARE (3, 3, 2) }, { 1, 1, 1 }, 3, 3, 3, 3, 1, 0 },
  { "corner to corner", { SQUARE (0, 0, 4), SQUARE (4, 4, 4) }, { 1, 2 }, 2, 1, 2, 2, 0, 0 },
  { "the same square twice", { SQUARE (0, 0, 4), SQUARE (0, 0, 4) }, { 1, 2 }, 2, 1, 1, 1, 0, 1 },
  { "a ring of four around a gap",
    { SQUARE (0, 0, 2), SQUARE (2, 0, 2), SQUARE (0, 2, 2), SQUARE (2, 2, 2) },
    { 1, 2, 3, 4 },
    4,
    5,
    8,
    4,
    0,
    0 },
};

static void
test_plain_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      const Case      *c = &CASES[i];
      YutuTopologyRing rings[4];
      g_autoptr (YutuTopology) topology = NULL;
      g_autoptr (GArray) faces = NULL;
      int gaps = 0, overlaps = 0;

      for (gsize k = 0; k < c->n; k++)
        rings[k] = (YutuTopologyRing){ c->rings[k], 4, c->owners[k] };
      topology = build (rings, c->n);
      g_test_message ("%s: %" G_GSIZE_FORMAT " nodes %" G_GSIZE_FORMAT " arcs", c->name,
                      yutu_topology_count_nodes (topology), yutu_topology_count_arcs (topology));
      g_assert_cmpuint (yutu_topology_count_nodes (topology), ==, c->nodes);
      g_assert_cmpuint (yutu_topology_count_arcs (topology), ==, c->arcs);
      g_assert_cmpuint (yutu_topology_count_faces (topology), ==, c->faces);
      faces = yutu_topology_list_faces (topology);
      for (guint f = 0; f < faces->len; f++)
        {
          gint64 face = g_array_index (faces, gint64, f);
          gsize  n = 0;

          yutu_topology_get_face_owners (topology, face, &n);
          gaps += n == 0;
          overlaps += n > 1;
          g_assert_cmpint (yutu_topology_locate (topology,
                                                 yutu_topology_get_face_point (topology, face)),
                           ==, face);
        }
      g_assert_cmpint (gaps, ==, c->gaps);
      g_assert_cmpint (overlaps, ==, c->overlaps);
      assert_whole (topology);
    }
}

static void
test_twisted_rings_lose_nothing (void)
{
  /* A bow-tie, a spike, repeated points, and a ring without land. */
  static const YutuPoint tie[] = { { 0, 0 }, { 4 * U, 4 * U }, { 4 * U, 0 }, { 0, 4 * U } };
  static const YutuPoint spike[] = { { 10 * U, 0 }, { 14 * U, 0 }, { 14 * U, 0 }, { 14 * U, 4 * U }, { 14 * U, 9 * U }, { 14 * U, 4 * U }, { 10 * U, 4 * U } };
  static const YutuPoint line[] = { { 20 * U, 0 }, { 24 * U, 0 }, { 22 * U, 0 } };
  YutuTopologyRing       rings[] = { { tie, 4, 1 }, { spike, 7, 2 }, { line, 3, 3 } };
  g_autoptr (YutuTopology) topology = build (rings, 3);
  g_autoptr (GArray) faces = yutu_topology_list_faces (topology);
  __int128 area2 = 0;

  assert_whole (topology);
  g_assert_cmpuint (faces->len, ==, 3);
  for (guint f = 0; f < faces->len; f++)
    area2 += yutu_topology_get_face_area2 (topology, g_array_index (faces, gint64, f));
  g_assert_true (area2 == (__int128)2 * (4 + 4 + 16) * U * U);
}

static void
test_random_tangles_become_whole (void)
{
  YutuRandom random;

  yutu_random_init (&random, 4490);
  for (int round = 0; round < 400; round++)
    {
      YutuPoint        points[8][12];
      YutuTopologyRing rings[8];
      gsize            n = 1 + yutu_random_below (&random, 8);
      gint64           side = round % 2 == 0 ? 30 : 1000000; /* dense, and wide */
      g_autoptr (YutuTopology) topology = NULL;
      g_autoptr (GArray) faces = NULL;

      for (gsize k = 0; k < n; k++)
        {
          gsize m = 3 + yutu_random_below (&random, 10);

          for (gsize i = 0; i < m; i++)
            points[k][i] = (YutuPoint){ (gint64)yutu_random_below (&random, (guint64)side),
                                        (gint64)yutu_random_below (&random, (guint64)side) };
          rings[k] = (YutuTopologyRing){ points[k], m, (guint32)k };
        }
      g_test_message ("round %d", round);
      topology = build (rings, n);
      assert_whole (topology);
      faces = yutu_topology_list_faces (topology);
      for (guint f = 0; f < faces->len && round % 2 == 1; f++)
        {
          gint64         face = g_array_index (faces, gint64, f);
          YutuPoint      inside = yutu_topology_get_face_point (topology, face);
          gsize          n_owners = 0, at = 0;
          const guint32 *owners = yutu_topology_get_face_owners (topology, face, &n_owners);

          /* Slivers of a few steps may be moved by rounding; the rest must agree with the rings. */
          if (yutu_topology_get_face_area2 (topology, face) < 40000000)
            continue;
          for (guint32 k = 0; k < n; k++)
            {
              YutuSideOfRing side_of = yutu_exact_point_in_ring (inside, rings[k].points,
                                                                 rings[k].n_points);
              gboolean       covers = at < n_owners && owners[at] == k;

              g_assert_true (side_of == YUTU_ON_BORDER || (side_of == YUTU_INSIDE) == covers);
              at += covers;
            }
        }
    }
}

static void
test_a_base_keeps_its_ids (void)
{
  static const YutuPoint west[] = SQUARE (0, 0, 4), east[] = SQUARE (4, 0, 4),
                         cut[] = SQUARE (5, 1, 2);
  YutuTopologyRing first[] = { { west, 4, 1 }, { east, 4, 2 } };
  YutuTopologyRing second[] = { { cut, 4, 7 } };
  g_autoptr (YutuTopology) base = build (first, 2);
  g_autoptr (YutuTopology) topology = NULL;
  g_autoptr (GArray) old_faces = yutu_topology_list_faces (base);
  g_autoptr (GArray) old_arcs = yutu_topology_list_arcs (base);
  gint64  id = 1000;
  gint64  inner = 0;
  gsize   n = 0;
  YutuArc arc;

  topology = yutu_topology_build (second, 1, base, next_id, &id, NULL, NULL);
  assert_whole (topology);
  g_assert_cmpuint (yutu_topology_count_faces (topology), ==, 3);
  for (guint i = 0; i < old_arcs->len; i++)
    g_assert_true (yutu_topology_get_arc (topology, g_array_index (old_arcs, gint64, i), &arc));
  for (guint i = 0; i < old_faces->len; i++)
    g_assert_cmpint (yutu_topology_get_face_origin (topology, g_array_index (old_faces, gint64, i)),
                     ==, g_array_index (old_faces, gint64, i));
  inner = yutu_topology_locate (topology, (YutuPoint){ 6 * U, 2 * U });
  g_assert_cmpint (inner, >, 1000);
  g_assert_cmpint (yutu_topology_get_face_origin (topology, inner), ==,
                   yutu_topology_locate (base, (YutuPoint){ 6 * U, 2 * U }));
  g_assert_cmpuint (*yutu_topology_get_face_owners (topology, inner, &n), ==, 7);
  g_assert_cmpuint (n, ==, 1);
}

/* ---- Each invariant, broken on purpose ---- */

typedef struct
{
  int       invariant;
  YutuPoint node;       /* where the second node goes */
  YutuPoint middle;     /* and the middle of arc 2 */
  gint64    face_right; /* of arc 1 */
  gint64    node_to;    /* of arc 1 */
} Break;

/* Two nodes, three arcs between them, two faces: a lens cut in two. */
static YutuTopology *
make_lens (const Break *b)
{
  static const gint64 nodes[] = { 1, 2 }, faces[] = { 1, 2 };
  YutuPoint           points[] = { { 0, 0 }, b->node };
  YutuPoint           low[] = { { 0, 0 }, { 5 * U, -5 * U }, { 10 * U, 0 } };
  YutuPoint           middle[] = { { 0, 0 }, b->middle, { 10 * U, 0 } };
  YutuPoint           high[] = { { 0, 0 }, { 5 * U, 5 * U }, { 10 * U, 0 } };
  YutuArc             arcs[] = {
                { 1, 1, b->node_to, 1, b->face_right, low, 3 },
                { 2, 1, 2, 2, 1, middle, 3 },
                { 3, 1, 2, 0, 2, high, 3 },
  };

  return yutu_topology_new_from_rows (nodes, points, 2, arcs, 3, faces, 2);
}

static void
test_broken_invariants_are_named (void)
{
  static const Break breaks[] = {
    { 0, { 10 * U, 0 }, { 5 * U, 0 }, 0, 2 },       /* whole */
    { 1, { 10 * U, 1 }, { 5 * U, 0 }, 0, 2 },       /* a node one step off */
    { 1, { 10 * U, 0 }, { 5 * U, 0 }, 0, 9 },       /* a node that is not there */
    { 2, { 10 * U, 0 }, { 0, 0 }, 0, 2 },           /* a point twice */
    { 3, { 10 * U, 0 }, { 8 * U, 7 * U }, 0, 2 },   /* a crossing */
    { 3, { 10 * U, 0 }, { 5 * U, 5 * U }, 0, 2 },   /* a touch */
    { 4, { 0, 0 }, { 5 * U, 0 }, 0, 2 },            /* two nodes on one point */
    { 5, { 10 * U, 0 }, { 5 * U, 0 }, 2, 2 },       /* the wrong face */
    { 6, { 10 * U, 0 }, { 5 * U, 0 }, 1, 2 },       /* the same face on both sides */
    { 7, { 10 * U, 0 }, { 5 * U, -20 * U }, 0, 2 }, /* a face turned inside out */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (breaks); i++)
    {
      g_autoptr (YutuTopology) topology = make_lens (&breaks[i]);
      g_autoptr (GPtrArray) faults = yutu_topology_check (topology, NULL, NULL);
      gboolean named = breaks[i].invariant == 0 && faults->len == 0;

      for (guint k = 0; k < faults->len; k++)
        named = named || ((YutuTopologyFault *)g_ptr_array_index (faults, k))->invariant ==
                           breaks[i].invariant;
      g_test_message ("break %" G_GSIZE_FORMAT " (%d): %u faults", i, breaks[i].invariant,
                      faults->len);
      g_assert_true (named);
    }
}

static void
test_euler_is_checked (void)
{
  static const gint64    nodes[] = { 1 }, faces[] = { 1, 2 };
  static const YutuPoint points[] = { { 0, 0 } };
  static const YutuPoint ring[] = { { 0, 0 }, { U, 0 }, { 0, U }, { 0, 0 } };
  YutuArc                arcs[] = { { 1, 1, 1, 1, 0, ring, 4 } };
  g_autoptr (YutuTopology) topology =
    yutu_topology_new_from_rows (nodes, points, 1, arcs, 1, faces, 2);
  g_autoptr (GPtrArray) faults = yutu_topology_check (topology, NULL, NULL);
  gboolean found = FALSE;

  for (guint k = 0; k < faults->len; k++)
    found = found || ((YutuTopologyFault *)g_ptr_array_index (faults, k))->invariant == 8;
  g_assert_true (found); /* a face row that no arc bounds */
}

/* A lake's island: two rings, the inner one naming @around as the face on its outer side. */
static GPtrArray *
check_island (gint64 around)
{
  static const gint64    nodes[] = { 1, 2 }, faces[] = { 1, 2 };
  static const YutuPoint points[] = { { 0, 0 }, { 4 * U, 4 * U } };
  static const YutuPoint shore[] = { { 0, 0 }, { 9 * U, 0 }, { 9 * U, 9 * U }, { 0, 9 * U }, { 0, 0 } };
  static const YutuPoint island[] = {
    { 4 * U, 4 * U }, { 5 * U, 3 * U }, { 6 * U, 4 * U }, { 5 * U, 5 * U }, { 4 * U, 4 * U }
  };
  YutuArc arcs[] = {
    { 1, 1, 1, 1, 0, shore, 5 },
    { 2, 2, 2, 2, around, island, 5 },
  };
  g_autoptr (YutuTopology) topology =
    yutu_topology_new_from_rows (nodes, points, 2, arcs, 2, faces, 2);

  return yutu_topology_check (topology, NULL, NULL);
}

static void
test_islands_are_checked (void)
{
  g_autoptr (GPtrArray) whole = check_island (1);
  g_autoptr (GPtrArray) broken = check_island (0);

  g_assert_cmpuint (whole->len, ==, 0);
  g_assert_cmpuint (broken->len, ==, 1); /* nothing else shows it */
  g_assert_cmpint (((YutuTopologyFault *)broken->pdata[0])->invariant, ==, 9);
  g_assert_cmpint (((YutuTopologyFault *)broken->pdata[0])->id, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/division/topology/plain-cases", test_plain_cases);
  g_test_add_func ("/division/topology/twisted-rings", test_twisted_rings_lose_nothing);
  g_test_add_func ("/division/topology/random-tangles", test_random_tangles_become_whole);
  g_test_add_func ("/division/topology/a-base-keeps-its-ids", test_a_base_keeps_its_ids);
  g_test_add_func ("/division/topology/broken-invariants", test_broken_invariants_are_named);
  g_test_add_func ("/division/topology/euler", test_euler_is_checked);
  g_test_add_func ("/division/topology/islands", test_islands_are_checked);
  return g_test_run ();
}
