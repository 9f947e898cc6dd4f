/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "base/yutu-day.h"

/* Day count from civil date and back: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
YutuDay
yutu_day_from_ymd (int year,
                   int month,
                   int day)
{
  int y = month <= 2 ? year - 1 : year;
  int era = (y >= 0 ? y : y - 399) / 400;
  int yoe = y - era * 400;
  int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

  return era * 146097 + doe - 719468;
}

void
yutu_day_to_ymd (YutuDay self,
                 int    *year,
                 int    *month,
                 int    *day)
{
  int z = self + 719468;
  int era = (z >= 0 ? z : z - 146096) / 146097;
  int doe = z - era * 146097;
  int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  int mp = (5 * doy + 2) / 153;

  *day = doy - (153 * mp + 2) / 5 + 1;
  *month = mp < 10 ? mp + 3 : mp - 9;
  *year = yoe + era * 400 + (*month <= 2);
}

static gboolean
parse_digits (const char *text,
              int         n,
              int        *value)
{
  *value = 0;
  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *value = *value * 10 + (text[i] - '0');
    }
  return TRUE;
}

YutuDay
yutu_day_parse (const char *text)
{
  int     y, m, d, y2, m2, d2;
  YutuDay day;

  if (text == NULL || strlen (text) != 10 || text[4] != '-' || text[7] != '-' ||
      !parse_digits (text, 4, &y) || !parse_digits (text + 5, 2, &m) ||
      !parse_digits (text + 8, 2, &d) || y < 1 || m < 1 || m > 12 || d < 1)
    return YUTU_DAY_INVALID;

  day = yutu_day_from_ymd (y, m, d);
  yutu_day_to_ymd (day, &y2, &m2, &d2);
  return y2 == y && m2 == m && d2 == d ? day : YUTU_DAY_INVALID;
}

const char *
yutu_day_format (YutuDay self,
                 char    buffer[YUTU_DAY_TEXT_SIZE])
{
  int y, m, d;

  yutu_day_to_ymd (self, &y, &m, &d);
  g_snprintf (buffer, YUTU_DAY_TEXT_SIZE, "%04u-%02u-%02u",
              (unsigned) y % 10000, (unsigned) m % 100, (unsigned) d % 100);
  return buffer;
}

const char *
yutu_day_format_last (const char *end,
                      char        buffer[YUTU_DAY_TEXT_SIZE])
{
  YutuDay day = yutu_day_parse (end);

  if (day == YUTU_DAY_INVALID || g_str_equal (end, YUTU_DAY_OPEN_TEXT))
    g_strlcpy (buffer, end, YUTU_DAY_TEXT_SIZE);
  else
    yutu_day_format (day - 1, buffer);
  return buffer;
}

YutuDay
yutu_day_today (void)
{
  const char *forced = g_getenv ("YUTU_TODAY");
  YutuDay     day = yutu_day_parse (forced);
  g_autoptr (GDateTime) now = NULL;

  if (day != YUTU_DAY_INVALID)
    return day;
  now = g_date_time_new_now_local ();
  return yutu_day_from_ymd (g_date_time_get_year (now),
                            g_date_time_get_month (now),
                            g_date_time_get_day_of_month (now));
}

int
yutu_day_weekday (YutuDay self)
{
  int w = (int) ((self + 3) % 7); /* 1970-01-01 was a Thursday. */

  return (w < 0 ? w + 7 : w) + 1;
}

YutuDay
yutu_day_add_months (YutuDay self,
                     int     months)
{
  int year, month, of_month, count, n_days;

  yutu_day_to_ymd (self, &year, &month, &of_month);
  count = year * 12 + month - 1 + months;
  year = count / 12;
  month = count % 12 + 1;
  if (count < 12 || year > 9999)
    return YUTU_DAY_INVALID;
  n_days = yutu_day_from_ymd (month < 12 ? year : year + 1, month < 12 ? month + 1 : 1, 1) -
           yutu_day_from_ymd (year, month, 1);
  return yutu_day_from_ymd (year, month, MIN (of_month, n_days));
}
