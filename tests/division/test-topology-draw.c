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
#include "geo/yutu-exact.h"
#include "topology-fixture.h"

#define U 1000000

static gint64
next_id (gpointer data)
{
  return ++*(gint64 *)data;
}

/* ---- A board of squares from 0, 0 on ---- */

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
            int    hole,
            gint64 side)
{
  YutuPoint        squares[SIDE * SIDE + 1][4];
  YutuTopologyRing rings[SIDE * SIDE + 1];
  g_autoptr (GError) error = NULL;
  gsize n = 0;

  for (int i = 0; i < SIDE * SIDE + (hole >= 0); i++)
    {
      int    cell = i < SIDE * SIDE ? i : hole;
      gint64 margin = i < SIDE * SIDE ? 0 : side / 4;
      gint64 x = cell % SIDE * side, y = cell / SIDE * side;

      squares[i][0] = (YutuPoint){ x + margin, y + margin };
      squares[i][1] = (YutuPoint){ x + side - margin, y + margin };
      squares[i][2] = (YutuPoint){ x + side - margin, y + side - margin };
      squares[i][3] = (YutuPoint){ x + margin, y + side - margin };
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
  int         within[4];          /* squares, + 1; all zero: no scope */
  int         code;               /* of the error; -1: drawn */
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
  { "crosses itself", { { -1, 1 }, { 3, 1 }, { 3, 3 }, { 2, 3 }, { 2, -1 } }, 5, -1, { 0 }, YUTU_TOPOLOGY_ERROR_MEETS_ITSELF, 0, 0, 0, { 0 }, { 0 } },
  { "comes back to a vertex", { { -1, 1 }, { 2, 1 }, { 3, 3 }, { 1, 3 }, { 2, 1 }, { 2, -1 } }, 6, -1, { 0 }, YUTU_TOPOLOGY_ERROR_MEETS_ITSELF, 0, 0, 0, { 0 }, { 0 } },
  { "goes back on itself", { { -1, 1 }, { 5, 1 }, { 3, 1 } }, 3, -1, { 0 }, YUTU_TOPOLOGY_ERROR_MEETS_ITSELF, 0, 0, 0, { 0 }, { 0 } },
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
      board_init (&board, c->hole, CELL);
      for (gsize k = 0; k < c->n_points; k++)
        points[k] = (YutuPoint){ (gint64)(c->points[k][0] * U), (gint64)(c->points[k][1] * U) };
      for (gsize k = 0; k < G_N_ELEMENTS (c->within) && c->within[k] != 0; k++)
        faces[n_faces++] = c->within[k] < 0 ? 0
                                            : face_at (&board, (c->within[k] - 1) % SIDE * 4 + 0.1,
                                                       (c->within[k] - 1) / SIDE * 4 + 0.1);
      n_nodes = yutu_topology_count_nodes (board.topology);
      n_arcs = yutu_topology_count_arcs (board.topology);
      n_all = yutu_topology_count_faces (board.topology);
      area2 = topology_sum_areas (board.topology);
      before = dump (board.topology);
      yutu_topology_draw (board.topology,
                          &(YutuTopologyDrawing){ points, c->n_points, n_faces > 0 ? faces : NULL, n_faces },
                          next_id, &board.id, &pieces, &conflict, &error);
      topology_assert_whole (board.topology);
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
        g_assert_true (topology_sum_areas (board.topology) == area2);
      assert_pieces (&board, c, pieces, before);
    }
}

/* ---- Random lines ---- */

#define N_LINES 3000

typedef enum
{
  LINE,
  RING,
  REDRAW,
  MOVE,
  JOIN,
  MERGE,
  N_KINDS,
} Kind;

static const char *const KIND_NAMES[] = { "line", "ring", "redraw", "move", "join", "merge" };

typedef struct
{
  Board      board;
  YutuRandom random;
  gint64     cell;
  gboolean   is_full; /* of faces: some go first */
  gint64     tried[N_KINDS];
  gint64     done[N_KINDS];
} Trial;

static gint64
draw_number (Trial *trial,
             gint64 low,
             gint64 high)
{
  return low + (gint64)yutu_random_below (&trial->random, (guint64)(high - low + 1));
}

static YutuPoint
draw_point (Trial    *trial,
            YutuPoint around,
            gint64    reach)
{
  return (YutuPoint){ around.x + draw_number (trial, -reach, reach), around.y + draw_number (trial, -reach, reach) };
}

/* A vertex of an arc, or a place anywhere, beyond the board too. */
static YutuPoint
draw_stop (Trial *trial)
{
  g_autoptr (GArray) arcs = yutu_topology_list_arcs (trial->board.topology);
  YutuPoint middle = { SIDE * trial->cell / 2, SIDE * trial->cell / 2 };
  YutuArc   arc;

  if (yutu_random_below (&trial->random, 3) > 0)
    return draw_point (trial, middle, SIDE * trial->cell * 5 / 8);
  yutu_topology_get_arc (trial->board.topology,
                         g_array_index (arcs, gint64, yutu_random_below (&trial->random, arcs->len)), &arc);
  return arc.points[yutu_random_below (&trial->random, arc.n_points)];
}

static gboolean
draw_line (Trial   *trial,
           gboolean is_ring)
{
  YutuPoint points[6];
  gsize     n = 2 + yutu_random_below (&trial->random, 3) + (is_ring ? 1 : 0);
  g_autoptr (GArray) faces = yutu_topology_list_faces (trial->board.topology);
  YutuTopologyDrawing drawing = { points, n, NULL, 0 };

  points[0] = draw_stop (trial);
  for (gsize i = 1; i < n; i++)
    points[i] = is_ring ? draw_point (trial, points[0], trial->cell) : draw_stop (trial);
  if (is_ring)
    points[drawing.n_points++] = points[0];
  if (yutu_random_below (&trial->random, 2) == 0) /* only some of them, in order */
    {
      drawing.faces = (gint64 *)(gpointer)faces->data + yutu_random_below (&trial->random, faces->len / 2);
      drawing.n_faces = faces->len / 2;
    }
  return yutu_topology_draw (trial->board.topology, &drawing, next_id, &trial->board.id, NULL, NULL, NULL);
}

static gboolean
is_outline (const YutuArc *arc)
{
  return arc->face_left == 0 || arc->face_right == 0;
}

static gboolean
redraw (Trial         *trial,
        const YutuArc *arc)
{
  YutuPoint           points[4];
  gsize               from = yutu_random_below (&trial->random, arc->n_points - 1);
  gsize               to = from + 1 + yutu_random_below (&trial->random, arc->n_points - 1 - from);
  gsize               n = yutu_random_below (&trial->random, 5);
  YutuPoint           a = arc->points[from], b = arc->points[to];
  gint64              reach = 1 + MAX (ABS (a.x - b.x), ABS (a.y - b.y)) / draw_number (trial, 1, 6);
  YutuTopologyRedrawn wish = { arc->id, from, to, points, n };

  for (gsize i = 0; i < n; i++)
    points[i] = draw_point (trial,
                            (YutuPoint){ a.x + (b.x - a.x) * (gint64)(i + 1) / (gint64)(n + 1),
                                         a.y + (b.y - a.y) * (gint64)(i + 1) / (gint64)(n + 1) },
                            reach);
  return yutu_topology_redraw (trial->board.topology, &wish, 1, NULL, NULL);
}

static gboolean
touches_outside (Trial *trial,
                 gint64 node)
{
  g_autoptr (GArray) arcs = yutu_topology_list_arcs (trial->board.topology);

  for (guint i = 0; i < arcs->len; i++)
    {
      YutuArc arc;

      yutu_topology_get_arc (trial->board.topology, g_array_index (arcs, gint64, i), &arc);
      if ((arc.node_from == node || arc.node_to == node) && is_outline (&arc))
        return TRUE;
    }
  return FALSE;
}

static gboolean
carry_out (Trial         *trial,
           Kind           kind,
           const YutuArc *arc)
{
  gsize at = yutu_random_below (&trial->random, arc->n_points);

  if (kind == LINE || kind == RING)
    return draw_line (trial, kind == RING);
  if (is_outline (arc) && kind != JOIN)
    return FALSE;
  if (kind == REDRAW)
    return redraw (trial, arc);
  if (kind == JOIN)
    return yutu_topology_join_arcs (trial->board.topology, arc->node_to, arc->id, NULL);
  if (kind == MERGE)
    return yutu_topology_merge_faces (trial->board.topology, arc->id, arc->face_left, NULL);
  if ((at == 0 || at + 1 == arc->n_points) &&
      touches_outside (trial, at == 0 ? arc->node_from : arc->node_to))
    return FALSE;
  return yutu_topology_edit_vertex (trial->board.topology,
                                    &(YutuVertexEdit){ YUTU_VERTEX_MOVE, arc->id, at, draw_point (trial, arc->points[at], 1 + trial->cell / 8) },
                                    NULL, NULL);
}

static gboolean
step (Trial *trial)
{
  g_autoptr (GArray) arcs = yutu_topology_list_arcs (trial->board.topology);
  gsize    n_faces = yutu_topology_count_faces (trial->board.topology);
  Kind     kind = (Kind)yutu_random_below (&trial->random, N_KINDS);
  YutuArc  arc;
  gboolean done;

  yutu_topology_get_arc (trial->board.topology,
                         g_array_index (arcs, gint64, yutu_random_below (&trial->random, arcs->len)), &arc);
  trial->is_full = n_faces > 60 || (trial->is_full && n_faces > 20);
  if (trial->is_full && kind < REDRAW)
    kind = MERGE;
  else if (n_faces < 8)
    kind = LINE;
  trial->tried[kind]++;
  done = carry_out (trial, kind, &arc);
  trial->done[kind] += done;
  return done;
}

/* Twice the area inside of the lines along the outside. */
static __int128
measure_outline (YutuTopology *topology)
{
  g_autoptr (GArray) arcs = yutu_topology_list_arcs (topology);
  YutuPoint origin = { 0, 0 };
  __int128  area2 = 0;

  for (guint i = 0; i < arcs->len; i++)
    {
      YutuArc arc;

      yutu_topology_get_arc (topology, g_array_index (arcs, gint64, i), &arc);
      for (gsize k = 1; k < arc.n_points && is_outline (&arc); k++)
        area2 += yutu_exact_cross (origin, arc.points[k - 1], arc.points[k]) * (arc.face_right == 0 ? 1 : -1);
    }
  return area2;
}

/* The board's outline is parallel to the axes, so that on the wide grid no crossing with it is rounded
 * and all land sums up to the same. */
static void
run_trial (gint64 cell,
           gint64 n)
{
  Trial            trial = { .cell = cell };
  g_autofree char *before = NULL;
  __int128         area2;

  board_init (&trial.board, -1, cell);
  yutu_random_init (&trial.random, (guint64)cell);
  area2 = topology_sum_areas (trial.board.topology);
  before = dump (trial.board.topology);
  for (gint64 i = 0; i < n; i++)
    {
      gboolean         done = step (&trial);
      g_autofree char *after = dump (trial.board.topology);

      if (!done)
        {
          g_assert_cmpstr (before, ==, after);
          continue;
        }
      topology_assert_euler (trial.board.topology);
      topology_assert_touched (trial.board.topology);
      g_assert_true (topology_sum_areas (trial.board.topology) == measure_outline (trial.board.topology));
      g_assert_true (cell < CELL || topology_sum_areas (trial.board.topology) == area2);
      if (i % 20 == 0)
        topology_assert_whole (trial.board.topology);
      g_free (before);
      before = g_steal_pointer (&after);
    }
  topology_assert_whole (trial.board.topology);
  for (int k = 0; k < N_KINDS; k++)
    {
      g_test_message ("%s: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT, KIND_NAMES[k], trial.done[k],
                      trial.tried[k]);
      g_assert_cmpint (trial.done[k], >, 0);
    }
  board_clear (&trial.board);
}

/* On a wide grid, where crossings are as in life, and on ones of a few steps, where everything is next to
 * everything. */
static void
test_random_lines_keep_the_model_whole (void)
{
  gint64 n = g_getenv ("YUTU_TEST_LONG") != NULL ? 20 * N_LINES : N_LINES;

  run_trial (CELL, n);
  run_trial (1000, n);
  run_trial (60, n);
  run_trial (12, n);
}

/* ---- What others got wrong ---- */

static gint64
cut_across (Board    *board,
            YutuPoint a,
            YutuPoint b)
{
  YutuPoint line[] = { a, b };
  gint64    arc = 0;
  g_autoptr (GArray) arcs = NULL;
  g_autoptr (GError) error = NULL;

  yutu_topology_draw (board->topology, &(YutuTopologyDrawing){ line, 2, NULL, 0, FALSE }, next_id, &board->id,
                      NULL, NULL, &error);
  g_assert_no_error (error);
  arcs = yutu_topology_list_arcs (board->topology);
  for (guint i = 0; i < arcs->len; i++)
    {
      YutuArc found;

      yutu_topology_get_arc (board->topology, g_array_index (arcs, gint64, i), &found);
      if (yutu_point_equal (found.points[0], a) && yutu_point_equal (found.points[found.n_points - 1], b))
        arc = found.id;
    }
  g_assert_cmpint (arc, !=, 0);
  return arc;
}

/* A triangle, and a square drawn over its edge that leaves its land alone; then a vertex on every edge,
 * dragged: one line, so both follow. */
static void
test_f25_vertices_on_every_edge (void)
{
  YutuPoint        triangle[] = { { 0, 0 }, { 4 * U, 0 }, { 2 * U, 3 * U } };
  YutuPoint        square[] = { { 3 * U, U }, { 6 * U, U }, { 6 * U, 2 * U }, { 3 * U, 2 * U } };
  YutuTopologyRing rings[] = { { triangle, 3, 1 }, { square, 4, 2 } };
  g_auto (Board) board = { 0 };
  g_autoptr (GArray) arcs = NULL;
  g_autoptr (GError) error = NULL;
  __int128 area2;

  board.topology = yutu_topology_build (rings, 2, NULL, next_id, &board.id, NULL, &error);
  g_assert_no_error (error);
  area2 = topology_sum_areas (board.topology);
  arcs = yutu_topology_list_arcs (board.topology);
  for (guint i = 0; i < arcs->len; i++)
    {
      gint64  id = g_array_index (arcs, gint64, i);
      YutuArc arc;

      yutu_topology_get_arc (board.topology, id, &arc);
      for (gsize k = arc.n_points - 1; k > 0; k--)
        {
          YutuPoint a, b;

          yutu_topology_get_arc (board.topology, id, &arc);
          a = arc.points[k - 1];
          b = arc.points[k];
          g_assert_true (yutu_topology_edit_vertex (board.topology,
                                                    &(YutuVertexEdit){ YUTU_VERTEX_INSERT, id, k, { (a.x + b.x) / 2 + U / 50, (a.y + b.y) / 2 + U / 50 } },
                                                    NULL, &error));
          topology_assert_whole (board.topology);
        }
    }
  g_assert_true (topology_sum_areas (board.topology) == measure_outline (board.topology));
  g_assert_true (topology_sum_areas (board.topology) != area2);
}

/* Three polygons whose common corner differs in the sixteenth decimal: on the grid it is one, and there is
 * one node. */
static void
test_f26_corners_apart_by_nothing (void)
{
  double           corners[] = { 119.5, 119.5 + 1e-16, 119.5 - 1e-14 };
  YutuPoint        triangles[3][3];
  YutuTopologyRing rings[3];
  const double     around[3][2] = { { 119.6, 29.0 }, { 119.4, 29.1 }, { 119.45, 28.9 } };
  g_auto (Board) board = { 0 };
  g_autoptr (GArray) nodes = NULL;
  YutuPoint middle = yutu_point_from_degrees (119.5, 29.0);
  guint     n_middle = 0;

  for (guint32 i = 0; i < 3; i++)
    {
      const double *one = around[i], *two = around[(i + 1) % 3];

      triangles[i][0] = yutu_point_from_degrees (corners[i], 29.0 + 1e-15 * i);
      triangles[i][1] = yutu_point_from_degrees (one[0], one[1]);
      triangles[i][2] = yutu_point_from_degrees (two[0], two[1]);
      rings[i] = (YutuTopologyRing){ triangles[i], 3, i };
    }
  board.topology = yutu_topology_build (rings, 3, NULL, next_id, &board.id, NULL, NULL);
  g_assert_cmpuint (yutu_topology_count_faces (board.topology), ==, 3);
  g_assert_cmpuint (yutu_topology_count_arcs (board.topology), ==, 6);
  nodes = yutu_topology_list_nodes (board.topology);
  for (guint i = 0; i < nodes->len; i++)
    {
      YutuPoint point;

      yutu_topology_get_node (board.topology, g_array_index (nodes, gint64, i), &point);
      n_middle += yutu_point_equal (point, middle);
    }
  g_assert_cmpuint (n_middle, ==, 1);
  topology_assert_whole (board.topology);
}

/* A split, then the vertex that both parts have got is moved: no neighbour stays behind. */
static void
test_f27_split_then_move_the_shared_vertex (void)
{
  g_auto (Board) board = { 0 };
  g_autoptr (GError) error = NULL;
  YutuPoint a = { 0, U }, b = { 4 * U, 3 * U };
  gint64    line;
  YutuArc   arc;
  __int128  area2;
  YutuPoint to = { 4 * U + U / 4, 3 * U };

  board_init (&board, -1, CELL);
  area2 = topology_sum_areas (board.topology);
  line = cut_across (&board, a, b);
  yutu_topology_get_arc (board.topology, line, &arc);
  g_assert_true (yutu_topology_edit_vertex (board.topology,
                                            &(YutuVertexEdit){ YUTU_VERTEX_MOVE, line, arc.n_points - 1, to },
                                            NULL, &error));
  topology_assert_whole (board.topology);
  g_assert_true (topology_sum_areas (board.topology) == area2);
  yutu_topology_get_arc (board.topology, line, &arc);
  g_assert_true (yutu_point_equal (arc.points[arc.n_points - 1], to));
  g_assert_cmpint (yutu_topology_locate (board.topology, (YutuPoint){ 4 * U + U / 8, 3 * U - U / 16 }), !=,
                   yutu_topology_locate (board.topology, (YutuPoint){ 4 * U + U / 8, 3 * U + U / 16 }));
}

/* A line of 4,432 vertices, drawn anew from the second to the three-thousandth, there and back. */
static void
test_f31_redraw_of_a_long_line (void)
{
  enum
  {
    N = 4432,
    LAST = 3000
  };
  g_auto (Board) board = { 0 };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gint64              line;
  YutuTopologyRedrawn wish = { 0 };
  YutuPoint           way[] = { { U, 2 * U + U / 2 } };
  YutuArc             arc;

  board_init (&board, -1, CELL);
  line = cut_across (&board, (YutuPoint){ 0, 2 * U }, (YutuPoint){ 4 * U, 2 * U });
  for (int i = 1; i < N - 1; i++)
    {
      YutuPoint point = { (gint64)4 * U * i / (N - 1), 2 * U + (i % 7) * 20 };

      g_array_append_val (points, point);
    }
  wish = (YutuTopologyRedrawn){ line, 0, 1, (YutuPoint *)(gpointer)points->data, points->len };
  g_assert_true (yutu_topology_redraw (board.topology, &wish, 1, NULL, &error));
  before = dump (board.topology);
  wish = (YutuTopologyRedrawn){ line, 1, LAST, way, 1 };
  g_assert_true (yutu_topology_redraw (board.topology, &wish, 1, NULL, &error));
  yutu_topology_get_arc (board.topology, line, &arc);
  g_assert_cmpuint (arc.n_points, ==, N - (LAST - 2) + 1);
  topology_assert_whole (board.topology);
  wish = (YutuTopologyRedrawn){ line, 1, 3, (YutuPoint *)(gpointer)points->data + 1, LAST - 2 };
  g_assert_true (yutu_topology_redraw (board.topology, &wish, 1, NULL, &error));
  g_assert_no_error (error);
  after = dump (board.topology);
  g_assert_cmpstr (before, ==, after);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/division/topology-draw/plain-cases", test_plain_cases);
  g_test_add_func ("/division/topology-draw/random-lines", test_random_lines_keep_the_model_whole);
  g_test_add_func ("/division/topology-draw/f25-vertices-on-every-edge-qgis-28707", test_f25_vertices_on_every_edge);
  g_test_add_func ("/division/topology-draw/f26-corners-apart-by-nothing-qgis-35079", test_f26_corners_apart_by_nothing);
  g_test_add_func ("/division/topology-draw/f27-split-then-move-the-shared-vertex-qgis-39835",
                   test_f27_split_then_move_the_shared_vertex);
  g_test_add_func ("/division/topology-draw/f31-redraw-of-a-long-line-qgis-58536", test_f31_redraw_of_a_long_line);
  return g_test_run ();
}
