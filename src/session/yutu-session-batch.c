/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-session-batch.h"

#include "session/yutu-session-private.h"

typedef struct
{
  gint64            case_file;
  int               epsg;
  YutuBatchSource   source;
  YutuBatchVerdict *verdicts; /* their notes are owned */
  gsize             n_verdicts;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  for (gsize i = 0; i < self->n_verdicts; i++)
    g_free ((char *)self->verdicts[i].note);
  g_free (self->verdicts);
  if (self->source.drawn != NULL)
    yutu_place_unref ((YutuPlace *)self->source.drawn);
  g_clear_pointer ((GArray **)&self->source.ids, g_array_unref);
  g_free (self);
}

/* ---- Loading ---- */

typedef struct
{
  YutuBatchPage *page;
  YutuMarks     *marks;
} Loaded;

static void
loaded_free (gpointer data)
{
  Loaded *self = data;

  yutu_batch_page_free (self->page);
  g_clear_pointer (&self->marks, yutu_marks_unref);
  g_free (self);
}

static YutuMarks *
mark_rows (const YutuBatchPage *page,
           int                  epsg)
{
  static const YutuMarkKind kinds[] = { YUTU_MARK_LATER, YUTU_MARK_OVERDUE, YUTU_MARK_PLAIN }; /* from -1 on */
  g_autofree YutuMark      *marks = g_new (YutuMark, page->rows->len + 1);
  gsize                     n = 0;

  for (guint i = 0; i < page->rows->len; i++)
    {
      const YutuBatchRow *row = g_ptr_array_index (page->rows, i);

      if (row->has_point)
        marks[n++] = (YutuMark){ row->address, row->point, kinds[row->verdict + 1] };
    }
  return yutu_marks_new (epsg, marks, n);
}

static gpointer
load_batch (YutuSessionWork *work,
            gpointer         data,
            GError         **error)
{
  const Job     *job = data;
  YutuBatchPage *page =
    yutu_file_load_batch (work->file, work->modules, job->case_file, work->day, work->role, work->cancellable, error);
  Loaded *loaded = NULL;

  if (page == NULL)
    return NULL;
  loaded = g_new0 (Loaded, 1);
  loaded->page = page;
  loaded->marks = mark_rows (page, job->epsg);
  return loaded;
}

static const YutuSessionWorkSpec LOAD_BATCH = { load_batch, loaded_free, FALSE };

void
yutu_session_load_batch_async (YutuSession        *self,
                               gint64              case_file,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  job->case_file = case_file;
  job->epsg = yutu_session_get_map_epsg (self);
  yutu_session_begin_work (self, &LOAD_BATCH, job, job_free, cancellable, callback, user_data);
}

YutuBatchPage *
yutu_session_load_batch_finish (YutuSession  *self,
                                GAsyncResult *result,
                                YutuMarks   **marks,
                                GError      **error)
{
  Loaded        *loaded = yutu_session_finish_work (self, &LOAD_BATCH, result, error);
  YutuBatchPage *page = NULL;

  if (loaded == NULL)
    return NULL;
  page = g_steal_pointer (&loaded->page);
  *marks = g_steal_pointer (&loaded->marks);
  loaded_free (loaded);
  return page;
}

/* ---- Changing ---- */

static void
take_source (Job                   *job,
             const YutuBatchSource *source)
{
  job->source = *source;
  if (source->drawn != NULL)
    job->source.drawn = yutu_place_ref ((YutuPlace *)source->drawn);
  if (source->ids != NULL)
    job->source.ids = g_array_copy ((GArray *)source->ids);
}

static gpointer
fill_batch (YutuSessionWork *work,
            gpointer         data,
            GError         **error)
{
  const Job                 *job = data;
  g_autofree YutuBatchAdded *added = g_new0 (YutuBatchAdded, 1);

  return yutu_file_fill_batch (work->file, work->modules, job->case_file, &job->source, work->day, work->role, work->actor, added,
                               error)
           ? g_steal_pointer (&added)
           : NULL;
}

static const YutuSessionWorkSpec FILL_BATCH = { fill_batch, g_free, TRUE };

void
yutu_session_fill_batch_async (YutuSession           *self,
                               gint64                 case_file,
                               const YutuBatchSource *source,
                               GAsyncReadyCallback    callback,
                               gpointer               user_data)
{
  Job *job = g_new0 (Job, 1);

  job->case_file = case_file;
  take_source (job, source);
  yutu_session_begin_work (self, &FILL_BATCH, job, job_free, NULL, callback, user_data);
}

gboolean
yutu_session_fill_batch_finish (YutuSession    *self,
                                GAsyncResult   *result,
                                YutuBatchAdded *added,
                                GError        **error)
{
  g_autofree YutuBatchAdded *found = yutu_session_finish_work (self, &FILL_BATCH, result, error);

  if (found != NULL)
    *added = *found;
  return found != NULL;
}

static gpointer
list_batches (YutuSessionWork *work,
              gpointer         data,
              GError         **error)
{
  return yutu_file_list_batches (work->file, work->modules, work->role, work->cancellable, error);
}

static void
heads_free (gpointer data)
{
  g_ptr_array_unref (data);
}

static const YutuSessionWorkSpec LIST_BATCHES = { list_batches, heads_free, FALSE };

void
yutu_session_list_batches_async (YutuSession        *self,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  yutu_session_begin_work (self, &LIST_BATCHES, NULL, g_free, cancellable, callback, user_data);
}

GPtrArray *
yutu_session_list_batches_finish (YutuSession  *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  return yutu_session_finish_work (self, &LIST_BATCHES, result, error);
}

typedef struct
{
  gint64         case_file;
  YutuBatchAdded added;
} Started;

static gpointer
start_batch (YutuSessionWork *work,
             gpointer         data,
             GError         **error)
{
  const Job          *job = data;
  g_autofree Started *started = g_new0 (Started, 1);

  return yutu_file_start_batch (work->file, work->modules, NULL, &job->source, work->day, work->role, work->actor, &started->case_file,
                                &started->added, error)
           ? g_steal_pointer (&started)
           : NULL;
}

static const YutuSessionWorkSpec START_BATCH = { start_batch, g_free, TRUE };

void
yutu_session_start_batch_async (YutuSession           *self,
                                const YutuBatchSource *source,
                                GAsyncReadyCallback    callback,
                                gpointer               user_data)
{
  Job *job = g_new0 (Job, 1);

  take_source (job, source);
  yutu_session_begin_work (self, &START_BATCH, job, job_free, NULL, callback, user_data);
}

gboolean
yutu_session_start_batch_finish (YutuSession    *self,
                                 GAsyncResult   *result,
                                 gint64         *case_file,
                                 YutuBatchAdded *added,
                                 GError        **error)
{
  g_autofree Started *started = yutu_session_finish_work (self, &START_BATCH, result, error);

  if (started == NULL)
    return FALSE;
  *case_file = started->case_file;
  *added = started->added;
  return TRUE;
}

static gpointer
judge_batch (YutuSessionWork *work,
             gpointer         data,
             GError         **error)
{
  const Job *job = data;

  return GINT_TO_POINTER (yutu_file_judge_batch (work->file, work->modules, job->case_file, job->verdicts, job->n_verdicts,
                                                 work->day, work->role, work->actor, error));
}

static const YutuSessionWorkSpec JUDGE_BATCH = { judge_batch, NULL, TRUE };

void
yutu_session_judge_batch_async (YutuSession            *self,
                                gint64                  case_file,
                                const YutuBatchVerdict *verdicts,
                                gsize                   n,
                                GAsyncReadyCallback     callback,
                                gpointer                user_data)
{
  Job *job = g_new0 (Job, 1);

  job->case_file = case_file;
  job->verdicts = g_new (YutuBatchVerdict, n + 1);
  job->n_verdicts = n;
  for (gsize i = 0; i < n; i++)
    job->verdicts[i] = (YutuBatchVerdict){ verdicts[i].object, verdicts[i].is_right, g_strdup (verdicts[i].note) };
  yutu_session_begin_work (self, &JUDGE_BATCH, job, job_free, NULL, callback, user_data);
}

gboolean
yutu_session_judge_batch_finish (YutuSession  *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  return yutu_session_finish_work (self, &JUDGE_BATCH, result, error) != NULL;
}
