/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The map widget, driven by a real pointer and keyboard, on an invented county. */
#include <adwaita.h>

#include "../scene/synthetic-county.h"
#include "gui-support.h"
#include "ui/yutu-map-hand.h"
#include "ui/yutu-map-view-private.h"

#define WIDTH  900
#define HEIGHT 600

typedef struct
{
  SyntheticCounty *county;
  GtkWidget       *widget;
  YutuMapView     *map;
  GtkWindow       *window;
} Fixture;

static gboolean
is_settled (gpointer data)
{
  return yutu_map_view_is_settled (data);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  SyntheticSpec spec = { 4549, 20, 14, 5, 2000, TRUE, 7 };

  fixture->county = synthetic_county_new (&spec);
  fixture->widget = yutu_map_view_new ();
  fixture->map = YUTU_MAP_VIEW (fixture->widget);
  yutu_map_view_set_content (fixture->map, &fixture->county->spec, 4549,
                             yutu_division_layer_get_box (fixture->county->spec.divisions));
  gui_xdotool ("mousemove 1270 790");
  fixture->window = gui_show (fixture->widget, WIDTH, HEIGHT);
  gui_wait (is_settled, fixture->map);
  g_assert_cmpint (gtk_widget_get_width (fixture->widget), ==, WIDTH);
  g_assert_cmpint (gtk_widget_get_height (fixture->widget), ==, HEIGHT);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gui_close (fixture->window, fixture->widget);
  synthetic_county_free (fixture->county);
}

static void
get_point (Fixture *fixture,
           double   x,
           double   y,
           double  *map_x,
           double  *map_y)
{
  YutuView view;

  yutu_map_view_get_view (fixture->map, &view);
  yutu_view_from_screen (&view, x, y, map_x, map_y);
}

/* ---- view ---- */

static void
test_everything_is_seen_at_first (Fixture      *fixture,
                                  gconstpointer data)
{
  YutuView   view;
  YutuMapBox seen, all = yutu_division_layer_get_box (fixture->county->spec.divisions);

  yutu_map_view_get_view (fixture->map, &view);
  seen = yutu_view_get_box (&view);
  g_assert_true (seen.min_x < all.min_x && seen.max_x > all.max_x);
  g_assert_true (seen.min_y < all.min_y && seen.max_y > all.max_y);
  g_assert_cmpint (view.scale, ==, gtk_widget_get_scale_factor (fixture->widget));
  gui_save_picture (fixture->widget, "map-view-county.png");
}

static void
test_wheel_keeps_the_point_under_the_pointer (Fixture      *fixture,
                                              gconstpointer data)
{
  YutuView view;
  double   x0, y0, x1, y1, resolution;

  yutu_map_view_get_view (fixture->map, &view);
  resolution = view.resolution;
  get_point (fixture, 300, 200, &x0, &y0);
  gui_xdotool ("mousemove 300 200 click 4 click 4 click 4");
  gui_wait (is_settled, fixture->map);
  yutu_map_view_get_view (fixture->map, &view);
  get_point (fixture, 300, 200, &x1, &y1);
  g_assert_cmpfloat (view.resolution, <, resolution / 2);
  /* Each step ends on whole pixels: three times at most half a pixel of its own size. */
  g_assert_cmpfloat (fabs (x1 - x0), <=, 1.5 * resolution);
  g_assert_cmpfloat (fabs (y1 - y0), <=, 1.5 * resolution);
  gui_save_picture (fixture->widget, "map-view-near.png");
}

static void
test_drag_moves_by_its_pixels (Fixture      *fixture,
                               gconstpointer data)
{
  YutuView view;
  double   x0, y0, x1, y1;

  get_point (fixture, 400, 300, &x0, &y0);
  gui_xdotool ("mousemove 400 300 mousedown 1 mousemove 420 310 mousemove 517 263 "
               "sleep 0.2 mouseup 1");
  gui_wait (is_settled, fixture->map);
  get_point (fixture, 517, 263, &x1, &y1);
  yutu_map_view_get_view (fixture->map, &view);
  g_assert_cmpfloat_with_epsilon (x0, x1, 1e-3 * view.resolution);
  g_assert_cmpfloat_with_epsilon (y0, y1, 1e-3 * view.resolution);
  g_assert_null (yutu_map_view_get_place (fixture->map)); /* no click came of it */
}

static void
test_double_click_zooms_in (Fixture      *fixture,
                            gconstpointer data)
{
  double before, after;

  g_object_get (fixture->map, "zoom", &before, NULL);
  gui_xdotool ("mousemove 450 300 click --repeat 2 --delay 40 1");
  gui_wait (is_settled, fixture->map);
  g_object_get (fixture->map, "zoom", &after, NULL);
  g_assert_cmpfloat (after, >, before + 0.4);
  g_assert_cmpfloat (after, <=, before + 1.01);
}

static void
test_keys_move_and_zoom (Fixture      *fixture,
                         gconstpointer data)
{
  YutuView before, after;
  double   zoom;

  yutu_map_view_get_view (fixture->map, &before);
  gui_xdotool ("key Right");
  gui_wait (is_settled, fixture->map);
  yutu_map_view_get_view (fixture->map, &after);
  g_assert_cmpfloat_with_epsilon (after.center_x - before.center_x, 96 * before.resolution, 1e-3);
  g_assert_cmpfloat_with_epsilon (after.center_y, before.center_y, 1e-6);
  gui_xdotool ("key plus key plus");
  gui_wait (is_settled, fixture->map);
  g_object_get (fixture->map, "zoom", &zoom, NULL);
  g_assert_cmpfloat (zoom, >, yutu_view_get_zoom (&before));
  g_assert_cmpfloat_with_epsilon (fmod (zoom * 2, 1), 0, 1e-9);
  gui_xdotool ("key minus key Home");
  gui_wait (is_settled, fixture->map);
  yutu_map_view_get_view (fixture->map, &after);
  g_assert_cmpfloat (after.resolution, ==, before.resolution);
  g_assert_cmpfloat (after.center_x, ==, before.center_x);
}

static void
test_box_without_extent_gets_street_zoom (Fixture      *fixture,
                                          gconstpointer data)
{
  YutuPoint point = yutu_point_from_degrees (119.55, 29.0);
  YutuView  view;
  double    x, y;

  yutu_map_view_show_box (fixture->map, (YutuBox){ point.x, point.y, point.x, point.y });
  gui_wait (is_settled, fixture->map);
  yutu_map_view_get_view (fixture->map, &view);
  g_assert_cmpfloat_with_epsilon (yutu_view_get_zoom (&view), 17, 0.01);
  get_point (fixture, WIDTH / 2.0, HEIGHT / 2.0, &x, &y);
  g_assert_cmpfloat_with_epsilon (x, yutu_projection_forward (4549, point).x, view.resolution);
  gui_save_picture (fixture->widget, "map-view-street.png");
}

static void
test_a_view_set_before_showing_is_kept (void)
{
  SyntheticSpec    spec = { 4549, 8, 6, 3, 0, TRUE, 3 };
  SyntheticCounty *county = synthetic_county_new (&spec);
  YutuMapBox       box = yutu_division_layer_get_box (county->spec.divisions);
  GtkWidget       *widget = yutu_map_view_new ();
  double           x = (box.min_x * 3 + box.max_x) / 4, y = (box.min_y + box.max_y * 3) / 4;
  GtkWindow       *window;
  YutuView         view;

  yutu_map_view_set_content (YUTU_MAP_VIEW (widget), &county->spec, 4549, box);
  yutu_map_view_set_view (YUTU_MAP_VIEW (widget), x, y, 12.5);
  window = gui_show (widget, 500, 400);
  gui_wait (is_settled, widget);
  yutu_map_view_get_view (YUTU_MAP_VIEW (widget), &view);
  g_assert_cmpfloat (view.resolution, ==, 12.5);
  g_assert_cmpfloat_with_epsilon (view.center_x, x, 12.5);
  g_assert_cmpfloat_with_epsilon (view.center_y, y, 12.5);
  gui_close (window, widget);
  synthetic_county_free (county);
}

/* ---- choosing ---- */

static gboolean
has_place (gpointer data)
{
  return yutu_map_view_get_place (data) != NULL;
}

static void
click_village (Fixture *fixture,
               int      village)
{
  YutuMapPoint point;
  YutuView     view;
  double       x, y;

  g_assert_true (yutu_division_layer_get_label_point (fixture->county->spec.divisions,
                                                      SYNTHETIC_VILLAGE_ID (village), &point));
  yutu_map_view_get_view (fixture->map, &view);
  yutu_view_to_screen (&view, point.x, point.y, &x, &y);
  gui_xdotool_printf ("mousemove %d %d click 1", (int)x, (int)y);
  gui_wait (has_place, fixture->map);
}

static void
test_click_chooses_and_tab_steps (Fixture      *fixture,
                                  gconstpointer data)
{
  guint          n;
  const YutuHit *hit;

  click_village (fixture, 20 * 7 + 10);
  n = yutu_map_view_get_n_hits (fixture->map);
  g_assert_cmpuint (n, >=, 3); /* village, township, county */
  hit = yutu_map_view_get_hit (fixture->map);
  gui_save_picture (fixture->widget, "map-view-chosen.png");
  g_assert_cmpint (yutu_place_get_id (yutu_map_view_get_place (fixture->map)), ==, hit->id);
  for (guint i = 1; i < n; i++)
    {
      gui_xdotool ("key Tab");
      hit = yutu_map_view_get_hit (fixture->map);
      g_assert_true (hit == &g_array_index (fixture->map->hits, YutuHit, i));
      g_assert_cmpint (yutu_place_get_id (yutu_map_view_get_place (fixture->map)), ==, hit->id);
    }
  g_assert_cmpint (hit->id, ==, SYNTHETIC_COUNTY_ID);
  gui_xdotool ("key n");
  g_assert_true (yutu_map_view_get_hit (fixture->map) ==
                 &g_array_index (fixture->map->hits, YutuHit, 0));
}

static gboolean
is_second_hit (gpointer data)
{
  return yutu_map_view_get_hit (data) == &g_array_index (YUTU_MAP_VIEW (data)->hits, YutuHit, 1);
}

static void
test_a_repeated_click_steps (Fixture      *fixture,
                             gconstpointer data)
{
  click_village (fixture, 20 * 5 + 4);
  gui_wait_ms (600); /* no double click */
  gui_xdotool ("click 1");
  gui_wait (is_second_hit, fixture->map);
  g_assert_cmpint (yutu_place_get_id (yutu_map_view_get_place (fixture->map)), ==,
                   yutu_map_view_get_hit (fixture->map)->id);
}

static void
test_keyboard_alone_chooses (Fixture      *fixture,
                             gconstpointer data)
{
  YutuView     view;
  YutuMapPoint middle;
  gint64       township;

  gui_xdotool ("key Left key Up");
  gui_wait (is_settled, fixture->map);
  gui_save_picture (fixture->widget, "map-view-keyboard.png");
  gui_xdotool ("key Return");
  gui_wait (has_place, fixture->map);
  yutu_map_view_get_view (fixture->map, &view);
  middle = (YutuMapPoint){ view.center_x, view.center_y };
  township =
    yutu_division_layer_locate (fixture->county->spec.divisions, YUTU_LEVEL_TOWNSHIP, middle);
  for (guint i = 0; i < yutu_map_view_get_n_hits (fixture->map); i++)
    if (g_array_index (fixture->map->hits, YutuHit, i).id == township)
      return;
  g_test_fail_printf ("the township in the middle is not among the hits");
}

/* What was drawn last; nothing is drawn for it. */
static guint32
get_rim_pixel (GdkPaintable *map)
{
  g_autoptr (GdkPaintable) image = gdk_paintable_get_current_image (map);
  GtkSnapshot     *snapshot = gtk_snapshot_new ();
  GskRenderNode   *node = NULL;
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t         *cr = cairo_create (picture);
  guint32          pixel = 0;

  gdk_paintable_snapshot (image, snapshot, WIDTH, HEIGHT);
  node = gtk_snapshot_free_to_node (snapshot);
  g_assert_nonnull (node);
  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_flush (picture);
  pixel = ((const guint32 *)(gconstpointer)(cairo_image_surface_get_data (picture) +
                                            HEIGHT / 2 * cairo_image_surface_get_stride (picture)))[3];
  cairo_surface_destroy (picture);
  return pixel;
}

typedef struct
{
  GdkPaintable *map;
  guint32       pixel;
} Rim;

static gboolean
has_other_rim (gpointer data)
{
  const Rim *rim = data;

  return get_rim_pixel (rim->map) != rim->pixel;
}

/* The frame that says where keys go comes with the keyboard and leaves with it, though nothing else draws the map. */
static void
test_frame_goes_with_the_keyboard (Fixture      *fixture,
                                   gconstpointer data)
{
  g_autoptr (GdkPaintable) drawn = gtk_widget_paintable_new (fixture->widget);
  Rim bare = { drawn, 0 };
  Rim framed = { drawn, 0 };

  gtk_window_set_focus (fixture->window, NULL);
  gui_wait_frames (fixture->widget, 2);
  bare.pixel = get_rim_pixel (drawn);
  gtk_window_set_focus_visible (fixture->window, TRUE);
  gtk_widget_grab_focus (fixture->widget);
  gui_wait (has_other_rim, &bare);
  framed.pixel = get_rim_pixel (drawn);
  gtk_window_set_focus (fixture->window, NULL);
  gui_wait (has_other_rim, &framed);
  g_assert_cmphex (get_rim_pixel (drawn), ==, bare.pixel);
}

/* ---- hands ---- */

static gboolean
press_hand (double   x,
            double   y,
            gpointer data)
{
  ++*(guint *)data;
  return TRUE;
}

static gboolean
click_hand (double   x,
            double   y,
            gpointer data)
{
  return TRUE;
}

static void
snapshot_hand (GtkSnapshot *snapshot,
               gpointer     data)
{
}

static gboolean
has_pressed (gpointer data)
{
  return *(const guint *)data > 0;
}

/* What one tool took, the next one knows nothing of: the drag is the map's. */
static void
test_a_hand_put_down_drags_nothing (Fixture      *fixture,
                                    gconstpointer data)
{
  static const YutuMapHand takes_drags = { .press = press_hand, .click = click_hand, .hover = click_hand, .snapshot = snapshot_hand };
  static const YutuMapHand takes_none = { .click = click_hand, .hover = click_hand, .snapshot = snapshot_hand };
  guint                    n_pressed = 0;
  double                   x0, y0, x1, y1;
  YutuView                 view;

  get_point (fixture, 400, 300, &x0, &y0);
  yutu_map_view_set_hand (fixture->map, &takes_drags, &n_pressed);
  gui_xdotool ("mousemove 400 300 mousedown 1");
  gui_wait (has_pressed, &n_pressed);
  yutu_map_view_set_hand (fixture->map, &takes_none, NULL);
  gui_xdotool ("mousemove 420 310 mousemove 500 300 sleep 0.2 mouseup 1");
  gui_wait (is_settled, fixture->map);
  get_point (fixture, 500, 300, &x1, &y1);
  yutu_map_view_set_hand (fixture->map, NULL, NULL);
  yutu_map_view_get_view (fixture->map, &view);
  g_assert_cmpfloat_with_epsilon (x0, x1, 1e-3 * view.resolution);
  g_assert_cmpfloat_with_epsilon (y0, y1, 1e-3 * view.resolution);
}

/* ---- shapes ---- */

static void
test_box_tool (Fixture      *fixture,
               gconstpointer data)
{
  const YutuShape *shape;
  double           x, y;
  YutuPoint        corner;

  yutu_map_view_set_tool (fixture->map, YUTU_MAP_TOOL_BOX);
  get_point (fixture, 200, 150, &x, &y);
  corner = yutu_projection_inverse (4549, (YutuMapPoint){ x, y });
  gui_xdotool ("mousemove 200 150 mousedown 1 mousemove 260 200 mousemove 400 350");
  gui_save_picture (fixture->widget, "map-view-box.png");
  gui_xdotool ("mouseup 1");
  gui_wait (has_place, fixture->map);
  g_assert_cmpint (yutu_place_get_kind (yutu_map_view_get_place (fixture->map)), ==,
                   YUTU_PLACE_SHAPE);
  shape = yutu_place_get_shape (yutu_map_view_get_place (fixture->map));
  g_assert_cmpuint (shape->n_points, ==, 4);
  g_assert_cmpint (ABS (shape->box.max_y - corner.y), <, 1e-3 * YUTU_GRID_PER_DEGREE);
  g_assert_cmpint (yutu_map_view_get_tool (fixture->map), ==, YUTU_MAP_TOOL_SELECT);
}

static void
test_shift_drag_is_a_box (Fixture      *fixture,
                          gconstpointer data)
{
  YutuView before, after;

  yutu_map_view_get_view (fixture->map, &before);
  gui_xdotool ("mousemove 300 300 keydown shift mousedown 1 mousemove 340 330 mousemove 380 390 "
               "mouseup 1 keyup shift");
  gui_wait (has_place, fixture->map);
  g_assert_cmpint (yutu_place_get_kind (yutu_map_view_get_place (fixture->map)), ==,
                   YUTU_PLACE_SHAPE);
  yutu_map_view_get_view (fixture->map, &after);
  g_assert_cmpfloat (before.center_x, ==, after.center_x);
}

static void
test_lasso_tool (Fixture      *fixture,
                 gconstpointer data)
{
  yutu_map_view_set_tool (fixture->map, YUTU_MAP_TOOL_LASSO);
  /* each in a frame of its own, on a busy machine too: of one frame the last position counts */
  gui_xdotool ("mousemove 300 200 mousedown 1 mousemove 320 205 sleep 0.2 mousemove 400 220 "
               "sleep 0.2 mousemove 420 320 sleep 0.2 mousemove 310 330 sleep 0.2 mouseup 1");
  gui_wait (has_place, fixture->map);
  g_assert_cmpint (yutu_place_get_kind (yutu_map_view_get_place (fixture->map)), ==,
                   YUTU_PLACE_SHAPE);
  g_assert_cmpuint (yutu_place_get_shape (yutu_map_view_get_place (fixture->map))->n_points, >=, 4);
}

static void
test_circle_tool (Fixture      *fixture,
                  gconstpointer data)
{
  YutuView   view;
  YutuPlace *place;

  yutu_map_view_set_tool (fixture->map, YUTU_MAP_TOOL_CIRCLE);
  gui_xdotool ("mousemove 450 300 mousedown 1 mousemove 480 300 mousemove 550 300");
  gui_save_picture (fixture->widget, "map-view-circle.png");
  gui_xdotool ("mouseup 1");
  gui_wait (has_place, fixture->map);
  place = yutu_map_view_get_place (fixture->map);
  yutu_map_view_get_view (fixture->map, &view);
  g_assert_cmpint (yutu_place_get_kind (place), ==, YUTU_PLACE_CIRCLE);
  /* The map's scale differs from the ground's by less than 1 ‰ this near to the meridian. */
  g_assert_cmpfloat_with_epsilon (yutu_place_get_radius_m (place), 100 * view.resolution,
                                  0.1 * view.resolution + 0.5);
}

static void
test_escape_gives_up (Fixture      *fixture,
                      gconstpointer data)
{
  yutu_map_view_set_tool (fixture->map, YUTU_MAP_TOOL_BOX);
  gui_xdotool ("mousemove 200 150 mousedown 1 mousemove 260 200 mousemove 400 350 key Escape "
               "mouseup 1");
  gui_wait (is_settled, fixture->map);
  g_assert_cmpint (yutu_map_view_get_tool (fixture->map), ==, YUTU_MAP_TOOL_SELECT);
  g_assert_null (yutu_map_view_get_place (fixture->map));
}

/* ---- hover, labels, looks ---- */

static gboolean
has_hover (gpointer data)
{
  return YUTU_MAP_VIEW (data)->hover.id != 0;
}

static void
test_hover_outlines (Fixture      *fixture,
                     gconstpointer data)
{
  gui_xdotool ("mousemove 450 300");
  gui_wait (has_hover, fixture->map);
  gui_save_picture (fixture->widget, "map-view-hover.png");
  gui_xdotool ("mousemove 1200 780");
  g_assert_false (has_hover (fixture->map));
}

static char *
dup_label (YutuLabelPlacement *placement,
           gsize               i,
           const YutuView     *view,
           gboolean           *inside)
{
  double        left = view->center_x / view->resolution - view->width / 2.0;
  double        top = -view->center_y / view->resolution - view->height / 2.0;
  YutuLabelInfo info;

  yutu_label_placement_get (placement, i, &info);
  *inside = info.x > left && info.y > top && info.x + info.width < left + view->width &&
            info.y + info.height < top + view->height;
  return g_strdup_printf ("%s/%" G_GINT64_FORMAT "/%.2f/%.2f", info.text, info.id, info.x, info.y);
}

/* Every label that was wholly seen and still is stands where it stood. */
static void
test_panning_moves_no_label (Fixture      *fixture,
                             gconstpointer data)
{
  YutuView before, after;
  guint    n = 0;

  gui_xdotool ("key plus key plus");
  gui_wait (is_settled, fixture->map);
  for (int step = 0; step < 4; step++)
    {
      YutuLabelPlacement *old = yutu_map_view_get_placement (fixture->map);
      YutuLabelPlacement *now;
      g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      yutu_label_placement_ref (old);
      yutu_map_view_get_view (fixture->map, &before);
      gui_xdotool ("mousemove 700 300 mousedown 1 mousemove 600 310 mousemove 540 330 sleep 0.2 "
                   "mouseup 1");
      gui_wait (is_settled, fixture->map);
      yutu_map_view_get_view (fixture->map, &after);
      g_assert_cmpfloat (before.center_x, !=, after.center_x);
      now = yutu_map_view_get_placement (fixture->map);
      for (gsize i = 0; i < yutu_label_placement_get_size (now); i++)
        {
          gboolean inside;

          g_hash_table_add (labels, dup_label (now, i, &after, &inside));
        }
      for (gsize i = 0; i < yutu_label_placement_get_size (old); i++)
        {
          gboolean         was_inside, is_inside;
          g_autofree char *label = dup_label (old, i, &before, &was_inside);
          g_autofree char *same = dup_label (old, i, &after, &is_inside);

          g_assert_cmpstr (same, ==, label); /* wherever it is looked at from */
          if (was_inside && is_inside)
            {
              n++;
              g_assert_true (g_hash_table_contains (labels, label));
            }
        }
      yutu_label_placement_unref (old);
    }
  g_assert_cmpuint (n, >, 40);
}

static guint
count_white (GtkWidget *widget)
{
  cairo_surface_t *surface = gui_picture (widget);
  guint            n = 0;

  for (int y = 0; y < HEIGHT; y++)
    {
      const guint32 *row = (gpointer)(cairo_image_surface_get_data (surface) +
                                      y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < WIDTH; x++)
        n += row[x] == 0xffffffff;
    }
  cairo_surface_destroy (surface);
  return n;
}

/* Nothing is bare while new tiles are being painted: the picture behind is white. */
static void
test_no_flash_of_white (Fixture      *fixture,
                        gconstpointer data)
{
  static const char *const keys[] = { "plus", "plus", "plus", "minus", "minus", "minus", "minus" };
  guint                    at_rest = count_white (fixture->widget);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gui_xdotool_printf ("key %s", keys[i]);
      g_assert_cmpuint (count_white (fixture->widget), <=, at_rest + WIDTH * HEIGHT / 100);
    }
}

static void
test_dark_style (Fixture      *fixture,
                 gconstpointer data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  cairo_surface_t *surface;
  const guint32   *pixels;

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  gui_wait (is_settled, fixture->map);
  surface = gui_picture (fixture->widget);
  pixels = (gpointer)cairo_image_surface_get_data (surface);
  g_assert_cmpuint (pixels[WIDTH * 3 + 3] & 0xff, <, 0x50);
  cairo_surface_destroy (surface);
  gui_save_picture (fixture->widget, "map-view-dark.png");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_LIGHT);
  gui_wait (is_settled, fixture->map);
}

/* The height of the lowest label on the map, and of the scale bar. */
static void
measure_words (Fixture *fixture,
               double  *label,
               double  *bar)
{
  YutuLabelPlacement *placement = yutu_map_view_get_placement (fixture->map);
  graphene_rect_t     box;

  *label = HEIGHT;
  for (gsize i = 0; i < yutu_label_placement_get_size (placement); i++)
    {
      YutuLabelInfo info;

      yutu_label_placement_get (placement, i, &info);
      if (!info.along_line)
        *label = MIN (*label, info.height);
    }
  gsk_render_node_get_bounds (fixture->map->scale_node, &box);
  *bar = (double)box.size.height;
}

/* What is written on the map grows with the text of the screen, and shrinks again. */
static void
test_words_follow_the_text_scale (Fixture      *fixture,
                                  gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int          dpi = 0;
  double       label, bar, large_label, large_bar;

  gui_save_picture (fixture->widget, "map-view-100.png");
  measure_words (fixture, &label, &bar);
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  gui_wait (is_settled, fixture->map);
  gui_save_picture (fixture->widget, "map-view-200.png");
  measure_words (fixture, &large_label, &large_bar);
  g_assert_cmpfloat_with_epsilon (large_label, 2 * label, 2);
  g_assert_cmpfloat (large_bar, ==, 2 * bar);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  gui_wait (is_settled, fixture->map);
  gui_save_picture (fixture->widget, "map-view-100.png");
  measure_words (fixture, &large_label, &large_bar);
  g_assert_cmpfloat (large_label, ==, label);
  g_assert_cmpfloat (large_bar, ==, bar);
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          gpointer    data)
{
  ++*(guint *)data;
}

static void
test_equal_values_do_not_notify (Fixture      *fixture,
                                 gconstpointer data)
{
  guint n = 0;

  g_signal_connect (fixture->map, "notify::tool", G_CALLBACK (count_cb), &n);
  g_signal_connect (fixture->map, "notify::groups", G_CALLBACK (count_cb), &n);
  g_signal_connect (fixture->map, "notify::session", G_CALLBACK (count_cb), &n);
  g_object_set (fixture->map, "tool", YUTU_MAP_TOOL_SELECT, "groups", YUTU_MAP_DEFAULT, "session",
                NULL, NULL);
  g_assert_cmpuint (n, ==, 0);
  g_object_set (fixture->map, "tool", YUTU_MAP_TOOL_LASSO, "groups", YUTU_MAP_ALL, NULL);
  g_assert_cmpuint (n, ==, 2);
}

static void
test_says_what_it_shows (Fixture      *fixture,
                         gconstpointer data)
{
  g_autofree char *label = NULL;

  gtk_test_accessible_assert_role (fixture->widget, GTK_ACCESSIBLE_ROLE_IMG);
  click_village (fixture, 30);
  label = gtk_test_accessible_check_property (
    GTK_ACCESSIBLE (fixture->widget), GTK_ACCESSIBLE_PROPERTY_LABEL, "not this");
  g_assert_nonnull (label);
  g_assert_nonnull (strstr (label, "chosen: a division (1 of "));
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "everything-is-seen-at-first", test_everything_is_seen_at_first },
    { "wheel-keeps-the-point-under-the-pointer", test_wheel_keeps_the_point_under_the_pointer },
    { "drag-moves-by-its-pixels", test_drag_moves_by_its_pixels },
    { "double-click-zooms-in", test_double_click_zooms_in },
    { "keys-move-and-zoom", test_keys_move_and_zoom },
    { "box-without-extent-gets-street-zoom", test_box_without_extent_gets_street_zoom },
    { "click-chooses-and-tab-steps", test_click_chooses_and_tab_steps },
    { "a-repeated-click-steps", test_a_repeated_click_steps },
    { "keyboard-alone-chooses", test_keyboard_alone_chooses },
    { "frame-goes-with-the-keyboard", test_frame_goes_with_the_keyboard },
    { "a-hand-put-down-drags-nothing", test_a_hand_put_down_drags_nothing },
    { "box-tool", test_box_tool },
    { "shift-drag-is-a-box", test_shift_drag_is_a_box },
    { "lasso-tool", test_lasso_tool },
    { "circle-tool", test_circle_tool },
    { "escape-gives-up", test_escape_gives_up },
    { "hover-outlines", test_hover_outlines },
    { "panning-moves-no-label", test_panning_moves_no_label },
    { "no-flash-of-white", test_no_flash_of_white },
    { "dark-style", test_dark_style },
    { "words-follow-the-text-scale", test_words_follow_the_text_scale },
    { "equal-values-do-not-notify", test_equal_values_do_not_notify },
    { "says-what-it-shows", test_says_what_it_shows },
  };

  gui_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/gui/map-view/", tests[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, tests[i].run, tear_down);
    }
  g_test_add_func ("/gui/map-view/a-view-set-before-showing-is-kept",
                   test_a_view_set_before_showing_is_kept);
  return g_test_run ();
}
