/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"
#include "session/yutu-import.h"

static void
emit_finding (YutuCall         *call,
              YutuCheckFinding *finding)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "rule", finding->rule);
  yutu_json_add_text (builder, "severity", finding->severity);
  yutu_json_add_text (builder, "table", finding->table);
  yutu_json_add_int (builder, "id", finding->id);
  yutu_json_add_place (builder, finding->has_place, finding->place);
  yutu_json_add_text (builder, "message", finding->message);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

YutuExit
yutu_verb_check (YutuCall *call,
                 GError  **error)
{
  gint64           started = g_get_monotonic_time ();
  gint64           checked = 0;
  JsonBuilder     *builder = NULL;
  g_autofree char *only = NULL;
  g_auto (GStrv) rules = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  if (!yutu_call_take_option (call, "--only", &only, error) || !yutu_call_expect (call, 1, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  rules = only != NULL ? g_strsplit (only, ",", -1) : NULL;
  if (file != NULL)
    findings = yutu_file_check (file, (const char *const *)rules, &checked, NULL, error);
  if (findings == NULL)
    return YUTU_EXIT_INTERNAL;
  for (guint i = 0; i < findings->len; i++)
    emit_finding (call, g_ptr_array_index (findings, i));
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "checked", checked);
  yutu_json_add_int (builder, "findings", findings->len);
  yutu_json_add_double (builder, "seconds", (double)(g_get_monotonic_time () - started) / 1e6);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return findings->len == 0 ? YUTU_EXIT_DONE : YUTU_EXIT_FINDINGS;
}
