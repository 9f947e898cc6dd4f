/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Cases are found by their number, its start, with or without the file's prefix, before any other piece of it, and
 * by nothing else: titles may bear names of people. */

#include "gazetteer/yutu-search-top-private.h"

#include <string.h>

#include "gazetteer/yutu-normal.h"

#define RANK     85
#define MAX_REST 50  /* the same of those that are found by another piece */
#define MAX_ROWS 500 /* read for their point, or as many as are asked for; the rest is counted only */

static void
add_row (YutuSearch   *self,
         sqlite3_stmt *statement,
         YutuMatch     match)
{
  YutuCandidate found = {
    .kind = YUTU_SEARCH_CASE,
    .object = sqlite3_column_int64 (statement, 0),
    .match = match,
    .rank = RANK,
    .length = (gsize)sqlite3_column_bytes (statement, 1),
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
        add_row (self, statement,
                 strcmp ((const char *)sqlite3_column_text (statement, 1), number) == 0 ? YUTU_MATCH_EXACT : YUTU_MATCH_PREFIX);
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

/* ---- Other pieces of numbers ---- */

typedef struct
{
  const char *starts[2]; /* numbers that begin so are found already; NULL: none are */
  GArray     *ids;       /* gint64: the first of the rest */
  gsize       most;
  gint64      n;
} Rest;

static void
note_rest (const char *number,
           gint64      id,
           gpointer    data)
{
  Rest *self = data;

  for (gsize i = 0; i < G_N_ELEMENTS (self->starts); i++)
    if (self->starts[i] != NULL && g_str_has_prefix (number, self->starts[i]))
      return;
  if (self->n++ < (gint64)self->most)
    g_array_append_val (self->ids, id);
}

static gboolean
add_rest (YutuSearch *self,
          const Rest *rest,
          GError    **error)
{
  for (guint i = 0; i < rest->ids->len; i++)
    {
      gboolean      row = FALSE;
      sqlite3_stmt *statement =
        yutu_connection_prepare (self->connection, "SELECT id, case_no, x, y FROM case_file WHERE id = ?1", error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, g_array_index (rest->ids, gint64, i));
      if (!yutu_connection_step (self->connection, statement, &row, error))
        return FALSE;
      if (row)
        add_row (self, statement, YUTU_MATCH_INFIX);
      sqlite3_reset (statement);
    }
  self->top.total += rest->n - rest->ids->len;
  return TRUE;
}

/* What does not begin with @number, nor with @longer when that was looked for. */
static gboolean
find_rest (YutuSearch *self,
           const char *number,
           const char *longer,
           GError    **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *piece = yutu_normal_text (number);
  g_autofree char *start = longer != NULL ? yutu_normal_text (longer) : NULL;
  Rest             rest = { { piece, start }, ids, MAX (self->top.limit, MAX_REST), 0 };

  return yutu_search_scan_cases (self->connection, piece, note_rest, &rest, error) && add_rest (self, &rest, error);
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
  if (n > 0)
    return find_rest (self, number, NULL, error);
  return find_number (self, longer, &n, error) && find_rest (self, number, longer, error);
}
