/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Keeps address_day after each write, undo and redo. New rows of a bulk entry are added to the sums
 * in one pass; a village that anything else touched is summed anew. Triggers note in address_stale
 * where a row was before.
 *
 * Invariant: for every village and day, the sum of n up to that day is the number of its addresses
 * valid on it. No row has n = 0. */

#include "gazetteer/yutu-address.h"
#include "gazetteer/yutu-gazetteer-private.h"

/* Begun and ended, of the rows that @which names; ?1 is for it. */
#define INSERT_SUMS(which)                                                                        \
  "WITH days (village, first, beyond, n) AS MATERIALIZED (SELECT village, valid_from, valid_to, " \
  "count (*) FROM address WHERE " which " GROUP BY village, valid_from, valid_to) "               \
  "INSERT INTO address_day (village, day, n) SELECT village, day, sum (n) FROM ("                 \
  "SELECT village, first AS day, n FROM days "                                                    \
  "UNION ALL SELECT village, beyond, -n FROM days WHERE beyond < '9999-12-31') "                  \
  "GROUP BY village, day HAVING sum (n) <> 0 ON CONFLICT DO UPDATE SET n = n + excluded.n"

/* Ids come in order, and many of them in runs without a gap. */
static gboolean
note_touched (YutuConnection *connection,
              const GArray   *ids,
              GError        **error)
{
  guint end = 0;

  for (guint i = 0; i < ids->len; i = end)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (
        connection,
        "INSERT OR IGNORE INTO address_stale (village) SELECT DISTINCT village FROM address WHERE id "
        "BETWEEN ?1 AND ?2",
        error);

      for (end = i + 1; end < ids->len && g_array_index (ids, gint64, end) == g_array_index (ids, gint64, end - 1) + 1;)
        end++;
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, g_array_index (ids, gint64, i));
      sqlite3_bind_int64 (statement, 2, g_array_index (ids, gint64, end - 1));
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static GArray *
list_stale (YutuConnection *connection,
            GError        **error)
{
  g_autoptr (GArray) villages = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean      found = TRUE;
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT village FROM address_stale", error);

  while (statement != NULL)
    {
      gint64 village = 0;

      if (!yutu_connection_step (connection, statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&villages);
      village = sqlite3_column_int64 (statement, 0);
      g_array_append_val (villages, village);
    }
  return NULL;
}

gboolean
yutu_address_days_derive (YutuConnection *connection,
                          GArray *const  *ids,
                          gint64          bulk_first,
                          gpointer        data,
                          GError        **error)
{
  g_autoptr (GArray) stale = NULL;

  if (ids[0] != NULL && !note_touched (connection, ids[0], error))
    return FALSE;
  if (ids[0] == NULL && bulk_first > 0 &&
      !yutu_connection_run_with (connection, INSERT_SUMS ("id >= ?1"), bulk_first, error))
    return FALSE;
  stale = list_stale (connection, error);
  if (stale == NULL)
    return FALSE;
  for (guint i = 0; i < stale->len; i++)
    {
      gint64 village = g_array_index (stale, gint64, i);

      if (!yutu_connection_run_with (connection, "DELETE FROM address_day WHERE village = ?1", village, error) ||
          !yutu_connection_run_with (connection, INSERT_SUMS ("village = ?1"), village, error))
        return FALSE;
    }
  return yutu_connection_exec (connection,
                               "DELETE FROM address_day WHERE n = 0; DELETE FROM address_stale",
                               error);
}

gboolean
yutu_address_days_rebuild (YutuConnection *connection,
                           GError        **error)
{
  return yutu_connection_exec (connection,
                               "DELETE FROM address_day; DELETE FROM address_stale", error) &&
         yutu_connection_run_with (connection, INSERT_SUMS ("id >= ?1"), 0, error);
}

gboolean
yutu_address_count_of_unit (YutuConnection *connection,
                            gint64          unit,
                            YutuDay         day,
                            gint64         *n,
                            GError        **error)
{
  char          text[YUTU_DAY_TEXT_SIZE];
  gboolean      found = FALSE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "WITH RECURSIVE below (unit, level) AS ("
    "SELECT unit, level FROM division WHERE unit = ?1 AND valid_from <= ?2 AND ?2 < valid_to "
    "UNION SELECT d.unit, d.level FROM below b JOIN division d ON d.parent = b.unit "
    "AND d.level > b.level AND d.valid_from <= ?2 AND ?2 < d.valid_to) "
    "SELECT total (a.n) FROM below b JOIN address_day a ON a.village = b.unit AND a.day <= ?2",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, unit);
  sqlite3_bind_text (statement, 2, yutu_day_format (day, text), -1, SQLITE_STATIC);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  *n = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}
