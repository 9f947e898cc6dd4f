/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Sheets on workers. */

#include <math.h>

#include "session/yutu-map-sheet.h"
#include "session/yutu-session-private.h"

/* ---- A sheet ---- */

/* A request of one's own. */
typedef struct
{
  YutuMapLayers    *layers; /* (nullable) */
  YutuSheetRequest  request;
  YutuIndicatorSpec indicator; /* its id is owned */
} Make;

static void
make_free (gpointer data)
{
  Make *self = data;

  g_clear_pointer (&self->layers, yutu_map_layers_unref);
  g_clear_pointer (&self->request.place, yutu_place_unref);
  g_clear_pointer (&self->request.theme, yutu_sheet_theme_unref);
  g_free ((char *)self->request.template_id);
  g_free ((char *)self->request.title);
  g_free ((char *)self->indicator.id);
  g_free (self);
}

static Make *
make_new (YutuSession            *session,
          const YutuSheetRequest *request)
{
  Make          *self = g_new0 (Make, 1);
  YutuMapLayers *layers = yutu_session_get_layers (session);

  self->layers = layers != NULL ? yutu_map_layers_ref (layers) : NULL;
  self->request = *request;
  self->request.template_id = g_strdup (request->template_id);
  self->request.title = g_strdup (request->title);
  self->request.place = request->place != NULL ? yutu_place_ref (request->place) : NULL;
  self->request.theme = request->theme != NULL ? yutu_sheet_theme_ref (request->theme) : NULL;
  if (request->indicator != NULL)
    {
      self->indicator = *request->indicator;
      self->indicator.id = g_strdup (request->indicator->id);
      self->request.indicator = &self->indicator;
    }
  return self;
}

static gpointer
run_make (YutuSessionWork *work,
          gpointer         data,
          GError         **error)
{
  Make *make = data;

  return yutu_file_make_sheet (work->file, work->modules, make->layers, &make->request,
                               work->cancellable, error);
}

static const YutuSessionWorkSpec MAKE = { run_make, (GDestroyNotify)yutu_sheet_unref, FALSE };

void
yutu_session_make_sheet_async (YutuSession            *self,
                               const YutuSheetRequest *request,
                               GCancellable           *cancellable,
                               GAsyncReadyCallback     callback,
                               gpointer                user_data)
{
  yutu_session_begin_work (self, &MAKE, make_new (self, request), make_free, cancellable, callback,
                           user_data);
}

YutuSheet *
yutu_session_make_sheet_finish (YutuSession  *self,
                                GAsyncResult *result,
                                GError      **error)
{
  return yutu_session_finish_work (self, &MAKE, result, error);
}

/* ---- The review number ---- */

static gpointer
run_read_review (YutuSessionWork *work,
                 gpointer         data,
                 GError         **error)
{
  char *number = NULL;

  if (!yutu_file_read_review_number (work->file, &number, error))
    return NULL;
  return number != NULL ? number : g_strdup ("");
}

static const YutuSessionWorkSpec READ_REVIEW = { run_read_review, g_free, FALSE };

void
yutu_session_read_review_number_async (YutuSession        *self,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data)
{
  yutu_session_begin_work (self, &READ_REVIEW, NULL, g_free, cancellable, callback, user_data);
}

char *
yutu_session_read_review_number_finish (YutuSession  *self,
                                        GAsyncResult *result,
                                        GError      **error)
{
  return yutu_session_finish_work (self, &READ_REVIEW, result, error);
}

static gpointer
run_set_review (YutuSessionWork *work,
                gpointer         data,
                GError         **error)
{
  return GINT_TO_POINTER (yutu_file_set_review_number (work->file, data, work->actor, error));
}

static const YutuSessionWorkSpec SET_REVIEW = { run_set_review, NULL, TRUE };

void
yutu_session_set_review_number_async (YutuSession        *self,
                                      const char         *number,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data)
{
  yutu_session_begin_work (self, &SET_REVIEW, g_strdup (number), g_free, NULL, callback, user_data);
}

gboolean
yutu_session_set_review_number_finish (YutuSession  *self,
                                       GAsyncResult *result,
                                       GError      **error)
{
  return yutu_session_finish_work (self, &SET_REVIEW, result, error) != NULL;
}

/* ---- Writing and painting ---- */

typedef struct
{
  YutuSheet *sheet;
  char      *path;
  int        dpi;
} Output;

static void
output_free (gpointer data)
{
  Output *self = data;

  yutu_sheet_unref (self->sheet);
  g_free (self->path);
  g_free (self);
}

static GTask *
new_output_task (YutuSheet          *sheet,
                 const char         *path,
                 int                 dpi,
                 GCancellable       *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer            user_data)
{
  GTask  *task = g_task_new (NULL, cancellable, callback, user_data);
  Output *output = g_new0 (Output, 1);

  output->sheet = yutu_sheet_ref (sheet);
  output->path = g_strdup (path);
  output->dpi = dpi;
  g_task_set_task_data (task, output, output_free);
  return task;
}

static void
write_in_worker (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Output *output = task_data;
  GError *error = NULL;

  if (yutu_sheet_write (output->sheet, output->path, output->dpi, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
yutu_sheet_write_async (YutuSheet          *self,
                        const char         *path,
                        int                 dpi,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) task = new_output_task (self, path, dpi, cancellable, callback, user_data);

  g_task_set_source_tag (task, yutu_sheet_write_async);
  g_task_run_in_thread (task, write_in_worker);
}

gboolean
yutu_sheet_write_finish (GAsyncResult *result,
                         GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
paint_in_worker (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Output          *output = task_data;
  YutuSheetMeasure measure;
  cairo_surface_t *surface = NULL;
  cairo_t         *cr = NULL;

  yutu_sheet_measure (output->sheet, &measure);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                        (int)lround (measure.width_mm / 25.4 * output->dpi),
                                        (int)lround (measure.height_mm / 25.4 * output->dpi));
  cr = cairo_create (surface);
  cairo_scale (cr, output->dpi / 72.0, output->dpi / 72.0);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  yutu_sheet_paint (output->sheet, cr);
  cairo_destroy (cr);
  g_task_return_pointer (task, surface, (GDestroyNotify)cairo_surface_destroy);
}

void
yutu_sheet_paint_async (YutuSheet          *self,
                        int                 dpi,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  g_autoptr (GTask) task = new_output_task (self, NULL, dpi, cancellable, callback, user_data);

  g_task_set_source_tag (task, yutu_sheet_paint_async);
  g_task_run_in_thread (task, paint_in_worker);
}

cairo_surface_t *
yutu_sheet_paint_finish (GAsyncResult *result,
                         GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
