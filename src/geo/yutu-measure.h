/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Measures on the ellipsoid of CGCS2000 (a = 6 378 137 m, 1/f = 298.257222101; GB/T 22021), by
 * C. F. F. Karney, "Algorithms for geodesics", J. Geodesy 87 (2013), as PROJ carries them.
 * Any thread. */
#pragma once

#include "geo/yutu-shape.h"

G_BEGIN_DECLS

/* Metres along the geodesic. */
double yutu_measure_distance_m (YutuPoint a,
                                YutuPoint b);
/* Whether yutu_measure_distance_m() is at most @radius_m; most answers take no geodesic. */
gboolean yutu_measure_is_within (YutuPoint center,
                                 double    radius_m,
                                 YutuPoint point);
/* Where the geodesic that leaves @from at @azimuth_deg (clockwise from north) is after @distance_m ≥ 0,
 * rounded to the grid. */
YutuPoint yutu_measure_point_at (YutuPoint from,
                                 double    azimuth_deg,
                                 double    distance_m);
/* Degrees clockwise from north, 0 ≤ it < 360, in which the geodesic to @b leaves @a; 0 for equal ones. */
double yutu_measure_azimuth_deg (YutuPoint a,
                                 YutuPoint b);
/* Metres that a grid step east, and one north, is long at @at: by the radii of curvature there. */
void yutu_measure_step_m (YutuPoint at,
                          double   *east_m,
                          double   *north_m);
/* Metres along the geodesics between the points. */
double yutu_measure_line_m (const YutuPoint *points,
                            gsize            n_points);
/* Metres of all the parts of a line or multi-line shape together. */
double yutu_measure_lines_m (const YutuShape *shape);
/* Square metres of a polygon shape with geodesic edges: shells less holes. A ring may not go round a
 * pole. */
double yutu_measure_area_m2 (const YutuShape *shape);

/* Areas as sums that come out the same in any order, so that a change of a few edges is added or
 * taken off exactly: each edge counts what lies between its geodesic and the equator, rounded to
 * 1 cm², positive westwards in the north; the edges of a ring sum up to its area, counter-clockwise
 * positive. A sum below 9e11 m² is kept exactly by a double of square metres. */
#define YUTU_CM2_PER_M2 10000
gint64 yutu_measure_edge_cm2 (YutuPoint a,
                              YutuPoint b);
gint64 yutu_measure_area_cm2 (const YutuShape *shape);
/* The box that surely holds every point within @radius_m of @center. */
YutuBox yutu_measure_box_around (YutuPoint center,
                                 double    radius_m);

G_END_DECLS
