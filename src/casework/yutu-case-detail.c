/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One case whole, personal data masked. */

#include "casework/yutu-case-guide.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "casework/yutu-case.h"
#include "casework/yutu-case-places.h"
#include "casework/yutu-fields-private.h"
#include "store/yutu-statement.h"

#include <string.h>

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
attachment_free (gpointer data)
{
  YutuCaseAttachment *self = data;

  g_free (self->name);
  g_free (self->mime);
  g_free (self->sha256);
  g_free (self->at);
  g_free (self->actor);
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
  g_ptr_array_unref (self->attachments);
  g_ptr_array_unref (self->transitions);
  g_free (self);
}

/* ---- Reading ---- */

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
  row->case_no = yutu_column_dup (statement, 1);
  row->module = yutu_column_dup (statement, 2);
  row->kind = yutu_column_dup (statement, 3);
  row->title = yutu_column_dup (statement, 4);
  row->state = yutu_column_dup (statement, 5);
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
  self->subject_kind = yutu_column_dup (statement, 15);
  self->state_since = get_day (statement, 16);
  self->accepted_on = get_day (statement, 17);
  self->officer = yutu_column_dup (statement, 18);
  self->result = yutu_column_dup (statement, 19);
  self->result_doc = yutu_column_dup (statement, 20);
  self->line = sqlite3_column_int64 (statement, 21);
  self->pillar = sqlite3_column_int64 (statement, 22);
  self->fields = yutu_column_dup (statement, 23);
  self->name = sqlite3_column_int64 (statement, 24);
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
    "result_doc, line, pillar, fields, coalesce (subject, 0) FROM case_file WHERE id = ?1",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN,
                   _ ("there is no case %" PRId64), id);
      return FALSE;
    }
  read_case (self, statement);
  sqlite3_reset (statement);
  return TRUE;
}

/* The name of a file may tell whose it is; a suffix of a few Latin letters does not. */
static void
mask_name (char **name)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  const char       *suffix = *name != NULL ? strrchr (*name, '.') : NULL;
  gboolean          is_plain = suffix != NULL && strlen (suffix) <= 6 &&
                      strspn (suffix + 1, letters) == strlen (suffix + 1);
  char *masked = g_strconcat ("***", is_plain ? suffix : NULL, NULL);

  g_free (*name);
  *name = masked;
}

static gboolean
load_events (YutuConnection *connection,
             YutuCaseDetail *self,
             gboolean        may_read,
             GError        **error)
{
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT at, actor, transition, from_state, to_state, note, id, attachment FROM case_event "
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
      event->at = yutu_column_dup (statement, 0);
      event->actor = yutu_column_dup (statement, 1);
      event->transition = yutu_column_dup (statement, 2);
      event->from_state = yutu_column_dup (statement, 3);
      event->to_state = yutu_column_dup (statement, 4);
      event->note = yutu_column_dup (statement, 5);
      event->id = sqlite3_column_int64 (statement, 6);
      event->attachment = sqlite3_column_int64 (statement, 7);
      if (event->attachment != 0 && !may_read)
        mask_name (&event->note);
      g_ptr_array_add (self->events, event);
    }
}

static gboolean
load_attachments (YutuConnection *connection,
                  YutuCaseDetail *self,
                  gboolean        may_read,
                  GError        **error)
{
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT e.id, a.id, coalesce (e.note, a.name), a.mime, a.size, a.sha256, e.at, e.actor "
    "FROM case_event e JOIN attachment a ON a.id = e.attachment WHERE e.case_file = ?1 "
    "ORDER BY e.id",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->row.id);
  while (TRUE)
    {
      YutuCaseAttachment *attachment = NULL;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      attachment = g_new0 (YutuCaseAttachment, 1);
      attachment->event = sqlite3_column_int64 (statement, 0);
      attachment->attachment = sqlite3_column_int64 (statement, 1);
      attachment->name = yutu_column_dup (statement, 2);
      attachment->mime = yutu_column_dup (statement, 3);
      attachment->size = sqlite3_column_int64 (statement, 4);
      attachment->sha256 = yutu_column_dup (statement, 5);
      attachment->at = yutu_column_dup (statement, 6);
      attachment->actor = yutu_column_dup (statement, 7);
      if (!may_read)
        mask_name (&attachment->name);
      g_ptr_array_add (self->attachments, attachment);
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

  person->relation = yutu_column_dup (statement, 0);
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
                YutuDay            day,
                const char        *role,
                GError           **error)
{
  g_autoptr (YutuCaseDetail) self = g_new0 (YutuCaseDetail, 1);
  gboolean full_amounts = g_strcmp0 (role, "desk") == 0;
  gboolean may_read = FALSE;
  char    *masked;

  self->events = g_ptr_array_new_with_free_func (event_free);
  self->persons = g_ptr_array_new_with_free_func (person_free);
  self->attachments = g_ptr_array_new_with_free_func (attachment_free);
  self->transitions = g_ptr_array_new ();
  if (!load_case (connection, id, self, error) ||
      !yutu_case_place_on_day (connection, id, day, &self->row.village, &self->row.township, error))
    return NULL;
  self->kind = yutu_modules_find_kind (modules, self->row.kind, &self->module);
  if (self->kind == NULL || self->kind->name_work == YUTU_NAME_WORK_NONE)
    self->name = 0;
  if (!yutu_case_find_act (connection, self->kind, self->fields, &self->act, error) ||
      !yutu_case_find_linked (connection, self->kind, self->fields, &self->linked, error) ||
      !yutu_case_find_renamed (connection, self->kind, id, &self->is_renamed, error) ||
      (self->kind != NULL && self->kind->holds_batch && !yutu_batch_load (connection, id, &self->batch, error)))
    return NULL;
  masked = yutu_fields_mask (self->kind != NULL ? self->kind->fields : NULL,
                             self->kind != NULL ? self->kind->n_fields : 0, full_amounts,
                             self->fields, NULL);
  g_free (self->fields);
  self->fields = masked;
  may_read = yutu_case_may_read_attachments (self->kind, role);
  if (!load_events (connection, self, may_read, error) ||
      !load_attachments (connection, self, may_read, error) ||
      !load_persons (connection, self, error))
    return NULL;
  find_transitions (self, role);
  return g_steal_pointer (&self);
}
