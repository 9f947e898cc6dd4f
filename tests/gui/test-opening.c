/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Windows that open and close: while reads are slow, a second one on the same file, on a file that is none,
 * and at the first start. */

#include "window-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define WIDTH  1280
#define HEIGHT 800
#define COUNTY "婺城区"
#define TOWN   "罗店镇"

static gint64
find_unit (YutuWindow *window,
           const char *name)
{
  g_autofree char *day = g_strdup ("2026-11-24");
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuPlace) place =
    yutu_file_find_place (yutu_session_get_file (window->session), name, yutu_day_parse (day), &error);

  g_assert_no_error (error);
  return yutu_place_get_id (place);
}

static void
go_to_county (YutuWindow *window)
{
  g_autoptr (YutuPlace) place = yutu_place_new_unit (find_unit (window, COUNTY));

  yutu_place_pane_go_to (window->pane, place);
  window_wait_title (window, COUNTY);
}

static gint64
get_place_id (YutuWindow *window)
{
  YutuPlace *place = yutu_session_get_place (window->session);

  return place != NULL ? yutu_place_get_id (place) : 0;
}

/* ---- Slow reads ---- */

/* More than the pool of GTask has threads; it grows by one in a tenth of a second. */
#define N_SLEEPERS 48

static GMutex   sleep_lock;
static GCond    sleep_end;
static gboolean may_wake;

static void
sleep_in_worker (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  g_mutex_lock (&sleep_lock);
  while (!may_wake)
    g_cond_wait (&sleep_end, &sleep_lock);
  g_mutex_unlock (&sleep_lock);
  g_task_return_boolean (task, TRUE);
}

static void
fill_pool (void)
{
  may_wake = FALSE;
  for (int i = 0; i < N_SLEEPERS; i++)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

      g_task_run_in_thread (task, sleep_in_worker);
    }
}

static void
wake_pool (void)
{
  g_mutex_lock (&sleep_lock);
  may_wake = TRUE;
  g_cond_broadcast (&sleep_end);
  g_mutex_unlock (&sleep_lock);
}

static gboolean
is_gone (gpointer data)
{
  return *(gpointer *)data == NULL;
}

static gboolean
may_cancel (gpointer data)
{
  return g_action_group_get_action_enabled (data, "cancel-read");
}

static void
test_slow_reads_can_be_cancelled (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  gint64      county;
  g_autoptr (YutuPlace) town = yutu_place_new_unit (find_unit (window, TOWN));

  go_to_county (window);
  county = get_place_id (window);
  window_wait_settled (window);
  g_assert_false (may_cancel (window));
  fill_pool ();
  yutu_place_pane_go_to (window->pane, town);
  g_assert_cmpint (get_place_id (window), ==, yutu_place_get_id (town));
  gui_wait (may_cancel, window);
  gui_xdotool ("key Escape");
  g_assert_false (may_cancel (window));
  g_assert_cmpint (get_place_id (window), ==, county);
  g_assert_cmpstr (yutu_place_pane_get_info (window->pane)->title, ==, COUNTY);
  yutu_place_pane_show_module (window->pane, 1);
  window_wait_page (window, "module");
  gui_wait (may_cancel, window);
  gui_xdotool ("key Escape");
  window_wait_page (window, "place");
  g_assert_false (may_cancel (window));
  wake_pool ();
  yutu_place_pane_go_to (window->pane, town);
  window_wait_title (window, TOWN);
  window_fixture_close (window);
}

/* The pane may outlive the window while its read waits for a worker: it gives the read up. */
static void
test_closed_while_reading (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  g_autoptr (YutuPlace) town = yutu_place_new_unit (find_unit (window, TOWN));
  gpointer pane = window->pane;

  g_object_add_weak_pointer (pane, &pane);
  fill_pool ();
  yutu_place_pane_go_to (window->pane, town);
  gtk_window_destroy (GTK_WINDOW (window));
  gui_wait (is_gone, &pane);
  wake_pool ();
}

/* ---- Two windows ---- */

static void
test_second_window_reads_only (void)
{
  YutuWindow *first = window_fixture_open (WIDTH, HEIGHT);
  YutuWindow *second = window_fixture_open (WIDTH, HEIGHT);

  g_assert_false (gtk_info_bar_get_revealed (first->read_only_bar));
  g_assert_true (gtk_info_bar_get_revealed (second->read_only_bar));
  g_assert_nonnull (strstr (gtk_label_get_text (second->read_only_label), g_get_user_name ()));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (second), "undo"));
  window_fixture_close (second);
  window_fixture_close (first);
}

static int is_reading; /* atomic */

static gboolean
count_endlessly (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  gint64 n = 0;

  g_atomic_int_set (&is_reading, TRUE);
  return yutu_connection_get_int64 (connection,
                                    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                                    "SELECT count(*) FROM n",
                                    0, &n, error);
}

static gpointer
read_thread (gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (yutu_store_read (yutu_file_get_store (data), count_endlessly, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  yutu_file_unref (data);
  return NULL;
}

/* Closed in the midst of a read without end, and opened again: it writes. */
static void
test_reopened_window_writes (void)
{
  YutuWindow *window = window_fixture_open (WIDTH, HEIGHT);
  GThread    *thread =
    g_thread_new ("read", read_thread, yutu_file_ref (yutu_session_get_file (window->session)));

  while (!g_atomic_int_get (&is_reading))
    g_thread_yield ();
  window_fixture_close (window);
  window = window_fixture_open (WIDTH, HEIGHT);
  g_assert_null (yutu_session_get_read_only_reason (window->session));
  g_assert_false (gtk_info_bar_get_revealed (window->read_only_bar));
  g_thread_join (thread);
  window_fixture_close (window);
}

/* ---- A file that is none, and the first start ---- */

static gboolean
has_failed (gpointer data)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (YUTU_WINDOW (data)->pages), "failed") == 0;
}

static void
test_wrong_file_says_what_to_do (void)
{
  YutuWindow      *window = yutu_window_new (NULL);
  g_autofree char *path = g_build_filename (g_get_user_runtime_dir (), "wrong.yutu", NULL);

  g_assert_true (g_file_set_contents (path, "no database", -1, NULL));
  gtk_window_present (GTK_WINDOW (window));
  yutu_window_open (window, path);
  gui_wait (has_failed, window);
  g_assert_nonnull (strstr (adw_status_page_get_description (window->failed), "这不是舆图文件"));
  g_assert_true (yutu_window_is_free (window));
  window_fixture_close (window);
}

static gboolean
is_making (gpointer data)
{
  return gtk_progress_bar_get_fraction (YUTU_WINDOW (data)->progress) > 0;
}

static void
test_first_start_can_be_cancelled (void)
{
  YutuWindow      *window = yutu_window_new (NULL);
  g_autofree char *path = yutu_window_get_demo_path ();
  g_autofree char *aside = g_strconcat (path, ".aside", NULL);

  g_assert_cmpint (g_rename (path, aside), ==, 0);
  gtk_window_present (GTK_WINDOW (window));
  yutu_window_open_demo (window);
  gui_wait (is_making, window);
  yutu_window_cancel_opening (window);
  gui_wait (has_failed, window);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  window_fixture_close (window);
  g_assert_cmpint (g_rename (aside, path), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  window_fixture_init (&argc, &argv);
  g_test_add_func ("/gui/opening/slow-reads-can-be-cancelled", test_slow_reads_can_be_cancelled);
  g_test_add_func ("/gui/opening/closed-while-reading", test_closed_while_reading);
  g_test_add_func ("/gui/opening/second-window-reads-only", test_second_window_reads_only);
  g_test_add_func ("/gui/opening/reopened-window-writes", test_reopened_window_writes);
  g_test_add_func ("/gui/opening/wrong-file-says-what-to-do", test_wrong_file_says_what_to_do);
  g_test_add_func ("/gui/opening/first-start-can-be-cancelled", test_first_start_can_be_cancelled);
  return g_test_run ();
}
