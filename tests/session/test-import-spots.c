/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Places of a list of any length, in bounded memory. */

#include "session/yutu-import-spots.h"

static YutuPoint
point_at (gsize i)
{
  return (YutuPoint){ (gint64)i * 1000, (gint64)i };
}

static void
check (gsize n)
{
  g_auto (YutuImportSpots) spots = { 0 };

  for (gsize i = 0; i < n; i++)
    yutu_import_spots_add (&spots, point_at (i));
  g_assert_cmpuint (spots.n, ==, n);
  g_assert_cmpuint (spots.points->len, ==, (n + spots.stride - 1) / spots.stride);
  g_assert_cmpuint (spots.points->len, <=, YUTU_IMPORT_MAX_SPOTS);
  if (n > YUTU_IMPORT_MAX_SPOTS)
    g_assert_cmpuint (spots.points->len, >, YUTU_IMPORT_MAX_SPOTS / 2);
  else
    g_assert_cmpuint (spots.stride, ==, 1);
  for (guint i = 0; i < spots.points->len; i++)
    g_assert_cmpint (g_array_index (spots.points, YutuPoint, i).y, ==, (gint64)(i * spots.stride));
  g_assert_cmpint (spots.box.min_y, ==, 0);
  g_assert_cmpint (spots.box.max_y, ==, (gint64)n - 1);
}

static void
test_kept (void)
{
  check (1);
  check (YUTU_IMPORT_MAX_SPOTS);
  check (YUTU_IMPORT_MAX_SPOTS + 1);
  check (2 * YUTU_IMPORT_MAX_SPOTS);
  check (2 * YUTU_IMPORT_MAX_SPOTS + 1);
  check (5 * YUTU_IMPORT_MAX_SPOTS + 77);
}

static void
test_drawn (void)
{
  g_auto (YutuImportSpots) spots = { 0 };
  g_auto (YutuImportSpots) none = { 0 };
  g_autoptr (YutuSketch) sketch = yutu_sketch_new (4549);
  YutuMapBox box;

  yutu_import_spots_draw (&none, sketch);
  g_assert_cmpuint (yutu_sketch_count_spots (sketch), ==, 0);
  box = yutu_sketch_get_box (sketch);
  g_assert_true (box.max_x < box.min_x);
  yutu_import_spots_add (&spots, (YutuPoint){ yutu_grid_from_degrees (119.5), yutu_grid_from_degrees (29) });
  yutu_import_spots_add_box (&spots, (YutuBox){ yutu_grid_from_degrees (119.5), yutu_grid_from_degrees (29),
                                                yutu_grid_from_degrees (119.6), yutu_grid_from_degrees (29.1) });
  yutu_import_spots_draw (&spots, sketch);
  g_assert_cmpuint (yutu_sketch_count_spots (sketch), ==, 1);
  box = yutu_sketch_get_box (sketch);
  g_assert_cmpfloat (box.max_x - box.min_x, >, 9000);
  g_assert_cmpfloat (box.max_y - box.min_y, >, 11000);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/import-spots/kept", test_kept);
  g_test_add_func ("/session/import-spots/drawn", test_drawn);
  return g_test_run ();
}
