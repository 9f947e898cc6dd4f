/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-coverage.h"

static const double           limits[] = { 0, 50, 80, 95 };
static const YutuClassLimits  dated[] = { { limits, 4, "test", -100000, 100000 } };
static const YutuIndicatorDef def = {
  .id = "share",
  .unit = "%",
  .decimals = 1,
  .classes = YUTU_CLASSES_LIMITS,
  .limits = dated,
  .n_limits = 1,
  .palette = "green",
};

static void
add_row (YutuIndicatorTable *table,
         gint64              unit,
         double              value) /* < 0: none; < -1: suppressed */
{
  YutuIndicatorRow *row = g_new0 (YutuIndicatorRow, 1);

  row->unit = unit;
  row->has_value = value >= 0;
  row->value = MAX (value, 0);
  row->is_suppressed = value < -1;
  g_ptr_array_add (table->rows, row);
}

/* Seven units of the scope and two that it leaves out. */
static YutuIndicatorTable *
make_table (void)
{
  static const double values[] = { 0, 12, 50, 79.5, 100, -1, -2 };
  static const gint64 outside[] = { 101, 102 };
  YutuIndicatorTable *table = g_new0 (YutuIndicatorTable, 1);

  table->def = &def;
  table->level = 4;
  table->day = 0;
  table->rows = g_ptr_array_new_with_free_func (g_free);
  table->outside = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (table->outside, outside, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    add_row (table, (gint64)i + 1, values[i]);
  return table;
}

static void
test_classes (void)
{
  static const struct
  {
    const char *label;
    gsize       n;
  } expected[] = {
    { "0", 1 },
    { "0 – 50", 1 },
    { "50 – 80", 2 },
    { "80 – 95", 0 },
    { "≥ 95", 1 },
  };
  g_autoptr (YutuThemeMap) map = yutu_theme_map_new (make_table (), FALSE);

  g_assert_cmpuint (map->classes->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < map->classes->len; i++)
    {
      const YutuThemeClass *class = &g_array_index (map->classes, YutuThemeClass, i);

      g_assert_cmpstr (class->label, ==, expected[i].label);
      g_assert_cmpuint (class->n, ==, expected[i].n);
    }
  g_assert_cmpuint (map->n_no_data, ==, 2);
  g_assert_cmpuint (map->n_suppressed, ==, 1);
}

/* Coloured are those with a value, plain those outside of the scope; the rest is hatched. */
static void
test_theme (void)
{
  g_autoptr (YutuThemeMap) map = yutu_theme_map_new (make_table (), FALSE);

  g_assert_cmpint (map->theme.level, ==, 4);
  g_assert_cmpuint (map->theme.n_units, ==, 7);
  for (gsize i = 0; i < map->theme.n_units; i++)
    {
      const YutuColor *color = &map->theme.colors[i];
      int              index = i < 5 ? yutu_theme_map_get_class (map, map->table->rows->pdata[i]) : -1;

      if (index < 0)
        {
          g_assert_cmpint (map->theme.units[i], ==, (gint64)i - 5 + 101);
          g_assert_cmpfloat (color->alpha, ==, 0);
          continue;
        }
      g_assert_cmpint (map->theme.units[i], ==, (gint64)i + 1);
      g_assert_cmpmem (color, sizeof *color,
                       &g_array_index (map->classes, YutuThemeClass, index).color, sizeof *color);
    }
}

/* In other colours it is the map that would have been made with them. */
static void
test_recolor (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuStyle) dark = yutu_style_load ("dark", &error);
  g_autoptr (YutuThemeMap) map = yutu_theme_map_new (make_table (), FALSE);
  g_autoptr (YutuThemeMap) expected = yutu_theme_map_new (make_table (), TRUE);

  g_assert_no_error (error);
  g_assert_cmpint (memcmp (map->theme.colors, expected->theme.colors, sizeof (YutuColor)), !=, 0);
  yutu_theme_map_recolor (map, dark);
  g_assert_cmpmem (map->theme.colors, map->theme.n_units * sizeof (YutuColor), expected->theme.colors,
                   expected->theme.n_units * sizeof (YutuColor));
  for (guint i = 0; i < map->classes->len; i++)
    {
      const YutuThemeClass *class = &g_array_index (map->classes, YutuThemeClass, i);

      g_assert_cmpmem (&class->color, sizeof class->color,
                       &g_array_index (expected->classes, YutuThemeClass, i).color, sizeof class->color);
      g_assert_cmpuint (class->n, ==, g_array_index (expected->classes, YutuThemeClass, i).n);
    }
}

/* One hue from pale to deep on paper, from deep to bright in the dark: brightness runs one way. */
static void
test_palettes (void)
{
  static const char *const names[] = { "blue", "green", "orange", "purple", "teal", "red" };

  for (int dark = 0; dark < 2; dark++)
    for (gsize p = 0; p < G_N_ELEMENTS (names); p++)
      {
        g_autoptr (GError) error = NULL;
        g_autoptr (YutuStyle) style = yutu_style_load (dark ? "dark" : "light", &error);
        YutuColor colors[5];
        double    before = dark ? -1 : 2;

        g_assert_no_error (error);
        yutu_style_get_palette (style, names[p], 5, colors);
        for (int i = 0; i < 5; i++)
          {
            double bright =
              0.2126 * colors[i].red + 0.7152 * colors[i].green + 0.0722 * colors[i].blue;

            g_assert_true (dark ? bright > before + 0.05 : bright < before - 0.05);
            before = bright;
          }
      }
}

static void
test_words (void)
{
  YutuIndicatorRow shown = { .has_value = TRUE, .value = 72, .numerator = 198, .denominator = 275 };
  YutuIndicatorRow few = { .is_suppressed = TRUE };
  YutuIndicatorRow none = { 0 };
  g_autofree char *value = yutu_indicator_format_value (&def, &shown);
  g_autofree char *few_value = yutu_indicator_format_value (&def, &few);
  g_autofree char *none_value = yutu_indicator_format_value (&def, &none);
  g_autofree char *ratio = yutu_indicator_format_ratio (&def, &shown);

  g_assert_cmpstr (value, ==, "72.0 %");
  g_assert_cmpstr (few_value, ==, "<5");
  g_assert_cmpstr (none_value, ==, "—");
  g_assert_null (ratio); /* the definition has no denominator */
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/theme-map/classes", test_classes);
  g_test_add_func ("/session/theme-map/theme", test_theme);
  g_test_add_func ("/session/theme-map/recolor", test_recolor);
  g_test_add_func ("/session/theme-map/palettes", test_palettes);
  g_test_add_func ("/session/theme-map/words", test_words);
  return g_test_run ();
}
