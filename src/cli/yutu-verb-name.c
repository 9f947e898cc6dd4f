/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Names of divisions and places given anew, corrected, added, as the window does it. */

#include "cli/yutu-verb-division-private.h"
#include "cli/yutu-verb-name-private.h"

#include <glib/gi18n.h>

#include "gazetteer/yutu-pinyin.h"
#include "session/yutu-name-check.h"
#include "session/yutu-name-edit.h"
#include "session/yutu-place.h"

/* --from DAY: a new name from that day on; --correct: the name was written wrongly. */
static gboolean
take_day (YutuCall       *call,
          YutuRenameSpec *spec,
          GError        **error)
{
  g_autofree char *from = NULL;

  if (!yutu_call_take_option (call, "--from", &from, error))
    return FALSE;
  spec->is_correction = yutu_call_take_flag (call, "--correct");
  spec->day = from != NULL ? yutu_day_parse (from) : call->as_of;
  if (spec->day != YUTU_DAY_INVALID && (from == NULL) == spec->is_correction)
    return TRUE;
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                       _ ("say --from YYYY-MM-DD for a new name from that day on, or --correct for one "
                       "that was written wrongly"));
  return FALSE;
}

static YutuExit
rename_and_tell (YutuCall             *call,
                 YutuFile             *file,
                 const YutuRenameSpec *spec,
                 GError              **error)
{
  YutuRenameResult result;
  JsonBuilder     *builder = NULL;

  if (!yutu_file_rename (file, spec, call->actor, &result, error))
    return YUTU_EXIT_INPUT;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "entry", result.entry);
  yutu_json_add_int (builder, "id", spec->unit != 0 ? spec->unit : result.place);
  yutu_json_add_text (builder, "former", result.former);
  yutu_json_add_text (builder, "name", spec->name);
  yutu_json_add_int (builder, "addresses_reworded", result.n_reworded);
  yutu_json_add_int (builder, "addresses_renewed", result.n_renewed);
  yutu_json_add_int (builder, "facilities", result.n_facilities);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}

/* ---- division ---- */

static YutuExit
rename_division (YutuCall *call,
                 GError  **error)
{
  YutuRenameSpec spec = { 0 };
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuPlace) place = NULL;

  if (!take_day (call, &spec, error) || !yutu_call_expect (call, 4, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_DEFAULT, error);
  place = file != NULL ? yutu_file_find_place (file, call->words[2], spec.day, error) : NULL;
  if (place == NULL)
    return YUTU_EXIT_INPUT;
  spec.unit = yutu_place_get_id (place);
  spec.name = call->words[3];
  return rename_and_tell (call, file, &spec, error);
}

YutuExit
yutu_verb_division (YutuCall *call,
                    GError  **error)
{
  static const struct
  {
    const char  *name;
    YutuVerbFunc run;
  } acts[] = {
    { "rename", rename_division },
    { "history", yutu_verb_division_history },
    { "compare", yutu_verb_division_compare },
    { "add-land", yutu_verb_division_add_land },
    { "cut-hole", yutu_verb_division_cut_hole },
  };
  const char *what = call->n_words > 1 ? call->words[1] : "";

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (acts[i].name, what))
      return acts[i].run (call, error);
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
               _ ("say what: rename, history, compare, add-land or cut-hole, not “%s”"), what);
  return YUTU_EXIT_USAGE;
}

/* ---- name ---- */

static YutuExit
rename_place (YutuCall *call,
              GError  **error)
{
  YutuRenameSpec spec = { 0 };
  g_autoptr (YutuFile) file = NULL;

  if (!take_day (call, &spec, error) || !yutu_call_expect (call, 4, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_DEFAULT, error);
  if (file == NULL ||
      !yutu_file_find_place_name (file, call->words[2], spec.day, &spec.place, error))
    return YUTU_EXIT_INPUT;
  spec.name = call->words[3];
  return rename_and_tell (call, file, &spec, error);
}

static gboolean
take_point (YutuCall  *call,
            YutuPoint *point,
            GError   **error)
{
  g_autofree char *at = NULL;
  g_auto (GStrv) parts = NULL;

  if (!yutu_call_take_option (call, "--at", &at, error))
    return FALSE;
  parts = g_strsplit (at != NULL ? at : "", ",", 2);
  return yutu_call_parse_point (parts[0] != NULL ? parts[0] : "",
                                parts[0] != NULL && parts[1] != NULL ? parts[1] : "", point, error);
}

static YutuExit
add_place (YutuCall *call,
           GError  **error)
{
  g_autofree char  *name_class = NULL;
  g_autofree char  *alias = NULL;
  g_autofree char  *meaning = NULL;
  YutuPlaceNameWish wish = { .day = call->as_of };
  g_auto (YutuNameProposal) proposal = { 0 };
  g_autoptr (YutuNameFacts) facts = NULL;
  g_autoptr (YutuFile) file = NULL;
  JsonBuilder *builder = NULL;
  gint64       id = 0;

  if (!take_point (call, &wish.point, error) ||
      !yutu_call_take_option (call, "--class", &name_class, error) ||
      !yutu_call_take_option (call, "--alias", &alias, error) ||
      !yutu_call_take_option (call, "--meaning", &meaning, error) || !yutu_call_expect (call, 3, error))
    return YUTU_EXIT_USAGE;
  wish.name = call->words[2];
  yutu_name_proposal_fill (&proposal, wish.name, name_class);
  wish.name_class = name_class != NULL ? name_class : proposal.name_class;
  wish.alias = alias;
  wish.meaning = meaning;
  file = yutu_call_open (call, YUTU_STORE_OPEN_DEFAULT, error);
  if (file == NULL || !yutu_file_add_place_name (file, &wish, call->actor, &id, error))
    return YUTU_EXIT_INPUT;
  facts = yutu_file_read_name_facts (file, 0, id, wish.point, call->as_of, NULL, error);
  if (facts == NULL)
    return YUTU_EXIT_INTERNAL;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "id", id);
  yutu_json_add_text (builder, "name", wish.name);
  yutu_json_add_text (builder, "class", wish.name_class);
  yutu_json_add_text (builder, "pinyin", proposal.pinyin);
  yutu_json_add_boolean (builder, "unsure", proposal.is_unsure);
  yutu_json_add_text (builder, "division", facts->division);
  yutu_json_add_place (builder, TRUE, wish.point);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}

/* ---- check ---- */

static void
emit_finding (YutuCall              *call,
              const YutuNameFinding *finding)
{
  g_autofree char *text = yutu_name_finding_dup_text (finding);
  JsonBuilder     *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "rule", finding->rule);
  yutu_json_add_text (builder, "severity", finding->is_error ? "error" : "warning");
  yutu_json_add_text (builder, "clause", finding->clause);
  yutu_json_add_text (builder, "message", text);
  if (finding->rival != 0)
    yutu_json_add_int (builder, "rival_id", finding->rival);
  else
    yutu_json_add_text (builder, "rival_id", NULL);
  yutu_json_add_text (builder, "rival_name", finding->rival_name);
  yutu_json_add_place (builder, finding->has_point, finding->point);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

/* name check FILE NAME [--class C] [--in PLACE] [--at LON,LAT] */
static YutuExit
check_name (YutuCall *call,
            GError  **error)
{
  g_autofree char *name_class = NULL;
  g_autofree char *in = NULL;
  g_autofree char *at = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuNameIndex) index = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  YutuNameQuestion question = { .day = call->as_of };
  JsonBuilder     *builder = NULL;
  gint64           start;

  if (!yutu_call_take_option (call, "--class", &name_class, error) || !yutu_call_take_option (call, "--in", &in, error) ||
      !yutu_call_take_option (call, "--at", &at, error))
    return YUTU_EXIT_USAGE;
  if (at != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (at, ",", 2);

      question.has_point = parts[0] != NULL && parts[1] != NULL;
      if (!yutu_call_parse_point (parts[0] != NULL ? parts[0] : "", question.has_point ? parts[1] : "", &question.point, error))
        return YUTU_EXIT_USAGE;
    }
  if (!yutu_call_expect (call, 3, error))
    return YUTU_EXIT_USAGE;
  question.name = call->words[2];
  question.name_class = name_class != NULL ? name_class : yutu_name_guess_class (question.name);
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL)
    return YUTU_EXIT_INPUT;
  if (in != NULL)
    {
      g_autoptr (YutuPlace) place = yutu_file_find_place (file, in, call->as_of, error);

      if (place == NULL)
        return YUTU_EXIT_INPUT;
      question.division = yutu_place_get_id (place);
    }
  index = yutu_file_load_name_index (file, NULL, error);
  if (index == NULL)
    return YUTU_EXIT_INPUT;
  start = g_get_monotonic_time ();
  findings = yutu_name_index_check (index, &question);
  start = g_get_monotonic_time () - start;
  for (guint i = 0; i < findings->len; i++)
    emit_finding (call, g_ptr_array_index (findings, i));
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "findings", findings->len);
  yutu_json_add_double (builder, "milliseconds", (double)start / 1000);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return findings->len > 0 ? YUTU_EXIT_FINDINGS : YUTU_EXIT_DONE;
}

/* ---- romanize ---- */

static YutuExit
romanize (YutuCall *call)
{
  for (int i = 1; i < call->n_words; i++)
    {
      g_autoptr (YutuRomanized) romanized = yutu_pinyin_romanize (call->words[i], NULL);
      JsonBuilder *builder = json_builder_new ();

      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "name", call->words[i]);
      yutu_json_add_text (builder, "pinyin_tone", romanized->toned);
      yutu_json_add_text (builder, "pinyin", romanized->plain);
      yutu_json_add_text (builder, "initials", romanized->initials);
      yutu_json_add_boolean (builder, "unsure", romanized->unsure);
      json_builder_end_object (builder);
      yutu_call_emit (call, builder);
    }
  return YUTU_EXIT_DONE;
}

YutuExit
yutu_verb_name (YutuCall *call,
                GError  **error)
{
  static const struct
  {
    const char  *name;
    YutuVerbFunc run;
  } acts[] = {
    { "rename", rename_place },
    { "add", add_place },
    { "show", yutu_verb_name_show },
    { "notice", yutu_verb_name_notice },
    { "filing", yutu_verb_name_filing },
    { "scan", yutu_verb_name_scan },
    { "signs", yutu_verb_name_signs },
  };
  const char *what = call->n_words > 1 ? call->words[1] : "";

  if (call->n_words > 0 && g_str_equal (call->words[0], "romanize"))
    return yutu_call_expect (call, MAX (call->n_words, 2), error) ? romanize (call) : YUTU_EXIT_USAGE;
  if (call->n_words > 1 && g_str_equal (call->words[0], "check"))
    {
      char *check = call->words[0];

      call->words[0] = call->words[1]; /* the file comes first everywhere else */
      call->words[1] = check;
      return check_name (call, error);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (acts[i].name, what))
      return acts[i].run (call, error);
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("say what: check, show, notice, filing, scan, signs, rename, add or romanize"));
  return YUTU_EXIT_USAGE;
}
