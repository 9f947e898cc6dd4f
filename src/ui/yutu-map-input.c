/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Pointer, touch and keys of the map.
 *
 *   press ──short way──▶ release: a click chooses; the second of a double click zooms in
 *     └──── drag ──────▶ the map moves, and goes on when thrown
 *     └──── drag that a tool in hand took ──▶ is the tool's (yutu-map-hand.h)
 *     └──── drag with Shift, or with a tool ──▶ a box, lasso or circle */

#include "ui/yutu-map-view-private.h"

#define PAN_STEP_PX      96.0
#define SMOOTH_PX        120.0 /* of a smooth scroll, for half a zoom number */
#define SETTLE_MS        140
#define TRAIL_US         100000
#define LASSO_STEP_PX    3.0
#define MIN_THROW_POINTS 2

void
yutu_map_view_update_cursor (YutuMapView *self)
{
  const char *name = "default";

  if (self->pointer.panning)
    name = "grabbing";
  else if (self->tool != YUTU_MAP_TOOL_SELECT || self->pointer.drawing != NULL)
    name = "crosshair";
  else if (self->hover.id != 0 && self->hover.kind != YUTU_HIT_UNIT)
    name = "pointer";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), name);
}

/* ---- the way of the pointer ---- */

static void
note_trail (YutuMapPointer *pointer,
            double          x,
            double          y)
{
  if (pointer->n_trail == G_N_ELEMENTS (pointer->trail_us))
    {
      pointer->n_trail--;
      memmove (pointer->trail_us, pointer->trail_us + 1, pointer->n_trail * sizeof (gint64));
      memmove (pointer->trail_x, pointer->trail_x + 1, pointer->n_trail * sizeof (double));
      memmove (pointer->trail_y, pointer->trail_y + 1, pointer->n_trail * sizeof (double));
    }
  pointer->trail_us[pointer->n_trail] = g_get_monotonic_time ();
  pointer->trail_x[pointer->n_trail] = x;
  pointer->trail_y[pointer->n_trail] = y;
  pointer->n_trail++;
}

/* A pointer that was held still before it was let go throws nothing. */
static void
throw_map (YutuMapView *self)
{
  YutuMapPointer *pointer = &self->pointer;
  gint64          now = g_get_monotonic_time ();
  guint           first = 0, last = pointer->n_trail - 1;
  double          seconds;

  while (first < pointer->n_trail && now - pointer->trail_us[first] > TRAIL_US)
    first++;
  if (pointer->n_trail - first < MIN_THROW_POINTS)
    return;
  seconds = (double)(now - pointer->trail_us[first]) / G_USEC_PER_SEC;
  if (seconds > 0)
    yutu_map_view_throw (self, (pointer->trail_x[last] - pointer->trail_x[first]) / seconds,
                         (pointer->trail_y[last] - pointer->trail_y[first]) / seconds);
}

/* ---- drawing a box, lasso or circle ---- */

static void
begin_drawing (YutuMapView *self,
               YutuMapTool  tool,
               double       x,
               double       y)
{
  YutuMapPoint at;

  yutu_map_view_stop (self);
  yutu_map_view_clear_hover (self);
  yutu_view_from_screen (&self->view, x, y, &at.x, &at.y);
  self->pointer.drawing = yutu_map_drawing_new (tool, self->view.epsg, at.x, at.y);
  yutu_map_view_update_cursor (self);
}

static void
move_drawing (YutuMapView *self,
              double       x,
              double       y)
{
  YutuMapPoint at;

  self->pointer.x = x;
  self->pointer.y = y;
  yutu_view_from_screen (&self->view, x, y, &at.x, &at.y);
  yutu_map_drawing_move (self->pointer.drawing, at.x, at.y, LASSO_STEP_PX * self->view.resolution);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* (transfer full) (nullable): the place that was drawn. */
static YutuPlace *
end_drawing (YutuMapView *self)
{
  YutuPlace *place = yutu_map_drawing_make_place (self->pointer.drawing);

  g_clear_pointer (&self->pointer.drawing, yutu_map_drawing_free);
  yutu_map_view_set_tool (self, YUTU_MAP_TOOL_SELECT);
  yutu_map_view_update_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return place;
}

static void
cancel_drawing (YutuMapView *self)
{
  g_clear_pointer (&self->pointer.drawing, yutu_map_drawing_free);
  yutu_map_view_update_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- drag ---- */

static void
drag_begin_cb (GtkGestureDrag *gesture,
               double          x,
               double          y,
               YutuMapView    *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  yutu_map_view_stop (self);
  self->pointer.start_x = x;
  self->pointer.start_y = y;
  self->pointer.n_trail = 0;
  self->hand_pressed =
    self->hand != NULL && self->hand->press != NULL && self->tool == YUTU_MAP_TOOL_SELECT &&
    gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_PRIMARY &&
    self->hand->press (x, y, self->hand_data);
}

static void
begin_drag (GtkGestureDrag *gesture,
            YutuMapView    *self)
{
  GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  guint       button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  YutuMapTool tool = self->tool;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  if (self->hand_pressed)
    {
      self->hand_drags = TRUE;
      yutu_map_view_clear_hover (self);
      return;
    }
  if (tool == YUTU_MAP_TOOL_SELECT && (state & GDK_SHIFT_MASK))
    tool = YUTU_MAP_TOOL_BOX;
  if (tool != YUTU_MAP_TOOL_SELECT && tool != YUTU_MAP_TOOL_POINT && button == GDK_BUTTON_PRIMARY)
    {
      begin_drawing (self, tool, self->pointer.start_x, self->pointer.start_y);
      return;
    }
  self->pointer.panning = TRUE;
  self->pointer.start = self->view;
  yutu_map_view_clear_hover (self);
  yutu_map_view_update_cursor (self);
}

static void
drag_update_cb (GtkGestureDrag *gesture,
                double          dx,
                double          dy,
                YutuMapView    *self)
{
  double x = self->pointer.start_x + dx, y = self->pointer.start_y + dy;

  if (!yutu_map_view_has_map (self) || self->pointer.pinching)
    return;
  if (!self->pointer.panning && self->pointer.drawing == NULL && !self->hand_drags)
    {
      if (!gtk_drag_check_threshold (GTK_WIDGET (self), (int)self->pointer.start_x,
                                     (int)self->pointer.start_y, (int)x, (int)y))
        return;
      begin_drag (gesture, self);
    }
  self->pointer.x = x;
  self->pointer.y = y;
  if (self->hand_drags)
    self->hand->drag (x, y, self->hand_data);
  else if (self->pointer.drawing != NULL)
    move_drawing (self, x, y);
  else
    {
      YutuView view = self->pointer.start;

      yutu_view_pan (&view, round (dx), round (dy));
      yutu_map_view_jump (self, &view, TRUE);
      note_trail (&self->pointer, x, y);
    }
}

static void
drag_end_cb (GtkGestureDrag *gesture,
             double          dx,
             double          dy,
             YutuMapView    *self)
{
  g_autoptr (YutuPlace) place = NULL;

  if (self->hand_drags)
    {
      self->hand_drags = FALSE;
      self->hand->drop (self->pointer.start_x + dx, self->pointer.start_y + dy, self->hand_data);
      return;
    }
  if (self->pointer.drawing != NULL)
    {
      move_drawing (self, self->pointer.start_x + dx, self->pointer.start_y + dy);
      place = end_drawing (self);
      if (place != NULL)
        yutu_map_view_choose (self, place);
    }
  if (!self->pointer.panning)
    return;
  self->pointer.panning = FALSE;
  yutu_map_view_update_cursor (self);
  yutu_map_view_update_label (self);
  throw_map (self);
  yutu_map_view_ask_hover (self);
}

static void
drag_cancel_cb (GtkGesture       *gesture,
                GdkEventSequence *sequence,
                YutuMapView      *self)
{
  self->pointer.panning = FALSE;
  if (self->hand_drags)
    self->hand->cancel (self->hand_data);
  self->hand_drags = FALSE;
  cancel_drawing (self);
}

/* ---- click ---- */

static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             YutuMapView     *self)
{
  if (self->tool == YUTU_MAP_TOOL_POINT)
    {
      yutu_map_view_pick_at (self, x, y);
      return;
    }
  if (self->tool != YUTU_MAP_TOOL_SELECT || self->pointer.drawing != NULL)
    return;
  if (self->hand != NULL && self->hand->click (x, y, self->hand_data))
    return;
  if (n_press == 2)
    yutu_map_view_zoom_steps (self, 2, x, y);
  else if (n_press == 1 && !yutu_map_view_choose_mark_at (self, x, y))
    yutu_map_view_choose_at (self, x, y);
}

/* ---- wheel and pinch ---- */

static gboolean
settle_cb (gpointer data)
{
  YutuMapView *self = data;

  self->pointer.settle_timeout = 0;
  yutu_map_view_jump (self, &self->view, TRUE);
  yutu_map_view_ask_hover (self);
  return G_SOURCE_REMOVE;
}

static void
scroll_smoothly (YutuMapView *self,
                 double       dy)
{
  YutuView view = self->view;

  yutu_view_zoom_about (&view, exp2 (-dy / SMOOTH_PX / 2), self->pointer.x, self->pointer.y);
  yutu_map_view_clear_hover (self);
  yutu_map_view_jump (self, &view, FALSE);
  g_clear_handle_id (&self->pointer.settle_timeout, g_source_remove);
  self->pointer.settle_timeout = g_timeout_add (SETTLE_MS, settle_cb, self);
}

static void
scroll_by_steps (YutuMapView *self,
                 double       dy)
{
  double steps;

  self->pointer.wheel_rest += dy;
  steps = trunc (self->pointer.wheel_rest);
  self->pointer.wheel_rest -= steps;
  if (steps != 0)
    yutu_map_view_zoom_steps (self, -(int)CLAMP (steps, -8, 8), self->pointer.x, self->pointer.y);
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           YutuMapView              *self)
{
  if (!yutu_map_view_has_map (self) || self->pointer.panning || self->pointer.drawing != NULL)
    return GDK_EVENT_STOP;
  if (gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_SURFACE)
    scroll_smoothly (self, dy);
  else
    scroll_by_steps (self, dy);
  return GDK_EVENT_STOP;
}

static void
zoom_begin_cb (GtkGesture       *gesture,
               GdkEventSequence *sequence,
               YutuMapView      *self)
{
  yutu_map_view_stop (self);
  yutu_map_view_clear_hover (self);
  cancel_drawing (self);
  self->pointer.panning = FALSE;
  self->pointer.pinching = TRUE;
  self->pointer.start = self->view;
  gtk_gesture_get_bounding_box_center (gesture, &self->pointer.start_x, &self->pointer.start_y);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

/* The map point that was between the fingers stays between them. */
static void
zoom_scale_cb (GtkGestureZoom *gesture,
               double          scale,
               YutuMapView    *self)
{
  YutuView view = self->pointer.start;
  double   x = self->pointer.start_x, y = self->pointer.start_y;

  if (!self->pointer.pinching || !yutu_map_view_has_map (self) || scale <= 0)
    return;
  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  yutu_view_pan (&view, x - self->pointer.start_x, y - self->pointer.start_y);
  yutu_view_zoom_about (&view, scale, x, y);
  yutu_map_view_jump (self, &view, FALSE);
}

static void
zoom_end_cb (GtkGesture       *gesture,
             GdkEventSequence *sequence,
             YutuMapView      *self)
{
  if (!self->pointer.pinching)
    return;
  self->pointer.pinching = FALSE;
  yutu_map_view_jump (self, &self->view, TRUE);
}

/* ---- motion ---- */

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           YutuMapView              *self)
{
  if (self->pointer.inside && self->pointer.x == x && self->pointer.y == y)
    return;
  self->pointer.inside = TRUE;
  self->pointer.x = x;
  self->pointer.y = y;
  gtk_widget_queue_draw (GTK_WIDGET (self)); /* the readout */
  if (!self->pointer.panning && self->pointer.drawing == NULL && !self->hand_drags)
    yutu_map_view_ask_hover (self);
}

static void
enter_cb (GtkEventControllerMotion *controller,
          double                    x,
          double                    y,
          YutuMapView              *self)
{
  motion_cb (controller, x, y, self);
}

static void
leave_cb (GtkEventControllerMotion *controller,
          YutuMapView              *self)
{
  self->pointer.inside = FALSE;
  if (self->hand != NULL && self->hand->leave != NULL)
    self->hand->leave (self->hand_data);
  yutu_map_view_clear_hover (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- actions and keys ---- */

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                YutuMapView           *self)
{
  return self->hand != NULL && self->hand->key != NULL && self->tool == YUTU_MAP_TOOL_SELECT &&
         yutu_map_view_has_map (self) && self->hand->key (keyval, state, self->hand_data);
}

static void
zoom_in_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  YutuMapView *self = YUTU_MAP_VIEW (widget);

  yutu_map_view_zoom_steps (self, 1, self->view.width / 2.0, self->view.height / 2.0);
}

static void
zoom_out_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  YutuMapView *self = YUTU_MAP_VIEW (widget);

  yutu_map_view_zoom_steps (self, -1, self->view.width / 2.0, self->view.height / 2.0);
}

static void
fit_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  yutu_map_view_fit (YUTU_MAP_VIEW (widget));
}

/* The picture moves against the arrow: what lies there comes in. */
static void
pan_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  static const struct
  {
    const char *name;
    int         x;
    int         y;
  } ways[] = {
    { "map.pan-left", 1, 0 },
    { "map.pan-right", -1, 0 },
    { "map.pan-up", 0, 1 },
    { "map.pan-down", 0, -1 },
  };
  YutuMapView *self = YUTU_MAP_VIEW (widget);
  YutuView     view = self->rest;

  if (!yutu_map_view_has_map (self))
    return;
  if (YUTU_MAP_VIEW (widget)->tool == YUTU_MAP_TOOL_POINT) /* what is chosen stays so while a point is asked for */
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (ways[i].name, name))
      yutu_view_pan (&view, ways[i].x * PAN_STEP_PX, ways[i].y * PAN_STEP_PX);
  yutu_map_view_jump (self, &view, TRUE);
}

/* To the unit that borders on the chosen one that way. */
static void
neighbour_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  static const struct
  {
    const char *name;
    double      x;
    double      y;
  } ways[] = {
    { "map.neighbour-left", -1, 0 },
    { "map.neighbour-right", 1, 0 },
    { "map.neighbour-up", 0, 1 },
    { "map.neighbour-down", 0, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (ways[i].name, name))
      yutu_map_view_choose_neighbour (YUTU_MAP_VIEW (widget), ways[i].x, ways[i].y);
}

static void
next_hit_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  yutu_map_view_step_hit (YUTU_MAP_VIEW (widget), FALSE);
}

static void
choose_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  YutuMapView *self = YUTU_MAP_VIEW (widget);
  double       x = floor (self->view.width / 2.0);
  double       y = floor (self->view.height / 2.0);

  if (self->tool == YUTU_MAP_TOOL_POINT)
    yutu_map_view_pick_at (self, x, y);
  else
    yutu_map_view_choose_at (self, x, y);
}

static void
cancel_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  YutuMapView *self = YUTU_MAP_VIEW (widget);

  if (self->pointer.drawing != NULL)
    cancel_drawing (self);
  yutu_map_view_set_tool (self, YUTU_MAP_TOOL_SELECT);
}

/* Esc belongs to others while there is nothing to give up here. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  YutuMapView *self = YUTU_MAP_VIEW (widget);

  if (self->pointer.drawing == NULL && self->tool == YUTU_MAP_TOOL_SELECT)
    return GDK_EVENT_PROPAGATE;
  cancel_action (widget, NULL, NULL);
  return GDK_EVENT_STOP;
}

/* Tab goes through what lies under the last click, then on to the next widget. */
static gboolean
tab_cb (GtkWidget *widget,
        GVariant  *arguments,
        gpointer   data)
{
  YutuMapView *self = YUTU_MAP_VIEW (widget);
  gboolean     backwards = g_variant_get_boolean (arguments);

  if (self->hits->len < 2 || !self->is_hit_place ||
      (backwards ? self->hit == 0 : self->hit + 1 == self->hits->len))
    return GDK_EVENT_PROPAGATE;
  yutu_map_view_step_hit (self, backwards);
  return GDK_EVENT_STOP;
}

void
yutu_map_view_class_init_input (GtkWidgetClass *klass)
{
  static const struct
  {
    const char                 *name;
    GtkWidgetActionActivateFunc run;
    guint                       keys[4];
    GdkModifierType             modifiers;
  } actions[] = {
    { "map.zoom-in", zoom_in_action, { GDK_KEY_plus, GDK_KEY_equal, GDK_KEY_KP_Add } },
    { "map.zoom-out", zoom_out_action, { GDK_KEY_minus, GDK_KEY_KP_Subtract } },
    { "map.fit", fit_action, { GDK_KEY_Home, GDK_KEY_0, GDK_KEY_KP_0 } },
    { "map.pan-left", pan_action, { GDK_KEY_Left, GDK_KEY_KP_Left } },
    { "map.pan-right", pan_action, { GDK_KEY_Right, GDK_KEY_KP_Right } },
    { "map.pan-up", pan_action, { GDK_KEY_Up, GDK_KEY_KP_Up } },
    { "map.pan-down", pan_action, { GDK_KEY_Down, GDK_KEY_KP_Down } },
    { "map.neighbour-left", neighbour_action, { GDK_KEY_Left, GDK_KEY_KP_Left }, GDK_SHIFT_MASK },
    { "map.neighbour-right", neighbour_action, { GDK_KEY_Right, GDK_KEY_KP_Right }, GDK_SHIFT_MASK },
    { "map.neighbour-up", neighbour_action, { GDK_KEY_Up, GDK_KEY_KP_Up }, GDK_SHIFT_MASK },
    { "map.neighbour-down", neighbour_action, { GDK_KEY_Down, GDK_KEY_KP_Down }, GDK_SHIFT_MASK },
    { "map.next-hit", next_hit_action, { GDK_KEY_n } },
    { "map.choose", choose_action, { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_space } },
    { "map.cancel", cancel_action, { 0 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (klass, actions[i].name, NULL, actions[i].run);
      for (int k = 0; k < 4 && actions[i].keys[k] != 0; k++)
        gtk_widget_class_add_binding_action (klass, actions[i].keys[k], actions[i].modifiers,
                                             actions[i].name, NULL);
    }
  gtk_widget_class_add_binding_action (klass, GDK_KEY_plus, GDK_SHIFT_MASK, "map.zoom-in", NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_Tab, 0, tab_cb, "b", FALSE);
  gtk_widget_class_add_binding (klass, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, tab_cb, "b", TRUE);
}

static void
add_drag (YutuMapView *self,
          guint        button)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), button);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/* The controllers belong to the widget and die with it. */
void
yutu_map_view_init_input (YutuMapView *self)
{
  GtkWidget          *widget = GTK_WIDGET (self);
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkGesture         *zoom = gtk_gesture_zoom_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  add_drag (self, GDK_BUTTON_PRIMARY);
  add_drag (self, GDK_BUTTON_MIDDLE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (zoom, "begin", G_CALLBACK (zoom_begin_cb), self);
  g_signal_connect (zoom, "scale-changed", G_CALLBACK (zoom_scale_cb), self);
  g_signal_connect (zoom, "end", G_CALLBACK (zoom_end_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (zoom));
  g_signal_connect (motion, "enter", G_CALLBACK (enter_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (widget, motion);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (widget, scroll);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (widget, key);
}

void
yutu_map_view_dispose_input (YutuMapView *self)
{
  self->hand = NULL;
  g_clear_pointer (&self->hand_words, g_free);
  g_clear_handle_id (&self->pointer.settle_timeout, g_source_remove);
  g_clear_pointer (&self->pointer.drawing, yutu_map_drawing_free);
}
