/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "casework/yutu-calendar.h"

#include <string.h>

/* Counted by hand on a wall calendar with the notices beside it. */
static void
test_limits (void)
{
  static const struct
  {
    const char  *start;
    int          length;
    YutuTimeUnit unit;
    const char  *last;
  } rows[] = {
    { "2021-10-18", 3, YUTU_TIME_WORKING_DAYS, "2021-10-21" }, /* Mon: Tue Wed Thu */
    { "2021-10-21", 3, YUTU_TIME_WORKING_DAYS, "2021-10-26" }, /* Thu: Fri, Mon, Tue */
    { "2021-09-30", 1, YUTU_TIME_WORKING_DAYS, "2021-10-08" }, /* over National Day */
    { "2021-09-30", 2, YUTU_TIME_WORKING_DAYS, "2021-10-09" }, /* a Saturday made up */
    { "2021-02-10", 3, YUTU_TIME_WORKING_DAYS, "2021-02-20" }, /* 18, 19, then Saturday 20 */
    { "2024-02-09", 1, YUTU_TIME_WORKING_DAYS, "2024-02-18" }, /* a Sunday made up */
    { "2025-12-31", 1, YUTU_TIME_WORKING_DAYS, "2026-01-04" }, /* over the turn of the year */
    { "2021-10-18", 0, YUTU_TIME_WORKING_DAYS, "2021-10-18" },
    { "2021-10-21", 7, YUTU_TIME_DAYS, "2021-10-28" },
    { "2021-10-21", 2, YUTU_TIME_DAYS, "2021-10-25" },         /* ends on Saturday */
    { "2021-09-24", 7, YUTU_TIME_DAYS, "2021-10-08" },         /* ends on 1 October */
    { "2021-09-20", 6, YUTU_TIME_DAYS, "2021-09-26" },         /* ends on a Sunday that is made up */
    { "2030-09-30", 1, YUTU_TIME_WORKING_DAYS, "2030-10-04" }, /* no notice: weekends and fixed days */
    { "2021-10-21", 12, YUTU_TIME_MONTHS, "2022-10-21" },      /* a Friday */
    { "2021-10-23", 1, YUTU_TIME_YEARS, "2022-10-24" },        /* ends on Sunday */
    { "2024-01-31", 1, YUTU_TIME_MONTHS, "2024-02-29" },       /* no 31st: the last day, a Thursday */
    { "2023-01-31", 1, YUTU_TIME_MONTHS, "2023-02-28" },
    { "2024-02-29", 1, YUTU_TIME_YEARS, "2025-02-28" },
    { "2024-08-30", 6, YUTU_TIME_MONTHS, "2025-02-28" },
    { "2021-07-01", 3, YUTU_TIME_MONTHS, "2021-10-08" }, /* ends on 1 October */
    { "2021-12-15", 1, YUTU_TIME_MONTHS, "2022-01-17" }, /* into the next year, on a Saturday */
    { "2020-02-29", 4, YUTU_TIME_YEARS, "2024-02-29" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuCalendar) calendar = yutu_calendar_load (&error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      char    buffer[YUTU_DAY_TEXT_SIZE];
      YutuDay last = yutu_calendar_add (calendar, yutu_day_parse (rows[i].start), rows[i].length,
                                        rows[i].unit);

      g_assert_cmpstr (yutu_day_format (last, buffer), ==, rows[i].last);
    }
}

/* Working days of a year by the notices: 365 less weekends and days off plus make-up days. */
static void
test_years_have_their_working_days (void)
{
  static const int expected[] = { 250, 249, 249, 251, 248, 248 };
  g_autoptr (YutuCalendar) calendar = yutu_calendar_load (NULL);

  for (int year = 2021; year <= 2026; year++)
    {
      int n = 0;

      for (YutuDay day = yutu_day_from_ymd (year, 1, 1); day < yutu_day_from_ymd (year + 1, 1, 1);
           day++)
        n += yutu_calendar_is_working_day (calendar, day);
      g_test_message ("%d: %d", year, n);
      g_assert_cmpint (n, ==, expected[year - 2021]);
    }
}

static void
test_broken_files_are_refused (void)
{
  static const char *const texts[] = {
    "",
    "{}",
    "[]",
    "{\"years\":[],\"fixed\":[1]}",
    "{\"years\":[{\"year\":2021,\"days_off\":[[\"2021-02-30\",\"2021-03-01\"]],\"workdays\":[]}],"
    "\"fixed\":[]}",
    "{\"years\":[{\"year\":2021,\"days_off\":[[\"2021-01-01\",\"2022-01-01\"]],\"workdays\":[]}],"
    "\"fixed\":[]}",
    "{\"years\":[{\"year\":2021,\"days_off\":[],\"workdays\":[\"2021-10-21\"]}],\"fixed\":[]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) json = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (YutuCalendar) calendar = yutu_calendar_new ("c.json", json, &error);

      g_assert_null (calendar);
      g_assert_nonnull (error);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/casework/calendar/limits", test_limits);
  g_test_add_func ("/casework/calendar/years-have-their-working-days",
                   test_years_have_their_working_days);
  g_test_add_func ("/casework/calendar/broken-files-are-refused", test_broken_files_are_refused);
  return g_test_run ();
}
