/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The right pane of the Edit workspace: the line in hand with its vertex and the areas beside it, and
 * names. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-act-wish.h"
#include "ui/yutu-draw-tool.h"
#include "ui/yutu-edit-mode.h"
#include "ui/yutu-line-tool.h"

G_BEGIN_DECLS

#define YUTU_TYPE_EDIT_PANE (yutu_edit_pane_get_type ())
G_DECLARE_FINAL_TYPE (YutuEditPane, yutu_edit_pane, YUTU, EDIT_PANE, AdwBin)

/**
 * Signals:
 *   done (char *title):   something was saved; with Undo
 *   failed (GError *)
 *   message (char *text)
 *   changed (): tool, line or drawing are others
 */
void yutu_edit_pane_set_map (YutuEditPane *self,
                             YutuMapView  *map);
void yutu_edit_pane_set_session (YutuEditPane *self,
                                 YutuSession  *session);
/* NULL before there is a map. */
YutuLineTool *yutu_edit_pane_get_tool (YutuEditPane *self);
YutuDrawTool *yutu_edit_pane_get_draw_tool (YutuEditPane *self);
/* Whether the tools have the map's pointer and keys. */
void yutu_edit_pane_set_active (YutuEditPane *self,
                                gboolean      active);
/* Takes up a tool. What another one draws is left, and offered. */
void         yutu_edit_pane_set_mode (YutuEditPane *self,
                                      YutuEditMode  mode);
YutuEditMode yutu_edit_pane_get_mode (YutuEditPane *self);
/* A change of the chosen unit that needs no drawing: MERGE or PLACE. */
void yutu_edit_pane_begin_act (YutuEditPane   *self,
                               YutuActWishKind kind);
/* A step of what is drafted, before the journal's turn; FALSE: there is none. */
gboolean yutu_edit_pane_step (YutuEditPane *self,
                              gboolean      forth);
gboolean yutu_edit_pane_has_step (YutuEditPane *self,
                                  gboolean      forth);
/* What is chosen can be renamed now. */
gboolean yutu_edit_pane_can_rename (YutuEditPane *self);
void     yutu_edit_pane_rename (YutuEditPane *self);
void     yutu_edit_pane_add_place_name (YutuEditPane *self,
                                        YutuPoint     point);
/* The chosen place name's record, as a form. */
void yutu_edit_pane_edit_record (YutuEditPane *self);
/* The chosen place name and another one. */
void yutu_edit_pane_merge_name (YutuEditPane *self);
/* The chosen place name is a line or an area, whose vertices can be edited. */
gboolean yutu_edit_pane_has_vertices (YutuEditPane *self);
/* The chosen place name; 0: none is, which is said. */
gint64 yutu_edit_pane_ask_name (YutuEditPane *self);
void   yutu_edit_pane_move_name (YutuEditPane *self,
                                 gint64        place,
                                 YutuPoint     point);
/* Doors along the place name @base, by clicks, from number @first on. */
void yutu_edit_pane_number_from (YutuEditPane *self,
                                 gint64        base,
                                 int           first);
/* The chosen address; 0: none is, which is said. */
gint64 yutu_edit_pane_ask_address (YutuEditPane *self);
/* With the homes that stand at its very point. */
void yutu_edit_pane_move_address (YutuEditPane *self,
                                  gint64        address,
                                  YutuPoint     point);
void yutu_edit_pane_split_address (YutuEditPane *self);
/* Goes on with a draft of kind "vertex", "drawing", "act-form", "split-address", "rename" or "place-name". */
void yutu_edit_pane_resume (YutuEditPane *self,
                            const char   *kind,
                            const char   *content);

G_END_DECLS
