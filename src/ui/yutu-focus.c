/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-focus.h"

#define SPACE 12 /* below what is revealed, px */

/* A stack shows the page that leaves until it has left. */
static gboolean
is_leaving (GtkWidget *child)
{
  GtkWidget *parent = gtk_widget_get_parent (child);

  return GTK_IS_STACK (parent) && gtk_stack_get_visible_child (GTK_STACK (parent)) != child;
}

gboolean
yutu_focus_first (GtkWidget *widget)
{
  if (!gtk_widget_get_visible (widget) || !gtk_widget_get_child_visible (widget) ||
      !gtk_widget_is_sensitive (widget) || !gtk_widget_get_can_focus (widget) || is_leaving (widget))
    return FALSE;
  /* A scrolled window would take it, but what it holds is meant. */
  if (gtk_widget_get_focusable (widget) && !GTK_IS_SCROLLED_WINDOW (widget))
    return gtk_widget_grab_focus (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (yutu_focus_first (child))
      return TRUE;
  return GTK_IS_SCROLLED_WINDOW (widget) && gtk_widget_grab_focus (widget);
}

gboolean
yutu_focus_is_in (GtkWidget *widget)
{
  GtkRoot   *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static gboolean
reveal_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  GtkWidget      *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget      *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GtkAdjustment  *place = NULL;
  graphene_rect_t box;
  double          top = 0;
  double          bottom = 0;

  if (scroller == NULL || viewport == NULL)
    return G_SOURCE_REMOVE;
  if (gtk_widget_get_height (widget) == 0 ||
      !gtk_widget_compute_bounds (widget, gtk_viewport_get_child (GTK_VIEWPORT (viewport)), &box))
    return G_SOURCE_CONTINUE;
  place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  top = (double)box.origin.y;
  bottom = top + (double)box.size.height + SPACE;
  if (bottom > gtk_adjustment_get_value (place) + gtk_adjustment_get_page_size (place))
    gtk_adjustment_set_value (place, MIN (top, bottom - gtk_adjustment_get_page_size (place)));
  return G_SOURCE_REMOVE;
}

void
yutu_focus_reveal (GtkWidget *widget)
{
  gtk_widget_add_tick_callback (widget, reveal_cb, NULL, NULL);
}

static void
room_changed_cb (GtkScrolledWindow *scroller)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (scroller));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (scroller)))
    yutu_focus_reveal (focus);
}

void
yutu_focus_keep_in_sight (GtkScrolledWindow *scroller)
{
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (scroller), "notify::page-size", G_CALLBACK (room_changed_cb),
                           scroller, G_CONNECT_SWAPPED);
}

void
yutu_focus_mend_expander (GtkExpander *expander)
{
  g_object_bind_property (expander, "expanded", gtk_expander_get_child (expander), "can-focus",
                          G_BINDING_SYNC_CREATE);
}

static gboolean
list_key_cb (GtkEventControllerKey *controller,
             guint                  key,
             guint                  code,
             GdkModifierType        state,
             gpointer               data)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  gboolean   is_back = key == GDK_KEY_ISO_Left_Tab;

  if ((key != GDK_KEY_Tab && !is_back) || (state & GDK_CONTROL_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_set_can_focus (list, FALSE);
  gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (list)),
                          is_back ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
  gtk_widget_set_can_focus (list, TRUE);
  return GDK_EVENT_STOP;
}

void
yutu_focus_mend_list (GtkWidget *list)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (list_key_cb), NULL);
  gtk_widget_add_controller (list, keys);
}
