/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include <geodesic.h>

#include "base/yutu-random.h"
#include "geo/yutu-measure.h"

static void
test_distance (void)
{
  /* A degree of the meridian at 29°N and of the equator, by the series in Snyder, "Map
   * Projections: A Working Manual" (USGS PP 1395), p. 25, for GRS 80. */
  YutuPoint a = yutu_point_from_degrees (119.5, 28.5);
  YutuPoint b = yutu_point_from_degrees (119.5, 29.5);

  g_assert_cmpfloat_with_epsilon (yutu_measure_distance_m (a, b), 110836.6, 1.0);
  g_assert_cmpfloat_with_epsilon (yutu_measure_distance_m (yutu_point_from_degrees (10, 0),
                                                           yutu_point_from_degrees (11, 0)),
                                  111319.491, 0.01);
}

/* What lies between two parts is no part of the line. */
static void
test_lines_part_by_part (void)
{
  static const YutuPoint points[] = {
    { 119500000000, 28500000000 },
    { 119500000000, 29500000000 },
    { 10000000000, 0 },
    { 11000000000, 0 },
  };
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_MULTI_LINE);
  g_autoptr (YutuShape) shape = NULL;

  for (int i = 0; i < 2; i++)
    {
      yutu_shape_builder_begin_part (builder, TRUE);
      yutu_shape_builder_add (builder, points + 2 * i, 2);
    }
  shape = yutu_shape_builder_end (builder);
  g_assert_cmpfloat_with_epsilon (yutu_measure_lines_m (shape), 110836.6 + 111319.491, 1.0); /* as in distance */
}

static void
test_area_less_holes (void)
{
  static const YutuPoint shell[] = {
    { 119000000000, 29000000000 },
    { 119010000000, 29000000000 },
    { 119010000000, 29010000000 },
    { 119000000000, 29010000000 },
  };
  static const YutuPoint hole[] = {
    { 119002000000, 29002000000 },
    { 119002000000, 29004000000 },
    { 119004000000, 29004000000 },
    { 119004000000, 29002000000 },
  };
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  g_autoptr (YutuShape) shape = NULL;
  double expected;

  yutu_shape_builder_begin_part (builder, TRUE);
  yutu_shape_builder_add (builder, shell, 4);
  yutu_shape_builder_begin_part (builder, FALSE);
  yutu_shape_builder_add (builder, hole, 4);
  shape = yutu_shape_builder_end (builder);
  /* Metres per degree at 29.005°: 110847.4 of latitude, 97431.2 of longitude (Snyder). */
  expected = 0.01 * 110847.4 * 0.01 * 97431.2 * (1 - 0.04);
  g_assert_cmpfloat_with_epsilon (yutu_measure_area_m2 (shape), expected, expected * 3e-4);
}

/* Beside GeographicLib's own polygon, which adds up in another way. */
static void
test_area_is_the_polygon_of_geographiclib (void)
{
  struct geod_geodesic ellipsoid;
  YutuRandom           random;

  geod_init (&ellipsoid, 6378137.0, 1 / 298.257222101);
  yutu_random_init (&random, 11);
  for (int round = 0; round < 50; round++)
    {
      YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
      g_autoptr (YutuShape) shape = NULL;
      struct geod_polygon ring;
      double              expected = 0;
      YutuPoint           points[200];

      geod_polygon_init (&ring, 0);
      for (int i = 0; i < 200; i++)
        {
          double angle = 2 * G_PI * i / 200;
          double reach = 0.05 + (double)yutu_random_below (&random, 100000) / 1e6;

          points[i] = yutu_point_from_degrees (119.6 + reach * cos (angle), 29.1 + reach * sin (angle));
          geod_polygon_addpoint (&ellipsoid, &ring, yutu_grid_to_degrees (points[i].y),
                                 yutu_grid_to_degrees (points[i].x));
        }
      geod_polygon_compute (&ellipsoid, &ring, 0, 1, &expected, NULL);
      yutu_shape_builder_begin_part (builder, TRUE);
      yutu_shape_builder_add (builder, points, 200);
      shape = yutu_shape_builder_end (builder);
      g_assert_cmpfloat_with_epsilon (yutu_measure_area_m2 (shape), expected, 0.02);
    }
}

/* What a moved corner changes is the difference of four edges, to the square centimetre. */
static void
test_area_follows_by_edges (void)
{
  YutuRandom random;
  YutuPoint  ring[] = {
     { 119000000000, 29000000000 },
     { 119010000003, 29000000007 },
     { 119010000000, 29010000011 },
     { 119000000001, 29010000000 },
  };
  gint64 area_cm2 = 0;

  yutu_random_init (&random, 12);
  for (int i = 0; i < 4; i++)
    area_cm2 += yutu_measure_edge_cm2 (ring[i], ring[(i + 1) % 4]);
  for (int round = 0; round < 2000; round++)
    {
      int       i = round % 4;
      YutuPoint before = ring[(i + 3) % 4], behind = ring[(i + 1) % 4];
      gint64    sum_cm2 = 0;

      area_cm2 -= yutu_measure_edge_cm2 (before, ring[i]) + yutu_measure_edge_cm2 (ring[i], behind);
      ring[i].x += (gint64)yutu_random_below (&random, 2000001) - 1000000;
      ring[i].y += (gint64)yutu_random_below (&random, 2000001) - 1000000;
      area_cm2 += yutu_measure_edge_cm2 (before, ring[i]) + yutu_measure_edge_cm2 (ring[i], behind);
      for (int k = 0; k < 4; k++)
        sum_cm2 -= yutu_measure_edge_cm2 (ring[(k + 1) % 4], ring[k]);
      g_assert_cmpint (area_cm2, ==, sum_cm2);
    }
}

static void
test_the_box_holds_the_circle (void)
{
  YutuPoint center = yutu_point_from_degrees (119.6, 29.1);

  for (double radius_m = 1; radius_m < 200000; radius_m *= 7)
    {
      YutuBox box = yutu_measure_box_around (center, radius_m);

      g_assert_cmpfloat (yutu_measure_distance_m (center, (YutuPoint){ center.x, box.max_y }), >,
                         radius_m);
      g_assert_cmpfloat (yutu_measure_distance_m (center, (YutuPoint){ box.min_x, center.y }), >,
                         radius_m);
    }
}

/* Points all over, half of them at the edge: the quick answer is that of the geodesic. */
static void
test_within_is_as_measured (void)
{
  YutuRandom random;

  yutu_random_init (&random, 4);
  for (int i = 0; i < 20000; i++)
    {
      YutuPoint center = yutu_point_from_degrees ((double)yutu_random_below (&random, 360) - 180,
                                                  (double)yutu_random_below (&random, 179) - 89);
      YutuPoint point = { center.x + (gint64)yutu_random_below (&random, 1000000000) - 500000000,
                          center.y + (gint64)yutu_random_below (&random, 1000000000) - 500000000 };
      double    distance_m = yutu_measure_distance_m (center, point);
      double    radius_m = i % 2 == 0 ? (double)yutu_random_below (&random, 150000)
                                      : distance_m * (0.9985 + 1e-6 * (double)yutu_random_below (&random, 3000));

      g_assert_true (yutu_measure_is_within (center, radius_m, point) == (distance_m <= radius_m));
    }
}

/* There and back, and the step against the geodesic. */
static void
test_point_at (void)
{
  YutuPoint from = yutu_point_from_degrees (119.65, 29.1);
  double    east_m, north_m;

  for (int azimuth = 0; azimuth < 360; azimuth += 45)
    {
      YutuPoint to = yutu_measure_point_at (from, azimuth, 120);

      g_assert_cmpfloat_with_epsilon (yutu_measure_distance_m (from, to), 120, 2e-4);
      g_assert_cmpfloat_with_epsilon (yutu_measure_azimuth_deg (from, to), azimuth, 1e-4);
    }
  g_assert_true (yutu_point_equal (yutu_measure_point_at (from, 77, 0), from));
  yutu_measure_step_m (from, &east_m, &north_m);
  g_assert_cmpfloat_with_epsilon (
    east_m * 1e6, yutu_measure_distance_m (from, (YutuPoint){ from.x + 1000000, from.y }), 1e-3);
  g_assert_cmpfloat_with_epsilon (
    north_m * 1e6, yutu_measure_distance_m (from, (YutuPoint){ from.x, from.y + 1000000 }), 1e-3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/measure/distance", test_distance);
  g_test_add_func ("/geo/measure/lines-part-by-part", test_lines_part_by_part);
  g_test_add_func ("/geo/measure/within-is-as-measured", test_within_is_as_measured);
  g_test_add_func ("/geo/measure/area-less-holes", test_area_less_holes);
  g_test_add_func ("/geo/measure/area-is-the-polygon-of-geographiclib",
                   test_area_is_the_polygon_of_geographiclib);
  g_test_add_func ("/geo/measure/area-follows-by-edges", test_area_follows_by_edges);
  g_test_add_func ("/geo/measure/the-box-holds-the-circle", test_the_box_holds_the_circle);
  g_test_add_func ("/geo/measure/point-at", test_point_at);
  return g_test_run ();
}
