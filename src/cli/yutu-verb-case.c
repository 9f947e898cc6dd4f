/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

#include "session/yutu-case-edit.h"
#include "session/yutu-place.h"

/* ---- Showing ---- */

static void
add_day (JsonBuilder *builder,
         const char  *name,
         YutuDay      day)
{
  char text[YUTU_DAY_TEXT_SIZE];

  yutu_json_add_text (builder, name, day != YUTU_DAY_INVALID ? yutu_day_format (day, text) : NULL);
}

static void
add_json (JsonBuilder *builder,
          const char  *name,
          const char  *json)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_value (builder, json_from_string (json, NULL));
}

static void
add_events (JsonBuilder *builder,
            GPtrArray   *events)
{
  json_builder_set_member_name (builder, "events");
  json_builder_begin_array (builder);
  for (guint i = 0; i < events->len; i++)
    {
      const YutuCaseEvent *event = g_ptr_array_index (events, i);

      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "at", event->at);
      yutu_json_add_text (builder, "actor", event->actor);
      yutu_json_add_text (builder, "transition", event->transition);
      yutu_json_add_text (builder, "from", event->from_state);
      yutu_json_add_text (builder, "to", event->to_state);
      yutu_json_add_text (builder, "note", event->note);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_persons (JsonBuilder *builder,
             GPtrArray   *persons)
{
  json_builder_set_member_name (builder, "persons");
  json_builder_begin_array (builder);
  for (guint i = 0; i < persons->len; i++)
    {
      const YutuCasePersonRow *person = g_ptr_array_index (persons, i);

      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "relation", person->relation);
      yutu_json_add_text (builder, "name", person->name);
      yutu_json_add_text (builder, "id_no", person->id_no);
      yutu_json_add_text (builder, "birth", person->birth);
      yutu_json_add_text (builder, "phone", person->phone);
      add_json (builder, "fields", person->fields);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_transitions (JsonBuilder *builder,
                 GPtrArray   *transitions)
{
  json_builder_set_member_name (builder, "transitions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < transitions->len; i++)
    json_builder_add_string_value (
      builder, ((const YutuTransition *)g_ptr_array_index (transitions, i))->id);
  json_builder_end_array (builder);
}

static void
emit_case (YutuCall             *call,
           const YutuCaseDetail *detail,
           const char           *place)
{
  const YutuCaseRow *row = &detail->row;
  JsonBuilder       *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "id", row->id);
  yutu_json_add_text (builder, "case_no", row->case_no);
  yutu_json_add_text (builder, "module", row->module);
  yutu_json_add_text (builder, "kind", row->kind);
  yutu_json_add_text (builder, "title", row->title);
  yutu_json_add_text (builder, "state", row->state);
  add_transitions (builder, detail->transitions);
  add_day (builder, "opened_on", row->opened_on);
  add_day (builder, "accepted_on", detail->accepted_on);
  add_day (builder, "due_on", row->due_on);
  add_day (builder, "closed_on", row->closed_on);
  yutu_json_add_text (builder, "officer", detail->officer);
  yutu_json_add_text (builder, "result", detail->result);
  yutu_json_add_text (builder, "result_doc", detail->result_doc);
  yutu_json_add_text (builder, "place", place);
  yutu_json_add_place (builder, row->has_point, row->point);
  add_json (builder, "fields", detail->fields);
  add_events (builder, detail->events);
  add_persons (builder, detail->persons);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static YutuExit
show_case (YutuCall          *call,
           YutuFile          *file,
           const YutuModules *modules,
           gint64             id,
           GError           **error)
{
  g_autoptr (YutuCaseDetail) detail = yutu_file_load_case (file, modules, id, call->role, error);
  g_autoptr (GHashTable) names = NULL;
  g_autofree char *place = NULL;

  names = detail != NULL ? yutu_file_read_unit_names (file, error) : NULL;
  if (names == NULL)
    return YUTU_EXIT_INPUT;
  place = yutu_cli_name_place (names, detail->row.township, detail->row.village);
  emit_case (call, detail, place);
  return YUTU_EXIT_DONE;
}

/* ---- Opening ---- */

/* The kind, which must be one of the module. */
static const YutuCaseKind *
find_kind (const YutuModules *modules,
           const char        *module_id,
           const char        *kind_id,
           GError           **error)
{
  const YutuModule   *module = NULL;
  const YutuCaseKind *kind = yutu_modules_find_kind (modules, kind_id, &module);

  if (kind != NULL && g_str_equal (module->id, module_id))
    return kind;
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT,
               "module “%s” has no kind “%s”; yutu modules lists them", module_id, kind_id);
  return NULL;
}

/* A township or village. */
static gboolean
find_unit (YutuFile          *file,
           const YutuModules *modules,
           const char        *text,
           YutuDay            day,
           YutuCaseSpec      *spec,
           GError           **error)
{
  g_autoptr (YutuPlace) place = yutu_file_find_place (file, text, day, error);
  g_autoptr (YutuPlaceInfo) info = NULL;
  const YutuDivision *unit = NULL;

  if (place != NULL)
    info = yutu_file_read_place (file, modules, place, day, "desk", NULL, error);
  if (info == NULL)
    return FALSE;
  unit = g_ptr_array_index (info->chain, info->chain->len - 1);
  if (unit->level < 4)
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT,
                   "%s: a case lies in a township or a village", unit->name);
      return FALSE;
    }
  spec->village = unit->level == 5 ? unit->unit : 0;
  spec->township = unit->level == 4 ? unit->unit : 0;
  return TRUE;
}

static YutuExit
open_case (YutuCall *call,
           GError  **error)
{
  YutuCaseSpec        spec = { .opened_on = call->as_of, .officer = call->actor };
  const YutuCaseKind *kind = NULL;
  gint64              id = 0;
  g_autofree char    *module = NULL;
  g_autofree char    *kind_id = NULL;
  g_autofree char    *place = NULL;
  g_autofree char    *title = NULL;
  g_autofree char    *fields = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;

  if (!yutu_call_take_option (call, "--module", &module, error) ||
      !yutu_call_take_option (call, "--kind", &kind_id, error) ||
      !yutu_call_take_option (call, "--place", &place, error) ||
      !yutu_call_take_option (call, "--title", &title, error) ||
      !yutu_call_take_options (call, "--set", &lines, error) || !yutu_call_expect (call, 2, error))
    return YUTU_EXIT_USAGE;
  if (module == NULL || kind_id == NULL || place == NULL)
    {
      g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                           "open takes --module, --kind and --place");
      return YUTU_EXIT_USAGE;
    }
  modules = yutu_modules_load (error);
  kind = modules != NULL ? find_kind (modules, module, kind_id, error) : NULL;
  if (kind != NULL)
    fields = yutu_fields_from_lines (kind->fields, kind->n_fields, (const char *const *)lines, error);
  if (fields == NULL)
    return YUTU_EXIT_INPUT;
  spec.kind = kind_id;
  spec.title = title;
  spec.fields = fields;
  file = yutu_call_open (call, YUTU_STORE_OPEN_DEFAULT, error);
  if (file == NULL || !find_unit (file, modules, place, call->as_of, &spec, error) ||
      !yutu_file_open_case (file, modules, &spec, call->actor, &id, error))
    return YUTU_EXIT_INPUT;
  return show_case (call, file, modules, id, error);
}

/* ---- Stepping ---- */

static char *
make_fields (YutuFile          *file,
             const YutuModules *modules,
             gint64             id,
             GStrv              lines,
             GError           **error)
{
  g_autoptr (YutuCaseDetail) detail = yutu_file_load_case (file, modules, id, "desk", error);

  if (detail == NULL)
    return NULL;
  return yutu_fields_from_lines (detail->kind != NULL ? detail->kind->fields : NULL,
                                 detail->kind != NULL ? detail->kind->n_fields : 0,
                                 (const char *const *)lines, error);
}

static YutuExit
step_case (YutuCall *call,
           GError  **error)
{
  YutuCaseStep     step = { .actor = call->actor, .role = call->role, .day = call->as_of };
  gint64           id = 0;
  g_autofree char *note = NULL;
  g_autofree char *outcome = NULL;
  g_autofree char *document = NULL;
  g_autofree char *fields = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;

  if (!yutu_call_take_option (call, "--note", &note, error) ||
      !yutu_call_take_option (call, "--result", &outcome, error) ||
      !yutu_call_take_option (call, "--document", &document, error) ||
      !yutu_call_take_options (call, "--set", &lines, error) || !yutu_call_expect (call, 4, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_DEFAULT, error);
  modules = file != NULL ? yutu_modules_load (error) : NULL;
  if (modules != NULL && yutu_file_find_case (file, call->words[2], &id, error))
    fields = make_fields (file, modules, id, lines, error);
  if (fields == NULL)
    return YUTU_EXIT_INPUT;
  step.transition = call->words[3];
  step.note = note;
  step.result = outcome;
  step.result_doc = document;
  step.set = fields;
  if (!yutu_file_step_case (file, modules, id, &step, error))
    return YUTU_EXIT_INPUT;
  return show_case (call, file, modules, id, error);
}

static YutuExit
show (YutuCall *call,
      GError  **error)
{
  gint64 id = 0;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;

  if (!yutu_call_expect (call, 3, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  modules = file != NULL ? yutu_modules_load (error) : NULL;
  if (modules == NULL || !yutu_file_find_case (file, call->words[2], &id, error))
    return YUTU_EXIT_INPUT;
  return show_case (call, file, modules, id, error);
}

YutuExit
yutu_verb_case (YutuCall *call,
                GError  **error)
{
  const char *what = call->n_words > 1 ? call->words[1] : "";

  if (g_str_equal (what, "show"))
    return show (call, error);
  if (g_str_equal (what, "open"))
    return open_case (call, error);
  if (g_str_equal (what, "step"))
    return step_case (call, error);
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                       "say show, open or step behind FILE");
  return YUTU_EXIT_USAGE;
}
