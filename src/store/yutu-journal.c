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
 * 5. Derived tables are brought up to date in the same transaction, forward and back.
 * 6. Of a long value that changed only here and there, the changeset keeps what differs and a hash
 *    (yutu-changeset.c). */

#include "base/yutu-compare.h"
#include "store/yutu-journal-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* ---- Adding a row ---- */

gboolean
yutu_journal_read_last (YutuConnection *connection,
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

gboolean
yutu_journal_insert_row (YutuConnection *connection,
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

void
yutu_touched_clear (YutuTouched *self)
{
  g_clear_pointer (&self->ids, g_ptr_array_unref);
}

static void
array_unref_or_null (gpointer array)
{
  if (array != NULL)
    g_array_unref (array);
}

typedef struct
{
  YutuStore      *store;
  YutuConnection *connection;
  YutuTouched    *touched;
  const char     *bad_table; /* a row of an id that was not given */
  gint64          bad_id;
} ReadTouched;

static void
note_touched (const char *table,
              gint64      id,
              gpointer    data)
{
  ReadTouched *self = data;
  guint        position = GPOINTER_TO_UINT (g_hash_table_lookup (self->store->user_tables, table));
  gpointer    *ids = position > 0 ? &self->touched->ids->pdata[position - 1] : NULL;

  if (ids == NULL)
    return;
  if (id >> 40 == self->connection->replica && id >= yutu_connection_peek_id (self->connection) &&
      self->bad_table == NULL)
    {
      self->bad_table = table;
      self->bad_id = id;
    }
  if (*ids == NULL)
    *ids = g_array_new (FALSE, FALSE, sizeof id);
  g_array_append_val ((GArray *)*ids, id);
  self->touched->n++;
}

/* In the order of ids, in which they lie in the tables. */
gboolean
yutu_journal_read_touched (YutuStore      *self,
                           YutuConnection *connection,
                           const void     *changeset,
                           gsize           size,
                           YutuTouched    *touched,
                           GError        **error)
{
  ReadTouched read = { self, connection, touched, NULL, 0 };

  touched->ids = g_ptr_array_new_with_free_func (array_unref_or_null);
  g_ptr_array_set_size (touched->ids, (int)self->table_names->len);
  if (!yutu_changeset_each (changeset, size, note_touched, &read))
    {
      g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_DAMAGED,
                   _ ("%s: a journal entry cannot be read; restore a backup"), connection->path);
      return FALSE;
    }
  if (read.bad_table != NULL)
    g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONSTRAINT,
                 _ ("%s: %s %" PRId64 ": ids come from the file's counter only"),
                 connection->path, read.bad_table, read.bad_id);
  for (guint t = 0; t < touched->ids->len; t++)
    if (g_ptr_array_index (touched->ids, t) != NULL)
      g_array_sort (g_ptr_array_index (touched->ids, t), yutu_compare_int64);
  return read.bad_table == NULL;
}

gboolean
yutu_journal_insert_objects (YutuConnection    *connection,
                             gint64             entry,
                             const YutuTouched *touched,
                             GError           **error)
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

void
yutu_journal_set_changes (YutuConnection *connection,
                          gconstpointer   bytes,
                          gsize           size,
                          gboolean        are_undone)
{
  connection->changes = bytes;
  connection->changes_size = size;
  connection->changes_are_undone = are_undone;
}

/* Behind a closed guard: what they would write into user tables is in no changeset. */
gboolean
yutu_journal_run_derivers (YutuStore         *self,
                           YutuConnection    *connection,
                           const YutuTouched *touched, /* NULL: a bulk entry */
                           gint64             bulk_first,
                           GError           **error)
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

GHashTable *
yutu_journal_name_tables (YutuStore         *self,
                          const YutuTouched *touched)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, array_unref_or_null);

  for (guint t = 0; t < self->table_names->len; t++)
    {
      GArray *ids = touched != NULL ? g_ptr_array_index (touched->ids, t) : NULL;

      if (touched == NULL || ids != NULL)
        g_hash_table_insert (rows, g_strdup (g_ptr_array_index (self->table_names, t)),
                             ids != NULL ? g_array_ref (ids) : NULL);
    }
  return rows;
}

/* ---- Transactions ---- */

/* The ids of a write that failed stay given: whoever made it may still hold them. */
gboolean
yutu_journal_roll_back (YutuConnection *connection)
{
  connection->in_write = FALSE;
  connection->is_open = FALSE;
  yutu_connection_roll_back (connection);
  return FALSE;
}

gboolean
yutu_journal_begin (YutuConnection *connection,
                    GError        **error)
{
  connection->in_write = yutu_connection_exec (connection, "BEGIN IMMEDIATE", error);
  connection->is_open = connection->in_write;
  return connection->in_write;
}

gboolean
yutu_journal_commit (YutuConnection *connection,
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

void
yutu_changeset_clear (YutuChangeset *self)
{
  sqlite3_free (self->bytes);
}

/* Runs @func and takes down what it changed in the user tables. */
gboolean
yutu_journal_record (YutuStore      *self,
                     YutuConnection *connection,
                     YutuWriteFunc   func,
                     gpointer        data,
                     YutuChangeset  *changeset,
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
  g_auto (YutuChangeset) changeset = { 0 };
  g_auto (YutuTouched) touched = { 0 };
  g_autoptr (GBytes) packed = NULL;
  gboolean done = FALSE;

  if (!yutu_journal_record (self, connection, func, data, &changeset, error))
    return FALSE;
  if (changeset.size == 0)
    return TRUE;
  yutu_journal_set_changes (connection, changeset.bytes, (gsize)changeset.size, FALSE);
  done = yutu_journal_read_touched (self, connection, changeset.bytes, (gsize)changeset.size, &touched, error) &&
         yutu_journal_run_derivers (self, connection, &touched, 0, error) &&
         yutu_journal_read_last (connection, row, error);
  yutu_journal_set_changes (connection, NULL, 0, FALSE);
  if (!done)
    return FALSE;
  packed = yutu_changeset_pack (changeset.bytes, (gsize)changeset.size);
  row->n_objects = touched.n;
  row->changeset = g_bytes_get_data (packed, &row->changeset_size);
  *tables = yutu_journal_name_tables (self, &touched);
  return yutu_journal_insert_row (connection, row, error) &&
         yutu_journal_insert_objects (connection, row->id, &touched, error);
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
               _ ("%s: a bulk entry may only add rows of new ids, and touched %s"), connection->path,
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
  if (!yutu_journal_run_derivers (self, connection, NULL, connection->bulk_first, error) ||
      !yutu_journal_read_last (connection, row, error))
    return FALSE;
  row->bulk_first = connection->bulk_first;
  row->bulk_last = yutu_connection_peek_id (connection) - 1;
  row->n_objects = connection->bulk_rows;
  *tables = yutu_journal_name_tables (self, NULL);
  return yutu_journal_insert_row (connection, row, error);
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
  if (!yutu_journal_begin (connection, error))
    return FALSE;
  done = spec->bulk ? write_bulk (self, connection, func, data, &row, &tables, error)
                    : write_edit (self, connection, spec, func, data, &row, &tables, error);
  if (!done || !yutu_journal_commit (connection, error))
    return yutu_journal_roll_back (connection);
  if (tables == NULL) /* no user table changed: no entry */
    return TRUE;
  *entry = row.id;
  yutu_store_announce (self, tables);
  return TRUE;
}
