/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

#include <glib/gi18n.h>

#include "session/yutu-line-kit.h"
#include "session/yutu-map-sheet.h"

static YutuExit
list_templates (YutuCall *call,
                GError  **error)
{
  g_autoptr (GPtrArray) templates = yutu_sheet_templates_load (error);

  if (templates == NULL)
    return YUTU_EXIT_INTERNAL;
  for (guint i = 0; i < templates->len; i++)
    {
      const YutuSheetTemplate *one = g_ptr_array_index (templates, i);
      JsonBuilder             *builder = json_builder_new ();

      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "id", one->id);
      yutu_json_add_text (builder, "title", yutu_title_get (&one->title));
      yutu_json_add_text (builder, "paper", one->paper == YUTU_PAPER_A3 ? "A3" : "A4");
      yutu_json_add_int (builder, "level", one->level);
      yutu_json_add_boolean (builder, "theme", one->has_theme);
      yutu_json_add_boolean (builder, "compares", one->compares);
      json_builder_end_object (builder);
      yutu_call_emit (call, builder);
    }
  return YUTU_EXIT_DONE;
}

typedef struct
{
  char    *out;
  char    *place;
  char    *theme;
  char    *title;
  char    *paper;
  char    *review; /* (nullable) */
  YutuDay  then;   /* YUTU_DAY_INVALID: of one day */
  int      level;  /* whose land is compared */
  gint64   dpi;
  gboolean is_landscape;
  gboolean is_portrait;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->out);
  g_free (self->place);
  g_free (self->theme);
  g_free (self->title);
  g_free (self->paper);
  g_free (self->review);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
take_comparison (YutuCall *call,
                 Options  *options,
                 GError  **error)
{
  g_autofree char *day = NULL;

  options->then = YUTU_DAY_INVALID;
  if (!yutu_call_take_option (call, "--compare", &day, error) ||
      !yutu_call_take_level (call, &options->level, error))
    return FALSE;
  return day == NULL || yutu_call_read_day (day, &options->then, error);
}

static gboolean
take_options (YutuCall *call,
              Options  *options,
              GError  **error)
{
  options->is_landscape = yutu_call_take_flag (call, "--landscape");
  options->is_portrait = yutu_call_take_flag (call, "--portrait");
  if (!yutu_call_take_option (call, "-o", &options->out, error) ||
      !yutu_call_take_option (call, "--place", &options->place, error) ||
      !yutu_call_take_option (call, "--theme", &options->theme, error) ||
      !yutu_call_take_option (call, "--title", &options->title, error) ||
      !yutu_call_take_option (call, "--paper", &options->paper, error) ||
      !yutu_call_take_option (call, "--review-no", &options->review, error) ||
      !take_comparison (call, options, error) ||
      !yutu_call_take_int (call, "--dpi", 300, YUTU_SHEET_MIN_DPI, YUTU_SHEET_MAX_DPI,
                           &options->dpi, error) ||
      !yutu_call_expect (call, 3, error))
    return FALSE;
  if (options->out == NULL || (options->is_landscape && options->is_portrait))
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                   options->out == NULL ? _ ("say where to with -o OUT")
                                        : _ ("--landscape or --portrait, not both"));
      return FALSE;
    }
  if (options->paper == NULL || g_str_equal (options->paper, "A4") ||
      g_str_equal (options->paper, "A3"))
    return TRUE;
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("--paper takes A4 or A3, not “%s”"),
               options->paper);
  return FALSE;
}

static void
emit_result (YutuCall        *call,
             const Options   *options,
             const YutuSheet *sheet,
             gint64           started)
{
  JsonBuilder     *builder = json_builder_new ();
  YutuSheetMeasure measure;

  yutu_sheet_measure (sheet, &measure);
  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "out", options->out);
  yutu_json_add_int (builder, "pages", 1);
  yutu_json_add_text (builder, "title", yutu_sheet_get_title (sheet));
  json_builder_set_member_name (builder, "scale");
  if (measure.scale_denominator > 0)
    json_builder_add_double_value (builder, measure.scale_denominator);
  else
    json_builder_add_null_value (builder);
  yutu_json_add_double (builder, "seconds", (double)(g_get_monotonic_time () - started) / 1e6);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

/* The map of a line with its pillars, their cards and the record of an inspection. */
static YutuExit
print_line_kit (YutuCall *call,
                GError  **error)
{
  gint64           started = g_get_monotonic_time ();
  g_autofree char *out = NULL;
  g_autofree char *text = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;
  JsonBuilder *builder = NULL;
  gint64       line = 0;
  guint        n_pages = 0;

  if (!yutu_call_take_option (call, "-o", &out, error) ||
      !yutu_call_take_option (call, "--line", &text, error) || !yutu_call_expect (call, 3, error))
    return YUTU_EXIT_USAGE;
  if (out == NULL || text == NULL)
    {
      g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                           _ ("say of which line with --line LINE, and where to with -o OUT.pdf"));
      return YUTU_EXIT_USAGE;
    }
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  modules = file != NULL ? yutu_modules_load (error) : NULL;
  if (modules == NULL)
    return YUTU_EXIT_FILE;
  if (!yutu_file_find_line (file, text, call->as_of, &line, error) ||
      !yutu_file_write_line_kit (file, modules, line, call->as_of, out, &n_pages, error))
    return YUTU_EXIT_INPUT;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "out", out);
  yutu_json_add_int (builder, "pages", n_pages);
  yutu_json_add_double (builder, "seconds", (double)(g_get_monotonic_time () - started) / 1e6);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}

static YutuExit
print_sheet (YutuCall *call,
             GError  **error)
{
  gint64 started = g_get_monotonic_time ();
  g_auto (Options) options = { 0 };
  YutuSheetRequest request = { .day = call->as_of, .box = YUTU_BOX_EMPTY, .printed_on = YUTU_DAY_INVALID, .paper = -1, .landscape = -1 };
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;
  g_autoptr (YutuPlace) place = NULL;
  g_autoptr (YutuSheet) sheet = NULL;
  YutuIndicatorSpec spec = { 0 };

  if (!yutu_call_take_indicator (call, &spec, error) || !take_options (call, &options, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (
    call, options.review != NULL ? YUTU_STORE_OPEN_DEFAULT : YUTU_STORE_OPEN_READ_ONLY, error);
  modules = file != NULL ? yutu_modules_load (error) : NULL;
  if (modules == NULL)
    return YUTU_EXIT_FILE;
  if (options.review != NULL &&
      !yutu_file_set_review_number (file, options.review, call->actor, error))
    return YUTU_EXIT_INPUT;
  if (options.place != NULL)
    {
      place = yutu_file_find_place (file, options.place, call->as_of, error);
      if (place == NULL)
        return YUTU_EXIT_INPUT;
    }
  if (options.theme != NULL)
    {
      /* By townships unless --by says villages. */
      spec.id = options.theme;
      spec.level = MAX (spec.level, YUTU_LEVEL_TOWNSHIP);
      request.indicator = &spec;
    }
  request.template_id = call->words[2];
  request.place = place;
  request.title = options.title;
  request.then = options.then;
  request.compare_level = options.level;
  if (options.paper != NULL)
    request.paper = g_str_equal (options.paper, "A3") ? YUTU_PAPER_A3 : YUTU_PAPER_A4;
  if (options.is_landscape || options.is_portrait)
    request.landscape = options.is_landscape;
  sheet = yutu_file_make_sheet (file, modules, NULL, &request, NULL, error);
  if (sheet == NULL || !yutu_sheet_write (sheet, options.out, (int)options.dpi, NULL, error))
    return YUTU_EXIT_INPUT;
  emit_result (call, &options, sheet, started);
  return YUTU_EXIT_DONE;
}

YutuExit
yutu_verb_sheet (YutuCall *call,
                 GError  **error)
{
  if (call->n_words == 2 && g_str_equal (call->words[1], "list"))
    return list_templates (call, error);
  if (call->n_words > 2 && g_str_equal (call->words[1], "print") &&
      g_str_equal (call->words[2], YUTU_LINE_KIT))
    return print_line_kit (call, error);
  if (call->n_words > 2 && g_str_equal (call->words[1], "print"))
    return print_sheet (call, error);
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
               _ ("FILE list, or FILE print TEMPLATE -o OUT"));
  return YUTU_EXIT_USAGE;
}
