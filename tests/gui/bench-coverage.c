/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* coverage-bench FILE.yutu: the coverage workspace in the window, at 1920 × 1080: how long all indicators
 * take to be read ahead, and then, from the wish for another one, how long the main thread is held and
 * when the new map is whole on the screen. Wall time. */
#include <stdlib.h>

#include "gui-support.h"
#include "ui/yutu-application.h"
#include "ui/yutu-window-private.h"

#define WIDTH  1920
#define HEIGHT 1080

static gboolean
is_open (gpointer data)
{
  YutuWindow *window = data;

  return window->session != NULL && yutu_session_get_layers (window->session) != NULL &&
         yutu_map_view_is_settled (window->map);
}

static gboolean
is_all_read (gpointer data)
{
  YutuCoverage *coverage = YUTU_WINDOW (data)->coverage;
  gsize         n = yutu_coverage_get_n (coverage);

  for (gsize i = 0; i < n; i++)
    if (yutu_coverage_find_map (coverage, yutu_coverage_get_def (coverage, i, NULL)->id) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_settled (gpointer data)
{
  YutuWindow         *window = data;
  const YutuThemeMap *map = yutu_coverage_get_map (window->coverage);

  return map != NULL &&
         g_strcmp0 (map->table->def->id, yutu_coverage_get_indicator (window->coverage)) == 0 &&
         yutu_map_view_is_settled (window->map);
}

/* Tighter than gui_wait(), which looks every few milliseconds. */
static void
wait_settled (YutuWindow *window)
{
  while (!is_settled (window))
    g_main_context_iteration (NULL, TRUE);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const double *one = a, *two = b;

  return (*one > *two) - (*one < *two);
}

static void
print_times (const char *what,
             GArray     *times)
{
  g_array_sort (times, compare_times);
  g_print ("%-34s p50 %6.1f   p99 %6.1f   max %6.1f ms\n", what,
           g_array_index (times, double, times->len / 2),
           g_array_index (times, double, (times->len * 99 + 99) / 100 - 1),
           g_array_index (times, double, times->len - 1));
}

static double
get_ms_since (gint64 start_us)
{
  return (double)(g_get_monotonic_time () - start_us) / 1e3;
}

static void
measure_steps (YutuWindow *window,
               const char *units)
{
  gsize            n = yutu_coverage_get_n (window->coverage);
  g_autofree char *held_name = g_strdup_printf ("%s, main thread held", units);
  g_autofree char *whole_name = g_strdup_printf ("%s, new map whole", units);
  g_autoptr (GArray) held = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (double));

  for (gsize i = 0; i < n; i++)
    {
      gint64 start_us = g_get_monotonic_time ();
      double ms;

      yutu_coverage_step_indicator (window->coverage, 1);
      ms = get_ms_since (start_us);
      g_array_append_val (held, ms);
      wait_settled (window);
      ms = get_ms_since (start_us);
      g_array_append_val (whole, ms);
      gui_wait_ms (60);
    }
  print_times (held_name, held);
  print_times (whole_name, whole);
}

static void
measure_level (YutuWindow *window,
               int         level,
               const char *units)
{
  gint64 start_us = g_get_monotonic_time ();

  yutu_coverage_set_level (window->coverage, level);
  gui_wait (is_all_read, window);
  g_print ("%s: all %" G_GSIZE_FORMAT " indicators read in %.0f ms\n", units,
           yutu_coverage_get_n (window->coverage), get_ms_since (start_us));
  measure_steps (window, units);
}

/* As one who holds the key down. */
static void
measure_flight (YutuWindow *window)
{
  gint64 start_us = g_get_monotonic_time ();
  double ms;

  for (int i = 0; i < 40; i++)
    {
      yutu_coverage_step_indicator (window->coverage, 1);
      gui_wait_ms (1);
    }
  ms = get_ms_since (start_us);
  wait_settled (window);
  g_print ("40 steps at once: %.0f ms, the last whole %.0f ms after it\n", ms,
           get_ms_since (start_us) - ms);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (YutuApplication) application = NULL;
  YutuWindow *window;

  if (argc < 2)
    return 2;
  gui_init (&argc, &argv);
  application = yutu_application_new ();
  g_application_register (G_APPLICATION (application), NULL, NULL);
  window = yutu_window_new (GTK_APPLICATION (application));
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (window));
  yutu_window_open (window, argv[1]);
  gui_wait (is_open, window);
  yutu_window_set_workspace (window, YUTU_WORKSPACE_COVERAGE);
  measure_level (window, YUTU_LEVEL_OF_TOWNSHIPS, "townships");
  measure_level (window, YUTU_LEVEL_OF_VILLAGES, "villages");
  measure_flight (window);
  gui_close (GTK_WINDOW (window), GTK_WIDGET (window->map));
  return 0;
}
