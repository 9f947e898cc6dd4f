/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-session.h"

static gboolean
read_days (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  GArray       *days = data;
  gboolean      row = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT valid_from, count(*) FROM division GROUP BY valid_from ORDER BY valid_from DESC", error);

  if (statement == NULL || !yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  while (row)
    {
      YutuChangeDay change = { yutu_day_parse ((const char *)sqlite3_column_text (statement, 0)),
                               sqlite3_column_int64 (statement, 1) };

      if (change.day != YUTU_DAY_INVALID)
        g_array_append_val (days, change);
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
    }
  return TRUE;
}

static void
read_in_worker (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (YutuChangeDay));
  GError *error = NULL;

  if (yutu_store_read (yutu_file_get_store (task_data), read_days, days, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&days), (GDestroyNotify)g_array_unref);
  else
    g_task_return_error (task, error);
}

void
yutu_session_list_change_days_async (YutuSession        *self,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  task = g_task_new (NULL, cancellable, callback, user_data); /* the worker must not hold @self */
  g_task_set_source_tag (task, yutu_session_list_change_days_async);
  g_task_set_task_data (task, yutu_file_ref (yutu_session_get_file (self)),
                        (GDestroyNotify)yutu_file_unref);
  g_task_run_in_thread (task, read_in_worker);
}

GArray *
yutu_session_list_change_days_finish (GAsyncResult *result,
                                      GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
