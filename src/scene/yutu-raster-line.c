/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lines as polygons for the raster: both sides of each dash, with a fan where it turns. Dashes end
 * where they would end on the whole line, whatever part of it is seen. A polygon that was begun is
 * closed by the points where it was left, whatever comes next. */
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
  gboolean        is_open; /* a polygon; it was left at */
  YutuRasterPoint left;
  YutuRasterPoint right;
} Walk;

static YutuRasterPoint
offset_point (YutuRasterPoint point, double x, double y)
{
  return (YutuRasterPoint){ point.x + llrint (x * YUTU_RASTER_ONE),
                            point.y + llrint (y * YUTU_RASTER_ONE) };
}

static void
add_triangle (YutuRaster *raster, YutuRasterPoint a, YutuRasterPoint b, YutuRasterPoint c)
{
  yutu_raster_add_edge (raster, a, b);
  yutu_raster_add_edge (raster, b, c);
  yutu_raster_add_edge (raster, c, a);
}

/* How far the line turns at the segment's start; 0 when nobody would see it. */
static double
find_turn (const Walk *walk, double cross, double dot)
{
  double half_width = walk->pen->half_width, sine = fabs (cross), angle;

  /* Up to there an angle is between its sine and 1.1 sines: mostly enough to know. */
  if (dot > 0.8 && sine * 1.1 * half_width < SMALL_TURN_PX)
    return 0;
  if (dot > 0.8 && sine * half_width >= SMALL_TURN_PX && sine * 1.1 * sqrt (half_width) < 1)
    return sine;
  angle = atan2 (sine, dot);
  return angle * half_width < SMALL_TURN_PX ? 0 : angle;
}

/* The polygon goes on around the segment's start, to @left and @right: on the outer side of the
 * turn around an arc, on the inner side by the middle. */
static void
add_turn (const Walk *walk, YutuRasterPoint left, YutuRasterPoint right)
{
  const YutuPen  *pen = walk->pen;
  YutuRaster     *raster = walk->raster;
  double          cross = walk->before_dx * walk->dy - walk->before_dy * walk->dx;
  double          dot = walk->before_dx * walk->dx + walk->before_dy * walk->dy;
  double          side = cross > 0 ? 1 : -1, angle = find_turn (walk, cross, dot);
  double          x = side * pen->half_width * walk->before_dy, y = -side * pen->half_width * walk->before_dx;
  int             steps = pen->side * side < 0 ? 1 : 1 + (int)(angle * sqrt (pen->half_width));
  double          c = steps > 1 ? cos (side * angle / steps) : 1, s = steps > 1 ? sin (side * angle / steps) : 0;
  YutuRasterPoint last = side > 0 ? walk->left : walk->right;

  for (int i = 1; i < steps; i++)
    {
      double          next_x = x * c - y * s, next_y = x * s + y * c;
      YutuRasterPoint next = offset_point (walk->from, next_x, next_y);

      yutu_raster_add_edge (raster, side > 0 ? last : next, side > 0 ? next : last);
      x = next_x;
      y = next_y;
      last = next;
    }
  yutu_raster_add_edge (raster, side > 0 ? last : right, side > 0 ? left : last);
  if (angle > 0)
    {
      yutu_raster_add_edge (raster, side > 0 ? right : walk->left, walk->from);
      yutu_raster_add_edge (raster, walk->from, side > 0 ? walk->right : left);
    }
  else
    yutu_raster_add_edge (raster, side > 0 ? right : walk->left, side > 0 ? walk->right : left);
}

static void
close_piece (Walk *walk)
{
  if (walk->is_open)
    yutu_raster_add_edge (walk->raster, walk->left, walk->right);
  walk->is_open = FALSE;
}

/* Between @start and @end of the segment; @goes_on: from the segment before. */
static void
add_piece (Walk *walk, double start, double end, gboolean goes_on)
{
  const YutuPen  *pen = walk->pen;
  double          a = pen->side >= 0 ? pen->half_width : 0, b = pen->side <= 0 ? pen->half_width : 0;
  double          nx = walk->dy, ny = -walk->dx;
  YutuRasterPoint from = offset_point (walk->from, walk->dx * start, walk->dy * start);
  YutuRasterPoint to = offset_point (walk->from, walk->dx * end, walk->dy * end);
  YutuRasterPoint left = offset_point (from, nx * a, ny * a), right = offset_point (from, -nx * b, -ny * b);
  YutuRasterPoint next_left = offset_point (to, nx * a, ny * a), next_right = offset_point (to, -nx * b, -ny * b);

  if (goes_on && walk->is_open)
    add_turn (walk, left, right);
  else
    {
      close_piece (walk);
      yutu_raster_add_edge (walk->raster, right, left);
    }
  yutu_raster_add_edge (walk->raster, left, next_left);
  yutu_raster_add_edge (walk->raster, next_right, right);
  walk->is_open = TRUE;
  walk->left = next_left;
  walk->right = next_right;
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
add_dashes (Walk *walk, double low, double high)
{
  const YutuPen *pen = walk->pen;
  double         at = floor ((walk->along + low) / pen->period) * pen->period - walk->along;

  if (low > 0) /* nothing shows where the segment starts */
    close_piece (walk);
  while (at < high)
    for (int i = 0; i < pen->n_dashes; i++)
      {
        double next = at + pen->dashes[i];

        if (i % 2 == 0 && next > low && at < high && MIN (next, walk->length) > MAX (at, 0))
          {
            add_piece (walk, MAX (at, 0), MIN (next, walk->length), at < 0);
            if (next <= walk->length)
              close_piece (walk);
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
add_segment (Walk *walk)
{
  double low, high;

  if (!find_seen (walk, &low, &high))
    {
      close_piece (walk);
      return;
    }
  if (walk->pen->n_dashes > 0)
    {
      add_dashes (walk, MAX (low - walk->pen->half_width, 0), high + walk->pen->half_width);
      return;
    }
  if (walk->before_dx == 0 && walk->before_dy == 0)
    add_end (walk, walk->from, walk->dx, walk->dy);
  add_piece (walk, 0, walk->length, TRUE);
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

      if (i + 2 < n)
        yutu_raster_expect (self, self->line[i + 2]);
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
  close_piece (&walk);
  if (pen->n_dashes == 0 && walk.along > 0)
    add_end (&walk, walk.from, -walk.dx, -walk.dy);
}
