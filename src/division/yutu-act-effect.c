/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What an act does, as it is told: units before and after, who gets whose land, and with what shares.
 * Areas are sums of the edges' square centimetres (geo/yutu-measure.h), which come out the same whichever
 * way land is divided: nothing is rounded away. */

#include "division/yutu-act-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define TOP_LAND_LEVEL 3 /* county */
#define FINEST_LEVEL   5

/* ---- Freeing ---- */

void
yutu_act_unit_free (gpointer data)
{
  YutuActUnit *self = data;

  g_free (self->type);
  g_free (self->name);
  g_free (self->code);
  g_free (self->parent_name);
  g_free (self);
}

void
yutu_act_code_free (gpointer data)
{
  YutuActCode *self = data;

  g_free (self->name);
  g_free (self->kind);
  g_free (self->retired);
  g_free (self->given);
  g_free (self);
}

void
yutu_act_placement_free (gpointer data)
{
  YutuActPlacement *self = data;

  g_free (self->name);
  g_free (self->from_name);
  g_free (self->to_name);
  g_free (self);
}

void
yutu_act_lineage_free (gpointer data)
{
  YutuActLineage *self = data;

  g_free (self->from_name);
  g_free (self->to_name);
  g_free (self);
}

static void
transfer_free (gpointer data)
{
  YutuActTransfer *self = data;

  g_clear_pointer (&self->land, yutu_shape_unref);
  g_free (self);
}

static void
piece_free (gpointer data)
{
  YutuActPiece *self = data;

  g_clear_pointer (&self->land, yutu_shape_unref);
  g_free (self);
}

static void
issue_free (gpointer data)
{
  g_free (((YutuActIssue *)data)->message);
  g_free (data);
}

void
yutu_act_effect_init (YutuActEffect *effect)
{
  *effect = (YutuActEffect){
    .before = g_ptr_array_new_with_free_func (yutu_act_unit_free),
    .after = g_ptr_array_new_with_free_func (yutu_act_unit_free),
    .codes = g_ptr_array_new_with_free_func (yutu_act_code_free),
    .placements = g_ptr_array_new_with_free_func (yutu_act_placement_free),
    .transfers = g_ptr_array_new_with_free_func (transfer_free),
    .pieces = g_ptr_array_new_with_free_func (piece_free),
    .lineage = g_ptr_array_new_with_free_func (yutu_act_lineage_free),
    .issues = g_ptr_array_new_with_free_func (issue_free),
  };
}

void
yutu_act_effect_clear (YutuActEffect *effect)
{
  g_clear_pointer (&effect->before, g_ptr_array_unref);
  g_clear_pointer (&effect->after, g_ptr_array_unref);
  g_clear_pointer (&effect->codes, g_ptr_array_unref);
  g_clear_pointer (&effect->placements, g_ptr_array_unref);
  g_clear_pointer (&effect->transfers, g_ptr_array_unref);
  g_clear_pointer (&effect->pieces, g_ptr_array_unref);
  g_clear_pointer (&effect->lineage, g_ptr_array_unref);
  g_clear_pointer (&effect->issues, g_ptr_array_unref);
  g_clear_pointer (&effect->finish_by, g_free);
  g_clear_pointer (&effect->extended_to, g_free);
}

/* ---- Whose land changes ---- */

void
yutu_act_note_land (YutuActPlan *self)
{
  for (guint i = 0; i < self->faces->len; i++)
    {
      const YutuActFace *face = g_ptr_array_index (self->faces, i);

      for (int level = TOP_LAND_LEVEL; level <= FINEST_LEVEL; level++)
        {
          YutuActState *before = yutu_act_get_upper (self, face->before, level, TRUE);
          YutuActState *after = yutu_act_get_upper (self, face->after, level, FALSE);

          if (before == after)
            continue;
          if (before != NULL)
            before->has_land_changed = before->has_lost_land = TRUE;
          if (after != NULL)
            after->has_land_changed = TRUE;
        }
    }
}

/* Whether addresses of its land, or shares of a unit above it, are the act's matter. */
static gboolean
is_concerned (YutuActPlan *self,
              gint64       unit)
{
  for (int level = 1; level <= FINEST_LEVEL; level++)
    {
      const YutuActState *state = yutu_act_get_upper (self, unit, level, TRUE);

      if (state != NULL && (state->is_changed || state->has_lost_land))
        return TRUE;
    }
  return FALSE;
}

/* ---- Transfers ---- */

typedef struct
{
  YutuActTransfer *transfer;
  GPtrArray       *faces; /* YutuActFace */
} Group;

static void
group_free (gpointer data)
{
  g_ptr_array_unref (((Group *)data)->faces);
  g_free (data);
}

static char *
make_key (gint64 one,
          gint64 other)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, one, other);
}

static gint64
get_township (YutuActPlan *self,
              gint64       unit,
              gboolean     before)
{
  const YutuActState *state = yutu_act_get_upper (self, unit, 4, before);

  return state != NULL ? state->unit : 0;
}

/* The names that an address there stands behind. */
static gboolean
has_other_names (YutuActPlan *self,
                 gint64       from,
                 gint64       to)
{
  for (int level = 1; level <= FINEST_LEVEL; level++)
    {
      const YutuActState *before = yutu_act_get_upper (self, from, level, TRUE);
      const YutuActState *after = yutu_act_get_upper (self, to, level, FALSE);

      if (g_strcmp0 (before != NULL ? before->before->name : NULL, after != NULL ? after->name : NULL) != 0)
        return TRUE;
    }
  return from != to;
}

static YutuActTransfer *
add_transfer (YutuActPlan *self,
              gint64       from,
              gint64       to)
{
  const YutuActState *before = yutu_act_get_state (self, from);
  const YutuActState *after = yutu_act_get_state (self, to);
  YutuActTransfer    *transfer = g_new0 (YutuActTransfer, 1);

  *transfer = (YutuActTransfer){
    .from = from,
    .to = to,
    .from_upper = get_township (self, from, TRUE),
    .to_upper = get_township (self, to, FALSE),
    .from_level = before != NULL ? before->level : 0,
    .to_level = after != NULL ? after->level : 0,
    .is_renamed = has_other_names (self, from, to),
  };
  g_ptr_array_add (self->effect.transfers, transfer);
  return transfer;
}

/* Those of the land, in the order of faces; @n_faces gets how many faces each "from" has in all. */
static GPtrArray *
group_faces (YutuActPlan *self,
             GHashTable  *n_groups) /* gint64 * from → number of its groups */
{
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);

  for (guint i = 0; i < self->faces->len; i++)
    {
      YutuActFace     *face = g_ptr_array_index (self->faces, i);
      g_autofree char *key = NULL;
      Group           *group = NULL;

      if (face->before == 0 || !is_concerned (self, face->before))
        continue;
      key = make_key (face->before, face->after);
      group = g_hash_table_lookup (by_key, key);
      if (group == NULL)
        {
          group = g_new0 (Group, 1);
          group->transfer = add_transfer (self, face->before, face->after);
          group->faces = g_ptr_array_new ();
          g_ptr_array_add (groups, group);
          g_hash_table_insert (by_key, g_steal_pointer (&key), group);
          g_hash_table_insert (
            n_groups, &group->transfer->from,
            GUINT_TO_POINTER (
              GPOINTER_TO_UINT (g_hash_table_lookup (n_groups, &group->transfer->from)) + 1));
        }
      g_ptr_array_add (group->faces, face);
    }
  return groups;
}

/* A village that is not drawn, and what becomes of it. */
static void
add_undrawn (YutuActPlan *self,
             GHashTable  *n_groups)
{
  for (guint i = 0; i < self->states->len; i++)
    {
      const YutuActState *state = g_ptr_array_index (self->states, i);
      gint64              to = state->is_gone && state->heir != 0 ? state->heir : state->unit;

      if (state->level == FINEST_LEVEL && state->before != NULL && state->area_cm2_before == 0 &&
          !g_hash_table_contains (n_groups, &state->unit) && is_concerned (self, state->unit))
        add_transfer (self, state->unit, to);
    }
}

static gboolean
find_transfers (YutuActPlan *self,
                GError     **error)
{
  g_autoptr (GHashTable) n_groups = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) groups = group_faces (self, n_groups);

  for (guint i = 0; i < groups->len; i++)
    {
      Group           *group = g_ptr_array_index (groups, i);
      YutuActTransfer *transfer = group->transfer;
      YutuActState    *state = yutu_act_get_state (self, transfer->from);
      gboolean         is_whole =
        GPOINTER_TO_UINT (g_hash_table_lookup (n_groups, &transfer->from)) == 1;

      if (is_whole && state != NULL && transfer->from_level == FINEST_LEVEL)
        transfer->area_cm2 =
          state->area_cm2_before + yutu_act_land_get_growth (self, state->unit);
      else if (!yutu_act_land_join (self, group->faces, &transfer->area_cm2,
                                    is_whole ? NULL : &transfer->land, error))
        return FALSE;
    }
  add_undrawn (self, n_groups);
  return TRUE;
}

/* ---- Pieces ---- */

/* The highest level at which the face changes hands. */
static gboolean
find_change (YutuActPlan       *self,
             const YutuActFace *face,
             YutuActPiece      *piece)
{
  for (int level = TOP_LAND_LEVEL; level <= FINEST_LEVEL; level++)
    {
      const YutuActState *before = yutu_act_get_upper (self, face->before, level, TRUE);
      const YutuActState *after = yutu_act_get_upper (self, face->after, level, FALSE);

      if (before == after)
        continue;
      piece->level = level;
      piece->from = before != NULL ? before->unit : 0;
      piece->to = after != NULL ? after->unit : 0;
      return TRUE;
    }
  return FALSE;
}

typedef struct
{
  YutuActPiece *piece;
  GPtrArray    *faces;
} PieceGroup;

static void
piece_group_free (gpointer data)
{
  g_ptr_array_unref (((PieceGroup *)data)->faces);
  g_free (data);
}

static gboolean
find_pieces (YutuActPlan *self,
             GError     **error)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (piece_group_free);

  for (guint i = 0; i < self->faces->len; i++)
    {
      YutuActFace     *face = g_ptr_array_index (self->faces, i);
      YutuActPiece     piece = { 0 };
      g_autofree char *key = NULL;
      PieceGroup      *group = NULL;

      if (!find_change (self, face, &piece))
        continue;
      key = make_key (piece.from, piece.to);
      group = g_hash_table_lookup (by_key, key);
      if (group == NULL)
        {
          group = g_new0 (PieceGroup, 1);
          group->piece = g_memdup2 (&piece, sizeof piece);
          group->faces = g_ptr_array_new ();
          g_ptr_array_add (self->effect.pieces, group->piece);
          g_ptr_array_add (groups, group);
          g_hash_table_insert (by_key, g_steal_pointer (&key), group);
        }
      g_ptr_array_add (group->faces, face);
    }
  for (guint i = 0; i < groups->len; i++)
    {
      PieceGroup *group = g_ptr_array_index (groups, i);

      if (!yutu_act_land_join (self, group->faces, &group->piece->area_cm2, &group->piece->land, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Areas ---- */

/* What the cuts' vertices added is of all days. */
static void
add_growth (YutuActPlan *self)
{
  if (self->land == NULL)
    return;
  for (guint i = 0; i < self->states->len; i++)
    {
      const YutuActState *state = g_ptr_array_index (self->states, i);
      gint64              cm2 = yutu_act_land_get_growth (self, state->unit);

      for (int level = 1; cm2 != 0 && level <= FINEST_LEVEL; level++)
        {
          YutuActState *upper = yutu_act_get_upper (self, state->unit, level, TRUE);

          if (upper != NULL)
            upper->area_cm2_before += cm2;
        }
    }
}

static void
move_areas (YutuActPlan *self)
{
  for (guint i = 0; i < self->states->len; i++)
    {
      YutuActState *state = g_ptr_array_index (self->states, i);

      state->area_cm2_after = state->area_cm2_before;
    }
  for (guint i = 0; i < self->effect.transfers->len; i++)
    {
      const YutuActTransfer *transfer = g_ptr_array_index (self->effect.transfers, i);

      for (int level = 1; level <= FINEST_LEVEL; level++)
        {
          YutuActState *before = yutu_act_get_upper (self, transfer->from, level, TRUE);
          YutuActState *after = yutu_act_get_upper (self, transfer->to, level, FALSE);

          if (before == after)
            continue;
          if (before != NULL)
            before->area_cm2_after -= transfer->area_cm2;
          if (after != NULL)
            after->area_cm2_after += transfer->area_cm2;
        }
    }
}

/* ---- Lineage ---- */

static YutuActLineage *
find_lineage (YutuActPlan        *self,
              guint               first,
              const YutuActState *from,
              const YutuActState *to)
{
  YutuActLineage *lineage = NULL;

  for (guint i = first; i < self->effect.lineage->len; i++)
    {
      lineage = g_ptr_array_index (self->effect.lineage, i);
      if (lineage->to == to->unit)
        return lineage;
    }
  lineage = g_new0 (YutuActLineage, 1);
  lineage->from = from->unit;
  lineage->to = to->unit;
  lineage->level = from->level;
  lineage->from_name = g_strdup (from->before->name);
  lineage->to_name = g_strdup (to->name);
  g_ptr_array_add (self->effect.lineage, lineage);
  return lineage;
}

/* Where there is no land to go by, each has the same. A sliver along an edge may measure less than nothing: its edges are
 * geodesics, which bend by centimetres against the grid that its corners lie on. It has no share. */
static void
set_area_shares (YutuActPlan *self,
                 guint        first)
{
  GPtrArray *rows = self->effect.lineage;
  gint64     sum = 0;

  for (guint i = first; i < rows->len; i++)
    {
      YutuActLineage *lineage = g_ptr_array_index (rows, i);

      lineage->area_num = MAX (lineage->area_num, 0);
      sum += lineage->area_num;
    }
  for (guint i = first; i < rows->len; i++)
    {
      YutuActLineage *lineage = g_ptr_array_index (rows, i);

      if (sum == 0)
        lineage->area_num = 1;
      lineage->area_den = sum != 0 ? sum : rows->len - first;
      lineage->address_num = lineage->area_num;
      lineage->address_den = lineage->area_den;
    }
}

static void
add_lineage (YutuActPlan        *self,
             const YutuActState *from)
{
  guint first = self->effect.lineage->len;

  for (guint i = 0; i < self->effect.transfers->len; i++)
    {
      const YutuActTransfer *transfer = g_ptr_array_index (self->effect.transfers, i);
      const YutuActState    *to = yutu_act_get_upper (self, transfer->to, from->level, FALSE);

      if (to != NULL && yutu_act_get_upper (self, transfer->from, from->level, TRUE) == from)
        find_lineage (self, first, from, to)->area_num += transfer->area_cm2;
    }
  set_area_shares (self, first);
}

static void
find_all_lineage (YutuActPlan *self)
{
  for (int level = TOP_LAND_LEVEL; level <= FINEST_LEVEL; level++)
    for (guint i = 0; i < self->states->len; i++)
      {
        const YutuActState *state = g_ptr_array_index (self->states, i);

        if (state->level == level && state->before != NULL && (state->has_lost_land || state->is_gone))
          add_lineage (self, state);
      }
}

/* ---- Units ---- */

static YutuActUnit *
tell_unit (YutuActPlan        *self,
           const YutuActState *state,
           gboolean            before)
{
  const YutuActState *upper =
    yutu_act_get_state (self, before ? state->before->parent : state->parent);
  YutuActUnit *unit = g_new0 (YutuActUnit, 1);

  *unit = (YutuActUnit){
    .unit = state->unit,
    .level = state->level,
    .type = g_strdup (before ? state->before->type : state->type),
    .name = g_strdup (before ? state->before->name : state->name),
    .code = g_strdup (before ? state->before->code : state->code),
    .parent = upper != NULL ? upper->unit : 0,
    .parent_name = g_strdup (upper == NULL                             ? ""
                             : before && upper->before != NULL         ? upper->before->name
                                                                       : upper->name),
    .population = before ? state->population_before : state->population,
    .area_cm2 = before ? state->area_cm2_before : state->area_cm2_after,
  };
  return unit;
}

static int
compare_states (gconstpointer a,
                gconstpointer b)
{
  const YutuActState *one = *(const YutuActState *const *)a;
  const YutuActState *other = *(const YutuActState *const *)b;
  int                 order = g_strcmp0 (one->code, other->code);

  if (one->level != other->level)
    return one->level - other->level;
  return order != 0 ? order : (one->unit > other->unit) - (one->unit < other->unit);
}

static void
tell_placement (YutuActPlan        *self,
                const YutuActState *state)
{
  const YutuActState *from = yutu_act_get_state (self, state->before->parent);
  const YutuActState *to = yutu_act_get_state (self, state->parent);
  YutuActPlacement   *placement = NULL;

  if (from == to)
    return;
  placement = g_new0 (YutuActPlacement, 1);
  placement->unit = state->unit;
  placement->name = g_strdup (state->name);
  placement->from = from != NULL ? from->unit : 0;
  placement->to = to != NULL ? to->unit : 0;
  placement->from_name = g_strdup (from != NULL ? from->before->name : "");
  placement->to_name = g_strdup (to != NULL ? to->name : "");
  g_ptr_array_add (self->effect.placements, placement);
}

static void
tell_units (YutuActPlan *self)
{
  g_autoptr (GPtrArray) states = g_ptr_array_new ();
  int top = 6;

  for (guint i = 0; i < self->states->len; i++)
    {
      YutuActState *state = g_ptr_array_index (self->states, i);

      if (!state->is_changed && !state->has_land_changed)
        continue;
      g_ptr_array_add (states, state);
      top = MIN (top, state->level);
    }
  g_ptr_array_sort (states, compare_states);
  for (guint i = 0; i < states->len; i++)
    {
      const YutuActState *state = g_ptr_array_index (states, i);

      if (state->before != NULL)
        g_ptr_array_add (self->effect.before, tell_unit (self, state, TRUE));
      if (!state->is_gone)
        g_ptr_array_add (self->effect.after, tell_unit (self, state, FALSE));
      if (state->level == top)
        {
          self->effect.area_cm2_before += state->area_cm2_before;
          self->effect.area_cm2_after += state->is_gone ? 0 : state->area_cm2_after;
        }
      if (!state->is_gone && state->before != NULL)
        tell_placement (self, state);
    }
}

/* An official area is of the land as it was. */
static void
drop_legal_areas (YutuActPlan *self)
{
  for (guint i = 0; i < self->states->len; i++)
    {
      YutuActState *state = g_ptr_array_index (self->states, i);

      if (!state->has_land_changed || state->is_gone || state->area_legal_m2 < 0)
        continue;
      state->area_legal_m2 = -1;
      yutu_act_warn (self, "area-official", -1,
                     _ ("the official area of %s is of its land as it was; enter the new one when it is "
                     "published"),
                     state->name)
        ->unit = state->unit;
    }
}

gboolean
yutu_act_tell_effect (YutuActPlan *self,
                      GError     **error)
{
  if (!find_transfers (self, error) || !find_pieces (self, error))
    return FALSE;
  add_growth (self);
  move_areas (self);
  find_all_lineage (self);
  drop_legal_areas (self);
  tell_units (self);
  return TRUE;
}
