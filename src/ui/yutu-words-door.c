/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-words-door.h"

#include <glib/gi18n.h>

static char *
side_words (const YutuDoorStart *start,
            int                  first)
{
  /* Translators: the nearest door, the last number, the first of the new ones */
  return first % 2 == 1
           ? g_strdup_printf (_ ("This side has the odd numbers (No. %d is nearest), up to %d: it goes on at %d"), start->nearest, start->last, first)
           : g_strdup_printf (_ ("This side has the even numbers (No. %d is nearest), up to %d: it goes on at %d"), start->nearest, start->last, first);
}

static char *
nearest_words (const YutuDoorStart *start,
               int                  first)
{
  return first % 2 == 1
           ? g_strdup_printf (_ ("No. %d, the nearest, is odd, and the odd numbers are given up to %d: it goes on at %d"), start->nearest, start->last, first)
           : g_strdup_printf (_ ("No. %d, the nearest, is even, and the even numbers are given up to %d: it goes on at %d"), start->nearest, start->last, first);
}

static char *
across_words (const YutuDoorStart *start,
              int                  first)
{
  if (start->last == 0)
    return first % 2 == 1
             ? g_strdup_printf (_ ("Across are the even numbers (No. %d is nearest), on this side none yet: it begins at %d"), start->nearest, first)
             : g_strdup_printf (_ ("Across are the odd numbers (No. %d is nearest), on this side none yet: it begins at %d"), start->nearest, first);
  return first % 2 == 1
           ? g_strdup_printf (_ ("Across are the even numbers (No. %d is nearest), the odd ones are given up to %d: it goes on at %d"), start->nearest, start->last, first)
           : g_strdup_printf (_ ("Across are the odd numbers (No. %d is nearest), the even ones are given up to %d: it goes on at %d"), start->nearest, start->last, first);
}

char *
yutu_words_door_start (const YutuDoorPlan *plan)
{
  const YutuDoorStart *start = &plan->start;
  int                  first = plan->doors->len > 0 ? ((const YutuDoor *)plan->doors->pdata[0])->door : 0;

  switch (start->reason)
    {
    case YUTU_DOOR_START_NONE:
      /* Translators: a road or a village, a number */
      return g_strdup_printf (_ ("%s has no door numbers yet: it begins at %d"), plan->base, first);
    case YUTU_DOOR_START_SIDE:
      return side_words (start, first);
    case YUTU_DOOR_START_ACROSS:
      return across_words (start, first);
    case YUTU_DOOR_START_NEAREST:
      return nearest_words (start, first);
    case YUTU_DOOR_START_ALL:
      return g_strdup_printf (_ ("The last number of all is %d: it goes on at %d"), start->last, first);
    case YUTU_DOOR_START_GIVEN:
    default:
      return NULL;
    }
}
