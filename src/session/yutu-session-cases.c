/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-session-cases.h"

#include "session/yutu-session-private.h"

/* ---- Opening ---- */

typedef struct
{
  YutuPlace      *place;
  YutuCaseOpening opening; /* its texts are owned */
} OpenCase;

static void
open_case_free (gpointer data)
{
  OpenCase *self = data;

  yutu_place_unref (self->place);
  g_free ((char *)self->opening.kind);
  g_free ((char *)self->opening.title);
  g_free ((char *)self->opening.officer);
  g_free ((char *)self->opening.fields);
  g_free ((char *)self->opening.person);
  if (self->opening.shape != NULL)
    yutu_shape_unref ((YutuShape *)self->opening.shape);
  g_free (self);
}

static gpointer
open_case (YutuSessionWork *work,
           gpointer         data,
           GError         **error)
{
  OpenCase *open = data;
  gint64    id = 0;

  open->opening.role = work->role;
  open->opening.actor = work->actor;
  if (!yutu_file_open_case (work->file, work->modules, open->place, &open->opening, &id, error))
    return NULL;
  return g_memdup2 (&id, sizeof id);
}

static const YutuSessionWorkSpec OPEN_CASE = { open_case, g_free, TRUE };

void
yutu_session_open_case_async (YutuSession           *self,
                              YutuPlace             *place,
                              const YutuCaseOpening *opening,
                              GAsyncReadyCallback    callback,
                              gpointer               user_data)
{
  OpenCase *open = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (place != NULL);

  open = g_new0 (OpenCase, 1);
  open->place = yutu_place_ref (place);
  open->opening = *opening;
  open->opening.kind = g_strdup (opening->kind);
  open->opening.title = g_strdup (opening->title);
  open->opening.officer = g_strdup (opening->officer);
  open->opening.fields = g_strdup (opening->fields);
  open->opening.person = g_strdup (opening->person);
  if (opening->shape != NULL)
    open->opening.shape = yutu_shape_ref ((YutuShape *)opening->shape);
  yutu_session_begin_work (self, &OPEN_CASE, open, open_case_free, NULL, callback, user_data);
}

gint64
yutu_session_open_case_finish (YutuSession  *self,
                               GAsyncResult *result,
                               GError      **error)
{
  g_autofree gint64 *id = yutu_session_finish_work (self, &OPEN_CASE, result, error);

  return id != NULL ? *id : 0;
}

/* ---- Stepping ---- */

typedef struct
{
  gint64       id;
  YutuCaseStep step; /* its texts are owned */
} StepCase;

static void
step_case_free (gpointer data)
{
  StepCase *self = data;

  g_free ((char *)self->step.transition);
  g_free ((char *)self->step.note);
  g_free ((char *)self->step.result);
  g_free ((char *)self->step.result_doc);
  g_free ((char *)self->step.set);
  g_free (self);
}

static gpointer
step_case (YutuSessionWork *work,
           gpointer         data,
           GError         **error)
{
  StepCase *step = data;

  step->step.role = work->role;
  step->step.actor = work->actor;
  return GINT_TO_POINTER (
    yutu_file_step_case (work->file, work->modules, step->id, &step->step, error));
}

static const YutuSessionWorkSpec STEP_CASE = { step_case, NULL, TRUE };

void
yutu_session_step_case_async (YutuSession        *self,
                              gint64              id,
                              const YutuCaseStep *step,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  StepCase *copy = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));

  copy = g_new0 (StepCase, 1);
  copy->id = id;
  copy->step = *step;
  copy->step.transition = g_strdup (step->transition);
  copy->step.note = g_strdup (step->note);
  copy->step.result = g_strdup (step->result);
  copy->step.result_doc = g_strdup (step->result_doc);
  copy->step.set = g_strdup (step->set);
  yutu_session_begin_work (self, &STEP_CASE, copy, step_case_free, NULL, callback, user_data);
}

gboolean
yutu_session_step_case_finish (YutuSession  *self,
                               GAsyncResult *result,
                               GError      **error)
{
  return yutu_session_finish_work (self, &STEP_CASE, result, error) != NULL;
}

/* ---- Attachments ---- */

typedef struct
{
  gint64  id;
  gint64  event;
  char   *path;
  YutuDay day;
} Attachment;

static void
attachment_free (gpointer data)
{
  Attachment *self = data;

  g_free (self->path);
  g_free (self);
}

static Attachment *
attachment_new (gint64      id,
                const char *path)
{
  Attachment *self = g_new0 (Attachment, 1);

  self->id = id;
  self->path = g_strdup (path);
  return self;
}

static gpointer
attach (YutuSessionWork *work,
        gpointer         data,
        GError         **error)
{
  Attachment *self = data;
  g_autoptr (GBytes) contents = yutu_attachment_read_file (self->path, error);
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *shown = g_filename_display_name (name);
  YutuAttachSpec   spec = { shown, contents, work->actor, work->role, self->day };

  return GINT_TO_POINTER (contents != NULL && yutu_file_attach (work->file, work->modules, self->id,
                                                                &spec, &self->event, error));
}

static const YutuSessionWorkSpec ATTACH = { attach, NULL, TRUE };

void
yutu_session_attach_async (YutuSession        *self,
                           gint64              id,
                           const char         *path,
                           YutuDay             day,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  Attachment *attachment = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (path != NULL);

  attachment = attachment_new (id, path);
  attachment->day = day;
  yutu_session_begin_work (self, &ATTACH, attachment, attachment_free, NULL, callback, user_data);
}

gboolean
yutu_session_attach_finish (YutuSession  *self,
                            GAsyncResult *result,
                            GError      **error)
{
  return yutu_session_finish_work (self, &ATTACH, result, error) != NULL;
}

static gpointer
save_attachment (YutuSessionWork *work,
                 gpointer         data,
                 GError         **error)
{
  const Attachment *self = data;

  return GINT_TO_POINTER (yutu_file_save_attachment (work->file, work->modules, self->id,
                                                     self->event, work->role, self->path, TRUE,
                                                     error));
}

static const YutuSessionWorkSpec SAVE_ATTACHMENT = { save_attachment, NULL, FALSE };

void
yutu_session_save_attachment_async (YutuSession        *self,
                                    gint64              id,
                                    gint64              event,
                                    const char         *path,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  Attachment *attachment = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));
  g_return_if_fail (path != NULL);

  attachment = attachment_new (id, path);
  attachment->event = event;
  yutu_session_begin_work (self, &SAVE_ATTACHMENT, attachment, attachment_free, cancellable,
                           callback, user_data);
}

gboolean
yutu_session_save_attachment_finish (YutuSession  *self,
                                     GAsyncResult *result,
                                     GError      **error)
{
  return yutu_session_finish_work (self, &SAVE_ATTACHMENT, result, error) != NULL;
}
