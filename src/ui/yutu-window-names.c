/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The scan for non-standard names (不规范地名) in the window: below the map, each leading to its place and its case. */

#include "ui/yutu-readings-window.h"
#include "ui/yutu-window-private.h"

static void
shown_cb (YutuScanList              *list,
          const YutuNonstandardName *name,
          YutuWindow                *self)
{
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_NAME, name->place);

  yutu_session_set_place (self->session, place);
  if (name->has_point)
    yutu_map_view_show_box (self->map, (YutuBox){ name->point.x, name->point.y, name->point.x, name->point.y });
}

/* The page of the case, or else of the name, has the keyboard next. */
static void
opened_cb (YutuScanList *list,
           gint64        case_file,
           YutuWindow   *self)
{
  if (case_file != 0)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.show-case", "x", case_file);
      return;
    }
  if (self->workspace != YUTU_WORKSPACE_LOCATE)
    yutu_window_set_workspace (self, YUTU_WORKSPACE_LOCATE);
  adw_flap_set_reveal_flap (self->right_flap, TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->pane), GTK_DIR_TAB_FORWARD);
}

static void
done_cb (YutuScanList *list,
         const char   *text,
         YutuWindow   *self)
{
  yutu_window_add_toast (self, text, TRUE);
}

static void
failed_cb (YutuScanList *list,
           const GError *error,
           YutuWindow   *self)
{
  yutu_window_show_error (self, error);
}

static void
scan_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  YutuWindow *self = user_data;

  if (self->session == NULL)
    return;
  yutu_window_show_scan (self, TRUE);
  yutu_scan_list_scan (self->scan_list);
}

static void
close_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  yutu_window_show_scan (user_data, FALSE);
}

static void
show_name_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  YutuWindow *self = user_data;
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_NAME, g_variant_get_int64 (parameter));

  if (self->session != NULL)
    yutu_place_pane_go_to (self->pane, place);
}

static void
show_facility_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  YutuWindow *self = user_data;
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_FACILITY, g_variant_get_int64 (parameter));

  if (self->session != NULL)
    yutu_place_pane_go_to (self->pane, place);
}

static void
readings_action (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  YutuWindow *self = user_data;

  if (self->session != NULL)
    gtk_window_present (GTK_WINDOW (yutu_readings_window_new (GTK_WINDOW (self), self->session)));
}

static void
read_word_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  YutuWindow *self = user_data;
  GtkWidget  *readings = self->session != NULL ? yutu_readings_window_new (GTK_WINDOW (self), self->session) : NULL;

  if (readings == NULL)
    return;
  yutu_readings_window_ask (YUTU_READINGS_WINDOW (readings), g_variant_get_string (parameter, NULL));
  gtk_window_present (GTK_WINDOW (readings));
}

void
yutu_window_add_names (YutuWindow *self)
{
  static const GActionEntry ACTIONS[] = {
    { "scan-names", scan_action },
    { "close-scan", close_action },
    { "show-name", show_name_action, "x" },
    { "show-facility", show_facility_action, "x" },
    { "readings", readings_action },
    { "read-word", read_word_action, "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  yutu_scan_list_set_map (self->scan_list, self->map);
  g_signal_connect_object (self->scan_list, "shown", G_CALLBACK (shown_cb), self, 0);
  g_signal_connect_object (self->scan_list, "opened", G_CALLBACK (opened_cb), self, 0);
  g_signal_connect_object (self->scan_list, "done", G_CALLBACK (done_cb), self, 0);
  g_signal_connect_object (self->scan_list, "failed", G_CALLBACK (failed_cb), self, 0);
}
