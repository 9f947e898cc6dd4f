/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Each choice lays the sheet out anew on a worker, and a stale one is cancelled; the preview is that
 * very sheet. The title is the template's until somebody types one. */

#include "ui/yutu-sheet-dialog.h"

#include <glib/gi18n.h>

#include "session/yutu-line-kit.h"
#include "ui/yutu-dialog-size.h"
#include "ui/yutu-sheet-print.h"
#include "ui/yutu-texture.h"
#include "ui/yutu-toasts.h"
#include "ui/yutu-whole-text.h"
#include "ui/yutu-words.h"

#define PREVIEW_DPI 84
#define TYPING_MS   300
#define PULSE_MS    120

typedef enum
{
  FORMAT_PDF,
  FORMAT_SVG,
  FORMAT_PNG,
} Format;

struct _YutuSheetDialog
{
  AdwWindow parent_instance;

  GtkWidget *side; /* of the map */
  GtkWidget *print;
  GtkWidget *export;
  GtkInfoBar *error_bar;
  GtkLabel   *error_label;
  AdwComboRow *template;
  AdwEntryRow    *title_row;
  AdwEntryRow    *review_row;
  AdwComboRow    *paper;
  AdwComboRow    *orientation;
  AdwComboRow    *format;
  AdwComboRow    *resolution;
  GtkPicture     *preview;
  GtkSpinner     *spinner;
  GtkLabel       *facts;
  GtkRevealer    *working;
  GtkProgressBar *progress;

  YutuSession      *session;
  GPtrArray        *templates; /* YutuSheetTemplate: those that fit the view, as in the row */
  YutuSheetView     view;
  YutuIndicatorSpec indicator;        /* its id is owned */
  gboolean          is_filling;       /* rows are set by the program */
  gboolean          title_is_own;     /* typed */
  gboolean          title_is_emptied; /* and still being typed in */
  guint             typing_source;
  guint             pulse_source;
  GCancellable     *making; /* NULL: nothing is laid out */
  GCancellable     *writing;
  YutuSheet        *sheet;
  char             *path; /* that is written */
};

G_DEFINE_FINAL_TYPE (YutuSheetDialog, yutu_sheet_dialog, ADW_TYPE_WINDOW)

static guint exported_signal;

static void begin_make (YutuSheetDialog *self);

/* ---- What is shown ---- */

static void
show_error (YutuSheetDialog *self,
            const GError    *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = yutu_words_error (error);
  gtk_label_set_text (self->error_label, text);
  gtk_info_bar_set_revealed (self->error_bar, TRUE);
}

static void
error_closed_cb (GtkInfoBar      *bar,
                 int              response,
                 YutuSheetDialog *self)
{
  gtk_info_bar_set_revealed (self->error_bar, FALSE);
}

static void
update (YutuSheetDialog *self)
{
  gboolean is_ready = self->sheet != NULL && self->making == NULL && self->writing == NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.print", is_ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.export", is_ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.cancel", self->writing != NULL);
  gtk_spinner_set_spinning (self->spinner, self->making != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), self->making != NULL);
  gtk_revealer_set_reveal_child (self->working, self->writing != NULL);
}

static void
show_facts (YutuSheetDialog *self)
{
  YutuSheetMeasure measure;
  g_autofree char *scale = NULL;
  g_autofree char *text = NULL;

  yutu_sheet_measure (self->sheet, &measure);
  scale = yutu_words_count ((gint64)measure.scale_denominator);
  if (measure.scale_denominator > 0)
    /* Translators: width and height of the paper, then the scale of the map */
    text = g_strdup_printf (_ ("%.0f × %.0f mm · 1∶%s"), measure.width_mm, measure.height_mm, scale);
  else
    text = g_strdup_printf (_ ("%.0f × %.0f mm"), measure.width_mm, measure.height_mm);
  gtk_label_set_text (self->facts, text);
}

/* ---- Laying out ---- */

static const YutuSheetTemplate *
get_template (YutuSheetDialog *self)
{
  guint at = adw_combo_row_get_selected (self->template);

  return at < self->templates->len ? g_ptr_array_index (self->templates, at) : NULL;
}

static void
painted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (YutuSheetDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = yutu_sheet_paint_finish (result, &error);

  if (g_task_get_cancellable (G_TASK (result)) == self->making)
    {
      g_clear_object (&self->making);
      if (surface != NULL)
        {
          g_autoptr (GdkTexture) texture = yutu_texture_take_surface (g_steal_pointer (&surface));

          gtk_picture_set_paintable (self->preview, GDK_PAINTABLE (texture));
        }
      update (self);
    }
  g_clear_pointer (&surface, cairo_surface_destroy);
}

static void
fill_title (YutuSheetDialog *self)
{
  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->title_row), yutu_sheet_get_title (self->sheet));
  self->is_filling = FALSE;
}

static void
take_sheet (YutuSheetDialog *self,
            YutuSheet       *sheet)
{
  g_clear_pointer (&self->sheet, yutu_sheet_unref);
  self->sheet = sheet;
  if (!self->title_is_own && !self->title_is_emptied)
    fill_title (self);
  show_facts (self);
  yutu_sheet_paint_async (sheet, PREVIEW_DPI * gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                          self->making, painted_cb, g_object_ref (self));
}

static void
made_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (YutuSheetDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  YutuSheet *sheet = yutu_session_make_sheet_finish (YUTU_SESSION (object), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->making)
    {
      g_clear_pointer (&sheet, yutu_sheet_unref);
      return;
    }
  if (sheet != NULL)
    {
      take_sheet (self, sheet);
      return;
    }
  g_clear_object (&self->making);
  show_error (self, error);
  update (self);
}

static void
begin_make (YutuSheetDialog *self)
{
  const YutuSheetTemplate *form = get_template (self);
  YutuSheetRequest         request = {
            .box = YUTU_BOX_EMPTY,
            .day = yutu_session_get_day (self->session),
            .printed_on = YUTU_DAY_INVALID,
            .paper = (int)adw_combo_row_get_selected (self->paper),
            .landscape = (int)adw_combo_row_get_selected (self->orientation) - 1,
  };

  g_clear_handle_id (&self->typing_source, g_source_remove);
  if (form == NULL)
    return;
  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  g_clear_pointer (&self->sheet, yutu_sheet_unref);
  self->making = g_cancellable_new ();
  request.template_id = form->id;
  request.title = self->title_is_own ? gtk_editable_get_text (GTK_EDITABLE (self->title_row)) : NULL;
  if (form->level != 0 && form->level == self->view.place_level)
    request.place = self->view.place;
  if (g_str_equal (form->id, "view"))
    {
      request.box = self->view.box;
      request.groups = self->view.groups;
    }
  if (form->has_theme)
    request.indicator = self->view.indicator;
  if (form->compares)
    {
      request.box = self->view.box;
      request.day = self->view.now;
      request.then = self->view.then;
      request.compare_level = self->view.compare_level;
    }
  gtk_info_bar_set_revealed (self->error_bar, FALSE);
  yutu_session_make_sheet_async (self->session, &request, self->making, made_cb, g_object_ref (self));
  update (self);
}

/* ---- Choices ---- */

static void
changed_cb (YutuSheetDialog *self,
            GParamSpec      *pspec,
            AdwComboRow     *row)
{
  const YutuSheetTemplate *form = NULL;

  if (self->session == NULL || self->is_filling)
    return;
  form = get_template (self);
  if (row == self->template && form != NULL)
    {
      self->is_filling = TRUE;
      adw_combo_row_set_selected (self->paper, form->paper);
      self->is_filling = FALSE;
      self->title_is_own = FALSE;
    }
  begin_make (self);
}

static gboolean
typed_cb (gpointer user_data)
{
  YutuSheetDialog *self = user_data;

  self->typing_source = 0;
  begin_make (self);
  return G_SOURCE_REMOVE;
}

/* An emptied title is the template's again, but written only when the typing is over: an input method may be
 * about to write another. */
static void
title_changed_cb (YutuSheetDialog *self)
{
  if (self->session == NULL || self->is_filling)
    return;
  self->title_is_own = *gtk_editable_get_text (GTK_EDITABLE (self->title_row)) != '\0';
  self->title_is_emptied = !self->title_is_own;
  g_clear_handle_id (&self->typing_source, g_source_remove);
  self->typing_source = g_timeout_add (TYPING_MS, typed_cb, self);
  g_clear_pointer (&self->sheet, yutu_sheet_unref);
  update (self);
}

static void
title_left_cb (YutuSheetDialog *self)
{
  if (self->title_is_emptied && self->sheet != NULL)
    fill_title (self);
  self->title_is_emptied = FALSE;
}

/* ---- The review number ---- */

static void
review_set_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (YutuSheetDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_set = yutu_session_set_review_number_finish (YUTU_SESSION (object), result, &error);

  if (self->review_row == NULL)
    return;
  begin_make (self);
  if (!is_set)
    show_error (self, error);
}

static void
review_applied_cb (YutuSheetDialog *self)
{
  if (self->session != NULL)
    yutu_session_set_review_number_async (self->session,
                                          gtk_editable_get_text (GTK_EDITABLE (self->review_row)),
                                          review_set_cb, g_object_ref (self));
}

static void
review_read_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (YutuSheetDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = yutu_session_read_review_number_finish (YUTU_SESSION (object), result, &error);

  if (self->review_row == NULL || number == NULL)
    return;
  /* What is set by the program is nothing to apply. */
  adw_entry_row_set_show_apply_button (self->review_row, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->review_row), number);
  adw_entry_row_set_show_apply_button (self->review_row, TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->review_row),
                            yutu_session_get_read_only_reason (self->session) == NULL);
}

static void
format_changed_cb (YutuSheetDialog *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->resolution),
                          adw_combo_row_get_selected (self->format) == FORMAT_PNG);
}

static int
get_dpi (YutuSheetDialog *self)
{
  static const int steps[] = { 96, 150, 300, 600 };
  guint            at = adw_combo_row_get_selected (self->resolution);

  return steps[MIN (at, G_N_ELEMENTS (steps) - 1)];
}

/* ---- Exporting ---- */

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (YUTU_SHEET_DIALOG (user_data)->progress);
  return G_SOURCE_CONTINUE;
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (YutuSheetDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_steal_pointer (&self->path);
  gboolean         done = yutu_sheet_write_finish (result, &error);

  g_clear_object (&self->writing);
  g_clear_handle_id (&self->pulse_source, g_source_remove);
  if (self->session == NULL) /* closed meanwhile */
    return;
  update (self);
  if (!done)
    {
      show_error (self, error);
      return;
    }
  g_signal_emit (self, exported_signal, 0, path);
  gtk_window_close (GTK_WINDOW (self));
}

void
yutu_sheet_dialog_export (YutuSheetDialog *self,
                          const char      *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = NULL;

  g_return_if_fail (YUTU_IS_SHEET_DIALOG (self));

  if (self->sheet == NULL || self->writing != NULL)
    return;
  self->path = g_strdup (path);
  self->writing = g_cancellable_new ();
  /* Translators: %s is a file's name */
  text = g_strdup_printf (_ ("Exporting %s"), name);
  gtk_progress_bar_set_text (self->progress, text);
  self->pulse_source = g_timeout_add (PULSE_MS, pulse_cb, self);
  gtk_info_bar_set_revealed (self->error_bar, FALSE);
  yutu_sheet_write_async (self->sheet, path, get_dpi (self), self->writing, written_cb,
                          g_object_ref (self));
  update (self);
}

static void
export_response_cb (GtkNativeDialog *dialog,
                    int              response,
                    YutuSheetDialog *self)
{
  static const char *const suffixes[] = { ".pdf", ".svg", ".png" };
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  const char      *suffix = suffixes[MIN (adw_combo_row_get_selected (self->format), 2u)];

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL && g_file_peek_path (file) != NULL)
    {
      path = g_str_has_suffix (g_file_peek_path (file), suffix)
               ? g_strdup (g_file_peek_path (file))
               : g_strconcat (g_file_peek_path (file), suffix, NULL);
      yutu_sheet_dialog_export (self, path);
    }
  g_object_unref (dialog);
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  static const char *const suffixes[] = { "pdf", "svg", "png" };
  YutuSheetDialog         *self = YUTU_SHEET_DIALOG (widget);
  const char              *suffix = suffixes[MIN (adw_combo_row_get_selected (self->format), 2u)];
  g_autofree char         *title = g_strdup (yutu_sheet_get_title (self->sheet));
  g_autofree char         *file = NULL;
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    _ ("Export the map"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  g_strdelimit (title, "/\\:*?\"<>|", '_');
  file = g_strdup_printf ("%s.%s", title, suffix);
  gtk_file_filter_add_suffix (filter, suffix);
  gtk_file_filter_set_name (filter, suffix);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (export_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  g_cancellable_cancel (YUTU_SHEET_DIALOG (widget)->writing);
}

/* ---- Printing ---- */

static void
printed_cb (const GError *error,
            gpointer      data)
{
  g_autoptr (YutuSheetDialog) self = data;

  if (error != NULL && self->session != NULL)
    show_error (self, error);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  YutuSheetDialog *self = YUTU_SHEET_DIALOG (widget);

  yutu_sheet_print (self->sheet, GTK_WINDOW (self), NULL, printed_cb, g_object_ref (self));
}

/* ---- The page ---- */

/* What can be made of the view: a theme's sheet of a theme, a township's of a township; the kit of a line is
 * made on the line's own page. */
static gboolean
fits_view (const YutuSheetDialog   *self,
           const YutuSheetTemplate *form)
{
  if ((form->has_theme && self->view.indicator == NULL) || g_str_equal (form->id, YUTU_LINE_KIT) ||
      form->compares != self->view.compares)
    return FALSE;
  return form->level < YUTU_LEVEL_TOWNSHIP || form->level == self->view.place_level;
}

static void
fill_templates (YutuSheetDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint wanted = 0;

  self->templates = yutu_sheet_templates_load (&error);
  if (self->templates == NULL)
    {
      self->templates = g_ptr_array_new ();
      show_error (self, error);
      return;
    }
  for (guint i = 0; i < self->templates->len; i++)
    {
      const YutuSheetTemplate *form = g_ptr_array_index (self->templates, i);

      if (!fits_view (self, form))
        {
          g_ptr_array_remove_index (self->templates, i--);
          continue;
        }
      if (g_str_equal (form->id, self->view.indicator != NULL ? "theme" : "view"))
        wanted = i;
      gtk_string_list_append (names, yutu_title_get (&form->title));
    }
  self->is_filling = TRUE;
  adw_combo_row_set_model (self->template, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->template, wanted);
  self->is_filling = FALSE;
}

static void
take_view (YutuSheetDialog     *self,
           const YutuSheetView *view)
{
  self->view = *view;
  if (view->place != NULL)
    yutu_place_ref (view->place);
  if (view->indicator != NULL)
    {
      self->indicator = *view->indicator;
      self->indicator.id = g_strdup (view->indicator->id);
      self->view.indicator = &self->indicator;
    }
}

static void
yutu_sheet_dialog_dispose (GObject *object)
{
  YutuSheetDialog *self = YUTU_SHEET_DIALOG (object);

  g_cancellable_cancel (self->making);
  g_cancellable_cancel (self->writing);
  g_clear_object (&self->making);
  g_clear_handle_id (&self->typing_source, g_source_remove);
  g_clear_handle_id (&self->pulse_source, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->sheet, yutu_sheet_unref);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->view.place, yutu_place_unref);
  G_OBJECT_CLASS (yutu_sheet_dialog_parent_class)->dispose (object);
}

static void
yutu_sheet_dialog_finalize (GObject *object)
{
  YutuSheetDialog *self = YUTU_SHEET_DIALOG (object);

  g_free (self->path);
  g_free ((char *)self->indicator.id);
  g_clear_object (&self->writing);
  G_OBJECT_CLASS (yutu_sheet_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, YutuSheetDialog, side);
  gtk_widget_class_bind_template_child (widget_class, YutuSheetDialog, print);
  gtk_widget_class_bind_template_child (widget_class, YutuSheetDialog, export);
  gtk_widget_class_bind_template_child (widget_class, YutuSheetDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, YutuSheetDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, YutuSheetDialog, template);
  gtk_widget_class_bind_template_child (widget_class, YutuSheetDialog, title_row);
  gtk_widget_class_bind_template_child (widget_class, YutuSheetDialog, review_row);
  gtk_widget_class_bind_template_child (widget_class, YutuSheetDialog, paper);
  gtk_widget_class_bind_template_child (widget_class, YutuSheetDialog, orientation);
  gtk_widget_class_bind_template_child (widget_class, YutuSheetDialog, format);
  gtk_widget_class_bind_template_child (widget_class, YutuSheetDialog, resolution);
  gtk_widget_class_bind_template_child (widget_class, YutuSheetDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, YutuSheetDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, YutuSheetDialog, facts);
  gtk_widget_class_bind_template_child (widget_class, YutuSheetDialog, working);
  gtk_widget_class_bind_template_child (widget_class, YutuSheetDialog, progress);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, error_closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, review_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, title_changed_cb);
}

static void
yutu_sheet_dialog_class_init (YutuSheetDialogClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yutu_sheet_dialog_dispose;
  object_class->finalize = yutu_sheet_dialog_finalize;
  exported_signal = g_signal_new ("exported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-sheet-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "sheet.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "sheet.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "sheet.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "sheet.print", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "sheet.export", NULL);
}

static void
yutu_sheet_dialog_init (YutuSheetDialog *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  yutu_whole_text_watch (GTK_WIDGET (self));
  g_signal_connect_object (focus, "leave", G_CALLBACK (title_left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->title_row), focus);
}

GtkWidget *
yutu_sheet_dialog_new (GtkWindow           *parent,
                       YutuSession         *session,
                       const YutuSheetView *view,
                       gboolean             prints)
{
  YutuSheetDialog *self = g_object_new (YUTU_TYPE_SHEET_DIALOG, "transient-for", parent, NULL);
  GtkWidget       *first = prints ? self->print : self->export;

  yutu_dialog_fit (GTK_WINDOW (self), self->side);
  take_view (self, view);
  fill_templates (self);
  self->session = g_object_ref (session);
  gtk_widget_add_css_class (first, "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self), first);
  gtk_widget_set_sensitive (GTK_WIDGET (self->review_row), FALSE); /* until it is read */
  yutu_session_read_review_number_async (session, NULL, review_read_cb, g_object_ref (self));
  begin_make (self);
  return GTK_WIDGET (self);
}

static void
exported_cb (AdwToastOverlay *toasts,
             const char      *path)
{
  g_autofree char *name = g_path_get_basename (path);
  /* Translators: %s is a file's name */
  g_autofree char *text = g_strdup_printf (_ ("Exported as %s"), name);

  yutu_toasts_tell (toasts, text);
}

void
yutu_sheet_dialog_set_toasts (YutuSheetDialog *self,
                              AdwToastOverlay *toasts)
{
  g_return_if_fail (YUTU_IS_SHEET_DIALOG (self));

  g_signal_connect_object (self, "exported", G_CALLBACK (exported_cb), toasts, G_CONNECT_SWAPPED);
}

YutuSheet *
yutu_sheet_dialog_get_sheet (YutuSheetDialog *self)
{
  g_return_val_if_fail (YUTU_IS_SHEET_DIALOG (self), NULL);

  return self->making == NULL && self->typing_source == 0 ? self->sheet : NULL;
}
