/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One row of what the search found: its symbol, name, place and distance, or a command with its keys; and the
 * headings between the kinds. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "session/yutu-session.h"
#include "ui/yutu-commands.h"

G_BEGIN_DECLS

/* @hit outlives the row. Its distance is from @near_point; NULL: none is told. */
GtkWidget *yutu_search_row_new (YutuSession     *session,
                                YutuSearchHit   *hit,
                                const YutuPoint *near_point);
GtkWidget *yutu_search_row_new_command (const YutuCommand *command);

/* NULL: the row is a command's. */
YutuSearchHit *yutu_search_row_get_hit (GtkListBoxRow *row);
/* NULL: the row is a hit's. */
const YutuCommand *yutu_search_row_get_command (GtkListBoxRow *row);

/* A GtkListBoxUpdateHeaderFunc: a heading above the first of each kind, and of the commands. */
void yutu_search_row_update_header (GtkListBoxRow *row,
                                    GtkListBoxRow *before,
                                    gpointer       user_data);

/* The symbol of @hit, facilities by their register. */
const char *yutu_search_row_symbol_of (const YutuModules   *modules,
                                       const YutuSearchHit *hit);

G_END_DECLS
