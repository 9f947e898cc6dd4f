/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-session-private.h"

#include "session/yutu-demo-file.h"
#include "session/yutu-session-time.h"

void
yutu_session_opened_free (YutuSessionOpened *self)
{
  g_clear_pointer (&self->file, yutu_file_unref);
  g_clear_pointer (&self->modules, yutu_modules_unref);
  g_clear_pointer (&self->calendar, yutu_calendar_unref);
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
  if (opened->modules == NULL || (opened->calendar = yutu_calendar_load (error)) == NULL ||
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

typedef struct
{
  char *path;
  char *moment;
} Past;

static void
past_free (gpointer data)
{
  Past *self = data;

  g_free (self->path);
  g_free (self->moment);
  g_free (self);
}

static void
open_past_in_worker (GTask        *task,
                     gpointer      source,
                     gpointer      task_data,
                     GCancellable *cancellable)
{
  const Past *past = task_data;
  GError     *error = NULL;
  g_autoptr (YutuProgress) progress = yutu_progress_new (cancellable);
  YutuFile *file = yutu_file_open_past (past->path, past->moment, progress, &error);

  return_file (task, file, error);
}

void
yutu_session_open_past_async (const char         *path,
                              const char         *moment,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Past *past = g_new0 (Past, 1);

  past->path = g_strdup (path);
  past->moment = g_strdup (moment);
  g_task_set_source_tag (task, yutu_session_open_past_async);
  g_task_set_task_data (task, past, past_free);
  g_task_run_in_thread (task, open_past_in_worker);
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

/* ---- The demo county ---- */

#define POLL_MS 100

typedef struct
{
  char                 *path;
  gsize                 addresses;
  YutuProgress         *progress;
  GFileProgressCallback report;
  gpointer              report_data;
  GSource              *timer; /* main thread */
} NewDemo;

static void
new_demo_free (gpointer data)
{
  NewDemo *self = data;

  g_clear_pointer (&self->progress, yutu_progress_unref);
  g_free (self->path);
  g_free (self);
}

static gboolean
poll_cb (gpointer data)
{
  const NewDemo *self = data;
  const char    *stage = NULL;
  guint64        done = 0, total = 0;

  yutu_progress_read (self->progress, &stage, &done, &total);
  if (total > 0)
    self->report ((goffset)(done * 1000 / total), 1000, self->report_data);
  return G_SOURCE_CONTINUE;
}

static void
new_demo_in_worker (GTask        *task,
                    gpointer      source,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  const NewDemo *demo = task_data;
  GError        *error = NULL;
  YutuFile      *file =
    yutu_file_new_demo (demo->path, demo->addresses, 1, demo->progress, &error);

  return_file (task, file, error);
}

/* Ends the polling before the caller hears of it. */
static void
new_demo_done_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  NewDemo           *demo = g_task_get_task_data (task);
  GError            *error = NULL;
  YutuSessionOpened *opened = g_task_propagate_pointer (G_TASK (result), &error);

  if (demo->timer != NULL)
    g_source_destroy (demo->timer);
  g_clear_pointer (&demo->timer, g_source_unref);
  if (opened != NULL)
    g_task_return_pointer (task, opened, (GDestroyNotify)yutu_session_opened_free);
  else
    g_task_return_error (task, error);
}

void
yutu_session_new_demo_async (const char           *path,
                             gsize                 addresses,
                             GFileProgressCallback progress,
                             gpointer              progress_data,
                             GCancellable         *cancellable,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data)
{
  GTask   *task = g_task_new (NULL, cancellable, callback, user_data);
  NewDemo *demo = g_new0 (NewDemo, 1);
  g_autoptr (GTask) worker = g_task_new (NULL, cancellable, new_demo_done_cb, task);

  demo->path = g_strdup (path);
  demo->addresses = addresses;
  demo->progress = yutu_progress_new (cancellable);
  demo->report = progress;
  demo->report_data = progress_data;
  if (progress != NULL)
    {
      demo->timer = g_timeout_source_new (POLL_MS);
      g_source_set_callback (demo->timer, poll_cb, demo, NULL);
      g_source_attach (demo->timer, g_main_context_get_thread_default ());
    }
  g_task_set_source_tag (task, yutu_session_new_demo_async);
  g_task_set_task_data (task, demo, new_demo_free);
  g_task_set_task_data (worker, demo, NULL); /* kept by @task */
  g_task_run_in_thread (worker, new_demo_in_worker);
}
