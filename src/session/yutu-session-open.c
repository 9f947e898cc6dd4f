/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-session-private.h"

#include "session/yutu-demo-file.h"

void
yutu_session_opened_free (YutuSessionOpened *self)
{
  g_clear_pointer (&self->file, yutu_file_unref);
  g_clear_pointer (&self->modules, yutu_modules_unref);
  g_clear_pointer (&self->calendar, yutu_calendar_free);
  g_free (self->county_name);
  g_free (self);
}

/* Takes @file. */
static YutuSessionOpened *
describe (YutuFile *file,
          GError  **error)
{
  g_autoptr (YutuSessionOpened) opened = g_new0 (YutuSessionOpened, 1);
  g_autoptr (YutuDivision) county = NULL;
  g_autofree char *is_demo = NULL;

  opened->file = file;
  opened->modules = yutu_modules_load (error);
  if (opened->modules == NULL || (opened->calendar = yutu_calendar_load (error)) == NULL ||
      !yutu_file_read_county (file, yutu_day_today (), &county, error) ||
      !yutu_file_read_setting (file, "is_demo", &is_demo, error) ||
      !yutu_file_read_map_crs (file, &opened->epsg, error))
    return NULL;
  opened->county_name = county != NULL ? g_strdup (county->name) : NULL;
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

/* ---- Workers that are watched ---- */

#define POLL_MS 100

typedef struct
{
  char                 *path;
  char                 *moment; /* (nullable): as the file was known then */
  gboolean              is_demo;
  gsize                 addresses; /* of the demo county */
  YutuProgress         *progress;
  GFileProgressCallback report;
  gpointer              report_data;
  GSource              *timer; /* main thread */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *self = data;

  g_clear_pointer (&self->progress, yutu_progress_unref);
  g_free (self->path);
  g_free (self->moment);
  g_free (self);
}

/* Nothing is said of what takes no time. */
static gboolean
poll_cb (gpointer data)
{
  const Opening *self = data;
  const char    *stage = NULL;
  guint64        done = 0, total = 0;

  yutu_progress_read (self->progress, &stage, &done, &total);
  if (total > 0)
    self->report ((goffset)(done * YUTU_SESSION_OPEN_TOTAL / total), YUTU_SESSION_OPEN_TOTAL, self->report_data);
  else if (stage != NULL)
    self->report (0, 0, self->report_data);
  return G_SOURCE_CONTINUE;
}

static void
open_in_worker (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  const Opening *opening = task_data;
  GError        *error = NULL;
  YutuFile      *file = NULL;

  if (opening->moment != NULL)
    file = yutu_file_open_past (opening->path, opening->moment, opening->progress, &error);
  else if (opening->is_demo)
    file = yutu_file_new_demo (opening->path, opening->addresses, 1, opening->progress, &error);
  else
    file = yutu_file_open_watched (opening->path, YUTU_STORE_OPEN_DEFAULT, opening->progress, &error);
  return_file (task, file, error);
}

/* Ends the polling before the caller hears of it. */
static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Opening           *opening = g_task_get_task_data (task);
  GError            *error = NULL;
  YutuSessionOpened *opened = g_task_propagate_pointer (G_TASK (result), &error);

  if (opening->timer != NULL)
    g_source_destroy (opening->timer);
  g_clear_pointer (&opening->timer, g_source_unref);
  if (opened != NULL)
    g_task_return_pointer (task, opened, (GDestroyNotify)yutu_session_opened_free);
  else
    g_task_return_error (task, error);
}

/* Takes @task and @opening. */
static void
begin (GTask                *task,
       Opening              *opening,
       GFileProgressCallback report,
       gpointer              report_data)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GTask) worker = g_task_new (NULL, cancellable, opened_cb, task);

  opening->progress = yutu_progress_new (cancellable);
  opening->report = report;
  opening->report_data = report_data;
  if (report != NULL)
    {
      opening->timer = g_timeout_source_new (POLL_MS);
      g_source_set_callback (opening->timer, poll_cb, opening, NULL);
      g_source_attach (opening->timer, g_main_context_get_thread_default ());
    }
  g_task_set_task_data (task, opening, opening_free);
  g_task_set_task_data (worker, opening, NULL); /* kept by @task */
  g_task_run_in_thread (worker, open_in_worker);
}

/* ---- */

void
yutu_session_open_watched_async (const char           *path,
                                 const char           *moment,
                                 GFileProgressCallback progress,
                                 gpointer              progress_data,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data)
{
  GTask   *task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_strdup (path);
  opening->moment = g_strdup (moment);
  g_task_set_source_tag (task, yutu_session_open_watched_async);
  begin (task, opening, progress, progress_data);
}

void
yutu_session_open_async (const char         *path,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  yutu_session_open_watched_async (path, NULL, NULL, NULL, cancellable, callback, user_data);
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
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_strdup (path);
  opening->is_demo = TRUE;
  opening->addresses = addresses;
  g_task_set_source_tag (task, yutu_session_new_demo_async);
  begin (task, opening, progress, progress_data);
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
