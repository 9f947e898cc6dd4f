/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Files from outside into the open one. */

#include "ui/yutu-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/yutu-import-assistant.h"
#include "ui/yutu-words.h"

static const char *const SUFFIXES[] = { "shp", "gpkg", "geojson", "json", "kml", "gml", "csv", "xlsx", NULL };

static void
imported_cb (YutuImportAssistant *assistant,
             const char          *file,
             guint                units,
             const YutuMapBox    *box,
             YutuWindow          *self)
{
  g_autofree char *count = yutu_words_count (units);
  /* Translators: a number, and a file's name */
  g_autofree char *text =
    g_strdup_printf (ngettext ("%s record taken in from %s", "%s records taken in from %s", units),
                     count, file);

  yutu_window_add_toast (self, text, TRUE);
  if (box->max_x >= box->min_x && self->session != NULL)
    yutu_map_view_show_box (self->map, yutu_projection_inverse_box (
                                         yutu_session_get_map_epsg (self->session), *box));
}

static void
present (YutuWindow *self,
         GtkWidget  *assistant)
{
  g_signal_connect_object (assistant, "imported", G_CALLBACK (imported_cb), self, 0);
  gtk_window_present (GTK_WINDOW (assistant));
}

void
yutu_window_import (YutuWindow *self,
                    const char *path)
{
  if (self->session != NULL)
    present (self, yutu_import_assistant_new (GTK_WINDOW (self), self->session, path));
}

static void
resume (const YutuDraft *draft,
        gpointer         data)
{
  YutuWindow *self = data;
  GtkWidget  *assistant = NULL;

  if (self->session == NULL)
    return;
  assistant =
    yutu_import_assistant_new_resumed (GTK_WINDOW (self), self->session, draft->content);
  if (assistant != NULL)
    present (self, assistant);
  else
    yutu_session_leave_draft (self->session, draft->key);
}

gboolean
yutu_window_may_import (const char *path)
{
  const char      *dot = strrchr (path, '.');
  g_autofree char *low = g_ascii_strdown (dot != NULL ? dot + 1 : "", -1);

  return g_strv_contains (SUFFIXES, low);
}

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             YutuWindow      *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL && g_file_peek_path (file) != NULL)
    yutu_window_import (self, g_file_peek_path (file));
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser    *chooser,
            const char        *name,
            const char *const *suffixes)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (gsize i = 0; suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
import_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  static const char *const boundaries[] = { "shp", "gpkg", "geojson", "json", "kml", "gml", NULL };
  static const char *const codes[] = { "csv", "xlsx", NULL };
  YutuWindow              *self = user_data;
  GtkFileChooserNative    *chooser =
    gtk_file_chooser_native_new (_ ("Import a file"), GTK_WINDOW (self),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  add_filter (GTK_FILE_CHOOSER (chooser), _ ("Boundaries, lines, pillars, place names, addresses and registers"), SUFFIXES);
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("Boundaries"), boundaries);
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("Tables (CSV, XLSX)"), codes);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
units_changed_cb (YutuWindow *self)
{
  GListModel *units = self->session != NULL ? yutu_session_get_units (self->session) : NULL;

  /* On an earlier day there may be none, too. */
  gtk_widget_set_visible (self->empty_note,
                          units != NULL && g_list_model_get_n_items (units) == 0 &&
                            yutu_session_get_day (self->session) >= yutu_day_today ());
}

void
yutu_window_follow_units (YutuWindow *self)
{
  g_signal_connect_object (self->session, "notify::units", G_CALLBACK (units_changed_cb), self,
                           G_CONNECT_SWAPPED);
  units_changed_cb (self);
}

static const GActionEntry ACTIONS[] = {
  { "import", import_action },
};

void
yutu_window_add_import_action (YutuWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  yutu_draft_bar_add_handler (self->draft_bar, YUTU_IMPORT_DRAFT_KIND, resume, self);
}
