/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-name-paper-window.h"

#include <glib/gi18n.h>

#include "ui/yutu-text-part.h"
#include "ui/yutu-toasts.h"

struct _YutuNamePaperWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkLabel        *missing;
  GtkLabel        *text;
  GtkWidget       *buttons;

  YutuSession      *session;
  GCancellable     *cancellable;
  gint64            place;
  YutuNamePaperKind kind;
  char             *title;
};

G_DEFINE_FINAL_TYPE (YutuNamePaperWindow, yutu_name_paper_window, ADW_TYPE_WINDOW)

static void
tell (YutuNamePaperWindow *self,
      const char          *text)
{
  yutu_toasts_tell (self->toasts, text);
}

/* ---- What is shown ---- */

static void
show_missing (YutuNamePaperWindow *self,
              const YutuNamePaper *paper)
{
  gboolean         is_lacking = paper->lacking->len > 0;
  g_autofree char *list = yutu_name_paper_dup_headings (is_lacking ? paper->lacking : paper->missing);
  g_autofree char *text = g_strdup_printf (is_lacking ? _ ("This notice cannot go out yet. By law it must tell: %s. Enter it in the record, or in the case that leads the name.")
                                                      : _ ("The record has nothing for: %s. Enter it there, or in the case that leads the name."),
                                           list);

  gtk_label_set_label (self->missing, text);
  gtk_widget_remove_css_class (GTK_WIDGET (self->missing), is_lacking ? "warning" : "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->missing), is_lacking ? "error" : "warning");
  gtk_widget_set_visible (GTK_WIDGET (self->missing), paper->missing->len > 0);
  gtk_widget_set_sensitive (self->buttons, !is_lacking);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuNamePaperWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuNamePaper) paper = yutu_session_write_name_paper_finish (YUTU_SESSION (source), result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (paper == NULL)
    {
      gtk_label_set_label (self->text, error->message);
      return;
    }
  text = yutu_name_paper_dup_text (paper);
  g_free (self->title);
  self->title = g_strdup (paper->title);
  gtk_window_set_title (GTK_WINDOW (self), paper->title);
  gtk_label_set_label (self->text, text);
  show_missing (self, paper);
}

/* ---- What is done with it ---- */

static void
copy_cb (YutuNamePaperWindow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gtk_label_get_label (self->text));
  tell (self, _ ("Copied"));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (YutuNamePaperWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_saved = yutu_session_save_name_paper_finish (YUTU_SESSION (source), result, &error);

  tell (self, is_saved ? _ ("Saved") : error->message);
}

static void
save_response_cb (GtkNativeDialog     *dialog,
                  int                  response,
                  YutuNamePaperWindow *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL && g_file_peek_path (file) != NULL && self->session != NULL)
    yutu_session_save_name_paper_async (self->session, self->place, self->kind, g_file_peek_path (file), saved_cb,
                                        g_object_ref (self));
  g_object_unref (dialog);
}

static void
save_as (YutuNamePaperWindow *self,
         const char          *suffix)
{
  g_autofree char      *name = g_strdup_printf ("%s.%s", self->title, suffix);
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_ ("Save"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  g_strdelimit (name, "/", '-');
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (save_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser)); /* let go when it has answered */
}

static void
save_text_cb (YutuNamePaperWindow *self)
{
  save_as (self, "txt");
}

static void
save_pdf_cb (YutuNamePaperWindow *self)
{
  save_as (self, "pdf");
}

/* ---- Making ---- */

static void
add_button (YutuNamePaperWindow *self,
            const char          *label,
            const char          *tip,
            GCallback            callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tip);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->buttons), button);
}

static GtkWidget *
new_page (YutuNamePaperWindow *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->missing = GTK_LABEL (yutu_text_part_label ());
  self->text = GTK_LABEL (yutu_text_part_label ());
  gtk_widget_set_visible (GTK_WIDGET (self->missing), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self->text), "notice");
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->missing));
  gtk_box_append (GTK_BOX (page), GTK_WIDGET (self->text));
  gtk_widget_set_margin_start (page, 18);
  gtk_widget_set_margin_end (page, 18);
  gtk_widget_set_margin_top (page, 12);
  gtk_widget_set_margin_bottom (page, 18);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), page);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
yutu_name_paper_window_dispose (GObject *object)
{
  YutuNamePaperWindow *self = YUTU_NAME_PAPER_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->title, g_free);
  G_OBJECT_CLASS (yutu_name_paper_window_parent_class)->dispose (object);
}

static void
yutu_name_paper_window_class_init (YutuNamePaperWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_name_paper_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
yutu_name_paper_window_init (YutuNamePaperWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *toasts = adw_toast_overlay_new ();

  self->toasts = ADW_TOAST_OVERLAY (toasts);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_sensitive (self->buttons, FALSE);
  add_button (self, _ ("_Copy"), _ ("Copy the text"), G_CALLBACK (copy_cb));
  add_button (self, _ ("_Text…"), _ ("Save it as plain text"), G_CALLBACK (save_text_cb));
  add_button (self, _ ("_PDF…"), _ ("Save it as PDF"), G_CALLBACK (save_pdf_cb));
  gtk_widget_set_halign (self->buttons, GTK_ALIGN_END);
  gtk_widget_set_margin_start (self->buttons, 18);
  gtk_widget_set_margin_end (self->buttons, 18);
  gtk_widget_set_margin_bottom (self->buttons, 12);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), new_page (self));
  gtk_box_append (GTK_BOX (box), self->buttons);
  adw_toast_overlay_set_child (self->toasts, box);
  adw_window_set_content (ADW_WINDOW (self), toasts);
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 620);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
}

GtkWidget *
yutu_name_paper_window_new (GtkWindow        *parent,
                            YutuSession      *session,
                            gint64            place,
                            YutuNamePaperKind kind)
{
  YutuNamePaperWindow *self = g_object_new (YUTU_TYPE_NAME_PAPER_WINDOW, "transient-for", parent, "title",
                                            kind == YUTU_NAME_NOTICE ? _ ("Notice") : _ ("Filing sheet"), NULL);

  self->session = g_object_ref (session);
  self->place = place;
  self->kind = kind;
  self->cancellable = g_cancellable_new ();
  yutu_session_write_name_paper_async (session, place, kind, self->cancellable, written_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
