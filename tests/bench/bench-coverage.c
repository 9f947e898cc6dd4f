/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* bench-coverage FILE: counts every indicator for all units of its finest level, as a window does,
 * and prints a JSON line for each with the processor time of each round. */
#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <time.h>

#include "session/yutu-coverage.h"

#define N_ROUNDS 5

static double
get_cpu (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
print_figures (const char *id, const double *seconds, guint rows)
{
  JsonBuilder *out = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (out);
  json_builder_set_member_name (out, "name");
  json_builder_add_string_value (out, id);
  json_builder_set_member_name (out, "found");
  json_builder_add_int_value (out, rows);
  json_builder_set_member_name (out, "figures");
  json_builder_begin_array (out);
  for (int i = 0; i < N_ROUNDS; i++)
    json_builder_add_double_value (out, seconds[i]);
  json_builder_end_array (out);
  json_builder_end_object (out);
  root = json_builder_get_root (out);
  text = json_to_string (root, FALSE);
  g_print ("%s\n", text);
  g_object_unref (out);
}

static void
measure (YutuFile *file, YutuModules *modules, const YutuIndicatorDef *def)
{
  double            seconds[N_ROUNDS];
  guint             rows = 0;
  YutuIndicatorSpec spec = {
    .id = def->id,
    .level = yutu_indicator_def_has_level (def, 5)   ? 5
             : yutu_indicator_def_has_level (def, 4) ? 4
                                                     : 3,
    .day = yutu_day_today (),
  };

  for (int i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuIndicatorTable) table = NULL;
      double started = get_cpu ();

      table = yutu_file_read_indicator (file, modules, &spec, NULL, &error);
      seconds[i] = get_cpu () - started;
      if (table == NULL)
        {
          g_printerr ("bench-coverage: %s: %s\n", def->id, error->message);
          exit (1);
        }
      rows = table->rows->len;
    }
  print_figures (def->id, seconds, rows);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuModules) modules = yutu_modules_load (&error);
  g_autoptr (YutuFile) file = NULL;

  if (argc == 2 && modules != NULL)
    file = yutu_file_open (argv[1], YUTU_STORE_OPEN_READ_ONLY, &error);
  if (file == NULL)
    {
      g_printerr ("bench-coverage FILE: %s\n", error != NULL ? error->message : "no file");
      return 1;
    }
  for (gsize m = 0; m < yutu_modules_get_n (modules); m++)
    for (gsize i = 0; i < yutu_modules_get (modules, m)->n_indicators; i++)
      measure (file, modules, &yutu_modules_get (modules, m)->indicators[i]);
  return 0;
}
