/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "base/yutu-moment.h"

#include <string.h>

#include "base/yutu-day.h"

#define DAY_SIZE    10 /* YYYY-MM-DD */
#define MINUTE_SIZE 16 /* YYYY-MM-DDTHH:MM */
#define SECOND_SIZE 19 /* YYYY-MM-DDTHH:MM:SS */

/* Two digits below @limit, or -1. */
static int
read_two (const char *text,
          int         limit)
{
  int value = 0;

  if (!g_ascii_isdigit (text[0]) || !g_ascii_isdigit (text[1]))
    return -1;
  value = g_ascii_digit_value (text[0]) * 10 + g_ascii_digit_value (text[1]);
  return value < limit ? value : -1;
}

/* Hours, minutes and seconds; what is not said is the last there is. */
static gboolean
read_time (const char *text,
           gsize       size,
           int         time[3])
{
  time[0] = 23;
  time[1] = 59;
  time[2] = 59;
  if (size == DAY_SIZE)
    return TRUE;
  if ((size != MINUTE_SIZE && size != SECOND_SIZE) ||
      (text[DAY_SIZE] != 'T' && text[DAY_SIZE] != ' ') || text[13] != ':' ||
      (size == SECOND_SIZE && text[MINUTE_SIZE] != ':'))
    return FALSE;
  time[0] = read_two (text + DAY_SIZE + 1, 24);
  time[1] = read_two (text + 14, 60);
  if (size == SECOND_SIZE)
    time[2] = read_two (text + MINUTE_SIZE + 1, 60);
  return time[0] >= 0 && time[1] >= 0 && time[2] >= 0;
}

gboolean
yutu_moment_parse (const char *text,
                   char        moment[YUTU_MOMENT_TEXT_SIZE])
{
  gsize    size = strlen (text);
  gboolean is_utc = size > DAY_SIZE && text[size - 1] == 'Z';
  char     day_text[YUTU_DAY_TEXT_SIZE] = "";
  YutuDay  day = YUTU_DAY_INVALID;
  int      ymd[3], time[3];
  g_autoptr (GTimeZone) zone = is_utc ? g_time_zone_new_utc () : g_time_zone_new_local ();
  g_autoptr (GDateTime) there = NULL;
  g_autoptr (GDateTime) utc = NULL;

  size -= is_utc ? 1 : 0;
  if (size < DAY_SIZE || (is_utc && size == DAY_SIZE) || !read_time (text, size, time))
    return FALSE;
  memcpy (day_text, text, DAY_SIZE);
  day = yutu_day_parse (day_text);
  if (day == YUTU_DAY_INVALID)
    return FALSE;
  yutu_day_to_ymd (day, &ymd[0], &ymd[1], &ymd[2]);
  there = g_date_time_new (zone, ymd[0], ymd[1], ymd[2], time[0], time[1], time[2]);
  utc = there != NULL ? g_date_time_to_utc (there) : NULL;
  if (utc == NULL)
    return FALSE;
  g_snprintf (moment, YUTU_MOMENT_TEXT_SIZE, "%04d-%02d-%02dT%02d:%02d:%02d.999Z",
              g_date_time_get_year (utc), g_date_time_get_month (utc),
              g_date_time_get_day_of_month (utc), g_date_time_get_hour (utc),
              g_date_time_get_minute (utc), g_date_time_get_second (utc));
  return TRUE;
}

char *
yutu_moment_to_local (const char *moment)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (moment, NULL);
  g_autoptr (GDateTime) there = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return there != NULL ? g_date_time_format (there, "%Y-%m-%d %H:%M:%S") : g_strdup (moment);
}
