/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Curve: J. Skilling, "Programming the Hilbert curve", AIP Conf. Proc. 707 (2004), in the plain
 * two-dimensional form. */

#include "geo/yutu-hilbert.h"

#include <stdlib.h>

#define LEVEL YUTU_HILBERT_LEVEL
#define SIDE  (G_GINT64_CONSTANT (1) << LEVEL)

typedef struct
{
  guint32 x;
  guint32 y;
} Cell;

static guint32
cell_of (gint64 value,
         gint64 limit)
{
  gint64 shifted = CLAMP (value, -limit, limit) + limit;

  return (guint32)MIN ((gint64)((unsigned __int128)shifted * SIDE / (unsigned __int128)(2 * limit)),
                       SIDE - 1);
}

static void
rotate (Cell   *cell,
        guint32 side,
        guint32 rx,
        guint32 ry)
{
  guint32 kept;

  if (ry != 0)
    return;
  if (rx != 0)
    {
      cell->x = side - 1 - cell->x;
      cell->y = side - 1 - cell->y;
    }
  kept = cell->x;
  cell->x = cell->y;
  cell->y = kept;
}

static guint64
key_of (Cell cell)
{
  guint64 key = 0;

  for (guint32 s = SIDE / 2; s > 0; s /= 2)
    {
      guint32 rx = (cell.x & s) > 0;
      guint32 ry = (cell.y & s) > 0;

      key += (guint64)s * s * ((3 * rx) ^ ry);
      rotate (&cell, SIDE, rx, ry);
    }
  return key;
}

static Cell
cell_of_key (guint64 key)
{
  Cell cell = { 0, 0 };

  for (guint64 s = 1; s < (guint64)SIDE; s *= 2)
    {
      guint32 rx = 1 & (guint32)(key / 2);
      guint32 ry = 1 & (guint32)(key ^ rx);

      rotate (&cell, (guint32)s, rx, ry);
      cell.x += (guint32)s * rx;
      cell.y += (guint32)s * ry;
      key /= 4;
    }
  return cell;
}

guint64
yutu_hilbert_from_point (YutuPoint point)
{
  return key_of ((Cell){ cell_of (point.x, YUTU_GRID_MAX_X), cell_of (point.y, YUTU_GRID_MAX_Y) });
}

YutuPoint
yutu_hilbert_cell_center (guint64 key,
                          int     level)
{
  guint32 size = (guint32)1 << (LEVEL - level);
  Cell    cell = cell_of_key (key);
  double  x = (double)(cell.x & ~(size - 1)) + size / 2.0;
  double  y = (double)(cell.y & ~(size - 1)) + size / 2.0;

  return (YutuPoint){
    llround (x / (double)SIDE * 2.0 * (double)YUTU_GRID_MAX_X) - YUTU_GRID_MAX_X,
    llround (y / (double)SIDE * 2.0 * (double)YUTU_GRID_MAX_Y) - YUTU_GRID_MAX_Y,
  };
}

/* ---- Covering a box ---- */

static int
compare_ranges (const void *a,
                const void *b)
{
  const YutuHilbertRange *one = a;
  const YutuHilbertRange *two = b;

  return (one->first > two->first) - (one->first < two->first);
}

/* Joins the neighbours with the smallest gaps until at most @max ranges are left. */
static gsize
join_ranges (GArray           *found,
             gsize             max,
             YutuHilbertRange *ranges)
{
  gsize n = 0;

  qsort (found->data, found->len, sizeof (YutuHilbertRange), compare_ranges);
  for (guint i = 0; i < found->len; i++)
    {
      YutuHilbertRange range = g_array_index (found, YutuHilbertRange, i);

      if (n > 0 && range.first <= ranges[n - 1].last + 1)
        ranges[n - 1].last = range.last;
      else if (n < max)
        ranges[n++] = range;
      else
        {
          gsize   closest = 0;
          guint64 gap = range.first - ranges[n - 1].last;

          for (gsize k = 1; k < n; k++)
            if (ranges[k].first - ranges[k - 1].last < gap)
              {
                gap = ranges[k].first - ranges[k - 1].last;
                closest = k;
              }
          if (closest == 0)
            {
              ranges[n - 1].last = range.last;
              continue;
            }
          ranges[closest - 1].last = ranges[closest].last;
          for (gsize k = closest; k + 1 < n; k++)
            ranges[k] = ranges[k + 1];
          ranges[n - 1] = range;
        }
    }
  return n;
}

static void
add_cell (GArray *found,
          guint32 x,
          guint32 y,
          int     shift)
{
  guint64          length = (guint64)1 << (2 * shift);
  guint64          key = key_of ((Cell){ x << shift, y << shift }) & ~(length - 1);
  YutuHilbertRange range = { key, key + length - 1 };

  g_array_append_val (found, range);
}

gsize
yutu_hilbert_cover (YutuBox           box,
                    gsize             max,
                    YutuHilbertRange *ranges)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (YutuHilbertRange));
  Cell low = { cell_of (box.min_x, YUTU_GRID_MAX_X), cell_of (box.min_y, YUTU_GRID_MAX_Y) };
  Cell high = { cell_of (box.max_x, YUTU_GRID_MAX_X), cell_of (box.max_y, YUTU_GRID_MAX_Y) };
  int  shift = 0;

  if (yutu_box_is_empty (box))
    return 0;
  /* Coarse enough that about 4 × max cells cover the box; neighbours then join to max runs. */
  while ((guint64)((high.x >> shift) - (low.x >> shift) + 1) *
           ((high.y >> shift) - (low.y >> shift) + 1) >
         4 * max)
    shift++;
  for (guint32 y = low.y >> shift; y <= high.y >> shift; y++)
    for (guint32 x = low.x >> shift; x <= high.x >> shift; x++)
      add_cell (found, x, y, shift);
  return join_ranges (found, max, ranges);
}
