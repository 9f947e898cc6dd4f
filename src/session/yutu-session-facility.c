/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Facilities for the window. */

#include "session/yutu-facility-edit.h"
#include "session/yutu-session-private.h"

/* Copies of what was given. */
typedef struct
{
  gint64             id;
  YutuDay            day;
  int                year;
  char              *text; /* of a year, a reason, a purpose */
  YutuFacilitySpec   spec;
  YutuFacilitySite   site;
  YutuFacilityChange change;
} Job;

static void
job_free (gpointer data)
{
  Job  *self = data;
  char *texts[] = {
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
  g_free (self);
}

static Job *
job_new (gint64      id,
         const char *text)
{
  Job *self = g_new0 (Job, 1);

  self->id = id;
  self->text = g_strdup (text);
  return self;
}

static void
take_site (Job                    *self,
           const YutuFacilitySite *site)
{
  self->site = *site;
  self->site.address_text = g_strdup (site->address_text);
}

/* ---- Reading ---- */

static gpointer
load (YutuSessionWork *work,
      gpointer         data,
      GError         **error)
{
  const Job *job = data;
  YutuViewer viewer = { work->role, job->text, work->actor };

  return yutu_file_load_facility (work->file, work->modules, job->id, work->day, &viewer, error);
}

static const YutuSessionWorkSpec LOAD = { load, (GDestroyNotify)yutu_facility_free, FALSE };

void
yutu_session_load_facility_async (YutuSession        *self,
                                  gint64              id,
                                  const char         *purpose,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));

  yutu_session_begin_work (self, &LOAD, job_new (id, purpose), job_free, cancellable, callback,
                           user_data);
}

YutuFacility *
yutu_session_load_facility_finish (YutuSession  *self,
                                   GAsyncResult *result,
                                   GError      **error)
{
  return yutu_session_finish_work (self, &LOAD, result, error);
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
hint (YutuSessionWork *work,
      gpointer         data,
      GError         **error)
{
  const Job *job = data;
  g_autoptr (YutuFacilityHint) found = g_new0 (YutuFacilityHint, 1);

  found->twins = yutu_file_list_facility_twins (work->file, job->spec.kind, job->spec.name, &job->site,
                                                work->day, job->id, &found->place, error);
  return found->twins != NULL ? g_steal_pointer (&found) : NULL;
}

static const YutuSessionWorkSpec HINT = { hint, (GDestroyNotify)yutu_facility_hint_free, FALSE };

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

  job = job_new (but, NULL);
  job->spec.kind = g_strdup (kind);
  job->spec.name = g_strdup (name);
  take_site (job, site);
  yutu_session_begin_work (self, &HINT, job, job_free, cancellable, callback, user_data);
}

YutuFacilityHint *
yutu_session_hint_facility_finish (YutuSession  *self,
                                   GAsyncResult *result,
                                   GError      **error)
{
  return yutu_session_finish_work (self, &HINT, result, error);
}

/* ---- Writing. Each answers with the id of the facility. ---- */

static gpointer
answer (const Job *job,
        gboolean   done)
{
  return done ? g_memdup2 (&job->id, sizeof job->id) : NULL;
}

static gpointer
add (YutuSessionWork *work,
     gpointer         data,
     GError         **error)
{
  Job       *job = data;
  YutuSigner signer = { work->actor, work->role };

  return answer (job, yutu_file_add_facility (work->file, work->modules, &job->spec, &job->site,
                                              &signer, &job->id, error));
}

static const YutuSessionWorkSpec ADD = { add, g_free, TRUE };

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

  job = job_new (0, NULL);
  job->spec = *spec;
  job->spec.kind = g_strdup (spec->kind);
  job->spec.name = g_strdup (spec->name);
  job->spec.pinyin = g_strdup (spec->pinyin);
  job->spec.status = g_strdup (spec->status);
  job->spec.fields = g_strdup (spec->fields);
  take_site (job, site);
  yutu_session_begin_work (self, &ADD, job, job_free, NULL, callback, user_data);
}

static gpointer
change (YutuSessionWork *work,
        gpointer         data,
        GError         **error)
{
  const Job *job = data;
  YutuSigner signer = { work->actor, work->role };

  return answer (job, yutu_file_change_facility (work->file, work->modules, job->id, &job->change,
                                                 &signer, error));
}

static const YutuSessionWorkSpec CHANGE = { change, g_free, TRUE };

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

  job = job_new (id, NULL);
  job->change.name = g_strdup (facts->name);
  job->change.pinyin = g_strdup (facts->pinyin);
  job->change.status = g_strdup (facts->status);
  job->change.set = g_strdup (facts->set);
  job->change.has_since = facts->has_since;
  job->change.since = facts->since;
  yutu_session_begin_work (self, &CHANGE, job, job_free, NULL, callback, user_data);
}

static gpointer
move (YutuSessionWork *work,
      gpointer         data,
      GError         **error)
{
  const Job *job = data;
  YutuSigner signer = { work->actor, work->role };

  return answer (
    job, yutu_file_move_facility (work->file, job->id, &job->site, job->day, &signer, error));
}

static const YutuSessionWorkSpec MOVE = { move, g_free, TRUE };

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

  job = job_new (id, NULL);
  job->day = day;
  take_site (job, site);
  yutu_session_begin_work (self, &MOVE, job, job_free, NULL, callback, user_data);
}

static gpointer
end (YutuSessionWork *work,
     gpointer         data,
     GError         **error)
{
  const Job *job = data;
  YutuSigner signer = { work->actor, work->role };

  return answer (
    job, yutu_file_close_facility (work->file, job->id, job->day, job->text, &signer, error));
}

static const YutuSessionWorkSpec CLOSE = { end, g_free, TRUE };

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

  job = job_new (id, reason);
  job->day = day;
  yutu_session_begin_work (self, &CLOSE, job, job_free, NULL, callback, user_data);
}

static gpointer
set_year (YutuSessionWork *work,
          gpointer         data,
          GError         **error)
{
  const Job *job = data;
  YutuSigner signer = { work->actor, work->role };

  return answer (job, yutu_file_set_facility_year (work->file, work->modules, job->id, job->year,
                                                   job->text, &signer, error));
}

static const YutuSessionWorkSpec SET_YEAR = { set_year, g_free, TRUE };

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

  job = job_new (id, set);
  job->year = year;
  yutu_session_begin_work (self, &SET_YEAR, job, job_free, NULL, callback, user_data);
}

gboolean
yutu_session_edit_facility_finish (YutuSession  *self,
                                   GAsyncResult *result,
                                   gint64       *id,
                                   GError      **error)
{
  g_autofree gint64 *found = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found != NULL && id != NULL)
    *id = *found;
  return found != NULL;
}
