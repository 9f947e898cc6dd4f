/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The way of an invented case through its kind: legal transitions only, days that fit. */

#include "casework/yutu-case.h"

#define MAX_STEPS 24

void
yutu_case_course_clear (YutuCaseCourse *self)
{
  g_clear_pointer (&self->steps, g_array_unref);
}

static YutuDay
get_limit_end (const YutuTimeLimit *limit,
               const YutuCalendar  *calendar,
               YutuDay              since)
{
  if (since == YUTU_DAY_INVALID || since < limit->valid_from || since >= limit->valid_to)
    return YUTU_DAY_INVALID;
  return yutu_calendar_add (calendar, since, limit->length, limit->unit);
}

static gboolean
is_over (const YutuTimeLimit *limit,
         gsize                state)
{
  for (gsize i = 0; i < limit->n_ends_in; i++)
    if (limit->ends_in[i] == state)
      return TRUE;
  return FALSE;
}

/* The earliest one; since and limit of @found stay as they were when there is none. */
static YutuDay
find_due (const YutuCaseKind *kind,
          const YutuCalendar *calendar,
          gsize               state,
          YutuDay             since,
          YutuDay             whole_since,
          YutuCaseLimit      *found)
{
  YutuDay due = YUTU_DAY_INVALID;

  if (!kind->states[state].is_open)
    return due;
  for (gsize i = 0; i < kind->n_time_limits; i++)
    {
      const YutuTimeLimit *limit = &kind->time_limits[i];
      YutuDay              start = limit->is_whole ? whole_since : since;
      YutuDay              end = YUTU_DAY_INVALID;

      if (limit->is_whole ? !is_over (limit, state) : limit->state == state)
        end = get_limit_end (limit, calendar, start);
      if (end == YUTU_DAY_INVALID || (due != YUTU_DAY_INVALID && end >= due))
        continue;
      due = end;
      found->limit = limit;
      found->since = start;
    }
  return due;
}

YutuDay
yutu_case_get_due (const YutuCaseKind *kind,
                   const YutuCalendar *calendar,
                   gsize               state,
                   YutuDay             since,
                   YutuDay             whole_since)
{
  YutuCaseLimit found = { 0 };

  return find_due (kind, calendar, state, since, whole_since, &found);
}

gboolean
yutu_case_find_limit (const YutuCaseKind *kind,
                      const YutuCalendar *calendar,
                      gsize               state,
                      YutuDay             since,
                      YutuDay             whole_since,
                      YutuDay             today,
                      YutuCaseLimit      *found)
{
  *found = (YutuCaseLimit){ 0 };
  found->due = find_due (kind, calendar, state, since, whole_since, found);
  if (found->due == YUTU_DAY_INVALID)
    return FALSE;
  found->days_left = yutu_calendar_count (calendar, today, found->due,
                                          found->limit->unit == YUTU_TIME_WORKING_DAYS);
  return TRUE;
}

/* Steps from each state to @want, G_MAXSIZE where there is no way. */
static gsize *
measure_ways (const YutuCaseKind *kind,
              gsize               want)
{
  gsize   *distances = g_new (gsize, kind->n_states);
  gboolean grew = TRUE;

  for (gsize i = 0; i < kind->n_states; i++)
    distances[i] = i == want ? 0 : G_MAXSIZE;
  while (grew)
    {
      grew = FALSE;
      for (gsize t = 0; t < kind->n_transitions; t++)
        for (gsize f = 0; f < kind->transitions[t].n_from; f++)
          {
            gsize to = distances[kind->transitions[t].to];
            gsize from = kind->transitions[t].from[f];

            if (to == G_MAXSIZE || distances[from] <= to + 1)
              continue;
            distances[from] = to + 1;
            grew = TRUE;
          }
    }
  return distances;
}

/* A random transition that leaves @state, nearer to the aim when there is one; G_MAXSIZE: none. */
static gsize
pick_transition (const YutuCaseKind *kind,
                 gsize               state,
                 const gsize        *distances,
                 YutuRandom         *random)
{
  gsize picked = G_MAXSIZE;
  gsize n = 0;

  for (gsize t = 0; t < kind->n_transitions; t++)
    {
      if (!yutu_transition_leaves (&kind->transitions[t], state))
        continue;
      if (distances != NULL && distances[kind->transitions[t].to] + 1 != distances[state])
        continue;
      if (yutu_random_below (random, ++n) == 0)
        picked = t;
    }
  return picked;
}

static int
compare_days (gconstpointer a,
              gconstpointer b)
{
  YutuDay left = *(const YutuDay *)a;
  YutuDay right = *(const YutuDay *)b;

  return (left > right) - (left < right);
}

/* Gives the steps their days: sorted at random between @first and @last. */
static void
spread_days (GArray     *steps,
             YutuRandom *random,
             YutuDay     first,
             YutuDay     last)
{
  YutuDay days[MAX_STEPS];

  for (guint i = 0; i < steps->len; i++)
    days[i] = first + (YutuDay)yutu_random_below (random, (guint64)(last - first) + 1);
  qsort (days, steps->len, sizeof (YutuDay), compare_days);
  for (guint i = 0; i < steps->len; i++)
    g_array_index (steps, YutuCourseStep, i).day = days[i];
}

void
yutu_case_course_finish (const YutuCaseKind *kind,
                         const YutuCalendar *calendar,
                         YutuDay             opened_on,
                         YutuCaseCourse     *course)
{
  course->state = 0;
  course->state_since = opened_on;
  course->accepted_on = course->closed_on = YUTU_DAY_INVALID;
  for (guint i = 0; i < course->steps->len; i++)
    {
      const YutuCourseStep *step = &g_array_index (course->steps, YutuCourseStep, i);

      course->state = step->to;
      course->state_since = step->day;
      if (kind->transitions[step->transition].accepts)
        course->accepted_on = step->day;
    }
  if (!kind->states[course->state].is_open)
    course->closed_on = course->state_since;
  course->due_on = yutu_case_get_due (kind, calendar, course->state, course->state_since,
                                      course->accepted_on != YUTU_DAY_INVALID
                                        ? course->accepted_on
                                        : opened_on);
}

gboolean
yutu_case_simulate (const YutuCaseKind *kind,
                    const YutuCalendar *calendar,
                    YutuRandom         *random,
                    YutuDay             opened_on,
                    YutuDay             today,
                    const char         *want,
                    YutuCaseCourse     *course)
{
  g_autofree gsize *distances = NULL;
  gsize             state = 0;
  gsize             at_most;
  YutuDay           last;

  *course = (YutuCaseCourse){ 0 };
  if (want != NULL)
    {
      gsize aim = yutu_case_kind_find_state (kind, want);

      if (aim == G_MAXSIZE)
        return FALSE;
      distances = measure_ways (kind, aim);
      if (distances[0] > MAX_STEPS)
        return FALSE;
    }
  at_most = want != NULL ? distances[0] : 1 + (gsize)yutu_random_below (random, MAX_STEPS);
  course->steps = g_array_new (FALSE, FALSE, sizeof (YutuCourseStep));
  while (course->steps->len < at_most && (want != NULL || kind->states[state].is_open))
    {
      gsize          picked = pick_transition (kind, state, distances, random);
      YutuCourseStep step = { opened_on, picked, state, 0 };

      if (picked == G_MAXSIZE)
        break;
      state = step.to = kind->transitions[picked].to;
      g_array_append_val (course->steps, step);
    }
  last = MIN (today, opened_on + 12 * (YutuDay)course->steps->len);
  spread_days (course->steps, random, opened_on, MAX (opened_on, last));
  yutu_case_course_finish (kind, calendar, opened_on, course);
  return TRUE;
}
