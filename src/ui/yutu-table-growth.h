/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How many of its rows a list model tells its view of. A list view of this GTK builds some 200 rows at once,
 * however few are seen: a list begins with what the view has room for, and grows by some rows a frame until
 * there are as many as GTK keeps; then all are there. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct YutuTableGrowth YutuTableGrowth;

/* @model: says items-changed at what is called here; keeps what is made here. @view: the widget that shows
 * it; a key that is pressed there shows all rows, for it may be one that goes to the end. */
YutuTableGrowth *yutu_table_growth_new (GListModel *model,
                                        GtkWidget  *view) G_GNUC_WARN_UNUSED_RESULT;
void             yutu_table_growth_free (YutuTableGrowth *self);
/* The list has @total rows now. Those that were shown before say something else, or not: that is for
 * yutu_table_cells_refresh(). */
void yutu_table_growth_begin (YutuTableGrowth *self,
                              guint            total);
/* The list has no row for now: the view is hidden with all that it was told of, until the list has some again; to take
 * its rows away and make them anew would cost a frame each time. What they say is to be emptied. */
void yutu_table_growth_hide (YutuTableGrowth *self);
/* All rows at once, for who goes to one of them. */
void yutu_table_growth_show_all (YutuTableGrowth *self);
/* What the model tells; never more than there are, unless the view is hidden. */
guint yutu_table_growth_get_n_items (const YutuTableGrowth *self);
guint yutu_table_growth_get_total (const YutuTableGrowth *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuTableGrowth, yutu_table_growth_free)

G_END_DECLS
