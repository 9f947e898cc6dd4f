/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Counting what lies on the borders of units, boundary lines and their pillars, and what lies at points that no row
 * has, crossings of roads. */

#include "coverage/yutu-indicator-private.h"

/* A line is in force when an inspection by the day sets a next one that is not past. One whose only
 * inspections known are later is not counted: how it stood is not known. */
#define LINE_INSPECTED                                                                    \
  "(EXISTS (SELECT 1 FROM line_inspection i WHERE i.line = l.id AND i.done_on <= ?1 AND " \
  "i.next_due >= ?1) OR coalesce (l.last_inspection <= ?1 AND l.next_due >= ?1, 0))"
#define LINE_KNOWN                                                                           \
  "(coalesce (l.last_inspection <= ?1, 1) OR EXISTS (SELECT 1 FROM line_inspection i WHERE " \
  "i.line = l.id AND i.done_on <= ?1))"
#define LINE_VALID "l.valid_from <= ?1 AND ?1 < l.valid_to"

static const char *
get_lines_sql (const YutuTerm *term)
{
  if (term->kind == YUTU_TERM_PILLARS)
    return term->in_force
             ? "SELECT l.left_code, l.right_code, l.grade FROM boundary_pillar p JOIN "
               "boundary_line "
               "l ON l.id = p.line WHERE p.valid_from <= ?1 AND ?1 < p.valid_to AND p.condition = "
               "'good'"
             : "SELECT l.left_code, l.right_code, l.grade FROM boundary_pillar p JOIN "
               "boundary_line "
               "l ON l.id = p.line WHERE p.valid_from <= ?1 AND ?1 < p.valid_to";
  return term->in_force
           ? "SELECT l.left_code, l.right_code, l.grade FROM boundary_line l WHERE " LINE_VALID
             " AND " LINE_INSPECTED
           : "SELECT l.left_code, l.right_code, l.grade FROM boundary_line l WHERE " LINE_VALID
             " AND " LINE_KNOWN;
}

/* The unit of a code below the county; -1 when there is none of the scope. */
static int
find_side (const YutuCoverageRead *self,
           const char             *code)
{
  int unit = code != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (self->codes, code)) - 1 : -1;

  return unit >= 0 && unit != self->county && YUTU_COVERAGE_UNIT (self, unit)->is_in_scope ? unit
                                                                                           : -1;
}

gboolean
yutu_coverage_count_lines (YutuCoverageRead *self,
                           const YutuTerm   *term,
                           YutuTallies      *out,
                           GError          **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (self->connection, get_lines_sql (term), error);
  YutuTally     one = { 1, 1, 1 };
  gboolean      row = TRUE;
  gint64        n = 0;

  if (statement == NULL ||
      !yutu_connection_get_int64 (self->connection,
                                  "SELECT EXISTS (SELECT 1 FROM boundary_line)", 0, &n, error))
    return FALSE;
  out->is_kept = n > 0;
  sqlite3_bind_text (statement, 1, self->day, -1, SQLITE_STATIC);
  while (yutu_connection_step (self->connection, statement, &row, error))
    {
      int left, right;

      if (!row)
        {
          sqlite3_reset (statement);
          return TRUE;
        }
      left = find_side (self, (const char *)sqlite3_column_text (statement, 0));
      right = find_side (self, (const char *)sqlite3_column_text (statement, 1));
      if (left >= 0)
        yutu_tally_add (&out->units[left], &one);
      if (right >= 0 && right != left)
        yutu_tally_add (&out->units[right], &one);
      if (left >= 0 || right >= 0 || sqlite3_column_int (statement, 2) <= 3 ||
          self->scope == YUTU_SCOPE_LEGAL)
        yutu_tally_add (&out->units[self->county], &one);
    }
  return FALSE;
}

/* ---- Crossings ---- */

static gboolean
load_crossings (YutuCoverageRead *self,
                GError          **error)
{
  if (self->crossings != NULL)
    return TRUE;
  self->crossings = g_array_new (FALSE, FALSE, sizeof (YutuCoverageCrossing));
  return self->source->list_crossings (self->connection, yutu_day_parse (self->day), self->crossings, &self->has_signs, error);
}

gboolean
yutu_coverage_count_crossings (YutuCoverageRead *self,
                               const YutuTerm   *term,
                               YutuTallies      *out,
                               GError          **error)
{
  YutuTally one = { 1, 1, 1 };

  if (self->source == NULL)
    return TRUE;
  if (!load_crossings (self, error))
    return FALSE;
  out->is_kept = self->has_signs || !term->in_force;
  for (guint i = 0; i < self->crossings->len; i++)
    {
      const YutuCoverageCrossing *crossing = &g_array_index (self->crossings, YutuCoverageCrossing, i);

      if (crossing->has_sign || !term->in_force)
        yutu_coverage_add (self, out, crossing->village, crossing->township, &one);
    }
  return TRUE;
}
