/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The journal: one transaction, one entry, and nothing beside it.
 *
 * 1. An entry's hash covers the hash before it and every field of its own but `state`; the
 *    changeset (or, for the undo of a bulk entry, its chunks) is covered too.
 * 2. `state` follows from the later undo and redo entries; verify derives it again.
 * 3. Edits (action 0) are undone newest first; what is redone is what the newest undo took whose
 *    edit is still undone, as long as no edit was written after that undo.
 * 4. A bulk entry owns exactly the rows whose ids lie in [bulk_first, bulk_last]; it inserted
 *    them, and changed no older row.
 * 5. Derived tables are brought up to date in the same transaction, forward and back. */

#include "store/yutu-journal-private.h"

#include <string.h>

#define SLICE_ROWS 20000

/* ---- Adding a row ---- */

static gboolean
read_last (YutuConnection *connection,
           YutuJournalRow *row,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1", error);
  gboolean found = FALSE;

  if (statement == NULL || !yutu_connection_step (connection, statement, &found, error))
    return FALSE;
  row->id = 1;
  memset (row->prev_hash, 0, YUTU_JOURNAL_HASH_SIZE);
  if (found)
    {
      row->id = sqlite3_column_int64 (statement, 0) + 1;
      if (sqlite3_column_bytes (statement, 1) == YUTU_JOURNAL_HASH_SIZE)
        memcpy (row->prev_hash, sqlite3_column_blob (statement, 1), YUTU_JOURNAL_HASH_SIZE);
    }
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
insert_row (YutuConnection *connection,
            YutuJournalRow *row,
            GError        **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");
  g_autofree char *at_ms = g_strdup_printf ("%s.%03dZ", at, g_date_time_get_microsecond (now) / 1000);
  sqlite3_stmt    *statement = yutu_connection_prepare (
       connection,
       "INSERT INTO journal (id, at, actor, kind, title, schema, state, undoes, action, bulk_first, "
          "bulk_last, n_objects, changeset, prev_hash, hash) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
       error);

  if (statement == NULL)
    return FALSE;
  row->at = at_ms;
  yutu_journal_hash_row (row, row->hash);
  sqlite3_bind_int64 (statement, 1, row->id);
  sqlite3_bind_text (statement, 2, row->at, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, row->actor, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, row->kind, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 5, row->title, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 6, row->schema);
  sqlite3_bind_int64 (statement, 7, row->undoes);
  sqlite3_bind_int64 (statement, 8, row->action);
  sqlite3_bind_int64 (statement, 9, row->bulk_first);
  sqlite3_bind_int64 (statement, 10, row->bulk_last);
  sqlite3_bind_int64 (statement, 11, row->n_objects);
  if (row->changeset_size > 0)
    sqlite3_bind_blob64 (statement, 12, row->changeset, row->changeset_size, SQLITE_STATIC);
  sqlite3_bind_blob (statement, 13, row->prev_hash, YUTU_JOURNAL_HASH_SIZE, SQLITE_STATIC);
  sqlite3_bind_blob (statement, 14, row->hash, YUTU_JOURNAL_HASH_SIZE, SQLITE_STATIC);
  row->at = NULL;
  return yutu_connection_run (connection, statement, error);
}

/* ---- What a changeset touches ---- */

typedef struct
{
  GPtrArray *ids; /* GArray of gint64 or NULL, by table position */
  gint64     n;
} Touched;

static void
touched_clear (Touched *self)
{
  g_clear_pointer (&self->ids, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Touched, touched_clear)

static void
array_unref_or_null (gpointer array)
{
  if (array != NULL)
    g_array_unref (array);
}

static gboolean
read_touched (YutuStore      *self,
              YutuConnection *connection,
              const void     *changeset,
              gsize           size,
              Touched        *touched,
              GError        **error)
{
  sqlite3_changeset_iter *iter = NULL;
  int                     code = sqlite3changeset_start (&iter, (int)size, (void *)changeset);

  touched->ids = g_ptr_array_new_with_free_func (array_unref_or_null);
  g_ptr_array_set_size (touched->ids, (int)self->table_names->len);
  while (code == SQLITE_OK && sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      const char    *table = NULL;
      int            n_columns, operation, indirect;
      sqlite3_value *value = NULL;
      guint          position = 0;
      gint64         id = 0;

      sqlite3changeset_op (iter, &table, &n_columns, &operation, &indirect);
      if (operation == SQLITE_INSERT)
        sqlite3changeset_new (iter, 0, &value);
      else
        sqlite3changeset_old (iter, 0, &value);
      position = GPOINTER_TO_UINT (g_hash_table_lookup (self->user_tables, table));
      if (value == NULL || position == 0)
        continue;
      id = sqlite3_value_int64 (value);
      if (id >> 40 == connection->replica && id >= yutu_connection_peek_id (connection))
        {
          sqlite3changeset_finalize (iter);
          g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONSTRAINT,
                       "%s: %s %" G_GINT64_FORMAT ": ids come from the file's counter only",
                       connection->path, table, id);
          return FALSE;
        }
      if (g_ptr_array_index (touched->ids, position - 1) == NULL)
        touched->ids->pdata[position - 1] = g_array_new (FALSE, FALSE, sizeof id);
      g_array_append_val ((GArray *)touched->ids->pdata[position - 1], id);
      touched->n++;
    }
  if (iter != NULL)
    code = sqlite3changeset_finalize (iter);
  return code == SQLITE_OK ||
         yutu_connection_fail (connection, code, "reading a journal entry", error);
}

static gboolean
insert_objects (YutuConnection *connection,
                gint64          entry,
                const Touched  *touched,
                GError        **error)
{
  for (guint t = 0; t < touched->ids->len; t++)
    {
      GArray *ids = g_ptr_array_index (touched->ids, t);

      for (guint i = 0; ids != NULL && i < ids->len; i++)
        {
          sqlite3_stmt *statement = yutu_connection_prepare (
            connection, "INSERT OR IGNORE INTO journal_object (object, entry) VALUES (?1, ?2)",
            error);

          if (statement == NULL)
            return FALSE;
          sqlite3_bind_int64 (statement, 1, g_array_index (ids, gint64, i));
          sqlite3_bind_int64 (statement, 2, entry);
          if (!yutu_connection_run (connection, statement, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Behind a closed guard: what they would write into user tables is in no changeset. */
static gboolean
run_derivers (YutuStore      *self,
              YutuConnection *connection,
              const Touched  *touched, /* NULL: a bulk entry */
              gint64          bulk_first,
              GError        **error)
{
  connection->is_open = FALSE;
  for (guint d = 0; d < self->derivers->len; d++)
    {
      YutuDeriver        *deriver = &g_array_index (self->derivers, YutuDeriver, d);
      g_autofree GArray **ids = g_new0 (GArray *, deriver->n_tables);
      g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (gint64));
      gboolean concerned = touched == NULL;

      for (gsize t = 0; touched != NULL && t < deriver->n_tables; t++)
        {
          guint position =
            GPOINTER_TO_UINT (g_hash_table_lookup (self->user_tables, deriver->tables[t]));

          ids[t] = position > 0 ? g_ptr_array_index (touched->ids, position - 1) : NULL;
          concerned = concerned || ids[t] != NULL;
          if (ids[t] == NULL)
            ids[t] = none;
        }
      if (concerned && !deriver->func (connection, ids, bulk_first, deriver->data, error))
        return FALSE;
    }
  return TRUE;
}

static GHashTable *
name_tables (YutuStore     *self,
             const Touched *touched)
{
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint t = 0; t < self->table_names->len; t++)
    if (touched == NULL || g_ptr_array_index (touched->ids, t) != NULL)
      g_hash_table_add (names, g_ptr_array_index (self->table_names, t));
  return names;
}

/* ---- Transactions ---- */

/* The ids of a write that failed stay given: whoever made it may still hold them. */
static gboolean
roll_back (YutuConnection *connection)
{
  connection->in_write = FALSE;
  connection->is_open = FALSE;
  yutu_connection_roll_back (connection);
  return FALSE;
}

static gboolean
begin (YutuConnection *connection,
       GError        **error)
{
  connection->in_write = yutu_connection_exec (connection, "BEGIN IMMEDIATE", error);
  connection->is_open = connection->in_write;
  return connection->in_write;
}

static gboolean
commit (YutuConnection *connection,
        GError        **error)
{
  connection->in_write = FALSE;
  connection->is_open = FALSE;
  return yutu_connection_save_ids (connection, error) &&
         yutu_connection_exec (connection, "COMMIT", error);
}

static gboolean
attach_tables (YutuStore       *self,
               YutuConnection  *connection,
               sqlite3_session *session,
               GError         **error)
{
  for (guint t = 0; t < self->table_names->len; t++)
    {
      int code = sqlite3session_attach (session, g_ptr_array_index (self->table_names, t));

      if (code != SQLITE_OK)
        return yutu_connection_fail (connection, code, "watching a table", error);
    }
  return TRUE;
}

typedef struct
{
  void *bytes;
  int   size;
} Changeset;

static void
changeset_clear (Changeset *self)
{
  sqlite3_free (self->bytes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Changeset, changeset_clear)

/* Runs @func and takes down what it changed in the user tables. */
static gboolean
record (YutuStore      *self,
        YutuConnection *connection,
        YutuWriteFunc   func,
        gpointer        data,
        Changeset      *changeset,
        GError        **error)
{
  sqlite3_session *session = NULL;
  gboolean         done = FALSE;
  int              code = sqlite3session_create (connection->handle, "main", &session);

  if (code != SQLITE_OK)
    return yutu_connection_fail (connection, code, "starting a session", error);
  done = attach_tables (self, connection, session, error) && func (connection, data, error);
  if (done)
    {
      code = sqlite3session_changeset (session, &changeset->size, &changeset->bytes);
      done = code == SQLITE_OK ||
             yutu_connection_fail (connection, code, "taking the changes down", error);
    }
  sqlite3session_delete (session);
  return done;
}

static gboolean
write_edit (YutuStore           *self,
            YutuConnection      *connection,
            const YutuEntrySpec *spec,
            YutuWriteFunc        func,
            gpointer             data,
            YutuJournalRow      *row,
            GHashTable         **tables,
            GError             **error)
{
  g_auto (Changeset) changeset = { 0 };
  g_auto (Touched) touched = { 0 };

  if (!record (self, connection, func, data, &changeset, error))
    return FALSE;
  if (changeset.size == 0)
    return TRUE;
  if (!read_touched (self, connection, changeset.bytes, (gsize)changeset.size, &touched, error) ||
      !run_derivers (self, connection, &touched, 0, error) || !read_last (connection, row, error))
    return FALSE;
  row->n_objects = touched.n;
  row->changeset = changeset.bytes;
  row->changeset_size = (gsize)changeset.size;
  *tables = name_tables (self, &touched);
  return insert_row (connection, row, error) &&
         insert_objects (connection, row->id, &touched, error);
}

/* ---- Bulk ---- */

static void
watch_bulk (void         *data,
            sqlite3      *handle,
            int           operation,
            const char   *database,
            const char   *table,
            sqlite3_int64 old_key,
            sqlite3_int64 new_key)
{
  YutuConnection *connection = data;
  gint64          key = operation == SQLITE_DELETE ? old_key : new_key;
  gboolean        in_run;

  if (g_hash_table_lookup (connection->user_tables, table) == NULL)
    return;
  if (operation == SQLITE_INSERT)
    connection->bulk_rows++;
  if (operation == SQLITE_DELETE)
    connection->bulk_rows--;
  in_run = key >= connection->bulk_first && key < yutu_connection_peek_id (connection) &&
           (operation != SQLITE_UPDATE || old_key >= connection->bulk_first);
  if (in_run || connection->bulk_violated)
    return;
  connection->bulk_violated = TRUE;
  connection->bulk_violation = g_strdup_printf ("%s %" G_GINT64_FORMAT, table, key);
}

static gboolean
run_bulk (YutuConnection *connection,
          YutuWriteFunc   func,
          gpointer        data,
          GError        **error)
{
  g_autofree char *violation = NULL;
  gboolean         done = FALSE;

  connection->bulk_first = yutu_connection_peek_id (connection);
  connection->bulk_rows = 0;
  connection->bulk_violated = FALSE;
  sqlite3_preupdate_hook (connection->handle, watch_bulk, connection);
  done = func (connection, data, error);
  sqlite3_preupdate_hook (connection->handle, NULL, NULL);
  violation = g_steal_pointer (&connection->bulk_violation);
  if (!done || !connection->bulk_violated)
    return done;
  g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONSTRAINT,
               "%s: a bulk entry may only add rows of new ids, and touched %s", connection->path,
               violation);
  return FALSE;
}

static gboolean
write_bulk (YutuStore      *self,
            YutuConnection *connection,
            YutuWriteFunc   func,
            gpointer        data,
            YutuJournalRow *row,
            GHashTable    **tables,
            GError        **error)
{
  if (!run_bulk (connection, func, data, error))
    return FALSE;
  if (connection->bulk_rows == 0)
    return TRUE;
  if (!run_derivers (self, connection, NULL, connection->bulk_first, error) ||
      !read_last (connection, row, error))
    return FALSE;
  row->bulk_first = connection->bulk_first;
  row->bulk_last = yutu_connection_peek_id (connection) - 1;
  row->n_objects = connection->bulk_rows;
  *tables = name_tables (self, NULL);
  return insert_row (connection, row, error);
}

gboolean
yutu_journal_write (YutuStore           *self,
                    YutuConnection      *connection,
                    const YutuEntrySpec *spec,
                    YutuWriteFunc        func,
                    gpointer             data,
                    gint64              *entry,
                    GError             **error)
{
  g_autoptr (GHashTable) tables = NULL;
  gboolean       done = FALSE;
  YutuJournalRow row = {
    .actor = spec->actor,
    .kind = spec->kind,
    .title = spec->title,
    .schema = self->schema_version,
    .action = YUTU_JOURNAL_EDIT,
  };

  *entry = 0;
  if (!begin (connection, error))
    return FALSE;
  done = spec->bulk ? write_bulk (self, connection, func, data, &row, &tables, error)
                    : write_edit (self, connection, spec, func, data, &row, &tables, error);
  if (!done || !commit (connection, error))
    return roll_back (connection);
  if (tables == NULL) /* no user table changed: no entry */
    return TRUE;
  *entry = row.id;
  yutu_store_announce (self, tables);
  return TRUE;
}

/* ---- Undo and redo ---- */

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
  int code = sqlite3changeset_apply (connection->handle, size, (void *)changeset, NULL,
                                     refuse_conflict, NULL);

  if (code == SQLITE_ABORT)
    g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONFLICT,
                 "%s: a row is not as the entry left it; verify the journal", connection->path);
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
  g_auto (Changeset) inverse = { 0 };
  int code = sqlite3changeset_invert (size, changeset, &inverse.size, &inverse.bytes);

  if (code != SQLITE_OK)
    return yutu_connection_fail (connection, code, "inverting a journal entry", error);
  return apply (connection, inverse.bytes, inverse.size, error);
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
insert_chunk (YutuConnection  *connection,
              gint64           entry,
              gint64           seq,
              const Changeset *changeset,
              GError         **error)
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
        g_auto (Changeset) changeset = { 0 };

        if (!record (self, connection, delete_slice, &slice, &changeset, error))
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

/* Brings the rows of a bulk entry back from the chunks of its newest undo. */
static gboolean
redo_bulk (YutuConnection *connection,
           gint64          entry,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT changeset FROM journal_chunk WHERE entry = (SELECT max (id) FROM journal "
    "WHERE undoes = ?1 AND action = 1) ORDER BY seq DESC",
    error);
  gboolean found = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, entry);
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

static gboolean
set_state (YutuConnection *connection,
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
               "%s: entry %" G_GINT64_FORMAT " wrote %" G_GINT64_FORMAT " rows and %" G_GINT64_FORMAT
               " are there; verify the journal",
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
  *tables = name_tables (self, NULL);
  return run_derivers (self, connection, NULL, turn->redo ? target->bulk_first : 0, error) &&
         insert_row (connection, row, error);
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
  g_auto (Touched) touched = { 0 };
  gsize       size = 0;
  const void *bytes = g_bytes_get_data (target->changeset, &size);

  if (!(turn->redo ? apply (connection, bytes, (int)size, error)
                   : apply_inverse (connection, bytes, (int)size, error)) ||
      !read_touched (self, connection, bytes, size, &touched, error) ||
      !run_derivers (self, connection, &touched, 0, error))
    return FALSE;
  row->n_objects = touched.n;
  *tables = name_tables (self, &touched);
  return insert_row (connection, row, error) &&
         insert_objects (connection, row->id, &touched, error);
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
                   "%s: nothing to %s", self->path, row.kind);
      return FALSE;
    }
  row.title = target.title;
  row.undoes = target.id;
  turn->entry = target.id;
  if (!read_last (connection, &row, error))
    return FALSE;
  return (target.bulk_first != 0
            ? turn_bulk (self, connection, turn, &target, &row, tables, error)
            : turn_edit (self, connection, turn, &target, &row, tables, error)) &&
         set_state (connection, target.id, !turn->redo, error);
}

static gboolean
turn_on_writer (YutuStore      *self,
                YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  g_autoptr (GHashTable) tables = NULL;

  if (!begin (connection, error))
    return FALSE;
  if (!turn_back_or_forth (self, connection, data, &tables, error) || !commit (connection, error))
    return roll_back (connection);
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

typedef struct
{
  char *undo_title;
  char *redo_title;
} Peek;

static gboolean
peek (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  Peek *titles = data;
  g_auto (Target) undo = { 0 };
  g_auto (Target) redo = { 0 };

  if (!read_target (connection, FALSE, &undo, error) ||
      !read_target (connection, TRUE, &redo, error))
    return FALSE;
  titles->undo_title = g_steal_pointer (&undo.title);
  titles->redo_title = g_steal_pointer (&redo.title);
  return TRUE;
}

gboolean
yutu_store_peek_undo (YutuStore *self,
                      char     **undo_title,
                      char     **redo_title,
                      GError   **error)
{
  Peek     titles = { 0 };
  gboolean done = yutu_store_read (self, peek, &titles, NULL, error);

  *undo_title = titles.undo_title;
  *redo_title = titles.redo_title;
  return done;
}

/* ---- Listing ---- */

void
yutu_entry_free (YutuEntry *self)
{
  if (self == NULL)
    return;
  g_free (self->at);
  g_free (self->actor);
  g_free (self->kind);
  g_free (self->title);
  g_free (self->hash);
  g_free (self);
}

#define ENTRY_COLUMNS \
  "id, at, actor, kind, title, state, undoes, n_objects, bulk_first, lower (hex (hash))"

typedef struct
{
  gint64     object;
  gsize      limit;
  GPtrArray *entries;
} List;

static gboolean
list_entries (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  List         *list = data;
  gboolean      found = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    list->object == 0
      ? "SELECT " ENTRY_COLUMNS " FROM journal WHERE ?1 = 0 ORDER BY id DESC LIMIT ?2"
      : "SELECT " ENTRY_COLUMNS " FROM journal WHERE id IN (SELECT entry FROM journal_object "
        "WHERE object = ?1 UNION ALL SELECT id FROM journal WHERE bulk_first > 0 AND "
        "bulk_first <= ?1 AND bulk_last >= ?1) ORDER BY id DESC LIMIT ?2",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, list->object);
  sqlite3_bind_int64 (statement, 2, list->limit > 0 ? (gint64)list->limit : -1);
  while (TRUE)
    {
      YutuEntry *entry = NULL;

      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      entry = g_new0 (YutuEntry, 1);
      entry->id = sqlite3_column_int64 (statement, 0);
      entry->at = g_strdup ((const char *)sqlite3_column_text (statement, 1));
      entry->actor = g_strdup ((const char *)sqlite3_column_text (statement, 2));
      entry->kind = g_strdup ((const char *)sqlite3_column_text (statement, 3));
      entry->title = g_strdup ((const char *)sqlite3_column_text (statement, 4));
      entry->state = sqlite3_column_int (statement, 5) != 0 ? YUTU_ENTRY_UNDONE : YUTU_ENTRY_DONE;
      entry->undoes = sqlite3_column_int64 (statement, 6);
      entry->n_objects = sqlite3_column_int64 (statement, 7);
      entry->bulk = sqlite3_column_int64 (statement, 8) != 0;
      entry->hash = g_strdup ((const char *)sqlite3_column_text (statement, 9));
      g_ptr_array_add (list->entries, entry);
    }
}

GPtrArray *
yutu_store_list_entries (YutuStore    *self,
                         gint64        object,
                         gsize         limit,
                         GCancellable *cancellable,
                         GError      **error)
{
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify)yutu_entry_free);
  List list = { .object = object, .limit = limit, .entries = entries };

  if (!yutu_store_read (self, list_entries, &list, cancellable, error))
    return NULL;
  return g_steal_pointer (&entries);
}
