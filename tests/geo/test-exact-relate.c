/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Shapes of a lattice laid on polygons of the same one, so that they meet along edges, at corners and in points again
 * and again; what is said of them held against sets of its cells. */

#include "geo/yutu-exact.h"

#include "base/yutu-random.h"

#define SIZE  8
#define STEP  2 /* the middle of a cell is a point of the grid */
#define TIMES 6000

typedef struct
{
  gboolean   cells[SIZE][SIZE]; /* [x][y] */
  YutuShape *shape;
} Land;

static YutuPoint
at (int x,
    int y)
{
  return (YutuPoint){ (gint64)x * STEP, (gint64)y * STEP };
}

/* Columns side by side, of different heights, with a hole in some. */
static void
land_init (Land       *self,
           YutuRandom *random)
{
  int               left = (int)yutu_random_below (random, SIZE - 2), top[SIZE] = { 0 };
  int               n = 1 + (int)yutu_random_below (random, (guint64)(SIZE - left));
  int               foot = (int)yutu_random_below (random, SIZE - 3);
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  YutuPoint         ring[2 * SIZE + 4];
  gsize             n_points = 0;

  *self = (Land){ 0 };
  ring[n_points++] = at (left, foot);
  ring[n_points++] = at (left + n, foot);
  for (int i = n - 1; i >= 0; i--)
    {
      top[i] = foot + 1 + (int)yutu_random_below (random, (guint64)(SIZE - foot));
      if (i == n - 1 || top[i] != top[i + 1])
        {
          ring[n_points++] = at (left + i + 1, top[i]);
          ring[n_points++] = at (left + i, top[i]);
        }
      else
        ring[n_points - 1] = at (left + i, top[i]);
      for (int y = foot; y < top[i]; y++)
        self->cells[left + i][y] = TRUE;
    }
  yutu_shape_builder_begin_part (builder, TRUE);
  yutu_shape_builder_add (builder, ring, n_points);
  for (int i = 1; i + 1 < n; i++)
    if (top[i] > foot + 2 && top[i - 1] > foot + 2 && top[i + 1] > foot + 2 && yutu_random_below (random, 2) == 0)
      {
        YutuPoint hole[] = { at (left + i, foot + 1), at (left + i, foot + 2), at (left + i + 1, foot + 2), at (left + i + 1, foot + 1) };

        yutu_shape_builder_begin_part (builder, FALSE);
        yutu_shape_builder_add (builder, hole, 4);
        self->cells[left + i][foot + 1] = FALSE;
        break;
      }
  self->shape = yutu_shape_builder_end (builder);
}

static gboolean
holds (const Land *self,
       int         x,
       int         y)
{
  return x >= 0 && y >= 0 && x < SIZE && y < SIZE && self->cells[x][y];
}

static void
test_land_on_land (void)
{
  YutuRandom random;
  guint      n_within = 0, n_apart = 0;

  yutu_random_init (&random, 8);
  for (int i = 0; i < TIMES; i++)
    {
      Land     one, other;
      gboolean meets = FALSE, inside = TRUE, reaches, is_within;

      land_init (&one, &random);
      land_init (&other, &random);
      for (int x = 0; x < SIZE; x++)
        for (int y = 0; y < SIZE; y++)
          {
            meets = meets || (one.cells[x][y] && other.cells[x][y]);
            inside = inside && (!one.cells[x][y] || other.cells[x][y]);
          }
      yutu_exact_relate (one.shape, other.shape, &reaches, &is_within);
      g_assert_cmpint (reaches, ==, meets);
      g_assert_cmpint (is_within, ==, inside);
      n_within += is_within;
      n_apart += !reaches;
      yutu_exact_relate (one.shape, one.shape, &reaches, &is_within);
      g_assert_true (reaches && is_within);
      yutu_shape_unref (one.shape);
      yutu_shape_unref (other.shape);
    }
  g_assert_cmpuint (n_within, >, 100);
  g_assert_cmpuint (n_apart, >, 100);
}

/* A line of steps east or north, and back; it may run along itself. */
static void
test_line_on_land (void)
{
  YutuRandom random;
  guint      n_along = 0;

  yutu_random_init (&random, 9);
  for (int i = 0; i < TIMES; i++)
    {
      Land      land;
      int       x = (int)yutu_random_below (&random, SIZE), y = (int)yutu_random_below (&random, SIZE);
      gsize     n = 2 + (gsize)yutu_random_below (&random, 6);
      YutuPoint points[8] = { at (x, y) };
      gboolean  meets = FALSE, inside = TRUE, reaches, is_within;
      g_autoptr (YutuShape) line = NULL;

      land_init (&land, &random);
      for (gsize k = 1; k < n; k++)
        {
          gboolean is_east = k % 2 == 0;
          int      to = (int)yutu_random_below (&random, SIZE + 1), *here = is_east ? &x : &y;
          int      step = to > *here ? 1 : -1;

          for (; *here != to; *here += step)
            {
              int      low = step > 0 ? *here : *here - 1;
              gboolean one = is_east ? holds (&land, low, y) : holds (&land, x, low);
              gboolean other = is_east ? holds (&land, low, y - 1) : holds (&land, x - 1, low);

              meets = meets || one || other;
              inside = inside && (one || other);
              n_along += one != other;
            }
          points[k] = at (x, y);
        }
      line = yutu_shape_new_line (points, n);
      yutu_exact_relate (line, land.shape, &reaches, &is_within);
      g_assert_cmpint (reaches, ==, meets);
      g_assert_cmpint (is_within, ==, inside);
      yutu_shape_unref (land.shape);
    }
  g_assert_cmpuint (n_along, >, 1000);
}

/* Slanting lines, which cross edges anywhere and run through corners: by many points of each. */
static void
test_slanting_line (void)
{
  YutuRandom random;
  guint      n_within = 0;

  yutu_random_init (&random, 10);
  for (int i = 0; i < TIMES; i++)
    {
      Land      land;
      YutuPoint points[2];
      gboolean  meets = FALSE, inside = TRUE, reaches, is_within;
      g_autoptr (YutuShape) line = NULL;

      land_init (&land, &random);
      for (int k = 0; k < 2; k++)
        points[k] = at ((int)yutu_random_below (&random, SIZE + 1), (int)yutu_random_below (&random, SIZE + 1));
      if (points[0].x == points[1].x || points[0].y == points[1].y)
        {
          yutu_shape_unref (land.shape);
          continue;
        }
      /* lines of the lattice are met at multiples of 1/840: none between two of these, and none at one */
      for (int k = 0; k < 840; k++)
        {
          double   x = ((double)points[0].x + (double)(points[1].x - points[0].x) * (k + 0.5) / 840) / STEP;
          double   y = ((double)points[0].y + (double)(points[1].y - points[0].y) * (k + 0.5) / 840) / STEP;
          gboolean is_there = holds (&land, (int)x, (int)y);

          meets = meets || is_there;
          inside = inside && is_there;
        }
      line = yutu_shape_new_line (points, 2);
      yutu_exact_relate (line, land.shape, &reaches, &is_within);
      g_assert_cmpint (reaches, ==, meets);
      g_assert_cmpint (is_within, ==, inside);
      n_within += is_within;
      yutu_shape_unref (land.shape);
    }
  g_assert_cmpuint (n_within, >, 20);
}

static void
test_point_on_land (void)
{
  YutuRandom random;

  yutu_random_init (&random, 11);
  for (int i = 0; i < TIMES; i++)
    {
      Land     land;
      int      x = (int)yutu_random_below (&random, SIZE + 1), y = (int)yutu_random_below (&random, SIZE + 1);
      gboolean is_there, reaches, is_within;
      g_autoptr (YutuShape) point = yutu_shape_new_point (at (x, y));

      land_init (&land, &random);
      is_there = holds (&land, x, y) || holds (&land, x - 1, y) || holds (&land, x, y - 1) || holds (&land, x - 1, y - 1);
      yutu_exact_relate (point, land.shape, &reaches, &is_within);
      g_assert_cmpint (reaches, ==, is_there);
      g_assert_cmpint (is_within, ==, is_there);
      yutu_shape_unref (land.shape);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/exact-relate/land-on-land", test_land_on_land);
  g_test_add_func ("/geo/exact-relate/line-on-land", test_line_on_land);
  g_test_add_func ("/geo/exact-relate/slanting-line", test_slanting_line);
  g_test_add_func ("/geo/exact-relate/point-on-land", test_point_on_land);
  return g_test_run ();
}
