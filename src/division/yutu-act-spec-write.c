/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is wanted of an act, written as JSON (yutu-act.h has its form). */

#include "base/yutu-json.h"
#include "division/yutu-act.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
put_pair (JsonBuilder *builder,
          YutuPoint    point)
{
  json_builder_begin_array (builder);
  json_builder_add_double_value (builder, yutu_grid_to_degrees (point.x));
  json_builder_add_double_value (builder, yutu_grid_to_degrees (point.y));
  json_builder_end_array (builder);
}

static void
put_seat (JsonBuilder       *builder,
          const char        *name,
          const YutuActStep *step)
{
  if (!step->has_seat)
    return;
  json_builder_set_member_name (builder, name);
  put_pair (builder, step->seat);
}

static void
put_units (JsonBuilder *builder,
           GStrv        units)
{
  json_builder_set_member_name (builder, "units");
  json_builder_begin_array (builder);
  for (gsize i = 0; units != NULL && units[i] != NULL; i++)
    json_builder_add_string_value (builder, units[i]);
  json_builder_end_array (builder);
}

static void
put_land (JsonBuilder       *builder,
          const YutuActStep *step)
{
  gboolean is_ring = step->land == YUTU_ACT_LAND_INSIDE;

  if (step->land == YUTU_ACT_LAND_UNITS)
    put_units (builder, step->units);
  if (step->land == YUTU_ACT_LAND_UNITS || step->land == YUTU_ACT_LAND_REST)
    return;
  json_builder_set_member_name (builder, is_ring ? "area" : "line");
  json_builder_begin_array (builder);
  for (guint i = 0; step->line != NULL && i < step->line->len; i++)
    put_pair (builder, g_array_index (step->line, YutuPoint, i));
  json_builder_end_array (builder);
  if (!is_ring)
    yutu_json_put_text (builder, "side", step->land == YUTU_ACT_LAND_LEFT ? "left" : "right");
}

static void
put_new (JsonBuilder       *builder,
         const YutuActStep *step)
{
  yutu_json_put_text (builder, "as", step->as);
  yutu_json_put_text (builder, "name", step->name);
  yutu_json_put_text (builder, "pinyin", step->pinyin);
  yutu_json_put_text (builder, "type", step->type);
  yutu_json_put_text (builder, "code", step->code);
  put_seat (builder, "seat", step);
}

static void
put_establish (JsonBuilder       *builder,
               const YutuActStep *step)
{
  put_new (builder, step);
  yutu_json_put_text (builder, "parent", step->parent);
  if (step->level == 0)
    return;
  yutu_json_add_int (builder, "level", step->level);
}

static void
put_step (JsonBuilder       *builder,
          const YutuActStep *step)
{
  json_builder_begin_object (builder);
  yutu_json_put_text (builder, "do", yutu_act_do_get_id (step->what));
  if (step->what == YUTU_ACT_DO_ESTABLISH)
    put_establish (builder, step);
  else if (step->what != YUTU_ACT_DO_MERGE)
    yutu_json_put_text (builder, step->what == YUTU_ACT_DO_GIVE ? "from" : "unit", step->unit);
  if (step->is_unconfirmed)
    {
      yutu_json_add_boolean (builder, "unconfirmed", TRUE);
    }
  switch (step->what)
    {
    case YUTU_ACT_DO_RENAME:
      yutu_json_put_text (builder, "name", step->name);
      yutu_json_put_text (builder, "pinyin", step->pinyin);
      yutu_json_put_text (builder, "code", step->code);
      break;
    case YUTU_ACT_DO_PLACE:
      yutu_json_put_text (builder, "under", step->to);
      yutu_json_put_text (builder, "code", step->code);
      break;
    case YUTU_ACT_DO_GIVE:
      yutu_json_put_text (builder, "to", step->to);
      put_land (builder, step);
      break;
    case YUTU_ACT_DO_MERGE:
      put_units (builder, step->units);
      yutu_json_put_text (builder, "into", step->to);
      yutu_json_put_text (builder, "code", step->code);
      break;
    case YUTU_ACT_DO_SPLIT:
      json_builder_set_member_name (builder, "new");
      json_builder_begin_object (builder);
      put_new (builder, step);
      json_builder_end_object (builder);
      put_land (builder, step);
      break;
    case YUTU_ACT_DO_SEAT:
      put_seat (builder, "to", step);
      yutu_json_put_text (builder, "address", step->address);
      break;
    case YUTU_ACT_DO_ESTABLISH:
    case YUTU_ACT_DO_ABOLISH:
    case YUTU_N_ACT_DOS:
    default:
      break;
    }
  json_builder_end_object (builder);
}

static void
put_papers (JsonBuilder *builder,
            GHashTable  *papers)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (papers), (GCompareFunc)strcmp);

  if (ids == NULL)
    return;
  json_builder_set_member_name (builder, "papers");
  json_builder_begin_object (builder);
  for (GList *id = ids; id != NULL; id = id->next)
    {
      const char *file = g_hash_table_lookup (papers, id->data);

      json_builder_set_member_name (builder, id->data);
      if (*file != '\0')
        json_builder_add_string_value (builder, file);
      else
        json_builder_add_boolean_value (builder, TRUE);
    }
  json_builder_end_object (builder);
}

char *
yutu_act_spec_to_json (const YutuActSpec *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  yutu_json_put_text (builder, "kind", yutu_act_kind_get_id (self->kind));
  yutu_json_put_text (builder, "title", self->title);
  yutu_json_put_text (builder, "doc_no", self->doc_no);
  yutu_json_put_text (builder, "organ", self->organ);
  yutu_json_put_text (builder, "approved_on", self->approved_on);
  yutu_json_put_text (builder, "effective_on", self->effective_on);
  yutu_json_put_text (builder, "note", self->note);
  put_papers (builder, self->papers);
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->steps->len; i++)
    put_step (builder, g_ptr_array_index (self->steps, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
