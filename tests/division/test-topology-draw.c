/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lines drawn through land. After each, drawn or refused:
 *
 * 1. all invariants of yutu-topology-check.c hold;
 * 2. the parts of a face sum up to it, to the last unit, but for arcs that were bent (and none is where
 *    coordinates allow);
 * 3. what is refused leaves every row as it was;
 * 4. a part left of the line lies left of it. */

#include "base/yutu-random.h"
#include "division/yutu-topology.h"
#include "geo/yutu-exact.h"

#define U 1000000

static gint64
next_id (gpointer data)
{
  return ++*(gint64 *)data;
}

/* ---- A board of squares, 4 units each, from 0, 0 ---- */

#define SIDE 4
#define CELL (4 * U)

typedef struct
{
  YutuTopology *topology;
  gint64        id;
} Board;

static void
board_clear (Board *self)
{
  g_clear_pointer (&self->topology, yutu_topology_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Board, board_clear)

/* With an island in the square of the number @hole; -1: none. */
static void
board_init (Board *self,
            int    hole)
{
  YutuPoint        squares[SIDE * SIDE + 1][4];
  YutuTopologyRing rings[SIDE * SIDE + 1];
  g_autoptr (GError) error = NULL;
  gsize n = 0;

  for (int i = 0; i < SIDE * SIDE + (hole >= 0); i++)
    {
      int    cell = i < SIDE * SIDE ? i : hole;
      gint64 margin = i < SIDE * SIDE ? 0 : U;
      gint64 x = cell % SIDE * CELL, y = cell / SIDE * CELL;

      squares[i][0] = (YutuPoint){ x + margin, y + margin };
      squares[i][1] = (YutuPoint){ x + CELL - margin, y + margin };
      squares[i][2] = (YutuPoint){ x + CELL - margin, y + CELL - margin };
      squares[i][3] = (YutuPoint){ x + margin, y + CELL - margin };
      rings[n++] = (YutuTopologyRing){ squares[i], 4, (guint32)i };
    }
  self->id = 0;
  self->topology = yutu_topology_build (rings, n, NULL, next_id, &self->id, NULL, &error);
  g_assert_no_error (error);
}

static gint64
face_at (Board *self,
         double x,
         double y)
{
  return yutu_topology_locate (self->topology, (YutuPoint){ (gint64)(x * U), (gint64)(y * U) });
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

static __int128
sum_areas (YutuTopology *topology)
{
  g_autoptr (GArray) faces = yutu_topology_list_faces (topology);
  __int128 sum = 0;

  for (guint f = 0; f < faces->len; f++)
    sum += yutu_topology_get_face_area2 (topology, g_array_index (faces, gint64, f));
  return sum;
}

/* Everything of a model, as text. */
static char *
dump (YutuTopology *topology)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GArray) arcs = yutu_topology_list_arcs (topology);
  g_autoptr (GArray) nodes = yutu_topology_list_nodes (topology);
  g_autoptr (GArray) faces = yutu_topology_list_faces (topology);

  for (guint i = 0; i < arcs->len; i++)
    {
      YutuArc arc;

      yutu_topology_get_arc (topology, g_array_index (arcs, gint64, i), &arc);
      g_string_append_printf (text, "%ld %ld %ld %ld %ld:", arc.id, arc.node_from, arc.node_to,
                              arc.face_left, arc.face_right);
      for (gsize k = 0; k < arc.n_points; k++)
        g_string_append_printf (text, " %ld,%ld", arc.points[k].x, arc.points[k].y);
      g_string_append_c (text, '\n');
    }
  for (guint i = 0; i < nodes->len; i++)
    g_string_append_printf (text, "%ld ", g_array_index (nodes, gint64, i));
  for (guint i = 0; i < faces->len; i++)
    g_string_append_printf (text, "%ld:%ld ", g_array_index (faces, gint64, i),
                            (glong)yutu_topology_get_face_area2 (topology, g_array_index (faces, gint64, i)));
  return g_string_free (text, FALSE);
}

/* ---- Plain cases ---- */

#define MAX_POINTS 12

typedef struct
{
  const char *name;
  double      points[MAX_POINTS][2]; /* units; until 0, 0 behind the first */
  gsize       n_points;
  int         hole;
  int         within[4]; /* squares, + 1; all zero: no scope */
  int         code;      /* of the error; -1: drawn */
  gsize       nodes, arcs, faces; /* more than before */
  double      left[2], right[2];  /* a place that is on that side then */
} Case;

static const Case CASES[] = {
  { "across one square", { { -1, 1 }, { 5, 3 } }, 2, -1, { 1 }, -1, 2, 3, 1, { 1, 3 }, { 1, 1 } },
  { "from border to border", { { 0, 1 }, { 4, 3 } }, 2, -1, { 0 }, -1, 2, 3, 1, { 1, 3 }, { 1, 1 } },
  { "from corner to corner", { { 0, 0 }, { 4, 4 } }, 2, -1, { 0 }, -1, 1, 2, 1, { 1, 3 }, { 3, 1 } },
  { "across the whole board", { { -1, 1 }, { 17, 1 } }, 2, -1, { 0 }, -1, 5, 9, 4, { 9, 3 }, { 9, 0.5 } },
  { "across all, with two squares to cut", { { -1, 1 }, { 17, 1 } }, 2, -1, { 2, 3 }, -1, 3, 5, 2, { 9, 3 }, { 9, 0.5 } },
  { "a ring inside", { { 1, 1 }, { 3, 1 }, { 3, 3 }, { 1, 1 } }, 4, -1, { 0 }, -1, 1, 1, 1, { 2, 1.5 }, { 1, 3 } },
  { "a ring the other way round", { { 1, 1 }, { 3, 3 }, { 3, 1 }, { 1, 1 } }, 4, -1, { 0 }, -1, 1, 1, 1, { 2, 1.5 }, { 1, 3 } },
  { "a ring around an island", { { 0.5, 0.5 }, { 3.5, 0.5 }, { 3.5, 3.5 }, { 0.5, 3.5 }, { 0.5, 0.5 } }, 5, 0, { 1 }, -1, 1, 1, 1, { 0.7, 0.7 }, { 0.2, 0.2 } },
  { "a ring over a border", { { 3, 1 }, { 5, 1 }, { 5, 3 }, { 3, 3 }, { 3, 1 } }, 5, -1, { 0 }, -1, 2, 4, 2, { 3.5, 2 }, { 2, 2 } },
  { "a ring over a corner", { { 3, 3 }, { 5, 3 }, { 5, 5 }, { 3, 5 }, { 3, 3 } }, 5, -1, { 0 }, -1, 4, 8, 4, { 3.5, 3.5 }, { 2, 2 } },
  { "a ring that touches a border", { { 0, 2 }, { 2, 1 }, { 2, 3 }, { 0, 2 } }, 4, -1, { 0 }, -1, 1, 2, 1, { 1, 2 }, { 3, 2 } },
  { "through an island", { { 0, 2 }, { 4, 2 } }, 2, 0, { 1 }, -1, 4, 6, 1, { 0.5, 3 }, { 0.5, 1 } },
  { "through an island and its square", { { 0, 2 }, { 4, 2 } }, 2, 0, { 0 }, -1, 4, 7, 2, { 2, 2.5 }, { 2, 1.5 } },
  { "to an island only", { { 0, 2 }, { 1, 2 } }, 2, 0, { 0 }, YUTU_TOPOLOGY_ERROR_OPEN, 0, 0, 0, { 0 }, { 0 } },
  { "to an island and back", { { 0, 2 }, { 1, 2.5 }, { 0.2, 3 }, { 0, 3 } }, 4, 0, { 0 }, -1, 3, 5, 1, { 0.1, 2.5 }, { 0.1, 3.5 } },
  { "out of a square and in again", { { 2, 0 }, { 2, 5 }, { 3, 5 }, { 3, 0 } }, 4, -1, { 1 }, -1, 4, 6, 2, { 1, 1 }, { 2.5, 1 } },
  { "along a border and away", { { 4, 0 }, { 4, 2 }, { 2, 2 }, { 2, 4 } }, 4, -1, { 0 }, -1, 2, 3, 1, { 1, 1 }, { 3, 3 } },
  { "along borders alone", { { 4, 0 }, { 4, 16 } }, 2, -1, { 1, 2 }, -1, 0, 0, 0, { 2, 2 }, { 6, 2 } },
  { "ends inside", { { -1, 1 }, { 2, 1 } }, 2, -1, { 0 }, YUTU_TOPOLOGY_ERROR_OPEN, 0, 0, 0, { 0 }, { 0 } },
  { "begins inside", { { 2, 1 }, { -1, 1 } }, 2, -1, { 0 }, YUTU_TOPOLOGY_ERROR_OPEN, 0, 0, 0, { 0 }, { 0 } },
  { "ends inside of another square", { { -1, 1 }, { 6, 1 } }, 2, -1, { 1 }, -1, 2, 3, 1, { 1, 3 }, { 1, 0.5 } },
  { "all inside", { { 1, 1 }, { 2, 2 } }, 2, -1, { 0 }, YUTU_TOPOLOGY_ERROR_OPEN, 0, 0, 0, { 0 }, { 0 } },
  { "all outside", { { -3, 1 }, { -3, 9 } }, 2, -1, { 0 }, YUTU_TOPOLOGY_ERROR_OPEN, 0, 0, 0, { 0 }, { 0 } },
  { "touches from outside", { { -3, 1 }, { 0, 2 }, { -3, 9 } }, 3, -1, { 0 }, YUTU_TOPOLOGY_ERROR_OPEN, 0, 0, 0, { 0 }, { 0 } },
  { "crosses itself", { { -1, 1 }, { 3, 1 }, { 3, 3 }, { 2, 3 }, { 2, -1 } }, 5, -1, { 0 }, YUTU_TOPOLOGY_ERROR_COLLAPSES, 0, 0, 0, { 0 }, { 0 } },
  { "comes back to a vertex", { { -1, 1 }, { 2, 1 }, { 3, 3 }, { 1, 3 }, { 2, 1 }, { 2, -1 } }, 6, -1, { 0 }, YUTU_TOPOLOGY_ERROR_COLLAPSES, 0, 0, 0, { 0 }, { 0 } },
  { "goes back on itself", { { -1, 1 }, { 5, 1 }, { 3, 1 } }, 3, -1, { 0 }, YUTU_TOPOLOGY_ERROR_COLLAPSES, 0, 0, 0, { 0 }, { 0 } },
  { "one point", { { 1, 1 } }, 1, -1, { 0 }, YUTU_TOPOLOGY_ERROR_OPEN, 0, 0, 0, { 0 }, { 0 } },
  { "nothing", { { 1, 1 } }, 0, -1, { 0 }, YUTU_TOPOLOGY_ERROR_OPEN, 0, 0, 0, { 0 }, { 0 } },
  { "land at the outside's cost", { { 16, 2 }, { 18, 2 }, { 18, 6 }, { 16, 6 } }, 4, -1, { -1 }, -1, 2, 3, 1, { 17, 3 }, { 20, 3 } },
  { "an island outside", { { 18, 2 }, { 20, 2 }, { 20, 4 }, { 18, 2 } }, 4, -1, { -1 }, -1, 1, 1, 1, { 19.5, 3 }, { 25, 3 } },
  { "around all of it", { { -1, -1 }, { 17, -1 }, { 17, 17 }, { -1, 17 }, { -1, -1 } }, 5, -1, { -1 }, -1, 1, 1, 1, { -0.5, 3 }, { 25, 3 } },
};

static guint
side_of (const GArray *pieces,
         gint64        face)
{
  for (guint i = 0; i < pieces->len; i++)
    if (g_array_index (pieces, YutuTopologyPiece, i).face == face)
      return g_array_index (pieces, YutuTopologyPiece, i).sides;
  return G_MAXUINT;
}

static void
assert_pieces (Board        *board,
               const Case   *c,
               const GArray *pieces,
               const char   *before)
{
  g_assert_cmpuint (side_of (pieces, face_at (board, c->left[0], c->left[1])), ==, YUTU_TOPOLOGY_LEFT);
  g_assert_cmpuint (side_of (pieces, face_at (board, c->right[0], c->right[1])), ==, YUTU_TOPOLOGY_RIGHT);
  for (guint i = 0; i < pieces->len; i++)
    {
      const YutuTopologyPiece *piece = &g_array_index (pieces, YutuTopologyPiece, i);

      g_assert_true (piece->face == piece->origin || piece->face > piece->origin);
    }
}

static void
test_plain_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      const Case *c = &CASES[i];
      g_auto (Board) board = { 0 };
      YutuPoint points[MAX_POINTS];
      gint64    faces[4];
      gsize     n_faces = 0, n_nodes, n_arcs, n_all;
      g_autoptr (GArray) pieces = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char     *before = NULL;
      g_autofree char     *after = NULL;
      YutuTopologyConflict conflict;
      __int128             area2;

      g_test_message ("%s", c->name);
      board_init (&board, c->hole);
      for (gsize k = 0; k < c->n_points; k++)
        points[k] = (YutuPoint){ (gint64)(c->points[k][0] * U), (gint64)(c->points[k][1] * U) };
      for (gsize k = 0; k < G_N_ELEMENTS (c->within) && c->within[k] != 0; k++)
        faces[n_faces++] = c->within[k] < 0 ? 0
                                            : face_at (&board, (c->within[k] - 1) % SIDE * 4 + 0.1,
                                                       (c->within[k] - 1) / SIDE * 4 + 0.1);
      n_nodes = yutu_topology_count_nodes (board.topology);
      n_arcs = yutu_topology_count_arcs (board.topology);
      n_all = yutu_topology_count_faces (board.topology);
      area2 = sum_areas (board.topology);
      before = dump (board.topology);
      yutu_topology_draw (board.topology,
                          &(YutuTopologyDrawing){ points, c->n_points, n_faces > 0 ? faces : NULL, n_faces },
                          next_id, &board.id, &pieces, &conflict, &error);
      assert_whole (board.topology);
      if (c->code >= 0)
        {
          g_assert_error (error, YUTU_TOPOLOGY_ERROR, c->code);
          after = dump (board.topology);
          g_assert_cmpstr (before, ==, after);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpuint (yutu_topology_count_nodes (board.topology), ==, n_nodes + c->nodes);
      g_assert_cmpuint (yutu_topology_count_arcs (board.topology), ==, n_arcs + c->arcs);
      g_assert_cmpuint (yutu_topology_count_faces (board.topology), ==, n_all + c->faces);
      if (c->within[0] >= 0)
        g_assert_true (sum_areas (board.topology) == area2);
      assert_pieces (&board, c, pieces, before);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/division/topology-draw/plain-cases", test_plain_cases);
  return g_test_run ();
}
