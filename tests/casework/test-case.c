/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include <math.h>
#include <string.h>

#include "box-shape.h"
#include "field-invention.h"
#include "folder.h"

#include "casework/yutu-case.h"
#include "casework/yutu-facility.h"
#include "casework/yutu-place-filter.h"
#include "geo/yutu-measure.h"
#include "store/yutu-statement.h"

#define N_CASES 3000
#define SEED    20211021

typedef struct
{
  char         *folder;
  char         *path;
  YutuStore    *store;
  YutuModules  *modules;
  YutuCalendar *calendar;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("yutu-case-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "t.yutu", NULL);
  self->store = yutu_store_open (self->path, YUTU_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  self->modules = yutu_modules_load (&error);
  g_assert_no_error (error);
  self->calendar = yutu_calendar_load (&error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_store_close (self->store);
  yutu_store_unref (self->store);
  yutu_modules_unref (self->modules);
  yutu_calendar_free (self->calendar);
  folder_remove (self->folder);
  g_free (self->path);
}

static void
write_entry (Fixture      *self,
             YutuWriteFunc func,
             gboolean      bulk)
{
  g_autoptr (GError) error = NULL;
  YutuEntrySpec spec = { "test", "test", "tester", bulk };

  yutu_store_write (self->store, &spec, func, self, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
read_state (Fixture     *self,
            YutuReadFunc func)
{
  g_autoptr (GError) error = NULL;

  yutu_store_read (self->store, func, self, NULL, &error);
  g_assert_no_error (error);
}

/* ---- What a step refuses ---- */

static gboolean
try_refusals (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Fixture     *self = data;
  YutuDay      day = yutu_day_from_ymd (2021, 10, 18);
  YutuCaseSpec spec = { .kind = "SA.DIBAO", .opened_on = day, .fields = "{\"members\":2}" };
  static const struct
  {
    const char *transition;
    const char *role;
    int         later;
    const char *set;
    int         code;
  } rows[] = {
    { "no-such", "clerk", 0, NULL, YUTU_CASEWORK_ERROR_UNKNOWN },
    { "grant", "desk", 0, NULL, YUTU_CASEWORK_ERROR_STATE },
    { "submit", "leader", 0, NULL, YUTU_CASEWORK_ERROR_ROLE },
    { "submit", NULL, 0, NULL, YUTU_CASEWORK_ERROR_ROLE },
    { "submit", "clerk", -1, NULL, YUTU_CASEWORK_ERROR_GUARD },
    { "submit", "clerk", 0, "{\"members\":0}", YUTU_CASEWORK_ERROR_FIELD },
    { "submit", "clerk", 0, "{\"members\":\"2\"}", YUTU_CASEWORK_ERROR_FIELD },
    { "submit", "clerk", 0, "{\"class\":\"z\"}", YUTU_CASEWORK_ERROR_FIELD },
    { "submit", "clerk", 0, "{\"nothing\":1}", YUTU_CASEWORK_ERROR_FIELD },
    { "submit", "clerk", 0, "[]", YUTU_CASEWORK_ERROR_FIELD },
  };
  gint64 id;

  if (!yutu_case_open (connection, self->modules, self->calendar, &spec, "t", &id, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) refusal = NULL;
      YutuCaseStep step = { rows[i].transition, "t", rows[i].role, day + rows[i].later, NULL, NULL,
                            NULL, rows[i].set };

      g_assert_false (yutu_case_step (connection, self->modules, self->calendar, id, &step,
                                      &refusal));
      g_assert_error (refusal, YUTU_CASEWORK_ERROR, rows[i].code);
    }
  return TRUE;
}

static gboolean
try_accept_without_place (YutuConnection *connection,
                          gpointer        data,
                          GError        **error)
{
  Fixture     *self = data;
  YutuCaseSpec spec = {
    .kind = "SA.CAN2",
    .opened_on = yutu_day_from_ymd (2021, 10, 18),
    .fields = "{\"subsidy\":\"care\"}",
  };
  YutuCaseStep step = { "check", "t", "township", spec.opened_on, NULL, NULL, NULL, NULL };
  g_autoptr (GError) refusal = NULL;
  gint64 id;

  if (!yutu_case_open (connection, self->modules, self->calendar, &spec, "t", &id, error))
    return FALSE;
  g_assert_false (yutu_case_step (connection, self->modules, self->calendar, id, &step, &refusal));
  g_assert_error (refusal, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_GUARD);
  return TRUE;
}

static void
test_refusals (Fixture      *self,
               gconstpointer data)
{
  write_entry (self, try_refusals, FALSE);
  write_entry (self, try_accept_without_place, FALSE);
}

/* ---- Limits ---- */

static void
test_due_days (Fixture      *self,
               gconstpointer data)
{
  const YutuCaseKind *dibao = yutu_modules_find_kind (self->modules, "SA.DIBAO", NULL);
  YutuDay             monday = yutu_day_from_ymd (2021, 10, 18);
  YutuDay             due;

  /* Accepted: investigation starts within 3 working days. */
  due = yutu_case_get_due (dibao, self->calendar, yutu_case_kind_find_state (dibao, "accepted"),
                           monday, monday);
  g_assert_cmpint (due, ==, yutu_day_from_ymd (2021, 10, 21));
  /* Checked has no limit of its own: 30 working days of the whole, six weeks from a Monday. */
  due = yutu_case_get_due (dibao, self->calendar, yutu_case_kind_find_state (dibao, "checked"),
                           monday, monday);
  g_assert_cmpint (due, ==, yutu_day_from_ymd (2021, 11, 29));
  /* Granted ends the 30 working days: what remains is the yearly review. */
  due = yutu_case_get_due (dibao, self->calendar, yutu_case_kind_find_state (dibao, "granted"),
                           monday, yutu_day_from_ymd (2021, 9, 1));
  g_assert_cmpint (due, ==, yutu_day_from_ymd (2022, 10, 18));
  due = yutu_case_get_due (dibao, self->calendar, yutu_case_kind_find_state (dibao, "stopped"),
                           monday, monday);
  g_assert_cmpint (due, ==, YUTU_DAY_INVALID);
  /* Before the rule was in force there is none. */
  due = yutu_case_get_due (dibao, self->calendar, yutu_case_kind_find_state (dibao, "accepted"),
                           yutu_day_from_ymd (2021, 6, 1), yutu_day_from_ymd (2021, 6, 1));
  g_assert_cmpint (due, ==, YUTU_DAY_INVALID);
}

/* ---- Registers ---- */

static gboolean
try_facilities (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  static const struct
  {
    const char *kind;
    const char *name;
    const char *fields;
    int         first_year, end_year;
    int         code;
  } refused[] = {
    { "elderly.no-such", "某中心", "{\"has_meals\":true}", 2015, 0, YUTU_CASEWORK_ERROR_UNKNOWN },
    { "elderly.village-centre", "", "{\"has_meals\":true}", 2015, 0, YUTU_CASEWORK_ERROR_FIELD },
    { "elderly.village-centre", "某中心", "{}", 2015, 0, YUTU_CASEWORK_ERROR_FIELD },
    { "elderly.village-centre", "某中心", "{\"has_meals\":1}", 2015, 0,
      YUTU_CASEWORK_ERROR_FIELD },
    { "elderly.village-centre", "某中心", "{\"has_meals\":true,\"area_m2\":3}", 2015, 0,
      YUTU_CASEWORK_ERROR_FIELD },
    { "elderly.village-centre", "某中心", "{\"has_meals\":true}", 2015, 2015,
      YUTU_CASEWORK_ERROR_FIELD },
  };
  Fixture *self = data;

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      YutuFacilitySpec spec = {
        .kind = refused[i].kind,
        .name = refused[i].name,
        .fields = refused[i].fields,
        .valid_from = yutu_day_from_ymd (refused[i].first_year, 1, 1),
        .has_end = refused[i].end_year != 0,
        .valid_to = yutu_day_from_ymd (refused[i].end_year, 1, 1),
      };
      g_autoptr (GError) refusal = NULL;
      gint64 id;

      g_assert_false (yutu_facility_add (connection, self->modules, &spec, &id, &refusal));
      g_assert_error (refusal, YUTU_CASEWORK_ERROR, refused[i].code);
    }
  return TRUE;
}

static gboolean
add_facility (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Fixture         *self = data;
  YutuFacilitySpec spec = {
    .kind = "elderly.village-centre",
    .name = "某村居家养老服务照料中心",
    .has_point = TRUE,
    .point = { 119500000001, 29000000003 },
    .fields = "{\"has_meals\":true}",
    .valid_from = yutu_day_from_ymd (2015, 7, 1),
  };
  g_autoptr (GError) twice = NULL;
  gint64 id;

  if (!yutu_facility_add (connection, self->modules, &spec, &id, error) ||
      !yutu_facility_add_year (connection, id, 2021, "{\"diners\":40}", error))
    return FALSE;
  g_assert_false (yutu_facility_add_year (connection, id, 2021, "{}", &twice));
  g_assert_error (twice, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONSTRAINT);
  return TRUE;
}

static gboolean
read_facility (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  YutuPlaceFilter  everywhere = { .kind = YUTU_PLACE_FILTER_ALL };
  YutuFacilityRow *row;
  g_autoptr (GPtrArray) day_before = yutu_place_filter_list_facilities (
    connection, &everywhere, NULL, yutu_day_from_ymd (2015, 6, 30), error);
  g_autoptr (GPtrArray) first_day = yutu_place_filter_list_facilities (
    connection, &everywhere, NULL, yutu_day_from_ymd (2015, 7, 1), error);

  if (day_before == NULL || first_day == NULL)
    return FALSE;
  g_assert_cmpuint (day_before->len, ==, 0);
  g_assert_cmpuint (first_day->len, ==, 1);
  row = first_day->pdata[0];
  g_assert_cmpstr (row->name, ==, "某村居家养老服务照料中心");
  g_assert_cmpstr (row->status, ==, "open");
  g_assert_cmpint (row->point.x, ==, 119500000001);
  g_assert_cmpint (row->point.y, ==, 29000000003);
  return TRUE;
}

static void
test_facilities (Fixture      *self,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_entry (self, try_facilities, FALSE);
  write_entry (self, add_facility, FALSE);
  yutu_store_read (self->store, read_facility, self, NULL, &error);
  g_assert_no_error (error);
}

/* ---- A random file ---- */

/* With every number that fields_invent () may give the act of a division change. */
static gboolean
add_acts (YutuConnection *connection,
          GError        **error)
{
  for (int i = 1; i <= 99; i++)
    {
      g_autofree char *number = g_strdup_printf ("批准文号%d", i);
      sqlite3_stmt    *statement = yutu_connection_prepare (
           connection,
           "INSERT INTO act (id, kind, title, doc_no, effective_on, state) VALUES (?1, 'rename', 't', ?2, "
              "'2020-01-01', 'done')",
           error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
      sqlite3_bind_text (statement, 2, number, -1, SQLITE_TRANSIENT);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  Fixture   *self = data;
  YutuRandom random;
  g_autoptr (YutuCaseWriter) writer =
    yutu_case_writer_new (connection, self->modules, self->calendar);
  YutuDay first = yutu_day_from_ymd (2020, 1, 1);
  YutuDay today = yutu_day_from_ymd (2022, 1, 13);

  if (!add_acts (connection, error))
    return FALSE;
  yutu_random_init (&random, SEED);
  for (int i = 0; i < N_CASES; i++)
    {
      const YutuModule *module =
        yutu_modules_get (self->modules, yutu_random_below (&random, 11));
      const YutuCaseKind *kind = &module->kinds[yutu_random_below (&random, module->n_kinds)];
      YutuCasePerson      person = { "head", "李小明", "33079919480101001X", 1, "1948-01-01",
                                     "19900000001", "{\"illness\":\"x\"}" };
      g_autofree char    *fields =
        fields_invent (kind->fields, kind->n_fields, &random, today);
      YutuCaseSpec spec = {
        .kind = kind->id,
        .letters = "WC",
        .has_point = TRUE,
        .fields = fields,
        .result = "ok",
        .result_doc = "D",
        .persons = &person,
        .n_persons = 1,
      };
      g_auto (YutuCaseCourse) course = { 0 };
      gint64 id;

      spec.township = 100 + (gint64)yutu_random_below (&random, 5);
      spec.village = yutu_random_below (&random, 4) == 0 ? 0 : 1000 + spec.township;
      spec.facility = yutu_random_below (&random, 3) == 0 ? 7 + (gint64)yutu_random_below (&random, 9)
                                                          : 0;
      spec.line = yutu_random_below (&random, 9) == 0 ? 5 : 0;
      spec.has_point = TRUE;
      spec.point.x = 119300000000 + (gint64)yutu_random_below (&random, 450000000);
      spec.point.y = 28750000000 + (gint64)yutu_random_below (&random, 480000000);
      spec.opened_on = first + (YutuDay)yutu_random_below (&random, 740);
      g_assert_true (yutu_case_simulate (kind, self->calendar, &random, spec.opened_on, today, NULL,
                                         &course));
      if (!yutu_case_writer_add (writer, &spec, &course, "t", &id, error))
        return FALSE;
    }
  return TRUE;
}

/* The same question as plain SQL, one case after the other. */
static void
count_by_hand (YutuConnection        *connection,
               const char            *module,
               const YutuPlaceFilter *filter,
               const char            *day,
               YutuCaseCount         *count)
{
  sqlite3_stmt *statement = NULL;

  *count = (YutuCaseCount){ 0, 0 };
  sqlite3_prepare_v2 (yutu_connection_get_handle (connection),
                      "SELECT x, y, township, village, facility, line, "
                      "closed_on IS NULL OR closed_on > ?2 "
                      "FROM case_file WHERE module = ?1 AND opened_on <= ?2",
                      -1, &statement, NULL);
  sqlite3_bind_text (statement, 1, module, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_STATIC);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      YutuPoint point = {
        sqlite3_column_int64 (statement, 0),
        sqlite3_column_int64 (statement, 1),
      };
      gboolean in = filter->kind == YUTU_PLACE_FILTER_ALL;

      if (filter->kind == YUTU_PLACE_FILTER_UNIT)
        in = filter->level <= 3 ||
             sqlite3_column_int64 (statement, filter->level == 4 ? 2 : 3) == filter->id;
      if (filter->kind == YUTU_PLACE_FILTER_FACILITY)
        in = sqlite3_column_int64 (statement, 4) == filter->id;
      if (filter->kind == YUTU_PLACE_FILTER_LINE)
        in = sqlite3_column_int64 (statement, 5) == filter->id;
      if (filter->kind == YUTU_PLACE_FILTER_CIRCLE)
        in = yutu_measure_distance_m (filter->center, point) <= filter->radius_m;
      if (filter->kind == YUTU_PLACE_FILTER_SHAPE) /* ours below are boxes */
        in = yutu_box_contains (filter->shape->box, point);
      count->total += in;
      count->open += in && sqlite3_column_int (statement, 6);
    }
  sqlite3_finalize (statement);
}

static void
make_filter (YutuRandom      *random,
             BoxShape        *box,
             YutuPlaceFilter *filter)
{
  YutuPoint point = { 119300000000 + (gint64)yutu_random_below (random, 450000000),
                      28750000000 + (gint64)yutu_random_below (random, 480000000) };

  *filter = (YutuPlaceFilter){ .kind = (YutuPlaceFilterKind)yutu_random_below (random, 7) };
  filter->center = point;
  filter->radius_m = 100 + 20000 * yutu_random_unit (random);
  box_shape_make (box, point, 1 + (gint64)yutu_random_below (random, 200000000));
  filter->shape = &box->shape;
  filter->level = 3 + (int)yutu_random_below (random, 3);
  filter->id = filter->kind == YUTU_PLACE_FILTER_FACILITY ? 7 + (gint64)yutu_random_below (random, 9)
               : filter->kind == YUTU_PLACE_FILTER_LINE   ? 5
               : filter->level == 5                       ? 1100 + (gint64)yutu_random_below (random, 6)
                                                          : 100 + (gint64)yutu_random_below (random, 6);
}

static gboolean
compare_counts (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  Fixture   *self = data;
  YutuRandom random;
  gint64     seen = 0;

  yutu_random_init (&random, SEED + 1);
  for (int i = 0; i < 300; i++)
    {
      YutuPlaceFilter           filter;
      BoxShape                  box;
      YutuDay                   day;
      char                      text[YUTU_DAY_TEXT_SIZE];
      g_autofree YutuCaseCount *counts = NULL;

      make_filter (&random, &box, &filter);
      day = yutu_day_from_ymd (2019, 12, 1) + (YutuDay)yutu_random_below (&random, 900);
      counts = yutu_place_filter_count (connection, self->modules, &filter, day, error);
      if (counts == NULL)
        return FALSE;
      for (gsize m = 0; m < yutu_modules_get_n (self->modules); m++)
        {
          const char   *module = yutu_modules_get (self->modules, m)->id;
          YutuCaseCount by_hand;
          gint64        total;
          YutuCaseQuery query = { module, NULL, NULL, YUTU_DAY_INVALID, day, TRUE,
                                  YUTU_CASE_SORT_DUE, FALSE, 0, 100000 };
          g_autoptr (GPtrArray) list = NULL;

          count_by_hand (connection, module, &filter, yutu_day_format (day, text), &by_hand);
          g_assert_cmpint (counts[m].total, ==, by_hand.total);
          g_assert_cmpint (counts[m].open, ==, by_hand.open);
          list = yutu_place_filter_list_cases (connection, &filter, &query, &total, error);
          if (list == NULL)
            return FALSE;
          g_assert_cmpint (total, ==, by_hand.open);
          g_assert_cmpuint (list->len, ==, (guint)by_hand.open);
          seen += by_hand.total;
        }
    }
  g_test_message ("seed %d, %" G_GINT64_FORMAT " cases met", SEED, seen);
  g_assert_cmpint (seen, >, 10000);
  return TRUE;
}

static gboolean
check_numbers (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  gint64 n = 0;

  if (!yutu_connection_get_int64 (connection,
                                  "SELECT count (DISTINCT case_no) FROM case_file "
                                  "WHERE case_no GLOB 'WC-[A-Z][A-Z]-20[0-9][0-9]-[0-9][0-9]*' "
                                  "AND substr (case_no, 7, 4) = substr (opened_on, 1, 4)",
                                  0, &n,
                                  error))
    return FALSE;
  g_assert_cmpint (n, ==, N_CASES);
  return TRUE;
}

static gboolean
check_empty (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  gint64 n = -1;

  if (!yutu_connection_get_int64 (connection,
                                  "SELECT (SELECT count (*) FROM case_file) + "
                                  "(SELECT count (*) FROM case_point) + "
                                  "(SELECT total (opened + closed) FROM case_day)",
                                  -1, &n, error))
    return FALSE;
  g_assert_cmpint (n, ==, 0);
  return TRUE;
}

static void
test_counts_equal_brute_force (Fixture      *self,
                               gconstpointer data)
{
  write_entry (self, fill, TRUE);
  read_state (self, check_numbers);
  read_state (self, compare_counts);
}

static void
test_counts_follow_undo_and_redo (Fixture      *self,
                                  gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_entry (self, fill, TRUE);
  g_assert_true (yutu_store_undo (self->store, "t", NULL, NULL, &error));
  g_assert_no_error (error);
  read_state (self, check_empty);
  g_assert_true (yutu_store_redo (self->store, "t", NULL, NULL, &error));
  g_assert_no_error (error);
  read_state (self, check_numbers);
  read_state (self, compare_counts);
}

/* Pages of 97 put together are the whole, in order; due_before asks what SQL asks. */
static gboolean
compare_pages (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  YutuPlaceFilter filter = { .kind = YUTU_PLACE_FILTER_ALL };
  YutuDay         until = yutu_day_from_ymd (2021, 9, 1);
  gint64          expected = 0;

  if (!yutu_connection_get_int64 (
        connection, "SELECT count (*) FROM case_file WHERE due_on < '2021-09-01'", 0, &expected,
        error))
    return FALSE;
  g_assert_cmpint (expected, >, 100);
  for (int descending = 0; descending < 2; descending++)
    {
      YutuCaseQuery query = { NULL, NULL, NULL, until, YUTU_DAY_INVALID, FALSE, YUTU_CASE_SORT_DUE,
                              descending, 0, 97 };
      gint64        total = -1;
      gint64        n = 0;
      YutuDay       last = descending ? G_MAXINT32 : G_MININT32;

      while (total < 0 || n < total)
        {
          g_autoptr (GPtrArray) page = NULL;

          query.offset = (gsize)n;
          page = yutu_place_filter_list_cases (connection, &filter, &query, &total, error);
          if (page == NULL)
            return FALSE;
          for (guint i = 0; i < page->len; i++, n++)
            {
              YutuDay due = ((YutuCaseRow *)g_ptr_array_index (page, i))->due_on;

              g_assert_true (due < until && (descending ? due <= last : due >= last));
              last = due;
            }
          g_assert_cmpuint (page->len, >, 0);
        }
      g_assert_cmpint (n, ==, expected);
    }
  return TRUE;
}

static void
test_pages_make_the_list (Fixture      *self,
                          gconstpointer data)
{
  write_entry (self, fill, TRUE);
  read_state (self, compare_pages);
}

static gboolean
check_masks (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Fixture *self = data;
  gint64   id = 0;
  g_autoptr (YutuCaseDetail) detail = NULL;
  YutuCasePersonRow *person;

  if (!yutu_connection_get_int64 (connection,
                                  "SELECT id FROM case_file WHERE kind = 'SA.DIBAO' LIMIT 1", 0, &id,
                                  error))
    return FALSE;
  detail = yutu_case_load (connection, self->modules, id, YUTU_DAY_INVALID, "desk", error);
  if (detail == NULL)
    return FALSE;
  person = g_ptr_array_index (detail->persons, 0);
  g_assert_cmpstr (person->name, ==, "李*明");
  g_assert_cmpstr (person->id_no, ==, "330***********001X");
  g_assert_cmpstr (person->birth, ==, "1948");
  g_assert_cmpstr (person->phone, ==, "199****0001");
  g_assert_cmpstr (person->fields, ==, "{\"illness\":\"****\"}");
  return TRUE;
}

static void
test_persons_are_masked (Fixture      *self,
                         gconstpointer data)
{
  write_entry (self, fill, TRUE);
  read_state (self, check_masks);
}

/* ---- Facilities, and where a case lies by them ---- */

static gboolean
add_places (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  return yutu_connection_exec (
    connection,
    "INSERT INTO division (id, unit, uuid, level, type, name, proper_name, generic_term, parent, "
    "valid_from, seat) VALUES (50, 50, 'u', 5, 'village', '鹿村', '鹿', '村', 40, '2000-01-01', "
    "MakePoint (119.61, 29.16, 4490));"
    "INSERT INTO address (id, village, text, kind, valid_from, geom) VALUES (60, 50, '1号', 2, "
    "'2000-01-01', MakePoint (119.6105, 29.1605, 4490));"
    "INSERT INTO facility (id, kind, name, status, village, township, valid_from, valid_to, geom) "
    "VALUES (70, 'elderly.village-centre', 'A', 'open', 50, 40, '2010-01-01', '2021-10-21', "
    "MakePoint (119.6, 29.1, 4490)), (71, 'funeral.columbarium', 'B', 'open', 50, 40, "
    "'2010-01-01', '9999-12-31', MakePoint (119.601, 29.1, 4490)), (72, 'funeral.columbarium', "
    "'C', 'open', 51, 41, '2010-01-01', '9999-12-31', MakePoint (119.7, 29.1, 4490));",
    error);
}

static gboolean
open_at_places (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  static const struct
  {
    YutuCaseSpec place;
    gint64       x;
    gint64       y;
  } rows[] = {
    { { .address = 60, .facility = 71, .village = 50 }, 119610500000, 29160500000 },
    { { .facility = 71, .village = 50 }, 119601000000, 29100000000 },
    { { .village = 50 }, 119610000000, 29160000000 },
  };
  Fixture *self = data;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      YutuCaseSpec spec = rows[i].place;
      gint64       id;
      g_autoptr (YutuCaseDetail) detail = NULL;

      spec.kind = "SA.TEMP";
      spec.opened_on = yutu_day_from_ymd (2021, 5, 1);
      spec.fields = "{\"aid_type\":\"emergency\"}";
      if (!yutu_case_open (connection, self->modules, self->calendar, &spec, "t", &id, error))
        return FALSE;
      detail = yutu_case_load (connection, self->modules, id, YUTU_DAY_INVALID, "desk", error);
      if (detail == NULL)
        return FALSE;
      g_assert_cmpint (detail->row.village, ==, 50);
      g_assert_cmpint (detail->row.township, ==, 40);
      g_assert_true (detail->row.has_point);
      g_assert_cmpint (detail->row.point.x, ==, rows[i].x);
      g_assert_cmpint (detail->row.point.y, ==, rows[i].y);
    }
  return TRUE;
}

static gboolean
list_facilities (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  static const struct
  {
    YutuPlaceFilter filter;
    const char     *kind;
    const char     *day;
    const char     *names; /* in the order asked for */
  } rows[] = {
    { { .kind = YUTU_PLACE_FILTER_ALL }, NULL, "2021-10-20", "ABC" },
    { { .kind = YUTU_PLACE_FILTER_ALL }, NULL, "2021-10-21", "BC" },
    { { .kind = YUTU_PLACE_FILTER_ALL }, "elderly.village-centre", "2021-10-20", "A" },
    { { .kind = YUTU_PLACE_FILTER_UNIT, .id = 40, .level = 4 }, NULL, "2021-10-20", "AB" },
    { { .kind = YUTU_PLACE_FILTER_UNIT, .id = 51, .level = 5 }, NULL, "2021-10-20", "C" },
    { { .kind = YUTU_PLACE_FILTER_CIRCLE, .center = { 119600900000, 29100000000 }, .radius_m = 200 },
      NULL,
      "2021-10-20",
      "BA" },
    { { .kind = YUTU_PLACE_FILTER_CIRCLE, .center = { 119601000000, 29100000000 }, .radius_m = 50 },
      NULL,
      "2021-10-20",
      "B" },
    { { .kind = YUTU_PLACE_FILTER_FACILITY, .id = 72 }, NULL, "2021-10-20", "C" },
    { { .kind = YUTU_PLACE_FILTER_LINE, .id = 72 }, NULL, "2021-10-20", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) names = g_string_new (NULL);
      g_autoptr (GPtrArray) list = yutu_place_filter_list_facilities (
        connection, &rows[i].filter, rows[i].kind, yutu_day_parse (rows[i].day), error);

      if (list == NULL)
        return FALSE;
      for (guint k = 0; k < list->len; k++)
        g_string_append (names, ((YutuFacilityRow *)g_ptr_array_index (list, k))->name);
      g_assert_cmpstr (names->str, ==, rows[i].names);
    }
  return TRUE;
}

static void
test_places (Fixture      *self,
             gconstpointer data)
{
  write_entry (self, add_places, FALSE);
  write_entry (self, open_at_places, FALSE);
  read_state (self, list_facilities);
}

/* ---- Numbers ---- */

typedef struct
{
  Fixture    *fixture;
  const char *letters;
  const char *number; /* that it must get */
} Numbering;

static gboolean
open_one (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  const Numbering *self = data;
  YutuCaseSpec     spec = { .kind = "BD.INSPECT",
                            .letters = self->letters,
                            .opened_on = yutu_day_from_ymd (2021, 5, 1),
                            .fields = "{\"round_no\":4}" };
  gint64           id;
  g_autofree char *number = NULL;
  gboolean         row;
  sqlite3_stmt    *statement = NULL;

  if (!yutu_case_open (connection, self->fixture->modules, self->fixture->calendar, &spec, "t", &id, error))
    return FALSE;
  statement = yutu_connection_prepare (connection, "SELECT case_no FROM case_file WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  number = yutu_column_dup (statement, 0);
  sqlite3_reset (statement);
  g_assert_cmpstr (number, ==, self->number);
  return TRUE;
}

static void
give_number (Fixture    *self,
             const char *letters,
             const char *number)
{
  YutuEntrySpec spec = { "test", "test", "tester", FALSE };
  Numbering     numbering = { self, letters, number };
  g_autoptr (GError) error = NULL;

  yutu_store_write (self->store, &spec, open_one, &numbering, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
test_number_is_not_given_again (Fixture      *self,
                                gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  give_number (self, "WC", "WC-BD-2021-00001");
  g_assert_true (yutu_store_undo (self->store, "t", NULL, NULL, &error));
  g_assert_no_error (error);
  give_number (self, "WC", "WC-BD-2021-00002");
}

/* Those of the first case hold for all after it; without a county there are some too. */
static void
test_letters_of_numbers (Fixture      *self,
                         gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  give_number (self, NULL, "YT-BD-2021-00001");
  give_number (self, "JD", "YT-BD-2021-00002");
  g_assert_true (yutu_store_undo (self->store, "t", NULL, NULL, &error) && yutu_store_undo (self->store, "t", NULL, NULL, &error));
  g_assert_no_error (error);
  give_number (self, "JD", "JD-BD-2021-00001");
  give_number (self, "WC", "JD-BD-2021-00002");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/casework/case/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("refusals", test_refusals);
  ADD ("due-days", test_due_days);
  ADD ("facilities", test_facilities);
  ADD ("counts-equal-brute-force", test_counts_equal_brute_force);
  ADD ("counts-follow-undo-and-redo", test_counts_follow_undo_and_redo);
  ADD ("pages-make-the-list", test_pages_make_the_list);
  ADD ("persons-are-masked", test_persons_are_masked);
  ADD ("letters-of-numbers", test_letters_of_numbers);
  ADD ("places", test_places);
  ADD ("number-is-not-given-again", test_number_is_not_given_again);
  return g_test_run ();
}
