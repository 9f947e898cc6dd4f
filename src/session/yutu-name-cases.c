/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The cases of a name. */

#include "session/yutu-name-case.h"

#include "session/yutu-session-private.h"

static void
name_case_free (gpointer data)
{
  YutuNameCase *self = data;

  g_free (self->case_no);
  g_free (self->title);
  g_free (self->state);
  g_free (self);
}

typedef struct
{
  const YutuModules *modules;
  gint64             place;
  GPtrArray         *cases;
} List;

static gboolean
list_cases (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  const List   *list = data;
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT id, case_no, title, state, closed_on IS NULL, kind, subject = ?1 FROM case_file WHERE subject_kind = 'place' "
    "AND subject IN (SELECT ?1 UNION SELECT id FROM place_name WHERE json_extract (fields, '$.former_id') = ?1) "
    "ORDER BY opened_on, id",
    error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, list->place);
  while (TRUE)
    {
      const YutuCaseKind *kind = NULL;
      YutuNameCase       *found_case = NULL;

      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      kind = yutu_modules_find_kind (list->modules, (const char *)sqlite3_column_text (row, 5), NULL);
      if (sqlite3_column_int (row, 6) == 0 && (kind == NULL || kind->name_work != YUTU_NAME_WORK_RENAME))
        continue;
      found_case = g_new0 (YutuNameCase, 1);
      found_case->id = sqlite3_column_int64 (row, 0);
      found_case->case_no = g_strdup ((const char *)sqlite3_column_text (row, 1));
      found_case->title = g_strdup ((const char *)sqlite3_column_text (row, 2));
      found_case->state = g_strdup ((const char *)sqlite3_column_text (row, 3));
      found_case->is_open = sqlite3_column_int (row, 4) != 0;
      found_case->kind = kind;
      g_ptr_array_add (list->cases, found_case);
    }
}

GPtrArray *
yutu_file_list_name_cases (YutuFile          *self,
                           const YutuModules *modules,
                           gint64             place,
                           GCancellable      *cancellable,
                           GError           **error)
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (name_case_free);
  List list = { modules, place, cases };

  return yutu_store_read (yutu_file_get_store (self), list_cases, &list, cancellable, error) ? g_steal_pointer (&cases)
                                                                                             : NULL;
}

/* ---- For a window ---- */

static gpointer
list_in_worker (YutuSessionWork *work,
                gpointer         data,
                GError         **error)
{
  return yutu_file_list_name_cases (work->file, work->modules, *(const gint64 *)data, work->cancellable, error);
}

static const YutuSessionWorkSpec LIST = { list_in_worker, (GDestroyNotify)g_ptr_array_unref, FALSE };

void
yutu_session_list_name_cases_async (YutuSession        *self,
                                    gint64              place,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));

  yutu_session_begin_work (self, &LIST, g_memdup2 (&place, sizeof place), g_free, cancellable, callback, user_data);
}

GPtrArray *
yutu_session_list_name_cases_finish (YutuSession  *self,
                                     GAsyncResult *result,
                                     GError      **error)
{
  return yutu_session_finish_work (self, &LIST, result, error);
}
