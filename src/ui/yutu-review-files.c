/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where lists come from, the clipboard and files, and where they go. */

#include <glib/gi18n.h>
#include <string.h>

#include "ui/yutu-review-private.h"
#include "ui/yutu-words.h"

/* ---- In ---- */

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (YutuReview) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuAddressTable) table = yutu_session_read_address_table_finish (YUTU_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return; /* given up: who did it has cleared up */
  yutu_review_end_work (self);
  if (table != NULL)
    yutu_review_take_table (self, g_steal_pointer (&table));
  else
    {
      yutu_review_clear (self);
      yutu_review_fail (self, error);
    }
}

/* Takes @path and @text, one of which is NULL. */
static void
read_list (YutuReview *self,
           char       *path,
           char       *text)
{
  yutu_review_end_draft (self, FALSE);
  yutu_review_clear (self);
  self->path = path;
  self->text = text;
  yutu_review_begin_work (self);
  yutu_session_read_address_table_async (self->session, path, text, self->work_progress, self->working, read_cb,
                                         g_object_ref (self));
}

void
yutu_review_read_file (YutuReview *self,
                       const char *path)
{
  g_return_if_fail (YUTU_IS_REVIEW (self));
  if (self->session != NULL)
    read_list (self, g_strdup (path), NULL);
}

void
yutu_review_read_text (YutuReview *self,
                       const char *text)
{
  g_return_if_fail (YUTU_IS_REVIEW (self));
  if (self->session != NULL)
    read_list (self, NULL, g_strdup (text));
}

static void
clipboard_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (YutuReview) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autofree char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  if (self->session == NULL)
    return;
  if (stripped == NULL || *stripped == '\0')
    g_signal_emit_by_name (self, "message", _ ("There is no text to paste: copy the addresses first"));
  else
    yutu_review_read_text (self, text);
}

void
yutu_review_paste (YutuReview *self)
{
  g_return_if_fail (YUTU_IS_REVIEW (self));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, clipboard_cb, g_object_ref (self));
}

static void
opened_cb (GtkFileChooserNative *chooser,
           int                   response,
           YutuReview           *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && g_file_peek_path (file) != NULL)
    yutu_review_read_file (self, g_file_peek_path (file));
  g_object_unref (chooser);
}

void
yutu_review_open_dialog (YutuReview *self)
{
  static const char *const suffixes[] = { "csv", "xlsx", "txt" };
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_ ("Open a list of addresses"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  gtk_file_filter_set_name (filter, _ ("Lists (CSV, XLSX, plain text)"));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (opened_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser)); /* let go when it has answered */
}

/* ---- Out ---- */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (YutuReview) self = data;
  g_autoptr (GError) error = NULL;
  gboolean         done = yutu_session_save_review_finish (YUTU_SESSION (source), result, &error);
  gsize            n = 0;
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;

  if (self->session == NULL)
    return;
  self->is_saving = FALSE;
  yutu_review_end_work (self);
  if (!done)
    {
      yutu_review_fail (self, error);
      return;
    }
  yutu_review_end_draft (self, TRUE);
  n = yutu_address_review_count (self->review);
  count = yutu_words_count ((gint64)n);
  text = g_strdup_printf (g_dngettext (NULL, "%s row was saved.", "%s rows were saved.", (gulong)n), count);
  g_signal_emit_by_name (self, "message", text);
}

/* The list that was given is never written over. */
static gboolean
is_given_list (YutuReview *self,
               const char *path)
{
  g_autoptr (GFile) given = self->path != NULL ? g_file_new_for_path (self->path) : NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return given != NULL && g_file_equal (given, file);
}

void
yutu_review_save (YutuReview *self,
                  const char *path)
{
  g_return_if_fail (YUTU_IS_REVIEW (self));
  if (self->review == NULL || self->working != NULL)
    return;
  if (is_given_list (self, path))
    {
      g_signal_emit_by_name (self, "message", _ ("That is the list that was given: choose another name, so that it stays as it is"));
      return;
    }
  yutu_review_begin_work (self);
  self->is_saving = TRUE;
  yutu_session_save_review_async (self->session, self->review, path, self->work_progress, self->working, saved_cb,
                                  g_object_ref (self));
}

static void
response_cb (GtkFileChooserNative *chooser,
             int                   response,
             YutuReview           *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && g_file_peek_path (file) != NULL)
    yutu_review_save (self, g_file_peek_path (file));
  g_object_unref (chooser);
}

/* "名单 已匹配.csv" (transfer full) */
static char *
suggest_name (YutuReview *self,
              const char *suffix)
{
  const char      *given = yutu_address_table_get_name (self->list);
  g_autofree char *base = g_strdup (given != NULL ? given : _ ("Addresses"));
  char            *dot = strrchr (base, '.');
  g_autofree char *name = NULL;

  if (given != NULL && dot != NULL && dot != base)
    *dot = '\0';
  /* Translators: the name of a file: that of the list */
  name = g_strdup_printf (_ ("%s matched"), base);
  return g_strdup_printf ("%s.%s", name, suffix);
}

static void
save_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  YutuReview      *self = data;
  const char      *suffix = g_variant_get_string (parameter, NULL);
  g_autofree char *name = self->list != NULL ? suggest_name (self, suffix) : NULL;
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooserNative *chooser = NULL;

  if (self->review == NULL)
    return;
  chooser = gtk_file_chooser_native_new (_ ("Save the list"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_filter_add_suffix (filter, suffix);
  gtk_file_filter_set_name (filter, g_str_equal (suffix, "xlsx") ? _ ("Spreadsheets (XLSX)") : _ ("Plain text (CSV)"));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser)); /* let go when it has answered */
}

void
yutu_review_add_files (YutuReview *self)
{
  static const GActionEntry entries[] = { { "save", save_action, "s", NULL, NULL, { 0 } } };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "review", G_ACTION_GROUP (self->actions));
}
