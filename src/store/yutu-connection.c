/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "store/yutu-store-private.h"

#include <glib/gi18n.h>
#include <spatialite.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/yutu-wording.h"

#define LOG_INDEX_BYTES 32768 /* what the index of the log grows by, sqlite.org/walformat.html section 2 */

G_DEFINE_QUARK (yutu_store_error, yutu_store_error)

/* ---- Errors ---- */

static YutuStoreError
error_of (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return YUTU_STORE_ERROR_LOCKED;
    case SQLITE_NOTADB:
      return YUTU_STORE_ERROR_NOT_A_FILE;
    case SQLITE_CORRUPT:
      return YUTU_STORE_ERROR_DAMAGED;
    case SQLITE_FULL:
      return YUTU_STORE_ERROR_FULL;
    case SQLITE_READONLY:
      return YUTU_STORE_ERROR_READ_ONLY;
    case SQLITE_CONSTRAINT:
      return YUTU_STORE_ERROR_CONSTRAINT;
    default:
      return YUTU_STORE_ERROR_FAILED;
    }
}

/* A page of the file that tells others of its log cannot be had on a full disk: SQLite calls that an I/O error. */
static gboolean
is_disk_full (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct statvfs   room;

  return statvfs (folder, &room) == 0 && (guint64)room.f_bavail * room.f_frsize < LOG_INDEX_BYTES;
}

/* What is to be said of codes that are known, {1} the file, {2} who holds it; NULL of others. */
static const char *
get_wording (YutuStoreError kind,
             int            code)
{
  switch ((int)kind)
    {
    case YUTU_STORE_ERROR_LOCKED:
      return _ ("{1}: {2} holds the file; close it there and try again");
    case YUTU_STORE_ERROR_FULL:
      return _ ("{1}: the disk is full; make room on it and try again");
    case YUTU_STORE_ERROR_DAMAGED:
      return _ ("{1}: the file is damaged; restore a backup");
    case YUTU_STORE_ERROR_READ_ONLY:
      return _ ("{1}: nothing can be written there; copy the file to where it may be written");
    case YUTU_STORE_ERROR_NOT_A_FILE:
      return _ ("{1}: this is no file of Yutu; choose another one");
    default:
      break;
    }
  if ((code & 0xff) == SQLITE_IOERR)
    return _ ("{1}: the disk could not be read or written; check it");
  if ((code & 0xff) == SQLITE_CANTOPEN)
    return _ ("{1}: the file cannot be opened; check the rights of it and of its folder");
  return NULL;
}

gboolean
yutu_store_fail_code (const char *path,
                      int         code,
                      const char *message,
                      const char *doing,
                      GError    **error)
{
  g_autofree char *holder = NULL;
  g_autofree char *words = NULL;
  const char      *wording = NULL;
  YutuStoreError   kind = (code & 0xff) == SQLITE_IOERR && is_disk_full (path) ? YUTU_STORE_ERROR_FULL : error_of (code);

  if ((code & 0xff) == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
      return FALSE;
    }
  wording = get_wording (kind, code);
  if (wording == NULL)
    {
      g_set_error (error, YUTU_STORE_ERROR, (int)kind, "%s: %s: %s (%d)", path, doing, message, code);
      return FALSE;
    }
  g_debug ("%s: %s: %s (%d)", path, doing, message, code); /* SQLite's own words tell people nothing */
  if (kind == YUTU_STORE_ERROR_LOCKED)
    holder = yutu_lock_find_foreign_holder (path, FALSE);
  words = yutu_wording_fill (wording, (const char *const[]){ path, holder != NULL ? holder : _ ("another program"), NULL });
  g_set_error_literal (error, YUTU_STORE_ERROR, (int)kind, words);
  return FALSE;
}

gboolean
yutu_connection_fail (YutuConnection *self,
                      int             code,
                      const char     *doing,
                      GError        **error)
{
  return yutu_store_fail_code (self->path, code, sqlite3_errmsg (self->handle), doing, error);
}

/* ---- Life ---- */

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

/* Called by the triggers of every user table: what nobody records, nobody may write. */
static void
guard (sqlite3_context *context,
       int              n_values,
       sqlite3_value  **values)
{
  YutuConnection *self = sqlite3_user_data (context);

  if (self->is_open)
    return;
  sqlite3_result_error (context, "user tables are written inside a journal entry only", -1);
  sqlite3_result_error_code (context, SQLITE_CONSTRAINT_TRIGGER);
}

/* A mapped page that cannot be read is a SIGBUS: no mapping where the medium can go away. */
static gboolean
is_on_local_disk (const char *path)
{
  struct statfs info;

  if (statfs (path, &info) != 0)
    return FALSE;
  switch ((guint32)info.f_type)
    {
    case 0x6969:     /* NFS */
    case 0x517B:     /* SMB */
    case 0xFF534D42: /* CIFS */
    case 0xFE534D42: /* SMB 2 */
    case 0x65735546: /* FUSE */
    case 0x01021997: /* 9P */
    case 0x4D44:     /* FAT */
    case 0x2011BAB0: /* exFAT */
      return FALSE;
    default:
      return TRUE;
    }
}

static gboolean
configure (YutuConnection    *self,
           YutuConnectionKind kind,
           GError           **error)
{
  gboolean is_writer = kind == YUTU_CONNECTION_WRITER || kind == YUTU_CONNECTION_CREATOR ||
                       kind == YUTU_CONNECTION_MEMORY_WRITER;
  int code;

  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, YUTU_STORE_LOCK_WAIT_MS);
  self->spatialite = spatialite_alloc_connection ();
  spatialite_init_ex (self->handle, self->spatialite, 0);
  spatialite_set_silent_mode (self->spatialite);
  if (is_writer)
    {
      code = sqlite3_create_function (self->handle, "yutu_guard", 0, SQLITE_UTF8, self, guard,
                                      NULL, NULL);
      if (code != SQLITE_OK)
        return yutu_connection_fail (self, code, "preparing the writer", error);
    }
  if (!yutu_connection_exec (self,
                             "PRAGMA foreign_keys = ON; PRAGMA cache_size = -32768;"
                             "PRAGMA temp_store = MEMORY;",
                             error) ||
      (is_on_local_disk (self->path) &&
       !yutu_connection_exec (self, "PRAGMA mmap_size = 2147418112", error)))
    return FALSE;
  if (kind == YUTU_CONNECTION_MEMORY_WRITER &&
      !yutu_connection_exec (
        self, "PRAGMA journal_mode = MEMORY; PRAGMA recursive_triggers = ON;", error))
    return FALSE;
  if (is_writer && kind != YUTU_CONNECTION_MEMORY_WRITER &&
      !yutu_connection_exec (self,
                             "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                             "PRAGMA recursive_triggers = ON;" /* REPLACE fires delete triggers */
                             /* pages that fall free are not overwritten: the journal keeps what was on them */
                             "PRAGMA secure_delete = FAST;"
                             "PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864;"
                             "PRAGMA cache_size = -65536;", /* a large entry's pages, each written once */
                             error))
    return FALSE;
  return is_writer || yutu_connection_exec (self, "PRAGMA query_only = ON", error);
}

/* No sums of memory in use, each under a lock: nobody asks for them. Where SQLite is running already, it
 * stays as it is. */
static void
configure_process (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      g_once_init_leave (&once, 1);
    }
}

YutuConnection *
yutu_connection_open (const char        *path,
                      YutuConnectionKind kind,
                      GError           **error)
{
  g_autoptr (YutuConnection) self = g_new0 (YutuConnection, 1);
  g_autofree char *escaped = g_uri_escape_string (path, "/", TRUE);
  gboolean         is_in_memory =
    kind == YUTU_CONNECTION_MEMORY_READER || kind == YUTU_CONNECTION_MEMORY_WRITER;
  g_autofree char *uri = g_strdup_printf ("file:%s%s", escaped,
                                          kind == YUTU_CONNECTION_IMMUTABLE ? "?immutable=1"
                                          : is_in_memory                    ? "?vfs=memdb"
                                                                            : "");
  int              flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
  int              code;

  if (kind == YUTU_CONNECTION_CREATOR)
    flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  else if (is_in_memory)
    flags |= SQLITE_OPEN_READWRITE;
  else
    /* A reader that could write (and is kept from it by query_only) leaves no log behind when it
     * is the last one to close. */
    flags |= kind != YUTU_CONNECTION_IMMUTABLE && access (path, W_OK) == 0 ? SQLITE_OPEN_READWRITE
                                                                           : SQLITE_OPEN_READONLY;

  configure_process ();
  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            finalize_statement);
  code = sqlite3_open_v2 (uri, &self->handle, flags, NULL);
  if (code != SQLITE_OK)
    {
      yutu_connection_fail (self, code, "opening", error);
      return NULL;
    }
  if (!configure (self, kind, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
yutu_connection_free (YutuConnection *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->statements);
  sqlite3_close_v2 (self->handle);
  g_clear_pointer (&self->spatialite, spatialite_cleanup_ex);
  g_free (self->bulk_violation);
  g_free (self->path);
  g_free (self);
}

sqlite3 *
yutu_connection_get_handle (YutuConnection *self)
{
  return self->handle;
}

/* ---- Statements ---- */

sqlite3_stmt *
yutu_connection_prepare (YutuConnection *self,
                         const char     *sql,
                         GError        **error)
{
  sqlite3_stmt *statement = g_hash_table_lookup (self->statements, sql);
  int           code;

  if (statement != NULL)
    {
      sqlite3_reset (statement);
      sqlite3_clear_bindings (statement);
      return statement;
    }
  code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
  if (code != SQLITE_OK)
    {
      yutu_connection_fail (self, code, "preparing a statement", error);
      return NULL;
    }
  g_hash_table_insert (self->statements, g_strdup (sql), statement);
  return statement;
}

static gboolean
is_stopped (YutuConnection *self,
            GError        **error)
{
  if (g_atomic_int_get (&self->is_stopped) ||
      (self->yields_to != NULL && g_async_queue_length (self->yields_to) > 0))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
  else
    return g_cancellable_set_error_if_cancelled (self->cancellable, error);
  return TRUE;
}

gboolean
yutu_connection_step (YutuConnection *self,
                      sqlite3_stmt   *statement,
                      gboolean       *row,
                      GError        **error)
{
  int code;

  *row = FALSE;
  if (is_stopped (self, error))
    {
      sqlite3_reset (statement);
      return FALSE;
    }
  code = sqlite3_step (statement);
  *row = code == SQLITE_ROW;
  if (code == SQLITE_ROW || code == SQLITE_DONE)
    return TRUE;
  yutu_connection_fail (self, code, "running a statement", error);
  sqlite3_reset (statement);
  return FALSE;
}

gboolean
yutu_connection_run (YutuConnection *self,
                     sqlite3_stmt   *statement,
                     GError        **error)
{
  gboolean row = TRUE;

  while (row)
    if (!yutu_connection_step (self, statement, &row, error))
      return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
yutu_connection_run_with (YutuConnection *self,
                          const char     *sql,
                          gint64          value,
                          GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, value);
  return yutu_connection_run (self, statement, error);
}

gboolean
yutu_connection_exec (YutuConnection *self,
                      const char     *sql,
                      GError        **error)
{
  int code;

  if (is_stopped (self, error))
    return FALSE;
  code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  return code == SQLITE_OK || yutu_connection_fail (self, code, "running a statement", error);
}

gboolean
yutu_connection_get_int64 (YutuConnection *self,
                           const char     *sql,
                           gint64          fallback,
                           gint64         *value,
                           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (self, sql, error);
  gboolean      row = FALSE;

  if (statement == NULL || !yutu_connection_step (self, statement, &row, error))
    return FALSE;
  *value = row && sqlite3_column_type (statement, 0) != SQLITE_NULL
             ? sqlite3_column_int64 (statement, 0)
             : fallback;
  sqlite3_reset (statement);
  return TRUE;
}

void
yutu_connection_roll_back (YutuConnection *self)
{
  GHashTableIter iter;
  gpointer       statement = NULL;

  g_hash_table_iter_init (&iter, self->statements);
  while (g_hash_table_iter_next (&iter, NULL, &statement))
    sqlite3_reset (statement);
  /* Twice at most: an interrupt may hit the first. */
  for (int i = 0; i < 2 && !sqlite3_get_autocommit (self->handle); i++)
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

/* ---- Ids: replica << 40 | counter ---- */

gboolean
yutu_connection_load_ids (YutuConnection *self,
                          GError        **error)
{
  return yutu_connection_get_int64 (self, "SELECT value FROM file_state WHERE key = 'replica'", 1,
                                    &self->replica, error) &&
         yutu_connection_get_int64 (self, "SELECT value FROM file_state WHERE key = 'next_id'", 1,
                                    &self->next_counter, error);
}

gboolean
yutu_connection_save_ids (YutuConnection *self,
                          GError        **error)
{
  return yutu_connection_run_with (self,
                                   "INSERT INTO file_state (key, value) VALUES ('next_id', ?1) "
                                   "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                                   self->next_counter, error);
}

gint64
yutu_connection_peek_id (YutuConnection *self)
{
  return self->replica << 40 | self->next_counter;
}

gint64
yutu_connection_new_ids (YutuConnection *self,
                         gsize           n)
{
  gint64 first = yutu_connection_peek_id (self);

  g_assert (self->in_write);
  self->next_counter += (gint64)n;
  return first;
}

gint64
yutu_connection_new_id (YutuConnection *self)
{
  return yutu_connection_new_ids (self, 1);
}
