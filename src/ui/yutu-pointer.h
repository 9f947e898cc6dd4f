/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Clicks that GTK 4.8 loses on X11. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For all windows of the program, once, after gtk_init(): a tooltip takes no click that is meant for what
 * lies below it, and no click is lost because the pointer was asked for between its press and its release, or
 * because it was asked for in a popover that has closed. */
void yutu_pointer_mend (void);

G_END_DECLS
