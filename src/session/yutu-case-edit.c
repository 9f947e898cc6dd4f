/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-case-edit.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "session/yutu-batch-edit.h"
#include "session/yutu-boundary-edit.h"
#include "session/yutu-case-private.h"
#include "session/yutu-facility-cells-private.h"
#include "session/yutu-name-case.h"

/* ---- Finding and loading ---- */

typedef struct
{
  const char *text;
  gint64      id;
} FindCase;

static gboolean
find_case (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  FindCase     *find = data;
  gboolean      found = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT id FROM case_file WHERE case_no = ?1 UNION ALL "
    "SELECT id FROM case_file WHERE id = CAST (?1 AS INTEGER) AND CAST (id AS TEXT) = ?1",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, find->text, -1, SQLITE_STATIC);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (!found)
    {
      g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN,
                   _ ("there is no case “%s”: give its id or its number"), find->text);
      return FALSE;
    }
  find->id = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
yutu_file_find_case (YutuFile   *self,
                     const char *text,
                     gint64     *id,
                     GError    **error)
{
  FindCase find = { text, 0 };

  if (!yutu_store_read (yutu_file_get_store (self), find_case, &find, NULL, error))
    return FALSE;
  *id = find.id;
  return TRUE;
}

typedef struct
{
  const YutuModules  *modules;
  const YutuCalendar *calendar;
  gint64              id;
  YutuDay             day;
  const char         *role;
  const YutuCaseStep *step;
  YutuCaseDetail     *detail;
} CaseJob;

static gboolean
load_case (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  CaseJob *job = data;

  job->detail = yutu_case_load (connection, job->modules, job->id, job->day, job->role, error);
  return job->detail != NULL;
}

YutuCaseDetail *
yutu_file_load_case (YutuFile          *self,
                     const YutuModules *modules,
                     gint64             id,
                     YutuDay            day,
                     const char        *role,
                     GError           **error)
{
  CaseJob job = { .modules = modules, .id = id, .day = day, .role = role };

  yutu_store_read (yutu_file_get_store (self), load_case, &job, NULL, error);
  return job.detail;
}

/* ---- Stepping ---- */

/* "办理 WC-SA-2026-00001 受理": which case, and the step in words. */
static char *
make_step_title (const CaseJob *job)
{
  const YutuTransition *step =
    job->detail->kind != NULL
      ? yutu_case_kind_find_transition (job->detail->kind, job->step->transition)
      : NULL;

  return g_strdup_printf ("办理 %s %s", job->detail->row.case_no,
                          step != NULL ? yutu_title_get (&step->title) : job->step->transition);
}

static gboolean
step_case (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  const CaseJob        *job = data;
  const YutuCaseKind   *kind = job->detail->kind;
  const YutuTransition *transition = kind != NULL ? yutu_case_kind_find_transition (kind, job->step->transition) : NULL;

  return yutu_case_step (connection, job->modules, job->calendar, job->id, job->step, error) &&
         yutu_boundary_follow_case (connection, job->modules, job->id, error) &&
         yutu_batch_follow_step (connection, job->modules, job->id, job->step, error) &&
         yutu_name_follow_step (connection, job->modules, job->id, error) &&
         yutu_case_follow_up (connection, job->modules, kind, transition, job->id, job->step, error);
}

gboolean
yutu_file_step_case (YutuFile           *self,
                     const YutuModules  *modules,
                     gint64              id,
                     const YutuCaseStep *step,
                     GError            **error)
{
  g_autoptr (YutuCalendar) calendar = yutu_calendar_load (error);
  g_autoptr (YutuCaseDetail) detail = NULL;
  g_autofree char *title = NULL;
  YutuEntrySpec    entry = { .kind = "case-step", .actor = step->actor };
  CaseJob          job = { .modules = modules, .calendar = calendar, .id = id, .step = step };

  if (calendar == NULL)
    return FALSE;
  job.detail = detail = yutu_file_load_case (self, modules, id, YUTU_DAY_INVALID, step->role, error);
  if (detail == NULL)
    return FALSE;
  entry.title = title = make_step_title (&job);
  return yutu_store_write (yutu_file_get_store (self), &entry, step_case, &job, NULL, NULL, error);
}

/* ---- Fields ---- */

/* By id; else by title in either language, when one alone has it. */
const YutuField *
yutu_fields_find_written (const YutuField *fields,
                          gsize            n_fields,
                          const char      *name)
{
  const YutuField *found = yutu_fields_find (fields, n_fields, name);

  if (found != NULL)
    return found;
  for (gsize i = 0; i < n_fields; i++)
    if (g_strcmp0 (fields[i].title.zh_cn, name) == 0 ||
        (fields[i].title.en != NULL && g_ascii_strcasecmp (fields[i].title.en, name) == 0))
      {
        if (found != NULL)
          return NULL;
        found = &fields[i];
      }
  return found;
}

char *
yutu_fields_from_lines (const YutuField   *fields,
                        gsize              n_fields,
                        const char *const *lines,
                        GError           **error)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();

  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      const char      *equals = strchr (lines[i], '=');
      g_autofree char *name = equals != NULL ? g_strndup (lines[i], (gsize)(equals - lines[i])) : NULL;
      const YutuField *field = name != NULL ? yutu_fields_find_written (fields, n_fields, name) : NULL;

      if (field == NULL)
        {
          g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD,
                       "“%s”: %s", lines[i], _ ("no field of this kind; write FIELD=VALUE"));
          return NULL;
        }
      if (!yutu_cell_set_value (object, field, equals + 1, error))
        {
          g_prefix_error (error, "“%s”: ", lines[i]);
          return NULL;
        }
    }
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}
