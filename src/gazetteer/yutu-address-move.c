/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Village by village, each read once. The rows that end are many: they are ended with the triggers of the
 * connection off, and what those would note for the derivers is noted in one statement
 * (yutu-address-writer.c does the same for new rows). */

#include "gazetteer/yutu-address-move.h"

#include <string.h>

#include "gazetteer/yutu-address-names-private.h"
#include "gazetteer/yutu-address-row-private.h"
#include "gazetteer/yutu-gazetteer-write-private.h"
#include "geo/yutu-exact.h"

typedef struct
{
  YutuConnection        *connection;
  const YutuAddressMove *moves;
  gsize                  n_moves;
  YutuDay                day;
  char                   day_text[YUTU_DAY_TEXT_SIZE];
  YutuAddressWriter     *writer;
  YutuAddressComposer    composer;
  YutuAddressMoved      *moved;
  GArray                *rewords;   /* Reword */
  gint64                 first_new; /* ids of this write */
  gint64                *counts;
  gint64                 n_unplaced;
} Move;

#define COLUMNS YUTU_ADDRESS_COMPOSER_COLUMNS ", text, valid_from, valid_to, kind, use, status, geom"

enum
{
  TEXT = 9,
  VALID_FROM,
  VALID_TO,
  KIND,
  USE,
  STATUS,
  GEOM,
};

void
yutu_address_moved_clear (YutuAddressMoved *self)
{
  g_clear_pointer (&self->successors, g_array_unref);
}

/* ---- Which move an address takes ---- */

/* The moves of one village. */
typedef struct
{
  gint64   village;
  gsize    fallback; /* for what lies in no piece */
  gboolean is_whole; /* there is no other */
} Village;

static Village
take_village (const Move *self,
              gsize       first)
{
  Village village = { self->moves[first].from, first, TRUE };

  for (gsize i = first; i < self->n_moves; i++)
    {
      const YutuAddressMove *move = &self->moves[i];
      const YutuAddressMove *best = &self->moves[village.fallback];

      if (move->from != village.village || i == first)
        continue;
      village.is_whole = FALSE;
      if (best->land != NULL && (move->land == NULL || (move->to == village.village && best->to != village.village)))
        village.fallback = i;
    }
  return village;
}

/* The first piece that it lies in, edge included: one, whichever way it is asked. */
static gsize
find_move (Move          *self,
           const Village *village,
           sqlite3_stmt  *row,
           int            geom_column)
{
  YutuPoint point;

  if (village->is_whole)
    return village->fallback;
  if (yutu_column_point (row, geom_column, &point))
    for (gsize i = 0; i < self->n_moves; i++)
      if (self->moves[i].from == village->village && self->moves[i].land != NULL &&
          yutu_box_contains (self->moves[i].land->box, point) &&
          yutu_exact_point_in_shape (point, self->moves[i].land) != YUTU_OUTSIDE)
        return i;
  self->n_unplaced += self->moves[village->fallback].land != NULL;
  return village->fallback;
}

static gboolean
is_first_of_village (const Move *self,
                     gsize       index)
{
  for (gsize i = 0; i < index; i++)
    if (self->moves[i].from == self->moves[index].from)
      return FALSE;
  return TRUE;
}

/* ---- Counting ---- */

static gboolean
count_village (Move          *self,
               const Village *village,
               GError       **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    self->connection,
    "SELECT geom FROM address WHERE village = ?1 AND valid_from <= ?2 AND ?2 < valid_to", error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, village->village);
  sqlite3_bind_text (row, 2, self->day_text, -1, SQLITE_STATIC);
  while (TRUE)
    {
      if (!yutu_connection_step (self->connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      self->counts[find_move (self, village, row, 0)]++;
    }
}

static gboolean
count_whole_village (Move    *self,
                     gsize    index,
                     GError **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection, "SELECT coalesce (sum (n), 0) FROM address_day WHERE village = ?1 AND day <= ?2",
    error);
  gboolean found = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->moves[index].from);
  sqlite3_bind_text (statement, 2, self->day_text, -1, SQLITE_STATIC);
  if (!yutu_connection_step (self->connection, statement, &found, error))
    return FALSE;
  self->counts[index] = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
yutu_address_count_moves (YutuConnection        *connection,
                          const YutuAddressMove *moves,
                          gsize                  n_moves,
                          YutuDay                day,
                          gint64                *counts,
                          gint64                *n_unplaced,
                          GError               **error)
{
  Move self = { .connection = connection, .moves = moves, .n_moves = n_moves, .counts = counts };

  yutu_day_format (day, self.day_text);
  memset (counts, 0, sizeof *counts * n_moves);
  for (gsize i = 0; i < n_moves; i++)
    {
      Village village;

      if (!is_first_of_village (&self, i))
        continue;
      village = take_village (&self, i);
      if (!(village.is_whole ? count_whole_village (&self, i, error)
                             : count_village (&self, &village, error)))
        return FALSE;
    }
  *n_unplaced = self.n_unplaced;
  return TRUE;
}

/* ---- Moving ---- */

/* A row of days to come, to be written over when its village has been read. */
typedef struct
{
  gint64 id;
  gint64 village;
  char  *text;
} Reword;

static void
reword_clear (gpointer data)
{
  g_free (((Reword *)data)->text);
}

static gboolean
renew (Move         *self,
       sqlite3_stmt *row,
       gint64        village,
       const char   *text,
       GError      **error)
{
  YutuAddressSuccessor pair = { .old_id = sqlite3_column_int64 (row, 0) };
  YutuAddressSpec      spec = {
         .village = village,
         .place = sqlite3_column_int64 (row, 2),
         .kind = sqlite3_column_int (row, KIND),
         .door = sqlite3_column_int (row, 3),
         .door_sub = (const char *)sqlite3_column_text (row, 4),
         .building = (const char *)sqlite3_column_text (row, 5),
         .unit_no = (const char *)sqlite3_column_text (row, 6),
         .floor = (const char *)sqlite3_column_text (row, 7),
         .room = (const char *)sqlite3_column_text (row, 8),
         .text = text,
         .use = sqlite3_column_int (row, USE),
         .status = sqlite3_column_int (row, STATUS),
         .previous = pair.old_id,
         .valid_from = self->day_text,
         .valid_to = (const char *)sqlite3_column_text (row, VALID_TO),
  };

  spec.has_point = yutu_column_point (row, GEOM, &spec.point);
  if (!yutu_address_writer_add (self->writer, &spec, &pair.new_id, error))
    return FALSE;
  g_array_append_val (self->moved->successors, pair);
  return TRUE;
}

static gboolean
move_row (Move          *self,
          const Village *village,
          sqlite3_stmt  *row,
          GError       **error)
{
  YutuDay          from = yutu_column_day (row, VALID_FROM);
  gint64           to = self->moves[find_move (self, village, row, GEOM)].to;
  g_autofree char *text = NULL;
  Reword           wish;

  if (!yutu_address_composer_run_in (&self->composer, row, to, MAX (from, self->day), &text, error))
    return FALSE;
  if (to == village->village && g_strcmp0 (text, (const char *)sqlite3_column_text (row, TEXT)) == 0)
    {
      self->moved->n_kept++;
      return TRUE;
    }
  if (from < self->day)
    return renew (self, row, to, text, error);
  wish = (Reword){ sqlite3_column_int64 (row, 0), to, g_steal_pointer (&text) };
  g_array_append_val (self->rewords, wish);
  return TRUE;
}

/* New rows of this very write have ids from first_new on. */
static gboolean
move_village (Move          *self,
              const Village *village,
              GError       **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    self->connection,
    "SELECT " COLUMNS " FROM address WHERE village = ?1 AND valid_to > ?2 AND id < ?3", error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, village->village);
  sqlite3_bind_text (row, 2, self->day_text, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 3, self->first_new);
  while (TRUE)
    {
      if (!yutu_connection_step (self->connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (!move_row (self, village, row, error))
        return FALSE;
    }
}

/* ---- Ending former forms ---- */

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  gint64 one = ((const YutuAddressSuccessor *)a)->old_id;
  gint64 other = ((const YutuAddressSuccessor *)b)->old_id;

  return (one > other) - (one < other);
}

/* For each pair, in the order of old ids, with ?1 its old id and ?2 the day. */
static gboolean
run_for_pairs (Move       *self,
               const char *sql,
               GError    **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (self->connection, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 2, self->day_text, -1, SQLITE_STATIC);
  for (guint i = 0; i < self->moved->successors->len; i++)
    {
      sqlite3_bind_int64 (statement, 1,
                          g_array_index (self->moved->successors, YutuAddressSuccessor, i).old_id);
      if (!yutu_connection_run (self->connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

#define END_SQL "UPDATE address SET status = 5, valid_to = ?2 WHERE id = ?1"

/* The triggers that an update of status and valid_to fires are those of the derived tables, whose work is
 * done here, and one that notes the time; any other keeps them on. */
static gboolean
end_former_forms (Move    *self,
                  GError **error)
{
  sqlite3 *handle = yutu_connection_get_handle (self->connection);
  gint64   others = 0;
  gboolean done;

  g_array_sort (self->moved->successors, compare_pairs);
  if (!yutu_connection_get_int64 (self->connection,
                                  "SELECT count (*) FROM sqlite_master WHERE type = 'trigger' AND "
                                  "tbl_name = 'address' AND replace (sql, char (10), ' ') "
                                  "LIKE '% UPDATE %' AND name NOT IN ('ggu_address_geom', "
                                  "'tmu_address_geom', 'tmi_address_geom', 'tmd_address_geom', "
                                  "'guard_address_UPDATE', 'address_moved_update', "
                                  "'address_stale_update')",
                                  0, &others, error))
    return FALSE;
  if (others > 0)
    return run_for_pairs (self, END_SQL, error);
  if (!run_for_pairs (self,
                      "INSERT INTO address_moved (id, geom) SELECT id, geom FROM address WHERE id = ?1 AND "
                      "geom IS NOT NULL AND ?2 <> ''",
                      error))
    return FALSE;
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  done = run_for_pairs (self, END_SQL, error);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);
  return done;
}

static gboolean
note_villages (Move    *self,
               GError **error)
{
  for (gsize i = 0; i < 2 * self->n_moves; i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (
        self->connection, "INSERT OR IGNORE INTO address_stale (village) VALUES (?1)", error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, i % 2 == 0 ? self->moves[i / 2].from : self->moves[i / 2].to);
      if (!yutu_connection_run (self->connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_rewords (Move    *self,
               GError **error)
{
  for (guint i = 0; i < self->rewords->len; i++)
    {
      const Reword *wish = &g_array_index (self->rewords, Reword, i);
      sqlite3_stmt *statement = yutu_connection_prepare (
        self->connection, "UPDATE address SET village = ?2, text = ?3 WHERE id = ?1", error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, wish->id);
      sqlite3_bind_int64 (statement, 2, wish->village);
      sqlite3_bind_text (statement, 3, wish->text, -1, SQLITE_STATIC);
      if (!yutu_connection_run (self->connection, statement, error))
        return FALSE;
    }
  self->moved->n_reworded = self->rewords->len;
  return TRUE;
}

/* ---- All of them ---- */

static gboolean
run_moves (Move    *self,
           GError **error)
{
  for (gsize i = 0; i < self->n_moves; i++)
    {
      Village village;

      if (!is_first_of_village (self, i))
        continue;
      village = take_village (self, i);
      if (!move_village (self, &village, error))
        return FALSE;
    }
  self->moved->n_renewed = self->moved->successors->len;
  if (!yutu_address_writer_finish (self->writer, error) || !end_former_forms (self, error) ||
      !write_rewords (self, error))
    return FALSE;
  return self->moved->n_renewed == 0 || note_villages (self, error);
}

gboolean
yutu_address_move (YutuConnection        *connection,
                   const YutuAddressMove *moves,
                   gsize                  n_moves,
                   YutuDay                day,
                   YutuAddressMoved      *moved,
                   GError               **error)
{
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);
  g_autoptr (GArray) rewords = g_array_new (FALSE, FALSE, sizeof (Reword));
  Move self = {
    .connection = connection,
    .moves = moves,
    .n_moves = n_moves,
    .day = day,
    .writer = writer,
    .rewords = rewords,
    .moved = moved,
    .first_new = yutu_connection_new_id (connection),
  };
  gboolean done;

  g_array_set_clear_func (rewords, reword_clear);
  yutu_day_format (day, self.day_text);
  *moved = (YutuAddressMoved){
    .successors = g_array_new (FALSE, FALSE, sizeof (YutuAddressSuccessor)),
  };
  yutu_address_composer_init (&self.composer, connection);
  done = run_moves (&self, error);
  yutu_address_composer_clear (&self.composer);
  return done;
}

/* ---- Place names ---- */

static gboolean
set_division (Move   *self,
              gint64  id,
              gint64  village,
              GError **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection, "UPDATE place_name SET division = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int64 (statement, 2, village);
  return yutu_connection_run (self->connection, statement, error);
}

/* Element type Reword, without text. */
static gboolean
list_names (Move          *self,
            const Village *village,
            GArray        *wishes,
            GError       **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    self->connection,
    "SELECT id, CASE WHEN ST_GeometryType (geom) = 'POINT' THEN geom ELSE coalesce (ST_StartPoint (geom), "
    "ST_PointOnSurface (geom)) END FROM place_name WHERE division = ?1",
    error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, village->village);
  while (TRUE)
    {
      Reword wish = { 0 };

      if (!yutu_connection_step (self->connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      wish.id = sqlite3_column_int64 (row, 0);
      wish.village = self->moves[find_move (self, village, row, 1)].to;
      if (wish.village != village->village)
        g_array_append_val (wishes, wish);
    }
}

gboolean
yutu_place_names_follow (YutuConnection        *connection,
                         const YutuAddressMove *moves,
                         gsize                  n_moves,
                         gint64                *n_moved,
                         GError               **error)
{
  g_autoptr (GArray) wishes = g_array_new (FALSE, FALSE, sizeof (Reword));
  Move self = { .connection = connection, .moves = moves, .n_moves = n_moves };

  for (gsize i = 0; i < n_moves; i++)
    {
      Village village;

      if (!is_first_of_village (&self, i))
        continue;
      village = take_village (&self, i);
      if (village.is_whole && moves[i].to == moves[i].from)
        continue;
      if (!list_names (&self, &village, wishes, error))
        return FALSE;
    }
  for (guint i = 0; i < wishes->len; i++)
    {
      const Reword *wish = &g_array_index (wishes, Reword, i);

      if (!set_division (&self, wish->id, wish->village, error))
        return FALSE;
    }
  *n_moved = wishes->len;
  return TRUE;
}
