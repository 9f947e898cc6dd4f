/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "ui/yutu-draw-tool.h"
#include "ui/yutu-hand-paint.h"

G_BEGIN_DECLS

#define YUTU_DRAW_MAX_STRETCHES 8

struct _YutuDrawTool
{
  GObject parent_instance;

  YutuMapView  *map;     /* weak */
  YutuSession  *session; /* (nullable) */
  GSignalGroup *session_signals;
  unsigned      kinds;
  gboolean      is_tracing;
  gboolean      is_active;

  GTask        *task; /* NULL: nothing is drawn */
  char         *purpose;
  char         *title;
  char         *form_typed; /* (nullable): kept in the draft for the form that follows */
  YutuDrawCheck check;
  gpointer      check_data;
  YutuDrawing  *drawing;
  gboolean      is_points;
  GStrv         labels; /* (nullable): of the points */

  gboolean is_edit; /* of vertices; the first step is what was there */
  gint64   gone_line;
  gssize   vertex;  /* chosen, or -1 */
  gssize   hovered; /* under the pointer, or -1 */
  gboolean is_dragging;

  gboolean   has_cursor;
  YutuPoint  cursor; /* as it is pointed to */
  gboolean   by_keys;
  double     pointer_x; /* where it was last: a map that moves under it is no motion */
  double     pointer_y;
  gboolean   has_typed;
  YutuPoint  typed;
  GArray    *snaps; /* YutuSnap: what may be meant */
  guint      snap;  /* which; their number: none of them */
  GPtrArray *ways;  /* (nullable) of GArray of YutuPoint: along lines */
  guint      way;
  char      *refusal; /* (nullable): of the next step */
  YutuPoint  refused[2];
  char      *blocked; /* (nullable): of what is drawn */
  YutuPoint  stretches[YUTU_DRAW_MAX_STRETCHES][2];
  gsize      n_stretches; /* of what is drawn */
  gboolean   is_held;     /* what is drawn is being judged */
  gboolean   wants_end;   /* when it is judged */
};

/* Draws and tells. */
void yutu_draw_tool_changed (YutuDrawTool *self);
void yutu_draw_tool_say (YutuDrawTool *self,
                         const char   *text);
void yutu_draw_tool_ask_to_type (YutuDrawTool *self);

/* The steps that are the user's own. */
gboolean yutu_draw_tool_has_own_step (YutuDrawTool *self,
                                      gboolean      forth);
/* After a step, or one back. */
void yutu_draw_tool_stepped (YutuDrawTool *self);
/* FALSE: nothing is refused. */
gboolean yutu_draw_tool_say_refusal (YutuDrawTool *self);

/* ---- yutu-draw-next.c ---- */

/* The cursor is there now. */
void yutu_draw_tool_point_at (YutuDrawTool *self,
                              YutuPoint     point,
                              gboolean      by_keys);
/* Everything that hangs on the cursor, anew; draws and tells. */
void yutu_draw_tool_update (YutuDrawTool *self);

/* ---- yutu-draw-edit.c ---- */

extern const YutuMapHand yutu_draw_edit_hand;

/* What the chosen vertex would become; FALSE: it stays. */
gboolean yutu_draw_tool_get_edit (YutuDrawTool    *self,
                                  YutuDrawingEdit *edit);
/* The chosen vertex goes where it is pointed to, or typed: FALSE, and it is said why, when it may not. */
gboolean yutu_draw_tool_move_vertex (YutuDrawTool *self);
/* Of the pane, and of a screen reader. (transfer full) */
char *yutu_draw_tool_dup_vertex_words (YutuDrawTool *self);
void  yutu_draw_tool_paint_vertices (YutuDrawTool  *self,
                                     YutuHandPaint *hand);

/* ---- yutu-draw-hand.c ---- */

/* An arrow key: where to, in pixels; FALSE: it is none. */
gboolean yutu_draw_hand_read_arrow (guint           keyval,
                                    GdkModifierType state,
                                    int            *dx,
                                    int            *dy);
/* The keys that mean the same while drawing and while vertices are edited: Esc and Backspace, Tab, c and @ to
 * type a point, and the letters of the other tools. FALSE: it is none of them. */
gboolean yutu_draw_hand_take_key (YutuDrawTool *self,
                                  guint         keyval);

extern const YutuMapHand yutu_draw_hand;

/* ---- yutu-draw-paint.c ---- */

void yutu_draw_tool_snapshot (GtkSnapshot *snapshot,
                              gpointer     data);

/* ---- yutu-draw-draft.c ---- */

void yutu_draw_tool_keep_draft (YutuDrawTool *self);
void yutu_draw_tool_leave_draft (YutuDrawTool *self);

G_END_DECLS
