/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A plan from first to last, and what follows from counts that others make: shares by addresses, people. */

#include "division/yutu-act-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/yutu-day.h"

#define TRIAL_IDS (G_GINT64_CONSTANT (1) << 61) /* of nothing that any file has */

void
yutu_act_plan_free (YutuActPlan *self)
{
  yutu_act_effect_clear (&self->effect);
  yutu_act_state_clear (self);
  g_clear_pointer (&self->model, yutu_topology_free);
  g_clear_pointer (&self->land, yutu_topology_free);
  g_clear_pointer (&self->growth, g_hash_table_unref);
  g_free (self->day);
  g_free (self);
}

YutuActEffect *
yutu_act_plan_get_effect (YutuActPlan *self)
{
  return &self->effect;
}

YutuActPlan *
yutu_act_plan (YutuConnection    *connection,
               const YutuActSpec *spec,
               gboolean           writes,
               GError           **error)
{
  g_autoptr (YutuActPlan) self = g_new0 (YutuActPlan, 1);

  self->connection = connection;
  self->spec = spec;
  self->writes = writes;
  self->day = g_strdup (spec->effective_on);
  self->trial_id = TRIAL_IDS;
  yutu_act_effect_init (&self->effect);
  if (self->day == NULL || yutu_day_parse (self->day) == YUTU_DAY_INVALID)
    {
      yutu_act_fail (self, "no-day", YUTU_DIVISION_ERROR_INVALID, -1,
                     _ ("it does not say from which day on it holds; give “effective_on”"));
      return g_steal_pointer (&self);
    }
  if (!yutu_act_state_load (self, error) || !yutu_act_judge_head (self, error) ||
      !yutu_act_do_steps (self, error))
    return NULL;
  yutu_act_note_land (self);
  if (!yutu_act_find_codes (self, error) || !yutu_act_judge (self, error) ||
      !yutu_act_tell_effect (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* ---- Shares by addresses ---- */

static void
share_addresses (YutuActPlan *self,
                 guint        first,
                 guint        end)
{
  const YutuActLineage *head = g_ptr_array_index (self->effect.lineage, first);
  const YutuActState   *from = yutu_act_get_state (self, head->from);
  gint64                sum = 0;

  for (guint r = first; r < end; r++)
    {
      YutuActLineage *lineage = g_ptr_array_index (self->effect.lineage, r);
      gint64          n = 0;

      for (guint i = 0; i < self->effect.transfers->len; i++)
        {
          const YutuActTransfer *transfer = g_ptr_array_index (self->effect.transfers, i);
          const YutuActState    *to = yutu_act_get_upper (self, transfer->to, lineage->level, FALSE);

          if (to != NULL && to->unit == lineage->to &&
              yutu_act_get_upper (self, transfer->from, lineage->level, TRUE) == from)
            n += transfer->addresses;
        }
      lineage->address_num = n;
      sum += n;
    }
  for (guint r = first; r < end; r++)
    {
      YutuActLineage *lineage = g_ptr_array_index (self->effect.lineage, r);

      if (sum == 0)
        lineage->address_num = lineage->area_num;
      lineage->address_den = sum != 0 ? sum : lineage->area_den;
    }
}

/* ---- People ---- */

/* The people of whole units below that go from one to the other, when all are known. */
static gboolean
sum_people (YutuActPlan          *self,
            const YutuActLineage *lineage,
            gint64               *people)
{
  const YutuActState *from = yutu_act_get_state (self, lineage->from);

  *people = 0;
  for (guint i = 0; i < self->effect.transfers->len; i++)
    {
      const YutuActTransfer *transfer = g_ptr_array_index (self->effect.transfers, i);
      const YutuActState    *below = yutu_act_get_state (self, transfer->from);
      const YutuActState    *to = yutu_act_get_upper (self, transfer->to, lineage->level, FALSE);

      if (to == NULL || to->unit != lineage->to ||
          yutu_act_get_upper (self, transfer->from, lineage->level, TRUE) != from)
        continue;
      if (transfer->land != NULL || below->level <= lineage->level || below->population_before < 0)
        return FALSE;
      *people += below->population_before;
    }
  return TRUE;
}

static void
add_people (YutuActState *to,
            gint64        people,
            gboolean      is_known)
{
  if (!is_known)
    to->population = -1;
  else if (to->before == NULL && to->population < 0)
    to->population = people;
  else if (to->population >= 0)
    to->population += people;
}

/* Whether the villages' people are all known, and those of the unit itself. */
static gboolean
are_people_known (YutuActPlan *self,
                  guint        first,
                  guint        end)
{
  const YutuActLineage *head = g_ptr_array_index (self->effect.lineage, first);
  gint64                sum = 0, people = 0;

  for (guint r = first; r < end; r++)
    {
      if (!sum_people (self, g_ptr_array_index (self->effect.lineage, r), &people))
        return FALSE;
      sum += people;
    }
  return sum == yutu_act_get_state (self, head->from)->population_before;
}

/* Of one predecessor: people go with their villages, or, where not all are known, are shared out by
 * addresses. The last row gets what is left, so that nobody is lost. */
static void
move_people (YutuActPlan *self,
             guint        first,
             guint        end)
{
  YutuActLineage *head = g_ptr_array_index (self->effect.lineage, first);
  YutuActState   *from = yutu_act_get_state (self, head->from);
  gint64          left = from->population_before;
  gboolean        is_known = from->population_before >= 0;
  gboolean        is_exact = is_known && are_people_known (self, first, end);

  if (is_known && !from->is_gone)
    from->population -= from->population_before;
  for (guint r = first; r < end; r++)
    {
      YutuActLineage *lineage = g_ptr_array_index (self->effect.lineage, r);
      YutuActState   *to = yutu_act_get_state (self, lineage->to);
      gint64          people = 0;

      if (is_exact)
        sum_people (self, lineage, &people);
      else if (is_known && r + 1 == end)
        people = left;
      else if (is_known)
        people = (gint64)((__int128)from->population_before * lineage->address_num /
                          lineage->address_den);
      left -= people;
      if (to != from || is_known)
        add_people (to, people, is_known);
    }
  if (is_known && !is_exact && end - first > 1)
    yutu_act_warn (self, "people-estimated", -1,
                   _ ("how many people of %s go where is not known of every piece: they are shared out by "
                   "addresses; enter the true numbers"),
                   from->name)
      ->unit = from->unit;
}

/* ---- Both ---- */

static YutuActUnit *
find_told (GPtrArray *units,
           gint64     unit)
{
  for (guint i = 0; i < units->len; i++)
    {
      YutuActUnit *told = g_ptr_array_index (units, i);

      if (told->unit == unit)
        return told;
    }
  return NULL;
}

static void
tell_after (YutuActPlan *self)
{
  for (guint i = 0; i < self->effect.after->len; i++)
    {
      YutuActUnit       *after = g_ptr_array_index (self->effect.after, i);
      const YutuActUnit *before = find_told (self->effect.before, after->unit);

      after->addresses = before != NULL ? before->addresses : 0;
      after->population = yutu_act_get_state (self, after->unit)->population;
    }
  for (guint i = 0; i < self->effect.transfers->len; i++)
    {
      const YutuActTransfer *transfer = g_ptr_array_index (self->effect.transfers, i);

      for (int level = 1; level <= 5; level++)
        {
          const YutuActState *from = yutu_act_get_upper (self, transfer->from, level, TRUE);
          const YutuActState *to = yutu_act_get_upper (self, transfer->to, level, FALSE);
          YutuActUnit        *loser = from != NULL ? find_told (self->effect.after, from->unit) : NULL;
          YutuActUnit        *winner = to != NULL ? find_told (self->effect.after, to->unit) : NULL;

          if (from == to)
            continue;
          if (loser != NULL)
            loser->addresses -= transfer->addresses;
          if (winner != NULL)
            winner->addresses += transfer->addresses;
        }
    }
}

void
yutu_act_plan_share (YutuActPlan *self)
{
  GPtrArray *rows = self->effect.lineage;

  for (guint first = 0, end = 0; first < rows->len; first = end)
    {
      while (end < rows->len && ((YutuActLineage *)g_ptr_array_index (rows, end))->from ==
                                  ((YutuActLineage *)g_ptr_array_index (rows, first))->from)
        end++;
      share_addresses (self, first, end);
      move_people (self, first, end);
    }
  tell_after (self);
}
