/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Coverage of pixels by polygons, summed exactly in integers: what one edge adds to a row does not
 * depend on where the picture begins, so tiles are cut out of the whole. Used where cairo's general
 * rasteriser is slow: thousands of short dashes, fills that share their lines. Image surfaces only.
 *
 * Positions are in 1/256 of a device pixel, from the picture's upper left corner. Of one thread. */
#pragma once

#include "scene/yutu-scene-private.h"

G_BEGIN_DECLS

#define YUTU_RASTER_ONE  256    /* a pixel */
#define YUTU_RASTER_FULL 131072 /* a pixel that is covered whole */
#define YUTU_RASTER_BAND 4      /* rows that are summed at once */

/* Where it may write: the pixels of an ARGB32 or RGB24 image. */
typedef struct
{
  guint8 *data;
  int     stride;
  int     width; /* device pixels */
  int     height;
  int     scale; /* device pixels a logical pixel */
} YutuPixels;

/* FALSE unless @cr draws, unturned and uncut, on an image that shows @view from its corner on. */
gboolean yutu_pixels_from_cairo (YutuPixels *self, cairo_t *cr, const YutuView *view);
/* After the last direct write. */
void yutu_pixels_end (cairo_t *cr);

static inline guint32
yutu_pixel_from_color (YutuColor color)
{
  return 0xff000000u | (guint32)lround (color.red * 255) << 16 |
         (guint32)lround (color.green * 255) << 8 | (guint32)lround (color.blue * 255);
}

/* @alpha of 256 of the opaque @color over @pixel. */
static inline guint32
yutu_pixel_blend (guint32 pixel, guint32 color, guint32 alpha)
{
  guint32 low = pixel & 0xff00ff, high = (pixel >> 8) & 0xff00ff;

  low += (((color & 0xff00ff) - low) * alpha + 0x800080) >> 8;
  high += ((((color >> 8) & 0xff00ff) - high) * alpha + 0x800080) >> 8;
  return (low & 0xff00ff) | (high & 0xff00ff) << 8;
}

/* A point of the map on the raster. */
typedef struct
{
  gint64 x;
  gint64 y;
} YutuRasterPoint;

static inline YutuRasterPoint
yutu_raster_point (const YutuFrame *frame, YutuMapPoint point, int scale)
{
  return (YutuRasterPoint){
    ((gint64)floor (point.x * frame->per_unit * 256.0 + 0.5) - (gint64)(frame->left * 256)) * scale,
    ((gint64)floor (-point.y * frame->per_unit * 256.0 + 0.5) - (gint64)(frame->top * 256)) * scale,
  };
}

/* One row's share of an edge: between @x0 and @x1 (x0 ≤ x1), where it lies @y0 and @y1 below the
 * row's top; it falls by @dy (negative: it rises). */
typedef void (*YutuRasterRowFunc) (gpointer data, int row, gint64 x0, gint64 x1, int y0, int y1, int dy);

/* Where the line from @top to @bottom, which is lower, is at @y between them:
 * top.x + ⌊dx * (y - top.y) / dy⌋, the same wherever the origin is. */
static inline gint64
yutu_raster_x_at (YutuRasterPoint top, YutuRasterPoint bottom, gint64 y)
{
  gint64 dx = bottom.x - top.x, dy = bottom.y - top.y, down = y - top.y, product, quotient;

  if (down == 0 || dx == 0)
    return top.x;
  if (down == dy)
    return bottom.x;
  if (ABS (dx) < 32768 && dy < 32768)
    {
      int short_product = (int)dx * (int)down, short_quotient = short_product / (int)dy;

      return top.x + short_quotient - (short_product < 0 && short_quotient * (int)dy != short_product);
    }
  if (ABS (dx) >= G_MAXINT32 || down >= G_MAXINT32)
    return top.x + (gint64)floorl ((long double)dx * (long double)down / (long double)dy);
  product = dx * down;
  quotient = product / dy;
  return top.x + quotient - (product < 0 && quotient * dy != product);
}

/* As yutu_raster_x_at() for each row of an edge that is less than 128 pixels wide and high: the
 * quotient is 2^-15 or more below the next integer, far more than a double errs. */
typedef struct
{
  gint64 x;
  int    dx;
  double by_dy;
} YutuRasterSlope;

static inline gint64
yutu_raster_slope_at (const YutuRasterSlope *self, int down)
{
  return self->x + (int)(self->dx * down * self->by_dy + 32768.0 + 0x1p-17) - 32768;
}

/* Cuts an edge into rows 0 … @height - 1. */
static G_ALWAYS_INLINE inline void
yutu_raster_cut (YutuRasterPoint   from,
                 YutuRasterPoint   to,
                 int               height,
                 YutuRasterRowFunc func,
                 gpointer          data)
{
  gboolean        falls = from.y < to.y;
  YutuRasterPoint top = falls ? from : to, bottom = falls ? to : from;
  gint64          y = MAX (top.y, 0), end = MIN (bottom.y, (gint64)height * YUTU_RASTER_ONE);
  gint64          x, dx = bottom.x - top.x, dy = bottom.y - top.y;
  gboolean        is_short = ABS (dx) < 32768 && dy < 32768;
  YutuRasterSlope slope = { .x = top.x };

  if (y >= end)
    return;
  if (is_short && (end < bottom.y || y >> 8 != (end - 1) >> 8))
    {
      slope.dx = (int)dx;
      slope.by_dy = 1.0 / (double)dy;
    }
  x = yutu_raster_x_at (top, bottom, y);
  while (y < end)
    {
      int      row = (int)(y >> 8);
      gint64   next_y = MIN (((gint64)row + 1) * YUTU_RASTER_ONE, end);
      gint64   next_x = next_y == bottom.y ? bottom.x
                        : is_short         ? yutu_raster_slope_at (&slope, (int)(next_y - top.y))
                                           : yutu_raster_x_at (top, bottom, next_y);
      int      y0 = (int)(y - (gint64)row * YUTU_RASTER_ONE), y1 = y0 + (int)(next_y - y);
      gboolean goes_east = x <= next_x;

      func (data, row, goes_east ? x : next_x, goes_east ? next_x : x, goes_east ? y0 : y1,
            goes_east ? y1 : y0, falls ? next_y - y : y - next_y);
      y = next_y;
      x = next_x;
    }
}

/* ---- One colour: shapes that are all wound the same way; where they overlap they count once. ---- */

typedef struct
{
  int     width;
  int     height;
  int     stride;  /* columns of sums in a band */
  int     blocks;  /* of touched, a band: a multiple of 8 */
  gint32 *sums;    /* band by band, in it column by column */
  guint8 *touched; /* blocks of YUTU_RASTER_BAND columns of a band in which sums are */
  int    *found;   /* those of one band */
  guint8 *mask;    /* width × height, for whoever needs one: 255 lets the colour through */

  YutuRasterPoint *line; /* what was gathered last */
  gsize            line_size;
} YutuRaster;

/* This thread's, empty. */
YutuRaster *yutu_raster_get (int width, int height);
/* Soon an edge comes along there. */
void yutu_raster_expect (const YutuRaster *self, YutuRasterPoint point);
void yutu_raster_add_edge (YutuRaster *self, YutuRasterPoint from, YutuRasterPoint to);
/* Of a line those points that show, into self->line; returns how many. */
gsize yutu_raster_gather (YutuRaster         *self,
                          const YutuFrame    *frame,
                          int                 scale,
                          const YutuMapPoint *points,
                          const float        *importance,
                          gsize               n_points);
/* Blends and empties it. */
void yutu_raster_paint (YutuRaster *self, const YutuPixels *pixels, YutuColor color, gboolean masked);

/* How a line is drawn: dashes count from its start and are cut off straight; without dashes it is
 * drawn through, with round ends. */
typedef struct
{
  double        half_width; /* device pixels */
  int           side;       /* 0 both, 1 only left, -1 only right of the line */
  int           n_dashes;
  const double *dashes; /* device pixels */
  double        period;
} YutuPen;

void yutu_raster_add_line (YutuRaster         *self,
                           const YutuPen      *pen,
                           const YutuFrame    *frame,
                           int                 scale,
                           const YutuMapPoint *points,
                           const float        *importance,
                           gsize               n_points);

/* ---- The base picture's areas (yutu-raster-areas.c) ---- */

/* Outside, townships and the county's inner ribbon, every pixel of it, neighbours without seam. */
void yutu_raster_paint_areas (const YutuScene  *scene,
                              const YutuPixels *pixels,
                              const YutuFrame  *frame);

G_END_DECLS
