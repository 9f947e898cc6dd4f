/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The menu of a point of the map: by the right button what is under the pointer, by the Menu key or Shift+F10 the
 * middle, as Enter has it. A tool that waits for a point or draws keeps the map to itself. */

#include "ui/yutu-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "scene/yutu-projection.h"

static YutuMapPoint
find_map_point (YutuWindow *self,
                YutuView   *view)
{
  YutuMapPoint at;

  yutu_map_view_get_view (self->map, view);
  yutu_view_from_screen (view, self->menu_x, self->menu_y, &at.x, &at.y);
  return at;
}

static YutuPoint
find_point (YutuWindow *self)
{
  YutuView     view;
  YutuMapPoint at = find_map_point (self, &view);

  return yutu_projection_inverse (view.epsg, at);
}

static void
choose_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  YutuWindow *self = user_data;

  yutu_map_view_choose_at (self->map, self->menu_x, self->menu_y);
}

/* As a coordinate that is searched for: the page tells what it is called. */
static void
address_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  YutuWindow *self = user_data;
  g_autoptr (YutuPlace) place = NULL;

  if (self->session == NULL)
    return;
  place = yutu_place_new_point (find_point (self));
  yutu_session_set_place (self->session, place);
  adw_flap_set_reveal_flap (self->right_flap, TRUE);
}

static void
copy_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  YutuWindow      *self = user_data;
  YutuPoint        point = find_point (self);
  g_autofree char *text = g_strdup_printf ("%.6f, %.6f", yutu_grid_to_degrees (point.x), yutu_grid_to_degrees (point.y));
  g_autofree char *said = g_strdup_printf (_ ("Copied: %s"), text);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self->map)), text);
  yutu_window_add_toast (self, said, FALSE);
}

static void
center_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  YutuWindow  *self = user_data;
  YutuView     view;
  YutuMapPoint at = find_map_point (self, &view);

  yutu_map_view_set_view (self->map, at.x, at.y, view.resolution);
}

/* ---- The menu ---- */

static const GActionEntry ACTIONS[] = {
  { "point-choose", choose_action },
  { "point-address", address_action },
  { "point-copy", copy_action },
  { "point-center", center_action },
};

static GtkPopover *
new_menu (YutuWindow *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *popover = NULL;

  g_menu_append (menu, _ ("_Choose What Is Here"), "win.point-choose");
  g_menu_append (menu, _ ("_Address of This Point"), "win.point-address");
  g_menu_append (menu, _ ("Co_py the Coordinate"), "win.point-copy");
  g_menu_append (menu, _ ("Centre the _Map Here"), "win.point-center");
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_widget_set_parent (popover, gtk_widget_get_parent (GTK_WIDGET (self->map)));
  return GTK_POPOVER (popover);
}

static gboolean
is_drawing (YutuWindow *self)
{
  g_autoptr (GVariant) tool = g_action_group_get_action_state (G_ACTION_GROUP (self), "edit-tool");

  return self->workspace == YUTU_WORKSPACE_EDIT && strcmp (g_variant_get_string (tool, NULL), "move") != 0;
}

static gboolean
pop_up (YutuWindow *self,
        double      x,
        double      y)
{
  GdkRectangle at = { (int)x, (int)y, 1, 1 };

  if (self->session == NULL || is_drawing (self) || yutu_map_view_get_tool (self->map) != YUTU_MAP_TOOL_SELECT)
    return FALSE;
  self->menu_x = x;
  self->menu_y = y;
  if (self->point_menu == NULL)
    self->point_menu = new_menu (self);
  gtk_popover_set_pointing_to (self->point_menu, &at);
  gtk_popover_popup (self->point_menu);
  return TRUE;
}

/* Not at the press: what pops up under a button that is held takes its release away, and GTK then keeps the map. */
static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             YutuWindow      *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  if (n_press == 1)
    pop_up (self, x, y);
}

static gboolean
key_cb (GtkWidget *widget,
        GVariant  *arguments,
        gpointer   data)
{
  return pop_up (data, gtk_widget_get_width (widget) / 2.0, gtk_widget_get_height (widget) / 2.0);
}

void
yutu_window_add_point_menu (YutuWindow *self)
{
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (self), ACTIONS, G_N_ELEMENTS (ACTIONS), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (click));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                                                          gtk_callback_action_new (key_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->map), keys);
}
