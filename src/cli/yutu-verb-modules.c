/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "casework/yutu-module.h"
#include "cli/yutu-cli.h"

static void
begin_array (JsonBuilder *builder,
             const char  *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
}

/* In force for what begins on the day. */
static void
add_limits (JsonBuilder        *builder,
            const YutuCaseKind *kind,
            YutuDay             day)
{
  static const char *const units[] = {
    [YUTU_TIME_WORKING_DAYS] = "working-day",
    [YUTU_TIME_DAYS] = "day",
    [YUTU_TIME_MONTHS] = "month",
    [YUTU_TIME_YEARS] = "year",
  };

  begin_array (builder, "limits");
  for (gsize i = 0; i < kind->n_time_limits; i++)
    {
      const YutuTimeLimit *limit = &kind->time_limits[i];

      if (day < limit->valid_from || day >= limit->valid_to)
        continue;
      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "state", limit->is_whole ? NULL : kind->states[limit->state].id);
      yutu_json_add_int (builder, "length", limit->length);
      yutu_json_add_text (builder, "unit", units[limit->unit]);
      yutu_json_add_text (builder, "legal_basis", limit->legal_basis);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_kind (JsonBuilder        *builder,
          const YutuCaseKind *kind,
          YutuDay             day)
{
  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "id", kind->id);
  yutu_json_add_text (builder, "title", yutu_title_get (&kind->title));
  begin_array (builder, "states");
  for (gsize i = 0; i < kind->n_states; i++)
    json_builder_add_string_value (builder, kind->states[i].id);
  json_builder_end_array (builder);
  begin_array (builder, "transitions");
  for (gsize i = 0; i < kind->n_transitions; i++)
    json_builder_add_string_value (builder, kind->transitions[i].id);
  json_builder_end_array (builder);
  add_limits (builder, kind, day);
  json_builder_end_object (builder);
}

static void
emit_module (YutuCall         *call,
             const YutuModule *module)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "id", module->id);
  yutu_json_add_text (builder, "title", yutu_title_get (&module->title));
  begin_array (builder, "registers");
  for (gsize i = 0; i < module->n_registers; i++)
    json_builder_add_string_value (builder, module->registers[i].full_id);
  json_builder_end_array (builder);
  begin_array (builder, "kinds");
  for (gsize i = 0; i < module->n_kinds; i++)
    add_kind (builder, &module->kinds[i], call->as_of);
  json_builder_end_array (builder);
  begin_array (builder, "indicators");
  for (gsize i = 0; i < module->n_indicators; i++)
    json_builder_add_string_value (builder, module->indicators[i].id);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

YutuExit
yutu_verb_modules (YutuCall *call,
                   GError  **error)
{
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;

  if (!yutu_call_expect (call, 1, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  modules = file != NULL ? yutu_modules_load (error) : NULL;
  if (modules == NULL)
    return YUTU_EXIT_INPUT;
  for (gsize i = 0; i < yutu_modules_get_n (modules); i++)
    emit_module (call, yutu_modules_get (modules, i));
  return YUTU_EXIT_DONE;
}
