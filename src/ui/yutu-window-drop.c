/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Files dropped on the window: a file of Yutu's is opened, one from outside is imported. What a part of the
 * window takes itself, a case its attachments, does not come here. */

#include "ui/yutu-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

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

/* NULL: @path is taken; else why not. */
static const char *
take_path (YutuWindow *self,
           const char *path)
{
  if (path == NULL)
    return _ ("Only files of this computer can be dropped here");
  if (is_own_file (path))
    {
      yutu_window_open (yutu_window_find_free (self), path);
      return NULL;
    }
  if (self->session != NULL && (has_suffix (path, TEXTS) || (self->shows_review && has_suffix (path, TABLES))))
    {
      yutu_window_review_file (self, path);
      return NULL;
    }
  if (!yutu_window_may_import (path))
    return _ ("This is no file that can be opened or imported: drop a Yutu file, boundaries, a register of "
              "codes, or a list of addresses");
  if (!g_action_group_get_action_enabled (G_ACTION_GROUP (self), "import") || self->session == NULL)
    return _ ("Open a file first that may be changed, then drop what is to be imported");
  if (self->workspace == YUTU_WORKSPACE_LOCATE && has_suffix (path, TABLES))
    ask_what_for (self, path);
  else
    yutu_window_import (self, path);
  return NULL;
}

/* Parts of a shapefile come along with it: those are not spoken of. */
static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         YutuWindow    *self)
{
  GSList     *files = g_value_get_boxed (value);
  const char *why = NULL;

  if (files == NULL || is_blocked (self))
    return FALSE;
  for (GSList *l = files; l != NULL; l = l->next)
    {
      why = take_path (self, g_file_peek_path (l->data));
      if (why == NULL)
        return TRUE;
    }
  yutu_window_add_toast (self, why, FALSE);
  return FALSE;
}

void
yutu_window_add_drop (YutuWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("A Yutu file that is dropped here is opened, a file of boundaries or codes "
                                     "is imported, a list of addresses is looked up"),
                                  -1);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
