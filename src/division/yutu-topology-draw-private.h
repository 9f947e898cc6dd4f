/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "division/yutu-topology-private.h"

G_BEGIN_DECLS

/* Where a vertex of the line is on the arcs: at a node, at an inner vertex of an arc, or (both
 * G_MAXUINT) nowhere. */
typedef struct
{
  guint node;
  guint arc;
  gsize index;
} YutuTopologyPlace;

/* A stretch of the line through the inside of a face, from one vertex on an arc to the next; a ring by
 * itself. */
typedef struct
{
  gsize  first;
  gsize  n_spans;
  gint64 arc; /* 0 until it is there */
} YutuTopologyRun;

/* A line that is being drawn. */
typedef struct
{
  YutuTopology         *self; /* what is worked on */
  YutuTopologyConflict *conflict;
  GHashTable           *scope; /* ids of faces; NULL: all, but the outside as it says */
  gboolean              with_outside;
  GHashTable           *origins; /* id of a new face → of the face that it was part of */
  GArray               *points;  /* YutuPoint; of a ring counter-clockwise, the first not repeated */
  gboolean              is_ring;
  guint8               *is_met;  /* by arc: land in scope is on a side */
  YutuBox               box;     /* of the line and a grid step around it */
  YutuTopologyPlace    *places;  /* by vertex of the line */
  gint64               *along;   /* by span: arc + 1 that it runs along, negative: against it; 0 none */
  guint32              *n_along; /* by arc: how many of its stretches the line runs along */
  GArray               *runs;    /* YutuTopologyRun */
} YutuTopologyDraw;

/* The face that @face was part of before; itself when it is no new one. */
gint64 yutu_topology_draw_get_origin (const YutuTopologyDraw *draw,
                                      gint64                  face);

/* ---- yutu-topology-draw-line.c ---- */

/* A ring goes on from its beginning. */
static inline YutuPoint
yutu_topology_draw_get_point (const YutuTopologyDraw *draw,
                              gsize                   i)
{
  return g_array_index (draw->points, YutuPoint, i % draw->points->len);
}

static inline void
yutu_topology_draw_set_point (YutuTopologyDraw *draw,
                              gsize             i,
                              YutuPoint         to)
{
  g_array_index (draw->points, YutuPoint, i % draw->points->len) = to;
}

static inline gsize
yutu_topology_draw_count_spans (const YutuTopologyDraw *draw)
{
  return draw->is_ring ? draw->points->len : draw->points->len - 1;
}

/* Into the conflict, as far as there is one and room in it. */
void yutu_topology_draw_note_span (YutuTopologyDraw *draw,
                                   YutuPoint         a,
                                   YutuPoint         b);
/* FALSE, with an error that says where. */
gboolean yutu_topology_draw_refuse (YutuTopologyDraw *draw,
                                    YutuTopologyError code,
                                    YutuPoint         at,
                                    const char       *what,
                                    GError          **error);
gboolean yutu_topology_draw_take_line (YutuTopologyDraw          *draw,
                                       const YutuTopologyDrawing *drawing,
                                       GError                   **error);
/* Vertices that repeat the one before go. */
void              yutu_topology_draw_drop_repeated (YutuTopologyDraw *draw);
YutuTopologySpan *yutu_topology_draw_make_spans (const YutuTopologyDraw *draw) G_GNUC_WARN_UNUSED_RESULT;
/* By point, the vertex of the line + 1. Borrows the points. */
GHashTable *yutu_topology_draw_index_line (YutuTopologyDraw *draw) G_GNUC_WARN_UNUSED_RESULT;
/* YUTU_TOPOLOGY_ERROR_MEETS_ITSELF. */
gboolean yutu_topology_draw_check_itself (YutuTopologyDraw *draw,
                                          GError          **error);

/* ---- yutu-topology-draw-noding.c ---- */

/* Afterwards the line meets arcs that are met at vertices of both only. */
gboolean yutu_topology_draw_node_line (YutuTopologyDraw *draw,
                                       GError          **error);

/* ---- yutu-topology-draw-sides.c ---- */

/* See yutu_topology_draw(); when all is drawn. */
GArray *yutu_topology_draw_list_pieces (YutuTopologyDraw *draw) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
