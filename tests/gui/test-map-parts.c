/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The parts of the window that need no display: tile cache, motion, drawings, symbols of hits. */
#include "geo/yutu-measure.h"
#include "ui/yutu-map-motion.h"
#include "ui/yutu-map-tool.h"
#include "ui/yutu-search-row.h"
#include "ui/yutu-tile-cache.h"
#include "ui/yutu-words.h"

/* ---- cache ---- */

#define TILE_BYTES (16 * 16 * 4)

static void
put (YutuTileCache *cache,
     gint64         column,
     guint          epoch)
{
  YutuTileKey key = { 2.5, 1, column, 0 };

  yutu_tile_cache_put (cache, &key, epoch,
                       cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 16, 16));
}

static cairo_surface_t *
get (YutuTileCache *cache,
     gint64         column)
{
  YutuTileKey key = { 2.5, 1, column, 0 };

  return yutu_tile_cache_get (cache, &key);
}

static void
test_least_used_goes_first (void)
{
  g_autoptr (YutuTileCache) cache = yutu_tile_cache_new (4 * TILE_BYTES);

  for (int i = 0; i < 4; i++)
    put (cache, i, 1);
  g_assert_nonnull (get (cache, 0)); /* 1 is the one not used for longest now */
  put (cache, 4, 1);
  g_assert_cmpuint (yutu_tile_cache_get_bytes (cache), ==, 4 * TILE_BYTES);
  g_assert_null (get (cache, 1));
  g_assert_nonnull (get (cache, 0));
  g_assert_nonnull (get (cache, 4));
}

static void
test_successor_waits_until_it_is_shown (void)
{
  g_autoptr (YutuTileCache) cache = yutu_tile_cache_new (9 * TILE_BYTES);
  YutuTileKey      key = { 2.5, 1, 7, 0 };
  cairo_surface_t *old;

  put (cache, 7, 1);
  old = get (cache, 7);
  put (cache, 7, 2);
  g_assert_true (yutu_tile_cache_has (cache, &key, 2));
  g_assert_false (yutu_tile_cache_has (cache, &key, 1));
  g_assert_true (get (cache, 7) == old);
  g_assert_cmpuint (yutu_tile_cache_get_bytes (cache), ==, 2 * TILE_BYTES);
  yutu_tile_cache_promote (cache, &key);
  g_assert_true (get (cache, 7) != old);
  g_assert_cmpuint (yutu_tile_cache_get_bytes (cache), ==, TILE_BYTES);
}

/* Column 3 covers x from 3 to 4 tiles of 512 × 2.5 map units. */
static void
test_tiles_off_a_change_are_carried_over (void)
{
  g_autoptr (YutuTileCache) cache = yutu_tile_cache_new (99 * TILE_BYTES);
  const double unit = YUTU_TILE_PX * 2.5;

  for (int i = 0; i < 8; i++)
    put (cache, i, 1);
  put (cache, 8, 5);
  yutu_tile_cache_carry (cache, 1, 2, (YutuMapBox){ 3.5 * unit, -0.6 * unit, 3.6 * unit, -0.5 * unit },
                         20);
  for (int i = 0; i < 9; i++)
    {
      YutuTileKey key = { 2.5, 1, i, 0 };

      g_assert_cmpint (yutu_tile_cache_has (cache, &key, 2), ==, i != 3 && i != 8);
    }
  /* A line at a tile's rim is drawn in the next tile too. */
  yutu_tile_cache_carry (cache, 2, 3, (YutuMapBox){ 6.1 * unit, -0.6 * unit, 6.99 * unit, -0.5 * unit },
                         20);
  for (int i = 4; i < 8; i++)
    {
      YutuTileKey key = { 2.5, 1, i, 0 };

      g_assert_cmpint (yutu_tile_cache_has (cache, &key, 3), ==, i < 6);
    }
}

/* ---- motion ---- */

static void
test_zooming_motion_keeps_its_point (void)
{
  YutuView      from = { 4549, 460000, 3220000, 40, 1000, 700, 1 }, to = from, view;
  YutuMapMotion motion;
  double        x0, y0, x, y;

  yutu_view_from_screen (&from, 210, 555, &x0, &y0);
  yutu_view_zoom_about (&to, 4, 210, 555);
  yutu_map_motion_start (&motion, &from, &to, 1000);
  for (int ms = 0; ms < 180; ms += 15)
    {
      yutu_map_motion_step (&motion, 1000 + ms * 1000, &view);
      g_assert_true (motion.is_running);
      yutu_view_from_screen (&view, 210, 555, &x, &y);
      g_assert_cmpfloat_with_epsilon (x, x0, 1e-6);
      g_assert_cmpfloat_with_epsilon (y, y0, 1e-6);
    }
  yutu_map_motion_step (&motion, 1000 + 180000, &view);
  g_assert_false (motion.is_running);
  g_assert_cmpfloat (view.resolution, ==, to.resolution);
  g_assert_cmpfloat (view.center_x, ==, to.center_x);
}

static void
test_a_throw_slows_down_and_ends (void)
{
  YutuView      from = { 4549, 460000, 3220000, 4, 1000, 700, 1 }, view = from;
  YutuMapMotion motion;
  double        last_step = G_MAXDOUBLE, last_x = from.center_x;

  yutu_view_align (&from);
  g_assert_false (yutu_map_motion_throw (&motion, &from, 30, 40, 0));
  g_assert_true (yutu_map_motion_throw (&motion, &from, -1200, 0, 0));
  for (int ms = 50; motion.is_running; ms += 50)
    {
      double step;

      g_assert_cmpint (ms, <, 5000);
      yutu_map_motion_step (&motion, ms * 1000, &view);
      step = view.center_x - last_x;
      g_assert_cmpfloat (step, >=, 0);
      g_assert_cmpfloat (step, <=, last_step + 4);
      last_step = step;
      last_x = view.center_x;
    }
  g_assert_cmpfloat_with_epsilon (view.center_x - from.center_x, 1200 / 4.0 * 4, 4);
  g_assert_cmpfloat_with_epsilon (view.center_y, from.center_y, 2);
}

/* ---- drawings ---- */

static YutuMapDrawing *
draw (YutuMapTool         tool,
      const YutuMapPoint *points,
      gsize               n)
{
  YutuMapDrawing *drawing = yutu_map_drawing_new (tool, 4549, points[0].x, points[0].y);

  for (gsize i = 1; i < n; i++)
    yutu_map_drawing_move (drawing, points[i].x, points[i].y, 10);
  return drawing;
}

/* Drawn either way round, the shell is counter-clockwise and as large. */
static void
test_shapes_are_shells (void)
{
  const YutuMapPoint points[2][4] = {
    { { 460000, 3220000 }, { 461000, 3220000 }, { 461000, 3221000 }, { 460000, 3221000 } },
    { { 460000, 3220000 }, { 460000, 3221000 }, { 461000, 3221000 }, { 461000, 3220000 } },
  };

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (YutuMapDrawing) drawing = draw (YUTU_MAP_TOOL_LASSO, points[i], 4);
      g_autoptr (YutuPlace) place = yutu_map_drawing_make_place (drawing);
      const YutuShape *shape = yutu_place_get_shape (place);
      double           sum = 0;

      for (gsize k = 0; k < shape->n_points; k++)
        {
          YutuPoint a = shape->points[k], b = shape->points[(k + 1) % shape->n_points];

          sum += (double)(a.x - shape->box.min_x) * (double)(b.y - shape->box.min_y) -
                 (double)(b.x - shape->box.min_x) * (double)(a.y - shape->box.min_y);
        }
      g_assert_cmpfloat (sum, >, 0);
      /* A square kilometre of the plane; its scale differs from the ground's by some 10⁻⁵ here. */
      g_assert_cmpfloat_with_epsilon (yutu_measure_area_m2 (shape), 1e6, 200);
    }
}

static void
test_words (void)
{
  static const struct
  {
    YutuMapTool tool;
    double      dx;
    double      dy;
    const char *words;
  } cases[] = {
    { YUTU_MAP_TOOL_CIRCLE, 800, 0, "Radius 800 m" },
    { YUTU_MAP_TOOL_CIRCLE, 0, 2500, "Radius 2.50 km" },
    { YUTU_MAP_TOOL_BOX, 100, 100, "10000 m² (15.0 mu)" },
    { YUTU_MAP_TOOL_BOX, 1000, 3000, "3.00 km² (4500 mu)" },
    { YUTU_MAP_TOOL_BOX, 0, 3000, "0 m² (0.0 mu)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* On the meridian of the plane, where its scale is that of the ground. */
      const YutuMapPoint points[] = { { 500000 - cases[i].dx / 2, 3220000 },
                                      { 500000 + cases[i].dx / 2, 3220000 + cases[i].dy } };
      g_autoptr (YutuMapDrawing) drawing = draw (cases[i].tool, points, 2);
      g_autofree char *words = yutu_map_drawing_dup_words (drawing);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* The texts may be Chinese while the locale is C: its numbers are grouped all the same. */
static void
test_numbers_are_grouped (void)
{
  static const struct
  {
    gint64      count;
    const char *text;
  } counts[] = { { 0, "0" }, { 999, "999" }, { 1000, "1,000" }, { 193241, "193,241" }, { -123456, "-123,456" }, { 1234567890, "1,234,567,890" } };
  g_autofree char *real = yutu_words_real (2086860.25, 1);
  g_autofree char *whole = yutu_words_real (2086860, 2);
  g_autofree char *area = yutu_words_area (128827333.4);

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      g_autofree char *text = yutu_words_count (counts[i].count);

      g_assert_cmpstr (text, ==, counts[i].text);
    }
  g_assert_cmpstr (real, ==, "2,086,860.2");
  g_assert_cmpstr (whole, ==, "2,086,860");
  g_assert_cmpstr (area, ==, "128.83 km² (193,241 mu)");
}

static void
test_nothing_drawn_is_no_place (void)
{
  const YutuMapTool  tools[] = { YUTU_MAP_TOOL_BOX, YUTU_MAP_TOOL_LASSO, YUTU_MAP_TOOL_CIRCLE };
  const YutuMapPoint points[] = { { 460000, 3220000 }, { 460000, 3220000 } };

  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      g_autoptr (YutuMapDrawing) drawing = draw (tools[i], points, 2);

      g_assert_null (yutu_map_drawing_make_place (drawing));
    }
}

/* ---- hits ---- */

static void
test_facilities_have_the_symbol_of_their_register (void)
{
  g_autoptr (GError) error = NULL;
  YutuModules        *modules = yutu_modules_load (&error);
  YutuSearchHit       hit = { .kind = YUTU_SEARCH_FACILITY, .facility_kind = (char *)"elderly.care-home" };
  const YutuRegister *reg = yutu_modules_find_register (modules, hit.facility_kind, NULL);

  g_assert_no_error (error);
  g_assert_nonnull (reg);
  g_assert_cmpstr (yutu_search_row_symbol_of (modules, &hit), ==, reg->symbol);
  g_assert_cmpstr (yutu_search_row_symbol_of (modules, &hit), !=, "office");
  hit.facility_kind = (char *)"of-no.register";
  g_assert_cmpstr (yutu_search_row_symbol_of (modules, &hit), ==, "office");
  yutu_modules_unref (modules);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gui/tiles/least-used-goes-first", test_least_used_goes_first);
  g_test_add_func ("/gui/tiles/successor-waits-until-it-is-shown",
                   test_successor_waits_until_it_is_shown);
  g_test_add_func ("/gui/tiles/those-off-a-change-are-carried-over",
                   test_tiles_off_a_change_are_carried_over);
  g_test_add_func ("/gui/motion/zooming-keeps-its-point", test_zooming_motion_keeps_its_point);
  g_test_add_func ("/gui/motion/a-throw-slows-down-and-ends", test_a_throw_slows_down_and_ends);
  g_test_add_func ("/gui/drawing/shapes-are-shells", test_shapes_are_shells);
  g_test_add_func ("/gui/drawing/words", test_words);
  g_test_add_func ("/gui/words/numbers-are-grouped", test_numbers_are_grouped);
  g_test_add_func ("/gui/drawing/nothing-drawn-is-no-place", test_nothing_drawn_is_no_place);
  g_test_add_func ("/gui/hits/facilities-have-the-symbol-of-their-register",
                   test_facilities_have_the_symbol_of_their_register);
  return g_test_run ();
}
