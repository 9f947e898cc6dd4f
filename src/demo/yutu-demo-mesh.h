/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A Delaunay triangulation of points in a square, by insertion and flips (C. L. Lawson, "Software
 * for C1 surface interpolation", 1977) in exact integers. Half-edge e runs from site tri[e] to
 * tri[next (e)] and has triangle e / 3 on its left. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Metres east and north of the demo's south-west corner. */
typedef struct
{
  double x;
  double y;
} YutuDemoXY;

typedef struct
{
  YutuDemoXY *sites; /* whole centimetres; the last four are the square's corners */
  guint       n_sites;
  int        *tri;  /* 3 a triangle, counter-clockwise */
  int        *twin; /* the same edge the other way; -1 on the rim */
  guint       n_triangles;
  int        *edge_of; /* a half-edge from each site; on the rim the one with no triangle before */
} YutuDemoMesh;

static inline int
yutu_demo_next (int edge)
{
  return edge % 3 == 2 ? edge - 2 : edge + 1;
}

static inline int
yutu_demo_previous (int edge)
{
  return edge % 3 == 0 ? edge + 2 : edge - 1;
}

/* The sites are distinct and lie inside the square from -@margin_m to @width_m + @margin_m and
 * likewise in y; |coordinate| ≤ 10^5 m. */
YutuDemoMesh *yutu_demo_mesh_new (const YutuDemoXY *sites,
                                  guint             n_sites,
                                  YutuDemoXY        low,
                                  YutuDemoXY        high) G_GNUC_WARN_UNUSED_RESULT;
void          yutu_demo_mesh_free (YutuDemoMesh *self);
/* The triangle that @point lies in, walking from @start; -1 outside of the square. */
int yutu_demo_mesh_locate (const YutuDemoMesh *self,
                           YutuDemoXY          point,
                           int                 start);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuDemoMesh, yutu_demo_mesh_free)

G_END_DECLS
