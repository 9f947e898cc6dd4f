/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-pane-grip.h"

#define KEY_STEP 16

struct _YutuPaneGrip
{
  GtkWidget parent_instance;

  GtkWidget      *pane; /* not owned: a sibling in the same template */
  GtkPositionType side;
  int             size;
  int             usual;
  int             smallest;
  int             largest;
  int             drag_size; /* at the begin of a drag */
  double          drag_start;
};

enum
{
  PROP_0,
  PROP_PANE,
  PROP_SIDE,
  PROP_SIZE,
  PROP_USUAL,
  PROP_SMALLEST,
  PROP_LARGEST,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (YutuPaneGrip, yutu_pane_grip, GTK_TYPE_WIDGET)

static gboolean
is_upright (YutuPaneGrip *self)
{
  return self->side == GTK_POS_LEFT || self->side == GTK_POS_RIGHT;
}

/* Which way the pointer goes for a greater pane. */
static int
get_sign (YutuPaneGrip *self)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  switch (self->side)
    {
    case GTK_POS_LEFT:
      return is_rtl ? -1 : 1;
    case GTK_POS_RIGHT:
      return is_rtl ? 1 : -1;
    case GTK_POS_TOP:
      return 1;
    case GTK_POS_BOTTOM:
    default:
      return -1;
    }
}

int
yutu_pane_grip_get_size (YutuPaneGrip *self)
{
  g_return_val_if_fail (YUTU_IS_PANE_GRIP (self), 0);
  return self->size;
}

void
yutu_pane_grip_set_size (YutuPaneGrip *self,
                         int           size)
{
  g_return_if_fail (YUTU_IS_PANE_GRIP (self));

  size = CLAMP (size, self->smallest, MAX (self->smallest, self->largest));
  if (self->pane != NULL && is_upright (self))
    gtk_widget_set_size_request (self->pane, size, -1);
  else if (self->pane != NULL)
    gtk_widget_set_size_request (self->pane, -1, size);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  (double)self->smallest, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  (double)self->largest, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  (double)size, -1);
  if (size == self->size)
    return;
  self->size = size;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIZE]);
}

void
yutu_pane_grip_set_usual (YutuPaneGrip *self,
                          int           usual)
{
  gboolean was_usual;

  g_return_if_fail (YUTU_IS_PANE_GRIP (self));
  was_usual = yutu_pane_grip_is_usual (self);
  self->usual = CLAMP (usual, self->smallest, MAX (self->smallest, self->largest));
  if (was_usual)
    yutu_pane_grip_set_size (self, self->usual);
}

gboolean
yutu_pane_grip_is_usual (YutuPaneGrip *self)
{
  g_return_val_if_fail (YUTU_IS_PANE_GRIP (self), FALSE);
  return self->size == self->usual;
}

/* Where the pointer is on the window: the grip itself moves with the pane. */
static double
get_way (YutuPaneGrip *self,
         double        x,
         double        y)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));
  double     at_x = x;
  double     at_y = y;

  gtk_widget_translate_coordinates (GTK_WIDGET (self), root, x, y, &at_x, &at_y);
  return is_upright (self) ? at_x : at_y;
}

static void
drag_begin_cb (GtkGestureDrag *gesture,
               double          x,
               double          y,
               YutuPaneGrip   *self)
{
  self->drag_size = self->size;
  self->drag_start = get_way (self, x, y);
}

static void
drag_update_cb (GtkGestureDrag *gesture,
                double          dx,
                double          dy,
                YutuPaneGrip   *self)
{
  double x = 0;
  double y = 0;

  gtk_gesture_drag_get_start_point (gesture, &x, &y);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  yutu_pane_grip_set_size (self,
                           self->drag_size + get_sign (self) * (int)(get_way (self, x + dx, y + dy) -
                                                                     self->drag_start));
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            YutuPaneGrip    *self)
{
  if (n_press == 2)
    yutu_pane_grip_set_size (self, self->usual);
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        YutuPaneGrip          *self)
{
  gboolean upright = is_upright (self);
  int      way = 0;

  if (key == (upright ? GDK_KEY_Right : GDK_KEY_Down))
    way = KEY_STEP;
  else if (key == (upright ? GDK_KEY_Left : GDK_KEY_Up))
    way = -KEY_STEP;
  else if (key == GDK_KEY_Home)
    way = get_sign (self) * (self->usual - self->size);
  else
    return GDK_EVENT_PROPAGATE;
  yutu_pane_grip_set_size (self, self->size + get_sign (self) * way);
  return GDK_EVENT_STOP;
}

static void
follow_side (YutuPaneGrip *self)
{
  gboolean upright = is_upright (self);

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), upright ? "col-resize" : "row-resize");
  gtk_widget_set_size_request (GTK_WIDGET (self), upright ? 6 : -1, upright ? -1 : 6);
  gtk_widget_remove_css_class (GTK_WIDGET (self), upright ? "flat" : "upright");
  gtk_widget_add_css_class (GTK_WIDGET (self), upright ? "upright" : "flat");
}

static void
yutu_pane_grip_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  YutuPaneGrip *self = YUTU_PANE_GRIP (object);

  switch (prop_id)
    {
    case PROP_PANE:
      g_value_set_object (value, self->pane);
      break;
    case PROP_SIDE:
      g_value_set_enum (value, (int)self->side);
      break;
    case PROP_SIZE:
      g_value_set_int (value, self->size);
      break;
    case PROP_USUAL:
      g_value_set_int (value, self->usual);
      break;
    case PROP_SMALLEST:
      g_value_set_int (value, self->smallest);
      break;
    case PROP_LARGEST:
      g_value_set_int (value, self->largest);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yutu_pane_grip_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  YutuPaneGrip *self = YUTU_PANE_GRIP (object);

  switch (prop_id)
    {
    case PROP_PANE:
      g_set_weak_pointer (&self->pane, g_value_get_object (value));
      yutu_pane_grip_set_size (self, self->size); /* a template may name the pane last */
      break;
    case PROP_SIDE:
      self->side = (GtkPositionType)g_value_get_enum (value);
      follow_side (self);
      break;
    case PROP_SIZE:
      yutu_pane_grip_set_size (self, g_value_get_int (value));
      break;
    case PROP_USUAL:
      self->usual = g_value_get_int (value);
      break;
    case PROP_SMALLEST:
      self->smallest = g_value_get_int (value);
      break;
    case PROP_LARGEST:
      self->largest = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
yutu_pane_grip_constructed (GObject *object)
{
  G_OBJECT_CLASS (yutu_pane_grip_parent_class)->constructed (object);
  follow_side (YUTU_PANE_GRIP (object));
}

static void
yutu_pane_grip_dispose (GObject *object)
{
  g_clear_weak_pointer (&YUTU_PANE_GRIP (object)->pane);
  G_OBJECT_CLASS (yutu_pane_grip_parent_class)->dispose (object);
}

static void
yutu_pane_grip_class_init (YutuPaneGripClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  GObjectClass     *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = yutu_pane_grip_get_property;
  object_class->set_property = yutu_pane_grip_set_property;
  object_class->constructed = yutu_pane_grip_constructed;
  object_class->dispose = yutu_pane_grip_dispose;
  props[PROP_PANE] = g_param_spec_object ("pane", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_SIDE] =
    g_param_spec_enum ("side", NULL, NULL, GTK_TYPE_POSITION_TYPE, GTK_POS_LEFT, flags);
  props[PROP_SIZE] =
    g_param_spec_int ("size", NULL, NULL, 0, G_MAXINT, 0, flags | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_USUAL] = g_param_spec_int ("usual", NULL, NULL, 0, G_MAXINT, 240, flags);
  props[PROP_SMALLEST] = g_param_spec_int ("smallest", NULL, NULL, 0, G_MAXINT, 0, flags);
  props[PROP_LARGEST] = g_param_spec_int ("largest", NULL, NULL, 0, G_MAXINT, G_MAXINT, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "panegrip");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_SEPARATOR);
}

static void
yutu_pane_grip_init (YutuPaneGrip *self)
{
  GtkGesture         *drag = gtk_gesture_drag_new ();
  GtkGesture         *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->side = GTK_POS_LEFT;
  self->usual = 240;
  self->largest = G_MAXINT;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
