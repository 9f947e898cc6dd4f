/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Saving what the drawer lists, with a bar that says how far it is and can give it up. */

#include <glib/gi18n.h>

#include "session/yutu-export.h"
#include "ui/yutu-drawer-private.h"
#include "ui/yutu-words.h"

#define REPORT_MS 100

static const char *const CASE_HEADINGS[] = {
  N_ ("Case number"), N_ ("Case title"), N_ ("Module"), N_ ("Kind of case"), N_ ("State"),
  N_ ("Township"), N_ ("Village"), N_ ("Officer"), N_ ("Opened"), N_ ("Due"),
  N_ ("Closed on"), N_ ("Longitude"), N_ ("Latitude"), NULL
};
static const char *const FACILITY_HEADINGS[] = { N_ ("Name"), N_ ("Register"), N_ ("Status"),
                                                 N_ ("Township"), N_ ("Village"), N_ ("Since"),
                                                 N_ ("Longitude"), N_ ("Latitude"), NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (CASE_HEADINGS) == YUTU_LIST_CASE_COLUMNS + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (FACILITY_HEADINGS) == YUTU_LIST_FACILITY_COLUMNS + 1);

static gboolean
report_cb (gpointer data)
{
  YutuDrawer *self = data;
  const char *stage = NULL;
  guint64     done = 0;
  guint64     total = 0;

  yutu_progress_read (self->saving_progress, &stage, &done, &total);
  yutu_drawer_show_waiting (self, TRUE, total > 0 ? (double)done / (double)total : -1);
  return G_SOURCE_CONTINUE;
}

static void
end_saving (YutuDrawer *self)
{
  g_clear_handle_id (&self->saving_source, g_source_remove);
  g_clear_pointer (&self->saving_progress, yutu_progress_unref);
  g_clear_object (&self->saving);
  yutu_drawer_show_waiting (self, FALSE, -1);
  gtk_widget_set_sensitive (self->save_button, TRUE);
}

static void
say_saved (YutuDrawer   *self,
           gboolean      done,
           gint64        rows,
           const GError *error)
{
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;

  if (self->saving == NULL) /* the drawer is going */
    return;
  end_saving (self);
  if (!done)
    {
      yutu_drawer_fail (self, error);
      return;
    }
  count = yutu_words_count (rows);
  text = g_strdup_printf (g_dngettext (NULL, "%s row was saved.", "%s rows were saved.", (gulong)rows),
                          count);
  g_signal_emit_by_name (self, "message", text);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (YutuDrawer) self = data;
  g_autoptr (GError) error = NULL;
  gint64   rows = 0;
  gboolean done = yutu_session_save_list_finish (YUTU_SESSION (source), result, &rows, &error);

  say_saved (self, done, rows, error);
}

/* ---- A register with all its fields ---- */

typedef struct
{
  YutuDrawer *drawer; /* owned */
  char       *layer;
  char       *path;
} RegisterSave;

static void
register_save_free (RegisterSave *self)
{
  g_object_unref (self->drawer);
  g_free (self->layer);
  g_free (self->path);
  g_free (self);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (YutuDrawer) self = data;
  g_autoptr (GError) error = NULL;
  gint64   rows = 0;
  gboolean done = yutu_session_export_finish (YUTU_SESSION (source), result, &rows, &error);

  say_saved (self, done, rows, error);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  RegisterSave *save = data;
  YutuDrawer   *self = save->drawer;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = yutu_session_find_list_finish (YUTU_SESSION (source), result, &error);
  YutuExportSpec spec = { .layer = save->layer,
                          .path = save->path,
                          .format = g_str_has_suffix (save->path, ".xlsx") ? YUTU_SINK_XLSX
                                                                           : YUTU_SINK_CSV,
                          .only = ids };

  if (ids == NULL)
    say_saved (self, FALSE, 0, error);
  else if (self->saving != NULL)
    yutu_session_export_async (YUTU_SESSION (source), &spec, self->saving_progress, self->saving,
                               exported_cb, g_object_ref (self));
  register_save_free (save);
}

static void
save_register (YutuDrawer         *self,
               const YutuListSpec *spec,
               const char         *path)
{
  RegisterSave *save = g_new0 (RegisterSave, 1);

  save->drawer = g_object_ref (self);
  save->layer = g_strdup (spec->facilities.kind);
  save->path = g_strdup (path);
  yutu_session_find_list_async (self->session, spec, self->saving, found_cb, save);
}

static void
save_table (YutuDrawer         *self,
            YutuListKind        kind,
            const YutuListSpec *spec,
            const char         *path)
{
  const char *const *headings = kind == YUTU_LIST_CASES ? CASE_HEADINGS : FACILITY_HEADINGS;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  YutuListWords list = { NULL, yutu_words_facility_status, NULL };

  for (gsize i = 0; headings[i] != NULL; i++)
    g_ptr_array_add (words, (gpointer)_ (headings[i]));
  g_ptr_array_add (words, NULL);
  list.headings = (const char *const *)words->pdata;
  list.title = kind == YUTU_LIST_CASES ? _ ("Cases") : _ ("Facilities");
  yutu_session_save_list_async (self->session, spec, &list, path, self->saving_progress, self->saving,
                                saved_cb, g_object_ref (self));
}

/* Facilities of one register are saved with all its fields, in the form in which it is imported too;
 * any other list as the table shows it. */
void
yutu_drawer_save (YutuDrawer *self,
                  const char *path)
{
  YutuListKind        kind = yutu_drawer_get_kind (self);
  const YutuListSpec *spec = yutu_table_get_spec (self->tables[kind]);

  if (spec == NULL || self->saving != NULL)
    return;
  self->saving = g_cancellable_new ();
  self->saving_progress = yutu_progress_new (self->saving);
  self->saving_source = g_timeout_add (REPORT_MS, report_cb, self); /* removed in dispose */
  gtk_widget_set_sensitive (self->save_button, FALSE);
  if (kind == YUTU_LIST_FACILITIES && spec->facilities.kind != NULL)
    save_register (self, spec, path);
  else
    save_table (self, kind, spec, path);
}

/* ---- Where to ---- */

static void
response_cb (GtkFileChooserNative *chooser,
             int                   response,
             YutuDrawer           *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL && g_file_peek_path (file) != NULL)
    yutu_drawer_save (self, g_file_peek_path (file));
  g_object_unref (chooser);
}

static void
save_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  YutuDrawer      *self = data;
  const char      *suffix = g_variant_get_string (parameter, NULL);
  gboolean         is_xlsx = g_str_equal (suffix, "xlsx");
  gboolean         is_cases = yutu_drawer_get_kind (self) == YUTU_LIST_CASES;
  g_autofree char *day = yutu_words_day (yutu_session_get_day (self->session));
  g_autofree char *name = g_strdup_printf (is_cases ? _ ("Cases %s") : _ ("Facilities %s"), day);
  g_autofree char *file = g_strdup_printf ("%s.%s", name, suffix);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    _ ("Save the list"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
    GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_file_filter_add_suffix (filter, suffix);
  gtk_file_filter_set_name (filter, is_xlsx ? _ ("Spreadsheets (XLSX)") : _ ("Plain text (CSV)"));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser)); /* let go when it has answered */
}

void
yutu_drawer_add_save (YutuDrawer *self)
{
  static const GActionEntry entries[] = { { "save", save_action, "s", NULL, NULL, { 0 } } };

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
}
