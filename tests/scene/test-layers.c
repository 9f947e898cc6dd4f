/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "base/yutu-random.h"
#include "scene/yutu-layers-private.h"
#include "scene/yutu-style-private.h"
#include "synthetic-county.h"

static SyntheticCounty *
new_county (void)
{
  SyntheticSpec spec = { 4549, 30, 20, 4, 0, TRUE, 3 };

  return synthetic_county_new (&spec);
}

static void
test_colors_differ (void)
{
  SyntheticCounty         *county = new_county ();
  const YutuDivisionLayer *layer = county->spec.divisions;
  guint                    used[4] = { 0 };

  for (guint i = 0; i < layer->arcs->len; i++)
    {
      const YutuLayerArc *arc = YUTU_LAYER_ARC (layer, i);
      int                 left = yutu_division_layer_climb (layer, arc->left, 4);
      int                 right = yutu_division_layer_climb (layer, arc->right, 4);

      if (left >= 0 && right >= 0 && left != right)
        g_assert_cmpint (YUTU_LAYER_UNIT (layer, left)->color, !=,
                         YUTU_LAYER_UNIT (layer, right)->color);
      if (left >= 0)
        used[YUTU_LAYER_UNIT (layer, left)->color]++;
    }
  for (int i = 0; i < 4; i++)
    g_assert_cmpuint (used[i], >, 0);
  synthetic_county_free (county);
}

static void
test_grades (void)
{
  SyntheticCounty         *county = new_county ();
  const YutuDivisionLayer *layer = county->spec.divisions;

  for (guint i = 0; i < layer->arcs->len; i++)
    {
      const YutuLayerArc *arc = YUTU_LAYER_ARC (layer, i);
      int                 expected = YUTU_LEVEL_VILLAGE;

      if (arc->left < 0 || arc->right < 0)
        expected = YUTU_LEVEL_COUNTY;
      else if (YUTU_LAYER_UNIT (layer, arc->left)->parent !=
               YUTU_LAYER_UNIT (layer, arc->right)->parent)
        expected = YUTU_LEVEL_TOWNSHIP;
      g_assert_cmpint (arc->grade, ==, expected);
    }
  synthetic_county_free (county);
}

/* A step leads to a unit of the same level that shares a line, and lies on that side. */
static void
test_steps_lead_to_neighbours (void)
{
  SyntheticCounty         *county = new_county ();
  const YutuDivisionLayer *layer = county->spec.divisions;
  guint                    n_steps = 0;

  for (guint i = 0; i < layer->units->len; i++)
    {
      const YutuLayerUnit *unit = YUTU_LAYER_UNIT (layer, i);
      gint64               to = yutu_division_layer_step (layer, unit->id, 1, 0);
      int                  at = yutu_division_layer_find (layer, to);
      gboolean             is_adjacent = FALSE;

      if (to == 0)
        continue;
      n_steps++;
      g_assert_cmpint (at, !=, (int)i);
      g_assert_cmpint (YUTU_LAYER_UNIT (layer, at)->level, ==, unit->level);
      g_assert_cmpfloat (YUTU_LAYER_UNIT (layer, at)->label.x, >, unit->label.x);
      for (guint a = 0; a < layer->arcs->len; a++)
        {
          const YutuLayerArc *arc = YUTU_LAYER_ARC (layer, a);
          int                 left = yutu_division_layer_climb (layer, arc->left, unit->level);
          int                 right = yutu_division_layer_climb (layer, arc->right, unit->level);

          if ((left == (int)i && right == at) || (left == at && right == (int)i))
            is_adjacent = TRUE;
        }
      g_assert_true (is_adjacent);
    }
  g_assert_cmpuint (n_steps, >, layer->units->len / 2);
  g_assert_cmpint (yutu_division_layer_step (layer, 123456789, 1, 0), ==, 0);
  synthetic_county_free (county);
}

static void
test_label_points_lie_inside (void)
{
  SyntheticCounty         *county = new_county ();
  const YutuDivisionLayer *layer = county->spec.divisions;

  for (guint i = 0; i < layer->units->len; i++)
    if (YUTU_LAYER_UNIT (layer, i)->n_rings > 0)
      g_assert_true (
        yutu_division_layer_contains (layer, (int)i, YUTU_LAYER_UNIT (layer, i)->label));
  synthetic_county_free (county);
}

/* Every point of the county lies in one village, in that village's township and in the county;
 * outside it lies in none. */
static void
test_levels_agree (void)
{
  SyntheticCounty         *county = new_county ();
  const YutuDivisionLayer *layer = county->spec.divisions;
  YutuMapBox               box = yutu_division_layer_get_box (layer);
  YutuRandom               random;
  int                      inside = 0, odd = 0;

  yutu_random_init (&random, 9);
  for (int k = 0; k < 1500; k++)
    {
      YutuMapPoint p = { box.min_x + (box.max_x - box.min_x) * yutu_random_unit (&random),
                         box.min_y + (box.max_y - box.min_y) * yutu_random_unit (&random) };
      int          n[6] = { 0 }, at[6] = { -1, -1, -1, -1, -1, -1 };

      for (guint i = 0; i < layer->units->len; i++)
        if (yutu_division_layer_contains (layer, (int)i, p))
          {
            n[YUTU_LAYER_UNIT (layer, i)->level]++;
            at[YUTU_LAYER_UNIT (layer, i)->level] = (int)i;
          }
      inside += n[3];
      if (n[4] != n[3] || n[5] != n[3])
        odd++;
      else if (n[3] == 1)
        g_assert_cmpint (yutu_division_layer_climb (layer, at[5], 4), ==, at[4]);
    }
  g_assert_cmpint (inside, >, 700);
  /* The invented lines are not checked for crossings; a few do. */
  g_assert_cmpint (odd, <=, 15);
  synthetic_county_free (county);
}

/* Vertices that are left out at a tolerance lie within it of the line that stays. */
static void
test_generalisation_keeps_its_word (void)
{
  SyntheticCounty         *county = new_county ();
  const YutuDivisionLayer *layer = county->spec.divisions;
  const double             tolerance = 40;

  for (guint i = 0; i < layer->arcs->len; i++)
    {
      const YutuLayerArc *arc = YUTU_LAYER_ARC (layer, i);
      const YutuMapPoint *p = &g_array_index (layer->points, YutuMapPoint, arc->start);
      const float        *importance = layer->importance + arc->start;
      gsize               from = 0;

      g_assert_cmpfloat (importance[0], ==, G_MAXFLOAT);
      g_assert_cmpfloat (importance[arc->n - 1], ==, G_MAXFLOAT);
      for (gsize k = 1; k < arc->n; k++)
        {
          if (importance[k] < tolerance)
            continue;
          for (gsize m = from + 1; m < k; m++)
            {
              double dx = p[k].x - p[from].x, dy = p[k].y - p[from].y;
              double t =
                ((p[m].x - p[from].x) * dx + (p[m].y - p[from].y) * dy) / (dx * dx + dy * dy);

              t = CLAMP (t, 0, 1);
              g_assert_cmpfloat (hypot (p[m].x - p[from].x - t * dx, p[m].y - p[from].y - t * dy),
                                 <=, tolerance * 1.0001);
            }
          from = k;
        }
    }
  synthetic_county_free (county);
}

static void
test_styles_load (void)
{
  static const char *const names[] = { "light", "dark" };
  static const char *const symbols[] = {
    "dot",
    "care-centre",
    "care-home",
    "meal-point",
    "cemetery",
    "columbarium",
    "eco-burial",
    "niche-wall",
    "migrant-village",
    "seat-county",
    "seat-township",
    "seat-village",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuStyle) style = yutu_style_load (names[i], &error);

      g_assert_no_error (error);
      for (gsize k = 0; k < G_N_ELEMENTS (symbols); k++)
        g_assert_nonnull (g_hash_table_lookup (style->symbols, symbols[k]));
    }
}

static void
test_unknown_style_is_an_error (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yutu_style_load ("no-such-style", &error));
  g_assert_nonnull (error);
}

/* ---- what looks different ---- */

typedef struct
{
  double      bend;   /* of the line between the second and third village, in villages */
  gint64      parent; /* township of the third village: 2 or 3 */
  const char *name;   /* of the first village */
} Row;

static YutuPoint
row_point (double x, double y)
{
  return yutu_point_from_degrees (119.5 + 0.01 * x, 29 + 0.01 * y);
}

static void
add_row_arc (YutuDivisionLayerBuilder *builder,
             gint64                    id,
             gint64                    left,
             gint64                    right,
             YutuPoint                 from,
             YutuPoint                 middle,
             YutuPoint                 to)
{
  YutuPoint points[] = { from, middle, to };

  yutu_division_layer_builder_add_arc (builder, id, left, right, points, 3, NULL);
}

/* Five square villages from west to east: three of township 2, then two of township 3, or as @row
 * says. */
static YutuDivisionLayer *
new_row (const Row *row)
{
  YutuDivisionLayerBuilder *builder = yutu_division_layer_builder_new (4549);
  YutuUnitSpec              units[] = { { 1, 0, 3, "县", FALSE, { 0, 0 } },
                                        { 2, 1, 4, "甲乡", FALSE, { 0, 0 } },
                                        { 3, 1, 4, "乙乡", FALSE, { 0, 0 } } };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    yutu_division_layer_builder_add_unit (builder, &units[i]);
  for (int v = 0; v < 5; v++)
    {
      YutuUnitSpec village = { 10 + v, v == 2 ? row->parent : v < 2 ? 2 : 3,
                               5,      v == 0 ? row->name : "村",
                               FALSE,  { 0, 0 } };

      yutu_division_layer_builder_add_unit (builder, &village);
      yutu_division_layer_builder_add_face (builder, v + 1, 10 + v);
      add_row_arc (builder, 200 + v, v + 1, 0, row_point (v, 0), row_point (v + 0.5, 0),
                   row_point (v + 1, 0));
      add_row_arc (builder, 300 + v, v + 1, 0, row_point (v + 1, 1), row_point (v + 0.5, 1),
                   row_point (v, 1));
    }
  for (int v = 0; v <= 5; v++)
    add_row_arc (builder, 100 + v, v, v < 5 ? v + 1 : 0, row_point (v, 0),
                 row_point (v == 2 ? 2 + row->bend : v, 0.5), row_point (v, 1));
  return yutu_division_layer_builder_end (builder);
}

static cairo_surface_t *
paint_row (YutuDivisionLayer *layer, YutuStyle *style, const YutuView *view)
{
  YutuSceneSpec spec = { .style = style, .divisions = layer };
  g_autoptr (YutuScene) scene = yutu_scene_new (&spec);
  cairo_surface_t *surface = yutu_scene_paint_tile (scene, view);

  cairo_surface_flush (surface);
  return surface;
}

/* Every pixel that differs lies in the box, lines' widths apart; some do when @differs. */
static void
assert_changes_lie_in_box (const Row *a, const Row *b, gboolean differs)
{
  g_autoptr (YutuDivisionLayer) before = new_row (a);
  g_autoptr (YutuDivisionLayer) after = new_row (b);
  g_autoptr (YutuStyle) style = yutu_style_load ("light", NULL);
  YutuMapBox       box = yutu_division_layer_get_changed_box (before, after);
  YutuView         view = { 4549, 0, 0, 1, 700, 200, 1 };
  cairo_surface_t *surfaces[2];
  const guint32   *pixels[2];
  guint            n = 0;

  yutu_view_fit (&view, yutu_division_layer_get_box (before), 20);
  surfaces[0] = paint_row (before, style, &view);
  surfaces[1] = paint_row (after, style, &view);
  for (int i = 0; i < 2; i++)
    pixels[i] = (gpointer)cairo_image_surface_get_data (surfaces[i]);
  for (int i = 0; i < view.width * view.height; i++)
    {
      double x, y, margin = 20 * view.resolution;

      if (pixels[0][i] == pixels[1][i])
        continue;
      n++;
      yutu_view_from_screen (&view, i % view.width + 0.5, i / view.width + 0.5, &x, &y);
      g_assert_true (x > box.min_x - margin && x < box.max_x + margin);
      g_assert_true (y > box.min_y - margin && y < box.max_y + margin);
    }
  g_assert_cmpint (n > 0, ==, differs);
  g_assert_cmpint (box.max_x >= box.min_x, ==, differs);
  cairo_surface_destroy (surfaces[0]);
  cairo_surface_destroy (surfaces[1]);
}

static void
test_changes_lie_in_their_box (void)
{
  const Row row = { 0, 2, "东村" }, bent = { 0.2, 2, "东村" }, moved = { 0, 3, "东村" },
            renamed = { 0, 2, "西村" };
  g_autoptr (YutuDivisionLayer) before = new_row (&row);
  g_autoptr (YutuDivisionLayer) after = new_row (&bent);
  YutuMapBox box = yutu_division_layer_get_changed_box (before, after);
  YutuMapBox all = yutu_division_layer_get_box (before);

  assert_changes_lie_in_box (&row, &bent, TRUE);
  assert_changes_lie_in_box (&row, &moved, TRUE);
  assert_changes_lie_in_box (&bent, &moved, TRUE);
  assert_changes_lie_in_box (&row, &renamed, FALSE);
  /* A bent line is no more than itself. */
  g_assert_cmpfloat (box.max_x - box.min_x, <, (all.max_x - all.min_x) / 4);
}

/* A filtered layer holds the kinds asked for, and outlives the one it was made from. */
static void
test_lines_by_kind (void)
{
  YutuLineLayerBuilder *builder = yutu_line_layer_builder_new (4490);
  const YutuPoint       ends[] = { { 119000000000, 29000000000 }, { 119100000000, 29100000000 } };
  g_autoptr (YutuShape) shape = yutu_shape_new_line (ends, 2);
  YutuLineLayer *all, *roads, *rivers;

  yutu_line_layer_builder_add (builder, 1, YUTU_LINE_ROAD, 1, "甲路", shape);
  yutu_line_layer_builder_add (builder, 2, YUTU_LINE_RIVER, 1, "乙溪", shape);
  yutu_line_layer_builder_add (builder, 3, YUTU_LINE_ROAD, 2, "丙路", shape);
  all = yutu_line_layer_builder_end (builder);
  roads = yutu_line_layer_filter (all, 1u << YUTU_LINE_ROAD);
  rivers = yutu_line_layer_filter (all, 1u << YUTU_LINE_RIVER | 1u << YUTU_LINE_WATER);
  yutu_line_layer_unref (all);
  g_assert_cmpuint (roads->lines->len, ==, 2);
  g_assert_cmpuint (rivers->lines->len, ==, 1);
  g_assert_cmpstr (g_array_index (rivers->lines, YutuLayerLine, 0).name, ==, "乙溪");
  g_assert_cmpuint (roads->points->len, ==, 6);
  yutu_line_layer_unref (roads);
  yutu_line_layer_unref (rivers);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/division/colors-differ", test_colors_differ);
  g_test_add_func ("/scene/division/grades", test_grades);
  g_test_add_func ("/scene/division/steps-lead-to-neighbours", test_steps_lead_to_neighbours);
  g_test_add_func ("/scene/division/label-points-lie-inside", test_label_points_lie_inside);
  g_test_add_func ("/scene/division/levels-agree", test_levels_agree);
  g_test_add_func ("/scene/division/generalisation-keeps-its-word",
                   test_generalisation_keeps_its_word);
  g_test_add_func ("/scene/division/changes-lie-in-their-box", test_changes_lie_in_their_box);
  g_test_add_func ("/scene/style/load", test_styles_load);
  g_test_add_func ("/scene/style/unknown-is-an-error", test_unknown_style_is_an_error);
  g_test_add_func ("/scene/layers/lines-by-kind", test_lines_by_kind);
  return g_test_run ();
}
