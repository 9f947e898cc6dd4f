/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The day that the map stands on: a button that shows it, with a calendar, the days on which
 * divisions changed, and the ways to two days side by side (win.compare) and to what the file knew at
 * a moment (win.known-on). Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_DATE_BUTTON (yutu_date_button_get_type ())
G_DECLARE_FINAL_TYPE (YutuDateButton, yutu_date_button, YUTU, DATE_BUTTON, AdwBin)

void yutu_date_button_set_session (YutuDateButton *self,
                                   YutuSession    *session);
void yutu_date_button_popup (YutuDateButton *self);
/* The day of change before or behind @day that is nearest to it; YUTU_DAY_INVALID: none. */
YutuDay yutu_date_button_find_change (YutuDateButton *self,
                                      YutuDay         day,
                                      gboolean        is_later);

G_END_DECLS
