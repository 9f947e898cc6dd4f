/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The recording clock: a file as it was known at a moment. A copy in memory, shared by the
 * connections of this process and gone with the last of them, is taken back entry by entry from the
 * newest; what people entered never touches a disk a second time.
 *
 * 1. Every user table is row for row what it was when the last entry up to the moment was committed:
 *    the digest of the past is the digest that the file had then.
 * 2. Its journal ends with that entry, and each entry has the state it had then.
 * 3. Derived tables follow from the user tables, as the derivers make them.
 * 4. Nobody writes it. */

#include "store/yutu-journal-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#define SIZE_LIMIT (G_GINT64_CONSTANT (1) << 40)

/* ---- The copy ---- */

/* A file in write-ahead mode says so in bytes 18 and 19 of its first page; memory has no such log. */
static gboolean
leave_wal_mode (sqlite3    *handle,
                const char *path,
                GError    **error)
{
  static const guint8 rollback[] = { 1, 1 };
  sqlite3_file       *file = NULL;
  int code = sqlite3_file_control (handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);

  if (code == SQLITE_OK)
    code = file->pMethods->xWrite (file, rollback, sizeof rollback, 18);
  return code == SQLITE_OK ||
         yutu_store_fail_code (path, code, sqlite3_errstr (code), "copying", error);
}

typedef struct
{
  sqlite3      *to;
  const char   *path;
  YutuProgress *progress;
} Copy;

static gboolean
copy_from (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Copy  *copy = data;
  gint64 n = 0;

  /* A first look pins the state. */
  return yutu_connection_get_int64 (connection, "SELECT count (*) FROM user_table", 0, &n, error) &&
         yutu_store_copy_pages (connection->handle, copy->to, copy->path, copy->progress, error) &&
         leave_wal_mode (copy->to, copy->path, error);
}

/* Fills the memory called @name; it lives as long as a connection to it. */
static gboolean
copy_into_memory (YutuStore       *store,
                  const char      *name,
                  YutuProgress    *progress,
                  YutuConnection **writer,
                  GError         **error)
{
  g_autofree char *uri = g_strdup_printf ("file:%s?vfs=memdb", name);
  sqlite3_int64    limit = SIZE_LIMIT;
  Copy             copy = { .path = store->path, .progress = progress };
  int              code = sqlite3_open_v2 (
    uri, &copy.to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI, NULL);
  gboolean done = FALSE;

  if (code == SQLITE_OK)
    code = sqlite3_file_control (copy.to, "main", SQLITE_FCNTL_SIZE_LIMIT, &limit);
  done = code == SQLITE_OK ? yutu_store_read (store, copy_from, &copy, NULL, error)
                           : yutu_store_fail_code (store->path, code, sqlite3_errstr (code),
                                                   "copying", error);
  if (done)
    *writer = yutu_connection_open (name, YUTU_CONNECTION_MEMORY_WRITER, error);
  sqlite3_close_v2 (copy.to);
  return done && *writer != NULL;
}

/* ---- Taking back ---- */

typedef struct
{
  gint64 id;
  gint64 action;
  gint64 target; /* the entry whose changes these are: itself, or what it undid or redid */
  gint64 bulk_first;
  gint64 bulk_last;
} Later;

typedef struct
{
  YutuStore      *store;
  YutuConnection *connection;
  YutuProgress   *progress;
  GArray         *later;   /* Later, newest first */
  GPtrArray      *touched; /* GHashTable of ids a table, of entries not derived yet */
} Past;

static gboolean
list_later (Past       *self,
            const char *moment,
            gint64     *cut,
            GError    **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection,
    "SELECT id, action, CASE WHEN action = 0 THEN id ELSE undoes END, bulk_first, bulk_last "
    "FROM journal WHERE id > ?1 ORDER BY id DESC",
    error);
  sqlite3_stmt *last = yutu_connection_prepare (
    self->connection, "SELECT coalesce (max (id), 0) FROM journal WHERE at <= ?1", error);
  gboolean found = FALSE;

  if (statement == NULL || last == NULL)
    return FALSE;
  sqlite3_bind_text (last, 1, moment, -1, SQLITE_STATIC);
  if (!yutu_connection_step (self->connection, last, &found, error))
    return FALSE;
  *cut = sqlite3_column_int64 (last, 0);
  sqlite3_reset (last);
  sqlite3_bind_int64 (statement, 1, *cut);
  while (yutu_connection_step (self->connection, statement, &found, error))
    {
      Later later = { 0 };

      if (!found)
        return TRUE;
      later.id = sqlite3_column_int64 (statement, 0);
      later.action = sqlite3_column_int64 (statement, 1);
      later.target = sqlite3_column_int64 (statement, 2);
      later.bulk_first = sqlite3_column_int64 (statement, 3);
      later.bulk_last = sqlite3_column_int64 (statement, 4);
      g_array_append_val (self->later, later);
    }
  return FALSE;
}

/* ---- Derived tables: once for a run of entries ---- */

static void
note_touched (const char *table,
              gint64      id,
              gpointer    data)
{
  Past *self = data;
  guint position = GPOINTER_TO_UINT (g_hash_table_lookup (self->store->user_tables, table));

  if (position > 0)
    g_hash_table_add (g_ptr_array_index (self->touched, position - 1), g_memdup2 (&id, sizeof id));
}

static gboolean
derive_touched (Past    *self,
                GError **error)
{
  g_auto (YutuTouched) touched = { 0 };
  gboolean done = FALSE;

  touched.ids = g_ptr_array_new ();
  for (guint t = 0; t < self->touched->len; t++)
    {
      GHashTable    *ids = g_ptr_array_index (self->touched, t);
      GArray        *array = NULL;
      GHashTableIter iter;
      gpointer       id = NULL;

      if (g_hash_table_size (ids) > 0)
        array = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_iter_init (&iter, ids);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        g_array_append_vals (array, id, 1);
      touched.n += g_hash_table_size (ids);
      g_ptr_array_add (touched.ids, array);
      g_hash_table_remove_all (ids);
    }
  done = touched.n == 0 ||
         yutu_journal_run_derivers (self->store, self->connection, &touched, 0, error);
  for (guint t = 0; t < touched.ids->len; t++)
    g_clear_pointer (&touched.ids->pdata[t], g_array_unref);
  self->connection->is_open = TRUE;
  return done;
}

static gboolean
derive_bulk (Past    *self,
             gint64   first,
             GError **error)
{
  gboolean done =
    yutu_journal_run_derivers (self->store, self->connection, NULL, first, error);

  self->connection->is_open = TRUE;
  return done;
}

/* ---- Entries ---- */

static GBytes *
load_changeset (Past    *self,
                gint64   entry,
                GError **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    self->connection, "SELECT changeset FROM journal WHERE id = ?1", error);
  gboolean found = FALSE;
  GBytes  *bytes = NULL;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, entry);
  if (!yutu_connection_step (self->connection, statement, &found, error))
    return NULL;
  bytes = g_bytes_new (sqlite3_column_blob (statement, 0),
                       (gsize)sqlite3_column_bytes (statement, 0));
  sqlite3_reset (statement);
  return bytes;
}

static gboolean
take_back_edit (Past        *self,
                const Later *later,
                GError     **error)
{
  gboolean is_undo = later->action != YUTU_JOURNAL_UNDO; /* of an undo: done again */
  g_autoptr (GBytes) packed = load_changeset (self, later->target, error);
  g_autoptr (GBytes) changeset = NULL;
  gsize         size = 0;
  gconstpointer bytes = NULL;

  if (packed == NULL)
    return FALSE;
  changeset = yutu_changeset_unpack (self->connection, packed, is_undo, error);
  if (changeset == NULL)
    return FALSE;
  bytes = g_bytes_get_data (changeset, &size);
  if (!yutu_journal_apply (self->connection, bytes, size, is_undo, error))
    return FALSE;
  yutu_changeset_each (bytes, size, note_touched, self);
  return TRUE;
}

static gboolean
delete_run (Past        *self,
            const Later *later,
            GError     **error)
{
  for (guint t = self->store->table_names->len; t-- > 0;)
    {
      char         *sql = sqlite3_mprintf ("DELETE FROM \"%w\" WHERE id BETWEEN ?1 AND ?2",
                                           g_ptr_array_index (self->store->table_names, t));
      sqlite3_stmt *statement = yutu_connection_prepare (self->connection, sql, error);

      sqlite3_free (sql);
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, later->bulk_first);
      sqlite3_bind_int64 (statement, 2, later->bulk_last);
      if (!yutu_connection_run (self->connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_back_bulk (Past        *self,
                const Later *later,
                GError     **error)
{
  if (!derive_touched (self, error))
    return FALSE;
  if (later->action == YUTU_JOURNAL_UNDO)
    return yutu_journal_bring_back_run (self->connection, later->id, error) &&
           derive_bulk (self, later->bulk_first, error);
  return delete_run (self, later, error) && derive_bulk (self, 0, error);
}

static gboolean
set_state (Past        *self,
           const Later *later,
           GError     **error)
{
  return later->action == YUTU_JOURNAL_EDIT ||
         yutu_journal_set_state (self->connection, later->target,
                                 later->action == YUTU_JOURNAL_REDO, error);
}

/* What was not there at the moment, and what stands in no journal. */
static gboolean
forget_later (Past    *self,
              gint64   cut,
              GError **error)
{
  static const char *const texts[] = {
    "DELETE FROM journal WHERE id > ?1",
    "DELETE FROM journal_object WHERE entry > ?1",
    "DELETE FROM journal_chunk WHERE entry > ?1",
    "DELETE FROM draft WHERE ?1 = ?1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (self->connection, texts[i], error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, cut);
      if (!yutu_connection_run (self->connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_back (Past       *self,
           const char *moment,
           GError    **error)
{
  gint64 cut = 0;

  if (!list_later (self, moment, &cut, error))
    return FALSE;
  for (guint i = 0; i < self->later->len; i++)
    {
      const Later *later = &g_array_index (self->later, Later, i);

      if (!yutu_progress_step (self->progress, "journal", i, self->later->len, error))
        return FALSE;
      if (!(later->bulk_first > 0 ? take_back_bulk (self, later, error)
                                  : take_back_edit (self, later, error)) ||
          !set_state (self, later, error))
        {
          g_prefix_error (error, _ ("journal entry %" PRId64 ": "), later->id);
          return FALSE;
        }
    }
  return derive_touched (self, error) && forget_later (self, cut, error);
}

static gboolean
take_back_all (Past       *self,
               const char *moment,
               GError    **error)
{
  self->later = g_array_new (FALSE, FALSE, sizeof (Later));
  self->touched = g_ptr_array_new_with_free_func ((GDestroyNotify)g_hash_table_unref);
  for (guint t = 0; t < self->store->table_names->len; t++)
    g_ptr_array_add (self->touched,
                     g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL));
  return yutu_journal_begin (self->connection, error) &&
         ((take_back (self, moment, error) &&
           yutu_chores_run (self->store, self->connection, error)) ||
          yutu_journal_roll_back (self->connection)) &&
         yutu_journal_commit (self->connection, error);
}

YutuStore *
yutu_store_open_past (YutuStore         *present,
                      const char        *moment,
                      YutuStoreSetupFunc setup,
                      YutuProgress      *progress,
                      GError           **error)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *name = g_strconcat ("/yutu-past-", uuid, NULL);
  g_autoptr (YutuStore) self = yutu_store_new_memory (present->path, name);
  Past     past = { .store = self, .progress = progress };
  gboolean done = FALSE;

  self->schema_version = present->schema_version;
  self->moment = g_strdup (moment);
  self->read_only_reason = g_strdup_printf ("as it was known at %s", moment);
  if (!copy_into_memory (present, name, progress, &self->writer, error) ||
      !yutu_store_load_tables (self, self->writer, error) ||
      !yutu_connection_load_ids (self->writer, error))
    return NULL;
  self->writer->user_tables = self->user_tables;
  past.connection = self->writer;
  if (setup != NULL)
    setup (self);
  done = take_back_all (&past, moment, error);
  g_clear_pointer (&past.later, g_array_unref);
  g_clear_pointer (&past.touched, g_ptr_array_unref);
  return done ? g_steal_pointer (&self) : NULL;
}
