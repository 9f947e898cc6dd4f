/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "geo/yutu-crs.h"
#include "geo/yutu-measure.h"
#include "session/yutu-typed-point.h"

#define EPSG 4549 /* 120°E, zone 40 */

static const YutuPoint START = { G_GINT64_CONSTANT (119650000000), G_GINT64_CONSTANT (29100000000) };

static void
test_metres_as_proj_has_them (void)
{
  static const char *const texts[] = { "462640.25, 3227115.5", "3227115.5 462640.25", "40462640.25, 3227115.5" };
  YutuPoint                expected, point;
  g_autoptr (GError) error = NULL;

  g_assert_true (yutu_crs_unproject_point (EPSG, 462640.25, 3227115.5, &expected, &error));
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_cmpint (yutu_typed_point_read (texts[i], EPSG, NULL, &point), ==, YUTU_TYPED_POINT_FINE);
      g_assert_cmpfloat (yutu_measure_distance_m (point, expected), <, 1e-3);
    }
  /* the neighbouring zone's metres are another place of the same land */
  g_assert_true (yutu_crs_unproject_point (4548, 750000, 3227115.5, &expected, &error));
  g_assert_cmpint (yutu_typed_point_read ("39750000 3227115.5", EPSG, NULL, &point), ==, YUTU_TYPED_POINT_FINE);
  g_assert_cmpfloat (yutu_measure_distance_m (point, expected), <, 2e-3);
}

static void
test_offsets (void)
{
  YutuPoint    point;
  double       xy[4];
  YutuPoint    both[2] = { START, { 0, 0 } };
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (yutu_typed_point_read ("@120<45", EPSG, &START, &point), ==, YUTU_TYPED_POINT_FINE);
  g_assert_cmpfloat_with_epsilon (yutu_measure_distance_m (START, point), 120, 2e-4);
  g_assert_cmpfloat_with_epsilon (yutu_measure_azimuth_deg (START, point), 45, 1e-4);
  g_assert_cmpint (yutu_typed_point_read ("@30,-20", EPSG, &START, &both[1]), ==, YUTU_TYPED_POINT_FINE);
  g_assert_true (yutu_crs_project_points (EPSG, both, 2, xy, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (xy[2] - xy[0], 30, 1e-3);
  g_assert_cmpfloat_with_epsilon (xy[3] - xy[1], -20, 1e-3);
  g_assert_cmpint (yutu_typed_point_read ("@30,-20", YUTU_SRID, &START, &point), ==, YUTU_TYPED_POINT_FINE);
  g_assert_cmpfloat_with_epsilon (yutu_measure_distance_m (START, point), hypot (30, 20), 1e-3);
}

static void
test_what_cannot_be (void)
{
  YutuPoint point;

  g_assert_cmpint (yutu_typed_point_read ("  ", EPSG, &START, &point), ==, YUTU_TYPED_POINT_EMPTY);
  g_assert_cmpint (yutu_typed_point_read ("八一南街", EPSG, &START, &point), ==, YUTU_TYPED_POINT_UNREADABLE);
  g_assert_cmpint (yutu_typed_point_read ("@120", EPSG, &START, &point), ==, YUTU_TYPED_POINT_UNREADABLE);
  g_assert_cmpint (yutu_typed_point_read ("@120<45", EPSG, NULL, &point), ==, YUTU_TYPED_POINT_NO_START);
  g_assert_cmpint (yutu_typed_point_read ("462640 3227115", YUTU_SRID, NULL, &point), ==, YUTU_TYPED_POINT_AWAY);
  g_assert_cmpint (yutu_typed_point_read ("99462640 3227115", EPSG, NULL, &point), ==, YUTU_TYPED_POINT_AWAY);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/typed-point/metres-as-proj-has-them", test_metres_as_proj_has_them);
  g_test_add_func ("/session/typed-point/offsets", test_offsets);
  g_test_add_func ("/session/typed-point/what-cannot-be", test_what_cannot_be);
  return g_test_run ();
}
