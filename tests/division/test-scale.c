/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A county at its real size: 434 villages whose borders wind like real ones, and real layers of
 * several levels, cut into one another. Times are told; what is asserted of them is far above what
 * is usual, so that only a change of order fails. */

#include <glib/gstdio.h>
#include <string.h>

#include "base/yutu-random.h"
#include "division/yutu-division-check.h"
#include "division/yutu-division-import.h"
#include "geo/yutu-exact.h"
#include "file-fixture.h"
#include "transfer/yutu-source.h"

#define DAY "2020-01-01"

typedef struct
{
  GArray                   *rows; /* YutuDivisionSource; free_rings when they own points */
  YutuDivisionImportOptions options;
  YutuDivisionImportResult  result;
  double                    ms;
} Import;

static gboolean
write_rows (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Import *self = data;

  return yutu_division_import (connection, (YutuDivisionSource *)(gpointer)self->rows->data,
                               self->rows->len, &self->options, TRUE, &self->result, error);
}

static void
import_write (Import *self,
              File   *file)
{
  YutuEntrySpec spec = { "import-division", "导入", "测试员", FALSE };
  g_autoptr (GError) error = NULL;
  gint64 started = g_get_monotonic_time ();

  yutu_division_import_result_clear (&self->result);
  yutu_store_write (file->store, &spec, write_rows, self, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (self->result.rejected, ==, 0);
  self->ms = (double)(g_get_monotonic_time () - started) / 1000;
}

static guint
count_findings (Import     *self,
                const char *rule)
{
  guint n = 0;

  for (guint i = 0; i < self->result.findings->len; i++)
    n += g_str_equal (((YutuDivisionFinding *)self->result.findings->pdata[i])->rule, rule);
  return n;
}

static void
import_clear (Import *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    g_free (g_array_index (self->rows, YutuDivisionSource, i).rings);
  g_array_unref (self->rows);
  yutu_division_import_result_clear (&self->result);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

static gboolean
check_all (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  g_autoptr (GPtrArray) faults = yutu_division_check (connection, NULL, NULL, NULL, error);

  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      YutuDivisionFault *fault = g_ptr_array_index (faults, i);

      if (g_str_equal (fault->severity, "error"))
        g_error ("%s: %s", fault->rule, fault->message);
    }
  return faults != NULL;
}

static void
assert_whole (File *self)
{
  g_autoptr (GError) error = NULL;

  yutu_store_read (self->store, check_all, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* ---- 434 villages ---- */

#define COLUMNS 14
#define ROWS    31
#define SIDE    G_GINT64_CONSTANT (25000000) /* about 2.5 km */

typedef struct
{
  YutuRandom random;
  GPtrArray *names;                     /* keeps them and the rings */
  GArray    *across[ROWS + 1][COLUMNS]; /* YutuPoint, west to east */
  GArray    *up[ROWS][COLUMNS + 1];     /* south to north */
  gsize      n_points;
} Board;

/* Midpoints moved sideways by a twentieth of the length, again and again. */
static void
wind (Board    *board,
      GArray   *line,
      YutuPoint a,
      YutuPoint b,
      int       depth)
{
  double    off = (yutu_random_unit (&board->random) - 0.5) * 0.12;
  YutuPoint middle = {
    (a.x + b.x) / 2 - (gint64)(off * (double)(b.y - a.y)),
    (a.y + b.y) / 2 + (gint64)(off * (double)(b.x - a.x)),
  };

  if (depth == 0)
    {
      g_array_append_val (line, b);
      return;
    }
  wind (board, line, a, middle, depth - 1);
  wind (board, line, middle, b, depth - 1);
}

static GArray *
make_line (Board    *board,
           YutuPoint a,
           YutuPoint b)
{
  GArray *line = g_array_new (FALSE, FALSE, sizeof (YutuPoint));

  g_array_append_val (line, a);
  wind (board, line, a, b, yutu_random_below (&board->random, 3) == 0 ? 8 : 7);
  board->n_points += line->len;
  return line;
}

static YutuPoint
corner (int x,
        int y)
{
  return (YutuPoint){ yutu_grid_from_degrees (119.2) + x * SIDE,
                      yutu_grid_from_degrees (28.7) + y * SIDE };
}

static void
append_line (GArray  *ring,
             GArray  *line,
             gboolean backwards)
{
  for (guint i = 0; i + 1 < line->len; i++)
    g_array_append_val (
      ring, g_array_index (line, YutuPoint, backwards ? line->len - 1 - i : i));
}

static void
add_village (Board  *board,
             int     x,
             int     y,
             GArray *rows)
{
  GArray            *ring = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  YutuDivisionSource row = { .row = rows->len + 1, .n_rings = 1 };

  append_line (ring, board->across[y][x], FALSE);
  append_line (ring, board->up[y][x + 1], FALSE);
  append_line (ring, board->across[y + 1][x], TRUE);
  append_line (ring, board->up[y][x], TRUE);
  row.name = g_strdup_printf ("第%u村", rows->len + 1);
  row.rings = g_new0 (YutuTopologyRing, 1);
  row.rings[0] = (YutuTopologyRing){ (YutuPoint *)(gpointer)ring->data, ring->len, 0 };
  g_ptr_array_add (board->names, (gpointer)row.name);
  g_ptr_array_add (board->names, g_array_free (ring, FALSE));
  g_array_append_val (rows, row);
}

static void
make_board (Board  *board,
            GArray *rows)
{
  yutu_random_init (&board->random, 434);
  board->names = g_ptr_array_new_with_free_func (g_free);
  for (int y = 0; y <= ROWS; y++)
    for (int x = 0; x < COLUMNS; x++)
      board->across[y][x] = make_line (board, corner (x, y), corner (x + 1, y));
  for (int y = 0; y < ROWS; y++)
    for (int x = 0; x <= COLUMNS; x++)
      board->up[y][x] = make_line (board, corner (x, y), corner (x, y + 1));
  for (int y = 0; y < ROWS; y++)
    for (int x = 0; x < COLUMNS; x++)
      add_village (board, x, y, rows);
}

static void
board_clear (Board *board)
{
  for (int y = 0; y <= ROWS; y++)
    for (int x = 0; x < COLUMNS; x++)
      g_array_unref (board->across[y][x]);
  for (int y = 0; y < ROWS; y++)
    for (int x = 0; x <= COLUMNS; x++)
      g_array_unref (board->up[y][x]);
  g_ptr_array_unref (board->names);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Board, board_clear)

typedef struct
{
  YutuTopology *topology;
  YutuRandom    random;
  gboolean      moved;
} Mover;

static gboolean
load_model (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Mover *mover = data;

  mover->topology = yutu_division_load_model (connection, error);
  return mover->topology != NULL;
}

static gboolean
move_one (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  Mover *mover = data;
  g_autoptr (GArray) arcs = yutu_topology_list_arcs (mover->topology);
  YutuVertexEdit edit = { .kind = YUTU_VERTEX_MOVE };
  YutuArc        arc;

  yutu_topology_get_arc (
    mover->topology,
    g_array_index (arcs, gint64, yutu_random_below (&mover->random, arcs->len)), &arc);
  edit.arc = arc.id;
  edit.index = 1 + yutu_random_below (&mover->random, arc.n_points - 2);
  edit.to.x = arc.points[edit.index].x + (gint64)yutu_random_below (&mover->random, 4001) - 2000;
  edit.to.y = arc.points[edit.index].y + (gint64)yutu_random_below (&mover->random, 4001) - 2000;
  mover->moved = yutu_topology_edit_vertex (mover->topology, &edit, NULL, NULL);
  return yutu_division_save_changes (connection, mover->topology, error);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double one = *(const double *)a, two = *(const double *)b;

  return (one > two) - (one < two);
}

static void
move_vertices (File *self)
{
  YutuEntrySpec spec = { "arc-move", "移动界线点", "测试员", FALSE };
  Mover         mover = { 0 };
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GError) error = NULL;

  yutu_random_init (&mover.random, 7);
  yutu_store_read (self->store, load_model, &mover, NULL, &error);
  g_assert_no_error (error);
  while (times->len < 200)
    {
      gint64 started = g_get_monotonic_time ();
      double ms;

      yutu_store_write (self->store, &spec, move_one, &mover, NULL, NULL, &error);
      g_assert_no_error (error);
      ms = (double)(g_get_monotonic_time () - started) / 1000;
      if (mover.moved)
        g_array_append_val (times, ms);
    }
  g_array_sort (times, compare_doubles);
  g_test_message ("a vertex moved through the journal: median %.2f ms, 99 of 100 below %.2f ms",
                  g_array_index (times, double, 100), g_array_index (times, double, 198));
  g_assert_cmpfloat (g_array_index (times, double, 100), <, 50);
  yutu_topology_free (mover.topology);
}

static void
test_winding_villages (File         *self,
                       gconstpointer data)
{
  g_auto (Board) board = { 0 };
  g_auto (Import) villages = {
    .rows = g_array_new (FALSE, TRUE, sizeof (YutuDivisionSource)),
    .options = { .level = 5, .source = "test", .valid_from = DAY },
  };

  make_board (&board, villages.rows);
  import_write (&villages, self);
  g_test_message ("%u villages, %" G_GSIZE_FORMAT " vertices: %.0f ms", villages.rows->len,
                  board.n_points, villages.ms);
  g_assert_cmpuint (villages.result.accepted, ==, COLUMNS * ROWS);
  g_assert_cmpuint (count_findings (&villages, "overlap"), ==, 0);
  g_assert_cmpuint (count_findings (&villages, "gap"), ==, 0);
  g_assert_cmpfloat (villages.ms, <, 5000);
  move_vertices (self);
  assert_whole (self);
}

/* ---- Real layers ---- */

static YutuSource *
read_layer (const char *path,
            const char *layer)
{
  const char       *root = g_getenv ("YUTU_SHARED_DATA");
  g_autofree char  *full = g_build_filename (root != NULL ? root : ".", path, NULL);
  YutuSourceOptions options = { .layer = layer };
  g_autoptr (GError) error = NULL;
  YutuSource *source = NULL;

  if (!g_file_test (full, G_FILE_TEST_EXISTS))
    {
      g_test_skip (path);
      return NULL;
    }
  source = yutu_source_read (full, &options, NULL, &error);
  g_assert_no_error (error);
  return source;
}

/* The source must live as long as the rows. */
static void
take_rows (Import     *self,
           YutuSource *source,
           const char *name_field)
{
  const char *const fields[] = { name_field, NULL };
  int               field = yutu_source_find_field (source, fields);

  for (gsize i = 0; i < yutu_source_count_rows (source); i++)
    {
      const YutuSourceFeature *feature = yutu_source_get_feature (source, i);
      YutuDivisionSource       row = {
              .row = feature->row,
              .name = yutu_source_get_text (source, i, (gsize)field),
      };

      row.rings = g_new0 (YutuTopologyRing, feature->n_paths + 1);
      for (gsize k = 0; k < feature->n_paths; k++)
        {
          const YutuSourcePath *path = yutu_source_get_path (source, feature->first_path + k);

          row.rings[row.n_rings++] = (YutuTopologyRing){
            .points = yutu_source_get_points (source, path),
            .n_points = path->n_points,
          };
        }
      g_array_append_val (self->rows, row);
    }
}

typedef struct
{
  int     level;
  GArray *sums; /* double: twice the area on the grid of each unit of the level, in tree order */
} Areas;

static gboolean
sum_areas (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Areas *areas = data;
  g_autoptr (GPtrArray) units = yutu_division_list (connection, DAY, error);

  for (guint i = 0; units != NULL && i < units->len; i++)
    {
      const YutuDivision *unit = g_ptr_array_index (units, i);
      g_autoptr (YutuShape) shape = NULL;
      __int128 sum = 0;

      if (unit->level != areas->level)
        continue;
      if (!yutu_division_load_shape (connection, unit->unit, DAY, &shape, error))
        return FALSE;
      for (gsize p = 0; p < shape->n_parts; p++)
        sum += yutu_exact_ring_area2 (shape->points + shape->part_starts[p],
                                      shape->part_starts[p + 1] - shape->part_starts[p]);
      g_array_append_val (areas->sums, ((double[]){ (double)sum })[0]);
    }
  return units != NULL;
}

static GArray *
list_areas (File *self,
            int   level)
{
  Areas areas = { level, g_array_new (FALSE, FALSE, sizeof (double)) };
  g_autoptr (GError) error = NULL;

  yutu_store_read (self->store, sum_areas, &areas, NULL, &error);
  g_assert_no_error (error);
  return areas.sums;
}

/* A line that is crossed gets a vertex there, rounded to the grid: half a step along its length. */
static void
assert_same_land (GArray *before,
                  GArray *after)
{
  g_assert_cmpuint (before->len, ==, after->len);
  for (guint i = 0; i < before->len; i++)
    g_assert_cmpfloat_with_epsilon (
      g_array_index (after, double, i) / g_array_index (before, double, i), 1, 1e-8);
}

/* Squares of an even grid over real townships: nearly all reach over a line. None moves. */
static void
test_squares_over_townships (File         *self,
                             gconstpointer data)
{
  g_autoptr (YutuSource) source = read_layer ("townships-2020/wucheng.json", NULL);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_auto (Import) townships = {
    .rows = g_array_new (FALSE, TRUE, sizeof (YutuDivisionSource)),
    .options = { .level = 4, .source = "test", .valid_from = DAY },
  };
  g_auto (Import) villages = {
    .rows = g_array_new (FALSE, TRUE, sizeof (YutuDivisionSource)),
    .options = { .level = 5, .source = "test", .valid_from = DAY },
  };
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) after = NULL;

  if (source == NULL)
    return;
  take_rows (&townships, source, "name");
  import_write (&townships, self);
  before = list_areas (self, 4);
  for (int i = 0; i < 22 * 20; i++)
    {
      gint64             west = yutu_grid_from_degrees (119.2) + i % 22 * SIDE;
      gint64             south = yutu_grid_from_degrees (28.7) + i / 22 * SIDE;
      YutuDivisionSource row = { .row = i + 1, .n_rings = 1 };
      YutuPoint          points[4] = { { west, south },
                                       { west + SIDE, south },
                                       { west + SIDE, south + SIDE },
                                       { west, south + SIDE } };
      YutuPoint         *copy = g_memdup2 (points, sizeof points);

      row.name = g_strdup_printf ("第%d村", i + 1);
      row.rings = g_new0 (YutuTopologyRing, 1);
      row.rings[0] = (YutuTopologyRing){ copy, 4, 0 };
      g_ptr_array_add (kept, copy);
      g_ptr_array_add (kept, (gpointer)row.name);
      g_array_append_val (villages.rows, row);
    }
  import_write (&villages, self);
  g_test_message ("%u townships %.0f ms; %u squares over them %.0f ms, %u findings",
                  townships.rows->len, townships.ms, villages.rows->len, villages.ms,
                  villages.result.findings->len);
  g_assert_cmpuint (count_findings (&villages, "overshoot"), >, 100);
  after = list_areas (self, 4);
  assert_same_land (before, after);
  assert_whole (self);
}

typedef struct
{
  YutuSource *source; /* of the villages */
  guint       n_right;
  guint       n_wrong;
} Parents;

/* Each village beside what the source says: the units come in the order of its rows. */
static gboolean
compare_parents (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  static const char *const town_field[] = { "TOWNNAME", NULL };
  static const char *const county_field[] = { "COUNTYNAME", NULL };
  Parents                 *parents = data;
  int                      town = yutu_source_find_field (parents->source, town_field);
  int                      county = yutu_source_find_field (parents->source, county_field);
  sqlite3_stmt            *statement = yutu_connection_prepare (
               connection,
               "SELECT coalesce (p.name, ''), coalesce (c.name, '') FROM division d "
                          "LEFT JOIN division p ON p.unit = d.parent LEFT JOIN division c ON c.unit = p.parent "
                          "WHERE d.level = 5 ORDER BY d.id",
               error);
  gboolean found = TRUE;

  for (gsize i = 0; statement != NULL; i++)
    {
      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (g_strcmp0 ((const char *)sqlite3_column_text (statement, 0),
                     yutu_source_get_text (parents->source, i, (gsize)town)) == 0 &&
          g_strcmp0 ((const char *)sqlite3_column_text (statement, 1),
                     yutu_source_get_text (parents->source, i, (gsize)county)) == 0)
        parents->n_right++;
      else
        parents->n_wrong++;
    }
  return FALSE;
}

static void
test_three_levels (File         *self,
                   gconstpointer data)
{
  static const struct
  {
    int         level;
    const char *layer;
    const char *field;
  } levels[] = {
    { 3, "counties", "COUNTYNAME" },
    { 4, "towns", "TOWNNAME" },
    { 5, "villages", "VILLNAME" },
  };
  Parents parents = { 0 };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_autoptr (YutuSource) source =
        read_layer ("villages-taiwan-2021/villages-10t.json", levels[i].layer);
      g_auto (Import) import = {
        .rows = g_array_new (FALSE, TRUE, sizeof (YutuDivisionSource)),
        .options = { .level = levels[i].level, .source = "test", .valid_from = DAY },
      };

      if (source == NULL)
        return;
      take_rows (&import, source, levels[i].field);
      import_write (&import, self);
      g_test_message ("%s: %u rows, %.0f ms; %u overshoot, %u uncovered, %u overlap, %u gap",
                      levels[i].layer, import.rows->len, import.ms,
                      count_findings (&import, "overshoot"), count_findings (&import, "uncovered"),
                      count_findings (&import, "overlap"), count_findings (&import, "gap"));
      parents.source = levels[i].level == 5 ? source : NULL;
      if (parents.source == NULL)
        continue;
      yutu_store_read (self->store, compare_parents, &parents, NULL, &error);
      g_assert_no_error (error);
      g_test_message ("%u villages under the town of the source, %u not", parents.n_right,
                      parents.n_wrong);
      /* Those of a town of which the source has only an islet: told, each. */
      g_assert_cmpuint (parents.n_wrong, ==, count_findings (&import, "parent-above"));
      g_assert_cmpuint (parents.n_right, >, 7600);
    }
  assert_whole (self);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/division/scale/winding-villages", File, NULL, file_set_up, test_winding_villages,
              file_tear_down);
  g_test_add ("/division/scale/squares-over-townships", File, NULL, file_set_up,
              test_squares_over_townships, file_tear_down);
  g_test_add ("/division/scale/three-levels", File, NULL, file_set_up, test_three_levels, file_tear_down);
  return g_test_run ();
}
