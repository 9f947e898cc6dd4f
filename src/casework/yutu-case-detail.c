/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One case whole, personal data masked. */

#include "casework/yutu-fields-private.h"
#include "casework/yutu-place-filter.h"

static void
event_free (gpointer data)
{
  YutuCaseEvent *self = data;

  g_free (self->at);
  g_free (self->actor);
  g_free (self->transition);
  g_free (self->from_state);
  g_free (self->to_state);
  g_free (self->note);
  g_free (self);
}

static void
person_free (gpointer data)
{
  YutuCasePersonRow *self = data;

  g_free (self->relation);
  g_free (self->name);
  g_free (self->id_no);
  g_free (self->birth);
  g_free (self->phone);
  g_free (self->fields);
  g_free (self);
}

void
yutu_case_detail_free (YutuCaseDetail *self)
{
  if (self == NULL)
    return;
  g_free (self->row.case_no);
  g_free (self->row.module);
  g_free (self->row.kind);
  g_free (self->row.title);
  g_free (self->row.state);
  g_free (self->subject_kind);
  g_free (self->officer);
  g_free (self->result);
  g_free (self->result_doc);
  g_free (self->fields);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->persons);
  g_ptr_array_unref (self->transitions);
  g_free (self);
}

/* ---- Reading ---- */

static char *
dup_column (sqlite3_stmt *statement,
            int           column)
{
  return g_strdup ((const char *)sqlite3_column_text (statement, column));
}

static YutuDay
get_day (sqlite3_stmt *statement,
         int           column)
{
  return yutu_day_parse ((const char *)sqlite3_column_text (statement, column));
}

static void
read_case (YutuCaseDetail *self,
           sqlite3_stmt   *statement)
{
  YutuCaseRow *row = &self->row;

  row->id = sqlite3_column_int64 (statement, 0);
  row->case_no = dup_column (statement, 1);
  row->module = dup_column (statement, 2);
  row->kind = dup_column (statement, 3);
  row->title = dup_column (statement, 4);
  row->state = dup_column (statement, 5);
  row->opened_on = get_day (statement, 6);
  row->due_on = get_day (statement, 7);
  row->closed_on = get_day (statement, 8);
  row->village = sqlite3_column_int64 (statement, 9);
  row->township = sqlite3_column_int64 (statement, 10);
  row->facility = sqlite3_column_int64 (statement, 11);
  row->address = sqlite3_column_int64 (statement, 12);
  row->has_point = sqlite3_column_type (statement, 13) != SQLITE_NULL;
  row->point.x = sqlite3_column_int64 (statement, 13);
  row->point.y = sqlite3_column_int64 (statement, 14);
  self->subject_kind = dup_column (statement, 15);
  self->state_since = get_day (statement, 16);
  self->accepted_on = get_day (statement, 17);
  self->officer = dup_column (statement, 18);
  self->result = dup_column (statement, 19);
  self->result_doc = dup_column (statement, 20);
  self->line = sqlite3_column_int64 (statement, 21);
  self->pillar = sqlite3_column_int64 (statement, 22);
  self->fields = dup_column (statement, 23);
}

static gboolean
load_case (YutuConnection *connection,
           gint64          id,
           YutuCaseDetail *self,
           GError        **error)
{
  gboolean      row;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT id, case_no, module, kind, title, state, opened_on, due_on, closed_on, village, "
    "township, facility, address, x, y, subject_kind, state_since, accepted_on, officer, result, "
    "result_doc, line, pillar, fields FROM case_file WHERE id = ?1",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN,
                   "there is no case %" G_GINT64_FORMAT, id);
      return FALSE;
    }
  read_case (self, statement);
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
load_events (YutuConnection *connection,
             YutuCaseDetail *self,
             GError        **error)
{
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT at, actor, transition, from_state, to_state, note FROM case_event "
    "WHERE case_file = ?1 ORDER BY id",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->row.id);
  while (TRUE)
    {
      YutuCaseEvent *event;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      event = g_new0 (YutuCaseEvent, 1);
      event->at = dup_column (statement, 0);
      event->actor = dup_column (statement, 1);
      event->transition = dup_column (statement, 2);
      event->from_state = dup_column (statement, 3);
      event->to_state = dup_column (statement, 4);
      event->note = dup_column (statement, 5);
      g_ptr_array_add (self->events, event);
    }
}

static YutuCasePersonRow *
read_person (YutuCaseDetail *self,
             sqlite3_stmt   *statement)
{
  static const struct
  {
    const char *id;
    YutuMask    mask; /* when the kind says nothing, or less */
  } columns[] = { { "name", YUTU_MASK_NAME },
                  { "id_no", YUTU_MASK_ID_NUMBER },
                  { "birth", YUTU_MASK_BIRTH },
                  { "phone", YUTU_MASK_PHONE } };
  const YutuField   *fields = self->kind != NULL ? self->kind->person_fields : NULL;
  gsize              n_fields = self->kind != NULL ? self->kind->n_person_fields : 0;
  YutuCasePersonRow *person = g_new0 (YutuCasePersonRow, 1);
  char             **out[] = { &person->name, &person->id_no, &person->birth, &person->phone };

  person->relation = dup_column (statement, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      YutuMask mask = yutu_fields_find_mask (fields, n_fields, columns[i].id, columns[i].mask);

      *out[i] = yutu_mask_apply (mask != YUTU_MASK_NONE ? mask : columns[i].mask,
                                 (const char *)sqlite3_column_text (statement, 1 + (int)i));
    }
  person->sex = sqlite3_column_int (statement, 5);
  person->fields = yutu_fields_mask (fields, n_fields, FALSE,
                                     (const char *)sqlite3_column_text (statement, 6), NULL);
  return person;
}

static gboolean
load_persons (YutuConnection *connection,
              YutuCaseDetail *self,
              GError        **error)
{
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT relation, name, id_no, birth, phone, sex, fields FROM person "
    "WHERE case_file = ?1 ORDER BY id",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->row.id);
  while (TRUE)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      g_ptr_array_add (self->persons, read_person (self, statement));
    }
}

static void
find_transitions (YutuCaseDetail *self,
                  const char     *role)
{
  gsize state = self->kind != NULL ? yutu_case_kind_find_state (self->kind, self->row.state)
                                   : G_MAXSIZE;

  for (gsize i = 0; state != G_MAXSIZE && i < self->kind->n_transitions; i++)
    {
      const YutuTransition *transition = &self->kind->transitions[i];

      if (yutu_transition_leaves (transition, state) &&
          yutu_transition_is_allowed (transition, role))
        g_ptr_array_add (self->transitions, (gpointer)transition);
    }
}

YutuCaseDetail *
yutu_case_load (YutuConnection    *connection,
                const YutuModules *modules,
                gint64             id,
                const char        *role,
                GError           **error)
{
  g_autoptr (YutuCaseDetail) self = g_new0 (YutuCaseDetail, 1);
  gboolean full_amounts = g_strcmp0 (role, "desk") == 0;
  char    *masked;

  self->events = g_ptr_array_new_with_free_func (event_free);
  self->persons = g_ptr_array_new_with_free_func (person_free);
  self->transitions = g_ptr_array_new ();
  if (!load_case (connection, id, self, error))
    return NULL;
  self->kind = yutu_modules_find_kind (modules, self->row.kind, &self->module);
  masked = yutu_fields_mask (self->kind != NULL ? self->kind->fields : NULL,
                             self->kind != NULL ? self->kind->n_fields : 0, full_amounts,
                             self->fields, NULL);
  g_free (self->fields);
  self->fields = masked;
  if (!load_events (connection, self, error) || !load_persons (connection, self, error))
    return NULL;
  find_transitions (self, role);
  return g_steal_pointer (&self);
}
