/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-focus.h"

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

void
yutu_focus_mend_expander (GtkExpander *expander)
{
  g_object_bind_property (expander, "expanded", gtk_expander_get_child (expander), "can-focus",
                          G_BINDING_SYNC_CREATE);
}
