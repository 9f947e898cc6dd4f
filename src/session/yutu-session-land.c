/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-session-land.h"

#include "session/yutu-session-private.h"

typedef struct
{
  gint64         id; /* of the unit, or the arc */
  YutuDay        day;
  YutuRedrawWish redraw;
  YutuIslandWish island;
  YutuPoint     *points; /* what the wishes point to */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->points);
  g_free (self);
}

/* ---- Reading ---- */

static gpointer
read_land (YutuSessionWork *work,
           gpointer         data,
           GError         **error)
{
  return yutu_file_read_land_edit (work->file, ((Job *)data)->id, work->day, work->cancellable, error);
}

static const YutuSessionWorkSpec READ_LAND = { read_land, (GDestroyNotify)yutu_land_edit_unref, FALSE };

void
yutu_session_read_land_async (YutuSession        *self,
                              gint64              unit,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  job->id = unit;
  yutu_session_begin_work (self, &READ_LAND, job, job_free, cancellable, callback, user_data);
}

YutuLandEdit *
yutu_session_read_land_finish (YutuSession  *self,
                               GAsyncResult *result,
                               GError      **error)
{
  return yutu_session_finish_work (self, &READ_LAND, result, error);
}

static gpointer
read_land_line (YutuSessionWork *work,
                gpointer         data,
                GError         **error)
{
  return yutu_file_read_land_line (work->file, ((Job *)data)->id, work->day, work->cancellable, error);
}

static const YutuSessionWorkSpec READ_LAND_LINE = { read_land_line, (GDestroyNotify)yutu_land_edit_unref, FALSE };

void
yutu_session_read_land_line_async (YutuSession        *self,
                                   gint64              arc,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  job->id = arc;
  yutu_session_begin_work (self, &READ_LAND_LINE, job, job_free, cancellable, callback, user_data);
}

YutuLandEdit *
yutu_session_read_land_line_finish (YutuSession  *self,
                                    GAsyncResult *result,
                                    GError      **error)
{
  return yutu_session_finish_work (self, &READ_LAND_LINE, result, error);
}

static Job *
island_job_new (const YutuIslandWish *wish)
{
  Job *job = g_new0 (Job, 1);

  job->island = *wish;
  job->island.ring = job->points = g_memdup2 (wish->ring, wish->n_points * sizeof (YutuPoint));
  return job;
}

static gpointer
try_island (YutuSessionWork *work,
            gpointer         data,
            GError         **error)
{
  return yutu_file_try_island (work->file, &((Job *)data)->island, work->day, work->cancellable, error);
}

static const YutuSessionWorkSpec TRY_ISLAND = { try_island, (GDestroyNotify)yutu_island_trial_free, FALSE };

void
yutu_session_try_island_async (YutuSession          *self,
                               const YutuIslandWish *wish,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  yutu_session_begin_work (self, &TRY_ISLAND, island_job_new (wish), job_free, cancellable, callback, user_data);
}

YutuIslandTrial *
yutu_session_try_island_finish (YutuSession  *self,
                                GAsyncResult *result,
                                GError      **error)
{
  return yutu_session_finish_work (self, &TRY_ISLAND, result, error);
}

/* ---- Trying ---- */

typedef struct
{
  YutuLandEdit  *land;  /* what is cut, or */
  YutuLandTrial *trial; /* whose parts are joined */
  YutuPoint     *points;
  gint64        *faces;
  gsize          n;
} Trying;

static void
trying_free (gpointer data)
{
  Trying *self = data;

  g_clear_pointer (&self->land, yutu_land_edit_unref);
  g_clear_pointer (&self->trial, yutu_land_trial_unref);
  g_free (self->points);
  g_free (self->faces);
  g_free (self);
}

static gpointer
try_cut (YutuSessionWork *work,
         gpointer         data,
         GError         **error)
{
  const Trying *trying = data;

  return yutu_land_trial_new (trying->land, trying->points, trying->n);
}

static const YutuSessionWorkSpec TRY_CUT = { try_cut, (GDestroyNotify)yutu_land_trial_unref, FALSE };

void
yutu_session_try_cut_async (YutuSession        *self,
                            YutuLandEdit       *land,
                            const YutuPoint    *points,
                            gsize               n_points,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  Trying *trying = g_new0 (Trying, 1);

  trying->land = yutu_land_edit_ref (land);
  trying->points = g_memdup2 (points, n_points * sizeof *points);
  trying->n = n_points;
  yutu_session_begin_work (self, &TRY_CUT, trying, trying_free, cancellable, callback, user_data);
}

YutuLandTrial *
yutu_session_try_cut_finish (YutuSession  *self,
                             GAsyncResult *result,
                             GError      **error)
{
  return yutu_session_finish_work (self, &TRY_CUT, result, error);
}

static gpointer
join_land (YutuSessionWork *work,
           gpointer         data,
           GError         **error)
{
  const Trying *trying = data;

  return yutu_land_trial_join (trying->trial, trying->faces, trying->n);
}

static const YutuSessionWorkSpec JOIN_LAND = { join_land, (GDestroyNotify)yutu_joined_land_free, FALSE };

void
yutu_session_join_land_async (YutuSession        *self,
                              YutuLandTrial      *trial,
                              const gint64       *faces,
                              gsize               n_faces,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  Trying *trying = g_new0 (Trying, 1);

  trying->trial = yutu_land_trial_ref (trial);
  trying->faces = g_memdup2 (faces, n_faces * sizeof *faces);
  trying->n = n_faces;
  yutu_session_begin_work (self, &JOIN_LAND, trying, trying_free, cancellable, callback, user_data);
}

YutuJoinedLand *
yutu_session_join_land_finish (YutuSession  *self,
                               GAsyncResult *result,
                               GError      **error)
{
  return yutu_session_finish_work (self, &JOIN_LAND, result, error);
}

/* ---- Writing ---- */

static gpointer
redraw_line (YutuSessionWork *work,
             gpointer         data,
             GError         **error)
{
  const Job *job = data;

  return GINT_TO_POINTER (
    yutu_file_redraw_line (work->file, &job->redraw, job->day, work->actor, NULL, error));
}

static const YutuSessionWorkSpec REDRAW_LINE = { redraw_line, NULL, TRUE };

void
yutu_session_redraw_line_async (YutuSession          *self,
                                const YutuRedrawWish *wish,
                                YutuDay               day,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data)
{
  Job *job = g_new0 (Job, 1);

  job->day = day;
  job->redraw = *wish;
  job->redraw.points = job->points = g_memdup2 (wish->points, wish->n_points * sizeof (YutuPoint));
  yutu_session_begin_work (self, &REDRAW_LINE, job, job_free, NULL, callback, user_data);
}

gboolean
yutu_session_redraw_line_finish (YutuSession  *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  return yutu_session_finish_work (self, &REDRAW_LINE, result, error) != NULL;
}

static gpointer
add_island (YutuSessionWork *work,
            gpointer         data,
            GError         **error)
{
  return GINT_TO_POINTER (
    yutu_file_add_island (work->file, &((Job *)data)->island, work->actor, NULL, error));
}

static const YutuSessionWorkSpec ADD_ISLAND = { add_island, NULL, TRUE };

void
yutu_session_add_island_async (YutuSession          *self,
                               const YutuIslandWish *wish,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  yutu_session_begin_work (self, &ADD_ISLAND, island_job_new (wish), job_free, NULL, callback, user_data);
}

gboolean
yutu_session_add_island_finish (YutuSession  *self,
                                GAsyncResult *result,
                                GError      **error)
{
  return yutu_session_finish_work (self, &ADD_ISLAND, result, error) != NULL;
}
