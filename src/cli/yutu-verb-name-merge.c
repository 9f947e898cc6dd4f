/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Two place names that are one: first what it would touch, then it. */

#include "cli/yutu-verb-name-private.h"

#include <glib/gi18n.h>

#include "session/yutu-name-edit.h"
#include "session/yutu-name-merge.h"

static void
emit_door (YutuCall            *call,
           const YutuMergeDoor *door)
{
  static const char *const states[] = { "one", "apart", "other-days" };
  JsonBuilder             *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "door", door->text);
  yutu_json_add_int (builder, "door_id", door->id);
  yutu_json_add_text (builder, "kept", door->kept_text);
  yutu_json_add_int (builder, "kept_id", door->kept);
  json_builder_set_member_name (builder, "distance_m");
  if (door->has_point)
    json_builder_add_double_value (builder, door->distance_m);
  else
    json_builder_add_null_value (builder);
  yutu_json_add_text (builder, "state", states[door->state]);
  yutu_json_add_place (builder, door->has_point, door->point);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static void
add_sides (JsonBuilder         *builder,
           const YutuMergeSpec *spec,
           const char          *name,
           const char          *former)
{
  yutu_json_add_int (builder, "id", spec->kept);
  yutu_json_add_text (builder, "name", name);
  yutu_json_add_int (builder, "former_id", spec->other);
  yutu_json_add_text (builder, "former", former);
}

static void
add_doubts (JsonBuilder         *builder,
            const YutuMergePlan *plan)
{
  const struct
  {
    gboolean    is;
    const char *code;
  } doubts[] = { { plan->is_far, "distance" }, { plan->is_other_unit, "unit" }, { plan->is_other_class, "class" } };

  json_builder_set_member_name (builder, "doubts");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (doubts); i++)
    if (doubts[i].is)
      json_builder_add_string_value (builder, doubts[i].code);
  json_builder_end_array (builder);
}

static char *
word_distance (double metres)
{
  g_autofree char *number = g_strdup_printf (metres < 1000 ? "%.0f" : "%.2f", metres < 1000 ? metres : metres / 1000);

  return g_strdup_printf (metres < 1000 ? _ ("%s m") : _ ("%s km"), number);
}

/* For people, in the sentences of the window. */
static void
print_doubts (const YutuMergePlan *plan)
{
  g_autoptr (GPtrArray) doubts = yutu_merge_plan_list_doubts (plan, word_distance);

  for (guint i = 0; i < doubts->len; i++)
    g_print ("%s\n", (const char *)doubts->pdata[i]);
}

void
yutu_merge_plan_add_json (const YutuMergePlan *plan,
                          JsonBuilder         *builder)
{
  yutu_json_add_text (builder, "alias", plan->alias);
  json_builder_set_member_name (builder, "distance_m");
  if (plan->has_distance)
    json_builder_add_double_value (builder, plan->distance_m);
  else
    json_builder_add_null_value (builder);
  yutu_json_add_double (builder, "near_m", plan->near_m);
  yutu_json_add_text (builder, "class", plan->kept.name_class);
  yutu_json_add_text (builder, "division", plan->kept.division);
  yutu_json_add_text (builder, "former_class", plan->other.name_class);
  yutu_json_add_text (builder, "former_division", plan->other.division);
  add_doubts (builder, plan);
  yutu_json_add_int (builder, "addresses", plan->n_addresses);
  yutu_json_add_int (builder, "doubles", plan->doors->len);
  yutu_json_add_int (builder, "unsettled", plan->n_unsettled);
  yutu_json_add_int (builder, "facilities", plan->n_facilities);
  yutu_json_add_int (builder, "signs", plan->n_signs);
  yutu_json_add_int (builder, "cases", plan->n_cases);
  yutu_json_add_int (builder, "batch_items", plan->n_batch_items);
  yutu_json_add_int (builder, "former_names", plan->n_former);
  yutu_json_add_text (builder, "refusal", plan->refusal);
}

static YutuExit
show_plan (YutuCall            *call,
           YutuFile            *file,
           const YutuMergeSpec *spec,
           GError             **error)
{
  g_autoptr (YutuMergePlan) plan = yutu_file_plan_merge (file, spec, NULL, error);
  JsonBuilder *builder = NULL;

  if (plan == NULL)
    return YUTU_EXIT_INPUT;
  for (guint i = 0; i < plan->doors->len; i++)
    emit_door (call, plan->doors->pdata[i]);
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "entry", 0);
  add_sides (builder, spec, plan->kept.name, plan->other.name);
  yutu_merge_plan_add_json (plan, builder);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  if (!call->json)
    print_doubts (plan);
  return plan->refusal != NULL ? YUTU_EXIT_FINDINGS : YUTU_EXIT_DONE;
}

static YutuExit
run_merge (YutuCall            *call,
           YutuFile            *file,
           const YutuMergeSpec *spec,
           GError             **error)
{
  YutuMergeResult told = { 0 };
  JsonBuilder    *builder = NULL;

  if (!yutu_file_merge_place_names (file, spec, call->actor, &told, error))
    return YUTU_EXIT_INPUT;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "entry", told.entry);
  add_sides (builder, spec, told.name, told.former);
  yutu_json_add_int (builder, "addresses", told.n_addresses);
  yutu_json_add_int (builder, "doubles", told.n_doubles);
  yutu_json_add_int (builder, "facilities", told.n_facilities);
  yutu_json_add_int (builder, "signs", told.n_signs);
  yutu_json_add_int (builder, "cases", told.n_cases);
  yutu_json_add_int (builder, "batch_items", told.n_batch_items);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}

YutuExit
yutu_verb_name_merge (YutuCall *call,
                      GError  **error)
{
  gboolean         dry_run = yutu_call_take_flag (call, "--dry-run");
  g_autofree char *from = NULL;
  g_autoptr (YutuFile) file = NULL;
  YutuMergeSpec spec = { 0 };

  if (!yutu_call_take_option (call, "--from", &from, error) || !yutu_call_expect (call, 4, error))
    return YUTU_EXIT_USAGE;
  spec.day = from != NULL ? yutu_day_parse (from) : call->as_of;
  if (spec.day == YUTU_DAY_INVALID)
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("“%s” is no day; write YYYY-MM-DD"), from);
      return YUTU_EXIT_USAGE;
    }
  file = yutu_call_open (call, dry_run ? YUTU_STORE_OPEN_READ_ONLY : YUTU_STORE_OPEN_DEFAULT, error);
  if (file == NULL || !yutu_file_find_place_name (file, call->words[2], spec.day, &spec.other, error) ||
      !yutu_file_find_place_name (file, call->words[3], spec.day, &spec.kept, error))
    return YUTU_EXIT_INPUT;
  return dry_run ? show_plan (call, file, &spec, error) : run_merge (call, file, &spec, error);
}
