/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

YutuExit
yutu_verb_verify (YutuCall *call,
                  GError  **error)
{
  gint64           started = g_get_monotonic_time ();
  YutuVerifyResult result = { 0 };
  JsonBuilder     *builder = NULL;
  g_autoptr (YutuFile) file = NULL;

  if (!yutu_call_expect (call, 1, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL || !yutu_store_verify (yutu_file_get_store (file), &result, NULL, error))
    return YUTU_EXIT_INTERNAL;

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "entries", result.entries);
  yutu_json_add_boolean (builder, "ok", result.first_bad == 0);
  json_builder_set_member_name (builder, "first_bad");
  if (result.first_bad == 0)
    json_builder_add_null_value (builder);
  else
    json_builder_add_int_value (builder, result.first_bad);
  yutu_json_add_double (builder, "seconds", (double)(g_get_monotonic_time () - started) / 1e6);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return result.first_bad == 0 ? YUTU_EXIT_DONE : YUTU_EXIT_FINDINGS;
}
