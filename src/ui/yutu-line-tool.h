/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Editing a line on the map, by pointer and by keys: a line is chosen, then a vertex of it, and moved;
 * vertices are added and deleted. Main thread only.
 *
 *   no line ──click on one / Enter──▶ line ──click / n──▶ vertex ──drag, arrows, typed──▶ draft
 *   draft ──let go / Enter──▶ one journal entry, durable        draft ──Esc──▶ one move back
 *
 * 1. Where a vertex may not lie it cannot be let go: it goes back to the draft, which is kept.
 * 2. A draft is in the file half a second after each move, and offered when it was left. Esc takes back
 *    a move at a time; nothing but yutu_line_tool_discard() throws a draft away. */
#pragma once

#include "session/yutu-session-edit.h"
#include "ui/yutu-map-hand.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_LINE_TOOL_MOVE,
  YUTU_LINE_TOOL_ADD,
  YUTU_LINE_TOOL_DELETE,
} YutuLineToolMode;

#define YUTU_TYPE_LINE_TOOL (yutu_line_tool_get_type ())
G_DECLARE_FINAL_TYPE (YutuLineTool, yutu_line_tool, YUTU, LINE_TOOL, GObject)

#define YUTU_LINE_TOOL_NO_VERTEX (-1)

/**
 * Signals:
 *   changed ():          line, vertex, draft or mode are others
 *   failed (GError *)
 *   said (char *text):   something that the user should hear of once
 *   done (char *title):  a vertex was written; with Undo
 */
YutuLineTool *yutu_line_tool_new (YutuMapView *map) G_GNUC_WARN_UNUSED_RESULT;
void          yutu_line_tool_set_session (YutuLineTool *self,
                                          YutuSession  *session);
/* Whether it has the map's pointer and keys. */
void yutu_line_tool_set_active (YutuLineTool *self,
                                gboolean      active);
void yutu_line_tool_set_mode (YutuLineTool    *self,
                              YutuLineToolMode mode);
/* Why nothing can be edited now: NULL when it can. (transfer full) */
char *yutu_line_tool_dup_blocked (YutuLineTool *self);

void yutu_line_tool_choose_line (YutuLineTool *self,
                                 gint64        arc);
void yutu_line_tool_choose_vertex (YutuLineTool *self,
                                   gssize        vertex);
void yutu_line_tool_step_vertex (YutuLineTool *self,
                                 gboolean      backwards);
/* The chosen vertex goes there, as a draft. */
void yutu_line_tool_move_to (YutuLineTool *self,
                             YutuPoint     to);
/* Lets go what is a draft. */
void yutu_line_tool_drop (YutuLineTool *self);
/* A new vertex in the middle of the stretch behind the chosen one. */
void yutu_line_tool_add_vertex (YutuLineTool *self);
void yutu_line_tool_delete_vertex (YutuLineTool *self);
/* FALSE when there is no move to take back, or to do again. */
gboolean yutu_line_tool_step_back (YutuLineTool *self);
gboolean yutu_line_tool_step_forth (YutuLineTool *self);
gboolean yutu_line_tool_has_step (YutuLineTool *self,
                                  gboolean      forth);
void     yutu_line_tool_discard (YutuLineTool *self);
/* Goes on with a draft of kind "vertex". */
void yutu_line_tool_resume (YutuLineTool *self,
                            const char   *content);

const YutuLineEdit *yutu_line_tool_get_line (YutuLineTool *self); /* (nullable) */
gssize              yutu_line_tool_get_vertex (YutuLineTool *self);
gboolean            yutu_line_tool_has_draft (YutuLineTool *self);
gboolean            yutu_line_tool_is_busy (YutuLineTool *self); /* being written, or read */
/* Of the chosen vertex, as it is dragged or drafted; FALSE when none is chosen. */
gboolean yutu_line_tool_get_point (YutuLineTool *self,
                                   YutuPoint    *point);
/* What the draft, or the vertex in hand, would make; NULL when there is none. */
const YutuLinePreview *yutu_line_tool_get_preview (YutuLineTool *self);
/* "It would cross the line between A and B"; NULL when all is well. (transfer full) */
char *yutu_line_tool_dup_refusal (YutuLineTool *self);
/* The same of an edit that was refused; @one, @other: (nullable): whose line is in the way. (transfer
 * full) */
char *yutu_line_tool_word_refusal (YutuTopologyError reason,
                                   gboolean          is_own_line,
                                   const char       *one,
                                   const char       *other);
/* "Line between A and B". (transfer full) */
char *yutu_line_tool_dup_title (const YutuLineEdit *line);
/* What a vertex that is dragged snaps to: YutuSnapKind or-ed; all at first. */
void yutu_line_tool_set_snap_kinds (YutuLineTool *self,
                                    unsigned      kinds);
/* "Vertex", "Right angle on the line"; NULL: what is in hand snaps to nothing. (transfer full) */
char *yutu_line_tool_dup_snap_words (YutuLineTool *self);

G_END_DECLS
