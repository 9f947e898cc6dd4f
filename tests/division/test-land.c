/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Land cut along lines and given, in a file. After each write:
 *
 * 1. `check` finds no error; areas kept are those of a rebuild, to the byte;
 * 2. a cut alone changes nobody's area but by arcs bent at rounded crossings (under a step);
 * 3. older days keep their owners;
 * 4. undo brings back the very rows. */

#include <string.h>

#include "base/yutu-random.h"
#include "county-fixture.h"
#include "division/yutu-boundary.h"
#include "division/yutu-division-check.h"
#include "division/yutu-division-model.h"
#include "division/yutu-land.h"
#include "geo/yutu-measure.h"

#define LATER "2015-06-01"

/* ---- What holds ---- */

typedef struct
{
  gint64      unit;
  const char *day;
  double      area_m2;
} Area;

static gboolean
read_area (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Area *area = data;
  g_autoptr (YutuDivision) division = NULL;

  if (!yutu_division_load (connection, area->unit, area->day, &division, error))
    return FALSE;
  area->area_m2 = division != NULL ? division->area_m2 : 0;
  return TRUE;
}

static double
get_area (County     *county,
          gint64      unit,
          const char *day)
{
  Area area = { unit, day, 0 };

  county_read (county, read_area, &area);
  return area.area_m2;
}

/* ---- Cuts ---- */

typedef struct
{
  YutuLandLine         line;
  const char          *give_day; /* NULL: only cut */
  guint                side;     /* what is given */
  gint64               to;
  GArray              *pieces;
  YutuTopologyConflict conflict;
} Cut;

static void
cut_clear (Cut *self)
{
  g_clear_pointer (&self->pieces, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cut, cut_clear)

static gboolean
cut_and_give (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Cut *cut = data;

  g_clear_pointer (&cut->pieces, g_array_unref);
  if (!yutu_land_cut (connection, &cut->line, &cut->pieces, &cut->conflict, error))
    return FALSE;
  for (guint i = 0; cut->give_day != NULL && i < cut->pieces->len; i++)
    {
      const YutuTopologyPiece *piece = &g_array_index (cut->pieces, YutuTopologyPiece, i);

      if (piece->sides == cut->side && !yutu_division_give_face (connection, piece->face, cut->to, cut->give_day, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
try_cut (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  Cut *cut = data;

  return yutu_land_try_cut (connection, &cut->line, NULL, &cut->pieces, &cut->conflict, error);
}

static gint64
new_row_id (gpointer data)
{
  return yutu_connection_new_id (data);
}

/* A line across a village, from the middle of its left border to that of its right one, a bit
 * further out at both ends. */
static void
cross_village (County   *county,
               int       village,
               YutuPoint line[2])
{
  YutuPoint quad[4];
  YutuPoint left, right;

  county_get_quad (county, village, quad);
  left = (YutuPoint){ (quad[0].x + quad[3].x) / 2, (quad[0].y + quad[3].y) / 2 };
  right = (YutuPoint){ (quad[1].x + quad[2].x) / 2, (quad[1].y + quad[2].y) / 2 };
  line[0] = (YutuPoint){ left.x - (right.x - left.x) / 16, left.y - (right.y - left.y) / 16 };
  line[1] = (YutuPoint){ right.x + (right.x - left.x) / 16, right.y + (right.y - left.y) / 16 };
}

static void
undo (County *county)
{
  g_autoptr (GError) error = NULL;

  yutu_store_undo (county->store, "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_cut_alone_changes_nobodys_land (County       *county,
                                     gconstpointer data)
{
  int              village = GRID + 1;
  YutuPoint        line[2];
  g_autofree char *before = county_digest (county);
  g_autofree char *after = NULL;
  double           area_m2 = get_area (county, county->villages[village], LATER);
  g_auto (Cut) cut = { .line = { line, 2, county->villages[village], LATER } };

  cross_village (county, village, line);
  county_write (county, cut_and_give, &cut);
  g_assert_cmpuint (cut.pieces->len, ==, 2);
  g_assert_cmpint (g_array_index (cut.pieces, YutuTopologyPiece, 0).origin, ==, county->faces[village]);
  g_assert_cmpint (g_array_index (cut.pieces, YutuTopologyPiece, 1).origin, ==, county->faces[village]);
  g_assert_cmpuint (g_array_index (cut.pieces, YutuTopologyPiece, 0).sides +
                      g_array_index (cut.pieces, YutuTopologyPiece, 1).sides,
                    ==, YUTU_TOPOLOGY_LEFT + YUTU_TOPOLOGY_RIGHT);
  county_assert_areas (county->store);
  g_assert_cmpfloat_with_epsilon (get_area (county, county->villages[village], LATER), area_m2, 1);
  undo (county);
  after = county_digest (county);
  g_assert_cmpstr (before, ==, after);
  county_assert_areas (county->store);
}

static void
test_piece_given_from_a_day (County       *county,
                             gconstpointer data)
{
  int              village = GRID + 1;
  gint64           from = county->villages[village], to = county->villages[village + GRID];
  YutuPoint        line[2];
  g_autofree char *before = county_digest (county);
  g_autofree char *after = NULL;
  double           from_m2 = get_area (county, from, FIRST_DAY), to_m2 = get_area (county, to, FIRST_DAY);
  g_auto (Cut) cut = { { line, 2, from, LATER }, LATER, YUTU_TOPOLOGY_LEFT, to, NULL, { 0 } };

  cross_village (county, village, line);
  county_write (county, cut_and_give, &cut);
  county_assert_areas (county->store);
  g_assert_cmpfloat_with_epsilon (get_area (county, from, "2015-05-31"), from_m2, 1);
  g_assert_cmpfloat_with_epsilon (get_area (county, to, "2015-05-31"), to_m2, 1);
  g_assert_cmpfloat (get_area (county, from, LATER), <, from_m2 * 0.9);
  g_assert_cmpfloat (get_area (county, to, LATER), >, to_m2 * 1.1);
  g_assert_cmpfloat_with_epsilon (get_area (county, from, LATER) + get_area (county, to, LATER),
                                  from_m2 + to_m2, 2);
  undo (county);
  after = county_digest (county);
  g_assert_cmpstr (before, ==, after);
  county_assert_areas (county->store);
}

/* A township of nine villages, along a line through three of them; the others go by their side. */
static void
test_cut_through_a_township (County       *county,
                             gconstpointer data)
{
  const YutuPoint *west = &county->corners[1][0], *east = &county->corners[1][GRID / 2];
  YutuPoint        line[] = {
    { west->x - 5000000, west->y + 5000000 },
    { east->x + 5000000, east->y + 5000000 },
  };
  guint n_left = 0, n_right = 0, n_cut = 0;
  g_auto (Cut) cut = { .line = { line, 2, county->townships[0], LATER } };

  county_write (county, cut_and_give, &cut);
  county_assert_areas (county->store);
  g_assert_cmpuint (cut.pieces->len, ==, 12);
  for (guint i = 0; i < cut.pieces->len; i++)
    {
      const YutuTopologyPiece *piece = &g_array_index (cut.pieces, YutuTopologyPiece, i);

      n_left += piece->sides == YUTU_TOPOLOGY_LEFT;
      n_right += piece->sides == YUTU_TOPOLOGY_RIGHT;
      n_cut += piece->face != piece->origin;
    }
  g_assert_cmpuint (n_left, ==, 6);
  g_assert_cmpuint (n_right, ==, 6);
  g_assert_cmpuint (n_cut, ==, 3);
}

static void
test_trial_writes_nothing (County       *county,
                           gconstpointer data)
{
  YutuPoint        line[2];
  g_autofree char *before = county_digest (county);
  g_autofree char *after = NULL;
  g_auto (Cut) cut = { .line = { line, 2, 0, NULL } };
  g_auto (Cut) outside = { .line = { line, 2, county->villages[0], "1999-12-31" } };
  g_autoptr (GError) error = NULL;
  guint n_new = 0;

  cross_village (county, 7, line);
  yutu_store_read (county->store, try_cut, &cut, NULL, &error);
  g_assert_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_OPEN); /* it ends in its neighbours */
  g_assert_cmpuint (cut.conflict.n_stretches, ==, 1);
  g_clear_error (&error);
  cut.line.unit = county->villages[7];
  cut.line.day = LATER;
  yutu_store_read (county->store, try_cut, &cut, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < cut.pieces->len; i++)
    n_new += g_array_index (cut.pieces, YutuTopologyPiece, i).face > YUTU_LAND_TRIAL_ID;
  g_assert_cmpuint (n_new, ==, 1);
  yutu_store_read (county->store, try_cut, &outside, NULL, &error);
  g_assert_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_OTHER_DAY);
  after = county_digest (county);
  g_assert_cmpstr (before, ==, after);
}

/* A ring far from all lines, in a file where no unit is named: the land is found all the same. */
static void
test_ring_inside_one_face (County       *county,
                           gconstpointer data)
{
  YutuPoint quad[4], middle = { 0, 0 };
  YutuPoint ring[5];
  g_auto (Cut) cut = { { ring, G_N_ELEMENTS (ring), 0, NULL }, LATER, YUTU_TOPOLOGY_LEFT, county->villages[3], NULL, { 0 } };

  county_get_quad (county, 20, quad);
  for (int i = 0; i < 4; i++)
    middle = (YutuPoint){ middle.x + quad[i].x / 4, middle.y + quad[i].y / 4 };
  for (int i = 0; i < 5; i++)
    ring[i] = (YutuPoint){ (quad[i % 4].x + 3 * middle.x) / 4, (quad[i % 4].y + 3 * middle.y) / 4 };
  county_write (county, cut_and_give, &cut);
  g_assert_cmpuint (cut.pieces->len, ==, 2);
  g_assert_cmpint (g_array_index (cut.pieces, YutuTopologyPiece, 0).origin, ==, county->faces[20]);
  county_assert_areas (county->store);
  undo (county);
  county_assert_areas (county->store);
}

/* ---- Boundary lines ---- */

static gboolean
refresh_lines (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  YutuBoundaryCounts counts;

  return yutu_boundary_refresh_inner (connection, 4, FIRST_DAY, &counts, error);
}

typedef struct
{
  GString *text;
  gint64   n_steps;
} Courses;

static gboolean
read_courses (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Courses      *courses = data;
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT id FROM boundary_line ORDER BY id", error);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row = TRUE;

  while (yutu_connection_step (connection, statement, &row, error) && row)
    {
      gint64 line = sqlite3_column_int64 (statement, 0);

      g_array_append_val (lines, line);
    }
  for (guint i = 0; i < lines->len; i++)
    {
      g_autoptr (YutuShape) shape = NULL;

      if (!yutu_boundary_load_shape (connection, g_array_index (lines, gint64, i), &shape, error))
        return FALSE;
      g_string_append_printf (courses->text, "%" G_GSIZE_FORMAT " %.1f\n", shape->n_parts,
                              yutu_measure_line_m (shape->points, shape->n_points));
    }
  return yutu_connection_get_int64 (connection, "SELECT count(*) FROM boundary_line_arc", 0,
                                    &courses->n_steps, error);
}

static void
test_boundary_lines_run_on (County       *county,
                            gconstpointer data)
{
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);
  Courses   then = { before, 0 }, now = { after, 0 };
  YutuPoint line[2];
  g_auto (Cut) cut = { .line = { line, 2, county->villages[GRID / 2 - 1], LATER } };

  county_write (county, refresh_lines, county);
  county_read (county, read_courses, &then);
  g_assert_cmpint (then.n_steps, >, 0);
  cross_village (county, GRID / 2 - 1, line); /* its right border is between two townships */
  county_write (county, cut_and_give, &cut);
  county_read (county, read_courses, &now);
  g_assert_cmpstr (before->str, ==, after->str);
  g_assert_cmpint (now.n_steps, ==, then.n_steps + 1);
  county_assert_areas (county->store);
}

/* ---- What others got wrong ---- */

typedef struct
{
  County *county;
  gint64  arc;
  gint64  node;
  GArray *faces;
  char   *text;
  gint64  n_moved;
} Look;

static gboolean
give_two_more (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  County      *county = data;
  const gint64 faces[] = { county->faces[2], county->faces[2 * GRID + 4] };

  return yutu_division_give_face (connection, faces[0], county->villages[0], FIRST_DAY, error) &&
         yutu_division_give_face (connection, faces[1], county->villages[0], FIRST_DAY, error);
}

static gboolean
list_faces (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Look *look = data;

  g_clear_pointer (&look->faces, g_array_unref);
  look->faces = yutu_land_list_faces (connection, look->county->villages[0], LATER, error);
  return look->faces != NULL;
}

/* A unit of three parts: one is split, and the others, the rest of it and the unit are the same ones. */
static void
test_f28_split_of_one_part_of_three (County       *county,
                                     gconstpointer data)
{
  YutuPoint line[2];
  Look      look = { .county = county };
  g_autoptr (GArray) before = NULL;
  g_auto (Cut) cut = { .line = { line, 2, county->villages[0], LATER, FALSE } };
  guint n_kept = 0;

  county_write (county, give_two_more, county);
  county_read (county, list_faces, &look);
  before = g_steal_pointer (&look.faces);
  g_assert_cmpuint (before->len, ==, 3);
  cross_village (county, 2, line);
  county_write (county, cut_and_give, &cut);
  county_read (county, list_faces, &look);
  g_assert_cmpuint (look.faces->len, ==, 4);
  for (guint i = 0; i < look.faces->len; i++)
    for (guint k = 0; k < before->len; k++)
      n_kept += g_array_index (look.faces, gint64, i) == g_array_index (before, gint64, k);
  g_assert_cmpuint (n_kept, ==, 3);
  g_array_unref (look.faces);
  county_assert_areas (county->store);
}

static gboolean
find_line_arc (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  return yutu_connection_get_int64 (connection, "SELECT min (arc) FROM boundary_line_arc", 0, data, error);
}

static gboolean
split_line (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Look *look = data;
  g_autoptr (YutuTopology) model = yutu_division_load_around (connection, look->arc, TRUE, error);
  YutuPoint middle;
  YutuArc   arc;

  yutu_topology_get_arc (model, look->arc, &arc);
  middle = (YutuPoint){ (arc.points[0].x + arc.points[1].x) / 2 + 9,
                        (arc.points[0].y + arc.points[1].y) / 2 + 9 };
  return yutu_topology_edit_vertex (model,
                                    &(YutuVertexEdit){ YUTU_VERTEX_INSERT, look->arc, 1, middle },
                                    NULL, error) &&
         yutu_topology_split_arc (model, look->arc, 1, new_row_id, connection, &look->node, NULL, error) &&
         yutu_division_save_changes (connection, model, error);
}

static gboolean
join_line (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Look *look = data;
  g_autoptr (YutuTopology) model = yutu_division_load_around (connection, look->arc, TRUE, error);

  return yutu_topology_join_arcs (model, look->node, look->arc, error) &&
         yutu_division_save_changes (connection, model, error);
}

/* The node between two pieces of a boundary line goes: the line runs on, no shorter than before. */
static void
test_f30_node_between_two_pieces_goes (County       *county,
                                       gconstpointer data)
{
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);
  Courses then = { before, 0 }, now = { after, 0 };
  Look    look = { .county = county };
  gint64  arc = 0;

  county_write (county, refresh_lines, county);
  county_read (county, find_line_arc, &arc);
  look.arc = arc;
  county_write (county, split_line, &look);
  county_read (county, read_courses, &then);
  county_write (county, join_line, &look);
  county_read (county, read_courses, &now);
  g_assert_cmpstr (before->str, ==, after->str);
  g_assert_cmpint (now.n_steps, ==, then.n_steps - 1);
  county_assert_areas (county->store);
}

static gboolean
dump_all (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  Look *look = data;

  g_free (look->text);
  look->text = county_dump_areas (connection);
  return TRUE;
}

static gboolean
move_line (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Look *look = data;
  g_autoptr (YutuTopology) model = yutu_division_load_around (connection, look->arc, TRUE, error);
  YutuArc arc;

  yutu_topology_get_arc (model, look->arc, &arc);
  return yutu_topology_edit_vertex (model,
                                    &(YutuVertexEdit){ YUTU_VERTEX_MOVE, look->arc, 0, { arc.points[0].x + 99999, arc.points[0].y + 77777 } },
                                    NULL, error) &&
         yutu_division_save_changes (connection, model, error);
}

/* Villages whose area has a vertex where the junction was moved to. */
static gboolean
count_moved (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Look         *look = data;
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT count (*) FROM division_area a JOIN arc l ON l.id = ?1 WHERE a.level = 5 AND a.valid_to = '9999-12-31' "
    "AND ST_Touches (a.geom, ST_StartPoint (l.geom))",
    error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, look->arc);
  if (!yutu_connection_step (connection, row, &found, error) || !found)
    return FALSE;
  look->n_moved = sqlite3_column_int64 (row, 0);
  sqlite3_reset (row);
  return TRUE;
}

static void
settle_and_dump (County *county,
                 Look   *look)
{
  g_assert_true (yutu_store_settle (county->store, NULL));
  county_read (county, dump_all, look);
}

/* A junction is moved, and undone: the areas of all that meet there are as they were, to the byte. */
static void
test_f34_undo_of_a_move_restores_all_neighbours (County       *county,
                                                 gconstpointer data)
{
  Look             look = { .county = county };
  g_autofree char *before = NULL;
  g_autofree char *moved = NULL;

  county_write (county, refresh_lines, county);
  county_read (county, find_line_arc, &look.arc);
  settle_and_dump (county, &look);
  before = g_steal_pointer (&look.text);
  county_write (county, move_line, &look);
  settle_and_dump (county, &look);
  moved = g_steal_pointer (&look.text);
  g_assert_cmpstr (before, !=, moved);
  /* All that meet there have moved with it, on either side. */
  county_read (county, count_moved, &look);
  g_assert_cmpint (look.n_moved, >=, 2);
  undo (county);
  settle_and_dump (county, &look);
  g_assert_cmpstr (before, ==, look.text);
  g_free (look.text);
}

#define ADD(path, func) \
  g_test_add ("/division/land/" path, County, NULL, county_set_up, func, county_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("cut-alone", test_cut_alone_changes_nobodys_land);
  ADD ("give-from-a-day", test_piece_given_from_a_day);
  ADD ("through-a-township", test_cut_through_a_township);
  ADD ("trial", test_trial_writes_nothing);
  ADD ("ring-inside", test_ring_inside_one_face);
  ADD ("boundary-lines", test_boundary_lines_run_on);
  ADD ("f28-split-of-one-part-of-three-qgis-55099", test_f28_split_of_one_part_of_three);
  ADD ("f30-node-between-two-pieces-goes-id-3117", test_f30_node_between_two_pieces_goes);
  ADD ("f34-undo-of-a-move-restores-all-neighbours-qfield-6865", test_f34_undo_of_a_move_restores_all_neighbours);
  return g_test_run ();
}
