/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "geo/yutu-exact.h"

#include "base/yutu-random.h"

#define P(px, py) ((YutuPoint){ px, py })

static void
test_one_grid_step_decides (void)
{
  /* Across the whole earth, one step off the line is seen: doubles cannot tell these apart. */
  YutuPoint a = P (-YUTU_GRID_MAX_X, -YUTU_GRID_MAX_Y);
  YutuPoint b = P (YUTU_GRID_MAX_X, YUTU_GRID_MAX_Y);

  g_assert_cmpint (yutu_exact_side (a, b, P (0, 0)), ==, 0);
  g_assert_cmpint (yutu_exact_side (a, b, P (0, 1)), ==, 1);
  g_assert_cmpint (yutu_exact_side (a, b, P (1, 0)), ==, -1);
  g_assert_cmpint (yutu_exact_side (a, b, P (2, 1)), ==, 0);
}

typedef struct
{
  YutuPoint a, b, c, d;
  gboolean  conflict;
  gboolean  cross;
} Pair;

static void
test_segment_pairs (void)
{
  static const Pair pairs[] = {
    { { 0, 0 }, { 4, 4 }, { 0, 4 }, { 4, 0 }, TRUE, TRUE },   /* a plain crossing */
    { { 0, 0 }, { 4, 4 }, { 4, 4 }, { 8, 0 }, FALSE, FALSE }, /* joined at an end */
    { { 0, 0 }, { 4, 4 }, { 2, 2 }, { 8, 0 }, TRUE, FALSE },  /* an end inside */
    { { 0, 0 }, { 4, 0 }, { 2, 0 }, { 8, 0 }, TRUE, FALSE },  /* overlap */
    { { 0, 0 }, { 4, 0 }, { 4, 0 }, { 0, 0 }, TRUE, FALSE },  /* the same stretch */
    { { 0, 0 }, { 4, 0 }, { 5, 0 }, { 8, 0 }, FALSE, FALSE }, /* on one line, apart */
    { { 0, 0 }, { 4, 0 }, { 0, 1 }, { 4, 1 }, FALSE, FALSE }, /* parallel */
    { { 0, 0 }, { 4, 0 }, { 0, 0 }, { 2, 0 }, TRUE, FALSE },  /* a part of it, from its end */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const Pair *p = &pairs[i];

      g_test_message ("pair %" G_GSIZE_FORMAT, i);
      g_assert_true (yutu_exact_segments_conflict (p->a, p->b, p->c, p->d) == p->conflict);
      g_assert_true (yutu_exact_segments_conflict (p->d, p->c, p->b, p->a) == p->conflict);
      g_assert_true (yutu_exact_segments_cross (p->a, p->b, p->c, p->d) == p->cross);
    }
}

static void
test_crossings_are_rounded_to_the_grid (void)
{
  YutuRandom random;

  yutu_random_init (&random, 330702);
  for (int i = 0; i < 20000; i++)
    {
      /* Small numbers: long double holds every step, and is an independent way. */
      YutuPoint   p[4];
      YutuPoint   got;
      long double t;

      for (int k = 0; k < 4; k++)
        p[k] = P ((gint64)yutu_random_below (&random, 2001) - 1000,
                  (gint64)yutu_random_below (&random, 2001) - 1000);
      if (!yutu_exact_segments_cross (p[0], p[1], p[2], p[3]))
        continue;
      got = yutu_exact_crossing (p[0], p[1], p[2], p[3]);
      t = (long double)yutu_exact_cross (p[2], p[3], p[0]) /
          (long double)(yutu_exact_cross (p[2], p[3], p[0]) - yutu_exact_cross (p[2], p[3], p[1]));
      g_assert_cmpfloat (fabsl ((long double)p[0].x + t * (long double)(p[1].x - p[0].x) -
                                (long double)got.x),
                         <=, 0.5L + 1e-9L);
      g_assert_cmpfloat (fabsl ((long double)p[0].y + t * (long double)(p[1].y - p[0].y) -
                                (long double)got.y),
                         <=, 0.5L + 1e-9L);
    }
}

static void
test_point_in_ring (void)
{
  static const YutuPoint ring[] = { { 0, 0 }, { 10, 0 }, { 10, 10 }, { 5, 5 }, { 0, 10 } };

  g_assert_cmpint (yutu_exact_point_in_ring (P (5, 2), ring, 5), ==, YUTU_INSIDE);
  g_assert_cmpint (yutu_exact_point_in_ring (P (5, 5), ring, 5), ==, YUTU_ON_BORDER);
  g_assert_cmpint (yutu_exact_point_in_ring (P (5, 6), ring, 5), ==, YUTU_OUTSIDE);
  g_assert_cmpint (yutu_exact_point_in_ring (P (8, 8), ring, 5), ==, YUTU_ON_BORDER);
  g_assert_cmpint (yutu_exact_point_in_ring (P (0, 5), ring, 5), ==, YUTU_ON_BORDER);
  g_assert_cmpint (yutu_exact_point_in_ring (P (-1, 0), ring, 5), ==, YUTU_OUTSIDE);
  g_assert_cmpint (yutu_exact_point_in_ring (P (11, 10), ring, 5), ==, YUTU_OUTSIDE);
  g_assert_true (yutu_exact_ring_area2 (ring, 5) == 150);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/exact/one-grid-step-decides", test_one_grid_step_decides);
  g_test_add_func ("/geo/exact/segment-pairs", test_segment_pairs);
  g_test_add_func ("/geo/exact/crossings-are-rounded", test_crossings_are_rounded_to_the_grid);
  g_test_add_func ("/geo/exact/point-in-ring", test_point_in_ring);
  return g_test_run ();
}
