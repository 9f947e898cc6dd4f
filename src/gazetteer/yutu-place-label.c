/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where the label of a shape stands. */

#include "gazetteer/yutu-place-name.h"

#include <math.h>
#include <stdlib.h>

#include "base/yutu-compare.h"
#include "geo/yutu-measure.h"

/* ---- Lines ---- */

static gboolean
find_middle (const YutuPoint *points,
             gsize            n,
             YutuPoint       *middle)
{
  double half_m = yutu_measure_line_m (points, n) / 2;

  *middle = points[0];
  for (gsize i = 1; i < n; i++)
    {
      double length_m = yutu_measure_distance_m (points[i - 1], points[i]);

      if (length_m > 0 && half_m <= length_m)
        {
          double share = half_m / length_m;

          middle->x = points[i - 1].x + llround (share * (double)(points[i].x - points[i - 1].x));
          middle->y = points[i - 1].y + llround (share * (double)(points[i].y - points[i - 1].y));
          return TRUE;
        }
      half_m -= length_m;
    }
  return TRUE;
}

static gboolean
label_line (const YutuShape *shape,
            YutuPoint       *point)
{
  gsize  longest = 0;
  double longest_m = -1;

  for (gsize i = 0; i < shape->n_parts; i++)
    {
      gsize  start = shape->part_starts[i];
      double length_m = yutu_measure_line_m (&shape->points[start], shape->part_starts[i + 1] - start);

      if (length_m > longest_m)
        {
          longest = i;
          longest_m = length_m;
        }
    }
  return find_middle (&shape->points[shape->part_starts[longest]],
                      shape->part_starts[longest + 1] - shape->part_starts[longest], point);
}

/* ---- Areas ---- */

/* Twice the signed area, on the plane of the grid. */
static double
measure_ring (const YutuShape *shape,
              gsize            part)
{
  gsize     start = shape->part_starts[part];
  gsize     n = shape->part_starts[part + 1] - start;
  YutuPoint origin = n > 0 ? shape->points[start] : (YutuPoint){ 0, 0 };
  double    sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      YutuPoint a = shape->points[start + i];
      YutuPoint b = shape->points[start + (i + 1) % n];

      sum += (double)(a.x - origin.x) * (double)(b.y - origin.y) -
             (double)(b.x - origin.x) * (double)(a.y - origin.y);
    }
  return sum;
}

/* Where the rings from @first to before @end cross the height @at, or, @is_column, the longitude @at, which no vertex has. */
static GArray *
cross_rings (const YutuShape *shape,
             gsize            first,
             gsize            end,
             double           at,
             gboolean         is_column)
{
  GArray *crossings = g_array_new (FALSE, FALSE, sizeof (double));

  for (gsize part = first; part < end; part++)
    {
      gsize start = shape->part_starts[part];
      gsize n = shape->part_starts[part + 1] - start;

      for (gsize i = 0; i < n; i++)
        {
          YutuPoint a = shape->points[start + i];
          YutuPoint b = shape->points[start + (i + 1) % n];
          double    along;

          if (is_column)
            {
              a = (YutuPoint){ a.y, a.x };
              b = (YutuPoint){ b.y, b.x };
            }
          if (((double)a.y < at) == ((double)b.y < at))
            continue;
          along = (double)a.x + (at - (double)a.y) / (double)(b.y - a.y) * (double)(b.x - a.x);
          g_array_append_val (crossings, along);
        }
    }
  qsort (crossings->data, crossings->len, sizeof (double), yutu_compare_double);
  return crossings;
}

/* From @point to the nearest ring above or below it, at its longitude. */
static double
measure_clear (const YutuShape *shape,
               gsize            first,
               gsize            end,
               YutuPoint        point)
{
  g_autoptr (GArray) crossings = cross_rings (shape, first, end, (double)point.x + 0.5, TRUE);
  double clear = G_MAXDOUBLE;

  for (guint i = 0; i < crossings->len; i++)
    clear = MIN (clear, fabs (g_array_index (crossings, double, i) - (double)point.y));
  return clear;
}

/* How well a text of a few characters, far wider than high, stands there: it wants width first, and then to
 * stand clear of the line above and below. */
static double
rate_stand (double width,
            double clear)
{
  double height = 8 * clear;

  return width > 0 && height > 0 ? 1 / (1 / width + 1 / height) : 0;
}

/* The middle of the stretch inside, on one of a few heights, where a label stands best. */
static gboolean
label_area (const YutuShape *shape,
            YutuPoint       *point)
{
  gsize   shell = 0;
  gsize   end = 1;
  double  best = 0;
  YutuBox box = YUTU_BOX_EMPTY;

  for (gsize i = 1; i < shape->n_parts; i++)
    if (shape->part_is_shell[i] && measure_ring (shape, i) > measure_ring (shape, shell))
      shell = i;
  for (end = shell + 1; end < shape->n_parts && !shape->part_is_shell[end];)
    end++;
  for (gsize i = shape->part_starts[shell]; i < shape->part_starts[shell + 1]; i++)
    yutu_box_add_point (&box, shape->points[i]);
  *point = shape->points[shape->part_starts[shell]];
  for (int step = 1; step <= 7; step++)
    {
      gint64 y = box.min_y + (box.max_y - box.min_y) * step / 8;
      g_autoptr (GArray) crossings = cross_rings (shape, shell, end, (double)y + 0.5, FALSE);

      for (guint i = 0; i + 1 < crossings->len; i += 2)
        {
          double    west = g_array_index (crossings, double, i);
          double    east = g_array_index (crossings, double, i + 1);
          YutuPoint middle = { llround ((west + east) / 2), y };
          double    rate = rate_stand (east - west, measure_clear (shape, shell, end, middle));

          if (rate <= best)
            continue;
          best = rate;
          *point = middle;
        }
    }
  return TRUE;
}

gboolean
yutu_place_label_point (const YutuShape *shape,
                        YutuPoint       *point)
{
  if (shape == NULL || shape->n_points == 0 || shape->n_parts == 0)
    return FALSE;
  switch (shape->kind)
    {
    case YUTU_SHAPE_LINE:
    case YUTU_SHAPE_MULTI_LINE:
      return label_line (shape, point);
    case YUTU_SHAPE_POLYGON:
      return label_area (shape, point);
    case YUTU_SHAPE_POINT:
    case YUTU_SHAPE_MULTI_POINT:
    default:
      *point = shape->points[0];
      return TRUE;
    }
}
