/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-sheet-print.h"

typedef struct
{
  YutuSheet         *sheet;
  GtkPrintOperation *operation; /* owned until it is done */
  YutuSheetPrintFunc func;
  gpointer           data;
} Printing;

typedef struct
{
  YutuSheet         *sheet;
  GtkPrintOperation *operation;
  cairo_t           *cr;
} Page;

static void
page_free (gpointer data)
{
  Page *self = data;

  yutu_sheet_unref (self->sheet);
  cairo_destroy (self->cr);
  g_object_unref (self->operation);
  g_free (self);
}

static void
paint_in_worker (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Page *page = task_data;

  yutu_sheet_paint (page->sheet, page->cr);
  g_task_return_boolean (task, TRUE);
}

static void
painted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Page *page = g_task_get_task_data (G_TASK (result));

  gtk_print_operation_draw_page_finish (page->operation);
}

/* Nobody else draws on the context until the page is finished. */
static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page_nr,
              Printing          *self)
{
  Page *page = g_new0 (Page, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, painted_cb, NULL);

  page->sheet = yutu_sheet_ref (self->sheet);
  page->operation = g_object_ref (operation);
  page->cr = cairo_reference (gtk_print_context_get_cairo_context (context));
  gtk_print_operation_set_defer_drawing (operation);
  g_task_set_task_data (task, page, page_free);
  g_task_run_in_thread (task, paint_in_worker);
}

static void
done_cb (GtkPrintOperation      *operation,
         GtkPrintOperationResult result,
         Printing               *self)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  self->func (error, self->data);
  yutu_sheet_unref (self->sheet);
  g_object_unref (self->operation);
  g_free (self);
}

static GtkPageSetup *
new_page_setup (const YutuSheet *sheet)
{
  GtkPageSetup    *setup = gtk_page_setup_new ();
  YutuSheetMeasure measure;
  gboolean         is_landscape = FALSE;
  GtkPaperSize    *size = NULL;

  yutu_sheet_measure (sheet, &measure);
  is_landscape = measure.width_mm > measure.height_mm;
  size = gtk_paper_size_new (MAX (measure.width_mm, measure.height_mm) > 400 ? GTK_PAPER_NAME_A3
                                                                             : GTK_PAPER_NAME_A4);
  gtk_page_setup_set_paper_size_and_default_margins (setup, size);
  gtk_page_setup_set_orientation (setup, is_landscape ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                      : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_paper_size_free (size);
  return setup;
}

void
yutu_sheet_print (YutuSheet         *sheet,
                  GtkWindow         *parent,
                  const char        *export_path,
                  YutuSheetPrintFunc func,
                  gpointer           data)
{
  Printing *self = g_new0 (Printing, 1);
  g_autoptr (GtkPageSetup) setup = new_page_setup (sheet);

  self->sheet = yutu_sheet_ref (sheet);
  self->operation = gtk_print_operation_new ();
  self->func = func;
  self->data = data;
  gtk_print_operation_set_default_page_setup (self->operation, setup);
  gtk_print_operation_set_n_pages (self->operation, 1);
  gtk_print_operation_set_use_full_page (self->operation, TRUE);
  gtk_print_operation_set_unit (self->operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (self->operation, yutu_sheet_get_title (sheet));
  gtk_print_operation_set_embed_page_setup (self->operation, TRUE);
  gtk_print_operation_set_allow_async (self->operation, TRUE);
  if (export_path != NULL)
    gtk_print_operation_set_export_filename (self->operation, export_path);
  g_signal_connect (self->operation, "draw-page", G_CALLBACK (draw_page_cb), self);
  g_signal_connect (self->operation, "done", G_CALLBACK (done_cb), self);
  /* Errors come with "done". */
  gtk_print_operation_run (self->operation,
                           export_path != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                               : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           parent, NULL);
}
