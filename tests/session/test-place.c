/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-place.h"

static YutuShape *
make_square (gint64 side)
{
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  YutuPoint         ring[] = { { 0, 0 }, { side, 0 }, { side, side }, { 0, side } };

  yutu_shape_builder_begin_part (builder, TRUE);
  yutu_shape_builder_add (builder, ring, G_N_ELEMENTS (ring));
  return yutu_shape_builder_end (builder);
}

/* Every two of these differ; each equals its own copy. */
static YutuPlace *
make_place (gsize index)
{
  g_autoptr (YutuShape) small = make_square (10);
  g_autoptr (YutuShape) large = make_square (20);

  switch (index)
    {
    case 0:
      return yutu_place_new_unit (7);
    case 1:
      return yutu_place_new_unit (8);
    case 2:
      return yutu_place_new_object (YUTU_PLACE_FACILITY, 7);
    case 3:
      return yutu_place_new_object (YUTU_PLACE_ADDRESS, 7);
    case 4:
      return yutu_place_new_point ((YutuPoint){ 5, 6 });
    case 5:
      return yutu_place_new_circle ((YutuPoint){ 5, 6 }, 100);
    case 6:
      return yutu_place_new_circle ((YutuPoint){ 5, 6 }, 101);
    case 7:
      return yutu_place_new_circle ((YutuPoint){ 5, 7 }, 100);
    case 8:
      return yutu_place_new_shape (small);
    default:
      return yutu_place_new_shape (large);
    }
}

static void
test_equal_only_when_all_is (void)
{
  for (gsize i = 0; i < 10; i++)
    for (gsize j = 0; j < 10; j++)
      {
        g_autoptr (YutuPlace) a = make_place (i);
        g_autoptr (YutuPlace) b = make_place (j);

        g_assert_true (yutu_place_equal (a, b) == (i == j));
      }
  g_assert_true (yutu_place_equal (NULL, NULL));
}

static void
test_boxed_keeps_it (void)
{
  g_auto (GValue) value = G_VALUE_INIT;
  YutuPlace *place = yutu_place_new_unit (7);

  g_value_init (&value, YUTU_TYPE_PLACE);
  g_value_take_boxed (&value, yutu_place_ref (place));
  yutu_place_unref (place);
  g_assert_cmpint (yutu_place_get_id (g_value_get_boxed (&value)), ==, 7);
  g_assert_cmpint (yutu_place_get_kind (g_value_get_boxed (&value)), ==, YUTU_PLACE_UNIT);
}

static void
test_text_means_the_same (void)
{
  for (gsize i = 0; i < 10; i++)
    {
      g_autoptr (YutuPlace) place = make_place (i);
      g_autofree char *text = yutu_place_to_text (place);
      g_autoptr (YutuPlace) back = yutu_place_from_text (text);

      g_assert_true (yutu_place_equal (place, back));
    }
}

static void
test_wrong_text_is_no_place (void)
{
  static const char *const wrong[] = {
    "",
    "unit:",
    "unit:0",
    "unit:-3",
    "unit:7x",
    "hall:7",
    "point:1",
    "point:1,2,3",
    "point:999999999999,0",
    "circle:1,2",
    "circle:1,2,0",
    "circle:1,2,nan",
    "circle:1,2,1e9",
    "shape:",
    "shape:h 0,0 1,0 1,1;",
    "shape:s 0,0 1,0;",
    "shape:s 0,0 1,0 1,x;",
    "shape:s 0,0",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (yutu_place_from_text (wrong[i]));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/place/equal-only-when-all-is", test_equal_only_when_all_is);
  g_test_add_func ("/session/place/boxed-keeps-it", test_boxed_keeps_it);
  g_test_add_func ("/place/text-means-the-same", test_text_means_the_same);
  g_test_add_func ("/place/wrong-text-is-no-place", test_wrong_text_is_no_place);
  return g_test_run ();
}
