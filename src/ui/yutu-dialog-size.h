/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How large a dialog opens. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * yutu_dialog_fit:
 * @self: not shown yet; its default size is that of usual letters on a small screen
 * @side: (nullable): what lies beside its map, with its width as size request; %NULL when it has no map
 *
 * Opens larger with large letters, and with a map over a large window; never beyond the window that it
 * belongs to, unless its default size is. What lies beside the map grows with the letters. Sizes are in
 * pixels.
 */
void yutu_dialog_fit (GtkWindow *self,
                      GtkWidget *side);

G_END_DECLS
