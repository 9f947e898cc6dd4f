/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Tables of facilities come into the invented county of tests/division: what an export wrote changes
 * nothing, what is new or changed is one entry, and one bad row leaves all as it was. */

#include <glib/gstdio.h>
#include <string.h>

#include "county-file.h"
#include "session/yutu-export.h"
#include "session/yutu-facility-import.h"
#include "session/yutu-name-readings.h"

typedef struct
{
  County       county;
  YutuFile    *file;
  YutuModules *modules;
  char        *path;
} Fixture;

#define KIND "elderly.care-home"
#define DAY  (yutu_day_from_ymd (2024, 6, 1))
#define HEAD "名称,性质,村(社区),床位总数,护理型床位,午餐价格,电梯,负责人,启用日期\r\n"

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->file = county_file_open (&self->county, NULL, 0);
  self->modules = yutu_modules_load (&error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->county.folder, "in.csv", NULL);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_unlink (self->path);
  g_free (self->path);
  yutu_modules_unref (self->modules);
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

static YutuFacilityImportSpec
spec_of (Fixture *self)
{
  return (YutuFacilityImportSpec){ .path = self->path,
                                   .kind = KIND,
                                   .day = DAY,
                                   .signer = { "李雷", "desk" } };
}

static void
put (Fixture    *self,
     const char *text)
{
  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
}

static YutuFacilityImportResult
import (Fixture               *self,
        YutuFacilityImportSpec spec)
{
  YutuFacilityImportResult result = { 0 };
  g_autoptr (GError) error = NULL;

  yutu_file_import_facilities (self->file, self->modules, &spec, &result, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < result.findings->len; i++)
    {
      const YutuFacilityImportFinding *finding = result.findings->pdata[i];

      g_test_message ("%d %s %s: %s", (int)finding->row, finding->field, finding->rule, finding->message);
    }
  return result;
}

static void
undo (Fixture *self)
{
  gint64 entry = 0;

  g_assert_true (yutu_store_undo (yutu_file_get_store (self->file), "李雷", &entry, NULL, NULL));
}

static void export(Fixture    *self,
                   const char *name,
                   gboolean    ids)
{
  g_autofree char *path = g_build_filename (self->county.folder, name, NULL);
  YutuExportSpec   spec = { .layer = KIND, .path = path, .ids = ids, .day = DAY, .viewer = { .role = "desk" } };
  gint64           rows = 0;
  g_autoptr (GError) error = NULL;

  g_unlink (self->path);
  g_free (self->path);
  self->path = g_steal_pointer (&path);
  spec.path = self->path;
  g_assert_true (yutu_sink_find_format (self->path, NULL, &spec.format));
  yutu_file_export (self->file, self->modules, &spec, &rows, NULL, &error);
  g_assert_no_error (error);
}

static const char TWO[] = HEAD "甲院,公办,第2村,80,40,12.5,是,王小明,2015-05-01\r\n"
                               "乙院,民办,第3村,\"1,200\",,8,否,,2016年7月1日\r\n";

/* ---- Tests ---- */

static void
test_readings_of_the_file (Fixture      *self,
                           gconstpointer data)
{
  static const char *const sets[] = { "乙院=yì wǎn", NULL };
  YutuReadingsResult       told = { 0 };
  g_autoptr (GError) error = NULL;
  g_auto (YutuFacilityImportResult) result = { 0 };

  g_assert_true (yutu_file_set_readings (self->file, sets, FALSE, "李雷", &told, &error));
  put (self, TWO);
  result = import (self, spec_of (self));
  g_assert_cmpint (result.added, ==, 2);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count (*) FROM facility WHERE pinyin IN ('Jiayuan', 'Yiwan')"), ==, 2);
}

/* Brackets of either width are the same to who types them, in a heading and in a choice. */
static void
test_full_width_headings (Fixture      *self,
                          gconstpointer data)
{
  YutuFacilityImportSpec centres = spec_of (self);
  g_auto (YutuFacilityImportResult) homes = { 0 };
  g_auto (YutuFacilityImportResult) result = { 0 };

  put (self, "名称,性质,村（社区）,床位总数（张）,启用日期\r\n甲院,公办,第2村,80,2015-05-01\r\n");
  homes = import (self, spec_of (self));
  g_assert_cmpint (homes.added, ==, 1);
  g_assert_cmpuint (homes.findings->len, ==, 0);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count (*) FROM facility WHERE json_extract (fields, '$.beds_total') = 80"), ==, 1);
  centres.kind = "elderly.township-centre";
  put (self, "名称,村(社区)\r\n乙中心,第3村\r\n");
  result = import (self, centres);
  g_assert_cmpint (result.added, ==, 1);
}

static void
test_new_ones_are_one_entry (Fixture      *self,
                             gconstpointer data)
{
  g_autofree char       *before = county_file_digest (self->file);
  g_autofree char       *after = NULL;
  YutuFacilityImportSpec trial = spec_of (self);
  g_auto (YutuFacilityImportResult) tried = { 0 };
  g_auto (YutuFacilityImportResult) result = { 0 };
  gint64 entries = county_file_count (&self->county, "SELECT count (*) FROM journal");

  put (self, TWO);
  trial.dry_run = TRUE;
  tried = import (self, trial);
  g_assert_cmpuint (tried.added, ==, 2);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count (*) FROM facility"), ==, 0);
  result = import (self, spec_of (self));
  g_assert_cmpuint (result.rows, ==, 2);
  g_assert_cmpuint (result.added, ==, 2);
  g_assert_cmpuint (result.findings->len, ==, 0);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count (*) FROM journal"), ==, entries + 1);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count (*) FROM facility WHERE name = '乙院' AND fields LIKE "
                                "'%\"beds_total\":1200%' AND fields LIKE '%\"price_lunch_fen\":800%' AND "
                                "fields LIKE '%\"ownership\":\"private\"%' AND fields LIKE "
                                "'%\"elevator\":false%' AND valid_from = '2016-07-01'"),
                   ==, 1);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count (*) FROM facility f JOIN division d ON d.unit = f.village "
                                "WHERE f.name = '甲院' AND d.name = '第2村' AND f.township = d.parent"),
                   ==, 1);
  undo (self);
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
}

static void
test_what_went_out_changes_nothing (Fixture      *self,
                                    gconstpointer data)
{
  static const struct
  {
    const char *name;
    gboolean    ids;
  } files[] = { { "a.csv", TRUE }, { "b.csv", FALSE }, { "c.xlsx", TRUE }, { "d.xlsx", FALSE } };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_auto (YutuFacilityImportResult) first = { 0 };

  put (self, TWO);
  first = import (self, spec_of (self));
  before = county_file_digest (self->file);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_auto (YutuFacilityImportResult) result = { 0 };

      g_test_message ("%s", files[i].name);
      export(self, files[i].name, files[i].ids);
      result = import (self, spec_of (self));
      g_assert_cmpuint (result.findings->len, ==, 0);
      g_assert_cmpuint (result.unchanged, ==, 2);
    }
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
}

static void
test_changes_by_number (Fixture      *self,
                        gconstpointer data)
{
  g_auto (YutuFacilityImportResult) first = { 0 };
  g_auto (YutuFacilityImportResult) result = { 0 };
  g_autofree char *text = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64           id = 0;

  put (self, TWO);
  first = import (self, spec_of (self));
  before = county_file_digest (self->file);
  id = county_file_count (&self->county, "SELECT id FROM facility WHERE name = '甲院'");
  text = g_strdup_printf ("id,beds_total,village,valid_to,end_reason,manager\r\n%" G_GINT64_FORMAT
                          ",90,第8村,2025-01-01,撤并,王*明\r\n",
                          id);
  put (self, text);
  result = import (self, spec_of (self));
  g_assert_cmpuint (result.changed, ==, 1);
  g_assert_cmpuint (result.findings->len, ==, 0);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count (*) FROM facility WHERE name = '甲院'"), ==, 2);
  g_assert_cmpint (county_file_count (&self->county, "SELECT count (*) FROM facility f JOIN division d ON d.unit = f.village "
                                "WHERE f.name = '甲院' AND past_of IS NULL AND d.name = '第8村' AND "
                                "f.valid_from = '2024-06-01' AND f.valid_to = '2025-01-01' AND "
                                "f.fields LIKE '%\"beds_total\":90%' AND f.fields LIKE '%王小明%' AND "
                                "f.fields LIKE '%\"beds_nursing\":40%' AND f.end_reason = '撤并'"),
                   ==, 1);
  undo (self);
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
}

static void
test_one_bad_row_stops_all (Fixture      *self,
                            gconstpointer data)
{
  static const struct
  {
    const char *row;
    const char *field;
    const char *rule;
  } rows[] = {
    { ",公办,第2村,80,,,,,2015-05-01", "名称", "value" },
    { "丙,,第2村,80,,,,,2015-05-01", "性质", "value" },
    { "丙,私办,第2村,80,,,,,2015-05-01", "性质", "type" },
    { "丙,公办,第99村,80,,,,,2015-05-01", "村(社区)", "place" },
    { "丙,公办,,80,,,,,2015-05-01", "村(社区)", "place" },
    { "丙,公办,第2村,八十,,,,,2015-05-01", "床位总数", "type" },
    { "丙,公办,第2村,80.5,,,,,2015-05-01", "床位总数", "type" },
    { "丙,公办,第2村,99999,,,,,2015-05-01", "床位总数", "value" },
    { "丙,公办,第2村,80,81,,,,2015-05-01", "护理型床位", "value" },
    { "丙,公办,第2村,80,,12.555,,,2015-05-01", "午餐价格", "type" },
    { "丙,公办,第2村,80,,,也许,,2015-05-01", "电梯", "type" },
    { "丙,公办,第2村,80,,,,王*,2015-05-01", "负责人", "value" },
    { "丙,公办,第2村,80,,,,,2015-02-30", "启用日期", "type" },
    { "丙,公办,第2村,80,,,,,今年", "启用日期", "type" },
    { "丙,公办,第2村,99999999999999999999,,,,,2015-05-01", "床位总数", "type" },
  };
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *after = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat (TWO, rows[i].row, "\r\n", NULL);
      g_auto (YutuFacilityImportResult) result = { 0 };
      const YutuFacilityImportFinding *finding = NULL;

      put (self, text);
      result = import (self, spec_of (self));
      g_assert_cmpuint (result.rejected, ==, 1);
      g_assert_cmpuint (result.findings->len, ==, 1);
      finding = result.findings->pdata[0];
      g_assert_cmpint (finding->row, ==, 3);
      g_assert_cmpstr (finding->field, ==, rows[i].field);
      g_assert_cmpstr (finding->rule, ==, rows[i].rule);
      g_assert_true (finding->rejects);
    }
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
}

static void
test_numbers_are_of_one_facility (Fixture      *self,
                                  gconstpointer data)
{
  g_auto (YutuFacilityImportResult) first = { 0 };
  g_auto (YutuFacilityImportResult) result = { 0 };
  g_autofree char *text = NULL;
  gint64           id = 0;

  put (self, TWO);
  first = import (self, spec_of (self));
  id = county_file_count (&self->county, "SELECT id FROM facility WHERE name = '甲院'");
  text = g_strdup_printf ("id,beds_total,valid_to\r\n%" G_GINT64_FORMAT ",81,\r\n%" G_GINT64_FORMAT
                          ",82,\r\n77,1,\r\n%" G_GINT64_FORMAT ",,2025-01-01\r\n",
                          id, id, id + 1);
  put (self, text);
  result = import (self, spec_of (self));
  g_assert_cmpuint (result.rejected, ==, 3);
  g_assert_cmpstr (((YutuFacilityImportFinding *)result.findings->pdata[0])->rule, ==, "number");
  g_assert_cmpint (((YutuFacilityImportFinding *)result.findings->pdata[1])->row, ==, 3);
  g_assert_cmpstr (((YutuFacilityImportFinding *)result.findings->pdata[2])->field, ==, "Closed because");
  g_assert_cmpint (county_file_count (&self->county, "SELECT count (*) FROM facility WHERE fields LIKE '%\"beds_total\":80,%'"), ==, 1);
}

static void
test_twins_and_unknown_columns_are_told (Fixture      *self,
                                         gconstpointer data)
{
  g_auto (YutuFacilityImportResult) first = { 0 };
  g_auto (YutuFacilityImportResult) again = { 0 };

  put (self, TWO);
  first = import (self, spec_of (self));
  put (self, "名称,性质,村(社区),颜色\r\n甲院,公办,第2村,红\r\n");
  again = import (self, spec_of (self));
  g_assert_cmpuint (again.added, ==, 1);
  g_assert_cmpuint (again.findings->len, ==, 2);
  g_assert_cmpstr (((YutuFacilityImportFinding *)again.findings->pdata[0])->rule, ==, "column");
  g_assert_cmpstr (((YutuFacilityImportFinding *)again.findings->pdata[1])->rule, ==, "twin");
}

static gint64
count_at (Fixture  *self,
          YutuPoint point)
{
  guint8 blob[YUTU_POINT_BLOB_SIZE];
  g_autoptr (GString) sql = g_string_new ("SELECT count (*) FROM facility WHERE geom = x'");

  yutu_point_to_blob (point, blob);
  for (gsize i = 0; i < sizeof blob; i++)
    g_string_append_printf (sql, "%02x", blob[i]);
  g_string_append_c (sql, '\'');
  return county_file_count (&self->county, sql->str);
}

static void
test_points_of_other_systems (Fixture      *self,
                              gconstpointer data)
{
  static const char *const maps[] = { "name=单位", NULL };
  YutuFacilityImportSpec   spec = spec_of (self);
  YutuPoint                quad[4];
  g_autofree char         *text = NULL;
  g_auto (YutuFacilityImportResult) result = { 0 };
  g_auto (YutuFacilityImportResult) web = { 0 };
  g_autoptr (GError) error = NULL;
  char lon[YUTU_DEGREE_TEXT_SIZE];
  char lat[YUTU_DEGREE_TEXT_SIZE];

  county_get_quad (&self->county, 7, quad);
  text = g_strdup_printf ("单位,性质,经度,纬度\r\n丁院,公办,%s,%s\r\n",
                          yutu_sink_format_degree ((quad[0].x + quad[2].x) / 2, lon),
                          yutu_sink_format_degree ((quad[0].y + quad[2].y) / 2, lat));
  put (self, text);
  spec.maps = maps;
  result = import (self, spec);
  g_assert_cmpuint (result.added, ==, 1);
  g_assert_cmpint (count_at (self, (YutuPoint){ (quad[0].x + quad[2].x) / 2, (quad[0].y + quad[2].y) / 2 }),
                   ==, 1);
  spec.crs = "gcj02";
  web = import (self, spec); /* some 500 m off */
  g_assert_cmpint (county_file_count (&self->county, "SELECT count (DISTINCT geom) FROM facility"), ==,
                   (gint64)(1 + web.added));
  spec.crs = "nowhere";
  yutu_facility_import_result_clear (&web);
  g_assert_false (yutu_file_import_facilities (self->file, self->modules, &spec, &web, NULL, &error));
  g_assert_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_CRS);
}

static void
test_what_is_no_table_is_refused (Fixture      *self,
                                  gconstpointer data)
{
  static const char *const maps[] = { "name=没有", NULL };
  static const char *const texts[] = { "", "a,b\r\n1,2\r\n", "名称,name\r\n甲,乙\r\n", "PK\003\004rubbish" };
  YutuFacilityImportSpec   spec = spec_of (self);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (YutuFacilityImportResult) result = { 0 };
      g_autoptr (GError) error = NULL;

      put (self, texts[i]);
      g_assert_false (yutu_file_import_facilities (self->file, self->modules, &spec, &result, NULL, &error));
      g_assert_error (error, YUTU_TRANSFER_ERROR,
                      (int)(strchr (texts[i], ',') != NULL ? YUTU_TRANSFER_ERROR_COLUMNS : YUTU_TRANSFER_ERROR_UNREADABLE));
      g_assert_nonnull (strstr (error->message, self->path));
    }
  for (int i = 0; i < 2; i++)
    {
      g_auto (YutuFacilityImportResult) result = { 0 };
      g_autoptr (GError) error = NULL;

      put (self, TWO);
      spec.maps = i == 0 ? maps : NULL;
      spec.signer.role = i == 0 ? "desk" : "leader";
      g_assert_false (yutu_file_import_facilities (self->file, self->modules, &spec, &result, NULL, &error));
      g_assert_nonnull (error);
    }
}

/* Rows of hostile tables are refused or taken as the texts they are. */
static void
test_hostile_tables (Fixture      *self,
                     gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_getenv ("YUTU_SHARED_DATA"), "hostile", NULL);
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *after = NULL;
  guint            n = 0;

  g_ptr_array_add (folders, g_strdup (folder));
  for (guint i = 0; i < folders->len; i++)
    {
      g_autoptr (GDir) dir = g_dir_open (folders->pdata[i], 0, NULL);
      const char *name = NULL;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char       *path = g_build_filename (folders->pdata[i], name, NULL);
          YutuFacilityImportSpec spec = spec_of (self);
          g_auto (YutuFacilityImportResult) result = { 0 };
          g_autoptr (GError) error = NULL;

          if (g_file_test (path, G_FILE_TEST_IS_DIR))
            {
              g_ptr_array_add (folders, g_steal_pointer (&path));
              continue;
            }
          if (!g_str_has_suffix (name, ".csv") && !g_str_has_suffix (name, ".zip") &&
              !g_str_has_suffix (name, ".xlsx"))
            continue;
          spec.path = path;
          if (yutu_file_import_facilities (self->file, self->modules, &spec, &result, NULL, &error))
            g_assert_cmpuint (result.rejected, >, 0);
          n++;
        }
    }
  g_test_message ("%u tables", n);
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture      *self,
                 gconstpointer data);
  } tests[] = {
    { "/session/facility-import/full-width-headings", test_full_width_headings },
    { "/session/facility-import/new-ones-are-one-entry", test_new_ones_are_one_entry },
    { "/session/facility-import/readings-of-the-file", test_readings_of_the_file },
    { "/session/facility-import/what-went-out-changes-nothing", test_what_went_out_changes_nothing },
    { "/session/facility-import/changes-by-number", test_changes_by_number },
    { "/session/facility-import/one-bad-row-stops-all", test_one_bad_row_stops_all },
    { "/session/facility-import/numbers-are-of-one-facility", test_numbers_are_of_one_facility },
    { "/session/facility-import/twins-and-unknown-columns-are-told",
      test_twins_and_unknown_columns_are_told },
    { "/session/facility-import/points-of-other-systems", test_points_of_other_systems },
    { "/session/facility-import/what-is-no-table-is-refused", test_what_is_no_table_is_refused },
    { "/session/facility-import/hostile-tables", test_hostile_tables },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
