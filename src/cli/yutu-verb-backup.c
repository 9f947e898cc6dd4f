/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

#include <glib/gstdio.h>

static void
emit_copy (YutuCall   *call,
           const char *path,
           gint64      started)
{
  JsonBuilder *builder = json_builder_new ();
  GStatBuf     status = { 0 };

  if (g_stat (path, &status) != 0)
    status.st_size = 0;
  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "out", path);
  yutu_json_add_int (builder, "bytes", status.st_size);
  yutu_json_add_double (builder, "seconds", (double)(g_get_monotonic_time () - started) / 1e6);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

YutuExit
yutu_verb_backup (YutuCall *call,
                  GError  **error)
{
  gint64 started = g_get_monotonic_time ();
  g_autoptr (YutuFile) file = NULL;

  if (!yutu_call_expect (call, 2, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL || !yutu_store_backup (yutu_file_get_store (file), call->words[1], NULL, error))
    return YUTU_EXIT_INTERNAL;
  emit_copy (call, call->words[1], started);
  return YUTU_EXIT_DONE;
}

YutuExit
yutu_verb_restore (YutuCall *call,
                   GError  **error)
{
  gint64 started = g_get_monotonic_time ();

  if (!yutu_call_expect (call, 2, error))
    return YUTU_EXIT_USAGE;
  if (!yutu_store_restore (call->words[0], call->words[1], NULL, error))
    return YUTU_EXIT_INTERNAL;
  emit_copy (call, call->words[1], started);
  return YUTU_EXIT_DONE;
}
