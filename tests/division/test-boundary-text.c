/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lines and areas in words and back: whatever the geometry, the text that is read again tells the same. */

#include <math.h>
#include <string.h>

#include "base/yutu-random.h"
#include "county-fixture.h"
#include "course-reader.h"
#include "division/yutu-boundary-text.h"
#include "geo/yutu-measure.h"

#define N_AREAS 1000
#define N_LINES 1000

/* Every character that texts are made with is among them. */
static const char *const SYLLABLES[] = { "东", "南", "西", "北", "至", "自", "起", "沿", "向", "偏",
                                         "行", "进", "千", "米", "四", "界", "桩", "号", "与", "的",
                                         "婺", "兰", "溪", "龙", "游", "乡", "镇", "一", "全", "长" };

static char *
make_name (YutuRandom *random)
{
  GString *name = g_string_new (NULL);

  for (guint64 i = 2 + yutu_random_below (random, 4); i > 0; i--)
    g_string_append (name, SYLLABLES[yutu_random_below (random, G_N_ELEMENTS (SYLLABLES))]);
  return g_string_free (name, FALSE);
}

static void
assert_same_names (GPtrArray *a,
                   GPtrArray *b)
{
  g_assert_cmpuint (a->len, ==, b->len);
  for (guint i = 0; i < a->len; i++)
    g_assert_cmpstr (a->pdata[i], ==, b->pdata[i]);
}

/* ---- Four bounds ---- */

/* A ring about a centre, each run of its edges towards one of the neighbours. */
static GArray *
make_outline (YutuRandom *random,
              guint       n_neighbours,
              GHashTable *met)
{
  GArray               *edges = g_array_new (FALSE, FALSE, sizeof (YutuBoundsEdge));
  guint                 n = 4 + (guint)yutu_random_below (random, 60);
  YutuPoint             center = yutu_point_from_degrees (119 + yutu_random_unit (random), 29 + yutu_random_unit (random));
  g_autofree YutuPoint *ring = g_new0 (YutuPoint, n);
  guint                 neighbour = 0;

  for (guint i = 0; i < n; i++)
    ring[i] = yutu_measure_point_at (center, fmod (720 - 360.0 * i / n, 360), 500 + 9000 * yutu_random_unit (random));
  for (guint i = 0; i < n; i++)
    {
      YutuBoundsEdge edge = { ring[i], ring[(i + 1) % n], 0 };

      if (yutu_random_below (random, 3) == 0)
        neighbour = (guint)yutu_random_below (random, n_neighbours);
      edge.neighbour = neighbour;
      g_hash_table_add (met, GUINT_TO_POINTER (neighbour + 1));
      g_array_append_val (edges, edge);
    }
  return edges;
}

static gboolean
names_neighbour (const YutuBounds *bounds,
                 const char       *name)
{
  for (int side = 0; side < YUTU_N_SIDES; side++)
    if (g_ptr_array_find_with_equal_func (bounds->sides[side], name, g_str_equal, NULL))
      return TRUE;
  return FALSE;
}

static void
test_bounds_of_random_areas (void)
{
  guint32    seed = (guint32)g_test_rand_int ();
  YutuRandom random;

  g_test_message ("seed %u", seed);
  yutu_random_init (&random, seed);
  for (guint area = 0; area < N_AREAS; area++)
    {
      guint n = 1 + (guint)yutu_random_below (&random, 8);
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GHashTable) met = g_hash_table_new (NULL, NULL);
      g_autoptr (GArray) edges = make_outline (&random, n, met);
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuBounds) bounds = NULL;
      g_autoptr (YutuBounds) back = NULL;
      g_autofree char *own = make_name (&random);
      g_autofree char *text = NULL;

      for (guint i = 0; i < n; i++)
        g_ptr_array_add (names, make_name (&random));
      bounds = yutu_bounds_new (own, (YutuBoundsEdge *)(gpointer)edges->data, edges->len,
                                (const char *const *)names->pdata, n, 0.15, &error);
      g_assert_no_error (error);
      text = yutu_bounds_to_text (bounds);
      back = yutu_bounds_from_text (text, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (back->name, ==, own);
      for (int side = 0; side < YUTU_N_SIDES; side++)
        assert_same_names (bounds->sides[side], back->sides[side]);
      for (guint i = 0; i < n; i++)
        if (g_hash_table_contains (met, GUINT_TO_POINTER (i + 1)))
          g_assert_true (names_neighbour (back, names->pdata[i]));
    }
}

/* A square: one neighbour on each side. */
static void
test_bounds_of_a_square (void)
{
  static const char *const names[] = { "甲乡", "乙镇", "丙街道", "丁乡" };
  YutuPoint                a = yutu_point_from_degrees (119, 29), c = yutu_point_from_degrees (119.1, 29.1);
  YutuPoint                b = { c.x, a.y }, d = { a.x, c.y };
  YutuBoundsEdge           edges[] = { { a, b, 0 }, { b, c, 1 }, { c, d, 2 }, { d, a, 3 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuBounds) bounds = yutu_bounds_new ("中村", edges, 4, names, 4, 0.15, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = yutu_bounds_to_text (bounds);
  g_assert_cmpstr (text, ==, "中村四至：东至乙镇，南至甲乡，西至丁乡，北至丙街道。");
}

/* The neighbours of a unit of a file are those that the text names. */
static gboolean
check_units (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  County *self = data;

  for (int i = 0; i < N_VILLAGES; i++)
    {
      g_autoptr (YutuBounds) bounds = yutu_bounds_load (connection, self->villages[i], FIRST_DAY, error);
      g_autoptr (GArray) neighbours =
        yutu_division_list_neighbours (connection, self->villages[i], FIRST_DAY, error);
      g_autofree char *text = yutu_bounds_to_text (bounds);
      g_autoptr (YutuBounds) back = yutu_bounds_from_text (text, error);

      g_assert_nonnull (back);
      for (guint k = 0; k < neighbours->len; k++)
        {
          gint64 unit = g_array_index (neighbours, YutuDivisionNeighbour, k).unit;
          g_autoptr (YutuDivision) other = NULL;

          if (unit == 0)
            {
              g_assert_true (names_neighbour (back, "界外"));
              continue;
            }
          g_assert_true (yutu_division_load (connection, unit, FIRST_DAY, &other, error));
          g_assert_true (names_neighbour (back, other->name));
        }
    }
  return TRUE;
}

static void
test_bounds_of_units (County       *self,
                      gconstpointer data)
{
  county_read (self, check_units, self);
}

/* ---- Courses ---- */

static YutuShape *
make_line (YutuRandom *random)
{
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_MULTI_LINE);
  YutuPoint         at = yutu_point_from_degrees (119 + yutu_random_unit (random), 29);

  for (guint64 part = 1 + yutu_random_below (random, 2); part > 0; part--)
    {
      guint  n = 2 + (guint)yutu_random_below (random, 40);
      double azimuth_deg = 360 * yutu_random_unit (random);

      yutu_shape_builder_begin_part (builder, FALSE);
      for (guint i = 0; i < n; i++)
        {
          yutu_shape_builder_add (builder, &at, 1);
          azimuth_deg = fmod (azimuth_deg + 60 * yutu_random_unit (random) + 330, 360);
          at = yutu_measure_point_at (at, azimuth_deg, 20 + 700 * yutu_random_unit (random));
        }
      at = yutu_measure_point_at (at, 90, 5000);
    }
  return yutu_shape_builder_end (builder);
}

/* As exact as it is written. */
static void
assert_length (double a_m,
               double b_m)
{
  g_assert_cmpfloat (fabs (a_m - b_m), <=, a_m < 999.5 ? 0.51 : 5.01);
}

static void
assert_same_course (const YutuCourse *a,
                    const YutuCourse *b)
{
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpstr (a->left, ==, b->left);
  g_assert_cmpstr (a->right, ==, b->right);
  assert_length (a->length_m, b->length_m);
  g_assert_cmpuint (a->legs->len, ==, b->legs->len);
  for (guint i = 0; i < a->legs->len; i++)
    {
      const YutuCourseLeg *one = a->legs->pdata[i], *two = b->legs->pdata[i];

      g_assert_cmpuint (one->piece, ==, two->piece);
      g_assert_cmpstr (one->from, ==, two->from);
      g_assert_cmpstr (one->to, ==, two->to);
      g_assert_cmpuint (one->stretches->len, ==, two->stretches->len);
      for (guint k = 0; k < one->stretches->len; k++)
        {
          const YutuCourseStretch *here = &g_array_index (one->stretches, YutuCourseStretch, k);
          const YutuCourseStretch *there = &g_array_index (two->stretches, YutuCourseStretch, k);

          g_assert_cmpstr (here->along, ==, there->along);
          g_assert_cmpint (here->direction, ==, there->direction);
          assert_length (here->length_m, there->length_m);
        }
    }
}

/* The stretches add up to the line. */
static void
assert_whole (const YutuCourse *course)
{
  double sum_m = 0;

  for (guint i = 0; i < course->legs->len; i++)
    {
      const YutuCourseLeg *leg = course->legs->pdata[i];

      g_assert_cmpuint (leg->stretches->len, >, 0);
      for (guint k = 0; k < leg->stretches->len; k++)
        sum_m += g_array_index (leg->stretches, YutuCourseStretch, k).length_m;
    }
  g_assert_cmpfloat (fabs (sum_m - course->length_m), <, 0.01 * (double)(course->legs->len + 10));
}

static void
check_random_line (YutuRandom *random)
{
  g_autoptr (YutuShape) shape = make_line (random);
  g_autofree char  *name = make_name (random);
  g_autofree char  *left = make_name (random);
  g_autofree char  *right = make_name (random);
  g_autofree char  *river = make_name (random);
  g_autofree char  *first = make_name (random);
  g_autofree char  *second = make_name (random);
  YutuCourseMark    marks[] = { { first, shape->points[0] },
                                { second, shape->points[yutu_random_below (random, shape->n_points)] } };
  YutuCourseFeature feature = { river, shape };
  YutuCourseSpec    spec = { .name = name, .left = left, .right = right, .shape = shape, .marks = marks, .n_marks = 2, .mark_reach_m = 100, .features = &feature, .n_features = yutu_random_below (random, 2), .turn_m = 150, .follow_m = 30, .follow_share = 0.8 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuCourse) course = yutu_course_new (&spec, &error);
  g_autoptr (YutuCourse) back = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = yutu_course_to_text (course);
  back = course_from_text (text, &error);
  g_assert_no_error (error);
  assert_same_course (course, back);
  assert_whole (course);
}

static void
test_course_of_random_lines (void)
{
  guint32    seed = (guint32)g_test_rand_int ();
  YutuRandom random;

  g_test_message ("seed %u", seed);
  yutu_random_init (&random, seed);
  for (guint i = 0; i < N_LINES; i++)
    check_random_line (&random);
}

/* East for a kilometre, then north along a river to the junction. */
static void
test_course_of_a_bend (void)
{
  YutuPoint      start = yutu_point_from_degrees (119.4, 29), corner = yutu_measure_point_at (start, 90, 1200);
  YutuPoint      end = yutu_measure_point_at (corner, 0, 640);
  YutuPoint      points[] = { start, corner, end }, water[] = { corner, end };
  YutuCourseMark marks[] = { { "甲乙丙三交点", end }, { "0001001Q号界桩", start }, { "太远号界桩", { 0, 0 } } };
  g_autoptr (YutuShape) shape = yutu_shape_new_line (points, 3);
  g_autoptr (YutuShape) river = yutu_shape_new_line (water, 2);
  YutuCourseFeature feature = { "白沙溪", river };
  YutuCourseSpec    spec = { .name = "甲乙线", .left = "甲县", .shape = shape, .marks = marks, .n_marks = 3, .mark_reach_m = 100, .features = &feature, .n_features = 1, .turn_m = 150, .follow_m = 30, .follow_share = 0.8 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuCourse) course = yutu_course_new (&spec, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = yutu_course_to_text (course);
  g_assert_cmpstr (text, ==,
                   "甲乙线：甲县、界外的行政区域界线，全长1.84千米。自0001001Q号界桩起，向东行进1.20千米，沿白沙溪，"
                   "向北行进640米，至甲乙丙三交点。");
}

/* A name with punctuation would be read as two. */
static void
test_names_with_punctuation (void)
{
  YutuPoint points[] = { yutu_point_from_degrees (119, 29), yutu_point_from_degrees (119.1, 29) };
  g_autoptr (YutuShape) shape = yutu_shape_new_line (points, 2);
  static const char *const bad[] = { "甲、乙县", "甲，乙", "甲。", "甲：乙", "甲 乙", "甲；乙", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      YutuCourseSpec spec = { .name = "线", .left = bad[i], .shape = shape, .turn_m = 150, .follow_m = 30, .follow_share = 0.8 };
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuCourse) course = yutu_course_new (&spec, &error);

      g_assert_null (course);
      g_assert_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID);
    }
}

static void
test_texts_that_are_none (void)
{
  static const char *const bounds[] = { "", "甲四至", "甲四至：。", "甲四至：东至乙", "甲四至：上至乙。",
                                        "甲四至：东至乙，东至丙。", "甲四至：东至乙、。" };

  for (gsize i = 0; i < G_N_ELEMENTS (bounds); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (yutu_bounds_from_text (bounds[i], &error));
      g_assert_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/division/boundary-text/bounds-of-random-areas", test_bounds_of_random_areas);
  g_test_add_func ("/division/boundary-text/bounds-of-a-square", test_bounds_of_a_square);
  g_test_add ("/division/boundary-text/bounds-of-units", County, NULL, county_set_up, test_bounds_of_units,
              county_tear_down);
  g_test_add_func ("/division/boundary-text/course-of-random-lines", test_course_of_random_lines);
  g_test_add_func ("/division/boundary-text/course-of-a-bend", test_course_of_a_bend);
  g_test_add_func ("/division/boundary-text/names-with-punctuation", test_names_with_punctuation);
  g_test_add_func ("/division/boundary-text/texts-that-are-none", test_texts_that_are_none);
  return g_test_run ();
}
