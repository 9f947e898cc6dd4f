/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "base/yutu-random.h"
#include "scene/yutu-view.h"

static const int crss[] = { 4490, 3857, 4549, 4546 };

/* Where the textbook gives the plane: the central meridian, by the meridian arc of the ellipsoid
 * integrated numerically. */
static double
integrate_meridian (double lat_rad)
{
  const double a = 6378137.0, f = 1 / 298.257222101, e2 = f * (2 - f);
  const int    n = 20000;
  double       sum = 0;

  for (int i = 0; i <= n; i++)
    {
      double s = sin (lat_rad * i / n);

      sum += a * (1 - e2) / pow (1 - e2 * s * s, 1.5) * (i == 0 || i == n ? 1 : i % 2 == 1 ? 4
                                                                                           : 2);
    }
  return sum * lat_rad / n / 3;
}

static void
test_meridian_arc (void)
{
  for (int lat = 0; lat <= 80; lat += 8)
    {
      YutuMapPoint p = yutu_projection_forward (4549, yutu_point_from_degrees (120, lat));

      g_assert_cmpfloat_with_epsilon (p.x, 500000, 1e-6);
      g_assert_cmpfloat_with_epsilon (p.y, integrate_meridian (lat * G_PI / 180), 1e-3);
    }
}

static void
test_projection_returns (void)
{
  YutuRandom random;

  yutu_random_init (&random, 11);
  for (gsize k = 0; k < G_N_ELEMENTS (crss); k++)
    for (int i = 0; i < 2000; i++)
      {
        YutuPoint p = yutu_point_from_degrees (117 + 6 * yutu_random_unit (&random),
                                               18 + 34 * yutu_random_unit (&random));
        YutuPoint q = yutu_projection_inverse (crss[k], yutu_projection_forward (crss[k], p));

        g_assert_cmpint (ABS (p.x - q.x), <=, crss[k] == 4546 ? 60 : 2);
        g_assert_cmpint (ABS (p.y - q.y), <=, crss[k] == 4546 ? 60 : 2);
      }
}

static void
test_projection_is_conformal (void)
{
  for (int lat = 20; lat < 50; lat += 7)
    for (int lon = 118; lon <= 122; lon++)
      {
        YutuMapPoint o = yutu_projection_forward (4549, yutu_point_from_degrees (lon, lat));
        YutuMapPoint e = yutu_projection_forward (4549, yutu_point_from_degrees (lon + 1e-4, lat));
        YutuMapPoint n = yutu_projection_forward (4549, yutu_point_from_degrees (lon, lat + 1e-4));
        double       dot = (e.x - o.x) * (n.x - o.x) + (e.y - o.y) * (n.y - o.y);

        g_assert_cmpfloat (fabs (dot), <,
                           1e-5 * hypot (e.x - o.x, e.y - o.y) * hypot (n.x - o.x, n.y - o.y));
      }
}

static void
test_align_moves_less_than_a_pixel (void)
{
  YutuView view = { 4549, 462640.37, 3227115.81, 7.3, 1281, 803, 1 };
  YutuView aligned = view;
  double   left, top;

  yutu_view_align (&aligned);
  left = aligned.center_x / aligned.resolution - aligned.width / 2.0;
  top = -aligned.center_y / aligned.resolution - aligned.height / 2.0;
  g_assert_cmpfloat (aligned.resolution, ==, view.resolution);
  g_assert_cmpfloat_with_epsilon (left, round (left), 1e-6);
  g_assert_cmpfloat_with_epsilon (top, round (top), 1e-6);
  g_assert_cmpfloat (fabs (aligned.center_x - view.center_x), <=, view.resolution / 2);
  g_assert_cmpfloat (fabs (aligned.center_y - view.center_y), <=, view.resolution / 2);
}

static void
test_screen_returns (void)
{
  YutuView view = { 4549, 462640, 3227115, 8, 1280, 800, 1 };
  double   x, y, sx, sy;

  yutu_view_from_screen (&view, 100, 700, &x, &y);
  yutu_view_to_screen (&view, x, y, &sx, &sy);
  g_assert_cmpfloat_with_epsilon (sx, 100, 1e-6);
  g_assert_cmpfloat_with_epsilon (sy, 700, 1e-6);
  g_assert_cmpfloat (y, <, view.center_y);
}

static void
test_zoom_keeps_the_pointer (void)
{
  YutuView view = { 4549, 462640, 3227115, 8, 1280, 800, 1 };
  double   x, y, x2, y2;

  yutu_view_from_screen (&view, 321, 123, &x, &y);
  yutu_view_zoom_about (&view, 2.7, 321, 123);
  yutu_view_from_screen (&view, 321, 123, &x2, &y2);
  g_assert_cmpfloat_with_epsilon (x, x2, 1e-6);
  g_assert_cmpfloat_with_epsilon (y, y2, 1e-6);
  g_assert_cmpfloat_with_epsilon (view.resolution, 8 / 2.7, 1e-9);
}

static void
test_steps_go_out_and_in (void)
{
  YutuView view = { 4549, 462640, 3227115, 8, 1280, 800, 1 };
  double   zoom = 14.5;

  view.resolution = yutu_zoom_to_resolution (view.epsg, zoom);
  view.resolution = yutu_view_step_resolution (&view, 1);
  g_assert_cmpfloat_with_epsilon (yutu_view_get_zoom (&view), zoom + 0.5, 1e-9);
  view.resolution = yutu_view_step_resolution (&view, -1);
  g_assert_cmpfloat_with_epsilon (yutu_view_get_zoom (&view), zoom, 1e-9);
}

static void
test_tiles_cover_the_view (void)
{
  YutuRandom random;

  yutu_random_init (&random, 5);
  for (int i = 0; i < 500; i++)
    {
      YutuView view = { 4549, 4e5 + 1e5 * yutu_random_unit (&random), 3.2e6, 3, 900, 700, 1 };
      gint64   c0, r0, c1, r1;

      yutu_view_align (&view);
      yutu_view_get_tiles (&view, 512, &c0, &r0, &c1, &r1);
      YutuMapBox box = yutu_view_get_box (&view);
      YutuView   first = yutu_view_for_tile (&view, 512, c0, r0);
      YutuView   last = yutu_view_for_tile (&view, 512, c1, r1);
      g_assert_cmpfloat (yutu_view_get_box (&first).min_x, <=, box.min_x + 1e-3);
      g_assert_cmpfloat (yutu_view_get_box (&first).max_y, >=, box.max_y - 1e-3);
      g_assert_cmpfloat (yutu_view_get_box (&last).max_x, >=, box.max_x - 1e-3);
      g_assert_cmpfloat (yutu_view_get_box (&last).min_y, <=, box.min_y + 1e-3);
      g_assert_cmpint (c1 - c0, <=, 2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/projection/meridian-arc", test_meridian_arc);
  g_test_add_func ("/scene/projection/returns", test_projection_returns);
  g_test_add_func ("/scene/projection/is-conformal", test_projection_is_conformal);
  g_test_add_func ("/scene/view/align-moves-less-than-a-pixel", test_align_moves_less_than_a_pixel);
  g_test_add_func ("/scene/view/screen-returns", test_screen_returns);
  g_test_add_func ("/scene/view/zoom-keeps-the-pointer", test_zoom_keeps_the_pointer);
  g_test_add_func ("/scene/view/steps-go-out-and-in", test_steps_go_out_and_in);
  g_test_add_func ("/scene/view/tiles-cover-the-view", test_tiles_cover_the_view);
  return g_test_run ();
}
