/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A window with the boundary lines of the day by when their inspection is due: over, soon, then year by year;
 * that of one under way leads to its case; a line that
 * is chosen becomes the session's place. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_LINE_LIST (yutu_line_list_get_type ())
G_DECLARE_FINAL_TYPE (YutuLineList, yutu_line_list, YUTU, LINE_LIST, AdwWindow)

GtkWidget *yutu_line_list_new (GtkWindow   *parent,
                               YutuSession *session);

G_END_DECLS
