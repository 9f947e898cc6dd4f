/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A division change order with all that lies on the land: addresses, facilities, cases; as of the day
 * before everything is what it was, from the day on all of it is somewhere, and undone it is as before. */

#include <glib/gstdio.h>
#include <string.h>

#include "folder.h"

#include "casework/yutu-place-filter.h"
#include "county-file.h"
#include "coverage/yutu-indicator.h"
#include "division/yutu-division-check.h"
#include "gazetteer/yutu-address-check.h"
#include "session/yutu-act-papers.h"
#include "session/yutu-import.h"
#include "session/yutu-name-readings.h"

#define DAY "2026-03-01"

typedef struct
{
  County       county;
  YutuFile    *file;
  YutuModules *modules;
} Fixture;

/* ---- What lies in the county: in every village a road with doors, a facility, cases ---- */

#define N_DOORS 12
#define N_CASES 10

static gboolean
run_sql (YutuConnection *connection,
         const char     *sql, /* static */
         const gint64   *numbers,
         gsize           n,
         const char     *text,
         GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    sqlite3_bind_int64 (statement, (int)i + 1, numbers[i]);
  if (text != NULL)
    sqlite3_bind_text (statement, (int)n + 1, text, -1, SQLITE_TRANSIENT);
  return yutu_connection_run (connection, statement, error);
}

/* A place in the village that is surely inside, farther north with each @i. */
static YutuPoint
place_in (const County *county,
          int           village,
          int           i,
          int           n)
{
  YutuPoint quad[4];

  county_get_quad (county, village, quad);
  return (YutuPoint){
    (quad[0].x + quad[1].x + quad[2].x + quad[3].x) / 4 + i * 1000,
    MAX (quad[0].y, quad[1].y) + (MIN (quad[2].y, quad[3].y) - MAX (quad[0].y, quad[1].y)) * (2 * i + 1) /
                                   (2 * n),
  };
}

static gboolean
add_things (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  static const char *const townships[] = { "东山街道", "西岭镇", "南溪乡", "北塘镇" };
  const County            *county = data;

  for (int v = 0; v < N_VILLAGES; v++)
    {
      gint64       township = county->townships[county_get_quarter (v)];
      gint64       road = yutu_connection_new_id (connection);
      YutuPoint    middle = place_in (county, v, 0, 1);
      const gint64 facility[] = { yutu_connection_new_id (connection), county->villages[v], township,
                                  middle.x, middle.y };
      const gint64 names[] = { road, county->villages[v] };

      if (!run_sql (connection,
                    "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, "
                    "valid_from) VALUES (?1, '云舟路', '云舟', '路', 'road', 'in_use', ?2, '2000-01-01')",
                    names, 2, NULL, error) ||
          !run_sql (connection,
                    "INSERT INTO facility (id, kind, name, status, village, township, valid_from, geom) VALUES "
                    "(?1, 'elderly.care-home', '养老院' || ?1, 'open', ?2, ?3, '2010-01-01', MakePoint (?4 / "
                    "1e9, ?5 / 1e9, 4490))",
                    facility, 5, NULL, error))
        return FALSE;
      for (int i = 0; i < N_DOORS; i++)
        {
          YutuPoint        at = place_in (county, v, i, N_DOORS);
          const gint64     door[] = { yutu_connection_new_id (connection), county->villages[v], road, i + 1, at.x, at.y };
          g_autofree char *text = g_strdup_printf ("云舟区%s第%d村云舟路%d号", townships[county_get_quarter (v)], v + 1, i + 1);

          if (!run_sql (connection,
                        "INSERT INTO address (id, village, place, door, geom, text, kind, valid_from) VALUES (?1, "
                        "?2, ?3, ?4, MakePoint (?5 / 1e9, ?6 / 1e9, 4490), ?7, 1, '2000-01-01')",
                        door, 6, text, error))
            return FALSE;
        }
      for (int i = 0; i < N_CASES; i++)
        {
          YutuPoint        at = place_in (county, v, i, N_CASES);
          gint64           id = yutu_connection_new_id (connection);
          const gint64     row[] = { id, county->villages[v], township, at.x, at.y, i % 3 };
          g_autofree char *number = g_strdup_printf ("T%" G_GINT64_FORMAT, id);

          if (!run_sql (connection,
                        "INSERT INTO case_file (id, village, township, x, y, closed_on, case_no, module, kind, "
                        "title, state, state_since, subject_kind, opened_on, due_on) VALUES (?1, ?2, ?3, ?4, ?5, "
                        "CASE ?6 WHEN 0 THEN '2025-06-01' END, ?7, 'funeral', 'FU.ILLEGAL', '一', 'new', "
                        "'2024-01-01', 'person', '2024-01-01', '2026-04-01')",
                        row, 6, number, error))
            return FALSE;
        }
    }
  return TRUE;
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->file = county_file_open_with (&self->county, add_things, &self->county);
  self->modules = yutu_modules_load (&error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_modules_unref (self->modules);
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

/* ---- Asking ---- */

typedef struct
{
  const char *sql;
  gint64      value;
} Question;

static gboolean
ask (YutuConnection *connection,
     gpointer        data,
     GError        **error)
{
  Question *question = data;

  return yutu_connection_get_int64 (connection, question->sql, -1, &question->value, error);
}

static gint64
count (Fixture    *self,
       const char *sql)
{
  Question question = { sql, -1 };
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (self->file), ask, &question, NULL, &error);
  g_assert_no_error (error);
  return question.value;
}

typedef struct
{
  Fixture *fixture;
  gint64   unit;
  int      level;
  YutuDay  day;
  gint64   open;
  gint64   total;
  gint64   listed;
} CaseCount;

static gboolean
count_cases (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  CaseCount                *self = data;
  YutuPlaceFilter           filter = { .kind = YUTU_PLACE_FILTER_UNIT, .id = self->unit, .level = self->level };
  YutuCaseQuery             query = { .day = self->day, .due_before = YUTU_DAY_INVALID, .limit = 1000 };
  g_autofree YutuCaseCount *counts =
    yutu_place_filter_count (connection, self->fixture->modules, &filter, self->day, error);
  g_autoptr (GPtrArray) rows = NULL;

  if (counts == NULL)
    return FALSE;
  for (gsize i = 0; i < yutu_modules_get_n (self->fixture->modules); i++)
    {
      self->open += counts[i].open;
      self->total += counts[i].total;
    }
  rows = yutu_place_filter_list_cases (connection, &filter, &query, &self->listed, error);
  /* A row says where the case lies on the day. */
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const YutuCaseRow *row = g_ptr_array_index (rows, i);

      g_assert_cmpint (self->level == 4 ? row->township : row->village, ==, self->unit);
    }
  return rows != NULL;
}

typedef struct
{
  Fixture            *fixture;
  YutuIndicatorSpec   spec;
  YutuIndicatorTable *table;
} Indicator;

static gboolean
read_indicator (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  Indicator *self = data;

  self->table = yutu_indicator_read (connection, self->fixture->modules, &self->spec, error);
  return self->table != NULL;
}

/* Open cases of each unit by the indicator: as many as are counted there, and none is lost. */
static void
assert_indicator (Fixture    *self,
                  int         level,
                  const char *day)
{
  Indicator question = { self, { "illegal_open", level, YUTU_SCOPE_LEGAL, yutu_day_parse (day), 0 }, NULL };
  g_autoptr (YutuIndicatorTable) table = NULL;
  g_autoptr (GError) error = NULL;
  double sum = 0;

  yutu_store_read (yutu_file_get_store (self->file), read_indicator, &question, NULL, &error);
  g_assert_no_error (error);
  table = question.table;
  g_assert_cmpuint (table->rows->len, >, 1);
  for (guint i = 0; i < table->rows->len; i++)
    {
      const YutuIndicatorRow *row = g_ptr_array_index (table->rows, i);
      CaseCount               count = { self, row->unit, level, yutu_day_parse (day), 0, 0, 0 };

      yutu_store_read (yutu_file_get_store (self->file), count_cases, &count, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (row->value, ==, (double)count.open);
      sum += row->value;
    }
  g_assert_cmpfloat (sum, ==, table->total.value);
  g_assert_cmpfloat (sum, ==, N_VILLAGES * (N_CASES - (N_CASES + 2) / 3));
}

/* Cases of a unit on a day; counted and listed they are the same. */
static gint64
cases_of (Fixture    *self,
          gint64      unit,
          int         level,
          const char *day)
{
  CaseCount question = { self, unit, level, yutu_day_parse (day), 0, 0, 0 };
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (self->file), count_cases, &question, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (question.total, ==, question.listed);
  return question.total;
}

static gboolean
check_texts (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  gint64 n = 0;
  g_autoptr (GPtrArray) faults = yutu_address_check_texts (connection, &n, NULL, error);

  g_assert_nonnull (faults);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s ≠ %s", ((YutuAddressTextFault *)faults->pdata[i])->text,
                    ((YutuAddressTextFault *)faults->pdata[i])->expected);
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpint (n, >, 0);
  return TRUE;
}

/* ---- Doing ---- */

static YutuActSpec *
make_spec (const char *kind,
           const char *day,
           const char *steps)
{
  g_autofree char *json = g_strdup_printf ("{\"kind\": \"%s\", \"title\": \"调整\", \"doc_no\": \"测函〔2026〕1号\", "
                                           "\"organ\": \"测试省人民政府\", \"effective_on\": \"%s\", \"steps\": [%s]}",
                                           kind, day, steps);
  g_autoptr (GError) error = NULL;
  YutuActSpec *spec = yutu_act_spec_from_json (json, &error);

  g_assert_no_error (error);
  return spec;
}

/* What must hold after any act: nothing is lost, each address has one form on each day, and texts are what
 * their elements say. */
static void
assert_whole (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (self->file), check_texts, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (self, "SELECT count (*) FROM address WHERE valid_to = '9999-12-31'"), ==, N_VILLAGES * N_DOORS);
  g_assert_cmpint (count (self, "SELECT count (*) FROM address a LEFT JOIN address b ON b.id = a.previous WHERE "
                                "a.previous IS NOT NULL AND (b.valid_to IS NOT a.valid_from OR b.status <> 5 OR "
                                "b.geom <> a.geom)"),
                   ==, 0);
  g_assert_cmpint (count (self, "SELECT count (*) FROM address GROUP BY previous HAVING previous IS NOT NULL AND "
                                "count (*) > 1"),
                   ==, -1);
  g_assert_cmpint (count (self, "SELECT count (*) FROM address a WHERE valid_to = '9999-12-31' AND NOT EXISTS "
                                "(SELECT 1 FROM division d WHERE d.unit = a.village AND d.level = 5 AND d.valid_to = "
                                "'9999-12-31')"),
                   ==, 0);
  g_assert_cmpint (count (self, "SELECT count (*) FROM facility WHERE valid_to = '9999-12-31'"), ==, N_VILLAGES);
  g_assert_cmpint (count (self, "SELECT count (*) FROM facility f WHERE valid_to = '9999-12-31' AND NOT EXISTS "
                                "(SELECT 1 FROM division d WHERE d.unit = f.village AND d.parent = f.township AND "
                                "d.valid_to = '9999-12-31')"),
                   ==, 0);
  g_assert_cmpint (count (self, "SELECT (SELECT count (*) FROM address_point) - (SELECT count (*) FROM address)"), ==, 0);
}

static void
assert_cases (Fixture    *self,
              const char *day)
{
  gint64 sum = 0, n_units = count (self, "SELECT count (DISTINCT unit) FROM division WHERE level = 4");

  for (gint64 i = 0; i < n_units; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT unit FROM (SELECT DISTINCT unit FROM division WHERE level = 4) ORDER "
                                              "BY unit LIMIT 1 OFFSET %" G_GINT64_FORMAT,
                                              i);

      sum += cases_of (self, count (self, sql), 4, day);
    }
  g_assert_cmpint (sum, ==, N_VILLAGES * N_CASES);
  sum = 0;
  n_units = count (self, "SELECT count (DISTINCT unit) FROM division WHERE level = 5");
  for (gint64 i = 0; i < n_units; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT unit FROM (SELECT DISTINCT unit FROM division WHERE level = 5) ORDER "
                                              "BY unit LIMIT 1 OFFSET %" G_GINT64_FORMAT,
                                              i);

      sum += cases_of (self, count (self, sql), 5, day);
    }
  g_assert_cmpint (sum, ==, N_VILLAGES * N_CASES);
  assert_indicator (self, 4, day);
  assert_indicator (self, 5, day);
}

/* Plans, carries out, goes back and forth. The plan told what was done. */
static YutuActReport *
carry_out (Fixture     *self,
           YutuActSpec *spec)
{
  YutuStore       *store = yutu_file_get_store (self->file);
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *planned = NULL;
  g_autofree char *after = NULL;
  g_autofree char *now = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuActReport) plan = yutu_file_plan_act (self->file, spec, NULL, &error);
  YutuActReport *report = NULL;

  g_assert_no_error (error);
  planned = county_file_digest (self->file);
  g_assert_cmpstr (planned, ==, before);
  report = yutu_file_apply_act (self->file, spec, "测试员", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->entry, >, 0);
  g_assert_cmpint (report->moved.addresses, ==, plan->moved.addresses);
  g_assert_cmpint (report->moved.facilities, ==, plan->moved.facilities);
  g_assert_cmpint (report->moved.cases, ==, plan->moved.cases);
  g_assert_cmpint (report->moved.villages, ==, plan->moved.villages);
  g_assert_cmpuint (report->effect->codes->len, ==, plan->effect->codes->len);
  after = county_file_digest (self->file);
  assert_whole (self);
  assert_cases (self, "2026-02-28");
  assert_cases (self, "2026-03-01");
  yutu_store_undo (store, "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  now = county_file_digest (self->file);
  g_assert_cmpstr (now, ==, before);
  assert_whole (self);
  yutu_store_redo (store, "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  g_free (now);
  now = county_file_digest (self->file);
  g_assert_cmpstr (now, ==, after);
  assert_whole (self);
  return report;
}

/* ---- Whole villages ---- */

static void
test_abolish (Fixture      *self,
              gconstpointer data)
{
  County *county = &self->county;
  g_autoptr (YutuActSpec) spec =
    make_spec ("abolish", DAY,
               "{\"do\": \"place\", \"unit\": \"第1村\", \"under\": \"西岭镇\"},"
               "{\"do\": \"give\", \"from\": \"东山街道\", \"to\": \"南溪乡\"},"
               "{\"do\": \"abolish\", \"unit\": \"东山街道\"}");
  g_autoptr (YutuActReport) report = carry_out (self, spec);

  g_assert_cmpint (report->moved.villages, ==, 9);
  g_assert_cmpint (report->moved.addresses, ==, 9 * N_DOORS);
  g_assert_cmpint (report->moved.facilities, ==, 9);
  g_assert_cmpint (report->moved.cases, ==, 9 * N_CASES);
  g_assert_cmpint (count (self, "SELECT count (*) FROM address WHERE text = '云舟区西岭镇第1村云舟路3号' AND valid_from = '" DAY "'"), ==, 1);
  g_assert_cmpint (count (self, "SELECT count (*) FROM address WHERE text = '云舟区东山街道第1村云舟路3号' AND valid_to = '" DAY "' AND status = 5"), ==, 1);
  /* A case row says where it was opened; it is counted where it lies on the day. */
  g_assert_cmpint (count (self, "SELECT count (*) FROM case_move"), ==, 0);
  g_assert_cmpint (cases_of (self, county->townships[0], 4, "2026-02-28"), ==, 9 * N_CASES);
  g_assert_cmpint (cases_of (self, county->townships[0], 4, DAY), ==, 0);
  g_assert_cmpint (cases_of (self, county->townships[1], 4, DAY), ==, 10 * N_CASES);
  g_assert_cmpint (cases_of (self, county->townships[2], 4, DAY), ==, 17 * N_CASES);
  g_assert_cmpint (cases_of (self, county->townships[2], 4, "2026-02-28"), ==, 9 * N_CASES);
  /* The facility stands in another township from the day on, and in its own before. */
  g_assert_cmpint (count (self, "SELECT count (*) FROM facility WHERE past_of IS NOT NULL AND valid_to = '" DAY "'"), ==, 9);
}

/* Shares by addresses. */
static void
test_shares (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (YutuActSpec) spec =
    make_spec ("abolish", DAY,
               "{\"do\": \"give\", \"from\": \"东山街道\", \"to\": \"西岭镇\", \"units\": [\"第1村\", \"第2村\"]},"
               "{\"do\": \"give\", \"from\": \"东山街道\", \"to\": \"南溪乡\"},"
               "{\"do\": \"abolish\", \"unit\": \"东山街道\"}");
  g_autoptr (YutuActReport) report G_GNUC_UNUSED = carry_out (self, spec);

  g_assert_cmpint (count (self, "SELECT address_num * 9 = address_den * 2 FROM lineage WHERE to_unit = (SELECT unit "
                                "FROM division WHERE name = '西岭镇' LIMIT 1)"),
                   ==, 1);
}

/* A rename changes no unit, and every address. */
static void
test_rename (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (YutuActSpec) spec =
    make_spec ("rename", DAY, "{\"do\": \"rename\", \"unit\": \"东山街道\", \"name\": \"云山街道\"}");
  g_autoptr (YutuActReport) report = carry_out (self, spec);

  g_assert_cmpint (report->moved.addresses, ==, 9 * N_DOORS);
  g_assert_cmpint (report->moved.cases, ==, 0);
  g_assert_cmpint (count (self, "SELECT count (*) FROM division WHERE name = '云山街道' AND pinyin = 'Yunshan Jiedao'"), ==, 1);
}

/* The new name is spelt as the file reads its words. */
static void
test_rename_by_readings (Fixture      *self,
                         gconstpointer data)
{
  static const char *const sets[] = { "云山=yù shān", NULL };
  YutuReadingsResult       told = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuActSpec) spec =
    make_spec ("rename", DAY, "{\"do\": \"rename\", \"unit\": \"东山街道\", \"name\": \"云山街道\"}");
  g_autoptr (YutuActReport) report = NULL;

  g_assert_true (yutu_file_set_readings (self->file, sets, FALSE, "测试员", &told, &error));
  report = carry_out (self, spec);
  g_assert_nonnull (report);
  g_assert_cmpint (count (self, "SELECT count (*) FROM division WHERE name = '云山街道' AND pinyin = 'Yushan Jiedao'"), ==, 1);
}

/* ---- Villages that end or are cut ---- */

/* The one that goes on keeps its id and code, and gets all that the other had: doors, road, facility and cases
 * (QGIS#47629). */
static void
test_f29_merge (Fixture      *self,
                gconstpointer data)
{
  County          *county = &self->county;
  g_autofree char *unit = g_strdup_printf ("SELECT count (*) FROM division WHERE unit = %" G_GINT64_FORMAT
                                           " AND code = '990101001201' AND name = '第2村' AND valid_to = '9999-12-31'",
                                           county->villages[1]);
  g_autofree char *doors = g_strdup_printf ("SELECT count (*) FROM address WHERE village = %" G_GINT64_FORMAT
                                            " AND valid_to = '9999-12-31'",
                                            county->villages[1]);
  g_autofree char *facilities = g_strdup_printf ("SELECT count (*) FROM facility WHERE village = %" G_GINT64_FORMAT
                                                 " AND valid_to = '9999-12-31' AND past_of IS NULL",
                                                 county->villages[1]);
  g_autofree char *roads = g_strdup_printf ("SELECT count (*) FROM place_name WHERE division = %" G_GINT64_FORMAT
                                            " AND valid_to = '9999-12-31'",
                                            county->villages[1]);
  g_autoptr (YutuActSpec) spec =
    make_spec ("merge", DAY,
               "{\"do\": \"merge\", \"units\": [\"第1村\", \"第2村\"], \"into\": \"第2村\"}");
  g_autoptr (YutuActReport) report = carry_out (self, spec);

  g_assert_cmpint (report->moved.addresses, ==, N_DOORS);
  g_assert_cmpint (report->moved.cases, ==, N_CASES);
  g_assert_cmpint (report->moved.names, ==, 1);
  g_assert_cmpint (count (self, unit), ==, 1);
  g_assert_cmpint (count (self, doors), ==, 2 * N_DOORS);
  g_assert_cmpint (count (self, facilities), ==, 2);
  g_assert_cmpint (count (self, roads), ==, 2);
  g_assert_cmpint (count (self, "SELECT count (*) FROM case_move"), ==, N_CASES);
  g_assert_cmpint (cases_of (self, county->villages[1], 5, DAY), ==, 2 * N_CASES);
  g_assert_cmpint (cases_of (self, county->villages[1], 5, "2026-02-28"), ==, N_CASES);
  g_assert_cmpint (cases_of (self, county->villages[0], 5, DAY), ==, 0);
  g_assert_cmpint (cases_of (self, county->villages[0], 5, "2026-02-28"), ==, N_CASES);
}

static void
test_cut (Fixture      *self,
          gconstpointer data)
{
  County          *county = &self->county;
  YutuPoint        quad[4];
  g_autofree char *steps = NULL;
  g_autoptr (YutuActSpec) spec = NULL;
  g_autoptr (YutuActReport) report = NULL;
  gint64 north;

  county_get_quad (county, 0, quad);
  steps = g_strdup_printf ("{\"do\": \"give\", \"from\": \"第1村\", \"to\": \"第2村\", \"line\": [[%.9f, %.9f], [%.9f, "
                           "%.9f]], \"side\": \"left\"}",
                           yutu_grid_to_degrees (MIN (quad[0].x, quad[3].x) - 100000),
                           yutu_grid_to_degrees ((quad[0].y + quad[3].y) / 2),
                           yutu_grid_to_degrees (MAX (quad[1].x, quad[2].x) + 100000),
                           yutu_grid_to_degrees ((quad[1].y + quad[2].y) / 2));
  spec = make_spec ("boundary", DAY, steps);
  report = carry_out (self, spec);
  north = count (self, "SELECT count (*) FROM address WHERE previous IS NOT NULL");
  g_assert_cmpint (north, >, 0);
  g_assert_cmpint (north, <, N_DOORS);
  g_assert_cmpint (report->moved.addresses, ==, north);
  g_assert_cmpint (count (self, "SELECT address_num FROM lineage WHERE from_unit <> to_unit"), ==, north);
  g_assert_cmpint (cases_of (self, county->villages[0], 5, DAY) + cases_of (self, county->villages[1], 5, DAY), ==, 2 * N_CASES);
  g_assert_cmpint (cases_of (self, county->villages[1], 5, DAY), ==, N_CASES + report->moved.cases);
  g_assert_cmpint (cases_of (self, county->townships[0], 4, DAY), ==, 9 * N_CASES);
}

/* An act that is entered late: what was entered since lies where it lay by then. */
static void
test_entered_late (Fixture      *self,
                   gconstpointer data)
{
  g_autoptr (YutuActSpec) spec =
    make_spec ("subordination", "2023-05-01", "{\"do\": \"place\", \"unit\": \"第1村\", \"under\": \"西岭镇\"}");
  g_autoptr (YutuActReport) report = carry_out (self, spec);

  g_assert_cmpint (report->moved.cases, ==, N_CASES);
  g_assert_cmpint (count (self, "SELECT count (*) FROM case_file WHERE village = (SELECT min (unit) FROM division WHERE "
                                "name = '第1村') AND township = (SELECT unit FROM division WHERE name = '西岭镇')"),
                   ==, N_CASES);
}

/* Nothing is changed by one that may not be. */
static void
test_refused (Fixture      *self,
              gconstpointer data)
{
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *after = NULL;
  g_autoptr (YutuActSpec) spec = make_spec ("abolish", DAY, "{\"do\": \"abolish\", \"unit\": \"东山街道\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuActReport) report = yutu_file_apply_act (self->file, spec, "测试员", NULL, &error);

  g_assert_null (report);
  g_assert_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID);
  after = county_file_digest (self->file);
  g_assert_cmpstr (before, ==, after);
}

static void
test_listed (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (YutuActSpec) spec =
    make_spec ("subordination", DAY, "{\"do\": \"place\", \"unit\": \"第1村\", \"under\": \"西岭镇\"}");
  g_autoptr (YutuActReport) report = carry_out (self, spec);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) acts = yutu_file_list_acts (self->file, NULL, &error);
  g_autoptr (YutuActRecord) record = yutu_file_load_act (self->file, "测函〔2026〕1号", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (acts->len, ==, 1);
  g_assert_cmpint (record->row->id, ==, report->act);
  g_assert_cmpuint (record->before->len, ==, report->effect->before->len);
  g_assert_cmpuint (record->after->len, ==, report->effect->after->len);
  g_assert_cmpint (record->area_cm2_before, ==, report->effect->area_cm2_before);
  g_assert_cmpint (record->area_cm2_after, ==, report->effect->area_cm2_after);
  for (guint i = 0; i < record->after->len; i++)
    {
      const YutuActUnit *told = g_ptr_array_index (report->effect->after, i);
      const YutuActUnit *kept = g_ptr_array_index (record->after, i);

      g_assert_cmpint (told->unit, ==, kept->unit);
      g_assert_cmpint (told->area_cm2, ==, kept->area_cm2);
      g_assert_cmpint (told->addresses, ==, kept->addresses);
      g_assert_cmpint (told->population, ==, kept->population);
    }
  g_assert_cmpuint (record->lineage->len, ==, report->effect->lineage->len);
}

/* ---- The real townships ---- */

typedef struct
{
  char     *folder;
  YutuFile *file;
} Real;

/* All that the import proposes is taken. */
static void
import_real (Real       *self,
             const char *path)
{
  g_autoptr (GHashTable) accepted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  YutuImportSpec spec = { .path = path, .level = 4, .valid_from = "2020-01-01", .actor = "测试员", .dry_run = TRUE };
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 2; i++)
    {
      g_auto (YutuDivisionImportResult) result = { 0 };

      spec.dry_run = i == 0;
      yutu_file_import_divisions (self->file, &spec, &result, &error);
      g_assert_no_error (error);
      for (guint k = 0; k < result.findings->len; k++)
        g_hash_table_add (accepted, g_strdup (((YutuDivisionFinding *)g_ptr_array_index (result.findings, k))->id));
      spec.accepted = accepted;
    }
}

static gint64
ask_real (Real       *self,
          const char *sql)
{
  Question question = { sql, -1 };
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (self->file), ask, &question, NULL, &error);
  g_assert_no_error (error);
  return question.value;
}

/* Square centimetres, integers that add up. */
#define REAL_AREA(day)                                                                               \
  "SELECT sum (fa.area_cm2) FROM division_area a JOIN division_area_face af ON af.area = a.id JOIN " \
  "face_area fa ON fa.face = af.face WHERE a.level = 4 AND "                                         \
  "a.valid_from <= '" day "' AND '" day "' < a.valid_to"

static gboolean
check_real (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  g_autoptr (GPtrArray) faults = yutu_division_check (connection, NULL, NULL, NULL, error);

  g_assert_nonnull (faults);
  for (guint i = 0; i < faults->len; i++)
    g_assert_cmpstr (((YutuDivisionFault *)g_ptr_array_index (faults, i))->severity, !=, "error");
  return TRUE;
}

/* Each of the three has grown by what it got, no more; nobody else has. */
static void
assert_heirs (Real                *self,
              const YutuActReport *report)
{
  static const char *const heirs[] = { "汤溪镇", "白龙桥镇", "塔石乡" };
  gint64                   grown = 0, lost = 0;

  for (guint i = 0; i < report->effect->after->len; i++)
    {
      const YutuActUnit *after = g_ptr_array_index (report->effect->after, i);
      gint64             area_cm2 = 0;

      for (guint k = 0; k < report->effect->before->len; k++)
        {
          const YutuActUnit *before = g_ptr_array_index (report->effect->before, k);

          if (before->unit == after->unit)
            area_cm2 = before->area_cm2;
        }
      g_assert_true (after->level != 4 || area_cm2 > 0);
      if (after->level != 4 || after->area_cm2 == area_cm2)
        continue;
      g_assert_cmpint (after->area_cm2, >, area_cm2);
      g_assert_true (g_str_equal (after->name, heirs[0]) || g_str_equal (after->name, heirs[1]) ||
                     g_str_equal (after->name, heirs[2]));
      grown += after->area_cm2 - area_cm2;
    }
  for (guint k = 0; k < report->effect->before->len; k++)
    {
      const YutuActUnit *before = g_ptr_array_index (report->effect->before, k);

      if (g_str_equal (before->name, "岭上乡"))
        lost = before->area_cm2;
    }
  g_assert_cmpint (lost, >, 0);
  g_assert_cmpint (grown, ==, lost);
}

static void
carry_out_real (Real *self)
{
  g_autoptr (YutuActSpec) spec =
    make_spec ("abolish", "2021-10-21",
               "{\"do\": \"give\", \"from\": \"岭上乡\", \"to\": \"汤溪镇\", \"line\": [[119.30, 28.955], [119.42, "
               "28.95], [119.60, 28.957]], \"side\": \"left\"},"
               "{\"do\": \"give\", \"from\": \"岭上乡\", \"to\": \"白龙桥镇\", \"line\": [[119.418, 28.80], "
               "[119.425, 28.94], [119.417, 29.10]], \"side\": \"right\"},"
               "{\"do\": \"give\", \"from\": \"岭上乡\", \"to\": \"塔石乡\"},"
               "{\"do\": \"abolish\", \"unit\": \"岭上乡\"}");
  YutuStore       *store = yutu_file_get_store (self->file);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *now = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuActReport) report = NULL;

  g_assert_true (yutu_store_digest (store, &before, NULL));
  report = yutu_file_apply_act (self->file, spec, "测试员", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->effect->area_cm2_before, ==, report->effect->area_cm2_after);
  g_assert_cmpuint (report->effect->lineage->len, ==, 3);
  g_assert_cmpint (ask_real (self, "SELECT count (*) FROM division WHERE valid_to > '2021-10-20' AND valid_from <= "
                                   "'2021-10-20'"),
                   ==, 27);
  g_assert_cmpint (ask_real (self, "SELECT count (*) FROM division WHERE valid_to > '2021-10-21' AND valid_from <= "
                                   "'2021-10-21'"),
                   ==, 26);
  g_assert_cmpint (ask_real (self, REAL_AREA ("2021-10-20")), ==, ask_real (self, REAL_AREA ("2021-10-21")));
  g_assert_cmpint (ask_real (self, REAL_AREA ("2021-10-20")), >, 0);
  g_assert_cmpint (ask_real (self, "SELECT sum (area_num) = max (area_den) AND count (*) = 3 FROM lineage"), ==, 1);
  assert_heirs (self, report);
  yutu_store_read (store, check_real, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (yutu_store_digest (store, &after, NULL));
  yutu_store_undo (store, "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (yutu_store_digest (store, &now, NULL));
  g_assert_cmpstr (now, ==, before);
  g_assert_cmpint (ask_real (self, "SELECT count (*) FROM division WHERE valid_to > '2021-10-21' AND valid_from <= "
                                   "'2021-10-21'"),
                   ==, 27);
  yutu_store_redo (store, "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  g_free (now);
  g_assert_true (yutu_store_digest (store, &now, NULL));
  g_assert_cmpstr (now, ==, after);
}

/* 岭上乡's north to 汤溪镇, the rest to 塔石乡 and 白龙桥镇 along drawn lines: 27 units, then 26. */
static void
test_real_townships (void)
{
  const char      *root = g_getenv ("YUTU_SHARED_DATA");
  g_autofree char *source = g_build_filename (root != NULL ? root : ".", "townships-2020", "wucheng.json", NULL);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  Real real = { NULL };

  if (!g_file_test (source, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("townships-2020/wucheng.json");
      return;
    }
  real.folder = g_dir_make_tmp ("yutu-act-XXXXXX", NULL);
  path = g_build_filename (real.folder, "a.yutu", NULL);
  real.file = yutu_file_open (path, YUTU_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  import_real (&real, source);
  carry_out_real (&real);
  yutu_store_close (yutu_file_get_store (real.file));
  yutu_file_unref (real.file);
  folder_remove (real.folder);
}

/* ---- Papers ---- */

static void
test_papers (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (YutuActSpec) spec =
    make_spec ("abolish", DAY,
               "{\"do\": \"place\", \"unit\": \"第1村\", \"under\": \"西岭镇\"},"
               "{\"do\": \"give\", \"from\": \"东山街道\", \"to\": \"南溪乡\"},"
               "{\"do\": \"abolish\", \"unit\": \"东山街道\"}");
  g_autoptr (YutuActReport) report G_GNUC_UNUSED = carry_out (self, spec);
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuActRecord) record = yutu_file_load_act (self->file, "测函〔2026〕1号", NULL, &error);
  g_autofree char *notice = NULL;
  g_autofree char *path = NULL;
  g_autofree char *table = NULL;
  gint64           rows = 0;

  g_assert_no_error (error);
  notice = yutu_act_write_notice (record, &error);
  g_assert_no_error (error);
  g_test_message ("%s", notice);
  g_assert_nonnull (strstr (notice, "一、撤销东山街道。"));
  g_assert_nonnull (strstr (notice, "原东山街道的第1村划归西岭镇管辖。"));
  g_assert_nonnull (strstr (notice, "东山街道行政区划代码990101001停止使用"));
  g_assert_nonnull (strstr (notice, "自2026年3月1日起施行"));
  g_assert_null (strchr (notice, '{'));
  path = g_build_filename (self->county.folder, "a.csv", NULL);
  g_assert_true (yutu_act_save_table (record, path, &rows, &error));
  g_assert_cmpint (rows, ==, 12);
  g_assert_true (g_file_get_contents (path, &table, NULL, NULL));
  g_assert_nonnull (strstr (table, "990101001,东山街道"));
  g_unlink (path);
  g_free (path);
  path = g_build_filename (self->county.folder, "a.txt", NULL);
  g_assert_false (yutu_act_save_table (record, path, &rows, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/session/act/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("abolish", test_abolish);
  ADD ("shares", test_shares);
  ADD ("rename", test_rename);
  ADD ("rename-by-readings", test_rename_by_readings);
  ADD ("f29-merge-keeps-id-and-relations-qgis-47629", test_f29_merge);
  ADD ("cut", test_cut);
  ADD ("entered-late", test_entered_late);
  ADD ("refused", test_refused);
  ADD ("listed", test_listed);
  ADD ("papers", test_papers);
#undef ADD
  g_test_add_func ("/session/act/real-townships", test_real_townships);
  return g_test_run ();
}
