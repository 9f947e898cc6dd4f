/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A name beside the naming rules, and the sizes that its generic term may ask for. */

#include "cli/yutu-verb-name-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "session/yutu-name-check.h"
#include "session/yutu-name-edit.h"
#include "session/yutu-name-sizes.h"
#include "session/yutu-place.h"

/* ---- check ---- */

static void
add_reached (JsonBuilder           *builder,
             const YutuNameFinding *finding)
{
  json_builder_set_member_name (builder, "reaches");
  json_builder_begin_array (builder);
  for (gsize i = 0; finding->reached[i] != NULL; i++)
    json_builder_add_string_value (builder, finding->reached[i]);
  json_builder_end_array (builder);
  yutu_json_add_boolean (builder, "reaches_outside", finding->is_outside);
}

/* The limits that a finding is about, with both figures. */
static void
add_tests (JsonBuilder  *builder,
           const GArray *tests)
{
  json_builder_set_member_name (builder, "tests");
  json_builder_begin_array (builder);
  for (guint i = 0; i < tests->len; i++)
    {
      const YutuNameSizeTest *test = &g_array_index (tests, YutuNameSizeTest, i);

      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "figure", yutu_figure_to_text (test->size.figure));
      yutu_json_add_text (builder, "bound", test->size.is_more ? "more" : "least");
      yutu_json_add_double (builder, "asked", test->size.least);
      if (test->has_figure)
        yutu_json_add_double (builder, "stated", test->figure);
      else
        yutu_json_add_text (builder, "stated", NULL);
      yutu_json_add_boolean (builder, "drawn", test->is_drawn);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
emit_finding (YutuCall              *call,
              const YutuNameFinding *finding)
{
  char             day[YUTU_DAY_TEXT_SIZE];
  g_autofree char *text = yutu_name_finding_dup_text (finding);
  JsonBuilder     *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "rule", finding->rule);
  yutu_json_add_text (builder, "severity", finding->is_met ? "met" : finding->is_error ? "error"
                                                                                       : "warning");
  yutu_json_add_text (builder, "clause", finding->clause);
  yutu_json_add_text (builder, "message", text);
  if (finding->rival != 0)
    yutu_json_add_int (builder, "rival_id", finding->rival);
  else
    yutu_json_add_text (builder, "rival_id", NULL);
  yutu_json_add_text (builder, "rival_name", finding->rival_name);
  yutu_json_add_text (builder, "rival_from",
                      finding->rival_from != YUTU_DAY_INVALID ? yutu_day_format (finding->rival_from, day) : NULL);
  yutu_json_add_text (builder, "rival_class", finding->rival_class);
  yutu_json_add_text (builder, "rival_in", finding->rival_in);
  yutu_json_add_place (builder, finding->has_point, finding->point);
  if (finding->reached != NULL)
    add_reached (builder, finding);
  if (finding->tests != NULL)
    add_tests (builder, finding->tests);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

/* The kind of @written, a class by code, title or generic term, or a kind; without one, that of the name. */
static gboolean
find_kind (const YutuNameFacts *facts,
           const char          *written, /* nullable */
           YutuNameQuestion    *question,
           GError             **error)
{
  const YutuPlaceClass *class = written != NULL ? yutu_place_classes_find_written (facts->classes, written) : NULL;

  question->name_class = written == NULL ? yutu_name_guess_class (question->name) : class != NULL ? class->kind
                                                                                                  : yutu_name_guess_class (written);
  for (const char *const *kinds = yutu_place_kinds_list (); written != NULL && *kinds != NULL; kinds++)
    if (g_str_equal (*kinds, written))
      question->name_class = *kinds;
  if (written != NULL && (g_str_equal (written, "township") || g_str_equal (written, "village")))
    question->name_class = written;
  question->name_class = g_intern_string (question->name_class); /* the classes go with the facts */
  if (question->name_class != NULL || written == NULL)
    return TRUE;
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("there is no class “%s”; see the classes of the file"), written);
  return FALSE;
}

/* Where it lies: in what --in names, else in the finest unit around --at; and of which kind it is. */
static gboolean
place_question (YutuCall         *call,
                YutuFile         *file,
                const char       *in,
                const char       *written,
                YutuNameQuestion *question,
                GError          **error)
{
  g_autoptr (YutuNameFacts) facts = yutu_file_read_name_facts (file, 0, 0, question->point, call->as_of, NULL, error);
  g_autoptr (YutuPlace) place = in != NULL ? yutu_file_find_place (file, in, call->as_of, error) : NULL;

  if (facts == NULL || (in != NULL && place == NULL) || !find_kind (facts, written, question, error))
    return FALSE;
  question->division = place != NULL ? yutu_place_get_id (place) : question->has_point ? facts->within
                                                                                       : 0;
  return TRUE;
}

/* The option that states each figure. */
static const char *const FIGURE_OPTIONS[YUTU_N_FIGURES] = {
  [YUTU_FIGURE_FLOORS] = "--floors",
  [YUTU_FIGURE_HEIGHT_M] = "--height",
  [YUTU_FIGURE_FLOOR_AREA_M2] = "--floor-area",
  [YUTU_FIGURE_LAND_AREA_M2] = "--land-area",
  [YUTU_FIGURE_OPEN_AREA_M2] = "--open-area",
  [YUTU_FIGURE_GREEN_PERCENT] = "--green",
  [YUTU_FIGURE_LENGTH_M] = "--length",
  [YUTU_FIGURE_WIDTH_M] = "--width",
};

static gboolean
take_figures (YutuCall *call,
              double    figures[YUTU_N_FIGURES],
              GError  **error)
{
  for (guint i = 0; i < YUTU_N_FIGURES; i++)
    {
      g_autofree char *text = NULL;
      char            *end = NULL;

      if (!yutu_call_take_option (call, FIGURE_OPTIONS[i], &text, error))
        return FALSE;
      figures[i] = text != NULL ? g_ascii_strtod (text, &end) : 0;
      if (text == NULL || (end != text && *end == '\0' && isfinite (figures[i]) && figures[i] > 0))
        continue;
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("%s takes a number above 0, not “%s”"), FIGURE_OPTIONS[i], text);
      return FALSE;
    }
  return TRUE;
}

/* Findings that are against the name. */
static guint
count_findings (const GPtrArray *findings)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += !((const YutuNameFinding *)findings->pdata[i])->is_met;
  return n;
}

YutuExit
yutu_verb_name_check (YutuCall *call,
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
      !yutu_call_take_option (call, "--at", &at, error) || !take_figures (call, question.figures, error))
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
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL || !place_question (call, file, in, name_class, &question, error))
    return YUTU_EXIT_INPUT;
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
  yutu_json_add_int (builder, "findings", count_findings (findings));
  yutu_json_add_text (builder, "class", yutu_name_question_get_class (&question));
  yutu_json_add_double (builder, "milliseconds", (double)start / 1000);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return count_findings (findings) > 0 ? YUTU_EXIT_FINDINGS : YUTU_EXIT_DONE;
}

/* ---- sizes ---- */

static void
emit_size (YutuCall           *call,
           const YutuNameSize *size)
{
  JsonBuilder *builder = json_builder_new ();
  char         day[YUTU_DAY_TEXT_SIZE];

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "term", size->term);
  yutu_json_add_int (builder, "need", size->need);
  yutu_json_add_text (builder, "figure", yutu_figure_to_text (size->figure));
  yutu_json_add_text (builder, "bound", size->is_more ? "more" : "least");
  yutu_json_add_double (builder, "least", size->least);
  yutu_json_add_boolean (builder, "in_force", size->is_in_force);
  yutu_json_add_text (builder, "place", size->place);
  yutu_json_add_text (builder, "valid_from", yutu_day_format (size->from, day));
  yutu_json_add_text (builder, "valid_to", yutu_day_format (size->to, day));
  yutu_json_add_text (builder, "basis", size->basis);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static YutuExit
choose_sizes (YutuCall   *call,
              const char *place, /* NULL: those of the program */
              GError    **error)
{
  g_autoptr (YutuFile) file = yutu_call_open (call, YUTU_STORE_OPEN_DEFAULT, error);
  JsonBuilder *builder = NULL;
  gint64       entry = 0;

  if (file == NULL || !yutu_file_choose_name_sizes (file, place, call->actor, &entry, error))
    return YUTU_EXIT_INPUT;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "place", place);
  yutu_json_add_int (builder, "entry", entry);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}

YutuExit
yutu_verb_name_sizes (YutuCall *call,
                      GError  **error)
{
  g_autofree char *path = NULL;
  g_autofree char *place = NULL;
  gboolean         reset = yutu_call_take_flag (call, "--reset");
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuNameSizes) sizes = NULL;

  if (!yutu_call_take_option (call, "-o", &path, error) || !yutu_call_take_option (call, "--choose", &place, error) ||
      !yutu_call_expect (call, 2, error))
    return YUTU_EXIT_USAGE;
  if (reset + (path != NULL) + (place != NULL) > 1)
    {
      g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("say one of -o OUT, --choose PLACE and --reset"));
      return YUTU_EXIT_USAGE;
    }
  if (reset || place != NULL)
    return choose_sizes (call, place, error);
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  sizes = file != NULL ? yutu_file_list_name_sizes (file, error) : NULL;
  if (sizes == NULL || (path != NULL && !yutu_name_sizes_export (sizes, path, error)))
    return YUTU_EXIT_INPUT;
  for (guint i = 0; path == NULL && i < yutu_name_sizes_count (sizes); i++)
    emit_size (call, yutu_name_sizes_get (sizes, i));
  return YUTU_EXIT_DONE;
}
