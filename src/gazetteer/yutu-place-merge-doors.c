/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-place-merge-doors.h"

#include <inttypes.h>

#include "gazetteer/yutu-address-record.h"
#include "gazetteer/yutu-address-row-private.h"
#include "geo/yutu-measure.h"

static void
door_free (gpointer data)
{
  YutuMergeDoor *self = data;

  g_free (self->text);
  g_free (self->kept_text);
  g_free (self);
}

#define SAME(column) "coalesce (b." column ", '') = coalesce (a." column ", '') AND "

/* Of several at the name that stays the first. */
static const char PAIRS_SQL[] =
  "SELECT a.id, b.id, a.text, b.text, a.geom, b.geom, a.valid_from, a.valid_to, b.valid_from, b.valid_to FROM address a "
  "JOIN address b ON b.place = ?2 AND b.door = a.door AND b.village = a.village AND " SAME ("door_sub") SAME ("building")
    SAME ("unit_no") SAME ("floor") SAME ("room") "a.valid_from < b.valid_to AND b.valid_from < a.valid_to AND b.valid_to > ?3 "
                                                  "WHERE a.place = ?1 AND a.valid_to > ?3 ORDER BY a.door, a.id, b.id";

static YutuMergeDoorState
judge (const YutuMergeDoor *door,
       sqlite3_stmt        *row,
       YutuDay              day,
       double               apart_m)
{
  if (yutu_column_day (row, 6) >= day || yutu_column_day (row, 8) > day || yutu_column_day (row, 9) < yutu_column_day (row, 7))
    return YUTU_MERGE_DOOR_OTHER_DAYS;
  return door->has_point && door->distance_m > apart_m ? YUTU_MERGE_DOOR_APART : YUTU_MERGE_DOOR_ONE;
}

GPtrArray *
yutu_place_merge_list_doors (YutuConnection *connection,
                             gint64          kept,
                             gint64          other,
                             YutuDay         day,
                             double          apart_m,
                             GError        **error)
{
  g_autoptr (GPtrArray) doors = g_ptr_array_new_with_free_func (door_free);
  sqlite3_stmt *row = yutu_connection_prepare (connection, PAIRS_SQL, error);
  char          text[YUTU_DAY_TEXT_SIZE];
  gboolean      found = TRUE;
  gint64        last = 0;

  if (row == NULL)
    return NULL;
  sqlite3_bind_int64 (row, 1, other);
  sqlite3_bind_int64 (row, 2, kept);
  sqlite3_bind_text (row, 3, yutu_day_format (day, text), -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      YutuMergeDoor *door = NULL;

      if (!yutu_connection_step (connection, row, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&doors);
      if (sqlite3_column_int64 (row, 0) == last)
        continue;
      door = g_new0 (YutuMergeDoor, 1);
      door->id = last = sqlite3_column_int64 (row, 0);
      door->kept = sqlite3_column_int64 (row, 1);
      door->text = g_strdup ((const char *)sqlite3_column_text (row, 2));
      door->kept_text = g_strdup ((const char *)sqlite3_column_text (row, 3));
      door->has_point = yutu_column_point (row, 4, &door->point) && yutu_column_point (row, 5, &door->kept_point);
      door->distance_m = door->has_point ? yutu_measure_distance_m (door->point, door->kept_point) : 0;
      door->state = judge (door, row, day, apart_m);
      g_ptr_array_add (doors, door);
    }
}

/* ---- Settling ---- */

/* Of the addresses that had the door for their main one. */
static gboolean
move_auxiliary (YutuConnection *connection,
                gint64          door,
                gint64          main_id,
                GError        **error)
{
  g_autoptr (GArray) ids = yutu_address_record_list_auxiliary (connection, door, error);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      sqlite3_stmt *statement =
        yutu_connection_prepare (connection, "UPDATE address_record SET main = ?2 WHERE id = ?1", error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, g_array_index (ids, gint64, i));
      sqlite3_bind_int64 (statement, 2, main_id);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return ids != NULL;
}

gboolean
yutu_place_merge_settle_door (YutuConnection      *connection,
                              const YutuMergeDoor *door,
                              YutuDay              day,
                              GError             **error)
{
  g_autofree char *set = NULL;
  gint64           main_id = 0;
  char             text[YUTU_DAY_TEXT_SIZE];
  sqlite3_stmt    *statement = NULL;

  g_return_val_if_fail (door->state == YUTU_MERGE_DOOR_ONE, FALSE);
  if (!yutu_address_record_load_main (connection, door->kept, &main_id, error))
    return FALSE;
  if (main_id == 0)
    main_id = door->kept;
  if (!move_auxiliary (connection, door->id, main_id, error))
    return FALSE;
  statement = yutu_connection_prepare (connection, "UPDATE address SET status = 5, valid_to = ?2 WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, door->id);
  sqlite3_bind_text (statement, 2, yutu_day_format (day, text), -1, SQLITE_STATIC);
  set = g_strdup_printf ("{\"main\":%" PRId64 "}", main_id);
  return yutu_connection_run (connection, statement, error) && yutu_address_record_change (connection, door->id, set, error);
}
