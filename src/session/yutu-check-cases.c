/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Cases and facilities against the modules: what their definition says a row must be. */

#include "session/yutu-check-private.h"

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

static void
tell (Rules      *self,
      const char *rule,
      const char *severity,
      const char *table,
      gint64      id,
      char       *message)
{
  if (yutu_check_wants (self->check, rule))
    yutu_check_add (self->check, rule, severity, table, id, message);
  else
    g_free (message);
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
                g_strdup_printf ("no transition “%s” leads from “%s” to “%s”, and the case was "
                                 "“%s” before it",
                                 column_text (row, 2), column_text (row, 0), column_text (row, 1),
                                 now));
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
  char        expected[YUTU_DAY_TEXT_SIZE] = "none";
  YutuDay     day = yutu_case_get_due (
        kind, self->calendar, state, yutu_day_parse (column_text (row, 3)),
        yutu_day_parse (accepted != NULL ? accepted : column_text (row, 4)));

  if (is_closed == kind->states[state].is_open)
    tell (self, "case-closed", "error", "case_file", id,
          g_strdup_printf ("it is “%s” and has %s day of closing", kind->states[state].id,
                           is_closed ? "a" : "no"));
  if (day != YUTU_DAY_INVALID)
    yutu_day_format (day, expected);
  if (g_strcmp0 (due != NULL ? due : "none", expected) != 0)
    tell (self, "case-due", "error", "case_file", id,
          g_strdup_printf ("it is due on %s, by its limits %s", due != NULL ? due : "none",
                           expected));
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
            g_strdup_printf ("module “%s” has no kind “%s”", column_text (row, 8),
                             column_text (row, 1)));
      return TRUE;
    }
  if (!follow_events (self, kind, id, &followed, error))
    return FALSE;
  state = yutu_case_kind_find_state (kind, column_text (row, 2));
  if (state == G_MAXSIZE || (followed != NULL && !g_str_equal (followed, column_text (row, 2))))
    tell (self, "case-state", "error", "case_file", id,
          g_strdup_printf ("it is “%s”, its events lead to “%s”", column_text (row, 2),
                           followed != NULL ? followed : "nowhere"));
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
          g_strdup_printf ("there is no register “%s”", column_text (row, 1)));
  else if (!yutu_fields_check (facilities->fields, facilities->n_fields, column_text (row, 2),
                               FALSE, &fault))
    tell (self, "facility-fields", "error", "facility", id, g_strdup (fault->message));
  else if (!yutu_fields_check_relations (facilities->checks, facilities->n_checks,
                                         column_text (row, 2), &fault))
    tell (self, "facility-relation", "error", "facility", id, g_strdup (fault->message));
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
          g_strdup ("its facility is not there, or is a past row"));
  else if (record != NULL &&
           !yutu_fields_check_record (record->year_fields, record->n_year_fields,
                                      record->year_checks, record->n_year_checks,
                                      column_text (row, 2), &fault))
    tell (self, "facility-year", "error", "facility_year", id, g_strdup (fault->message));
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
          g_strdup_printf ("its %d bytes have the SHA-256 %s, not %s; restore a backup",
                           sqlite3_column_bytes (row, 3), sha256, column_text (row, 1)));
  return TRUE;
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
  static const char *const case_rules[] = { "case-kind", "case-state", "case-closed", "case-due",
                                            NULL };
  static const char *const facility_rules[] = { "facility-kind", "facility-fields",
                                                "facility-relation", NULL };
  g_autoptr (YutuModules) modules = yutu_modules_load (error);
  g_autoptr (YutuCalendar) calendar = modules != NULL ? yutu_calendar_load (error) : NULL;
  Rules rules = { self, modules, calendar };

  if (calendar == NULL || !yutu_progress_step (self->progress, "cases", 0, 0, error))
    return FALSE;
  if (wants_any (self, case_rules) &&
      !check_each (&rules,
                   "SELECT id, kind, state, state_since, opened_on, accepted_on, due_on, "
                   "closed_on, module FROM case_file",
                   check_case, error))
    return FALSE;
  if (wants_any (self, facility_rules) &&
      !check_each (&rules, "SELECT id, kind, fields FROM facility", check_facility, error))
    return FALSE;
  if (yutu_check_wants (self, "facility-year") &&
      !check_each (&rules,
                   "SELECT y.id, f.kind, y.fields FROM facility_year y LEFT JOIN facility f "
                   "ON f.id = y.facility AND f.past_of IS NULL",
                   check_year, error))
    return FALSE;
  return !yutu_check_wants (self, "attachment-hash") ||
         check_each (&rules, "SELECT id, sha256, size, data FROM attachment", check_attachment,
                     error);
}
