/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What can go wrong around a file: foreign locks, broken files, full disks, killed writers. A child
 * process is this program with a verb; it writes what it has done to its standard output. */

#include "folder.h"

#include "store/yutu-store-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/yutu-random.h"

#define N_KILLS 200

static const char *program;

typedef struct
{
  char      *folder;
  char      *path;
  YutuStore *store;
} Fixture;

static YutuStore *
open_store (const char        *path,
            YutuStoreOpenFlags flags)
{
  g_autoptr (GError) error = NULL;
  YutuStore *store = yutu_store_open (path, flags, &error);

  g_assert_no_error (error);
  return store;
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = g_dir_make_tmp ("yutu-test-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "武城 100%.yutu", NULL);
  self->store = open_store (self->path, YUTU_STORE_OPEN_CREATE);
}

static void
close_store (Fixture *self)
{
  if (self->store != NULL)
    yutu_store_close (self->store);
  g_clear_pointer (&self->store, yutu_store_unref);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  close_store (self);
  folder_remove (self->folder);
  g_free (self->path);
}

/* ---- The smallest writes ---- */

static gboolean
insert_setting (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "INSERT INTO setting (id, key, value) VALUES (?1, 'k' || ?1, hex (zeroblob (200)))",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  return yutu_connection_run (connection, statement, error);
}

static const YutuEntrySpec SPEC = { .kind = "test", .title = "写入", .actor = "测试员" };

static gboolean
write_once (YutuStore *store,
            gint64    *entry,
            GError   **error)
{
  return yutu_store_write (store, &SPEC, insert_setting, NULL, entry, NULL, error);
}

static gboolean
count_settings (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  return yutu_connection_get_int64 (connection, "SELECT count (*) FROM setting", -1, data, error);
}

static gint64
count (YutuStore *store)
{
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  g_assert_true (yutu_store_read (store, count_settings, &n, NULL, &error));
  g_assert_no_error (error);
  return n;
}

static gboolean
check_integrity (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, "PRAGMA integrity_check", error);
  gboolean      row = FALSE;

  if (statement == NULL || !yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  g_assert_cmpstr ((const char *)sqlite3_column_text (statement, 0), ==, "ok");
  return TRUE;
}

static void
assert_whole (YutuStore *store)
{
  g_autoptr (GError) error = NULL;
  YutuVerifyResult result = { 0 };

  g_assert_true (yutu_store_verify (store, &result, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (result.first_bad, ==, 0);
  g_assert_true (yutu_store_read (store, check_integrity, NULL, NULL, &error));
  g_assert_no_error (error);
}

/* ---- Children ---- */

typedef struct
{
  GPid  pid;
  FILE *out;
} Child;

static void
child_start (Child      *self,
             const char *verb,
             const char *path)
{
  const char *argv[] = { program, verb, path, NULL };
  int         fd = -1;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_spawn_async_with_pipes (NULL, (char **)argv, NULL,
                                           G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &self->pid, NULL,
                                           &fd, NULL, &error));
  g_assert_no_error (error);
  self->out = fdopen (fd, "r");
}

/* The next number that the child says, or -1 at its end. */
static gint64
child_read (Child *self)
{
  char line[64];

  /* A line cut off by the kill was not said. */
  if (fgets (line, sizeof line, self->out) == NULL || strchr (line, '\n') == NULL)
    return -1;
  return g_ascii_strtoll (line, NULL, 10);
}

static void
child_kill (Child *self)
{
  kill (self->pid, SIGKILL);
}

static void
child_end (Child *self)
{
  int status = 0;

  fclose (self->out);
  g_assert_cmpint (waitpid (self->pid, &status, 0), ==, self->pid);
  g_spawn_close_pid (self->pid);
}

static void
say (gint64 number)
{
  g_print ("%" G_GINT64_FORMAT "\n", number);
  fflush (stdout);
}

/* Writes for ever; says each entry once it is confirmed. */
static int
write_in_child (const char *path)
{
  YutuStore *store = open_store (path, YUTU_STORE_OPEN_DEFAULT);

  while (TRUE)
    {
      gint64 entry = 0;

      if (!write_once (store, &entry, NULL))
        return 1;
      say (entry);
    }
}

/* Says 1 when the file came read-only, then waits to be killed. */
static int
open_in_child (const char *path)
{
  YutuStore *store = open_store (path, YUTU_STORE_OPEN_DEFAULT);

  say (yutu_store_is_read_only (store));
  sleep (60);
  yutu_store_unref (store);
  return 0;
}

/* Holds the write lock as a program that knows nothing of Yutu. */
static int
lock_in_child (const char *path)
{
  sqlite3 *handle = NULL;

  sqlite3_open (path, &handle);
  say (sqlite3_exec (handle, "BEGIN EXCLUSIVE", NULL, NULL, NULL));
  sleep (60);
  return 0;
}

/* As somebody without rights: says whether it is read-only, and how many settings it sees. */
static int
read_in_child (const char *path)
{
  YutuStore *store = NULL;

  if (setgid (65534) != 0 || setuid (65534) != 0)
    return 1;
  store = open_store (path, YUTU_STORE_OPEN_DEFAULT);
  say (yutu_store_is_read_only (store));
  say (count (store));
  yutu_store_unref (store);
  return 0;
}

/* ---- Two programs on one file ---- */

static void
test_a_second_process_reads (Fixture      *self,
                             gconstpointer data)
{
  Child child;

  write_once (self->store, NULL, NULL);
  child_start (&child, "open", self->path);
  g_assert_cmpint (child_read (&child), ==, 1);
  g_assert_true (write_once (self->store, NULL, NULL));
  child_kill (&child);
  child_end (&child);
}

static void
test_the_lock_dies_with_its_process (Fixture      *self,
                                     gconstpointer data)
{
  g_autofree char *pid = NULL;
  g_autoptr (GError) error = NULL;
  Child child;

  close_store (self);
  child_start (&child, "open", self->path);
  g_assert_cmpint (child_read (&child), ==, 0);
  self->store = open_store (self->path, YUTU_STORE_OPEN_DEFAULT);
  pid = g_strdup_printf ("%d", child.pid);
  g_assert_nonnull (strstr (yutu_store_get_read_only_reason (self->store), pid));
  g_assert_false (write_once (self->store, NULL, &error));
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_READ_ONLY);
  child_kill (&child);
  child_end (&child);
  close_store (self);
  self->store = open_store (self->path, YUTU_STORE_OPEN_DEFAULT);
  g_assert_true (write_once (self->store, NULL, NULL));
}

static gboolean
write_for_long (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  g_atomic_int_set ((int *)data, TRUE);
  g_usleep (300 * G_TIME_SPAN_MILLISECOND);
  return insert_setting (connection, NULL, error);
}

typedef struct
{
  YutuStore *store;
  int        begun; /* atomic */
  gboolean   is_written;
} LongWrite;

static gpointer
long_write_thread (gpointer data)
{
  LongWrite *self = data;

  self->is_written =
    yutu_store_write (self->store, &SPEC, write_for_long, &self->begun, NULL, NULL, NULL);
  return NULL;
}

/* The store that is shut writes what it has begun; another process that opens it meanwhile waits, and may
 * write. */
static void
test_a_shut_store_is_free_at_once (Fixture      *self,
                                   gconstpointer data)
{
  LongWrite write = { .store = self->store };
  GThread  *thread = NULL;
  g_autoptr (GError) error = NULL;
  Child child;

  thread = g_thread_new ("write", long_write_thread, &write);
  while (!g_atomic_int_get (&write.begun))
    g_thread_yield ();
  yutu_store_shut (self->store);
  child_start (&child, "open", self->path);
  g_assert_cmpint (child_read (&child), ==, 0);
  g_thread_join (thread);
  g_assert_true (write.is_written);
  g_assert_false (write_once (self->store, NULL, &error));
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_FAILED);
  child_kill (&child);
  child_end (&child);
  close_store (self);
  self->store = open_store (self->path, YUTU_STORE_OPEN_DEFAULT);
  g_assert_cmpint (count (self->store), ==, 1);
}

static void
test_a_foreign_lock_is_named (Fixture      *self,
                              gconstpointer data)
{
  g_autofree char *pid = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = 0;
  Child  child;

  child_start (&child, "lock", self->path);
  g_assert_cmpint (child_read (&child), ==, SQLITE_OK);
  g_assert_cmpint (count (self->store), ==, 0); /* who reads is not stopped */
  start = g_get_monotonic_time ();
  g_assert_false (write_once (self->store, NULL, &error));
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_LOCKED);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 2 * G_TIME_SPAN_SECOND);
  pid = g_strdup_printf ("(process %d)", child.pid);
  g_assert_nonnull (strstr (error->message, pid));
  child_kill (&child);
  child_end (&child);
  g_assert_true (write_once (self->store, NULL, NULL));
}

static gboolean
read_while_others_open (YutuConnection *connection,
                        gpointer        data,
                        GError        **error)
{
  Fixture *self = data;
  sqlite3 *handle = NULL;
  gint64   before = 0;
  gint64   after = 0;

  g_assert_true (count_settings (connection, &before, error));
  g_assert_cmpint (sqlite3_open (self->path, &handle), ==, SQLITE_OK); /* no busy timeout */
  g_assert_cmpint (sqlite3_exec (handle, "SELECT count (*) FROM setting;"
                                         "CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (handle);
  g_assert_true (write_once (self->store, NULL, NULL));
  g_assert_true (count_settings (connection, &after, error));
  g_assert_cmpint (after, ==, before); /* one state, from begin to end */
  return TRUE;
}

static void
test_a_long_read_stops_nobody (Fixture      *self,
                               gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (yutu_store_read (self->store, read_while_others_open, self, NULL, &error));
  g_assert_no_error (error);
}

/* Whether everybody may pass every folder above @path: not so where / itself is a private one. */
static gboolean
can_anybody_reach (const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);
  GStatBuf         status;

  if (g_stat (parent, &status) != 0 || (status.st_mode & S_IXOTH) == 0)
    return FALSE;
  return g_str_equal (parent, path) || can_anybody_reach (parent);
}

static void
test_where_nobody_may_write (Fixture      *self,
                             gconstpointer data)
{
  Child child;

  g_chmod (self->folder, 0755);
  if (getuid () != 0 || !can_anybody_reach (self->path))
    {
      g_test_skip ("nobody without rights can be had here");
      return;
    }
  write_once (self->store, NULL, NULL);
  child_start (&child, "read", self->path); /* beside a writer: its log counts */
  g_assert_cmpint (child_read (&child), ==, 1);
  g_assert_cmpint (child_read (&child), ==, 1);
  child_end (&child);
  close_store (self);
  child_start (&child, "read", self->path); /* alone: no place for a log */
  g_assert_cmpint (child_read (&child), ==, 1);
  g_assert_cmpint (child_read (&child), ==, 1);
  child_end (&child);
}

/* ---- kill −9 ---- */

static void
kill_once (Fixture    *self,
           YutuRandom *random,
           gint64     *confirmed)
{
  Child  child;
  gint64 entry = 0;

  child_start (&child, "write", self->path);
  for (guint64 i = yutu_random_below (random, 12); i > 0 && entry >= 0; i--)
    {
      entry = child_read (&child);
      *confirmed = MAX (*confirmed, entry);
    }
  g_usleep (yutu_random_below (random, 3000));
  child_kill (&child);
  while ((entry = child_read (&child)) >= 0)
    *confirmed = MAX (*confirmed, entry);
  child_end (&child);
}

static void
test_no_confirmed_entry_is_lost (Fixture      *self,
                                 gconstpointer data)
{
  gint64     confirmed = 0;
  YutuRandom random;

  close_store (self);
  yutu_random_init (&random, 9);
  for (int i = 1; i <= N_KILLS; i++)
    {
      kill_once (self, &random, &confirmed);
      if (i % 10 != 0)
        continue;
      self->store = open_store (self->path, YUTU_STORE_OPEN_DEFAULT);
      g_assert_false (yutu_store_is_read_only (self->store));
      g_assert_cmpint (count (self->store), >=, confirmed);
      assert_whole (self->store);
      close_store (self);
    }
  g_test_message ("%" G_GINT64_FORMAT " confirmed entries", confirmed);
  g_assert_cmpint (confirmed, >, N_KILLS);
}

/* ---- Broken files ---- */

static void
overwrite (const char *path,
           gsize       offset,
           gsize       size,
           gsize       length)
{
  g_autofree char *bytes = NULL;
  gsize            total = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &total, NULL));
  memset (bytes + offset, 0xA5, size);
  g_assert_true (g_file_set_contents (path, bytes, (gssize)MIN (length, total), NULL));
}

static void
test_broken_files_are_refused (Fixture      *self,
                               gconstpointer data)
{
  static const struct
  {
    gsize          offset, size, length;
    YutuStoreError code;
  } breaks[] = {
    { 0, 16, G_MAXSIZE, YUTU_STORE_ERROR_NOT_A_FILE }, /* the magic words */
    { 0, 100, G_MAXSIZE, YUTU_STORE_ERROR_NOT_A_FILE },
    { 68, 4, G_MAXSIZE, YUTU_STORE_ERROR_NOT_A_FILE }, /* the application id */
    { 100, 8, G_MAXSIZE, YUTU_STORE_ERROR_DAMAGED },   /* the root of the schema */
    { 0, 0, 8192, YUTU_STORE_ERROR_DAMAGED },          /* half written */
    { 0, 0, 50, YUTU_STORE_ERROR_DAMAGED },            /* barely begun */
    { 0, 0, 0, YUTU_STORE_ERROR_NOT_A_FILE },
  };
  g_autofree char *whole = NULL;
  gsize            size = 0;

  close_store (self);
  g_assert_true (g_file_get_contents (self->path, &whole, &size, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (breaks); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      gsize            n_before = 0;
      gsize            n_after = 0;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_true (g_file_set_contents (self->path, whole, (gssize)size, NULL));
      overwrite (self->path, breaks[i].offset, breaks[i].size, breaks[i].length);
      g_assert_true (g_file_get_contents (self->path, &before, &n_before, NULL));
      g_assert_null (yutu_store_open (self->path, YUTU_STORE_OPEN_DEFAULT, &error));
      g_assert_error (error, YUTU_STORE_ERROR, (int)breaks[i].code);
      g_assert_nonnull (strstr (error->message, self->path));
      g_assert_true (g_file_get_contents (self->path, &after, &n_after, NULL));
      g_assert_cmpmem (before, n_before, after, n_after);
    }
}

static void
test_a_database_of_others_is_not_touched (Fixture      *self,
                                          gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "theirs.db", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize    n_before = 0;
  gsize    n_after = 0;
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "CREATE TABLE t (a)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  g_assert_null (yutu_store_open (path, YUTU_STORE_OPEN_DEFAULT, &error));
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_NOT_A_FILE);
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

static gboolean
limit_pages (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA max_page_count = %d", GPOINTER_TO_INT (data));

  return yutu_connection_exec (connection, sql, error);
}

static void
test_a_full_disk_loses_nothing (Fixture      *self,
                                gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  g_assert_true (yutu_store_write (self->store, &SPEC, limit_pages, GINT_TO_POINTER (1), NULL, NULL,
                                   NULL)); /* SQLite takes the present size */
  while (write_once (self->store, NULL, &error))
    n++;
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "the disk is full"));
  g_assert_null (strstr (error->message, "database")); /* SQLite's own words */
  g_assert_cmpint (count (self->store), ==, n);
  assert_whole (self->store);
  g_assert_true (yutu_store_write (self->store, &SPEC, limit_pages, GINT_TO_POINTER (1 << 20), NULL,
                                   NULL, NULL));
  g_assert_true (write_once (self->store, NULL, NULL)); /* room was made */
  g_assert_cmpint (count (self->store), ==, n + 1);
  assert_whole (self->store);
}

/* ---- Migrations ---- */

static void
test_a_failed_migration_changes_nothing (Fixture      *self,
                                         gconstpointer data)
{
  static const char *const steps[] = {
    "CREATE TABLE more (id INTEGER NOT NULL PRIMARY KEY); INSERT INTO nowhere VALUES (1);",
    ("ALTER TABLE setting ADD COLUMN b TEXT; SELECT AddGeometryColumn ('nowhere', 'g', 4490, "
     "'POINT', 'XY');"), /* SpatiaLite says no by a zero */
    "UPDATE setting SET value = 'x'; this is no SQL",
  };
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "yutu", "test-schema", NULL);
  int              newest = yutu_migrate_get_newest ();
  g_autofree char *name = g_strdup_printf ("%04d.sql", newest + 1);
  g_autofree char *step = g_build_filename (folder, name, NULL);
  g_autofree char *before = NULL;

  write_once (self->store, NULL, NULL);
  g_assert_true (yutu_store_digest (self->store, &before, NULL));
  close_store (self);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuConnection) connection = NULL;
      g_autofree char *after = NULL;

      g_assert_true (g_file_set_contents (step, steps[i], -1, NULL));
      connection = yutu_connection_open (self->path, YUTU_CONNECTION_WRITER, NULL);
      g_assert_false (yutu_migrate_run_from (connection, "test-schema", NULL, NULL, &error));
      g_assert_nonnull (error);
      g_clear_pointer (&connection, yutu_connection_free);
      self->store = open_store (self->path, YUTU_STORE_OPEN_DEFAULT);
      g_assert_cmpint (yutu_store_get_schema_version (self->store), ==, newest);
      g_assert_true (yutu_store_digest (self->store, &after, NULL));
      g_assert_cmpstr (after, ==, before);
      assert_whole (self->store);
      close_store (self);
    }
  g_unlink (step);
  g_rmdir (folder);
}

/* ---- Cancelling ---- */

typedef struct
{
  GCancellable *cancellable;
  gboolean      started;
} Patience;

static gpointer
cancel_in_worker (gpointer data)
{
  Patience *patience = data;

  while (!g_atomic_int_get (&patience->started))
    g_usleep (1000);
  g_usleep (20000);
  g_cancellable_cancel (patience->cancellable);
  return NULL;
}

static gboolean
work_for_ever (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  Patience *patience = data;
  gint64    n = 0;

  if (connection->in_write && !insert_setting (connection, NULL, error))
    return FALSE;
  g_atomic_int_set (&patience->started, TRUE);
  return yutu_connection_get_int64 (connection,
                                    "WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 "
                                    "FROM c) SELECT count (*) FROM c",
                                    0, &n, error);
}

static void
test_an_interrupt_leaves_no_trace (Fixture      *self,
                                   gconstpointer data)
{
  for (int i = 0; i < 4; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Patience patience = { cancellable, FALSE };
      GThread *thread = g_thread_new ("cancel", cancel_in_worker, &patience);
      gboolean done = i % 2 == 0
                        ? yutu_store_read (self->store, work_for_ever, &patience, cancellable, &error)
                        : yutu_store_write (self->store, &SPEC, work_for_ever, &patience, NULL,
                                            cancellable, &error);

      g_thread_join (thread);
      g_assert_false (done);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (count (self->store), ==, 0);
    }
  g_assert_true (write_once (self->store, NULL, NULL));
  assert_whole (self->store);
}

/* A migration that never ends by itself. */
static void
test_a_cancelled_migration_changes_nothing (Fixture      *self,
                                            gconstpointer data)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "yutu", "test-schema", NULL);
  int              newest = yutu_migrate_get_newest ();
  g_autofree char *name = g_strdup_printf ("%04d.sql", newest + 1);
  g_autofree char *step = g_build_filename (folder, name, NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (YutuConnection) connection = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (YutuProgress) progress = yutu_progress_new (cancellable);
  g_autoptr (GError) error = NULL;
  Patience    patience = { cancellable, TRUE };
  GThread    *thread = NULL;
  const char *stage = NULL;
  guint64     done = 0, total = 0;

  write_once (self->store, NULL, NULL);
  g_assert_true (yutu_store_digest (self->store, &before, NULL));
  close_store (self);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (step,
                                      "-- More.\nCREATE TABLE more (id INTEGER NOT NULL PRIMARY KEY);\n"
                                      "INSERT INTO more WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 "
                                      "FROM c) SELECT count (*) FROM c;\n",
                                      -1, NULL));
  connection = yutu_connection_open (self->path, YUTU_CONNECTION_WRITER, NULL);
  thread = g_thread_new ("cancel", cancel_in_worker, &patience);
  g_assert_false (yutu_migrate_run_from (connection, "test-schema", NULL, progress, &error));
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  yutu_progress_read (progress, &stage, &done, &total);
  g_assert_cmpstr (stage, ==, "schema");
  g_assert_cmpuint (done, ==, 1);
  g_assert_cmpuint (total, ==, 101); /* what runs through rows is a hundred times of what only names */
  g_clear_pointer (&connection, yutu_connection_free);
  self->store = open_store (self->path, YUTU_STORE_OPEN_DEFAULT);
  g_assert_cmpint (yutu_store_get_schema_version (self->store), ==, newest);
  g_assert_true (yutu_store_digest (self->store, &after, NULL));
  g_assert_cmpstr (after, ==, before);
  assert_whole (self->store);
  g_unlink (step);
  g_rmdir (folder);
}

/* ---- Guards ---- */

static gboolean
derive_into_user_table (YutuConnection *connection,
                        GArray *const  *ids,
                        gint64          bulk_first,
                        gpointer        data,
                        GError        **error)
{
  return yutu_connection_exec (connection, "UPDATE setting SET value = 'derived'", error);
}

static void
test_a_deriver_writes_no_user_table (Fixture      *self,
                                     gconstpointer data)
{
  static const char *const tables[] = { "setting", NULL };
  g_autoptr (GError) error = NULL;

  yutu_store_add_deriver (self->store, tables, derive_into_user_table, NULL);
  g_assert_false (write_once (self->store, NULL, &error));
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONSTRAINT);
  g_assert_cmpint (count (self->store), ==, 0);
}

static gboolean
insert_without_id (YutuConnection *connection,
                   gpointer        data,
                   GError        **error)
{
  return insert_setting (connection, NULL, error) &&
         yutu_connection_exec (connection, "INSERT INTO setting (key, value) VALUES ('a', 'b')",
                               error);
}

static void
test_ids_come_from_the_counter (Fixture      *self,
                                gconstpointer data)
{
  YutuEntrySpec specs[] = { SPEC, SPEC };

  specs[1].bulk = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (
        yutu_store_write (self->store, &specs[i], insert_without_id, NULL, NULL, NULL, &error));
      g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONSTRAINT);
    }
  g_assert_cmpint (count (self->store), ==, 0);
}

/* ---- Backup beside a writer ---- */

static gpointer
write_in_worker (gpointer data)
{
  Fixture *self = data;

  while (write_once (self->store, NULL, NULL))
    ;
  return NULL;
}

static void
test_backup_while_writing (Fixture      *self,
                           gconstpointer data)
{
  g_autofree char *copy = g_build_filename (self->folder, "copy.yutu", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuStore) restored = NULL;
  GThread *thread = NULL;

  for (int i = 0; i < 200; i++)
    g_assert_true (write_once (self->store, NULL, NULL));
  thread = g_thread_new ("write", write_in_worker, self);
  g_assert_true (yutu_store_backup (self->store, copy, NULL, &error));
  g_assert_no_error (error);
  yutu_store_close (self->store);
  g_thread_join (thread);
  restored = open_store (copy, YUTU_STORE_OPEN_DEFAULT);
  g_assert_cmpint (count (restored), >=, 200);
  assert_whole (restored);
}

static void
test_restore_refuses (Fixture      *self,
                      gconstpointer data)
{
  g_autofree char *copy = g_build_filename (self->folder, "copy.yutu", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *handle = NULL;

  write_once (self->store, NULL, NULL);
  g_assert_true (yutu_store_digest (self->store, &before, NULL));
  g_assert_true (yutu_store_backup (self->store, copy, NULL, NULL));
  close_store (self);
  /* Another program has it open. */
  g_assert_cmpint (sqlite3_open (self->path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, "BEGIN; SELECT * FROM setting", NULL, NULL, NULL);
  g_assert_false (yutu_store_restore (copy, self->path, NULL, &error));
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  sqlite3_close (handle);
  /* A backup that is damaged inside, and one that is none. */
  overwrite (copy, 40960, 20480, G_MAXSIZE);
  g_assert_false (yutu_store_restore (copy, self->path, NULL, &error));
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  overwrite (copy, 0, 100, G_MAXSIZE);
  g_assert_false (yutu_store_restore (copy, self->path, NULL, &error));
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_NOT_A_FILE);
  self->store = open_store (self->path, YUTU_STORE_OPEN_DEFAULT);
  g_assert_true (yutu_store_digest (self->store, &after, NULL));
  g_assert_cmpstr (after, ==, before);
}

/* ---- What a commit writes ---- */

static gboolean
get_secure_delete (YutuConnection *connection,
                   gpointer        data,
                   GError        **error)
{
  return yutu_connection_get_int64 (connection, "PRAGMA secure_delete", 0, data, error);
}

/* SQLite may be built to write each page that falls free once more: twice the bytes for a long line that
 * gets another length. */
static void
test_free_pages_are_not_written (Fixture      *self,
                                 gconstpointer data)
{
  gint64 mode = -1;

  g_assert_true (yutu_store_write (self->store, &SPEC, get_secure_delete, &mode, NULL, NULL, NULL));
  g_assert_cmpint (mode, ==, 2); /* FAST */
}

#define ADD(name, func) g_test_add ("/store/faults/" name, Fixture, NULL, set_up, func, tear_down)

static int
run_verb (const char *verb,
          const char *path)
{
  static const struct
  {
    const char *verb;
    int (*func) (const char *path);
  } verbs[] = {
    { "write", write_in_child },
    { "open", open_in_child },
    { "lock", lock_in_child },
    { "read", read_in_child },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verb, verbs[i].verb))
      return verbs[i].func (path);
  return 2;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *data_home = NULL;
  g_autofree char *data_folder = NULL;
  int              result = 0;

  program = argv[0];
  if (argc == 3 && argv[1][0] != '-')
    return run_verb (argv[1], argv[2]);

  /* Where the failing migrations are dropped in. */
  data_home = g_dir_make_tmp ("yutu-test-XXXXXX", NULL);
  data_folder = g_build_filename (data_home, "yutu", NULL);
  g_setenv ("XDG_DATA_HOME", data_home, TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("free-pages-are-not-written", test_free_pages_are_not_written);
  ADD ("a-second-process-reads", test_a_second_process_reads);
  ADD ("the-lock-dies-with-its-process", test_the_lock_dies_with_its_process);
  ADD ("a-shut-store-is-free-at-once", test_a_shut_store_is_free_at_once);
  ADD ("a-foreign-lock-is-named", test_a_foreign_lock_is_named);
  ADD ("a-long-read-stops-nobody", test_a_long_read_stops_nobody);
  ADD ("where-nobody-may-write", test_where_nobody_may_write);
  ADD ("no-confirmed-entry-is-lost", test_no_confirmed_entry_is_lost);
  ADD ("broken-files-are-refused", test_broken_files_are_refused);
  ADD ("a-database-of-others-is-not-touched", test_a_database_of_others_is_not_touched);
  ADD ("a-full-disk-loses-nothing", test_a_full_disk_loses_nothing);
  ADD ("a-failed-migration-changes-nothing", test_a_failed_migration_changes_nothing);
  ADD ("an-interrupt-leaves-no-trace", test_an_interrupt_leaves_no_trace);
  ADD ("a-cancelled-migration-changes-nothing", test_a_cancelled_migration_changes_nothing);
  ADD ("a-deriver-writes-no-user-table", test_a_deriver_writes_no_user_table);
  ADD ("ids-come-from-the-counter", test_ids_come_from_the_counter);
  ADD ("backup-while-writing", test_backup_while_writing);
  ADD ("restore-refuses", test_restore_refuses);
  result = g_test_run ();
  g_rmdir (data_folder);
  g_rmdir (data_home);
  return result;
}
