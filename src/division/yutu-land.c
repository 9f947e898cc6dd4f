/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Only tables of their own are read (face_unit, arc), none that are derived at the end of a write: a
 * write may cut and give any number of times. */

#include "division/yutu-land.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "division/yutu-division-model.h"
#include "store/yutu-statement.h"

static GArray *
collect_ids (YutuConnection *connection,
             sqlite3_stmt   *statement,
             GError        **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row = TRUE;

  while (TRUE)
    {
      gint64 id = 0;

      if (!yutu_connection_step (connection, statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&ids);
      id = sqlite3_column_int64 (statement, 0);
      g_array_append_val (ids, id);
    }
}

GArray *
yutu_land_list_faces (YutuConnection *connection,
                      gint64          unit,
                      const char     *day,
                      GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "WITH RECURSIVE below (unit) AS (SELECT ?1 UNION SELECT d.unit FROM below b CROSS JOIN division d "
    "ON d.parent = b.unit WHERE d.valid_from <= ?2 AND ?2 < d.valid_to) "
    "SELECT DISTINCT f.face FROM below b CROSS JOIN face_unit f ON f.unit = b.unit "
    "WHERE f.valid_from <= ?2 AND ?2 < f.valid_to ORDER BY f.face",
    error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, unit);
  yutu_bind_text (statement, 2, day);
  return collect_ids (connection, statement, error);
}

/* ---- Faces that a line may touch, without a unit ---- */

#define BOX_OFFSET 6 /* in a geometry's BLOB: four doubles */

static YutuBox
read_box (sqlite3_stmt *statement,
          int           column)
{
  const guint8 *bytes = sqlite3_column_blob (statement, column);
  double        box[4];

  if (bytes == NULL || (gsize)sqlite3_column_bytes (statement, column) < BOX_OFFSET + sizeof box ||
      bytes[1] != 1)
    return YUTU_BOX_EMPTY;
  memcpy (box, bytes + BOX_OFFSET, sizeof box);
  return (YutuBox){ yutu_grid_from_degrees (box[0]), yutu_grid_from_degrees (box[1]),
                    yutu_grid_from_degrees (box[2]), yutu_grid_from_degrees (box[3]) };
}

static YutuBox
box_of (const YutuLandLine *line)
{
  YutuBox box = YUTU_BOX_EMPTY;

  for (gsize i = 0; i < line->n_points; i++)
    yutu_box_add_point (&box, line->points[i]);
  return box;
}

/* A line that meets an arc has its box at that of the arc; one that meets none lies in a face with an
 * arc to the west of it. (Boxes in BLOBs are of rounded doubles; a step more is taken.) */
static GArray *
list_faces_near (YutuConnection *connection,
                 YutuBox         box,
                 GError        **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT face_left, face_right, geom FROM arc", error);
  gboolean row = TRUE;

  if (statement == NULL)
    return NULL;
  while (TRUE)
    {
      YutuBox arc;

      if (!yutu_connection_step (connection, statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&faces);
      arc = read_box (statement, 2);
      if (arc.min_x > box.max_x + 2 || arc.min_y > box.max_y + 2 || arc.max_y < box.min_y - 2)
        continue;
      for (int side = 0; side < 2; side++)
        {
          gint64 face = sqlite3_column_int64 (statement, side);

          if (face != 0 && g_hash_table_add (known, g_memdup2 (&face, sizeof face)))
            g_array_append_val (faces, face);
        }
    }
}

/* ---- Cutting ---- */

static YutuTopology *
load_model (YutuConnection      *connection,
            const YutuLandLine  *line,
            YutuTopologyDrawing *drawing,
            GArray             **faces,
            GError             **error)
{
  YutuBox box = box_of (line);
  gint64  outside = 0;
  g_autoptr (GArray) found = line->unit != 0
                               ? yutu_land_list_faces (connection, line->unit, line->day, error)
                               : list_faces_near (connection, box, error);

  if (found == NULL)
    return NULL;
  if (line->unit != 0 && found->len == 0)
    {
      g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_OTHER_DAY,
                   _ ("unit %" PRId64 " has no land on %s"), line->unit, line->day);
      return NULL;
    }
  *drawing = (YutuTopologyDrawing){ line->points, line->n_points, NULL, 0, line->with_outside };
  if (line->unit != 0)
    {
      drawing->faces = (gint64 *)(gpointer)found->data;
      drawing->n_faces = found->len;
    }
  *faces = g_array_ref (found);
  if (line->unit == 0 && line->with_outside)
    g_array_append_val (found, outside);
  return yutu_division_load_faces (connection, (gint64 *)(gpointer)found->data, found->len, box, error);
}

static gint64
new_id (gpointer data)
{
  return yutu_connection_new_id (data);
}

static gint64
trial_id (gpointer data)
{
  return ++*(gint64 *)data;
}

gboolean
yutu_land_try_cut (YutuConnection       *connection,
                   const YutuLandLine   *line,
                   YutuTopology        **model,
                   GArray              **pieces,
                   YutuTopologyConflict *conflict,
                   GError              **error)
{
  g_autoptr (GArray) faces = NULL;
  YutuTopologyDrawing drawing;
  g_autoptr (YutuTopology) topology = load_model (connection, line, &drawing, &faces, error);
  gint64 last = YUTU_LAND_TRIAL_ID;

  if (topology == NULL ||
      !yutu_topology_draw (topology, &drawing, trial_id, &last, pieces, conflict, error))
    return FALSE;
  if (model != NULL)
    *model = g_steal_pointer (&topology);
  return TRUE;
}

/* ---- Owners ---- */

typedef struct
{
  gint64 unit;
  char  *texts[2]; /* of the row's last two columns */
} Row;

static void
row_clear (gpointer data)
{
  Row *row = data;

  g_free (row->texts[0]);
  g_free (row->texts[1]);
}

/* ?1 the face it was part of. */
static GArray *
read_rows (YutuConnection *connection,
           const char     *sql,
           gint64          face,
           GError        **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      found = TRUE;

  g_array_set_clear_func (rows, row_clear);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, face);
  while (TRUE)
    {
      Row row = { 0 };

      if (!yutu_connection_step (connection, statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&rows);
      row.unit = sqlite3_column_int64 (statement, 0);
      for (int i = 0; i < 2; i++)
        row.texts[i] = g_strdup ((const char *)sqlite3_column_text (statement, 1 + i));
      g_array_append_val (rows, row);
    }
}

static gboolean
write_row (YutuConnection *connection,
           const char     *sql,
           gint64          face,
           const Row      *row,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_int64 (statement, 2, face);
  sqlite3_bind_int64 (statement, 3, row->unit);
  for (int i = 0; i < 2; i++)
    if (row->texts[i] != NULL)
      sqlite3_bind_text (statement, 4 + i, row->texts[i], -1, SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
copy_owners (YutuConnection *connection,
             gint64          face,
             gint64          origin,
             GError        **error)
{
  static const struct
  {
    const char *read;
    const char *write;
  } tables[] = {
    { "SELECT unit, valid_from, valid_to FROM face_unit WHERE face = ?1 ORDER BY id",
      "INSERT INTO face_unit (id, face, unit, valid_from, valid_to) VALUES (?1, ?2, ?3, ?4, ?5)" },
    { "SELECT unit, source, NULL FROM face_claim WHERE face = ?1 ORDER BY id",
      "INSERT INTO face_claim (id, face, unit, source) VALUES (?1, ?2, ?3, ?4)" },
  };

  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      g_autoptr (GArray) rows = read_rows (connection, tables[t].read, origin, error);

      if (rows == NULL)
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        if (!write_row (connection, tables[t].write, face, &g_array_index (rows, Row, i), error))
          return FALSE;
    }
  return TRUE;
}

gboolean
yutu_land_cut (YutuConnection       *connection,
               const YutuLandLine   *line,
               GArray              **pieces,
               YutuTopologyConflict *conflict,
               GError              **error)
{
  g_autoptr (GArray) faces = NULL;
  g_autoptr (GArray) made = NULL;
  YutuTopologyDrawing drawing;
  g_autoptr (YutuTopology) topology = load_model (connection, line, &drawing, &faces, error);

  if (topology == NULL ||
      !yutu_topology_draw (topology, &drawing, new_id, connection, &made, conflict, error) ||
      !yutu_division_save_changes (connection, topology, error))
    return FALSE;
  for (guint i = 0; i < made->len; i++)
    {
      const YutuTopologyPiece *piece = &g_array_index (made, YutuTopologyPiece, i);

      if (piece->face != piece->origin && !copy_owners (connection, piece->face, piece->origin, error))
        return FALSE;
    }
  if (pieces != NULL)
    *pieces = g_steal_pointer (&made);
  return TRUE;
}

/* ---- Owners for all days ---- */

/* The days on which a unit is there. */
typedef struct
{
  char *from;
  char *to;
} Days;

static void
days_clear (Days *self)
{
  g_free (self->from);
  g_free (self->to);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Days, days_clear)

static gboolean
read_days (YutuConnection *connection,
           gint64          unit,
           Days           *days,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT min (valid_from), max (valid_to) FROM division WHERE unit = ?1", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, unit);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  days->from = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  days->to = g_strdup ((const char *)sqlite3_column_text (statement, 1));
  sqlite3_reset (statement);
  if (days->from == NULL)
    g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND,
                 _ ("there is no unit %" PRId64), unit);
  return days->from != NULL;
}

/* An owner's row from before the days until after them goes on in a row of its own. */
static gboolean
keep_after (YutuConnection *connection,
            gint64          face,
            const Days     *days,
            GError        **error)
{
  g_autoptr (GArray) rows = read_rows (
    connection, "SELECT unit, valid_from, valid_to FROM face_unit WHERE face = ?1 ORDER BY id", face, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      Row     *row = &g_array_index (rows, Row, i);
      Row      rest = { row->unit, { days->to, row->texts[1] } };
      gboolean is_around = strcmp (row->texts[0], days->from) < 0 && strcmp (row->texts[1], days->to) > 0;

      if (is_around && !write_row (connection,
                                   "INSERT INTO face_unit (id, face, unit, valid_from, valid_to) "
                                   "VALUES (?1, ?2, ?3, ?4, ?5)",
                                   face, &rest, error))
        return FALSE;
    }
  return rows != NULL;
}

/* Each with ?1 face, ?2 first day, ?3 day behind the last. */
static const char *const CLEAR_SQL[] = {
  "DELETE FROM face_claim WHERE face = ?1",
  "DELETE FROM face_unit WHERE face = ?1 AND valid_from >= ?2 AND valid_to <= ?3",
  "UPDATE face_unit SET valid_to = ?2 WHERE face = ?1 AND valid_from < ?2 AND valid_to > ?2",
  "UPDATE face_unit SET valid_from = ?3 WHERE face = ?1 AND valid_from < ?3 AND valid_to > ?3 AND valid_from >= ?2",
};

static gboolean
clear_days (YutuConnection *connection,
            gint64          face,
            const Days     *days,
            GError        **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (CLEAR_SQL); i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (connection, CLEAR_SQL[i], error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, face);
      if (i > 0)
        yutu_bind_text (statement, 2, days->from);
      if (i > 0)
        yutu_bind_text (statement, 3, days->to);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
yutu_land_assign (YutuConnection *connection,
                  const gint64   *faces,
                  gsize           n_faces,
                  gint64          unit,
                  GError        **error)
{
  g_auto (Days) days = { 0 };

  if (unit == 0)
    days = (Days){ g_strdup (""), g_strdup (YUTU_DAY_OPEN_TEXT) };
  else if (!read_days (connection, unit, &days, error))
    return FALSE;
  for (gsize i = 0; i < n_faces; i++)
    {
      Row row = { unit, { days.from, days.to } };

      if (!keep_after (connection, faces[i], &days, error) || !clear_days (connection, faces[i], &days, error))
        return FALSE;
      if (unit != 0 && !write_row (connection,
                                   "INSERT INTO face_unit (id, face, unit, valid_from, valid_to) "
                                   "VALUES (?1, ?2, ?3, ?4, ?5)",
                                   faces[i], &row, error))
        return FALSE;
    }
  return TRUE;
}
