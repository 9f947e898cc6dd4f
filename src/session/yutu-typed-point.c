/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-typed-point.h"

#include "geo/yutu-measure.h"
#include "scene/yutu-projection.h"

/* EPSG:4534 is zone 25, 75°E. */
#define FIRST_ZONE      25
#define LAST_ZONE       45
#define FIRST_ZONE_EPSG 4534

/* Outside of its CRS an inverse does not lead back. */
static gboolean
locate (int          epsg,
        YutuMapPoint at,
        YutuPoint   *point)
{
  YutuMapPoint back;

  *point = yutu_projection_inverse (epsg, at);
  if (ABS (point->x) > YUTU_GRID_MAX_X || ABS (point->y) > YUTU_GRID_MAX_Y)
    return FALSE;
  back = yutu_projection_forward (epsg, *point);
  return ABS (back.x - at.x) < 1 && ABS (back.y - at.y) < 1;
}

gboolean
yutu_typed_coordinate_locate (const YutuTypedCoordinate *typed,
                              int                        epsg,
                              YutuPoint                 *point)
{
  if (!typed->is_metres)
    {
      *point = typed->point;
      return TRUE;
    }
  if (typed->zone != 0 && (typed->zone < FIRST_ZONE || typed->zone > LAST_ZONE))
    return FALSE;
  if (typed->zone != 0)
    epsg = FIRST_ZONE_EPSG + typed->zone - FIRST_ZONE;
  return epsg != YUTU_SRID && locate (epsg, (YutuMapPoint){ typed->easting_m, typed->northing_m }, point);
}

static gboolean
go (const YutuTypedOffset *offset,
    int                    epsg,
    YutuPoint              start,
    YutuPoint             *point)
{
  YutuMapPoint at = yutu_projection_forward (epsg, start);
  double       east_m, north_m;

  if (offset->is_polar)
    {
      *point = yutu_measure_point_at (start, offset->azimuth_deg, offset->distance_m);
      return TRUE;
    }
  if (epsg != YUTU_SRID)
    return locate (epsg, (YutuMapPoint){ at.x + offset->east_m, at.y + offset->north_m }, point);
  yutu_measure_step_m (start, &east_m, &north_m);
  *point = (YutuPoint){ start.x + llround (offset->east_m / east_m),
                        start.y + llround (offset->north_m / north_m) };
  return ABS (point->x) <= YUTU_GRID_MAX_X && ABS (point->y) <= YUTU_GRID_MAX_Y;
}

YutuTypedPoint
yutu_typed_point_read (const char      *text,
                       int              epsg,
                       const YutuPoint *start,
                       YutuPoint       *point)
{
  g_autofree char    *stripped = g_strstrip (g_strdup (text));
  YutuTypedCoordinate typed;
  YutuTypedOffset     offset;

  if (*stripped == '\0')
    return YUTU_TYPED_POINT_EMPTY;
  if (yutu_offset_parse (stripped, &offset))
    {
      if (start == NULL)
        return YUTU_TYPED_POINT_NO_START;
      return go (&offset, epsg, *start, point) ? YUTU_TYPED_POINT_FINE : YUTU_TYPED_POINT_AWAY;
    }
  if (!yutu_coordinate_parse (stripped, &typed))
    return YUTU_TYPED_POINT_UNREADABLE;
  return yutu_typed_coordinate_locate (&typed, epsg, point) ? YUTU_TYPED_POINT_FINE
                                                            : YUTU_TYPED_POINT_AWAY;
}
