/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "base/yutu-random.h"
#include "scene/yutu-layers-private.h"
#include "synthetic-county.h"

/* Winding by angles, which shares nothing with the ray casting of the scene. */
static gboolean
winds_around (const YutuDivisionLayer *layer, int unit, YutuMapPoint at)
{
  const YutuLayerUnit *u = YUTU_LAYER_UNIT (layer, unit);
  double               sum = 0;

  for (guint i = 0; i < layer->arcs->len; i++)
    {
      const YutuLayerArc *arc = YUTU_LAYER_ARC (layer, i);
      const YutuMapPoint *p = &g_array_index (layer->points, YutuMapPoint, arc->start);
      int                 sign = (yutu_division_layer_climb (layer, arc->left, u->level) == unit) -
                 (yutu_division_layer_climb (layer, arc->right, u->level) == unit);

      for (gsize k = 1; sign != 0 && k < arc->n; k++)
        {
          double turn =
            atan2 (p[k].y - at.y, p[k].x - at.x) - atan2 (p[k - 1].y - at.y, p[k - 1].x - at.x);

          sum += sign * (turn - 2 * G_PI * floor (turn / (2 * G_PI) + 0.5));
        }
    }
  return fabs (sum) > G_PI;
}

static gint64
find_unit (const YutuDivisionLayer *layer, int level, YutuMapPoint at)
{
  for (guint i = 0; i < layer->units->len; i++)
    if (YUTU_LAYER_UNIT (layer, i)->level == level && winds_around (layer, (int)i, at))
      return YUTU_LAYER_UNIT (layer, i)->id;
  return 0;
}

static gint64
find_hit (const GArray *hits, YutuHitKind kind, int level)
{
  for (guint i = 0; i < hits->len; i++)
    if (g_array_index (hits, YutuHit, i).kind == kind &&
        (kind != YUTU_HIT_UNIT || g_array_index (hits, YutuHit, i).level == level))
      return g_array_index (hits, YutuHit, i).id;
  return 0;
}

static void
test_units_as_by_winding (void)
{
  SyntheticSpec    spec = { 4549, 10, 8, 4, 0, TRUE, 2 };
  SyntheticCounty *county = synthetic_county_new (&spec);
  YutuView         view = { 4549, 0, 0, 1, 900, 700, 1 };
  YutuRandom       random;
  g_autoptr (YutuScene) scene = yutu_scene_new (&county->spec);

  yutu_view_fit (&view, yutu_division_layer_get_box (county->spec.divisions), 0);
  yutu_random_init (&random, 31);
  for (int k = 0; k < 300; k++)
    {
      double       x = 900 * yutu_random_unit (&random), y = 700 * yutu_random_unit (&random);
      YutuMapPoint at;
      g_autoptr (GArray) hits = yutu_scene_hit (scene, &view, x, y, 4);

      yutu_view_from_screen (&view, x, y, &at.x, &at.y);
      for (int level = 3; level <= 5; level++)
        g_assert_cmpint (find_hit (hits, YUTU_HIT_UNIT, level), ==,
                         find_unit (county->spec.divisions, level, at));
    }
  synthetic_county_free (county);
}

static void
test_township_first_while_villages_bear_no_names (void)
{
  SyntheticSpec    spec = { 4549, 10, 8, 3, 0, FALSE, 2 };
  SyntheticCounty *county = synthetic_county_new (&spec);
  g_autoptr (YutuScene) scene = yutu_scene_new (&county->spec);
  YutuView view = { 4549, 0, 0, 1, 600, 400, 1 };

  yutu_view_fit (&view, yutu_division_layer_get_box (county->spec.divisions), 20);
  for (int zoom = 10; zoom <= 15; zoom += 5)
    {
      g_autoptr (GArray) hits = NULL;

      view.resolution = yutu_zoom_to_resolution (4549, zoom);
      hits = yutu_scene_hit (scene, &view, 300, 200, 1);
      while (g_array_index (hits, YutuHit, 0).kind != YUTU_HIT_UNIT)
        g_array_remove_index (hits, 0);
      g_assert_cmpint (g_array_index (hits, YutuHit, 0).level, ==,
                       zoom == 10 ? YUTU_LEVEL_TOWNSHIP : YUTU_LEVEL_VILLAGE);
    }
  synthetic_county_free (county);
}

static gboolean
has_line (const YutuScene *scene, const YutuView *view, gint64 id)
{
  g_autoptr (GArray) hits =
    yutu_scene_hit (scene, view, view->width / 2.0, view->height / 2.0, 6);

  for (guint i = 0; i < hits->len; i++)
    if (g_array_index (hits, YutuHit, i).kind == YUTU_HIT_LINE &&
        g_array_index (hits, YutuHit, i).id == id)
      return TRUE;
  return FALSE;
}

static void
test_a_line_is_found_where_it_is_drawn (void)
{
  SyntheticSpec    spec = { 4549, 10, 8, 3, 0, FALSE, 2 };
  SyntheticCounty *county = synthetic_county_new (&spec);
  g_autoptr (YutuScene) scene = yutu_scene_new (&county->spec);
  const YutuLineLayer *layer = county->spec.lines;

  for (guint i = 0; i < layer->lines->len; i++)
    {
      const YutuLayerLine *line = &g_array_index (layer->lines, YutuLayerLine, i);
      const gsize         *starts = (const gsize *)(gpointer)layer->part_starts->data;
      YutuMapPoint         at = g_array_index (layer->points, YutuMapPoint,
                                               (starts[line->first_part] + starts[line->first_part + 1]) / 2);
      YutuView             view = { 4549, at.x, at.y, 0, 400, 300, 1 };

      view.resolution = yutu_zoom_to_resolution (4549, 16);
      g_assert_true (has_line (scene, &view, line->id));
      view.resolution = yutu_zoom_to_resolution (4549, 9.4);
      g_assert_true (has_line (scene, &view, line->id) ==
                     (line->kind == YUTU_LINE_WATER || line->grade == 1 ||
                      (line->kind == YUTU_LINE_RIVER && line->grade == 2)));
    }
  synthetic_county_free (county);
}

/* An estate of some 200 m, a reservoir beside it; the scene has only them. */
static YutuScene *
make_areas (SyntheticCounty *county,
            const YutuTheme *theme)
{
  YutuLineLayerBuilder *lines = yutu_line_layer_builder_new (4549);
  YutuSceneSpec         spec = { .style = county->spec.style, .theme = theme };

  for (int i = 0; i < 2; i++)
    {
      YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
      double            x = 119.6 + 0.01 * i;
      const YutuPoint   corners[] = { yutu_point_from_degrees (x, 29), yutu_point_from_degrees (x + 0.002, 29),
                                      yutu_point_from_degrees (x + 0.002, 29.002), yutu_point_from_degrees (x, 29.002) };
      g_autoptr (YutuShape) shape = NULL;

      yutu_shape_builder_begin_part (builder, TRUE);
      yutu_shape_builder_add (builder, corners, 4);
      shape = yutu_shape_builder_end (builder);
      yutu_line_layer_builder_add (lines, 8001 + i, i == 0 ? YUTU_LINE_AREA : YUTU_LINE_WATER, 1, NULL, shape);
    }
  spec.lines = yutu_line_layer_builder_end (lines);
  YutuScene *scene = yutu_scene_new (&spec);
  yutu_line_layer_unref (spec.lines);
  return scene;
}

static YutuView
look_at (double longitude, double latitude, double zoom)
{
  YutuMapPoint at = yutu_projection_forward (4549, yutu_point_from_degrees (longitude, latitude));
  YutuView     view = { 4549, at.x, at.y, yutu_zoom_to_resolution (4549, zoom), 400, 300, 1 };

  return view;
}

/* What lies in a named area is not hidden by it: it is met at its rim alone; a water is met all over. Where an
 * area is not drawn, it is not met either, and no legend explains it. */
static void
test_an_area_is_met_at_its_rim (void)
{
  SyntheticSpec    spec = { 4549, 10, 8, 3, 0, FALSE, 2 };
  SyntheticCounty *county = synthetic_county_new (&spec);
  g_autoptr (YutuScene) scene = make_areas (county, NULL);
  const double zooms[] = { 16, 11 };

  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      YutuView rim = look_at (119.6, 29.001, zooms[i]), middle = look_at (119.601, 29.001, zooms[i]),
               water = look_at (119.611, 29.001, zooms[i]);
      g_autoptr (YutuLabelPlacement) placement = yutu_label_placement_new (scene, &rim, NULL);
      g_autoptr (GHashTable) shown = yutu_scene_list_shown (scene, placement, &rim);

      g_assert_true (has_line (scene, &rim, 8001) == (zooms[i] > 12));
      g_assert_false (has_line (scene, &middle, 8001));
      g_assert_true (has_line (scene, &water, 8002));
      g_assert_true (g_hash_table_contains (shown, "area.name") == (zooms[i] > 12));
    }
  synthetic_county_free (county);
}

static guint32
middle_pixel (const YutuScene *scene,
              const YutuView  *view)
{
  cairo_surface_t *surface = yutu_scene_paint_tile (scene, view);
  guint32          pixel;

  cairo_surface_flush (surface);
  memcpy (&pixel, cairo_image_surface_get_data (surface) + 150 * cairo_image_surface_get_stride (surface) + 200 * 4,
          sizeof pixel);
  cairo_surface_destroy (surface);
  return pixel;
}

/* In its own tone, and nothing of it where it is not drawn, nor over the colours of a theme. */
static void
test_an_area_is_painted (void)
{
  static const YutuTheme theme = { .level = YUTU_LEVEL_TOWNSHIP };
  SyntheticSpec          spec = { 4549, 10, 8, 3, 0, FALSE, 2 };
  SyntheticCounty       *county = synthetic_county_new (&spec);
  g_autoptr (YutuScene) plain = make_areas (county, NULL);
  g_autoptr (YutuScene) themed = make_areas (county, &theme);
  const double zooms[] = { 16, 11 };

  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      YutuView in = look_at (119.601, 29.001, zooms[i]), out = look_at (119.59, 29.05, zooms[i]);

      g_assert_true ((middle_pixel (plain, &in) != middle_pixel (plain, &out)) == (zooms[i] > 12));
      g_assert_cmphex (middle_pixel (themed, &in), ==, middle_pixel (themed, &out));
    }
  synthetic_county_free (county);
}

/* Once, and not at all where no boundaries are drawn. */
static void
test_a_boundary_is_found_on_its_arcs (void)
{
  SyntheticSpec    spec = { 4549, 10, 8, 3, 0, FALSE, 2 };
  SyntheticCounty *county = synthetic_county_new (&spec);
  YutuSceneSpec    hidden = county->spec;
  g_autoptr (YutuScene) scene = yutu_scene_new (&county->spec);
  g_autoptr (YutuScene) without = NULL;
  const YutuDivisionLayer *layer = county->spec.divisions;

  hidden.hide_boundaries = TRUE;
  without = yutu_scene_new (&hidden);
  for (guint i = 0; i < layer->arcs->len; i++)
    {
      const YutuLayerArc *arc = YUTU_LAYER_ARC (layer, i);
      YutuMapPoint        at = g_array_index (layer->points, YutuMapPoint, arc->start + arc->n / 2);
      YutuView            view = { 4549, at.x, at.y, 2, 400, 300, 1 };
      g_autoptr (GArray) hits = yutu_scene_hit (scene, &view, 200, 150, 5);
      g_autoptr (GArray) none = yutu_scene_hit (without, &view, 200, 150, 5);
      guint n = 0;

      if (arc->neighbour == NULL)
        continue;
      for (guint k = 0; k < hits->len; k++)
        n += g_array_index (hits, YutuHit, k).kind == YUTU_HIT_BOUNDARY;
      g_assert_cmpuint (n, ==, 1);
      g_assert_cmpint (find_hit (hits, YUTU_HIT_BOUNDARY, 0), ==, SYNTHETIC_BOUNDARY_ID);
      g_assert_cmpint (find_hit (none, YUTU_HIT_BOUNDARY, 0), ==, 0);
    }
  synthetic_county_free (county);
}

static void
test_every_symbol_is_found_at_its_place (void)
{
  SyntheticSpec    spec = { 4549, 10, 8, 3, 0, FALSE, 2 };
  SyntheticCounty *county = synthetic_county_new (&spec);
  g_autoptr (YutuScene) scene = yutu_scene_new (&county->spec);

  for (guint i = 0; i < county->spec.symbols[0]->symbols->len; i++)
    {
      const YutuLayerSymbol *s =
        &g_array_index (county->spec.symbols[0]->symbols, YutuLayerSymbol, i);
      YutuView view = { 4549, s->point.x, s->point.y, 2, 400, 300, 1 };
      g_autoptr (GArray) hits = yutu_scene_hit (scene, &view, 200, 150, 3);

      g_assert_cmpint (g_array_index (hits, YutuHit, 0).kind, ==, YUTU_HIT_SYMBOL);
      g_assert_cmpint (g_array_index (hits, YutuHit, 0).id, ==, s->id);
      g_assert_cmpfloat (g_array_index (hits, YutuHit, 0).at.x, ==, s->point.x);
    }
  synthetic_county_free (county);
}

static void
test_addresses_at_street_zoom (void)
{
  SyntheticSpec    spec = { 4549, 4, 4, 3, 500, FALSE, 2 };
  SyntheticCounty *county = synthetic_county_new (&spec);
  g_autoptr (YutuScene) scene = yutu_scene_new (&county->spec);
  YutuMapPoint p =
    yutu_projection_forward (4549, (YutuPoint){ county->x[7] * 100LL, county->y[7] * 100LL });
  YutuView view = { 4549, p.x, p.y, 0.2, 400, 300, 1 };
  g_autoptr (GArray) hits = yutu_scene_hit (scene, &view, 200, 150, 4);

  g_assert_cmpint (find_hit (hits, YUTU_HIT_ADDRESS, 0), ==, county->ids[7]);
  synthetic_county_free (county);
}

static void
assert_hover_stays_in_box (SyntheticCounty *county, const YutuView *view)
{
  g_autoptr (YutuScene) scene = yutu_scene_new (&county->spec);
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, view->width, view->height);
  cairo_t   *cr = cairo_create (surface);
  YutuMapBox box;
  guint      n = 0;

  g_assert_true (yutu_scene_get_hover_box (scene, view, &box));
  yutu_scene_paint_highlight (scene, cr, view);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < view->height; y++)
    {
      const guint32 *row =
        (gpointer)(cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface));

      for (int x = 0; x < view->width; x++)
        if (row[x] != 0)
          {
            n++;
            g_assert_true (x >= box.min_x && x < box.max_x && y >= box.min_y && y < box.max_y);
          }
    }
  g_assert_cmpuint (n, >, 20);
  cairo_surface_destroy (surface);
}

static void
test_hover_stays_in_its_box (void)
{
  SyntheticSpec    spec = { 4549, 10, 8, 3, 0, FALSE, 2 };
  SyntheticCounty *county = synthetic_county_new (&spec);
  YutuView         view = { 4549, 0, 0, 1, 600, 400, 1 };
  YutuMapBox       box;

  yutu_view_fit (&view, yutu_division_layer_get_box (county->spec.divisions), 20);
  for (int i = 0; i < 80; i += 7)
    {
      county->spec.hover = (YutuHighlight){ .unit = SYNTHETIC_VILLAGE_ID (i) };
      assert_hover_stays_in_box (county, &view);
    }
  county->spec.hover = (YutuHighlight){ .object = 9003 };
  assert_hover_stays_in_box (county, &view);
  county->spec.hover = (YutuHighlight){ .object = 5001 };
  assert_hover_stays_in_box (county, &view);
  county->spec.hover = (YutuHighlight){ 0 };
  g_autoptr (YutuScene) none = yutu_scene_new (&county->spec);
  g_assert_false (yutu_scene_get_hover_box (none, &view, &box));
  synthetic_county_free (county);
}

/* Where no layer that is shown has the object, its point is ringed; where one has it, nothing but the object is. */
static void
test_an_object_of_no_layer_is_ringed (void)
{
  SyntheticSpec    spec = { 4549, 4, 4, 3, 0, FALSE, 2 };
  SyntheticCounty *county = synthetic_county_new (&spec);
  YutuView         view = { 4549, 0, 0, 1, 400, 300, 1 };
  YutuMapBox       ringed;
  YutuMapBox       found;
  YutuMapBox       alone;

  yutu_view_fit (&view, yutu_division_layer_get_box (county->spec.divisions), 20);
  county->spec.hover = (YutuHighlight){ .object = 424242,
                                        .has_point = TRUE,
                                        .point = yutu_projection_inverse (4549, (YutuMapPoint){ view.center_x, view.center_y }) };
  assert_hover_stays_in_box (county, &view);
  {
    g_autoptr (YutuScene) scene = yutu_scene_new (&county->spec);

    g_assert_true (yutu_scene_get_hover_box (scene, &view, &ringed));
    g_assert_true (ringed.min_x < 200 && 200 < ringed.max_x && ringed.min_y < 150 && 150 < ringed.max_y);
  }
  county->spec.hover.object = 5001;
  {
    g_autoptr (YutuScene) scene = yutu_scene_new (&county->spec);

    g_assert_true (yutu_scene_get_hover_box (scene, &view, &found));
  }
  county->spec.hover = (YutuHighlight){ .object = 5001 };
  {
    g_autoptr (YutuScene) scene = yutu_scene_new (&county->spec);

    g_assert_true (yutu_scene_get_hover_box (scene, &view, &alone));
  }
  g_assert_cmpmem (&found, sizeof found, &alone, sizeof alone);
  synthetic_county_free (county);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/hit/units-as-by-winding", test_units_as_by_winding);
  g_test_add_func ("/scene/hit/township-first-while-villages-bear-no-names",
                   test_township_first_while_villages_bear_no_names);
  g_test_add_func ("/scene/hit/every-symbol-is-found-at-its-place",
                   test_every_symbol_is_found_at_its_place);
  g_test_add_func ("/scene/hit/a-line-is-found-where-it-is-drawn",
                   test_a_line_is_found_where_it_is_drawn);
  g_test_add_func ("/scene/hit/area-at-its-rim", test_an_area_is_met_at_its_rim);
  g_test_add_func ("/scene/hit/area-painted", test_an_area_is_painted);
  g_test_add_func ("/scene/hit/a-boundary-is-found-on-its-arcs", test_a_boundary_is_found_on_its_arcs);
  g_test_add_func ("/scene/hit/addresses-at-street-zoom", test_addresses_at_street_zoom);
  g_test_add_func ("/scene/hit/an-object-of-no-layer-is-ringed", test_an_object_of_no_layer_is_ringed);
  g_test_add_func ("/scene/hit/hover-stays-in-its-box", test_hover_stays_in_its_box);
  return g_test_run ();
}
