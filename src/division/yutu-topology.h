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
  YUTU_TOPOLOGY_ERROR_INPUT,        /* a coordinate off the earth */
  YUTU_TOPOLOGY_ERROR_CROSSES,      /* the edit would make two lines cross or touch, or pass over one */
  YUTU_TOPOLOGY_ERROR_COLLAPSES,    /* the edit would leave a face without land */
  YUTU_TOPOLOGY_ERROR_OPEN,         /* the line would divide no face */
  YUTU_TOPOLOGY_ERROR_NOT_FOUND,    /* no such node, arc, vertex or face */
  YUTU_TOPOLOGY_ERROR_MEETS_ITSELF, /* a drawn line would cross itself, or come back to where it was */
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

gboolean yutu_topology_has_face (YutuTopology *self,
                                 gint64        id);

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
/* Of the arcs around the face; empty when there is none. */
YutuBox yutu_topology_get_face_box (YutuTopology *self,
                                    gint64        face);
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

/* ---- Edits. Each checks exactly what it touches, and changes nothing when it fails. Besides
 * crossing and touching, a line may not be moved over anything that stays: all land keeps its
 * neighbours. Complexity: O (arcs + points near), a few microseconds a thousand arcs. ---- */

typedef enum
{
  YUTU_VERTEX_MOVE,   /* an end point moves its node and every arc there */
  YUTU_VERTEX_INSERT, /* before the vertex of that index; 0 < index < n_points */
  YUTU_VERTEX_DELETE, /* inner vertices only; a node of two arcs goes by joining them first */
} YutuVertexEditKind;

typedef struct
{
  YutuVertexEditKind kind;
  gint64             arc;
  gsize              index; /* counts the arc's points, the first is 0 */
  YutuPoint          to;    /* not for DELETE */
} YutuVertexEdit;

/* Why an edit is refused, for showing. */
typedef struct
{
  gint64    arc; /* in the way; 0: the new lines are in each other's */
  YutuPoint at;
  gsize     n_stretches; /* of the new lines, that may not lie as they do */
  YutuPoint stretches[8][2];
} YutuTopologyConflict;

/* FALSE with an error, and @conflict (nullable) filled, when the edit is not allowed. */
gboolean yutu_topology_edit_vertex (YutuTopology         *self,
                                    const YutuVertexEdit *edit,
                                    YutuTopologyConflict *conflict,
                                    GError              **error);
/* The same answer, and nothing is changed. */
gboolean yutu_topology_try_vertex (YutuTopology         *self,
                                   const YutuVertexEdit *edit,
                                   YutuTopologyConflict *conflict,
                                   GError              **error);
/* Makes the inner vertex @index a node; the first part keeps the id. The node's id is asked for
 * first, then the arc's. */
gboolean yutu_topology_split_arc (YutuTopology      *self,
                                  gint64             arc,
                                  gsize              index,
                                  YutuTopologyIdFunc new_id,
                                  gpointer           id_data,
                                  gint64            *node,
                                  gint64            *new_arc,
                                  GError           **error);
/* The way back: a node at which exactly two arcs end becomes an inner vertex of @keep, one of the
 * two; the other arc and the node are gone. A ring's only node stays. */
gboolean yutu_topology_join_arcs (YutuTopology *self,
                                  gint64        node,
                                  gint64        keep,
                                  GError      **error);
/* Draws a line between two existing nodes (or from one back to it) through the inside of one
 * face: the land to the left of the line is a new face, that to the right keeps the id. Through
 * the outside, the enclosed land is the new face. The arc's id is asked for first, then the
 * face's. */
gboolean yutu_topology_split_face (YutuTopology      *self,
                                   gint64             node_from,
                                   gint64             node_to,
                                   const YutuPoint   *inner, /* without the ends */
                                   gsize              n_inner,
                                   YutuTopologyIdFunc new_id,
                                   gpointer           id_data,
                                   gint64            *new_arc,
                                   gint64            *new_face,
                                   GError           **error);
/* Removes @arc, and every other arc between the same two faces, with the nodes that no arc is left
 * at; the two faces become one, which keeps the id @keep (one of the two; 0 when it is one). */
gboolean yutu_topology_merge_faces (YutuTopology *self,
                                    gint64        arc,
                                    gint64        keep,
                                    GError      **error);

/* A stretch of an arc, between two vertices that stay where they are, and its new course. */
typedef struct
{
  gint64           arc;
  gsize            from; /* from < to */
  gsize            to;
  const YutuPoint *points; /* between the two, in the arc's direction */
  gsize            n_points;
} YutuTopologyRedrawn;

/**
 * yutu_topology_redraw:
 *
 * Stretches of arcs get new courses, all at once; those of one arc may not overlap. Who borders whom
 * stays. CROSSES when a course would cross, touch or pass over what stays (no stretch in @conflict: the
 * whole course does), COLLAPSES when courses would cross themselves or each other, or leave a face
 * without land; nothing is changed then.
 *
 * Complexity: O (vertices of the arcs around + n log n for those of the courses).
 */
gboolean yutu_topology_redraw (YutuTopology              *self,
                               const YutuTopologyRedrawn *stretches,
                               gsize                      n_stretches,
                               YutuTopologyConflict      *conflict, /* (nullable) */
                               GError                   **error);
/* The same answer, and nothing is changed. */
gboolean yutu_topology_try_redraw (YutuTopology              *self,
                                   const YutuTopologyRedrawn *stretches,
                                   gsize                      n_stretches,
                                   YutuTopologyConflict      *conflict,
                                   GError                   **error);

/* ---- Drawn lines ---- */

typedef struct
{
  const YutuPoint *points; /* a ring repeats its first as its last */
  gsize            n_points;
  const gint64    *faces; /* what it may cut; elsewhere it counts for nothing. NULL: every face but the
                           * outside (0) */
  gsize            n_faces;
  gboolean         with_outside; /* with NULL: that, too */
} YutuTopologyDrawing;

enum
{
  YUTU_TOPOLOGY_LEFT = 1 << 0, /* of a ring: inside, whichever way it was drawn */
  YUTU_TOPOLOGY_RIGHT = 1 << 1,
};

/* A face beside a drawn line. */
typedef struct
{
  gint64 face;
  gint64 origin; /* the face that it was part of; itself where that kept its id */
  guint  sides;  /* of the line; 0: it does not hang together with land along it */
} YutuTopologyPiece;

/**
 * yutu_topology_draw:
 * @pieces: (out) (optional): element type YutuTopologyPiece, by origin and face: with @drawing's faces
 *   all parts of these, otherwise what lies along the line
 *
 * Cuts faces along a line, which may cross any number of arcs and run along some. Its vertices within a
 * grid step of an arc are on it, and where it crosses one both get a vertex on the grid, so that an arc
 * may be bent by less than a step. The land to the left of the line has new ids, that to the right
 * keeps its own; of what a ring encloses, the inside is new. Nothing is changed when it fails: OPEN
 * when a part of the line ends inside of land that it may cut, or it divides none; MEETS_ITSELF when it
 * does; CROSSES when an arc cannot be bent as it should.
 *
 * Complexity: O (vertices of the model + n log n for those of the line) a face that is cut.
 */
gboolean yutu_topology_draw (YutuTopology              *self,
                             const YutuTopologyDrawing *drawing,
                             YutuTopologyIdFunc         new_id,
                             gpointer                   id_data,
                             GArray                   **pieces,
                             YutuTopologyConflict      *conflict,
                             GError                   **error);
/* The same, in another model; @self stays as it is. NULL with an error. */
YutuTopology *yutu_topology_try_draw (YutuTopology              *self,
                                      const YutuTopologyDrawing *drawing,
                                      YutuTopologyIdFunc         new_id,
                                      gpointer                   id_data,
                                      GArray                   **pieces,
                                      YutuTopologyConflict      *conflict,
                                      GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the edits since the last call (or the build) touched, for saving: new, changed or gone,
 * each id once, ascending. A face is touched when its land or its owner list changed.
 * (transfer container) */
typedef struct
{
  GArray *nodes; /* gint64 */
  GArray *arcs;
  GArray *faces;
} YutuTopologyChanges;
void yutu_topology_take_changes (YutuTopology        *self,
                                 YutuTopologyChanges *changes);

/* An arc split in two, @other running on where @arc now ends; or, joined, @other taken into @arc. */
typedef struct
{
  gint64   arc;
  gint64   other;
  gboolean joined;
} YutuTopologyCut;
/* In the order in which they were made since the last call. (transfer container) element type
 * YutuTopologyCut */
GArray *yutu_topology_take_cuts (YutuTopology *self) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Invariants, numbered in the file head of yutu-topology-check.c ---- */

typedef struct
{
  int         invariant; /* its number */
  gint64      id;        /* of the node, arc or face */
  YutuPoint   at;
  const char *wording; /* static; see yutu_wording_fill() */
  char      **params;
  char       *message; /* the two put together, in English */
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
