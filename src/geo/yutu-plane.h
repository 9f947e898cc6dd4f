/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A flat piece of the earth around a point, in metres east and north of it, by the radii of curvature
 * there. For nearness within some kilometres: at 10 km a distance is right within 1e-4. Never for a
 * topological decision. Any thread. */
#pragma once

#include "geo/yutu-measure.h"

G_BEGIN_DECLS

typedef struct
{
  YutuPoint center;
  double    east_m; /* for one grid step */
  double    north_m;
} YutuPlane;

static inline YutuPlane
yutu_plane_at (YutuPoint center)
{
  YutuPlane plane = { center, 0, 0 };

  yutu_measure_step_m (center, &plane.east_m, &plane.north_m);
  return plane;
}

/* The point of a–b nearest to @point, on the grid; *share: where on a–b, 0 to 1; *square_m2: the
 * square of its distance. */
static inline YutuPoint
yutu_plane_nearest (const YutuPlane *self,
                    YutuPoint        point,
                    YutuPoint        a,
                    YutuPoint        b,
                    double          *share,
                    double          *square_m2)
{
  double ax = (double)(a.x - point.x) * self->east_m;
  double ay = (double)(a.y - point.y) * self->north_m;
  double dx = (double)(b.x - a.x) * self->east_m;
  double dy = (double)(b.y - a.y) * self->north_m;
  double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? CLAMP (-(ax * dx + ay * dy) / length2, 0, 1) : 0;

  *share = t;
  *square_m2 = (ax + t * dx) * (ax + t * dx) + (ay + t * dy) * (ay + t * dy);
  return (YutuPoint){ a.x + llround (t * (double)(b.x - a.x)), a.y + llround (t * (double)(b.y - a.y)) };
}

G_END_DECLS
