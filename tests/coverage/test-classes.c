/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "coverage/yutu-classes.h"

static const double          coverage[] = { 0, 50, 80, 95 };
static const YutuClassLimits dated[] = {
  { coverage, G_N_ELEMENTS (coverage), "test", -100000, 100000 },
};

static GArray *
find (YutuClassesKind kind,
      int             n_classes,
      const double   *values,
      gsize           n)
{
  YutuIndicatorDef def = {
    .classes = kind, .n_classes = n_classes, .limits = dated, .n_limits = G_N_ELEMENTS (dated)
  };

  return yutu_classes_find_limits (&def, 0, values, n);
}

static void
assert_limits (const GArray *limits,
               const double *expected,
               gsize         n)
{
  g_assert_cmpuint (limits->len, ==, n);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (g_array_index (limits, double, i), ==, expected[i]);
}

/* None at all is a class of its own, and each limit belongs to the class above it. */
static void
test_limits (void)
{
  g_autoptr (GArray) limits = find (YUTU_CLASSES_LIMITS, 5, NULL, 0);
  static const struct
  {
    double value;
    gsize class;
  } rows[] = {
    { 0, 0 },
    { 0.01, 1 },
    { 49.99, 1 },
    { 50, 2 },
    { 79.999, 2 },
    { 80, 3 },
    { 95, 4 },
    { 100, 4 },
  };

  assert_limits (limits, coverage, G_N_ELEMENTS (coverage));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (yutu_classes_find (limits, rows[i].value), ==, rows[i].class);
}

static void
test_quantiles (void)
{
  double values[20];
  gsize  counts[5] = { 0 };
  g_autoptr (GArray) limits = NULL;

  for (int i = 0; i < 20; i++)
    values[i] = (i * 7) % 20 + 0.25;
  limits = find (YUTU_CLASSES_QUANTILE, 5, values, 20);
  g_assert_cmpuint (limits->len, ==, 4);
  for (int i = 0; i < 20; i++)
    counts[yutu_classes_find (limits, values[i])]++;
  for (int i = 0; i < 5; i++)
    g_assert_cmpuint (counts[i], ==, 4);
}

/* Equal values stay together, whatever that does to the sizes. */
static void
test_quantiles_ties (void)
{
  static const double values[] = { 0, 0, 0, 0, 0, 0, 1, 2, 2, 3 };
  static const double same[] = { 7, 7, 7 };
  g_autoptr (GArray) limits = find (YUTU_CLASSES_QUANTILE, 5, values, G_N_ELEMENTS (values));
  g_autoptr (GArray) none = find (YUTU_CLASSES_QUANTILE, 5, same, G_N_ELEMENTS (same));
  g_autoptr (GArray) empty = find (YUTU_CLASSES_QUANTILE, 5, same, 0);

  g_assert_cmpuint (limits->len, >=, 2);
  for (guint i = 1; i < limits->len; i++)
    g_assert_cmpfloat (g_array_index (limits, double, i - 1), <, g_array_index (limits, double, i));
  g_assert_cmpuint (yutu_classes_find (limits, 0), ==, 0);
  g_assert_cmpuint (yutu_classes_find (limits, 1), ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (empty->len, ==, 0);
}

/* Three heaps, found wherever their members stand in the list; limits are as short as they can be. */
static void
test_natural (void)
{
  static const double values[] = { 101, 3, 52, 1, 100, 2, 50, 51, 102, 49 };
  static const double expected[] = { 30, 80 };
  g_autoptr (GArray) limits = find (YUTU_CLASSES_NATURAL, 3, values, G_N_ELEMENTS (values));

  assert_limits (limits, expected, G_N_ELEMENTS (expected));
}

/* No partition into the same number of classes has a smaller sum of squares: all are tried. */
static double
measure (const double *sorted,
         gsize         from,
         gsize         to)
{
  double mean = 0;
  double squares = 0;

  for (gsize i = from; i < to; i++)
    mean += sorted[i] / (double)(to - from);
  for (gsize i = from; i < to; i++)
    squares += (sorted[i] - mean) * (sorted[i] - mean);
  return squares;
}

static void
test_natural_is_least (void)
{
  static const double sorted[] = { 1, 2, 4, 7, 9, 9.5, 12, 20, 21, 25, 40, 41 };
  const gsize         n = G_N_ELEMENTS (sorted);
  g_autoptr (GArray) limits = find (YUTU_CLASSES_NATURAL, 3, sorted, n);
  double best = G_MAXDOUBLE;
  gsize  ends[4] = { 0, 0, 0, n };

  g_assert_cmpuint (limits->len, ==, 2);
  for (gsize i = 0; i < n; i++)
    for (gsize c = yutu_classes_find (limits, sorted[i]); c < 2; c++)
      ends[c + 1] = i + 1;
  for (gsize a = 1; a < n - 1; a++)
    for (gsize b = a + 1; b < n; b++)
      best = MIN (best, measure (sorted, 0, a) + measure (sorted, a, b) + measure (sorted, b, n));
  g_assert_cmpfloat_with_epsilon (measure (sorted, 0, ends[1]) +
                                    measure (sorted, ends[1], ends[2]) +
                                    measure (sorted, ends[2], n),
                                  best, 1e-9);
}

/* Fewer different values than classes. */
static void
test_natural_few (void)
{
  static const double values[] = { 5, 5, 8, 8, 8 };
  g_autoptr (GArray) limits = find (YUTU_CLASSES_NATURAL, 5, values, G_N_ELEMENTS (values));

  g_assert_cmpuint (limits->len, ==, 1);
  g_assert_cmpuint (yutu_classes_find (limits, 5), ==, 0);
  g_assert_cmpuint (yutu_classes_find (limits, 8), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coverage/classes/limits", test_limits);
  g_test_add_func ("/coverage/classes/quantiles", test_quantiles);
  g_test_add_func ("/coverage/classes/quantiles-ties", test_quantiles_ties);
  g_test_add_func ("/coverage/classes/natural", test_natural);
  g_test_add_func ("/coverage/classes/natural-is-least", test_natural_is_least);
  g_test_add_func ("/coverage/classes/natural-few", test_natural_few);
  return g_test_run ();
}
