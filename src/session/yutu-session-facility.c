/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Facilities for the window: each job one synchronous function on a worker, as in
 * yutu-session-jobs.c. The task that the caller sees holds the session and stays on the main thread;
 * the worker has one of its own. */

#include "session/yutu-facility-edit.h"
#include "session/yutu-session-private.h"

typedef struct _Job Job;

/* What a worker needs, all of it the job's own. */
struct _Job
{
  gpointer (*run) (Job     *self,
                   GError **error);
  GDestroyNotify     free_result;
  YutuFile          *file;
  YutuModules       *modules;
  YutuSigner         signer;
  YutuViewer         viewer;
  gint64             id;
  YutuDay            day;
  int                year;
  char              *text;
  YutuFacilitySpec   spec;
  YutuFacilitySite   site;
  YutuFacilityChange change;
};

static void
job_free (gpointer data)
{
  Job  *self = data;
  char *texts[] = {
    (char *)self->signer.actor,
    (char *)self->signer.role,
    (char *)self->viewer.purpose,
    (char *)self->spec.kind,
    (char *)self->spec.name,
    (char *)self->spec.pinyin,
    (char *)self->spec.status,
    (char *)self->spec.fields,
    (char *)self->site.address_text,
    (char *)self->change.name,
    (char *)self->change.pinyin,
    (char *)self->change.status,
    (char *)self->change.set,
    self->text,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  yutu_modules_unref (self->modules);
  yutu_file_unref (self->file);
  g_free (self);
}

static Job *
job_new (YutuSession *session,
         gint64       id)
{
  Job *self = g_new0 (Job, 1);

  self->file = yutu_file_ref (yutu_session_get_file (session));
  self->modules = yutu_modules_ref ((YutuModules *)yutu_session_get_modules (session));
  self->day = yutu_session_get_day (session);
  self->signer.actor = g_strdup (g_get_user_name ());
  self->signer.role = g_strdup (yutu_session_get_role (session));
  self->viewer.actor = self->signer.actor;
  self->viewer.role = self->signer.role;
  self->id = id;
  return self;
}

static void
take_site (Job                    *self,
           const YutuFacilitySite *site)
{
  self->site = *site;
  self->site.address_text = g_strdup (site->address_text);
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
  gpointer result = job->run (job, &error);

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
  g_task_set_task_data (task, job, job_free);
  worker = g_task_new (NULL, cancellable, worker_done_cb, g_object_ref (task));
  g_task_set_source_tag (worker, tag);
  g_task_set_task_data (worker, job, NULL); /* kept by @task until the worker is done */
  g_task_run_in_thread (worker, work_in_worker);
  return task;
}

/* A change: the session is busy meanwhile. Takes @job. */
static void
begin_edit (YutuSession        *session,
            gpointer            tag,
            Job                *job,
            GAsyncReadyCallback callback,
            gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;

  yutu_session_begin_job (session);
  task = begin (session, tag, job, NULL, callback, user_data);
  /* The task holds the session as its source. */
  g_signal_connect_swapped (task, "notify::completed", G_CALLBACK (yutu_session_end_job), session);
}

/* ---- Reading ---- */

static gpointer
load (Job     *job,
      GError **error)
{
  return yutu_file_load_facility (job->file, job->modules, job->id, job->day, &job->viewer, error);
}

void
yutu_session_load_facility_async (YutuSession        *self,
                                  gint64              id,
                                  const char         *purpose,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  Job *job = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));

  job = job_new (self, id);
  job->run = load;
  job->free_result = (GDestroyNotify)yutu_facility_free;
  job->viewer.purpose = g_strdup (purpose);
  g_object_unref (
    begin (self, yutu_session_load_facility_async, job, cancellable, callback, user_data));
}

YutuFacility *
yutu_session_load_facility_finish (YutuSession  *self,
                                   GAsyncResult *result,
                                   GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
yutu_facility_hint_free (YutuFacilityHint *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->twins, g_ptr_array_unref);
  g_free (self);
}

static gpointer
hint (Job     *job,
      GError **error)
{
  g_autoptr (YutuFacilityHint) found = g_new0 (YutuFacilityHint, 1);

  found->twins = yutu_file_list_facility_twins (job->file, job->spec.kind, job->spec.name, &job->site,
                                                job->day, job->id, &found->place, error);
  return found->twins != NULL ? g_steal_pointer (&found) : NULL;
}

void
yutu_session_hint_facility_async (YutuSession            *self,
                                  const char             *kind,
                                  const char             *name,
                                  const YutuFacilitySite *site,
                                  gint64                  but,
                                  GCancellable           *cancellable,
                                  GAsyncReadyCallback     callback,
                                  gpointer                user_data)
{
  Job *job = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (site != NULL);

  job = job_new (self, but);
  job->run = hint;
  job->free_result = (GDestroyNotify)yutu_facility_hint_free;
  job->spec.kind = g_strdup (kind);
  job->spec.name = g_strdup (name);
  take_site (job, site);
  g_object_unref (
    begin (self, yutu_session_hint_facility_async, job, cancellable, callback, user_data));
}

YutuFacilityHint *
yutu_session_hint_facility_finish (YutuSession  *self,
                                   GAsyncResult *result,
                                   GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Writing ---- */

static gpointer
add (Job     *job,
     GError **error)
{
  return GINT_TO_POINTER (yutu_file_add_facility (job->file, job->modules, &job->spec, &job->site,
                                                  &job->signer, &job->id, error));
}

void
yutu_session_add_facility_async (YutuSession            *self,
                                 const YutuFacilitySpec *spec,
                                 const YutuFacilitySite *site,
                                 GAsyncReadyCallback     callback,
                                 gpointer                user_data)
{
  Job *job = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (spec != NULL && site != NULL);

  job = job_new (self, 0);
  job->run = add;
  job->spec = *spec;
  job->spec.kind = g_strdup (spec->kind);
  job->spec.name = g_strdup (spec->name);
  job->spec.pinyin = g_strdup (spec->pinyin);
  job->spec.status = g_strdup (spec->status);
  job->spec.fields = g_strdup (spec->fields);
  take_site (job, site);
  begin_edit (self, yutu_session_add_facility_async, job, callback, user_data);
}

static gpointer
change (Job     *job,
        GError **error)
{
  return GINT_TO_POINTER (yutu_file_change_facility (job->file, job->modules, job->id, &job->change,
                                                     &job->signer, error));
}

void
yutu_session_change_facility_async (YutuSession              *self,
                                    gint64                    id,
                                    const YutuFacilityChange *facts,
                                    GAsyncReadyCallback       callback,
                                    gpointer                  user_data)
{
  Job *job = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (facts != NULL);

  job = job_new (self, id);
  job->run = change;
  job->change.name = g_strdup (facts->name);
  job->change.pinyin = g_strdup (facts->pinyin);
  job->change.status = g_strdup (facts->status);
  job->change.set = g_strdup (facts->set);
  begin_edit (self, yutu_session_change_facility_async, job, callback, user_data);
}

static gpointer
move (Job     *job,
      GError **error)
{
  return GINT_TO_POINTER (
    yutu_file_move_facility (job->file, job->id, &job->site, job->day, &job->signer, error));
}

void
yutu_session_move_facility_async (YutuSession            *self,
                                  gint64                  id,
                                  const YutuFacilitySite *site,
                                  YutuDay                 day,
                                  GAsyncReadyCallback     callback,
                                  gpointer                user_data)
{
  Job *job = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (site != NULL);

  job = job_new (self, id);
  job->run = move;
  job->day = day;
  take_site (job, site);
  begin_edit (self, yutu_session_move_facility_async, job, callback, user_data);
}

static gpointer
end (Job     *job,
     GError **error)
{
  return GINT_TO_POINTER (
    yutu_file_close_facility (job->file, job->id, job->day, job->text, &job->signer, error));
}

void
yutu_session_close_facility_async (YutuSession        *self,
                                   gint64              id,
                                   YutuDay             day,
                                   const char         *reason,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  Job *job = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));

  job = job_new (self, id);
  job->run = end;
  job->day = day;
  job->text = g_strdup (reason);
  begin_edit (self, yutu_session_close_facility_async, job, callback, user_data);
}

static gpointer
set_year (Job     *job,
          GError **error)
{
  return GINT_TO_POINTER (yutu_file_set_facility_year (job->file, job->modules, job->id, job->year,
                                                       job->text, &job->signer, error));
}

void
yutu_session_set_facility_year_async (YutuSession        *self,
                                      gint64              id,
                                      int                 year,
                                      const char         *set,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data)
{
  Job *job = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (set != NULL);

  job = job_new (self, id);
  job->run = set_year;
  job->year = year;
  job->text = g_strdup (set);
  begin_edit (self, yutu_session_set_facility_year_async, job, callback, user_data);
}

gboolean
yutu_session_edit_facility_finish (YutuSession  *self,
                                   GAsyncResult *result,
                                   gint64       *id,
                                   GError      **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (id != NULL)
    *id = ((const Job *)g_task_get_task_data (G_TASK (result)))->id;
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
