/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-row-private.h"

#include "geo/yutu-shape.h"

void
yutu_address_row_free (YutuAddressRow *self)
{
  if (self == NULL)
    return;
  g_free (self->door_sub);
  g_free (self->building);
  g_free (self->unit_no);
  g_free (self->floor);
  g_free (self->room);
  g_free (self->text);
  g_free (self);
}

gboolean
yutu_column_point (sqlite3_stmt *statement,
                   int           index,
                   YutuPoint    *point)
{
  gconstpointer bytes = sqlite3_column_blob (statement, index);
  g_autoptr (YutuShape) shape = NULL;

  if (bytes == NULL)
    return FALSE;
  shape = yutu_shape_from_blob (bytes, (gsize)sqlite3_column_bytes (statement, index), NULL);
  if (shape == NULL || shape->n_points == 0)
    return FALSE;
  *point = shape->points[0];
  return TRUE;
}

YutuDay
yutu_column_day (sqlite3_stmt *statement,
                 int           index)
{
  const char *text = (const char *)sqlite3_column_text (statement, index);

  return text != NULL ? yutu_day_parse (text) : YUTU_DAY_INVALID;
}

/* NULL for none, as for "". */
static char *
dup_column (sqlite3_stmt *statement,
            int           index)
{
  const char *text = (const char *)sqlite3_column_text (statement, index);

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

gboolean
yutu_address_load (YutuConnection  *connection,
                   gint64           id,
                   YutuAddressRow **address,
                   GError         **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT village, place, door, door_sub, building, unit_no, floor, room, text, kind, status, "
    "valid_from, valid_to, geom, use FROM address WHERE id = ?1",
    error);
  YutuAddressRow *self = NULL;
  gboolean        found = FALSE;

  *address = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  self = g_new0 (YutuAddressRow, 1);
  self->id = id;
  self->village = sqlite3_column_int64 (statement, 0);
  self->place = sqlite3_column_int64 (statement, 1);
  self->door = sqlite3_column_int (statement, 2);
  self->door_sub = dup_column (statement, 3);
  self->building = dup_column (statement, 4);
  self->unit_no = dup_column (statement, 5);
  self->floor = dup_column (statement, 6);
  self->room = dup_column (statement, 7);
  self->text = dup_column (statement, 8);
  self->kind = sqlite3_column_int (statement, 9);
  self->status = sqlite3_column_int (statement, 10);
  self->valid_from = yutu_column_day (statement, 11);
  self->valid_to = yutu_column_day (statement, 12);
  self->has_point = yutu_column_point (statement, 13, &self->point);
  self->use = sqlite3_column_int (statement, 14);
  sqlite3_reset (statement);
  *address = self;
  return TRUE;
}
