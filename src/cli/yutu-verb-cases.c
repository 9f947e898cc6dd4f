/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

#include <glib/gi18n.h>

#include "session/yutu-lists.h"

#define DEFAULT_LIMIT 100
#define MAX_LIMIT     10000000

/* The words of the call. */
typedef struct
{
  char    *place;
  char    *at;
  char    *within;
  gint64   radius_m;
  char    *module;
  char    *kind;
  char    *state;
  char    *due_before;
  char    *due;
  char    *officer;
  char    *text;
  char    *sort;
  gint64   limit;
  gboolean descending;
  gboolean open_only;
  gboolean is_overdue;
  gboolean is_board;
} Options;

/* As words of the call, by YutuDueSpan. */
static const char *const SPANS[YUTU_N_DUE_SPANS] = { "overdue", "week", "month" };
/* By YutuCaseSort. */
static const char *const SORTS[] = { "due", "opened", "number", "title",
                                     "state", "kind", "officer", "place" };

static void
options_clear (Options *self)
{
  g_free (self->place);
  g_free (self->at);
  g_free (self->within);
  g_free (self->module);
  g_free (self->kind);
  g_free (self->state);
  g_free (self->due_before);
  g_free (self->due);
  g_free (self->officer);
  g_free (self->text);
  g_free (self->sort);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* G_MAXSIZE when it is none. */
static gsize
find_word (const char *const *words,
           gsize              n,
           const char        *word)
{
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (words[i], word) == 0)
      return i;
  return G_MAXSIZE;
}

static gboolean
check_words (const Options *options,
             GError       **error)
{
  int n_due = options->is_overdue + (options->due != NULL) + (options->due_before != NULL);

  if (options->due != NULL && find_word (SPANS, G_N_ELEMENTS (SPANS), options->due) == G_MAXSIZE)
    g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                 _ ("--due takes overdue, week or month, not “%s”"), options->due);
  else if (options->sort != NULL &&
           find_word (SORTS, G_N_ELEMENTS (SORTS), options->sort) == G_MAXSIZE)
    g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                 _ ("--sort takes due, opened, number, title, state, kind, officer or place, not “%s”"),
                 options->sort);
  else if (n_due > 1)
    g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                         _ ("take one of --overdue, --due SPAN and --due-before DAY"));
  else
    return TRUE;
  return FALSE;
}

static gboolean
take_options (YutuCall *call,
              Options  *options,
              GError  **error)
{
  int      n_places = 0;
  gboolean is_due = FALSE;

  options->descending = yutu_call_take_flag (call, "--descending");
  options->open_only = yutu_call_take_flag (call, "--open");
  options->is_overdue = yutu_call_take_flag (call, "--overdue");
  options->is_board = yutu_call_take_flag (call, "--board");
  if (!yutu_call_take_option (call, "--place", &options->place, error) ||
      !yutu_call_take_option (call, "--at", &options->at, error) ||
      !yutu_call_take_option (call, "--within", &options->within, error) ||
      !yutu_call_take_int (call, "--radius", 0, 1, 200000, &options->radius_m, error) ||
      !yutu_call_take_option (call, "--module", &options->module, error) ||
      !yutu_call_take_option (call, "--kind", &options->kind, error) ||
      !yutu_call_take_option (call, "--state", &options->state, error) ||
      !yutu_call_take_option (call, "--due-before", &options->due_before, error) ||
      !yutu_call_take_option (call, "--due", &options->due, error) ||
      !yutu_call_take_option (call, "--officer", &options->officer, error) ||
      !yutu_call_take_option (call, "--text", &options->text, error) ||
      !yutu_call_take_option (call, "--sort", &options->sort, error) ||
      !yutu_call_take_int (call, "--limit", DEFAULT_LIMIT, 0, MAX_LIMIT, &options->limit, error) ||
      !yutu_call_expect (call, 1, error))
    return FALSE;
  n_places = (options->place != NULL) + (options->at != NULL) + (options->within != NULL);
  is_due = options->is_board || options->is_overdue || options->due != NULL ||
           options->due_before != NULL;
  if ((n_places == 1 || (n_places == 0 && is_due)) &&
      (options->at != NULL) == (options->radius_m > 0))
    return check_words (options, error);
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                       _ ("say where: --place PLACE, --at LON,LAT --radius M, or --within WKT; what is "
                       "due may be asked of the whole county"));
  return FALSE;
}

/* ---- What is asked ---- */

static YutuPlace *
find_place (YutuFile      *file,
            const Options *options,
            YutuDay        day,
            GError       **error)
{
  g_autoptr (YutuShape) shape = NULL;

  if (options->place != NULL)
    return yutu_file_find_place (file, options->place, day, error);
  if (options->at != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (options->at, ",", 2);
      YutuPoint point;

      if (!yutu_call_parse_point (parts[0], parts[1] != NULL ? parts[1] : "", &point, error))
        return NULL;
      return yutu_place_new_circle (point, (double)options->radius_m);
    }
  shape = yutu_file_parse_shape (file, options->within, error);
  return shape != NULL ? yutu_place_new_shape (shape) : NULL;
}

static gboolean
fail_unknown (const char *what,
              const char *text,
              GError    **error)
{
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT,
               _ ("there is no %s “%s”; yutu modules lists them"), what, text);
  return FALSE;
}

static gboolean
has_state (const YutuModules *modules,
           const char        *state)
{
  for (gsize i = 0; i < yutu_modules_get_n (modules); i++)
    for (gsize j = 0; j < yutu_modules_get (modules, i)->n_kinds; j++)
      if (yutu_case_kind_find_state (&yutu_modules_get (modules, i)->kinds[j], state) != G_MAXSIZE)
        return TRUE;
  return FALSE;
}

static gboolean
make_query (const Options     *options,
            const YutuModules *modules,
            YutuDay            day,
            YutuCaseQuery     *query,
            GError           **error)
{
  *query = (YutuCaseQuery){
    .module = options->module,
    .kind = options->kind,
    .state = options->state,
    .due_before = YUTU_DAY_INVALID,
    .day = day,
    .limit = (gsize)options->limit,
    .officer = options->officer,
    .text = options->text,
    .descending = options->descending,
    .open_only = options->open_only,
  };
  const char *due = options->is_overdue ? SPANS[YUTU_DUE_OVERDUE] : options->due;

  if (options->sort != NULL)
    query->sort = (YutuCaseSort)find_word (SORTS, G_N_ELEMENTS (SORTS), options->sort);
  if (due != NULL)
    yutu_due_span_get_days ((YutuDueSpan)find_word (SPANS, G_N_ELEMENTS (SPANS), due), day,
                            &query->due_from, &query->due_before);
  if (options->module != NULL && yutu_modules_find (modules, options->module) == NULL)
    return fail_unknown ("module", options->module, error);
  if (options->kind != NULL && yutu_modules_find_kind (modules, options->kind, NULL) == NULL)
    return fail_unknown ("kind", options->kind, error);
  if (options->state != NULL && !has_state (modules, options->state))
    return fail_unknown ("state", options->state, error);
  if (options->due_before == NULL)
    return TRUE;
  query->due_before = yutu_day_parse (options->due_before);
  if (query->due_before != YUTU_DAY_INVALID)
    return TRUE;
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
               _ ("--due-before takes a day as YYYY-MM-DD, not “%s”"), options->due_before);
  return FALSE;
}

/* ---- The answer ---- */

static void
emit_case (YutuCall          *call,
           const YutuCaseRow *row,
           const char        *place)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "id", row->id);
  yutu_json_add_text (builder, "case_no", row->case_no);
  yutu_json_add_text (builder, "module", row->module);
  yutu_json_add_text (builder, "kind", row->kind);
  yutu_json_add_text (builder, "state", row->state);
  yutu_json_add_text (builder, "title", row->title);
  yutu_json_add_day (builder, "opened_on", row->opened_on);
  yutu_json_add_day (builder, "due_on", row->due_on);
  yutu_json_add_day (builder, "closed_on", row->closed_on);
  yutu_json_add_text (builder, "place", place);
  yutu_json_add_place (builder, row->has_point, row->point);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static void
print_case (const YutuCaseRow *row,
            const YutuModules *modules,
            const char        *place)
{
  const YutuCaseKind *kind = yutu_modules_find_kind (modules, row->kind, NULL);
  gsize               state = kind != NULL ? yutu_case_kind_find_state (kind, row->state) : G_MAXSIZE;
  char                due[YUTU_DAY_TEXT_SIZE] = "–";

  if (row->due_on != YUTU_DAY_INVALID)
    yutu_day_format (row->due_on, due);
  g_print ("%-18s %-10s %s  %s  %s\n", row->case_no, due,
           state != G_MAXSIZE ? yutu_title_get (&kind->states[state].title) : row->state,
           row->title, place != NULL ? place : "–");
}

static void
emit_total (YutuCall *call,
            gint64    total,
            guint     shown)
{
  JsonBuilder *builder = NULL;

  if (!call->json)
    {
      g_print ("%u of %" G_GINT64_FORMAT "\n", shown, total);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "total", total);
  yutu_json_add_int (builder, "shown", shown);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static gboolean
emit_cases (YutuCall          *call,
            YutuFile          *file,
            const YutuModules *modules,
            GPtrArray         *rows,
            GError           **error)
{
  g_autoptr (GHashTable) names = yutu_file_read_unit_names (file, error);

  for (guint i = 0; names != NULL && i < rows->len; i++)
    {
      const YutuCaseRow *row = g_ptr_array_index (rows, i);
      g_autofree char   *place = yutu_cli_name_place (names, row->township, row->village);

      if (call->json)
        emit_case (call, row, place);
      else
        print_case (row, modules, place);
    }
  return names != NULL;
}

/* ---- The due board ---- */

static void
emit_due (YutuCall           *call,
          const char         *module,
          const char         *place,
          const char         *title,
          const YutuDueCount *count)
{
  JsonBuilder *builder = NULL;

  if (!call->json)
    {
      g_print ("%8" G_GINT64_FORMAT " %8" G_GINT64_FORMAT " %8" G_GINT64_FORMAT "  %s\n",
               count->n[YUTU_DUE_OVERDUE], count->n[YUTU_DUE_WEEK], count->n[YUTU_DUE_MONTH], title);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "module", module);
  yutu_json_add_text (builder, "place", place);
  for (int i = 0; i < YUTU_N_DUE_SPANS; i++)
    yutu_json_add_int (builder, SPANS[i], count->n[i]);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static void
emit_board (YutuCall           *call,
            const YutuModules  *modules,
            const char         *module,
            const YutuDueBoard *board)
{
  if (!call->json)
    g_print ("%8s %8s %8s\n", SPANS[0], SPANS[1], SPANS[2]);
  for (gsize i = 0; i < board->n_modules; i++)
    {
      const YutuModule *def = yutu_modules_get (modules, i);

      emit_due (call, def->id, NULL, yutu_title_get (&def->title), &board->modules[i]);
    }
  for (guint i = 0; i < board->units->len; i++)
    {
      const YutuDueUnit *unit = g_ptr_array_index (board->units, i);

      emit_due (call, module, unit->name, unit->name != NULL ? unit->name : "–", &unit->count);
    }
  emit_due (call, NULL, NULL, "=", &board->total);
}

static YutuExit
run_board (YutuCall          *call,
           YutuFile          *file,
           const YutuModules *modules,
           const YutuPlace   *place,
           const char        *module,
           GError           **error)
{
  g_autoptr (YutuDueBoard) board =
    yutu_file_read_due_board (file, modules, place, module, call->as_of, NULL, error);

  if (board == NULL)
    return YUTU_EXIT_INPUT;
  emit_board (call, modules, module, board);
  return YUTU_EXIT_DONE;
}

static YutuExit
run_list (YutuCall            *call,
          YutuFile            *file,
          const YutuModules   *modules,
          YutuPlace           *place,
          const YutuCaseQuery *query,
          GError             **error)
{
  YutuListSpec spec = { .kind = YUTU_LIST_CASES, .place = place, .cases = *query };
  g_autoptr (YutuListStart) start =
    yutu_file_start_list (file, modules, &spec, query->limit, NULL, error);

  if (start == NULL || !emit_cases (call, file, modules, start->rows, error))
    return YUTU_EXIT_INPUT;
  emit_total (call, start->total, start->rows->len);
  return YUTU_EXIT_DONE;
}

YutuExit
yutu_verb_cases (YutuCall *call,
                 GError  **error)
{
  g_auto (Options) options = { 0 };
  YutuCaseQuery query;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;
  g_autoptr (YutuPlace) place = NULL;
  gboolean is_whole = FALSE;

  if (!take_options (call, &options, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  modules = file != NULL ? yutu_modules_load (error) : NULL;
  if (modules == NULL || !make_query (&options, modules, call->as_of, &query, error))
    return YUTU_EXIT_INPUT;
  is_whole = options.place == NULL && options.at == NULL && options.within == NULL;
  if (!is_whole)
    place = find_place (file, &options, call->as_of, error);
  if (!is_whole && place == NULL)
    return YUTU_EXIT_INPUT;
  return options.is_board ? run_board (call, file, modules, place, query.module, error)
                          : run_list (call, file, modules, place, &query, error);
}
