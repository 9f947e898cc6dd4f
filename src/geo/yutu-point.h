/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Coordinates. Everything stored is on one integer grid of 1e-9 degree of CGCS2000 longitude and
 * latitude (EPSG:4490; about 0.1 mm), x = east, y = north. A grid coordinate n and the double
 * n / 1e9 that SQL sees convert into each other without loss for |n| < 2^51. Every topological
 * decision is taken on the integers; doubles serve drawing and measuring only. */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

#define YUTU_GRID_PER_DEGREE 1000000000
#define YUTU_GRID_MAX_X      (G_GINT64_CONSTANT (180) * YUTU_GRID_PER_DEGREE)
#define YUTU_GRID_MAX_Y      (G_GINT64_CONSTANT (90) * YUTU_GRID_PER_DEGREE)
#define YUTU_SRID            4490

/* A point of the grid: |x| ≤ 180e9, |y| ≤ 90e9, so a coordinate difference fits 39 bits and a
 * product of two differences 78 bits (use __int128). */
typedef struct
{
  gint64 x;
  gint64 y;
} YutuPoint;

/* Closed box; empty when max_x < min_x. */
typedef struct
{
  gint64 min_x;
  gint64 min_y;
  gint64 max_x;
  gint64 max_y;
} YutuBox;

#define YUTU_BOX_EMPTY ((YutuBox){ G_MAXINT64, G_MAXINT64, G_MININT64, G_MININT64 })

static inline gint64
yutu_grid_from_degrees (double degrees)
{
  double grid = degrees * YUTU_GRID_PER_DEGREE, whole = (double)(gint64)grid;

  /* llround (), where all steps are a double's own */
  return (gint64)whole + (grid - whole >= 0.5 ? 1 : grid - whole <= -0.5 ? -1 : 0);
}

static inline double
yutu_grid_to_degrees (gint64 grid)
{
  return (double)grid / YUTU_GRID_PER_DEGREE;
}

static inline YutuPoint
yutu_point_from_degrees (double lon_deg,
                         double lat_deg)
{
  return (YutuPoint){ yutu_grid_from_degrees (lon_deg), yutu_grid_from_degrees (lat_deg) };
}

static inline gboolean
yutu_point_equal (YutuPoint a,
                  YutuPoint b)
{
  return a.x == b.x && a.y == b.y;
}

/* For hash tables whose keys are const YutuPoint *. */
static inline guint
yutu_point_hash (gconstpointer key)
{
  const YutuPoint *point = (const YutuPoint *)key;

  return (guint)(point->x * 31 + point->y) ^ (guint)(point->y >> 20);
}

static inline gboolean
yutu_point_equal_keys (gconstpointer a,
                       gconstpointer b)
{
  return yutu_point_equal (*(const YutuPoint *)a, *(const YutuPoint *)b);
}

static inline gboolean
yutu_box_is_empty (YutuBox box)
{
  return box.max_x < box.min_x || box.max_y < box.min_y;
}

static inline void
yutu_box_add_point (YutuBox  *box,
                    YutuPoint point)
{
  box->min_x = MIN (box->min_x, point.x);
  box->min_y = MIN (box->min_y, point.y);
  box->max_x = MAX (box->max_x, point.x);
  box->max_y = MAX (box->max_y, point.y);
}

static inline void
yutu_box_add_box (YutuBox *box,
                  YutuBox  other)
{
  box->min_x = MIN (box->min_x, other.min_x);
  box->min_y = MIN (box->min_y, other.min_y);
  box->max_x = MAX (box->max_x, other.max_x);
  box->max_y = MAX (box->max_y, other.max_y);
}

static inline gboolean
yutu_box_overlaps (YutuBox a,
                   YutuBox b)
{
  return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

static inline gboolean
yutu_box_contains (YutuBox   box,
                   YutuPoint point)
{
  return point.x >= box.min_x && point.x <= box.max_x &&
         point.y >= box.min_y && point.y <= box.max_y;
}

G_END_DECLS
