/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Whether an act may be carried out, and what is odd about it. Errors are what would leave the file, or
 * the law's order of codes, names and land, broken; all else is a warning that people decide about. */

#include "division/yutu-act-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/yutu-day.h"
#include "division/yutu-division-rule.h"

static YutuActIssue *
fail_unit (YutuActPlan        *self,
           const YutuActState *state,
           const char         *rule,
           YutuDivisionError   code,
           char               *message) /* taken */
{
  YutuActIssue *issue = yutu_act_fail (self, rule, code, state->step, "%s", message);

  g_free (message);
  issue->unit = state->unit;
  issue->has_place = state->has_seat;
  issue->place = state->seat;
  return issue;
}

static YutuActIssue *
warn_unit (YutuActPlan        *self,
           const YutuActState *state,
           const char         *rule,
           char               *message) /* taken */
{
  YutuActIssue *issue = yutu_act_warn (self, rule, state->step, "%s", message);

  g_free (message);
  issue->unit = state->unit;
  issue->has_place = state->has_seat;
  issue->place = state->seat;
  return issue;
}

/* ---- The head ---- */

static gboolean
judge_limits (YutuActPlan *self,
              GError     **error)
{
  const YutuActSpec *spec = self->spec;
  YutuDay            approved = spec->approved_on != NULL ? yutu_day_parse (spec->approved_on)
                                                          : YUTU_DAY_INVALID;
  YutuDay            effective = yutu_day_parse (self->day);
  double             months = 0, more = 0;
  char               text[YUTU_DAY_TEXT_SIZE];

  if (approved == YUTU_DAY_INVALID)
    return TRUE;
  if (approved > effective)
    yutu_act_warn (self, "approved-late", -1,
                   _ ("it takes effect on %s, before its approval of %s; see whether both are right"),
                   self->day, spec->approved_on);
  if (strcmp (spec->approved_on, "2019-01-01") < 0)
    return TRUE; /* before there was a limit */
  if (!yutu_division_rule_get_number (self->connection, "act-finish-months", spec->approved_on, &months,
                                      error) ||
      !yutu_division_rule_get_number (self->connection, "act-extension-months", spec->approved_on, &more,
                                      error))
    return FALSE;
  self->effect.finish_by = g_strdup (yutu_day_format (yutu_day_add_months (approved, (int)months), text));
  self->effect.extended_to =
    g_strdup (yutu_day_format (yutu_day_add_months (approved, (int)(months + more)), text));
  if (effective > yutu_day_add_months (approved, (int)months))
    yutu_act_warn (self, "limit", -1,
                   _ ("approved on %s it must be carried out by %s, with consent by %s; it takes effect on "
                   "%s"),
                   spec->approved_on, self->effect.finish_by, self->effect.extended_to, self->day);
  return TRUE;
}

static gboolean
judge_papers (YutuActPlan *self,
              GError     **error)
{
  g_autoptr (GPtrArray) papers = yutu_act_list_papers (self->spec->kind, self->day, error);

  for (guint i = 0; papers != NULL && i < papers->len; i++)
    {
      const YutuActPaper *paper = g_ptr_array_index (papers, i);

      if (!g_hash_table_contains (self->spec->papers, paper->id))
        yutu_act_warn (self, "paper-missing", -1, _ ("a paper is missing: %s (%s)"), paper->title_zh,
                       paper->id);
    }
  return papers != NULL;
}

gboolean
yutu_act_judge_head (YutuActPlan *self,
                     GError     **error)
{
  const YutuActSpec *spec = self->spec;

  if (spec->title == NULL || *spec->title == '\0')
    yutu_act_fail (self, "no-title", YUTU_DIVISION_ERROR_INVALID, -1,
                   _ ("it has no title; give it one, as its document does"));
  if (spec->steps->len == 0)
    yutu_act_fail (self, "no-steps", YUTU_DIVISION_ERROR_INVALID, -1,
                   _ ("it does nothing; add a step"));
  if (spec->doc_no == NULL)
    yutu_act_warn (self, "document-missing", -1, _ ("it does not say the number of its document"));
  return judge_limits (self, error) && judge_papers (self, error);
}

/* ---- Days ---- */

static gboolean
has_version_before (YutuActPlan        *self,
                    const YutuActState *state,
                    gboolean           *answer,
                    GError            **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection, "SELECT 1 FROM division WHERE unit = ?1 AND valid_to = ?2 LIMIT 1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, state->unit);
  sqlite3_bind_text (statement, 2, self->day, -1, SQLITE_STATIC);
  if (!yutu_connection_step (self->connection, statement, answer, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
judge_days (YutuActPlan        *self,
            const YutuActState *state,
            GError            **error)
{
  const YutuActState *upper = yutu_act_get_state (self, state->parent);
  gboolean            is_older = FALSE;

  if (state->later != NULL)
    fail_unit (self, state, "later-version", YUTU_DIVISION_ERROR_CONFLICT,
               g_strdup_printf (_ ("%s changes on %s already; undo what came later first, or choose a later "
                                "day"),
                                state->name, state->later));
  if (upper != NULL && upper->later != NULL && !upper->is_changed &&
      (state->is_placed || state->before == NULL))
    fail_unit (self, state, "later-version", YUTU_DIVISION_ERROR_CONFLICT,
               g_strdup_printf (_ ("%s would lie under %s, which changes on %s already; undo what came later "
                                "first, or choose a later day"),
                                state->name, upper->name, upper->later));
  if (state->before == NULL || strcmp (state->before->valid_from, self->day) != 0)
    return TRUE;
  if (!has_version_before (self, state, &is_older, error))
    return FALSE;
  if (is_older)
    fail_unit (self, state, "later-version", YUTU_DIVISION_ERROR_CONFLICT,
               g_strdup_printf (_ ("%s changes on %s by something else already; undo that first, and put both "
                                "into one act"),
                                state->name, self->day));
  else
    fail_unit (self, state, "not-yet-there", YUTU_DIVISION_ERROR_OTHER_DAY,
               g_strdup_printf (_ ("%s begins on %s and is not there on the day before; choose a later day"),
                                state->name, self->day));
  return TRUE;
}

/* ---- Land ---- */

static void
judge_faces (YutuActPlan *self)
{
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->faces->len; i++)
    {
      const YutuActFace *face = g_ptr_array_index (self->faces, i);
      YutuActState      *owner = yutu_act_get_state (self, face->after);
      YutuActIssue      *issue = NULL;

      if (face->after != face->before && face->changes_later)
        issue = yutu_act_fail (self, "later-version", YUTU_DIVISION_ERROR_CONFLICT, face->step,
                               _ ("land that goes to %s changes hands on %s or later already; undo that "
                               "first, or choose a later day"),
                               owner != NULL ? owner->name : "", self->day);
      else if (owner != NULL && owner->is_gone && g_hash_table_add (told, owner))
        issue = yutu_act_fail (self, "land-left", YUTU_DIVISION_ERROR_INVALID, owner->step,
                               _ ("%s ends, and land of it goes nowhere; give all of it"), owner->name);
      if (issue == NULL)
        continue;
      issue->unit = face->after;
      issue->has_place = yutu_act_land_get_point (self, face->face, &issue->place);
    }
}

/* Faces by unit, its own and of those under it. */
static GHashTable *
count_faces (YutuActPlan *self,
             gboolean     before)
{
  GHashTable *counts = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->faces->len; i++)
    {
      const YutuActFace *face = g_ptr_array_index (self->faces, i);

      for (int level = 1; level <= 5; level++)
        {
          YutuActState *state =
            yutu_act_get_upper (self, before ? face->before : face->after, level, before);

          if (state != NULL)
            g_hash_table_insert (
              counts, state,
              GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, state)) + 1));
        }
    }
  return counts;
}

static void
judge_land (YutuActPlan *self)
{
  g_autoptr (GHashTable) before = count_faces (self, TRUE);
  g_autoptr (GHashTable) after = count_faces (self, FALSE);

  for (guint i = 0; i < self->states->len; i++)
    {
      YutuActState *state = g_ptr_array_index (self->states, i);
      YutuActState *upper = yutu_act_get_state (self, state->parent);
      gboolean      had = g_hash_table_contains (before, state);

      if (state->is_gone || g_hash_table_contains (after, state) || (!had && state->before != NULL))
        continue;
      if (had)
        fail_unit (self, state, "land-none", YUTU_DIVISION_ERROR_INVALID,
                   g_strdup_printf (_ ("%s would be without land; end it by a step, or leave it a part"),
                                    state->name));
      else if (upper != NULL && g_hash_table_contains (before, upper))
        fail_unit (self, state, "land-none", YUTU_DIVISION_ERROR_INVALID,
                   g_strdup_printf (_ ("%s is new and has no land; give it some"), state->name));
    }
}

/* ---- The tree ---- */

static void
judge_tree (YutuActPlan        *self,
            const YutuActState *state)
{
  const YutuActState *upper = yutu_act_get_state (self, state->parent);

  if (state->is_gone)
    return;
  if (upper != NULL && upper->is_gone)
    fail_unit (self, state, "units-left", YUTU_DIVISION_ERROR_INVALID,
               g_strdup_printf (_ ("%s lies under %s, which ends; place it under another unit"), state->name,
                                upper->name));
  if (state->before != NULL && state->before->parent == state->parent &&
      strcmp (state->before->name, state->name) == 0)
    return;
  for (guint i = 0; i < self->states->len; i++)
    {
      const YutuActState *other = g_ptr_array_index (self->states, i);

      if (other == state || other->is_gone || other->parent != state->parent ||
          other->level != state->level || strcmp (other->name, state->name) != 0 ||
          (other->is_changed && other->unit < state->unit)) /* told once */
        continue;
      fail_unit (self, state, "name-twice", YUTU_DIVISION_ERROR_INVALID,
                 g_strdup_printf (_ ("there would be two of the name %s in %s; rename one of them in the same "
                                  "act"),
                                  state->name, upper != NULL ? upper->name : _ ("the file")));
    }
}

/* ---- Seats ---- */

static gboolean
judge_seat (YutuActPlan        *self,
            const YutuActState *state,
            GError            **error)
{
  gint64 now = 0, old = 0;

  if (state->is_gone || state->level > 4 || (!state->has_seat_moved && !state->has_land_changed))
    return TRUE;
  if (!state->has_seat)
    {
      warn_unit (self, state, "seat-missing",
                 g_strdup_printf (_ ("%s has no seat; say where its government sits"), state->name));
      return TRUE;
    }
  if (!yutu_act_land_locate (self, state->seat, FALSE, &now, error))
    return FALSE;
  if (!yutu_act_lies_under (self, now, state))
    {
      if (state->has_seat_moved)
        fail_unit (self, state, "seat-outside", YUTU_DIVISION_ERROR_INVALID,
                   g_strdup_printf (_ ("the seat of %s would lie outside of its land; choose a place inside"),
                                    state->name));
      else
        warn_unit (self, state, "seat-outside",
                   g_strdup_printf (_ ("the seat of %s lies outside of its land then; move it in the same act"),
                                    state->name));
      return TRUE;
    }
  if (!state->has_seat_moved || state->before == NULL || !state->before->has_seat)
    return TRUE;
  if (!yutu_act_land_locate (self, state->before->seat, TRUE, &old, error))
    return FALSE;
  if (old == now && now != state->unit)
    warn_unit (self, state, "seat-near",
               g_strdup_printf (_ ("the seat of %s stays in the same village: that is no move that law knows"),
                                state->name));
  return TRUE;
}

/* ---- Who approves ---- */

static gboolean
is_of_organ (const char *organ,
             GStrv       endings)
{
  for (gsize i = 0; endings[i] != NULL; i++)
    if (g_str_has_suffix (organ, endings[i]))
      return TRUE;
  return FALSE;
}

static int
find_top_level (YutuActPlan *self)
{
  int top = 6;

  for (guint i = 0; i < self->states->len; i++)
    {
      const YutuActState *state = g_ptr_array_index (self->states, i);

      if (state->is_changed || state->has_land_changed)
        top = MIN (top, state->level);
    }
  return top;
}

/* Of the units of the highest level: what happens below them follows from it. */
static gboolean
judge_organ (YutuActPlan *self,
             GError     **error)
{
  int top = find_top_level (self);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (self->spec->organ == NULL)
    {
      yutu_act_warn (self, "organ-missing", -1, _ ("it does not say who approved it"));
      return TRUE;
    }
  for (guint i = 0; i < self->states->len; i++)
    {
      const YutuActState *state = g_ptr_array_index (self->states, i);
      g_auto (GStrv) organs = NULL;
      g_autofree char *basis = NULL;
      g_autofree char *list = NULL;

      if (state->level != top || (!state->is_changed && !state->has_land_changed))
        continue;
      if (!yutu_act_list_organs (self->spec->kind, top, state->type, self->day, &organs, &basis, error))
        return FALSE;
      if (organs == NULL || is_of_organ (self->spec->organ, organs) ||
          !g_hash_table_add (told, g_strdup (basis)))
        continue;
      list = g_strjoinv ("、", organs);
      warn_unit (self, state, "organ",
                 g_strdup_printf (_ ("%s approves it, for %s that would be one of %s (%s)"), self->spec->organ,
                                  state->name, list, basis));
    }
  return TRUE;
}

/* ---- Whether it is what it says ---- */

static void
judge_kind (YutuActPlan *self)
{
  gboolean has[YUTU_N_ACT_KINDS] = { FALSE };

  for (guint i = 0; i < self->states->len; i++)
    {
      const YutuActState *state = g_ptr_array_index (self->states, i);
      gboolean            is_new = state->before == NULL;

      has[YUTU_ACT_ESTABLISH] |= is_new;
      has[YUTU_ACT_ABOLISH] |= state->is_gone;
      has[YUTU_ACT_SUBORDINATION] |= state->is_placed;
      has[YUTU_ACT_BOUNDARY] |= state->has_land_changed;
      has[YUTU_ACT_SEAT] |= state->has_seat_moved && !is_new;
      if (is_new || state->is_gone || strcmp (state->name, state->before->name) == 0)
        continue;
      has[YUTU_ACT_RENAME] = TRUE;
      if (strcmp (state->type, state->before->type) != 0)
        warn_unit (self, state, "rename-type",
                   g_strdup_printf (_ ("%s → %s is more than another name: what ends in another generic term is "
                                    "abolished and established"),
                                    state->before->name, state->name));
    }
  has[YUTU_ACT_MERGE] = has[YUTU_ACT_ABOLISH];
  has[YUTU_ACT_SPLIT] = has[YUTU_ACT_ESTABLISH];
  if (!has[self->spec->kind] && self->effect.n_errors == 0)
    yutu_act_warn (self, "kind-differs", -1, _ ("it is called “%s”, and its steps do nothing of the kind"),
                   yutu_act_kind_get_id (self->spec->kind));
}

/* ---- The whole ---- */

gboolean
yutu_act_judge (YutuActPlan *self,
                GError     **error)
{
  for (guint i = 0; i < self->states->len; i++)
    {
      const YutuActState *state = g_ptr_array_index (self->states, i);
      const YutuActState *upper = yutu_act_get_state (self, state->parent);

      if ((state->is_changed || state->has_land_changed) && !judge_days (self, state, error))
        return FALSE;
      if (state->is_changed || (upper != NULL && upper->is_gone))
        judge_tree (self, state);
      if (!judge_seat (self, state, error))
        return FALSE;
    }
  judge_faces (self);
  judge_land (self);
  judge_kind (self);
  return judge_organ (self, error);
}
