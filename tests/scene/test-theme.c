/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Theme maps of the invented county: every village of a colour of its own, every fifth without one,
 * every seventh let through to the ground. */
#include "scene/yutu-layers-private.h"
#include "scene/yutu-style-private.h"
#include "scene/yutu-theme-private.h"
#include "synthetic-county.h"

#define N_VILLAGES 600

typedef struct
{
  SyntheticCounty *county;
  YutuSceneSpec    spec;
  gint64           units[N_VILLAGES];
  YutuColor        colors[N_VILLAGES];
  YutuTheme        theme;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  SyntheticSpec spec = { 4549, 30, 20, 5, 0, TRUE, 4 };

  fixture->county = synthetic_county_new (&spec);
  fixture->theme = (YutuTheme){ 5, 0, fixture->units, fixture->colors };
  for (int v = 0; v < N_VILLAGES; v++)
    if (v % 5 != 0)
      {
        gsize n = fixture->theme.n_units++;

        fixture->units[n] = SYNTHETIC_VILLAGE_ID (v);
        fixture->colors[n] = (YutuColor){ v % 16 / 15.0, v / 16 % 16 / 15.0, v / 256 / 15.0,
                                          v % 7 == 0 ? 0 : 1 };
      }
  fixture->spec = fixture->county->spec;
  fixture->spec.theme = &fixture->theme;
  fixture->spec.lines = NULL;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  synthetic_county_free (fixture->county);
}

static YutuView
make_view (Fixture *fixture, int width, int height, int scale)
{
  YutuView view = { 4549, 0, 0, 1, width, height, scale };

  yutu_view_fit (&view, yutu_division_layer_get_box (fixture->spec.divisions), 10);
  synthetic_snap_view (&view);
  return view;
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  cairo_surface_flush (surface);
  return ((const guint32 *)(gconstpointer)(cairo_image_surface_get_data (surface) +
                                           y * cairo_image_surface_get_stride (surface)))[x];
}

static guint32
to_pixel (YutuColor color)
{
  return 0xff000000u | (guint32)lround (color.red * 255) << 16 |
         (guint32)lround (color.green * 255) << 8 | (guint32)lround (color.blue * 255);
}

/* What the middle of a village ought to be; 0: hatched. */
static guint32
get_wanted (Fixture *fixture, int village)
{
  const YutuStyle *style = fixture->spec.style;

  if (village % 5 == 0)
    return 0;
  if (village % 7 == 0)
    return to_pixel (style->colors[YUTU_COLOR_GROUND]);
  return to_pixel ((YutuColor){ village % 16 / 15.0, village / 16 % 16 / 15.0, village / 256 / 15.0, 1 });
}

/* The invented county folds over itself in some of its corners: there two villages want a pixel. */
static gboolean
is_of_one (Fixture *fixture, int village, YutuMapPoint point)
{
  const YutuDivisionLayer *layer = fixture->spec.divisions;

  for (int v = 0; v < N_VILLAGES; v++)
    {
      int unit = yutu_division_layer_find (layer, SYNTHETIC_VILLAGE_ID (v));

      if (unit >= 0 && yutu_division_layer_contains (layer, unit, point) != (v == village))
        return FALSE;
    }
  return TRUE;
}

static gboolean
get_middle (Fixture *fixture, const YutuView *view, int village, int *x, int *y)
{
  YutuMapPoint p;
  double       px, py;

  if (!yutu_division_layer_get_label_point (fixture->spec.divisions,
                                            SYNTHETIC_VILLAGE_ID (village), &p) ||
      !is_of_one (fixture, village, p))
    return FALSE;
  yutu_view_to_screen (view, p.x, p.y, &px, &py);
  *x = (int)px;
  *y = (int)py;
  return *x > 4 && *y > 4 && *x < view->width - 4 && *y < view->height - 4;
}

/* Hatching shows the ground and its strokes, and nothing of a colour. */
static gboolean
is_hatched (Fixture *fixture, cairo_surface_t *surface, int x, int y)
{
  guint32  ground = to_pixel (fixture->spec.style->colors[YUTU_COLOR_GROUND]);
  gboolean has_ground = FALSE, has_stroke = FALSE;

  for (int i = -4; i <= 4; i++)
    {
      guint32 pixel = get_pixel (surface, x + i, y);

      has_ground = has_ground || pixel == ground;
      has_stroke = has_stroke || pixel != ground;
    }
  return has_ground && has_stroke;
}

static void
check_colors (Fixture *fixture, gboolean on_paper)
{
  YutuView view = make_view (fixture, 1800, 1300, 1);
  g_autoptr (YutuScene) scene = yutu_scene_new (&fixture->spec);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1801, 1301);
  cairo_t         *cr = cairo_create (surface);
  int              n = 0, right = 0, x = 0, y = 0;

  if (on_paper)
    cairo_translate (cr, 1, 1); /* the raster takes only pictures that begin at the corner */
  yutu_scene_paint_base (scene, cr, &view);
  cairo_destroy (cr);
  for (int v = 0; v < N_VILLAGES; v++)
    if (get_middle (fixture, &view, v, &x, &y))
      {
        guint32 wanted = get_wanted (fixture, v);

        n++;
        right += wanted == 0 ? is_hatched (fixture, surface, x + on_paper, y + on_paper)
                             : get_pixel (surface, x + on_paper, y + on_paper) == wanted;
      }
  cairo_surface_destroy (surface);
  g_assert_cmpint (n, >=, 540);
  g_assert_cmpint (right, ==, n);
}

static void
test_each_unit_has_its_colour (Fixture *fixture, gconstpointer data)
{
  check_colors (fixture, FALSE);
}

static void
test_paper_has_the_same_colours (Fixture *fixture, gconstpointer data)
{
  check_colors (fixture, TRUE);
}

/* A township's theme colours all of its villages, and draws no line between them. */
static void
test_upper_units_are_whole (Fixture *fixture, gconstpointer data)
{
  YutuView view = make_view (fixture, 1800, 1300, 1);
  gint64   township = SYNTHETIC_TOWNSHIP_ID (3);
  int      n = 0, x = 0, y = 0;

  fixture->theme = (YutuTheme){ 4, 1, &township, fixture->colors };
  fixture->colors[0] = (YutuColor){ 0.2, 0.4, 0.6, 1 };
  g_autoptr (YutuScene) scene = yutu_scene_new (&fixture->spec);
  cairo_surface_t *surface = yutu_scene_paint_tile (scene, &view);

  for (int v = 0; v < N_VILLAGES; v++)
    if (get_middle (fixture, &view, v, &x, &y))
      {
        const YutuDivisionLayer *layer = fixture->spec.divisions;
        int                      unit = yutu_division_layer_find (layer, SYNTHETIC_VILLAGE_ID (v));

        if (YUTU_LAYER_UNIT (layer, YUTU_LAYER_UNIT (layer, unit)->parent)->id == township)
          {
            g_assert_cmphex (get_pixel (surface, x, y), ==, to_pixel (fixture->colors[0]));
            n++;
          }
        else
          g_assert_true (is_hatched (fixture, surface, x, y));
      }
  g_assert_cmpint (n, >, 5);
  cairo_surface_destroy (surface);
}

/* Colours to the bit; hatching goes through cairo's clip, alike but for some steps on smoothed edges. */
static void
test_tiles_join (Fixture *fixture, gconstpointer data)
{
  YutuView view = make_view (fixture, 640, 480, 2);
  g_autoptr (YutuScene) scene = yutu_scene_new (&fixture->spec);
  cairo_surface_t *whole = yutu_scene_paint_tile (scene, &view);
  double           left = view.center_x / view.resolution - view.width / 2.0;
  double           top = -view.center_y / view.resolution - view.height / 2.0;
  guint            differ = 0;
  gint64           c0, r0, c1, r1;

  yutu_view_get_tiles (&view, 256, &c0, &r0, &c1, &r1);
  for (gint64 row = r0; row <= r1; row++)
    for (gint64 column = c0; column <= c1; column++)
      {
        YutuView         tile_view = yutu_view_for_tile (&view, 256, column, row);
        cairo_surface_t *tile = yutu_scene_paint_tile (scene, &tile_view);
        int              dx = (int)lround ((double)column * 256 - left) * 2;
        int              dy = (int)lround ((double)row * 256 - top) * 2;

        for (int y = 0; y < 512; y++)
          for (int x = 0; x < 512; x++)
            if (x + dx >= 0 && y + dy >= 0 && x + dx < view.width * 2 && y + dy < view.height * 2)
              {
                guint32 a = get_pixel (tile, x, y), b = get_pixel (whole, x + dx, y + dy);

                for (int shift = 0; shift < 24; shift += 8)
                  g_assert_cmpint (ABS ((int)(a >> shift & 255) - (int)(b >> shift & 255)), <=, 10);
                differ += a != b;
              }
        cairo_surface_destroy (tile);
      }
  g_assert_cmpuint (differ, <=, (guint)(view.width * view.height * 4) / 100);
  cairo_surface_destroy (whole);
}

static void
test_equal_themes (void)
{
  const gint64    units[] = { 4, 5 }, others[] = { 4, 6 };
  const YutuColor colors[] = { { 0, 0, 0, 1 }, { 1, 0, 0, 1 } }, fades[] = { { 0, 0, 0, 1 }, { 1, 0, 0, 0.5 } };
  const YutuTheme theme = { 5, 2, units, colors };
  const YutuTheme unlike[] = {
    { 4, 2, units, colors }, { 5, 1, units, colors }, { 5, 2, others, colors }, { 5, 2, units, fades }
  };
  g_autoptr (YutuTheme) copy = yutu_theme_copy (&theme);

  g_assert_true (yutu_theme_equal (&theme, copy));
  g_assert_true (yutu_theme_equal (NULL, NULL));
  g_assert_false (yutu_theme_equal (&theme, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (unlike); i++)
    g_assert_false (yutu_theme_equal (&theme, &unlike[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)
  ADD ("/scene/theme/each-unit-has-its-colour", test_each_unit_has_its_colour);
  ADD ("/scene/theme/paper-has-the-same-colours", test_paper_has_the_same_colours);
  ADD ("/scene/theme/upper-units-are-whole", test_upper_units_are_whole);
  ADD ("/scene/theme/tiles-join", test_tiles_join);
  g_test_add_func ("/scene/theme/equal", test_equal_themes);
  return g_test_run ();
}
