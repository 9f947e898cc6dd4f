/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "base/yutu-day.h"

static void
test_parse_and_format (void)
{
  /* Days since 1970-01-01 by GDate's Julian day numbers (719163 is 1970-01-01). */
  static const char *const days[] = {
    "0001-01-01",
    "1368-01-23",
    "1752-09-13",
    "1752-09-14",
    "1970-01-01",
    "2000-02-29",
    "2021-10-20",
    "2021-10-21",
    "2026-11-24",
    "9999-12-31",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      char    buffer[YUTU_DAY_TEXT_SIZE];
      int     y, m, d;
      GDate   date;
      YutuDay day = yutu_day_parse (days[i]);

      g_assert_cmpint (day, !=, YUTU_DAY_INVALID);
      g_assert_cmpstr (yutu_day_format (day, buffer), ==, days[i]);
      yutu_day_to_ymd (day, &y, &m, &d);
      g_date_set_dmy (&date, (GDateDay)d, (GDateMonth)m, (GDateYear)y);
      g_assert_cmpint (day, ==, (int)g_date_get_julian (&date) - 719163);
      g_assert_cmpint (yutu_day_weekday (day), ==, (int)g_date_get_weekday (&date));
    }
}

/* What ends is read with its last day; an open end stays. */
static void
test_last_day_before_an_end (void)
{
  char buffer[YUTU_DAY_TEXT_SIZE];

  g_assert_cmpstr (yutu_day_format_last ("2024-03-01", buffer), ==, "2024-02-29");
  g_assert_cmpstr (yutu_day_format_last ("2026-01-01", buffer), ==, "2025-12-31");
  g_assert_cmpstr (yutu_day_format_last (YUTU_DAY_OPEN_TEXT, buffer), ==, YUTU_DAY_OPEN_TEXT);
}

static void
test_refuses_what_is_no_day (void)
{
  static const char *const texts[] = {
    "",
    "2021-10-2",
    "2021-13-01",
    "2021-02-29",
    "2021-00-10",
    "2021-01-00",
    "0000-01-01",
    "2021/10/21",
    " 2021-10-21",
    "2021-10-21 ",
    "21-10-2021",
    "二〇二一年",
  };

  g_assert_cmpint (yutu_day_parse (NULL), ==, YUTU_DAY_INVALID);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (yutu_day_parse (texts[i]), ==, YUTU_DAY_INVALID);
}

/* By GLib's calendar, which knows the same rule. */
static void
test_months (void)
{
  for (int i = 0; i < 20000; i++)
    {
      YutuDay day = yutu_day_from_ymd (1900, 1, 1) + i * 7;
      int     months = i % 61, year, month, of_month;
      GDate   date;

      yutu_day_to_ymd (day, &year, &month, &of_month);
      g_date_clear (&date, 1);
      g_date_set_dmy (&date, (GDateDay)of_month, (GDateMonth)month, (GDateYear)year);
      g_date_add_months (&date, (guint)months);
      g_assert_cmpint (yutu_day_add_months (day, months), ==, (int)g_date_get_julian (&date) - 719163);
    }
  g_assert_cmpint (yutu_day_add_months (yutu_day_parse ("2024-03-31"), -1), ==,
                   yutu_day_parse ("2024-02-29"));
  g_assert_cmpint (yutu_day_add_months (yutu_day_parse ("9999-12-31"), 1), ==, YUTU_DAY_INVALID);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/day/parse-and-format", test_parse_and_format);
  g_test_add_func ("/base/day/last-day-before-an-end", test_last_day_before_an_end);
  g_test_add_func ("/base/day/refuses-what-is-no-day", test_refuses_what_is_no_day);
  g_test_add_func ("/base/day/months", test_months);
  return g_test_run ();
}
