/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lines as polygons for the raster: a quadrilateral a piece of dash, a fan where it turns. Dashes
 * end where they would end on the whole line, whatever part of it is seen. */
#include "scene/yutu-raster-private.h"

#define SMALL_TURN_PX 0.06
#define MARGIN_PX     2.0

typedef struct
{
  YutuRaster     *raster;
  const YutuPen  *pen;
  YutuRasterPoint from; /* of the segment */
  double          dx;   /* its direction, of length 1 */
  double          dy;
  double          length;    /* device pixels */
  double          along;     /* where it starts */
  double          before_dx; /* of the segment before; both 0: none */
  double          before_dy;
} Walk;

static YutuRasterPoint
offset_point (YutuRasterPoint point, double x, double y)
{
  return (YutuRasterPoint){ point.x + llrint (x * YUTU_RASTER_ONE),
                            point.y + llrint (y * YUTU_RASTER_ONE) };
}

/* Left of the line a is the offset of both ends, right of it b. */
static void
add_piece (const Walk *walk, double start, double end)
{
  const YutuPen  *pen = walk->pen;
  double          a = pen->side >= 0 ? pen->half_width : 0, b = pen->side <= 0 ? pen->half_width : 0;
  double          nx = walk->dy, ny = -walk->dx;
  YutuRasterPoint from = offset_point (walk->from, walk->dx * start, walk->dy * start);
  YutuRasterPoint to = offset_point (walk->from, walk->dx * end, walk->dy * end);
  YutuRasterPoint corners[4] = { offset_point (from, nx * a, ny * a), offset_point (to, nx * a, ny * a),
                                 offset_point (to, -nx * b, -ny * b),
                                 offset_point (from, -nx * b, -ny * b) };

  for (int i = 0; i < 4; i++)
    yutu_raster_add_edge (walk->raster, corners[i], corners[(i + 1) & 3]);
}

static void
add_triangle (YutuRaster *raster, YutuRasterPoint a, YutuRasterPoint b, YutuRasterPoint c)
{
  yutu_raster_add_edge (raster, a, b);
  yutu_raster_add_edge (raster, b, c);
  yutu_raster_add_edge (raster, c, a);
}

/* Fills the outer side of the turn at the segment's start. */
static void
add_turn (const Walk *walk)
{
  const YutuPen  *pen = walk->pen;
  double          cross = walk->before_dx * walk->dy - walk->before_dy * walk->dx;
  double          dot = walk->before_dx * walk->dx + walk->before_dy * walk->dy;
  double          side = cross > 0 ? 1 : -1;
  double          x = side * pen->half_width * walk->before_dy, y = -side * pen->half_width * walk->before_dx;
  double          angle, turn, c, s;
  int             steps;
  YutuRasterPoint last;

  if (pen->side * side < 0 ||
      (dot > 0.8 && fabs (cross) * 1.1 * pen->half_width < SMALL_TURN_PX)) /* an arc ≤ 1.1 sines */
    return;
  angle = atan2 (fabs (cross), dot);
  if (angle * pen->half_width < SMALL_TURN_PX)
    return;
  steps = 1 + (int)(angle * sqrt (pen->half_width));
  turn = side * angle / steps;
  c = steps == 1 ? dot : cos (turn);
  s = steps == 1 ? cross : sin (turn);
  last = offset_point (walk->from, x, y);
  for (int i = 0; i < steps; i++)
    {
      double          next_x = x * c - y * s, next_y = x * s + y * c;
      YutuRasterPoint next = offset_point (walk->from, next_x, next_y);

      if (side > 0)
        add_triangle (walk->raster, walk->from, last, next);
      else
        add_triangle (walk->raster, walk->from, next, last);
      x = next_x;
      y = next_y;
      last = next;
    }
}

/* Half a disc around @point, behind a line that goes on in direction (@dx, @dy). */
static void
add_end (const Walk *walk, YutuRasterPoint point, double dx, double dy)
{
  double          radius = walk->pen->half_width;
  int             steps = 2 + (int)(2 * sqrt (radius));
  double          c = cos (G_PI / steps), s = sin (G_PI / steps), x = -radius * dy, y = radius * dx;
  YutuRasterPoint last = offset_point (point, x, y);

  for (int i = 0; i < steps; i++)
    {
      double          next_x = x * c - y * s, next_y = x * s + y * c;
      YutuRasterPoint next = offset_point (point, next_x, next_y);

      add_triangle (walk->raster, point, last, next);
      x = next_x;
      y = next_y;
      last = next;
    }
}

/* The dashes that reach into [@low, @high] of the segment. */
static void
add_dashes (const Walk *walk, double low, double high)
{
  const YutuPen *pen = walk->pen;
  double         at = floor ((walk->along + low) / pen->period) * pen->period - walk->along;

  while (at < high)
    for (int i = 0; i < pen->n_dashes; i++)
      {
        double next = at + pen->dashes[i];

        if (i % 2 == 0 && next > low && at < high)
          {
            if (at < 0 && next > 0 && (walk->before_dx != 0 || walk->before_dy != 0))
              add_turn (walk);
            if (MIN (next, walk->length) > MAX (at, 0))
              add_piece (walk, MAX (at, 0), MIN (next, walk->length));
          }
        at = next;
      }
}

/* The part of the segment that can be seen, as lengths from its start. */
static gboolean
find_seen (const Walk *walk, double *low, double *high)
{
  double       margin = walk->pen->half_width + MARGIN_PX;
  double       x = (double)walk->from.x / YUTU_RASTER_ONE, y = (double)walk->from.y / YUTU_RASTER_ONE;
  const double p[4] = { -walk->dx, walk->dx, -walk->dy, walk->dy };
  const double q[4] = { x + margin, walk->raster->width + margin - x, y + margin,
                        walk->raster->height + margin - y };

  *low = 0;
  *high = walk->length;
  for (int i = 0; i < 4; i++)
    {
      if (p[i] == 0 && q[i] < 0)
        return FALSE;
      if (p[i] < 0)
        *low = MAX (*low, q[i] / p[i]);
      else if (p[i] > 0)
        *high = MIN (*high, q[i] / p[i]);
    }
  return *low <= *high;
}

static void
add_segment (const Walk *walk)
{
  double low, high;

  if (!find_seen (walk, &low, &high))
    return;
  if (walk->pen->n_dashes > 0)
    {
      add_dashes (walk, MAX (low - walk->pen->half_width, 0), high + walk->pen->half_width);
      return;
    }
  if (walk->before_dx != 0 || walk->before_dy != 0)
    add_turn (walk);
  else
    add_end (walk, walk->from, walk->dx, walk->dy);
  add_piece (walk, 0, walk->length);
}

void
yutu_raster_add_line (YutuRaster         *self,
                      const YutuPen      *pen,
                      const YutuFrame    *frame,
                      int                 scale,
                      const YutuMapPoint *points,
                      const float        *importance,
                      gsize               n_points)
{
  Walk  walk = { .raster = self, .pen = pen };
  gsize n = yutu_raster_gather (self, frame, scale, points, importance, n_points);

  for (gsize i = 0; i < n; i++)
    {
      YutuRasterPoint point = self->line[i];
      double          dx = (double)(point.x - walk.from.x) / YUTU_RASTER_ONE;
      double          dy = (double)(point.y - walk.from.y) / YUTU_RASTER_ONE;

      walk.length = sqrt (dx * dx + dy * dy);
      if (i > 0 && walk.length == 0)
        continue;
      if (i > 0)
        {
          walk.dx = dx / walk.length;
          walk.dy = dy / walk.length;
          add_segment (&walk);
          walk.along += walk.length;
          walk.before_dx = walk.dx;
          walk.before_dy = walk.dy;
        }
      walk.from = point;
    }
  if (pen->n_dashes == 0 && walk.along > 0)
    add_end (&walk, walk.from, -walk.dx, -walk.dy);
}
