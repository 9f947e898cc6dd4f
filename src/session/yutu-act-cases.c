/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-act-cases.h"

typedef struct
{
  const YutuModules *modules;
  const char        *doc_no;
  GPtrArray         *cases;
} Question;

static void
act_case_free (gpointer data)
{
  YutuActCase *self = data;

  g_free (self->case_no);
  g_free (self->title);
  g_free (self->state);
  g_free (self);
}

static gboolean
list_of_kind (YutuConnection     *connection,
              const Question     *question,
              const YutuCaseKind *kind,
              GError            **error)
{
  g_autofree char *path = g_strdup_printf ("$.\"%s\"", kind->act_field->id);
  gboolean         row = TRUE;
  sqlite3_stmt    *statement = yutu_connection_prepare (
    connection,
    "SELECT id, case_no, title, state FROM case_file WHERE kind = ?1 AND json_extract (fields, ?2) = ?3 "
    "ORDER BY opened_on, id",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, kind->id, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 2, path, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 3, question->doc_no, -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      YutuActCase *found = NULL;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      found = g_new0 (YutuActCase, 1);
      found->id = sqlite3_column_int64 (statement, 0);
      found->case_no = g_strdup ((const char *)sqlite3_column_text (statement, 1));
      found->title = g_strdup ((const char *)sqlite3_column_text (statement, 2));
      found->state = g_strdup ((const char *)sqlite3_column_text (statement, 3));
      found->kind = kind;
      g_ptr_array_add (question->cases, found);
    }
}

static gboolean
list_cases (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  const Question *question = data;

  for (gsize m = 0; m < yutu_modules_get_n (question->modules); m++)
    {
      const YutuModule *module = yutu_modules_get (question->modules, m);

      for (gsize k = 0; k < module->n_kinds; k++)
        if (module->kinds[k].act_field != NULL &&
            !list_of_kind (connection, question, &module->kinds[k], error))
          return FALSE;
    }
  return TRUE;
}

GPtrArray *
yutu_file_list_act_cases (YutuFile          *self,
                          const YutuModules *modules,
                          const char        *doc_no,
                          GCancellable      *cancellable,
                          GError           **error)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (act_case_free);
  Question question = { modules, doc_no, cases };

  if (doc_no != NULL &&
      !yutu_store_read (yutu_file_get_store (self), list_cases, &question, cancellable, error))
    return NULL;
  return g_steal_pointer (&cases);
}
