/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Addresses by a piece of their numbers that may begin anywhere in them: 号3幢, 单元302, 28号. The piece is held
 * against the different numbers that there are, and their counts are added up, so that the total is exact however
 * many addresses have them; the addresses themselves are read through the index, those of the numbers that the
 * piece starts, and of the shortest, first. Of so many that not all are read, what is nearer is first among those
 * read only. */

#include "gazetteer/yutu-search-top-private.h"

#include <string.h>

#include "gazetteer/yutu-address-row-private.h"
#include "gazetteer/yutu-normal.h"

#define RANK     72
#define MAX_ROWS 300 /* read, or as many as are asked for */

typedef struct
{
  char     *key;
  gsize     length;
  YutuMatch match;
} Found;

/* Every number is had by an address at least, so that no more numbers are read than addresses. */
typedef struct
{
  YutuSearch *search;
  const char *piece;
  gsize       piece_length;
  gboolean    has_word; /* 28号, not 28 alone: then a start tells more than a name's middle */
  GArray     *found;    /* Found: the best, and some more */
  gint64      most;
  gboolean    is_full; /* nothing worse than the worst gets in */
  Found       worst;   /* its key is that in found */
  gint64      total;
  gint64      n_read;
} Numbers;

static void
found_clear (gpointer data)
{
  g_free (((Found *)data)->key);
}

static int
compare_found (gconstpointer a,
               gconstpointer b)
{
  const Found *one = a, *two = b;

  if (one->match != two->match)
    return one->match < two->match ? -1 : 1;
  if (one->length != two->length)
    return one->length < two->length ? -1 : 1;
  return strcmp (one->key, two->key);
}

static void
keep_best (Numbers *self)
{
  g_array_sort (self->found, compare_found);
  if (self->found->len > self->most)
    g_array_set_size (self->found, (guint)self->most);
  self->is_full = self->found->len == self->most;
  if (self->is_full)
    self->worst = g_array_index (self->found, Found, self->found->len - 1);
}

static void
note_number (const YutuNumber *number,
             gpointer          data)
{
  Numbers *self = data;
  Found    found = { .key = (char *)number->key, .length = strlen (number->text), .match = YUTU_MATCH_INFIX };

  self->total += number->n;
  if (self->has_word && strncmp (number->text, self->piece, self->piece_length) == 0)
    found.match = found.length == self->piece_length ? YUTU_MATCH_EXACT : YUTU_MATCH_PREFIX;
  if (self->is_full && compare_found (&found, &self->worst) > 0)
    return;
  found.key = g_strdup (number->key);
  g_array_append_val (self->found, found);
  if (self->found->len >= 2 * self->most)
    keep_best (self);
}

static void
consider_row (Numbers      *self,
              const Found  *number,
              sqlite3_stmt *statement)
{
  YutuCandidate found = {
    .kind = YUTU_SEARCH_ADDRESS,
    .object = sqlite3_column_int64 (statement, 0),
    .unit = sqlite3_column_int64 (statement, 1),
    .match = number->match,
    .rank = RANK,
    .length = number->length,
  };

  self->n_read++;
  if (!yutu_search_wants (self->search, yutu_column_day (statement, 2), yutu_column_day (statement, 3), &found))
    return;
  found.has_point = yutu_column_point (statement, 4, &found.point);
  yutu_search_measure (self->search, &found);
  yutu_top_add (&self->search->top, &found);
}

static gboolean
read_rows (Numbers     *self,
           const Found *number,
           gint64       most,
           GError     **error)
{
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->search->connection,
    "SELECT id, village, valid_from, valid_to, geom FROM address INDEXED BY address_number WHERE " YUTU_SEARCH_OF_NUMBER
    " LIMIT ?7",
    error);

  if (statement == NULL)
    return FALSE;
  yutu_search_number_bind (statement, number->key);
  sqlite3_bind_int64 (statement, 7, most);
  while (row)
    {
      if (!yutu_connection_step (self->search->connection, statement, &row, error))
        return FALSE;
      if (row)
        consider_row (self, number, statement);
    }
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
read_found (Numbers *self,
            GError **error)
{
  keep_best (self);
  for (guint i = 0; i < self->found->len && self->n_read < self->most; i++)
    if (!read_rows (self, &g_array_index (self->found, Found, i), self->most - self->n_read, error))
      return FALSE;
  /* Which of the rest are valid on the day is not known. */
  if (self->search->options->include_past)
    self->search->top.total += self->total - self->n_read;
  else if (self->total > self->n_read)
    self->search->total_is_least = TRUE;
  return TRUE;
}

gboolean
yutu_search_find_numbers (YutuSearch *self,
                          const char *piece,
                          GError    **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autofree char *digits = yutu_normal_numerals (piece);
  Numbers          numbers = {
             .search = self, .piece = piece, .found = found, .most = (gint64)MAX (self->top.limit, MAX_ROWS)
  };

  g_array_set_clear_func (found, found_clear);
  for (int round = 0; round < (strcmp (digits, piece) != 0 ? 2 : 1) && found->len == 0; round++, numbers.piece = digits)
    {
      numbers.piece_length = strlen (numbers.piece);
      numbers.has_word = strspn (numbers.piece, "0123456789") < numbers.piece_length;
      if (!yutu_search_scan_numbers (self->connection, 0, G_MAXINT64, numbers.piece, note_number, &numbers, error))
        return FALSE;
    }
  return read_found (&numbers, error);
}
