/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include <gio/gio.h>

#include "ui/yutu-settings.h"

static void
test_defaults (void)
{
  g_autoptr (GSettings) settings = yutu_settings_new ();
  g_autoptr (GVariant) files = NULL;

  g_assert_nonnull (settings);
  files = g_settings_get_value (settings, "files");
  g_assert_cmpuint (g_variant_n_children (files), ==, 0);
}

static void
set_number (GSettings  *settings,
            const char *path,
            gint32      number)
{
  g_autoptr (GVariantDict) values = yutu_settings_get_file (settings, path);

  g_variant_dict_insert (values, "number", "i", number);
  yutu_settings_set_file (settings, path, values);
}

static gint32
get_number (GSettings  *settings,
            const char *path)
{
  g_autoptr (GVariantDict) values = yutu_settings_get_file (settings, path);
  gint32 number = -1;

  g_variant_dict_lookup (values, "number", "i", &number);
  return number;
}

static void
test_values_by_file (void)
{
  g_autoptr (GSettings) settings = yutu_settings_new ();

  g_assert_cmpint (get_number (settings, "/a.yutu"), ==, -1);
  set_number (settings, "/a.yutu", 1);
  set_number (settings, "/b.yutu", 2);
  set_number (settings, "/a.yutu", 3);
  g_assert_cmpint (get_number (settings, "/a.yutu"), ==, 3);
  g_assert_cmpint (get_number (settings, "/b.yutu"), ==, 2);
}

static void
test_files_that_are_gone_are_forgotten (void)
{
  g_autoptr (GSettings) settings = yutu_settings_new ();

  set_number (settings, "/dev/null", 1);
  for (int i = 0; i < 60; i++)
    {
      g_autofree char *path = g_strdup_printf ("/no/such/file-%d.yutu", i);

      set_number (settings, path, 2);
    }
  g_assert_cmpint (get_number (settings, "/dev/null"), ==, 1);
  g_assert_cmpint (get_number (settings, "/no/such/file-1.yutu"), ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gui/settings/defaults", test_defaults);
  g_test_add_func ("/gui/settings/values-by-file", test_values_by_file);
  g_test_add_func ("/gui/settings/files-that-are-gone-are-forgotten",
                   test_files_that_are_gone_are_forgotten);
  return g_test_run ();
}
