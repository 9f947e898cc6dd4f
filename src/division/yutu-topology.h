/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The arc model in memory: a planar graph of nodes, arcs and faces on the grid. Built once from
 * rings (import) or taken from rows. Knows land, not law: who owns a face, and when, is division's
 * business above it.
 *
 * Thread: one thread at a time (the writer, or a job that owns it). */
#pragma once

#include "base/yutu-progress.h"
#include "geo/yutu-point.h"
#include "geo/yutu-shape.h"

G_BEGIN_DECLS

#define YUTU_TOPOLOGY_ERROR (yutu_topology_error_quark ())
GQuark yutu_topology_error_quark (void);

typedef enum
{
  YUTU_TOPOLOGY_ERROR_FAILED,
  YUTU_TOPOLOGY_ERROR_INPUT, /* a ring with a coordinate off the earth */
} YutuTopologyError;

typedef struct _YutuTopology YutuTopology;

/* Ids are the tables' ids; face 0 is the land outside. */
typedef struct
{
  gint64           id;
  gint64           node_from;
  gint64           node_to;
  gint64           face_left;
  gint64           face_right;
  const YutuPoint *points; /* node_from first, node_to last; at least 2 */
  gsize            n_points;
} YutuArc;

/* One ring of a source polygon. Rings of one owner are combined by even-odd, in any order and
 * orientation: a hole is a ring inside, a detached part (exclave) a ring outside of the shell. */
typedef struct
{
  const YutuPoint *points; /* first point not repeated (a repeated one is dropped) */
  gsize            n_points;
  guint32          owner;
} YutuTopologyRing;

/* Ids for new rows; e.g. yutu_connection_new_id. */
typedef gint64 (*YutuTopologyIdFunc) (gpointer data);

/**
 * yutu_topology_build:
 * @base: (nullable): a model whose lines are kept and whose faces are cut further
 *
 * Nodes all rings by exact integer arithmetic with snap rounding to the grid: afterwards two arcs
 * meet at nodes only. Identical stretches become one arc. Nothing is dropped: every face of the
 * arrangement is kept, however thin.
 *
 * Complexity: O ((n + k) log n) for n vertices and k crossings.
 */
YutuTopology *yutu_topology_build (const YutuTopologyRing *rings,
                                   gsize                   n_rings,
                                   YutuTopology           *base,
                                   YutuTopologyIdFunc      new_id,
                                   gpointer                id_data,
                                   YutuProgress           *progress,
                                   GError                **error) G_GNUC_WARN_UNUSED_RESULT;
void          yutu_topology_free (YutuTopology *self);

gsize yutu_topology_count_nodes (YutuTopology *self);
gsize yutu_topology_count_arcs (YutuTopology *self);
gsize yutu_topology_count_faces (YutuTopology *self); /* without face 0 */
/* Rings of the source that enclosed no land (they are in no face). After a build only. */
gsize yutu_topology_count_collapsed (YutuTopology *self);

/* All ids, ascending. (transfer container) element type gint64. */
GArray *yutu_topology_list_arcs (YutuTopology *self) G_GNUC_WARN_UNUSED_RESULT;
GArray *yutu_topology_list_faces (YutuTopology *self) G_GNUC_WARN_UNUSED_RESULT;
GArray *yutu_topology_list_nodes (YutuTopology *self) G_GNUC_WARN_UNUSED_RESULT;

/* FALSE when there is no such id. The view is valid until the next edit. */
gboolean yutu_topology_get_arc (YutuTopology *self,
                                gint64        id,
                                YutuArc      *arc);
gboolean yutu_topology_get_node (YutuTopology *self,
                                 gint64        id,
                                 YutuPoint    *point);

/* The owners whose rings cover the face, ascending; empty for a gap. After a build only. */
const guint32 *yutu_topology_get_face_owners (YutuTopology *self,
                                              gint64        face,
                                              gsize        *n_owners);
/* The face of @base that this face was cut from; 0 when it lay outside. After a build only. */
gint64 yutu_topology_get_face_origin (YutuTopology *self,
                                      gint64        face);

/* Twice the signed area in grid units, exact. */
__int128 yutu_topology_get_face_area2 (YutuTopology *self,
                                       gint64        face);
/* The arcs around a face with its sign: +id when the face lies left of it, -id when right (an arc
 * with the face on both sides stands twice). (transfer container) gint64. */
GArray *yutu_topology_list_face_arcs (YutuTopology *self,
                                      gint64        face) G_GNUC_WARN_UNUSED_RESULT;
/* The land of several faces as one polygon shape: inner lines dissolved, holes and exclaves as
 * they are. A face id that is not there is skipped. Vertices are exactly the arcs'. */
YutuShape *yutu_topology_dissolve (YutuTopology *self,
                                   const gint64 *faces,
                                   gsize         n_faces) G_GNUC_WARN_UNUSED_RESULT;
/* A point surely inside the face. */
YutuPoint yutu_topology_get_face_point (YutuTopology *self,
                                        gint64        face);
/* The face at @point: 0 outside; on a line, the face left of that arc. */
gint64 yutu_topology_locate (YutuTopology *self,
                             YutuPoint     point);

/* ---- Invariants, numbered in the file head of yutu-topology-check.c ---- */

typedef struct
{
  int       invariant; /* its number */
  gint64    id;        /* of the node, arc or face */
  YutuPoint at;
  char     *message;
} YutuTopologyFault;

/* Element type YutuTopologyFault, freed with the array; empty when whole. Changes nothing. */
GPtrArray *yutu_topology_check (YutuTopology *self,
                                YutuProgress *progress,
                                GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes rows as they are (from tables, or broken on purpose by a test), unchecked. */
YutuTopology *yutu_topology_new_from_rows (const gint64    *node_ids,
                                           const YutuPoint *node_points,
                                           gsize            n_nodes,
                                           const YutuArc   *arcs,
                                           gsize            n_arcs,
                                           const gint64    *faces,
                                           gsize            n_faces) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuTopology, yutu_topology_free)

G_END_DECLS
