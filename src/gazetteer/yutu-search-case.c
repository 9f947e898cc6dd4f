/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Cases are found by their number, its start, with or without the file's prefix, before any other piece of it, and
 * by nothing else: titles may bear names of people. */

#include "gazetteer/yutu-search-top-private.h"

#include <stdlib.h>
#include <string.h>

#include "gazetteer/yutu-normal.h"

#define RANK          85
#define YEAR_DIGITS   4
#define SERIAL_DIGITS 5   /* at least, of the number of a case */
#define MAX_REST      50  /* the same of those that are found by another piece */
#define MAX_ROWS      500 /* read for their point, or as many as are asked for; the rest is counted only */

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

/* Those that begin with @number, the first of them; their ids into @found. */
static gboolean
find_number (YutuSearch *self,
             const char *number,
             GHashTable *found,
             GError    **error)
{
  gint64        most = (gint64)MAX (self->top.limit, MAX_ROWS);
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT id, case_no, x, y FROM case_file WHERE case_no >= ?1 AND case_no < ?1 || char (1114111) ORDER BY case_no "
    "LIMIT ?2",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, number, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 2, most);
  while (row)
    {
      gint64 id = 0;

      if (!yutu_connection_step (self->connection, statement, &row, error))
        return FALSE;
      if (!row)
        break;
      id = sqlite3_column_int64 (statement, 0);
      g_hash_table_add (found, g_memdup2 (&id, sizeof id));
      add_row (self, statement,
               strcmp ((const char *)sqlite3_column_text (statement, 1), number) == 0 ? YUTU_MATCH_EXACT : YUTU_MATCH_PREFIX);
    }
  sqlite3_reset (statement);
  return TRUE;
}

/* The letters that numbers of the file begin with, as its first case has them; NULL where there is none. */
static gboolean
read_letters (YutuSearch *self,
              char      **letters,
              GError    **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection, "SELECT substr (case_no, 1, instr (case_no, '-') - 1) FROM case_file ORDER BY id LIMIT 1", error);
  gboolean row = FALSE;

  if (statement == NULL || !yutu_connection_step (self->connection, statement, &row, error))
    return FALSE;
  if (row)
    *letters = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return TRUE;
}

/* ---- Other pieces of numbers ---- */

typedef struct
{
  GHashTable *found; /* gint64: by its start */
  GArray     *ids;   /* gint64: the first of the rest */
  gsize       most;
} Rest;

static gboolean
note_rest (gint64   id,
           gpointer data)
{
  Rest *self = data;

  if (!g_hash_table_contains (self->found, &id))
    g_array_append_val (self->ids, id);
  return self->ids->len < self->most;
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
  return TRUE;
}

/* What has @number in it elsewhere than those in @found at their start. When there are enough of these no other
 * comes before them: all are counted, and no more read. */
static gboolean
find_rest (YutuSearch *self,
           const char *number,
           GHashTable *found,
           GError    **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *piece = yutu_normal_text (number);
  Rest             rest = { found, ids, MAX (self->top.limit, MAX_REST) };
  guint            n_found = g_hash_table_size (found);
  gint64           n = 0;

  if (!yutu_search_scan_cases (self->connection, piece, n_found < self->top.limit ? note_rest : NULL, &rest, &n, error) ||
      !add_rest (self, &rest, error))
    return FALSE;
  self->top.total += MAX (n - n_found - ids->len, 0);
  return TRUE;
}

/* WC-SA-2020-00001 for WC-SA-2020-1; NULL when @number does not end in a year and a short serial. */
static char *
dup_with_noughts (const char *number)
{
  const char *serial = strrchr (number, '-');
  const char *year = serial != NULL ? serial - YEAR_DIGITS : NULL;
  gsize       digits = serial != NULL ? strspn (serial + 1, "0123456789") : 0;

  if (digits == 0 || digits >= SERIAL_DIGITS || serial[1 + digits] != '\0' || year <= number || year[-1] != '-' ||
      strspn (year, "0123456789") != YEAR_DIGITS)
    return NULL;
  return g_strdup_printf ("%.*s%0*d", (int)(serial + 1 - number), number, SERIAL_DIGITS, atoi (serial + 1));
}

/* Those that begin with @number, also when it stands for one with noughts. */
static gboolean
find_starts (YutuSearch *self,
             const char *number,
             GHashTable *found,
             GError    **error)
{
  g_autofree char *whole = dup_with_noughts (number);

  return (whole == NULL || find_number (self, whole, found, error)) &&
         find_number (self, number, found, error);
}

gboolean
yutu_search_find_cases (YutuSearch *self,
                        const char *query,
                        GError    **error)
{
  g_autofree char *composed = g_utf8_normalize (query, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *number =
    composed != NULL ? g_utf8_strup (g_strstrip (composed), -1) : NULL;
  g_autofree char *letters = NULL;
  g_autofree char *longer = NULL;
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  /* Every number begins with the same letters: they alone tell nothing. */
  if (number == NULL || *number == '\0' || strchr (number, ' ') != NULL ||
      (self->kinds != YUTU_SEARCH_CASE && strpbrk (number, "-0123456789") == NULL))
    return TRUE;
  if (!find_starts (self, number, found, error) || !read_letters (self, &letters, error))
    return FALSE;
  if (letters == NULL)
    return TRUE;
  longer = g_strconcat (letters, "-", number, NULL);
  return (g_hash_table_size (found) > 0 || find_starts (self, longer, found, error)) &&
         find_rest (self, number, found, error);
}
