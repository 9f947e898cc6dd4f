/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-forms.h"

#include "gazetteer/yutu-address-record.h"

#define MAX_FORMS 1000 /* a ring of former forms would have no end */

static void
form_free (gpointer data)
{
  YutuAddressForm *self = data;

  g_free (self->text);
  g_free (self->act_title);
  g_free (self->act_no);
  g_free (self);
}

/* The form before is named by the row, and that behind names it (address_previous). */
#define FORM_SQL "SELECT b.id, b.text, b.valid_from, b.valid_to FROM address a JOIN address b "

static const char BEFORE_SQL[] = FORM_SQL "ON b.id = a.previous WHERE a.id = ?1";
static const char SELF_SQL[] = FORM_SQL "ON b.id = a.id WHERE a.id = ?1";
static const char BEHIND_SQL[] = FORM_SQL "ON b.previous = a.id WHERE a.id = ?1 ORDER BY b.id LIMIT 1";
/* The main address that goes on while an auxiliary one of it ends: it is the next from that day. */
static const char MAIN_SQL[] = "SELECT b.id, b.text, a.valid_to, b.valid_to FROM address a JOIN address b ON b.id = ?2 "
                               "WHERE a.id = ?1 AND b.valid_from < a.valid_to AND a.valid_to < b.valid_to";

/* *form is NULL when there is none. */
static gboolean
read_form (YutuConnection   *connection,
           const char       *sql, /* static */
           gint64            id,
           gint64            other, /* ?2, if the statement has it */
           YutuAddressForm **form,
           GError          **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      found = FALSE;

  *form = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (other != 0)
    sqlite3_bind_int64 (statement, 2, other);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (found)
    {
      *form = g_new0 (YutuAddressForm, 1);
      (*form)->id = sqlite3_column_int64 (statement, 0);
      (*form)->text = g_strdup ((const char *)sqlite3_column_text (statement, 1));
      (*form)->valid_from = yutu_day_parse ((const char *)sqlite3_column_text (statement, 2));
      (*form)->valid_to = yutu_day_parse ((const char *)sqlite3_column_text (statement, 3));
    }
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
read_next (YutuConnection   *connection,
           gint64            id,
           YutuAddressForm **form,
           GError          **error)
{
  gint64 main_id = 0;

  if (!read_form (connection, BEHIND_SQL, id, 0, form, error))
    return FALSE;
  if (*form != NULL)
    return TRUE;
  return yutu_address_record_load_main (connection, id, &main_id, error) &&
         (main_id == 0 || read_form (connection, MAIN_SQL, id, main_id, form, error));
}

/* An act of the day on which the form begins that one of the units above it, then or before, is of. */
static gboolean
read_act (YutuConnection  *connection,
          YutuAddressForm *form,
          GError         **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "WITH RECURSIVE here (unit, day) AS (SELECT village, valid_from FROM address WHERE id = ?1 UNION "
    "SELECT b.village, date (a.valid_from, '-1 day') FROM address a JOIN address b ON b.id = a.previous "
    "WHERE a.id = ?1 UNION SELECT d.parent, h.day FROM here h JOIN division d ON d.unit = h.unit AND "
    "d.valid_from <= h.day AND h.day < d.valid_to WHERE d.parent IS NOT NULL) "
    "SELECT a.id, a.title, a.doc_no FROM address f JOIN act a ON a.effective_on = f.valid_from WHERE "
    "f.id = ?1 AND f.previous IS NOT NULL AND EXISTS (SELECT 1 FROM here h JOIN division d ON d.unit = "
    "h.unit WHERE d.act_in = a.id OR d.act_out = a.id) ORDER BY a.id LIMIT 1",
    error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, form->id);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (found)
    {
      form->act = sqlite3_column_int64 (statement, 0);
      form->act_title = g_strdup ((const char *)sqlite3_column_text (statement, 1));
      form->act_no = g_strdup ((const char *)sqlite3_column_text (statement, 2));
    }
  sqlite3_reset (statement);
  return TRUE;
}

GPtrArray *
yutu_address_list_forms (YutuConnection *connection,
                         gint64          id,
                         GError        **error)
{
  g_autoptr (GPtrArray) forms = g_ptr_array_new_with_free_func (form_free);
  YutuAddressForm *form = NULL;
  gint64           at = id;

  if (!read_form (connection, SELF_SQL, id, 0, &form, error))
    return NULL;
  while (form != NULL)
    {
      g_ptr_array_insert (forms, 0, form);
      at = form->id;
      form = NULL;
      if (forms->len < MAX_FORMS && !read_form (connection, BEFORE_SQL, at, 0, &form, error))
        return NULL;
    }
  at = id;
  while (forms->len > 0 && forms->len < MAX_FORMS)
    {
      if (!read_next (connection, at, &form, error))
        return NULL;
      if (form == NULL)
        break;
      g_ptr_array_add (forms, form);
      at = form->id;
    }
  for (guint i = 0; i < forms->len; i++)
    if (!read_act (connection, g_ptr_array_index (forms, i), error))
      return NULL;
  return g_steal_pointer (&forms);
}
