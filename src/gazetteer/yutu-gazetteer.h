/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Ties the room to an open store: its derived tables (search_block, address_point,
 * address_cell) follow every write, undo and redo in the same transaction. */
#pragma once

#include "store/yutu-store.h"

G_BEGIN_DECLS

/* Adds the room's derivers. Once a store, before its first write. Any thread. */
void yutu_gazetteer_attach (YutuStore *store);

/* A YutuCatchUpFunc: makes the derived tables anew when the file has none yet, or those of an older program;
 * nothing else. No journal entry. */
gboolean yutu_gazetteer_catch_up (YutuConnection *connection,
                                  YutuProgress   *progress,
                                  GError        **error);

/* Makes all derived tables of the room anew from the user tables. Only in a write. */
gboolean yutu_gazetteer_rebuild (YutuConnection *connection,
                                 GError        **error);

G_END_DECLS
