/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where roads cross or meet, by their lines. Any thread. */
#pragma once

#include "gazetteer/yutu-place-name.h"

G_BEGIN_DECLS

#define YUTU_CROSSING_MAX_ROADS 8 /* more that meet there are not told */

typedef struct
{
  YutuPoint point;
  guint     n_roads; /* 2 at least */
  gint64    roads[YUTU_CROSSING_MAX_ROADS];
} YutuRoadCrossing;

/* Of @roads (YutuPlaceName; those that are no lines are left out). @join_m: a road that ends so near to another meets
 * it; crossings so near to one another are one. From south to north. Element type YutuRoadCrossing. */
GArray *yutu_road_crossings_find (const GPtrArray *roads,
                                  double           join_m) G_GNUC_WARN_UNUSED_RESULT;

/* Metres from @point to the nearest of @shape; 0 inside of an area. On the plane of the point: right within some
 * kilometres. */
double yutu_place_distance_m (const YutuShape *shape,
                              YutuPoint        point);

G_END_DECLS
