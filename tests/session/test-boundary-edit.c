/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lines, pillars and inspections of the invented county of tests/division, as the window and the command
 * line change them: one gesture is one entry, a bad row leaves all as it was, and a case and its record
 * never differ. */

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "county-fixture.h"
#include "course-reader.h"
#include "geo/yutu-measure.h"
#include "session/yutu-boundary-import.h"
#include "session/yutu-case-edit.h"
#include "session/yutu-check.h"
#include "session/yutu-export.h"
#include "session/yutu-line-kit.h"


#define DAY  (yutu_day_from_ymd (2024, 6, 1))
#define JIA  "990101990121"
#define EAST "990101001990101100"

typedef struct
{
  County       county;
  YutuFile    *file;
  YutuModules *modules;
  char        *path;
  gint64       line;
  YutuShape   *shape; /* of the line */
} Fixture;

static const YutuSigner PLANNER = { "张规", "planner" };

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

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuLineReport) report = NULL;

  county_set_up (&self->county, NULL);
  county_write (&self->county, draw_lines, &self->county);
  yutu_store_close (self->county.store);
  self->file = yutu_file_open (self->county.path, YUTU_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  self->modules = yutu_modules_load (&error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->county.folder, "in.csv", NULL);
  yutu_file_find_line (self->file, JIA, DAY, &self->line, &error);
  g_assert_no_error (error);
  report = yutu_file_read_line_report (self->file, self->modules, self->line, DAY, &error);
  g_assert_no_error (error);
  self->shape = yutu_shape_ref (report->line->shape);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_unlink (self->path);
  g_free (self->path);
  yutu_shape_unref (self->shape);
  yutu_modules_unref (self->modules);
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

static char *
digest (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  yutu_store_digest (yutu_file_get_store (self->file), &text, &error);
  g_assert_no_error (error);
  return text;
}

static guint
count_entries (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries =
    yutu_store_list_entries (yutu_file_get_store (self->file), 0, 1000, NULL, &error);

  g_assert_no_error (error);
  return entries->len;
}

/* ---- Pillars by hand ---- */

static gint64
add_pillar (Fixture    *self,
            const char *values,
            YutuPoint   point,
            int         error_code) /* -1: none */
{
  YutuPillarSpec spec = { .values = values, .point = &point };
  gint64         id = 0;
  g_autoptr (GError) error = NULL;

  yutu_file_add_pillar (self->file, self->modules, self->line, &spec, DAY, &PLANNER, &id, &error);
  if (error_code >= 0)
    g_assert_error (error, YUTU_CASEWORK_ERROR, error_code);
  else
    g_assert_no_error (error);
  return id;
}

static void
test_pillar_numbers (Fixture      *self,
                     gconstpointer data)
{
  gint64 first = add_pillar (self, "{}", self->shape->points[0], -1);
  gint64 second = add_pillar (self, "{\"material\":\"granite\"}", self->shape->points[1], -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPillarReport) report = NULL;
  YutuPillarSpec spec = { .values = "{\"number\":\"" JIA "001Q\"}" };

  g_assert_cmpint (first, !=, second);
  report = yutu_file_read_pillar (self->file, self->modules, second, DAY, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (report->pillar->number, ==, JIA "002Q");
  g_assert_cmpstr (report->pillar->condition, ==, "good");
  g_assert_cmpfloat (report->pillar->off_m, ==, 0);
  /* What cannot be is refused before it is written. */
  add_pillar (self, "{\"number\":\"" JIA "001Q\"}", self->shape->points[2], YUTU_CASEWORK_ERROR_FIELD);
  add_pillar (self, "{\"number\":\"17\"}", self->shape->points[2], YUTU_CASEWORK_ERROR_FIELD);
  add_pillar (self, "{\"number\":\"990101990122003Q\"}", self->shape->points[2], YUTU_CASEWORK_ERROR_FIELD);
  add_pillar (self, "{\"number\":\"" JIA "003A\"}", self->shape->points[2], YUTU_CASEWORK_ERROR_FIELD);
  add_pillar (self, "{\"kind\":\"quadruple\"}", self->shape->points[2], YUTU_CASEWORK_ERROR_FIELD);
  add_pillar (self, "{\"colour\":\"red\"}", self->shape->points[2], YUTU_CASEWORK_ERROR_FIELD);
  g_assert_false (yutu_file_change_pillar (self->file, self->modules, second, &spec, &PLANNER, &error));
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD);
}

static void
test_roles (Fixture      *self,
            gconstpointer data)
{
  YutuSigner clerk = { "村民", "clerk" };
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  g_assert_false (yutu_file_change_line (self->file, self->modules, self->line, "{\"other\":\"x\"}", &clerk, &error));
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_ROLE);
  g_clear_error (&error);
  g_assert_false (yutu_file_start_inspection (self->file, self->modules, self->line, NULL, DAY, &clerk, &id, &error));
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_ROLE);
}

/* Names of officials are masked, and a mask that comes back changes nothing. */
static void
test_masks (Fixture      *self,
            gconstpointer data)
{
  gint64           id = add_pillar (self, "{\"signed_a\":\"欧阳锋\"}", self->shape->points[0], -1);
  g_autofree char *before = digest (self);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPillarReport) report = yutu_file_read_pillar (self->file, self->modules, id, DAY, &error);
  YutuPillarSpec spec = { 0 };

  g_assert_no_error (error);
  g_assert_null (strstr (report->pillar->values, "欧阳锋"));
  g_assert_nonnull (strstr (report->pillar->values, "*"));
  spec.values = report->pillar->values;
  yutu_file_change_pillar (self->file, self->modules, id, &spec, &PLANNER, &error);
  g_assert_no_error (error);
  after = digest (self);
  g_assert_cmpstr (before, ==, after);
}

static void
test_pillar_history (Fixture      *self,
                     gconstpointer data)
{
  gint64          id = add_pillar (self, "{}", self->shape->points[0], -1);
  YutuPoint       moved = { self->shape->points[0].x + 5000, self->shape->points[0].y };
  YutuPillarEvent event = { .day = "2024-05-01", .what = "moved", .condition = "moved", .point = &moved };
  YutuPillarEvent bad = { .day = "2024-05-01", .what = "eaten" };
  YutuPillarEvent late = { .day = "2999-05-01", .what = "lost" };
  YutuPillarEvent odd = { .day = "2024-05-01", .what = "lost", .condition = "gone" };
  guint           n = count_entries (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPillarReport) report = NULL;

  yutu_file_note_pillar (self->file, self->modules, id, &event, &PLANNER, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_entries (self), ==, n + 1);
  report = yutu_file_read_pillar (self->file, self->modules, id, DAY, &error);
  g_assert_cmpstr (report->pillar->condition, ==, "moved");
  g_assert_true (yutu_point_equal (report->pillar->point, moved));
  g_assert_nonnull (strstr (report->pillar->values, "\"actor\":\"张规\""));
  g_assert_false (yutu_file_note_pillar (self->file, self->modules, id, &bad, &PLANNER, NULL));
  g_assert_false (yutu_file_note_pillar (self->file, self->modules, id, &late, &PLANNER, NULL));
  g_assert_false (yutu_file_note_pillar (self->file, self->modules, id, &odd, &PLANNER, NULL));
  yutu_file_end_pillar (self->file, id, yutu_day_from_ymd (2024, 7, 1), &PLANNER, &error);
  g_assert_no_error (error);
  g_clear_pointer (&report, yutu_pillar_report_free);
  report = yutu_file_read_pillar (self->file, self->modules, id, DAY, &error);
  g_assert_cmpstr (report->pillar->valid_to, ==, "2024-07-01");
}

/* ---- Positions ---- */

static void
test_positions (Fixture      *self,
                gconstpointer data)
{
  static const struct
  {
    const char *text;
    gboolean    is_dms;
    double      lon_deg; /* 0: refused */
    double      lat_deg;
  } rows[] = {
    { "119.4042, 28.8558", FALSE, 119.4042, 28.8558 },
    { "28.8558N 119.4042E", FALSE, 119.4042, 28.8558 },
    { "119°24′15″ 28°51′21″", FALSE, 119 + 24 / 60.0 + 15 / 3600.0, 28 + 51 / 60.0 + 21 / 3600.0 },
    { "东经119°24′15.12″ 北纬28°51′20.88″", FALSE, 119.4042, 28.8558 },
    { "119.241512 28.512088", TRUE, 119.4042, 28.8558 },
    { "28.512088,119.241512", TRUE, 119.4042, 28.8558 },
    { "40441864.945, 3193432.856", FALSE, 119.4042, 28.8558 },
    { "3193432.856 40441864.945", FALSE, 119.4042, 28.8558 },
    { "119.6015 28.5121", TRUE, 0, 0 }, /* 60 minutes */
    { "119.2460 28.5121", TRUE, 0, 0 }, /* 60 seconds */
    { "119.2415", TRUE, 0, 0 },
    { "119°60′15″ 28°51′21″", FALSE, 0, 0 },
    { "60441864.945 3193432.856", FALSE, 0, 0 }, /* no zone of China */
    { "一百一十九度", FALSE, 0, 0 },
    { "", FALSE, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      YutuPoint point = { 0, 0 };
      g_autoptr (GError) error = NULL;
      gboolean done = yutu_file_parse_position (self->file, rows[i].text, rows[i].is_dms, &point, &error);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (done, ==, rows[i].lon_deg > 0);
      if (!done)
        {
          g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD);
          continue;
        }
      /* A millimetre; the metres are given to one. */
      g_assert_cmpfloat (fabs (yutu_grid_to_degrees (point.x) - rows[i].lon_deg), <, 2e-8);
      g_assert_cmpfloat (fabs (yutu_grid_to_degrees (point.y) - rows[i].lat_deg), <, 2e-8);
    }
}

/* ---- Inspections ---- */

static void
step (Fixture    *self,
      gint64      id,
      const char *transition,
      const char *role,
      const char *document,
      const char *result,
      YutuDay     day)
{
  YutuCaseStep one = { .transition = transition, .actor = "张规", .role = role, .day = day, .result = result, .result_doc = document, .set = "{}" };
  g_autoptr (GError) error = NULL;

  yutu_file_step_case (self->file, self->modules, id, &one, &error);
  g_assert_no_error (error);
}

static void
assert_state (Fixture    *self,
              gint64      case_file,
              const char *state,
              const char *done_on,
              const char *last)
{
  static const char *const only[] = { "inspection-case", "inspection-dates", NULL };
  gint64                   id = 0, checked = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuLineInspection) inspection = NULL;
  g_autoptr (YutuLineReport) report = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  yutu_file_find_inspection (self->file, case_file, &id, &error);
  g_assert_no_error (error);
  inspection = yutu_file_read_inspection (self->file, self->modules, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (inspection->state, ==, state);
  g_assert_cmpstr (inspection->done_on, ==, done_on);
  report = yutu_file_read_line_report (self->file, self->modules, self->line, DAY, &error);
  g_assert_cmpstr (report->line->last_inspection, ==, last);
  findings = yutu_file_check_on (self->file, only, DAY, &checked, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_inspection (Fixture      *self,
                 gconstpointer data)
{
  YutuDay          day = yutu_day_from_ymd (2024, 3, 1);
  gint64           pillar = add_pillar (self, "{}", self->shape->points[0], -1);
  gint64           case_file = 0, again = 0, id = 0;
  g_autofree char *found = g_strdup_printf ("[{\"pillar\":%" G_GINT64_FORMAT ",\"condition\":\"damaged\","
                                            "\"note\":\"断裂\"}]",
                                            pillar);
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPillarReport) report = NULL;
  guint n = count_entries (self);

  yutu_file_start_inspection (self->file, self->modules, self->line, "round", day, &PLANNER, &case_file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_entries (self), ==, n + 1); /* the case and its record are one gesture */
  assert_state (self, case_file, "scheduled", NULL, NULL);
  g_assert_false (yutu_file_start_inspection (self->file, self->modules, self->line, "round", day, &PLANNER, &again, &error));
  g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_STATE);
  g_clear_error (&error);

  step (self, case_file, "agree", "planner", NULL, NULL, day + 5);
  step (self, case_file, "prepare", "planner", NULL, NULL, day + 9);
  step (self, case_file, "inspect", "planner", NULL, NULL, day + 20);
  assert_state (self, case_file, "field", NULL, NULL);
  yutu_file_find_inspection (self->file, case_file, &id, &error);
  yutu_file_record_inspection (self->file, self->modules, id, "{\"problems\":\"一处界桩断裂\",\"reason\":\"round\"}", found,
                               day + 21, &PLANNER, &error);
  g_assert_no_error (error);
  report = yutu_file_read_pillar (self->file, self->modules, pillar, DAY, &error);
  g_assert_cmpstr (report->pillar->condition, ==, "damaged");
  g_assert_nonnull (strstr (report->pillar->values, "断裂"));

  step (self, case_file, "repair", "planner", NULL, NULL, day + 30);
  step (self, case_file, "sign", "leader", "联检〔2024〕1号", NULL, day + 60);
  step (self, case_file, "file", "planner", NULL, NULL, day + 70);
  assert_state (self, case_file, "filed", "2024-05-10", "2024-05-10");
  step (self, case_file, "archive", "planner", NULL, "双方签署", day + 80);
  assert_state (self, case_file, "archived", "2024-05-10", "2024-05-10");
}

/* After a flood: out of turn, the round of five years goes on as it was. */
static void
test_inspection_out_of_turn (Fixture      *self,
                             gconstpointer data)
{
  YutuDay day = yutu_day_from_ymd (2024, 3, 1);
  gint64  case_file = 0;
  g_autoptr (GError) error = NULL;

  yutu_file_start_inspection (self->file, self->modules, self->line, "disaster", day, &PLANNER, &case_file, &error);
  g_assert_no_error (error);
  step (self, case_file, "agree", "planner", NULL, NULL, day);
  step (self, case_file, "prepare", "planner", NULL, NULL, day);
  step (self, case_file, "inspect", "planner", NULL, NULL, day);
  step (self, case_file, "sign", "leader", "联检〔2024〕2号", NULL, day);
  step (self, case_file, "file", "planner", NULL, NULL, day);
  assert_state (self, case_file, "filed", "2024-03-01", NULL);
}

static void
test_record_refused (Fixture      *self,
                     gconstpointer data)
{
  static const struct
  {
    const char *set;
    const char *pillars;
  } rows[] = {
    { "{\"reason\":\"flood\"}", NULL },
    { "{\"started_on\":\"2024-05-02\",\"ended_on\":\"2024-05-01\"}", NULL },
    { "{}", "[{\"pillar\":77,\"condition\":\"good\"}]" },
    { "{}", "{}" },
    { "{}", "[1]" },
    { "[]", NULL },
  };
  gint64 case_file = 0, id = 0;
  g_autoptr (GError) failed = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  yutu_file_start_inspection (self->file, self->modules, self->line, NULL, DAY, &PLANNER, &case_file, &failed);
  g_assert_no_error (failed);
  yutu_file_find_inspection (self->file, case_file, &id, &failed);
  before = digest (self);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (yutu_file_record_inspection (self->file, self->modules, id, rows[i].set, rows[i].pillars,
                                                   DAY, &PLANNER, &error));
      g_assert_nonnull (error);
    }
  after = digest (self);
  g_assert_cmpstr (before, ==, after);
}

/* A state that the record does not have is found. */
static gboolean
break_state (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  return yutu_connection_exec (connection, "UPDATE line_inspection SET state = 'field'", error);
}

static void
test_record_differs (Fixture      *self,
                     gconstpointer data)
{
  static const char *const only[] = { "inspection-case", NULL };
  YutuEntrySpec            entry = { "test", "测试", "测试员", FALSE };
  gint64                   case_file = 0, checked = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  yutu_file_start_inspection (self->file, self->modules, self->line, NULL, DAY, &PLANNER, &case_file, &error);
  yutu_store_write (yutu_file_get_store (self->file), &entry, break_state, NULL, NULL, NULL, &error);
  findings = yutu_file_check_on (self->file, only, DAY, &checked, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_true (((YutuCheckFinding *)findings->pdata[0])->has_place);
}

/* ---- Due ---- */

static void
test_due_list (Fixture      *self,
               gconstpointer data)
{
  YutuDay due = yutu_day_from_ymd (2026, 3, 1);
  gint64  case_file = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  YutuDay day = yutu_day_from_ymd (2021, 3, 1);

  yutu_file_start_inspection (self->file, self->modules, self->line, NULL, day, &PLANNER, &case_file, &error);
  step (self, case_file, "agree", "planner", NULL, NULL, day);
  step (self, case_file, "prepare", "planner", NULL, NULL, day);
  step (self, case_file, "inspect", "planner", NULL, NULL, day);
  step (self, case_file, "sign", "leader", "联检〔2021〕1号", NULL, day);
  step (self, case_file, "file", "planner", NULL, NULL, day);
  all = yutu_file_list_lines (self->file, self->modules, due, G_MAXINT, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 6);
  /* last + 5 years − today < 180 days */
  for (int days = 178; days <= 182; days++)
    {
      g_autoptr (GPtrArray) rows = yutu_file_list_lines (self->file, self->modules, due - days, -1, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (rows->len, ==, days < 180 ? 1 : 0);
    }
}

/* ---- Words ---- */

static void
test_words (Fixture      *self,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuLineReport) report = NULL;
  g_autoptr (YutuCourse) back = NULL;
  g_autoptr (YutuBounds) sides = NULL;
  g_autofree char         *bounds = NULL;
  static const char *const expected[YUTU_N_SIDES] = { "西岭镇", "甲县", "乙县", "南溪乡" };

  add_pillar (self, "{}", self->shape->points[3], -1);
  report = yutu_file_read_line_report (self->file, self->modules, self->line, DAY, &error);
  g_assert_no_error (error);
  back = course_from_text (report->course_text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (back->left, ==, "云舟区");
  g_assert_cmpstr (back->right, ==, "甲县");
  g_assert_cmpuint (back->legs->len, ==, 2);
  g_assert_cmpstr (((YutuCourseLeg *)back->legs->pdata[0])->to, ==, JIA "001Q号界桩");
  bounds = yutu_file_describe_unit (self->file, self->county.townships[0], DAY, &error);
  g_assert_no_error (error);
  sides = yutu_bounds_from_text (bounds, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (sides->name, ==, "东山街道");
  for (int side = 0; side < YUTU_N_SIDES; side++)
    g_assert_cmpstr (sides->sides[side]->pdata[0], ==, expected[side]);
}

/* ---- Import and export ---- */

static YutuBoundaryImportResult
import (Fixture    *self,
        const char *object,
        const char *text, /* NULL: the file as it is */
        gboolean    is_dms,
        gboolean    dry_run)
{
  YutuBoundaryImportSpec   spec = { .path = self->path, .object = object, .is_dms = is_dms, .day = DAY, .dry_run = dry_run, .signer = PLANNER };
  YutuBoundaryImportResult result = { 0 };
  g_autoptr (GError) error = NULL;

  if (text != NULL)
    g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
  yutu_file_import_boundaries (self->file, self->modules, &spec, &result, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < result.findings->len; i++)
    {
      const YutuBoundaryFinding *finding = result.findings->pdata[i];

      g_test_message ("%d %s %s: %s", (int)finding->row, finding->field, finding->rule, finding->message);
    }
  return result;
}

/* Two rows: the first vertex of the line, and the second. */
static char *
make_table (Fixture    *self,
            const char *second_number,
            const char *condition)
{
  return g_strdup_printf (
    "界桩编号,界桩类型,状况,埋设日期,lon,lat\r\n" JIA "001Q,单立双面型,完好,1998-10-20,%.9f,%.9f\r\n"
    "%s,单立双面型,%s,1998-10-20,%.9f,%.9f\r\n",
    yutu_grid_to_degrees (self->shape->points[0].x), yutu_grid_to_degrees (self->shape->points[0].y),
    second_number, condition, yutu_grid_to_degrees (self->shape->points[1].x),
    yutu_grid_to_degrees (self->shape->points[1].y));
}

static void
test_import_pillars (Fixture      *self,
                     gconstpointer data)
{
  g_autofree char *table = make_table (self, JIA "002Q", "损坏");
  g_autofree char *before = digest (self);
  g_autofree char *tried = NULL;
  guint            n = count_entries (self);
  g_auto (YutuBoundaryImportResult) trial = import (self, YUTU_OBJECT_PILLAR, table, FALSE, TRUE);
  g_auto (YutuBoundaryImportResult) done = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuLineReport) report = NULL;

  g_assert_cmpuint (trial.rejected, ==, 0);
  g_assert_cmpuint (trial.added, ==, 2);
  tried = digest (self);
  g_assert_cmpstr (before, ==, tried);
  done = import (self, YUTU_OBJECT_PILLAR, NULL, FALSE, FALSE);
  g_assert_cmpuint (done.added, ==, 2);
  g_assert_cmpuint (done.findings->len, ==, 0);
  g_assert_cmpuint (count_entries (self), ==, n + 1);
  report = yutu_file_read_line_report (self->file, self->modules, self->line, DAY, &error);
  g_assert_cmpuint (report->pillars->len, ==, 2);
  g_assert_cmpstr (((YutuBoundaryPillar *)report->pillars->pdata[1])->condition, ==, "damaged");
}

static void
test_import_refused (Fixture      *self,
                     gconstpointer data)
{
  static const struct
  {
    const char *number;
    const char *condition;
    const char *field;
  } rows[] = {
    { "17", "完好", NULL },
    { JIA "002X", "完好", "界桩编号" }, /* as the table calls it */
    { JIA "002Q", "消失", "状况" },
    { JIA "001Q", "完好", "界桩编号" }, /* twice in the table */
    { "", "完好", "Line" },             /* says nowhere which line it stands on */
  };
  g_autofree char *before = digest (self);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *table = make_table (self, rows[i].number, rows[i].condition);
      g_auto (YutuBoundaryImportResult) result = import (self, YUTU_OBJECT_PILLAR, table, FALSE, FALSE);
      g_autofree char           *after = digest (self);
      const YutuBoundaryFinding *finding = NULL;

      g_assert_cmpuint (result.rejected, ==, 1);
      finding = result.findings->pdata[0];
      g_assert_cmpint (finding->row, ==, 2);
      g_assert_true (finding->rejects);
      if (rows[i].field != NULL)
        g_assert_cmpstr (finding->field, ==, rows[i].field);
      g_assert_cmpstr (before, ==, after); /* the good row is not there either */
    }
}

/* DD.MMSS read as degrees stands kilometres off; the finding says how it is meant. */
static void
test_import_dms (Fixture      *self,
                 gconstpointer data)
{
  double           lon = yutu_grid_to_degrees (self->shape->points[0].x), lat = yutu_grid_to_degrees (self->shape->points[0].y);
  int              lon_m = (int)((lon - floor (lon)) * 60), lat_m = (int)((lat - floor (lat)) * 60);
  double           lon_s = ((lon - floor (lon)) * 60 - lon_m) * 60, lat_s = ((lat - floor (lat)) * 60 - lat_m) * 60;
  g_autofree char *table = g_strdup_printf (
    "number,kind,condition,lon,lat\r\n" JIA "001Q,single,good,%d.%02d%07.0f,%d.%02d%07.0f\r\n", (int)lon, lon_m,
    lon_s * 1e5, (int)lat, lat_m, lat_s * 1e5);
  g_auto (YutuBoundaryImportResult) wrong = import (self, YUTU_OBJECT_PILLAR, table, FALSE, TRUE);
  g_auto (YutuBoundaryImportResult) right = import (self, YUTU_OBJECT_PILLAR, table, TRUE, FALSE);

  g_assert_cmpuint (wrong.findings->len, ==, 1);
  g_assert_cmpstr (((YutuBoundaryFinding *)wrong.findings->pdata[0])->rule, ==, "off-line");
  g_assert_nonnull (strstr (((YutuBoundaryFinding *)wrong.findings->pdata[0])->message, "--dms"));
  g_assert_cmpuint (right.findings->len, ==, 0);
  g_assert_cmpuint (right.added, ==, 1);
}

static void
export_to (Fixture       *self,
           const char    *layer,
           const char    *path,
           YutuSinkFormat format)
{
  YutuExportSpec spec = { .layer = layer, .path = path, .format = format, .ids = TRUE, .day = DAY };
  gint64         rows = 0;
  g_autoptr (GError) error = NULL;

  yutu_file_export (self->file, self->modules, &spec, &rows, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rows, >, 0);
}

/* What was written out and comes back changes nothing. */
static void
test_round_trip (Fixture      *self,
                 gconstpointer data)
{
  static const struct
  {
    const char    *layer;
    const char    *object;
    const char    *name;
    YutuSinkFormat format;
  } rows[] = {
    { "boundary_pillar", YUTU_OBJECT_PILLAR, "out.csv", YUTU_SINK_CSV },
    { "boundary_pillar", YUTU_OBJECT_PILLAR, "out.geojson", YUTU_SINK_GEOJSON },
    { "boundary_line", YUTU_OBJECT_LINE, "out.csv", YUTU_SINK_CSV },
    { "boundary_line", YUTU_OBJECT_LINE, "out.geojson", YUTU_SINK_GEOJSON },
    { "boundary_line", YUTU_OBJECT_LINE, "out.gpkg", YUTU_SINK_GPKG },
  };
  g_autofree char *before = NULL;
  guint            n_entries = 0;
  g_autoptr (GError) error = NULL;

  add_pillar (self, "{\"height_m\":40.5,\"location\":\"桥头，东侧\",\"ref1_name\":\"樟树\",\"ref1_azimuth_deg\":40}",
              self->shape->points[0], -1);
  yutu_file_change_line (self->file, self->modules, self->line,
                         "{\"agreement_no\":\"1998-3\",\"agreement_date\":\"1998-05-01\",\"disputed\":false}", &PLANNER,
                         &error);
  g_assert_no_error (error);
  before = digest (self);
  n_entries = count_entries (self);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_build_filename (self->county.folder, rows[i].name, NULL);
      g_autofree char *after = NULL;
      g_auto (YutuBoundaryImportResult) result = { 0 };

      g_test_message ("%s", rows[i].name);
      export_to (self, rows[i].layer, path, rows[i].format);
      g_free (self->path);
      self->path = g_strdup (path);
      result = import (self, rows[i].object, NULL, FALSE, FALSE);
      g_assert_cmpuint (result.rejected, ==, 0);
      g_assert_cmpuint (result.added + result.changed + result.findings->len, ==, 0);
      g_assert_cmpuint (result.unchanged, ==, result.rows);
      g_assert_cmpuint (count_entries (self), ==, n_entries);
      after = digest (self);
      g_assert_cmpstr (before, ==, after);
    }
}

/* A vertex that is a tenth of a millimetre off is told where it is, and moves no arc. */
static void
test_import_line_off_arcs (Fixture      *self,
                           gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->county.folder, "off.geojson", NULL);
  g_autofree char *before = digest (self);
  g_autofree char *after = NULL;
  g_autoptr (GString) json = g_string_new ("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
                                           "\"properties\":{\"code\":\"" JIA "\",\"name\":\"改名线\"},\"geometry\":{"
                                           "\"type\":\"LineString\",\"coordinates\":[");
  g_auto (YutuBoundaryImportResult) result = { 0 };
  const YutuBoundaryFinding *finding = NULL;

  for (gsize i = 0; i < self->shape->n_points; i++)
    g_string_append_printf (json, "%s[%.9f,%.9f]", i > 0 ? "," : "",
                            yutu_grid_to_degrees (self->shape->points[i].x + (i == 3)),
                            yutu_grid_to_degrees (self->shape->points[i].y));
  g_string_append (json, "]}}]}");
  g_assert_true (g_file_set_contents (path, json->str, -1, NULL));
  g_free (self->path);
  self->path = g_strdup (path);
  result = import (self, YUTU_OBJECT_LINE, NULL, FALSE, FALSE);
  g_assert_cmpuint (result.rejected, ==, 1);
  finding = result.findings->pdata[0];
  g_assert_cmpstr (finding->rule, ==, "geometry");
  g_assert_true (finding->has_place);
  after = digest (self);
  g_assert_cmpstr (before, ==, after);
}

/* Along arcs that no line has yet, a new one. */
static void
test_import_new_line (Fixture      *self,
                      gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->county.folder, "new.geojson", NULL);
  g_autofree char *json = NULL;
  YutuPoint        a = self->county.corners[0][1], b = self->county.corners[1][1];
  gint64           id = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuLineReport) report = NULL;
  g_auto (YutuBoundaryImportResult) result = { 0 };

  json = g_strdup_printf ("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{"
                          "\"name\":\"村界线\",\"grade\":5,\"agreement_no\":\"村协1号\"},\"geometry\":{\"type\":"
                          "\"LineString\",\"coordinates\":[[%.9f,%.9f],[%.9f,%.9f]]}}]}",
                          yutu_grid_to_degrees (a.x), yutu_grid_to_degrees (a.y), yutu_grid_to_degrees (b.x),
                          yutu_grid_to_degrees (b.y));
  g_assert_true (g_file_set_contents (path, json, -1, NULL));
  g_free (self->path);
  self->path = g_strdup (path);
  result = import (self, YUTU_OBJECT_LINE, NULL, FALSE, FALSE);
  g_assert_cmpuint (result.added, ==, 1);
  yutu_file_find_line (self->file, "村界线", DAY, &id, &error);
  g_assert_no_error (error);
  report = yutu_file_read_line_report (self->file, self->modules, id, DAY, &error);
  g_assert_cmpuint (report->line->shape->n_points, ==, 2);
  g_assert_nonnull (strstr (report->line->values, "村协1号"));
}

/* A map, the table, a card for each pillar, two pages to be filled in. */
static void
test_kit (Fixture      *self,
          gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->county.folder, "kit.pdf", NULL);
  g_autofree char *bytes = NULL;
  gsize            length = 0;
  guint            n_pages = 0;
  g_autoptr (GError) error = NULL;

  add_pillar (self, "{}", self->shape->points[0], -1);
  add_pillar (self, "{}", self->shape->points[1], -1);
  yutu_file_write_line_kit (self->file, self->modules, self->line, DAY, path, &n_pages, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_pages, ==, 6);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (length > 2000 && memcmp (bytes, "%PDF-", 5) == 0);
  g_unlink (path);
  g_assert_false (yutu_file_write_line_kit (self->file, self->modules, self->line, DAY, "/nowhere/kit.pdf", NULL, NULL));
  g_assert_false (yutu_file_write_line_kit (self->file, self->modules, self->line, DAY, "kit.doc", NULL, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/session/boundary-edit/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("pillar-numbers", test_pillar_numbers);
  ADD ("roles", test_roles);
  ADD ("masks", test_masks);
  ADD ("pillar-history", test_pillar_history);
  ADD ("positions", test_positions);
  ADD ("inspection", test_inspection);
  ADD ("inspection-out-of-turn", test_inspection_out_of_turn);
  ADD ("record-refused", test_record_refused);
  ADD ("record-differs", test_record_differs);
  ADD ("due-list", test_due_list);
  ADD ("words", test_words);
  ADD ("import-pillars", test_import_pillars);
  ADD ("import-refused", test_import_refused);
  ADD ("import-dms", test_import_dms);
  ADD ("round-trip", test_round_trip);
  ADD ("import-line-off-arcs", test_import_line_off_arcs);
  ADD ("import-new-line", test_import_new_line);
  ADD ("kit", test_kit);
  return g_test_run ();
}
