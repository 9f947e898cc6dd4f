/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* drawer-bench FILE: the lists of FILE on a display, those of the drawer and of the right pane, and written
 * addresses under review: how long until a list, another order, a row far away is drawn, and a frame of
 * scrolling; and the longest turn of the main loop meanwhile, for which the window does not answer. For
 * ./dev bench. */
#include <adwaita.h>
#include <time.h>

#include "base/yutu-random.h"
#include "gui-support.h"
#include "ui/yutu-application.h"
#include "ui/yutu-drawer-private.h"
#include "ui/yutu-module-page.h"
#include "ui/yutu-review.h"

#define N_OPENED  100
#define N_JUMPS   100
#define N_FRAMES  200
#define PANE_PX   360
#define DRAWER_PX 420
#define N_WRITTEN 20000

static YutuSession *session;
static YutuDrawer  *drawer;
static gint64       beat_us;  /* the main thread's processor time at the last turn of its loop */
static gint64       stall_us; /* the longest turn */
static guint        n_painted;
static gint64       painted_us; /* when the last frame was drawn */

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
is_page_listed (gpointer data)
{
  return yutu_module_page_count (data) > 0;
}

static gboolean
has_row (gpointer data)
{
  return yutu_table_get_case (drawer->tables[YUTU_LIST_CASES]) != NULL;
}

static void
painted_cb (GdkFrameClock *clock,
            gpointer       data)
{
  n_painted++;
  painted_us = g_get_monotonic_time ();
}

static gboolean
is_painted (gpointer data)
{
  return n_painted != GPOINTER_TO_UINT (data);
}

/* Until it is so, and on the display. */
static gint64
wait_painted (GtkWidget   *widget,
              GuiPredicate is_so,
              gpointer     data)
{
  if (is_so != NULL)
    gui_wait (is_so, data);
  gtk_widget_queue_draw (widget);
  gui_wait (is_painted, GUINT_TO_POINTER (n_painted));
  return painted_us;
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
  g_print ("%-38s %3u times  p50 %6.1f  p99 %6.1f ms  longest turn %6.1f ms CPU\n", what, ms->len,
           g_array_index (ms, double, ms->len / 2),
           g_array_index (ms, double, MIN (ms->len * 99 / 100, ms->len - 1)), (double)stall_us / 1000);
  g_array_set_size (ms, 0);
  stall_us = 0;
}

static void
report_turns (const char *what)
{
  g_print ("%-72s  longest turn %6.1f ms CPU\n", what, (double)stall_us / 1000);
  stall_us = 0;
}

static void
add_ms (GArray *ms,
        gint64  since,
        gint64  until)
{
  double passed = (double)(until - since) / 1000;

  g_array_append_val (ms, passed);
}

/* The page is shown, and the list read. */
static void
measure_pages (GArray *ms)
{
  static const char *const pages[] = { "due", "cases" };

  for (int i = 0; i < N_OPENED; i++)
    {
      gint64 since = g_get_monotonic_time ();

      yutu_drawer_show_page (drawer, pages[i % 2]);
      add_ms (ms, since, wait_painted (GTK_WIDGET (drawer), is_listed, NULL));
      gui_wait_ms (300); /* marks, all ids */
    }
  report ("a list opens", ms);
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
      add_ms (ms, since, wait_painted (GTK_WIDGET (drawer), has_row, NULL));
    }
  report ("to a row anywhere", ms);
}

static GtkAdjustment *
find_adjustment (GtkWidget *root)
{
  GtkAdjustment *found = NULL;

  if (GTK_IS_POPOVER (root)) /* of a drop-down */
    return NULL;
  if (GTK_IS_SCROLLED_WINDOW (root))
    return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (root));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_adjustment (child);
  return found;
}

/* By pages, then by the scroll bar to anywhere: from the value that is set to the picture. */
static void
measure_scrolling (GArray     *ms,
                   GtkWidget  *list,
                   const char *by_page,
                   const char *by_bar)
{
  GtkAdjustment *scroll = find_adjustment (list);
  YutuRandom     random;

  yutu_random_init (&random, 4549);
  stall_us = 0;
  for (int i = 0; i < 2 * N_FRAMES; i++)
    {
      gint64 since = g_get_monotonic_time ();
      double page = gtk_adjustment_get_page_size (scroll);
      double room = gtk_adjustment_get_upper (scroll) - page;

      gtk_adjustment_set_value (scroll, i < N_FRAMES
                                          ? gtk_adjustment_get_value (scroll) + page * 0.9
                                          : room * yutu_random_unit (&random));
      add_ms (ms, since, wait_painted (list, NULL, NULL));
      if (i == N_FRAMES - 1)
        report (by_page, ms);
    }
  report (by_bar, ms);
}

static void
measure_sorts (GArray *ms)
{
  YutuTable *table = drawer->tables[YUTU_LIST_CASES];

  for (guint i = 0; i < 2 * yutu_table_get_n_columns (table); i++)
    {
      gint64 since = g_get_monotonic_time ();

      yutu_table_sort (table, (i / 2 + 1) % yutu_table_get_n_columns (table), i % 2 == 1);
      add_ms (ms, since, wait_painted (GTK_WIDGET (drawer), is_listed, NULL));
      gui_wait_ms (300);
    }
  report ("another order, every column both ways", ms);
}

static GtkWindow *
show (GtkWidget *child,
      int        width,
      int        height)
{
  GtkWindow *window = gui_show_unfocused (child, width, height);

  g_signal_connect (gtk_widget_get_frame_clock (child), "after-paint", G_CALLBACK (painted_cb), NULL);
  return window;
}

static gboolean
ask_county_in_read (YutuConnection *connection,
                    gpointer        data,
                    GError        **error)
{
  return yutu_connection_get_int64 (
    connection, "SELECT unit FROM division WHERE level = 3 AND valid_to = '9999-12-31'", 0, data, error);
}

static gint64
ask_county (void)
{
  g_autoptr (GError) error = NULL;
  gint64 unit = 0;

  if (!yutu_store_read (yutu_file_get_store (yutu_session_get_file (session)), ask_county_in_read,
                        &unit, NULL, &error))
    g_error ("%s", error->message);
  return unit;
}

/* The right pane's list: all cases of a module in the county. */
static void
measure_modules (GArray *ms)
{
  const YutuModules *modules = yutu_session_get_modules (session);
  GtkWidget     *page = g_object_new (YUTU_TYPE_MODULE_PAGE, NULL);
  GtkWindow     *window = show (page, PANE_PX, 900);
  YutuCaseCount  none = { 0 };
  g_autoptr (YutuPlace) place = yutu_place_new_unit (ask_county ());

  stall_us = 0;
  for (gsize i = 0; i < N_OPENED; i++)
    {
      const YutuModule *module = yutu_modules_get (modules, i % yutu_modules_get_n (modules));
      gint64            since = g_get_monotonic_time ();

      yutu_module_page_show (YUTU_MODULE_PAGE (page), session, place, module, none);
      add_ms (ms, since, wait_painted (page, is_page_listed, page));
      if (i == 0)
        report ("the first list of a module", ms);
      gui_wait_ms (300);
    }
  report ("a list of a module opens", ms);
  measure_scrolling (ms, page, "that list, a page on", "that list, the scroll bar to anywhere");
  gtk_window_destroy (window);
}

/* ---- Written addresses ---- */

/* As they are in the library; of each eight one lacks its end, and one says nothing. */
static gboolean
write_list_in_read (YutuConnection *connection,
                    gpointer        data,
                    GError        **error)
{
  GString      *out = data;
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT text FROM address WHERE valid_to = '9999-12-31' ORDER BY id LIMIT 20000", error);

  for (int i = 0; statement != NULL && row; i++)
    {
      const char *text = NULL;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        break;
      text = (const char *)sqlite3_column_text (statement, 0);
      if (i % 8 == 3)
        g_string_append_len (out, text, g_utf8_offset_to_pointer (text, g_utf8_strlen (text, -1) - 3) - text);
      else
        g_string_append (out, i % 8 == 5 ? "不详" : text);
      g_string_append_c (out, '\n');
    }
  sqlite3_reset (statement);
  return statement != NULL;
}

static gboolean
is_reviewed (gpointer data)
{
  return yutu_review_get_review (data) != NULL;
}

static gboolean
is_settled (gpointer data)
{
  return yutu_review_is_settled (data);
}

/* From the key to the picture, and the turns until then; then the turns after it. */
static void
measure_groups (GArray    *ms,
                GtkWidget *review)
{
  gint64 later_us = 0, first_us = 0;

  for (int i = 0; i < N_OPENED; i++)
    {
      gint64 since = g_get_monotonic_time ();

      stall_us = 0;
      yutu_review_show_group (YUTU_REVIEW (review), (YutuReviewGroup)((i + 1) % YUTU_REVIEW_N_GROUPS));
      add_ms (ms, since, wait_painted (review, NULL, NULL));
      first_us = MAX (first_us, stall_us);
      stall_us = 0;
      gui_wait_ms (300);
      later_us = MAX (later_us, stall_us);
    }
  stall_us = first_us;
  report ("another group of them", ms);
  stall_us = later_us;
  report_turns ("afterwards");
}

static void
measure_review (GArray *ms)
{
  GtkWidget *review = yutu_review_new ();
  GtkWindow *window = show (review, 1600, DRAWER_PX);
  gint64     since = 0;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (!yutu_store_read (yutu_file_get_store (yutu_session_get_file (session)), write_list_in_read, text, NULL, &error))
    g_error ("%s", error->message);
  yutu_review_set_session (YUTU_REVIEW (review), session);
  yutu_review_read_text (YUTU_REVIEW (review), text->str);
  while (!is_reviewed (review))
    {
      stall_us = 0; /* while it is matched is not of the list */
      since = g_get_monotonic_time ();
      g_main_context_iteration (NULL, TRUE);
    }
  add_ms (ms, since, wait_painted (review, NULL, NULL));
  report ("written addresses are shown", ms);
  gui_wait (is_settled, review);
  g_print ("%zu rows\n", yutu_address_review_count (yutu_review_get_review (YUTU_REVIEW (review))));
  gui_wait_ms (1000);
  report_turns ("afterwards");
  measure_groups (ms, review);
  measure_scrolling (ms, review, "a page of them on", "the scroll bar to any of them");
  gtk_window_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (YutuApplication) application = NULL;
  g_autoptr (GArray) ms = g_array_new (FALSE, FALSE, sizeof (double));
  GtkWindow *window = NULL;
  gint64     since = 0;

  if (argc != 2)
    {
      g_printerr ("drawer-bench FILE\n");
      return 2;
    }
  gui_init (&argc, &argv);
  application = yutu_application_new (); /* brings templates and style sheet */
  yutu_session_open_async (argv[1], NULL, opened_cb, NULL);
  gui_wait (is_open, NULL);
  g_timeout_add (1, beat_cb, NULL);
  drawer = YUTU_DRAWER (yutu_drawer_new ());
  yutu_drawer_set_session (drawer, session);
  beat_us = get_cpu_us ();
  since = g_get_monotonic_time ();
  window = show (GTK_WIDGET (drawer), 1600, DRAWER_PX);
  add_ms (ms, since, wait_painted (GTK_WIDGET (drawer), is_listed, NULL));
  report ("the drawer, window and all", ms);
  gui_wait_ms (1000);
  measure_pages (ms);
  yutu_list_filter_set_open_only (drawer->list_filters[YUTU_LIST_CASES], FALSE);
  gui_wait (is_listed, NULL);
  g_print ("%u rows\n", yutu_table_get_n_rows (drawer->tables[YUTU_LIST_CASES]));
  measure_jumps (ms);
  measure_scrolling (ms, GTK_WIDGET (drawer->tables[YUTU_LIST_CASES]), "a page on",
                     "the scroll bar to anywhere");
  measure_sorts (ms);
  gtk_window_destroy (window);
  measure_modules (ms);
  measure_review (ms);
  g_clear_object (&session);
  return 0;
}
