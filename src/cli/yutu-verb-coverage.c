/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

#include <glib/gi18n.h>
#include "session/yutu-coverage.h"

#define MAX_RADIUS_M 50000

static void
emit_row (YutuCall               *call,
          const YutuIndicatorRow *row)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "place", row->name);
  yutu_json_add_text (builder, "code", row->code);
  yutu_json_add_int (builder, "total", (gint64)row->denominator);
  yutu_json_add_int (builder, "covered", (gint64)row->numerator);
  json_builder_set_member_name (builder, "share");
  if (row->has_value)
    json_builder_add_double_value (builder, row->numerator / row->denominator);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

/* The county, and how long it took. */
static void
emit_end (YutuCall                 *call,
          const YutuIndicatorTable *table,
          double                    radius_m,
          gint64                    started)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "total", (gint64)table->total.denominator);
  yutu_json_add_int (builder, "covered", (gint64)table->total.numerator);
  yutu_json_add_double (builder, "radius_m", radius_m);
  yutu_json_add_double (builder, "seconds", (double)(g_get_monotonic_time () - started) / 1e6);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

YutuExit
yutu_verb_coverage (YutuCall *call,
                    GError  **error)
{
  gint64            started = g_get_monotonic_time ();
  YutuIndicatorSpec spec = { 0 };
  gint64            radius_m = 0;
  g_autofree char  *facility = NULL;
  g_auto (GStrv) registers = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;
  g_autoptr (YutuIndicatorTable) table = NULL;

  if (!yutu_call_take_option (call, "--facility", &facility, error) ||
      !yutu_call_take_int (call, "--radius", 0, 1, MAX_RADIUS_M, &radius_m, error) ||
      !yutu_call_take_indicator (call, &spec, error) || !yutu_call_expect (call, 1, error))
    return YUTU_EXIT_USAGE;
  if (facility == NULL || radius_m == 0)
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                   _ ("say of what and how far with --facility KIND --radius M"));
      return YUTU_EXIT_USAGE;
    }
  spec.level = MAX (spec.level, 4);
  registers = g_strsplit (facility, ",", -1);
  modules = yutu_modules_load (error);
  if (modules == NULL)
    return YUTU_EXIT_INPUT;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file != NULL)
    table = yutu_file_read_reach (file, modules, (const char *const *)registers, (double)radius_m,
                                  &spec, error);
  if (table == NULL)
    return YUTU_EXIT_INPUT;
  for (guint i = 0; i < table->rows->len; i++)
    emit_row (call, table->rows->pdata[i]);
  emit_end (call, table, (double)radius_m, started);
  return YUTU_EXIT_DONE;
}
