/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Whether a change of units' rows left it as it was who is when below whom. Then no other unit's land is
 * another: a name given anew or corrected, a code, a number of people are the unit's own. Spans of days with
 * one parent are laid beside each other, as they were and as they are; where two meet they are one, so that a
 * row that was cut in two on a day says the same. Thread: the writer's. */

#include "division/yutu-division-area-private.h"

#include <string.h>

#include "base/yutu-day.h"

enum
{
  UNIT_COLUMN = 1, /* of division, its id being 0 */
  PARENT_COLUMN = 11,
  FROM_COLUMN = 16,
  TO_COLUMN = 17,
};

typedef struct
{
  gint64 unit;
  gint64 parent;
  char   from[YUTU_DAY_TEXT_SIZE];
  char   to[YUTU_DAY_TEXT_SIZE];
} Span;

typedef struct
{
  GArray  *before; /* Span */
  GArray  *after;
  gboolean is_odd; /* something is no day */
} Spans;

static void
take_day (Spans        *self,
          char          day[YUTU_DAY_TEXT_SIZE],
          gconstpointer text,
          gsize         size)
{
  if (text == NULL || size >= YUTU_DAY_TEXT_SIZE)
    self->is_odd = TRUE;
  else
    {
      memcpy (day, text, size);
      day[size] = '\0';
    }
}

static gboolean
read_span (YutuConnection *connection,
           Spans          *self,
           gint64          id,
           Span           *span,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT unit, coalesce (parent, 0), valid_from, valid_to FROM division WHERE id = ?1", error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (!found)
    {
      self->is_odd = TRUE;
      return TRUE;
    }
  span->unit = sqlite3_column_int64 (statement, 0);
  span->parent = sqlite3_column_int64 (statement, 1);
  take_day (self, span->from, sqlite3_column_text (statement, 2), (gsize)sqlite3_column_bytes (statement, 2));
  take_day (self, span->to, sqlite3_column_text (statement, 3), (gsize)sqlite3_column_bytes (statement, 3));
  sqlite3_reset (statement);
  return TRUE;
}

/* Lays what the row was over what it is. */
static void
take_before (Spans                *self,
             const YutuChangedRow *row,
             Span                 *span)
{
  const YutuChangedValue *value = row->before;

  if (row->n_columns <= TO_COLUMN)
    {
      self->is_odd = TRUE;
      return;
    }
  if (value[UNIT_COLUMN].type != 0)
    span->unit = value[UNIT_COLUMN].integer;
  if (value[PARENT_COLUMN].type != 0)
    span->parent = value[PARENT_COLUMN].type == SQLITE_NULL ? 0 : value[PARENT_COLUMN].integer;
  if (value[FROM_COLUMN].type != 0)
    take_day (self, span->from, value[FROM_COLUMN].bytes, value[FROM_COLUMN].size);
  if (value[TO_COLUMN].type != 0)
    take_day (self, span->to, value[TO_COLUMN].bytes, value[TO_COLUMN].size);
}

static gboolean
note_row (YutuConnection       *connection,
          const YutuChangedRow *row,
          gpointer              data,
          GError              **error)
{
  Spans *self = data;
  Span   span = { 0 };

  if (row->is_there)
    {
      if (!read_span (connection, self, row->id, &span, error))
        return FALSE;
      g_array_append_val (self->after, span);
    }
  if (row->was_there)
    {
      take_before (self, row, &span);
      g_array_append_val (self->before, span);
    }
  return TRUE;
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const Span *one = a;
  const Span *two = b;

  return one->unit != two->unit ? (one->unit > two->unit) - (one->unit < two->unit) : strcmp (one->from, two->from);
}

/* In order, those that meet joined; what ends before it begins is nowhere. */
static void
join_spans (GArray *spans)
{
  guint n = 0;

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);
      Span       *last = n > 0 ? &g_array_index (spans, Span, n - 1) : NULL;

      if (strcmp (span->from, span->to) >= 0)
        continue;
      if (last != NULL && last->unit == span->unit && last->parent == span->parent && strcmp (last->to, span->from) == 0)
        memcpy (last->to, span->to, sizeof last->to);
      else
        g_array_index (spans, Span, n++) = *span;
    }
  g_array_set_size (spans, n);
}

static gboolean
are_same (const GArray *a,
          const GArray *b)
{
  for (guint i = 0; a->len == b->len && i < a->len; i++)
    {
      const Span *one = &g_array_index (a, Span, i);
      const Span *two = &g_array_index (b, Span, i);

      if (one->unit != two->unit || one->parent != two->parent || strcmp (one->from, two->from) != 0 ||
          strcmp (one->to, two->to) != 0)
        return FALSE;
    }
  return a->len == b->len;
}

/* Of two rows of one day the last one counts, which may be another one now. */
static gboolean
has_overlap (YutuConnection *connection,
             gint64          unit,
             gboolean       *overlaps,
             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT 1 FROM division a JOIN division b ON b.unit = a.unit AND b.id > a.id AND a.valid_from < b.valid_to AND "
    "b.valid_from < a.valid_to WHERE a.unit = ?1 LIMIT 1",
    error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, unit);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (found)
    sqlite3_reset (statement);
  *overlaps = *overlaps || found;
  return TRUE;
}

gboolean
yutu_division_list_own_changes (YutuConnection *connection,
                                GArray        **units,
                                GError        **error)
{
  g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (Span));
  g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (Span));
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (gint64));
  Spans    spans = { before, after, FALSE };
  gboolean overlaps = FALSE;

  *units = NULL;
  if (!yutu_connection_knows_changes (connection))
    return TRUE;
  if (!yutu_connection_each_changed (connection, "division", note_row, &spans, error))
    return FALSE;
  join_spans (before);
  join_spans (after);
  if (spans.is_odd || !are_same (before, after))
    return TRUE;
  for (guint i = 0; i < after->len; i++)
    {
      gint64 unit = g_array_index (after, Span, i).unit;

      if (!has_overlap (connection, unit, &overlaps, error))
        return FALSE;
      g_array_append_val (list, unit);
    }
  if (!overlaps)
    *units = g_steal_pointer (&list);
  return TRUE;
}
