/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-session-doors.h"

#include "session/yutu-session-private.h"

typedef struct
{
  YutuDoorRun   run;
  YutuPoint    *points;
  char         *skip;
  gint64        address;
  YutuPoint     point;
  YutuDay       day;
  YutuSplitSpec split;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->points);
  g_free (self->skip);
  g_free (self);
}

/* ---- Numbering ---- */

static gpointer
plan_doors (YutuSessionWork *work,
            gpointer         data,
            GError         **error)
{
  const Job *job = data;

  return yutu_file_plan_doors (work->file, &job->run, work->cancellable, error);
}

static gpointer
number_doors (YutuSessionWork *work,
              gpointer         data,
              GError         **error)
{
  const Job *job = data;

  return yutu_file_number_doors (work->file, &job->run, work->actor, error);
}

static const YutuSessionWorkSpec PLAN_DOORS = { plan_doors, (GDestroyNotify)yutu_door_plan_free, FALSE };
static const YutuSessionWorkSpec NUMBER_DOORS = { number_doors, (GDestroyNotify)yutu_door_plan_free, TRUE };

void
yutu_session_number_doors_async (YutuSession        *self,
                                 const YutuDoorRun  *run,
                                 gboolean            does_it,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  job->run = *run;
  job->run.points = job->points = g_memdup2 (run->points, run->n_points * sizeof *run->points);
  job->run.skip = job->skip = g_strdup (run->skip);
  yutu_session_begin_work (self, does_it ? &NUMBER_DOORS : &PLAN_DOORS, job, job_free, cancellable, callback,
                           user_data);
}

YutuDoorPlan *
yutu_session_number_doors_finish (YutuSession  *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  return yutu_session_finish_work (
    self, g_async_result_is_tagged (result, (gpointer)&NUMBER_DOORS) ? &NUMBER_DOORS : &PLAN_DOORS, result, error);
}

/* ---- Moving ---- */

static gpointer
move_door (YutuSessionWork *work,
           gpointer         data,
           GError         **error)
{
  const Job                *job = data;
  g_autofree YutuDoorMoved *moved = g_new0 (YutuDoorMoved, 1);

  return yutu_file_move_door (work->file, job->address, job->point, job->day, work->actor, moved, error)
           ? g_steal_pointer (&moved)
           : NULL;
}

static const YutuSessionWorkSpec MOVE_DOOR = { move_door, g_free, TRUE };

void
yutu_session_move_door_async (YutuSession        *self,
                              gint64              address,
                              YutuPoint           point,
                              YutuDay             day,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  *job = (Job){ .address = address, .point = point, .day = day };
  yutu_session_begin_work (self, &MOVE_DOOR, job, job_free, NULL, callback, user_data);
}

gboolean
yutu_session_move_door_finish (YutuSession   *self,
                               GAsyncResult  *result,
                               YutuDoorMoved *moved,
                               GError       **error)
{
  g_autofree YutuDoorMoved *found = yutu_session_finish_work (self, &MOVE_DOOR, result, error);

  if (found != NULL)
    *moved = *found;
  return found != NULL;
}

/* ---- Splitting ---- */

static gpointer
plan_split (YutuSessionWork *work,
            gpointer         data,
            GError         **error)
{
  const Job                  *job = data;
  g_autofree YutuSplitResult *told = g_new0 (YutuSplitResult, 1);

  return yutu_file_plan_split (work->file, &job->split, told, work->cancellable, error) ? g_steal_pointer (&told) : NULL;
}

static gpointer
split_address (YutuSessionWork *work,
               gpointer         data,
               GError         **error)
{
  const Job                  *job = data;
  g_autofree YutuSplitResult *told = g_new0 (YutuSplitResult, 1);

  return yutu_file_split_address (work->file, &job->split, work->actor, told, error) ? g_steal_pointer (&told)
                                                                                     : NULL;
}

static const YutuSessionWorkSpec PLAN_SPLIT = { plan_split, g_free, FALSE };
static const YutuSessionWorkSpec SPLIT = { split_address, g_free, TRUE };

void
yutu_session_split_address_async (YutuSession         *self,
                                  const YutuSplitSpec *spec,
                                  gboolean             does_it,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  Job *job = g_new0 (Job, 1);

  job->split = *spec;
  yutu_session_begin_work (self, does_it ? &SPLIT : &PLAN_SPLIT, job, job_free, cancellable, callback, user_data);
}

gboolean
yutu_session_split_address_finish (YutuSession     *self,
                                   GAsyncResult    *result,
                                   YutuSplitResult *told,
                                   GError         **error)
{
  g_autofree YutuSplitResult *found = yutu_session_finish_work (
    self, g_async_result_is_tagged (result, (gpointer)&SPLIT) ? &SPLIT : &PLAN_SPLIT, result, error);

  if (found != NULL)
    *told = *found;
  return found != NULL;
}
