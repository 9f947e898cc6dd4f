/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lines, pillars, junctions and inspections as records, and what must hold of them: in a county whose
 * lines all have pillars nothing is found, and each planted defect is, alone. */

#include <math.h>
#include <string.h>

#include "county-fixture.h"
#include "division/yutu-boundary-record.h"
#include "division/yutu-division-check.h"
#include "division/yutu-pillar-number.h"
#include "geo/yutu-measure.h"

#define DAY "2024-06-01"

/* ---- A county with everything ---- */

typedef struct
{
  County *county;
  gint64  lines[2]; /* with the neighbours 甲县 and 乙县 */
} Whole;

static gboolean
draw_lines (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  County               *county = data;
  YutuBoundaryCounts    counts;
  YutuBoundaryNeighbour neighbours[] = {
    { "甲县", "990121", county->corners[0][0] },
    { "乙县", "990099", county->corners[GRID][GRID] },
  };

  return yutu_boundary_refresh_inner (connection, 4, FIRST_DAY, &counts, error) &&
         yutu_boundary_refresh_outer (connection, county->county, neighbours, 2, FIRST_DAY, &counts, error);
}

/* Serial numbers from west to east, or north to south. */
static gboolean
runs_against (const YutuShape *shape)
{
  YutuPoint start = shape->points[0], end = shape->points[shape->n_points - 1];

  return start.x > end.x && start.y < end.y;
}

static gboolean
add_one (YutuConnection         *connection,
         const YutuBoundaryLine *line,
         int                     serial,
         const char             *letter,
         const char             *kind,
         YutuPoint               point,
         GError                **error)
{
  YutuPoint        object = yutu_measure_point_at (point, 40, 25);
  g_autofree char *values = g_strdup_printf (
    "{\"number\":\"%s%03d%s\",\"kind\":\"%s\",\"condition\":\"good\",\"material\":\"granite\","
    "\"ref1_name\":\"樟树\",\"ref1_azimuth_deg\":40,\"ref1_distance_m\":25,\"ref1_lon_deg\":%.9f,"
    "\"ref1_lat_deg\":%.9f}",
    line->code, serial, letter, kind, yutu_grid_to_degrees (object.x), yutu_grid_to_degrees (object.y));

  return yutu_boundary_add_pillar (connection, line->id, values, &point, FIRST_DAY, NULL, error);
}

/* On each vertex but the last a pillar; on the middle of the second segment a double set. */
static gboolean
plant (YutuConnection         *connection,
       const YutuBoundaryLine *line,
       GError                **error)
{
  const YutuPoint *points = line->shape->points;
  gboolean         turned = runs_against (line->shape);
  gboolean         a_is_left = strcmp (line->left_code, line->right_code) < 0;
  int              n = (int)line->shape->n_points;

  for (int i = 0; i + 1 < n; i++)
    {
      int serial = turned ? n - i : i + 1;

      if (i == 1)
        {
          YutuPoint middle = { (points[1].x + points[2].x) / 2, (points[1].y + points[2].y) / 2 };
          double    azimuth_deg = yutu_measure_azimuth_deg (points[1], points[2]);

          if (!add_one (connection, line, serial, a_is_left ? "A" : "B", "double",
                        yutu_measure_point_at (middle, fmod (azimuth_deg + 270, 360), 15), error) ||
              !add_one (connection, line, serial, a_is_left ? "B" : "A", "double",
                        yutu_measure_point_at (middle, fmod (azimuth_deg + 90, 360), 15), error))
            return FALSE;
        }
      else if (!add_one (connection, line, serial, "Q", "single", points[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
complete (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  g_autoptr (GPtrArray) lines = yutu_boundary_list (connection, DAY, error);

  g_assert_nonnull (lines);
  g_assert_cmpuint (lines->len, ==, 6);
  for (guint i = 0; i < lines->len; i++)
    {
      const YutuBoundaryLine *line = lines->pdata[i];
      g_autofree char        *set = g_strdup_printf ("{\"length_m\":%.0f,\"agreement_no\":\"1998-%u\"}",
                                                     line->length_m, i);
      YutuInspectionSpec      round = { .line = line->id, .year = 2021, .state = "archived",
                                        .done_on = "2021-03-01", .is_round = TRUE };

      g_assert_nonnull (line->shape);
      if (!yutu_boundary_change (connection, line->id, set, error) ||
          !yutu_boundary_put_inspection (connection, &round, NULL, error) ||
          !plant (connection, line, error))
        return FALSE;
    }
  /* Both ends of the line with 甲县. */
  for (guint i = 0; i < lines->len; i++)
    {
      const YutuBoundaryLine *line = lines->pdata[i];

      if (g_strcmp0 (line->right_name, "甲县") == 0 &&
          (!yutu_boundary_add_junction (connection, "西端三交点", 3, "990121 990101 990099",
                                        line->shape->points[0], "{}", FIRST_DAY, NULL, error) ||
           !yutu_boundary_add_junction (connection, "东端三交点", 3, "990101 990099 990121",
                                        line->shape->points[line->shape->n_points - 1],
                                        "{\"agreement_no\":\"2000-1\"}", FIRST_DAY, NULL, error)))
        return FALSE;
    }
  return TRUE;
}

static void
set_up (County       *self,
        gconstpointer data)
{
  county_set_up (self, NULL);
  county_write (self, draw_lines, self);
  county_write (self, complete, self);
}

/* ---- Numbers ---- */

static void
test_numbers (void)
{
  static const struct
  {
    int         grade;
    const char *text;
    const char *code; /* NULL: refused */
    int         serial;
    char        letter;
  } rows[] = {
    { 3, "330702330723001Q", "330702330723", 1, 'Q' },
    { 3, "330702330723120B", "330702330723", 120, 'B' },
    { 3, "3335012A", "3335", 12, 'A' }, /* a county line that is a provincial one too */
    { 1, "3335001E", "3335", 1, 'E' },
    { 4, "330702103330702205007Q", "330702103330702205", 7, 'Q' },
    { 3, "330702330723000Q", NULL, 0, 0 }, /* serials begin with 1 */
    { 3, "330702330723001F", NULL, 0, 0 },
    { 3, "330702330723001q", NULL, 0, 0 },
    { 3, "33070233072301Q", NULL, 0, 0 },
    { 3, "330702330723001", NULL, 0, 0 },
    { 3, "33070233O723001Q", NULL, 0, 0 },
    { 4, "330702330723001Q", NULL, 0, 0 },
    { 5, "330702330723001Q", NULL, 0, 0 },
    { 3, "", NULL, 0, 0 },
  };
  g_autoptr (GError) failed = NULL;
  g_autoptr (YutuPillarPatterns) patterns = yutu_pillar_patterns_load (DAY, &failed);

  g_assert_no_error (failed);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      YutuPillarNumber number;
      g_autoptr (GError) error = NULL;
      gboolean done = yutu_pillar_number_parse (patterns, rows[i].grade, rows[i].text, &number, &error);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (done, ==, rows[i].code != NULL);
      if (!done)
        {
          g_assert_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID);
          continue;
        }
      g_assert_cmpstr (number.line_code, ==, rows[i].code);
      g_assert_cmpint (number.serial, ==, rows[i].serial);
      g_assert_cmpint (number.letter, ==, rows[i].letter);
      if (strlen (rows[i].code) > 4)
        {
          g_autofree char *again = yutu_pillar_number_format (patterns, rows[i].grade, number.line_code,
                                                              number.serial, number.letter);

          g_assert_cmpstr (again, ==, rows[i].text);
        }
    }
}

static void
test_letters (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPillarPatterns) patterns = yutu_pillar_patterns_load (DAY, &error);
  static const struct
  {
    char        letter;
    const char *kind;
    gboolean    fits;
  } rows[] = {
    { 'Q', "single", TRUE }, { 'Q', "single-three", TRUE }, { 'Q', "double", FALSE }, { 'A', "double", TRUE },
    { 'B', "double", TRUE }, { 'C', "double", FALSE },      { 'C', "triple", TRUE },  { 'E', "triple", TRUE },
    { 'E', "single", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      YutuPillarNumber number = { .letter = rows[i].letter, .pattern = "county" };

      g_assert_cmpint (yutu_pillar_letter_fits (patterns, &number, rows[i].kind), ==, rows[i].fits);
    }
  g_assert_cmpint (yutu_pillar_kind_count ("single-three"), ==, 1);
  g_assert_cmpint (yutu_pillar_kind_count ("double"), ==, 2);
  g_assert_cmpint (yutu_pillar_kind_count ("triple"), ==, 3);
}

static void
test_years (void)
{
  g_autofree char *plain = yutu_boundary_add_years ("2021-11-18", 5);
  g_autofree char *leap = yutu_boundary_add_years ("2020-02-29", 5);
  g_autofree char *to_leap = yutu_boundary_add_years ("2020-02-29", 4);

  g_assert_cmpstr (plain, ==, "2026-11-18");
  g_assert_cmpstr (leap, ==, "2025-02-28");
  g_assert_cmpstr (to_leap, ==, "2024-02-29");
}

/* ---- Records ---- */

static gint64
find_id (County     *self,
         const char *sql)
{
  gint64 id = 0;
  sqlite3 *handle = NULL;
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_open_v2 (self->path, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (sqlite3_step (statement) == SQLITE_ROW)
    id = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  sqlite3_close (handle);
  return id;
}

static gboolean
check_line (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  gint64 id = 0;
  g_autoptr (YutuBoundaryLine) line = NULL;
  int days_left = 0;

  g_assert_true (yutu_boundary_find_one (connection, "990101990121", DAY, &id, error));
  line = yutu_boundary_load (connection, id, DAY, error);
  g_assert_nonnull (line);
  g_assert_cmpstr (line->left_name, ==, "云舟区");
  g_assert_cmpstr (line->right_name, ==, "甲县");
  g_assert_cmpint (line->grade, ==, 3);
  g_assert_cmpfloat (fabs (line->length_m - line->length_legal_m), <, 1);
  g_assert_cmpstr (line->last_inspection, ==, "2021-03-01");
  g_assert_cmpstr (line->next_due, ==, "2026-03-01");
  g_assert_true (yutu_boundary_line_is_due (line, "2025-12-01", &days_left));
  g_assert_cmpint (days_left, ==, 90);
  g_assert_cmpint (line->n_pillars, ==, (gint64)line->shape->n_points);
  g_assert_nonnull (strstr (line->values, "\"agreement_no\":\"1998-"));
  return TRUE;
}

static void
test_line (County       *self,
           gconstpointer data)
{
  county_read (self, check_line, self);
}

typedef struct
{
  gint64    line;
  gint64    other;
  gint64    pillar;
  YutuPoint moved;
} Story;

static gboolean
tell_story (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Story          *story = data;
  YutuPillarEvent event = { .day = "2024-05-02", .what = "moved", .condition = "moved", .point = &story->moved,
                            .document = "测〔2024〕1号", .note = "塌方", .actor = "王" };
  YutuPillarEvent again = { .day = "2024-05-20", .what = "replanted", .condition = "good", .actor = "王" };

  return yutu_boundary_set_pillar_lines (connection, story->pillar, &story->other, 1, error) &&
         yutu_boundary_note_pillar (connection, story->pillar, &event, error) &&
         yutu_boundary_note_pillar (connection, story->pillar, &again, error) &&
         yutu_boundary_change_pillar (connection, story->pillar,
                                      "{\"material\":null,\"height_m\":88.5,\"name\":\"一号\"}", error);
}

static gboolean
check_story (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  const Story *story = data;
  g_autoptr (YutuBoundaryPillar) pillar = yutu_boundary_load_pillar (connection, story->pillar, error);
  g_autoptr (GPtrArray) others = yutu_boundary_list_pillars (connection, story->other, NULL, DAY, error);
  guint n = 0;

  g_assert_nonnull (pillar);
  g_assert_null (pillar->material);
  g_assert_cmpstr (pillar->condition, ==, "good");
  g_assert_true (yutu_point_equal (pillar->point, story->moved));
  g_assert_cmpuint (pillar->lines->len, ==, 2);
  g_assert_nonnull (strstr (pillar->values, "\"height_m\":88.5"));
  g_assert_nonnull (strstr (pillar->values, "\"on\":\"2024-05-02\""));
  g_assert_nonnull (strstr (pillar->values, "\"lon_before\":"));
  g_assert_nonnull (strstr (pillar->values, "\"condition_before\":\"moved\""));
  for (guint i = 0; i < others->len; i++)
    n += ((YutuBoundaryPillar *)others->pdata[i])->id == story->pillar;
  g_assert_cmpuint (n, ==, 1); /* n:m: it stands on the other line too */
  return TRUE;
}

static void
test_pillar (County       *self,
             gconstpointer data)
{
  Story story = {
    find_id (self, "SELECT id FROM boundary_line WHERE code = '990101990121'"),
    find_id (self, "SELECT id FROM boundary_line WHERE code = '990099990101'"),
    find_id (self, "SELECT p.id FROM boundary_pillar p JOIN boundary_line l ON l.id = p.line WHERE l.code = "
                   "'990101990121' ORDER BY p.id LIMIT 1"),
    yutu_point_from_degrees (119.5, 28.95),
  };
  g_autofree char *before = county_digest (self);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  county_write (self, tell_story, &story);
  county_read (self, check_story, &story);
  /* One gesture, one undo. */
  g_assert_true (yutu_store_undo (self->store, "测试员", NULL, NULL, &error));
  g_assert_no_error (error);
  after = county_digest (self);
  g_assert_cmpstr (before, ==, after);
}

/* A round that is done again later sets the line's days; one out of turn, and one before it, do not. */
static gboolean
put_rounds (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  gint64             line = *(gint64 *)data;
  YutuInspectionSpec started = { .line = line, .case_file = 77, .year = 2026, .state = "field", .is_round = TRUE };
  YutuInspectionSpec done = { .line = line, .case_file = 77, .year = 2026, .state = "filed",
                              .done_on = "2026-02-10", .is_round = TRUE };
  YutuInspectionSpec extra = { .line = line, .year = 2026, .state = "filed", .done_on = "2026-08-10" };
  YutuInspectionSpec old = { .line = line, .year = 2016, .round_no = 9, .state = "archived",
                             .done_on = "2016-03-01", .is_round = TRUE };
  gint64 first = 0, second = 0;
  g_autoptr (YutuBoundaryLine) kept = NULL;
  g_autoptr (YutuLineInspection) inspection = NULL;

  g_assert_true (yutu_boundary_put_inspection (connection, &started, &first, error));
  kept = yutu_boundary_load (connection, line, DAY, error);
  g_assert_cmpstr (kept->last_inspection, ==, "2021-03-01");
  g_assert_true (yutu_boundary_put_inspection (connection, &done, &second, error));
  g_assert_cmpint (first, ==, second);
  g_assert_true (yutu_boundary_put_inspection (connection, &extra, NULL, error));
  g_assert_true (yutu_boundary_put_inspection (connection, &old, NULL, error));
  g_clear_pointer (&kept, yutu_boundary_line_free);
  kept = yutu_boundary_load (connection, line, DAY, error);
  g_assert_cmpstr (kept->last_inspection, ==, "2026-02-10");
  g_assert_cmpstr (kept->next_due, ==, "2031-02-10");
  inspection = yutu_boundary_load_inspection (connection, first, error);
  g_assert_cmpint (inspection->round_no, ==, 2);
  g_assert_cmpstr (inspection->state, ==, "filed");
  return TRUE;
}

static void
test_rounds (County       *self,
             gconstpointer data)
{
  gint64 line = find_id (self, "SELECT id FROM boundary_line WHERE code = '990101990121'");

  county_write (self, put_rounds, &line);
}

/* Sides by exact sign, the way along by the geodesic. */
static void
test_place_point (void)
{
  YutuPoint points[] = { yutu_point_from_degrees (119, 29), yutu_point_from_degrees (119.01, 29),
                         yutu_point_from_degrees (119.01, 29.01) };
  g_autoptr (YutuShape) shape = yutu_shape_new_line (points, 3);
  double along_m = 0, off_m = 0, first_m = yutu_measure_distance_m (points[0], points[1]);
  int    side = 0;

  g_assert_true (yutu_boundary_place_point (shape, yutu_point_from_degrees (119.005, 29.001), &along_m, &off_m, &side));
  g_assert_cmpint (side, ==, 1);
  g_assert_cmpfloat (fabs (along_m - first_m / 2), <, 0.01);
  g_assert_cmpfloat (fabs (off_m - 110.85), <, 0.1); /* a thousandth of a degree of latitude at 29° */
  g_assert_true (yutu_boundary_place_point (shape, yutu_point_from_degrees (119.011, 29.005), &along_m, &off_m, &side));
  g_assert_cmpint (side, ==, -1);
  g_assert_cmpfloat (along_m, >, first_m);
  g_assert_true (yutu_boundary_place_point (shape, points[1], &along_m, &off_m, &side));
  g_assert_cmpint (side, ==, 0);
  g_assert_cmpfloat (off_m, ==, 0);
}

/* ---- Checks ---- */

typedef struct
{
  GPtrArray *faults;
  const char *day;
} Found;

static gboolean
run_check (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Found *found = data;

  found->faults = yutu_boundary_check (connection, NULL, found->day, NULL, NULL, error);
  return found->faults != NULL;
}

static GPtrArray *
check_on (County     *self,
          const char *day)
{
  Found found = { NULL, day };

  county_read (self, run_check, &found);
  return found.faults;
}

static void
test_sound (County       *self,
            gconstpointer data)
{
  g_autoptr (GPtrArray) faults = check_on (self, DAY);

  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", ((YutuDivisionFault *)faults->pdata[i])->message);
  g_assert_cmpuint (faults->len, ==, 0);
}

#define OF(code)      "line = (SELECT id FROM boundary_line WHERE code = '" code "')"
#define NTH(code, n)  "id = (SELECT id FROM boundary_pillar WHERE " OF (code) " ORDER BY number LIMIT 1 OFFSET " n ")"
#define JIA           "990101990121"
#define YI            "990099990101"
#define DONGXI        "990101001990101100"
#define PILLAR        "UPDATE boundary_pillar SET "
#define NUMBER(text)  "number = " text
#define REF(member, v) "fields = json_set (fields, '$." member "', " v ")"

/* Each breaks one thing; what is found is that rule, at that place. */
static const struct
{
  const char *rule;
  const char *sql;
} DEFECTS[] = {
  { "pillar-off-line", PILLAR "geom = MakePoint (ST_X (geom) + 0.00002, ST_Y (geom) - 0.00002, 4490), fields = '{}' WHERE " NTH (JIA, "0") },
  { "pillar-off-line", PILLAR "geom = MakePoint (ST_X (geom), ST_Y (geom) - 0.000012, 4490), fields = '{}' WHERE " NTH (JIA, "0") },
  { "pillar-off-line", PILLAR "geom = MakePoint (ST_X (geom) + 0.5, ST_Y (geom) + 0.5, 4490), fields = '{}' WHERE "
                       "number = (SELECT max (number) FROM boundary_pillar WHERE " OF (JIA) ")" },
  { "pillar-off-line", PILLAR "geom = MakePoint (ST_X (geom) - 0.00003, ST_Y (geom), 4490), fields = '{}' WHERE " NTH (DONGXI, "0") },
  { "pillar-number", PILLAR NUMBER ("'17'") " WHERE " NTH (JIA, "4") },
  { "pillar-number", PILLAR NUMBER ("replace (number, 'Q', 'X')") " WHERE " NTH (JIA, "4") },
  { "pillar-number", PILLAR NUMBER ("number || '1'") " WHERE " NTH (YI, "4") },
  { "pillar-number", PILLAR NUMBER ("'990101990122' || substr (number, 13)") " WHERE " NTH (JIA, "4") },
  { "pillar-number", PILLAR NUMBER ("substr (number, 1, 12) || '000Q'") " WHERE " NTH (JIA, "4") },
  { "pillar-number", PILLAR NUMBER ("'9902004Q'") " WHERE " NTH (JIA, "4") },
  { "pillar-number", PILLAR NUMBER ("lower (number)") " WHERE " NTH (DONGXI, "0") },
  { "pillar-set", PILLAR "kind = 'double' WHERE " NTH (JIA, "4") },
  { "pillar-set", PILLAR "kind = 'triple' WHERE " NTH (JIA, "4") },
  { "pillar-set", PILLAR NUMBER ("replace (number, 'Q', 'A')") " WHERE " NTH (JIA, "4") },
  { "pillar-set", PILLAR NUMBER ("replace (number, 'Q', 'C')") ", kind = 'triple' WHERE " NTH (JIA, "4") },
  { "pillar-set", "DELETE FROM boundary_pillar WHERE number LIKE '%B' AND " OF (JIA) },
  { "pillar-set", "DELETE FROM boundary_pillar WHERE number LIKE '%A' AND " OF (YI) },
  { "pillar-set", PILLAR "valid_to = '2022-01-01' WHERE number LIKE '%B' AND " OF (DONGXI) },
  { "pillar-sides", "UPDATE boundary_pillar SET geom = (SELECT MakePoint (ST_X (b.geom) + 0.00000001, ST_Y (b.geom), 4490) "
                    "FROM boundary_pillar b WHERE b.line = boundary_pillar.line AND b.number LIKE '%B'), fields = '{}' "
                    "WHERE number LIKE '%A' AND " OF (JIA) },
  { "pillar-sides", "UPDATE boundary_pillar SET geom = (SELECT a.geom FROM boundary_pillar a WHERE a.line = "
                    "boundary_pillar.line AND a.number LIKE '%A'), fields = '{}' WHERE number LIKE '%B' AND " OF (YI) },
  { "pillar-sides", PILLAR NUMBER ("substr (number, 1, length (number) - 1) || CASE WHEN number LIKE '%A' THEN 'B' ELSE 'A' END")
                    " WHERE kind = 'double' AND " OF (JIA) },
  { "pillar-sides", PILLAR NUMBER ("substr (number, 1, length (number) - 1) || CASE WHEN number LIKE '%A' THEN 'B' ELSE 'A' END")
                    " WHERE kind = 'double' AND " OF (YI) },
  { "pillar-order", PILLAR NUMBER ("substr (number, 1, 12) || '099Q'") " WHERE " NTH (JIA, "5") },
  { "pillar-order", PILLAR NUMBER ("substr (number, 1, 12) || '098Q'") " WHERE " NTH (YI, "5") },
  { "pillar-reference", PILLAR REF ("ref1_distance_m", "31") " WHERE " NTH (JIA, "5") },
  { "pillar-reference", PILLAR REF ("ref1_azimuth_deg", "140") " WHERE " NTH (JIA, "5") },
  { "pillar-reference", PILLAR REF ("ref1_azimuth_deg", "48") " WHERE " NTH (YI, "5") },
  { "pillar-reference", PILLAR REF ("ref1_lon_deg", "json_extract (fields, '$.ref1_lon_deg') + 0.0001") " WHERE " NTH (YI, "6") },
  { "pillar-lines", "INSERT INTO boundary_pillar_line (id, pillar, line) SELECT 900, id, 77 FROM boundary_pillar WHERE " NTH (JIA, "0") },
  { "pillar-lines", "INSERT INTO boundary_pillar_line (id, pillar, line) SELECT 901, id, line FROM boundary_pillar WHERE " NTH (JIA, "0") },
  { "line-junction", "UPDATE boundary_junction SET geom = MakePoint (ST_X (geom) + 0.000000001, ST_Y (geom), 4490) "
                     "WHERE name = '西端三交点'" },
  { "line-junction", "UPDATE boundary_junction SET geom = (SELECT geom FROM boundary_pillar WHERE " NTH (JIA, "4") ") "
                     "WHERE name = '东端三交点'" },
  { "line-length", "UPDATE boundary_line SET length_m = length_m * 1.011 WHERE code = '" JIA "'" },
  { "line-length", "UPDATE boundary_line SET length_m = length_m * 0.985 WHERE code = '" DONGXI "'" },
  { "line-length", "UPDATE boundary_line SET length_m = length_m / 1000 WHERE code = '" YI "'" },
  { "inspection-dates", "UPDATE boundary_line SET last_inspection = '2020-03-01' WHERE code = '" JIA "'" },
  { "inspection-dates", "UPDATE line_inspection SET done_on = '2021-06-01' WHERE " OF (YI) },
  { "inspection-follow-up", "UPDATE line_inspection SET fields = json_set (fields, '$.problems', '标志物移动', '$.follow_up_due', "
                            "'2024-05-31') WHERE " OF (JIA) },
  { "inspection-overdue", "UPDATE boundary_line SET next_due = '2024-05-31' WHERE code = '" JIA "'" },
  { "pillar-number-twice", "INSERT INTO boundary_pillar (id, line, number, kind, condition, valid_from, geom) SELECT 902, "
                           "line, number, kind, condition, valid_from, geom FROM boundary_pillar WHERE " NTH (DONGXI, "0") },
};

/* What a defect must bring along: a set with a pillar twice is not whole either. */
static gboolean
comes_with (const char *defect,
            const char *rule)
{
  return strcmp (defect, rule) == 0 ||
         (strcmp (defect, "pillar-number-twice") == 0 && strcmp (rule, "pillar-set") == 0);
}

static void
test_defects (County       *self,
              gconstpointer data)
{
  G_STATIC_ASSERT (G_N_ELEMENTS (DEFECTS) >= 30);
  for (gsize i = 0; i < G_N_ELEMENTS (DEFECTS); i++)
    {
      g_autoptr (GPtrArray) faults = NULL;
      g_autoptr (GError) error = NULL;
      guint    n_told = 0;

      g_test_message ("%" G_GSIZE_FORMAT ": %s: %s", i, DEFECTS[i].rule, DEFECTS[i].sql);
      county_exec (self, DEFECTS[i].sql);
      faults = check_on (self, DAY);
      for (guint k = 0; k < faults->len; k++)
        {
          const YutuDivisionFault *fault = faults->pdata[k];

          g_test_message ("  %s: %s", fault->rule, fault->message);
          g_assert_true (comes_with (DEFECTS[i].rule, fault->rule));
          g_assert_true (fault->has_place);
          n_told += strcmp (DEFECTS[i].rule, fault->rule) == 0;
        }
      g_assert_cmpuint (n_told, ==, 1);
      g_assert_true (yutu_store_undo (self->store, "测试员", NULL, NULL, &error));
      g_assert_no_error (error);
    }
  test_sound (self, NULL);
}

/* A line that is due is told on the day after, not on the day. */
static void
test_overdue_by_day (County       *self,
                     gconstpointer data)
{
  g_autoptr (GPtrArray) on = check_on (self, "2026-03-01");
  g_autoptr (GPtrArray) after = check_on (self, "2026-03-02");

  g_assert_cmpuint (on->len, ==, 0);
  g_assert_cmpuint (after->len, ==, 6);
  g_assert_cmpstr (((YutuDivisionFault *)after->pdata[0])->severity, ==, "warning");
}

/* One that is under way and late is told too, and in other words. */
static void
test_under_way (County       *self,
                gconstpointer data)
{
  g_autoptr (GPtrArray) faults = NULL;
  guint n_running = 0;

  county_exec (self, "INSERT INTO line_inspection (id, line, round_no, year, state) SELECT 5000, id, 2, 2026, 'field' "
                     "FROM boundary_line WHERE code = '" JIA "'");
  faults = check_on (self, "2026-03-02");
  g_assert_cmpuint (faults->len, ==, 6);
  for (guint i = 0; i < faults->len; i++)
    {
      const YutuDivisionFault *fault = faults->pdata[i];

      g_assert_cmpstr (fault->rule, ==, "inspection-overdue");
      n_running += strstr (fault->message, "under way") != NULL;
      g_assert_true (fault->has_place);
    }
  g_assert_cmpuint (n_running, ==, 1);
}

/* The rule of the file wins over the program's: at 1:50 000 a pillar may be 5 m off. */
static void
test_dated_limits (County       *self,
                   gconstpointer data)
{
  g_autoptr (GPtrArray) strict = NULL;
  g_autoptr (GPtrArray) wide = NULL;

  county_exec (self, DEFECTS[1].sql);
  strict = check_on (self, DAY);
  g_assert_cmpuint (strict->len, ==, 1);
  county_exec (self, "INSERT INTO rule (id, key, value, legal_basis, valid_from) VALUES (5, "
                     "'division.pillar-map-scale', '50000', '省级界线协议书附图', '2000-01-01')");
  wide = check_on (self, DAY);
  g_assert_cmpuint (wide->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/division/boundary-record/numbers", test_numbers);
  g_test_add_func ("/division/boundary-record/letters", test_letters);
  g_test_add_func ("/division/boundary-record/years", test_years);
  g_test_add_func ("/division/boundary-record/place-point", test_place_point);
#define ADD(name, func) \
  g_test_add ("/division/boundary-record/" name, County, NULL, set_up, func, county_tear_down)
  ADD ("line", test_line);
  ADD ("pillar", test_pillar);
  ADD ("rounds", test_rounds);
  ADD ("sound", test_sound);
  ADD ("defects", test_defects);
  ADD ("overdue-by-day", test_overdue_by_day);
  ADD ("under-way", test_under_way);
  ADD ("dated-limits", test_dated_limits);
  return g_test_run ();
}
