/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "geo/yutu-measure.h"

#include <geodesic.h>

#define CGCS2000_A_M          6378137.0             /* GB/T 22021-2008, table 1 */
#define CGCS2000_F            (1.0 / 298.257222101) /* the same */
#define CGCS2000_E2           0.00669438002290      /* e² = f (2 - f) */
#define MIN_METRES_PER_DEGREE 110574.0              /* of latitude, at the equator: the least there is */

static const struct geod_geodesic *
get_ellipsoid (void)
{
  static struct geod_geodesic ellipsoid;
  static gsize                once = 0;

  if (g_once_init_enter (&once))
    {
      geod_init (&ellipsoid, CGCS2000_A_M, CGCS2000_F);
      g_once_init_leave (&once, 1);
    }
  return &ellipsoid;
}

double
yutu_measure_distance_m (YutuPoint a,
                         YutuPoint b)
{
  double distance_m = 0;

  geod_inverse (get_ellipsoid (), yutu_grid_to_degrees (a.y), yutu_grid_to_degrees (a.x),
                yutu_grid_to_degrees (b.y), yutu_grid_to_degrees (b.x), &distance_m, NULL, NULL);
  return distance_m;
}

void
yutu_measure_step_m (YutuPoint at,
                     double   *east_m,
                     double   *north_m)
{
  double lat = yutu_grid_to_degrees (at.y) * G_PI / 180;
  double w2 = 1 - CGCS2000_E2 * sin (lat) * sin (lat);
  double prime = CGCS2000_A_M / sqrt (w2);

  *east_m = prime * cos (lat) * G_PI / 180 / YUTU_GRID_PER_DEGREE;
  *north_m = prime * (1 - CGCS2000_E2) / w2 * G_PI / 180 / YUTU_GRID_PER_DEGREE;
}

/* Metres by the radii of curvature at the middle latitude. Under 50 km and 80° of latitude within 1e-4 of
 * the geodesic. */
static double
measure_roughly_m (YutuPoint a,
                   YutuPoint b)
{
  double east_m, north_m;

  yutu_measure_step_m ((YutuPoint){ a.x, (a.y + b.y) / 2 }, &east_m, &north_m);
  return hypot ((double)(b.x - a.x) * east_m, (double)(b.y - a.y) * north_m);
}

YutuPoint
yutu_measure_point_at (YutuPoint from,
                       double    azimuth_deg,
                       double    distance_m)
{
  double lat_deg = 0, lon_deg = 0;

  geod_direct (get_ellipsoid (), yutu_grid_to_degrees (from.y), yutu_grid_to_degrees (from.x),
               azimuth_deg, distance_m, &lat_deg, &lon_deg, NULL);
  return yutu_point_from_degrees (lon_deg, lat_deg);
}

double
yutu_measure_azimuth_deg (YutuPoint a,
                          YutuPoint b)
{
  double azimuth_deg = 0;

  if (yutu_point_equal (a, b))
    return 0;
  geod_inverse (get_ellipsoid (), yutu_grid_to_degrees (a.y), yutu_grid_to_degrees (a.x),
                yutu_grid_to_degrees (b.y), yutu_grid_to_degrees (b.x), NULL, &azimuth_deg, NULL);
  azimuth_deg = fmod (azimuth_deg + 360, 360);
  return azimuth_deg;
}

gboolean
yutu_measure_is_within (YutuPoint center,
                        double    radius_m,
                        YutuPoint point)
{
  if (radius_m < 50000 && ABS (center.y) < (gint64)80 * YUTU_GRID_PER_DEGREE &&
      ABS (center.x) < (gint64)179 * YUTU_GRID_PER_DEGREE)
    {
      double rough_m = measure_roughly_m (center, point);

      if (rough_m < radius_m * 0.999 - 0.01)
        return TRUE;
      if (rough_m > radius_m * 1.001 + 0.01)
        return FALSE;
    }
  return yutu_measure_distance_m (center, point) <= radius_m;
}

double
yutu_measure_line_m (const YutuPoint *points,
                     gsize            n_points)
{
  double length_m = 0;

  for (gsize i = 1; i < n_points; i++)
    length_m += yutu_measure_distance_m (points[i - 1], points[i]);
  return length_m;
}

double
yutu_measure_lines_m (const YutuShape *shape)
{
  double length_m = 0;

  for (gsize i = 0; i < shape->n_parts; i++)
    length_m += yutu_measure_line_m (shape->points + shape->part_starts[i],
                                     shape->part_starts[i + 1] - shape->part_starts[i]);
  return length_m;
}

/* The smaller end first, so that an edge and its way back give the same number. */
gint64
yutu_measure_edge_cm2 (YutuPoint a,
                       YutuPoint b)
{
  gboolean  turned = b.x < a.x || (b.x == a.x && b.y < a.y);
  YutuPoint from = turned ? b : a;
  YutuPoint to = turned ? a : b;
  double    area_m2 = 0;
  gint64    area_cm2;

  geod_geninverse (get_ellipsoid (), yutu_grid_to_degrees (from.y), yutu_grid_to_degrees (from.x),
                   yutu_grid_to_degrees (to.y), yutu_grid_to_degrees (to.x), NULL, NULL, NULL, NULL,
                   NULL, NULL, &area_m2);
  area_cm2 = (gint64)llround (area_m2 * YUTU_CM2_PER_M2);
  return turned ? area_cm2 : -area_cm2;
}

gint64
yutu_measure_area_cm2 (const YutuShape *shape)
{
  gint64 area_cm2 = 0;

  for (gsize part = 0; shape->kind == YUTU_SHAPE_POLYGON && part < shape->n_parts; part++)
    {
      gsize  first = shape->part_starts[part], end = shape->part_starts[part + 1];
      gint64 ring_cm2 = 0;

      for (gsize i = first; i < end; i++)
        ring_cm2 += yutu_measure_edge_cm2 (shape->points[i], shape->points[i + 1 < end ? i + 1 : first]);
      area_cm2 += shape->part_is_shell[part] ? ABS (ring_cm2) : -ABS (ring_cm2);
    }
  return area_cm2;
}

double
yutu_measure_area_m2 (const YutuShape *shape)
{
  return (double)yutu_measure_area_cm2 (shape) / YUTU_CM2_PER_M2;
}

YutuBox
yutu_measure_box_around (YutuPoint center,
                         double    radius_m)
{
  double lat_deg = yutu_grid_to_degrees (center.y);
  double dy_deg = radius_m / MIN_METRES_PER_DEGREE * 1.001;
  double reach = MIN (fabs (lat_deg) + dy_deg, 89.0);
  double dx_deg = fabs (lat_deg) + dy_deg >= 89.0 ? 360.0 : dy_deg / cos (reach * G_PI / 180.0);
  gint64 dx = yutu_grid_from_degrees (MIN (dx_deg, 360.0)) + 1;
  gint64 dy = yutu_grid_from_degrees (dy_deg) + 1;

  return (YutuBox){ center.x - dx, center.y - dy, center.x + dx, center.y + dy };
}
