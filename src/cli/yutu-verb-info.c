/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

static void
add_layer (JsonBuilder   *builder,
           YutuLayerInfo *layer)
{
  json_builder_set_member_name (builder, layer->name);
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "count", layer->count);
  json_builder_set_member_name (builder, "bbox");
  if (yutu_box_is_empty (layer->box))
    json_builder_add_null_value (builder);
  else
    {
      json_builder_begin_array (builder);
      json_builder_add_double_value (builder, yutu_grid_to_degrees (layer->box.min_x));
      json_builder_add_double_value (builder, yutu_grid_to_degrees (layer->box.min_y));
      json_builder_add_double_value (builder, yutu_grid_to_degrees (layer->box.max_x));
      json_builder_add_double_value (builder, yutu_grid_to_degrees (layer->box.max_y));
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

YutuExit
yutu_verb_info (YutuCall *call,
                GError  **error)
{
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuFileInfo) info = NULL;
  JsonBuilder *builder = NULL;

  if (!yutu_call_expect (call, 1, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  info = file != NULL ? yutu_file_read_info (file, call->has_as_of ? call->as_of : YUTU_DAY_INVALID, error)
                      : NULL;
  if (info == NULL)
    return YUTU_EXIT_INTERNAL;

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "schema", info->schema);
  yutu_json_add_text (builder, "county_code", info->county_code);
  yutu_json_add_text (builder, "county_name", info->county_name);
  yutu_json_add_text (builder, "crs", info->map_crs);
  yutu_json_add_int (builder, "journal_entries", info->journal_entries);
  yutu_json_add_text (builder, "journal_head", info->journal_head);
  json_builder_set_member_name (builder, "layers");
  json_builder_begin_object (builder);
  for (guint i = 0; i < info->layers->len; i++)
    add_layer (builder, g_ptr_array_index (info->layers, i));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}
