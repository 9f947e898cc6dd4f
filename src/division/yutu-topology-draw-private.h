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
  GHashTable           *scope;   /* ids of faces; NULL: all, but the outside as it says */
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
/* ---- yutu-topology-draw-sides.c ---- */

/* See yutu_topology_draw(); when all is drawn. */
GArray *yutu_topology_draw_list_pieces (YutuTopologyDraw *draw) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
