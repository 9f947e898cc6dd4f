/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-session-act-ground.h"

#include "session/yutu-act-papers.h"
#include "session/yutu-session-private.h"

typedef struct
{
  YutuDay     day;
  int         epsg;
  gint64      id;
  const char *json; /* owned by what is begun */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free ((char *)self->json);
  g_free (self);
}

/* @job: copied. */
static void
begin (YutuSession               *session,
       const YutuSessionWorkSpec *work,
       const Job                 *job,
       GCancellable              *cancellable,
       GAsyncReadyCallback        callback,
       gpointer                   user_data)
{
  Job *own = g_memdup2 (job, sizeof *job);

  own->epsg = yutu_session_get_map_epsg (session);
  own->json = g_strdup (job->json);
  yutu_session_begin_work (session, work, own, job_free, cancellable, callback, user_data);
}

/* ---- Units to choose from ---- */

static gpointer
read_ground (YutuSessionWork *work,
             gpointer         data,
             GError         **error)
{
  const Job *job = data;

  return yutu_file_read_act_ground (work->file, job->day, job->epsg, work->cancellable, error);
}

static const YutuSessionWorkSpec READ_GROUND = { read_ground, (GDestroyNotify)yutu_act_ground_free, FALSE };

void
yutu_session_read_act_ground_async (YutuSession        *self,
                                    YutuDay             day,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  begin (self, &READ_GROUND, &(Job){ .day = day }, cancellable, callback, user_data);
}

YutuActGround *
yutu_session_read_act_ground_finish (YutuSession  *self,
                                     GAsyncResult *result,
                                     GError      **error)
{
  return yutu_session_finish_work (self, &READ_GROUND, result, error);
}

static gpointer
read_heirs (YutuSessionWork *work,
            gpointer         data,
            GError         **error)
{
  const Job *job = data;
  char       day[YUTU_DAY_TEXT_SIZE];

  return yutu_file_read_act_heirs (work->file, job->id, yutu_day_format (job->day, day),
                                   work->cancellable, error);
}

static const YutuSessionWorkSpec READ_HEIRS = { read_heirs, (GDestroyNotify)yutu_act_heirs_free, FALSE };

void
yutu_session_read_act_heirs_async (YutuSession        *self,
                                   gint64              unit,
                                   YutuDay             day,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  begin (self, &READ_HEIRS, &(Job){ .id = unit, .day = day }, cancellable, callback, user_data);
}

YutuActHeirs *
yutu_session_read_act_heirs_finish (YutuSession  *self,
                                    GAsyncResult *result,
                                    GError      **error)
{
  return yutu_session_finish_work (self, &READ_HEIRS, result, error);
}

/* ---- What it would do ---- */

static gpointer
preview (YutuSessionWork *work,
         gpointer         data,
         GError         **error)
{
  const Job   *job = data;
  YutuActSpec *spec = yutu_act_spec_from_json (job->json, error);

  return spec != NULL ? yutu_file_preview_act (work->file, spec, job->epsg, work->cancellable, error)
                      : NULL;
}

static const YutuSessionWorkSpec PREVIEW = { preview, (GDestroyNotify)yutu_act_preview_free, FALSE };

void
yutu_session_preview_act_async (YutuSession        *self,
                                const char         *json,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  begin (self, &PREVIEW, &(Job){ .json = json }, cancellable, callback, user_data);
}

YutuActPreview *
yutu_session_preview_act_finish (YutuSession  *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  return yutu_session_finish_work (self, &PREVIEW, result, error);
}

/* ---- Those that were carried out ---- */

static gpointer
list_acts (YutuSessionWork *work,
           gpointer         data,
           GError         **error)
{
  return yutu_file_list_acts (work->file, work->cancellable, error);
}

static const YutuSessionWorkSpec LIST_ACTS = { list_acts, (GDestroyNotify)g_ptr_array_unref, FALSE };

void
yutu_session_list_acts_async (YutuSession        *self,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  begin (self, &LIST_ACTS, &(Job){ 0 }, cancellable, callback, user_data);
}

GPtrArray *
yutu_session_list_acts_finish (YutuSession  *self,
                               GAsyncResult *result,
                               GError      **error)
{
  return yutu_session_finish_work (self, &LIST_ACTS, result, error);
}

static YutuActRecord *
load_record (YutuSessionWork *work,
             gint64           act,
             GError         **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, act);

  return yutu_file_load_act (work->file, number, work->cancellable, error);
}

static gpointer
load_act (YutuSessionWork *work,
          gpointer         data,
          GError         **error)
{
  const Job *job = data;

  return load_record (work, job->id, error);
}

static const YutuSessionWorkSpec LOAD_ACT = { load_act, (GDestroyNotify)yutu_act_record_free, FALSE };

void
yutu_session_load_act_async (YutuSession        *self,
                             gint64              act,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  begin (self, &LOAD_ACT, &(Job){ .id = act }, cancellable, callback, user_data);
}

YutuActRecord *
yutu_session_load_act_finish (YutuSession  *self,
                              GAsyncResult *result,
                              GError      **error)
{
  return yutu_session_finish_work (self, &LOAD_ACT, result, error);
}

static gpointer
list_act_cases (YutuSessionWork *work,
                gpointer         data,
                GError         **error)
{
  const Job *job = data;

  return yutu_file_list_act_cases (work->file, work->modules, job->json, work->cancellable, error);
}

static const YutuSessionWorkSpec LIST_CASES = { list_act_cases, (GDestroyNotify)g_ptr_array_unref, FALSE };

void
yutu_session_list_act_cases_async (YutuSession        *self,
                                   const char         *doc_no,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  begin (self, &LIST_CASES, &(Job){ .json = doc_no }, cancellable, callback, user_data);
}

GPtrArray *
yutu_session_list_act_cases_finish (YutuSession  *self,
                                    GAsyncResult *result,
                                    GError      **error)
{
  return yutu_session_finish_work (self, &LIST_CASES, result, error);
}

/* ---- Its papers ---- */

static gpointer
read_notice (YutuSessionWork *work,
             gpointer         data,
             GError         **error)
{
  const Job *job = data;
  g_autoptr (YutuActRecord) record = load_record (work, job->id, error);

  return record != NULL ? yutu_act_write_notice (record, error) : NULL;
}

static const YutuSessionWorkSpec READ_NOTICE = { read_notice, g_free, FALSE };

void
yutu_session_read_act_notice_async (YutuSession        *self,
                                    gint64              act,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  begin (self, &READ_NOTICE, &(Job){ .id = act }, cancellable, callback, user_data);
}

char *
yutu_session_read_act_notice_finish (YutuSession  *self,
                                     GAsyncResult *result,
                                     GError      **error)
{
  return yutu_session_finish_work (self, &READ_NOTICE, result, error);
}

static gboolean
save_maps (YutuSessionWork     *work,
           const YutuActRecord *record,
           const char          *path,
           GError             **error)
{
  g_autoptr (GPtrArray) sheets =
    yutu_file_make_act_maps (work->file, work->modules, record, work->cancellable, error);

  return sheets != NULL &&
         yutu_sheet_write_book ((YutuSheet *const *)sheets->pdata, sheets->len, path, NULL, error);
}

static gboolean
save_notice (const YutuActRecord *record,
             const char          *path,
             GError             **error)
{
  g_autofree char *notice = yutu_act_write_notice (record, error);

  return notice != NULL && g_file_set_contents (path, notice, -1, error);
}

static gpointer
save (YutuSessionWork *work,
      gpointer         data,
      GError         **error)
{
  const Job       *job = data;
  g_autofree char *low = g_ascii_strdown (job->json, -1);
  gint64           rows = 0;
  g_autoptr (YutuActRecord) record = load_record (work, job->id, error);

  if (record == NULL)
    return NULL;
  if (g_str_has_suffix (low, ".txt"))
    return GINT_TO_POINTER (save_notice (record, job->json, error));
  if (g_str_has_suffix (low, ".pdf"))
    return GINT_TO_POINTER (save_maps (work, record, job->json, error));
  return GINT_TO_POINTER (yutu_act_save_table (record, job->json, &rows, error));
}

static const YutuSessionWorkSpec SAVE = { save, NULL, FALSE };

void
yutu_session_save_act_async (YutuSession        *self,
                             gint64              act,
                             const char         *path,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  begin (self, &SAVE, &(Job){ .id = act, .json = path }, NULL, callback, user_data);
}

gboolean
yutu_session_save_act_finish (YutuSession  *self,
                              GAsyncResult *result,
                              GError      **error)
{
  return yutu_session_finish_work (self, &SAVE, result, error) != NULL;
}
