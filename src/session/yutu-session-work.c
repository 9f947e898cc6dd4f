/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A job with arguments of its own: one synchronous function on a worker, and the shell around it.
 * The task that the caller sees holds the session, and so never leaves the main thread: the worker
 * has one of its own, which ends in done_cb (). */

#include "session/yutu-session-private.h"

typedef struct
{
  YutuSessionWork work;
  gpointer        run_data;
  GDestroyNotify  free_data;
  YutuDraftSave  *save; /* NULL: no draft goes with it */
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  self->free_data (self->run_data);
  g_clear_pointer (&self->work.modules, yutu_modules_unref);
  g_clear_pointer (&self->work.file, yutu_file_unref);
  g_free ((char *)self->work.role);
  g_free ((char *)self->work.actor);
  g_free (self);
}

static void
return_result (GTask                     *task,
               const YutuSessionWorkSpec *spec,
               gpointer                   pointer,
               GError                    *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, pointer, spec->free_result);
}

static void
run_in_worker (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  Work                      *self = task_data;
  const YutuSessionWorkSpec *spec = self->work.spec;
  GError                    *error = NULL;
  gpointer                   pointer = NULL;

  self->work.cancellable = cancellable;
  if (self->save != NULL)
    yutu_draft_save_enter (self->save);
  pointer = spec->run (&self->work, self->run_data, &error);
  if (self->save != NULL)
    yutu_draft_save_leave (self->save);
  return_result (task, spec, pointer, error);
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Work    *self = g_task_get_task_data (task);
  GError  *error = NULL;
  gpointer pointer = g_task_propagate_pointer (G_TASK (result), &error);

  if (self->save != NULL)
    yutu_drafts_end_save (yutu_session_get_drafts (g_task_get_source_object (task)),
                          g_steal_pointer (&self->save), error == NULL);
  return_result (task, self->work.spec, pointer, error);
}

void
yutu_session_begin_work (YutuSession               *session,
                         const YutuSessionWorkSpec *spec,
                         gpointer                   data,
                         GDestroyNotify             free_data,
                         GCancellable              *cancellable,
                         GAsyncReadyCallback        callback,
                         gpointer                   user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) worker = NULL;
  Work *self = g_new0 (Work, 1);

  if (spec->is_change)
    {
      yutu_session_begin_job (session);
      if (cancellable == NULL)
        cancellable = yutu_session_get_jobs_cancellable (session);
    }
  task = g_task_new (session, cancellable, callback, user_data);
  self->run_data = data;
  self->free_data = free_data;
  self->work.spec = spec;
  self->work.file = yutu_file_ref (yutu_session_get_file (session));
  self->work.modules = yutu_modules_ref ((YutuModules *)yutu_session_get_modules (session));
  self->work.day = yutu_session_get_day (session);
  self->work.role = g_strdup (yutu_session_get_role (session));
  self->work.actor = g_strdup (yutu_session_get_actor (session));
  g_task_set_source_tag (task, (gpointer)spec);
  g_task_set_task_data (task, self, work_free);
  if (spec->is_change)
    {
      self->save = yutu_drafts_begin_save (yutu_session_get_drafts (session));
      g_task_set_check_cancellable (task, FALSE); /* what was committed is done */
      /* The task holds the session as its source. */
      g_signal_connect_swapped (task, "notify::completed", G_CALLBACK (yutu_session_end_job),
                                session);
    }
  worker = g_task_new (NULL, cancellable, done_cb, g_object_ref (task));
  g_task_set_source_tag (worker, (gpointer)spec);
  g_task_set_check_cancellable (worker, !spec->is_change);
  g_task_set_task_data (worker, self, NULL); /* kept by @task until the worker is done */
  g_task_run_in_thread (worker, run_in_worker);
}

gpointer
yutu_session_finish_work (YutuSession               *session,
                          const YutuSessionWorkSpec *spec,
                          GAsyncResult              *result,
                          GError                   **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, (gpointer)spec), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
