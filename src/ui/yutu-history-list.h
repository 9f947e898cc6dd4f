/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What became of a unit (沿革): the days on which it changed with their acts, newest first, and the
 * units that its land came from and went to; or of an address: its forms with their days and the acts
 * that brought them. A day moves the map to it, a unit or a form is chosen, an act shows its record.
 * Hidden while there is nothing but its beginning. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_HISTORY_LIST (yutu_history_list_get_type ())
G_DECLARE_FINAL_TYPE (YutuHistoryList, yutu_history_list, YUTU, HISTORY_LIST, AdwBin)

/* @unit 0: of nothing. */
void yutu_history_list_show (YutuHistoryList *self,
                             YutuSession     *session,
                             gint64           unit);
void yutu_history_list_show_address (YutuHistoryList *self,
                                     YutuSession     *session,
                                     gint64           address);

G_END_DECLS
