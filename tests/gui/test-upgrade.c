/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A large file of an earlier schema in the real window: the progress is seen, cancelling leaves the file as it
 * was, and another try brings it up to date. */

#include "window-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#define N_CASES 250000
#define SCHEMA  6 /* the indexes of case_file came after it */

static void
run (sqlite3    *db,
     const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
}

static gint64
ask (sqlite3    *db,
     const char *sql)
{
  sqlite3_stmt *statement = NULL;
  gint64        value = 0;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return value;
}

/* All statements that @sql tells. */
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
    run (db, g_ptr_array_index (told, i));
}

static int
read_version (const char *path)
{
  sqlite3 *db = NULL;
  int      version = 0;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  version = (int)ask (db, "PRAGMA user_version");
  sqlite3_close (db);
  return version;
}

/* The demo county with its cases many times, and what the later schemas brought taken away. */
static void
make_old (const char *path)
{
  g_autofree char *demo = g_build_filename (g_get_user_data_dir (), "yutu", "demo.yutu", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (demo);
  g_autoptr (GFile) to = g_file_new_for_path (path);
  g_autofree char *insert = NULL;
  sqlite3         *db = NULL;

  g_assert_true (g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  run (db, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN");
  run_told (db, "SELECT 'DROP ' || type || ' \"' || name || '\"' FROM sqlite_master WHERE tbl_name = 'case_file' "
                "AND type IN ('trigger', 'index') AND sql IS NOT NULL");
  run (db, "DROP TABLE face_area; DROP TABLE division_area_stale; DROP INDEX address_previous; DROP INDEX address_number; "
           "DROP TABLE batch_item; "
           "DROP TABLE batch_sample; DROP TABLE address_record; DELETE FROM user_table WHERE name IN ('batch_item', 'batch_sample', 'address_record')");
  insert = g_strdup_printf (
    "SELECT 'INSERT INTO case_file SELECT ' || (SELECT group_concat (CASE name WHEN 'id' THEN 'id + k.value * (SELECT "
    "max (id) - min (id) + 1 FROM case_file)' WHEN 'case_no' THEN 'case_no || k.value' ELSE name END) FROM "
    "pragma_table_info ('case_file')) || ' FROM case_file, (WITH RECURSIVE k (value) AS (SELECT 1 UNION ALL SELECT "
    "value + 1 FROM k WHERE value < ' || (%d / count (*)) || ') SELECT value FROM k) k' FROM case_file",
    N_CASES);
  run_told (db, insert);
  g_assert_cmpint (ask (db, "SELECT count (*) FROM case_file"), >=, N_CASES);
  run (db, "COMMIT; PRAGMA user_version = " G_STRINGIFY (SCHEMA) "; PRAGMA journal_mode = WAL");
  sqlite3_close (db);
}

static gboolean
is_upgrading (gpointer data)
{
  YutuWindow *window = data;

  return g_str_equal (adw_status_page_get_title (window->opening), "正在升级文件") &&
         gtk_progress_bar_get_fraction (window->progress) > 0;
}

static gboolean
has_failed (gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (YUTU_WINDOW (data)->pages), "failed") == 0;
}

static gboolean
is_open (gpointer data)
{
  return YUTU_WINDOW (data)->session != NULL;
}

static void
test_story (void)
{
  YutuWindow      *demo = window_fixture_open (800, 600);
  YutuWindow      *window = NULL;
  g_autofree char *folder = g_dir_make_tmp ("yutu-upgrade-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "old.yutu", NULL);
  g_autofree char *lock = g_strconcat (path, "-lock", NULL);
  int              newest = 0;

  window_fixture_close (demo);
  make_old (path);
  demo = window_fixture_open (800, 600);
  newest = yutu_store_get_schema_version (yutu_file_get_store (yutu_session_get_file (demo->session)));
  window = yutu_window_new (gtk_window_get_application (GTK_WINDOW (demo)));
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  yutu_window_open (window, path);
  gui_wait (is_upgrading, window);
  window_save_picture (window, NULL, "upgrade.png");
  g_signal_emit_by_name (window_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "取消"), "clicked");
  gui_wait (has_failed, window);
  g_assert_cmpstr (adw_status_page_get_description (window->failed), ==, "已取消，文件保持原样。");
  window_save_picture (window, NULL, "upgrade-cancelled.png");
  g_assert_cmpint (read_version (path), ==, SCHEMA);
  g_signal_emit_by_name (window_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "重试"), "clicked");
  gui_wait (is_open, window);
  g_assert_cmpint (yutu_store_get_schema_version (yutu_file_get_store (yutu_session_get_file (window->session))), ==,
                   newest);
  window_wait_settled (window);
  window_fixture_close (window);
  g_assert_cmpint (read_version (path), ==, newest);
  window_fixture_close (demo);
  g_unlink (path);
  g_unlink (lock);
  g_rmdir (folder);
}

int
main (int   argc,
      char *argv[])
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/upgrade/story", test_story);
  return g_test_run ();
}
