/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-wheel.h"

#include <math.h>

#define SURFACE_STEP 2.5 /* GtkScrolledWindow's, for what is not told in clicks of a wheel */
#define NEAR         0.5 /* px */

static gboolean
can_scroll (GtkAdjustment *place,
            double         dy)
{
  double value = gtk_adjustment_get_value (place);

  if (dy < 0)
    return value > gtk_adjustment_get_lower (place) + NEAR;
  return value < gtk_adjustment_get_upper (place) - gtk_adjustment_get_page_size (place) - NEAR;
}

/* As far as GtkScrolledWindow goes for it. */
static double
get_step (GtkEventControllerScroll *controller,
          GtkAdjustment            *place)
{
  return gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL
           ? pow (gtk_adjustment_get_page_size (place), 2.0 / 3.0)
           : SURFACE_STEP;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy)
{
  GtkWidget      *inner = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  GtkWidget      *parent = gtk_widget_get_parent (inner);
  GtkWidget      *outer = parent != NULL ? gtk_widget_get_ancestor (parent, GTK_TYPE_SCROLLED_WINDOW) : NULL;
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  GtkAdjustment  *place = NULL;

  if (dy == 0 || outer == NULL || (state & (GDK_SHIFT_MASK | GDK_CONTROL_MASK)) != 0 ||
      can_scroll (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (inner)), dy))
    return GDK_EVENT_PROPAGATE;
  place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (outer));
  if (!can_scroll (place, dy))
    return GDK_EVENT_PROPAGATE;
  gtk_adjustment_set_value (place, gtk_adjustment_get_value (place) + dy * get_step (controller, place));
  return GDK_EVENT_STOP;
}

void
yutu_wheel_pass_on (GtkScrolledWindow *inner)
{
  GtkEventController *wheel = NULL;

  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (inner));

  wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  g_signal_connect (wheel, "scroll", G_CALLBACK (scroll_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (inner), wheel);
}
