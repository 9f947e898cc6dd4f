/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-edit.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "gazetteer/yutu-address-names-private.h"
#include "gazetteer/yutu-address-numbers-private.h"
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
         int             status,
         const char     *day,
         GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "UPDATE address SET status = ?3, valid_to = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_STATIC);
  sqlite3_bind_int (statement, 3, status);
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
           end_row (connection, id, 5, day_text, error);
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

/* ---- Other numbers, and the end ---- */

static gboolean
refuse (GError **error,
        char    *message) /* taken */
{
  g_set_error_literal (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID, message);
  g_free (message);
  return FALSE;
}

/* What it would be called then. */
static gboolean
check_numbers (YutuConnection        *connection,
               const YutuAddressRow  *row,
               const YutuAddressSpec *spec,
               YutuDay                day,
               GError               **error)
{
  gint64         same = 0;
  YutuAddressRow like = { .village = row->village,
                          .place = row->place,
                          .door = spec->door,
                          .door_sub = (char *)spec->door_sub,
                          .building = (char *)spec->building,
                          .unit_no = (char *)spec->unit_no,
                          .floor = (char *)spec->floor,
                          .room = (char *)spec->room };

  if (spec->door < 0 || spec->door > 99999)
    return refuse (error, g_strdup_printf (_ ("%d is no door number; write one from 1 to 99999"), spec->door));
  if (spec->door == 0 && spec->building == NULL && !yutu_address_is_parcel (0, spec->door_sub))
    return refuse (error, g_strdup (_ ("an address needs a door or a building; give one of them")));
  if (!yutu_address_find_same (connection, &like, day, &same, error))
    return FALSE;
  return same == 0 || same == row->id ||
         refuse (error, g_strdup_printf (_ ("address %" PRId64 " has these numbers already; give others, or cancel it first"), same));
}

static gboolean
write_numbers (YutuConnection        *connection,
               gint64                 id,
               const YutuAddressSpec *spec,
               GError               **error)
{
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);
  g_autofree char *text = NULL;
  sqlite3_stmt    *update = NULL;
  const char      *values[] = { spec->door_sub, spec->building, spec->unit_no, spec->floor, spec->room };

  if (!yutu_address_writer_compose (writer, spec, &text, error))
    return FALSE;
  update = yutu_connection_prepare (connection,
                                    "UPDATE address SET door = ?2, text = ?3, door_sub = ?4, building = ?5, unit_no = ?6, floor = "
                                    "?7, room = ?8 WHERE id = ?1",
                                    error);
  if (update == NULL)
    return FALSE;
  sqlite3_bind_int64 (update, 1, id);
  sqlite3_bind_int (update, 2, spec->door);
  sqlite3_bind_text (update, 3, text, -1, SQLITE_TRANSIENT);
  for (int i = 0; i < (int)G_N_ELEMENTS (values); i++)
    sqlite3_bind_text (update, 4 + i, values[i], -1, SQLITE_TRANSIENT);
  return yutu_connection_run (connection, update, error);
}

static gboolean
load_standing (YutuConnection  *connection,
               gint64           id,
               YutuDay          day, /* YUTU_DAY_INVALID: any */
               YutuAddressRow **row,
               GError         **error)
{
  char text[YUTU_DAY_TEXT_SIZE];

  if (!yutu_address_load (connection, id, row, error))
    return FALSE;
  if (*row == NULL)
    return refuse (error, g_strdup_printf (_ ("there is no address %" PRId64), id));
  return day == YUTU_DAY_INVALID || ((*row)->valid_from <= day && day < (*row)->valid_to) ||
         refuse (error, g_strdup_printf (_ ("“%s” does not stand on %s; choose a day on which it does"), (*row)->text,
                                         yutu_day_format (day, text)));
}

gboolean
yutu_address_set_numbers (YutuConnection           *connection,
                          gint64                    id,
                          const YutuAddressNumbers *numbers,
                          YutuDay                   day,
                          gint64                   *new_id,
                          GError                  **error)
{
  char            from[YUTU_DAY_TEXT_SIZE], to[YUTU_DAY_TEXT_SIZE];
  gboolean        is_new = FALSE;
  YutuAddressSpec spec = { 0 };
  g_autoptr (GStringChunk) texts = g_string_chunk_new (64);
  g_autoptr (YutuAddressRow) row = NULL;
  g_autoptr (YutuAddressWriter) writer = NULL;

  *new_id = id;
  if (!load_standing (connection, id, day, &row, error) || !yutu_address_numbers_read (numbers, row, texts, &spec, error))
    return FALSE;
  is_new = day != YUTU_DAY_INVALID && day > row->valid_from;
  spec.village = row->village;
  spec.place = row->place;
  spec.kind = row->kind;
  spec.use = row->use;
  spec.status = row->status;
  spec.valid_from = yutu_day_format (is_new ? day : row->valid_from, from);
  spec.valid_to = yutu_day_format (row->valid_to, to);
  if (!check_numbers (connection, row, &spec, is_new ? day : MAX (row->valid_from, row->valid_to - 1), error))
    return FALSE;
  if (!is_new)
    return write_numbers (connection, id, &spec, error);
  spec.previous = id;
  spec.has_point = row->has_point;
  spec.point = row->point;
  writer = yutu_address_writer_new (connection);
  return yutu_address_writer_add (writer, &spec, new_id, error) && yutu_address_writer_finish (writer, error) &&
         end_row (connection, id, 5, from, error);
}

gboolean
yutu_address_end (YutuConnection *connection,
                  gint64          id,
                  YutuDay         day,
                  GError        **error)
{
  char text[YUTU_DAY_TEXT_SIZE];
  g_autoptr (YutuAddressRow) row = NULL;

  if (!load_standing (connection, id, day, &row, error))
    return FALSE;
  if (row->valid_from == day)
    return refuse (error, g_strdup_printf (_ ("“%s” begins on %s; it ends on a later day"), row->text, yutu_day_format (day, text)));
  return end_row (connection, id, 6, yutu_day_format (day, text), error);
}
