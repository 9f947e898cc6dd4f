/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A table of cases or of facilities, any number of rows long; its columns sort it. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-lists.h"

G_BEGIN_DECLS

#define YUTU_TYPE_TABLE (yutu_table_get_type ())
G_DECLARE_FINAL_TYPE (YutuTable, yutu_table, YUTU, TABLE, AdwBin)

/* Signals:
 *   ready (gint64 total): the list asked for is shown
 *   failed (GError *)
 *   sorted (): another order was chosen; the list is read again already
 *   chosen (): another row is chosen, or none; its row is there
 *   opened (): Enter or a double click on the chosen row */
GtkWidget *yutu_table_new (YutuListKind kind);
/* Units are worded with @names, which are borrowed. */
void yutu_table_set_session (YutuTable           *self,
                             YutuSession         *session,
                             const YutuListNames *names);
/* Reads the list anew; what is shown stays until it is there. The order is the table's, whatever
 * @spec says; a chosen row stays chosen when it is in the new list. */
void yutu_table_load (YutuTable          *self,
                      const YutuListSpec *spec);
/* (nullable): what is shown or being read, in the table's order. */
const YutuListSpec *yutu_table_get_spec (YutuTable *self);
void                yutu_table_cancel (YutuTable *self);
guint               yutu_table_get_n_rows (YutuTable *self);
/* Chooses the row of the case or facility and brings it into view, as soon as it is known where it
 * is. 0: none. */
void yutu_table_choose (YutuTable *self,
                        gint64     id);
/* (nullable): of the chosen row. */
const YutuCaseRow       *yutu_table_get_case (YutuTable *self);
const YutuFacilityEntry *yutu_table_get_facility (YutuTable *self);

/* The columns, for choosing an order by the keyboard. */
guint       yutu_table_get_n_columns (YutuTable *self);
const char *yutu_table_get_column_title (YutuTable *self,
                                         guint      column);
void        yutu_table_get_sort (YutuTable *self,
                                 guint     *column,
                                 gboolean  *descending);
void        yutu_table_sort (YutuTable *self,
                             guint      column,
                             gboolean   descending);
/* Chooses a row by its number, from 0, and brings it into view. */
void yutu_table_choose_at (YutuTable *self,
                           guint      position);
void yutu_table_scroll_to (YutuTable *self,
                           guint      position);

G_END_DECLS
