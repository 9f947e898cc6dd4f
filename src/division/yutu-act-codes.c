/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Codes retired and given. A unit needs another code when it gets another parent, when its parent gets
 * another code, and when it becomes of another type; what is new needs one when its parent has one. A
 * code is given by a step, or proposed: that under which the register knows the name already; else, under
 * a parent whose code is new, the serial that the unit had; else the one behind the highest that was ever
 * given in the block of its type. Units without a code stay without: no code is invented for them. */

#include "division/yutu-act-private.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "division/yutu-code-register.h"
#include "division/yutu-division-generic.h"

typedef struct
{
  YutuActPlan  *plan;
  YutuActState *state;
  YutuActState *upper;  /* NULL: none */
  const char   *prefix; /* "" at the top */
  gsize         n_serial; /* digits behind it; 0: the prefix is not of the level above */
} Need;

static const gsize CODE_LENGTHS[] = { 0, 2, 4, 6, 9, 12 };

/* ---- What was given ---- */

/* *who: a unit of any day, but @unit, that has or had the code, in either series; else a row of the
 * register under another name, or over before the day. NULL: nobody. */
static gboolean
find_holder (YutuActPlan        *self,
             const YutuActState *state,
             const char         *code,
             char              **who,
             GError            **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT name, valid_from, valid_to FROM division WHERE code = ?1 AND unit <> ?2 UNION ALL "
    "SELECT name, valid_from, valid_to FROM division WHERE stat_code = ?1 AND unit <> ?2 UNION ALL "
    "SELECT name, valid_from, valid_to FROM division_code WHERE code = ?1 AND (name <> ?3 "
    "OR valid_to <= ?4) LIMIT 1",
    error);
  gboolean found = FALSE;

  *who = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, code, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, state->unit);
  sqlite3_bind_text (statement, 3, state->name, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, self->day, -1, SQLITE_STATIC);
  if (!yutu_connection_step (self->connection, statement, &found, error))
    return FALSE;
  if (found)
    *who = g_strdup_printf ("%s (%s – %s)", (const char *)sqlite3_column_text (statement, 0),
                            (const char *)sqlite3_column_text (statement, 1),
                            (const char *)sqlite3_column_text (statement, 2));
  sqlite3_reset (statement);
  return TRUE;
}

static const YutuActState *
find_given (YutuActPlan        *self,
            const YutuActState *but,
            const char         *code)
{
  for (guint i = 0; i < self->states->len; i++)
    {
      const YutuActState *state = g_ptr_array_index (self->states, i);

      if (state != but && g_strcmp0 (state->code, code) == 0)
        return state;
    }
  return NULL;
}

/* Serials ever given under the prefix: a byte each; *has_any says whether there is one. */
static gboolean
list_serials (const Need *need,
              guint8     *used, /* of 1000 */
              gboolean   *has_any,
              GError    **error)
{
  YutuActPlan     *self = need->plan;
  g_autofree char *end = g_strconcat (need->prefix, ":", NULL);
  gsize            n_prefix = strlen (need->prefix);
  gboolean         found = TRUE;
  sqlite3_stmt    *statement = yutu_connection_prepare (
       self->connection,
       "SELECT code FROM division_code WHERE code > ?1 AND code < ?2 AND length (code) = ?3 UNION ALL "
          "SELECT code FROM division WHERE code > ?1 AND code < ?2 AND length (code) = ?3 UNION ALL "
          "SELECT stat_code FROM division WHERE stat_code > ?1 AND stat_code < ?2 AND length (stat_code) = ?3",
       error);

  *has_any = FALSE;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, need->prefix, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, end, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 3, (gint64)CODE_LENGTHS[need->state->level]);
  while (TRUE)
    {
      if (!yutu_connection_step (self->connection, statement, &found, error))
        return FALSE;
      if (!found)
        break;
      used[atoi ((const char *)sqlite3_column_text (statement, 0) + n_prefix) % 1000] = 1;
      *has_any = TRUE;
    }
  for (guint i = 0; i < self->states->len; i++)
    {
      const YutuActState *state = g_ptr_array_index (self->states, i);

      if (state->code != NULL && state->is_code_proposed && g_str_has_prefix (state->code, need->prefix) &&
          strlen (state->code) == CODE_LENGTHS[need->state->level])
        used[atoi (state->code + n_prefix) % 1000] = 1;
      /* What another step asks for is left to it. */
      if (state != need->state && state->given_code != NULL &&
          g_str_has_prefix (state->given_code, need->prefix) &&
          strlen (state->given_code) == CODE_LENGTHS[need->state->level])
        used[atoi (state->given_code + n_prefix) % 1000] = 1;
    }
  return TRUE;
}

/* ---- Proposing ---- */

static gboolean
is_in_blocks (const GArray *blocks,
              int           serial)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const YutuActBlock *block = &g_array_index (blocks, YutuActBlock, i);

      if (serial >= block->first && serial <= block->last)
        return TRUE;
    }
  return FALSE;
}

/* Behind the highest; in a block that is full to its end, the first gap; 0: none is left. */
static int
find_serial (const GArray *blocks,
             const guint8 *used)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const YutuActBlock *block = &g_array_index (blocks, YutuActBlock, i);

      for (int serial = block->last; serial >= block->first; serial--)
        if (used[serial])
          {
            if (serial < block->last)
              return serial + 1;
            break;
          }
        else if (serial == block->first)
          return serial;
      for (int serial = block->first; serial <= block->last; serial++)
        if (!used[serial])
          return serial;
    }
  return 0;
}

/* That under which the register knows the name on the day, when nobody has it. */
static gboolean
find_registered (const Need *need,
                 char      **code,
                 GError    **error)
{
  YutuActPlan  *self = need->plan;
  YutuCodeQuery query = { NULL, need->state->level, need->prefix, self->day };
  g_autoptr (GPtrArray) codes =
    yutu_code_register_find (self->connection, need->state->name, &query, error);
  g_autofree char *who = NULL;

  *code = NULL;
  if (codes == NULL)
    return FALSE;
  if (codes->len != 1)
    return TRUE;
  if (!find_holder (self, need->state, g_ptr_array_index (codes, 0), &who, error))
    return FALSE;
  if (who == NULL && find_given (self, need->state, g_ptr_array_index (codes, 0)) == NULL)
    *code = g_strdup (g_ptr_array_index (codes, 0));
  return TRUE;
}

static gboolean
propose (const Need *need,
         char      **code,
         GError    **error)
{
  YutuActState *state = need->state;
  guint8        used[1000] = { 0 };
  gboolean      has_any = FALSE;
  int           serial = 0;
  g_autoptr (GArray) blocks = NULL;

  *code = NULL;
  if (need->n_serial == 0)
    return TRUE;
  if (!find_registered (need, code, error))
    return FALSE;
  if (*code != NULL)
    return TRUE;
  blocks = yutu_act_rule_list_blocks (state->level, state->type, need->plan->day, error);
  if (blocks == NULL || !list_serials (need, used, &has_any, error))
    return FALSE;
  if (state->before != NULL && state->before->code != NULL && need->upper != NULL &&
      g_strcmp0 (need->upper->code, need->upper->before != NULL ? need->upper->before->code : NULL) != 0)
    {
      serial = atoi (state->before->code + MIN (strlen (need->prefix), strlen (state->before->code)));
      if (serial <= 0 || serial >= 1000 || used[serial] || !is_in_blocks (blocks, serial))
        serial = 0;
    }
  if (serial == 0)
    serial = find_serial (blocks, used);
  if (serial == 0)
    {
      yutu_act_warn (need->plan, "code-missing", state->step,
                     _ ("there is no code to propose for %s (%s, %s); give one"), state->name, state->type,
                     blocks->len == 0 ? _ ("no rule has a block for this type") : _ ("the blocks are full"))
        ->unit = state->unit;
      return TRUE;
    }
  *code = g_strdup_printf ("%s%0*d", need->prefix, (int)need->n_serial, serial);
  return TRUE;
}

/* ---- Judging one that is given ---- */

static void
refuse (const Need       *need,
        const char       *rule,
        YutuDivisionError code,
        char             *message) /* taken */
{
  yutu_act_fail (need->plan, rule, code, need->state->step, "%s", message)->unit = need->state->unit;
  g_free (message);
}

static gboolean
judge_given (const Need *need,
             GError    **error)
{
  YutuActState       *state = need->state;
  const char         *code = state->given_code;
  const YutuActState *other = find_given (need->plan, state, code);
  g_autoptr (GArray) blocks = NULL;
  g_autofree char *who = NULL;

  if (yutu_division_level_of_code (code) != state->level)
    refuse (need, "code-length", YUTU_DIVISION_ERROR_INVALID,
            g_strdup_printf (_ ("code %s of %s has not the %zu digits of its level"), code,
                             state->name, CODE_LENGTHS[state->level]));
  else if (!g_str_has_prefix (code, need->prefix))
    refuse (need, "code-parent", YUTU_DIVISION_ERROR_INVALID,
            g_strdup_printf (_ ("code %s of %s does not begin with %s, that of %s"), code, state->name,
                             need->prefix, need->upper->name));
  else if (other != NULL)
    refuse (need, "code-used", YUTU_DIVISION_ERROR_CODE_USED,
            g_strdup_printf (_ ("code %s is that of %s; %s needs another one"), code, other->name,
                             state->name));
  else
    {
      if (!find_holder (need->plan, state, code, &who, error))
        return FALSE;
      if (who != NULL)
        refuse (need, "code-used", YUTU_DIVISION_ERROR_CODE_USED,
                g_strdup_printf (_ ("code %s was given to %s and is never given again; %s needs another "
                                 "one"),
                                 code, who, state->name));
      blocks = yutu_act_rule_list_blocks (state->level, state->type, need->plan->day, error);
      if (blocks == NULL)
        return FALSE;
      if (blocks->len > 0 && need->n_serial > 0 &&
          !is_in_blocks (blocks, atoi (code + strlen (code) - need->n_serial)))
        refuse (need, "code-block", YUTU_DIVISION_ERROR_INVALID,
                g_strdup_printf (_ ("code %s lies in no block of the type of %s (%s)"), code, state->name,
                                 state->type));
    }
  return TRUE;
}

/* ---- One unit after the other ---- */

static gboolean
needs_code (const Need *need)
{
  const YutuActState *state = need->state;
  const char         *code = state->code;
  gboolean            has_other_type;

  if (state->is_gone)
    return FALSE;
  if (state->given_code != NULL)
    return g_strcmp0 (state->given_code, code) != 0;
  if (state->before == NULL)
    return need->upper != NULL && need->upper->code != NULL;
  if (code == NULL || strlen (code) <= strlen (need->prefix))
    return FALSE;
  has_other_type = strcmp (state->type, state->before->type) != 0;
  return has_other_type || ((state->is_placed || (need->upper != NULL && need->upper->is_changed)) &&
                            need->upper != NULL && need->upper->code != NULL &&
                            !g_str_has_prefix (code, need->upper->code));
}

static gboolean
give_code (const Need *need,
           GError    **error)
{
  YutuActState    *state = need->state;
  g_autofree char *code = NULL;
  gboolean         had_one_series =
    state->before == NULL ? state->level == 5 : g_strcmp0 (state->stat_code, state->code) == 0;

  if (state->given_code != NULL)
    {
      if (!judge_given (need, error))
        return FALSE;
      code = g_strdup (state->given_code);
    }
  else if (!propose (need, &code, error))
    return FALSE;
  state->is_code_proposed = state->given_code == NULL && code != NULL;
  if (code == NULL)
    return TRUE;
  g_free (state->code);
  state->code = g_steal_pointer (&code);
  if (had_one_series)
    {
      g_free (state->stat_code);
      state->stat_code = g_strdup (state->code);
    }
  state->is_changed = TRUE;
  return TRUE;
}

/* ---- What is told ---- */

static gboolean
find_series (YutuActPlan *self,
             const char  *code,
             int          level,
             char       **kind,
             GError     **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT kind FROM division_code WHERE code = ?1 ORDER BY valid_from DESC, id LIMIT 1", error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, code, -1, SQLITE_STATIC);
  if (!yutu_connection_step (self->connection, statement, &found, error))
    return FALSE;
  *kind = g_strdup (found ? (const char *)sqlite3_column_text (statement, 0)
                    : level == 5 ? "stat"
                                 : "mca");
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
tell_code (YutuActPlan        *self,
           const YutuActState *state,
           GError            **error)
{
  const char  *retired = state->before != NULL ? state->before->code : NULL;
  const char  *given = state->is_gone ? NULL : state->code;
  YutuActCode *code = NULL;

  if (g_strcmp0 (retired, given) == 0)
    return TRUE;
  code = g_new0 (YutuActCode, 1);
  g_ptr_array_add (self->effect.codes, code);
  code->unit = state->unit;
  code->level = state->level;
  code->name = g_strdup (state->name);
  code->retired = g_strdup (retired);
  code->given = g_strdup (given);
  code->is_proposed = state->is_code_proposed;
  return find_series (self, retired != NULL ? retired : given, state->level, &code->kind, error);
}

gboolean
yutu_act_find_codes (YutuActPlan *self,
                     GError     **error)
{
  for (int level = 1; level <= 5; level++)
    for (guint i = 0; i < self->states->len; i++)
      {
        YutuActState *state = g_ptr_array_index (self->states, i);
        YutuActState *upper = yutu_act_get_state (self, state->parent);
        Need          need = { self, state, upper, "", 0 };

        if (state->level != level)
          continue;
        if (upper != NULL && upper->code != NULL)
          need.prefix = upper->code;
        if (strlen (need.prefix) == CODE_LENGTHS[level - 1])
          need.n_serial = CODE_LENGTHS[level] - CODE_LENGTHS[level - 1];
        if (needs_code (&need) && !give_code (&need, error))
          return FALSE;
        if (!tell_code (self, state, error))
          return FALSE;
      }
  return TRUE;
}
