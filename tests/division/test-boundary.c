/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Boundary lines from the arcs. The county of the fixture has four townships, one in each quarter:
 *
 *   南溪 990101200 │ 北塘 990101101
 *   ──────────────┼──────────────
 *   东山 990101001 │ 西岭 990101100     they meet in one point in the middle */

#include <string.h>

#include "base/yutu-random.h"
#include "county-fixture.h"
#include "division/yutu-boundary.h"
#include "division/yutu-division-check.h"
#include "division/yutu-division-view.h"
#include "geo/yutu-exact.h"

#define LATER "2015-06-01"

typedef struct
{
  County            *county;
  const char        *day;
  int                level;
  gsize              n_neighbours;
  YutuBoundaryCounts counts;
} Call;

static gboolean
refresh_inner (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  Call *call = data;

  return yutu_boundary_refresh_inner (connection, call->level, call->day, &call->counts, error);
}

/* 甲县 along the south and the east, from the south-west corner; 乙县 along the rest. */
static gboolean
refresh_outer (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  Call                 *call = data;
  County               *county = call->county;
  YutuBoundaryNeighbour neighbours[] = {
    { "甲县", "990121", county->corners[0][0] },
    { "乙县", "990099", county->corners[GRID][GRID] },
  };

  return yutu_boundary_refresh_outer (connection, county->county, neighbours, call->n_neighbours,
                                      call->day, &call->counts, error);
}

/* One row of what is asked, as text, rows joined by a space. */
static gboolean
read_text (YutuConnection *connection,
           const char     *sql,
           const char     *day,
           GString        *text,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, day, -1, SQLITE_STATIC);
  while (TRUE)
    {
      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                              (const char *)sqlite3_column_text (statement, 0));
    }
}

typedef struct
{
  const char *day;
  const char *expected; /* names and codes of the day's lines, by code */
} Names;

static gboolean
check_names (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  const Names *names = data;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!read_text (connection,
                  "SELECT name || coalesce (':' || code, '') FROM boundary_line "
                  "WHERE valid_from <= ?1 AND ?1 < valid_to ORDER BY code",
                  names->day, text, error))
    return FALSE;
  g_assert_cmpstr (text->str, ==, names->expected);
  return TRUE;
}

static void
assert_names (County     *self,
              const char *day,
              const char *expected)
{
  Names names = { day, expected };

  county_read (self, check_names, &names);
}

static gboolean
check_lines_are_whole (YutuConnection *connection,
                       gpointer        data,
                       GError        **error)
{
  static const char *const rules[] = { "line-arc-gone", "line-gone", "line-without-arcs", NULL };
  g_autoptr (GPtrArray) faults = yutu_division_check (connection, rules, NULL, NULL, error);

  g_assert_nonnull (faults);
  g_assert_cmpuint (faults->len, ==, 0);
  return TRUE;
}

/* ---- Townships ---- */

#define FOUR                                                                                \
  "东西线:990101001990101100 东南线:990101001990101200 西北线:990101100990101101 " \
  "北南线:990101101990101200"

static void
test_township_lines (County       *self,
                     gconstpointer data)
{
  Call             call = { .county = self, .level = 4, .day = FIRST_DAY };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  county_write (self, refresh_inner, &call);
  g_assert_cmpuint (call.counts.added, ==, 4); /* a common corner is no border */
  assert_names (self, FIRST_DAY, FOUR);
  county_read (self, check_lines_are_whole, NULL);
  first = county_digest (self);
  county_write (self, refresh_inner, &call);
  g_assert_cmpuint (call.counts.kept, ==, 4);
  g_assert_cmpuint (call.counts.added + call.counts.moved + call.counts.ended, ==, 0);
  second = county_digest (self);
  g_assert_cmpstr (first, ==, second);
}

static gboolean
check_courses (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  County       *self = data;
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT id FROM boundary_line ORDER BY code", error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean found = TRUE;

  while (yutu_connection_step (connection, statement, &found, error) && found)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (YutuShape) shape = NULL;
      gboolean in_middle = FALSE;

      if (!yutu_boundary_load_shape (connection, g_array_index (ids, gint64, i), &shape, error))
        return FALSE;
      g_assert_cmpuint (shape->n_parts, ==, 1);
      g_assert_cmpuint (shape->n_points, ==, GRID / 2 + 1);
      for (gsize k = 0; k < shape->n_points; k += shape->n_points - 1)
        in_middle |= yutu_point_equal (shape->points[k], self->corners[GRID / 2][GRID / 2]);
      g_assert_true (in_middle);
    }
  return TRUE;
}

static void
test_courses (County       *self,
              gconstpointer data)
{
  Call call = { .county = self, .level = 4, .day = FIRST_DAY };

  county_write (self, refresh_inner, &call);
  county_read (self, check_courses, self);
}

/* A village in the corner of 东山 at the middle goes to 北塘 later: three lines bend, and a fifth
 * comes between 东山 and 北塘. */
static gboolean
move_village (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  County *self = data;
  int     village = (GRID / 2 - 1) * GRID + GRID / 2 - 1;
  g_autoptr (YutuDivision) facts = NULL;
  YutuDivision changed;

  if (!yutu_division_load (connection, self->villages[village], LATER, &facts, error))
    return FALSE;
  changed = *facts;
  changed.valid_from = LATER;
  changed.parent = self->townships[3];
  return yutu_division_change (connection, &changed, error);
}

static void
test_lines_move_with_land (County       *self,
                           gconstpointer data)
{
  Call             call = { .county = self, .level = 4, .day = FIRST_DAY };
  g_autofree char *before = NULL;
  g_autofree char *undone = NULL;
  g_autoptr (GError) error = NULL;

  county_write (self, refresh_inner, &call);
  county_write (self, move_village, self);
  before = county_digest (self);
  call.day = LATER;
  county_write (self, refresh_inner, &call);
  g_assert_cmpuint (call.counts.added, ==, 1);
  g_assert_cmpuint (call.counts.moved, ==, 4);
  g_assert_cmpuint (call.counts.kept + call.counts.ended, ==, 0);
  assert_names (self, "2015-05-31", FOUR);
  assert_names (self, LATER,
                "东西线:990101001990101100 东北线:990101001990101101 东南线:990101001990101200 "
                "西北线:990101100990101101 北南线:990101101990101200");
  county_read (self, check_lines_are_whole, NULL);
  g_assert_true (yutu_store_undo (self->store, "测试员", NULL, NULL, &error));
  undone = county_digest (self);
  g_assert_cmpstr (undone, ==, before);
}

static void
test_equal_names (County       *self,
                  gconstpointer data)
{
  Call call = { .county = self, .level = 4, .day = FIRST_DAY };

  county_exec (self, "UPDATE division SET proper_name = '东溪' WHERE proper_name = '西岭'; "
                     "UPDATE division SET proper_name = '' WHERE proper_name = '北塘'");
  county_write (self, refresh_inner, &call);
  assert_names (self, FIRST_DAY,
                "东东线:990101001990101100 东南线:990101001990101200 东线:990101100990101101 "
                "南线:990101101990101200");
  county_exec (self, "UPDATE division SET proper_name = '东溪' WHERE proper_name = '南溪'; "
                     "DELETE FROM boundary_line_arc; DELETE FROM boundary_line");
  county_write (self, refresh_inner, &call);
  assert_names (self, FIRST_DAY,
                "东山东溪线:990101001990101100 东山东溪线:990101001990101200 "
                "东溪线:990101100990101101 东溪线:990101101990101200");
}

/* What people have written of a line stays with it as long as its course does. */
static void
test_facts_stay (County       *self,
                 gconstpointer data)
{
  Call call = { .county = self, .level = 4, .day = FIRST_DAY };

  county_write (self, refresh_inner, &call);
  county_exec (self, "UPDATE boundary_line SET name = '旧名线', agreement_no = '1998-3' "
                     "WHERE name = '东西线'");
  call.day = LATER;
  county_write (self, refresh_inner, &call);
  g_assert_cmpuint (call.counts.kept, ==, 4);
  assert_names (self, LATER,
                "旧名线:990101001990101100 东南线:990101001990101200 西北线:990101100990101101 "
                "北南线:990101101990101200");
}

/* ---- The outside ---- */

/* How many of the arc's two ends lie on that side: south, east, north, west. */
static int
count_on_side (County        *self,
               const YutuArc *arc,
               int            side)
{
  int n = 0;

  for (int k = 0; k <= GRID; k++)
    {
      const YutuPoint sides[] = { self->corners[0][k], self->corners[k][GRID],
                                  self->corners[GRID][k], self->corners[k][0] };

      n += yutu_point_equal (arc->points[0], sides[side]) +
           yutu_point_equal (arc->points[arc->n_points - 1], sides[side]);
    }
  return n;
}

static gboolean
check_outline (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  static const char *const expected[] = { "甲县", "甲县", "乙县", "乙县" };
  County                  *self = data;
  g_autoptr (YutuDivisionView) view = yutu_division_view_load (connection, FIRST_DAY, error);
  guint n_outer = 0, n_sides = 0;

  for (guint i = 0; i < view->arcs->len; i++)
    {
      const YutuDivisionViewArc *row = &g_array_index (view->arcs, YutuDivisionViewArc, i);
      gboolean                   is_outer = row->arc.face_left == 0 || row->arc.face_right == 0;

      g_assert_true (is_outer == (row->neighbour != NULL));
      n_outer += is_outer;
      for (int side = 0; side < 4 && is_outer; side++)
        if (count_on_side (self, &row->arc, side) == 2)
          {
            g_assert_cmpstr (row->neighbour, ==, expected[side]);
            n_sides++;
          }
    }
  /* A corner is no node: the arc of each corner's village runs around it, on two sides. */
  g_assert_cmpuint (n_outer, ==, 4 * (GRID - 1));
  g_assert_cmpuint (n_sides, ==, 4 * (GRID - 2));
  return TRUE;
}

static void
test_county_lines (County       *self,
                   gconstpointer data)
{
  Call call = { .county = self, .day = FIRST_DAY, .n_neighbours = 2 };

  county_write (self, refresh_outer, &call);
  g_assert_cmpuint (call.counts.added, ==, 2);
  /* The smaller code first, in the code and in the name. */
  assert_names (self, FIRST_DAY, "乙云线:990099990101 云甲线:990101990121");
  county_read (self, check_outline, self);
  county_read (self, check_lines_are_whole, NULL);
  county_write (self, refresh_outer, &call);
  g_assert_cmpuint (call.counts.kept, ==, 2);
  call.n_neighbours = 1;
  call.day = LATER;
  county_write (self, refresh_outer, &call);
  g_assert_cmpuint (call.counts.moved, ==, 1);
  g_assert_cmpuint (call.counts.ended, ==, 1);
  assert_names (self, LATER, "云甲线:990101990121");
}

/* An islet of its own, off the north-east corner. */
static gboolean
bring_in_islet (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  County                   *self = data;
  YutuPoint                 at = self->corners[GRID][GRID];
  YutuPoint                 points[] = { { at.x + 30000000, at.y + 30000000 },
                                         { at.x + 31000000, at.y + 30000000 },
                                         { at.x + 30000000, at.y + 31000000 } };
  YutuTopologyRing          ring = { points, 3, 0 };
  YutuDivisionSource        row = { 1, "屿头村", "990101101299", &ring, 1, NULL };
  YutuDivisionImportOptions options = { .level = 5, .source = "test", .valid_from = FIRST_DAY };
  g_auto (YutuDivisionImportResult) result = { 0 };
  gboolean done = yutu_division_import (connection, &row, 1, &options, TRUE, &result, error);

  g_assert_cmpuint (result.accepted, ==, 1);
  return done;
}

static gboolean
check_islet (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  gint64 line = 0;
  g_autoptr (YutuShape) shape = NULL;

  if (!yutu_connection_get_int64 (
        connection, "SELECT id FROM boundary_line WHERE neighbour_name = '乙县'", 0, &line, error) ||
      !yutu_boundary_load_shape (connection, line, &shape, error))
    return FALSE;
  g_assert_cmpuint (shape->n_parts, ==, 2); /* the stretch, and all of the islet behind it */
  g_assert_cmpuint (shape->part_starts[1], >, 2 * GRID - 2);
  g_assert_cmpuint (shape->n_points - shape->part_starts[1], ==, 4);
  return TRUE;
}

static void
test_islet_goes_to_the_nearest (County       *self,
                                gconstpointer data)
{
  Call call = { .county = self, .day = FIRST_DAY, .n_neighbours = 2 };

  county_write (self, bring_in_islet, self);
  county_write (self, refresh_outer, &call);
  county_read (self, check_islet, self);
}

static gboolean
ask_wrongly (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  County               *self = data;
  YutuBoundaryNeighbour neighbour = { "甲县", NULL, self->corners[0][0] };
  YutuBoundaryCounts    counts;
  g_autoptr (GError) none = NULL;
  g_autoptr (GError) missing = NULL;

  g_assert_false (yutu_boundary_refresh_outer (connection, self->county, &neighbour, 0, FIRST_DAY,
                                               &counts, &none));
  g_assert_error (none, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID);
  g_assert_false (yutu_boundary_refresh_outer (connection, self->county, &neighbour, 1,
                                               "1999-12-31", &counts, &missing));
  g_assert_error (missing, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_OTHER_DAY);
  return TRUE;
}

static void
test_wrong_questions (County       *self,
                      gconstpointer data)
{
  county_write (self, ask_wrongly, self);
}

/* ---- Shared arcs and their order ---- */

static gboolean
check_order (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  County *self = data;
  g_autoptr (GArray) outline = yutu_boundary_list_shared (connection, self->county, 0, FIRST_DAY, error);
  g_autoptr (GArray) chain = yutu_boundary_chain (connection, outline, error);
  g_autoptr (GArray) turned = yutu_boundary_list_shared (connection, self->townships[1],
                                                         self->townships[0], FIRST_DAY, error);
  g_autoptr (GArray) same = yutu_boundary_list_shared (connection, self->townships[0],
                                                       self->townships[1], FIRST_DAY, error);
  g_autoptr (GArray) apart = yutu_boundary_list_shared (connection, self->townships[0],
                                                        self->townships[3], FIRST_DAY, error);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  g_autoptr (YutuTopology) topology = yutu_division_load_model (connection, error);

  g_assert_cmpuint (apart->len, ==, 0);
  g_assert_cmpuint (same->len, ==, turned->len);
  for (guint i = 0; i < same->len; i++)
    {
      YutuBoundaryStep one = g_array_index (same, YutuBoundaryStep, i);
      YutuBoundaryStep two = g_array_index (turned, YutuBoundaryStep, i);

      g_assert_cmpint (one.arc, ==, two.arc);
      g_assert_true (one.reversed != two.reversed);
    }
  for (guint i = 0; i < chain->len; i++)
    {
      YutuBoundaryStep step = g_array_index (chain, YutuBoundaryStep, i);
      YutuArc          arc;

      yutu_topology_get_arc (topology, step.arc, &arc);
      g_array_append_val (points, arc.points[step.reversed ? arc.n_points - 1 : 0]);
    }
  /* With the county to the left: counter-clockwise. */
  g_assert_true (yutu_exact_ring_area2 ((YutuPoint *)(gpointer)points->data, points->len) > 0);
  return TRUE;
}

static void
test_order (County       *self,
            gconstpointer data)
{
  county_read (self, check_order, self);
}

/* ---- Edits of the arcs under a line ---- */

typedef struct
{
  County       *county;
  YutuRandom    random;
  YutuTopology *topology;
  guint         n_splits;
  guint         n_joins;
} Edits;

static gint64
new_id (gpointer data)
{
  return yutu_connection_new_id (data);
}

/* Vertices come and go, arcs are split and joined; who borders on whom stays. */
static gboolean
edit_arcs (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Edits *edits = data;

  if (edits->topology == NULL)
    edits->topology = yutu_division_load_model (connection, error);
  for (int i = 0; i < 10; i++)
    {
      g_autoptr (GArray) arcs = yutu_topology_list_arcs (edits->topology);
      gint64    id = g_array_index (arcs, gint64, yutu_random_below (&edits->random, arcs->len));
      YutuPoint middle;
      YutuArc   arc;

      yutu_topology_get_arc (edits->topology, id, &arc);
      if (arc.n_points > 2 && yutu_random_below (&edits->random, 2) == 0)
        edits->n_splits += yutu_topology_split_arc (
          edits->topology, id, 1 + yutu_random_below (&edits->random, arc.n_points - 2), new_id,
          connection, NULL, NULL, NULL);
      else if (yutu_random_below (&edits->random, 2) == 0)
        edits->n_joins += yutu_topology_join_arcs (edits->topology, arc.node_to, id, NULL);
      else
        {
          middle = (YutuPoint){ (arc.points[0].x + arc.points[1].x) / 2 + 999,
                                (arc.points[0].y + arc.points[1].y) / 2 - 777 };
          yutu_topology_edit_vertex (edits->topology,
                                     &(YutuVertexEdit){ YUTU_VERTEX_INSERT, id, 1, middle },
                                     NULL, NULL);
        }
    }
  return yutu_division_save_changes (connection, edits->topology, error);
}

static gboolean
check_one_piece_each (YutuConnection *connection,
                      gpointer        data,
                      GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT id FROM boundary_line", error);
  gboolean found = TRUE;

  while (yutu_connection_step (connection, statement, &found, error) && found)
    {
      g_autoptr (YutuShape) shape = NULL;

      if (!yutu_boundary_load_shape (connection, sqlite3_column_int64 (statement, 0), &shape,
                                     error))
        return FALSE;
      g_assert_cmpuint (shape->n_parts, ==, 1);
    }
  return TRUE;
}

static void
test_lines_follow_edits (County       *self,
                         gconstpointer data)
{
  Call  call = { .county = self, .level = 4, .day = FIRST_DAY };
  Edits edits = { .county = self };

  yutu_random_init (&edits.random, 57);
  county_write (self, refresh_inner, &call);
  for (int i = 0; i < 40; i++)
    {
      county_write (self, edit_arcs, &edits);
      county_read (self, check_lines_are_whole, NULL);
      county_read (self, check_one_piece_each, NULL); /* in order, none left out */
      county_write (self, refresh_inner, &call);
      g_assert_cmpuint (call.counts.kept, ==, 4); /* as the arcs have them */
    }
  g_test_message ("%u splits, %u joins", edits.n_splits, edits.n_joins);
  g_assert_cmpuint (edits.n_splits, >, 50);
  g_assert_cmpuint (edits.n_joins, >, 20);
  yutu_topology_free (edits.topology);
}

/* Across the line between 东山 and 西岭. */
static gboolean
merge_across_line (YutuConnection *connection,
                   gpointer        data,
                   GError        **error)
{
  County *self = data;
  g_autoptr (YutuTopology) topology = yutu_division_load_model (connection, error);
  g_autoptr (GArray) shared = yutu_boundary_list_shared (connection, self->townships[0],
                                                         self->townships[1], FIRST_DAY, error);
  YutuArc arc;

  yutu_topology_get_arc (topology, g_array_index (shared, YutuBoundaryStep, 0).arc, &arc);
  g_assert_true (yutu_topology_merge_faces (topology, arc.id, arc.face_left, error));
  return yutu_division_save_changes (connection, topology, error);
}

static gboolean
end_line_at_corner (YutuConnection *connection,
                    gpointer        data,
                    GError        **error)
{
  County *self = data;
  g_autoptr (YutuTopology) topology = yutu_division_load_model (connection, error);
  g_autoptr (GArray) arcs = yutu_topology_list_arcs (topology);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (YutuBoundaryStep));
  YutuBoundarySpec spec = { .name = "角线", .grade = 3, .length_m = -1, .valid_from = FIRST_DAY };
  gint64           node = 0;

  for (guint i = 0; i < arcs->len && node == 0; i++)
    {
      YutuArc arc;

      yutu_topology_get_arc (topology, g_array_index (arcs, gint64, i), &arc);
      if (arc.n_points < 3)
        continue;
      g_array_append_val (steps, ((YutuBoundaryStep){ arc.id, FALSE }));
      if (!yutu_topology_split_arc (topology, arc.id, 1, new_id, connection, &node, NULL, error))
        return FALSE;
    }
  if (!yutu_division_save_changes (connection, topology, error) ||
      !yutu_boundary_add (connection, &spec, steps, NULL, error))
    return FALSE;
  self->county = node; /* for the next one */
  return TRUE;
}

static gboolean
join_at_end (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  County *self = data;
  g_autoptr (YutuTopology) topology = yutu_division_load_model (connection, error);
  g_autoptr (GArray) arcs = yutu_topology_list_arcs (topology);
  gboolean joined = FALSE;

  for (guint i = 0; i < arcs->len && !joined; i++)
    joined = yutu_topology_join_arcs (topology, self->county, g_array_index (arcs, gint64, i), NULL);
  g_assert_true (joined);
  return yutu_division_save_changes (connection, topology, error);
}

static void
assert_refused (County       *self,
                YutuWriteFunc func)
{
  YutuEntrySpec    spec = { "test", "测试", "测试员", FALSE };
  g_autofree char *before = county_digest (self);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  yutu_store_write (self->store, &spec, func, self, NULL, NULL, &error);
  g_assert_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID);
  after = county_digest (self);
  g_assert_cmpstr (before, ==, after);
}

/* A line never loses a stretch, or gains one, by an edit of the arcs. */
static void
test_lines_are_not_cut_off (County       *self,
                            gconstpointer data)
{
  Call call = { .county = self, .level = 4, .day = FIRST_DAY };

  county_write (self, refresh_inner, &call);
  assert_refused (self, merge_across_line);
  county_write (self, end_line_at_corner, self);
  assert_refused (self, join_at_end);
}

#define ADD(name, func) \
  g_test_add ("/division/boundary/" name, County, NULL, county_set_up, func, county_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("township-lines", test_township_lines);
  ADD ("courses", test_courses);
  ADD ("lines-move-with-land", test_lines_move_with_land);
  ADD ("equal-names", test_equal_names);
  ADD ("facts-stay", test_facts_stay);
  ADD ("county-lines", test_county_lines);
  ADD ("islet-goes-to-the-nearest", test_islet_goes_to_the_nearest);
  ADD ("wrong-questions", test_wrong_questions);
  ADD ("order", test_order);
  ADD ("lines-follow-edits", test_lines_follow_edits);
  ADD ("lines-are-not-cut-off", test_lines_are_not_cut_off);
  return g_test_run ();
}
