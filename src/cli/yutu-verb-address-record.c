/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The record of an address: shown, and with --set changed. */

#include "cli/yutu-verb-address-private.h"

#include <glib/gi18n.h>

#include "session/yutu-address-record-edit.h"
#include "session/yutu-case-edit.h"

static void
add_texts (JsonBuilder     *builder,
           const char      *name,
           const GPtrArray *texts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (texts, i));
  json_builder_end_array (builder);
}

static YutuExit
emit_page (YutuCall          *call,
           YutuFile          *file,
           const YutuModules *modules,
           gint64             id,
           GError           **error)
{
  g_autoptr (YutuAddressPage) page = yutu_file_load_address_page (file, modules, id, call->as_of, NULL, error);
  g_autoptr (GPtrArray) former = g_ptr_array_new ();
  JsonBuilder *builder = NULL;

  if (page == NULL)
    return YUTU_EXIT_INPUT;
  for (guint i = 0; i < page->forms->len; i++)
    if (((YutuAddressForm *)page->forms->pdata[i])->valid_to <= page->row->valid_from)
      g_ptr_array_add (former, ((YutuAddressForm *)page->forms->pdata[i])->text);
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "id", page->id);
  yutu_json_add_text (builder, "standard", page->row->text);
  yutu_json_add_text (builder, "code", page->code);
  yutu_json_add_int (builder, "status", page->row->status);
  yutu_json_add_text (builder, "main", page->main_text);
  add_texts (builder, "auxiliary", page->auxiliary);
  add_texts (builder, "old_texts", former);
  yutu_json_add_text (builder, "side_by_point", page->side > 0 ? "left" : page->side < 0 ? "right" : NULL);
  json_builder_set_member_name (builder, "fields");
  json_builder_add_value (builder, json_from_string (page->values, NULL));
  yutu_json_add_place (builder, page->row->has_point, page->row->point);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}

YutuExit
yutu_verb_address_record (YutuCall *call,
                          GError  **error)
{
  gint64           id = 0;
  g_autofree char *set = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;
  const YutuRegister *record = NULL;

  if (!yutu_call_take_options (call, "--set", &lines, error) || !yutu_call_expect (call, 3, error))
    return YUTU_EXIT_USAGE;
  if (!g_ascii_string_to_signed (call->words[2], 10, 1, G_MAXINT64, &id, NULL))
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("“%s” is no number of an address; search gives it"),
                   call->words[2]);
      return YUTU_EXIT_USAGE;
    }
  file = yutu_call_open (call, lines[0] != NULL ? YUTU_STORE_OPEN_DEFAULT : YUTU_STORE_OPEN_READ_ONLY, error);
  modules = file != NULL ? yutu_modules_load (error) : NULL;
  if (modules == NULL)
    return YUTU_EXIT_INPUT;
  record = yutu_modules_find_object (modules, YUTU_OBJECT_ADDRESS);
  set = yutu_fields_from_lines (record != NULL ? record->fields : NULL, record != NULL ? record->n_fields : 0,
                                (const char *const *)lines, error);
  if (set == NULL || (lines[0] != NULL &&
                      !yutu_file_change_address_record (file, modules, id, set, call->role, call->actor, error)))
    return YUTU_EXIT_INPUT;
  return emit_page (call, file, modules, id, error);
}
