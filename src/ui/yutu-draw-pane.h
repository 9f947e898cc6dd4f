/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Beside the map while something is drawn: its measures, where the next point would be, an entry for typed
 * coordinates, what it snaps to. Main thread only. */
#pragma once

#include <adwaita.h>

#include "ui/yutu-draw-tool.h"

G_BEGIN_DECLS

#define YUTU_TYPE_DRAW_PANE (yutu_draw_pane_get_type ())
G_DECLARE_FINAL_TYPE (YutuDrawPane, yutu_draw_pane, YUTU, DRAW_PANE, AdwBin)

/* Once. */
void yutu_draw_pane_set_tool (YutuDrawPane *self,
                              YutuDrawTool *tool);
void yutu_draw_pane_set_session (YutuDrawPane *self,
                                 YutuSession  *session);
/* What is to be done, under the title. */
void yutu_draw_pane_set_hint (YutuDrawPane *self,
                              const char   *hint);
/* What it would come to, when somebody knows; NULL: nothing. */
void yutu_draw_pane_set_outcome (YutuDrawPane *self,
                                 const char   *outcome);

G_END_DECLS
