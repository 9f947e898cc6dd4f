/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Focus by the order of the children, not by where they lie: that is known before a page that has
 * just come has its places. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Focuses @widget or the first below it that takes the focus; of a stack only the page that it
 * shows. FALSE when there is none. */
gboolean yutu_focus_first (GtkWidget *widget);

/* Whether @widget, or one below it, has the focus of its window. */
gboolean yutu_focus_is_in (GtkWidget *widget);

/* Scrolls what @widget stands in until it is seen, once it has its place there. */
void yutu_focus_reveal (GtkWidget *widget);

/* Keeps what has the focus in @scroller in sight when @scroller gets less room. */
void yutu_focus_keep_in_sight (GtkScrolledWindow *scroller);

/* Tab passes a collapsed expander by: GTK 4.8 goes into its child, which is not in the window then. Once
 * it has its child. */
void yutu_focus_mend_expander (GtkExpander *expander);

/* Tab leaves @list, a list box, list view or column view: GTK 4.8 goes through all its rows, and selects each.
 * That is for the arrows. */
void yutu_focus_mend_list (GtkWidget *list);

G_END_DECLS
