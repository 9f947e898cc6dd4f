/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "geo/yutu-axis.h"

#include "geo/yutu-measure.h"

#define BEYOND_M 0.01 /* off the end of a segment by more */

typedef struct
{
  YutuPoint at;
  double    east_m; /* a grid step */
  double    north_m;
} Plane;

typedef struct
{
  double x;
  double y;
} XY;

static XY
to_plane (const Plane *plane,
          YutuPoint    point)
{
  return (XY){ (double)(point.x - plane->at.x) * plane->east_m, (double)(point.y - plane->at.y) * plane->north_m };
}

/* The foot of the origin on a–b. */
static void
take_segment (XY             a,
              XY             b,
              double         before_m,
              YutuAxisPlace *place)
{
  double dx = b.x - a.x, dy = b.y - a.y;
  double square = dx * dx + dy * dy;
  double at = square > 0 ? -(a.x * dx + a.y * dy) / square : 0;
  double t = CLAMP (at, 0, 1);
  double distance = hypot (a.x + t * dx, a.y + t * dy);
  double cross = dx * -a.y - dy * -a.x;

  if (distance >= place->distance_m)
    return;
  place->distance_m = distance;
  place->along_m = before_m + t * sqrt (square);
  place->side = fabs (at - t) * sqrt (square) > BEYOND_M ? 0 : (cross > 0) - (cross < 0);
}

gboolean
yutu_axis_find (const YutuShape *line,
                YutuPoint        point,
                YutuAxisPlace   *place)
{
  gboolean is_closed = line->kind == YUTU_SHAPE_POLYGON;
  Plane    plane = { .at = point };
  double   before_m = 0;

  *place = (YutuAxisPlace){ .distance_m = G_MAXDOUBLE };
  yutu_measure_step_m (point, &plane.east_m, &plane.north_m);
  for (gsize p = 0; p < line->n_parts; p++)
    {
      gsize start = line->part_starts[p];
      gsize end = line->part_starts[p + 1];
      XY    a = { 0 };

      if (end == start)
        continue;
      a = to_plane (&plane, line->points[start]);
      if (end - start == 1)
        take_segment (a, a, before_m, place);
      for (gsize i = start + 1; i < end + is_closed; i++)
        {
          XY b = to_plane (&plane, line->points[i < end ? i : start]);

          take_segment (a, b, before_m, place);
          before_m += hypot (b.x - a.x, b.y - a.y);
          a = b;
        }
    }
  return place->distance_m < G_MAXDOUBLE;
}
