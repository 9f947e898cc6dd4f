/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Acts that were carried out, told from the rows that they left: versions of units that one ended or
 * began, and its lineage. */

#include "division/yutu-act-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/yutu-day.h"
#include "store/yutu-statement.h"

/* ---- Rows ---- */

void
yutu_act_row_free (YutuActRow *self)
{
  g_free (self->title);
  g_free (self->doc_no);
  g_free (self->organ);
  g_free (self->approved_on);
  g_free (self->effective_on);
  g_free (self->state);
  g_free (self->note);
  g_free (self->spec);
  g_free (self);
}

#define ACT_COLUMNS "id, kind, title, doc_no, organ, approved_on, effective_on, state, note, spec"

/* Rows of the statement, which has the columns above. */
static GPtrArray *
read_acts (YutuConnection *connection,
           sqlite3_stmt   *statement,
           GError        **error)
{
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_act_row_free);
  gboolean found = TRUE;

  while (TRUE)
    {
      YutuActRow *row = NULL;

      if (!yutu_connection_step (connection, statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&acts);
      row = g_new0 (YutuActRow, 1);
      row->id = sqlite3_column_int64 (statement, 0);
      row->kind = YUTU_ACT_BOUNDARY;
      yutu_act_kind_from_id ((const char *)sqlite3_column_text (statement, 1), &row->kind);
      row->title = yutu_column_dup (statement, 2);
      row->doc_no = yutu_column_dup (statement, 3);
      row->organ = yutu_column_dup (statement, 4);
      row->approved_on = yutu_column_dup (statement, 5);
      row->effective_on = yutu_column_dup (statement, 6);
      row->state = yutu_column_dup (statement, 7);
      row->note = yutu_column_dup (statement, 8);
      row->spec = yutu_column_dup (statement, 9);
      g_ptr_array_add (acts, row);
    }
}

GPtrArray *
yutu_act_list (YutuConnection *connection,
               GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT " ACT_COLUMNS " FROM act ORDER BY effective_on DESC, id DESC", error);

  return statement != NULL ? read_acts (connection, statement, error) : NULL;
}

YutuActRow *
yutu_act_find (YutuConnection *connection,
               const char     *text,
               GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT " ACT_COLUMNS " FROM act WHERE CAST (id AS TEXT) = ?1 OR doc_no = ?1 ORDER BY id", error);
  g_autoptr (GPtrArray) acts = NULL;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_text (statement, 1, text, -1, SQLITE_TRANSIENT);
  acts = read_acts (connection, statement, error);
  if (acts == NULL)
    return NULL;
  if (acts->len == 1)
    return g_ptr_array_steal_index (acts, 0);
  if (acts->len == 0)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND,
                 _ ("no act has the number or the document “%s”"), text);
  else
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_AMBIGUOUS,
                 _ ("%u acts have the document “%s”; give the number of one"), acts->len, text);
  return NULL;
}

/* ---- Units ---- */

/* ?1 the act, ?2 a day on which the versions hold. */
#define UNITS_SQL(mark)                                                                               \
  "SELECT d.unit, d.level, d.type, d.name, d.code, coalesce (d.parent, 0), coalesce ((SELECT p.name " \
  "FROM division p WHERE p.unit = d.parent AND p.valid_from <= ?2 AND ?2 < p.valid_to), ''), "        \
  "coalesce (d.population, -1), coalesce ((SELECT " YUTU_DIVISION_AREA_M2 ("a.id") " FROM "           \
  "division_area a WHERE a.unit = d.unit AND a.valid_from <= ?2 AND ?2 < a.valid_to), 0.0) "          \
  "FROM division d WHERE d." mark " = ?1 "                                                            \
  "ORDER BY d.level, d.code, d.unit"

static gboolean
read_units (YutuConnection *connection,
            const char     *sql,
            gint64          act,
            const char     *day,
            GPtrArray      *units,
            GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, act);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      YutuActUnit *unit = NULL;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      unit = g_new0 (YutuActUnit, 1);
      unit->unit = sqlite3_column_int64 (statement, 0);
      unit->level = sqlite3_column_int (statement, 1);
      unit->type = yutu_column_dup (statement, 2);
      unit->name = yutu_column_dup (statement, 3);
      unit->code = yutu_column_dup (statement, 4);
      unit->parent = sqlite3_column_int64 (statement, 5);
      unit->parent_name = yutu_column_dup (statement, 6);
      unit->population = sqlite3_column_int64 (statement, 7);
      unit->area_cm2 = llround (sqlite3_column_double (statement, 8) * 10000);
      g_ptr_array_add (units, unit);
    }
}

static YutuActUnit *
find_unit (GPtrArray *units,
           gint64     unit)
{
  for (guint i = 0; i < units->len; i++)
    if (((YutuActUnit *)g_ptr_array_index (units, i))->unit == unit)
      return g_ptr_array_index (units, i);
  return NULL;
}

static gboolean
read_series (YutuConnection *connection,
             const char     *code,
             char          **kind,
             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT kind FROM division_code WHERE code = ?1 ORDER BY valid_from DESC LIMIT 1", error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, code, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  *kind = g_strdup (found ? (const char *)sqlite3_column_text (statement, 0) : "mca");
  sqlite3_reset (statement);
  return TRUE;
}

/* @before or @after is NULL for a unit that began or ended. */
static gboolean
compare_unit (YutuConnection    *connection,
              YutuActRecord     *self,
              const YutuActUnit *before,
              const YutuActUnit *after,
              GError           **error)
{
  const YutuActUnit *unit = after != NULL ? after : before;
  const char        *retired = before != NULL ? before->code : NULL;
  const char        *given = after != NULL ? after->code : NULL;

  if (g_strcmp0 (retired, given) != 0)
    {
      YutuActCode *code = g_new0 (YutuActCode, 1);

      g_ptr_array_add (self->codes, code);
      code->unit = unit->unit;
      code->level = unit->level;
      code->name = g_strdup (unit->name);
      code->retired = g_strdup (retired);
      code->given = g_strdup (given);
      if (!read_series (connection, given != NULL ? given : retired, &code->kind, error))
        return FALSE;
    }
  if (before != NULL && after != NULL && before->parent != after->parent)
    {
      YutuActPlacement *placement = g_new0 (YutuActPlacement, 1);

      placement->unit = unit->unit;
      placement->name = g_strdup (unit->name);
      placement->from = before->parent;
      placement->to = after->parent;
      placement->from_name = g_strdup (before->parent_name);
      placement->to_name = g_strdup (after->parent_name);
      g_ptr_array_add (self->placements, placement);
    }
  return TRUE;
}

static gboolean
compare_units (YutuConnection *connection,
               YutuActRecord  *self,
               GError        **error)
{
  int top = 6;

  for (guint i = 0; i < self->before->len; i++)
    {
      const YutuActUnit *before = g_ptr_array_index (self->before, i);

      top = MIN (top, before->level);
      if (!compare_unit (connection, self, before, find_unit (self->after, before->unit), error))
        return FALSE;
    }
  for (guint i = 0; i < self->after->len; i++)
    {
      const YutuActUnit *after = g_ptr_array_index (self->after, i);

      top = MIN (top, after->level);
      if (find_unit (self->before, after->unit) == NULL &&
          !compare_unit (connection, self, NULL, after, error))
        return FALSE;
    }
  for (int side = 0; side < 2; side++)
    {
      GPtrArray *units = side == 0 ? self->before : self->after;
      gint64    *sum = side == 0 ? &self->area_cm2_before : &self->area_cm2_after;

      for (guint i = 0; i < units->len; i++)
        if (((YutuActUnit *)g_ptr_array_index (units, i))->level == top)
          *sum += ((YutuActUnit *)g_ptr_array_index (units, i))->area_cm2;
    }
  return TRUE;
}

/* ---- Lineage ---- */

static gboolean
read_lineage (YutuConnection *connection,
              YutuActRecord  *self,
              const char     *day_before,
              GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT l.from_unit, l.to_unit, f.level, f.name, t.name, l.area_num, l.area_den, l.address_num, "
    "l.address_den FROM lineage l LEFT JOIN division f ON f.unit = l.from_unit AND f.valid_from <= ?2 "
    "AND ?2 < f.valid_to LEFT JOIN division t ON t.unit = l.to_unit AND t.valid_from <= ?3 AND ?3 < "
    "t.valid_to WHERE l.act = ?1 ORDER BY f.level, l.from_unit, l.id",
    error);
  gboolean found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->row->id);
  sqlite3_bind_text (statement, 2, day_before, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 3, self->row->effective_on, -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      YutuActLineage *lineage = NULL;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      lineage = g_new0 (YutuActLineage, 1);
      lineage->from = sqlite3_column_int64 (statement, 0);
      lineage->to = sqlite3_column_int64 (statement, 1);
      lineage->level = sqlite3_column_int (statement, 2);
      lineage->from_name = yutu_column_dup (statement, 3);
      lineage->to_name = yutu_column_dup (statement, 4);
      lineage->area_num = sqlite3_column_int64 (statement, 5);
      lineage->area_den = sqlite3_column_int64 (statement, 6);
      lineage->address_num = sqlite3_column_int64 (statement, 7);
      lineage->address_den = sqlite3_column_int64 (statement, 8);
      g_ptr_array_add (self->lineage, lineage);
    }
}

/* ---- A record ---- */

void
yutu_act_record_free (YutuActRecord *self)
{
  g_clear_pointer (&self->row, yutu_act_row_free);
  g_ptr_array_unref (self->before);
  g_ptr_array_unref (self->after);
  g_ptr_array_unref (self->codes);
  g_ptr_array_unref (self->placements);
  g_ptr_array_unref (self->lineage);
  g_free (self);
}

YutuActRecord *
yutu_act_load (YutuConnection *connection,
               gint64          act,
               GError        **error)
{
  g_autoptr (YutuActRecord) self = g_new0 (YutuActRecord, 1);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, act);
  char             day_before[YUTU_DAY_TEXT_SIZE];

  self->before = g_ptr_array_new_with_free_func (yutu_act_unit_free);
  self->after = g_ptr_array_new_with_free_func (yutu_act_unit_free);
  self->codes = g_ptr_array_new_with_free_func (yutu_act_code_free);
  self->placements = g_ptr_array_new_with_free_func (yutu_act_placement_free);
  self->lineage = g_ptr_array_new_with_free_func (yutu_act_lineage_free);
  self->row = yutu_act_find (connection, text, error);
  if (self->row == NULL)
    return NULL;
  yutu_day_format (yutu_day_parse (self->row->effective_on) - 1, day_before);
  if (!read_units (connection, UNITS_SQL ("act_out"), act, day_before, self->before, error) ||
      !read_units (connection, UNITS_SQL ("act_in"), act, self->row->effective_on, self->after, error) ||
      !compare_units (connection, self, error) ||
      !read_lineage (connection, self, day_before, error))
    return NULL;
  return g_steal_pointer (&self);
}
