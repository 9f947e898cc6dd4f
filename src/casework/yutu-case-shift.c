/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "casework/yutu-case-shift-private.h"

/* ---- A unit ---- */

void
yutu_case_shift_clear (YutuCaseShift *self)
{
  g_clear_pointer (&self->gone, g_array_unref);
  g_clear_pointer (&self->came, g_array_unref);
  g_clear_pointer (&self->sites, g_array_unref);
  g_clear_pointer (&self->moved, g_array_unref);
  g_clear_pointer (&self->here, g_array_unref);
}

gboolean
yutu_case_shift_is_empty (const YutuCaseShift *self)
{
  return self->gone->len == 0 && self->came->len == 0 && self->moved->len == 0;
}

static gboolean
load_villages (YutuConnection *connection,
               YutuCaseShift  *self,
               const char     *day,
               GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT u.unit, " YUTU_PARENT_ON_DAY " IS ?1, EXISTS (SELECT 1 FROM division o WHERE o.unit = u.unit AND "
    "o.parent IS NOT ?1) FROM (SELECT DISTINCT unit FROM division WHERE parent = ?1 AND level = 5) u",
    error);
  gboolean found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->unit);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      gint64   village = 0;
      gboolean is_here, has_other;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      village = sqlite3_column_int64 (statement, 0);
      is_here = sqlite3_column_int (statement, 1) != 0;
      has_other = sqlite3_column_int (statement, 2) != 0;
      if (is_here)
        g_array_append_val (self->sites, village);
      if (!is_here)
        g_array_append_val (self->gone, village);
      else if (has_other)
        g_array_append_val (self->came, village);
    }
}

/* Cases of moves that touch the site ?1 by the day ?2; the second column says whether the last move of
 * the case leads there. */
#define MOVED_SQL(touches)                                                                           \
  "SELECT DISTINCT m.case_file, (SELECT l.id FROM case_move l WHERE l.case_file = m.case_file AND "  \
  "l.valid_from <= ?2 ORDER BY l.valid_from DESC, l.id DESC LIMIT 1) FROM case_move m WHERE "        \
  "m.valid_from <= ?2 AND " touches

static const char *const MOVED_SQLS[] = {
  MOVED_SQL ("m.village = ?1"),
  MOVED_SQL ("m.from_village = ?1"),
  MOVED_SQL ("m.township = ?1 AND m.village IS NULL"),
  MOVED_SQL ("m.from_township = ?1 AND m.from_village IS NULL"),
};

typedef struct
{
  gint64 id;
  gint64 last; /* move */
} Moved;

static gboolean
add_moved (YutuConnection *connection,
           const char     *sql,
           gint64          site,
           const char     *day,
           GHashTable     *known, /* gint64 *: cases */
           GArray         *moved, /* Moved */
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, site);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      Moved row;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      row = (Moved){ sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1) };
      if (g_hash_table_add (known, g_memdup2 (&row.id, sizeof row.id)))
        g_array_append_val (moved, row);
    }
}

static gboolean
has_site (const YutuCaseShift *self,
          gint64               village,
          gint64               township)
{
  if (village == 0)
    return self->level == 4 && township == self->unit;
  for (guint i = 0; i < self->sites->len; i++)
    if (g_array_index (self->sites, gint64, i) == village)
      return TRUE;
  return FALSE;
}

static gboolean
judge_moved (YutuConnection *connection,
             YutuCaseShift  *self,
             const GArray   *moved,
             GError        **error)
{
  for (guint i = 0; i < moved->len; i++)
    {
      const Moved  *row = &g_array_index (moved, Moved, i);
      gboolean      found = FALSE;
      sqlite3_stmt *statement = yutu_connection_prepare (
        connection, "SELECT village, township FROM case_move WHERE id = ?1", error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, row->last);
      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      g_array_append_val (self->moved, row->id);
      if (found &&
          has_site (self, sqlite3_column_int64 (statement, 0), sqlite3_column_int64 (statement, 1)))
        g_array_append_val (self->here, row->id);
      sqlite3_reset (statement);
    }
  return TRUE;
}

static gboolean
load_moves (YutuConnection *connection,
            YutuCaseShift  *self,
            const char     *day,
            GError        **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (Moved));
  gint64 n = 0;

  if (!yutu_connection_get_int64 (connection, "SELECT EXISTS (SELECT 1 FROM case_move)", 0, &n, error))
    return FALSE;
  if (n == 0)
    return TRUE;
  for (guint i = 0; i < self->sites->len; i++)
    for (int k = 0; k < 2; k++)
      if (!add_moved (connection, MOVED_SQLS[k], g_array_index (self->sites, gint64, i), day, known,
                      moved, error))
        return FALSE;
  for (int k = 2; self->level == 4 && k < 4; k++)
    if (!add_moved (connection, MOVED_SQLS[k], self->unit, day, known, moved, error))
      return FALSE;
  return judge_moved (connection, self, moved, error);
}

gboolean
yutu_case_shift_load (YutuConnection        *connection,
                      const YutuPlaceFilter *filter,
                      const char            *day,
                      YutuCaseShift         *self,
                      GError               **error)
{
  *self = (YutuCaseShift){
    .unit = filter->id,
    .level = filter->kind == YUTU_PLACE_FILTER_UNIT ? filter->level : 0,
    .gone = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .came = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .sites = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .moved = g_array_new (FALSE, FALSE, sizeof (gint64)),
    .here = g_array_new (FALSE, FALSE, sizeof (gint64)),
  };
  if (self->level < 4)
    return TRUE;
  if (self->level == 5)
    g_array_append_val (self->sites, self->unit);
  else if (!load_villages (connection, self, day, error))
    return FALSE;
  return load_moves (connection, self, day, error);
}

char *
yutu_case_shift_dup_json (const GArray *ids)
{
  g_autoptr (GString) out = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (out, i > 0 ? ",%" G_GINT64_FORMAT : "%" G_GINT64_FORMAT,
                            g_array_index (ids, gint64, i));
  g_string_append_c (out, ']');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* ---- Counts ---- */

typedef struct
{
  YutuConnection      *connection;
  const YutuCaseShift *shift;
  const char          *day;
  YutuCaseShiftFunc    count;
  gpointer             data;
} Count;

/* ?1 a village or a case, ?2 the day, ?3 the unit. */
static gboolean
count_with (const Count *self,
            const char  *sql,
            gint64       id,
            int          sign,
            GError     **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (self->connection, sql, error);
  gboolean      found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, self->day, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 3, self->shift->unit);
  while (TRUE)
    {
      if (!yutu_connection_step (self->connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      self->count (sqlite3_column_int64 (statement, 0), sign * sqlite3_column_int64 (statement, 1),
                   sign * sqlite3_column_int64 (statement, 2), self->data);
    }
}

#define COUNT_SQL(where)                                                                   \
  "SELECT (SELECT n.id FROM case_module n WHERE n.name = c.module), sum (c.closed_on IS NULL OR " \
  "c.closed_on > ?2), count (*) FROM case_file c WHERE " where                             \
  " AND c.opened_on <= ?2 AND ?3 > 0 GROUP BY c.module"

/* Whether the sums of the unit, with the villages that came and went, have the case. */
static gboolean
is_counted (const Count *self,
            gint64       id,
            gboolean    *answer,
            GError     **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection, "SELECT village, township FROM case_file WHERE id = ?1", error);
  gboolean found = FALSE;
  gint64   village, township;

  *answer = FALSE;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (self->connection, statement, &found, error))
    return FALSE;
  village = sqlite3_column_int64 (statement, 0);
  township = sqlite3_column_int64 (statement, 1);
  sqlite3_reset (statement);
  *answer = has_site (self->shift, village, township);
  return TRUE;
}

static gboolean
count_moved (const Count *self,
             GError     **error)
{
  g_autoptr (GHashTable) here = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < self->shift->here->len; i++)
    g_hash_table_add (here, &g_array_index (self->shift->here, gint64, i));
  for (guint i = 0; i < self->shift->moved->len; i++)
    {
      const gint64 *id = &g_array_index (self->shift->moved, gint64, i);
      int           is_here = g_hash_table_contains (here, id);
      gboolean      was_here = FALSE;

      if (!is_counted (self, *id, &was_here, error) ||
          (is_here != was_here &&
           !count_with (self, COUNT_SQL ("c.id = ?1"), *id, is_here - was_here, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
yutu_case_shift_count (YutuConnection      *connection,
                       const YutuCaseShift *self,
                       const char          *day,
                       YutuCaseShiftFunc    count,
                       gpointer             data,
                       GError             **error)
{
  Count counter = { connection, self, day, count, data };

  for (guint i = 0; i < self->gone->len; i++)
    if (!count_with (&counter, COUNT_SQL ("c.village = ?1 AND c.township = ?3"),
                     g_array_index (self->gone, gint64, i), -1, error))
      return FALSE;
  for (guint i = 0; i < self->came->len; i++)
    if (!count_with (&counter, COUNT_SQL ("c.village = ?1 AND c.township IS NOT ?3"),
                     g_array_index (self->came, gint64, i), 1, error))
      return FALSE;
  return count_moved (&counter, error);
}
