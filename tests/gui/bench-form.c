/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* For ./dev bench: how long the form of the largest register takes, from its fields to the picture. */
#include "gui-support.h"
#include "../casework/field-invention.h"

#include "casework/yutu-case.h"
#include "ui/yutu-form.h"

#define ROUNDS 60
#define WIDTH  380
#define HEIGHT 760

static double
get_ms (void)
{
  return (double)g_get_monotonic_time () / 1000;
}

static const YutuRegister *
find_largest (const YutuModules *modules)
{
  const YutuRegister *largest = NULL;

  for (gsize m = 0; m < yutu_modules_get_n (modules); m++)
    {
      const YutuModule *module = yutu_modules_get (modules, m);

      for (gsize i = 0; i < module->n_registers; i++)
        if (largest == NULL || module->registers[i].n_fields > largest->n_fields)
          largest = &module->registers[i];
    }
  return largest;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double one = *(const double *)a;
  double two = *(const double *)b;

  return (one > two) - (one < two);
}

static void
report (const char *what,
        GArray     *times)
{
  g_array_sort (times, compare_doubles);
  g_print ("%-28s p50 %5.1f ms, p99 %5.1f ms\n", what, g_array_index (times, double, times->len / 2),
           g_array_index (times, double, times->len * 99 / 100));
}

static void
painted_cb (gboolean *painted)
{
  *painted = TRUE;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuModules) modules = NULL;
  g_autoptr (GArray) built = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char    *json = NULL;
  g_autofree char    *what = NULL;
  const YutuRegister *largest;
  GtkWidget          *scroller;
  GtkWindow          *window;
  YutuRandom          random;
  gboolean            painted = FALSE;

  gui_init (&argc, &argv);
  modules = yutu_modules_load (&error);
  g_assert_no_error (error);
  largest = find_largest (modules);
  yutu_random_init (&random, 1);
  json = fields_invent (largest->fields, largest->n_fields, &random,
                        yutu_day_from_ymd (2026, 11, 24));
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  window = gui_show_unfocused (scroller, WIDTH, HEIGHT);
  g_signal_connect_swapped (gtk_widget_get_frame_clock (scroller), "after-paint",
                            G_CALLBACK (painted_cb), &painted);
  for (int i = 0; i < ROUNDS; i++)
    {
      double     begin = get_ms ();
      GtkWidget *form = yutu_form_new ();
      double     time;

      yutu_form_set_fields (YUTU_FORM (form), largest->fields, largest->n_fields, json);
      time = get_ms () - begin;
      g_array_append_val (built, time);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), form);
      painted = FALSE;
      while (!painted)
        g_main_context_iteration (NULL, TRUE);
      time = get_ms () - begin;
      g_array_append_val (seen, time);
      gui_wait_ms (30);
    }
  what = g_strdup_printf ("form of %" G_GSIZE_FORMAT " fields built", largest->n_fields);
  report (what, built);
  report ("  and seen", seen);
  gui_close (window, scroller);
  return 0;
}
