/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The rows of a table as a list of any length: rows are read in blocks, on workers, when they are
 * looked at; one not read yet has none. Another order or filter is another model. Main thread only. */
#pragma once

#include <gio/gio.h>

#include "session/yutu-lists.h"

G_BEGIN_DECLS

#define YUTU_TYPE_TABLE_ITEM (yutu_table_item_get_type ())
G_DECLARE_FINAL_TYPE (YutuTableItem, yutu_table_item, YUTU, TABLE_ITEM, GObject)

/* Signal: loaded (): its row was read. One of the two is NULL by the kind of the list, and both until
 * then. */
const YutuCaseRow       *yutu_table_item_get_case (YutuTableItem *self);
const YutuFacilityEntry *yutu_table_item_get_facility (YutuTableItem *self);
/* 0 until it was read. */
gint64 yutu_table_item_get_id (YutuTableItem *self);

#define YUTU_TYPE_TABLE_MODEL (yutu_table_model_get_type ())
G_DECLARE_FINAL_TYPE (YutuTableModel, yutu_table_model, YUTU, TABLE_MODEL, GObject)

/* Signals: ready (gint64 total): the number of rows is known, and the first ones are there; found ():
 * so are all ids; failed (GError *). Nothing of them after yutu_table_model_cancel(). */
YutuTableModel     *yutu_table_model_new (YutuSession        *session,
                                          const YutuListSpec *spec) G_GNUC_WARN_UNUSED_RESULT;
const YutuListSpec *yutu_table_model_get_spec (YutuTableModel *self);
void                yutu_table_model_cancel (YutuTableModel *self);
/* Where the row of the case or facility is; FALSE when it is not in the list, or not yet known. */
gboolean yutu_table_model_find (YutuTableModel *self,
                                gint64          id,
                                guint          *position);

G_END_DECLS
