/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-edit.h"

#include "gazetteer/yutu-address-names-private.h"
#include "gazetteer/yutu-address-row-private.h"
#include "gazetteer/yutu-gazetteer-write-private.h"
#include "geo/yutu-measure.h"

/* ---- What is there ---- */

/* One number from one row; @value stays as it is when there is none. */
static gboolean
take_one (YutuConnection *connection,
          sqlite3_stmt   *statement,
          gint64         *value,
          GError        **error)
{
  gboolean row = FALSE;

  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (row)
    *value = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
yutu_address_find_same (YutuConnection       *connection,
                        const YutuAddressRow *like,
                        YutuDay               day,
                        gint64               *id,
                        GError              **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    like->place != 0
      ? "SELECT id FROM address WHERE place = ?1 AND door = ?2 AND door_sub IS ?3 AND building IS ?4 AND "
        "unit_no IS ?5 AND floor IS ?6 AND room IS ?7 AND valid_from <= ?8 AND ?8 < valid_to ORDER BY id LIMIT 1"
      : "SELECT id FROM address WHERE village = ?1 AND place IS NULL AND door = ?2 AND door_sub IS ?3 AND "
        "building IS ?4 AND unit_no IS ?5 AND floor IS ?6 AND room IS ?7 AND valid_from <= ?8 AND ?8 < valid_to "
        "ORDER BY id LIMIT 1",
    error);
  const char *texts[] = { like->door_sub, like->building, like->unit_no, like->floor, like->room };
  char        day_text[YUTU_DAY_TEXT_SIZE];

  *id = 0;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, like->place != 0 ? like->place : like->village);
  sqlite3_bind_int (statement, 2, like->door);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    yutu_gazetteer_bind_text (statement, 3 + (int)i, texts[i]); /* none is NULL: by the index */
  sqlite3_bind_text (statement, 8, yutu_day_format (day, day_text), -1, SQLITE_STATIC);
  return take_one (connection, statement, id, error);
}

gboolean
yutu_address_find_last_door (YutuConnection *connection,
                             gint64          place,
                             int             parity,
                             YutuDay         day,
                             int            *door,
                             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT door FROM address WHERE place = ?1 AND (?2 < 0 OR door % 2 = ?2) AND valid_from <= ?3 AND "
    "?3 < valid_to ORDER BY door DESC LIMIT 1",
    error);
  char   day_text[YUTU_DAY_TEXT_SIZE];
  gint64 found = 0;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, place);
  sqlite3_bind_int (statement, 2, parity);
  sqlite3_bind_text (statement, 3, yutu_day_format (day, day_text), -1, SQLITE_STATIC);
  if (!take_one (connection, statement, &found, error))
    return FALSE;
  *door = (int)found;
  return TRUE;
}

gboolean
yutu_address_find_nearest_door (YutuConnection *connection,
                                gint64          place,
                                YutuPoint       point,
                                YutuDay         day,
                                int            *door,
                                GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT door, geom FROM address WHERE place = ?1 AND door > 0 AND valid_from <= ?2 AND ?2 < valid_to",
    error);
  char     day_text[YUTU_DAY_TEXT_SIZE];
  gboolean row = TRUE;
  double   east_m, north_m;
  double   best = G_MAXDOUBLE;

  *door = 0;
  if (statement == NULL)
    return FALSE;
  yutu_measure_step_m (point, &east_m, &north_m);
  sqlite3_bind_int64 (statement, 1, place);
  sqlite3_bind_text (statement, 2, yutu_day_format (day, day_text), -1, SQLITE_STATIC);
  while (TRUE)
    {
      YutuPoint at;
      double    x, y;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (!yutu_column_point (statement, 1, &at))
        continue;
      x = (double)(at.x - point.x) * east_m;
      y = (double)(at.y - point.y) * north_m;
      if (x * x + y * y >= best)
        continue;
      best = x * x + y * y;
      *door = sqlite3_column_int (statement, 0);
    }
}

/* ?1 the address, ?2 the day. A home is under a door or a building; nothing is under a home. */
#define IN_USE(row) row ".valid_from <= ?2 AND ?2 < " row ".valid_to"
#define UNDER                                                                                                 \
  "b.door = a.door AND b.door_sub IS a.door_sub AND b.geom = a.geom AND b.id != a.id AND a.room IS NULL AND " \
  "a.floor IS NULL AND (a.unit_no IS NULL OR b.unit_no IS a.unit_no) AND "                                    \
  "(a.building IS NULL OR b.building IS a.building)"
static const char AT_DOOR_SQL[] =
  "SELECT a.id, 0 AS is_under FROM address a WHERE a.id = ?1 AND " IN_USE ("a") " "
                                                                                "UNION SELECT b.id, 1 FROM address a JOIN address b ON b.place = a.place "
                                                                                "WHERE a.id = ?1 AND " UNDER " AND " IN_USE ("a") " AND " IN_USE ("b") " "
                                                                                                                                                       "UNION SELECT b.id, 1 FROM address a JOIN address b ON b.village = a.village "
                                                                                                                                                       "WHERE a.id = ?1 AND a.place IS NULL AND b.place IS NULL AND " UNDER " AND " IN_USE ("a") " AND " IN_USE ("b") " "
                                                                                                                                                                                                                                                                      "ORDER BY is_under, 1";

GArray *
yutu_address_list_at_door (YutuConnection *connection,
                           gint64          id,
                           YutuDay         day,
                           GError        **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = yutu_connection_prepare (connection, AT_DOOR_SQL, error);
  char          day_text[YUTU_DAY_TEXT_SIZE];
  gboolean      row = TRUE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, yutu_day_format (day, day_text), -1, SQLITE_STATIC);
  while (TRUE)
    {
      gint64 found;

      if (!yutu_connection_step (connection, statement, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&ids);
      found = sqlite3_column_int64 (statement, 0);
      g_array_append_val (ids, found);
    }
}

/* ---- A door that stands elsewhere ---- */

/* The columns of the row that the text is made of, then what a successor takes over. */
#define COLUMNS YUTU_ADDRESS_COMPOSER_COLUMNS ", kind, use, status, valid_from, valid_to"

enum
{
  VILLAGE = 1,
  PLACE,
  DOOR,
  DOOR_SUB,
  BUILDING,
  UNIT_NO,
  FLOOR,
  ROOM,
  KIND,
  USE,
  STATUS,
  VALID_FROM,
  VALID_TO,
};

static gboolean
update_row (YutuConnection *connection,
            gint64          id,
            gint64          village,
            const char     *text, /* (nullable): stays */
            YutuPoint       point,
            GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "UPDATE address SET village = ?2, text = coalesce (?3, text), geom = ?4 WHERE id = ?1", error);
  guint8 blob[YUTU_POINT_BLOB_SIZE];

  if (statement == NULL)
    return FALSE;
  yutu_point_to_blob (point, blob);
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int64 (statement, 2, village);
  sqlite3_bind_text (statement, 3, text, -1, SQLITE_STATIC);
  sqlite3_bind_blob (statement, 4, blob, sizeof blob, SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
end_row (YutuConnection *connection,
         gint64          id,
         const char     *day,
         GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "UPDATE address SET status = 5, valid_to = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
add_successor (YutuConnection *connection,
               sqlite3_stmt   *row,
               gint64          village,
               YutuPoint       point,
               const char     *day,
               gint64         *new_id,
               GError        **error)
{
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);
  const YutuAddressSpec spec = {
    .village = village,
    .place = sqlite3_column_int64 (row, PLACE),
    .kind = sqlite3_column_int (row, KIND),
    .door = sqlite3_column_int (row, DOOR),
    .door_sub = (const char *)sqlite3_column_text (row, DOOR_SUB),
    .building = (const char *)sqlite3_column_text (row, BUILDING),
    .unit_no = (const char *)sqlite3_column_text (row, UNIT_NO),
    .floor = (const char *)sqlite3_column_text (row, FLOOR),
    .room = (const char *)sqlite3_column_text (row, ROOM),
    .use = sqlite3_column_int (row, USE),
    .status = sqlite3_column_int (row, STATUS),
    .previous = sqlite3_column_int64 (row, 0),
    .valid_from = day,
    .valid_to = (const char *)sqlite3_column_text (row, VALID_TO),
    .has_point = TRUE,
    .point = point,
  };

  return yutu_address_writer_add (writer, &spec, new_id, error) && yutu_address_writer_finish (writer, error);
}

static gboolean
change_village (YutuConnection *connection,
                sqlite3_stmt   *row,
                gint64          village,
                YutuPoint       point,
                YutuDay         day,
                gint64         *new_id,
                GError        **error)
{
  gint64              id = sqlite3_column_int64 (row, 0);
  char                day_text[YUTU_DAY_TEXT_SIZE];
  YutuAddressComposer composer;
  g_autofree char    *text = NULL;
  gboolean            done;

  yutu_day_format (day, day_text);
  if (yutu_column_day (row, VALID_FROM) < day)
    return add_successor (connection, row, village, point, day_text, new_id, error) &&
           end_row (connection, id, day_text, error);
  yutu_address_composer_init (&composer, connection);
  done = yutu_address_composer_run_in (&composer, row, village, day, &text, error) &&
         update_row (connection, id, village, text, point, error);
  yutu_address_composer_clear (&composer);
  return done;
}

gboolean
yutu_address_set_point (YutuConnection *connection,
                        gint64          id,
                        gint64          village,
                        YutuPoint       point,
                        YutuDay         day,
                        gint64         *new_id,
                        GError        **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (connection, "SELECT " COLUMNS " FROM address WHERE id = ?1", error);
  gboolean      found = FALSE;
  gboolean      done;

  *new_id = id;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, id);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (!found)
    done = yutu_gazetteer_refuse ("an address", "there is none of that number", error);
  else if (sqlite3_column_int64 (row, VILLAGE) == village)
    done = update_row (connection, id, village, NULL, point, error);
  else
    done = change_village (connection, row, village, point, day, new_id, error);
  sqlite3_reset (row);
  return done;
}
