/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Random moves, splits and merges, 50,000 of them, a million with YUTU_TEST_LONG. After each:
 *
 * 1. Euler's formula holds for what is there, counted anew;
 * 2. the land's sum is what it was, to the last unit (the outline is left alone);
 * 3. the area of each touched face is that of its outline, drawn anew;
 * 4. no touched arc meets another but at a common end.
 *
 * An edit that is refused leaves the counts alone. Every so often all invariants are checked.
 * What undo restores is tried in test-area.c. */

#include "base/yutu-random.h"
#include "topology-fixture.h"

#define SIDE     8
#define CELL     1000000
#define N_EDITS  50000
#define N_CHECKS 100

typedef enum
{
  MOVE,
  MOVE_NODE,
  INSERT,
  DELETE,
  SPLIT_ARC,
  JOIN_ARCS,
  SPLIT_FACE,
  MERGE_FACES,
  N_KINDS,
} Kind;

static const char *const KIND_NAMES[] = { "move", "move node", "insert", "delete",
                                          "split arc", "join arcs", "split face", "merge faces" };

typedef struct
{
  YutuTopology *topology;
  YutuRandom    random;
  gint64        id;
  gint64        tried[N_KINDS];
  gint64        taken[N_KINDS];
} Trial;

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

/* ---- Edits ---- */

static gint64
pick (Trial  *trial,
      GArray *ids)
{
  return g_array_index (ids, gint64, yutu_random_below (&trial->random, ids->len));
}

static YutuArc
pick_arc (Trial *trial)
{
  g_autoptr (GArray) arcs = yutu_topology_list_arcs (trial->topology);
  YutuArc arc;

  yutu_topology_get_arc (trial->topology, pick (trial, arcs), &arc);
  return arc;
}

static double
distance (YutuPoint a,
          YutuPoint b)
{
  return hypot ((double)(b.x - a.x), (double)(b.y - a.y));
}

/* Within @reach of a point, to all sides. */
static YutuPoint
shift (Trial    *trial,
       YutuPoint point,
       double    reach)
{
  return (YutuPoint){
    point.x + (gint64)((yutu_random_unit (&trial->random) * 2 - 1) * reach),
    point.y + (gint64)((yutu_random_unit (&trial->random) * 2 - 1) * reach),
  };
}

/* Mostly a part of the shorter stretch beside it; now and then further than can be. */
static double
get_reach (Trial         *trial,
           const YutuArc *arc,
           gsize          at)
{
  double reach = G_MAXDOUBLE;

  if (at > 0)
    reach = MIN (reach, distance (arc->points[at - 1], arc->points[at]));
  if (at + 1 < arc->n_points)
    reach = MIN (reach, distance (arc->points[at], arc->points[at + 1]));
  return reach * (yutu_random_below (&trial->random, 8) == 0 ? 2 : 0.25);
}

static gboolean
touches_outside (Trial *trial,
                 gint64 node)
{
  g_autoptr (GArray) arcs = yutu_topology_list_arcs (trial->topology);

  for (guint i = 0; i < arcs->len; i++)
    {
      YutuArc arc;

      yutu_topology_get_arc (trial->topology, g_array_index (arcs, gint64, i), &arc);
      if ((arc.node_from == node || arc.node_to == node) &&
          (arc.face_left == 0 || arc.face_right == 0))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_outline (const YutuArc *arc)
{
  return arc->face_left == 0 || arc->face_right == 0;
}

static gboolean
move_node (Trial         *trial,
           const YutuArc *arc)
{
  gsize at = yutu_random_below (&trial->random, 2) == 0 ? 0 : arc->n_points - 1;

  if (touches_outside (trial, at == 0 ? arc->node_from : arc->node_to))
    return FALSE;
  return yutu_topology_edit_vertex (trial->topology,
                                    &(YutuVertexEdit){ YUTU_VERTEX_MOVE, arc->id, at, shift (trial, arc->points[at], get_reach (trial, arc, at)) },
                                    NULL, NULL);
}

static gboolean
insert (Trial         *trial,
        const YutuArc *arc,
        gsize          at)
{
  YutuPoint a = arc->points[at - 1], b = arc->points[at];
  YutuPoint middle = { (a.x + b.x) / 2, (a.y + b.y) / 2 };

  return yutu_topology_edit_vertex (trial->topology,
                                    &(YutuVertexEdit){ YUTU_VERTEX_INSERT, arc->id, at, shift (trial, middle, distance (a, b) / 8) },
                                    NULL, NULL);
}

/* By a point inside the face, from one of its nodes to another. */
static gboolean
split_face (Trial *trial)
{
  g_autoptr (GArray) faces = yutu_topology_list_faces (trial->topology);
  gint64 face = pick (trial, faces);
  g_autoptr (GArray) around = yutu_topology_list_face_arcs (trial->topology, face);
  YutuPoint way = yutu_topology_get_face_point (trial->topology, face);
  YutuArc   one, two;

  yutu_topology_get_arc (trial->topology, ABS (pick (trial, around)), &one);
  yutu_topology_get_arc (trial->topology, ABS (pick (trial, around)), &two);
  return yutu_topology_split_face (trial->topology, one.node_from, two.node_to, &way, 1, next_id,
                                   &trial->id, NULL, NULL, NULL);
}

static gboolean
carry_out (Trial         *trial,
           Kind           kind,
           const YutuArc *arc)
{
  gsize stretch = 1 + yutu_random_below (&trial->random, arc->n_points - 1);
  gsize at = 1 + yutu_random_below (&trial->random, MAX (arc->n_points, 3) - 2);

  switch (kind)
    {
    case MOVE:
      return yutu_topology_edit_vertex (trial->topology,
                                        &(YutuVertexEdit){ YUTU_VERTEX_MOVE, arc->id, at, shift (trial, arc->points[at], get_reach (trial, arc, at)) },
                                        NULL, NULL);
    case MOVE_NODE:
      return move_node (trial, arc);
    case INSERT:
      return insert (trial, arc, stretch);
    case DELETE:
      return yutu_topology_edit_vertex (trial->topology,
                                        &(YutuVertexEdit){ YUTU_VERTEX_DELETE, arc->id, at, { 0, 0 } },
                                        NULL, NULL);
    case SPLIT_ARC:
      return yutu_topology_split_arc (trial->topology, arc->id, at, next_id, &trial->id, NULL, NULL,
                                      NULL);
    case JOIN_ARCS:
      return yutu_topology_join_arcs (trial->topology, arc->node_to, arc->id, NULL);
    case SPLIT_FACE:
      return split_face (trial);
    case MERGE_FACES:
    case N_KINDS:
    default:
      return yutu_topology_merge_faces (trial->topology, arc->id, arc->face_left, NULL);
    }
}

/* How many arc ends meet at the arc's end. */
static guint
count_ends (Trial         *trial,
            const YutuArc *at)
{
  g_autoptr (GArray) arcs = yutu_topology_list_arcs (trial->topology);
  guint n = 0;

  for (guint i = 0; i < arcs->len; i++)
    {
      YutuArc arc;

      yutu_topology_get_arc (trial->topology, g_array_index (arcs, gint64, i), &arc);
      n += (arc.node_from == at->node_to) + (arc.node_to == at->node_to);
    }
  return n;
}

/* What suits the arc: splits where there are few faces, merges where there are many, vertices
 * where there are none to move. */
static Kind
choose (Trial         *trial,
        const YutuArc *arc)
{
  gsize n_faces = yutu_topology_count_faces (trial->topology);
  Kind  kind = (Kind)yutu_random_below (&trial->random, N_KINDS);

  if (arc->n_points < 3 && (kind == MOVE || kind == DELETE || kind == SPLIT_ARC))
    return INSERT;
  if (arc->n_points > 9 && kind == INSERT)
    return DELETE;
  if (kind == JOIN_ARCS && count_ends (trial, arc) != 2)
    return arc->n_points < 3 ? INSERT : MOVE;
  if (kind == MERGE_FACES && n_faces < SIDE * SIDE / 2)
    return SPLIT_FACE;
  if (kind == SPLIT_FACE && n_faces > 2 * SIDE * SIDE)
    return MERGE_FACES;
  return kind;
}

static gboolean
edit (Trial *trial)
{
  YutuArc  arc = pick_arc (trial);
  Kind     kind = choose (trial, &arc);
  gboolean done = FALSE;

  if (is_outline (&arc) && kind != SPLIT_FACE && kind != SPLIT_ARC && kind != JOIN_ARCS)
    return FALSE;
  trial->tried[kind]++;
  done = carry_out (trial, kind, &arc);
  trial->taken[kind] += done;
  return done;
}

/* ---- All of them ---- */

static void
test_random_edits_keep_the_model_whole (void)
{
  gint64 n = g_getenv ("YUTU_TEST_LONG") != NULL ? 20 * N_EDITS : N_EDITS;
  gint64 done = 0, tried = 0;
  Trial  trial = { 0 };
  g_autoptr (YutuTopology) topology = make_board (&trial.id);
  __int128 before = topology_sum_areas (topology);

  trial.topology = topology;
  yutu_random_init (&trial.random, 20211021);
  for (gint64 i = 0; done < n && i < 4 * n; i++)
    {
      gsize    n_nodes = yutu_topology_count_nodes (topology);
      gsize    n_arcs = yutu_topology_count_arcs (topology);
      gboolean is_done = edit (&trial);

      done += is_done;
      if (!is_done)
        {
          g_assert_cmpuint (yutu_topology_count_nodes (topology), ==, n_nodes);
          g_assert_cmpuint (yutu_topology_count_arcs (topology), ==, n_arcs);
          continue;
        }
      topology_assert_euler (topology);
      g_assert_true (topology_sum_areas (topology) == before);
      topology_assert_touched (topology);
      if (done % (n / N_CHECKS) == 0)
        topology_assert_whole (topology);
    }
  topology_assert_whole (topology);
  for (int k = 0; k < N_KINDS; k++)
    {
      g_test_message ("%s: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT, KIND_NAMES[k],
                      trial.taken[k], trial.tried[k]);
      tried += trial.tried[k];
      g_assert_cmpint (trial.taken[k], >, n / 50);
    }
  g_assert_cmpint (done, ==, n);
  g_assert_cmpint (tried, <, 3 * n); /* most are such as a person would make */
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/division/topology-edit/random-edits", test_random_edits_keep_the_model_whole);
  return g_test_run ();
}
