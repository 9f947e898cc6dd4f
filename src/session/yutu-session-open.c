/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-session-private.h"

void
yutu_session_opened_free (YutuSessionOpened *self)
{
  g_clear_pointer (&self->file, yutu_file_unref);
  g_clear_pointer (&self->modules, yutu_modules_unref);
  g_free (self->county_name);
  g_free (self);
}

/* Takes @file. */
static YutuSessionOpened *
describe (YutuFile *file,
          GError  **error)
{
  g_autoptr (YutuSessionOpened) opened = g_new0 (YutuSessionOpened, 1);
  g_autofree char *is_demo = NULL;

  opened->file = file;
  opened->modules = yutu_modules_load (error);
  if (opened->modules == NULL ||
      !yutu_file_read_setting (file, "county_name", &opened->county_name, error) ||
      !yutu_file_read_setting (file, "is_demo", &is_demo, error) ||
      !yutu_file_read_map_crs (file, &opened->epsg, error))
    return NULL;
  opened->is_demo = is_demo != NULL && !g_str_equal (is_demo, "0");
  return g_steal_pointer (&opened);
}

static void
return_file (GTask    *task,
             YutuFile *file,
             GError   *error)
{
  YutuSessionOpened *opened = file != NULL ? describe (file, &error) : NULL;

  if (opened != NULL)
    g_task_return_pointer (task, opened, (GDestroyNotify)yutu_session_opened_free);
  else
    g_task_return_error (task, error);
}

static void
open_in_worker (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError   *error = NULL;
  YutuFile *file = yutu_file_open (task_data, YUTU_STORE_OPEN_DEFAULT, &error);

  return_file (task, file, error);
}

void
yutu_session_open_async (const char         *path,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, yutu_session_open_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, open_in_worker);
}

YutuSession *
yutu_session_open_finish (GAsyncResult *result,
                          GError      **error)
{
  g_autoptr (YutuSessionOpened) opened = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  opened = g_task_propagate_pointer (G_TASK (result), error);
  return opened != NULL ? yutu_session_new (opened) : NULL;
}
