/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "bench-support.h"

#include <errno.h>
#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <time.h>

void
bench_fail (const char   *what,
            const GError *error)
{
  g_printerr ("%s: %s: %s\n", program_invocation_short_name, what, error != NULL ? error->message : "failed");
  exit (1);
}

double
bench_get_wall (void)
{
  return (double)g_get_monotonic_time () / G_USEC_PER_SEC;
}

double
bench_get_cpu (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void
bench_print_figures (const char   *name,
                     const GArray *seconds,
                     gint64        found)
{
  g_autoptr (JsonBuilder) out = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (out);
  json_builder_set_member_name (out, "name");
  json_builder_add_string_value (out, name);
  if (found >= 0)
    {
      json_builder_set_member_name (out, "found");
      json_builder_add_int_value (out, found);
    }
  json_builder_set_member_name (out, "figures");
  json_builder_begin_array (out);
  for (guint i = 0; i < seconds->len; i++)
    json_builder_add_double_value (out, g_array_index (seconds, double, i));
  json_builder_end_array (out);
  json_builder_end_object (out);
  root = json_builder_get_root (out);
  text = json_to_string (root, FALSE);
  g_print ("%s\n", text);
}
