/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Every kind of every module, walked. Each transition is taken from each state that it leaves, and
 * before it is taken, refused: from every other state, to every other role, and without each of its
 * guards. States, closing and due days are compared with a plain count of days over the notices of
 * the calendar; and with a table counted by hand. */

#include <json-glib/json-glib.h>

#include "field-invention.h"
#include "folder.h"

#include "base/yutu-data.h"
#include "casework/yutu-case-guide.h"
#include "casework/yutu-case.h"

#define SEED 20251001

static const char *const ROLES[] = { "clerk", "township", "desk", "leader", "planner" };

typedef struct
{
  char         *folder;
  char         *path;
  YutuStore    *store;
  YutuModules  *modules;
  YutuCalendar *calendar;
  GHashTable   *days; /* ISO text → whether it is worked on, from the notices */
  gsize         n_taken;
  gsize         n_refused;
} Fixture;

/* ---- A count of days of its own: ISO texts, g_date, one day after the other ---- */

static void
take_run (GHashTable *days,
          const char *first,
          const char *last,
          gboolean    is_worked)
{
  GDate at;
  char  text[16];

  g_date_clear (&at, 1);
  g_date_set_parse (&at, first);
  g_assert_true (g_date_valid (&at));
  do
    {
      g_date_strftime (text, sizeof text, "%Y-%m-%d", &at);
      g_hash_table_insert (days, g_strdup (text), GINT_TO_POINTER (is_worked + 1));
      g_date_add_days (&at, 1);
    }
  while (g_strcmp0 (text, last) < 0);
}

static GHashTable *
read_notices (void)
{
  GHashTable *days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GBytes) text = yutu_data_load ("rules/calendar-cn.json", NULL);
  g_autoptr (JsonNode) root = json_from_string (g_bytes_get_data (text, NULL), NULL);
  JsonArray *years = json_object_get_array_member (json_node_get_object (root), "years");

  for (guint i = 0; i < json_array_get_length (years); i++)
    {
      JsonObject *year = json_array_get_object_element (years, i);
      JsonArray  *off = json_object_get_array_member (year, "days_off");
      JsonArray  *on = json_object_get_array_member (year, "workdays");

      for (guint k = 0; k < json_array_get_length (off); k++)
        {
          JsonArray *run = json_array_get_array_element (off, k);

          take_run (days, json_array_get_string_element (run, 0),
                    json_array_get_string_element (run, 1), FALSE);
        }
      for (guint k = 0; k < json_array_get_length (on); k++)
        take_run (days, json_array_get_string_element (on, k),
                  json_array_get_string_element (on, k), TRUE);
    }
  return days;
}

/* From 2027 on there is no notice yet: the holidays of fixed date, which all began before. */
static gboolean
is_worked (GHashTable *days,
           GDate      *at)
{
  static const char *const fixed[] = { "01-01", "05-01", "05-02", "10-01", "10-02", "10-03", NULL };
  char                     text[16];
  gpointer                 noted = NULL;

  g_date_strftime (text, sizeof text, "%Y-%m-%d", at);
  noted = g_hash_table_lookup (days, text);
  if (g_strv_contains (fixed, text + 5))
    return FALSE;
  return noted != NULL ? GPOINTER_TO_INT (noted) == 2 : g_date_get_weekday (at) <= G_DATE_FRIDAY;
}

static YutuDay
count_on (Fixture     *self,
          YutuDay      since,
          int          n,
          YutuTimeUnit unit)
{
  int   year, month, day;
  GDate at;

  yutu_day_to_ymd (since, &year, &month, &day);
  g_date_clear (&at, 1);
  g_date_set_dmy (&at, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  if (unit >= YUTU_TIME_MONTHS)
    g_date_add_months (&at, (guint)n * (unit == YUTU_TIME_YEARS ? 12 : 1));
  for (int left = unit >= YUTU_TIME_MONTHS ? 0 : n; left > 0;)
    {
      g_date_add_days (&at, 1);
      if (unit == YUTU_TIME_DAYS || is_worked (self->days, &at))
        left--;
    }
  while (!is_worked (self->days, &at))
    g_date_add_days (&at, 1);
  return yutu_day_from_ymd (g_date_get_year (&at), (int)g_date_get_month (&at),
                            g_date_get_day (&at));
}

static YutuDay
expect_due (Fixture            *self,
            const YutuCaseKind *kind,
            gsize               state,
            YutuDay             since,
            YutuDay             whole_since)
{
  YutuDay due = YUTU_DAY_INVALID;

  for (gsize i = 0; i < kind->n_time_limits; i++)
    {
      const YutuTimeLimit *limit = &kind->time_limits[i];
      YutuDay              start = limit->is_whole ? whole_since : since;
      gboolean             counts = limit->is_whole || limit->state == state;
      YutuDay              end = 0;

      for (gsize k = 0; k < limit->n_ends_in; k++)
        counts = counts && limit->ends_in[k] != state;
      if (!counts || !kind->states[state].is_open || start < limit->valid_from ||
          start >= limit->valid_to)
        continue;
      end = count_on (self, start, limit->length, limit->unit);
      if (due == YUTU_DAY_INVALID || end < due)
        due = end;
    }
  return due;
}

/* ---- The file ---- */

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("yutu-walk-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "t.yutu", NULL);
  self->store = yutu_store_open (self->path, YUTU_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  self->modules = yutu_modules_load (&error);
  g_assert_no_error (error);
  self->calendar = yutu_calendar_load (&error);
  g_assert_no_error (error);
  self->days = read_notices ();
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_store_close (self->store);
  yutu_store_unref (self->store);
  yutu_modules_unref (self->modules);
  yutu_calendar_free (self->calendar);
  g_hash_table_unref (self->days);
  folder_remove (self->folder);
  g_free (self->path);
}

/* ---- One case on its way ---- */

typedef struct
{
  Fixture            *fixture;
  YutuConnection     *connection;
  const YutuCaseKind *kind;
  gint64              id;
  gsize               state;
  YutuDay             day; /* the state was entered */
  YutuDay             opened_on;
  YutuDay             accepted_on;
  guint               n_events;
  char               *fields; /* a value for each */
} Walk;

static YutuCaseDetail *
load (Walk       *self,
      const char *role)
{
  g_autoptr (GError) error = NULL;
  YutuCaseDetail *detail =
    yutu_case_load (self->connection, self->fixture->modules, self->id, YUTU_DAY_INVALID, role, &error);

  g_assert_no_error (error);
  return detail;
}

static gboolean
try_step (Walk                 *self,
          const YutuTransition *step,
          const char           *role,
          YutuDay               day,
          GError              **error)
{
  YutuCaseStep words = { step->id, "t", role, day, NULL, NULL, NULL, NULL };

  return yutu_case_step (self->connection, self->fixture->modules, self->fixture->calendar,
                         self->id, &words, error);
}

static void
exec (Walk       *self,
      const char *sql)
{
  g_autoptr (GError) error = NULL;

  yutu_connection_exec (self->connection, sql, &error);
  g_assert_no_error (error);
}

static void
bind_and_run (Walk       *self,
              const char *sql,
              const char *text)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = yutu_connection_prepare (self->connection, sql, &error);

  g_assert_no_error (error);
  sqlite3_bind_int64 (statement, 1, self->id);
  sqlite3_bind_text (statement, 2, text, -1, SQLITE_TRANSIENT);
  g_assert_true (yutu_connection_run (self->connection, statement, &error));
}

/* One address, in the sample, and right. */
static void
fill_batch (Walk *self)
{
  const YutuBatchObject  object = { self->id, 1 };
  const YutuBatchDraw    draw = { .seed = SEED, .share_pct = 10, .right_pct = 98, .min_stratum = 1, .day = self->day };
  const YutuBatchVerdict verdict = { self->id, TRUE, NULL };
  YutuBatchAdded         added;
  g_autoptr (GError) error = NULL;

  g_assert_true (yutu_batch_add (self->connection, self->id, &object, 1, &added, &error) &&
                 yutu_batch_draw (self->connection, self->id, &draw, &error) &&
                 yutu_batch_judge (self->connection, self->id, &verdict, "t", self->day, &error));
}

static void
begin_walk (Walk *self)
{
  YutuRandom   random;
  YutuCaseSpec spec = { .kind = self->kind->id,
                        .has_point = TRUE,
                        .point = { 119600000000, 29100000000 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuCaseDetail) detail = NULL;

  yutu_random_init (&random, SEED);
  self->day = self->opened_on = yutu_day_from_ymd (2025, 9, 24);
  self->fields = fields_invent (self->kind->fields, self->kind->n_fields, &random, self->day);
  self->accepted_on = YUTU_DAY_INVALID;
  spec.opened_on = self->day;
  spec.fields = self->fields;
  yutu_case_open (self->connection, self->fixture->modules, self->fixture->calendar, &spec, "t",
                  &self->id, &error);
  g_assert_no_error (error);
  /* Everything that a guard can ask for is there; each test takes one away. */
  bind_and_run (self, "UPDATE case_file SET result = 'ok', result_doc = ?2 WHERE id = ?1", "D1");
  if (self->kind->act_field != NULL)
    {
      g_autofree char *path = g_strconcat ("$.", self->kind->act_field->id, NULL);

      bind_and_run (self,
                    "INSERT INTO act (id, kind, title, doc_no, effective_on, state) SELECT id, 'rename', 't', "
                    "json_extract (fields, ?2), '2025-09-24', 'done' FROM case_file WHERE id = ?1",
                    path);
    }
  if (self->kind->holds_batch)
    fill_batch (self);
  detail = load (self, "desk");
  g_assert_cmpint (detail->row.due_on, ==,
                   expect_due (self->fixture, self->kind, 0, self->day, self->day));
}

static void
put_field (Walk            *self,
           const YutuField *field,
           const char      *value)
{
  g_autofree char *sql =
    g_strdup_printf ("UPDATE case_file SET fields = json_set (fields, '$.%s', ?2) WHERE id = ?1", field->id);

  bind_and_run (self, sql, value);
}

/* Fields as the step asks for them; what has to be renamed is not asked for. */
static void
meet (Walk                 *self,
      const YutuTransition *step)
{
  for (gsize i = 0; i < step->n_guards; i++)
    {
      const YutuGuard *guard = &step->guards[i];

      if (guard->values != NULL)
        put_field (self, guard->field, guard->values[0]);
      for (gsize c = 0; guard->kind == YUTU_GUARD_RENAMED && c < guard->when.field->n_choices; c++)
        if (!g_strv_contains (guard->when.values, guard->when.field->choices[c].id))
          put_field (self, guard->when.field, guard->when.field->choices[c].id);
    }
}

/* Takes @step, and compares all that it must have written. */
static void
walk_step (Walk                 *self,
           const YutuTransition *step,
           YutuDay               day)
{
  const YutuState *to = &self->kind->states[step->to];
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuCaseDetail) detail = NULL;
  const YutuCaseEvent *event = NULL;

  try_step (self, step, step->role, day, &error);
  g_assert_no_error (error);
  if (step->accepts)
    self->accepted_on = day;
  detail = load (self, "desk");
  g_assert_cmpstr (detail->row.state, ==, to->id);
  g_assert_cmpint (detail->state_since, ==, day);
  g_assert_cmpint (detail->accepted_on, ==, self->accepted_on);
  g_assert_cmpint (detail->row.closed_on, ==, to->is_open ? YUTU_DAY_INVALID : day);
  g_assert_cmpint (detail->row.due_on, ==,
                   expect_due (self->fixture, self->kind, step->to, day,
                               self->accepted_on != YUTU_DAY_INVALID ? self->accepted_on
                                                                     : self->opened_on));
  g_assert_cmpuint (detail->events->len, ==, ++self->n_events);
  event = g_ptr_array_index (detail->events, self->n_events - 1);
  g_assert_cmpstr (event->transition, ==, step->id);
  g_assert_cmpstr (event->from_state, ==, self->kind->states[self->state].id);
  g_assert_cmpstr (event->to_state, ==, to->id);
  self->state = step->to;
  self->day = day;
  self->fixture->n_taken++;
}

/* ---- What is refused first ---- */

static void
assert_lacks (Walk                 *self,
              const YutuTransition *step,
              const char           *role,
              guint                 n,
              YutuLackKind          first)
{
  g_autoptr (YutuCaseDetail) detail = load (self, role);
  g_autoptr (GArray) lacks = yutu_case_list_lacks (detail, step, role);

  g_assert_cmpuint (lacks->len, ==, n);
  if (n > 0)
    g_assert_cmpint (g_array_index (lacks, YutuLack, 0).kind, ==, first);
}

static void
assert_refused (Walk                 *self,
                const YutuTransition *step,
                const char           *role,
                YutuDay               day,
                int                   code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (try_step (self, step, role, day, &error));
  g_assert_error (error, YUTU_CASEWORK_ERROR, code);
  self->fixture->n_refused++;
}

static void
refuse_other_states (Walk *self)
{
  for (gsize t = 0; t < self->kind->n_transitions; t++)
    {
      const YutuTransition *step = &self->kind->transitions[t];

      if (yutu_transition_leaves (step, self->state))
        continue;
      exec (self, "SAVEPOINT other");
      meet (self, step);
      assert_refused (self, step, step->role, self->day, YUTU_CASEWORK_ERROR_STATE);
      assert_lacks (self, step, step->role, 1, YUTU_LACK_STATE);
      exec (self, "ROLLBACK TO other; RELEASE other");
    }
}

/* Who may: clerk's work also township and desk, township's and planner's also the desk; the leader
 * alone approves. Written out once more. */
static gboolean
may (const char *needs,
     const char *role)
{
  if (g_str_equal (needs, role))
    return TRUE;
  if (g_str_equal (needs, "leader"))
    return FALSE;
  return g_str_equal (role, "desk") || (g_str_equal (needs, "clerk") && g_str_equal (role, "township"));
}

static void
refuse_other_roles (Walk                 *self,
                    const YutuTransition *step)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ROLES); i++)
    {
      if (may (step->role, ROLES[i]))
        {
          assert_lacks (self, step, ROLES[i], 0, 0);
          continue;
        }
      assert_refused (self, step, ROLES[i], self->day, YUTU_CASEWORK_ERROR_ROLE);
      assert_lacks (self, step, ROLES[i], 1, YUTU_LACK_ROLE);
    }
  assert_refused (self, step, NULL, self->day, YUTU_CASEWORK_ERROR_ROLE);
  assert_refused (self, step, "auditor", self->day, YUTU_CASEWORK_ERROR_ROLE);
}

static void
take_away (Walk            *self,
           const YutuGuard *guard)
{
  g_autofree char *path = NULL;

  switch (guard->kind)
    {
    case YUTU_GUARD_PLACE:
      bind_and_run (self, "UPDATE case_file SET x = ?2, y = NULL WHERE id = ?1", NULL);
      return;
    case YUTU_GUARD_RESULT:
      bind_and_run (self, "UPDATE case_file SET result = ?2 WHERE id = ?1", NULL);
      return;
    case YUTU_GUARD_DOCUMENT:
      bind_and_run (self, "UPDATE case_file SET result_doc = ?2 WHERE id = ?1", NULL);
      return;
    case YUTU_GUARD_SAMPLE:
      bind_and_run (self, "UPDATE batch_item SET is_right = ?2 WHERE case_file = ?1", NULL);
      return;
    case YUTU_GUARD_RENAMED: /* it is about no name */
      return;
    case YUTU_GUARD_ACT:
      bind_and_run (self, "DELETE FROM act WHERE ?1 <> 0 AND ?2 IS NULL", NULL);
      return;
    case YUTU_GUARD_FIELD:
    default:
      path = g_strconcat ("$.", guard->field->id, NULL);
      bind_and_run (self, "UPDATE case_file SET fields = json_remove (fields, ?2) WHERE id = ?1",
                    path);
      return;
    }
}

static void
refuse_without_guards (Walk                 *self,
                       const YutuTransition *step)
{
  static const YutuLackKind lacks[] = { YUTU_LACK_PLACE, YUTU_LACK_RESULT, YUTU_LACK_DOCUMENT,
                                        YUTU_LACK_FIELD, YUTU_LACK_SAMPLE, YUTU_LACK_ACT,
                                        YUTU_LACK_RENAMED };

  for (gsize i = 0; i < step->n_guards; i++)
    {
      exec (self, "SAVEPOINT guard");
      if (step->guards[i].when.field != NULL)
        put_field (self, step->guards[i].when.field, step->guards[i].when.values[0]);
      take_away (self, &step->guards[i]);
      assert_refused (self, step, step->role, self->day, YUTU_CASEWORK_ERROR_GUARD);
      assert_lacks (self, step, step->role, 1, lacks[step->guards[i].kind]);
      exec (self, "ROLLBACK TO guard; RELEASE guard");
    }
  assert_refused (self, step, step->role, self->day - 1, YUTU_CASEWORK_ERROR_GUARD);
}

/* ---- All of them ---- */

static void
walk_transition (Fixture              *self,
                 YutuConnection       *connection,
                 const YutuCaseKind   *kind,
                 const YutuTransition *step,
                 gsize                 from)
{
  Walk       walk = { .fixture = self, .connection = connection, .kind = kind };
  YutuRandom random;
  g_auto (YutuCaseCourse) course = { 0 };

  yutu_random_init (&random, SEED);
  begin_walk (&walk);
  g_assert_true (yutu_case_simulate (kind, self->calendar, &random, walk.day, walk.day,
                                     kind->states[from].id, &course));
  for (guint i = 0; i < course.steps->len; i++)
    {
      const YutuTransition *next = &kind->transitions[g_array_index (course.steps, YutuCourseStep, i).transition];

      meet (&walk, next);
      walk_step (&walk, next, walk.day + (YutuDay)(i % 3));
    }
  g_assert_cmpuint (walk.state, ==, from);
  refuse_other_states (&walk);
  meet (&walk, step);
  refuse_other_roles (&walk, step);
  refuse_without_guards (&walk, step);
  walk_step (&walk, step, walk.day + 2);
  g_free (walk.fields);
}

static gboolean
walk_all (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  Fixture *self = data;
  gsize    n = 0;

  for (gsize m = 0; m < yutu_modules_get_n (self->modules); m++)
    for (gsize k = 0; k < yutu_modules_get (self->modules, m)->n_kinds; k++)
      {
        const YutuCaseKind *kind = &yutu_modules_get (self->modules, m)->kinds[k];

        for (gsize t = 0; t < kind->n_transitions; t++)
          for (gsize f = 0; f < kind->transitions[t].n_from; f++, n++)
            walk_transition (self, connection, kind, &kind->transitions[t],
                             kind->transitions[t].from[f]);
      }
  g_test_message ("%" G_GSIZE_FORMAT " ways, %" G_GSIZE_FORMAT " steps taken, %" G_GSIZE_FORMAT
                  " refused",
                  n, self->n_taken, self->n_refused);
  g_assert_cmpuint (n, >, 300);
  g_assert_cmpuint (self->n_taken, >=, n);
  g_assert_cmpuint (self->n_refused, >, 5 * n);
  return TRUE;
}

static void
test_every_kind_is_walked (Fixture      *self,
                           gconstpointer data)
{
  YutuEntrySpec spec = { "test", "test", "t", FALSE };
  g_autoptr (GError) error = NULL;

  yutu_store_write (self->store, &spec, walk_all, self, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* ---- By hand ---- */

/* Counted on a wall calendar with the notices of the State Council beside it. 2025: 1 to 8 October
 * off, Sunday 28 September and Saturday 11 October worked. 2026: 1 to 3 January off, Sunday the 4th
 * worked; 15 to 23 February off, Saturdays 14 and 28 February worked. NULL: no limit counts. */
static const struct
{
  const char *kind;
  const char *state;
  const char *since;       /* the state was entered */
  const char *whole_since; /* accepted, or opened */
  const char *due;
  const char *today;
  int         days_left; /* from today, of the kind of days that the limit has */
} BY_HAND[] = {
  /* 3 working days over National Day: Sunday 28, 29, 30; 30, 9, 10; 9, 10, Saturday 11. */
  { "SA.DIBAO", "accepted", "2025-09-26", "2025-09-26", "2025-09-30", "2025-09-26", 3 },
  { "SA.DIBAO", "accepted", "2025-09-29", "2025-09-29", "2025-10-10", "2025-09-30", 2 },
  { "SA.DIBAO", "accepted", "2025-09-29", "2025-09-29", "2025-10-10", "2025-10-05", 2 },
  { "SA.DIBAO", "accepted", "2025-09-29", "2025-09-29", "2025-10-10", "2025-10-10", 0 },
  { "SA.DIBAO", "accepted", "2025-09-29", "2025-09-29", "2025-10-10", "2025-10-14", -3 },
  { "SA.DIBAO", "accepted", "2025-09-30", "2025-09-30", "2025-10-11", "2025-09-30", 3 },
  /* 10 for the decision: 26, 28, 29, 30, 9, 10, 11, 13, 14, 15; the 30 of the whole end on 17. */
  { "SA.DIBAO", "sent", "2025-09-25", "2025-09-01", "2025-10-15", "2025-10-13", 2 },
  /* The same from the 29th would be the 20th: the whole is earlier. */
  { "SA.DIBAO", "sent", "2025-09-29", "2025-09-01", "2025-10-17", "2025-10-16", 1 },
  /* 7 calendar days end on 1 October, and so on the 9th; on a Sunday that is worked, there. */
  { "SA.DIBAO", "notice", "2025-09-24", "2025-09-22", "2025-10-09", "2025-09-30", 9 },
  { "SA.DIBAO", "notice", "2025-09-21", "2025-09-21", "2025-09-28", "2025-09-29", -1 },
  /* A year on: 3 October 2026 is off until the 8th. 6 months from 5 April are 5 October. */
  { "SA.DIBAO", "granted", "2025-10-08", "2025-09-01", "2026-10-08", "2026-10-08", 0 },
  { "SA.DIBAO", "granted", "2025-10-03", "2025-09-01", "2026-10-08", "2026-10-01", 7 },
  { "SA.DIBAO", "fading", "2025-04-05", "2025-01-02", "2025-10-09", "2025-10-10", -1 },
  /* Over the New Year: 31 December, Sunday 4 January, the 5th. */
  { "SA.DIBAO", "accepted", "2025-12-30", "2025-12-30", "2026-01-05", "2025-12-31", 2 },
  /* The rule came into force on 1 July 2021. */
  { "SA.DIBAO", "accepted", "2021-06-30", "2021-06-30", NULL, "2021-07-01", 0 },
  { "SA.DIBAO", "accepted", "2021-07-01", "2021-07-01", "2021-07-06", "2021-07-01", 3 },
  { "SA.DIBAO", "draft", "2025-09-29", "2021-06-30", NULL, "2025-09-29", 0 },
  { "SA.DIBAO", "stopped", "2025-09-29", "2025-09-01", NULL, "2025-09-29", 0 },
  /* Spring Festival: 9 to 13, Saturday 14, 24 to 27, Saturday 28, 2 to 5 March. */
  { "SA.TEKUN", "accepted", "2026-02-06", "2026-02-06", "2026-03-05", "2026-02-14", 9 },
  { "SA.TEKUN", "notice", "2026-02-10", "2026-02-06", "2026-02-24", "2026-02-20", 4 },
  { "SA.TEKUN", "decision", "2026-02-13", "2026-01-05", "2026-03-12", "2026-03-13", -1 },
  { "SA.TEMP", "emergency-paid", "2026-02-13", "2026-02-13", "2026-03-05", "2026-02-23", 9 },
  { "SA.LEAD", "found", "2026-02-14", "2026-02-14", "2026-02-26", "2026-02-14", 3 },
  /* A year without a notice: weekends, and the first three of October. */
  { "SA.LEAD", "found", "2027-09-30", "2027-09-30", "2027-10-06", "2027-10-04", 2 },
  { "CW.REPORT", "reported", "2025-09-30", "2025-09-30", "2025-10-09", "2025-10-01", 8 },
  { "CW.REPORT", "seen", "2025-10-09", "2025-10-09", "2025-10-13", "2025-10-11", 1 },
  { "EL.FILE", "opened", "2025-09-22", "2025-09-22", "2025-10-11", "2025-10-09", 2 },
  /* 45 working days from 1 December: 4 and 5 and 5 and 5, 29 to 31, Sunday 4 January, four weeks
   * of 5, 2 and 3 February. */
  { "EL.MEALSUB", "notice", "2026-02-11", "2025-12-01", "2026-02-03", "2026-02-11", -6 },
  { "CH.TRUST", "signed", "2025-10-02", "2025-10-02", "2025-10-09", "2025-10-02", 7 },
  /* 60 days end on Sunday 15 February. */
  { "SO.REG", "accepted", "2025-12-17", "2025-12-17", "2026-02-24", "2026-02-23", 1 },
  { "FU.BUILD", "applied", "2025-09-12", "2025-03-03", "2025-10-16", "2025-10-16", 0 },
  { "MA.DIVORCE", "cooling", "2025-09-03", "2025-09-03", "2025-10-09", "2025-10-09", 0 },
  { "AD.DOOR", "numbered", "2026-02-13", "2026-02-12", "2026-02-26", "2026-02-13", 4 },
  { "AD.DOOR", "applied", "2025-09-30", "2025-09-30", "2025-10-14", "2025-10-08", 5 },
  /* May Day 2025: 1 to 5 off, then 6 to 9 and 12. */
  { "FU.FEE", "checked", "2025-04-30", "2025-04-29", "2025-05-12", "2025-05-05", 5 },
  { "PN.NAME", "approved", "2026-02-05", "2026-01-05", "2026-02-24", "2026-02-05", 19 },
  /* 12 months from the approval on, whenever the work began: over the leap day, and from the leap day. */
  { "BD.CHANGE", "implementing", "2025-10-21", "2025-03-10", "2026-03-10", "2026-03-11", -1 },
  { "BD.CHANGE", "implementing", "2024-01-02", "2023-03-01", "2024-03-01", "2024-02-28", 2 },
  { "BD.CHANGE", "implementing", "2024-04-01", "2024-02-29", "2025-02-28", "2025-02-28", 0 },
  /* 18 when it was allowed, whenever that was: Sunday 1 February; from the 31st Saturday the 28th, which is worked. */
  { "BD.CHANGE", "extended", "2025-07-20", "2024-08-01", "2026-02-02", "2026-02-01", 1 },
  { "BD.CHANGE", "extended", "2024-11-01", "2024-08-31", "2026-02-28", "2026-02-28", 0 },
  /* The announcement is earlier; before the approval, and when it is done, nothing runs. */
  { "BD.CHANGE", "approved", "2020-02-28", "2020-02-28", "2020-03-13", "2020-03-13", 0 },
  { "BD.CHANGE", "province-review", "2025-03-03", "2024-01-02", NULL, "2026-03-02", 0 },
  { "BD.CHANGE", "completed", "2025-03-03", "2024-01-02", NULL, "2026-03-02", 0 },
  /* A month after 31 January 2025 there is no 31st: Friday 28 February. */
  { "CW.VISIT", "planned", "2025-01-31", "2025-01-31", "2025-02-28", "2025-02-20", 8 },
  { "CW.VISIT", "planned", "2025-03-10", "2025-03-10", "2025-04-10", "2025-04-11", -1 },
  /* 3 months from 30 November 2024: Friday 28 February. */
  { "CH.FUND", "ended", "2024-11-30", "2024-11-30", "2025-02-28", "2025-02-27", 1 },
  /* 5 years: 29 February 2024 to Wednesday 28 February 2029. */
  { "MI.PROJ", "tracked", "2024-02-29", "2023-01-03", "2029-02-28", "2029-02-28", 0 },
};

static void
test_limits_by_hand (Fixture      *self,
                     gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (BY_HAND); i++)
    {
      const YutuCaseKind *kind = yutu_modules_find_kind (self->modules, BY_HAND[i].kind, NULL);
      YutuDay             expected =
        BY_HAND[i].due != NULL ? yutu_day_parse (BY_HAND[i].due) : YUTU_DAY_INVALID;
      YutuCaseLimit limit = { 0 };
      gsize         state = yutu_case_kind_find_state (kind, BY_HAND[i].state);
      gboolean      found = yutu_case_find_limit (
             kind, self->calendar, state, yutu_day_parse (BY_HAND[i].since),
             yutu_day_parse (BY_HAND[i].whole_since), yutu_day_parse (BY_HAND[i].today), &limit);

      g_test_message ("%s %s %s", BY_HAND[i].kind, BY_HAND[i].state, BY_HAND[i].since);
      g_assert_cmpint (limit.due, ==, expected);
      g_assert_cmpint (found, ==, BY_HAND[i].due != NULL);
      g_assert_cmpint (limit.days_left, ==, BY_HAND[i].days_left);
      g_assert_cmpint (yutu_case_get_due (kind, self->calendar, state,
                                          yutu_day_parse (BY_HAND[i].since),
                                          yutu_day_parse (BY_HAND[i].whole_since)),
                       ==, expected);
      if (found)
        g_assert_true (limit.limit->is_whole || limit.limit->state == state);
    }
}

/* ---- Who may what ---- */

static void
test_who_may_open_and_read (Fixture      *self,
                            gconstpointer data)
{
  static const struct
  {
    const char *kind;
    const char *opens; /* one letter a role, in the order of ROLES */
    const char *reads;
  } rows[] = {
    { "SA.DIBAO", "yyynn", "nyynn" },  /* persons, no step of leader or planner */
    { "CW.REPORT", "yyyyn", "nyynn" }, /* the leader sues */
    { "BD.PILLAR", "yyyny", "yyyyy" }, /* no persons, the planner's */
    { "GR.COMM", "yyyyy", "yyyyy" },   /* the leader decides, the planner names */
    { "EL.PATROL", "yyyyn", "nyynn" }, /* the inspector's name is masked */
    { "MI.DIRECT", "yyynn", "yyyyy" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (ROLES); k++)
      {
        const YutuCaseKind *kind = yutu_modules_find_kind (self->modules, rows[i].kind, NULL);

        g_test_message ("%s %s", rows[i].kind, ROLES[k]);
        g_assert_cmpint (yutu_case_kind_may_open (kind, ROLES[k]), ==, rows[i].opens[k] == 'y');
        g_assert_cmpint (yutu_case_may_read_attachments (kind, ROLES[k]), ==,
                         rows[i].reads[k] == 'y');
        g_assert_false (yutu_case_kind_may_open (kind, NULL));
        g_assert_false (yutu_case_may_read_attachments (kind, NULL));
      }
}

/* 处理: 更名 speaks against 历史原因保留; as long as nothing is decided, nothing does. */
static void
test_a_decision_speaks_against (Fixture      *self,
                                gconstpointer data)
{
  static const struct
  {
    const char *fields;
    gboolean    is_against;
  } rows[] = { { "{}", FALSE }, { "{\"decision\":\"rename\"}", TRUE }, { "{\"decision\":\"keep\"}", FALSE } };
  const YutuCaseKind   *kind = yutu_modules_find_kind (self->modules, "PN.NONSTD", NULL);
  const YutuTransition *step = NULL;

  for (gsize i = 0; i < kind->n_transitions; i++)
    if (g_str_equal (kind->transitions[i].id, "keep"))
      step = &kind->transitions[i];
  g_assert_nonnull (step);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      YutuCaseDetail detail = { .kind = kind, .fields = (char *)rows[i].fields };
      g_autoptr (GArray) lacks = NULL;

      detail.row.state = (char *)kind->states[step->from[0]].id;
      lacks = yutu_case_list_lacks (&detail, step, "leader");
      g_assert_cmpint (yutu_case_speaks_against (&detail, lacks), ==, rows[i].is_against);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/casework/workflow/every-kind-is-walked", Fixture, NULL, set_up,
              test_every_kind_is_walked, tear_down);
  g_test_add ("/casework/workflow/limits-by-hand", Fixture, NULL, set_up, test_limits_by_hand,
              tear_down);
  g_test_add ("/casework/workflow/a-decision-speaks-against", Fixture, NULL, set_up, test_a_decision_speaks_against, tear_down);
  g_test_add ("/casework/workflow/who-may-open-and-read", Fixture, NULL, set_up,
              test_who_may_open_and_read, tear_down);
  return g_test_run ();
}
