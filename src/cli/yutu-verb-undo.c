/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

typedef gboolean (*TurnFunc) (YutuStore    *store,
                              const char   *actor,
                              gint64       *entry,
                              GCancellable *cancellable,
                              GError      **error);

static YutuExit
turn (YutuCall *call,
      TurnFunc  func,
      GError  **error)
{
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  YutuEntry   *made = NULL;
  JsonBuilder *builder = NULL;
  gint64       turned = 0;

  if (!yutu_call_expect (call, 1, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_DEFAULT, error);
  if (file == NULL || !func (yutu_file_get_store (file), call->actor, &turned, NULL, error))
    return YUTU_EXIT_INTERNAL;
  entries = yutu_store_list_entries (yutu_file_get_store (file), 0, 1, NULL, error);
  if (entries == NULL)
    return YUTU_EXIT_INTERNAL;
  made = g_ptr_array_index (entries, 0);
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "entry", turned);
  yutu_json_add_text (builder, "at", made->at);
  yutu_json_add_text (builder, "actor", made->actor);
  yutu_json_add_text (builder, "kind", made->kind);
  yutu_json_add_text (builder, "title", made->title);
  yutu_json_add_int (builder, "objects", made->n_objects);
  yutu_json_add_text (builder, "hash", made->hash);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}

YutuExit
yutu_verb_undo (YutuCall *call,
                GError  **error)
{
  return turn (call, yutu_store_undo, error);
}

YutuExit
yutu_verb_redo (YutuCall *call,
                GError  **error)
{
  return turn (call, yutu_store_redo, error);
}
