/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Cases and facilities against the modules: what their definition says a row must be. */

#include "session/yutu-check-private.h"
#include "session/yutu-name-signs.h"

#include "base/yutu-wording.h"
#include "casework/yutu-attachment.h"
#include "casework/yutu-case.h"

typedef struct
{
  YutuCheck          *check;
  const YutuModules  *modules;
  const YutuCalendar *calendar;
} Rules;

static const char *
column_text (sqlite3_stmt *row,
             int           column)
{
  return (const char *)sqlite3_column_text (row, column);
}

static const char *
known (const char *text)
{
  return text != NULL ? text : "?";
}

/* With the parameters of @wording, and a NULL behind the last one. */
static void G_GNUC_NULL_TERMINATED
tell (Rules      *self,
      const char *rule,
      const char *severity,
      const char *table,
      gint64      id,
      const char *wording,
      ...)
{
  g_autoptr (GPtrArray) params = g_ptr_array_new ();
  va_list args;

  if (!yutu_check_wants (self->check, rule))
    return;
  va_start (args, wording);
  do
    g_ptr_array_add (params, va_arg (args, char *));
  while (g_ptr_array_index (params, params->len - 1) != NULL);
  va_end (args);
  yutu_check_add_params (self->check, rule, severity, table, id, wording,
                         (const char *const *)params->pdata);
}

/* ---- 1. The state is where the events lead ---- */

/* What attaches a file leaves the state as it is. */
static gboolean
stays (sqlite3_stmt *event,
       const char   *state)
{
  return sqlite3_column_int (event, 3) &&
         g_strcmp0 (column_text (event, 2), YUTU_ATTACH_TRANSITION) == 0 &&
         g_strcmp0 (column_text (event, 0), state) == 0 &&
         g_strcmp0 (column_text (event, 1), state) == 0;
}

/* Answers the state after all events of the case; NULL, told, when one does not begin where the
 * one before ended, or is no transition of the kind. */
static gboolean
follow_events (Rules              *self,
               const YutuCaseKind *kind,
               gint64              id,
               char              **state,
               GError            **error)
{
  YutuConnection  *connection = self->check->connection;
  g_autofree char *now = g_strdup (kind->states[0].id);
  gboolean         found = TRUE;
  sqlite3_stmt    *row = yutu_connection_prepare (
       connection,
       "SELECT from_state, to_state, transition, attachment IS NOT NULL FROM case_event "
          "WHERE case_file = ?1 ORDER BY id",
       error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, id);
  *state = NULL;
  while (TRUE)
    {
      const YutuTransition *transition = NULL;

      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        break;
      if (stays (row, now))
        continue;
      transition = yutu_case_kind_find_transition (kind, column_text (row, 2));
      if (transition == NULL || g_strcmp0 (column_text (row, 0), now) != 0 ||
          !yutu_transition_leaves (transition, yutu_case_kind_find_state (kind, now)) ||
          g_strcmp0 (column_text (row, 1), kind->states[transition->to].id) != 0)
        {
          tell (self, "case-state", "error", "case_file", id,
                N_ ("no transition “{1}” leads from “{2}” to “{3}”, and the case was “{4}” before it"),
                known (column_text (row, 2)), known (column_text (row, 0)),
                known (column_text (row, 1)), now, NULL);
          sqlite3_reset (row);
          return TRUE;
        }
      g_free (now);
      now = g_strdup (column_text (row, 1));
    }
  *state = g_steal_pointer (&now);
  return TRUE;
}

/* ---- 2. and 3. Closed, due ---- */

/* id, kind, state, state_since, opened_on, accepted_on, due_on, closed_on, module */
static void
check_days (Rules              *self,
            const YutuCaseKind *kind,
            gsize               state,
            sqlite3_stmt       *row)
{
  gint64      id = sqlite3_column_int64 (row, 0);
  const char *accepted = column_text (row, 5);
  const char *due = column_text (row, 6);
  gboolean    is_closed = column_text (row, 7) != NULL;
  char        expected[YUTU_DAY_TEXT_SIZE] = "–";
  YutuDay     day = yutu_case_get_due (
        kind, self->calendar, state, yutu_day_parse (column_text (row, 3)),
        yutu_day_parse (accepted != NULL ? accepted : column_text (row, 4)));

  if (is_closed == kind->states[state].is_open)
    tell (self, "case-closed", "error", "case_file", id,
          is_closed ? N_ ("it is “{1}” and has a day of closing")
                    : N_ ("it is “{1}” and has no day of closing"),
          kind->states[state].id, NULL);
  if (day != YUTU_DAY_INVALID)
    yutu_day_format (day, expected);
  if (g_strcmp0 (due != NULL ? due : "–", expected) != 0)
    tell (self, "case-due", "error", "case_file", id, N_ ("it is due on {1}, by its limits on {2}"),
          due != NULL ? due : "–", expected, NULL);
}

static gboolean
check_case (Rules        *self,
            sqlite3_stmt *row,
            GError      **error)
{
  gint64              id = sqlite3_column_int64 (row, 0);
  const YutuModule   *module = NULL;
  const YutuCaseKind *kind = yutu_modules_find_kind (self->modules, column_text (row, 1), &module);
  gsize               state = 0;
  g_autofree char    *followed = NULL;

  if (kind == NULL || g_strcmp0 (module->id, column_text (row, 8)) != 0)
    {
      tell (self, "case-kind", "warning", "case_file", id,
            N_ ("module “{1}” has no kind “{2}”"), known (column_text (row, 8)),
            known (column_text (row, 1)), NULL);
      return TRUE;
    }
  if (!follow_events (self, kind, id, &followed, error))
    return FALSE;
  state = yutu_case_kind_find_state (kind, column_text (row, 2));
  if (state == G_MAXSIZE || (followed != NULL && !g_str_equal (followed, column_text (row, 2))))
    tell (self, "case-state", "error", "case_file", id,
          N_ ("it is “{1}”, its events lead to “{2}”"), known (column_text (row, 2)),
          known (followed), NULL);
  if (state != G_MAXSIZE)
    check_days (self, kind, state, row);
  return TRUE;
}

static gboolean
check_each (Rules      *self,
            const char *sql,
            gboolean (*check) (Rules *self, sqlite3_stmt *row, GError **error),
            GError **error)
{
  YutuConnection *connection = self->check->connection;
  gboolean        found = TRUE;
  sqlite3_stmt   *row = yutu_connection_prepare (connection, sql, error);

  while (row != NULL)
    {
      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (!check (self, row, error))
        return FALSE;
      self->check->checked++;
    }
  return FALSE;
}

/* ---- Facilities ---- */

static gboolean
check_facility (Rules        *self,
                sqlite3_stmt *row,
                GError      **error)
{
  gint64              id = sqlite3_column_int64 (row, 0);
  const YutuRegister *facilities =
    yutu_modules_find_register (self->modules, column_text (row, 1), NULL);
  g_autoptr (GError) fault = NULL;

  if (facilities == NULL)
    tell (self, "facility-kind", "warning", "facility", id,
          N_ ("there is no register “{1}”"), known (column_text (row, 1)), NULL);
  else if (!yutu_fields_check (facilities->fields, facilities->n_fields, column_text (row, 2),
                               FALSE, &fault))
    tell (self, "facility-fields", "error", "facility", id, "{1}", fault->message, NULL);
  else if (!yutu_fields_check_relations (facilities->checks, facilities->n_checks,
                                         column_text (row, 2), &fault))
    tell (self, "facility-relation", "error", "facility", id, "{1}", fault->message, NULL);
  return TRUE;
}

static gboolean
check_year (Rules        *self,
            sqlite3_stmt *row,
            GError      **error)
{
  gint64              id = sqlite3_column_int64 (row, 0);
  const char         *kind = column_text (row, 1);
  const YutuRegister *record =
    kind != NULL ? yutu_modules_find_register (self->modules, kind, NULL) : NULL;
  g_autoptr (GError) fault = NULL;

  if (kind == NULL)
    tell (self, "facility-year", "error", "facility_year", id,
          N_ ("its facility is not there, or is a past row"), NULL);
  else if (record != NULL &&
           !yutu_fields_check_record (record->year_fields, record->n_year_fields,
                                      record->year_checks, record->n_year_checks,
                                      column_text (row, 2), &fault))
    tell (self, "facility-year", "error", "facility_year", id, "{1}", fault->message, NULL);
  return TRUE;
}

/* ---- Attachments are what their hash says ---- */

static gboolean
check_attachment (Rules        *self,
                  sqlite3_stmt *row,
                  GError      **error)
{
  g_autofree char *sha256 =
    g_compute_checksum_for_data (G_CHECKSUM_SHA256, sqlite3_column_blob (row, 3),
                                 (gsize)sqlite3_column_bytes (row, 3));

  if (sqlite3_column_int64 (row, 2) != sqlite3_column_bytes (row, 3) ||
      g_strcmp0 (sha256, column_text (row, 1)) != 0)
    tell (self, "attachment-hash", "error", "attachment", sqlite3_column_int64 (row, 0),
          N_ ("its contents have the SHA-256 {1}, not {2}; restore a backup"), sha256,
          known (column_text (row, 1)), NULL);
  return TRUE;
}

static const char *const CASE_RULES[] = { "case-kind", "case-state", "case-closed", "case-due", NULL };
static const char *const FACILITY_RULES[] = { "facility-kind", "facility-fields", "facility-relation", NULL };
static const char *const OTHER_RULES[] = { "facility-year", "attachment-hash", "inspection-case", "name-case", NULL };

void
yutu_check_add_case_rules (GPtrArray *rules)
{
  const char *const *const lists[] = { CASE_RULES, FACILITY_RULES, OTHER_RULES };

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    for (gsize k = 0; lists[i][k] != NULL; k++)
      g_ptr_array_add (rules, (gpointer)lists[i][k]);
  yutu_check_add_sign_rules (rules);
}

static gboolean
wants_any (const YutuCheck   *check,
           const char *const *rules)
{
  for (gsize i = 0; rules[i] != NULL; i++)
    if (yutu_check_wants (check, rules[i]))
      return TRUE;
  return FALSE;
}

gboolean
yutu_check_cases (YutuCheck *self,
                  GError   **error)
{
  g_autoptr (YutuModules) modules = yutu_modules_load (error);
  g_autoptr (YutuCalendar) calendar = modules != NULL ? yutu_calendar_load (error) : NULL;
  Rules rules = { self, modules, calendar };

  if (calendar == NULL || !yutu_progress_step (self->progress, "cases", 0, 0, error))
    return FALSE;
  if (wants_any (self, CASE_RULES) &&
      !check_each (&rules,
                   "SELECT id, kind, state, state_since, opened_on, accepted_on, due_on, "
                   "closed_on, module FROM case_file",
                   check_case, error))
    return FALSE;
  if (wants_any (self, FACILITY_RULES) &&
      !check_each (&rules, "SELECT id, kind, fields FROM facility", check_facility, error))
    return FALSE;
  if (yutu_check_wants (self, "facility-year") &&
      !check_each (&rules,
                   "SELECT y.id, f.kind, y.fields FROM facility_year y LEFT JOIN facility f "
                   "ON f.id = y.facility AND f.past_of IS NULL",
                   check_year, error))
    return FALSE;
  if (!yutu_check_inspections (self, modules, error) || !yutu_check_name_cases (self, modules, error) ||
      !yutu_check_signs (self, error))
    return FALSE;
  return !yutu_check_wants (self, "attachment-hash") ||
         check_each (&rules, "SELECT id, sha256, size, data FROM attachment", check_attachment,
                     error);
}
