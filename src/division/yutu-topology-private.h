/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "division/yutu-topology.h"

G_BEGIN_DECLS

typedef struct
{
  gint64    id;
  YutuPoint point;
} YutuTopologyNode;

/* Indices instead of ids; faces[0] is the land outside. */
typedef struct
{
  gint64     id;
  guint      from;
  guint      to;
  guint      left;
  guint      right;
  YutuPoint *points; /* owned */
  gsize      n_points;
  YutuBox    box;
} YutuTopologyArc;

typedef struct
{
  gint64   id;
  __int128 area2;
  gint64   origin;      /* face of the base; 0 none */
  guint    first_owner; /* into owners */
  guint    n_owners;
} YutuTopologyFace;

struct _YutuTopology
{
  GArray     *nodes;      /* YutuTopologyNode */
  GArray     *arcs;       /* YutuTopologyArc */
  GArray     *faces;      /* YutuTopologyFace */
  GArray     *owners;     /* guint32, cover lists one behind the other */
  GHashTable *node_index; /* id as a pointer → index + 1 */
  GHashTable *arc_index;
  GHashTable *face_index;
  GHashTable *touched_nodes; /* ids as pointers, since the last take_changes */
  GHashTable *touched_arcs;
  GHashTable *touched_faces;
  GArray     *cuts;        /* YutuTopologyCut, since the last take_cuts */
  guint32    *face_starts; /* by face, into face_arcs; NULL until asked for, and after an edit */
  guint32    *face_arcs;   /* indices of the arcs with the face on one side or both, ascending */
};

#define YUTU_TOPOLOGY_NODE(self, i) (&g_array_index ((self)->nodes, YutuTopologyNode, i))
#define YUTU_TOPOLOGY_ARC(self, i)  (&g_array_index ((self)->arcs, YutuTopologyArc, i))
#define YUTU_TOPOLOGY_FACE(self, i) (&g_array_index ((self)->faces, YutuTopologyFace, i))

typedef struct
{
  YutuPoint a;
  YutuPoint b;
} YutuTopologySpan;

YutuTopology *yutu_topology_new (void);
/* After nodes, arcs and faces are filled: the ways from ids to them. */
void yutu_topology_index (YutuTopology *self);

/* An id as the key of the tables above. */
#define YUTU_TOPOLOGY_KEY(id) ((gpointer)(guintptr)(id))
G_STATIC_ASSERT (sizeof (gpointer) >= sizeof (gint64));

/* Indices; G_MAXUINT when there is no such id. */
guint yutu_topology_find_node (YutuTopology *self,
                               gint64        id);
guint yutu_topology_find_arc (YutuTopology *self,
                              gint64        id);
guint yutu_topology_find_face (YutuTopology *self,
                               gint64        id);

/* ---- yutu-topology-change.c: adding and taking away, with the index kept ---- */

guint yutu_topology_add_node (YutuTopology *self,
                              gint64        id,
                              YutuPoint     point);
/* @arc's points are taken over; its box is computed. */
guint yutu_topology_add_arc (YutuTopology   *self,
                             YutuTopologyArc arc);
guint yutu_topology_add_face (YutuTopology           *self,
                              const YutuTopologyFace *face);
/* The last one takes the place (and the index) of the one that goes. */
void yutu_topology_remove_node (YutuTopology *self,
                                guint         index);
void yutu_topology_remove_arc (YutuTopology *self,
                               guint         index);
void yutu_topology_remove_face (YutuTopology *self,
                                guint         index);
void yutu_topology_set_arc_points (YutuTopology *self,
                                   guint         index,
                                   YutuPoint    *points, /* taken */
                                   gsize         n_points);
/* Marks the arc, and the faces on its two sides. */
void yutu_topology_touch_arc (YutuTopology *self,
                              guint         index);
void yutu_topology_touch_node (YutuTopology *self,
                               guint         index);
void yutu_topology_touch_face (YutuTopology *self,
                               guint         index);
/* Makes face_starts and face_arcs when they are not there. */
void yutu_topology_need_face_arcs (YutuTopology *self);
void yutu_topology_forget_face_arcs (YutuTopology *self);
/* Twice the area swept by the arc from @origin, walking forward. */
__int128 yutu_topology_sweep (const YutuTopologyArc *arc,
                              YutuPoint              origin);

/* Another one with the same rows, changes and cuts. */
YutuTopology *yutu_topology_copy (YutuTopology *self) G_GNUC_WARN_UNUSED_RESULT;
/* @self becomes what @other is; @other is freed. */
void yutu_topology_take (YutuTopology *self,
                         YutuTopology *other);

/* An arc walked in one direction: 2 * arc, + 1 when backwards. */
typedef guint32 YutuTopologyHalf;

YutuPoint yutu_topology_half_start (YutuTopology    *self,
                                    YutuTopologyHalf half);
YutuPoint yutu_topology_half_second (YutuTopology    *self,
                                     YutuTopologyHalf half);
guint     yutu_topology_half_node (YutuTopology    *self,
                                   YutuTopologyHalf half); /* where it starts */
guint     yutu_topology_half_face (YutuTopology    *self,
                                   YutuTopologyHalf half); /* left of it */
/* The halves that leave a node, unordered. */
GArray *yutu_topology_list_star (YutuTopology *self,
                                 guint         node) G_GNUC_WARN_UNUSED_RESULT;
/* Directions o → p, o → q by angle from east, counter-clockwise: < 0, 0, > 0. */
int yutu_topology_compare_angle (YutuPoint o,
                                 YutuPoint p,
                                 YutuPoint q);

/* ---- yutu-topology-edit.c ---- */

/* A vertex before that of the index, unchecked. */
void yutu_topology_insert_point (YutuTopology *self,
                                 guint         arc,
                                 gsize         index,
                                 YutuPoint     point);

/* ---- yutu-topology-cut.c ---- */

/* The end of a line around a place: where it leaves to, and the face to the left of it. */
typedef struct
{
  YutuPoint second;
  guint     face;
} YutuTopologyRay;

/* The face that a way from @origin towards @second leads into, among @rays, at least one; G_MAXUINT
 * along one of them. */
guint yutu_topology_find_sector (YutuPoint              origin,
                                 YutuPoint              second,
                                 const YutuTopologyRay *rays,
                                 gsize                  n_rays);
/* The same at a node. */
guint yutu_topology_find_node_sector (YutuTopology *self,
                                      guint         node,
                                      YutuPoint     second);
/* A line through the inside of the face @face, from node to node, known to meet nothing else. The
 * land left of it is a new face, *new_face; where it divides none, *new_face is 0, with @may_bridge
 * TRUE, or it is refused with OPEN. Ids as with yutu_topology_split_face(). */
gboolean yutu_topology_add_line (YutuTopology      *self,
                                 guint              face,
                                 guint              from,
                                 guint              to,
                                 YutuPoint         *points, /* taken */
                                 gsize              n_points,
                                 gboolean           may_bridge,
                                 YutuTopologyIdFunc new_id,
                                 gpointer           id_data,
                                 gint64            *new_arc,
                                 gint64            *new_face,
                                 GError           **error);

/* ---- yutu-topology-fit.c: whether lines fit between the others ---- */

/* A stretch of an arc, from its point @index - 1 to @index. */
typedef struct
{
  guint arc;
  gsize index;
} YutuTopologyStretch;

/* New stretches for old ones. @rim: the points that stay, where the old and the new meet the
 * rest; all of the old ones run from @before to the rim, and the new from @after (a rim of two
 * without one of these: straight across). A rim of none: nothing is replaced. */
typedef struct
{
  const YutuTopologySpan    *added;
  gsize                      n_added;
  const YutuPoint           *vertices; /* of the added, where there was none */
  gsize                      n_vertices;
  const YutuTopologyStretch *removed;
  gsize                      n_removed;
  const YutuPoint           *rim;
  gsize                      n_rim;
  const YutuPoint           *before;   /* (nullable) */
  const YutuPoint           *after;    /* (nullable) */
  YutuTopologyConflict      *conflict; /* (nullable): filled when it does not fit */
} YutuTopologyReplacement;

/* Whether afterwards the arcs still meet at nodes only, and everything that stays lies on the same
 * side of the replaced lines as before. */
gboolean yutu_topology_fits (YutuTopology                  *self,
                             const YutuTopologyReplacement *replacement,
                             GError                       **error);

/* ---- yutu-topology-noding.c ---- */

/* A stretch between two vertices that a ring of @owner runs along. */
typedef struct
{
  guint32 a; /* vertex; a < b */
  guint32 b;
  guint32 owner;
} YutuTopologyUse;

/* Distinct segments, each with the owners that it divides from the rest (those that run along it
 * an odd number of times). */
typedef struct
{
  guint32 a;
  guint32 b;
  guint32 first_owner;
  guint32 n_owners;
} YutuTopologySegment;

/* Points, each once. */
typedef struct
{
  GArray  *points;  /* YutuPoint */
  guint32 *slots;   /* by hash, index + 1, the next free slot when it is taken; 0: free */
  gsize    n_slots; /* a power of two, at least twice as many as there are points */
} YutuTopologyVertices;

/* ---- yutu-topology-vertices.c ---- */

/* @n_expected: how many points there will be, roughly. */
void yutu_topology_vertices_init (YutuTopologyVertices *self,
                                  gsize                 n_expected);
void yutu_topology_vertices_clear (YutuTopologyVertices *self);
/* These are about to be added: nothing is changed, it is only faster. */
void    yutu_topology_vertices_announce (const YutuTopologyVertices *self,
                                         const YutuPoint            *points,
                                         gsize                       n_points);
guint32 yutu_topology_vertices_add (YutuTopologyVertices *self,
                                    YutuPoint             point);

typedef struct
{
  YutuTopologyVertices vertices;
  GArray              *segments; /* YutuTopologySegment, sorted by a, b */
  GArray              *owners;   /* guint32 */
} YutuTopologyNoded;

/* @noded: its vertices filled, the rest empty. Afterwards no two segments meet but at vertices
 * that both end in. */
gboolean yutu_topology_node_segments (YutuTopologyNoded *noded,
                                      GArray            *uses,
                                      YutuProgress      *progress,
                                      GError           **error);
void     yutu_topology_noded_clear (YutuTopologyNoded *self);

/* ---- yutu-topology-build.c ---- */

/* A sorted list of owners, from @first on in @array. */
typedef struct
{
  GArray *array; /* guint32 */
  guint32 first;
  guint32 n;
} YutuTopologyOwners;

/* Appends, sorted, what is in one of them only; @out may be their array. */
void yutu_topology_toggle_owners (const YutuTopologyOwners *one,
                                  const YutuTopologyOwners *two,
                                  GArray                   *out);

/* Of two lines (pa below pb, qa below qb) that cross height @y: whether p lies east of q there, or
 * just above where they touch. Exact: the terms have at most 116 bits. */
gboolean yutu_topology_is_further_east (YutuPoint pa,
                                        YutuPoint pb,
                                        YutuPoint qa,
                                        YutuPoint qb,
                                        gint64    y);

/* The arc nearest to the west of @from at its height (just above it), G_MAXUINT when there is none;
 * *rises: from its beginning on, so that its right side looks at @from. */
guint yutu_topology_find_west (YutuTopology *self,
                               YutuPoint     from,
                               gboolean     *rises);

/* ---- yutu-topology-ids.c ---- */

/* Faces of a base model enter a build as owners of their own: this and their index. */
#define YUTU_TOPOLOGY_BASE_OWNER 0x80000000u

/* Nodes and arcs that @base (nullable) has keep their ids. */
void yutu_topology_give_ids (YutuTopology      *self,
                             YutuTopology      *base,
                             YutuTopologyIdFunc new_id,
                             gpointer           id_data);
/* Takes the base's faces out of the covers again. The largest piece of each keeps its id. */
void yutu_topology_give_face_ids (YutuTopology      *self,
                                  YutuTopology      *base,
                                  YutuTopologyIdFunc new_id,
                                  gpointer           id_data);

/* ---- Pairs of segments that may meet, by a grid of cells ---- */

/* Called for every pair whose cells are shared, a pair perhaps several times. FALSE stops. */
typedef gboolean (*YutuTopologyPairFunc) (gsize    one,
                                          gsize    two,
                                          gpointer data);
void yutu_topology_each_pair (const YutuTopologySpan *spans,
                              gsize                   n_spans,
                              YutuTopologyPairFunc    func,
                              gpointer                data);

/* The same for segments that come one by one. Large ones are made by several threads. */
typedef struct _YutuTopologyGrid YutuTopologyGrid;

#define YUTU_TOPOLOGY_MAX_STRIPS 8

YutuTopologyGrid *yutu_topology_grid_new (const YutuTopologySpan *spans,
                                          gsize                   n_spans) G_GNUC_WARN_UNUSED_RESULT;
void              yutu_topology_grid_free (YutuTopologyGrid *self);

/* @index: into the grid's spans. FALSE stops. */
typedef gboolean (*YutuTopologyNearFunc) (gsize    index,
                                          gpointer data);
/* Calls @func for every span of the grid that may meet @span, or come as near as four grid steps, one
 * perhaps several times. FALSE when @func stopped it. */
gboolean yutu_topology_grid_each_near (const YutuTopologyGrid *self,
                                       const YutuTopologySpan *span,
                                       YutuTopologyNearFunc    func,
                                       gpointer                data);

/* The pairs of the grid's spans, by as many threads as there are strips: @func is called with a datum of
 * its strip. Strip behind strip, this is the order of yutu_topology_each_pair(). */
void yutu_topology_grid_each_pair (const YutuTopologyGrid *self,
                                   YutuTopologyPairFunc    func,
                                   gpointer const         *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuTopologyGrid, yutu_topology_grid_free)

G_END_DECLS
