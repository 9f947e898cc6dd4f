/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-window-private.h"

#include <glib/gi18n.h>

#include "ui/yutu-settings.h"
#include "ui/yutu-toasts.h"
#include "ui/yutu-whole-text.h"
#include "ui/yutu-words.h"

#define BUSY_MS 500 /* a job that takes longer shows that it runs */

G_DEFINE_FINAL_TYPE (YutuWindow, yutu_window, ADW_TYPE_APPLICATION_WINDOW)

/* ---- What the session says ---- */

static void
day_changed_cb (YutuWindow *self)
{
  YutuDay          day = yutu_session_get_day (self->session);
  g_autofree char *date = yutu_words_day (day);
  g_autofree char *text = g_strdup_printf (_ ("The map, the divisions and the counts are those of %s, not of today."), date);

  gtk_label_set_label (self->day_label, text);
  gtk_info_bar_set_revealed (self->day_bar, day != yutu_day_today ());
}

static gboolean
busy_cb (gpointer user_data)
{
  YutuWindow *self = user_data;

  gtk_widget_set_visible (self->busy_box, TRUE);
  gtk_progress_bar_pulse (self->busy);
  return G_SOURCE_CONTINUE;
}

static void
busy_changed_cb (YutuWindow *self)
{
  gboolean is_busy = FALSE;

  g_object_get (self->session, "busy", &is_busy, NULL);
  g_clear_handle_id (&self->busy_source, g_source_remove);
  gtk_widget_set_visible (self->busy_box, FALSE);
  if (is_busy)
    self->busy_source = g_timeout_add (BUSY_MS, busy_cb, self); /* removed in dispose */
}

static void
place_changed_cb (YutuWindow *self)
{
  if (yutu_session_get_place (self->session) != NULL &&
      !adw_flap_get_reveal_flap (self->right_flap))
    adw_flap_set_reveal_flap (self->right_flap, TRUE);
}

static void
message_cb (YutuSession *session,
            const char  *text,
            YutuWindow  *self)
{
  if (self->toasts != NULL)
    yutu_toasts_tell_error (self->toasts, text);
}

void
yutu_window_add_toast (YutuWindow *self,
                       const char *title,
                       gboolean    with_undo)
{
  g_autofree char *markup = g_markup_escape_text (title, -1);
  AdwToast        *toast = NULL;

  g_return_if_fail (YUTU_IS_WINDOW (self));
  if (self->toasts == NULL)
    return;
  toast = adw_toast_new (markup);
  if (with_undo)
    {
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }
  yutu_toasts_take (self->toasts, toast);
}

static void
show_read_only (YutuWindow *self,
                const char *reason)
{
  g_autofree char *text = NULL;

  if (g_strcmp0 (reason, "you may not write this file") == 0)
    text = g_strdup (_ ("For reading only: you have no right to write this file."));
  else if (reason != NULL)
    text = g_strdup_printf (
      _ ("For reading only: %s has it open for writing. Changes there are seen here."), reason);
  gtk_label_set_label (self->read_only_label, text != NULL ? text : "");
  gtk_info_bar_set_revealed (self->read_only_bar, text != NULL);
}

static void
show_title (YutuWindow *self)
{
  const char      *county = yutu_session_get_county_name (self->session);
  g_autofree char *name = g_path_get_basename (yutu_session_get_path (self->session));
  g_autofree char *title = g_strdup_printf ("%s — %s", county[0] != '\0' ? county : name, _ ("Yutu"));

  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_label_set_label (self->county, county[0] != '\0' ? county : name);
}

static gboolean
yutu_window_close_request (GtkWindow *window)
{
  if (YUTU_WINDOW (window)->session != NULL)
    yutu_session_flush_drafts (YUTU_WINDOW (window)->session);
  yutu_window_remember (YUTU_WINDOW (window));
  return GTK_WINDOW_CLASS (yutu_window_parent_class)->close_request (window);
}

static void
apply_settings (YutuWindow *self)
{
  int width = 0;
  int height = 0;

  self->settings = yutu_settings_new ();
  if (self->settings == NULL)
    return;
  g_settings_get (self->settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (GTK_WINDOW (self), width, height);
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

void
yutu_window_take_session (YutuWindow  *self,
                          YutuSession *session)
{
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  if (yutu_session_get_moment (session) != NULL)
    yutu_session_set_day (session, self->past_day);
  g_signal_connect_object (session, "notify::day", G_CALLBACK (day_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::busy", G_CALLBACK (busy_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::place", G_CALLBACK (place_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::undo-title", G_CALLBACK (yutu_window_update_actions),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::redo-title", G_CALLBACK (yutu_window_update_actions),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::units", G_CALLBACK (show_title), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "message", G_CALLBACK (message_cb), self, 0);
  yutu_map_view_set_session (self->map, session);
  yutu_layer_list_set_modules (self->layers, yutu_session_get_modules (session));
  yutu_unit_tree_set_session (self->tree, session);
  yutu_window_follow_units (self);
  yutu_window_restore_work (self);
  yutu_place_pane_set_session (self->pane, session, self->map);
  yutu_drawer_set_session (self->drawer, session);
  yutu_findings_set_session (self->findings, session);
  yutu_review_set_session (self->review, session);
  yutu_address_browser_set_session (self->addresses, session);
  yutu_scan_list_set_session (self->scan_list, session);
  yutu_edit_pane_set_session (self->edit_pane, session);
  yutu_search_box_set_session (self->search, session);
  yutu_date_button_set_session (self->date, session);
  yutu_window_take_coverage (self);
  yutu_draft_bar_set_session (self->draft_bar, session);
  yutu_window_restore (self);
  show_title (self);
  day_changed_cb (self);
  if (!yutu_window_show_moment (self))
    show_read_only (self, yutu_session_get_read_only_reason (session));
  gtk_info_bar_set_revealed (self->demo_bar, yutu_session_is_demo (session));
  gtk_stack_set_visible_child_name (self->pages, "map");
  yutu_window_update_actions (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

/* ---- Signals of the template ---- */

static void
unit_chosen_cb (YutuUnitTree *tree,
                gint64        unit,
                YutuWindow   *self)
{
  g_autoptr (YutuPlace) place = yutu_place_new_unit (unit);

  yutu_place_pane_go_to (self->pane, place);
}

static void
hit_chosen_cb (YutuSearchBox       *search,
               const YutuSearchHit *hit,
               YutuWindow          *self)
{
  g_autoptr (YutuPlace) place = yutu_session_place_of_hit (hit);
  gint64 id = hit->kind == YUTU_SEARCH_CASE ? hit->id : 0;

  if (place != NULL)
    yutu_place_pane_go_to (self->pane, place);
  if (id != 0)
    yutu_place_pane_show_case (self->pane, id);
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

static void
search_left_cb (YutuSearchBox *search,
                YutuWindow    *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
}

static void
show_box_cb (YutuPlacePane *pane,
             const YutuBox *box,
             YutuWindow    *self)
{
  gtk_revealer_set_reveal_child (self->hit_revealer, FALSE); /* those were of the last click */
  if (!yutu_box_is_empty (*box))
    yutu_map_view_show_box (self->map, *box);
}

static void
place_shown_cb (YutuPlacePane *pane,
                YutuWindow    *self)
{
  const YutuPlaceInfo *info = yutu_place_pane_get_info (pane);

  yutu_search_box_set_near (self->search, info->has_point ? &info->point : NULL);
}

static void
pane_failed_cb (YutuPlacePane *pane,
                const GError  *error,
                YutuWindow    *self)
{
  yutu_window_show_error (self, error);
}

/* The map stays where the table's mark is. */
static void
drawer_place_cb (YutuDrawer *drawer,
                 YutuPlace  *place,
                 YutuWindow *self)
{
  yutu_session_set_place (self->session, place);
}

static void
drawer_case_cb (YutuDrawer *drawer,
                gint64      id,
                YutuPlace  *place,
                YutuWindow *self)
{
  if (place != NULL)
    yutu_session_set_place (self->session, place);
  adw_flap_set_reveal_flap (self->right_flap, TRUE);
  yutu_place_pane_show_case (self->pane, id);
}

static void
drawer_failed_cb (YutuDrawer   *drawer,
                  const GError *error,
                  YutuWindow   *self)
{
  yutu_window_show_error (self, error);
}

static void
drawer_message_cb (YutuDrawer *drawer,
                   const char *text,
                   YutuWindow *self)
{
  yutu_window_add_toast (self, text, FALSE);
}

static void
hits_changed_cb (YutuMapView *map,
                 GParamSpec  *pspec,
                 YutuWindow  *self)
{
  guint            n = 0;
  guint            hit = 0;
  g_autofree char *text = NULL;

  g_object_get (map, "n-hits", &n, "hit", &hit, NULL);
  /* Translators: which of the things under the pointer is chosen, and how many there are */
  text = g_strdup_printf (_ ("%u of %u here"), hit + 1, n);
  gtk_label_set_label (self->hit_label, text);
  gtk_revealer_set_reveal_child (self->hit_revealer, n > 1);
}

static void
tool_changed_cb (YutuMapView *map,
                 GParamSpec  *pspec,
                 YutuWindow  *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "tool");

  if (action != NULL)
    g_simple_action_set_state (G_SIMPLE_ACTION (action),
                               g_variant_new_int32 (yutu_map_view_get_tool (map)));
}

static void
hint_changed_cb (YutuMapView *map,
                 GParamSpec  *pspec,
                 YutuWindow  *self)
{
  g_autofree char *hint = NULL;

  if (self->hint_revealer == NULL) /* the window goes while a point is picked */
    return;
  g_object_get (map, "hint", &hint, NULL);
  if (hint != NULL)
    gtk_label_set_label (self->hint_label, hint);
  gtk_revealer_set_reveal_child (self->hint_revealer, hint != NULL);
}

static void
bar_response_cb (GtkInfoBar *bar,
                 int         response,
                 YutuWindow *self)
{
  gtk_info_bar_set_revealed (bar, FALSE);
}

static void
cancel_opening_cb (GtkButton  *button,
                   YutuWindow *self)
{
  yutu_window_cancel_opening (self);
}

static void
retry_cb (GtkButton  *button,
          YutuWindow *self)
{
  yutu_window_retry (self);
}

void
yutu_window_show_error (YutuWindow   *self,
                        const GError *error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (YUTU_IS_WINDOW (self));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->error_bar == NULL)
    return;
  text = yutu_words_error (error);
  gtk_label_set_label (self->error_label, text);
  gtk_info_bar_set_revealed (self->error_bar, TRUE);
}

/* ---- Object ---- */

static void
yutu_window_dispose (GObject *object)
{
  YutuWindow *self = YUTU_WINDOW (object);

  if (self->opening_cancellable != NULL)
    g_cancellable_cancel (self->opening_cancellable);
  g_clear_object (&self->opening_cancellable);
  g_clear_handle_id (&self->pulse_source, g_source_remove);
  g_clear_handle_id (&self->busy_source, g_source_remove);
  g_clear_object (&self->settings);
  if (self->coverage != NULL)
    yutu_coverage_set_session (self->coverage, NULL); /* nothing is read for nobody */
  if (self->edit_pane != NULL)                        /* a drawing waits for its next point with the pane in hand, and with the session */
    yutu_draw_tool_leave (yutu_edit_pane_get_draw_tool (self->edit_pane));
  if (self->point_menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->point_menu)));
  gtk_widget_dispose_template (GTK_WIDGET (self), YUTU_TYPE_WINDOW);
  g_clear_object (&self->coverage);
  if (self->session != NULL)
    yutu_session_close (self->session); /* whatever still holds it */
  g_clear_object (&self->session);
  g_clear_weak_pointer (&self->focus_before);
  g_clear_pointer (&self->locked, g_hash_table_unref);
  g_clear_pointer (&self->left_page, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->moment, g_free);
  G_OBJECT_CLASS (yutu_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, search);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, county);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, undo);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, redo);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, date);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, demo_bar);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, read_only_bar);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, read_only_label);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, draft_bar);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, day_bar);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, day_label);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, error_bar);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, error_label);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, opening);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, failed);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, left_flap);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, right_flap);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, left_pane);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, left_stack);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, tree);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, layers);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, pane);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, indicators);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, coverage_pane);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, edit_pane);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, map);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, right_stack);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, left_grip);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, right_grip);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, tool_stack);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, tool_separator);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, hint_revealer);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, hint_label);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, drawer_revealer);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, drawer_grip);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, drawer_stack);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, drawer);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, findings);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, scan_list);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, review);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, addresses);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, hit_revealer);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, hit_label);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, busy_box);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, busy);
  gtk_widget_class_bind_template_child (widget_class, YutuWindow, empty_note);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, unit_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, hit_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_box_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, pane_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, drawer_case_cb);
  gtk_widget_class_bind_template_callback (widget_class, drawer_place_cb);
  gtk_widget_class_bind_template_callback (widget_class, drawer_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, drawer_message_cb);
  gtk_widget_class_bind_template_callback (widget_class, hits_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, tool_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, hint_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, bar_response_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_opening_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
yutu_window_class_init (YutuWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YUTU_TYPE_ADDRESS_BROWSER);
  g_type_ensure (YUTU_TYPE_COVERAGE_PANE);
  g_type_ensure (YUTU_TYPE_DATE_BUTTON);
  g_type_ensure (YUTU_TYPE_DRAWER);
  g_type_ensure (YUTU_TYPE_DRAFT_BAR);
  g_type_ensure (YUTU_TYPE_INDICATOR_LIST);
  g_type_ensure (YUTU_TYPE_EDIT_PANE);
  g_type_ensure (YUTU_TYPE_FINDINGS);
  g_type_ensure (YUTU_TYPE_SCAN_LIST);
  g_type_ensure (YUTU_TYPE_LAYER_LIST);
  g_type_ensure (YUTU_TYPE_MAP_VIEW);
  g_type_ensure (YUTU_TYPE_PANE_GRIP);
  g_type_ensure (YUTU_TYPE_PLACE_PANE);
  g_type_ensure (YUTU_TYPE_REVIEW);
  g_type_ensure (YUTU_TYPE_SEARCH_BOX);
  g_type_ensure (YUTU_TYPE_UNIT_TREE);
  G_OBJECT_CLASS (klass)->dispose = yutu_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = yutu_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yutu/Yutu/yutu-window.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
}

static void
yutu_window_init (YutuWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yutu_whole_text_watch (GTK_WIDGET (self));
  g_object_bind_property (self->map, "groups", self->layers, "groups",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  yutu_drawer_set_map (self->drawer, self->map);
  yutu_review_set_map (self->review, self->map);
  yutu_address_browser_set_map (self->addresses, self->map);
  apply_settings (self);
  yutu_window_add_panes (self);
  yutu_window_add_actions (self);
  yutu_window_add_drafts (self);
  yutu_window_add_lines (self);
  yutu_window_add_coverage (self);
  yutu_window_add_leader (self);
  yutu_window_add_edit (self);
  yutu_window_add_act (self);
  yutu_window_set_workspace (self, YUTU_WORKSPACE_LOCATE);
  yutu_window_add_cases (self);
  yutu_window_add_check (self);
  yutu_window_add_point_menu (self);
  yutu_window_add_names (self);
  yutu_window_add_review (self);
  yutu_window_add_addresses (self);
}

YutuWindow *
yutu_window_new (GtkApplication *application)
{
  return g_object_new (YUTU_TYPE_WINDOW, "application", application, NULL);
}
