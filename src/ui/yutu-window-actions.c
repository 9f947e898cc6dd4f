/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-window-private.h"

#include <glib/gi18n.h>

#include "ui/yutu-focus.h"
#include "ui/yutu-toasts.h"
#include "ui/yutu-words.h"

/* ---- Files ---- */

YutuWindow *
yutu_window_find_free (YutuWindow *self)
{
  YutuWindow *window = self;

  if (!yutu_window_is_free (self))
    {
      window = yutu_window_new (gtk_window_get_application (GTK_WINDOW (self)));
      gtk_window_present (GTK_WINDOW (window));
    }
  return window;
}

static GtkFileChooserNative *
new_chooser (YutuWindow          *self,
             const char          *title,
             GtkFileChooserAction action)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, NULL, NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Yutu files"));
  gtk_file_filter_add_suffix (filter, "yutu");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  return chooser;
}

static void
open_response_cb (GtkNativeDialog *dialog,
                  int              response,
                  YutuWindow      *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL && g_file_peek_path (file) != NULL)
    yutu_window_open (yutu_window_find_free (self), g_file_peek_path (file));
  g_object_unref (dialog);
}

static void
open_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GtkFileChooserNative *chooser =
    new_chooser (user_data, _ ("Open a file"), GTK_FILE_CHOOSER_ACTION_OPEN);

  g_signal_connect_object (chooser, "response", G_CALLBACK (open_response_cb), user_data, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
new_response_cb (GtkNativeDialog *dialog,
                 int              response,
                 YutuWindow      *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL && g_file_peek_path (file) != NULL)
    {
      path = g_str_has_suffix (g_file_peek_path (file), ".yutu")
               ? g_strdup (g_file_peek_path (file))
               : g_strconcat (g_file_peek_path (file), ".yutu", NULL);
      yutu_window_open_new (yutu_window_find_free (self), path);
    }
  g_object_unref (dialog);
}

static void
new_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  GtkFileChooserNative *chooser =
    new_chooser (user_data, _ ("New file"), GTK_FILE_CHOOSER_ACTION_SAVE);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _ ("county.yutu"));
  g_signal_connect_object (chooser, "response", G_CALLBACK (new_response_cb), user_data, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* ---- Undo ---- */

typedef struct
{
  YutuWindow *window; /* owned */
  char       *title;
  gboolean    is_redo;
} UndoRequest;

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree UndoRequest *request = user_data;
  g_autoptr (YutuWindow) self = request->window;
  g_autofree char *title = request->title;
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;
  g_autoptr (GError) error = NULL;
  AdwToast *toast = NULL;

  if (!yutu_session_undo_finish (YUTU_SESSION (source), result, &error))
    {
      yutu_window_show_error (self, error);
      return;
    }
  if (self->toasts == NULL)
    return;
  text = g_strdup_printf (request->is_redo ? _ ("Redone: %s") : _ ("Undone: %s"), title);
  markup = g_markup_escape_text (text, -1);
  toast = adw_toast_new (markup);
  adw_toast_set_button_label (toast, request->is_redo ? _ ("Undo") : _ ("Redo"));
  adw_toast_set_action_name (toast, request->is_redo ? "win.undo" : "win.redo");
  yutu_toasts_take (self->toasts, toast);
}

static void
begin_undo (YutuWindow *self,
            gboolean    is_redo)
{
  UndoRequest *request = NULL;

  if (self->session == NULL)
    return;
  request = g_new (UndoRequest, 1);
  request->window = g_object_ref (self);
  request->is_redo = is_redo;
  g_object_get (self->session, is_redo ? "redo-title" : "undo-title", &request->title, NULL);
  yutu_session_undo_async (self->session, is_redo, undone_cb, request);
}

/* What was asked about is what undo takes now. */
static void
bulk_response_cb (AdwMessageDialog *dialog,
                  const char       *response,
                  YutuWindow       *self)
{
  g_autofree char *title = NULL;

  if (!g_str_equal (response, "undo") || self->session == NULL)
    return;
  g_object_get (self->session, "undo-title", &title, NULL);
  if (g_strcmp0 (title, g_object_get_data (G_OBJECT (dialog), "undo-title")) == 0)
    begin_undo (self, FALSE);
}

static void
ask_bulk_undo (YutuWindow *self,
               const char *title,
               gint64      n_objects)
{
  g_autofree char  *count = yutu_words_count (n_objects);
  g_autofree char  *heading = g_strdup_printf (_ ("Undo “%s”?"), title);
  AdwMessageDialog *dialog =
    ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), heading, NULL));

  /* Translators: %s is a number */
  adw_message_dialog_format_body (
    dialog, _ ("It wrote %s records at once, and all of them go. Redo brings them back."), count);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "undo", _ ("_Undo"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "undo", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "undo-title", g_strdup (title), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (bulk_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
undo_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  YutuWindow      *self = user_data;
  g_autofree char *title = NULL;
  gint64           n_objects = 0;

  if (yutu_window_step_draft (self, FALSE))
    return;
  if (self->session != NULL)
    g_object_get (self->session, "undo-title", &title, "undo-bulk", &n_objects, NULL);
  if (title != NULL && n_objects > 0)
    ask_bulk_undo (self, title, n_objects);
  else if (title != NULL)
    begin_undo (self, FALSE);
}

static void
redo_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  if (!yutu_window_step_draft (user_data, TRUE))
    begin_undo (user_data, TRUE);
}

static void
set_undo_tooltip (GtkWidget  *button,
                  const char *title,
                  const char *plain)
{
  g_autofree char *text = title != NULL ? g_strdup_printf ("%s: %s", plain, title) : g_strdup (plain);

  gtk_widget_set_tooltip_text (button, text);
}

void
yutu_window_update_actions (YutuWindow *self)
{
  g_autofree char         *undo = NULL;
  g_autofree char         *redo = NULL;
  gboolean                 may_write = FALSE;
  gboolean                 has_file = self->session != NULL;
  static const char *const of_file[] = { "print", "export-view", "search", "date", "today", "back", "tool", "zoom-in",
                                         "zoom-out", "fit", "next-hit", "previous-hit", "workspace", "fullscreen",
                                         "previous-change", "next-change", "compare", "known-on" };

  if (has_file)
    {
      g_object_get (self->session, "undo-title", &undo, "redo-title", &redo, NULL);
      may_write = yutu_session_get_read_only_reason (self->session) == NULL;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (of_file); i++)
    g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), of_file[i])), has_file);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search), has_file);
  gtk_widget_set_visible (GTK_WIDGET (self->date), has_file);
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "undo")),
    may_write && (undo != NULL || yutu_window_has_draft_step (self, FALSE)));
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "redo")),
    may_write && (redo != NULL || yutu_window_has_draft_step (self, TRUE)));
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "import")), may_write);
  set_undo_tooltip (self->undo, undo, _ ("Undo (Ctrl+Z)"));
  set_undo_tooltip (self->redo, redo, _ ("Redo (Ctrl+Shift+Z)"));
}

/* ---- Getting about ---- */

static void
search_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  yutu_search_box_start (YUTU_WINDOW (user_data)->search);
}

static void
date_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  yutu_date_button_popup (YUTU_WINDOW (user_data)->date);
}

static void
today_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  YutuWindow *self = user_data;

  if (self->session != NULL)
    yutu_session_set_day (self->session, yutu_day_today ());
}

static void
back_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  yutu_place_pane_go_back (YUTU_WINDOW (user_data)->pane);
}

static void
cancel_read_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  yutu_place_pane_cancel (YUTU_WINDOW (user_data)->pane);
}

static void
cancel_jobs_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  YutuWindow *self = user_data;

  if (self->session != NULL)
    yutu_session_cancel_jobs (self->session);
}

/* The panes in their order; those that are folded away are left out. */
static void
move_to_pane (YutuWindow *self,
              int         by)
{
  GtkWidget *panes[5] = { GTK_WIDGET (self->search) };
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  int        n = 1;
  int        at = 0;

  if (self->session == NULL)
    return;
  if (adw_flap_get_reveal_flap (self->left_flap))
    panes[n++] = self->left_pane;
  panes[n++] = GTK_WIDGET (self->map);
  if (adw_flap_get_reveal_flap (self->right_flap))
    panes[n++] = yutu_window_get_right_pane (self);
  if (gtk_revealer_get_reveal_child (self->drawer_revealer))
    panes[n++] = GTK_WIDGET (self->drawer_revealer);
  for (int i = 0; focus != NULL && i < n; i++)
    if (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i]))
      at = i;
  at = (at + by + n) % n;
  if (panes[at] == GTK_WIDGET (self->search))
    yutu_search_box_start (self->search);
  else if (panes[at] == GTK_WIDGET (self->map))
    gtk_widget_grab_focus (panes[at]);
  else if (panes[at] == self->left_pane)
    yutu_focus_first (GTK_WIDGET (self->left_stack));
  else
    yutu_focus_first (panes[at]);
  gtk_window_set_focus_visible (GTK_WINDOW (self), TRUE);
}

static void
next_pane_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  move_to_pane (user_data, 1);
}

static void
previous_pane_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  move_to_pane (user_data, -1);
}

static void
fullscreen_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  YutuWindow *self = user_data;

  yutu_window_set_leading (self, !self->is_leading);
}

/* ---- The map ---- */

static void
tool_action (GSimpleAction *action,
             GVariant      *state,
             gpointer       user_data)
{
  YutuWindow *self = user_data;

  yutu_map_view_set_tool (self->map, (YutuMapTool)g_variant_get_int32 (state));
  g_simple_action_set_state (action, state);
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

static void
map_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  YutuWindow      *self = user_data;
  g_autofree char *name = g_strconcat ("map.", g_action_get_name (G_ACTION (action)), NULL);

  gtk_widget_activate_action (GTK_WIDGET (self->map), name, NULL);
}

static void
hit_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  yutu_map_view_step_hit (YUTU_WINDOW (user_data)->map,
                          g_str_equal (g_action_get_name (G_ACTION (action)), "previous-hit"));
}

/* ---- Panes ---- */

static void
show_pane_action (GSimpleAction *action,
                  GVariant      *state,
                  gpointer       user_data)
{
  YutuWindow *self = user_data;
  gboolean    is_left = g_str_equal (g_action_get_name (G_ACTION (action)), "show-left");

  adw_flap_set_reveal_flap (is_left ? self->left_flap : self->right_flap,
                            g_variant_get_boolean (state));
}

static void
set_pane_state (YutuWindow *self,
                const char *name,
                AdwFlap    *flap)
{
  g_simple_action_set_state (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)),
    g_variant_new_boolean (adw_flap_get_reveal_flap (flap)));
}

static void
follow_panes (YutuWindow *self)
{
  set_pane_state (self, "show-left", self->left_flap);
  set_pane_state (self, "show-right", self->right_flap);
}

static const GActionEntry ACTIONS[] = {
  { "new", new_action },
  { "open", open_action },
  { "undo", undo_action },
  { "redo", redo_action },
  { "search", search_action },
  { "date", date_action },
  { "today", today_action },
  { "back", back_action },
  { "cancel-read", cancel_read_action },
  { "cancel-jobs", cancel_jobs_action },
  { "next-pane", next_pane_action },
  { "previous-pane", previous_pane_action },
  { "fullscreen", fullscreen_action },
  { "show-left", NULL, NULL, "true", show_pane_action },
  { "show-right", NULL, NULL, "true", show_pane_action },
  { "tool", NULL, "i", "0", tool_action },
  { "zoom-in", map_action },
  { "zoom-out", map_action },
  { "fit", map_action },
  { "next-hit", hit_action },
  { "previous-hit", hit_action },
};

void
yutu_window_add_actions (YutuWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  yutu_window_add_workspace_actions (self);
  yutu_window_add_sheet_actions (self);
  yutu_window_add_time (self);
  yutu_window_add_import_action (self);
  yutu_window_add_drop (self);
  g_signal_connect_object (self->left_flap, "notify::reveal-flap", G_CALLBACK (follow_panes), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->right_flap, "notify::reveal-flap", G_CALLBACK (follow_panes), self,
                           G_CONNECT_SWAPPED);
  /* So that Esc means this only while something is read. */
  g_object_bind_property (self->pane, "waiting",
                          g_action_map_lookup_action (G_ACTION_MAP (self), "cancel-read"), "enabled",
                          G_BINDING_SYNC_CREATE);
  follow_panes (self);
  yutu_window_update_actions (self);
}
