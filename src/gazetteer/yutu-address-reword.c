/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Which addresses a name is in is not searched in texts: each is composed before and after, on the day
 * on which its text is to be right, and only those that come out differently are touched.
 *
 * 1. From a day on: the day, or the first one of an address that begins later. One that is there
 *    before the day ends on it (status 5, changed) and goes on in a new row that names it as its
 *    predecessor.
 * 2. Written wrongly: the first day, or the last, whichever the text was made for. A text that is
 *    neither was not composed, and is left alone. */

#include "gazetteer/yutu-address-reword.h"

#include "gazetteer/yutu-address-names-private.h"
#include "gazetteer/yutu-address-row-private.h"

/* An address that may be concerned. */
typedef struct
{
  gint64   id;
  YutuDay  basis; /* on which its text must be right */
  gboolean is_there_before;
  char    *before;
} Row;

struct _YutuAddressReword
{
  YutuConnection     *connection;
  YutuDay             day;
  YutuAddressComposer composer;
  GArray             *rows;
};

static void
row_clear (gpointer data)
{
  g_free (((Row *)data)->before);
}

void
yutu_address_reword_free (YutuAddressReword *self)
{
  yutu_address_composer_clear (&self->composer);
  g_array_unref (self->rows);
  g_free (self);
}

void
yutu_address_reword_result_clear (YutuAddressRewordResult *self)
{
  g_clear_pointer (&self->successors, g_array_unref);
}

#define COLUMNS YUTU_ADDRESS_COMPOSER_COLUMNS ", text, valid_from, valid_to"

/* Whatever was ever under it. */
static const char UNIT_SQL[] =
  "WITH RECURSIVE below (unit) AS (SELECT ?1 UNION SELECT d.unit FROM below b JOIN division d "
  "ON d.parent = b.unit) SELECT " COLUMNS " FROM address WHERE village IN (SELECT unit FROM below) "
  "AND (?2 IS NULL OR valid_to > ?2)";
static const char PLACE_SQL[] =
  "SELECT " COLUMNS " FROM address WHERE place = ?1 AND (?2 IS NULL OR valid_to > ?2)";

/* *basis: the day that the text was made for; INVALID when it was made for none. */
static gboolean
find_basis (YutuAddressReword *self,
            sqlite3_stmt      *statement,
            Row               *row,
            GError           **error)
{
  const char *text = (const char *)sqlite3_column_text (statement, 9);
  YutuDay     days[] = { yutu_column_day (statement, 10), yutu_column_day (statement, 11) - 1 };

  row->basis = YUTU_DAY_INVALID;
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_clear_pointer (&row->before, g_free);
      if (!yutu_address_composer_run (&self->composer, statement, days[i], &row->before, error))
        return FALSE;
      if (g_strcmp0 (row->before, text) == 0)
        {
          row->basis = days[i];
          return TRUE;
        }
    }
  return TRUE;
}

static gboolean
take_row (YutuAddressReword *self,
          sqlite3_stmt      *statement,
          GError           **error)
{
  YutuDay  from = yutu_column_day (statement, 10);
  Row      row = { .id = sqlite3_column_int64 (statement, 0) };
  gboolean done;

  if (self->day == YUTU_DAY_INVALID)
    done = find_basis (self, statement, &row, error);
  else
    {
      row.basis = MAX (from, self->day);
      row.is_there_before = from < self->day;
      done = yutu_address_composer_run (&self->composer, statement, row.basis, &row.before, error);
    }
  if (done && row.basis != YUTU_DAY_INVALID)
    g_array_append_val (self->rows, row);
  else
    g_free (row.before);
  return done;
}

YutuAddressReword *
yutu_address_reword_new (YutuConnection *connection,
                         gint64          unit,
                         gint64          place,
                         YutuDay         day,
                         GError        **error)
{
  g_autoptr (YutuAddressReword) self = g_new0 (YutuAddressReword, 1);
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, unit != 0 ? UNIT_SQL : PLACE_SQL, error);
  char     day_text[YUTU_DAY_TEXT_SIZE];
  gboolean found = TRUE;

  self->connection = connection;
  self->day = day;
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->rows, row_clear);
  yutu_address_composer_init (&self->composer, connection);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, unit != 0 ? unit : place);
  if (day != YUTU_DAY_INVALID)
    sqlite3_bind_text (statement, 2, yutu_day_format (day, day_text), -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      if (!yutu_connection_step (connection, statement, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&self);
      if (!take_row (self, statement, error))
        return NULL;
    }
}

/* ---- Writing ---- */

static gboolean
reword (YutuAddressReword *self,
        gint64             id,
        const char        *text,
        gint64             place,
        GError           **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "UPDATE address SET text = ?2, place = coalesce (?3, place) WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, text, -1, SQLITE_STATIC);
  if (place != 0)
    sqlite3_bind_int64 (statement, 3, place);
  return yutu_connection_run (self->connection, statement, error);
}

static gboolean
add_successor (YutuAddressReword          *self,
               const YutuAddressSuccessor *pair,
               const char                 *text,
               gint64                      place,
               const char                 *day,
               GError                    **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "INSERT INTO address (id, village, place, door, door_sub, building, unit_no, floor, room, text, "
    "kind, use, status, previous, valid_from, valid_to, geom) "
    "SELECT ?2, village, coalesce (?4, place), door, door_sub, building, unit_no, floor, room, ?3, "
    "kind, use, status, id, ?5, valid_to, geom FROM address WHERE id = ?1",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, pair->old_id);
  sqlite3_bind_int64 (statement, 2, pair->new_id);
  sqlite3_bind_text (statement, 3, text, -1, SQLITE_STATIC);
  if (place != 0)
    sqlite3_bind_int64 (statement, 4, place);
  sqlite3_bind_text (statement, 5, day, -1, SQLITE_STATIC);
  return yutu_connection_run (self->connection, statement, error);
}

static gboolean
end_address (YutuAddressReword *self,
             gint64             id,
             const char        *day,
             GError           **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection, "UPDATE address SET status = 5, valid_to = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_STATIC);
  return yutu_connection_run (self->connection, statement, error);
}

static gboolean
succeed (YutuAddressReword       *self,
         const Row               *row,
         const char              *text,
         gint64                   place,
         YutuAddressRewordResult *result,
         GError                 **error)
{
  YutuAddressSuccessor pair = { row->id, yutu_connection_new_id (self->connection) };
  char                 day[YUTU_DAY_TEXT_SIZE];

  g_array_append_val (result->successors, pair);
  yutu_day_format (self->day, day);
  return add_successor (self, &pair, text, place, day, error) &&
         end_address (self, row->id, day, error);
}

static gboolean
compose_after (YutuAddressReword *self,
               const Row         *row,
               gint64             place,
               char             **text,
               GError           **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT id, village, coalesce (?2, place), door, door_sub, building, unit_no, floor, room "
    "FROM address WHERE id = ?1",
    error);
  gboolean found = FALSE, done;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row->id);
  if (place != 0)
    sqlite3_bind_int64 (statement, 2, place);
  if (!yutu_connection_step (self->connection, statement, &found, error))
    return FALSE;
  done = !found || yutu_address_composer_run (&self->composer, statement, row->basis, text, error);
  sqlite3_reset (statement);
  return done;
}

gboolean
yutu_address_reword_finish (YutuAddressReword       *self,
                            gint64                   new_place,
                            YutuAddressRewordResult *result,
                            GError                 **error)
{
  *result = (YutuAddressRewordResult){
    .successors = g_array_new (FALSE, FALSE, sizeof (YutuAddressSuccessor)),
  };
  yutu_address_composer_forget (&self->composer);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row       *row = &g_array_index (self->rows, Row, i);
      g_autofree char *after = NULL;

      if (!compose_after (self, row, new_place, &after, error))
        return FALSE;
      if (new_place == 0 && g_strcmp0 (row->before, after) == 0)
        continue;
      if (!(row->is_there_before ? succeed (self, row, after, new_place, result, error)
                                 : reword (self, row->id, after, new_place, error)))
        return FALSE;
      result->n_reworded += !row->is_there_before;
    }
  return TRUE;
}
