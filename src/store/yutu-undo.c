/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Undo 撤销 and redo 重做: a changeset applied backward or forward, or the rows of a bulk entry taken
 * away in slices and brought back. Each is an entry of its own (invariants in yutu-journal.c). */

#include "store/yutu-journal-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#define SLICE_ROWS 20000

#define SQL_NEXT_UNDO                                                           \
  "SELECT id, title, bulk_first, bulk_last, changeset, n_objects FROM journal " \
  "WHERE action = 0 AND state = 0 ORDER BY id DESC LIMIT 1"
#define SQL_NEXT_REDO                                                                       \
  "SELECT e.id, e.title, e.bulk_first, e.bulk_last, e.changeset, e.n_objects "              \
  "FROM journal u JOIN journal e ON e.id = u.undoes "                                       \
  "WHERE u.action = 1 AND e.state = 1 AND u.id > (SELECT id FROM journal WHERE action = 0 " \
  "ORDER BY id DESC LIMIT 1) ORDER BY u.id DESC LIMIT 1"

static int
refuse_conflict (void                   *data,
                 int                     conflict,
                 sqlite3_changeset_iter *iter)
{
  return SQLITE_CHANGESET_ABORT;
}

static gboolean
apply (YutuConnection *connection,
       const void     *changeset,
       int             size,
       GError        **error)
{
  /* No savepoint of its own: with one, SQLite keeps every page that any statement changes, once a
   * statement. The transaction around it is rolled back when this fails. */
  int code = sqlite3changeset_apply_v2 (connection->handle, size, (void *)changeset, NULL,
                                        refuse_conflict, NULL, NULL, NULL,
                                        SQLITE_CHANGESETAPPLY_NOSAVEPOINT);

  if (code == SQLITE_ABORT)
    g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONFLICT,
                 _ ("%s: a row is not as the entry left it; verify the journal"), connection->path);
  else if (code != SQLITE_OK)
    yutu_connection_fail (connection, code, "applying a journal entry", error);
  return code == SQLITE_OK;
}

static gboolean
apply_inverse (YutuConnection *connection,
               const void     *changeset,
               int             size,
               GError        **error)
{
  g_auto (YutuChangeset) inverse = { 0 };
  int code = sqlite3changeset_invert (size, changeset, &inverse.size, &inverse.bytes);

  if (code != SQLITE_OK)
    return yutu_connection_fail (connection, code, "inverting a journal entry", error);
  return apply (connection, inverse.bytes, inverse.size, error);
}

gboolean
yutu_journal_apply (YutuConnection *connection,
                    gconstpointer   changeset,
                    gsize           size,
                    gboolean        is_undo,
                    GError        **error)
{
  return is_undo ? apply_inverse (connection, changeset, (int)size, error)
                 : apply (connection, changeset, (int)size, error);
}

typedef struct
{
  const char *table;
  gint64      first;
  gint64      last;
} Slice;

static gboolean
delete_slice (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Slice        *slice = data;
  char         *sql = sqlite3_mprintf ("DELETE FROM \"%w\" WHERE id IN (SELECT id FROM \"%w\" "
                                               "WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT %d)",
                                       slice->table, slice->table, SLICE_ROWS);
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  sqlite3_free (sql);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, slice->first);
  sqlite3_bind_int64 (statement, 2, slice->last);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
insert_chunk (YutuConnection      *connection,
              gint64               entry,
              gint64               seq,
              const YutuChangeset *changeset,
              GError             **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "INSERT INTO journal_chunk (entry, seq, changeset) VALUES (?1, ?2, ?3)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, entry);
  sqlite3_bind_int64 (statement, 2, seq);
  sqlite3_bind_blob (statement, 3, changeset->bytes, changeset->size, SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}

/* Takes the rows of a bulk entry away, table by table from the last one back, keeping them in
 * chunks of @row's entry. */
static gboolean
undo_bulk (YutuStore      *self,
           YutuConnection *connection,
           gint64          first,
           gint64          last,
           YutuJournalRow *row,
           GChecksum      *sum,
           GError        **error)
{
  gint64 seq = 0;

  for (guint t = self->table_names->len; t-- > 0;)
    while (TRUE)
      {
        Slice slice = { g_ptr_array_index (self->table_names, t), first, last };
        g_auto (YutuChangeset) changeset = { 0 };

        if (!yutu_journal_record (self, connection, delete_slice, &slice, &changeset, error))
          return FALSE;
        if (changeset.size == 0)
          break;
        yutu_journal_hash_int (sum, seq);
        yutu_journal_hash_bytes (sum, changeset.bytes, (gsize)changeset.size);
        if (!insert_chunk (connection, row->id, seq++, &changeset, error))
          return FALSE;
      }
  return TRUE;
}

gboolean
yutu_journal_bring_back_run (YutuConnection *connection,
                             gint64          undo,
                             GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT changeset FROM journal_chunk WHERE entry = ?1 ORDER BY seq DESC", error);
  gboolean found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, undo);
  while (found)
    {
      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (found && !apply_inverse (connection, sqlite3_column_blob (statement, 0),
                                   sqlite3_column_bytes (statement, 0), error))
        return FALSE;
    }
  return TRUE;
}

/* Brings the rows of a bulk entry back from the chunks of its newest undo. */
static gboolean
redo_bulk (YutuConnection *connection,
           gint64          entry,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT max (id) FROM journal WHERE undoes = ?1 AND action = 1", error);
  gboolean found = FALSE;
  gint64   undo = 0;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, entry);
  if (!yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  undo = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return yutu_journal_bring_back_run (connection, undo, error);
}

typedef struct
{
  const char *actor;
  gboolean    redo;
  gint64      entry;
} Turn;

typedef struct
{
  gint64  id;
  char   *title;
  gint64  bulk_first;
  gint64  bulk_last;
  gint64  n_objects;
  GBytes *changeset;
} Target;

static void
target_clear (Target *self)
{
  g_free (self->title);
  g_clear_pointer (&self->changeset, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

static gboolean
read_target (YutuConnection *connection,
             gboolean        redo,
             Target         *target,
             GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, redo ? SQL_NEXT_REDO : SQL_NEXT_UNDO, error);
  gboolean found = FALSE;

  if (statement == NULL || !yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  if (found)
    {
      target->id = sqlite3_column_int64 (statement, 0);
      target->title = g_strdup ((const char *)sqlite3_column_text (statement, 1));
      target->bulk_first = sqlite3_column_int64 (statement, 2);
      target->bulk_last = sqlite3_column_int64 (statement, 3);
      target->n_objects = sqlite3_column_int64 (statement, 5);
      target->changeset = g_bytes_new (sqlite3_column_blob (statement, 4),
                                       (gsize)sqlite3_column_bytes (statement, 4));
    }
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
yutu_journal_set_state (YutuConnection *connection,
                        gint64          entry,
                        gboolean        undone,
                        GError        **error)
{
  sqlite3_stmt *statement =
    yutu_connection_prepare (connection, "UPDATE journal SET state = ?2 WHERE id = ?1", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, entry);
  sqlite3_bind_int (statement, 2, undone);
  return yutu_connection_run (connection, statement, error);
}

/* A bulk entry's rows are all there before it is undone, and after it is redone. */
static gboolean
count_run (YutuStore      *self,
           YutuConnection *connection,
           const Target   *target,
           GError        **error)
{
  gint64 n = 0;

  for (guint t = 0; t < self->table_names->len; t++)
    {
      char         *sql = sqlite3_mprintf ("SELECT count (*) FROM \"%w\" WHERE id BETWEEN ?1 AND ?2",
                                           g_ptr_array_index (self->table_names, t));
      sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
      gboolean      row = FALSE;

      sqlite3_free (sql);
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, target->bulk_first);
      sqlite3_bind_int64 (statement, 2, target->bulk_last);
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      n += sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  if (n == target->n_objects)
    return TRUE;
  g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONFLICT,
               _ ("%s: entry %" PRId64 " wrote %" PRId64 " rows and %" PRId64
               " are there; verify the journal"),
               connection->path, target->id, target->n_objects, n);
  return FALSE;
}

static gboolean
turn_bulk (YutuStore      *self,
           YutuConnection *connection,
           const Turn     *turn,
           const Target   *target,
           YutuJournalRow *row,
           GHashTable    **tables,
           GError        **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[YUTU_JOURNAL_HASH_SIZE];
  gsize  size = YUTU_JOURNAL_HASH_SIZE;

  row->bulk_first = target->bulk_first;
  row->bulk_last = target->bulk_last;
  row->n_objects = target->n_objects;
  if (turn->redo ? !redo_bulk (connection, target->id, error) ||
                     !count_run (self, connection, target, error)
                 : !count_run (self, connection, target, error) ||
                     !undo_bulk (self, connection, target->bulk_first, target->bulk_last, row, sum,
                                 error))
    return FALSE;
  if (!turn->redo)
    {
      g_checksum_get_digest (sum, digest, &size);
      row->changeset = digest;
      row->changeset_size = YUTU_JOURNAL_HASH_SIZE;
    }
  *tables = yutu_journal_name_tables (self, NULL);
  return yutu_journal_run_derivers (self, connection, NULL, turn->redo ? target->bulk_first : 0, error) &&
         yutu_journal_insert_row (connection, row, error);
}

static gboolean
turn_edit (YutuStore      *self,
           YutuConnection *connection,
           const Turn     *turn,
           const Target   *target,
           YutuJournalRow *row,
           GHashTable    **tables,
           GError        **error)
{
  g_auto (YutuTouched) touched = { 0 };
  g_autoptr (GBytes) changeset =
    yutu_changeset_unpack (connection, target->changeset, !turn->redo, error);
  gsize       size = 0;
  const void *bytes = changeset != NULL ? g_bytes_get_data (changeset, &size) : NULL;
  gboolean    done = FALSE;

  if (changeset == NULL || !(turn->redo ? apply (connection, bytes, (int)size, error) : apply_inverse (connection, bytes, (int)size, error)) ||
      !yutu_journal_read_touched (self, connection, bytes, size, &touched, error))
    return FALSE;
  yutu_journal_set_changes (connection, bytes, size, !turn->redo);
  done = yutu_journal_run_derivers (self, connection, &touched, 0, error);
  yutu_journal_set_changes (connection, NULL, 0, FALSE);
  if (!done)
    return FALSE;
  row->n_objects = touched.n;
  *tables = yutu_journal_name_tables (self, &touched);
  return yutu_journal_insert_row (connection, row, error) &&
         yutu_journal_insert_objects (connection, row->id, &touched, error);
}

static gboolean
turn_back_or_forth (YutuStore      *self,
                    YutuConnection *connection,
                    Turn           *turn,
                    GHashTable    **tables,
                    GError        **error)
{
  g_auto (Target) target = { 0 };
  YutuJournalRow row = {
    .actor = turn->actor,
    .kind = turn->redo ? "redo" : "undo",
    .schema = self->schema_version,
    .action = turn->redo ? YUTU_JOURNAL_REDO : YUTU_JOURNAL_UNDO,
  };

  if (!read_target (connection, turn->redo, &target, error))
    return FALSE;
  if (target.id == 0)
    {
      g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_NOTHING_TO_DO,
                   _ ("%s: nothing to %s"), self->path, row.kind);
      return FALSE;
    }
  row.title = target.title;
  row.undoes = target.id;
  turn->entry = target.id;
  if (!yutu_journal_read_last (connection, &row, error))
    return FALSE;
  return (target.bulk_first != 0
            ? turn_bulk (self, connection, turn, &target, &row, tables, error)
            : turn_edit (self, connection, turn, &target, &row, tables, error)) &&
         yutu_journal_set_state (connection, target.id, !turn->redo, error);
}

static gboolean
turn_on_writer (YutuStore      *self,
                YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  g_autoptr (GHashTable) tables = NULL;

  if (!yutu_journal_begin (connection, error))
    return FALSE;
  if (!turn_back_or_forth (self, connection, data, &tables, error) || !yutu_journal_commit (connection, error))
    return yutu_journal_roll_back (connection);
  yutu_store_announce (self, tables);
  return TRUE;
}

gboolean
yutu_store_undo (YutuStore    *self,
                 const char   *actor,
                 gint64       *undone,
                 GCancellable *cancellable,
                 GError      **error)
{
  Turn     turn = { .actor = actor };
  gboolean done = yutu_store_run_on_writer (self, turn_on_writer, &turn, cancellable, error);

  if (undone != NULL)
    *undone = done ? turn.entry : 0;
  return done;
}

gboolean
yutu_store_redo (YutuStore    *self,
                 const char   *actor,
                 gint64       *redone,
                 GCancellable *cancellable,
                 GError      **error)
{
  Turn     turn = { .actor = actor, .redo = TRUE };
  gboolean done = yutu_store_run_on_writer (self, turn_on_writer, &turn, cancellable, error);

  if (redone != NULL)
    *redone = done ? turn.entry : 0;
  return done;
}

void
yutu_undo_peek_clear (YutuUndoPeek *self)
{
  g_clear_pointer (&self->undo_title, g_free);
  g_clear_pointer (&self->redo_title, g_free);
  self->undo_bulk_objects = 0;
}

static gboolean
peek (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  YutuUndoPeek *found = data;
  g_auto (Target) undo = { 0 };
  g_auto (Target) redo = { 0 };

  if (!read_target (connection, FALSE, &undo, error) ||
      !read_target (connection, TRUE, &redo, error))
    return FALSE;
  found->undo_title = g_steal_pointer (&undo.title);
  found->redo_title = g_steal_pointer (&redo.title);
  found->undo_bulk_objects = undo.bulk_first > 0 ? undo.n_objects : 0;
  return TRUE;
}

gboolean
yutu_store_peek_undo (YutuStore    *self,
                      YutuUndoPeek *found,
                      GError      **error)
{
  *found = (YutuUndoPeek){ 0 };
  return yutu_store_read (self, peek, found, NULL, error);
}
