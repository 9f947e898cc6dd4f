/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-session-act.h"

#include "session/yutu-session-private.h"

typedef struct
{
  YutuActSpec *spec;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_clear_pointer (&self->spec, yutu_act_spec_free);
  g_free (self);
}

void
yutu_act_trial_free (YutuActTrial *self)
{
  g_clear_pointer (&self->report, yutu_act_report_free);
  g_clear_pointer (&self->spec, yutu_act_spec_free);
  g_free (self);
}

/* The report lives on the spec. */
static YutuActTrial *
make_trial (Job           *job,
            YutuActReport *report)
{
  YutuActTrial *trial = NULL;

  if (report == NULL)
    return NULL;
  trial = g_new0 (YutuActTrial, 1);
  trial->report = report;
  trial->spec = g_steal_pointer (&job->spec);
  return trial;
}

static gpointer
plan_act (YutuSessionWork *work,
          gpointer         data,
          GError         **error)
{
  Job *job = data;

  return make_trial (job, yutu_file_plan_act (work->file, job->spec, work->cancellable, error));
}

static const YutuSessionWorkSpec PLAN_ACT = { plan_act, (GDestroyNotify)yutu_act_trial_free, FALSE };

void
yutu_session_plan_act_async (YutuSession        *self,
                             YutuActSpec        *spec,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  job->spec = spec;
  yutu_session_begin_work (self, &PLAN_ACT, job, job_free, cancellable, callback, user_data);
}

YutuActTrial *
yutu_session_plan_act_finish (YutuSession  *self,
                              GAsyncResult *result,
                              GError      **error)
{
  return yutu_session_finish_work (self, &PLAN_ACT, result, error);
}

static gpointer
apply_act (YutuSessionWork *work,
           gpointer         data,
           GError         **error)
{
  Job *job = data;

  return make_trial (
    job, yutu_file_apply_act (work->file, job->spec, work->actor, work->cancellable, error));
}

static const YutuSessionWorkSpec APPLY_ACT = { apply_act, (GDestroyNotify)yutu_act_trial_free, TRUE };

void
yutu_session_apply_act_async (YutuSession        *self,
                              YutuActSpec        *spec,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  job->spec = spec;
  yutu_session_begin_work (self, &APPLY_ACT, job, job_free, NULL, callback, user_data);
}

YutuActTrial *
yutu_session_apply_act_finish (YutuSession  *self,
                               GAsyncResult *result,
                               GError      **error)
{
  return yutu_session_finish_work (self, &APPLY_ACT, result, error);
}
