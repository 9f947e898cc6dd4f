/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

#include <glib/gi18n.h>

#include "base/yutu-wording.h"
#include "session/yutu-find.h"
#include "session/yutu-place.h"

#define DEFAULT_LIMIT 20
#define MAX_LIMIT     10000

static gboolean
take_kinds (YutuCall *call,
            unsigned *kinds,
            GError  **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  *kinds = 0;
  if (!yutu_call_take_option (call, "--kind", &text, error))
    return FALSE;
  words = g_strsplit (text != NULL ? text : "", ",", -1);
  for (gsize i = 0; text != NULL && words[i] != NULL; i++)
    {
      unsigned kind = yutu_search_kind_from_text (words[i]);

      if (kind == 0)
        {
          g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                       _ ("--kind takes some of division, place, facility, address, case, "
                          "coordinate, line, pillar, crossing, with commas between them, not “%s”"),
                       text);
          return FALSE;
        }
      *kinds |= kind;
    }
  return TRUE;
}

/* Behind what stands on the line. */
static void
print_words (const char        *wording,
             const char *const *values)
{
  g_autofree char *words = yutu_wording_fill (wording, values);

  g_print ("  %s", words);
}

static void
print_hit (const YutuSearchHit *hit,
           YutuDay              day)
{
  char text[YUTU_DAY_TEXT_SIZE];

  g_print ("%-10s %s  %s", yutu_search_kind_to_text (hit->kind), hit->name, hit->label);
  if (hit->is_past && hit->valid_from == hit->valid_to)
    g_print ("  %s", _ ("not in use yet"));
  else if (hit->is_past && hit->valid_from > day)
    print_words (_ ("from {1}"), (const char *const[]){ yutu_day_format (hit->valid_from, text), NULL });
  else if (hit->is_past)
    print_words (_ ("until {1}"), (const char *const[]){ yutu_day_format (hit->valid_to - 1, text), NULL });
  if (hit->is_outside)
    g_print ("  %s", _ ("outside the county"));
  if (hit->near_name != NULL)
    {
      g_autofree char *metres = g_strdup_printf ("%.0f", hit->near_m);

      print_words (_ ("{1} m from {2}"), (const char *const[]){ metres, hit->near_name, NULL });
    }
  g_print ("\n");
}

static void
emit_hit (YutuCall            *call,
          const YutuSearchHit *hit,
          GHashTable          *codes)
{
  JsonBuilder *builder = NULL;

  if (!call->json)
    {
      print_hit (hit, call->as_of);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "kind", yutu_search_kind_to_text (hit->kind));
  yutu_json_add_int (builder, "id", hit->id);
  yutu_json_add_text (builder, "name", hit->name);
  yutu_json_add_text (builder, "label", hit->label);
  yutu_json_add_double (builder, "score", hit->score);
  yutu_json_add_place (builder, hit->has_point, hit->point);
  yutu_json_add_text (builder, "division", g_hash_table_lookup (codes, &hit->unit));
  yutu_json_add_int (builder, "unit", hit->unit);
  yutu_json_add_day (builder, "valid_from", hit->valid_from);
  yutu_json_add_day (builder, "valid_to", hit->valid_to);
  if (hit->kind == YUTU_SEARCH_COORDINATE)
    {
      yutu_json_add_boolean (builder, "outside", hit->is_outside);
      yutu_json_add_text (builder, "near", hit->near_name);
      json_builder_set_member_name (builder, "near_m");
      if (hit->near_name != NULL)
        json_builder_add_double_value (builder, hit->near_m);
      else
        json_builder_add_null_value (builder);
    }
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static void
print_total (const YutuSearchResult *result,
             double                  milliseconds)
{
  g_autofree char *shown = g_strdup_printf ("%u", result->hits->len);
  g_autofree char *total = g_strdup_printf ("%" G_GINT64_FORMAT, result->total);
  g_autofree char *took = g_strdup_printf ("%.1f", milliseconds);
  g_autofree char *words = yutu_wording_fill (result->total_is_least ? _ ("{1} of at least {2}, {3} ms") : _ ("{1} of {2}, {3} ms"),
                                              (const char *const[]){ shown, total, took, NULL });

  g_print ("%s\n", words);
}

static void
emit_total (YutuCall               *call,
            const YutuSearchResult *result,
            double                  milliseconds)
{
  JsonBuilder *builder = NULL;

  if (!call->json)
    {
      if (result->has_typo && result->is_base)
        g_print ("%s\n", _ ("There is no such number; the road, village or estate comes first, then what sounds alike or differs by one character"));
      else if (result->has_typo)
        g_print ("%s\n", _ ("Nothing is written like this; these sound alike or differ by one character"));
      if (result->is_too_long)
        g_print ("%s\n", _ ("That is longer than any name or address. Search for one at a time; a list of them is for “address match”"));
      if (result->lacks_part)
        g_print ("%s\n", _ ("There is no such building, unit or room at the door; this is the door"));
      else if (result->is_parent)
        g_print ("%s\n", _ ("There is no such number behind the door’s; this is the door"));
      else if (result->is_base && !result->has_typo)
        g_print ("%s\n", _ ("There is no such number; this is the road, village or estate"));
      if (result->is_commune)
        g_print ("%s\n", _ ("Communes and brigades are written; these are the townships and villages of today"));
      if (result->former != NULL)
        g_print ("%s\n", result->former);
      if (result->is_elsewhere)
        g_print ("%s\n", _ ("This is not in the division that is written before it"));
      print_total (result, milliseconds);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "total", result->total);
  yutu_json_add_boolean (builder, "total_is_least", result->total_is_least);
  yutu_json_add_boolean (builder, "typo", result->has_typo);
  yutu_json_add_boolean (builder, "parent", result->is_parent);
  yutu_json_add_boolean (builder, "lacks_part", result->lacks_part);
  yutu_json_add_boolean (builder, "base", result->is_base);
  yutu_json_add_boolean (builder, "elsewhere", result->is_elsewhere);
  yutu_json_add_boolean (builder, "commune", result->is_commune);
  yutu_json_add_boolean (builder, "too_long", result->is_too_long);
  yutu_json_add_text (builder, "former", result->former);
  yutu_json_add_int (builder, "shown", result->hits->len);
  yutu_json_add_double (builder, "milliseconds", milliseconds);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

YutuExit
yutu_verb_search (YutuCall *call,
                  GError  **error)
{
  YutuFindSpec spec = { .day = call->as_of };
  gint64       limit = 0;
  gint64       started = 0;
  double       milliseconds = 0;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuSearchResult) result = NULL;
  g_autoptr (GHashTable) codes = NULL;

  if (!yutu_call_take_int (call, "--limit", DEFAULT_LIMIT, 1, MAX_LIMIT, &limit, error) ||
      !take_kinds (call, &spec.kinds, error) || !yutu_call_expect (call, 2, error))
    return YUTU_EXIT_USAGE;
  spec.limit = (gsize)limit;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL)
    return YUTU_EXIT_FILE;
  started = g_get_monotonic_time ();
  result = yutu_file_search (file, call->words[1], &spec, NULL, error);
  milliseconds = (double)(g_get_monotonic_time () - started) / 1000;
  codes = result != NULL ? yutu_file_read_unit_codes (file, error) : NULL;
  if (codes == NULL)
    return YUTU_EXIT_INTERNAL;
  for (guint i = 0; i < result->hits->len; i++)
    emit_hit (call, g_ptr_array_index (result->hits, i), codes);
  emit_total (call, result, milliseconds);
  return YUTU_EXIT_DONE;
}
