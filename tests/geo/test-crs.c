/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include <math.h>

#include "geo/yutu-crs.h"

/* Reference values made apart from this code, to 1e-6 degree and 1 mm. */
typedef struct
{
  double lon, lat;
  double gcj_lon, gcj_lat;
  double bd_lon, bd_lat;
  double north, east;
} Vector;

static const Vector VECTORS[] = {
  { 119.650000, 29.090000, 119.654709, 29.087037, 119.661159, 29.093298, 3219295.209, 465925.854 },
  { 119.4042, 28.8558, 119.409365, 28.852966, 119.415796, 28.859284, 3193432.856, 441864.945 },
  { 119.3289, 29.0961, 119.334000, 29.093368, 119.340590, 29.099029, 3220106.777, 434668.531 },
};

static void
test_plane_coordinates (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (VECTORS); i++)
    {
      double x = VECTORS[i].lon, y = VECTORS[i].lat;
      g_autoptr (GError) error = NULL;

      g_assert_true (yutu_crs_transform (YUTU_CRS_CGCS2000, 4549, &x, &y, 1, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (x, VECTORS[i].east, 0.0006);
      g_assert_cmpfloat_with_epsilon (y, VECTORS[i].north, 0.0006);
      g_assert_true (yutu_crs_transform (4549, 4528, &x, &y, 1, &error));
      g_assert_cmpfloat_with_epsilon (x, 40000000 + VECTORS[i].east, 0.0006);
      g_assert_true (yutu_crs_transform (4528, YUTU_CRS_WGS84, &x, &y, 1, &error));
      g_assert_cmpfloat_with_epsilon (x, VECTORS[i].lon, 1e-9);
      g_assert_cmpfloat_with_epsilon (y, VECTORS[i].lat, 1e-9);
    }
}

static void
test_grid_points (void)
{
  YutuPoint points[] = { { 119650000000, 29090000000 }, { 119404200000, 28855800000 } };
  YutuPoint back;
  double    xy[4];

  g_assert_true (yutu_crs_project_points (4549, points, 2, xy, NULL));
  g_assert_cmpfloat_with_epsilon (xy[2], VECTORS[1].east, 0.0006);
  g_assert_cmpfloat_with_epsilon (xy[3], VECTORS[1].north, 0.0006);
  g_assert_true (yutu_crs_unproject_point (4549, xy[0], xy[1], &back, NULL));
  g_assert_cmpint (ABS (back.x - points[0].x), <=, 1);
  g_assert_cmpint (ABS (back.y - points[0].y), <=, 1);
}

static void
test_unknown_shift_is_refused (void)
{
  static const int old[] = { 4214, 4610, 2385, 2437 }; /* Beijing 1954, Xian 1980, 3° of both */

  for (gsize i = 0; i < G_N_ELEMENTS (old); i++)
    {
      double x = old[i] > 4000 ? 119.65 : 465925, y = old[i] > 4000 ? 29.09 : 3219295;
      g_autoptr (GError) error = NULL;

      g_assert_false (yutu_crs_transform (old[i], YUTU_CRS_CGCS2000, &x, &y, 1, &error));
      g_assert_error (error, YUTU_CRS_ERROR, YUTU_CRS_ERROR_NO_SHIFT);
    }
}

static void
test_bad_input_is_told_apart (void)
{
  double x = 119.65, y = 1e300;
  g_autoptr (GError) unknown = NULL;
  g_autoptr (GError) range = NULL;

  g_assert_false (yutu_crs_transform (999999, YUTU_CRS_CGCS2000, &x, &y, 1, &unknown));
  g_assert_error (unknown, YUTU_CRS_ERROR, YUTU_CRS_ERROR_UNKNOWN);
  g_assert_false (yutu_crs_transform (YUTU_CRS_CGCS2000, 4549, &x, &y, 1, &range));
  g_assert_error (range, YUTU_CRS_ERROR, YUTU_CRS_ERROR_RANGE);
}

static gpointer
transform_in_worker (gpointer data)
{
  for (int i = 0; i < 200; i++)
    {
      double x = VECTORS[0].lon, y = VECTORS[0].lat;

      if (!yutu_crs_transform (YUTU_CRS_WGS84, 4549, &x, &y, 1, NULL) ||
          fabs (x - VECTORS[0].east) > 0.001)
        return NULL;
    }
  return data;
}

static void
test_threads_have_their_own (void)
{
  GThread *threads[4];

  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new ("transform", transform_in_worker, threads);
  for (int i = 0; i < 4; i++)
    g_assert_true (g_thread_join (threads[i]) == threads);
}

static void
test_web_map_offsets (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (VECTORS); i++)
    {
      double lon = VECTORS[i].lon, lat = VECTORS[i].lat;

      yutu_crs_gcj02_from_wgs84 (&lon, &lat);
      g_assert_cmpfloat_with_epsilon (lon, VECTORS[i].gcj_lon, 6e-7);
      g_assert_cmpfloat_with_epsilon (lat, VECTORS[i].gcj_lat, 6e-7);
      yutu_crs_gcj02_to_wgs84 (&lon, &lat);
      g_assert_cmpfloat_with_epsilon (lon, VECTORS[i].lon, 1e-10);
      g_assert_cmpfloat_with_epsilon (lat, VECTORS[i].lat, 1e-10);
      yutu_crs_bd09_from_wgs84 (&lon, &lat);
      g_assert_cmpfloat_with_epsilon (lon, VECTORS[i].bd_lon, 6e-7);
      g_assert_cmpfloat_with_epsilon (lat, VECTORS[i].bd_lat, 6e-7);
      yutu_crs_bd09_to_wgs84 (&lon, &lat);
      g_assert_cmpfloat_with_epsilon (lon, VECTORS[i].lon, 1e-10);
      g_assert_cmpfloat_with_epsilon (lat, VECTORS[i].lat, 1e-10);
    }
}

static void
test_offsets_leave_the_rest_of_the_world (void)
{
  double lon = 13.4, lat = 52.5;

  yutu_crs_gcj02_from_wgs84 (&lon, &lat);
  yutu_crs_bd09_from_wgs84 (&lon, &lat);
  yutu_crs_bd09_to_wgs84 (&lon, &lat);
  g_assert_cmpfloat (lon, ==, 13.4);
  g_assert_cmpfloat (lat, ==, 52.5);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geo/crs/plane-coordinates", test_plane_coordinates);
  g_test_add_func ("/geo/crs/grid-points", test_grid_points);
  g_test_add_func ("/geo/crs/unknown-shift", test_unknown_shift_is_refused);
  g_test_add_func ("/geo/crs/bad-input", test_bad_input_is_told_apart);
  g_test_add_func ("/geo/crs/threads", test_threads_have_their_own);
  g_test_add_func ("/geo/crs/web-map-offsets", test_web_map_offsets);
  g_test_add_func ("/geo/crs/outside-china", test_offsets_leave_the_rest_of_the_world);
  return g_test_run ();
}
