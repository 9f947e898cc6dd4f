/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A button that opens a list to pick from. Unlike a drop-down it makes its list when it is opened, and its choices
 * may be others each time: there may be many in a window. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The choices of button @number: of char *. (transfer full) */
typedef GPtrArray *(*YutuPickList) (guint    number,
                                    gpointer data);
typedef void (*YutuPicked) (guint    number,
                            guint    choice,
                            gpointer data);

/* @data: outlives the button. */
GtkWidget *yutu_pick_button_new (guint        number,
                                 YutuPickList list,
                                 YutuPicked   picked,
                                 gpointer     data);
/* What it says, and what it is called; the choice whose text it says has the focus when it is opened. */
void yutu_pick_button_set (GtkWidget  *button,
                           const char *text,
                           const char *label,
                           gboolean    is_dim);

G_END_DECLS
