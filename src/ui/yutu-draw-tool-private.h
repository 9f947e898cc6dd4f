/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "ui/yutu-draw-tool.h"

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
};

/* What the next step would add, borrowed until the next change; 0: nothing. */
const YutuPoint *yutu_draw_tool_get_next (YutuDrawTool *self,
                                          gsize        *n_points);
/* The cursor is there now. */
void yutu_draw_tool_point_at (YutuDrawTool *self,
                              YutuPoint     point,
                              gboolean      by_keys);
/* Everything that hangs on the cursor, anew; draws and tells. */
void yutu_draw_tool_update (YutuDrawTool *self);
void yutu_draw_tool_say (YutuDrawTool *self,
                         const char   *text);
void yutu_draw_tool_ask_to_type (YutuDrawTool *self);

/* ---- yutu-draw-hand.c ---- */

extern const YutuMapHand yutu_draw_hand;

/* ---- yutu-draw-paint.c ---- */

void yutu_draw_tool_snapshot (GtkSnapshot *snapshot,
                              gpointer     data);

/* ---- yutu-draw-draft.c ---- */

void yutu_draw_tool_keep_draft (YutuDrawTool *self);
void yutu_draw_tool_leave_draft (YutuDrawTool *self);
/* NULL when @content is no drawing of that shape. */
YutuDrawing *yutu_draw_draft_read (const char *content,
                                   gboolean    is_ring) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
