/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Units and faces of the day, on which the steps of an act are done without touching a row. */

#include "division/yutu-act-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/yutu-day.h"
#include "division/yutu-division-generic.h"

/* ---- Issues ---- */

static YutuActIssue *
add_issue (YutuActPlan *self,
           gboolean     is_error,
           const char  *rule,
           int          step,
           char        *message) /* taken */
{
  YutuActIssue *issue = g_new0 (YutuActIssue, 1);

  issue->is_error = is_error;
  issue->rule = rule;
  issue->step = step;
  issue->message = message;
  if (!is_error)
    {
      g_ptr_array_add (self->effect.issues, issue);
      return issue;
    }
  g_ptr_array_insert (self->effect.issues, (int)self->effect.n_errors, issue);
  self->effect.n_errors++;
  return issue;
}

YutuActIssue *
yutu_act_fail (YutuActPlan      *self,
               const char       *rule,
               YutuDivisionError code,
               int               step,
               const char       *format,
               ...)
{
  YutuActIssue *issue = NULL;
  va_list       arguments;

  va_start (arguments, format);
  issue = add_issue (self, TRUE, rule, step, g_strdup_vprintf (format, arguments));
  va_end (arguments);
  issue->code = code;
  return issue;
}

YutuActIssue *
yutu_act_warn (YutuActPlan *self,
               const char  *rule,
               int          step,
               const char  *format,
               ...)
{
  YutuActIssue *issue = NULL;
  va_list       arguments;

  va_start (arguments, format);
  issue = add_issue (self, FALSE, rule, step, g_strdup_vprintf (format, arguments));
  va_end (arguments);
  return issue;
}

void
yutu_act_plan_add_issue (YutuActPlan *self,
                         gboolean     is_error,
                         const char  *rule,
                         char        *message)
{
  YutuActIssue *issue = add_issue (self, is_error, rule, -1, message);

  issue->code = YUTU_DIVISION_ERROR_INVALID;
}

/* ---- Units ---- */

static void
state_free (gpointer data)
{
  YutuActState *self = data;

  g_free (self->type);
  g_free (self->name);
  g_free (self->proper_name);
  g_free (self->generic_term);
  g_free (self->pinyin);
  g_free (self->code);
  g_free (self->stat_code);
  g_free (self->managed_by);
  g_free (self->given_code);
  g_free (self->later);
  g_free (self);
}

static YutuActState *
add_state (YutuActPlan *self,
           gint64       unit)
{
  YutuActState *state = g_new0 (YutuActState, 1);

  state->unit = unit;
  state->step = -1;
  state->population = state->area_legal_m2 = -1;
  g_ptr_array_add (self->states, state);
  g_hash_table_insert (self->by_unit, &state->unit, state);
  return state;
}

static void
take_division (YutuActPlan        *self,
               const YutuDivision *division)
{
  YutuActState *state = add_state (self, division->unit);

  state->before = division;
  state->level = division->level;
  state->type = g_strdup (division->type);
  state->name = g_strdup (division->name);
  state->proper_name = g_strdup (division->proper_name);
  state->generic_term = g_strdup (division->generic_term);
  state->pinyin = g_strdup (division->pinyin);
  state->code = g_strdup (division->code);
  state->stat_code = g_strdup (division->stat_code);
  state->managed_by = g_strdup (division->managed_by);
  state->parent = division->parent;
  state->population = state->population_before = division->population;
  state->area_legal_m2 = division->area_legal_m2;
  state->has_seat = division->has_seat;
  state->seat = division->seat;
  state->area_cm2_before = llround (division->area_m2 * 10000);
  state->area_cm2_after = state->area_cm2_before;
  if (strcmp (division->valid_to, YUTU_DAY_OPEN_TEXT) != 0)
    state->later = g_strdup (division->valid_to);
}

static gboolean
load_units (YutuActPlan *self,
            GError     **error)
{
  self->divisions = yutu_division_list (self->connection, self->day, error);
  for (guint i = 0; self->divisions != NULL && i < self->divisions->len; i++)
    take_division (self, g_ptr_array_index (self->divisions, i));
  return self->divisions != NULL;
}

/* ---- Faces ---- */

YutuActFace *
yutu_act_add_face (YutuActPlan       *self,
                   gint64             face,
                   const YutuActFace *origin)
{
  YutuActFace *made = g_new0 (YutuActFace, 1);

  if (origin != NULL)
    *made = *origin;
  else
    made->origin = face;
  made->face = face;
  made->step = -1;
  g_ptr_array_add (self->faces, made);
  g_hash_table_insert (self->by_face, &made->face, made);
  return made;
}

static gboolean
load_faces (YutuActPlan *self,
            GError     **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT f.face, f.unit, f.valid_from = ?1 OR f.valid_to <> '" YUTU_DAY_OPEN_TEXT "' "
    "FROM face_unit f WHERE f.valid_from <= ?1 AND ?1 < f.valid_to ORDER BY f.face",
    error);
  gboolean found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, self->day, -1, SQLITE_STATIC);
  while (TRUE)
    {
      YutuActFace *face = NULL;

      if (!yutu_connection_step (self->connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      face = yutu_act_add_face (self, sqlite3_column_int64 (statement, 0), NULL);
      face->before = face->after = sqlite3_column_int64 (statement, 1);
      face->changes_later = sqlite3_column_int (statement, 2) != 0;
    }
}

/* ---- The state ---- */

gboolean
yutu_act_state_load (YutuActPlan *self,
                     GError     **error)
{
  self->states = g_ptr_array_new_with_free_func (state_free);
  self->by_unit = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  self->faces = g_ptr_array_new_with_free_func (g_free);
  self->by_face = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->next_unit = -1;
  return load_units (self, error) && load_faces (self, error);
}

void
yutu_act_state_clear (YutuActPlan *self)
{
  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_clear_pointer (&self->by_unit, g_hash_table_unref);
  g_clear_pointer (&self->by_face, g_hash_table_unref);
  g_clear_pointer (&self->faces, g_ptr_array_unref);
  g_clear_pointer (&self->states, g_ptr_array_unref);
  g_clear_pointer (&self->divisions, g_ptr_array_unref);
}

YutuActState *
yutu_act_get_state (YutuActPlan *self,
                    gint64       unit)
{
  return g_hash_table_lookup (self->by_unit, &unit);
}

YutuActFace *
yutu_act_get_face (YutuActPlan *self,
                   gint64       face)
{
  return g_hash_table_lookup (self->by_face, &face);
}

YutuActState *
yutu_act_get_upper (YutuActPlan *self,
                    gint64       unit,
                    int          level,
                    gboolean     before)
{
  /* As deep as the levels are, so that a ring of parents ends. */
  for (int step = 0; unit != 0 && step < 8; step++)
    {
      YutuActState *state = yutu_act_get_state (self, unit);

      if (state == NULL || state->level < level)
        return NULL;
      if (state->level == level)
        return state;
      unit = !before ? state->parent : state->before != NULL ? state->before->parent : 0;
    }
  return NULL;
}

gboolean
yutu_act_lies_under (YutuActPlan        *self,
                     gint64              unit,
                     const YutuActState *upper)
{
  return yutu_act_get_upper (self, unit, upper->level, FALSE) == upper;
}

/* ---- New ones, and new names ---- */

gboolean
yutu_act_set_name (YutuActPlan       *self,
                   YutuActState      *state,
                   const YutuActStep *step,
                   GError           **error)
{
  g_auto (YutuDivisionName) parts = { 0 };

  if (!yutu_division_split_name (step->name, state->level, &parts, error))
    return FALSE;
  g_free (state->name);
  g_free (state->proper_name);
  g_free (state->generic_term);
  g_free (state->pinyin);
  state->name = g_strdup (step->name);
  state->proper_name = g_steal_pointer (&parts.proper);
  state->generic_term = g_steal_pointer (&parts.generic);
  state->pinyin = g_strdup (step->pinyin);
  if (step->type != NULL || strcmp (parts.type, "unit") != 0 || state->type == NULL)
    {
      g_free (state->type);
      state->type = g_strdup (step->type != NULL ? step->type : parts.type);
    }
  return TRUE;
}

gboolean
yutu_act_add_unit (YutuActPlan       *self,
                   const YutuActStep *step,
                   int                number,
                   int                level,
                   gint64             parent,
                   YutuActState     **made,
                   GError           **error)
{
  const char         *key = step->as != NULL ? step->as : step->name;
  const YutuActState *upper = yutu_act_get_state (self, parent);
  YutuActState       *state = NULL;

  *made = NULL;
  if (g_hash_table_contains (self->by_key, key))
    {
      yutu_act_fail (self, "key-twice", YUTU_DIVISION_ERROR_INVALID, number,
                     _ ("two new units are called “%s” in the steps; give one another “as”"), key);
      return TRUE;
    }
  state = add_state (self, self->next_unit--);
  state->level = level;
  state->parent = parent;
  state->managed_by = upper != NULL && level > 4 ? g_strdup (upper->managed_by) : NULL;
  state->has_seat = step->has_seat;
  state->seat = step->seat;
  state->has_seat_moved = step->has_seat;
  state->given_code = g_strdup (step->code);
  state->is_changed = TRUE;
  state->step = number;
  state->population_before = -1;
  g_hash_table_insert (self->by_key, (gpointer)key, state);
  *made = state;
  return yutu_act_set_name (self, state, step, error);
}
