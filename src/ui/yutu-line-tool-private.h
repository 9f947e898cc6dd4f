/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "session/yutu-line-snap.h"
#include "ui/yutu-line-tool.h"

G_BEGIN_DECLS

struct _YutuLineTool
{
  GObject parent_instance;

  YutuMapView     *map;     /* weak */
  YutuSession     *session; /* (nullable) */
  GSignalGroup    *session_signals;
  GCancellable    *reading; /* (nullable): a line is being read */
  YutuLineToolMode mode;
  gboolean         is_active;
  gboolean         is_committing;
  gboolean         is_dropped; /* the draft is written: it goes with the line that is read now */

  YutuLineEdit      *line; /* (nullable) */
  gssize             vertex;
  YutuVertexEditKind kind;  /* of the draft: MOVE or INSERT */
  GArray            *steps; /* YutuPoint: the draft's moves */
  GArray            *forth; /* YutuPoint: those taken back */
  gboolean           is_dragging;
  YutuPoint          pointed; /* while dragging: by the pointer; with a draft: what Tab looks around */
  YutuPoint          hand;    /* while dragging: where it is meant */
  unsigned           kinds;   /* YutuSnapKind or-ed */
  gboolean           has_snap;
  YutuSnap           snap;
  guint              snap_skip; /* so many places that may be meant were passed by Tab */
  gboolean           has_preview;
  YutuLinePreview    preview;
  char              *resumed; /* (nullable): a draft's content, for when its line is read */

  gint64       hover_arc; /* 0: none */
  gssize       hover_vertex;
  YutuMapPoint hover_at; /* on the stretch, to add a vertex */
};

/* The edit that the draft, or the vertex in hand, comes to; FALSE when there is none. */
gboolean yutu_line_tool_get_edit (YutuLineTool   *self,
                                  YutuVertexEdit *edit);
void     yutu_line_tool_update_preview (YutuLineTool *self);
/* Something changed: draws, tells. */
void     yutu_line_tool_changed (YutuLineTool *self);
void     yutu_line_tool_say (YutuLineTool *self,
                             const char   *text);
gboolean yutu_line_tool_may_edit (YutuLineTool *self);

/* Finds what @edit means that points to self->pointed, past self->snap_skip others: snap and preview. */
void yutu_line_tool_find_snap (YutuLineTool         *self,
                               const YutuVertexEdit *edit);

/* ---- yutu-line-hand.c: pointer and keys ---- */

extern const YutuMapHand yutu_line_hand;

/* ---- yutu-line-paint.c ---- */

void yutu_line_tool_snapshot (GtkSnapshot *snapshot,
                              gpointer     data);

/* ---- yutu-line-draft.c ---- */

void yutu_line_tool_keep_draft (YutuLineTool *self);
void yutu_line_tool_drop_draft (YutuLineTool *self);
/* It goes with the edit that is begun next. */
void yutu_line_tool_settle_draft (YutuLineTool *self);
void yutu_line_tool_leave_draft (YutuLineTool *self);
/* Of a draft's content; 0 when it is none. */
gint64 yutu_line_draft_get_arc (const char *content);
/* Puts the moves of @content on the line that was read. */
void yutu_line_tool_take_draft (YutuLineTool *self,
                                const char   *content);

G_END_DECLS
