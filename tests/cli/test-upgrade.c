/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A file of schema 7 in the program of today: the demo county with all that its later schemas brought taken away,
 * which is then what the statements of schemas 1 to 7 make, to the letter.
 *
 * 1. Every row, and every entry of the journal with its chain, survives.
 * 2. What the later schemas derive is what a new file has.
 * 3. Killed at any moment, the file is of the old schema or of the new one, and whole. */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "store/yutu-store-private.h"

#define OLD 7

static char *folder;  /* of the whole program */
static char *fresh;   /* the demo county as it is made today */
static char *old;     /* the same in schema OLD */
static char *genuine; /* an empty file that the statements of that schema made */

static char *
in_folder (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autoptr (GFile) source = g_file_new_for_path (from);
  g_autoptr (GFile) target = g_file_new_for_path (to);
  g_autofree char *log = g_strconcat (to, "-wal", NULL);
  g_autofree char *shared = g_strconcat (to, "-shm", NULL);

  g_unlink (log);
  g_unlink (shared);
  g_assert_true (g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));
}

static sqlite3 *
open_plain (const char *path)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  return db;
}

static void
run (sqlite3    *db,
     const char *sql)
{
  char *why = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &why) != SQLITE_OK)
    g_error ("%s: %s", sql, why);
}

/* All rows of one column, a line each. */
static char *
ask (const char *path,
     const char *sql)
{
  sqlite3      *db = open_plain (path);
  sqlite3_stmt *statement = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_string_append_printf (text, "%s\n", (const char *)sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_same (const char *one,
             const char *other,
             const char *sql)
{
  g_autofree char *a = ask (one, sql);
  g_autofree char *b = ask (other, sql);

  g_assert_cmpstr (a, ==, b);
}

static int
version_of (const char *path)
{
  g_autofree char *text = ask (path, "PRAGMA user_version");

  return atoi (text);
}

/* Tables, indexes and triggers; views are made of the modules. */
#define OBJECTS "SELECT type || ' ' || sql FROM sqlite_master WHERE type <> 'view' AND sql IS NOT NULL ORDER BY type, name"

#define FACES "SELECT face || ' ' || area_cm2 FROM face_area ORDER BY face"
#define AREAS "SELECT id || ' ' || area_m2 || ' ' || hex (geom) FROM division_area ORDER BY id"

/* ---- Making them ---- */

static void
run_program (const char *verb,
             const char *path,
             int         code)
{
  gboolean    is_new = g_str_equal (verb, "new");
  const char *words[] = { g_getenv ("YUTU_PROGRAM"), verb, path, is_new ? "--demo" : NULL, "--addresses", "1000", NULL };
  int         status = 0;

  g_assert_true (g_spawn_sync (NULL, (char **)words, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, code);
}

static void
make_genuine (void)
{
  g_autofree char *schema = g_build_filename (g_get_user_data_dir (), "yutu", "old-schema", NULL);
  g_autoptr (YutuConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (schema, 0700), ==, 0);
  for (int i = 1; i <= OLD; i++)
    {
      g_autofree char *name = g_strdup_printf ("%04d.sql", i);
      g_autofree char *from = g_test_build_filename (G_TEST_DIST, "..", "data", "schema", name, NULL);
      g_autofree char *to = g_build_filename (schema, name, NULL);

      copy_file (from, to);
    }
  connection = yutu_connection_open (genuine, YUTU_CONNECTION_CREATOR, &error);
  g_assert_no_error (error);
  g_assert_true (yutu_migrate_run_from (connection, "old-schema", NULL, NULL, &error));
  g_assert_no_error (error);
}

/* What is in the file and not, or not so, in the genuine one, and the other way round. */
#define TOO_MANY  "SELECT 'DROP ' || type || ' \"' || name || '\"' FROM sqlite_master m WHERE type <> 'view' AND sql IS NOT NULL"
#define MISSING   "SELECT sql FROM genuine.sqlite_master m WHERE type <> 'view' AND sql IS NOT NULL"
#define IS_IN(db) "EXISTS (SELECT 1 FROM " db ".sqlite_master g WHERE g.type = m.type AND g.name = m.name AND g.sql = m.sql)"

/* Runs all statements that @sql tells. */
static void
run_told (sqlite3    *db,
          const char *sql)
{
  sqlite3_stmt *statement = NULL;
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (told, g_strdup ((const char *)sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  for (guint i = 0; i < told->len; i++)
    run (db, told->pdata[i]);
}

/* The fresh file without the rows of tables that came later, which the old one cannot have. The triggers that let
 * only the program write are put back as they were. */
#define LATER "tbl_name IN ('batch_item', 'batch_sample', 'address_record')"

static void
empty_later_tables (void)
{
  g_autofree char *triggers = ask (fresh, "SELECT sql || ';' FROM sqlite_master WHERE type = 'trigger' AND " LATER);
  sqlite3         *db = open_plain (fresh);

  run_told (db, "SELECT 'DROP TRIGGER \"' || name || '\"' FROM sqlite_master WHERE type = 'trigger' AND " LATER);
  run_told (db, "SELECT 'DELETE FROM ' || name FROM sqlite_master m WHERE type = 'table' AND " LATER);
  run (db, triggers);
  run (db, "PRAGMA wal_checkpoint (TRUNCATE)");
  sqlite3_close (db);
}

static void
make_old (void)
{
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS genuine", genuine);
  sqlite3         *db = NULL;

  copy_file (fresh, old);
  db = open_plain (old);
  run (db, attach);
  run_told (db, TOO_MANY " AND type = 'table' AND NOT " IS_IN ("genuine"));
  run_told (db, TOO_MANY " AND NOT " IS_IN ("genuine"));
  run_told (db, MISSING " AND NOT " IS_IN ("main"));
  run (db, "DELETE FROM user_table WHERE name NOT IN (SELECT name FROM genuine.user_table)");
  run (db, "DETACH genuine; PRAGMA user_version = " G_STRINGIFY (OLD) "; PRAGMA wal_checkpoint (TRUNCATE)");
  sqlite3_close (db);
  g_assert_cmpint (version_of (old), ==, OLD);
  g_assert_cmpint (version_of (genuine), ==, OLD);
  assert_same (old, genuine, OBJECTS);
  assert_same (old, genuine, "SELECT position || ' ' || name FROM user_table ORDER BY position");
}

/* ---- Looking ---- */

/* The canonical dump, with the journal's chain walked. */
static char *
digest (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuStore) store = yutu_store_open (path, YUTU_STORE_OPEN_DEFAULT, &error);
  YutuVerifyResult verified = { 0 };
  char            *text = NULL;

  g_assert_no_error (error);
  g_assert_true (yutu_store_verify (store, &verified, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (verified.first_bad, ==, 0);
  g_assert_true (yutu_store_digest (store, &text, &error));
  g_assert_no_error (error);
  yutu_store_close (store);
  return text;
}

static void
assert_upgraded (const char *path)
{
  g_autofree char *before = digest (fresh);
  g_autofree char *after = digest (path);

  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (version_of (path), ==, version_of (fresh));
  assert_same (path, fresh, OBJECTS);
  assert_same (path, fresh, FACES);
  assert_same (path, fresh, AREAS);
  assert_same (path, fresh, "SELECT id || ' ' || hex (hash) FROM journal ORDER BY id");
  assert_same (path, fresh, "PRAGMA integrity_check");
}

static void
test_everything_survives (void)
{
  g_autofree char *path = in_folder ("survives.yutu");

  copy_file (old, path);
  run_program ("redo", path, 3); /* opens it, and finds nothing to bring back */
  assert_upgraded (path);
}

/* Killed later and later, until it was too late. */
static void
test_killed_at_any_moment (void)
{
  g_autofree char *path = in_folder ("killed.yutu");
  guint            n_old = 0;

  copy_file (old, path);
  for (gulong wait_us = 2000; version_of (path) == OLD; wait_us += wait_us / 2)
    {
      const char *const words[] = { g_getenv ("YUTU_PROGRAM"), "redo", path, NULL };
      GPid              child = 0;
      int               status = 0;

      g_assert_true (g_spawn_async (NULL, (char **)words, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &child, NULL));
      g_usleep (wait_us);
      kill (child, SIGKILL);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      n_old += WIFSIGNALED (status) && version_of (path) == OLD;
      g_assert_cmpuint (wait_us, <, 60000000);
    }
  g_test_message ("killed %u times before it was done", n_old);
  g_assert_cmpuint (n_old, >, 3);
  assert_upgraded (path);
}

int
main (int    argc,
      char **argv)
{
  int result = 0;

  folder = g_dir_make_tmp ("yutu-upgrade-XXXXXX", NULL);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  fresh = in_folder ("fresh.yutu");
  old = in_folder ("old.yutu");
  genuine = in_folder ("genuine.yutu");
  run_program ("new", fresh, 0);
  empty_later_tables ();
  make_genuine ();
  make_old ();
  g_test_add_func ("/cli/upgrade/everything-survives", test_everything_survives);
  g_test_add_func ("/cli/upgrade/killed-at-any-moment", test_killed_at_any_moment);
  result = g_test_run ();
  {
    const char *const words[] = { "rm", "-r", folder, NULL };

    g_spawn_sync (NULL, (char **)words, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  }
  return result;
}
