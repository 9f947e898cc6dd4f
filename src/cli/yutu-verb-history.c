/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

static void
emit_entry (YutuCall  *call,
            YutuEntry *entry)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "entry", entry->id);
  yutu_json_add_text (builder, "at", entry->at);
  yutu_json_add_text (builder, "actor", entry->actor);
  yutu_json_add_text (builder, "kind", entry->kind);
  yutu_json_add_text (builder, "title", entry->title);
  yutu_json_add_int (builder, "objects", entry->n_objects);
  yutu_json_add_text (builder, "state", entry->state == YUTU_ENTRY_DONE ? "done" : "undone");
  yutu_json_add_int (builder, "undoes", entry->undoes);
  yutu_json_add_text (builder, "hash", entry->hash);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

YutuExit
yutu_verb_history (YutuCall *call,
                   GError  **error)
{
  gint64 object = 0;
  gint64 limit = 0;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  if (!yutu_call_take_int (call, "--object", 0, 0, G_MAXINT64, &object, error) ||
      !yutu_call_take_int (call, "--limit", 100, 1, G_MAXINT, &limit, error) ||
      !yutu_call_expect (call, 1, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL)
    return YUTU_EXIT_FILE;
  entries =
    yutu_store_list_entries (yutu_file_get_store (file), object, (gsize)limit, NULL, error);
  if (entries == NULL)
    return YUTU_EXIT_INTERNAL;
  for (guint i = 0; i < entries->len; i++)
    emit_entry (call, g_ptr_array_index (entries, i));
  return YUTU_EXIT_DONE;
}
