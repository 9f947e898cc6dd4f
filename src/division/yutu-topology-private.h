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
  GHashTable *node_index; /* gint64 * → index + 1; keys lie in the values' own records' ids */
  GHashTable *arc_index;
  GHashTable *face_index;
  gsize       n_collapsed; /* rings of the source without land */
};

#define YUTU_TOPOLOGY_NODE(self, i) (&g_array_index ((self)->nodes, YutuTopologyNode, i))
#define YUTU_TOPOLOGY_ARC(self, i)  (&g_array_index ((self)->arcs, YutuTopologyArc, i))
#define YUTU_TOPOLOGY_FACE(self, i) (&g_array_index ((self)->faces, YutuTopologyFace, i))

YutuTopology *yutu_topology_new (void);
/* After nodes, arcs and faces are filled: the ways from ids to them. */
void yutu_topology_index (YutuTopology *self);

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
  GArray     *points; /* YutuPoint */
  GHashTable *index;  /* YutuPoint * → index + 1 */
} YutuTopologyVertices;

void    yutu_topology_vertices_init (YutuTopologyVertices *self);
void    yutu_topology_vertices_clear (YutuTopologyVertices *self);
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

/* Of two lines (pa below pb, qa below qb) that cross height @y: whether p lies east of q there, or
 * just above where they touch. Exact: the terms have at most 116 bits. */
gboolean yutu_topology_is_further_east (YutuPoint pa,
                                        YutuPoint pb,
                                        YutuPoint qa,
                                        YutuPoint qb,
                                        gint64    y);

/* ---- Pairs of segments that may meet, by a grid of cells ---- */

typedef struct
{
  YutuPoint a;
  YutuPoint b;
} YutuTopologySpan;

/* Called for every pair whose cells are shared, a pair perhaps several times. FALSE stops. */
typedef gboolean (*YutuTopologyPairFunc) (gsize    one,
                                          gsize    two,
                                          gpointer data);
void yutu_topology_each_pair (const YutuTopologySpan *spans,
                              gsize                   n_spans,
                              YutuTopologyPairFunc    func,
                              gpointer                data);

G_END_DECLS
