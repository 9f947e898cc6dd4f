/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The walk list of a road, as the window shows it. */

#include "cli/yutu-verb-address-private.h"

#include <glib/gi18n.h>

#include "cli/yutu-cli-table.h"
#include "session/yutu-name-edit.h"
#include "session/yutu-walk-list.h"

static void
emit_item (YutuCall           *call,
           const YutuWalkItem *item)
{
  g_autofree char *number = yutu_walk_item_dup_number (item);
  JsonBuilder     *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "finding", yutu_walk_kind_to_text (item->kind));
  yutu_json_add_text (builder, "number", number);
  yutu_json_add_int (builder, "first", item->first);
  yutu_json_add_int (builder, "last", item->last);
  json_builder_set_member_name (builder, "id");
  if (item->id != 0)
    json_builder_add_int_value (builder, item->id);
  else
    json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "along_m");
  if (item->has_along)
    json_builder_add_double_value (builder, item->along_m);
  else
    json_builder_add_null_value (builder);
  yutu_json_add_place (builder, item->has_point, item->point);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static void
print_items (const YutuWalk *walk,
             const GArray   *items)
{
  const char *const headings[] = { _ ("Finding"), _ ("Number"), _ ("Along (m)"), _ ("Address"), NULL };
  YutuCliTable     *table = yutu_cli_table_new ("llrr", headings);

  for (guint i = 0; i < items->len; i++)
    {
      const YutuWalkItem *item = &g_array_index ((GArray *)items, YutuWalkItem, i);
      g_autofree char    *number = yutu_walk_item_dup_number (item);
      g_autofree char    *along = item->has_along ? g_strdup_printf ("%.0f", item->along_m) : NULL;
      g_autofree char    *id = item->id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, item->id) : NULL;

      yutu_cli_table_add (table, (const char *const[]){ yutu_walk_kind_to_words (item->kind), number, along, id });
    }
  yutu_cli_table_print (table, walk->name);
}

static void
emit_end (YutuCall       *call,
          const YutuWalk *walk,
          const GArray   *items)
{
  static const char *const names[YUTU_WALK_N_KINDS] = { "missing", "doubles", "out_of_order", "other_side" };
  gint64                   counts[YUTU_WALK_N_KINDS] = { 0 };
  JsonBuilder             *builder = json_builder_new ();

  for (guint i = 0; i < items->len; i++)
    {
      const YutuWalkItem *item = &g_array_index ((GArray *)items, YutuWalkItem, i);

      counts[item->kind] += (item->last - item->first) / 2 + 1;
    }
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "place", walk->place);
  yutu_json_add_text (builder, "name", walk->name);
  yutu_json_add_double (builder, "length_m", walk->length_m);
  yutu_json_add_int (builder, "doors", walk->doors->len);
  for (gsize i = 0; i < YUTU_WALK_N_KINDS; i++)
    yutu_json_add_int (builder, names[i], counts[i]);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

YutuExit
yutu_verb_address_walk (YutuCall *call,
                        GError  **error)
{
  gint64           place = 0;
  g_autofree char *out = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuWalk) walk = NULL;
  g_autoptr (GArray) items = NULL;

  if (!yutu_call_take_option (call, "-o", &out, error) || !yutu_call_expect (call, 3, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL || !yutu_file_find_place_name (file, call->words[2], call->as_of, &place, error))
    return YUTU_EXIT_INPUT;
  walk = yutu_file_load_walk (file, place, call->as_of, NULL, error);
  if (walk == NULL || (out != NULL && !yutu_walk_save (walk, out, error)))
    return YUTU_EXIT_INPUT;
  items = yutu_walk_list_items (walk);
  if (!call->json)
    print_items (walk, items);
  for (guint i = 0; call->json && i < items->len; i++)
    emit_item (call, &g_array_index (items, YutuWalkItem, i));
  emit_end (call, walk, items);
  return items->len > 0 ? YUTU_EXIT_FINDINGS : YUTU_EXIT_DONE;
}
