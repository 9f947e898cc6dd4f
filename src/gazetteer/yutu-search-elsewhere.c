/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is written under a unit that it is not in, 城北街道解放西路, and what is written by the names of the people's
 * communes and their brigades, 汤溪公社汤溪大队: the first is found where it is, the second by the names of today. */

#include "gazetteer/yutu-search-top-private.h"

#include <string.h>

#include "gazetteer/yutu-pinyin-private.h"

#define MAX_DEPTH  8
#define MAX_STEPS  8     /* of successors, one after the other */
#define MAX_FOUND  10000 /* before those are dropped that lie in other units */
#define LEAST_REST 2     /* characters */

static gsize
measure_proper (const char *name)
{
  const YutuGenericTerm *term = yutu_pinyin_find_generic (name);

  return strlen (name) - (term != NULL ? strlen (term->term) : 0);
}

/* 罗店镇, 罗店 */
static gboolean
is_called (const YutuSearchUnit *unit,
           const char           *piece)
{
  gsize length = strlen (piece);

  return strncmp (unit->full_text, piece, length) == 0 &&
         (unit->full_text[length] == '\0' || measure_proper (unit->full_text) == length);
}

static gboolean
is_unit (const YutuSearch *self,
         const char       *piece)
{
  GHashTableIter iter;
  gpointer       value = NULL;

  g_hash_table_iter_init (&iter, self->units);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (is_called (value, piece))
      return TRUE;
  return FALSE;
}

/* ---- Under a unit that it is not in ---- */

/* Of @n units that are named, each is one of those that @unit lies in. */
static gboolean
lies_in (const YutuSearch  *self,
         gint64             unit,
         const char *const *named,
         gsize              n)
{
  gsize n_met = 0;

  for (gsize i = 0; i < n; i++)
    {
      const YutuSearchUnit *above = g_hash_table_lookup (self->units, &unit);

      for (int depth = 0; above != NULL && !is_called (above, named[i]) && depth < MAX_DEPTH; depth++)
        above = g_hash_table_lookup (self->units, &above->parent);
      n_met += above != NULL;
    }
  return n_met == n;
}

/* A road runs through units in which it has doors. */
static gboolean
runs_through (YutuSearch        *self,
              gint64             place,
              const char *const *named,
              gsize              n,
              gboolean          *answer,
              GError           **error)
{
  gboolean      row = TRUE;
  sqlite3_stmt *statement =
    yutu_connection_prepare (self->connection, "SELECT DISTINCT village FROM address WHERE place = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, place);
  while (row && !*answer)
    {
      if (!yutu_connection_step (self->connection, statement, &row, error))
        return FALSE;
      *answer = row && lies_in (self, sqlite3_column_int64 (statement, 0), named, n);
    }
  sqlite3_reset (statement);
  return TRUE;
}

/* A whole name, or an address of a whole name; a part of one may mean anything. */
static gboolean
is_sure (const YutuCandidate *found)
{
  return found->match <= (found->kind == YUTU_SEARCH_ADDRESS ? YUTU_MATCH_PREFIX : YUTU_MATCH_EXACT);
}

/* What is sure of @found into top: only what lies in the units when any does. */
static gboolean
add_sure (YutuSearch        *self,
          const YutuTop     *found,
          const char *const *named,
          gsize              n,
          GError           **error)
{
  g_autoptr (GArray) inside = g_array_new (FALSE, FALSE, sizeof (YutuCandidate));
  g_autoptr (GArray) outside = g_array_new (FALSE, FALSE, sizeof (YutuCandidate));
  const GArray *wanted = NULL;

  for (guint i = 0; i < found->candidates->len; i++)
    {
      const YutuCandidate *candidate = &g_array_index (found->candidates, YutuCandidate, i);
      gboolean             is_inside = lies_in (self, candidate->unit, named, n);

      if (!is_sure (candidate))
        continue;
      if (!is_inside && candidate->kind == YUTU_SEARCH_PLACE &&
          !runs_through (self, candidate->object, named, n, &is_inside, error))
        return FALSE;
      g_array_append_vals (is_inside ? inside : outside, candidate, 1);
    }
  wanted = inside->len > 0 ? inside : outside;
  for (guint i = 0; i < wanted->len; i++)
    yutu_top_add (&self->top, &g_array_index (wanted, YutuCandidate, i));
  self->is_elsewhere = wanted == outside && outside->len > 0;
  return TRUE;
}

gboolean
yutu_search_find_elsewhere (YutuSearch        *self,
                            const char *const *pieces,
                            YutuTextFunc       find,
                            GError           **error)
{
  unsigned kinds = self->kinds;
  YutuTop  top = self->top;
  YutuTop  found = { 0 };
  gsize    n = 0;
  gboolean done = TRUE;
  gboolean was_least = self->total_is_least;

  while (pieces[n] != NULL && pieces[n + 1] != NULL && is_unit (self, pieces[n]))
    n++;
  if (n == 0 || (guchar)*pieces[n] < 0x80 || g_utf8_strlen (pieces[n], -1) < LEAST_REST ||
      (kinds & (YUTU_SEARCH_DIVISION | YUTU_SEARCH_PLACE | YUTU_SEARCH_ADDRESS)) == 0)
    return TRUE;
  self->kinds = kinds & (YUTU_SEARCH_DIVISION | YUTU_SEARCH_PLACE | YUTU_SEARCH_ADDRESS);
  yutu_top_init (&self->top, MAX_FOUND);
  done = find (self, pieces + n, error);
  found = self->top;
  self->top = top;
  self->kinds = kinds;
  done = done && add_sure (self, &found, pieces, n, error);
  yutu_top_clear (&found);
  if (self->top.total == 0)
    self->total_is_least = was_least;
  return done;
}

gboolean
yutu_search_tell_elsewhere (YutuSearch        *self,
                            const char *const *pieces,
                            GError           **error)
{
  YutuTop  bases = self->top;
  gsize    n = 0;
  gboolean done = TRUE;

  while (pieces[n] != NULL && pieces[n + 1] != NULL && is_unit (self, pieces[n]))
    n++;
  if (n == 0 || !self->is_base || self->allows_typo)
    return TRUE;
  for (guint i = 0; i < bases.candidates->len; i++)
    if (!is_sure (&g_array_index (bases.candidates, YutuCandidate, i)))
      return TRUE;
  yutu_top_init (&self->top, bases.limit);
  done = add_sure (self, &bases, pieces, n, error);
  yutu_top_clear (&bases);
  return done;
}

/* ---- Communes and brigades ---- */

/* The unit of today that came of @unit; NULL when none did, or more than one. */
static gboolean
find_successor (YutuSearch            *self,
                gint64                 unit,
                const YutuSearchUnit **successor,
                GError               **error)
{
  *successor = NULL;
  for (int step = 0; step < MAX_STEPS; step++)
    {
      gint64        next = 0;
      gint64        n = 0;
      gboolean      row = FALSE;
      sqlite3_stmt *statement = yutu_connection_prepare (
        self->connection, "SELECT count (DISTINCT to_unit), max (to_unit) FROM lineage WHERE from_unit = ?1 AND to_unit <> ?1",
        error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, unit);
      if (!yutu_connection_step (self->connection, statement, &row, error))
        return FALSE;
      n = row ? sqlite3_column_int64 (statement, 0) : 0;
      next = row ? sqlite3_column_int64 (statement, 1) : 0;
      sqlite3_reset (statement);
      *successor = n == 1 ? g_hash_table_lookup (self->units, &next) : NULL;
      if (*successor == NULL || (*successor)->is_valid)
        return TRUE;
      unit = next;
    }
  *successor = NULL;
  return TRUE;
}

typedef struct
{
  const char *text;
  int         level;
} Kind;

/* The unit of @level whose proper name, or name, the @length bytes of @text end in: the longest, and one of today before
 * one of the past. */
static const YutuSearchUnit *
find_before (const YutuSearch *self,
             const char       *text,
             gsize             length,
             int               level,
             gint64           *id,
             gsize            *n_name)
{
  const YutuSearchUnit *best = NULL;
  GHashTableIter        iter;
  gpointer              key = NULL;
  gpointer              value = NULL;

  *n_name = 0;
  g_hash_table_iter_init (&iter, self->units);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const YutuSearchUnit *unit = value;
      const gsize           lengths[] = { strlen (unit->full_text), measure_proper (unit->full_text) };

      for (gsize i = 0; i < G_N_ELEMENTS (lengths) && unit->level == level; i++)
        {
          if (lengths[i] == 0 || lengths[i] > length || lengths[i] < *n_name ||
              memcmp (text + length - lengths[i], unit->full_text, lengths[i]) != 0 ||
              (best != NULL && lengths[i] == *n_name && (best->is_valid || !unit->is_valid)))
            continue;
          best = unit;
          *id = *(gint64 *)key;
          *n_name = lengths[i];
        }
    }
  return best;
}

/* The words of @kind where they stand first in @text from @offset on become the name of today. */
static gboolean
reword (YutuSearch *self,
        GString    *text,
        const Kind *kind,
        gsize      *offset,
        gint64     *past,
        GError    **error)
{
  const char           *found = strstr (text->str + *offset, kind->text);
  const YutuSearchUnit *unit = NULL;
  const YutuSearchUnit *successor = NULL;
  gsize                 start = 0;
  gsize                 length = 0;
  gint64                id = 0;

  if (found == NULL)
    {
      *offset = text->len;
      return TRUE;
    }
  start = (gsize)(found - text->str);
  *offset = start + strlen (kind->text);
  unit = find_before (self, text->str, start, kind->level, &id, &length);
  if (unit == NULL || (!unit->is_valid && !find_successor (self, id, &successor, error)))
    return unit == NULL;
  if (successor != NULL)
    unit = successor;
  *past = unit->is_valid ? 0 : id;
  g_string_erase (text, (gssize)(start - length), (gssize)(length + strlen (kind->text)));
  g_string_insert (text, (gssize)(start - length), unit->full_text);
  *offset = start - length + strlen (unit->full_text);
  return TRUE;
}

gboolean
yutu_search_reword_communes (YutuSearch        *self,
                             const char *const *pieces,
                             char             **query,
                             gint64            *past,
                             GError           **error)
{
  static const Kind kinds[] = { { "人民公社", 4 }, { "公社", 4 }, { "生产大队", 5 }, { "大队", 5 } };
  g_autofree char  *joined = g_strjoinv (" ", (char **)pieces);
  g_autoptr (GString) text = g_string_new (joined);

  *query = NULL;
  *past = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (gsize offset = 0; offset < text->len;)
      if (!reword (self, text, &kinds[i], &offset, past, error))
        return FALSE;
  if (strcmp (text->str, joined) == 0)
    return TRUE;
  *query = g_strdup (text->str);
  if (*past != 0 && strcmp (text->str, ((YutuSearchUnit *)g_hash_table_lookup (self->units, past))->full_text) != 0)
    *past = 0;
  return TRUE;
}

void
yutu_search_add_unit (YutuSearch           *self,
                      gint64                id,
                      const YutuSearchUnit *unit)
{
  YutuCandidate found = { .kind = YUTU_SEARCH_DIVISION,
                          .match = YUTU_MATCH_EXACT,
                          .object = unit->row,
                          .unit = id,
                          .parent = unit->parent,
                          .level = unit->level,
                          .rank = unit->level * 10,
                          .length = unit->n_chars,
                          .has_point = unit->has_point,
                          .point = unit->point };

  yutu_search_measure (self, &found);
  yutu_top_add (&self->top, &found);
}

gboolean
yutu_search_add_successors (YutuSearch *self,
                            gint64      unit,
                            GError    **error)
{
  gboolean      row = TRUE;
  sqlite3_stmt *statement =
    yutu_connection_prepare (self->connection, "SELECT DISTINCT to_unit FROM lineage WHERE from_unit = ?1 AND to_unit <> ?1 ORDER BY 1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, unit);
  while (row)
    {
      gint64                id = 0;
      const YutuSearchUnit *next = NULL;

      if (!yutu_connection_step (self->connection, statement, &row, error))
        return FALSE;
      id = row ? sqlite3_column_int64 (statement, 0) : 0;
      next = g_hash_table_lookup (self->units, &id);
      if (next != NULL && next->is_valid && (self->kinds & YUTU_SEARCH_DIVISION) != 0)
        yutu_search_add_unit (self, id, next);
    }
  sqlite3_reset (statement);
  return TRUE;
}
