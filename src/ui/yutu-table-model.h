/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The rows of a table or a list as a model of any length: rows are read in blocks, on workers, when
 * they are looked at; one not read yet has none. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "session/yutu-lists.h"

G_BEGIN_DECLS

/* What stands at a position, whatever list is shown. */
#define YUTU_TYPE_TABLE_ITEM (yutu_table_item_get_type ())
G_DECLARE_FINAL_TYPE (YutuTableItem, yutu_table_item, YUTU, TABLE_ITEM, GObject)

/* One of the two is NULL by the kind of the list, and both until the row was read. */
const YutuCaseRow       *yutu_table_item_get_case (YutuTableItem *self);
const YutuFacilityEntry *yutu_table_item_get_facility (YutuTableItem *self);
/* 0 until it was read. */
gint64 yutu_table_item_get_id (YutuTableItem *self);

#define YUTU_TYPE_TABLE_MODEL (yutu_table_model_get_type ())
G_DECLARE_FINAL_TYPE (YutuTableModel, yutu_table_model, YUTU, TABLE_MODEL, GObject)

/* Implements GListModel of YutuTableItem. @view: the widget that shows it, and keeps it. Signals:
 *   leaving (): another list is there, and is shown after this
 *   ready (gint64 total): it is shown, and its first rows are there
 *   changed (guint position, guint n): what these rows say is another
 *   found (): all ids are there
 *   failed (GError *)
 * As many rows as the view has room for are shown at once, the others within its next frames. */
YutuTableModel *yutu_table_model_new (YutuListKind kind,
                                      GtkWidget   *view) G_GNUC_WARN_UNUSED_RESULT;
/* Reads another list; what is shown stays until it is there. @spec: copied; of the model's kind. */
void yutu_table_model_load (YutuTableModel     *self,
                            YutuSession        *session,
                            const YutuListSpec *spec);
/* Gives up the list that is being read, when one is; no signal comes of it. */
void yutu_table_model_cancel (YutuTableModel *self);
gboolean yutu_table_model_is_loading (YutuTableModel *self);
/* Of the list that is shown, whether or not all of its rows are yet. */
guint yutu_table_model_get_total (YutuTableModel *self);
/* All rows are shown at once, for who goes to one of them. */
void yutu_table_model_show_all (YutuTableModel *self);
/* Where the row of the case or facility is; FALSE when it is not in the list, or not yet known. */
gboolean yutu_table_model_find (YutuTableModel *self,
                                gint64          id,
                                guint          *position);

G_END_DECLS
