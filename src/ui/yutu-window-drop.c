/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Files dropped on the window: a file of Yutu's is opened, one from outside is imported, lines of text are looked up
 * as addresses. What a part of the window takes itself, a case its attachments, does not come here. */

#include "ui/yutu-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/yutu-toasts.h"

static gboolean
is_own_file (const char *path)
{
  g_autofree char *low = g_ascii_strdown (path, -1);

  return g_str_has_suffix (low, ".yutu");
}

static gboolean
has_suffix (const char        *path,
            const char *const *suffixes)
{
  const char      *dot = strrchr (path, '.');
  g_autofree char *low = g_ascii_strdown (dot != NULL ? dot + 1 : "", -1);

  return g_strv_contains (suffixes, low);
}

static const char *const TABLES[] = { "csv", "xlsx", NULL };
static const char *const TEXTS[] = { "txt", NULL };

/* Whether a dialog of the window waits for an answer. */
static gboolean
is_blocked (YutuWindow *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (window) == GTK_WINDOW (self) && gtk_window_get_modal (window) &&
          gtk_widget_get_visible (GTK_WIDGET (window)))
        return TRUE;
    }
  return FALSE;
}

/* ---- A table: data, or addresses to be looked up ---- */

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             YutuWindow       *self)
{
  const char *path = g_object_get_data (G_OBJECT (dialog), "path");

  if (g_str_equal (response, "match"))
    yutu_window_review_file (self, path);
  else if (g_str_equal (response, "import"))
    yutu_window_import (self, path);
}

static void
ask_what_for (YutuWindow *self,
              const char *path)
{
  g_autofree char  *name = g_path_get_basename (path);
  AdwMessageDialog *dialog =
    ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), _ ("What is this table for?"), NULL));

  adw_message_dialog_format_body (dialog,
                                  _ ("“%s” can be taken into the file, or its addresses can be looked up in the library, "
                                     "which changes nothing."),
                                  name);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "match", _ ("_Look addresses up"), "import",
                                    _ ("_Import"), NULL);
  adw_message_dialog_set_default_response (dialog, "match");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "path", g_strdup (path), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ---- What is not taken ---- */

static const char *const OLD_TABLES[] = { "xls", "et", "ods", "numbers", NULL };

/* What can be dropped here by its name. */
static gboolean
is_known (const char *path)
{
  return path != NULL && (is_own_file (path) || has_suffix (path, TEXTS) || yutu_window_may_import (path));
}

static const char *
why_unknown (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return _ ("This is a folder: drop the file in it that is to be opened or imported");
  if (has_suffix (path, OLD_TABLES))
    return _ ("Save this table as XLSX or CSV in the program that wrote it, then drop that");
  return _ ("This is no file that can be opened or imported: drop a Yutu file, boundaries, a register of "
            "codes, or a list of addresses");
}

/* NULL: @path is taken; else why not. */
static const char *
take_path (YutuWindow *self,
           const char *path)
{
  if (path == NULL)
    return _ ("Only files of this computer can be dropped here");
  if (!is_known (path))
    return why_unknown (path);
  if (is_own_file (path))
    {
      yutu_window_open (yutu_window_find_free (self), path);
      return NULL;
    }
  if (self->session == NULL)
    return _ ("Open a file first that may be changed, then drop what is to be imported");
  if (has_suffix (path, TEXTS) || (self->shows_review && has_suffix (path, TABLES)))
    {
      yutu_window_review_file (self, path);
      return NULL;
    }
  if (!g_action_group_get_action_enabled (G_ACTION_GROUP (self), "import"))
    return _ ("Open a file first that may be changed, then drop what is to be imported");
  if (self->workspace == YUTU_WORKSPACE_LOCATE && has_suffix (path, TABLES))
    ask_what_for (self, path);
  else
    yutu_window_import (self, path);
  return NULL;
}

/* Parts of a shapefile come along with it: those are not spoken of. */
static void
tell_rest (YutuWindow *self,
           GSList     *files,
           const char *taken)
{
  g_autofree char *name = g_path_get_basename (taken);
  g_autofree char *text = NULL;
  guint            n = 0;

  for (GSList *l = files; l != NULL; l = l->next)
    n += is_known (g_file_peek_path (l->data)) ? 1 : 0;
  if (n < 2)
    return;
  /* Translators: the name of a file */
  text = g_strdup_printf (_ ("One file at a time: this is “%s”, drop the others after it"), name);
  yutu_toasts_tell (self->toasts, text);
}

static gboolean
take_files (YutuWindow *self,
            GSList     *files)
{
  const char *why = NULL;

  for (GSList *l = files; l != NULL; l = l->next)
    {
      const char *path = g_file_peek_path (l->data);

      why = take_path (self, path);
      if (why == NULL)
        {
          tell_rest (self, files, path);
          return TRUE;
        }
    }
  yutu_toasts_tell (self->toasts, why);
  return FALSE;
}

/* ---- Lines of addresses ---- */

static gboolean
take_text (YutuWindow *self,
           const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));
  const char      *why = NULL;

  if (self->session == NULL)
    why = _ ("Open a file first, then drop the addresses that are to be looked up in it");
  else if (*stripped == '\0')
    why = _ ("There is no text in what was dropped");
  if (why != NULL)
    yutu_toasts_tell (self->toasts, why);
  else
    yutu_window_review_text (self, text);
  return why == NULL;
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         YutuWindow    *self)
{
  if (is_blocked (self))
    {
      yutu_toasts_tell (self->toasts, _ ("Answer or close the dialog first, then drop it again"));
      return FALSE;
    }
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return g_value_get_boxed (value) != NULL && take_files (self, g_value_get_boxed (value));
  return G_VALUE_HOLDS_STRING (value) && take_text (self, g_value_get_string (value));
}

/* What is dragged out of a field of the window itself and let go beside it is no list of addresses. */
static gboolean
accept_cb (GtkDropTarget *target,
           GdkDrop       *drop,
           YutuWindow    *self)
{
  return gdk_drop_get_drag (drop) == NULL &&
         gdk_content_formats_match (gtk_drop_target_get_formats (target), gdk_drop_get_formats (drop));
}

void
yutu_window_add_drop (YutuWindow *self)
{
  GType          types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING }; /* files tell their names as text, too */
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("A Yutu file that is dropped here is opened, a file of boundaries or codes "
                                     "is imported, a list of addresses is looked up"),
                                  -1);
  g_signal_connect_object (target, "accept", G_CALLBACK (accept_cb), self, 0);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
