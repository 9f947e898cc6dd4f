/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Pillars and inspections. */

#include <math.h>
#include <string.h>

#include "base/yutu-day.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include "division/yutu-boundary-private.h"
#include "geo/yutu-exact.h"
#include "geo/yutu-measure.h"
#include "geo/yutu-plane.h"

/* ---- Along a line ---- */

gboolean
yutu_boundary_place_point (const YutuShape *shape,
                           YutuPoint        point,
                           double          *along_m,
                           double          *off_m,
                           int             *side)
{
  YutuPlane plane = yutu_plane_at (point);
  YutuPoint nearest = point;
  double    least_m2 = INFINITY;
  gsize     best = 0;

  for (gsize part = 0; part < shape->n_parts; part++)
    for (gsize i = shape->part_starts[part]; i + 1 < shape->part_starts[part + 1]; i++)
      {
        double    share = 0, square_m2 = 0;
        YutuPoint at = yutu_plane_nearest (&plane, point, shape->points[i], shape->points[i + 1],
                                           &share, &square_m2);

        if (square_m2 < least_m2)
          {
            least_m2 = square_m2;
            nearest = at;
            best = i;
          }
      }
  if (!isfinite (least_m2))
    return FALSE;
  *along_m = yutu_measure_distance_m (shape->points[best], nearest);
  for (gsize part = 0; part < shape->n_parts && shape->part_starts[part] <= best; part++)
    {
      gsize first = shape->part_starts[part];
      gsize end = MIN (shape->part_starts[part + 1], best + 1);

      *along_m += yutu_measure_line_m (shape->points + first, end - first);
    }
  *off_m = yutu_measure_distance_m (point, nearest);
  *side = yutu_exact_side (shape->points[best], shape->points[best + 1], point);
  return TRUE;
}

/* ---- Reading pillars ---- */

void
yutu_boundary_pillar_free (YutuBoundaryPillar *self)
{
  g_clear_pointer (&self->lines, g_array_unref);
  g_free (self->number);
  g_free (self->kind);
  g_free (self->condition);
  g_free (self->material);
  g_free (self->planted_on);
  g_free (self->values);
  g_free (self->valid_from);
  g_free (self->valid_to);
  g_free (self);
}

static void
pillar_free (gpointer data)
{
  yutu_boundary_pillar_free (data);
}

static const char *const PILLAR_COLUMNS[] = { "number", "kind", "material", "planted_on",
                                              "condition", NULL };

#define PILLAR_SELECT                                                                            \
  "SELECT p.id, p.line, p.number, p.kind, p.condition, p.material, p.planted_on, "               \
  "json_patch (p.fields, json_object ('number', p.number, 'kind', p.kind, 'material', "          \
  "p.material, 'planted_on', p.planted_on, 'condition', p.condition)), ST_X (p.geom), "          \
  "ST_Y (p.geom), p.valid_from, p.valid_to, (SELECT group_concat (line, ' ') FROM (SELECT line " \
  "FROM boundary_pillar_line WHERE pillar = p.id ORDER BY id)) FROM boundary_pillar p "

static YutuBoundaryPillar *
take_pillar (sqlite3_stmt *row)
{
  YutuBoundaryPillar *pillar = g_new0 (YutuBoundaryPillar, 1);
  const char         *further = (const char *)sqlite3_column_text (row, 12);
  g_auto (GStrv) lines = g_strsplit (further != NULL ? further : "", " ", -1);

  pillar->id = sqlite3_column_int64 (row, 0);
  pillar->line = sqlite3_column_int64 (row, 1);
  pillar->lines = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (pillar->lines, pillar->line);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      gint64 line = g_ascii_strtoll (lines[i], NULL, 10);

      g_array_append_val (pillar->lines, line);
    }
  pillar->number = yutu_boundary_column_text (row, 2);
  pillar->kind = yutu_boundary_column_text (row, 3);
  pillar->condition = yutu_boundary_column_text (row, 4);
  pillar->material = yutu_boundary_column_text (row, 5);
  pillar->planted_on = yutu_boundary_column_text (row, 6);
  pillar->values = yutu_boundary_column_text (row, 7);
  pillar->has_point = sqlite3_column_type (row, 8) == SQLITE_FLOAT;
  if (pillar->has_point)
    pillar->point =
      yutu_point_from_degrees (sqlite3_column_double (row, 8), sqlite3_column_double (row, 9));
  pillar->valid_from = yutu_boundary_column_text (row, 10);
  pillar->valid_to = yutu_boundary_column_text (row, 11);
  pillar->along_m = NAN;
  pillar->off_m = NAN;
  return pillar;
}

static int
compare_pillars (gconstpointer a,
                 gconstpointer b)
{
  const YutuBoundaryPillar *one = *(const YutuBoundaryPillar *const *)a;
  const YutuBoundaryPillar *two = *(const YutuBoundaryPillar *const *)b;
  double                    first = isnan (one->along_m) ? INFINITY : one->along_m;
  double                    second = isnan (two->along_m) ? INFINITY : two->along_m;

  if (first != second)
    return first < second ? -1 : 1;
  return strcmp (one->number, two->number) != 0 ? strcmp (one->number, two->number)
                                                : (one->id > two->id) - (one->id < two->id);
}

GPtrArray *
yutu_boundary_list_pillars (YutuConnection  *connection,
                            gint64           line,
                            const YutuShape *shape,
                            const char      *day,
                            GError         **error)
{
  g_autoptr (GPtrArray) pillars = g_ptr_array_new_with_free_func (pillar_free);
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    PILLAR_SELECT "WHERE (p.line = ?2 OR p.id IN (SELECT pillar FROM boundary_pillar_line WHERE "
                  "line = ?2)) AND p.valid_from <= ?1 AND ?1 < p.valid_to ORDER BY p.number, p.id",
    error);
  gboolean found = TRUE;

  if (row == NULL)
    return NULL;
  sqlite3_bind_text (row, 1, day, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (row, 2, line);
  while (TRUE)
    {
      YutuBoundaryPillar *pillar = NULL;

      if (!yutu_connection_step (connection, row, &found, error))
        return NULL;
      if (!found)
        break;
      pillar = take_pillar (row);
      g_ptr_array_add (pillars, pillar);
      if (shape != NULL && pillar->has_point)
        yutu_boundary_place_point (shape, pillar->point, &pillar->along_m, &pillar->off_m,
                                   &pillar->side);
    }
  g_ptr_array_sort (pillars, compare_pillars);
  return g_steal_pointer (&pillars);
}

YutuBoundaryPillar *
yutu_boundary_load_pillar (YutuConnection *connection,
                           gint64          id,
                           GError        **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (connection, PILLAR_SELECT "WHERE p.id = ?1", error);
  YutuBoundaryPillar *pillar = NULL;
  gboolean            found = FALSE;

  if (row == NULL)
    return NULL;
  sqlite3_bind_int64 (row, 1, id);
  if (!yutu_connection_step (connection, row, &found, error))
    return NULL;
  if (found)
    pillar = take_pillar (row);
  else
    yutu_boundary_set_missing ("pillar", id, error);
  sqlite3_reset (row);
  return pillar;
}

gboolean
yutu_boundary_find_pillar (YutuConnection *connection,
                           const char     *text,
                           const char     *day,
                           gint64         *id,
                           GError        **error)
{
  gint64 other = 0;
  gsize  n = 0, n_ever = 0;

  if (!yutu_boundary_find_row (
        connection,
        "SELECT id FROM boundary_pillar WHERE CAST (id AS TEXT) = ?1 UNION "
        "SELECT id FROM boundary_pillar WHERE number = ?1 AND valid_from <= ?2 AND ?2 < valid_to",
        text, day, id, &n, error) ||
      (n == 0 && !yutu_boundary_find_row (connection, "SELECT id FROM boundary_pillar WHERE number = ?1 AND ?2 > ''", text,
                                          day, &other, &n_ever, error)))
    return FALSE;
  if (n > 1)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_AMBIGUOUS,
                 _ ("more than one pillar is called “%s” on %s; give its id"), text, day);
  else if (n_ever > 0)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_OTHER_DAY, _ ("the pillar “%s” is not there on %s"),
                 text, day);
  else if (n == 0)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND, _ ("there is no pillar “%s”"), text);
  return n == 1;
}

/* ---- Writing pillars ---- */

static void
bind_point (sqlite3_stmt    *statement,
            int              index,
            const YutuPoint *point)
{
  guint8 blob[YUTU_POINT_BLOB_SIZE];

  if (point == NULL)
    return;
  yutu_point_to_blob (*point, blob);
  sqlite3_bind_blob (statement, index, blob, sizeof blob, SQLITE_TRANSIENT);
}

gboolean
yutu_boundary_add_pillar (YutuConnection  *connection,
                          gint64           line,
                          const char      *values,
                          const YutuPoint *point,
                          const char      *valid_from,
                          gint64          *id,
                          GError         **error)
{
  gint64        row = yutu_connection_new_id (connection);
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO boundary_pillar (id, line, number, kind, material, planted_on, condition, fields, "
    "valid_from, geom) VALUES (?1, ?2, json_extract (?3, '$.number'), json_extract (?3, '$.kind'), "
    "json_extract (?3, '$.material'), json_extract (?3, '$.planted_on'), "
    "json_extract (?3, '$.condition'), json_remove (?3, '$.number', '$.kind', '$.material', "
    "'$.planted_on', '$.condition'), ?4, ?5)",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  sqlite3_bind_int64 (statement, 2, line);
  sqlite3_bind_text (statement, 3, values, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 4, valid_from, -1, SQLITE_TRANSIENT);
  bind_point (statement, 5, point);
  if (!yutu_connection_run (connection, statement, error))
    return FALSE;
  if (id != NULL)
    *id = row;
  return TRUE;
}

gboolean
yutu_boundary_change_pillar (YutuConnection *connection,
                             gint64          id,
                             const char     *set,
                             GError        **error)
{
  g_autofree char *sql = yutu_boundary_make_update ("boundary_pillar", PILLAR_COLUMNS);

  return yutu_boundary_run_update (connection, sql, "pillar", id, set, error);
}

gboolean
yutu_boundary_set_pillar_lines (YutuConnection *connection,
                                gint64          id,
                                const gint64   *lines,
                                gsize           n_lines,
                                GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "DELETE FROM boundary_pillar_line WHERE pillar = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_run (connection, statement, error))
    return FALSE;
  for (gsize i = 0; i < n_lines; i++)
    {
      statement = yutu_connection_prepare (
        connection, "INSERT INTO boundary_pillar_line (id, pillar, line) VALUES (?1, ?2, ?3)", error);
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
      sqlite3_bind_int64 (statement, 2, id);
      sqlite3_bind_int64 (statement, 3, lines[i]);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
yutu_boundary_note_pillar (YutuConnection        *connection,
                           gint64                 id,
                           const YutuPillarEvent *event,
                           GError               **error)
{
  /* json_patch leaves out what is not known. */
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "UPDATE boundary_pillar SET fields = json_set (CASE WHEN json_type (fields, '$.history') = "
    "'array' THEN fields ELSE json_set (fields, '$.history', json_array ()) END, '$.history[#]', "
    "json (json_patch ('{}', json_object ('on', ?2, 'what', ?3, 'condition', coalesce (?4, "
    "condition), 'condition_before', condition, 'document', ?6, 'note', ?7, 'actor', ?8, "
    "'lon_before', CASE WHEN ?5 IS NULL THEN NULL ELSE ST_X (geom) END, 'lat_before', "
    "CASE WHEN ?5 IS NULL THEN NULL ELSE ST_Y (geom) END)))), condition = coalesce (?4, condition), "
    "geom = coalesce (?5, geom) WHERE id = ?1",
    error);
  const char *const texts[] = { event->document, event->note, event->actor };

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, event->day, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 3, event->what, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 4, event->condition, -1, SQLITE_TRANSIENT);
  bind_point (statement, 5, event->point);
  for (int i = 0; i < 3; i++)
    sqlite3_bind_text (statement, 6 + i, texts[i], -1, SQLITE_TRANSIENT);
  if (!yutu_connection_run (connection, statement, error))
    return FALSE;
  return sqlite3_changes (yutu_connection_get_handle (connection)) == 1 ||
         yutu_boundary_set_missing ("pillar", id, error);
}

gboolean
yutu_boundary_end_pillar (YutuConnection *connection,
                          gint64          id,
                          const char     *day,
                          GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "UPDATE boundary_pillar SET valid_to = ?2 WHERE id = ?1 AND valid_from < ?2", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_run (connection, statement, error))
    return FALSE;
  if (sqlite3_changes (yutu_connection_get_handle (connection)) == 1)
    return TRUE;
  g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID,
               _ ("there is no pillar %" PRId64 " before %s; give a later day"), id, day);
  return FALSE;
}

/* ---- Inspections ---- */

void
yutu_line_inspection_free (YutuLineInspection *self)
{
  g_free (self->state);
  g_free (self->done_on);
  g_free (self->next_due);
  g_free (self->values);
  g_free (self);
}

static void
inspection_free (gpointer data)
{
  yutu_line_inspection_free (data);
}

#define INSPECTION_SELECT                                                                       \
  "SELECT id, line, round_no, year, state, done_on, next_due, coalesce (case_file, 0), fields " \
  "FROM line_inspection "

static YutuLineInspection *
take_inspection (sqlite3_stmt *row)
{
  YutuLineInspection *inspection = g_new0 (YutuLineInspection, 1);

  inspection->id = sqlite3_column_int64 (row, 0);
  inspection->line = sqlite3_column_int64 (row, 1);
  inspection->round_no = sqlite3_column_int (row, 2);
  inspection->year = sqlite3_column_int (row, 3);
  inspection->state = yutu_boundary_column_text (row, 4);
  inspection->done_on = yutu_boundary_column_text (row, 5);
  inspection->next_due = yutu_boundary_column_text (row, 6);
  inspection->case_file = sqlite3_column_int64 (row, 7);
  inspection->values = yutu_boundary_column_text (row, 8);
  return inspection;
}

GPtrArray *
yutu_boundary_list_inspections (YutuConnection *connection,
                                gint64          line,
                                GError        **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (inspection_free);
  sqlite3_stmt *row = yutu_connection_prepare (
    connection, INSPECTION_SELECT "WHERE ?1 = 0 OR line = ?1 ORDER BY year DESC, id DESC", error);
  gboolean found = TRUE;

  if (row == NULL)
    return NULL;
  sqlite3_bind_int64 (row, 1, line);
  while (TRUE)
    {
      if (!yutu_connection_step (connection, row, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&list);
      g_ptr_array_add (list, take_inspection (row));
    }
}

YutuLineInspection *
yutu_boundary_load_inspection (YutuConnection *connection,
                               gint64          id,
                               GError        **error)
{
  sqlite3_stmt *row =
    yutu_connection_prepare (connection, INSPECTION_SELECT "WHERE id = ?1", error);
  YutuLineInspection *inspection = NULL;
  gboolean            found = FALSE;

  if (row == NULL)
    return NULL;
  sqlite3_bind_int64 (row, 1, id);
  if (!yutu_connection_step (connection, row, &found, error))
    return NULL;
  if (found)
    inspection = take_inspection (row);
  else
    yutu_boundary_set_missing ("inspection", id, error);
  sqlite3_reset (row);
  return inspection;
}

gboolean
yutu_boundary_find_inspection (YutuConnection *connection,
                               gint64          case_file,
                               gint64         *id,
                               GError        **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (
    connection, "SELECT id FROM line_inspection WHERE case_file = ?1", error);
  gboolean found = FALSE;

  *id = 0;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, case_file);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  *id = found ? sqlite3_column_int64 (row, 0) : 0;
  sqlite3_reset (row);
  return TRUE;
}

static gboolean
insert_inspection (YutuConnection           *connection,
                   const YutuInspectionSpec *spec,
                   gint64                   *id,
                   GError                  **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO line_inspection (id, line, round_no, year, state, case_file) VALUES (?1, ?2, "
    "CASE WHEN ?3 > 0 THEN ?3 ELSE 1 + coalesce ((SELECT max (round_no) FROM line_inspection WHERE "
    "line = ?2), 0) END, ?4, ?5, nullif (?6, 0))",
    error);

  *id = yutu_connection_new_id (connection);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, *id);
  sqlite3_bind_int64 (statement, 2, spec->line);
  sqlite3_bind_int (statement, 3, spec->round_no);
  sqlite3_bind_int (statement, 4, spec->year);
  sqlite3_bind_text (statement, 5, spec->state, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 6, spec->case_file);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
update_inspection (YutuConnection           *connection,
                   const YutuInspectionSpec *spec,
                   gint64                    id,
                   const char               *next_due,
                   GError                  **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "UPDATE line_inspection SET state = ?2, done_on = ?3, next_due = ?4, round_no = "
    "CASE WHEN ?5 > 0 THEN ?5 ELSE round_no END, fields = CASE WHEN ?6 IS NULL THEN fields ELSE "
    "json_patch (fields, ?6) END WHERE id = ?1",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, spec->state, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 3, spec->done_on, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 4, next_due, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int (statement, 5, spec->round_no);
  sqlite3_bind_text (statement, 6, spec->values, -1, SQLITE_TRANSIENT);
  return yutu_connection_run (connection, statement, error);
}

/* The line's own days are those of its newest round; a line whose rounds are not known keeps what was
 * entered for it. */
static gboolean
update_line_days (YutuConnection *connection,
                  gint64          line,
                  const char     *done_on,
                  const char     *next_due,
                  GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "UPDATE boundary_line SET last_inspection = ?2, next_due = ?3 WHERE id = ?1 AND "
    "coalesce (last_inspection, '') < ?2",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, line);
  sqlite3_bind_text (statement, 2, done_on, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 3, next_due, -1, SQLITE_TRANSIENT);
  return yutu_connection_run (connection, statement, error);
}

gboolean
yutu_boundary_put_inspection (YutuConnection           *connection,
                              const YutuInspectionSpec *spec,
                              gint64                   *id,
                              GError                  **error)
{
  g_autofree char *next_due = NULL;
  gboolean         sets_due = spec->is_round && spec->done_on != NULL;
  gint64           row = 0;
  int              years = 0;

  if (spec->case_file != 0 &&
      !yutu_boundary_find_inspection (connection, spec->case_file, &row, error))
    return FALSE;
  if (row == 0 && !insert_inspection (connection, spec, &row, error))
    return FALSE;
  if (id != NULL)
    *id = row;
  if (sets_due)
    {
      if (!yutu_boundary_get_cycle (connection, spec->done_on, &years, error))
        return FALSE;
      next_due = yutu_boundary_add_years (spec->done_on, years);
    }
  return update_inspection (connection, spec, row, next_due, error) &&
         (!sets_due || update_line_days (connection, spec->line, spec->done_on, next_due, error));
}

gboolean
yutu_boundary_change_inspection (YutuConnection *connection,
                                 gint64          id,
                                 const char     *set,
                                 GError        **error)
{
  return yutu_boundary_run_update (
    connection, "UPDATE line_inspection SET fields = json_patch (fields, ?2) WHERE id = ?1",
    "inspection", id, set, error);
}
