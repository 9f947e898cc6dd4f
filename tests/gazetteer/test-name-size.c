/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Generic terms beside the size of what they name (R9). */

#include <locale.h>
#include <string.h>

#include "gazetteer-fixture.h"
#include "gazetteer/yutu-name-rules.h"

#define DAY "2026-07-01"

/* In the order of the data file. */
static const char TABLE[] =
  "大厦\t1\tfloors\tleast\t12\tyes\t本区\t2020-01-01\t2026-08-01\t第一条\n"
  "大厦\t1\tfloors\tleast\t20\tyes\t本区\t2026-08-01\t9999-12-31\t第二条\n"
  "楼\t1\tfloors\tleast\t3\tyes\t\t2020-01-01\t9999-12-31\t\n"
  "广场\t1\tland_area_m2\tleast\t10000\tyes\t\t2020-01-01\t9999-12-31\t第三条\n"
  "广场\t1\tfloor_area_m2\tleast\t50000\tyes\t\t2020-01-01\t9999-12-31\t第三条\n"
  "广场\t2\topen_area_m2\tmore\t2000\tyes\t\t2020-01-01\t9999-12-31\t第四条\n"
  "中心\t1\tfloors\tleast\t5\tno\t他市\t2020-01-01\t9999-12-31\t他市\n"
  "大道\t1\tlength_m\tleast\t1000\tyes\t\t2020-01-01\t9999-12-31\t第五条\n"
  "村\t1\tfloors\tleast\t9\tyes\t\t2020-01-01\t9999-12-31\t\n";

typedef struct
{
  YutuNameIndex *index;
} County;

static gboolean
store (YutuConnection *connection,
       gpointer        data,
       GError        **error)
{
  g_autoptr (YutuNameSizes) sizes = yutu_name_sizes_parse (TABLE);
  g_autofree char *text = NULL;

  g_assert_nonnull (sizes);
  text = yutu_name_sizes_format (sizes);
  g_assert_cmpstr (text, ==, TABLE);
  return yutu_name_sizes_store (connection, sizes, error);
}

static gboolean
forget (YutuConnection *connection,
        gpointer        data,
        GError        **error)
{
  return yutu_name_sizes_store (connection, NULL, error);
}

static gboolean
load (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  ((County *)data)->index = yutu_name_index_load (connection, NULL, error);
  return ((County *)data)->index != NULL;
}

/* The only finding of each kind, and how many. */
static guint
ask (const County           *self,
     const YutuNameQuestion *question,
     GPtrArray             **findings,
     guint                  *n_met,
     guint                  *n_open)
{
  guint n_small = 0;

  *n_met = *n_open = 0;
  *findings = yutu_name_index_check (self->index, question);
  for (guint i = 0; i < (*findings)->len; i++)
    {
      const YutuNameFinding *finding = (*findings)->pdata[i];

      n_small += finding->breach == YUTU_NAME_TOO_SMALL;
      *n_open += finding->breach == YUTU_NAME_SIZE_NOT_STATED;
      *n_met += finding->breach == YUTU_NAME_BIG_ENOUGH;
      g_assert_cmpint (finding->is_met, ==, finding->breach == YUTU_NAME_BIG_ENOUGH);
      g_assert_true (finding->breach != YUTU_NAME_TOO_SMALL || finding->is_error);
      g_assert_true (finding->breach != YUTU_NAME_SIZE_NOT_STATED || !finding->is_error);
      if (finding->is_met && i > 0)
        g_assert_true (i + 1 == (*findings)->len || ((const YutuNameFinding *)(*findings)->pdata[i + 1])->is_met); /* last */
    }
  return n_small;
}

static void
test_limits (Fixture      *self,
             gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *name_class;
    const char *day;
    double      floors, floor_area, land_area, open_area;
    guint       n_small, n_open, n_met;
  } cases[] = {
    { "栖梧大厦", "building", DAY, 0, 0, 0, 0, 0, 1, 0 },
    { "栖梧大厦", "building", DAY, 11, 0, 0, 0, 1, 0, 0 },
    { "栖梧大厦", "building", DAY, 12, 0, 0, 0, 0, 0, 1 },
    { "栖梧大厦", "building", "2026-08-01", 12, 0, 0, 0, 1, 0, 0 }, /* the next limit */
    { "栖梧大厦", "building", "2026-08-01", 20, 0, 0, 0, 0, 0, 1 },
    { "栖梧大楼", "building", DAY, 1, 0, 0, 0, 0, 0, 0 }, /* 大楼 is another term than 楼 */
    { "栖梧楼", "building", DAY, 1, 0, 0, 0, 1, 0, 0 },
    { "栖梧中心", "building", DAY, 1, 0, 0, 0, 0, 0, 0 },      /* an example, not in force */
    { "栖梧村", "natural-village", DAY, 1, 0, 0, 0, 0, 0, 0 }, /* no rule for what people did not plan */
    { "大厦", "building", DAY, 1, 0, 0, 0, 0, 0, 0 },
    /* one of two alternatives is enough, and a second thing is asked for */
    { "栖梧广场", "building", DAY, 0, 0, 0, 0, 0, 2, 0 },
    { "栖梧广场", "building", DAY, 0, 0, 9999, 2001, 0, 1, 1 },
    { "栖梧广场", "building", DAY, 0, 49999, 9999, 2001, 1, 0, 1 },
    { "栖梧广场", "building", DAY, 0, 49999, 10000, 2001, 0, 0, 2 },
    { "栖梧广场", "building", DAY, 0, 50000, 0, 2000, 1, 0, 1 }, /* more than that */
  };
  County county = { 0 };

  fixture_write (self, store, NULL, FALSE);
  fixture_read (self, load, &county);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YutuNameQuestion question = { .name = cases[i].name, .name_class = cases[i].name_class, .day = yutu_day_parse (cases[i].day) };
      g_autoptr (GPtrArray) findings = NULL;
      guint n_met, n_open, n_small;

      question.figures[YUTU_FIGURE_FLOORS] = cases[i].floors;
      question.figures[YUTU_FIGURE_FLOOR_AREA_M2] = cases[i].floor_area;
      question.figures[YUTU_FIGURE_LAND_AREA_M2] = cases[i].land_area;
      question.figures[YUTU_FIGURE_OPEN_AREA_M2] = cases[i].open_area;
      n_small = ask (&county, &question, &findings, &n_met, &n_open);
      g_test_message ("%s %g %g %g %g", cases[i].name, cases[i].floors, cases[i].floor_area, cases[i].land_area, cases[i].open_area);
      g_assert_cmpuint (n_small, ==, cases[i].n_small);
      g_assert_cmpuint (n_open, ==, cases[i].n_open);
      g_assert_cmpuint (n_met, ==, cases[i].n_met);
    }
  yutu_name_index_unref (county.index);
}

/* What is told outlives the table. */
static void
test_figures (Fixture      *self,
              gconstpointer data)
{
  County           county = { 0 };
  YutuNameQuestion question = { .name = "栖梧大厦", .name_class = "building", .day = yutu_day_parse (DAY) };
  g_autoptr (GPtrArray) findings = NULL;
  const YutuNameFinding  *finding = NULL;
  const YutuNameSizeTest *test = NULL;

  fixture_write (self, store, NULL, FALSE);
  fixture_read (self, load, &county);
  question.figures[YUTU_FIGURE_FLOORS] = 9;
  g_assert_cmpuint (yutu_name_sizes_list_figures (yutu_name_index_get_sizes (county.index), question.day), ==,
                    1u << YUTU_FIGURE_FLOORS | 1u << YUTU_FIGURE_LAND_AREA_M2 | 1u << YUTU_FIGURE_FLOOR_AREA_M2 |
                      1u << YUTU_FIGURE_OPEN_AREA_M2 | 1u << YUTU_FIGURE_LENGTH_M);
  findings = yutu_name_index_check (county.index, &question);
  yutu_name_index_unref (county.index);
  fixture_write (self, forget, NULL, FALSE);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = findings->pdata[0];
  g_assert_cmpstr (finding->rule, ==, "R9");
  g_assert_cmpstr (finding->clause, ==, "第一条");
  g_assert_cmpstr (finding->detail, ==, "大厦");
  g_assert_cmpuint (finding->tests->len, ==, 1);
  test = &g_array_index (finding->tests, YutuNameSizeTest, 0);
  g_assert_true (test->has_figure && !test->is_drawn);
  g_assert_cmpfloat (test->figure, ==, 9);
  g_assert_cmpfloat (test->size.least, ==, 12);
  /* and the table of the program has none in force */
  fixture_read (self, load, &county);
  g_assert_cmpuint (yutu_name_sizes_list_figures (yutu_name_index_get_sizes (county.index), question.day), ==, 0);
  yutu_name_index_unref (county.index);
}

/* A square of some 111 m by 97 m, and a road of some 1,945 m. */
static void
test_drawn (Fixture      *self,
            gconstpointer data)
{
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  const YutuPoint   ring[] = { yutu_point_from_degrees (119.5, 29), yutu_point_from_degrees (119.501, 29), yutu_point_from_degrees (119.501, 29.001), yutu_point_from_degrees (119.5, 29.001) };
  const YutuPoint   road[] = { yutu_point_from_degrees (119.5, 29), yutu_point_from_degrees (119.52, 29) };
  g_autoptr (YutuShape) square = NULL;
  g_autoptr (YutuShape) line = yutu_shape_new_line (road, 2);
  County county = { 0 };

  yutu_shape_builder_begin_part (builder, TRUE);
  yutu_shape_builder_add (builder, ring, 4);
  square = yutu_shape_builder_end (builder);
  fixture_write (self, store, NULL, FALSE);
  fixture_read (self, load, &county);
  for (int i = 0; i < 3; i++)
    {
      YutuNameQuestion question = { .name = i == 2 ? "栖梧大道" : "栖梧广场", .name_class = i == 2 ? "road" : "building", .day = yutu_day_parse (DAY), .shape = i == 2 ? line : square };
      g_autoptr (GPtrArray) findings = NULL;
      const YutuNameSizeTest *test = NULL;

      question.figures[YUTU_FIGURE_OPEN_AREA_M2] = 3000;
      question.figures[YUTU_FIGURE_LAND_AREA_M2] = i == 1 ? 5000 : 0; /* what is stated goes before what is drawn */
      findings = yutu_name_index_check (county.index, &question);
      for (guint k = 0; k < findings->len; k++)
        {
          const YutuNameFinding *finding = findings->pdata[k];

          if (finding->tests != NULL &&
              g_array_index (finding->tests, YutuNameSizeTest, 0).size.figure != YUTU_FIGURE_OPEN_AREA_M2)
            {
              test = &g_array_index (finding->tests, YutuNameSizeTest, 0);
              g_assert_cmpint (finding->breach, ==, i == 1 ? YUTU_NAME_SIZE_NOT_STATED : YUTU_NAME_BIG_ENOUGH);
            }
        }
      g_assert_nonnull (test);
      g_assert_cmpint (test->is_drawn, ==, i != 1);
      g_assert_cmpfloat_with_epsilon (test->figure, i == 2 ? 1948 : i == 1 ? 5000
                                                                           : 10800,
                                      i == 2 ? 10 : 50);
    }
  yutu_name_index_unref (county.index);
}

static void
test_tables (void)
{
  static const char *const wrong[] = {
    "大厦\t1\tfloors\tleast\t12\tyes\t\t2020-01-01\t9999-12-31\n",
    "大厦\t0\tfloors\tleast\t12\tyes\t\t2020-01-01\t9999-12-31\t\n",
    "大厦\t1\tstorey\tleast\t12\tyes\t\t2020-01-01\t9999-12-31\t\n",
    "大厦\t1\tfloors\tleast\tmany\tyes\t\t2020-01-01\t9999-12-31\t\n",
    "大厦\t1\tfloors\tleast\t12\tyes\t\t2021-01-01\t2020-01-01\t\n",
    "\t1\tfloors\tleast\t12\tyes\t\t2020-01-01\t9999-12-31\t\n",
  };
  YutuNameSizes *shipped = yutu_name_sizes_get_shipped ();
  g_autoptr (YutuNameSizes) chosen = NULL;
  guint n_chosen = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_null (yutu_name_sizes_parse (wrong[i]));
  g_assert_cmpuint (yutu_name_sizes_count (shipped), >, 0);
  for (guint i = 0; i < yutu_name_sizes_count (shipped); i++)
    {
      g_assert_false (yutu_name_sizes_get (shipped, i)->is_in_force);
      g_assert_cmpstr (yutu_name_sizes_get (shipped, i)->basis, !=, "");
      g_assert_cmpstr (yutu_name_sizes_get (shipped, i)->place, !=, "");
    }
  g_assert_null (yutu_name_sizes_choose (shipped, "无此市"));
  chosen = yutu_name_sizes_choose (shipped, yutu_name_sizes_get (shipped, 0)->place);
  for (guint i = 0; i < yutu_name_sizes_count (chosen); i++)
    n_chosen += yutu_name_sizes_get (chosen, i)->is_in_force;
  g_assert_cmpuint (n_chosen, >, 0);
  for (guint i = 0; i < YUTU_N_FIGURES; i++)
    {
      YutuFigure figure = YUTU_N_FIGURES;

      g_assert_true (yutu_figure_from_text (yutu_figure_to_text (i), &figure));
      g_assert_cmpuint (figure, ==, i);
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gazetteer/name-size/tables", test_tables);
  g_test_add ("/gazetteer/name-size/limits", Fixture, NULL, fixture_set_up, test_limits, fixture_tear_down);
  g_test_add ("/gazetteer/name-size/figures", Fixture, NULL, fixture_set_up, test_figures, fixture_tear_down);
  g_test_add ("/gazetteer/name-size/drawn", Fixture, NULL, fixture_set_up, test_drawn, fixture_tear_down);
  return g_test_run ();
}
