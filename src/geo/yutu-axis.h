/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where a point stands beside a line, as a door beside its road: in the plane that touches the ellipsoid at
 * the point, good to a millimetre within some kilometres. Any thread. */
#pragma once

#include "geo/yutu-shape.h"

G_BEGIN_DECLS

typedef struct
{
  double distance_m; /* from the nearest place of the line */
  double along_m;    /* of that place from the beginning, part after part */
  int    side;       /* 1 left of the line's direction there, -1 right, 0 on it, off a corner, or beyond its ends */
} YutuAxisPlace;

/* FALSE for a shape without points. A polygon is its outline, a point itself. */
gboolean yutu_axis_find (const YutuShape *line,
                         YutuPoint        point,
                         YutuAxisPlace   *place);

G_END_DECLS
