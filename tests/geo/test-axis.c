/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "geo/yutu-axis.h"

#include "geo/yutu-measure.h"

#define X0 119600000000
#define Y0 29000000000
#define D  1000000 /* 0.001° */

static YutuPoint
at (double x,
    double y)
{
  return (YutuPoint){ X0 + (gint64)(x * D), Y0 + (gint64)(y * D) };
}

/* East, then north: against the geodesic, and the sides of each stretch. */
static void
test_line (void)
{
  const YutuPoint points[] = { at (0, 0), at (10, 0), at (10, 10) };
  g_autoptr (YutuShape) line = yutu_shape_new_line (points, 3);
  const struct
  {
    YutuPoint point;
    YutuPoint foot;
    int       side;
  } cases[] = {
    { at (5, 1), at (5, 0), 1 },
    { at (5, -1), at (5, 0), -1 },
    { at (9, 5), at (10, 5), 1 },
    { at (11, 5), at (10, 5), -1 },
    { at (-1, 0), at (0, 0), 0 },
    { at (12, -1), at (10, 0), 0 },
    { at (5, 0), at (5, 0), 0 },
    { at (0, 1), at (0, 0), 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YutuAxisPlace place;
      double        along_m = cases[i].foot.x == points[1].x
                                ? yutu_measure_distance_m (points[0], points[1]) + yutu_measure_distance_m (points[1], cases[i].foot)
                                : yutu_measure_distance_m (points[0], cases[i].foot);

      g_assert_true (yutu_axis_find (line, cases[i].point, &place));
      g_assert_cmpfloat_with_epsilon (place.distance_m, yutu_measure_distance_m (cases[i].point, cases[i].foot), 0.01);
      g_assert_cmpfloat_with_epsilon (place.along_m, along_m, 0.5);
      g_assert_cmpint (place.side, ==, cases[i].side);
    }
}

/* The outline of an area is closed; a point is its own line. */
static void
test_others (void)
{
  const YutuPoint   ring[] = { at (0, 0), at (10, 0), at (10, 10), at (0, 10) };
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  g_autoptr (YutuShape) area = NULL;
  g_autoptr (YutuShape) point = yutu_shape_new_point (at (1, 1));
  YutuAxisPlace place;

  yutu_shape_builder_begin_part (builder, TRUE);
  yutu_shape_builder_add (builder, ring, 4);
  area = yutu_shape_builder_end (builder);
  g_assert_true (yutu_axis_find (area, at (-1, 5), &place));
  g_assert_cmpfloat_with_epsilon (place.distance_m, yutu_measure_distance_m (at (-1, 5), at (0, 5)), 0.01);
  g_assert_true (yutu_axis_find (point, at (1, 2), &place));
  g_assert_cmpfloat_with_epsilon (place.distance_m, yutu_measure_distance_m (at (1, 1), at (1, 2)), 0.01);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/axis/line", test_line);
  g_test_add_func ("/geo/axis/others", test_others);
  return g_test_run ();
}
