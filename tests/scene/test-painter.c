/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/yutu-random.h"
#include "scene/yutu-labels-private.h"
#include "scene/yutu-layers-private.h"
#include "scene/yutu-marks.h"
#include "scene/yutu-scene-private.h"
#include "scene/yutu-style-private.h"
#include "synthetic-county.h"

static SyntheticCounty *
new_county (gsize n_addresses)
{
  SyntheticSpec spec = { 4549, 30, 20, 5, n_addresses, TRUE, 4 };

  return synthetic_county_new (&spec);
}

static YutuView
make_view (SyntheticCounty *county, double zoom, int width, int height, int scale)
{
  YutuView view = { 4549, 0, 0, 1, width, height, scale };

  yutu_view_fit (&view, yutu_division_layer_get_box (county->spec.divisions), 10);
  if (zoom > 0)
    view.resolution = yutu_zoom_to_resolution (4549, zoom);
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

static int
measure_difference (guint32 a, guint32 b)
{
  int greatest = 0;

  for (int shift = 0; shift < 32; shift += 8)
    greatest = MAX (greatest, ABS ((int)(a >> shift & 255) - (int)(b >> shift & 255)));
  return greatest;
}

/* Pixels of the tiles, laid side by side, against the same area in one piece. Areas, boundary
 * lines, roads, rivers and dots are the same to the bit. Water goes through cairo and is alike but
 * for some steps of 255 on smoothed edges: its scan converter takes a pixel row in one step when no edge
 * of the path begins or ends in it (cairo-tor-scan-converter.c), and which edges those are differs
 * between a tile and the whole. */
static void
check_tiles (YutuScene *scene, const YutuView *view, int size, int greatest_step)
{
  cairo_surface_t *whole = yutu_scene_paint_tile (scene, view);
  gint64           c0, r0, c1, r1;
  double           left = view->center_x / view->resolution - view->width / 2.0;
  double           top = -view->center_y / view->resolution - view->height / 2.0;
  guint            differ = 0;

  yutu_view_get_tiles (view, size, &c0, &r0, &c1, &r1);
  for (gint64 row = r0; row <= r1; row++)
    for (gint64 column = c0; column <= c1; column++)
      {
        YutuView         tile_view = yutu_view_for_tile (view, size, column, row);
        cairo_surface_t *tile = yutu_scene_paint_tile (scene, &tile_view);
        int              dx = (int)(lround ((double)column * size - left) * view->scale);
        int              dy = (int)(lround ((double)row * size - top) * view->scale);

        for (int y = 0; y < size * view->scale; y++)
          for (int x = 0; x < size * view->scale; x++)
            if (x + dx >= 0 && y + dy >= 0 && x + dx < view->width * view->scale &&
                y + dy < view->height * view->scale)
              {
                int step =
                  measure_difference (get_pixel (tile, x, y), get_pixel (whole, x + dx, y + dy));

                g_assert_cmpint (step, <=, greatest_step);
                differ += step > 0;
              }
        cairo_surface_destroy (tile);
      }
  cairo_surface_destroy (whole);
  g_assert_cmpuint (differ, <=, (guint)(view->width * view->height) / 400);
}

static void
test_tiles_join (void)
{
  static const double zooms[] = { 0, 12.5, 14, 16.5 };
  SyntheticCounty    *county = new_county (30000);
  g_autoptr (YutuScene) scene = yutu_scene_new (&county->spec);

  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    for (int scale = 1; scale <= 2; scale++)
      {
        YutuView view = make_view (county, zooms[i], 640, 480, scale);

        check_tiles (scene, &view, 256, 10);
      }
  synthetic_county_free (county);
}

static YutuView
make_somewhere (SyntheticCounty *county, YutuRandom *random, int width, int height, int scale)
{
  YutuMapBox box = yutu_division_layer_get_box (county->spec.divisions);
  YutuView   view = make_view (county, 10.5 + 7 * yutu_random_unit (random), width, height, scale);

  view.center_x = box.min_x + (box.max_x - box.min_x) * (0.1 + 0.8 * yutu_random_unit (random));
  view.center_y = box.min_y + (box.max_y - box.min_y) * (0.1 + 0.8 * yutu_random_unit (random));
  synthetic_snap_view (&view);
  return view;
}

static void
test_tiles_are_cut_out_of_the_whole (void)
{
  SyntheticCounty *county = new_county (30000);
  YutuSceneSpec    spec = county->spec;
  YutuRandom       random;

  spec.lines = NULL;
  g_autoptr (YutuScene) scene = yutu_scene_new (&spec);
  yutu_random_init (&random, 5);
  for (int k = 0; k < 24; k++)
    {
      YutuView view = make_somewhere (county, &random, 500, 400, 1 + k % 2);

      check_tiles (scene, &view, 128, 0);
    }
  synthetic_county_free (county);
}

/* Painted through cairo, as on paper, and through the raster: the same but for the way in which
 * edges are smoothed. The invented county folds over itself in some of its corners, where the two
 * differ: views that may hold one get more patience. */
static void
test_raster_agrees_with_cairo (void)
{
  SyntheticCounty *county = new_county (0);
  YutuSceneSpec    spec = county->spec;
  YutuRandom       random;

  spec.lines = NULL;
  g_autoptr (YutuScene) scene = yutu_scene_new (&spec);
  yutu_random_init (&random, 6);
  for (int k = 0; k < 40; k++)
    {
      YutuView         view = k == 0 ? make_view (county, 0, 700, 500, 1)
                                     : make_somewhere (county, &random, 700, 500, 1);
      cairo_surface_t *raster = yutu_scene_paint_tile (scene, &view);
      cairo_surface_t *other = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 701, 501);
      cairo_t         *cr = cairo_create (other);
      guint            differ = 0;

      cairo_translate (cr, 1, 1); /* the raster takes only pictures that begin at the corner */
      yutu_scene_paint_base (scene, cr, &view);
      cairo_destroy (cr);
      for (int y = 0; y < 500; y++)
        for (int x = 0; x < 700; x++)
          differ += measure_difference (get_pixel (raster, x, y), get_pixel (other, x + 1, y + 1)) > 24;
      g_assert_cmpuint (differ, <=, yutu_view_get_zoom (&view) < 12.2 ? 2500 : 100);
      cairo_surface_destroy (raster);
      cairo_surface_destroy (other);
    }
  synthetic_county_free (county);
}

/* Away from every line, a township's pole shows its own fill. */
static void
test_fill_is_the_township_s (void)
{
  SyntheticCounty *county = new_county (0);
  YutuSceneSpec    spec = county->spec;
  YutuView         view = make_view (county, 0, 1200, 800, 1);
  int              seen = 0;

  spec.lines = NULL;
  g_autoptr (YutuScene) scene = yutu_scene_new (&spec);
  cairo_surface_t *surface = yutu_scene_paint_tile (scene, &view);

  for (int t = 0; t < 30; t++)
    {
      YutuMapPoint p;
      double       x, y;
      guint32      pixel;
      YutuColor    fill =
        spec.style
          ->fills[yutu_division_layer_get_color (spec.divisions, SYNTHETIC_TOWNSHIP_ID (t))];
      guint32 wanted = 0xff000000u | (guint32)lround (fill.red * 255) << 16 |
                       (guint32)lround (fill.green * 255) << 8 | (guint32)lround (fill.blue * 255);

      if (!yutu_division_layer_get_label_point (spec.divisions, SYNTHETIC_TOWNSHIP_ID (t), &p))
        continue;
      yutu_view_to_screen (&view, p.x, p.y, &x, &y);
      pixel = get_pixel (surface, (int)x, (int)y);
      seen += pixel == wanted;
    }
  g_assert_cmpint (seen, >=, 22); /* a village's dots may run through some of the poles */
  g_assert_cmphex (get_pixel (surface, 3, 3), ==, 0xffefeeea);
  cairo_surface_destroy (surface);
  synthetic_county_free (county);
}

/* A line drawn from both sides would be darker than its own colour allows: on a straight shared
 * arc with a half-transparent style no pixel is covered twice. */
static void
test_arc_is_drawn_once (void)
{
  YutuDivisionLayerBuilder *builder = yutu_division_layer_builder_new (4549);
  YutuUnitSpec              units[] = { { 1, 0, 3, "县", FALSE, { 0, 0 } },
                                        { 2, 1, 4, "甲", FALSE, { 0, 0 } },
                                        { 3, 1, 4, "乙", FALSE, { 0, 0 } } };
  YutuPoint                 a = yutu_point_from_degrees (119.9, 29), b = yutu_point_from_degrees (120, 29),
            c = yutu_point_from_degrees (120.1, 29);
  YutuPoint d = yutu_point_from_degrees (120.1, 29.1), e = yutu_point_from_degrees (120, 29.1),
            f = yutu_point_from_degrees (119.9, 29.1);
  YutuPoint     west[] = { e, f, a, b }, east[] = { b, c, d, e }, shared[] = { b, e };
  YutuSceneSpec spec = { 0 };
  YutuView      view = { 4549, 0, 0, 20, 400, 400, 1 };
  YutuStroke    stroke;

  for (int i = 0; i < 3; i++)
    yutu_division_layer_builder_add_unit (builder, &units[i]);
  yutu_division_layer_builder_add_face (builder, 11, 2);
  yutu_division_layer_builder_add_face (builder, 12, 3);
  yutu_division_layer_builder_add_arc (builder, 1, 11, 0, west, 4, NULL);
  yutu_division_layer_builder_add_arc (builder, 2, 12, 0, east, 4, NULL);
  yutu_division_layer_builder_add_arc (builder, 3, 11, 12, shared, 2, NULL);
  spec.divisions = yutu_division_layer_builder_end (builder);
  spec.style = yutu_style_load ("light", NULL);
  stroke = spec.style->strokes[YUTU_STROKE_TOWNSHIP];
  stroke = (YutuStroke){ { 0, 0, 0, 0.5 }, { 1, { 0 }, { 4 } }, 0, 0, { 0 } };
  spec.style->strokes[YUTU_STROKE_TOWNSHIP] = stroke;
  for (int i = 0; i < 4; i++)
    spec.style->fills[i] = (YutuColor){ 1, 1, 1, 1 };
  yutu_view_fit (&view, yutu_division_layer_get_box (spec.divisions), 40);
  synthetic_snap_view (&view);
  g_autoptr (YutuScene) scene = yutu_scene_new (&spec);
  cairo_surface_t *surface = yutu_scene_paint_tile (scene, &view);
  guint            least = 255;

  for (int x = 100; x < 300; x++)
    least = MIN (least, get_pixel (surface, x, 200) & 0xff);
  g_assert_cmpuint (least, >=, 126);
  g_assert_cmpuint (least, <=, 129);
  cairo_surface_destroy (surface);
  yutu_division_layer_unref (spec.divisions);
  yutu_style_unref (spec.style);
}

static gboolean
box_overlaps (const YutuLabelInfo *a, const YutuLabelInfo *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
         b->y < a->y + a->height;
}

static void
test_labels_never_overlap (void)
{
  SyntheticCounty *county = new_county (0);
  g_autoptr (YutuScene) scene = yutu_scene_new (&county->spec);
  YutuMapBox box = yutu_division_layer_get_box (county->spec.divisions);
  YutuRandom random;

  yutu_random_init (&random, 21);
  for (int k = 0; k < 40; k++)
    {
      YutuView view = make_view (county, 10 + 6 * yutu_random_unit (&random), 800, 600, 1);

      view.center_x = box.min_x + (box.max_x - box.min_x) * yutu_random_unit (&random);
      view.center_y = box.min_y + (box.max_y - box.min_y) * yutu_random_unit (&random);
      synthetic_snap_view (&view);
      g_autoptr (YutuLabelPlacement) placement = yutu_label_placement_new (scene, &view, NULL);
      for (gsize i = 0; i < yutu_label_placement_get_size (placement); i++)
        for (gsize j = 0; j < i; j++)
          {
            YutuLabelInfo a, b;

            yutu_label_placement_get (placement, i, &a);
            yutu_label_placement_get (placement, j, &b);
            g_assert_false (box_overlaps (&a, &b));
          }
    }
  synthetic_county_free (county);
}

static void
test_labels_stay_while_panning (void)
{
  SyntheticCounty *county = new_county (0);
  g_autoptr (YutuScene) scene = yutu_scene_new (&county->spec);
  YutuView view = make_view (county, 12.5, 900, 700, 1);
  g_autoptr (YutuLabelPlacement) first = yutu_label_placement_new (scene, &view, NULL);
  guint kept = 0;

  yutu_view_pan (&view, -160, 90);
  yutu_view_pan (&view, -300, 90);
  g_autoptr (YutuLabelPlacement) second = yutu_label_placement_new (scene, &view, first);
  for (gsize i = 0; i < yutu_label_placement_get_size (first); i++)
    for (gsize j = 0; j < yutu_label_placement_get_size (second); j++)
      {
        YutuLabelInfo a, b;

        yutu_label_placement_get (first, i, &a);
        yutu_label_placement_get (second, j, &b);
        if (a.id != b.id || a.along_line || g_strcmp0 (a.text, b.text) != 0)
          continue;
        g_assert_cmpfloat (a.x, ==, b.x);
        g_assert_cmpfloat (a.y, ==, b.y);
        kept++;
      }
  g_assert_cmpuint (kept, >, 100);
  synthetic_county_free (county);
}

static gboolean
has_label (YutuLabelPlacement *placement, gint64 id)
{
  for (gsize i = 0; i < yutu_label_placement_get_size (placement); i++)
    {
      YutuLabelInfo info;

      yutu_label_placement_get (placement, i, &info);
      if (info.id == id)
        return TRUE;
    }
  return FALSE;
}

static void
test_townships_keep_their_names (void)
{
  SyntheticCounty *county = new_county (0);
  g_autoptr (YutuScene) scene = yutu_scene_new (&county->spec);

  for (double zoom = 10.5; zoom <= 15; zoom += 0.5)
    {
      YutuView   view = make_view (county, zoom, 1280, 800, 1);
      YutuMapBox box = yutu_view_get_box (&view);
      g_autoptr (YutuLabelPlacement) placement = yutu_label_placement_new (scene, &view, NULL);

      for (guint i = 0; i < county->spec.divisions->units->len; i++)
        {
          const YutuLayerUnit *unit = YUTU_LAYER_UNIT (county->spec.divisions, i);

          if (unit->level == 4 && unit->seat.x > box.min_x && unit->seat.x < box.max_x &&
              unit->seat.y > box.min_y && unit->seat.y < box.max_y)
            g_assert_true (has_label (placement, unit->id));
        }
    }
  synthetic_county_free (county);
}

/* A mark at every @step-th pixel of @view, or, for 0, on every township's seat. */
static YutuMarks *
new_marks (SyntheticCounty *county, const YutuView *view, int step)
{
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (YutuMark));
  YutuMapBox box = yutu_view_get_box (view);
  YutuMark   mark = { 1, { 0, 0 }, YUTU_MARK_OVERDUE };

  for (guint i = 0; step == 0 && i < county->spec.divisions->units->len; i++)
    {
      const YutuLayerUnit *unit = YUTU_LAYER_UNIT (county->spec.divisions, i);

      mark.point = yutu_projection_inverse (4549, unit->seat);
      if (unit->level == 4)
        g_array_append_val (marks, mark);
    }
  for (int y = 0; step > 0 && y < view->height; y += step)
    for (int x = 0; x < view->width; x += step, mark.id++)
      {
        mark.point = yutu_projection_inverse (4549, (YutuMapPoint){ box.min_x + x * view->resolution,
                                                                    box.max_y - y * view->resolution });
        g_array_append_val (marks, mark);
      }
  return yutu_marks_new (4549, (const YutuMark *)(gpointer)marks->data, marks->len);
}

static gboolean
lies_on_mark (YutuLabelPlacement *placement, const YutuMarks *marks, const YutuLabelInfo *info, const YutuView *view)
{
  const GArray *clusters = yutu_label_placement_get_marks (placement, marks);

  for (guint i = 0; i < clusters->len; i++)
    {
      const YutuMarkCluster *mark = &g_array_index (clusters, YutuMarkCluster, i);
      double                 x = mark->x / view->resolution, y = -mark->y / view->resolution;

      if (x + mark->radius_px > info->x && x - mark->radius_px < info->x + info->width &&
          y + mark->radius_px > info->y && y - mark->radius_px < info->y + info->height)
        return TRUE;
    }
  return FALSE;
}

/* A mark on every seat: each township has its name as without, beside the marks; where names of
 * villages find no room there, they stand over them rather than nowhere. */
static void
test_labels_keep_off_marks (void)
{
  SyntheticCounty *county = new_county (0);
  YutuView         view = make_view (county, 12, 1280, 800, 1);
  YutuSceneSpec    spec = county->spec;
  g_autoptr (YutuMarks) marks = new_marks (county, &view, 0);
  g_autoptr (YutuScene) plain = yutu_scene_new (&spec);
  g_autoptr (YutuLabelPlacement) without = yutu_label_placement_new (plain, &view, NULL);
  guint n_townships = 0;

  spec.marks = marks;
  g_autoptr (YutuScene) scene = yutu_scene_new (&spec);
  g_autoptr (YutuLabelPlacement) with = yutu_label_placement_new (scene, &view, NULL);
  for (guint i = 0; i < spec.divisions->units->len; i++)
    {
      const YutuLayerUnit *unit = YUTU_LAYER_UNIT (spec.divisions, i);

      if (unit->level == 4 && has_label (without, unit->id))
        g_assert_true (has_label (with, unit->id));
    }
  for (gsize i = 0; i < yutu_label_placement_get_size (with); i++)
    {
      YutuLabelInfo info;

      yutu_label_placement_get (with, i, &info);
      if (info.id < SYNTHETIC_TOWNSHIP_ID (0) || info.id >= SYNTHETIC_VILLAGE_ID (0))
        continue;
      n_townships++;
      g_assert_false (lies_on_mark (with, marks, &info, &view));
    }
  g_assert_cmpuint (n_townships, >, 5);
  synthetic_county_free (county);
}

/* No room between the marks: every name of a township and a village that stood before stands still,
 * and is drawn above them. */
/* A mark at every vertex of every line, so that few names have room on one: most of them lie beside. */
static void
test_line_names_keep_off_marks (void)
{
  SyntheticCounty *county = new_county (0);
  YutuView         view = make_view (county, 14, 1280, 800, 1);
  YutuSceneSpec    spec = { .style = county->spec.style, .lines = county->spec.lines };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (YutuMark));
  guint n_names = 0, n_on_marks = 0;

  for (guint i = 0; i < spec.lines->points->len; i++)
    {
      YutuMark mark = { i + 1, yutu_projection_inverse (4549, g_array_index (spec.lines->points, YutuMapPoint, i)), YUTU_MARK_PLAIN };

      g_array_append_val (points, mark);
    }
  g_autoptr (YutuMarks) marks = yutu_marks_new (4549, (const YutuMark *)(gpointer)points->data, points->len);
  spec.marks = marks;
  g_autoptr (YutuScene) scene = yutu_scene_new (&spec);
  g_autoptr (YutuLabelPlacement) placement = yutu_label_placement_new (scene, &view, NULL);
  for (guint i = 0; i < placement->labels->len; i++)
    {
      const YutuLabel *label = &g_array_index (placement->labels, YutuLabel, i);
      gboolean         is_on_mark = FALSE;

      for (guint g = 0; label->glyphs != NULL && g < label->glyphs->len; g++)
        {
          const YutuLabelGlyph *glyph = &g_array_index (label->glyphs, YutuLabelGlyph, g);
          YutuLabelInfo         info = { .x = glyph->x, .y = glyph->y };

          is_on_mark = is_on_mark || lies_on_mark (placement, marks, &info, &view);
        }
      n_names += label->glyphs != NULL;
      n_on_marks += is_on_mark;
    }
  g_assert_cmpuint (n_names, >, 10);
  g_assert_cmpuint (n_on_marks * 2, <, n_names); /* the others found no room beside: another road runs there */
  synthetic_county_free (county);
}

static cairo_surface_t *
paint_overlay (YutuScene *scene, YutuLabelPlacement *placement, const YutuView *view)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, view->width, view->height);
  cairo_t         *cr = cairo_create (surface);

  yutu_scene_paint_overlay (scene, placement, cr, view);
  cairo_destroy (cr);
  return surface;
}

static int
count_different (cairo_surface_t *one, cairo_surface_t *two, const YutuLabelInfo *info, const YutuView *view)
{
  double left, top;
  int    n = 0;

  yutu_view_get_origin (view, &left, &top);
  for (int y = (int)(info->y - top); y < (int)(info->y - top + info->height); y++)
    for (int x = (int)(info->x - left); x < (int)(info->x - left + info->width); x++)
      if (x >= 0 && y >= 0 && x < view->width && y < view->height)
        n += get_pixel (one, x, y) != get_pixel (two, x, y);
  return n;
}

static void
test_labels_stand_above_marks (void)
{
  SyntheticCounty *county = new_county (0);
  YutuView         view = make_view (county, 13, 700, 500, 1);
  YutuSceneSpec    spec = { .style = county->spec.style, .divisions = county->spec.divisions };
  g_autoptr (YutuMarks) marks = new_marks (county, &view, 8);
  g_autoptr (YutuScene) plain = yutu_scene_new (&spec);
  g_autoptr (YutuLabelPlacement) without = yutu_label_placement_new (plain, &view, NULL);
  cairo_surface_t *named = NULL, *bare = NULL;
  guint            n_seen = 0;

  spec.marks = marks;
  g_autoptr (YutuScene) scene = yutu_scene_new (&spec);
  g_autoptr (YutuLabelPlacement) with = yutu_label_placement_new (scene, &view, NULL);
  spec.hide_labels = TRUE;
  g_autoptr (YutuScene) nameless = yutu_scene_new (&spec);
  g_autoptr (YutuLabelPlacement) none = yutu_label_placement_new (nameless, &view, NULL);
  named = paint_overlay (scene, with, &view);
  bare = paint_overlay (nameless, none, &view);
  for (gsize i = 0; i < yutu_label_placement_get_size (without); i++)
    {
      YutuLabelInfo info;

      yutu_label_placement_get (without, i, &info);
      g_assert_true (has_label (with, info.id));
    }
  for (gsize i = 0; i < yutu_label_placement_get_size (with); i++)
    {
      YutuLabelInfo info;
      double        left, top;

      yutu_label_placement_get (with, i, &info);
      yutu_view_get_origin (&view, &left, &top);
      if (info.x < left || info.y < top || info.x + info.width > left + view.width || info.y + info.height > top + view.height)
        continue;
      n_seen++;
      g_assert_cmpint (count_different (named, bare, &info, &view), >, 30);
    }
  g_assert_cmpuint (n_seen, >, 10);
  cairo_surface_destroy (named);
  cairo_surface_destroy (bare);
  synthetic_county_free (county);
}

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
test_pdf_has_text (void)
{
  SyntheticCounty *county = new_county (0);
  g_autoptr (YutuScene) scene = yutu_scene_new (&county->spec);
  YutuView view = make_view (county, 0, 1190, 842, 1);
  g_autoptr (YutuLabelPlacement) labels = yutu_label_placement_new (scene, &view, NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect, bytes, 1190, 842);
  cairo_t         *cr = cairo_create (surface);
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autofree char *text = NULL;
  g_autofree char *name = g_build_filename (g_get_tmp_dir (), "yutu-scene-XXXXXX", NULL);
  int              fd = g_mkstemp (name);

  yutu_scene_paint_base (scene, cr, &view);
  yutu_scene_paint_overlay (scene, labels, cr, &view);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (name, (const char *)bytes->data, bytes->len, NULL));
  if (tool != NULL)
    {
      const char *argv[] = { tool, name, "-", NULL };

      g_assert_true (
        g_spawn_sync (NULL, (char **)argv, NULL, 0, NULL, NULL, &text, NULL, NULL, NULL));
      g_assert_nonnull (strstr (text, "白龙桥"));
    }
  else
    g_test_skip ("pdftotext is not installed");
  g_remove (name);
  synthetic_county_free (county);
}

/* Every address that lies in the view gives at least its pixel some colour. */
static void
test_points_are_stamped (void)
{
  SyntheticCounty *county = new_county (3000);
  YutuSceneSpec    spec = county->spec;
  YutuView         view = make_view (county, 13, 900, 700, 1);
  guint            inside = 0;

  spec.divisions = NULL;
  spec.lines = NULL;
  g_autoptr (YutuScene) scene = yutu_scene_new (&spec);
  cairo_surface_t *surface = yutu_scene_paint_tile (scene, &view);

  for (gsize i = 0; i < county->n; i++)
    {
      YutuMapPoint p =
        yutu_projection_forward (4549, (YutuPoint){ county->x[i] * 100LL, county->y[i] * 100LL });
      double x, y;

      yutu_view_to_screen (&view, p.x, p.y, &x, &y);
      if (x < 2 || y < 2 || x > view.width - 2 || y > view.height - 2)
        continue;
      inside++;
      g_assert_cmphex (get_pixel (surface, (int)floor (x + 1e-6), (int)floor (y + 1e-6)), !=,
                       0xfffbfaf7);
    }
  g_assert_cmpuint (inside, >, 200);
  cairo_surface_destroy (surface);
  synthetic_county_free (county);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/painter/tiles-join", test_tiles_join);
  g_test_add_func ("/scene/painter/tiles-are-cut-out-of-the-whole",
                   test_tiles_are_cut_out_of_the_whole);
  g_test_add_func ("/scene/painter/raster-agrees-with-cairo", test_raster_agrees_with_cairo);
  g_test_add_func ("/scene/painter/fill-is-the-township-s", test_fill_is_the_township_s);
  g_test_add_func ("/scene/painter/arc-is-drawn-once", test_arc_is_drawn_once);
  g_test_add_func ("/scene/painter/points-are-stamped", test_points_are_stamped);
  g_test_add_func ("/scene/painter/pdf-has-text", test_pdf_has_text);
  g_test_add_func ("/scene/labels/never-overlap", test_labels_never_overlap);
  g_test_add_func ("/scene/labels/stay-while-panning", test_labels_stay_while_panning);
  g_test_add_func ("/scene/labels/townships-keep-their-names", test_townships_keep_their_names);
  g_test_add_func ("/scene/labels/keep-off-marks", test_labels_keep_off_marks);
  g_test_add_func ("/scene/labels/stand-above-marks", test_labels_stand_above_marks);
  g_test_add_func ("/scene/labels/line-names-keep-off-marks", test_line_names_keep_off_marks);
  return g_test_run ();
}
