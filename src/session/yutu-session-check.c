/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-session-check.h"

#include "session/yutu-session-private.h"

typedef struct
{
  YutuProgress    *progress;
  YutuCheckFinding finding; /* rule, table, id and detail */
  YutuCheckRepair  repair;
  char            *reason;
  int              epsg; /* of the map */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_clear_pointer (&self->progress, yutu_progress_unref);
  g_free (self->finding.rule);
  g_free (self->finding.table);
  g_free (self->finding.detail);
  g_free (self->repair.rule);
  g_free (self->repair.table);
  g_free (self->reason);
  g_free (self);
}

static Job *
job_new_of_finding (const YutuCheckFinding *finding)
{
  Job *self = g_new0 (Job, 1);

  self->finding.rule = g_strdup (finding->rule);
  self->finding.table = g_strdup (finding->table);
  self->finding.detail = g_strdup (finding->detail);
  self->finding.id = finding->id;
  return self;
}

/* ---- Checking ---- */

void
yutu_check_result_free (YutuCheckResult *self)
{
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self);
}

static gpointer
check (YutuSessionWork *work,
       gpointer         data,
       GError         **error)
{
  const Job       *job = data;
  gint64           checked = 0;
  GPtrArray       *findings = yutu_file_check (work->file, NULL, &checked, job->progress, error);
  YutuCheckResult *result = NULL;

  if (findings == NULL)
    return NULL;
  result = g_new0 (YutuCheckResult, 1);
  result->findings = findings;
  result->checked = checked;
  return result;
}

static const YutuSessionWorkSpec CHECK = { check, (GDestroyNotify)yutu_check_result_free, FALSE };

void
yutu_session_check_async (YutuSession        *self,
                          YutuProgress       *progress,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  job->progress = yutu_progress_ref (progress);
  yutu_session_begin_work (self, &CHECK, job, job_free, cancellable, callback, user_data);
}

YutuCheckResult *
yutu_session_check_finish (YutuSession  *self,
                           GAsyncResult *result,
                           GError      **error)
{
  return yutu_session_finish_work (self, &CHECK, result, error);
}

/* ---- Deciding ---- */

static gpointer
decide (YutuSessionWork *work,
        gpointer         data,
        GError         **error)
{
  const Job        *job = data;
  char              day[YUTU_DAY_TEXT_SIZE];
  YutuCheckDecision decision = { .rule = job->finding.rule,
                                 .table = job->finding.table,
                                 .id = job->finding.id,
                                 .reason = job->reason,
                                 .actor = work->actor,
                                 .day = day };
  gint64            entry = 0;

  yutu_day_format (yutu_day_today (), day);
  return GINT_TO_POINTER (yutu_file_decide_finding (work->file, &decision, &entry, error));
}

static const YutuSessionWorkSpec DECIDE = { decide, NULL, TRUE };

void
yutu_session_decide_finding_async (YutuSession            *self,
                                   const YutuCheckFinding *finding,
                                   const char             *reason,
                                   GAsyncReadyCallback     callback,
                                   gpointer                user_data)
{
  Job *job = job_new_of_finding (finding);

  job->reason = g_strdup (reason);
  yutu_session_begin_work (self, &DECIDE, job, job_free, NULL, callback, user_data);
}

gboolean
yutu_session_decide_finding_finish (YutuSession  *self,
                                    GAsyncResult *result,
                                    GError      **error)
{
  return yutu_session_finish_work (self, &DECIDE, result, error) != NULL;
}

/* ---- Repairing ---- */

/* Where what is moved will stand, for the map. */
static void
mark_repair (YutuCheckRepair *repair,
             int              epsg)
{
  g_autofree YutuMark *marks = g_new (YutuMark, repair->points->len + 1);

  repair->box = YUTU_BOX_EMPTY;
  for (guint i = 0; i < repair->points->len; i++)
    {
      YutuPoint point = g_array_index (repair->points, YutuPoint, i);

      marks[i] = (YutuMark){ i + 1, point, YUTU_MARK_PLAIN };
      yutu_box_add_point (&repair->box, point);
    }
  repair->marks = yutu_marks_new (epsg, marks, repair->points->len);
}

static gpointer
list_repairs (YutuSessionWork *work,
              gpointer         data,
              GError         **error)
{
  const Job *job = data;
  GPtrArray *repairs = yutu_file_list_repairs (work->file, &job->finding, error);

  for (guint i = 0; repairs != NULL && i < repairs->len; i++)
    {
      YutuCheckRepair *found = g_ptr_array_index (repairs, i);

      if (found->points != NULL && found->points->len > 0)
        mark_repair (found, job->epsg);
    }
  return repairs;
}

static const YutuSessionWorkSpec LIST_REPAIRS = { list_repairs, (GDestroyNotify)g_ptr_array_unref,
                                                  FALSE };

void
yutu_session_list_repairs_async (YutuSession            *self,
                                 const YutuCheckFinding *finding,
                                 GCancellable           *cancellable,
                                 GAsyncReadyCallback     callback,
                                 gpointer                user_data)
{
  Job *job = job_new_of_finding (finding);

  job->epsg = yutu_session_get_map_epsg (self);
  yutu_session_begin_work (self, &LIST_REPAIRS, job, job_free, cancellable, callback, user_data);
}

GPtrArray *
yutu_session_list_repairs_finish (YutuSession  *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  return yutu_session_finish_work (self, &LIST_REPAIRS, result, error);
}

static gpointer
repair (YutuSessionWork *work,
        gpointer         data,
        GError         **error)
{
  const Job *job = data;
  gint64     entry = 0;

  return yutu_file_repair (work->file, &job->repair, work->actor, &entry, error)
           ? g_memdup2 (&entry, sizeof entry)
           : NULL;
}

static const YutuSessionWorkSpec REPAIR = { repair, g_free, TRUE };

void
yutu_session_repair_async (YutuSession           *self,
                           const YutuCheckRepair *wish,
                           GAsyncReadyCallback    callback,
                           gpointer               user_data)
{
  Job *job = g_new0 (Job, 1);

  job->repair = *wish;
  job->repair.rule = g_strdup (wish->rule);
  job->repair.table = g_strdup (wish->table);
  job->repair.text = NULL;
  job->repair.plan = NULL;
  job->repair.points = NULL;
  job->repair.marks = NULL;
  yutu_session_begin_work (self, &REPAIR, job, job_free, NULL, callback, user_data);
}

gboolean
yutu_session_repair_finish (YutuSession  *self,
                            GAsyncResult *result,
                            gint64       *entry,
                            GError      **error)
{
  g_autofree gint64 *done = yutu_session_finish_work (self, &REPAIR, result, error);

  if (done == NULL)
    return FALSE;
  *entry = *done;
  return TRUE;
}
