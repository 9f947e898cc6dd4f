/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Courses with a known end: the shortest way to a state, entered on a given day; renewed year by
 * year; ended. */

#include "demo/yutu-demo-courses-private.h"

/* Half a pace to one and a half. */
static YutuDay
pick_step (YutuRandom *random,
           int         pace_days)
{
  int least = (pace_days + 1) / 2;

  return least + (YutuDay)yutu_random_below (random, (guint64)pace_days + 1);
}

/* Transitions of a shortest way, first to last; NULL when there is none. */
static GArray *
find_way (const YutuCaseKind *kind,
          gsize               from,
          gsize               to)
{
  g_autofree gsize *came_by = g_new (gsize, kind->n_states);
  g_autofree gsize *came_from = g_new (gsize, kind->n_states);
  g_autofree gsize *queue = g_new (gsize, kind->n_states);
  g_autoptr (GArray) way = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize head = 0, tail = 0;

  for (gsize i = 0; i < kind->n_states; i++)
    came_by[i] = G_MAXSIZE;
  queue[tail++] = from;
  while (head < tail && (to == from || came_by[to] == G_MAXSIZE))
    {
      gsize state = queue[head++];

      for (gsize t = 0; t < kind->n_transitions; t++)
        {
          gsize next = kind->transitions[t].to;

          if (!yutu_transition_leaves (&kind->transitions[t], state) || next == from ||
              came_by[next] != G_MAXSIZE)
            continue;
          came_by[next] = t;
          came_from[next] = state;
          queue[tail++] = next;
        }
    }
  if (to == from)
    return g_steal_pointer (&way);
  if (came_by[to] == G_MAXSIZE)
    return NULL;
  for (gsize state = to; state != from; state = came_from[state])
    g_array_prepend_val (way, came_by[state]);
  return g_steal_pointer (&way);
}

/* The shortest way out of @state and back into it, over open states. */
static GArray *
find_round (const YutuCaseKind *kind,
            gsize               state)
{
  GArray *best = NULL;

  for (gsize t = 0; t < kind->n_transitions; t++)
    {
      GArray *way;

      if (!yutu_transition_leaves (&kind->transitions[t], state) ||
          !kind->states[kind->transitions[t].to].is_open)
        continue;
      way = find_way (kind, kind->transitions[t].to, state);
      if (way == NULL || (best != NULL && best->len <= way->len + 1))
        {
          g_clear_pointer (&way, g_array_unref);
          continue;
        }
      g_clear_pointer (&best, g_array_unref);
      best = way;
      g_array_prepend_val (best, t);
    }
  return best;
}

/* Appends the steps of @way so that the last is on @day and none before @first. */
static void
append_way (const YutuCaseKind *kind,
            const GArray       *way,
            YutuRandom         *random,
            int                 pace_days,
            YutuDay             first,
            YutuDay             day,
            YutuCaseCourse     *course)
{
  guint   at = course->steps->len;
  gsize   state = at > 0 ? g_array_index (course->steps, YutuCourseStep, at - 1).to : 0;
  YutuDay later = day;

  for (guint i = 0; i < way->len; i++)
    {
      gsize          transition = g_array_index (way, gsize, i);
      YutuCourseStep step = { day, transition, state, kind->transitions[transition].to };

      state = step.to;
      g_array_append_val (course->steps, step);
    }
  for (guint i = course->steps->len; i > at; i--)
    {
      g_array_index (course->steps, YutuCourseStep, i - 1).day = MAX (later, first);
      later -= pick_step (random, pace_days);
    }
}

/* Each round ends a little before a whole @renew_days are over; few are late. */
static void
append_rounds (const YutuCaseKind       *kind,
               YutuRandom               *random,
               const YutuDemoCourseSpec *spec,
               YutuDay                   until,
               YutuCaseCourse           *course)
{
  YutuCourseStep *last = &g_array_index (course->steps, YutuCourseStep, course->steps->len - 1);
  YutuDay         day = last->day;
  g_autoptr (GArray) way = find_round (kind, last->to);

  while (way != NULL)
    {
      int     early = (int)yutu_random_below (random, (guint64)spec->renew_days / 5 + 1);
      int     late = yutu_random_below (random, 20) == 0 ? spec->renew_days / 8 : 0;
      YutuDay next = day + spec->renew_days - early + late;

      if (next > until)
        return;
      append_way (kind, way, random, spec->pace_days, day, next, course);
      day = next;
    }
}

static YutuDay
get_last_day (const YutuCaseCourse *course)
{
  return g_array_index (course->steps, YutuCourseStep, course->steps->len - 1).day;
}

gboolean
yutu_demo_course_make (const YutuCaseKind       *kind,
                       const YutuCalendar       *calendar,
                       YutuRandom               *random,
                       const YutuDemoCourseSpec *spec,
                       YutuDay                  *opened_on,
                       YutuCaseCourse           *course)
{
  YutuDay since = MAX (spec->since, spec->first_day);
  gsize   end = spec->ends_in != NULL ? yutu_case_kind_find_state (kind, spec->ends_in) : 0;
  YutuDay first;

  if (end == G_MAXSIZE ||
      !yutu_case_simulate (kind, calendar, random, since, since, spec->state, course))
    return FALSE;
  first = since;
  for (guint i = course->steps->len; i > 0; i--)
    {
      g_array_index (course->steps, YutuCourseStep, i - 1).day = first;
      first -= pick_step (random, spec->pace_days);
      first = MAX (first, spec->first_day);
    }
  *opened_on = first;
  if (spec->renew_days > 0 && course->steps->len > 0)
    append_rounds (kind, random, spec, spec->ends_in != NULL ? spec->ends_on - 30 : spec->today,
                   course);
  if (spec->ends_in != NULL && course->steps->len > 0)
    {
      g_autoptr (GArray) way =
        find_way (kind, g_array_index (course->steps, YutuCourseStep, course->steps->len - 1).to,
                  end);

      if (way == NULL)
        return FALSE;
      append_way (kind, way, random, spec->pace_days, get_last_day (course),
                  MAX (get_last_day (course), spec->ends_on), course);
    }
  yutu_case_course_finish (kind, calendar, *opened_on, course);
  return TRUE;
}
