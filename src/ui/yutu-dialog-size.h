/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How large a dialog opens. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * yutu_dialog_fit:
 * @self: not shown yet; its default size is that of usual letters on a small screen
 * @has_map: what it shows is worth more room where there is some
 *
 * Opens larger with large letters, and over a large window; never beyond the window that it belongs to,
 * unless its default size is. Sizes are in pixels.
 */
void yutu_dialog_fit (GtkWindow *self,
                      gboolean   has_map);

G_END_DECLS
