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

static gboolean
is_wanted (const char *only,
           const char *rule)
{
  g_auto (GStrv) rules = only != NULL ? g_strsplit (only, ",", -1) : NULL;

  return rules == NULL || g_strv_contains ((const char *const *)rules, rule);
}

YutuExit
yutu_verb_check (YutuCall *call,
                 GError  **error)
{
  gint64           started = g_get_monotonic_time ();
  gint64           checked = 0;
  gint64           told = 0;
  JsonBuilder     *builder = NULL;
  g_autofree char *only = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  if (!yutu_call_take_option (call, "--only", &only, error) || !yutu_call_expect (call, 1, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  findings = file != NULL ? yutu_file_check (file, &checked, error) : NULL;
  if (findings == NULL)
    return YUTU_EXIT_INTERNAL;
  for (guint i = 0; i < findings->len; i++)
    {
      YutuCheckFinding *finding = g_ptr_array_index (findings, i);

      if (!is_wanted (only, finding->rule))
        continue;
      emit_finding (call, finding);
      told++;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "checked", checked);
  yutu_json_add_int (builder, "findings", told);
  yutu_json_add_double (builder, "seconds", (double)(g_get_monotonic_time () - started) / 1e6);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return told == 0 ? YUTU_EXIT_DONE : YUTU_EXIT_FINDINGS;
}
