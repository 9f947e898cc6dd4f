/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Decisions about points and segments of the grid, exact: 64-bit differences, 128-bit products,
 * never a tolerance. All: any thread. */
#pragma once

#include "geo/yutu-shape.h"

G_BEGIN_DECLS

/* Twice the signed area of a, b, c: > 0 when c lies left of a → b. |result| < 2^79. */
static inline __int128
yutu_exact_cross (YutuPoint a,
                  YutuPoint b,
                  YutuPoint c)
{
  return (__int128)(b.x - a.x) * (c.y - a.y) - (__int128)(b.y - a.y) * (c.x - a.x);
}

/* 1 left, -1 right, 0 on the straight line. */
static inline int
yutu_exact_side (YutuPoint a,
                 YutuPoint b,
                 YutuPoint c)
{
  __int128 cross = yutu_exact_cross (a, b, c);

  return (cross > 0) - (cross < 0);
}

/* Whether @p lies on the closed segment a–b. */
static inline gboolean
yutu_exact_on_segment (YutuPoint a,
                       YutuPoint b,
                       YutuPoint p)
{
  return p.x >= MIN (a.x, b.x) && p.x <= MAX (a.x, b.x) && p.y >= MIN (a.y, b.y) &&
         p.y <= MAX (a.y, b.y) && yutu_exact_cross (a, b, p) == 0;
}

/* Whether the closed segments a–b and c–d share a point other than an end that both have. */
gboolean yutu_exact_segments_conflict (YutuPoint a,
                                       YutuPoint b,
                                       YutuPoint c,
                                       YutuPoint d);

/* Whether the insides of a–b and c–d cross in one point that is an end of neither. */
gboolean yutu_exact_segments_cross (YutuPoint a,
                                    YutuPoint b,
                                    YutuPoint c,
                                    YutuPoint d);

/* Where the straight lines of two crossing segments meet, rounded to the grid (half up). */
YutuPoint yutu_exact_crossing (YutuPoint a,
                               YutuPoint b,
                               YutuPoint c,
                               YutuPoint d);

typedef enum
{
  YUTU_OUTSIDE = -1,
  YUTU_ON_BORDER = 0,
  YUTU_INSIDE = 1,
} YutuSideOfRing;

/* By even-odd; first point not repeated. */
YutuSideOfRing yutu_exact_point_in_ring (YutuPoint        point,
                                         const YutuPoint *ring,
                                         gsize            n);
/* Polygon shapes, by even-odd over all rings. */
YutuSideOfRing yutu_exact_point_in_shape (YutuPoint        point,
                                          const YutuShape *shape);

/* How @shape lies to the polygon @area, which is taken with its border: *reaches says that a part of it that is as
 * much as it is (a point, a stretch of a line, land) lies there, *is_within that all of it does. Rings as
 * yutu-shape.h has them, the land left of each. Complexity: vertices of both; where they run along each other, by
 * those near. */
void yutu_exact_relate (const YutuShape *shape,
                        const YutuShape *area,
                        gboolean        *reaches,
                        gboolean        *is_within);

/* Twice the signed area of a ring, counter-clockwise positive. */
__int128 yutu_exact_ring_area2 (const YutuPoint *ring,
                                gsize            n);

G_END_DECLS
