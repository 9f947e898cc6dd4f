/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "casework/yutu-case.h"

G_BEGIN_DECLS

typedef struct
{
  const char *state;      /* is reached by a shortest way … */
  YutuDay     since;      /* … on this day */
  YutuDay     first_day;  /* nothing is before it */
  YutuDay     today;      /* nothing is after it */
  int         pace_days;  /* a step takes about as long, at least 1 */
  int         renew_days; /* left and entered again about as often; 0: never */
  const char *ends_in;    /* state; NULL: goes on */
  YutuDay     ends_on;
} YutuDemoCourseSpec;

/* FALSE when the definition of @kind has no such way. @course is to be cleared in any case. */
gboolean yutu_demo_course_make (const YutuCaseKind       *kind,
                                const YutuCalendar       *calendar,
                                YutuRandom               *random,
                                const YutuDemoCourseSpec *spec,
                                YutuDay                  *opened_on,
                                YutuCaseCourse           *course);

G_END_DECLS
