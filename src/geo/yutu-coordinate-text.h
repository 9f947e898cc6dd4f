/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Coordinates as people write them. Any thread. */
#pragma once

#include "geo/yutu-point.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean  is_metres;
  YutuPoint point; /* degrees */
  double    easting_m;
  double    northing_m;
  int       zone; /* 0: none */
} YutuTypedCoordinate;

/**
 * yutu_coordinate_parse:
 * @text: "119.65, 29.08", "29.08N 119.65E", "119°34′12″E 29°5′24″N", "东经119°39′10″ 北纬29°4′50″",
 *   "119 34 12 29 5 24", "119-34-12, 29-5-24", "119:34:12 29:05:24", "119d34m12s 29d5m24s",
 *   "499123 3218456", "40499123.5, 3218456.2", "X=3218456 Y=499123", "(119.65, 29.08)"; characters of full width count as what they are
 *
 * Degrees come as longitude and latitude, or the other way round where letters or the values say so;
 * metres as easting, with the zone before it or not, and northing.
 *
 * Returns: FALSE for anything else
 */
gboolean yutu_coordinate_parse (const char          *text,
                                YutuTypedCoordinate *coordinate);

/* What goes from one point to the next: "@120<45" is 120 m at 45° clockwise from north (the angle in
 * degrees, or in degrees, minutes and seconds), "@30,-20" 30 m east and 20 m south. */
typedef struct
{
  gboolean is_polar;
  double   distance_m;
  double   azimuth_deg; /* 0 ≤ it < 360 */
  double   east_m;
  double   north_m;
} YutuTypedOffset;

gboolean yutu_offset_parse (const char      *text,
                            YutuTypedOffset *offset);

G_END_DECLS
