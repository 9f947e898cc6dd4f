/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "session/yutu-map-sheet.h"
#include "session/yutu-map.h"

#define MAX_SIDE     20000
#define THEME_GROUPS (YUTU_MAP_DIVISIONS | YUTU_MAP_BOUNDARIES | YUTU_MAP_WATER)

static gboolean
take_size (YutuCall       *call,
           YutuRenderSpec *spec,
           GError        **error)
{
  g_autofree char *text = NULL;
  char             rest = '\0';

  spec->width = 1920;
  spec->height = 1080;
  if (!yutu_call_take_option (call, "--size", &text, error))
    return FALSE;
  if (text == NULL ||
      (sscanf (text, "%dx%d%c", &spec->width, &spec->height, &rest) == 2 && spec->width >= 64 &&
       spec->height >= 64 && spec->width <= MAX_SIDE && spec->height <= MAX_SIDE))
    return TRUE;
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
               _ ("--size takes WxH, each from 64 to %d, not “%s”"), MAX_SIDE, text);
  return FALSE;
}

static gboolean
take_box (YutuCall       *call,
          YutuRenderSpec *spec,
          GError        **error)
{
  g_autofree char *text = NULL;
  double           w, s, e, n;
  char             rest = '\0';

  spec->box = YUTU_BOX_EMPTY;
  if (!yutu_call_take_option (call, "--bbox", &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  if (sscanf (text, "%lf,%lf,%lf,%lf%c", &w, &s, &e, &n, &rest) == 4 && w >= -180 && w < e &&
      e <= 180 && s >= -90 && s < n && n <= 90)
    {
      yutu_box_add_point (&spec->box, yutu_point_from_degrees (w, s));
      yutu_box_add_point (&spec->box, yutu_point_from_degrees (e, n));
      return TRUE;
    }
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
               _ ("--bbox takes W,S,E,N in degrees, not “%s”"), text);
  return FALSE;
}

static gboolean
take_groups (YutuCall       *call,
             YutuRenderSpec *spec,
             gboolean        has_theme,
             GError        **error)
{
  g_autofree char *layers = NULL;
  g_autofree char *labels = NULL;
  gboolean         hide_labels = FALSE;

  if (!yutu_call_take_option (call, "--layers", &layers, error) ||
      !yutu_call_take_option (call, "--labels", &labels, error))
    return FALSE;
  hide_labels = g_strcmp0 (labels, "off") == 0;
  if (labels != NULL && !hide_labels && !g_str_equal (labels, "on"))
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                   _ ("--labels takes on or off, not “%s”"), labels);
      return FALSE;
    }
  spec->groups = layers != NULL ? yutu_map_groups_parse (layers)
                 : has_theme    ? THEME_GROUPS
                                : YUTU_MAP_DEFAULT;
  if (spec->groups == 0)
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                   _ ("--layers takes some of divisions, boundaries, addresses, names, burial, care, "
                   "migrant, facilities, roads, water, pillars, with commas between them, not “%s”"),
                   layers);
      return FALSE;
    }
  spec->groups = hide_labels ? spec->groups & ~(unsigned)YUTU_MAP_LABELS
                             : spec->groups | YUTU_MAP_LABELS;
  return TRUE;
}

/* The box of --place, when it is given. */
static gboolean
find_box (YutuFile       *file,
          const char     *text,
          YutuRenderSpec *spec,
          GError        **error)
{
  g_autoptr (YutuPlace) place = NULL;
  g_autoptr (YutuModules) modules = NULL;
  g_autoptr (YutuPlaceInfo) info = NULL;

  if (text == NULL)
    return TRUE;
  place = yutu_file_find_place (file, text, spec->day, error);
  modules = place != NULL ? yutu_modules_load (error) : NULL;
  if (modules != NULL)
    info = yutu_file_read_place (file, modules, place, spec->day, "desk", NULL, error);
  if (info == NULL)
    return FALSE;
  spec->box = info->box;
  return TRUE;
}

/* The theme of --theme, by townships unless --by says villages; *theme is NULL without one. */
static gboolean
find_theme (YutuFile             *file,
            const char           *id,
            const YutuRenderSpec *render,
            YutuIndicatorSpec    *spec,
            YutuSheetTheme      **theme,
            GError              **error)
{
  g_autoptr (YutuModules) modules = NULL;
  g_autoptr (YutuThemeMap) map = NULL;
  YutuIndicatorTable *table = NULL;

  *theme = NULL;
  if (id == NULL)
    return TRUE;
  modules = yutu_modules_load (error);
  if (modules == NULL)
    return FALSE;
  spec->id = id;
  spec->level = MAX (spec->level, YUTU_LEVEL_TOWNSHIP);
  table = yutu_file_read_indicator (file, modules, spec, NULL, error);
  if (table == NULL)
    return FALSE;
  map = yutu_theme_map_new (table, g_str_equal (render->style, "dark"));
  *theme = yutu_sheet_theme_new_for_map (map, NULL, error);
  return *theme != NULL;
}

static void
emit_result (YutuCall               *call,
             const YutuRenderSpec   *spec,
             const YutuRenderResult *result)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "out", spec->out);
  yutu_json_add_int (builder, "width", spec->width);
  yutu_json_add_int (builder, "height", spec->height);
  yutu_json_add_int (builder, "features", result->features);
  yutu_json_add_int (builder, "vertices", result->vertices);
  yutu_json_add_int (builder, "labels", (gint64)result->labels);
  yutu_json_add_double (builder, "milliseconds", result->milliseconds);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static gboolean
has_word (const YutuCall *call,
          const char     *word)
{
  for (int i = 0; i < call->n_words; i++)
    if (g_str_equal (call->words[i], word))
      return TRUE;
  return FALSE;
}

/* --compare DAY and --level: both days are drawn. */
static gboolean
take_comparison (YutuCall       *call,
                 YutuRenderSpec *spec,
                 GError        **error)
{
  gboolean         has_level = has_word (call, "--level");
  gboolean         has_more = has_word (call, "--layers") || has_word (call, "--theme");
  int              level = 0;
  g_autofree char *day = NULL;

  if (!yutu_call_take_option (call, "--compare", &day, error) || !yutu_call_take_level (call, &level, error))
    return FALSE;
  if (day != NULL ? !has_more : !has_level)
    {
      spec->compare_level = day != NULL ? level : 0;
      return day == NULL || yutu_call_read_day (day, &spec->then, error);
    }
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                       day != NULL ? _ ("--compare colours what differs between two days: leave --layers and --theme out")
                                   : _ ("--level is of the units that --compare DAY compares"));
  return FALSE;
}

YutuExit
yutu_verb_render (YutuCall *call,
                  GError  **error)
{
  YutuRenderSpec    spec = { .day = call->as_of };
  YutuRenderResult  result = { 0 };
  g_autofree char  *out = NULL;
  g_autofree char  *style = NULL;
  g_autofree char  *place = NULL;
  g_autofree char  *indicator = NULL;
  YutuIndicatorSpec indicator_spec = { 0 };
  g_autoptr (YutuSheetTheme) theme = NULL;
  g_autoptr (YutuFile) file = NULL;

  if (!take_comparison (call, &spec, error) || !yutu_call_take_option (call, "-o", &out, error) ||
      !yutu_call_take_option (call, "--style", &style, error) ||
      !yutu_call_take_option (call, "--place", &place, error) ||
      !yutu_call_take_option (call, "--theme", &indicator, error) ||
      !yutu_call_take_indicator (call, &indicator_spec, error) ||
      !take_size (call, &spec, error) || !take_box (call, &spec, error) ||
      !take_groups (call, &spec, indicator != NULL, error) || !yutu_call_expect (call, 1, error))
    return YUTU_EXIT_USAGE;
  if (out == NULL)
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("say where to with -o OUT"));
      return YUTU_EXIT_USAGE;
    }
  if (place != NULL && !yutu_box_is_empty (spec.box))
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("--bbox or --place, not both"));
      return YUTU_EXIT_USAGE;
    }
  spec.out = out;
  spec.style = style != NULL ? style : "light";
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL || !find_box (file, place, &spec, error) ||
      !find_theme (file, indicator, &spec, &indicator_spec, &theme, error))
    return YUTU_EXIT_FILE;
  spec.theme = theme;
  if (!yutu_file_render (file, &spec, &result, error))
    return YUTU_EXIT_FILE;
  emit_result (call, &spec, &result);
  return YUTU_EXIT_DONE;
}
