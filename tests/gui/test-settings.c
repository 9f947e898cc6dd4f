/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include <gio/gio.h>

#include "session/yutu-map.h"
#include "ui/yutu-settings.h"

static void
test_defaults (void)
{
  g_autoptr (GSettings) settings = yutu_settings_new ();

  g_assert_nonnull (settings);
  g_assert_cmpuint (g_settings_get_uint (settings, "map-groups"), ==, YUTU_MAP_DEFAULT);
  g_assert_true (g_settings_get_boolean (settings, "show-left"));
}

static void
test_views_by_file (void)
{
  g_autoptr (GSettings) settings = yutu_settings_new ();
  double x, y, resolution;

  g_assert_false (yutu_settings_get_view (settings, "/a.yutu", &x, &y, &resolution));
  yutu_settings_set_view (settings, "/a.yutu", 1.5, 2.5, 3.5);
  yutu_settings_set_view (settings, "/b.yutu", 4, 5, 6);
  yutu_settings_set_view (settings, "/a.yutu", 7, 8, 9);
  g_assert_true (yutu_settings_get_view (settings, "/a.yutu", &x, &y, &resolution));
  g_assert_cmpfloat (x, ==, 7);
  g_assert_cmpfloat (resolution, ==, 9);
  g_assert_true (yutu_settings_get_view (settings, "/b.yutu", &x, &y, &resolution));
  g_assert_cmpfloat (y, ==, 5);
}

static void
test_files_that_are_gone_are_forgotten (void)
{
  g_autoptr (GSettings) settings = yutu_settings_new ();
  double x, y, resolution;

  yutu_settings_set_view (settings, "/dev/null", 1, 2, 3);
  for (int i = 0; i < 60; i++)
    {
      g_autofree char *path = g_strdup_printf ("/no/such/file-%d.yutu", i);

      yutu_settings_set_view (settings, path, 1, 2, 3);
    }
  g_assert_true (yutu_settings_get_view (settings, "/dev/null", &x, &y, &resolution));
  g_assert_false (yutu_settings_get_view (settings, "/no/such/file-1.yutu", &x, &y, &resolution));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gui/settings/defaults", test_defaults);
  g_test_add_func ("/gui/settings/views-by-file", test_views_by_file);
  g_test_add_func ("/gui/settings/files-that-are-gone-are-forgotten",
                   test_files_that_are_gone_are_forgotten);
  return g_test_run ();
}
