/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Cases are found by the start of their number, with or without the file's prefix, and by nothing
 * else: titles may bear names of people. */

#include "gazetteer/yutu-search-top-private.h"

#include <string.h>

#define RANK     85
#define MAX_ROWS 500 /* read for their point, or as many as are asked for; the rest is counted only */

static void
add_row (YutuSearch   *self,
         sqlite3_stmt *statement,
         const char   *number)
{
  const char   *whole = (const char *)sqlite3_column_text (statement, 1);
  YutuCandidate found = {
    .kind = YUTU_SEARCH_CASE,
    .object = sqlite3_column_int64 (statement, 0),
    .match = strcmp (whole, number) == 0 ? YUTU_MATCH_EXACT : YUTU_MATCH_PREFIX,
    .rank = RANK,
    .length = strlen (whole),
    .has_point = sqlite3_column_type (statement, 2) != SQLITE_NULL &&
                 sqlite3_column_type (statement, 3) != SQLITE_NULL,
    .point = { sqlite3_column_int64 (statement, 2), sqlite3_column_int64 (statement, 3) },
  };

  yutu_search_measure (self, &found);
  yutu_top_add (&self->top, &found);
}

/* Only of those that are shown: it changes by acts. */
gboolean
yutu_search_load_case_unit (YutuSearch *self,
                            gint64      id,
                            gint64     *unit,
                            GError    **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT coalesce ((SELECT coalesce (m.village, m.township) FROM case_move m WHERE m.case_file = c.id AND "
    "m.valid_from <= ?2 ORDER BY m.valid_from DESC, m.id DESC LIMIT 1), c.village, c.township) FROM case_file c "
    "WHERE c.id = ?1",
    error);
  char     day[YUTU_DAY_TEXT_SIZE];
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, yutu_day_format (self->options->day, day), -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (self->connection, statement, &row, error))
    return FALSE;
  *unit = row ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
count_rest (YutuSearch *self,
            const char *number,
            gint64      n_read,
            GError    **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT count (*) FROM case_file WHERE case_no >= ?1 AND case_no < ?1 || char (1114111)",
    error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, number, -1, SQLITE_STATIC);
  if (!yutu_connection_step (self->connection, statement, &row, error))
    return FALSE;
  if (row)
    self->top.total += sqlite3_column_int64 (statement, 0) - n_read;
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
find_number (YutuSearch *self,
             const char *number,
             gint64     *n_found,
             GError    **error)
{
  gint64        most = (gint64)MAX (self->top.limit, MAX_ROWS);
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT id, case_no, x, y FROM case_file WHERE case_no >= ?1 AND case_no < ?1 || char (1114111) ORDER BY case_no "
    "LIMIT ?2",
    error);

  *n_found = 0;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, number, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, most);
  while (row)
    {
      if (!yutu_connection_step (self->connection, statement, &row, error))
        return FALSE;
      if (row)
        add_row (self, statement, number);
      *n_found += row;
    }
  sqlite3_reset (statement);
  return *n_found < most || count_rest (self, number, *n_found, error);
}

static gboolean
read_prefix (YutuSearch *self,
             char      **prefix,
             GError    **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT coalesce ((SELECT value FROM setting WHERE key = 'case_prefix'), 'WC')", error);
  gboolean row = FALSE;

  if (statement == NULL || !yutu_connection_step (self->connection, statement, &row, error))
    return FALSE;
  *prefix = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
yutu_search_find_cases (YutuSearch *self,
                        const char *query,
                        GError    **error)
{
  g_autofree char *composed = g_utf8_normalize (query, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *number =
    composed != NULL ? g_utf8_strup (g_strstrip (composed), -1) : NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *longer = NULL;
  gint64           n = 0;

  /* Every number begins with the same letters: they alone tell nothing. */
  if (number == NULL || *number == '\0' || strchr (number, ' ') != NULL ||
      (self->kinds != YUTU_SEARCH_CASE && strpbrk (number, "-0123456789") == NULL))
    return TRUE;
  if (!find_number (self, number, &n, error) || !read_prefix (self, &prefix, error))
    return FALSE;
  longer = g_strconcat (prefix, "-", number, NULL);
  return n > 0 || find_number (self, longer, &n, error);
}
