/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lines, pillars and inspections for the window. */

#include "session/yutu-address-record-edit.h"
#include "session/yutu-boundary-edit.h"
#include "session/yutu-line-kit.h"
#include "session/yutu-session-private.h"

/* Copies of what was given. */
typedef struct
{
  gint64             id;
  int                within;
  YutuBoundaryChange change;
} Job;

static void
job_free (gpointer data)
{
  Job  *self = data;
  char *texts[] = {
    (char *)self->change.set,
    (char *)self->change.pillars,
    (char *)self->change.position,
    (char *)self->change.what,
    (char *)self->change.condition,
    (char *)self->change.day,
    (char *)self->change.document,
    (char *)self->change.note,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (self);
}

static Job *
job_new (gint64 id)
{
  Job *self = g_new0 (Job, 1);

  self->id = id;
  return self;
}

/* ---- Reading ---- */

static gpointer
read_line (YutuSessionWork *work,
           gpointer         data,
           GError         **error)
{
  const Job *job = data;

  return yutu_file_read_line_report (work->file, work->modules, job->id, work->day, error);
}

static const YutuSessionWorkSpec READ_LINE = { read_line, (GDestroyNotify)yutu_line_report_free, FALSE };

void
yutu_session_read_line_report_async (YutuSession        *self,
                                     gint64              line,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));

  yutu_session_begin_work (self, &READ_LINE, job_new (line), job_free, cancellable, callback, user_data);
}

YutuLineReport *
yutu_session_read_line_report_finish (YutuSession  *self,
                                      GAsyncResult *result,
                                      GError      **error)
{
  return yutu_session_finish_work (self, &READ_LINE, result, error);
}

static gpointer
read_pillar (YutuSessionWork *work,
             gpointer         data,
             GError         **error)
{
  const Job *job = data;

  return yutu_file_read_pillar (work->file, work->modules, job->id, work->day, error);
}

static const YutuSessionWorkSpec READ_PILLAR = { read_pillar, (GDestroyNotify)yutu_pillar_report_free, FALSE };

void
yutu_session_read_pillar_async (YutuSession        *self,
                                gint64              pillar,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));

  yutu_session_begin_work (self, &READ_PILLAR, job_new (pillar), job_free, cancellable, callback, user_data);
}

YutuPillarReport *
yutu_session_read_pillar_finish (YutuSession  *self,
                                 GAsyncResult *result,
                                 GError      **error)
{
  return yutu_session_finish_work (self, &READ_PILLAR, result, error);
}

static gpointer
read_inspection (YutuSessionWork *work,
                 gpointer         data,
                 GError         **error)
{
  const Job *job = data;

  return yutu_file_read_inspection_report (work->file, work->modules, job->id, work->day, error);
}

static const YutuSessionWorkSpec READ_INSPECTION = { read_inspection, (GDestroyNotify)yutu_inspection_report_free,
                                                     FALSE };

void
yutu_session_read_inspection_async (YutuSession        *self,
                                    gint64              inspection,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));

  yutu_session_begin_work (self, &READ_INSPECTION, job_new (inspection), job_free, cancellable, callback,
                           user_data);
}

YutuInspectionReport *
yutu_session_read_inspection_finish (YutuSession  *self,
                                     GAsyncResult *result,
                                     GError      **error)
{
  return yutu_session_finish_work (self, &READ_INSPECTION, result, error);
}

static gpointer
list_lines (YutuSessionWork *work,
            gpointer         data,
            GError         **error)
{
  const Job *job = data;

  return yutu_file_list_lines (work->file, work->modules, work->day, job->within, error);
}

static const YutuSessionWorkSpec LIST_LINES = { list_lines, (GDestroyNotify)g_ptr_array_unref, FALSE };

void
yutu_session_list_lines_async (YutuSession        *self,
                               int                 within,
                               GCancellable       *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  Job *job = job_new (0);

  g_return_if_fail (YUTU_IS_SESSION (self));

  job->within = within;
  yutu_session_begin_work (self, &LIST_LINES, job, job_free, cancellable, callback, user_data);
}

GPtrArray *
yutu_session_list_lines_finish (YutuSession  *self,
                                GAsyncResult *result,
                                GError      **error)
{
  return yutu_session_finish_work (self, &LIST_LINES, result, error);
}

static gpointer
describe_unit (YutuSessionWork *work,
               gpointer         data,
               GError         **error)
{
  const Job *job = data;

  return yutu_file_describe_unit (work->file, job->id, work->day, error);
}

static const YutuSessionWorkSpec DESCRIBE_UNIT = { describe_unit, g_free, FALSE };

void
yutu_session_describe_unit_async (YutuSession        *self,
                                  gint64              unit,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data)
{
  g_return_if_fail (YUTU_IS_SESSION (self));

  yutu_session_begin_work (self, &DESCRIBE_UNIT, job_new (unit), job_free, cancellable, callback, user_data);
}

char *
yutu_session_describe_unit_finish (YutuSession  *self,
                                   GAsyncResult *result,
                                   GError      **error)
{
  return yutu_session_finish_work (self, &DESCRIBE_UNIT, result, error);
}

static gpointer
write_kit (YutuSessionWork *work,
           gpointer         data,
           GError         **error)
{
  const Job *job = data;
  guint     *n_pages = g_new0 (guint, 1);

  if (yutu_file_write_line_kit (work->file, work->modules, job->id, work->day, job->change.note, n_pages, error))
    return n_pages;
  g_free (n_pages);
  return NULL;
}

static const YutuSessionWorkSpec WRITE_KIT = { write_kit, g_free, FALSE };

void
yutu_session_write_line_kit_async (YutuSession        *self,
                                   gint64              line,
                                   const char         *path,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  Job *job = job_new (line);

  g_return_if_fail (YUTU_IS_SESSION (self));

  job->change.note = g_strdup (path);
  yutu_session_begin_work (self, &WRITE_KIT, job, job_free, NULL, callback, user_data);
}

gboolean
yutu_session_write_line_kit_finish (YutuSession  *self,
                                    GAsyncResult *result,
                                    GError      **error)
{
  g_autofree guint *n_pages = yutu_session_finish_work (self, &WRITE_KIT, result, error);

  return n_pages != NULL;
}

/* ---- Changing ---- */

static gboolean
do_change (YutuSessionWork          *work,
           const YutuBoundaryChange *change,
           gint64                   *id,
           GError                  **error)
{
  YutuSigner      signer = { work->actor, work->role };
  YutuPoint       point = { 0, 0 };
  YutuPillarSpec  pillar = { .values = change->set };
  YutuDay         day = change->day != NULL ? yutu_day_parse (change->day) : work->day;
  char            text[YUTU_DAY_TEXT_SIZE];
  YutuPillarEvent event = { .what = change->what, .condition = change->condition,
                            .document = change->document, .note = change->note };

  if (change->position != NULL)
    {
      if (!yutu_file_parse_position (work->file, change->position, FALSE, &point, error))
        return FALSE;
      pillar.point = event.point = &point;
    }
  event.day = change->day != NULL ? change->day : yutu_day_format (work->day, text);
  switch (change->kind)
    {
    case YUTU_BOUNDARY_CHANGE_LINE:
      return yutu_file_change_line (work->file, work->modules, change->id, change->set, &signer, error);
    case YUTU_BOUNDARY_ADD_PILLAR:
      return yutu_file_add_pillar (work->file, work->modules, change->id, &pillar, work->day, &signer, id, error);
    case YUTU_BOUNDARY_CHANGE_PILLAR:
      return yutu_file_change_pillar (work->file, work->modules, change->id, &pillar, &signer, error);
    case YUTU_BOUNDARY_NOTE_PILLAR:
      return yutu_file_note_pillar (work->file, work->modules, change->id, &event, &signer, error);
    case YUTU_BOUNDARY_START_INSPECTION:
      return yutu_file_start_inspection (work->file, work->modules, change->id, change->what, work->day,
                                         &signer, id, error);
    case YUTU_BOUNDARY_CHANGE_ADDRESS:
      return yutu_file_change_address_record (work->file, work->modules, change->id, change->set, work->role, work->actor, error);
    case YUTU_BOUNDARY_RECORD_INSPECTION:
    default:
      return yutu_file_record_inspection (work->file, work->modules, change->id, change->set,
                                          change->pillars, day, &signer, error);
    }
}

static gpointer
change_boundary (YutuSessionWork *work,
                 gpointer         data,
                 GError         **error)
{
  const Job *job = data;
  gint64    *id = g_new0 (gint64, 1);

  *id = job->change.id;
  if (do_change (work, &job->change, id, error))
    return id;
  g_free (id);
  return NULL;
}

static const YutuSessionWorkSpec CHANGE = { change_boundary, g_free, TRUE };

void
yutu_session_change_boundary_async (YutuSession              *self,
                                    const YutuBoundaryChange *change,
                                    GAsyncReadyCallback       callback,
                                    gpointer                  user_data)
{
  Job *job = job_new (change->id);

  g_return_if_fail (YUTU_IS_SESSION (self));

  job->change = (YutuBoundaryChange){
    .kind = change->kind,
    .id = change->id,
    .set = g_strdup (change->set),
    .pillars = g_strdup (change->pillars),
    .position = g_strdup (change->position),
    .what = g_strdup (change->what),
    .condition = g_strdup (change->condition),
    .day = g_strdup (change->day),
    .document = g_strdup (change->document),
    .note = g_strdup (change->note),
  };
  yutu_session_begin_work (self, &CHANGE, job, job_free, NULL, callback, user_data);
}

gboolean
yutu_session_change_boundary_finish (YutuSession  *self,
                                     GAsyncResult *result,
                                     gint64       *id,
                                     GError      **error)
{
  g_autofree gint64 *done = yutu_session_finish_work (self, &CHANGE, result, error);

  if (done != NULL && id != NULL)
    *id = *done;
  return done != NULL;
}
