/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The map widget as a theme map of an invented county, under a real pointer. */
#include "../scene/synthetic-county.h"
#include "gui-support.h"
#include "ui/yutu-map-view-private.h"

#define WIDTH       900
#define HEIGHT      600
#define N_TOWNSHIPS 20

typedef struct
{
  SyntheticCounty *county;
  YutuMapView     *map;
  GtkWindow       *window;
  gint64           units[N_TOWNSHIPS];
  YutuColor        colors[N_TOWNSHIPS];
  gint64           pointed;
  guint            n_pointed;
} Fixture;

static gboolean
is_settled (gpointer data)
{
  return yutu_map_view_is_settled (data);
}

static void
pointed_cb (YutuMapView *map,
            gint64       unit,
            Fixture     *fixture)
{
  fixture->pointed = unit;
  fixture->n_pointed++;
  yutu_map_view_set_pointer_words (map, unit != 0 ? "a unit" : NULL, "72.5 %");
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  SyntheticSpec spec = { 4549, 20, 14, 5, 0, TRUE, 7 };

  fixture->county = synthetic_county_new (&spec);
  fixture->map = YUTU_MAP_VIEW (yutu_map_view_new ());
  g_signal_connect (fixture->map, "pointed", G_CALLBACK (pointed_cb), fixture);
  yutu_map_view_set_content (fixture->map, &fixture->county->spec, 4549,
                             yutu_division_layer_get_box (fixture->county->spec.divisions));
  gui_xdotool ("mousemove 1270 790");
  fixture->window = gui_show (GTK_WIDGET (fixture->map), WIDTH, HEIGHT);
  gui_wait (is_settled, fixture->map);
  for (int t = 0; t < N_TOWNSHIPS; t++)
    fixture->units[t] = SYNTHETIC_TOWNSHIP_ID (t);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gui_close (fixture->window, GTK_WIDGET (fixture->map));
  synthetic_county_free (fixture->county);
}

static void
set_theme (Fixture *fixture,
           double   red)
{
  YutuTheme theme = { 4, N_TOWNSHIPS, fixture->units, fixture->colors };

  for (int t = 0; t < N_TOWNSHIPS; t++)
    fixture->colors[t] = (YutuColor){ red, t / 255.0, 0.2, 1 };
  yutu_map_view_set_theme (fixture->map, &theme);
}

/* Where a township's name stands, on the screen. */
static void
get_middle (Fixture *fixture,
            int      township,
            int     *x,
            int     *y)
{
  YutuMapPoint point;
  YutuView     view;
  double       px, py;

  yutu_map_view_get_view (fixture->map, &view);
  g_assert_true (yutu_division_layer_get_label_point (fixture->county->spec.divisions,
                                                      SYNTHETIC_TOWNSHIP_ID (township), &point));
  yutu_view_to_screen (&view, point.x, point.y, &px, &py);
  *x = (int)px;
  *y = (int)py;
}

/* How many pixels of the picture are of the theme's red and blue. */
static guint
count_red (Fixture *fixture,
           guint    red)
{
  cairo_surface_t *picture = gui_picture (GTK_WIDGET (fixture->map));
  int              stride = cairo_image_surface_get_stride (picture);
  const guint8    *data;
  guint            n = 0;

  cairo_surface_flush (picture);
  data = cairo_image_surface_get_data (picture);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        const guint8 *pixel = data + y * stride + 4 * x;

        n += pixel[2] == red && pixel[0] == 51;
      }
  cairo_surface_destroy (picture);
  return n;
}

static void
test_theme_comes_and_goes (Fixture      *fixture,
                           gconstpointer data)
{
  set_theme (fixture, 0.6);
  gui_wait (is_settled, fixture->map);
  g_assert_cmpuint (count_red (fixture, 153), >, 80000);
  gui_save_picture (GTK_WIDGET (fixture->map), "map-theme.png");
  yutu_map_view_set_theme (fixture->map, NULL);
  gui_wait (is_settled, fixture->map);
  g_assert_cmpuint (count_red (fixture, 153), ==, 0);
}

/* Whoever steps quickly sees the last, whole. */
static void
test_only_the_newest_is_shown (Fixture      *fixture,
                               gconstpointer data)
{
  for (int i = 1; i <= 30; i++)
    set_theme (fixture, i / 255.0);
  gui_wait (is_settled, fixture->map);
  g_assert_cmpuint (count_red (fixture, 30), >, 80000);
  for (guint i = 1; i < 30; i++)
    g_assert_cmpuint (count_red (fixture, i), <, 50); /* smoothed edges may be like another */
}

static gboolean
is_pointed (gpointer data)
{
  const Fixture *fixture = data;

  return fixture->pointed == SYNTHETIC_TOWNSHIP_ID (5);
}

static gboolean
is_pointed_at_nothing (gpointer data)
{
  return ((const Fixture *)data)->pointed == 0;
}

/* The villages bear names at this zoom, and yet a township is meant. */
static void
test_pointer_means_the_theme_s_level (Fixture      *fixture,
                                      gconstpointer data)
{
  YutuView view;
  int      x = 0, y = 0;

  set_theme (fixture, 0.6);
  yutu_map_view_get_view (fixture->map, &view);
  get_middle (fixture, 5, &x, &y);
  for (int i = 0; i < 6; i++)
    gui_xdotool_printf ("mousemove %d %d click 4", x, y);
  gui_wait (is_settled, fixture->map);
  gui_xdotool ("mousemove 1270 790");
  gui_wait (is_pointed_at_nothing, fixture);
  get_middle (fixture, 5, &x, &y);
  gui_xdotool_printf ("mousemove %d %d", x + 20, y + 30);
  gui_wait (is_pointed, fixture);
  gui_save_picture (GTK_WIDGET (fixture->map), "map-theme-pointer.png");
  gui_xdotool ("mousemove 1270 790");
  gui_wait (is_pointed_at_nothing, fixture);
}

static gboolean
has_township (gpointer data)
{
  YutuPlace *place = yutu_map_view_get_place (data);

  return place != NULL && yutu_place_get_kind (place) == YUTU_PLACE_UNIT &&
         yutu_place_get_id (place) == SYNTHETIC_TOWNSHIP_ID (7);
}

static void
test_click_chooses_the_theme_s_level (Fixture      *fixture,
                                      gconstpointer data)
{
  int x = 0, y = 0;

  set_theme (fixture, 0.6);
  gui_wait (is_settled, fixture->map);
  get_middle (fixture, 7, &x, &y);
  gui_xdotool_printf ("mousemove %d %d click 1", x + 12, y + 12);
  gui_wait (has_township, fixture->map);
  gui_wait (is_settled, fixture->map);
  g_assert_cmpuint (count_red (fixture, 153), >, 80000); /* nothing is dimmed */
}

/* A list points, without a pointer over the map. */
static void
test_list_points (Fixture      *fixture,
                  gconstpointer data)
{
  set_theme (fixture, 0.6);
  gui_wait (is_settled, fixture->map);
  yutu_map_view_point_at_unit (fixture->map, SYNTHETIC_TOWNSHIP_ID (5));
  g_assert_true (is_pointed (fixture));
  g_assert_cmpuint (fixture->n_pointed, ==, 1);
  yutu_map_view_point_at_unit (fixture->map, SYNTHETIC_TOWNSHIP_ID (5));
  g_assert_cmpuint (fixture->n_pointed, ==, 1);
  yutu_map_view_point_at_unit (fixture->map, 0);
  g_assert_true (is_pointed_at_nothing (fixture));
}

int
main (int    argc,
      char **argv)
{
  gui_init (&argc, &argv);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/gui/map-theme/comes-and-goes", test_theme_comes_and_goes);
  ADD ("/gui/map-theme/only-the-newest-is-shown", test_only_the_newest_is_shown);
  ADD ("/gui/map-theme/pointer-means-the-theme-s-level", test_pointer_means_the_theme_s_level);
  ADD ("/gui/map-theme/click-chooses-the-theme-s-level", test_click_chooses_the_theme_s_level);
  ADD ("/gui/map-theme/list-points", test_list_points);
  return g_test_run ();
}
