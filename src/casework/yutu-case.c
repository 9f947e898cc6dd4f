/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "casework/yutu-case.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "casework/yutu-case-guards-private.h"
#include "casework/yutu-case-place-private.h"
#include "casework/yutu-fields-private.h"
#include "store/yutu-statement.h"

#define NO_LETTERS "YT" /* of the numbers in a file without a county */

struct _YutuCaseWriter
{
  YutuConnection     *connection;
  const YutuModules  *modules;
  const YutuCalendar *calendar;
};

/* ---- Case numbers ---- */

/* "WC-SA-2021-": the letters of the file, the code of the kind, the year. The first case of a file says its
 * letters, so that they stay what they were when the county is renamed. */
static char *
dup_number_prefix (YutuConnection     *connection,
                   const YutuCaseKind *kind,
                   const YutuCaseSpec *spec,
                   GError            **error)
{
  int              year, month, day;
  gboolean         row;
  g_autofree char *first = NULL;
  const char      *letters = spec->letters != NULL ? spec->letters : NO_LETTERS;
  sqlite3_stmt    *statement =
    yutu_connection_prepare (connection, "SELECT case_no FROM case_file ORDER BY id LIMIT 1", error);

  if (statement == NULL || !yutu_connection_step (connection, statement, &row, error))
    return NULL;
  if (row)
    letters = first = yutu_column_dup (statement, 0);
  sqlite3_reset (statement);
  yutu_day_to_ymd (spec->opened_on, &year, &month, &day);
  return g_strdup_printf ("%.*s-%.*s-%04d-", (int)strcspn (letters, "-"), letters, (int)strcspn (kind->id, "."),
                          kind->id, year);
}

/* The greatest number in use, for a file whose counter was never set. */
static gboolean
find_last_number (YutuConnection *connection,
                  const char     *prefix,
                  gint64         *last,
                  GError        **error)
{
  gboolean      row;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT coalesce (max (CAST (substr (case_no, length (?1) + 1) AS INTEGER)), 0) "
    "FROM case_file WHERE case_no >= ?1 AND case_no < ?1 || ':'",
    error);

  if (statement == NULL)
    return FALSE;
  yutu_bind_text (statement, 1, prefix);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  *last = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

/* The next number of kind and year; the counter lives outside the journal, so that an undo never
 * gives a number back. */
static char *
take_case_no (YutuConnection     *connection,
              const YutuCaseKind *kind,
              const YutuCaseSpec *spec,
              GError            **error)
{
  gboolean         row;
  gint64           last = 0;
  g_autofree char *prefix = dup_number_prefix (connection, kind, spec, error);
  sqlite3_stmt    *statement;

  if (prefix == NULL)
    return NULL;
  statement = yutu_connection_prepare (
    connection, "UPDATE file_state SET value = value + 1 WHERE key = ?1 RETURNING value", error);
  if (statement == NULL)
    return NULL;
  yutu_bind_text (statement, 1, prefix);
  if (!yutu_connection_step (connection, statement, &row, error))
    return NULL;
  if (row)
    {
      last = sqlite3_column_int64 (statement, 0);
      return yutu_connection_run (connection, statement, error)
               ? g_strdup_printf ("%s%05" G_GINT64_FORMAT, prefix, last)
               : NULL;
    }
  statement = yutu_connection_prepare (
    connection, "INSERT INTO file_state (key, value) VALUES (?1, ?2)", error);
  if (!find_last_number (connection, prefix, &last, error) || statement == NULL)
    return NULL;
  yutu_bind_text (statement, 1, prefix);
  sqlite3_bind_int64 (statement, 2, ++last);
  return yutu_connection_run (connection, statement, error)
           ? g_strdup_printf ("%s%05" G_GINT64_FORMAT, prefix, last)
           : NULL;
}

/* ---- Rows ---- */

static gboolean
insert_case (YutuConnection       *connection,
             const YutuModule     *module,
             const YutuCaseKind   *kind,
             const YutuCaseSpec   *spec,
             const YutuCasePlace  *place,
             const YutuCaseCourse *course,
             gint64                id,
             GError              **error)
{
  g_autofree char *case_no = take_case_no (connection, kind, spec, error);
  sqlite3_stmt    *statement;

  if (case_no == NULL)
    return FALSE;
  statement = yutu_connection_prepare (
    connection,
    "INSERT INTO case_file (id, case_no, module, kind, title, state, state_since, subject_kind, "
    "subject, address, facility, line, pillar, village, township, x, y, opened_on, accepted_on, "
    "due_on, closed_on, officer, priority, result, result_doc, secrecy, source, fields) VALUES "
    "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, "
    "?21, ?22, ?23, ?24, ?25, ?26, ?27, coalesce (?28, '{}'))",
    error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  yutu_bind_text (statement, 2, case_no);
  yutu_bind_text (statement, 3, module->id);
  yutu_bind_text (statement, 4, kind->id);
  yutu_bind_text (statement, 5, spec->title != NULL ? spec->title : kind->title.zh_cn);
  yutu_bind_text (statement, 6, kind->states[course->state].id);
  yutu_bind_day (statement, 7, course->state_since);
  yutu_bind_text (statement, 8, kind->subject_kind);
  yutu_bind_id (statement, 9, spec->subject);
  yutu_bind_id (statement, 10, spec->address);
  yutu_bind_id (statement, 11, spec->facility);
  yutu_bind_id (statement, 12, place->line);
  yutu_bind_id (statement, 13, spec->pillar);
  yutu_bind_id (statement, 14, place->village);
  yutu_bind_id (statement, 15, place->township);
  if (place->has_point)
    {
      sqlite3_bind_int64 (statement, 16, place->point.x);
      sqlite3_bind_int64 (statement, 17, place->point.y);
    }
  yutu_bind_day (statement, 18, spec->opened_on);
  yutu_bind_day (statement, 19, course->accepted_on);
  yutu_bind_day (statement, 20, course->due_on);
  yutu_bind_day (statement, 21, course->closed_on);
  yutu_bind_text (statement, 22, spec->officer);
  sqlite3_bind_int (statement, 23, spec->priority);
  yutu_bind_text (statement, 24, spec->result);
  yutu_bind_text (statement, 25, spec->result_doc);
  yutu_bind_text (statement, 26, spec->secrecy);
  yutu_bind_text (statement, 27, spec->source);
  yutu_bind_text (statement, 28, spec->fields);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
insert_event (YutuConnection       *connection,
              gint64                case_file,
              YutuDay               day,
              const char           *actor,
              const YutuCaseKind   *kind,
              const YutuCourseStep *step,
              const char           *note,
              GError              **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO case_event (id, case_file, at, actor, transition, from_state, to_state, note) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_int64 (statement, 2, case_file);
  yutu_bind_day (statement, 3, day);
  yutu_bind_text (statement, 4, actor != NULL ? actor : "");
  yutu_bind_text (statement, 5, kind->transitions[step->transition].id);
  yutu_bind_text (statement, 6, kind->states[step->from].id);
  yutu_bind_text (statement, 7, kind->states[step->to].id);
  yutu_bind_text (statement, 8, note);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
insert_person (YutuConnection       *connection,
               gint64                case_file,
               const YutuCasePerson *person,
               GError              **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO person (id, case_file, relation, name, id_no, sex, birth, phone, fields) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, coalesce (?9, '{}'))",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_int64 (statement, 2, case_file);
  yutu_bind_text (statement, 3, person->relation);
  yutu_bind_text (statement, 4, person->name);
  yutu_bind_text (statement, 5, person->id_no);
  yutu_bind_id (statement, 6, person->sex);
  yutu_bind_text (statement, 7, person->birth);
  yutu_bind_text (statement, 8, person->phone);
  yutu_bind_text (statement, 9, person->fields);
  return yutu_connection_run (connection, statement, error);
}

/* ---- Open ---- */

static const YutuCaseKind *
find_kind (const YutuModules *modules,
           const char        *id,
           const YutuModule **module,
           GError           **error)
{
  const YutuCaseKind *kind = yutu_modules_find_kind (modules, id, module);

  if (kind == NULL)
    yutu_casework_fail (error, YUTU_CASEWORK_ERROR_UNKNOWN, _ ("there is no case kind %s; see the modules"), id);
  return kind;
}

/* A kind that is about facilities of one register takes no other. */
static gboolean
check_facility (YutuConnection     *connection,
                const YutuCaseKind *kind,
                gint64              facility,
                GError            **error)
{
  gboolean         row = FALSE;
  g_autofree char *found = NULL;
  sqlite3_stmt    *statement = NULL;

  if (facility == 0 || kind->register_id == NULL)
    return TRUE;
  statement =
    yutu_connection_prepare (connection, "SELECT kind FROM facility WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, facility);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (!row)
    return TRUE; /* told by the look-up of its place */
  found = yutu_column_dup (statement, 0);
  sqlite3_reset (statement);
  return g_str_equal (found, kind->register_id) ||
         yutu_casework_fail (error, YUTU_CASEWORK_ERROR_UNKNOWN,
                             _ ("a %s is about a facility of %s, this one is of %s; choose another facility or kind"),
                             kind->id, kind->register_id, found);
}

static gboolean
write_case (YutuConnection       *connection,
            const YutuModule     *module,
            const YutuCaseKind   *kind,
            const YutuCaseSpec   *spec,
            const YutuCasePlace  *place,
            const YutuCaseCourse *course,
            const char           *actor,
            gint64               *id,
            GError              **error)
{
  *id = yutu_connection_new_id (connection);
  if (!insert_case (connection, module, kind, spec, place, course, *id, error))
    return FALSE;
  for (guint i = 0; course->steps != NULL && i < course->steps->len; i++)
    {
      const YutuCourseStep *step = &g_array_index (course->steps, YutuCourseStep, i);

      if (!insert_event (connection, *id, step->day, actor, kind, step, NULL, error))
        return FALSE;
    }
  for (gsize i = 0; i < spec->n_persons; i++)
    if (!insert_person (connection, *id, &spec->persons[i], error))
      return FALSE;
  return TRUE;
}

gboolean
yutu_case_open (YutuConnection     *connection,
                const YutuModules  *modules,
                const YutuCalendar *calendar,
                const YutuCaseSpec *spec,
                const char         *actor,
                gint64             *id,
                GError            **error)
{
  const YutuModule   *module;
  const YutuCaseKind *kind = find_kind (modules, spec->kind, &module, error);
  YutuCaseSpec        fresh = *spec;
  YutuCasePlace       place;
  YutuCaseCourse      course = { 0, spec->opened_on, YUTU_DAY_INVALID, YUTU_DAY_INVALID,
                                 YUTU_DAY_INVALID, NULL };

  if (kind == NULL)
    return FALSE;
  fresh.result = fresh.result_doc = NULL;
  course.due_on = yutu_case_get_due (kind, calendar, 0, spec->opened_on, spec->opened_on);
  return yutu_fields_check_record (kind->fields, kind->n_fields, kind->checks, kind->n_checks,
                                   spec->fields, error) &&
         check_facility (connection, kind, spec->facility, error) &&
         yutu_case_place_resolve (connection, spec, &place, error) &&
         write_case (connection, module, kind, &fresh, &place, &course, actor, id, error);
}

/* ---- Step ---- */

typedef struct
{
  const YutuCaseKind *kind;
  gsize               state;
  YutuDay             state_since;
  YutuDay             opened_on;
  YutuDay             accepted_on;
  gboolean            has_place;
  char               *result;
  char               *result_doc;
  char               *fields;
} CaseNow;

static void
case_now_clear (CaseNow *self)
{
  g_free (self->result);
  g_free (self->result_doc);
  g_free (self->fields);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CaseNow, case_now_clear)

static gboolean
load_now (YutuConnection    *connection,
          const YutuModules *modules,
          gint64             id,
          CaseNow           *now,
          GError           **error)
{
  gboolean         row;
  g_autofree char *kind_id = NULL;
  g_autofree char *state = NULL;
  sqlite3_stmt    *statement = yutu_connection_prepare (
       connection,
       "SELECT kind, state, state_since, opened_on, accepted_on, "
          "x IS NOT NULL OR village IS NOT NULL OR township IS NOT NULL OR line IS NOT NULL, result, "
          "result_doc, "
          "fields "
          "FROM case_file WHERE id = ?1",
       error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (!row)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_UNKNOWN, _ ("there is no case %" PRId64), id);
  kind_id = yutu_column_dup (statement, 0);
  state = yutu_column_dup (statement, 1);
  now->state_since = yutu_day_parse ((const char *)sqlite3_column_text (statement, 2));
  now->opened_on = yutu_day_parse ((const char *)sqlite3_column_text (statement, 3));
  now->accepted_on = yutu_day_parse ((const char *)sqlite3_column_text (statement, 4));
  now->has_place = sqlite3_column_int (statement, 5);
  now->result = yutu_column_dup (statement, 6);
  now->result_doc = yutu_column_dup (statement, 7);
  now->fields = yutu_column_dup (statement, 8);
  sqlite3_reset (statement);
  now->kind = find_kind (modules, kind_id, NULL, error);
  if (now->kind == NULL)
    return FALSE;
  now->state = yutu_case_kind_find_state (now->kind, state);
  return now->state != G_MAXSIZE ||
         yutu_casework_fail (error, YUTU_CASEWORK_ERROR_STATE, _ ("case %" PRId64 ": %s has no state %s; "
                                                                  "put the definition back that had it"),
                             id, kind_id, state);
}

static gboolean
apply_input (CaseNow            *now,
             const YutuCaseStep *step,
             GError            **error)
{
  char *merged;

  if (step->set != NULL)
    {
      if (!yutu_fields_check (now->kind->fields, now->kind->n_fields, step->set, FALSE, error))
        return FALSE;
      merged = yutu_fields_merge (now->fields, step->set);
      g_free (now->fields);
      now->fields = merged;
      if (!yutu_fields_check_relations (now->kind->checks, now->kind->n_checks, now->fields, error))
        return FALSE;
    }
  if (step->result != NULL)
    {
      g_free (now->result);
      now->result = g_strdup (step->result);
    }
  if (step->result_doc != NULL)
    {
      g_free (now->result_doc);
      now->result_doc = g_strdup (step->result_doc);
    }
  return TRUE;
}

static gboolean
check_step (YutuConnection       *connection,
            gint64                id,
            const CaseNow        *now,
            const YutuTransition *transition,
            const YutuCaseStep   *step,
            GError              **error)
{
  YutuGuardFacts facts = { connection, id, now->has_place, now->result, now->result_doc, now->fields };

  if (!yutu_transition_leaves (transition, now->state))
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_STATE, _ ("%s does not leave state %s"),
                               yutu_title_get (&transition->title), yutu_title_get (&now->kind->states[now->state].title));
  if (!yutu_transition_is_allowed (transition, step->role))
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_ROLE, _ ("%s is for %s, not for %s"),
                               yutu_title_get (&transition->title), yutu_role_get_title (transition->role),
                               step->role != NULL ? yutu_role_get_title (step->role) : _ ("nobody"));
  if (step->day < now->state_since)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_GUARD,
                               _ ("the step is dated before the case entered state %s; give a later day"),
                               yutu_title_get (&now->kind->states[now->state].title));
  return yutu_case_check_guards (now->kind, transition, &facts, error);
}

static gboolean
update_case (YutuConnection       *connection,
             gint64                id,
             const CaseNow        *now,
             const YutuTransition *transition,
             YutuDay               day,
             YutuDay               due_on,
             GError              **error)
{
  gboolean      is_open = now->kind->states[transition->to].is_open;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "UPDATE case_file SET state = ?2, state_since = ?3, accepted_on = ?4, due_on = ?5, "
    "closed_on = ?6, result = ?7, result_doc = ?8, fields = ?9 WHERE id = ?1",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  yutu_bind_text (statement, 2, now->kind->states[transition->to].id);
  yutu_bind_day (statement, 3, day);
  yutu_bind_day (statement, 4, now->accepted_on);
  yutu_bind_day (statement, 5, due_on);
  yutu_bind_day (statement, 6, is_open ? YUTU_DAY_INVALID : day);
  yutu_bind_text (statement, 7, now->result);
  yutu_bind_text (statement, 8, now->result_doc);
  yutu_bind_text (statement, 9, now->fields);
  return yutu_connection_run (connection, statement, error);
}

gboolean
yutu_case_step (YutuConnection     *connection,
                const YutuModules  *modules,
                const YutuCalendar *calendar,
                gint64              id,
                const YutuCaseStep *step,
                GError            **error)
{
  g_auto (CaseNow) now = { 0 };
  const YutuTransition *transition;
  YutuCourseStep        event;
  YutuDay               due_on;

  if (!load_now (connection, modules, id, &now, error) || !apply_input (&now, step, error))
    return FALSE;
  transition = yutu_case_kind_find_transition (now.kind, step->transition);
  if (transition == NULL)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_UNKNOWN, _ ("%s has no transition %s"), now.kind->id,
                               step->transition);
  if (!check_step (connection, id, &now, transition, step, error))
    return FALSE;
  if (transition->accepts)
    now.accepted_on = step->day;
  due_on = yutu_case_get_due (now.kind, calendar, transition->to, step->day,
                              now.accepted_on != YUTU_DAY_INVALID ? now.accepted_on
                                                                  : now.opened_on);
  event = (YutuCourseStep){ step->day, (gsize)(transition - now.kind->transitions), now.state,
                            transition->to };
  return update_case (connection, id, &now, transition, step->day, due_on, error) &&
         insert_event (connection, id, step->day, step->actor, now.kind, &event, step->note, error);
}

/* ---- Bulk ---- */

YutuCaseWriter *
yutu_case_writer_new (YutuConnection     *connection,
                      const YutuModules  *modules,
                      const YutuCalendar *calendar)
{
  YutuCaseWriter *self = g_new0 (YutuCaseWriter, 1);

  self->connection = connection;
  self->modules = modules;
  self->calendar = calendar;
  return self;
}

void
yutu_case_writer_free (YutuCaseWriter *self)
{
  g_free (self);
}

/* That the course walks from the first state by legal steps, on days in order, guards kept. */
static gboolean
check_course (YutuConnection       *connection,
              const YutuCaseKind   *kind,
              const YutuCaseSpec   *spec,
              const YutuCasePlace  *place,
              const YutuCaseCourse *course,
              GError              **error)
{
  YutuGuardFacts facts = { connection, 0, place->has_point || place->township != 0 || place->village != 0 || place->line != 0,
                           spec->result, spec->result_doc, spec->fields };
  gsize          state = 0;
  YutuDay        day = spec->opened_on;

  for (guint i = 0; course->steps != NULL && i < course->steps->len; i++)
    {
      const YutuCourseStep *step = &g_array_index (course->steps, YutuCourseStep, i);

      if (step->transition >= kind->n_transitions || step->from != state || step->day < day ||
          !yutu_transition_leaves (&kind->transitions[step->transition], state) ||
          kind->transitions[step->transition].to != step->to)
        return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_STATE, _ ("step %u of a %s is not legal from %s"), i,
                                   kind->id, kind->states[state].id);
      if (!yutu_case_check_guards (kind, &kind->transitions[step->transition], &facts, error))
        {
          g_prefix_error (error, "%s: ", kind->id);
          return FALSE;
        }
      state = step->to;
      day = step->day;
    }
  if (state != course->state ||
      kind->states[state].is_open != (course->closed_on == YUTU_DAY_INVALID))
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_STATE, _ ("the course of a %s does not end in its state"),
                               kind->id);
  return TRUE;
}

gboolean
yutu_case_writer_add (YutuCaseWriter       *self,
                      const YutuCaseSpec   *spec,
                      const YutuCaseCourse *course,
                      const char           *actor,
                      gint64               *id,
                      GError              **error)
{
  const YutuModule   *module;
  const YutuCaseKind *kind = find_kind (self->modules, spec->kind, &module, error);
  YutuCasePlace       place;

  return kind != NULL &&
         yutu_fields_check_record (kind->fields, kind->n_fields, kind->checks, kind->n_checks,
                                   spec->fields, error) &&
         yutu_case_place_resolve (self->connection, spec, &place, error) &&
         check_course (self->connection, kind, spec, &place, course, error) &&
         write_case (self->connection, module, kind, spec, &place, course, actor, id, error);
}
