/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* From the grid to the plane of the map and back, fast enough for every vertex and thread-safe
 * without a context: the map CRSs that a county file may choose. Gauss–Krüger by the Krüger n
 * series to n^4 (C. F. F. Karney, "Transverse Mercator with an accuracy of a few nanometers",
 * J. Geodesy 85, 2011, §2): below 1 mm inside ±5° of the meridian.
 *
 * Map coordinates are x = east, y = north, in metres (EPSG:4490: degrees). Any thread. */
#pragma once

#include "geo/yutu-point.h"

G_BEGIN_DECLS

typedef struct
{
  double x;
  double y;
} YutuMapPoint;

/* Closed; empty when max_x < min_x. */
typedef struct
{
  double min_x;
  double min_y;
  double max_x;
  double max_y;
} YutuMapBox;

#define YUTU_MAP_BOX_EMPTY ((YutuMapBox){ G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE })

static inline void
yutu_map_box_add (YutuMapBox *box, double x, double y)
{
  box->min_x = MIN (box->min_x, x);
  box->min_y = MIN (box->min_y, y);
  box->max_x = MAX (box->max_x, x);
  box->max_y = MAX (box->max_y, y);
}

static inline gboolean
yutu_map_box_overlaps (YutuMapBox a, YutuMapBox b)
{
  return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

/* EPSG:4490 (lon/lat degrees), 3857 (Web Mercator), 4534–4554 (CGCS2000 / 3-degree Gauss–Krüger
 * without zone number, central meridian 75°, 78° … 135° east). */
gboolean yutu_projection_is_supported (int epsg);
/* The 3-degree Gauss–Krüger CRS whose meridian is nearest to @lon_deg. */
int yutu_projection_for_lon (double lon_deg);
/* An unsupported @epsg is taken as 4490. */
YutuMapPoint yutu_projection_forward (int epsg, YutuPoint point);
YutuPoint    yutu_projection_inverse (int epsg, YutuMapPoint point);
/* The map box that holds the projected grid box, and the other way round. */
YutuMapBox yutu_projection_forward_box (int epsg, YutuBox box);
YutuBox    yutu_projection_inverse_box (int epsg, YutuMapBox box);
/* Metres on the ground for one map unit at @point (east–west). */
double yutu_projection_metres_per_unit (int epsg, YutuMapPoint point);

G_END_DECLS
