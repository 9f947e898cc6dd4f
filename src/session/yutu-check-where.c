/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where a finding lies that was told by its row alone: the row's own point, or one of the nearest thing
 * that has one. And what the row is called by those who work with it. */

#include "session/yutu-check-private.h"

#include <string.h>

#include "casework/yutu-mask.h"
#include "geo/yutu-shape.h"

/* One vertex of the border of a face, of an arc, of a line's first arc. */
#define FACE_SQL "SELECT geom FROM arc WHERE face_left = ?1 OR face_right = ?1 LIMIT 1"
#define LINE_SQL                                                                         \
  "SELECT a.geom FROM boundary_line_arc l JOIN arc a ON a.id = l.arc WHERE l.line = ?1 " \
  "ORDER BY l.seq LIMIT 1"
#define UNIT_SQL                                                                         \
  "SELECT coalesce ((SELECT seat FROM division WHERE unit = ?1 AND seat IS NOT NULL "    \
  "ORDER BY valid_from DESC LIMIT 1), (SELECT PointOnSurface (geom) FROM division_area " \
  "WHERE unit = ?1 AND geom IS NOT NULL ORDER BY valid_from DESC LIMIT 1))"
#define CASE_SQL                                                                               \
  "SELECT CASE WHEN x IS NOT NULL THEN MakePoint (x / 1e9, y / 1e9, 4490) END FROM case_file " \
  "WHERE id = ?1"

/* From the id in a finding to that of the thing that has a place: @of NULL, itself. The first that has
 * one counts. */
static const struct
{
  const char *table;
  const char *of;
  const char *sql;
} PLACES[] = {
  { "division", "SELECT unit FROM division WHERE id = ?1", UNIT_SQL },
  { "division_area", "SELECT unit FROM division WHERE id = ?1", UNIT_SQL },
  { "division_code",
    "SELECT d.unit FROM division_code c JOIN division d ON d.code = c.code WHERE c.id = ?1 LIMIT 1",
    UNIT_SQL },
  { "lineage", "SELECT to_unit FROM lineage WHERE id = ?1", UNIT_SQL },
  { "act", "SELECT unit FROM division WHERE act_in = ?1 OR act_out = ?1 LIMIT 1", UNIT_SQL },
  { "node", NULL, "SELECT geom FROM node WHERE id = ?1" },
  { "arc", NULL, "SELECT geom FROM arc WHERE id = ?1" },
  { "face", NULL, FACE_SQL },
  { "face_unit", "SELECT face FROM face_unit WHERE id = ?1", FACE_SQL },
  { "face_claim", "SELECT face FROM face_claim WHERE id = ?1", FACE_SQL },
  { "boundary_line", NULL, LINE_SQL },
  { "boundary_line_arc", "SELECT line FROM boundary_line_arc WHERE id = ?1", LINE_SQL },
  { "boundary_pillar", NULL, "SELECT geom FROM boundary_pillar WHERE id = ?1" },
  { "line_inspection", "SELECT line FROM line_inspection WHERE id = ?1", LINE_SQL },
  { "place_name", NULL, "SELECT geom FROM place_name WHERE id = ?1" },
  { "address", NULL, "SELECT geom FROM address WHERE id = ?1" },
  { "facility", NULL, "SELECT geom FROM facility WHERE id = ?1" },
  { "facility_year",
    "SELECT facility FROM facility_year WHERE id = ?1", "SELECT geom FROM facility WHERE id = ?1" },
  { "case_file", NULL, CASE_SQL },
  { "case_event", "SELECT case_file FROM case_event WHERE id = ?1", CASE_SQL },
  { "person", "SELECT case_file FROM person WHERE id = ?1", CASE_SQL },
  { "attachment", "SELECT case_file FROM case_event WHERE attachment = ?1 LIMIT 1", CASE_SQL },
  /* Without a point of its own: where its unit is. */
  { "place_name", "SELECT division FROM place_name WHERE id = ?1", UNIT_SQL },
  { "address", "SELECT village FROM address WHERE id = ?1", UNIT_SQL },
  { "facility", "SELECT coalesce (village, township) FROM facility WHERE id = ?1", UNIT_SQL },
  { "facility",
    "SELECT past_of FROM facility WHERE id = ?1", "SELECT geom FROM facility WHERE id = ?1" },
  { "case_file", "SELECT coalesce (village, township) FROM case_file WHERE id = ?1", UNIT_SQL },
  { "address_day", NULL, UNIT_SQL },
  { "case_day", NULL, UNIT_SQL },
  { "case_due", NULL, UNIT_SQL },
};

#define CASE_NAME_SQL "SELECT case_no || ' ' || title FROM case_file WHERE id = "

static const struct
{
  const char *table;
  const char *sql;
} SUBJECTS[] = {
  { "case_file", CASE_NAME_SQL "?1" },
  { "case_event", CASE_NAME_SQL "(SELECT case_file FROM case_event WHERE id = ?1)" },
  { "person", CASE_NAME_SQL "(SELECT case_file FROM person WHERE id = ?1)" },
  { "attachment", CASE_NAME_SQL "(SELECT case_file FROM case_event WHERE attachment = ?1 LIMIT 1)" },
  { "facility", "SELECT name FROM facility WHERE id = ?1" },
  { "facility_year", "SELECT f.name || ' ' || y.year FROM facility_year y JOIN facility f ON f.id = y.facility "
                     "WHERE y.id = ?1" },
  { "address", "SELECT text FROM address WHERE id = ?1" },
  { "boundary_line", "SELECT name FROM boundary_line WHERE id = ?1" },
  { "boundary_pillar", "SELECT number FROM boundary_pillar WHERE id = ?1" },
};

static gboolean
follow (YutuConnection *connection,
        const char     *sql,
        gint64         *id,
        GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, *id);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  *id = found ? sqlite3_column_int64 (statement, 0) : 0;
  if (found)
    sqlite3_reset (statement);
  return TRUE;
}

static gboolean
read_place (YutuConnection   *connection,
            const char       *sql,
            gint64            id,
            YutuCheckFinding *finding,
            GError          **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  if (sqlite3_column_type (statement, 0) == SQLITE_BLOB)
    {
      /* A geometry that cannot be read is a finding of its own; it has no place. */
      g_autoptr (YutuShape) shape =
        yutu_shape_from_blob (sqlite3_column_blob (statement, 0),
                              (gsize)sqlite3_column_bytes (statement, 0), NULL);

      if (shape != NULL && shape->n_points > 0)
        {
          finding->place = shape->points[shape->n_points > 2 ? shape->n_points / 2 : 0];
          finding->has_place = TRUE;
        }
    }
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
place_finding (YutuConnection   *connection,
               YutuCheckFinding *finding,
               GError          **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (PLACES) && !finding->has_place; i++)
    {
      gint64 id = finding->id;

      if (g_strcmp0 (PLACES[i].table, finding->table) != 0)
        continue;
      if (PLACES[i].of != NULL && !follow (connection, PLACES[i].of, &id, error))
        return FALSE;
      if (!read_place (connection, PLACES[i].sql, id, finding, error))
        return FALSE;
    }
  return TRUE;
}

/* Nothing where the message names it already, as most do. */
static gboolean
name_finding (YutuConnection   *connection,
              YutuCheckFinding *finding,
              GError          **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (SUBJECTS); i++)
    {
      sqlite3_stmt *statement = NULL;
      gboolean      found = FALSE;
      g_autofree char *name = NULL;

      if (g_strcmp0 (SUBJECTS[i].table, finding->table) != 0)
        continue;
      statement = yutu_connection_prepare (connection, SUBJECTS[i].sql, error);
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, finding->id);
      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      name = yutu_mask_apply (YUTU_MASK_TEXT, (const char *)sqlite3_column_text (statement, 0)); /* as in the message */
      if (name != NULL && name[0] != '\0' && strstr (finding->message, name) == NULL)
        finding->subject = g_steal_pointer (&name);
      sqlite3_reset (statement);
    }
  return TRUE;
}

gboolean
yutu_check_place_findings (YutuCheck *self,
                           GError   **error)
{
  for (guint i = 0; i < self->findings->len; i++)
    {
      YutuCheckFinding *finding = g_ptr_array_index (self->findings, i);

      if (!finding->has_place && finding->id != 0 &&
          !place_finding (self->connection, finding, error))
        return FALSE;
      if (finding->id != 0 && !name_finding (self->connection, finding, error))
        return FALSE;
    }
  return TRUE;
}
