/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-door-count.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/yutu-half-width.h"
#include "gazetteer/yutu-address-edit.h"
#include "gazetteer/yutu-address-walk.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "geo/yutu-axis.h"
#include "geo/yutu-measure.h"

typedef struct
{
  YutuConnection    *connection;
  const YutuDoorRun *run;
  YutuDoorWay        way;
  YutuDoorStart      start;
  int               *sides; /* of the points: 1 left, -1 right, 0 not to be told */
  GHashTable        *left_out;
} Count;

static gboolean
fail (GError    **error,
      const char *words)
{
  g_set_error_literal (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID, words);
  return FALSE;
}

/* ---- Numbers that are left out ---- */

/* "4" or "13-17" */
static gboolean
leave_out (Count      *self,
           const char *text)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 2);
  guint64 first = 0, last = 0;

  if (ends[0] == NULL || !g_ascii_string_to_unsigned (ends[0], 10, 1, YUTU_DOOR_MAX, &first, NULL))
    return FALSE;
  last = first;
  if (ends[1] != NULL && !g_ascii_string_to_unsigned (ends[1], 10, first, YUTU_DOOR_MAX, &last, NULL))
    return FALSE;
  for (guint64 number = first; number <= last; number++)
    g_hash_table_add (self->left_out, GUINT_TO_POINTER ((guint)number));
  return TRUE;
}

/* As people write: 4、14，24-26号. */
static gboolean
read_left_out (Count   *self,
               GError **error)
{
  static const char *const commas[] = { ";", " ", "\t", "号", NULL };
  static const char *const dashes[] = { "—", "~", "至", "到", NULL };
  g_autofree char         *half = yutu_half_width_dup (self->run->skip != NULL ? self->run->skip : "");
  g_autoptr (GString) text = g_string_new (half);
  g_auto (GStrv) words = NULL;

  for (gsize i = 0; commas[i] != NULL; i++)
    g_string_replace (text, commas[i], ",", 0);
  for (gsize i = 0; dashes[i] != NULL; i++)
    g_string_replace (text, dashes[i], "-", 0);
  words = g_strsplit (text->str, ",", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !leave_out (self, words[i]))
      {
        g_autofree char *told = g_strdup_printf (_ ("“%s” is no number to leave out; write them as 4, 13-17"), words[i]);

        return fail (error, told);
      }
  return TRUE;
}

/* @number, or the next one that is not left out. */
static int
pass_over (const Count *self,
           int          number,
           int          step)
{
  while (g_hash_table_contains (self->left_out, GINT_TO_POINTER (number)))
    number += step;
  return number;
}

/* ---- Sides ---- */

static gboolean
find_sides (Count               *self,
            const YutuPlaceName *base,
            GError             **error)
{
  gboolean is_road = base->shape != NULL && g_str_equal (base->name_class, "road");
  gboolean seen[3] = { FALSE };

  for (gsize i = 0; is_road && i < self->run->n_points; i++)
    {
      YutuAxisPlace place = { 0 };

      if (yutu_axis_find (base->shape, self->run->points[i], &place))
        self->sides[i] = place.side;
      seen[self->sides[i] + 1] = TRUE;
    }
  if (self->way == YUTU_DOOR_AS_THEY_STAND)
    self->way = seen[0] && seen[2] ? YUTU_DOOR_BOTH_SIDES : YUTU_DOOR_ONE_SIDE;
  if (self->way != YUTU_DOOR_BOTH_SIDES || is_road)
    return TRUE;
  return fail (error, _ ("there is no line of a road to tell the sides by: number one side, then the other"));
}

/* The nearest door on the side of the first point, or else on the other one. */
static void
find_nearest (Count        *self,
              const GArray *doors)
{
  const YutuWalkDoor *nearest[2] = { NULL, NULL };
  double              best[2] = { G_MAXDOUBLE, G_MAXDOUBLE };

  for (guint i = 0; i < doors->len; i++)
    {
      const YutuWalkDoor *door = &g_array_index ((GArray *)doors, YutuWalkDoor, i);
      double              distance_m = 0;
      guint               across = self->sides[0] * door->side < 0;

      if (!door->has_point)
        continue;
      distance_m = yutu_measure_distance_m (self->run->points[0], door->point);
      if (distance_m >= best[across])
        continue;
      best[across] = distance_m;
      nearest[across] = door;
    }
  if (nearest[0] != NULL)
    self->start = (YutuDoorStart){ self->sides[0] * nearest[0]->side > 0 ? YUTU_DOOR_START_SIDE : YUTU_DOOR_START_NEAREST,
                                   nearest[0]->door, 0 };
  else if (nearest[1] != NULL)
    self->start = (YutuDoorStart){ YUTU_DOOR_START_ACROSS, nearest[1]->door, 0 };
}

/* Of the first point: 1 odd, 0 even. */
static gboolean
find_parity (Count   *self,
             int     *parity,
             GError **error)
{
  g_autoptr (YutuWalk) walk = NULL;

  if (!yutu_walk_load (self->connection, self->run->base, self->run->day, &walk, error))
    return FALSE;
  if (walk != NULL)
    find_nearest (self, walk->doors);
  *parity = self->start.reason == YUTU_DOOR_START_NONE     ? 1
            : self->start.reason == YUTU_DOOR_START_ACROSS ? 1 - self->start.nearest % 2
                                                           : self->start.nearest % 2;
  return TRUE;
}

/* ---- Counting ---- */

/* Behind the last number of @parity (-1: of all), *last; @fallback when there is none. */
static gboolean
find_next (const Count *self,
           int          parity,
           int          fallback,
           int         *last,
           int         *number,
           GError     **error)
{
  if (!yutu_address_find_last_door (self->connection, self->run->base, parity, self->run->day, last, error))
    return FALSE;
  *number = *last == 0 ? fallback : parity < 0 ? *last + 1
                                               : *last + 2;
  return TRUE;
}

static gboolean
find_first (Count   *self,
            int     *first,
            GError **error)
{
  int parity = -1;

  *first = self->run->first;
  if (*first != 0)
    return TRUE;
  self->start.reason = YUTU_DOOR_START_NONE;
  if (self->way != YUTU_DOOR_EVERY_NUMBER)
    return find_parity (self, &parity, error) &&
           find_next (self, parity, parity == 1 ? 1 : 2, &self->start.last, first, error);
  if (!find_next (self, -1, 1, &self->start.last, first, error))
    return FALSE;
  self->start.reason = self->start.last != 0 ? YUTU_DOOR_START_ALL : YUTU_DOOR_START_NONE;
  return TRUE;
}

static gboolean
count_sides (const Count *self,
             int          first,
             int         *numbers,
             GError     **error)
{
  int parity = first % 2;
  int across = parity == 1 ? first + 1 : MAX (first - 1, 1);
  int next[2];
  int last = 0;
  int side = self->sides[0];

  /* where nothing is said, each side goes on by itself */
  if (self->run->first == 0 && !find_next (self, 1 - parity, parity == 1 ? 2 : 1, &last, &across, error))
    return FALSE;
  next[parity] = first;
  next[1 - parity] = across;
  for (gsize i = 0; i < self->run->n_points; i++)
    {
      int mine = 0;

      side = self->sides[i] != 0 ? self->sides[i] : side; /* beyond an end of the road: as the one before */
      mine = side == self->sides[0] ? parity : 1 - parity;
      numbers[i] = pass_over (self, next[mine], 2);
      next[mine] = numbers[i] + 2;
    }
  return TRUE;
}

static void
count_one_after_the_other (const Count *self,
                           int          first,
                           int         *numbers)
{
  int step = self->way == YUTU_DOOR_EVERY_NUMBER ? 1 : 2;

  for (gsize i = 0; i < self->run->n_points; i++)
    {
      numbers[i] = pass_over (self, first, step);
      first = numbers[i] + step;
    }
}

static gboolean
count (Count               *self,
       const YutuPlaceName *base,
       int                 *numbers,
       GError             **error)
{
  int first = 0;

  if (!read_left_out (self, error) || !find_sides (self, base, error) || !find_first (self, &first, error))
    return FALSE;
  if (self->way != YUTU_DOOR_BOTH_SIDES)
    count_one_after_the_other (self, first, numbers);
  else if (!count_sides (self, first, numbers, error))
    return FALSE;
  for (gsize i = 0; i < self->run->n_points; i++)
    if (numbers[i] > YUTU_DOOR_MAX)
      {
        g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID, _ ("door numbers go up to %d"),
                     YUTU_DOOR_MAX);
        return FALSE;
      }
  return TRUE;
}

gboolean
yutu_door_count (YutuConnection      *connection,
                 const YutuDoorRun   *run,
                 const YutuPlaceName *base,
                 int                 *numbers,
                 YutuDoorPlan        *plan,
                 GError             **error)
{
  g_autofree int *sides = g_new0 (int, run->n_points);
  g_autoptr (GHashTable) left_out = g_hash_table_new (NULL, NULL);
  Count    self = { .connection = connection, .run = run, .way = run->way, .sides = sides, .left_out = left_out };
  gboolean done = count (&self, base, numbers, error);

  plan->way = self.way;
  plan->start = self.start;
  return done;
}
