/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Inspections: the case leads, the record follows. */

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/yutu-wording.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include "casework/yutu-case.h"
#include "session/yutu-boundary-private.h"
#include "session/yutu-case-edit.h"
#include "session/yutu-check-private.h"

/* ---- Following a case ---- */

typedef struct
{
  const YutuCaseKind *kind; /* NULL: leaves no record of a line */
  gint64              line;
  char               *state;
  char               *opened_on;
  char               *done_on; /* NULL: not yet */
  int                 round_no;
  gboolean            is_round;
  char               *values; /* of a record that does not say yet why it was made */
} CaseRow;

static void
case_row_clear (CaseRow *self)
{
  g_free (self->state);
  g_free (self->opened_on);
  g_free (self->done_on);
  g_free (self->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CaseRow, case_row_clear)

static gboolean
read_done (YutuConnection *connection,
           gint64          id,
           CaseRow        *row,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT min (substr (at, 1, 10)) FROM case_event WHERE case_file = ?1 AND to_state = ?2", error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, row->kind->states[row->kind->record_done].id, -1, SQLITE_STATIC);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  row->done_on = found ? g_strdup ((const char *)sqlite3_column_text (statement, 0)) : NULL;
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
read_case (YutuConnection    *connection,
           const YutuModules *modules,
           gint64             id,
           CaseRow           *row,
           GError           **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT kind, coalesce (line, 0), state, opened_on, coalesce (json_extract (fields, "
    "'$.round_no'), 0), coalesce (json_extract (fields, '$.reason'), 'round') = 'round', "
    "CASE WHEN NOT EXISTS (SELECT 1 FROM line_inspection i WHERE i.case_file = ?1 AND json_extract (i.fields, "
    "'$.reason') IS NOT NULL) THEN json_object ('reason', coalesce (json_extract (fields, '$.reason'), 'round')) "
    "END FROM case_file WHERE id = ?1",
    error);
  const YutuCaseKind *kind = NULL;
  gboolean            found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (found)
    kind = yutu_modules_find_kind (modules, (const char *)sqlite3_column_text (statement, 0), NULL);
  if (kind != NULL && g_strcmp0 (kind->record_id, YUTU_OBJECT_INSPECTION) == 0 &&
      sqlite3_column_int64 (statement, 1) != 0)
    {
      row->kind = kind;
      row->line = sqlite3_column_int64 (statement, 1);
      row->state = g_strdup ((const char *)sqlite3_column_text (statement, 2));
      row->opened_on = g_strdup ((const char *)sqlite3_column_text (statement, 3));
      row->round_no = sqlite3_column_int (statement, 4);
      row->is_round = sqlite3_column_int (statement, 5) != 0;
      row->values = g_strdup ((const char *)sqlite3_column_text (statement, 6));
    }
  sqlite3_reset (statement);
  return row->kind == NULL || read_done (connection, id, row, error);
}

gboolean
yutu_boundary_follow_case (YutuConnection    *connection,
                           const YutuModules *modules,
                           gint64             case_file,
                           GError           **error)
{
  g_auto (CaseRow) row = { 0 };
  YutuInspectionSpec spec = { .case_file = case_file };

  if (!read_case (connection, modules, case_file, &row, error))
    return FALSE;
  if (row.kind == NULL)
    return TRUE;
  spec.line = row.line;
  spec.round_no = row.round_no;
  spec.year = (int)g_ascii_strtoll (row.done_on != NULL ? row.done_on : row.opened_on, NULL, 10);
  spec.state = row.state;
  spec.done_on = row.done_on;
  spec.is_round = row.is_round;
  spec.values = row.values;
  return yutu_boundary_put_inspection (connection, &spec, NULL, error);
}

typedef struct
{
  const YutuModules *modules;
} Follow;

static const char UNFOLLOWED_SQL[] =
  "SELECT c.id FROM case_file c WHERE c.kind = ?1 AND c.line IS NOT NULL AND NOT EXISTS (SELECT 1 "
  "FROM line_inspection i WHERE i.case_file = c.id) ORDER BY c.opened_on, c.id";

static gboolean
list_unfollowed (YutuConnection     *connection,
                 const YutuCaseKind *kind,
                 GArray             *ids,
                 GError            **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (connection, UNFOLLOWED_SQL, error);
  gboolean      found = TRUE;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, kind->id, -1, SQLITE_STATIC);
  while (TRUE)
    {
      gint64 id;

      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      id = sqlite3_column_int64 (row, 0);
      g_array_append_val (ids, id);
    }
}

static gboolean
follow_all (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  const Follow *follow = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize m = 0; m < yutu_modules_get_n (follow->modules); m++)
    {
      const YutuModule *module = yutu_modules_get (follow->modules, m);

      for (gsize k = 0; k < module->n_kinds; k++)
        if (g_strcmp0 (module->kinds[k].record_id, YUTU_OBJECT_INSPECTION) == 0 &&
            !list_unfollowed (connection, &module->kinds[k], ids, error))
          return FALSE;
    }
  for (guint i = 0; i < ids->len; i++)
    if (!yutu_boundary_follow_case (connection, follow->modules, g_array_index (ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

gboolean
yutu_file_follow_inspections (YutuFile          *self,
                              const YutuModules *modules,
                              const char        *actor,
                              GError           **error)
{
  Follow        follow = { modules };
  YutuEntrySpec entry = { "inspection-follow", "登记界线联合检查", actor, FALSE };

  return yutu_store_write (yutu_file_get_store (self), &entry, follow_all, &follow, NULL, NULL, error);
}

gboolean
yutu_check_inspections (YutuCheck         *self,
                        const YutuModules *modules,
                        GError           **error)
{
  for (gsize m = 0; m < yutu_modules_get_n (modules) && yutu_check_wants (self, "inspection-case"); m++)
    {
      const YutuModule *module = yutu_modules_get (modules, m);

      for (gsize k = 0; k < module->n_kinds; k++)
        {
          sqlite3_stmt *row = NULL;
          gboolean      found = TRUE;

          if (g_strcmp0 (module->kinds[k].record_id, YUTU_OBJECT_INSPECTION) != 0)
            continue;
          row = yutu_connection_prepare (
            self->connection,
            "SELECT c.id, c.case_no, c.x, c.y FROM case_file c LEFT JOIN "
            "line_inspection i ON i.case_file = c.id WHERE c.kind = ?1 AND c.line IS NOT NULL AND "
            "i.state IS NOT c.state",
            error);
          if (row == NULL)
            return FALSE;
          sqlite3_bind_text (row, 1, module->kinds[k].id, -1, SQLITE_STATIC);
          while (found)
            {
              YutuCheckFinding *finding = NULL;

              if (!yutu_connection_step (self->connection, row, &found, error))
                return FALSE;
              if (!found)
                break;
              finding = yutu_check_add (self, "inspection-case", "error", "case_file",
                                        sqlite3_column_int64 (row, 0),
                                        N_ ("case {1} is in another state than its record, or has none"),
                                        (const char *)sqlite3_column_text (row, 1), NULL);
              finding->has_place = sqlite3_column_type (row, 2) == SQLITE_INTEGER;
              finding->place = (YutuPoint){ sqlite3_column_int64 (row, 2), sqlite3_column_int64 (row, 3) };
            }
        }
    }
  return TRUE;
}

/* ---- Starting one ---- */

static const YutuCaseKind *
find_kind (const YutuModules *modules)
{
  for (gsize m = 0; m < yutu_modules_get_n (modules); m++)
    {
      const YutuModule *module = yutu_modules_get (modules, m);

      for (gsize k = 0; k < module->n_kinds; k++)
        if (g_strcmp0 (module->kinds[k].record_id, YUTU_OBJECT_INSPECTION) == 0)
          return &module->kinds[k];
    }
  return NULL;
}

gboolean
yutu_file_start_inspection (YutuFile          *self,
                            const YutuModules *modules,
                            gint64             line,
                            const char        *reason,
                            YutuDay            day,
                            const YutuSigner  *signer,
                            gint64            *case_file,
                            GError           **error)
{
  const YutuCaseKind *kind = find_kind (modules);
  g_autoptr (YutuLineReport) report = NULL;
  g_autoptr (YutuPlace) place = NULL;
  g_autofree char *title = NULL;
  g_autofree char *fields = NULL;
  YutuCaseOpening  opening = { 0 };
  int              round_no = 1;

  if (!yutu_boundary_may_edit (signer->role) || kind == NULL)
    {
      g_set_error (error, YUTU_CASEWORK_ERROR,
                   kind == NULL ? YUTU_CASEWORK_ERROR_UNKNOWN : YUTU_CASEWORK_ERROR_ROLE,
                   kind == NULL ? _ ("no case kind of the modules records inspections of lines")
                                : _ ("inspections are started by the planner and the desk; ask them"));
      return FALSE;
    }
  if (reason != NULL && strspn (reason, "abcdefghijklmnopqrstuvwxyz-") != strlen (reason))
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("field reason: it is none of its choices"));
  report = yutu_file_read_line_report (self, modules, line, day, error);
  if (report == NULL)
    return FALSE;
  if (report->open_case != 0)
    {
      g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_STATE,
                   _ ("an inspection of %s is running: case %" PRId64 "; bring that to its end"),
                   report->line->name, report->open_case);
      return FALSE;
    }
  for (guint i = 0; i < report->inspections->len; i++)
    round_no = MAX (round_no, ((YutuLineInspection *)report->inspections->pdata[i])->round_no + 1);
  place = yutu_place_new_object (YUTU_PLACE_LINE, line);
  title = g_strdup_printf ("%s第%d轮联合检查", report->line->name, round_no);
  fields = g_strdup_printf ("{\"round_no\":%d,\"reason\":\"%s\"}", round_no,
                            reason != NULL ? reason : "round");
  opening = (YutuCaseOpening){ .kind = kind->id, .title = title, .role = signer->role,
                               .actor = signer->actor, .fields = fields, .opened_on = day };
  return yutu_file_open_case (self, modules, place, &opening, case_file, error);
}

/* ---- What was found ---- */

typedef struct
{
  const YutuModules *modules;
  gint64             id;
  const char        *set;
  JsonArray         *pillars; /* NULL: none */
  char               day[YUTU_DAY_TEXT_SIZE];
  const char        *actor;
} Record;

static const char *
get_text (JsonObject *object,
          const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
             json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static gboolean
stands_on (const YutuBoundaryPillar *pillar,
           gint64                    line)
{
  for (guint i = 0; i < pillar->lines->len; i++)
    if (g_array_index (pillar->lines, gint64, i) == line)
      return TRUE;
  return FALSE;
}

/* Whether the record tells just this of the pillar already: what is saved again did not happen again. */
static gboolean
is_recorded (const YutuLineInspection *inspection,
             gint64                    pillar,
             const char               *condition,
             const char               *note)
{
  g_autoptr (JsonNode) values = json_from_string (inspection->values, NULL);
  JsonNode *list = values != NULL && JSON_NODE_HOLDS_OBJECT (values)
                     ? json_object_get_member (json_node_get_object (values), "pillars")
                     : NULL;

  for (guint i = 0; list != NULL && JSON_NODE_HOLDS_ARRAY (list) &&
                    i < json_array_get_length (json_node_get_array (list));
       i++)
    {
      JsonNode   *element = json_array_get_element (json_node_get_array (list), i);
      JsonObject *one = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;

      if (one != NULL && json_object_get_int_member_with_default (one, "pillar", 0) == pillar)
        return g_strcmp0 (get_text (one, "condition"), condition) == 0 &&
               g_strcmp0 (get_text (one, "note"), note) == 0;
    }
  return FALSE;
}

/* The condition that was found is the pillar's from now on. */
static gboolean
record_pillar (YutuConnection           *connection,
               const Record             *record,
               const YutuLineInspection *inspection,
               JsonObject               *object,
               GError                  **error)
{
  JsonNode        *node = json_object_get_member (object, "pillar");
  gint64           id = node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                            json_node_get_value_type (node) == G_TYPE_INT64
                          ? json_node_get_int (node)
                          : 0;
  const char      *condition = get_text (object, "condition");
  g_autofree char *set = NULL;
  g_autoptr (YutuBoundaryPillar) pillar = yutu_boundary_load_pillar (connection, id, error);
  YutuPillarEvent event = { .day = record->day, .what = "checked", .condition = condition,
                            .note = get_text (object, "note"), .actor = record->actor };

  if (pillar == NULL)
    return FALSE;
  if (!stands_on (pillar, inspection->line))
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("a pillar of the record does not stand on the line; leave it out"));
  if (condition == NULL)
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("field condition: a pillar that was looked at has one"));
  set = g_strdup_printf ("{\"condition\":\"%s\"}", condition);
  if (strspn (condition, "abcdefghijklmnopqrstuvwxyz-") != strlen (condition) ||
      !yutu_boundary_check_values (record->modules, YUTU_OBJECT_PILLAR, pillar->values, set, error))
    return (error == NULL || *error != NULL) ? FALSE
                                             : yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("field condition: it is none of its choices"));
  if (is_recorded (inspection, id, condition, event.note) ||
      (g_strcmp0 (condition, pillar->condition) == 0 && event.note == NULL))
    return TRUE;
  return yutu_boundary_note_pillar (connection, id, &event, error);
}

static gboolean
tell_case (YutuConnection           *connection,
           const YutuLineInspection *inspection,
           guint                     n_pillars,
           const char               *problems,
           GError                  **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "UPDATE case_file SET fields = json_patch (fields, json_patch (json_object ('pillars_checked', "
    "?2), CASE WHEN ?3 IS NULL THEN '{}' ELSE json_object ('problems', ?3) END)) WHERE id = ?1 AND "
    "closed_on IS NULL",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, inspection->case_file);
  sqlite3_bind_int (statement, 2, (int)n_pillars);
  sqlite3_bind_text (statement, 3, problems, -1, SQLITE_TRANSIENT);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
record_inspection (YutuConnection *connection,
                   gpointer        data,
                   GError        **error)
{
  const Record *record = data;
  g_autoptr (YutuLineInspection) inspection =
    yutu_boundary_load_inspection (connection, record->id, error);
  g_autoptr (JsonNode) set = json_from_string (record->set != NULL ? record->set : "{}", NULL);
  g_autofree char *values = NULL;
  g_autofree char *whole = NULL;
  guint            n_pillars = record->pillars != NULL ? json_array_get_length (record->pillars) : 0;

  if (inspection == NULL)
    return FALSE;
  if (set == NULL || !JSON_NODE_HOLDS_OBJECT (set))
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("the values are no JSON object"));
  json_object_remove_member (json_node_get_object (set), "pillars");
  values = json_to_string (set, FALSE);
  if (!yutu_boundary_check_values (record->modules, YUTU_OBJECT_INSPECTION, inspection->values, values, error))
    return FALSE;
  for (guint i = 0; i < n_pillars; i++)
    {
      JsonNode *one = json_array_get_element (record->pillars, i);

      if (!JSON_NODE_HOLDS_OBJECT (one))
        return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("the pillars of a record are objects"));
      if (!record_pillar (connection, record, inspection, json_node_get_object (one), error))
        return FALSE;
    }
  if (record->pillars != NULL)
    json_object_set_array_member (json_node_get_object (set), "pillars", json_array_ref (record->pillars));
  whole = json_to_string (set, FALSE);
  if (!yutu_boundary_change_inspection (connection, record->id, whole, error))
    return FALSE;
  return inspection->case_file == 0 || n_pillars == 0 ||
         tell_case (connection, inspection, n_pillars, get_text (json_node_get_object (set), "problems"), error);
}

gboolean
yutu_file_record_inspection (YutuFile          *self,
                             const YutuModules *modules,
                             gint64             inspection,
                             const char        *set,
                             const char        *pillars,
                             YutuDay            day,
                             const YutuSigner  *signer,
                             GError           **error)
{
  g_autoptr (JsonNode) list = pillars != NULL ? json_from_string (pillars, NULL) : NULL;
  YutuEntrySpec entry = { "inspection-record", "登记联合检查结果", signer->actor, FALSE };
  Record record = { .modules = modules, .id = inspection, .set = set, .actor = signer->actor };

  if (!yutu_boundary_may_edit (signer->role))
    {
      g_set_error_literal (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_ROLE,
                           _ ("inspections are recorded by the planner and the desk; ask them"));
      return FALSE;
    }
  if (pillars != NULL && (list == NULL || !JSON_NODE_HOLDS_ARRAY (list)))
    return yutu_casework_fail (error, YUTU_CASEWORK_ERROR_FIELD, _ ("the pillars of a record are a JSON array"));
  record.pillars = list != NULL ? json_node_get_array (list) : NULL;
  yutu_day_format (day, record.day);
  return yutu_store_write (yutu_file_get_store (self), &entry, record_inspection, &record, NULL, NULL, error);
}
