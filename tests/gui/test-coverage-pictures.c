/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The coverage workspace and the leaders' view as pictures, in Chinese, light and dark, at two sizes and
 * with letters of twice the size: for the eye, and a check that nothing asks for more room than there is. */

#include "window-fixture.h"

typedef struct
{
  YutuWindow *window;
  const char *style;
  int         width;
} Album;

static void
take (const Album *album,
      const char  *panel)
{
  g_autofree char *name = g_strdup_printf ("coverage-%s-%s-%d.png", panel, album->style, album->width);
  YutuMapView     *map = album->window->is_leading ? yutu_leader_view_get_map (album->window->leader)
                                                   : album->window->map;

  gui_wait_ms (150);
  gui_wait (yutu_map_view_is_settled, map);
  window_save_picture (album->window, NULL, name);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (album->window)), ==, album->width);
}

static gboolean
is_shown (gpointer data)
{
  YutuCoverage       *coverage = YUTU_WINDOW (data)->coverage;
  const YutuThemeMap *map = yutu_coverage_get_map (coverage);

  return map != NULL &&
         g_strcmp0 (map->table->def->id, yutu_coverage_get_indicator (coverage)) == 0 &&
         map->table->scope == yutu_coverage_get_scope (coverage);
}

static void
show (YutuWindow *window,
      const char *indicator,
      int         level,
      YutuScope   scope)
{
  yutu_coverage_set_indicator (window->coverage, indicator);
  yutu_coverage_set_level (window->coverage, level);
  yutu_coverage_set_scope (window->coverage, scope);
  gui_wait (is_shown, window);
  gui_wait_ms (400);
}

static gint64
find_unit (YutuWindow *window,
           const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlace) place = yutu_file_find_place (yutu_session_get_file (window->session), name,
                                                      yutu_session_get_day (window->session), &error);

  g_assert_no_error (error);
  return yutu_place_get_id (place);
}

static void
take_all (int         width,
          int         height,
          const char *style)
{
  Album       album = { window_fixture_open (width, height), style, width };
  YutuWindow *window = album.window;

  g_action_group_activate_action (G_ACTION_GROUP (window), "workspace",
                                  g_variant_new_string ("coverage"));
  show (window, g_getenv ("INDICATOR") != NULL ? g_getenv ("INDICATOR") : "eco_point_cov", 4, YUTU_SCOPE_LEGAL);
  take (&album, "townships");
  yutu_coverage_set_unit (window->coverage, find_unit (window, "罗店镇"));
  take (&album, "chosen");
  show (window, g_getenv ("INDICATOR2") != NULL ? g_getenv ("INDICATOR2") : "meal_rate", 5, YUTU_SCOPE_MANAGED);
  take (&album, "villages");
  yutu_coverage_set_emphasis (window->coverage, 0);
  take (&album, "class");
  show (window, g_getenv ("INDICATOR") != NULL ? g_getenv ("INDICATOR") : "eco_point_cov", 4, YUTU_SCOPE_LEGAL);
  g_action_group_activate_action (G_ACTION_GROUP (window), "fullscreen", NULL);
  take (&album, "leader");
  show (window, g_getenv ("INDICATOR2") != NULL ? g_getenv ("INDICATOR2") : "meal_rate", 5, YUTU_SCOPE_MANAGED);
  take (&album, "leader-villages");
  g_action_group_activate_action (G_ACTION_GROUP (window), "fullscreen", NULL);
  window_fixture_close (window);
}

static void
test_pictures (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_LIGHT);
  take_all (1280, 800, "light");
  take_all (1920, 1080, "light");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  take_all (1280, 800, "dark");
  take_all (1920, 1080, "dark");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_large_letters (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int          dpi = 0;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  take_all (1920, 1080, "200");
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/coverage-pictures/light-and-dark", test_pictures);
  g_test_add_func ("/gui/coverage-pictures/large-letters", test_large_letters);
  return g_test_run ();
}
