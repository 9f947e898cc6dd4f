/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A legal day: proleptic Gregorian, no time zone, no clock time. Ranges are half-open
 * [from, to): on the day of a change exactly one side is valid. In tables a day is ISO text
 * "YYYY-MM-DD"; an open end is YUTU_DAY_OPEN_TEXT, never NULL, so that one comparison serves. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Days since 1970-01-01; negative before. Years 0001 to 9999. */
typedef gint32 YutuDay;

#define YUTU_DAY_INVALID G_MININT32
#define YUTU_DAY_OPEN_TEXT "9999-12-31"
#define YUTU_DAY_TEXT_SIZE 11

/**
 * yutu_day_parse:
 * @text: "YYYY-MM-DD", nothing before or behind it
 *
 * Returns: the day, or YUTU_DAY_INVALID when @text is no existing day.
 */
YutuDay yutu_day_parse (const char *text);

YutuDay yutu_day_from_ymd (int year,
                           int month,
                           int day);
void    yutu_day_to_ymd   (YutuDay self,
                           int    *year,
                           int    *month,
                           int    *day);

/* Writes "YYYY-MM-DD" and returns @buffer. */
const char *yutu_day_format (YutuDay self,
                             char    buffer[YUTU_DAY_TEXT_SIZE]);

/* The last day before @end ("YYYY-MM-DD"), on which what ends is no more, as all that is read says it; an open end as
 * it is. Returns @buffer. */
const char *yutu_day_format_last (const char *end,
                                  char        buffer[YUTU_DAY_TEXT_SIZE]);

/* The day here and now, by the local clock; YUTU_TODAY=YYYY-MM-DD in the environment overrides it. */
YutuDay yutu_day_today (void);

/* The day of the same number @months later, or the last day of that month when it has none (Civil Code
 * art. 202). @months may be negative; YUTU_DAY_INVALID beyond the years 1 to 9999. */
YutuDay yutu_day_add_months (YutuDay self,
                             int     months);

/* 1 Monday … 7 Sunday. */
int yutu_day_weekday (YutuDay self);

G_END_DECLS
