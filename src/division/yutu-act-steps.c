/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The steps of an act, one after the other, on the state. What cannot be done is told and left out; the
 * steps behind it are done as far as they go, so that all that is wrong is told at once. */

#include "division/yutu-act-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/yutu-day.h"
#include "division/yutu-division-generic.h"

typedef struct
{
  YutuActPlan       *plan;
  const YutuActStep *step;
  int                number; /* from 0 */
} Work;

#define COUNTY_LEVEL   3
#define TOWNSHIP_LEVEL 4

/* ---- Which unit is meant ---- */

static gboolean
is_missing (const Work *work,
            const char *text,
            const char *member)
{
  if (text != NULL)
    return FALSE;
  yutu_act_fail (work->plan, "step-incomplete", YUTU_DIVISION_ERROR_INVALID, work->number,
                 _ ("it has no “%s”; fill it in"), member);
  return TRUE;
}

/* FALSE with an error when it cannot be read; *state is NULL when there is none, which is told. */
static gboolean
find_unit (const Work    *work,
           const char    *text,
           const char    *member,
           YutuActState **state,
           GError       **error)
{
  YutuActPlan *self = work->plan;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (YutuDivision) division = NULL;

  *state = NULL;
  if (is_missing (work, text, member))
    return TRUE;
  *state = g_hash_table_lookup (self->by_key, text);
  if (*state != NULL)
    return TRUE;
  division = yutu_division_find_one (self->connection, text, self->day, &local_error);
  if (division == NULL)
    {
      if (local_error->domain != YUTU_DIVISION_ERROR)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      yutu_act_fail (self,
                     local_error->code == YUTU_DIVISION_ERROR_AMBIGUOUS ? "unit-ambiguous"
                                                                        : "unit-unknown",
                     (YutuDivisionError)local_error->code, work->number, "“%s”: %s", member,
                     local_error->message);
      return TRUE;
    }
  *state = yutu_act_get_state (self, division->unit);
  return TRUE;
}

/* A unit that something is done to, or with. */
static gboolean
find_living (const Work    *work,
             const char    *text,
             const char    *member,
             YutuActState **state,
             GError       **error)
{
  if (!find_unit (work, text, member, state, error))
    return FALSE;
  if (*state != NULL && (*state)->is_gone)
    {
      yutu_act_fail (work->plan, "unit-ended", YUTU_DIVISION_ERROR_INVALID, work->number,
                     _ ("%s was ended by a step before; put this step in front of that one"),
                     (*state)->name)
        ->unit = (*state)->unit;
      *state = NULL;
    }
  return TRUE;
}

static void
note_change (const Work   *work,
             YutuActState *state)
{
  state->is_changed = TRUE;
  state->step = work->number;
}

static void
take_code (const Work   *work,
           YutuActState *state)
{
  if (work->step->code == NULL)
    return;
  g_free (state->given_code);
  state->given_code = g_strdup (work->step->code);
  note_change (work, state);
}

/* ---- Placing ---- */

static gboolean
fits_under (const Work         *work,
            const YutuActState *state,
            const YutuActState *upper)
{
  if (state->level == upper->level + 1)
    return TRUE;
  yutu_act_fail (work->plan, "wrong-level", YUTU_DIVISION_ERROR_INVALID, work->number,
                 _ ("%s is of level %d and cannot lie under %s, which is of level %d; choose a unit of "
                 "level %d"),
                 state->name, state->level, upper->name, upper->level, state->level - 1)
    ->unit = state->unit;
  return FALSE;
}

static void
put_under (const Work   *work,
           YutuActState *state,
           YutuActState *upper)
{
  if (state->is_placed && state->parent != upper->unit)
    {
      const YutuActState *now = yutu_act_get_state (work->plan, state->parent);

      yutu_act_fail (work->plan, "unit-twice", YUTU_DIVISION_ERROR_INVALID, work->number,
                     _ ("%s goes to %s by a step before; leave it in one piece"), state->name,
                     now != NULL ? now->name : _ ("another unit"))
        ->unit = state->unit;
      return;
    }
  state->is_placed = TRUE;
  state->parent = upper->unit;
  g_free (state->managed_by);
  state->managed_by = g_strdup (upper->managed_by);
  note_change (work, state);
}

static gboolean
do_place (const Work *work,
          GError    **error)
{
  YutuActState *state = NULL, *upper = NULL;

  if (!find_living (work, work->step->unit, "unit", &state, error) ||
      !find_living (work, work->step->to, "under", &upper, error))
    return FALSE;
  if (state == NULL || upper == NULL || !fits_under (work, state, upper))
    return TRUE;
  if (state->parent == upper->unit)
    yutu_act_warn (work->plan, "nothing-changes", work->number, _ ("%s lies under %s already"),
                   state->name, upper->name);
  put_under (work, state, upper);
  take_code (work, state);
  return TRUE;
}

/* ---- Giving ---- */

static void
give_face (const Work         *work,
           YutuActFace        *face,
           const YutuActState *to)
{
  face->after = to->unit;
  face->step = work->number;
}

/* The unit right below @from that has the face, NULL when @from has it itself. */
static YutuActState *
find_child (YutuActPlan        *self,
            const YutuActFace  *face,
            const YutuActState *from)
{
  return face->after != from->unit ? yutu_act_get_upper (self, face->after, from->level + 1, FALSE)
                                   : NULL;
}

/* How many faces of each unit below are in both pieces. */
typedef struct
{
  YutuActState *child;
  guint         n_chosen;
  guint         n_all;
  gint64        face; /* one that is chosen */
} Share;

static GHashTable *
share_children (YutuActPlan        *self,
                const YutuActState *from,
                GPtrArray          *chosen)
{
  GHashTable *shares = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (int pass = 0; pass < 2; pass++)
    {
      GPtrArray *faces = pass == 0 ? chosen : self->faces;

      for (guint i = 0; i < faces->len; i++)
        {
          YutuActFace  *face = g_ptr_array_index (faces, i);
          YutuActState *child = find_child (self, face, from);
          Share        *share = child != NULL ? g_hash_table_lookup (shares, child) : NULL;

          if (child == NULL || child->parent != from->unit || (pass == 1 && share == NULL))
            continue;
          if (share == NULL)
            {
              share = g_new0 (Share, 1);
              share->child = child;
              share->face = face->face;
              g_hash_table_insert (shares, child, share);
            }
          share->n_chosen += pass == 0;
          share->n_all += pass == 1;
        }
    }
  return shares;
}

/* Units below go whole or stay whole. */
static gboolean
refuse_parts (const Work *work,
              GHashTable *shares)
{
  gboolean refused = FALSE;

  for (guint i = 0; i < work->plan->states->len; i++)
    {
      const Share  *share = g_hash_table_lookup (shares, g_ptr_array_index (work->plan->states, i));
      YutuActIssue *issue = NULL;

      if (share == NULL || share->n_chosen == share->n_all)
        continue;
      refused = TRUE;
      issue = yutu_act_fail (work->plan, "unit-in-two-pieces", YUTU_DIVISION_ERROR_INVALID,
                             work->number,
                             _ ("%s lies in both pieces; lead the line round it, name the units that go "
                             "by “units”, or cut it first by a step of its own"),
                             share->child->name);
      issue->unit = share->child->unit;
      issue->has_place = yutu_act_land_get_point (work->plan, share->face, &issue->place);
    }
  return refused;
}

/* @chosen: faces of @from, all of them whole. */
static void
give_faces (const Work   *work,
            YutuActState *from,
            YutuActState *to,
            GPtrArray    *chosen)
{
  g_autoptr (GHashTable) shares = share_children (work->plan, from, chosen);

  if (refuse_parts (work, shares))
    return;
  for (guint i = 0; i < chosen->len; i++)
    {
      YutuActFace *face = g_ptr_array_index (chosen, i);

      if (face->after == from->unit)
        give_face (work, face, to);
    }
  for (guint i = 0; i < work->plan->states->len; i++)
    if (g_hash_table_contains (shares, g_ptr_array_index (work->plan->states, i)))
      put_under (work, g_ptr_array_index (work->plan->states, i), to);
}

static void
give_rest (const Work   *work,
           YutuActState *from,
           YutuActState *to)
{
  YutuActPlan *self = work->plan;

  from->heir = to->unit;
  for (guint i = 0; i < self->faces->len; i++)
    {
      YutuActFace *face = g_ptr_array_index (self->faces, i);

      if (face->after == from->unit)
        give_face (work, face, to);
    }
  for (guint i = 0; i < self->states->len; i++)
    {
      YutuActState *state = g_ptr_array_index (self->states, i);

      if (state->parent == from->unit && !state->is_gone)
        put_under (work, state, to);
    }
}

static gboolean
give_units (const Work   *work,
            YutuActState *from,
            YutuActState *to,
            GError      **error)
{
  for (gsize i = 0; work->step->units != NULL && work->step->units[i] != NULL; i++)
    {
      YutuActState *state = NULL;

      if (!find_living (work, work->step->units[i], "units", &state, error))
        return FALSE;
      if (state == NULL)
        continue;
      if (state->parent != from->unit)
        yutu_act_fail (work->plan, state->is_placed ? "unit-twice" : "unit-elsewhere",
                       YUTU_DIVISION_ERROR_INVALID, work->number,
                       state->is_placed ? _ ("%s goes elsewhere than %s by a step before; leave it in one piece")
                                        : _ ("%s does not lie under %s; name it in a step from its own unit"),
                       state->name, from->name)
          ->unit = state->unit;
      else
        put_under (work, state, to);
    }
  return TRUE;
}

static gboolean
give (const Work   *work,
      YutuActState *from,
      YutuActState *to,
      GError      **error)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  if (from == to || from->level != to->level)
    {
      yutu_act_fail (work->plan, "wrong-level", YUTU_DIVISION_ERROR_INVALID, work->number,
                     from == to ? _ ("%s cannot give land to %s itself; choose another unit")
                                : _ ("%s and %s are of different levels; land goes to a unit of the same "
                                  "one"),
                     from->name, to->name)
        ->unit = from->unit;
      return TRUE;
    }
  switch (work->step->land)
    {
    case YUTU_ACT_LAND_REST:
      give_rest (work, from, to);
      return TRUE;
    case YUTU_ACT_LAND_UNITS:
      return give_units (work, from, to, error);
    case YUTU_ACT_LAND_LEFT:
    case YUTU_ACT_LAND_RIGHT:
    case YUTU_ACT_LAND_INSIDE:
    default:
      if (work->step->line == NULL ||
          work->step->line->len < (work->step->land == YUTU_ACT_LAND_INSIDE ? 3 : 2))
        {
          yutu_act_fail (work->plan, "step-incomplete", YUTU_DIVISION_ERROR_INVALID, work->number,
                         _ ("the line of the piece is not drawn; draw it"));
          return TRUE;
        }
      if (!yutu_act_land_choose (work->plan, work->number, work->step, from, chosen, error))
        return FALSE;
      give_faces (work, from, to, chosen);
      return TRUE;
    }
}

static gboolean
do_give (const Work *work,
         GError    **error)
{
  YutuActState *from = NULL, *to = NULL;

  if (!find_unit (work, work->step->unit, "from", &from, error) ||
      !find_living (work, work->step->to, "to", &to, error))
    return FALSE;
  return from == NULL || to == NULL || give (work, from, to, error);
}

/* ---- Making and ending ---- */

/* The level that the generic term of a name tells; 0: none. */
static gboolean
guess_level (const char *name,
             int        *level,
             GError    **error)
{
  static const int levels[] = { TOWNSHIP_LEVEL, 5, COUNTY_LEVEL };

  *level = 0;
  for (gsize i = 0; *level == 0 && i < G_N_ELEMENTS (levels); i++)
    {
      g_auto (YutuDivisionName) parts = { 0 };

      if (!yutu_division_split_name (name, levels[i], &parts, error))
        return FALSE;
      if (strcmp (parts.type, "unit") != 0)
        *level = levels[i];
    }
  return TRUE;
}

/* The only unit of @level; 0 when there are none, or several. */
static YutuActState *
find_only (YutuActPlan *self,
           int          level)
{
  YutuActState *only = NULL;

  for (guint i = 0; i < self->states->len; i++)
    {
      YutuActState *state = g_ptr_array_index (self->states, i);

      if (state->level != level || state->is_gone)
        continue;
      if (only != NULL)
        return NULL;
      only = state;
    }
  return only;
}

static gboolean
do_establish (const Work *work,
              GError    **error)
{
  const YutuActStep *step = work->step;
  YutuActState      *upper = NULL, *made = NULL;
  int                level = step->level;

  if (is_missing (work, step->name, "name"))
    return TRUE;
  if (level == 0 && !guess_level (step->name, &level, error))
    return FALSE;
  if (level == 0)
    level = TOWNSHIP_LEVEL;
  if (step->parent != NULL ? !find_living (work, step->parent, "parent", &upper, error) : FALSE)
    return FALSE;
  if (step->parent == NULL)
    {
      upper = find_only (work->plan, level - 1);
      if (upper == NULL && level > COUNTY_LEVEL)
        yutu_act_fail (work->plan, "step-incomplete", YUTU_DIVISION_ERROR_INVALID, work->number,
                       _ ("it does not say which unit %s lies under; give its “parent”"), step->name);
    }
  if (upper == NULL && level > COUNTY_LEVEL)
    return TRUE;
  if (upper != NULL && upper->level != level - 1)
    {
      yutu_act_fail (work->plan, "wrong-level", YUTU_DIVISION_ERROR_INVALID, work->number,
                     _ ("%s would be of level %d and cannot lie under %s, which is of level %d"), step->name,
                     level, upper->name, upper->level)
        ->unit = upper->unit;
      return TRUE;
    }
  return yutu_act_add_unit (work->plan, step, work->number, level, upper != NULL ? upper->unit : 0,
                            &made, error);
}

static void
end_unit (const Work   *work,
          YutuActState *state)
{
  if (state->before == NULL)
    {
      yutu_act_fail (work->plan, "unit-ended", YUTU_DIVISION_ERROR_INVALID, work->number,
                     _ ("%s would begin and end in one act; leave both steps out"), state->name);
      return;
    }
  state->is_gone = TRUE;
  note_change (work, state);
}

static gboolean
do_abolish (const Work *work,
            GError    **error)
{
  YutuActState *state = NULL;

  if (!find_living (work, work->step->unit, "unit", &state, error))
    return FALSE;
  if (state != NULL)
    end_unit (work, state);
  return TRUE;
}

static gboolean
do_rename (const Work *work,
           GError    **error)
{
  YutuActState *state = NULL;

  if (!find_living (work, work->step->unit, "unit", &state, error))
    return FALSE;
  if (state == NULL || is_missing (work, work->step->name, "name"))
    return TRUE;
  if (g_str_equal (state->name, work->step->name))
    {
      yutu_act_fail (work->plan, "nothing-changes", YUTU_DIVISION_ERROR_INVALID, work->number,
                     _ ("%s is its name already; give another one"), state->name)
        ->unit = state->unit;
      return TRUE;
    }
  note_change (work, state);
  take_code (work, state);
  return yutu_act_set_name (work->plan, state, work->step, error);
}

/* The name of the unit that goes on is a step of its own. */
static gboolean
do_merge (const Work *work,
          GError    **error)
{
  const YutuActStep *step = work->step;
  YutuActState      *into = NULL;
  guint              n_others = 0;

  if (!find_living (work, step->to, "into", &into, error))
    return FALSE;
  for (gsize i = 0; into != NULL && step->units != NULL && step->units[i] != NULL; i++)
    {
      YutuActState *state = NULL;

      if (!find_living (work, step->units[i], "units", &state, error))
        return FALSE;
      if (state == NULL || state == into)
        continue;
      n_others++;
      if (state->level != into->level)
        {
          yutu_act_fail (work->plan, "wrong-level", YUTU_DIVISION_ERROR_INVALID, work->number,
                         _ ("%s and %s are of different levels and cannot become one"), state->name,
                         into->name)
            ->unit = state->unit;
          continue;
        }
      give_rest (work, state, into);
      end_unit (work, state);
    }
  if (into == NULL)
    return TRUE;
  if (n_others == 0)
    yutu_act_fail (work->plan, "step-incomplete", YUTU_DIVISION_ERROR_INVALID, work->number,
                   _ ("there is nothing that would become part of %s; name two units or more"), into->name);
  take_code (work, into);
  return TRUE;
}

static gboolean
do_split (const Work *work,
          GError    **error)
{
  const YutuActStep *step = work->step;
  YutuActState      *from = NULL, *made = NULL;

  if (!find_living (work, step->unit, "unit", &from, error))
    return FALSE;
  if (from == NULL || is_missing (work, step->name, "name"))
    return TRUE;
  if (step->land == YUTU_ACT_LAND_REST)
    {
      yutu_act_fail (work->plan, "step-incomplete", YUTU_DIVISION_ERROR_INVALID, work->number,
                     _ ("it does not say which part of %s is new; draw a line, an area, or name units"),
                     from->name);
      return TRUE;
    }
  if (!yutu_act_add_unit (work->plan, step, work->number, from->level, from->parent, &made, error))
    return FALSE;
  if (made == NULL)
    return TRUE;
  g_free (made->managed_by);
  made->managed_by = g_strdup (from->managed_by);
  return give (work, from, made, error);
}

static gboolean
do_seat (const Work *work,
         GError    **error)
{
  YutuActState *state = NULL;

  if (!find_living (work, work->step->unit, "unit", &state, error))
    return FALSE;
  if (state == NULL || is_missing (work, work->step->has_seat ? "" : NULL, "to"))
    return TRUE;
  state->has_seat = TRUE;
  state->seat = work->step->seat;
  state->has_seat_moved = TRUE;
  note_change (work, state);
  return TRUE;
}

/* ---- All of them ---- */

static gboolean
do_step (const Work *work,
         GError    **error)
{
  switch (work->step->what)
    {
    case YUTU_ACT_DO_ESTABLISH:
      return do_establish (work, error);
    case YUTU_ACT_DO_ABOLISH:
      return do_abolish (work, error);
    case YUTU_ACT_DO_RENAME:
      return do_rename (work, error);
    case YUTU_ACT_DO_PLACE:
      return do_place (work, error);
    case YUTU_ACT_DO_GIVE:
      return do_give (work, error);
    case YUTU_ACT_DO_MERGE:
      return do_merge (work, error);
    case YUTU_ACT_DO_SPLIT:
      return do_split (work, error);
    case YUTU_ACT_DO_SEAT:
      return do_seat (work, error);
    case YUTU_N_ACT_DOS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

gboolean
yutu_act_do_steps (YutuActPlan *self,
                   GError     **error)
{
  for (guint i = 0; i < self->spec->steps->len; i++)
    {
      Work work = { self, g_ptr_array_index (self->spec->steps, i), (int)i };

      if (!do_step (&work, error))
        return FALSE;
    }
  return TRUE;
}
