/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Working days (工作日): weekends, the State Council's yearly holidays and make-up workdays (调休)
 * from data/rules/calendar-cn.json. Immutable: may cross threads. */
#pragma once

#include <gio/gio.h>

#include "base/yutu-day.h"

G_BEGIN_DECLS

typedef struct _YutuCalendar YutuCalendar;

YutuCalendar *yutu_calendar_load (GError **error) G_GNUC_WARN_UNUSED_RESULT;
YutuCalendar *yutu_calendar_new (const char *name,
                                 GBytes     *json,
                                 GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void          yutu_calendar_free (YutuCalendar *self);

/* Of a year without a yearly notice only weekends and the holidays of fixed date count. */
gboolean yutu_calendar_is_working_day (const YutuCalendar *self,
                                       YutuDay             day);
/* What the length of a time limit (时限) is counted in. */
typedef enum
{
  YUTU_TIME_WORKING_DAYS, /* 工作日 */
  YUTU_TIME_DAYS,         /* 日 */
  YUTU_TIME_MONTHS,       /* 月: to the day of the same number, or the last of the month (art. 202) */
  YUTU_TIME_YEARS,        /* 年: the same */
} YutuTimeUnit;

/* The last day of a limit of @length ≥ 0 that starts on @start: the day of the start does not count
 * (Civil Code art. 201); a limit of anything but working days that ends on a day off ends on the next
 * working day (art. 203). */
YutuDay yutu_calendar_add (const YutuCalendar *self,
                           YutuDay             start,
                           int                 length,
                           YutuTimeUnit        unit);

/* How many days, or working days, come after @from up to and with @to; negative when @to is the
 * earlier: what is left of a limit, or how far it is overrun. */
int yutu_calendar_count (const YutuCalendar *self,
                         YutuDay             from,
                         YutuDay             to,
                         gboolean            is_working);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuCalendar, yutu_calendar_free)

G_END_DECLS
