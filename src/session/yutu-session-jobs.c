/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Each job is one synchronous function on a worker; the pair around it is a shell. The task that
 * the caller sees holds the session, and so never leaves the main thread: the worker has one of its
 * own, which ends in worker_done_cb (). */

#include "session/yutu-session-private.h"

#include "session/yutu-find.h"

typedef struct _Job Job;

/* What a worker needs: references taken on the main thread. */
struct _Job
{
  gpointer (*run) (Job          *self,
                   GCancellable *cancellable,
                   GError      **error);
  GDestroyNotify free_result;
  YutuFile      *file;
  YutuModules   *modules;
  YutuDay        day;
  char          *role;
  char          *actor;
  YutuPlace     *place;
  YutuCaseQuery  query; /* its texts are owned */
  gint64         id;
  gint64         total;
  gboolean       redo;
  gboolean       is_change; /* what it committed is done, cancelled or not */
  char          *text;
  YutuFindSpec   find; /* its point is the next */
  YutuPoint      near_point;
};

static void
job_free (gpointer data)
{
  Job *self = data;

  g_clear_pointer (&self->place, yutu_place_unref);
  g_clear_pointer (&self->modules, yutu_modules_unref);
  g_clear_pointer (&self->file, yutu_file_unref);
  g_free ((char *)self->query.module);
  g_free ((char *)self->query.kind);
  g_free ((char *)self->query.state);
  g_free (self->role);
  g_free (self->actor);
  g_free (self->text);
  g_free (self);
}

static Job *
job_new (YutuSession *session)
{
  Job *self = g_new0 (Job, 1);

  self->file = yutu_file_ref (yutu_session_get_file (session));
  self->modules = yutu_modules_ref ((YutuModules *)yutu_session_get_modules (session));
  self->day = yutu_session_get_day (session);
  self->role = g_strdup (yutu_session_get_role (session));
  self->actor = g_strdup (yutu_session_get_actor (session));
  return self;
}

static void
return_pointer (GTask         *task,
                gpointer       pointer,
                GDestroyNotify free_func,
                GError        *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, pointer, free_func);
}

static void
work_in_worker (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Job     *job = task_data;
  GError  *error = NULL;
  gpointer result = job->run (job, cancellable, &error);

  return_pointer (task, result, job->free_result, error);
}

static void
worker_done_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const Job *job = g_task_get_task_data (task);
  GError    *error = NULL;
  gpointer   pointer = g_task_propagate_pointer (G_TASK (result), &error);

  return_pointer (task, pointer, job->free_result, error);
}

/* Takes @job. */
static GTask *
begin (YutuSession        *session,
       gpointer            tag,
       Job                *job,
       GCancellable       *cancellable,
       GAsyncReadyCallback callback,
       gpointer            user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (GTask) worker = NULL;

  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, !job->is_change);
  g_task_set_task_data (task, job, job_free);
  worker = g_task_new (NULL, cancellable, worker_done_cb, g_object_ref (task));
  g_task_set_source_tag (worker, tag);
  g_task_set_check_cancellable (worker, !job->is_change);
  g_task_set_task_data (worker, job, NULL); /* kept by @task until the worker is done */
  g_task_run_in_thread (worker, work_in_worker);
  return task;
}

/* ---- A place ---- */

static gpointer
read_place (Job          *job,
            GCancellable *cancellable,
            GError      **error)
{
  return yutu_file_read_place (job->file, job->modules, job->place, job->day, job->role,
                               cancellable, error);
}

void
yutu_session_read_place_async (YutuSession        *self,
                               YutuPlace          *place,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  Job *job = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (place != NULL);

  job = job_new (self);
  job->run = read_place;
  job->free_result = (GDestroyNotify)yutu_place_info_free;
  job->place = yutu_place_ref (place);
  g_object_unref (
    begin (self, yutu_session_read_place_async, job, cancellable, callback, user_data));
}

YutuPlaceInfo *
yutu_session_read_place_finish (YutuSession  *self,
                                GAsyncResult *result,
                                GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Cases of a place ---- */

static gpointer
list_cases (Job          *job,
            GCancellable *cancellable,
            GError      **error)
{
  return yutu_file_list_cases (job->file, job->place, &job->query, &job->total, cancellable,
                               error);
}

void
yutu_session_list_cases_async (YutuSession         *self,
                               YutuPlace           *place,
                               const YutuCaseQuery *query,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  Job *job = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (place != NULL);

  job = job_new (self);
  job->run = list_cases;
  job->free_result = (GDestroyNotify)g_ptr_array_unref;
  job->place = yutu_place_ref (place);
  job->query = *query;
  job->query.module = g_strdup (query->module);
  job->query.kind = g_strdup (query->kind);
  job->query.state = g_strdup (query->state);
  g_object_unref (
    begin (self, yutu_session_list_cases_async, job, cancellable, callback, user_data));
}

GPtrArray *
yutu_session_list_cases_finish (YutuSession  *self,
                                GAsyncResult *result,
                                gint64       *total,
                                GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  *total = ((Job *)g_task_get_task_data (G_TASK (result)))->total;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- One case ---- */

typedef struct
{
  const Job      *job;
  YutuCaseDetail *detail;
} LoadCase;

static gboolean
load_case_in_read (YutuConnection *connection,
                   gpointer        data,
                   GError        **error)
{
  LoadCase *load = data;

  load->detail =
    yutu_case_load (connection, load->job->modules, load->job->id, load->job->day, load->job->role,
                    error);
  return load->detail != NULL;
}

static gpointer
load_case (Job          *job,
           GCancellable *cancellable,
           GError      **error)
{
  LoadCase load = { .job = job };

  yutu_store_read (yutu_file_get_store (job->file), load_case_in_read, &load, cancellable, error);
  return load.detail;
}

void
yutu_session_load_case_async (YutuSession        *self,
                              gint64              id,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  Job *job = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));

  job = job_new (self);
  job->run = load_case;
  job->free_result = (GDestroyNotify)yutu_case_detail_free;
  job->id = id;
  g_object_unref (
    begin (self, yutu_session_load_case_async, job, cancellable, callback, user_data));
}

YutuCaseDetail *
yutu_session_load_case_finish (YutuSession  *self,
                               GAsyncResult *result,
                               GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Searching ---- */

static gpointer
search (Job          *job,
        GCancellable *cancellable,
        GError      **error)
{
  return yutu_file_search (job->file, job->text, &job->find, cancellable, error);
}

void
yutu_session_search_async (YutuSession        *self,
                           const char         *query,
                           const YutuFindSpec *spec,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  Job *job = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (query != NULL);
  g_return_if_fail (spec != NULL);

  job = job_new (self);
  job->run = search;
  job->free_result = (GDestroyNotify)yutu_search_result_free;
  job->text = g_strdup (query);
  job->find = *spec;
  job->find.day = job->day;
  if (spec->near_point != NULL)
    {
      job->near_point = *spec->near_point;
      job->find.near_point = &job->near_point;
    }
  g_object_unref (begin (self, yutu_session_search_async, job, cancellable, callback, user_data));
}

YutuSearchResult *
yutu_session_search_finish (YutuSession  *self,
                            GAsyncResult *result,
                            GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

YutuPlace *
yutu_session_place_of_hit (const YutuSearchHit *hit)
{
  switch (hit->kind)
    {
    case YUTU_SEARCH_DIVISION:
      return yutu_place_new_unit (hit->unit);
    case YUTU_SEARCH_PLACE:
      return yutu_place_new_object (YUTU_PLACE_NAME, hit->id);
    case YUTU_SEARCH_FACILITY:
      return yutu_place_new_object (YUTU_PLACE_FACILITY, hit->id);
    case YUTU_SEARCH_ADDRESS:
      return yutu_place_new_object (YUTU_PLACE_ADDRESS, hit->id);
    case YUTU_SEARCH_LINE:
      return yutu_place_new_object (YUTU_PLACE_LINE, hit->id);
    case YUTU_SEARCH_PILLAR:
      return yutu_place_new_object (YUTU_PLACE_PILLAR, hit->id);
    case YUTU_SEARCH_CASE:
      if (hit->unit != 0)
        return yutu_place_new_unit (hit->unit);
      break;
    case YUTU_SEARCH_COORDINATE:
    case YUTU_SEARCH_CROSSING:
    default:
      break;
    }
  return hit->has_point ? yutu_place_new_point (hit->point) : NULL;
}

/* ---- Undo and redo: jobs of the user's ---- */

static gpointer
undo (Job          *job,
      GCancellable *cancellable,
      GError      **error)
{
  YutuStore *store = yutu_file_get_store (job->file);
  gint64     entry = 0;
  gboolean   done = job->redo ? yutu_store_redo (store, job->actor, &entry, cancellable, error)
                              : yutu_store_undo (store, job->actor, &entry, cancellable, error);

  return GINT_TO_POINTER (done);
}

void
yutu_session_undo_async (YutuSession        *self,
                         gboolean            redo,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));

  job = job_new (self);
  job->run = undo;
  job->redo = redo;
  job->is_change = TRUE;
  yutu_session_begin_job (self);
  task = begin (self, yutu_session_undo_async, job, yutu_session_get_jobs_cancellable (self),
                callback, user_data);
  /* The task holds the session as its source. */
  g_signal_connect_swapped (task, "notify::completed", G_CALLBACK (yutu_session_end_job), self);
}

gboolean
yutu_session_undo_finish (YutuSession  *self,
                          GAsyncResult *result,
                          GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
