/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The cells of a list whose rows are all of one height: those in view are filled, the others empty.
 * A list view draws some 200 rows, whatever is seen of them. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct YutuTableCells YutuTableCells;

/* Fills a cell with its item, or empties it. May be called while the list is laid out: it must not
 * change a size. */
typedef void (*YutuCellFill) (GtkListItem *cell,
                              gboolean     is_seen,
                              gpointer     data);

/* @list: a GtkListView. To be freed when it shows nothing any more. */
YutuTableCells *yutu_table_cells_new (GtkWidget *list) G_GNUC_WARN_UNUSED_RESULT;
void            yutu_table_cells_free (YutuTableCells *self);
/* The one that the cells of a column are made with; they have their children when they are bound. */
void yutu_table_cells_add_factory (YutuTableCells     *self,
                                   GtkListItemFactory *factory,
                                   YutuCellFill        fill,
                                   gpointer            data);
/* What items @position to @position + @n - 1 say is another. */
void yutu_table_cells_refresh (YutuTableCells *self,
                               guint           position,
                               guint           n);

/* (nullable): the row that shows item @position, a child of the list; NULL when none does. */
GtkWidget *yutu_table_cells_find_row (YutuTableCells *self,
                                      guint           position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuTableCells, yutu_table_cells_free)

G_END_DECLS
