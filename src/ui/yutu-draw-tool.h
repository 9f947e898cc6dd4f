/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Drawing a line or a ring on the map, by pointer, by keys and by typed coordinates, with snapping and
 * tracing. What is drawn is the answer to who asked for it; what it is for is theirs. Main thread only.
 *
 *   idle ──draw_async──▶ drawing ──click, Enter, typed──▶ one step more ──twice at one place──▶ answer
 *            Esc, Backspace: one step back              └─ another tool: left, and offered again
 *
 * 1. Where a stretch may not lie there is no next step, and what may not be is no answer.
 * 2. A draft is in the file half a second after each step. Esc takes back a step at a time; nothing but
 *    yutu_draw_tool_discard() throws a draft away, and steps taken back stay in it. */
#pragma once

#include "session/yutu-drawing.h"
#include "session/yutu-session.h"
#include "ui/yutu-map-hand.h"

G_BEGIN_DECLS

#define YUTU_TYPE_DRAW_TOOL (yutu_draw_tool_get_type ())
G_DECLARE_FINAL_TYPE (YutuDrawTool, yutu_draw_tool, YUTU, DRAW_TOOL, GObject)

/* Why the stretches from @points[0] on may not be drawn; NULL: they may. @stretch: the one. (transfer
 * full) */
typedef char *(*YutuDrawCheck) (const YutuPoint *points,
                                gsize            n_points,
                                YutuPoint        stretch[2],
                                gpointer         data);

typedef struct
{
  const char   *purpose; /* what a draft is kept by: "split:42" */
  const char   *title;   /* for people: "Split 罗店镇" */
  gboolean      is_ring;
  gboolean      is_points; /* each for itself: no line joins them, one is enough, nothing is snapped to */
  const char   *content; /* (nullable): a draft of kind "drawing" to go on with */
  /* (nullable): what is there already: its vertices are moved, put in and taken out, by the pointer and by
   * keys (see yutu-draw-edit.c). Copied. @gone_line: the id of the line that it is, which is not snapped to. */
  const YutuPoint *vertices;
  gsize            n_vertices;
  gint64           gone_line;
  YutuDrawCheck check;   /* (nullable) */
  gpointer      check_data;
} YutuDrawSpec;

/**
 * Signals:
 *   changed ():          steps, cursor, what it would snap to or the settings are others
 *   stepped ():          what is drawn is another
 *   said (char *text):   something that the user should hear of once
 *   wants-typing ():     coordinates are to be typed
 */
YutuDrawTool *yutu_draw_tool_new (YutuMapView *map) G_GNUC_WARN_UNUSED_RESULT;
/* Leaves what is drawn. */
void yutu_draw_tool_set_session (YutuDrawTool *self,
                                 YutuSession  *session);

/* Whether it may have the map's pointer and keys while something is drawn. */
void yutu_draw_tool_set_active (YutuDrawTool *self,
                                gboolean      active);

/* Takes the map's pointer and keys until it answers. @spec is copied. One at a time: another one that is
 * drawn is left. The draft stays in the file until yutu_draw_tool_drop_draft(). */
void yutu_draw_tool_draw_async (YutuDrawTool       *self,
                                const YutuDrawSpec *spec,
                                GAsyncReadyCallback callback,
                                gpointer            user_data);
/* What was drawn, a ring without its first point at the end; CANCELLED of G_IO_ERROR when it was left or
 * thrown away. (transfer full) */
YutuDrawing *yutu_draw_tool_draw_finish (YutuDrawTool *self,
                                         GAsyncResult *result,
                                         GError      **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     yutu_draw_tool_is_drawing (YutuDrawTool *self);
const char  *yutu_draw_tool_get_title (YutuDrawTool *self); /* NULL: nothing is drawn */
gboolean     yutu_draw_tool_is_points (YutuDrawTool *self); /* as the spec says */
/* Gives up the pointer; the draft is left. */
void yutu_draw_tool_leave (YutuDrawTool *self);
/* Throws away what is drawn, and its draft. */
void yutu_draw_tool_discard (YutuDrawTool *self);
/* What was drawn for @purpose is done with. */
void yutu_draw_tool_drop_draft (YutuDrawTool *self,
                                const char   *purpose);
/* Nothing came of what was drawn for @purpose: it is offered again. */
void yutu_draw_tool_offer_draft (YutuDrawTool *self,
                                 const char   *purpose);
/* "split:42" of a draft's content; NULL when it is none. (transfer full) */
char *yutu_draw_draft_dup_purpose (const char *content);
/* What is typed in the form that follows the drawing, see yutu_form_dup_typed(); NULL: nothing. (transfer
 * full) */
char *yutu_draw_draft_dup_typed (const char *content);
/* Of a draft of kind "drawing", which a form that follows the drawing goes on with; @typed: (nullable).
 * (transfer full) */
char *yutu_draw_draft_dup_key (const char *purpose);
char *yutu_draw_draft_dup_content (const char        *purpose,
                                   const YutuDrawing *drawing,
                                   const char        *typed);
/* NULL when @content is no drawing of that shape. */
YutuDrawing *yutu_draw_draft_read (const char *content,
                                   gboolean    is_ring) G_GNUC_WARN_UNUSED_RESULT;

/* The next step there, snapped to nothing: FALSE, and it is said why, when it may not be. */
gboolean yutu_draw_tool_add (YutuDrawTool *self,
                             YutuPoint     point);
/* The next step where the cursor is. */
void     yutu_draw_tool_set_step (YutuDrawTool *self);
gboolean yutu_draw_tool_step_back (YutuDrawTool *self);
gboolean yutu_draw_tool_step_forth (YutuDrawTool *self);
gboolean yutu_draw_tool_has_step (YutuDrawTool *self,
                                  gboolean      forth);
/* Whether there is enough of it, and nothing is in the way. */
gboolean yutu_draw_tool_can_finish (YutuDrawTool *self);
void     yutu_draw_tool_finish (YutuDrawTool *self);
/* What is drawn is being judged: nothing is said against it, and an end that is wanted meanwhile comes with
 * yutu_draw_tool_refuse (), if it may. Until the next step. */
void yutu_draw_tool_hold (YutuDrawTool *self);
/* Why what is drawn cannot be finished, found by who asked for it; NULL: it can. Until the next step. Without
 * stretches it is only not complete yet. */
void yutu_draw_tool_refuse (YutuDrawTool *self,
                            const char   *why,
                            const YutuPoint (*stretches)[2],
                            gsize n_stretches);

/* Of a drawing with vertices: the chosen one, -1: none; and what is done with it. */
gssize   yutu_draw_tool_get_vertex (YutuDrawTool *self);
gboolean yutu_draw_tool_edits_vertices (YutuDrawTool *self);
/* A new one in the middle of the stretch behind it. */
void yutu_draw_tool_insert_vertex (YutuDrawTool *self);
void yutu_draw_tool_delete_vertex (YutuDrawTool *self);

/* What stands at each of the points, in their order; until the next step. @labels: (nullable) */
void yutu_draw_tool_set_labels (YutuDrawTool      *self,
                                const char *const *labels);

/* Gives the keys to the map. */
void yutu_draw_tool_focus_map (YutuDrawTool *self);
/* Where somebody types that the next point should be, before it is; NULL: nowhere. */
void yutu_draw_tool_set_typed (YutuDrawTool    *self,
                               const YutuPoint *point);

void     yutu_draw_tool_set_snap_kinds (YutuDrawTool *self,
                                        unsigned      kinds); /* YutuSnapKind or-ed */
unsigned yutu_draw_tool_get_snap_kinds (YutuDrawTool *self);
void     yutu_draw_tool_set_tracing (YutuDrawTool *self,
                                     gboolean      is_tracing);
gboolean yutu_draw_tool_get_tracing (YutuDrawTool *self);
/* To what else may be meant, or to the other way round. FALSE: nothing else may. */
gboolean yutu_draw_tool_cycle (YutuDrawTool *self,
                               gboolean      backwards);

/* Borrowed, NULL while nothing is drawn. */
const YutuDrawing *yutu_draw_tool_get_drawing (YutuDrawTool *self);
/* Where the next point would be; FALSE: nowhere. */
gboolean yutu_draw_tool_get_cursor (YutuDrawTool *self,
                                    YutuPoint    *point);
/* What the next step would add, borrowed until the next change; 0: nothing. */
const YutuPoint *yutu_draw_tool_get_next (YutuDrawTool *self,
                                          gsize        *n_points);
/* The boundary line that a point lies on; 0: none. */
gint64 yutu_draw_tool_find_arc (YutuDrawTool *self,
                                YutuPoint     point);
/* With the next step; the area of what is or can be closed, 0 for none. */
void yutu_draw_tool_measure (YutuDrawTool *self,
                             double       *length_m,
                             gint64       *area_cm2);
/* "Vertex", "Right angle", "Along the line, way 1 of 2"; NULL: it snaps to nothing. (transfer full) */
char *yutu_draw_tool_dup_snap_words (YutuDrawTool *self);
/* Why there is no next step, or what is drawn may not lie so; NULL when all is well. (transfer full) */
char *yutu_draw_tool_dup_refusal (YutuDrawTool *self);

G_END_DECLS
