/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lines and junctions. */

#include "division/yutu-boundary-record.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/yutu-day.h"
#include "division/yutu-boundary-private.h"
#include "division/yutu-division-rule.h"
#include "geo/yutu-measure.h"

char *
yutu_boundary_column_text (sqlite3_stmt *row,
                           int           column)
{
  return g_strdup ((const char *)sqlite3_column_text (row, column));
}

gboolean
yutu_boundary_set_missing (const char *what,
                           gint64      id,
                           GError    **error)
{
  g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND,
               _ ("there is no %s %" PRId64), what, id);
  return FALSE;
}

void
yutu_boundary_line_free (YutuBoundaryLine *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->left_code);
  g_free (self->right_code);
  g_free (self->left_name);
  g_free (self->right_name);
  g_free (self->third_code);
  g_free (self->last_inspection);
  g_free (self->next_due);
  g_free (self->manager_side);
  g_free (self->valid_from);
  g_free (self->valid_to);
  g_free (self->values);
  g_clear_pointer (&self->shape, yutu_shape_unref);
  g_free (self);
}

/* A place whose line was taken is NULL. */
static void
line_free (gpointer data)
{
  if (data != NULL)
    yutu_boundary_line_free (data);
}

/* ---- Days ---- */

char *
yutu_boundary_add_years (const char *day,
                         int         years)
{
  int  year = 0, month = 0, of_month = 0;
  char text[YUTU_DAY_TEXT_SIZE];

  yutu_day_to_ymd (yutu_day_parse (day), &year, &month, &of_month);
  year += years;
  if (month == 2 && of_month == 29 &&
      yutu_day_from_ymd (year, 2, 29) == yutu_day_from_ymd (year, 3, 1))
    of_month = 28;
  return g_strdup (yutu_day_format (yutu_day_from_ymd (year, month, of_month), text));
}

gboolean
yutu_boundary_line_is_due (const YutuBoundaryLine *self,
                           const char             *day,
                           int                    *days_left)
{
  YutuDay due = self->next_due != NULL ? yutu_day_parse (self->next_due) : YUTU_DAY_INVALID;
  YutuDay today = yutu_day_parse (day);

  *days_left = 0;
  if (due == YUTU_DAY_INVALID || today == YUTU_DAY_INVALID)
    return FALSE;
  *days_left = (int)(due - today);
  return TRUE;
}

/* ---- Reading ---- */

/* The fields that are columns of the table. */
static const char *const LINE_COLUMNS[] = { "name", "code", "length_m", "neighbour_name",
                                            "agreement_no", "agreement_date", "approval_doc",
                                            "approval_organ", "approval_date", "description",
                                            "manager_side", NULL };

#define LINE_SELECT                                                                              \
  "SELECT l.id, l.code, l.name, l.grade, l.left_code, l.right_code, l.neighbour_name, "          \
  "l.length_m, l.last_inspection, coalesce (l.next_due, nullif (coalesce (l.last_inspection, "   \
  "l.approval_date, l.agreement_date, ''), '')), l.next_due IS NULL, l.manager_side, "           \
  "l.valid_from, l.valid_to, json_patch (l.fields, json_object ('name', l.name, 'code', l.code, " \
  "'length_m', l.length_m, 'neighbour_name', l.neighbour_name, 'agreement_no', l.agreement_no, " \
  "'agreement_date', l.agreement_date, 'approval_doc', l.approval_doc, 'approval_organ', "       \
  "l.approval_organ, 'approval_date', l.approval_date, 'description', l.description, "           \
  "'manager_side', l.manager_side)), (SELECT count (*) FROM boundary_pillar p WHERE "            \
  "(p.line = l.id OR p.id IN (SELECT pillar FROM boundary_pillar_line WHERE line = l.id)) "      \
  "AND p.valid_from <= ?1 AND ?1 < p.valid_to), json_extract (l.fields, '$.third_code') "        \
  "FROM boundary_line l "

/* The unit of the level on one side of an arc, and who lies outside where that is nobody. */
static const char SIDE_SQL[] =
  "WITH RECURSIVE up (unit, parent, level, name, code) AS (SELECT d.unit, d.parent, d.level, d.name, d.code "
  "FROM boundary_line_arc b JOIN arc a ON a.id = b.arc JOIN face_unit f ON f.face = "
  "CASE WHEN b.reversed <> ?4 THEN a.face_right ELSE a.face_left END AND f.valid_from <= ?2 AND "
  "?2 < f.valid_to JOIN division d ON d.unit = f.unit AND d.valid_from <= ?2 AND ?2 < d.valid_to "
  "WHERE b.line = ?1 AND b.seq = (SELECT min (seq) FROM boundary_line_arc WHERE line = ?1) "
  "UNION SELECT d.unit, d.parent, d.level, d.name, d.code FROM up JOIN division d ON d.unit = "
  "up.parent AND d.valid_from <= ?2 AND ?2 < d.valid_to WHERE up.level > ?3) "
  "SELECT name, code FROM up WHERE level = ?3 LIMIT 1";

static gboolean
read_side (YutuConnection *connection,
           gint64          line,
           const char     *day,
           int             level,
           gboolean        is_right,
           int             column, /* 0: its name, 1: its code */
           char          **text,
           GError        **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (connection, SIDE_SQL, error);
  gboolean      found = FALSE;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, line);
  sqlite3_bind_text (row, 2, day, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int (row, 3, level);
  sqlite3_bind_int (row, 4, is_right);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (found)
    *text = yutu_boundary_column_text (row, column);
  sqlite3_reset (row);
  return TRUE;
}

gboolean
yutu_boundary_read_side_codes (YutuConnection         *connection,
                               const YutuBoundaryLine *line,
                               const char             *day,
                               char                   *codes[2],
                               GError                **error)
{
  codes[0] = codes[1] = NULL;
  for (int side = 0; side < 2; side++)
    if (!read_side (connection, line->id, day, line->grade, side == 1, 1, &codes[side], error))
      return FALSE;
  for (int side = 0; side < 2; side++)
    if (codes[side] == NULL && codes[1 - side] != NULL)
      codes[side] = g_strdup (g_strcmp0 (codes[1 - side], line->left_code) == 0 ? line->right_code
                                                                                : line->left_code);
  return TRUE;
}

static gboolean
name_of_code (YutuConnection *connection,
              const char     *code,
              const char     *day,
              char          **name,
              GError        **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT name FROM division WHERE code = ?1 ORDER BY valid_from <= ?2 AND ?2 < valid_to DESC, "
    "valid_from DESC LIMIT 1",
    error);
  gboolean found = FALSE;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, code, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (row, 2, day, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (found)
    *name = yutu_boundary_column_text (row, 0);
  sqlite3_reset (row);
  return TRUE;
}

/* By the land on both sides; what is not in the file by its code, else as the neighbour outside. */
static gboolean
read_names (YutuConnection   *connection,
            YutuBoundaryLine *line,
            const char       *neighbour,
            const char       *day,
            GError          **error)
{
  const char *codes[] = { line->left_code, line->right_code };
  char      **names[] = { &line->left_name, &line->right_name };

  for (int side = 0; side < 2; side++)
    {
      if (!read_side (connection, line->id, day, line->grade, side == 1, 0, names[side], error) ||
          (*names[side] == NULL && neighbour == NULL && codes[side] != NULL &&
           !name_of_code (connection, codes[side], day, names[side], error)))
        return FALSE;
      if (*names[side] == NULL && neighbour != NULL)
        *names[side] = g_strdup (neighbour);
    }
  return TRUE;
}

static YutuBoundaryLine *
take_line (sqlite3_stmt *row,
           int           cycle_years,
           char        **neighbour)
{
  YutuBoundaryLine *line = g_new0 (YutuBoundaryLine, 1);

  line->id = sqlite3_column_int64 (row, 0);
  line->code = yutu_boundary_column_text (row, 1);
  line->name = yutu_boundary_column_text (row, 2);
  line->grade = sqlite3_column_int (row, 3);
  line->left_code = yutu_boundary_column_text (row, 4);
  line->right_code = yutu_boundary_column_text (row, 5);
  *neighbour = yutu_boundary_column_text (row, 6);
  line->length_legal_m =
    sqlite3_column_type (row, 7) != SQLITE_NULL ? sqlite3_column_double (row, 7) : NAN;
  line->last_inspection = yutu_boundary_column_text (row, 8);
  line->next_due = yutu_boundary_column_text (row, 9);
  if (line->next_due != NULL && sqlite3_column_int (row, 10) != 0)
    {
      g_autofree char *base = g_steal_pointer (&line->next_due);

      if (yutu_day_parse (base) != YUTU_DAY_INVALID)
        line->next_due = yutu_boundary_add_years (base, cycle_years);
    }
  line->manager_side = yutu_boundary_column_text (row, 11);
  line->valid_from = yutu_boundary_column_text (row, 12);
  line->valid_to = yutu_boundary_column_text (row, 13);
  line->values = yutu_boundary_column_text (row, 14);
  line->n_pillars = sqlite3_column_int64 (row, 15);
  line->third_code = yutu_boundary_column_text (row, 16);
  line->length_m = NAN;
  return line;
}

/* What takes further statements. */
static gboolean
complete_line (YutuConnection   *connection,
               YutuBoundaryLine *line,
               const char       *neighbour,
               const char       *day,
               GError          **error)
{
  if (!read_names (connection, line, neighbour, day, error) ||
      !yutu_boundary_load_shape (connection, line->id, &line->shape, error))
    return FALSE;
  if (line->shape != NULL)
    line->length_m = yutu_measure_lines_m (line->shape);
  return TRUE;
}

gboolean
yutu_boundary_get_cycle (YutuConnection *connection,
                         const char     *day,
                         int            *years,
                         GError        **error)
{
  double value = 0;

  if (!yutu_division_rule_get_number (connection, "inspection-cycle-years", day, &value, error))
    return FALSE;
  *years = (int)value;
  return TRUE;
}

GPtrArray *
yutu_boundary_list (YutuConnection *connection,
                    const char     *day,
                    GError        **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (GPtrArray) neighbours = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    LINE_SELECT "WHERE l.valid_from <= ?1 AND ?1 < l.valid_to ORDER BY l.grade, l.code, l.id", error);
  gboolean found = TRUE;
  int      years = 0;

  if (row == NULL || !yutu_boundary_get_cycle (connection, day, &years, error))
    return NULL;
  sqlite3_bind_text (row, 1, day, -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      char *neighbour = NULL;

      if (!yutu_connection_step (connection, row, &found, error))
        return NULL;
      if (!found)
        break;
      g_ptr_array_add (lines, take_line (row, years, &neighbour));
      g_ptr_array_add (neighbours, neighbour);
    }
  for (guint i = 0; i < lines->len; i++)
    if (!complete_line (connection, lines->pdata[i], neighbours->pdata[i], day, error))
      return NULL;
  return g_steal_pointer (&lines);
}

YutuBoundaryLine *
yutu_boundary_load (YutuConnection *connection,
                    gint64          id,
                    const char     *day,
                    GError        **error)
{
  g_autoptr (YutuBoundaryLine) line = NULL;
  g_autofree char *neighbour = NULL;
  sqlite3_stmt    *row =
    yutu_connection_prepare (connection, LINE_SELECT "WHERE l.id = ?2", error);
  gboolean found = FALSE;
  int      years = 0;

  if (row == NULL || !yutu_boundary_get_cycle (connection, day, &years, error))
    return NULL;
  sqlite3_bind_text (row, 1, day, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (row, 2, id);
  if (!yutu_connection_step (connection, row, &found, error))
    return NULL;
  if (found)
    line = take_line (row, years, &neighbour);
  else
    yutu_boundary_set_missing ("boundary line", id, error);
  sqlite3_reset (row);
  if (line == NULL || !complete_line (connection, line, neighbour, day, error))
    return NULL;
  return g_steal_pointer (&line);
}

gboolean
yutu_boundary_find_row (YutuConnection *connection,
                        const char     *sql,
                        const char     *text,
                        const char     *day,
                        gint64         *id,
                        gsize          *n,
                        GError        **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (connection, sql, error);
  gboolean      found = TRUE;

  *id = 0;
  *n = 0;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, text, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (row, 2, day, -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        break;
      *id = sqlite3_column_int64 (row, 0);
      (*n)++;
    }
  return TRUE;
}

gboolean
yutu_boundary_find_one (YutuConnection *connection,
                        const char     *text,
                        const char     *day,
                        gint64         *id,
                        GError        **error)
{
  gint64 other = 0;
  gsize  n = 0, n_ever = 0;

  if (!yutu_boundary_find_row (
        connection,
        "SELECT id FROM boundary_line WHERE CAST (id AS TEXT) = ?1 UNION "
        "SELECT id FROM boundary_line WHERE (code = ?1 OR name = ?1) AND valid_from <= ?2 AND "
        "?2 < valid_to",
        text, day, id, &n, error) ||
      (n == 0 && !yutu_boundary_find_row (connection,
                                          "SELECT id FROM boundary_line WHERE (code = ?1 OR name = ?1) AND ?2 > ''",
                                          text, day, &other, &n_ever, error)))
    return FALSE;
  if (n > 1)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_AMBIGUOUS,
                 _ ("more than one boundary line is called “%s” on %s; give its id"), text, day);
  else if (n_ever > 0)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_OTHER_DAY,
                 _ ("the boundary line “%s” is not there on %s"), text, day);
  else if (n == 0)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND, _ ("there is no boundary line “%s”"), text);
  return n == 1;
}

/* ---- Changing ---- */

/* "a = CASE WHEN json_type (?2, '$.a') IS NULL THEN a ELSE json_extract (?2, '$.a') END, …,
 * fields = json_remove (json_patch (fields, ?2), '$.a', …)"; the columns are constants. */
char *
yutu_boundary_make_update (const char        *table,
                           const char *const *columns)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GString) paths = g_string_new (NULL);

  g_string_append_printf (sql, "UPDATE %s SET ", table);
  for (gsize i = 0; columns[i] != NULL; i++)
    {
      g_string_append_printf (sql,
                              "%s = CASE WHEN json_type (?2, '$.%s') IS NULL THEN %s ELSE "
                              "json_extract (?2, '$.%s') END, ",
                              columns[i], columns[i], columns[i], columns[i]);
      g_string_append_printf (paths, ", '$.%s'", columns[i]);
    }
  g_string_append_printf (sql, "fields = json_remove (json_patch (fields, ?2)%s) WHERE id = ?1",
                          paths->str);
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

gboolean
yutu_boundary_run_update (YutuConnection *connection,
                          const char     *sql,
                          const char     *what,
                          gint64          id,
                          const char     *set,
                          GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, set, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_run (connection, statement, error))
    return FALSE;
  return sqlite3_changes (yutu_connection_get_handle (connection)) == 1 ||
         yutu_boundary_set_missing (what, id, error);
}

gboolean
yutu_boundary_change (YutuConnection *connection,
                      gint64          id,
                      const char     *set,
                      GError        **error)
{
  g_autofree char *sql = yutu_boundary_make_update ("boundary_line", LINE_COLUMNS);

  return yutu_boundary_run_update (connection, sql, "boundary line", id, set, error);
}

/* ---- Junctions ---- */

void
yutu_boundary_junction_free (YutuBoundaryJunction *self)
{
  g_free (self->name);
  g_free (self->codes);
  g_free (self->agreement_no);
  g_free (self->agreement_date);
  g_free (self);
}

static void
junction_free (gpointer data)
{
  yutu_boundary_junction_free (data);
}

GPtrArray *
yutu_boundary_list_junctions (YutuConnection *connection,
                              int             grade,
                              const char     *day,
                              GError        **error)
{
  g_autoptr (GPtrArray) junctions = g_ptr_array_new_with_free_func (junction_free);
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT id, name, grade, codes, agreement_no, agreement_date, ST_X (geom), ST_Y (geom) "
    "FROM boundary_junction WHERE (?2 = 0 OR grade = ?2) AND valid_from <= ?1 AND ?1 < valid_to "
    "AND geom IS NOT NULL ORDER BY id",
    error);
  gboolean found = TRUE;

  if (row == NULL)
    return NULL;
  sqlite3_bind_text (row, 1, day, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int (row, 2, grade);
  while (TRUE)
    {
      YutuBoundaryJunction *junction = NULL;

      if (!yutu_connection_step (connection, row, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&junctions);
      junction = g_new0 (YutuBoundaryJunction, 1);
      junction->id = sqlite3_column_int64 (row, 0);
      junction->name = yutu_boundary_column_text (row, 1);
      junction->grade = sqlite3_column_int (row, 2);
      junction->codes = yutu_boundary_column_text (row, 3);
      junction->agreement_no = yutu_boundary_column_text (row, 4);
      junction->agreement_date = yutu_boundary_column_text (row, 5);
      junction->point =
        yutu_point_from_degrees (sqlite3_column_double (row, 6), sqlite3_column_double (row, 7));
      g_ptr_array_add (junctions, junction);
    }
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

gboolean
yutu_boundary_add_junction (YutuConnection *connection,
                            const char     *name,
                            int             grade,
                            const char     *codes,
                            YutuPoint       point,
                            const char     *fields,
                            const char     *valid_from,
                            gint64         *id,
                            GError        **error)
{
  g_auto (GStrv) parts = g_strsplit (codes, " ", -1);
  g_autofree char *ordered = NULL;
  guint8           blob[YUTU_POINT_BLOB_SIZE];
  gint64           row = yutu_connection_new_id (connection);
  sqlite3_stmt    *statement = yutu_connection_prepare (
       connection,
       "INSERT INTO boundary_junction (id, name, grade, codes, agreement_no, agreement_date, fields, "
          "valid_from, geom) VALUES (?1, ?2, ?3, ?4, json_extract (?5, '$.agreement_no'), "
          "json_extract (?5, '$.agreement_date'), json_remove (?5, '$.agreement_no', "
          "'$.agreement_date'), ?6, ?7)",
       error);

  if (statement == NULL)
    return FALSE;
  qsort (parts, g_strv_length (parts), sizeof *parts, compare_texts);
  ordered = g_strjoinv (" ", parts);
  yutu_point_to_blob (point, blob);
  sqlite3_bind_int64 (statement, 1, row);
  sqlite3_bind_text (statement, 2, name, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int (statement, 3, grade);
  sqlite3_bind_text (statement, 4, ordered, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 5, fields, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 6, valid_from, -1, SQLITE_TRANSIENT);
  sqlite3_bind_blob (statement, 7, blob, sizeof blob, SQLITE_TRANSIENT);
  if (!yutu_connection_run (connection, statement, error))
    return FALSE;
  if (id != NULL)
    *id = row;
  return TRUE;
}

gboolean
yutu_boundary_junction_is_of (const YutuBoundaryJunction *self,
                              const char                 *one,
                              const char                 *other)
{
  g_auto (GStrv) codes = g_strsplit (self->codes, " ", -1);

  return one != NULL && other != NULL && g_strv_contains ((const char *const *)codes, one) &&
         g_strv_contains ((const char *const *)codes, other);
}
