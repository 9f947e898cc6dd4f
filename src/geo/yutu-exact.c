/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "geo/yutu-exact.h"

static gboolean
boxes_meet (YutuPoint a,
            YutuPoint b,
            YutuPoint c,
            YutuPoint d)
{
  return MAX (a.x, b.x) >= MIN (c.x, d.x) && MAX (c.x, d.x) >= MIN (a.x, b.x) &&
         MAX (a.y, b.y) >= MIN (c.y, d.y) && MAX (c.y, d.y) >= MIN (a.y, b.y);
}

static gboolean
is_end (YutuPoint a,
        YutuPoint b,
        YutuPoint p)
{
  return yutu_point_equal (a, p) || yutu_point_equal (b, p);
}

gboolean
yutu_exact_segments_cross (YutuPoint a,
                           YutuPoint b,
                           YutuPoint c,
                           YutuPoint d)
{
  return boxes_meet (a, b, c, d) &&
         yutu_exact_side (a, b, c) * yutu_exact_side (a, b, d) < 0 &&
         yutu_exact_side (c, d, a) * yutu_exact_side (c, d, b) < 0;
}

gboolean
yutu_exact_segments_conflict (YutuPoint a,
                              YutuPoint b,
                              YutuPoint c,
                              YutuPoint d)
{
  if (!boxes_meet (a, b, c, d))
    return FALSE;
  if (yutu_exact_segments_cross (a, b, c, d))
    return TRUE;
  /* An end of one inside the other, or the same stretch twice. */
  return (yutu_exact_on_segment (a, b, c) && !is_end (a, b, c)) ||
         (yutu_exact_on_segment (a, b, d) && !is_end (a, b, d)) ||
         (yutu_exact_on_segment (c, d, a) && !is_end (c, d, a)) ||
         (yutu_exact_on_segment (c, d, b) && !is_end (c, d, b)) ||
         (is_end (a, b, c) && is_end (a, b, d) && !yutu_point_equal (c, d));
}

/* floor (n / d + 1/2) for d > 0 */
static gint64
divide_rounded (__int128 n,
                __int128 d)
{
  __int128 twice = 2 * n + d;
  __int128 quotient = twice / (2 * d);

  if (twice % (2 * d) != 0 && twice < 0)
    quotient--;
  return (gint64)quotient;
}

YutuPoint
yutu_exact_crossing (YutuPoint a,
                     YutuPoint b,
                     YutuPoint c,
                     YutuPoint d)
{
  /* a + t (b - a), t = cross (c, d, a) / (cross (c, d, a) - cross (c, d, b)). The numerator has
   * up to 79 bits and b - a 39: the product would need 118 bits and fits. */
  __int128 from = yutu_exact_cross (c, d, a);
  __int128 span = from - yutu_exact_cross (c, d, b);

  if (span < 0)
    {
      from = -from;
      span = -span;
    }
  return (YutuPoint){
    a.x + divide_rounded (from * (b.x - a.x), span),
    a.y + divide_rounded (from * (b.y - a.y), span),
  };
}

YutuSideOfRing
yutu_exact_point_in_ring (YutuPoint        point,
                          const YutuPoint *ring,
                          gsize            n)
{
  gboolean inside = FALSE;

  for (gsize i = 0, j = n - 1; i < n; j = i++)
    {
      YutuPoint a = ring[j];
      YutuPoint b = ring[i];

      if (yutu_exact_on_segment (a, b, point))
        return YUTU_ON_BORDER;
      if ((a.y > point.y) != (b.y > point.y) &&
          (yutu_exact_side (a, b, point) > 0) == (b.y > a.y))
        inside = !inside;
    }
  return inside ? YUTU_INSIDE : YUTU_OUTSIDE;
}

YutuSideOfRing
yutu_exact_point_in_shape (YutuPoint        point,
                           const YutuShape *shape)
{
  gboolean inside = FALSE;

  if (!yutu_box_contains (shape->box, point))
    return YUTU_OUTSIDE;
  for (gsize part = 0; part < shape->n_parts; part++)
    {
      YutuSideOfRing side =
        yutu_exact_point_in_ring (point, shape->points + shape->part_starts[part],
                                  shape->part_starts[part + 1] - shape->part_starts[part]);

      if (side == YUTU_ON_BORDER)
        return YUTU_ON_BORDER;
      if (side == YUTU_INSIDE)
        inside = !inside;
    }
  return inside ? YUTU_INSIDE : YUTU_OUTSIDE;
}

__int128
yutu_exact_ring_area2 (const YutuPoint *ring,
                       gsize            n)
{
  __int128 sum = 0;

  /* Relative to the first point, so that the terms stay small. */
  for (gsize i = 1; i + 1 < n; i++)
    sum += yutu_exact_cross (ring[0], ring[i], ring[i + 1]);
  return sum;
}
