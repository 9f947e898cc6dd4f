/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-verb-name-private.h"

#include "cli/yutu-cli-watch-private.h"
#include "session/yutu-name-scan.h"

static void
emit_name (YutuCall                  *call,
           const YutuNonstandardName *name)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "id", name->place);
  yutu_json_add_text (builder, "name", name->name);
  yutu_json_add_text (builder, "class", yutu_nonstandard_to_text (name->main_class));
  yutu_json_add_text (builder, "where", name->where);
  yutu_json_add_text (builder, "evidence", name->evidence);
  if (name->case_file != 0)
    yutu_json_add_int (builder, "case", name->case_file);
  else
    yutu_json_add_text (builder, "case", NULL);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

YutuExit
yutu_verb_name_scan (YutuCall *call,
                     GError  **error)
{
  gboolean        is_dry = yutu_call_take_flag (call, "--dry-run");
  YutuCleanUpSpec spec = { .day = call->as_of, .actor = call->actor, .role = call->role };
  guint           n_opened = 0;
  gint64          start = g_get_monotonic_time ();
  JsonBuilder    *builder = NULL;
  g_autoptr (YutuCliWatch) watch = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;
  g_autoptr (GPtrArray) names = NULL;

  if (!yutu_call_expect (call, 2, error))
    return YUTU_EXIT_USAGE;
  watch = yutu_cli_watch_new ();
  file = yutu_call_open (call, is_dry ? YUTU_STORE_OPEN_READ_ONLY : YUTU_STORE_OPEN_DEFAULT, error);
  modules = file != NULL ? yutu_modules_load (error) : NULL;
  names = modules != NULL ? yutu_file_scan_names (file, modules, call->as_of, yutu_cli_watch_get_progress (watch),
                                                  yutu_cli_watch_get_cancellable (watch), error)
                          : NULL;
  if (names == NULL)
    {
      yutu_cli_watch_explain (watch, error);
      return YUTU_EXIT_INPUT;
    }
  g_clear_pointer (&watch, yutu_cli_watch_free); /* what follows stands where the progress did */
  if (!is_dry && !yutu_file_open_clean_ups (file, modules, names, &spec, &n_opened, error))
    return YUTU_EXIT_INPUT;
  for (guint i = 0; i < names->len; i++)
    emit_name (call, names->pdata[i]);
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "names", names->len);
  yutu_json_add_int (builder, "opened", n_opened);
  yutu_json_add_double (builder, "seconds", (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return names->len > 0 ? YUTU_EXIT_FINDINGS : YUTU_EXIT_DONE;
}
