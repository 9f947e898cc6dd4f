/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

#include <glib/gi18n.h>
#include "session/yutu-coverage.h"

static void
add_number (JsonBuilder *builder,
            const char  *name,
            gboolean     has,
            double       value)
{
  json_builder_set_member_name (builder, name);
  if (has)
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_judgement (JsonBuilder            *builder,
               const YutuIndicatorRow *row)
{
  add_number (builder, "target", row->has_target, row->target);
  json_builder_set_member_name (builder, "met");
  if (row->has_target && row->has_value)
    json_builder_add_boolean_value (builder, row->is_met);
  else
    json_builder_add_null_value (builder);
  yutu_json_add_text (builder, "target_year", row->target_period);
  yutu_json_add_text (builder, "target_source", row->target_source);
  add_number (builder, "published", row->has_published, row->published);
  add_number (builder, "difference", row->has_published && row->has_value,
              row->value - row->published);
  yutu_json_add_text (builder, "published_source", row->published_source);
}

static char *
dup_number (gboolean has,
            double   value,
            int      decimals)
{
  return has ? g_strdup_printf ("%.*f", decimals, value) : g_strdup ("–");
}

/* A line for people: what, where, value and unit, and what it is judged by. */
static void
print_row (const YutuIndicatorTable *table,
           const YutuIndicatorRow   *row)
{
  const YutuIndicatorDef *def = table->def;
  g_autofree char        *value = dup_number (row->has_value, row->value, def->decimals);
  g_autofree char        *target = dup_number (row->has_target, row->target, def->decimals);
  g_autofree char        *published = dup_number (row->has_published, row->published, def->decimals);

  g_print ("%-18s %12s %-6s", def->id, row->is_suppressed ? "*" : value, def->unit);
  if (row->has_target)
    g_print ("  aim %s%s", target,
             !row->has_value ? ""
             : row->is_met   ? " (met)"
                             : " (not met)");
  if (row->has_published)
    g_print ("  published %s", published);
  g_print ("  %s  %s\n", row->name, yutu_title_get (&def->title));
}

static void
emit_row (YutuCall                 *call,
          const YutuIndicatorTable *table,
          const YutuIndicatorRow   *row)
{
  const YutuIndicatorDef *def = table->def;
  JsonBuilder            *builder = NULL;
  g_autofree char        *source = NULL;
  char                    day[YUTU_DAY_TEXT_SIZE];

  if (!call->json)
    {
      print_row (table, row);
      return;
    }
  builder = json_builder_new ();
  source = yutu_indicator_format_source (table, row);
  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "indicator", def->id);
  yutu_json_add_text (builder, "title", yutu_title_get (&def->title));
  yutu_json_add_text (builder, "module", table->module->id);
  yutu_json_add_text (builder, "place", row->name);
  yutu_json_add_text (builder, "code", row->code);
  add_number (builder, "value", row->has_value, row->value);
  yutu_json_add_text (builder, "unit", def->unit);
  add_number (builder, "numerator", row->has_value, row->numerator);
  add_number (builder, "denominator", row->has_value && def->n_denominator > 0, row->denominator);
  yutu_json_add_boolean (builder, "suppressed", row->is_suppressed);
  add_judgement (builder, row);
  yutu_json_add_text (builder, "scope", table->scope == YUTU_SCOPE_LEGAL ? "legal" : "managed");
  yutu_json_add_text (builder, "day", yutu_day_format (table->day, day));
  yutu_json_add_int (builder, "year", table->data_year);
  yutu_json_add_text (builder, "source", source);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static gboolean
emit_indicator (YutuCall                *call,
                YutuFile                *file,
                YutuModules             *modules,
                const YutuIndicatorSpec *spec,
                GError                 **error)
{
  g_autoptr (YutuIndicatorTable) table =
    yutu_file_read_indicator (file, modules, spec, NULL, error);

  if (table == NULL)
    return FALSE;
  emit_row (call, table, &table->total);
  for (guint i = 0; i < table->rows->len; i++)
    emit_row (call, table, table->rows->pdata[i]);
  return TRUE;
}

/* Every indicator that is counted by the level. */
static gboolean
emit_all (YutuCall          *call,
          YutuFile          *file,
          YutuModules       *modules,
          YutuIndicatorSpec *spec,
          GError           **error)
{
  for (gsize m = 0; m < yutu_modules_get_n (modules); m++)
    {
      const YutuModule *module = yutu_modules_get (modules, m);

      for (gsize i = 0; i < module->n_indicators; i++)
        {
          spec->id = module->indicators[i].id;
          if (yutu_indicator_def_has_level (&module->indicators[i], spec->level) &&
              !emit_indicator (call, file, modules, spec, error))
            return FALSE;
        }
    }
  return TRUE;
}

gboolean
yutu_call_take_indicator (YutuCall          *call,
                          YutuIndicatorSpec *spec,
                          GError           **error)
{
  g_autofree char *by = NULL;
  g_autofree char *scope = NULL;
  gint64           year = 0;

  if (!yutu_call_take_option (call, "--by", &by, error) ||
      !yutu_call_take_option (call, "--scope", &scope, error) ||
      !yutu_call_take_int (call, "--year", 0, 1900, 2200, &year, error))
    return FALSE;
  if (by != NULL && !g_str_equal (by, "township") && !g_str_equal (by, "village"))
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                   _ ("--by takes township or village, not “%s”"), by);
      return FALSE;
    }
  if (scope != NULL && !g_str_equal (scope, "legal") && !g_str_equal (scope, "managed"))
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                   _ ("--scope takes legal or managed, not “%s”"), scope);
      return FALSE;
    }
  spec->level = by == NULL ? 3 : g_str_equal (by, "village") ? 5
                                                             : 4;
  spec->scope = g_strcmp0 (scope, "managed") == 0 ? YUTU_SCOPE_MANAGED : YUTU_SCOPE_LEGAL;
  spec->year = (int)year;
  spec->day = call->as_of;
  return TRUE;
}

YutuExit
yutu_verb_indicator (YutuCall *call,
                     GError  **error)
{
  YutuIndicatorSpec spec = { 0 };
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;
  gboolean is_one;

  if (!yutu_call_take_indicator (call, &spec, error) ||
      !yutu_call_expect (call, call->n_words >= 2 ? 2 : 1, error))
    return YUTU_EXIT_USAGE;
  is_one = call->n_words == 2;
  modules = yutu_modules_load (error);
  if (modules == NULL)
    return YUTU_EXIT_INPUT;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL)
    return YUTU_EXIT_FILE;
  spec.id = is_one ? call->words[1] : NULL;
  if (is_one ? !emit_indicator (call, file, modules, &spec, error)
             : !emit_all (call, file, modules, &spec, error))
    return YUTU_EXIT_INPUT;
  return YUTU_EXIT_DONE;
}
