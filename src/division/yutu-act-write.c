/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A plan without errors, written: land first, then units from the top down, then who has the land, then
 * what ends, from the bottom up. */

#include "division/yutu-act-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/yutu-day.h"
#include "division/yutu-boundary.h"
#include "division/yutu-code-register.h"
#include "store/yutu-statement.h"

typedef struct
{
  YutuActPlan    *plan;
  YutuActWritten *written;
  GHashTable     *real; /* gint64 * of a new unit → gint64 *: its id in the file */
} Writer;

static gint64
get_real (const Writer *self,
          gint64        unit)
{
  const gint64 *real = unit < 0 ? g_hash_table_lookup (self->real, &unit) : NULL;

  return real != NULL ? *real : unit;
}

/* ---- The act ---- */

static gboolean
write_act (Writer  *self,
           GError **error)
{
  const YutuActSpec *spec = self->plan->spec;
  g_autofree char   *json = yutu_act_spec_to_json (spec);
  sqlite3_stmt      *statement = yutu_connection_prepare (
         self->plan->connection,
         "INSERT INTO act (id, kind, title, doc_no, organ, approved_on, effective_on, state, note, spec) "
              "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'completed', ?8, ?9)",
         error);

  if (statement == NULL)
    return FALSE;
  self->written->act = yutu_connection_new_id (self->plan->connection);
  sqlite3_bind_int64 (statement, 1, self->written->act);
  yutu_bind_text (statement, 2, yutu_act_kind_get_id (spec->kind));
  yutu_bind_text (statement, 3, spec->title);
  yutu_bind_text (statement, 4, spec->doc_no);
  yutu_bind_text (statement, 5, spec->organ);
  yutu_bind_text (statement, 6, spec->approved_on);
  yutu_bind_text (statement, 7, spec->effective_on);
  yutu_bind_text (statement, 8, spec->note);
  yutu_bind_text (statement, 9, json);
  return yutu_connection_run (self->plan->connection, statement, error);
}

static gboolean
mark_unit (Writer  *self,
           gint64   unit,
           GError **error)
{
  static const char *const marks[] = {
    "UPDATE division SET act_out = ?3 WHERE unit = ?1 AND valid_to = ?2",
    "UPDATE division SET act_in = ?3 WHERE unit = ?1 AND valid_from = ?2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (self->plan->connection, marks[i], error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, unit);
      yutu_bind_text (statement, 2, self->plan->day);
      sqlite3_bind_int64 (statement, 3, self->written->act);
      if (!yutu_connection_run (self->plan->connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Units ---- */

static const char *
get_source (const YutuActPlan *plan)
{
  return plan->spec->doc_no != NULL ? plan->spec->doc_no : plan->spec->title;
}

static YutuDivision
make_facts (const Writer       *self,
            const YutuActState *state)
{
  return (YutuDivision){
    .unit = state->unit,
    .level = state->level,
    .type = state->type,
    .name = state->name,
    .proper_name = state->proper_name,
    .generic_term = state->generic_term,
    .pinyin = state->pinyin,
    .code = state->code,
    .stat_code = state->stat_code,
    .parent = get_real (self, state->parent),
    .managed_by = state->managed_by,
    .area_legal_m2 = state->area_legal_m2,
    .population = state->population,
    .urban_rural = state->before != NULL ? state->before->urban_rural : NULL,
    .has_seat = state->has_seat,
    .seat = state->seat,
    .valid_from = self->plan->day,
    .source = get_source (self->plan),
  };
}

static gboolean
write_unit (Writer       *self,
            YutuActState *state,
            GError      **error)
{
  YutuDivision facts = make_facts (self, state);
  gint64       unit = state->unit;
  gboolean     done;

  done = state->before != NULL ? yutu_division_change (self->plan->connection, &facts, error)
                               : yutu_division_add (self->plan->connection, &facts, &unit, error);
  if (done && state->before == NULL)
    g_hash_table_insert (self->real, &state->unit, g_memdup2 (&unit, sizeof unit));
  return done && mark_unit (self, unit, error);
}

static gboolean
write_units (Writer  *self,
             GError **error)
{
  for (int level = 1; level <= 5; level++)
    for (guint i = 0; i < self->plan->states->len; i++)
      {
        YutuActState *state = g_ptr_array_index (self->plan->states, i);

        if (state->level == level && !state->is_gone &&
            (state->is_changed || state->has_land_changed) && !write_unit (self, state, error))
          return FALSE;
      }
  return TRUE;
}

static gboolean
end_units (Writer  *self,
           GError **error)
{
  for (int level = 5; level >= 1; level--)
    for (guint i = 0; i < self->plan->states->len; i++)
      {
        YutuActState *state = g_ptr_array_index (self->plan->states, i);

        if (state->level == level && state->is_gone &&
            (!yutu_division_close (self->plan->connection, state->unit, self->plan->day, error) ||
             !mark_unit (self, state->unit, error)))
          return FALSE;
      }
  return TRUE;
}

static gboolean
write_faces (Writer  *self,
             GError **error)
{
  for (guint i = 0; i < self->plan->faces->len; i++)
    {
      const YutuActFace *face = g_ptr_array_index (self->plan->faces, i);

      if (face->after != face->before &&
          !yutu_division_give_face (self->plan->connection, face->face, get_real (self, face->after),
                                    self->plan->day, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- The register of codes ---- */

/* A code that the register did not know is taken down as it ends, so that it stays used. */
static gboolean
retire_code (Writer             *self,
             const YutuActCode  *code,
             const YutuActState *state,
             GError            **error)
{
  YutuConnection *connection = self->plan->connection;
  sqlite3_stmt   *statement = yutu_connection_prepare (
      connection,
      "UPDATE division_code SET valid_to = ?2 WHERE code = ?1 AND valid_from < ?2 AND ?2 < valid_to",
      error);
  gboolean is_known = FALSE;
  YutuCode row = {
    .kind = code->kind,
    .code = code->retired,
    .name = state->before->name,
    .urban_rural = state->before->urban_rural,
    .valid_from = state->before->valid_from,
    .valid_to = self->plan->day,
    .source = state->before->source,
  };

  if (statement == NULL)
    return FALSE;
  yutu_bind_text (statement, 1, code->retired);
  yutu_bind_text (statement, 2, self->plan->day);
  if (!yutu_connection_run (connection, statement, error))
    return FALSE;
  statement = yutu_connection_prepare (
    connection, "SELECT 1 FROM division_code WHERE code = ?1 LIMIT 1", error);
  if (statement == NULL)
    return FALSE;
  yutu_bind_text (statement, 1, code->retired);
  if (!yutu_connection_step (connection, statement, &is_known, error))
    return FALSE;
  sqlite3_reset (statement);
  return is_known || yutu_code_register_add (connection, &row, FALSE, error);
}

static gboolean
write_codes (Writer  *self,
             GError **error)
{
  for (guint i = 0; i < self->plan->effect.codes->len; i++)
    {
      const YutuActCode  *code = g_ptr_array_index (self->plan->effect.codes, i);
      const YutuActState *state = yutu_act_get_state (self->plan, code->unit);
      YutuCode            row = {
                   .kind = code->kind,
                   .code = code->given,
                   .name = state->name,
                   .urban_rural = state->before != NULL ? state->before->urban_rural : NULL,
                   .valid_from = self->plan->day,
                   .source = get_source (self->plan),
      };

      if (code->retired != NULL && !retire_code (self, code, state, error))
        return FALSE;
      if (code->given != NULL && !yutu_code_register_add (self->plan->connection, &row, FALSE, error))
        return FALSE;
    }
  return TRUE;
}

/* A unit that keeps its code under another name. */
static gboolean
rename_code (Writer             *self,
             const YutuActState *state,
             GError            **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->plan->connection,
    "SELECT kind FROM division_code WHERE code = ?1 AND name = ?2 AND valid_from < ?3 AND ?3 < valid_to",
    error);
  g_autofree char *kind = NULL;
  gboolean         found = FALSE;
  YutuCode         row = {
            .code = state->code,
            .name = state->name,
            .urban_rural = state->before->urban_rural,
            .valid_from = self->plan->day,
            .source = get_source (self->plan),
  };

  if (statement == NULL)
    return FALSE;
  yutu_bind_text (statement, 1, state->code);
  yutu_bind_text (statement, 2, state->before->name);
  yutu_bind_text (statement, 3, self->plan->day);
  if (!yutu_connection_step (self->plan->connection, statement, &found, error))
    return FALSE;
  kind = found ? g_strdup ((const char *)sqlite3_column_text (statement, 0)) : NULL;
  sqlite3_reset (statement);
  row.kind = kind;
  return kind == NULL || yutu_code_register_add (self->plan->connection, &row, TRUE, error);
}

static gboolean
rename_codes (Writer  *self,
              GError **error)
{
  for (guint i = 0; i < self->plan->states->len; i++)
    {
      const YutuActState *state = g_ptr_array_index (self->plan->states, i);

      if (state->before != NULL && !state->is_gone && state->code != NULL &&
          strcmp (state->name, state->before->name) != 0 &&
          g_strcmp0 (state->code, state->before->code) == 0 && !rename_code (self, state, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Lineage ---- */

static gboolean
write_lineage (Writer  *self,
               GError **error)
{
  for (guint i = 0; i < self->plan->effect.lineage->len; i++)
    {
      const YutuActLineage *lineage = g_ptr_array_index (self->plan->effect.lineage, i);
      sqlite3_stmt         *statement = yutu_connection_prepare (
                self->plan->connection,
                "INSERT INTO lineage (id, act, from_unit, to_unit, area_num, area_den, address_num, "
                        "address_den) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (self->plan->connection));
      sqlite3_bind_int64 (statement, 2, self->written->act);
      sqlite3_bind_int64 (statement, 3, get_real (self, lineage->from));
      sqlite3_bind_int64 (statement, 4, get_real (self, lineage->to));
      sqlite3_bind_int64 (statement, 5, lineage->area_num);
      sqlite3_bind_int64 (statement, 6, lineage->area_den);
      sqlite3_bind_int64 (statement, 7, lineage->address_num);
      sqlite3_bind_int64 (statement, 8, lineage->address_den);
      if (!yutu_connection_run (self->plan->connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Boundary lines ---- */

/* Of one level: those of the units whose land changes, or whose code, by which lines are known. */
static gboolean
refresh_lines (Writer  *self,
               int      level,
               GError **error)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  YutuBoundaryCounts counts = { 0 };

  for (guint i = 0; i < self->plan->states->len; i++)
    {
      const YutuActState *state = g_ptr_array_index (self->plan->states, i);
      gint64              unit = get_real (self, state->unit);
      const char         *before = state->before != NULL ? state->before->code : NULL;

      if (state->level != level || (!state->has_land_changed && g_strcmp0 (before, state->code) == 0))
        continue;
      g_array_append_val (units, unit);
      if (before != NULL)
        g_ptr_array_add (codes, (gpointer)before);
      if (state->code != NULL)
        g_ptr_array_add (codes, state->code);
    }
  g_ptr_array_add (codes, NULL);
  if (units->len > 0 &&
      !yutu_boundary_refresh_of (self->plan->connection, level, (gint64 *)(gpointer)units->data,
                                 units->len, (const char *const *)codes->pdata, self->plan->day, &counts,
                                 error))
    return FALSE;
  self->written->n_lines_added += counts.added;
  self->written->n_lines_moved += counts.moved + counts.ended;
  return TRUE;
}

static gboolean
refresh_all_lines (Writer  *self,
                   GError **error)
{
  for (int level = 3; level <= 5; level++)
    if (!refresh_lines (self, level, error))
      return FALSE;
  return TRUE;
}

/* ---- Real ids in what is told ---- */

static void
tell_real_ids (Writer *self)
{
  YutuActEffect *effect = &self->plan->effect;

  for (guint i = 0; i < effect->after->len; i++)
    {
      YutuActUnit *unit = g_ptr_array_index (effect->after, i);

      unit->unit = get_real (self, unit->unit);
      unit->parent = get_real (self, unit->parent);
    }
  for (guint i = 0; i < effect->codes->len; i++)
    {
      YutuActCode *code = g_ptr_array_index (effect->codes, i);

      code->unit = get_real (self, code->unit);
    }
  for (guint i = 0; i < effect->placements->len; i++)
    {
      YutuActPlacement *placement = g_ptr_array_index (effect->placements, i);

      placement->to = get_real (self, placement->to);
    }
  for (guint i = 0; i < effect->transfers->len; i++)
    {
      YutuActTransfer *transfer = g_ptr_array_index (effect->transfers, i);

      transfer->to = get_real (self, transfer->to);
      transfer->to_upper = get_real (self, transfer->to_upper);
    }
  for (guint i = 0; i < effect->pieces->len; i++)
    {
      YutuActPiece *piece = g_ptr_array_index (effect->pieces, i);

      piece->to = get_real (self, piece->to);
    }
  for (guint i = 0; i < effect->lineage->len; i++)
    {
      YutuActLineage *lineage = g_ptr_array_index (effect->lineage, i);

      lineage->to = get_real (self, lineage->to);
    }
  for (guint i = 0; i < effect->issues->len; i++)
    {
      YutuActIssue *issue = g_ptr_array_index (effect->issues, i);

      issue->unit = get_real (self, issue->unit);
    }
}

/* ---- The whole ---- */

gboolean
yutu_act_write (YutuActPlan    *self,
                YutuActWritten *written,
                GError        **error)
{
  g_autoptr (GHashTable) real = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  Writer writer = { self, written, real };

  g_return_val_if_fail (self->writes, FALSE);
  *written = (YutuActWritten){ 0 };
  if (self->effect.n_errors > 0)
    {
      const YutuActIssue *issue = g_ptr_array_index (self->effect.issues, 0);

      g_set_error_literal (error, YUTU_DIVISION_ERROR, issue->code, issue->message);
      if (issue->step >= 0)
        g_prefix_error (error, _ ("step %d: "), issue->step + 1);
      return FALSE;
    }
  if (!write_act (&writer, error) || !yutu_act_land_save (self, error) ||
      !write_units (&writer, error) || !write_faces (&writer, error) || !end_units (&writer, error) ||
      !write_codes (&writer, error) || !rename_codes (&writer, error) ||
      !write_lineage (&writer, error) || !refresh_all_lines (&writer, error))
    return FALSE;
  tell_real_ids (&writer);
  return TRUE;
}
