/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "casework/yutu-resettle.h"

#include "store/yutu-statement.h"

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  gint64 one = ((const YutuSettled *)a)->id;
  gint64 other = ((const YutuSettled *)b)->id;

  return (one > other) - (one < other);
}

/* Rows of id, address, village, township, longitude, latitude, first day; ?1 a unit, ?2 the day. */
static gboolean
add_rows (YutuConnection *connection,
          const char     *sql,
          gint64          unit,
          YutuDay         day,
          gboolean        is_grid, /* the point is on the grid, not in degrees */
          GArray         *rows,
          GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, unit);
  yutu_bind_day (statement, 2, day);
  while (TRUE)
    {
      YutuSettled row = { 0 };

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      row.id = sqlite3_column_int64 (statement, 0);
      row.address = sqlite3_column_int64 (statement, 1);
      row.village = sqlite3_column_int64 (statement, 2);
      row.township = sqlite3_column_int64 (statement, 3);
      row.has_point = sqlite3_column_type (statement, 4) != SQLITE_NULL;
      if (row.has_point && is_grid)
        row.point = (YutuPoint){ sqlite3_column_int64 (statement, 4),
                                 sqlite3_column_int64 (statement, 5) };
      else if (row.has_point)
        row.point = yutu_point_from_degrees (sqlite3_column_double (statement, 4),
                                             sqlite3_column_double (statement, 5));
      row.from = yutu_day_parse ((const char *)sqlite3_column_text (statement, 6));
      g_array_append_val (rows, row);
    }
}

/* ---- Facilities ---- */

#define FACILITY_SQL(where)                                                                        \
  "SELECT f.id, f.address, f.village, f.township, ST_X (coalesce (f.geom, a.geom)), "              \
  "ST_Y (coalesce (f.geom, a.geom)), f.valid_from FROM facility f LEFT JOIN address a ON a.id = "  \
  "f.address WHERE " where " AND f.valid_to > ?2"

GArray *
yutu_settled_list_facilities (YutuConnection *connection,
                              const gint64   *units,
                              gsize           n_units,
                              YutuDay         day,
                              GError        **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (YutuSettled));

  for (gsize i = 0; i < n_units; i++)
    if (!add_rows (connection, FACILITY_SQL ("f.village = ?1"), units[i], day, FALSE, rows, error) ||
        !add_rows (connection, FACILITY_SQL ("f.township = ?1 AND f.village IS NULL"), units[i], day,
                   FALSE, rows, error))
      return NULL;
  g_array_sort (rows, compare_rows);
  return g_steal_pointer (&rows);
}

/* What it was until the day, as a past row of its own. */
static gboolean
keep_past (YutuConnection    *connection,
           const YutuSettled *row,
           YutuDay            day,
           GError           **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO facility (id, kind, name, pinyin, status, address, village, township, fields, "
    "valid_from, valid_to, geom, past_of) SELECT ?2, kind, name, pinyin, status, address, village, "
    "township, fields, valid_from, ?3, geom, coalesce (past_of, id) FROM facility WHERE id = ?1",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row->id);
  sqlite3_bind_int64 (statement, 2, yutu_connection_new_id (connection));
  yutu_bind_day (statement, 3, day);
  return yutu_connection_run (connection, statement, error);
}

gboolean
yutu_settled_move_facility (YutuConnection          *connection,
                            const YutuSettled       *row,
                            const YutuFacilityPlace *place,
                            YutuDay                  day,
                            GError                 **error)
{
  sqlite3_stmt *statement = NULL;

  if (row->from < day && !keep_past (connection, row, day, error))
    return FALSE;
  statement = yutu_connection_prepare (
    connection,
    "UPDATE facility SET address = ?2, village = ?3, township = ?4, valid_from = max (valid_from, ?5) "
    "WHERE id = ?1",
    error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row->id);
  yutu_bind_id (statement, 2, place->address);
  yutu_bind_id (statement, 3, place->village);
  yutu_bind_id (statement, 4, place->township);
  yutu_bind_day (statement, 5, day);
  return yutu_connection_run (connection, statement, error);
}

/* ---- Cases ---- */

#define CASE_SQL(where)                                                                      \
  "SELECT id, address, village, township, x, y, opened_on FROM case_file WHERE " where

#define NEVER_MOVED \
  " AND NOT EXISTS (SELECT 1 FROM case_move m WHERE m.case_file = case_file.id)"
/* Of those that were moved, where the last move led them. */
#define MOVED_SQL(where)                                                                             \
  "SELECT c.id, c.address, m.village, m.township, c.x, c.y, c.opened_on FROM case_move m JOIN "      \
  "case_file c ON c.id = m.case_file WHERE " where " AND ?2 <> '' AND NOT EXISTS (SELECT 1 FROM "    \
  "case_move n WHERE n.case_file = m.case_file AND (n.valid_from, n.id) > (m.valid_from, m.id))"

static const char *const OLDER_SQLS[] = {
  CASE_SQL ("village = ?1 AND opened_on < ?2") NEVER_MOVED,
  CASE_SQL ("township = ?1 AND village IS NULL AND opened_on < ?2") NEVER_MOVED,
  MOVED_SQL ("m.village = ?1"),
  MOVED_SQL ("m.township = ?1 AND m.village IS NULL"),
};
static const char *const LATER_SQLS[] = {
  CASE_SQL ("village = ?1 AND opened_on >= ?2"),
  CASE_SQL ("township = ?1 AND village IS NULL AND opened_on >= ?2"),
};

GArray *
yutu_settled_list_cases (YutuConnection *connection,
                         const gint64   *units,
                         gsize           n_units,
                         YutuDay         day,
                         gboolean        is_later,
                         GError        **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (YutuSettled));

  for (gsize i = 0; i < n_units; i++)
    for (gsize k = 0; k < (is_later ? G_N_ELEMENTS (LATER_SQLS) : G_N_ELEMENTS (OLDER_SQLS)); k++)
      if (!add_rows (connection, is_later ? LATER_SQLS[k] : OLDER_SQLS[k], units[i], day, TRUE, rows,
                     error))
        return NULL;
  g_array_sort (rows, compare_rows);
  return g_steal_pointer (&rows);
}

static gboolean
correct_case (YutuConnection    *connection,
              const YutuSettled *row,
              gint64             village,
              gint64             township,
              gint64             address,
              GError           **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "UPDATE case_file SET village = ?2, township = ?3, address = ?4 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row->id);
  yutu_bind_id (statement, 2, village);
  yutu_bind_id (statement, 3, township);
  yutu_bind_id (statement, 4, address);
  return yutu_connection_run (connection, statement, error);
}

gboolean
yutu_settled_move_case (YutuConnection    *connection,
                        const YutuSettled *row,
                        gint64             village,
                        gint64             township,
                        gint64             address,
                        YutuDay            day,
                        GError           **error)
{
  sqlite3_stmt *statement = NULL;

  if (row->from >= day)
    return correct_case (connection, row, village, township, address, error);
  statement = yutu_connection_prepare (
    connection,
    "INSERT INTO case_move (id, case_file, from_village, from_township, village, township, valid_from) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_int64 (statement, 2, row->id);
  yutu_bind_id (statement, 3, row->village);
  yutu_bind_id (statement, 4, row->township);
  yutu_bind_id (statement, 5, village);
  yutu_bind_id (statement, 6, township);
  yutu_bind_day (statement, 7, day);
  return yutu_connection_run (connection, statement, error);
}
