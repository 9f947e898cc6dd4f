/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Pointer and keys of the drawing tool. A drag moves the map: only clicks draw. */

#include "ui/yutu-draw-tool-private.h"
#include "ui/yutu-edit-mode.h"

#include <glib/gi18n.h>

#define AGAIN_PX 4.0 /* a click so near to the last point is the second of a double click */
#define FAR_PX   10
#define EDGE_PX  24.0

static gboolean
is_last_point (YutuDrawTool *self,
               double        x,
               double        y)
{
  gsize            n = 0;
  const YutuPoint *points = yutu_drawing_get_points (self->drawing, &n);
  double           px, py;

  return n > 0 && yutu_map_view_point_to_screen (self->map, points[n - 1], &px, &py) &&
         hypot (px - x, py - y) <= AGAIN_PX;
}

static gboolean
point_at_pixel (YutuDrawTool *self,
                double        x,
                double        y,
                gboolean      by_keys)
{
  YutuPoint point;

  if (!yutu_map_view_point_from_screen (self->map, x, y, &point))
    return FALSE;
  yutu_draw_tool_point_at (self, point, by_keys);
  return TRUE;
}

static gboolean
click (double   x,
       double   y,
       gpointer data)
{
  YutuDrawTool *self = data;
  YutuPoint     now;

  if (is_last_point (self, x, y))
    {
      yutu_draw_tool_finish (self);
      return TRUE;
    }
  /* what was chosen by Tab stays chosen while the pointer does not move */
  if (yutu_map_view_point_from_screen (self->map, x, y, &now) &&
      (!self->has_cursor || self->has_typed || !yutu_point_equal (now, self->cursor)))
    yutu_draw_tool_point_at (self, now, FALSE);
  yutu_draw_tool_set_step (self);
  return TRUE;
}

static gboolean
hover (double   x,
       double   y,
       gpointer data)
{
  YutuDrawTool *self = data;
  YutuPoint     now;
  gboolean      is_still = fabs (x - self->pointer_x) < 1 && fabs (y - self->pointer_y) < 1;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->map), "crosshair");
  self->pointer_x = x;
  self->pointer_y = y;
  if (is_still && (self->by_keys || self->has_typed))
    return TRUE;
  if (yutu_map_view_point_from_screen (self->map, x, y, &now) &&
      !(self->has_cursor && yutu_point_equal (now, self->cursor)))
    yutu_draw_tool_point_at (self, now, FALSE);
  return TRUE;
}

static void
leave (gpointer data)
{
  YutuDrawTool *self = data;

  if (self->by_keys || !self->has_cursor)
    return;
  self->has_cursor = FALSE;
  yutu_draw_tool_update (self);
}

/* ---- Keys ---- */

/* The cursor of the keys; in the middle of the map at first, and again when it is out of sight. */
static void
get_cursor_pixel (YutuDrawTool *self,
                  double       *x,
                  double       *y)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->map));
  double height = gtk_widget_get_height (GTK_WIDGET (self->map));

  if (self->has_cursor && yutu_map_view_point_to_screen (self->map, self->cursor, x, y) && *x >= 0 &&
      *y >= 0 && *x <= width && *y <= height)
    return;
  *x = floor (width / 2);
  *y = floor (height / 2);
}

static void
move_cursor (YutuDrawTool *self,
             int           dx,
             int           dy)
{
  double x, y;
  double width = gtk_widget_get_width (GTK_WIDGET (self->map));
  double height = gtk_widget_get_height (GTK_WIDGET (self->map));

  get_cursor_pixel (self, &x, &y);
  if (!point_at_pixel (self, x + dx, y + dy, TRUE))
    return;
  /* the map comes along */
  if (x + dx < EDGE_PX)
    gtk_widget_activate_action (GTK_WIDGET (self->map), "map.pan-left", NULL);
  else if (x + dx > width - EDGE_PX)
    gtk_widget_activate_action (GTK_WIDGET (self->map), "map.pan-right", NULL);
  else if (y + dy < EDGE_PX)
    gtk_widget_activate_action (GTK_WIDGET (self->map), "map.pan-up", NULL);
  else if (y + dy > height - EDGE_PX)
    gtk_widget_activate_action (GTK_WIDGET (self->map), "map.pan-down", NULL);
}

gboolean
yutu_draw_hand_read_arrow (guint           keyval,
                           GdkModifierType state,
                           int            *dx,
                           int            *dy)
{
  int step = (state & GDK_SHIFT_MASK) != 0 ? FAR_PX : 1;

  *dx = keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left     ? -step
        : keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right ? step
                                                                : 0;
  *dy = keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up       ? -step
        : keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down ? step
                                                              : 0;
  return *dx != 0 || *dy != 0;
}

/* One step back; with nothing drawn any more it goes no further, and what was drawn can come again. */
static void
go_back (YutuDrawTool *self,
         guint         keyval)
{
  if (yutu_draw_tool_step_back (self))
    return;
  if (yutu_draw_tool_has_step (self, TRUE))
    yutu_draw_tool_say (self, _ ("All is taken back: Ctrl+Shift+Z brings it again"));
  else if (keyval == GDK_KEY_Escape)
    yutu_draw_tool_leave (self);
}

gboolean
yutu_draw_hand_take_key (YutuDrawTool *self,
                         guint         keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Escape:
    case GDK_KEY_BackSpace:
      go_back (self, keyval);
      return TRUE;
    case GDK_KEY_Tab:
      return yutu_draw_tool_cycle (self, FALSE);
    case GDK_KEY_ISO_Left_Tab:
      return yutu_draw_tool_cycle (self, TRUE);
    case GDK_KEY_c:
    case GDK_KEY_at:
      yutu_draw_tool_ask_to_type (self);
      return TRUE;
    default:
      return yutu_edit_mode_take_key (GTK_WIDGET (self->map), keyval);
    }
}

static void
enter_key (YutuDrawTool *self)
{
  double x, y;

  if (!self->has_cursor && !self->has_typed)
    {
      get_cursor_pixel (self, &x, &y);
      point_at_pixel (self, x, y, TRUE);
    }
  yutu_draw_tool_set_step (self);
}

static gboolean
key (guint           keyval,
     GdkModifierType state,
     gpointer        data)
{
  YutuDrawTool *self = data;
  int           dx = 0, dy = 0;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      enter_key (self);
      return TRUE;
    case GDK_KEY_t:
      yutu_draw_tool_set_tracing (self, !self->is_tracing);
      return TRUE;
    default:
      if (!yutu_draw_hand_read_arrow (keyval, state, &dx, &dy))
        return yutu_draw_hand_take_key (self, keyval);
      move_cursor (self, dx, dy);
      return TRUE;
    }
}

const YutuMapHand yutu_draw_hand = {
  .click = click,
  .hover = hover,
  .leave = leave,
  .key = key,
  .snapshot = yutu_draw_tool_snapshot,
};
