/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For a list that scrolls inside of a page that scrolls: what the wheel asks of @inner beyond its end, the page does.
 * Else the page stands still as long as the pointer is over the list. */
void yutu_wheel_pass_on (GtkScrolledWindow *inner);

G_END_DECLS
