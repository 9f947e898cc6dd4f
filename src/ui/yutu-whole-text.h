/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a label had no room for is its tooltip. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on every label below @root, a window or popover, that ends in an ellipsis shows its whole text as
 * tooltip, unless it or what it stands in has one of its own. */
void yutu_whole_text_watch (GtkWidget *root);

G_END_DECLS
