/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Keeps address_point and address_cell after each write, undo and redo.
 *
 * Triggers note in address_moved where each point lay that the write took away or moved. Those, and every
 * noted, touched or new address that has a point now, are walked through together in the order of the
 * keys: a row is taken out, put in, or changed where it is. (A row that a write changed and changed back is
 * noted but, in the journal, untouched.) The counts of cells are summed before they are written, so that a
 * million new addresses are one sequential pass.
 *
 * Invariants, for every address with a point:
 *  1. It has exactly one row, with the key of its rounded point, its kind and days.
 *  2. On each kept level the count of its cell counts it when its validity is open.
 *  3. No cell has a count of 0, no row is without address, address_moved is empty. */

#include "gazetteer/yutu-gazetteer-private.h"

#include <string.h>

#include "base/yutu-compare.h"
#include "gazetteer/yutu-address-point.h"
#include "gazetteer/yutu-address-row-private.h"

#define N_LEVELS (YUTU_ADDRESS_CELL_MAX_LEVEL - YUTU_ADDRESS_CELL_MIN_LEVEL + 1)
#define NO_DAY   YUTU_DAY_INVALID /* in valid_to: open */

typedef struct
{
  guint64 h;
  gint64  id;
  gint32  x;
  gint32  y;
  YutuDay valid_from;
  YutuDay valid_to;
  int     kind;
} Point;

static int
compare_points (gconstpointer a,
                gconstpointer b)
{
  const Point *one = a;
  const Point *two = b;

  if (one->h != two->h)
    return one->h < two->h ? -1 : 1;
  return (one->id > two->id) - (one->id < two->id);
}

static void
place_point (Point    *self,
             YutuPoint point)
{
  gint64 x = yutu_packed_from_grid (point.x);
  gint64 y = yutu_packed_from_grid (point.y);

  self->x = (gint32)x;
  self->y = (gint32)y;
  self->h = yutu_hilbert_from_point (yutu_packed_to_point (x, y));
}

/* ---- Counts ---- */

/* Changes of counts along a run of sorted keys, one cell of each level at a time. */
typedef struct
{
  YutuConnection *connection;
  gint64          cells[N_LEVELS]; /* -1: none yet */
  gint64          n[N_LEVELS];
} Counter;

static void
counter_init (Counter        *self,
              YutuConnection *connection)
{
  memset (self, 0, sizeof *self);
  memset (self->cells, 0xff, sizeof self->cells);
  self->connection = connection;
}

static gboolean
run_count (Counter    *self,
           int         index,
           const char *sql,
           GError    **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (self->connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, YUTU_ADDRESS_CELL_MIN_LEVEL + index);
  sqlite3_bind_int64 (statement, 2, self->cells[index]);
  sqlite3_bind_int64 (statement, 3, self->n[index]);
  return yutu_connection_run (self->connection, statement, error);
}

static gboolean
write_count (Counter *self,
             int      index,
             GError **error)
{
  if (self->n[index] == 0)
    return TRUE;
  return run_count (self, index,
                    "INSERT INTO address_cell (level, cell, n) VALUES (?1, ?2, ?3) "
                    "ON CONFLICT DO UPDATE SET n = n + excluded.n",
                    error) &&
         (self->n[index] > 0 ||
          run_count (self, index,
                     "DELETE FROM address_cell WHERE level = ?1 AND cell = ?2 AND n = 0 "
                     "AND ?3 < 0",
                     error));
}

static gboolean
count_point (Counter *self,
             guint64  h,
             int      step,
             GError **error)
{
  for (int i = 0; i < N_LEVELS; i++)
    {
      int    shift = 2 * (YUTU_HILBERT_LEVEL - YUTU_ADDRESS_CELL_MIN_LEVEL - i);
      gint64 cell = (gint64)(h >> shift);

      if (cell != self->cells[i])
        {
          if (!write_count (self, i, error))
            return FALSE;
          self->cells[i] = cell;
          self->n[i] = 0;
        }
      self->n[i] += step;
    }
  return TRUE;
}

static gboolean
counter_finish (Counter *self,
                GError **error)
{
  for (int i = 0; i < N_LEVELS; i++)
    if (!write_count (self, i, error))
      return FALSE;
  return TRUE;
}

/* ---- What was ---- */

static gboolean
list_moved (YutuConnection *connection,
            GArray         *points,
            GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "SELECT id, geom FROM address_moved", error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (row)
    {
      Point     point = { 0 };
      YutuPoint place;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row || !yutu_column_point (statement, 1, &place))
        continue;
      point.id = sqlite3_column_int64 (statement, 0);
      place_point (&point, place);
      g_array_append_val (points, point);
    }
  sqlite3_reset (statement);
  return TRUE;
}

/* ---- What is ---- */

/* Reads what @statement has left: id, kind, valid_from, valid_to, geom. */
static gboolean
list_rows (YutuConnection *connection,
           sqlite3_stmt   *statement,
           GArray         *points,
           GError        **error)
{
  YutuDay  open = yutu_day_parse (YUTU_DAY_OPEN_TEXT);
  gboolean row = TRUE;

  while (row)
    {
      Point     point = { 0 };
      YutuPoint place;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row || !yutu_column_point (statement, 4, &place))
        continue;
      point.id = sqlite3_column_int64 (statement, 0);
      point.kind = sqlite3_column_int (statement, 1);
      point.valid_from = yutu_column_day (statement, 2);
      point.valid_to = yutu_column_day (statement, 3);
      if (point.valid_to == open)
        point.valid_to = NO_DAY;
      place_point (&point, place);
      g_array_append_val (points, point);
    }
  sqlite3_reset (statement);
  return TRUE;
}

/* Sorts them; one that stands twice is read once. Many of them come in runs without a gap, each one
 * walk along the table. */
static gboolean
list_touched (YutuConnection *connection,
              GArray         *ids,
              GArray         *points,
              GError        **error)
{
  guint end = 0;

  g_array_sort (ids, yutu_compare_int64);
  for (guint i = 0; i < ids->len; i = end)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (
        connection,
        "SELECT id, kind, valid_from, valid_to, geom FROM address "
        "WHERE id BETWEEN ?1 AND ?2 AND geom IS NOT NULL",
        error);

      for (end = i + 1; end < ids->len && g_array_index (ids, gint64, end) <= g_array_index (ids, gint64, end - 1) + 1;)
        end++;
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, g_array_index (ids, gint64, i));
      sqlite3_bind_int64 (statement, 2, g_array_index (ids, gint64, end - 1));
      if (!list_rows (connection, statement, points, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
list_new (YutuConnection *connection,
          gint64          first,
          GArray         *points,
          GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT id, kind, valid_from, valid_to, geom FROM address WHERE id >= ?1 AND geom IS NOT NULL",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, first);
  return list_rows (connection, statement, points, error);
}

/* ---- From one to the other ---- */

static gboolean
run_point (YutuConnection *connection,
           const char     *sql,
           const Point    *point,
           gboolean       *row,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, (gint64)point->h);
  sqlite3_bind_int64 (statement, 2, point->id);
  if (sqlite3_bind_parameter_count (statement) > 2)
    {
      sqlite3_bind_int (statement, 3, point->x);
      sqlite3_bind_int (statement, 4, point->y);
      sqlite3_bind_int (statement, 5, point->kind);
      sqlite3_bind_int (statement, 6, point->valid_from);
      if (point->valid_to != NO_DAY)
        sqlite3_bind_int (statement, 7, point->valid_to);
    }
  if (!yutu_connection_step (connection, statement, row, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

/* @was: (nullable): where a point was noted; @now: (nullable): the point that is there, of the same key.
 * *step: what its cell counts more. (DELETE … RETURNING reads wrong columns of a table without rowid in
 * SQLite 3.40.) */
static gboolean
change_point (YutuConnection *connection,
              const Point    *was,
              const Point    *now,
              int            *step,
              GError        **error)
{
  gboolean was_open = FALSE, row = FALSE;

  if (was != NULL &&
      !run_point (connection, "SELECT 1 FROM address_point WHERE h = ?1 AND id = ?2 AND valid_to IS NULL", was,
                  &was_open, error))
    return FALSE;
  if (!run_point (connection,
                  now == NULL   ? "DELETE FROM address_point WHERE h = ?1 AND id = ?2"
                  : was != NULL ? "INSERT INTO address_point (h, id, x, y, kind, valid_from, valid_to) "
                                  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO UPDATE SET "
                                  "x = ?3, y = ?4, kind = ?5, valid_from = ?6, valid_to = ?7"
                                : "INSERT OR IGNORE INTO address_point (h, id, x, y, kind, valid_from, valid_to) "
                                  "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                  now != NULL ? now : was, &row, error))
    return FALSE;
  *step = was_open ? -1 : 0;
  if (now != NULL && now->valid_to == NO_DAY &&
      (was != NULL || sqlite3_changes (yutu_connection_get_handle (connection)) == 1))
    (*step)++;
  return TRUE;
}

/* Behind the points with the key of that at @i. */
static guint
find_next (const GArray *points,
           guint         i)
{
  guint next = i + 1;

  while (next < points->len &&
         compare_points (&g_array_index (points, Point, i), &g_array_index (points, Point, next)) == 0)
    next++;
  return next;
}

/* Sorts both; one that stands twice counts once. */
static gboolean
change_points (YutuConnection *connection,
               GArray         *were,
               GArray         *are,
               GError        **error)
{
  Counter counter;
  guint   w = 0, a = 0;

  g_array_sort (were, compare_points);
  g_array_sort (are, compare_points);
  counter_init (&counter, connection);
  while (w < were->len || a < are->len)
    {
      const Point *was = w < were->len ? &g_array_index (were, Point, w) : NULL;
      const Point *now = a < are->len ? &g_array_index (are, Point, a) : NULL;
      int          order = was == NULL ? 1 : now == NULL ? -1
                                                         : compare_points (was, now);
      guint64      h = order <= 0 ? was->h : now->h;
      int          step = 0;

      if (!change_point (connection, order <= 0 ? was : NULL, order >= 0 ? now : NULL, &step, error) ||
          !count_point (&counter, h, step, error))
        return FALSE;
      w = order <= 0 ? find_next (were, w) : w;
      a = order >= 0 ? find_next (are, a) : a;
    }
  return counter_finish (&counter, error);
}

/* ---- All together ---- */

gboolean
yutu_address_points_derive (YutuConnection *connection,
                            GArray *const  *ids,
                            gint64          bulk_first,
                            gpointer        data,
                            GError        **error)
{
  g_autoptr (GArray) were = g_array_new (FALSE, FALSE, sizeof (Point));
  g_autoptr (GArray) are = g_array_new (FALSE, FALSE, sizeof (Point));
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!list_moved (connection, were, error))
    return FALSE;
  for (guint i = 0; i < were->len; i++)
    g_array_append_val (touched, g_array_index (were, Point, i).id);
  if (ids[0] != NULL)
    g_array_append_vals (touched, ids[0]->data, ids[0]->len);
  return list_touched (connection, touched, are, error) &&
         (ids[0] != NULL || bulk_first == 0 || list_new (connection, bulk_first, are, error)) &&
         change_points (connection, were, are, error) &&
         (were->len == 0 || yutu_connection_exec (connection, "DELETE FROM address_moved", error));
}

gboolean
yutu_address_points_rebuild (YutuConnection *connection,
                             GError        **error)
{
  g_autoptr (GArray) were = g_array_new (FALSE, FALSE, sizeof (Point));
  g_autoptr (GArray) are = g_array_new (FALSE, FALSE, sizeof (Point));

  return yutu_connection_exec (connection,
                               "DELETE FROM address_point; DELETE FROM address_cell; "
                               "DELETE FROM address_moved",
                               error) &&
         list_new (connection, 0, are, error) && change_points (connection, were, are, error);
}
