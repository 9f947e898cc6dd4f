/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* drawer-bench FILE: the drawer on FILE, on a display: how long until a list is seen, a row far away
 * is there, another order is; and the longest turn of the main loop
 * meanwhile, for which the window does not answer. For
 * ./dev bench. */
#include <adwaita.h>
#include <time.h>

#include "base/yutu-random.h"
#include "gui-support.h"
#include "ui/yutu-application.h"
#include "ui/yutu-drawer-private.h"
#include "ui/yutu-table-model.h"

#define N_JUMPS 60

static YutuSession *session;
static YutuDrawer  *drawer;
static gint64       beat_us;  /* the main thread's processor time at the last turn of its loop */
static gint64       stall_us; /* the longest turn */

/* Other programs on the machine are not in it. */
static gint64
get_cpu_us (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (gint64)t.tv_sec * G_USEC_PER_SEC + t.tv_nsec / 1000;
}

static gboolean
beat_cb (gpointer data)
{
  gint64 now = get_cpu_us ();

  stall_us = MAX (stall_us, now - beat_us);
  beat_us = now;
  return G_SOURCE_CONTINUE;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GError) error = NULL;

  session = yutu_session_open_finish (result, &error);
  if (session == NULL)
    g_error ("%s", error->message);
}

static gboolean
is_open (gpointer data)
{
  return session != NULL;
}

static gboolean
is_listed (gpointer data)
{
  return drawer->names != NULL && !drawer->is_stale && !drawer->is_loading;
}

static gboolean
has_row (gpointer data)
{
  return yutu_table_get_case (drawer->tables[YUTU_LIST_CASES]) != NULL;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

static void
report (const char *what,
        GArray     *ms)
{
  g_array_sort (ms, compare);
  g_print ("%-34s %3u times  p50 %7.1f  p99 %7.1f ms  longest turn %6.1f ms CPU\n", what, ms->len,
           g_array_index (ms, double, ms->len / 2),
           g_array_index (ms, double, MIN (ms->len * 99 / 100, ms->len - 1)), (double)stall_us / 1000);
  g_array_set_size (ms, 0);
  stall_us = 0;
}

static void
add_ms (GArray *ms,
        gint64  since)
{
  double passed = (double)(g_get_monotonic_time () - since) / 1000;

  g_array_append_val (ms, passed);
}

/* A drop-down's way: the page is shown, and the list read. */
static void
measure_pages (GArray *ms)
{
  static const char *const pages[] = { "due", "cases" };

  for (int i = 0; i < 20; i++)
    {
      gint64 since = g_get_monotonic_time ();

      yutu_drawer_show_page (drawer, pages[i % 2]);
      gui_wait (is_listed, NULL);
      add_ms (ms, since);
    }
  report ("another page, until its list is there", ms);
}

static void
measure_jumps (GArray *ms)
{
  YutuTable *table = drawer->tables[YUTU_LIST_CASES];
  guint      n = yutu_table_get_n_rows (table);
  YutuRandom random;

  yutu_random_init (&random, 4549);
  gui_wait_ms (2000); /* all ids */
  stall_us = 0;
  for (int i = 0; i < N_JUMPS; i++)
    {
      guint  position = (guint)yutu_random_below (&random, n);
      gint64 since = g_get_monotonic_time ();

      yutu_table_choose (table, 0);
      yutu_table_choose_at (table, position);
      gui_wait (has_row, NULL);
      add_ms (ms, since);
      gui_wait_ms (30); /* and drawn */
    }
  report ("to a row anywhere, until it is there", ms);
}

static void
measure_sorts (GArray *ms)
{
  YutuTable *table = drawer->tables[YUTU_LIST_CASES];

  for (guint i = 0; i < 2 * yutu_table_get_n_columns (table); i++)
    {
      gint64 since = g_get_monotonic_time ();

      yutu_table_sort (table, (i / 2 + 1) % yutu_table_get_n_columns (table), i % 2 == 1);
      gui_wait (is_listed, NULL);
      add_ms (ms, since);
    }
  report ("another order, every column both ways", ms);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (YutuApplication) application = NULL;
  g_autoptr (GArray) ms = g_array_new (FALSE, FALSE, sizeof (double));
  GtkWindow *window = NULL;

  if (argc != 2)
    {
      g_printerr ("drawer-bench FILE\n");
      return 2;
    }
  gui_init (&argc, &argv);
  application = yutu_application_new (); /* brings templates and style sheet */
  yutu_session_open_async (argv[1], NULL, opened_cb, NULL);
  gui_wait (is_open, NULL);
  drawer = YUTU_DRAWER (yutu_drawer_new ());
  yutu_drawer_set_session (drawer, session);
  window = gui_show_unfocused (GTK_WIDGET (drawer), 1600, 420);
  gui_wait (is_listed, NULL);
  yutu_list_filter_set_due (drawer->list_filters[YUTU_LIST_CASES], NULL, YUTU_DUE_OVERDUE);
  beat_us = get_cpu_us ();
  g_timeout_add (1, beat_cb, NULL);
  measure_pages (ms);
  yutu_list_filter_set_open_only (drawer->list_filters[YUTU_LIST_CASES], FALSE);
  gui_wait (is_listed, NULL);
  g_print ("%u rows\n", yutu_table_get_n_rows (drawer->tables[YUTU_LIST_CASES]));
  measure_jumps (ms);
  measure_sorts (ms);
  gtk_window_destroy (window);
  g_clear_object (&session);
  return 0;
}
