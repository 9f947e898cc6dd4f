/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where typed coordinates lie: geo/yutu-coordinate-text.h says what may be typed. Any thread. */
#pragma once

#include "geo/yutu-coordinate-text.h"

G_BEGIN_DECLS

/* Metres without a zone are those of @epsg; with one, of the zone's 3° Gauss–Krüger system. FALSE where
 * that system does not reach. */
gboolean yutu_typed_coordinate_locate (const YutuTypedCoordinate *typed,
                                       int                        epsg,
                                       YutuPoint                 *point);

typedef enum
{
  YUTU_TYPED_POINT_FINE,
  YUTU_TYPED_POINT_EMPTY,
  YUTU_TYPED_POINT_UNREADABLE,
  YUTU_TYPED_POINT_NO_START, /* an offset, and nothing that it starts from */
  YUTU_TYPED_POINT_AWAY,     /* metres that this system does not have, or off the earth */
} YutuTypedPoint;

/* @start: (nullable): what an offset starts from. East and north of an offset are those of the map CRS
 * @epsg; a distance and its angle are geodesic. */
YutuTypedPoint yutu_typed_point_read (const char      *text,
                                      int              epsg,
                                      const YutuPoint *start,
                                      YutuPoint       *point);

G_END_DECLS
