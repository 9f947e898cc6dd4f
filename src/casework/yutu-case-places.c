/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "casework/yutu-case-places.h"

#include "casework/yutu-case-shift-private.h"

/* ---- All cases ---- */

void
yutu_case_places_clear (YutuCasePlaces *self)
{
  g_clear_pointer (&self->parents, g_hash_table_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
}

static gboolean
load_parents (YutuConnection *connection,
              YutuCasePlaces *self,
              const char     *day,
              GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT u.unit, " YUTU_PARENT_ON_DAY " FROM (SELECT unit FROM division WHERE level = 5 GROUP BY unit "
    "HAVING min (parent) <> max (parent)) u WHERE ?2 <> ''",
    error);
  gboolean found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      gint64 village, parent;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      village = sqlite3_column_int64 (statement, 0);
      parent = sqlite3_column_int64 (statement, 1);
      g_hash_table_insert (self->parents, g_memdup2 (&village, sizeof village),
                           g_memdup2 (&parent, sizeof parent));
    }
}

/* The last move of each case is read last. */
static gboolean
load_places (YutuConnection *connection,
             YutuCasePlaces *self,
             const char     *day,
             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT case_file, village, township FROM case_move WHERE valid_from <= ?1 ORDER BY valid_from, id",
    error);
  gboolean found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, day, -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      gint64 id, place[2];

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      id = sqlite3_column_int64 (statement, 0);
      place[0] = sqlite3_column_int64 (statement, 1);
      place[1] = sqlite3_column_int64 (statement, 2);
      g_hash_table_insert (self->places, g_memdup2 (&id, sizeof id), g_memdup2 (place, sizeof place));
    }
}

gboolean
yutu_case_places_load (YutuConnection *connection,
                       const char     *day,
                       YutuCasePlaces *self,
                       GError        **error)
{
  self->parents = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return load_parents (connection, self, day, error) && load_places (connection, self, day, error);
}

void
yutu_case_places_apply (const YutuCasePlaces *self,
                        gint64                id,
                        gint64               *village,
                        gint64               *township)
{
  const gint64 *place = g_hash_table_lookup (self->places, &id);
  const gint64 *parent = NULL;

  if (place != NULL)
    {
      *village = place[0];
      *township = place[1];
    }
  parent = *village != 0 ? g_hash_table_lookup (self->parents, village) : NULL;
  if (parent != NULL)
    *township = *parent;
}

/* ---- One case ---- */

static gboolean
read_move (YutuConnection *connection,
           gint64          id,
           const char     *day,
           gint64         *village,
           gint64         *township,
           GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT village, township FROM case_move WHERE case_file = ?1 AND valid_from <= ?2 "
    "ORDER BY valid_from DESC, id DESC LIMIT 1",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (found)
    {
      *village = sqlite3_column_int64 (statement, 0);
      *township = sqlite3_column_int64 (statement, 1);
    }
  sqlite3_reset (statement);
  return TRUE;
}

/* Of a village only: nothing is read of one that the file does not know. */
static gboolean
read_parent (YutuConnection *connection,
             gint64          village,
             const char     *day,
             gint64         *township,
             GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT " YUTU_PARENT_ON_DAY " FROM (SELECT ?1 AS unit) u", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, village);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (found && sqlite3_column_type (statement, 0) != SQLITE_NULL)
    *township = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
yutu_case_place_on_day (YutuConnection *connection,
                        gint64          id,
                        YutuDay         day,
                        gint64         *village,
                        gint64         *township,
                        GError        **error)
{
  char text[YUTU_DAY_TEXT_SIZE];

  if (day == YUTU_DAY_INVALID)
    return TRUE;
  yutu_day_format (day, text);
  return read_move (connection, id, text, village, township, error) &&
         (*village == 0 || read_parent (connection, *village, text, township, error));
}
