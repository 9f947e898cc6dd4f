/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/yutu-wording.h"
#include "session/yutu-case-edit.h"
#include "session/yutu-facility-edit.h"
#include "session/yutu-place.h"

typedef struct
{
  char   *kind;
  char   *name;
  char   *status;
  char   *at;
  char   *address;
  char   *place;
  char   *from;
  char   *reason;
  GStrv   set;
  YutuDay day;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->kind);
  g_free (self->name);
  g_free (self->status);
  g_free (self->at);
  g_free (self->address);
  g_free (self->place);
  g_free (self->from);
  g_free (self->reason);
  g_strfreev (self->set);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What a part of the verb works with. */
typedef struct
{
  YutuCall      *call;
  const Options *options;
  YutuFile      *file;
  YutuModules   *modules;
  YutuSigner     signer;
  gint64         id;
} Act;

static gboolean
take_options (YutuCall *call,
              Options  *options,
              GError  **error)
{
  if (!yutu_call_take_option (call, "--kind", &options->kind, error) ||
      !yutu_call_take_option (call, "--name", &options->name, error) ||
      !yutu_call_take_option (call, "--status", &options->status, error) ||
      !yutu_call_take_option (call, "--at", &options->at, error) ||
      !yutu_call_take_option (call, "--address", &options->address, error) ||
      !yutu_call_take_option (call, "--place", &options->place, error) ||
      !yutu_call_take_option (call, "--from", &options->from, error) ||
      !yutu_call_take_option (call, "--reason", &options->reason, error) ||
      !yutu_call_take_options (call, "--set", &options->set, error))
    return FALSE;
  options->day = options->from != NULL ? yutu_day_parse (options->from) : call->as_of;
  if (options->day != YUTU_DAY_INVALID)
    return TRUE;
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
               _ ("--from takes a day as YYYY-MM-DD, not “%s”"), options->from);
  return FALSE;
}

/* ---- Where ---- */

static gboolean
take_site (const Act        *act,
           YutuFacilitySite *site,
           GError          **error)
{
  const Options *options = act->options;
  g_auto (GStrv) parts = options->at != NULL ? g_strsplit (options->at, ",", 2) : NULL;
  g_autoptr (YutuPlace) place = NULL;

  *site = (YutuFacilitySite){ .address_text = options->address };
  if (parts != NULL &&
      !yutu_call_parse_point (parts[0], parts[0] != NULL && parts[1] != NULL ? parts[1] : "", &site->point, error))
    return FALSE;
  site->has_point = parts != NULL;
  if (options->place != NULL)
    {
      g_autoptr (YutuPlaceInfo) info = NULL;
      const YutuDivision *unit = NULL;

      place = yutu_file_find_place (act->file, options->place, act->call->as_of, error);
      info = place != NULL ? yutu_file_read_place (act->file, act->modules, place, act->call->as_of,
                                                   act->call->role, NULL, error)
                           : NULL;
      if (info == NULL)
        return FALSE;
      unit = info->chain->len > 0 ? g_ptr_array_index (info->chain, info->chain->len - 1) : NULL;
      site->village = unit != NULL && unit->level == 5 ? unit->unit : 0;
      site->township = unit != NULL && unit->level == 4 ? unit->unit : 0;
    }
  return TRUE;
}

/* ---- The page ---- */

static void
add_unit (JsonBuilder *builder,
          const char  *name,
          GHashTable  *names,
          gint64       unit)
{
  yutu_json_add_text (builder, name, unit != 0 ? g_hash_table_lookup (names, &unit) : NULL);
}

static void
add_stretches (JsonBuilder        *builder,
               GHashTable         *names,
               const YutuFacility *facility)
{
  json_builder_set_member_name (builder, "places");
  json_builder_begin_array (builder);
  for (guint i = 0; i < facility->stretches->len; i++)
    {
      const YutuFacilityStretch *stretch = g_ptr_array_index (facility->stretches, i);

      json_builder_begin_object (builder);
      yutu_json_add_day (builder, "from", stretch->from);
      yutu_json_add_day (builder, "to", stretch->to);
      add_unit (builder, "township", names, stretch->place.township);
      add_unit (builder, "village", names, stretch->place.village);
      yutu_json_add_text (builder, "address", stretch->address_text);
      yutu_json_add_place (builder, stretch->place.has_point, stretch->place.point);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_years (JsonBuilder        *builder,
           const YutuFacility *facility)
{
  json_builder_set_member_name (builder, "years");
  json_builder_begin_array (builder);
  for (guint i = 0; i < facility->years->len; i++)
    {
      const YutuFacilityYear *year = g_ptr_array_index (facility->years, i);

      json_builder_begin_object (builder);
      yutu_json_add_int (builder, "year", year->year);
      yutu_json_add_json (builder, "fields", year->fields);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
emit_facility (YutuCall           *call,
               GHashTable         *names,
               const YutuFacility *facility)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "id", facility->id);
  yutu_json_add_text (builder, "kind", facility->kind);
  yutu_json_add_text (builder, "name", facility->name);
  yutu_json_add_text (builder, "pinyin", facility->pinyin);
  yutu_json_add_text (builder, "status", facility->status);
  add_unit (builder, "township", names, facility->place.township);
  add_unit (builder, "village", names, facility->place.village);
  yutu_json_add_text (builder, "address", facility->address_text);
  yutu_json_add_place (builder, facility->place.has_point, facility->place.point);
  yutu_json_add_day (builder, "since", facility->since);
  yutu_json_add_day (builder, "until", facility->until);
  yutu_json_add_text (builder, "end_reason", facility->end_reason);
  yutu_json_add_json (builder, "fields", facility->fields);
  json_builder_set_member_name (builder, "masked");
  json_builder_begin_array (builder);
  for (gsize i = 0; facility->masked[i] != NULL; i++)
    json_builder_add_string_value (builder, facility->masked[i]);
  json_builder_end_array (builder);
  yutu_json_add_int (builder, "cases", facility->n_cases);
  yutu_json_add_int (builder, "open_cases", facility->n_open_cases);
  add_stretches (builder, names, facility);
  add_years (builder, facility);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static gboolean
show (Act     *act,
      GError **error)
{
  YutuViewer viewer = { act->call->role, act->call->purpose, act->call->actor };
  g_autoptr (YutuFacility) facility = yutu_file_load_facility (act->file, act->modules, act->id,
                                                               act->call->as_of, &viewer, error);
  g_autoptr (GHashTable) names =
    facility != NULL ? yutu_file_read_unit_names (act->file, error) : NULL;

  if (names == NULL)
    return FALSE;
  emit_facility (act->call, names, facility);
  return TRUE;
}

/* ---- Acts ---- */

static gboolean
usage (GError    **error,
       const char *message)
{
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, message);
  return FALSE;
}

static void
warn_of_twins (Act              *act,
               YutuFacilitySite *site)
{
  g_autoptr (GPtrArray) twins = yutu_file_list_facility_twins (
    act->file, act->options->kind, act->options->name, site, act->call->as_of, act->id, NULL, NULL);

  for (guint i = 0; twins != NULL && i < twins->len && !act->call->json; i++)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, ((YutuFacilityTwin *)twins->pdata[i])->id);
      g_autofree char *words = yutu_wording_fill (_ ("There is one of this name there already: {1}"), (const char *const[]){ id, NULL });

      g_print ("%s\n", words);
    }
}

static gboolean
add (Act     *act,
     GError **error)
{
  const Options      *options = act->options;
  const YutuRegister *record =
    options->kind != NULL ? yutu_modules_find_register (act->modules, options->kind, NULL) : NULL;
  YutuFacilitySite site;
  YutuFacilitySpec spec = { .kind = options->kind,
                            .name = options->name,
                            .status = options->status,
                            .valid_from = options->day };
  g_autofree char *set = NULL;

  if (record == NULL || options->name == NULL)
    return usage (error, _ ("add takes --kind REGISTER (yutu modules lists them) and --name NAME"));
  set = yutu_cli_make_set (record->fields, record->n_fields, (const char *const *)options->set, error);
  if (set == NULL || !take_site (act, &site, error))
    return FALSE;
  spec.fields = set;
  if (!yutu_file_add_facility (act->file, act->modules, &spec, &site, &act->signer, &act->id, error))
    return FALSE;
  warn_of_twins (act, &site);
  return TRUE;
}

static char *
dup_kind (Act     *act,
          GError **error)
{
  YutuViewer viewer = { act->call->role, NULL, act->call->actor };
  g_autoptr (YutuFacility) facility = yutu_file_load_facility (act->file, act->modules, act->id,
                                                               act->call->as_of, &viewer, error);

  return facility != NULL ? g_strdup (facility->kind) : NULL;
}

static gboolean
change (Act     *act,
        GError **error)
{
  const Options      *options = act->options;
  g_autofree char    *kind = dup_kind (act, error);
  const YutuRegister *record = kind != NULL ? yutu_modules_find_register (act->modules, kind, NULL) : NULL;
  YutuFacilityChange  facts = { .name = options->name,
                                .status = options->status,
                                .has_since = options->from != NULL,
                                .since = options->day };
  g_autofree char    *set = NULL;

  if (kind == NULL)
    return FALSE;
  set = yutu_cli_make_set (record != NULL ? record->fields : NULL, record != NULL ? record->n_fields : 0,
                 (const char *const *)options->set, error);
  if (set == NULL)
    return FALSE;
  facts.set = options->set[0] != NULL ? set : NULL;
  return yutu_file_change_facility (act->file, act->modules, act->id, &facts, &act->signer, error);
}

static gboolean
move (Act     *act,
      GError **error)
{
  YutuFacilitySite site;

  if (act->options->at == NULL && act->options->address == NULL && act->options->place == NULL)
    return usage (error, _ ("move takes --at LON,LAT, --address TEXT or --place PLACE"));
  return take_site (act, &site, error) &&
         yutu_file_move_facility (act->file, act->id, &site, act->options->day, &act->signer, error);
}

static gboolean
end (Act     *act,
     GError **error)
{
  return yutu_file_close_facility (act->file, act->id, act->options->day, act->options->reason,
                                   &act->signer, error);
}

static gboolean
reopen (Act     *act,
        GError **error)
{
  return yutu_file_close_facility (act->file, act->id, YUTU_DAY_INVALID, NULL, &act->signer, error);
}

static gboolean
set_year (Act     *act,
          GError **error)
{
  g_autofree char    *kind = dup_kind (act, error);
  const YutuRegister *record = kind != NULL ? yutu_modules_find_register (act->modules, kind, NULL) : NULL;
  g_autofree char    *set = NULL;
  gint64              year = 0;

  if (kind == NULL)
    return FALSE;
  if (act->call->n_words != 4 ||
      !g_ascii_string_to_signed (act->call->words[3], 10, 1900, 2200, &year, NULL))
    return usage (error, _ ("year takes ID YEAR --set F=V …"));
  set = yutu_cli_make_set (record != NULL ? record->year_fields : NULL,
                 record != NULL ? record->n_year_fields : 0, (const char *const *)act->options->set,
                 error);
  return set != NULL && yutu_file_set_facility_year (act->file, act->modules, act->id, (int)year, set,
                                                     &act->signer, error);
}

static const struct
{
  const char *name;
  int         n_words; /* with FILE and the name */
  gboolean (*run) (Act     *act,
                   GError **error);
} ACTS[] = {
  { "show", 3, NULL },
  { "add", 2, add },
  { "change", 3, change },
  { "move", 3, move },
  { "close", 3, end },
  { "reopen", 3, reopen },
  { "year", 4, set_year },
};

static gboolean
find_act (YutuCall *call,
          gsize    *found,
          gint64   *id,
          GError  **error)
{
  for (gsize i = 0; call->n_words > 1 && i < G_N_ELEMENTS (ACTS); i++)
    if (g_str_equal (call->words[1], ACTS[i].name))
      {
        *found = i;
        if (!yutu_call_expect (call, ACTS[i].n_words, error))
          return FALSE;
        return ACTS[i].n_words < 3 ||
               g_ascii_string_to_signed (call->words[2], 10, 1, G_MAXINT64, id, NULL) ||
               usage (error, _ ("ID is the number of a facility; yutu search finds it by its name"));
      }
  return usage (error, _ ("say what: show, add, change, move, close, reopen or year"));
}

YutuExit
yutu_verb_facility (YutuCall *call,
                    GError  **error)
{
  g_auto (Options) options = { 0 };
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;
  Act   act = { .call = call, .options = &options, .signer = { call->actor, call->role } };
  gsize which = 0;

  if (!take_options (call, &options, error) || !find_act (call, &which, &act.id, error))
    return YUTU_EXIT_USAGE;
  /* What is shown whole is logged in the file. */
  file = yutu_call_open (call,
                         ACTS[which].run == NULL && call->purpose == NULL ? YUTU_STORE_OPEN_READ_ONLY
                                                                          : YUTU_STORE_OPEN_DEFAULT,
                         error);
  modules = file != NULL ? yutu_modules_load (error) : NULL;
  if (modules == NULL)
    return YUTU_EXIT_FILE;
  act.file = file;
  act.modules = modules;
  if ((ACTS[which].run != NULL && !ACTS[which].run (&act, error)) || !show (&act, error))
    return YUTU_EXIT_INPUT;
  return YUTU_EXIT_DONE;
}
