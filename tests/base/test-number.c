/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "base/yutu-number.h"

/* In C's locale, which groups nothing by itself. */
static void
test_grouped (void)
{
  static const struct
  {
    double      value;
    int         decimals;
    const char *text;
    const char *short_text;
  } cases[] = {
    { 0, 0, "0", "0" },
    { 999, 1, "999.0", "999" },
    { 7015, 0, "7,015", "7,015" },
    { -34704.6, 2, "-34,704.60", "-34,704.6" },
    { 1234567.125, 2, "1,234,567.12", "1,234,567.12" },
    { 100, 0, "100", "100" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = yutu_number_format (cases[i].value, cases[i].decimals);
      g_autofree char *short_text = yutu_number_format_short (cases[i].value, cases[i].decimals);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (short_text, ==, cases[i].short_text);
    }
}

static void
test_count (void)
{
  g_autofree char *least = yutu_number_format_count (-1000);
  g_autofree char *most = yutu_number_format_count (G_MAXINT64);

  g_assert_cmpstr (least, ==, "-1,000");
  g_assert_cmpstr (most, ==, "9,223,372,036,854,775,807");
}

static void
test_text (void)
{
  static const struct
  {
    double      value;
    const char *text;
  } cases[] = { { 33.3, "33.3" }, { 100, "100" }, { -0.1, "-0.1" }, { 1.0 / 3, "0.3333333333333333" }, { 1e300, "1e+300" }, { 0, "0" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = yutu_number_to_text (cases[i].value);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("LC_ALL", "C", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/number/grouped", test_grouped);
  g_test_add_func ("/base/number/count", test_count);
  g_test_add_func ("/base/number/text", test_text);
  return g_test_run ();
}
