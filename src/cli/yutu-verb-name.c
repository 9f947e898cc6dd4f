/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Names of divisions and places given anew, corrected, added, as the window does it. */

#include "cli/yutu-verb-division-private.h"
#include "cli/yutu-verb-name-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gazetteer/yutu-pinyin.h"
#include "gazetteer/yutu-place-name.h"
#include "session/yutu-name-classes.h"
#include "session/yutu-name-edit.h"
#include "session/yutu-name-fields.h"
#include "session/yutu-name-readings.h"
#include "session/yutu-name-shape.h"
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

/* "119.60,29.10 119.61,29.11 …": a line, or the edge of an area. */
static gboolean
parse_shape (YutuCall   *call,
             const char *text,
             gboolean    is_ring,
             YutuShape **shape,
             GError    **error)
{
  g_auto (GStrv) pairs = g_strsplit (text, " ", -1);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));

  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (pairs[i], ",", 2);
      YutuPoint point;

      if (*pairs[i] == '\0')
        continue;
      if (!yutu_call_parse_point (parts[0], parts[1] != NULL ? parts[1] : "", &point, error))
        return FALSE;
      g_array_append_val (points, point);
    }
  *shape = yutu_name_shape_new ((const YutuPoint *)(gpointer)points->data, points->len, is_ring, error);
  return *shape != NULL;
}

/* --at LON,LAT, --line or --area: exactly one of them. */
static gboolean
take_shape (YutuCall   *call,
            YutuPoint  *point,
            YutuShape **shape,
            GError    **error)
{
  g_autofree char *line = NULL;
  g_autofree char *area = NULL;

  if (!yutu_call_take_option (call, "--line", &line, error) || !yutu_call_take_option (call, "--area", &area, error))
    return FALSE;
  if (line == NULL && area == NULL)
    return take_point (call, point, error);
  return parse_shape (call, line != NULL ? line : area, line == NULL, shape, error);
}

static void
emit_added (YutuCall                *call,
            const YutuPlaceNameWish *wish,
            const YutuNameProposal  *proposal,
            const YutuNameFacts     *facts,
            gint64                   id)
{
  JsonBuilder *builder = json_builder_new ();
  YutuPoint    point = wish->point;

  if (wish->shape != NULL)
    yutu_place_label_point (wish->shape, &point);
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "id", id);
  yutu_json_add_text (builder, "name", wish->name);
  yutu_json_add_text (builder, "class", wish->name_class);
  yutu_json_add_text (builder, "pinyin", proposal->pinyin);
  yutu_json_add_boolean (builder, "unsure", proposal->unsure != NULL);
  yutu_json_add_text (builder, "division", facts->division);
  yutu_json_add_place (builder, TRUE, point);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

/* name FILE add NAME (--at LON,LAT|--line "LON,LAT LON,LAT …"|--area "…") [--class C] [--alias A] [--meaning M] */
static YutuExit
add_place (YutuCall *call,
           GError  **error)
{
  g_autofree char *name_class = NULL;
  g_autofree char *alias = NULL;
  g_autofree char *meaning = NULL;
  g_autoptr (YutuShape) shape = NULL;
  YutuPlaceNameWish wish = { .day = call->as_of };
  g_auto (YutuNameProposal) proposal = { 0 };
  g_autoptr (YutuNameFacts) facts = NULL;
  g_autoptr (YutuFile) file = NULL;
  gint64 id = 0;

  if (!take_shape (call, &wish.point, &shape, error) ||
      !yutu_call_take_option (call, "--class", &name_class, error) ||
      !yutu_call_take_option (call, "--alias", &alias, error) ||
      !yutu_call_take_option (call, "--meaning", &meaning, error) || !yutu_call_expect (call, 3, error))
    return YUTU_EXIT_USAGE;
  wish.name = call->words[2];
  wish.alias = alias;
  wish.meaning = meaning;
  wish.shape = shape;
  file = yutu_call_open (call, YUTU_STORE_OPEN_DEFAULT, error);
  facts = file != NULL ? yutu_file_read_name_facts (file, 0, 0, wish.point, call->as_of, NULL, error) : NULL;
  if (facts == NULL)
    return YUTU_EXIT_INPUT;
  yutu_name_proposal_fill (&proposal, facts->classes, facts->readings, wish.name, name_class,
                           shape != NULL ? yutu_drawn_as_of (shape->kind) : YUTU_DRAWN_POINT);
  wish.name_class = name_class != NULL ? name_class : proposal.name_class;
  if (!yutu_file_add_place_name (file, &wish, call->actor, &id, error))
    return YUTU_EXIT_INPUT;
  g_clear_pointer (&facts, yutu_name_facts_free);
  facts = yutu_file_read_name_facts (file, 0, id, wish.point, call->as_of, NULL, error);
  if (facts == NULL)
    return YUTU_EXIT_INTERNAL;
  emit_added (call, &wish, &proposal, facts, id);
  return YUTU_EXIT_DONE;
}

/* name FILE move ID|NAME (--at LON,LAT|--line "…"|--area "…") */
static YutuExit
move_place (YutuCall *call,
            GError  **error)
{
  g_autoptr (YutuShape) shape = NULL;
  g_autoptr (YutuNameFacts) facts = NULL;
  g_autoptr (YutuFile) file = NULL;
  YutuPoint    point = { 0, 0 };
  JsonBuilder *builder = NULL;
  gint64       id = 0, entry = 0;

  if (!take_shape (call, &point, &shape, error) || !yutu_call_expect (call, 3, error))
    return YUTU_EXIT_USAGE;
  if (shape == NULL)
    shape = yutu_shape_new_point (point);
  file = yutu_call_open (call, YUTU_STORE_OPEN_DEFAULT, error);
  if (file == NULL || !yutu_file_find_place_name (file, call->words[2], call->as_of, &id, error) ||
      !yutu_file_reshape_place_name (file, id, shape, call->actor, &entry, error))
    return YUTU_EXIT_INPUT;
  facts = yutu_file_read_name_facts (file, 0, id, point, call->as_of, NULL, error);
  if (facts == NULL)
    return YUTU_EXIT_INTERNAL;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "entry", entry);
  yutu_json_add_int (builder, "id", id);
  yutu_json_add_text (builder, "name", facts->name);
  yutu_json_add_text (builder, "division", facts->division);
  yutu_json_add_place (builder, yutu_place_label_point (shape, &point), point);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}

/* ---- record ---- */

/* {"id":"text",…} of --set ID=TEXT; NULL: nothing is set. */
static gboolean
take_settings (YutuCall *call,
               char    **record,
               GError  **error)
{
  g_auto (GStrv) pairs = NULL;
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  if (!yutu_call_take_options (call, "--set", &pairs, error))
    return FALSE;
  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      char *equals = strchr (pairs[i], '=');

      if (equals == NULL)
        {
          g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("--set takes FIELD=VALUE, not “%s”"), pairs[i]);
          return FALSE;
        }
      *equals = '\0';
      json_object_set_string_member (object, pairs[i], equals + 1);
    }
  json_node_set_object (root, object);
  *record = pairs[0] != NULL ? json_to_string (root, FALSE) : NULL;
  return TRUE;
}

/* name FILE record ID|NAME [--set FIELD=VALUE …]: the whole record, after what is set is written */
static YutuExit
edit_record (YutuCall *call,
             GError  **error)
{
  g_autofree char *wish = NULL;
  g_autofree char *record = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GList) ids = NULL;
  JsonBuilder *builder = NULL;
  gint64       id = 0, entry = 0;

  if (!take_settings (call, &wish, error) || !yutu_call_expect (call, 3, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, wish != NULL ? YUTU_STORE_OPEN_DEFAULT : YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL || !yutu_file_find_place_name (file, call->words[2], call->as_of, &id, error) ||
      (wish != NULL && !yutu_file_write_name_record (file, id, wish, call->actor, &entry, error)))
    return YUTU_EXIT_INPUT;
  record = yutu_file_read_name_record (file, id, NULL, error);
  if (record == NULL)
    return YUTU_EXIT_INTERNAL;
  node = json_from_string (record, NULL);
  ids = json_object_get_members (json_node_get_object (node));
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "id", id);
  yutu_json_add_int (builder, "entry", entry);
  for (GList *l = ids; l != NULL; l = l->next)
    yutu_json_add_text (builder, l->data, json_object_get_string_member (json_node_get_object (node), l->data));
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}

/* ---- classes ---- */

static void
emit_class (YutuCall *call,
            const YutuPlaceClass *class,
            const gint64 *n)
{
  JsonBuilder     *builder = json_builder_new ();
  g_autofree char *shapes = yutu_drawn_as_format (class->shapes);
  g_autofree char *terms = g_strjoinv (" ", (char **)class->terms);

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "code", class->code);
  yutu_json_add_text (builder, "title", class->title);
  yutu_json_add_text (builder, "group", class->group);
  yutu_json_add_text (builder, "group_title", class->group_title);
  yutu_json_add_text (builder, "kind", class->kind);
  yutu_json_add_text (builder, "shapes", shapes);
  yutu_json_add_text (builder, "terms", terms);
  yutu_json_add_int (builder, "names", n != NULL ? *n : 0);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static YutuExit
reset_classes (YutuCall *call,
               gboolean  dry_run,
               GError  **error)
{
  g_auto (GStrv) replaces = NULL;
  g_auto (YutuImportRowsResult) result = { 0 };
  g_autoptr (YutuFile) file = NULL;
  YutuImportRowsSpec spec = { .actor = call->actor, .dry_run = dry_run };
  JsonBuilder       *builder = NULL;

  if (!yutu_call_take_options (call, "--replace", &replaces, error) || !yutu_call_expect (call, 2, error))
    return YUTU_EXIT_USAGE;
  spec.replaces = (const char *const *)replaces;
  file = yutu_call_open (call, dry_run ? YUTU_STORE_OPEN_READ_ONLY : YUTU_STORE_OPEN_DEFAULT, error);
  if (file == NULL || !yutu_file_reset_place_classes (file, &spec, &result, error))
    return YUTU_EXIT_INPUT;
  for (guint i = 0; i < result.findings->len; i++)
    {
      const YutuImportRowsFinding *finding = g_ptr_array_index (result.findings, i);

      builder = json_builder_new ();
      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "field", finding->field);
      yutu_json_add_text (builder, "rule", finding->rule);
      yutu_json_add_text (builder, "message", finding->message);
      yutu_json_add_boolean (builder, "rejects", finding->rejects);
      json_builder_end_object (builder);
      yutu_call_emit (call, builder);
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "classes", (gint64)result.added);
  yutu_json_add_int (builder, "entry", result.entry);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return result.findings->len > 0 ? YUTU_EXIT_FINDINGS : YUTU_EXIT_DONE;
}

/* name FILE classes [-o OUT.csv|OUT.xlsx|--reset [--replace OLD=NEW] [--dry-run]] */
static YutuExit
list_classes (YutuCall *call,
              GError  **error)
{
  g_autofree char *path = NULL;
  gboolean         reset = yutu_call_take_flag (call, "--reset");
  gboolean         dry_run = yutu_call_take_flag (call, "--dry-run");
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuPlaceClasses) classes = NULL;
  g_autoptr (GHashTable) counts = NULL;

  if (reset)
    return reset_classes (call, dry_run, error);
  if (!yutu_call_take_option (call, "-o", &path, error) || !yutu_call_expect (call, 2, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL || !yutu_file_list_place_classes (file, &classes, &counts, error) ||
      (path != NULL && !yutu_place_classes_export (classes, path, error)))
    return YUTU_EXIT_INPUT;
  for (guint i = 0; path == NULL && i < yutu_place_classes_count (classes); i++)
    {
      const YutuPlaceClass *class = yutu_place_classes_get (classes, i);

      emit_class (call, class, g_hash_table_lookup (counts, class->code));
    }
  return YUTU_EXIT_DONE;
}

/* ---- romanize ---- */

/* name FILE readings [--set WORD=READING … [--dry-run]] */
static YutuExit
edit_readings (YutuCall *call,
               GError  **error)
{
  g_auto (GStrv) sets = NULL;
  gboolean dry_run = yutu_call_take_flag (call, "--dry-run");
  g_autoptr (YutuFile) file = NULL;
  g_auto (GStrv) lines = NULL;
  YutuReadingsResult result = { 0 };
  JsonBuilder       *builder = NULL;

  if (!yutu_call_take_options (call, "--set", &sets, error) || !yutu_call_expect (call, 2, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, *sets == NULL || dry_run ? YUTU_STORE_OPEN_READ_ONLY : YUTU_STORE_OPEN_DEFAULT, error);
  if (file == NULL ||
      (*sets != NULL && !yutu_file_set_readings (file, (const char *const *)sets, dry_run, call->actor, &result, error)))
    return YUTU_EXIT_INPUT;
  lines = yutu_file_list_readings (file, error);
  if (lines == NULL)
    return YUTU_EXIT_INPUT;
  for (gsize i = 0; *sets == NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", 2);

      builder = json_builder_new ();
      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "word", cells[0]);
      yutu_json_add_text (builder, "reading", cells[1]);
      json_builder_end_object (builder);
      yutu_call_emit (call, builder);
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "readings", (gint64)g_strv_length (lines));
  yutu_json_add_int (builder, "places", result.n_places);
  yutu_json_add_int (builder, "divisions", result.n_divisions);
  yutu_json_add_int (builder, "facilities", result.n_facilities);
  yutu_json_add_int (builder, "entry", result.entry);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}

static YutuExit
romanize (YutuCall *call,
          GError  **error)
{
  g_autofree char *name_class = NULL;

  if (!yutu_call_take_option (call, "--class", &name_class, error) ||
      !yutu_call_expect (call, MAX (call->n_words, 2), error))
    return YUTU_EXIT_USAGE;
  for (int i = 1; i < call->n_words; i++)
    {
      g_autoptr (YutuRomanized) romanized = yutu_pinyin_romanize (call->words[i], name_class);
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
    { "move", move_place },
    { "merge", yutu_verb_name_merge },
    { "record", edit_record },
    { "classes", list_classes },
    { "sizes", yutu_verb_name_sizes },
    { "readings", edit_readings },
  };
  const char *what = call->n_words > 1 ? call->words[1] : "";

  if (call->n_words > 0 && g_str_equal (call->words[0], "romanize"))
    return romanize (call, error);
  if (call->n_words > 1 && g_str_equal (call->words[0], "check"))
    {
      char *check = call->words[0];

      call->words[0] = call->words[1]; /* the file comes first everywhere else */
      call->words[1] = check;
      return yutu_verb_name_check (call, error);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (acts[i].name, what))
      return acts[i].run (call, error);
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                       _ ("say what: check, show, notice, filing, scan, signs, rename, add, move, merge, record, classes, sizes, readings or romanize"));
  return YUTU_EXIT_USAGE;
}
