/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer-fixture.h"

#include "gazetteer/yutu-place-name.h"

#define P(lon, lat)                           \
  {                                           \
    (gint64) ((lon)*1e9), (gint64)((lat)*1e9) \
  }

/* ---- Where labels stand ---- */

static void
test_label_line (void)
{
  const YutuPoint line[] = { P (119.5, 29.0), P (119.5, 29.1), P (119.5, 29.1), P (119.5, 29.4) };
  const YutuPoint brook[] = { P (119.7, 29.0), P (119.7, 29.05) };
  g_autoptr (YutuShape) shape = NULL;
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_MULTI_LINE);
  YutuPoint         point;

  yutu_shape_builder_begin_part (builder, FALSE);
  yutu_shape_builder_add (builder, brook, G_N_ELEMENTS (brook));
  yutu_shape_builder_begin_part (builder, FALSE);
  yutu_shape_builder_add (builder, line, G_N_ELEMENTS (line));
  shape = yutu_shape_builder_end (builder);
  g_assert_true (yutu_place_label_point (shape, &point));
  g_assert_cmpint (point.x, ==, 119500000000);
  g_assert_cmpint (ABS (point.y - 29200000000), <, 20000); /* metres per degree vary a little */
}

/* A horseshoe whose box's middle lies outside of it, a hole in its arm, and a small exclave. */
static void
test_label_area (void)
{
  const YutuPoint exclave[] = { P (1, 1), P (2, 1), P (2, 2), P (1, 2) };
  const YutuPoint shoe[] = { P (10, 10), P (20, 10), P (20, 12), P (13, 12),
                             P (13, 18), P (20, 18), P (20, 20), P (10, 20) };
  const YutuPoint hole[] = { P (12, 10.5), P (12, 11.5), P (19, 11.5), P (19, 10.5) };
  g_autoptr (YutuShape) shape = NULL;
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  YutuPoint         point;

  yutu_shape_builder_begin_part (builder, TRUE);
  yutu_shape_builder_add (builder, exclave, G_N_ELEMENTS (exclave));
  yutu_shape_builder_begin_part (builder, TRUE);
  yutu_shape_builder_add (builder, shoe, G_N_ELEMENTS (shoe));
  yutu_shape_builder_begin_part (builder, FALSE);
  yutu_shape_builder_add (builder, hole, G_N_ELEMENTS (hole));
  shape = yutu_shape_builder_end (builder);
  g_assert_true (yutu_place_label_point (shape, &point));
  /* the upper arm is the widest stretch */
  g_assert_cmpint (point.x, ==, 15000000000);
  g_assert_cmpint (point.y, >, 18000000000);
  g_assert_cmpint (point.y, <, 20000000000);
}

/* The widest stretch lies along the upper edge: the label stands in the middle all the same. */
static void
test_label_middle (void)
{
  const YutuPoint park[] = { P (10, 10), P (20, 10), P (21, 18), P (9, 18) };
  g_autoptr (YutuShape) shape = NULL;
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  YutuPoint         point;

  yutu_shape_builder_begin_part (builder, TRUE);
  yutu_shape_builder_add (builder, park, G_N_ELEMENTS (park));
  shape = yutu_shape_builder_end (builder);
  g_assert_true (yutu_place_label_point (shape, &point));
  g_assert_cmpint (ABS (point.x - 15000000000), <=, 1);
  g_assert_cmpint (point.y, >=, 13000000000);
  g_assert_cmpint (point.y, <=, 15000000000);
}

static void
test_label_none (void)
{
  YutuPoint point;

  g_assert_false (yutu_place_label_point (NULL, &point));
}

/* ---- The table ---- */

typedef struct
{
  gint64 unit;
  gint64 road;
  gint64 river;
  gint64 hill;
} Places;

static gboolean
write_places (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  const YutuPoint road[] = { P (119.5, 29.0), P (119.6, 29.0) };
  const YutuPoint river[] = { P (119.55, 28.9), P (119.55, 29.1) };
  g_autoptr (YutuShape) road_shape = yutu_shape_new_line (road, 2);
  g_autoptr (YutuShape) river_shape = yutu_shape_new_line (river, 2);
  Places           *places = data;
  UnitSpec          town = { 4, "town", "罗店镇", "罗店", "镇", NULL, NULL, 0, "2000-01-01", NULL };
  YutuPlaceNameSpec spec = {
    .name = "双龙南街",
    .name_class = "road",
    .grade = 2,
    .alias = "双龙街",
    .meaning = "近双龙洞",
    .fields = "{\"length_m\": 9700, \"built\": \"\", \"lanes\": [2, 4]}",
    .valid_from = "2000-01-01",
    .shape = road_shape,
  };

  spec.division = places->unit = fixture_add_unit (connection, &town);
  if (!yutu_place_name_add (connection, &spec, &places->road, error))
    return FALSE;
  spec = (YutuPlaceNameSpec){ .name = "白沙溪", .name_class = "river", .valid_from = "2000-01-01", .valid_to = "2015-01-01", .shape = river_shape };
  if (!yutu_place_name_add (connection, &spec, &places->river, error))
    return FALSE;
  spec = (YutuPlaceNameSpec){ .name = "尖峰山", .name_class = "hill", .valid_from = "2010-01-01" };
  return yutu_place_name_add (connection, &spec, &places->hill, error);
}

static char *
list_names (YutuConnection    *connection,
            const char *const *classes,
            YutuBox            box,
            const char        *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GPtrArray) places = yutu_place_name_list (
    connection, classes, box, day != NULL ? yutu_day_parse (day) : YUTU_DAY_INVALID, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < places->len; i++)
    g_string_append_printf (out, "%s ", ((YutuPlaceName *)g_ptr_array_index (places, i))->name);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
read_places (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  static const char *const roads[] = { "road", NULL };
  static const char *const both[] = { "river", "hill", NULL };
  static const char *const part[] = { "oad", NULL };
  const YutuBox            west = { 119500000000, 28000000000, 119549999999, 30000000000 };
  const YutuBox            edge = { 119550000000, 29100000000, 119560000000, 29200000000 };
  const struct
  {
    const char *const *classes;
    YutuBox            box;
    const char        *day;
    const char        *names;
  } cases[] = {
    { NULL, YUTU_BOX_EMPTY, NULL, "尖峰山 白沙溪 双龙南街 " },
    { NULL, YUTU_BOX_EMPTY, "2014-12-31", "尖峰山 白沙溪 双龙南街 " },
    { NULL, YUTU_BOX_EMPTY, "2015-01-01", "尖峰山 双龙南街 " },
    { NULL, YUTU_BOX_EMPTY, "2009-12-31", "白沙溪 双龙南街 " },
    { roads, YUTU_BOX_EMPTY, NULL, "双龙南街 " },
    { both, YUTU_BOX_EMPTY, NULL, "尖峰山 白沙溪 " },
    { part, YUTU_BOX_EMPTY, NULL, "" },
    { NULL, west, NULL, "双龙南街 " },
    { NULL, edge, NULL, "白沙溪 " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *names =
        list_names (connection, cases[i].classes, cases[i].box, cases[i].day);

      g_assert_cmpstr (names, ==, cases[i].names);
    }
  return TRUE;
}

static gboolean
read_one (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  static const char *const expected[] = {
    "name=双龙南街", "alias=双龙街", "pinyin=Shuanglong Nanjie",
    "pinyin_tone=Shuānglóng Nánjiē", "proper_name=双龙", "generic_term=南街",
    "class=road", "grade=2", "status=in_use",
    "division=罗店镇", "meaning=近双龙洞", "valid_from=2000-01-01",
    "fields.length_m=9700", "fields.lanes=[2,4]"
  };
  Places *places = data;
  g_autoptr (YutuPlaceName) road = NULL;
  g_autoptr (YutuPlaceName) hill = NULL;
  g_autoptr (YutuPlaceName) none = NULL;
  g_autoptr (GPtrArray) facts = yutu_place_name_list_facts (connection, places->road, error);

  g_assert_cmpint (facts->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < facts->len; i++)
    {
      const YutuPlaceFact *fact = g_ptr_array_index (facts, i);
      g_autofree char     *text = g_strdup_printf ("%s=%s", fact->key, fact->text);

      g_assert_cmpstr (text, ==, expected[i]);
    }
  g_assert_true (yutu_place_name_load (connection, places->road, &road, error));
  g_assert_cmpint (road->grade, ==, 2);
  g_assert_cmpint (road->division, ==, places->unit);
  g_assert_true (road->has_point);
  g_assert_cmpint (road->point.x, ==, 119550000000);
  g_assert_cmpint (road->shape->n_points, ==, 2);
  g_assert_true (yutu_place_name_load (connection, places->hill, &hill, error));
  g_assert_null (hill->shape);
  g_assert_false (hill->has_point);
  g_assert_true (yutu_place_name_load (connection, places->unit, &none, error));
  g_assert_null (none);
  return TRUE;
}

static void
test_table (Fixture      *self,
            gconstpointer data)
{
  Places places = { 0 };

  fixture_write (self, write_places, &places, FALSE);
  fixture_read (self, read_places, &places);
  fixture_read (self, read_one, &places);
}

static gboolean
refuse_places (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  const YutuPlaceNameSpec wrong[] = {
    { .name_class = "road", .valid_from = "2000-01-01" },
    { .name = "", .name_class = "road", .valid_from = "2000-01-01" },
    { .name = "\xff\xfe", .name_class = "road", .valid_from = "2000-01-01" },
    { .name = "白沙溪", .valid_from = "2000-01-01" },
    { .name = "白沙溪", .name_class = "river", .valid_from = "2000-1-1" },
    { .name = "白沙溪", .name_class = "river", .valid_from = "2000-01-01", .valid_to = "1999-01-01" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) refusal = NULL;

      g_assert_false (yutu_place_name_add (connection, &wrong[i], NULL, &refusal));
      g_assert_error (refusal, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
    }
  return TRUE;
}

static void
test_refuse (Fixture      *self,
             gconstpointer data)
{
  fixture_write (self, refuse_places, NULL, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gazetteer/place-name/label-line", test_label_line);
  g_test_add_func ("/gazetteer/place-name/label-area", test_label_area);
  g_test_add_func ("/gazetteer/place-name/label-middle", test_label_middle);
  g_test_add_func ("/gazetteer/place-name/label-none", test_label_none);
  g_test_add ("/gazetteer/place-name/table", Fixture, NULL, fixture_set_up, test_table, fixture_tear_down);
  g_test_add ("/gazetteer/place-name/refuse", Fixture, NULL, fixture_set_up, test_refuse, fixture_tear_down);
  return g_test_run ();
}
