/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-name-check.h"
#include "session/yutu-name-fields.h"
#include "session/yutu-name-shape.h"
#include "session/yutu-session-edit.h"

#include "session/yutu-session-private.h"

typedef struct
{
  gint64            arc;
  int               epsg;
  YutuVertexEdit    edit;
  YutuPoint         seen;
  YutuRenameSpec    rename;
  YutuPlaceNameWish wish;
  gint64            unit;
  gint64            place;
  YutuPoint         point;
  char             *texts[4]; /* what the specs point to */
  YutuShape        *shape;
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  for (gsize i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);
  g_clear_pointer (&self->shape, yutu_shape_unref);
  g_free (self);
}

/* ---- Lines ---- */

static gpointer
read_line (YutuSessionWork *work,
           gpointer         data,
           GError         **error)
{
  const Job    *job = data;
  YutuLineEdit *line =
    yutu_file_read_line_edit (work->file, job->arc, work->day, work->cancellable, error);

  if (line != NULL)
    yutu_line_edit_project (line, job->epsg);
  return line;
}

static const YutuSessionWorkSpec READ_LINE = { read_line, (GDestroyNotify)yutu_line_edit_free, FALSE };

void
yutu_session_read_line_async (YutuSession        *self,
                              gint64              arc,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  job->arc = arc;
  job->epsg = yutu_session_get_map_epsg (self);
  yutu_session_begin_work (self, &READ_LINE, job, job_free, cancellable, callback, user_data);
}

YutuLineEdit *
yutu_session_read_line_finish (YutuSession  *self,
                               GAsyncResult *result,
                               GError      **error)
{
  return yutu_session_finish_work (self, &READ_LINE, result, error);
}

static gpointer
edit_line (YutuSessionWork *work,
           gpointer         data,
           GError         **error)
{
  const Job *job = data;

  return GINT_TO_POINTER (
    yutu_file_edit_line (work->file, &job->edit, &job->seen, work->actor, NULL, error));
}

static const YutuSessionWorkSpec EDIT_LINE = { edit_line, NULL, TRUE };

void
yutu_session_edit_line_async (YutuSession          *self,
                              const YutuVertexEdit *edit,
                              YutuPoint             seen,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data)
{
  Job *job = g_new0 (Job, 1);

  job->edit = *edit;
  job->seen = seen;
  yutu_session_begin_work (self, &EDIT_LINE, job, job_free, NULL, callback, user_data);
}

gboolean
yutu_session_edit_line_finish (YutuSession  *self,
                               GAsyncResult *result,
                               GError      **error)
{
  return yutu_session_finish_work (self, &EDIT_LINE, result, error) != NULL;
}

/* ---- Names ---- */

static gpointer
rename_it (YutuSessionWork *work,
           gpointer         data,
           GError         **error)
{
  const Job                   *job = data;
  g_autofree YutuRenameResult *told = g_new0 (YutuRenameResult, 1);

  return yutu_file_rename (work->file, &job->rename, work->actor, told, error)
           ? g_steal_pointer (&told)
           : NULL;
}

static const YutuSessionWorkSpec RENAME = { rename_it, g_free, TRUE };

void
yutu_session_rename_async (YutuSession          *self,
                           const YutuRenameSpec *spec,
                           GAsyncReadyCallback   callback,
                           gpointer              user_data)
{
  Job *job = g_new0 (Job, 1);

  job->rename = *spec;
  job->rename.name = job->texts[0] = g_strdup (spec->name);
  yutu_session_begin_work (self, &RENAME, job, job_free, NULL, callback, user_data);
}

gboolean
yutu_session_rename_finish (YutuSession      *self,
                            GAsyncResult     *result,
                            YutuRenameResult *told,
                            GError          **error)
{
  g_autofree YutuRenameResult *found = yutu_session_finish_work (self, &RENAME, result, error);

  if (found != NULL)
    *told = *found;
  return found != NULL;
}

static gpointer
add_place_name (YutuSessionWork *work,
                gpointer         data,
                GError         **error)
{
  const Job         *job = data;
  g_autofree gint64 *id = g_new0 (gint64, 1);

  return yutu_file_add_place_name (work->file, &job->wish, work->actor, id, error)
           ? g_steal_pointer (&id)
           : NULL;
}

static const YutuSessionWorkSpec ADD_PLACE_NAME = { add_place_name, g_free, TRUE };

void
yutu_session_add_place_name_async (YutuSession             *self,
                                   const YutuPlaceNameWish *wish,
                                   GAsyncReadyCallback      callback,
                                   gpointer                 user_data)
{
  Job *job = g_new0 (Job, 1);

  job->wish = *wish;
  job->wish.name = job->texts[0] = g_strdup (wish->name);
  job->wish.name_class = job->texts[1] = g_strdup (wish->name_class);
  job->wish.alias = job->texts[2] = g_strdup (wish->alias);
  job->wish.meaning = job->texts[3] = g_strdup (wish->meaning);
  job->wish.shape = job->shape = wish->shape != NULL ? yutu_shape_ref ((YutuShape *)wish->shape) : NULL;
  yutu_session_begin_work (self, &ADD_PLACE_NAME, job, job_free, NULL, callback, user_data);
}

gint64
yutu_session_add_place_name_finish (YutuSession  *self,
                                    GAsyncResult *result,
                                    GError      **error)
{
  g_autofree gint64 *id = yutu_session_finish_work (self, &ADD_PLACE_NAME, result, error);

  return id != NULL ? *id : 0;
}

static gpointer
reshape_place_name (YutuSessionWork *work,
                    gpointer         data,
                    GError         **error)
{
  const Job         *job = data;
  g_autofree gint64 *entry = g_new0 (gint64, 1);

  return yutu_file_reshape_place_name (work->file, job->place, job->shape, work->actor, entry, error)
           ? g_steal_pointer (&entry)
           : NULL;
}

static const YutuSessionWorkSpec RESHAPE_PLACE_NAME = { reshape_place_name, g_free, TRUE };

void
yutu_session_reshape_place_name_async (YutuSession        *self,
                                       gint64              place,
                                       YutuShape          *shape,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  job->place = place;
  job->shape = yutu_shape_ref (shape);
  yutu_session_begin_work (self, &RESHAPE_PLACE_NAME, job, job_free, NULL, callback, user_data);
}

gboolean
yutu_session_reshape_place_name_finish (YutuSession  *self,
                                        GAsyncResult *result,
                                        GError      **error)
{
  g_autofree gint64 *entry = yutu_session_finish_work (self, &RESHAPE_PLACE_NAME, result, error);

  return entry != NULL;
}

static gpointer
write_name_record (YutuSessionWork *work,
                   gpointer         data,
                   GError         **error)
{
  const Job         *job = data;
  g_autofree gint64 *entry = g_new0 (gint64, 1);

  return yutu_file_write_name_record (work->file, job->place, job->texts[0], work->actor, entry, error)
           ? g_steal_pointer (&entry)
           : NULL;
}

static const YutuSessionWorkSpec WRITE_NAME_RECORD = { write_name_record, g_free, TRUE };

void
yutu_session_write_name_record_async (YutuSession        *self,
                                      gint64              place,
                                      const char         *record,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  job->place = place;
  job->texts[0] = g_strdup (record);
  yutu_session_begin_work (self, &WRITE_NAME_RECORD, job, job_free, NULL, callback, user_data);
}

gboolean
yutu_session_write_name_record_finish (YutuSession  *self,
                                       GAsyncResult *result,
                                       GError      **error)
{
  g_autofree gint64 *entry = yutu_session_finish_work (self, &WRITE_NAME_RECORD, result, error);

  return entry != NULL;
}

static gpointer
read_name_facts (YutuSessionWork *work,
                 gpointer         data,
                 GError         **error)
{
  const Job     *job = data;
  YutuNameFacts *facts = yutu_file_read_name_facts (work->file, job->unit, job->place, job->point, work->day,
                                                    work->cancellable, error);

  if (facts == NULL)
    return NULL;
  facts->names = yutu_file_load_name_index (work->file, work->cancellable, error);
  if (facts->names != NULL && job->place != 0)
    facts->record = yutu_file_read_name_record (work->file, job->place, work->cancellable, error);
  if (facts->names == NULL || (job->place != 0 && facts->record == NULL))
    g_clear_pointer (&facts, yutu_name_facts_free);
  return facts;
}

static const YutuSessionWorkSpec READ_NAME_FACTS = { read_name_facts, (GDestroyNotify)yutu_name_facts_free, FALSE };

void
yutu_session_read_name_facts_async (YutuSession        *self,
                                    gint64              unit,
                                    gint64              place,
                                    YutuPoint           point,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  Job *job = g_new0 (Job, 1);

  job->unit = unit;
  job->place = place;
  job->point = point;
  yutu_session_begin_work (self, &READ_NAME_FACTS, job, job_free, cancellable, callback, user_data);
}

YutuNameFacts *
yutu_session_read_name_facts_finish (YutuSession  *self,
                                     GAsyncResult *result,
                                     GError      **error)
{
  return yutu_session_finish_work (self, &READ_NAME_FACTS, result, error);
}
