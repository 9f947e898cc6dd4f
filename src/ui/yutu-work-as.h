/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Who works here, and in which role: asked once, remembered, and told to the session. Main thread
 * only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

/* What is remembered, or what the session has. @settings: (nullable) */
void yutu_work_as_restore (YutuSession *session,
                           GSettings   *settings);
/* Asks over @parent; what is chosen goes to @session and @settings (nullable). */
GtkWindow *yutu_work_as_ask (GtkWindow   *parent,
                             YutuSession *session,
                             GSettings   *settings);

G_END_DECLS
