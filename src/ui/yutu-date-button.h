/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The day that the map stands on: a button that shows it, with a calendar and the days on which
 * divisions changed. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_DATE_BUTTON (yutu_date_button_get_type ())
G_DECLARE_FINAL_TYPE (YutuDateButton, yutu_date_button, YUTU, DATE_BUTTON, AdwBin)

void yutu_date_button_set_session (YutuDateButton *self,
                                   YutuSession    *session);
void yutu_date_button_popup (YutuDateButton *self);

G_END_DECLS
