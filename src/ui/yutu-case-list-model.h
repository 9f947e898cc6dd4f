/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The cases of a place as a list that is read when it is looked at: blocks of 256 rows, of which
 * the last 64 used are kept. A changed query is a new model. Main thread only. */
#pragma once

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_CASE_ITEM (yutu_case_item_get_type ())
G_DECLARE_FINAL_TYPE (YutuCaseItem, yutu_case_item, YUTU, CASE_ITEM, GObject)

/* NULL until it was read; then signal loaded. */
const YutuCaseRow *yutu_case_item_get_row (YutuCaseItem *self);

#define YUTU_TYPE_CASE_LIST_MODEL (yutu_case_list_model_get_type ())
G_DECLARE_FINAL_TYPE (YutuCaseListModel, yutu_case_list_model, YUTU, CASE_LIST_MODEL, GObject)

/* Implements GListModel of YutuCaseItem. @query: copied; offset and limit are the model's. Signals:
 * ready (gint64 total) when the first block is there, failed (GError *). */
YutuCaseListModel *yutu_case_list_model_new (YutuSession         *session,
                                             YutuPlace           *place,
                                             const YutuCaseQuery *query);
/* Stops what is still being read; nobody looks at it any more. */
void yutu_case_list_model_cancel (YutuCaseListModel *self);

G_END_DECLS
