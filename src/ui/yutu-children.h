/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Boxes and lists that are filled anew. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Takes every child out of @box. */
void yutu_box_clear (GtkBox *box);
/* Takes every row out of @list; what it shows without rows stays. */
void yutu_list_box_clear (GtkListBox *list);

G_END_DECLS
