/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The keys of Undo and Redo while text is typed. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether the window has a step of its own to take for an empty field: a point that was typed and drawn. */
typedef gboolean (*YutuTextUndoFunc) (GtkWidget *window,
                                      gboolean   is_redo);

/* While a field of @window has the focus, Ctrl+Z and its kin act on what is typed there, and never on the
 * file: an application's keys come before a field's own. With nothing typed to take back they do nothing,
 * unless the field is empty and @has_step says that the window has a step; then the window takes it. */
void yutu_text_undo_add (GtkWidget       *window,
                         YutuTextUndoFunc has_step);

G_END_DECLS
