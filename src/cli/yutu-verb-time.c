/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Divisions over time: what is different between two days, and what became of one unit. */

#include "cli/yutu-verb-division-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "session/yutu-comparison.h"
#include "session/yutu-history.h"
#include "session/yutu-place.h"

static void
add_kinds (JsonBuilder *builder,
           unsigned     kinds)
{
  json_builder_set_member_name (builder, "kinds");
  json_builder_begin_array (builder);
  for (int i = 0; i < YUTU_N_DIFFERENCE_KINDS; i++)
    if ((kinds >> i & 1) != 0)
      json_builder_add_string_value (builder, yutu_difference_kind_to_text (1 << i));
  json_builder_end_array (builder);
}

/* The facts of a unit on one side; null when it was not there. */
static void
add_side (JsonBuilder        *builder,
          const char         *name,
          const YutuDivision *division)
{
  json_builder_set_member_name (builder, name);
  if (division == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "name", division->name);
  yutu_json_add_text (builder, "code", division->code);
  yutu_json_add_int (builder, "level", division->level);
  yutu_json_add_text (builder, "type", division->type);
  yutu_json_add_int (builder, "parent", division->parent);
  yutu_json_add_text (builder, "managed_by", division->managed_by);
  yutu_json_add_double (builder, "area_m2", division->area_m2);
  yutu_json_add_place (builder, division->has_seat, division->seat);
  json_builder_end_object (builder);
}

/* ---- compare ---- */

static const char *
name_of (const YutuComparison *comparison,
         gint64                unit,
         gboolean              is_now)
{
  const YutuDivision *division =
    yutu_division_difference_find (comparison->difference, unit, is_now);

  return division != NULL ? division->name : NULL;
}

static void
emit_land (YutuCall             *call,
           const YutuComparison *comparison,
           const YutuComparisonRow *row)
{
  JsonBuilder *builder = NULL;
  const char  *from = name_of (comparison, row->land->then, FALSE);
  const char  *to = name_of (comparison, row->land->now, TRUE);

  if (!call->json)
    {
      g_print ("%3d  land  %s → %s  %.4f km²\n", row->number, from != NULL ? from : "–",
               to != NULL ? to : "–", row->land->area_m2 / 1e6);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "what", "land");
  yutu_json_add_int (builder, "number", row->number);
  yutu_json_add_int (builder, "from", row->land->then);
  yutu_json_add_text (builder, "from_name", from);
  yutu_json_add_int (builder, "to", row->land->now);
  yutu_json_add_text (builder, "to_name", to);
  yutu_json_add_int (builder, "faces", row->land->faces->len);
  yutu_json_add_double (builder, "area_m2", row->land->area_m2);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static void
emit_unit (YutuCall                *call,
           const YutuComparisonRow *row)
{
  const YutuUnitDifference *unit = row->unit;
  const YutuDivision       *named = unit->now != NULL ? unit->now : unit->then;
  JsonBuilder              *builder = NULL;

  if (!call->json)
    {
      g_print ("     %s %s ", named->name, named->code != NULL ? named->code : "–");
      for (int i = 0; i < YUTU_N_DIFFERENCE_KINDS; i++)
        if ((unit->kinds >> i & 1) != 0)
          g_print (" %s", yutu_difference_kind_to_text (1 << i));
      g_print ("\n");
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "what", "unit");
  yutu_json_add_int (builder, "unit", unit->unit);
  yutu_json_add_text (builder, "name", named->name);
  add_kinds (builder, unit->kinds);
  add_side (builder, "then", unit->then);
  add_side (builder, "now", unit->now);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static void
emit_differences (YutuCall             *call,
                  const YutuComparison *comparison,
                  double                seconds)
{
  JsonBuilder *builder = NULL;

  for (guint i = 0; i < comparison->rows->len; i++)
    {
      const YutuComparisonRow *row = &g_array_index (comparison->rows, YutuComparisonRow, i);

      if (row->land != NULL)
        emit_land (call, comparison, row);
      else
        emit_unit (call, row);
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "then", comparison->difference->then_day);
  yutu_json_add_text (builder, "now", comparison->difference->now_day);
  yutu_json_add_int (builder, "level", comparison->level);
  yutu_json_add_int (builder, "land", comparison->difference->land->len);
  yutu_json_add_int (builder, "units", comparison->difference->units->len);
  yutu_json_add_double (builder, "seconds", seconds);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

YutuExit
yutu_verb_division_compare (YutuCall *call,
                            GError  **error)
{
  int     level = 0;
  YutuDay then = 0, now = 0;
  gint64  started = 0;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuComparison) comparison = NULL;

  if (!yutu_call_take_level (call, &level, error) || !yutu_call_expect (call, 4, error) ||
      !yutu_call_read_day (call->words[2], &then, error) ||
      !yutu_call_read_day (call->words[3], &now, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL)
    return YUTU_EXIT_FILE;
  started = g_get_monotonic_time ();
  comparison = yutu_file_compare (file, then, now, level, NULL, error);
  if (comparison == NULL)
    return YUTU_EXIT_INTERNAL;
  emit_differences (call, comparison, (double)(g_get_monotonic_time () - started) / 1e6);
  return YUTU_EXIT_DONE;
}

/* ---- history ---- */

static void
add_share (JsonBuilder *builder,
           const char  *name,
           gint64       num,
           gint64       den)
{
  json_builder_set_member_name (builder, name);
  if (den == 0)
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, (double)num / (double)den);
}

static void
add_links (JsonBuilder     *builder,
           const char      *name,
           const GPtrArray *links)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < links->len; i++)
    {
      const YutuUnitLink *link = g_ptr_array_index (links, i);

      json_builder_begin_object (builder);
      yutu_json_add_int (builder, "unit", link->division->unit);
      yutu_json_add_text (builder, "name", link->division->name);
      yutu_json_add_text (builder, "code", link->division->code);
      add_share (builder, "area_share", link->area_num, link->area_den);
      add_share (builder, "address_share", link->address_num, link->address_den);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_acts (JsonBuilder     *builder,
          const GPtrArray *acts)
{
  json_builder_set_member_name (builder, "acts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < acts->len; i++)
    {
      const YutuActFacts *act = g_ptr_array_index (acts, i);

      json_builder_begin_object (builder);
      yutu_json_add_int (builder, "act", act->id);
      yutu_json_add_text (builder, "kind", act->kind);
      yutu_json_add_text (builder, "title", act->title);
      yutu_json_add_text (builder, "doc_no", act->doc_no);
      yutu_json_add_text (builder, "organ", act->organ);
      yutu_json_add_text (builder, "approved_on", act->approved_on);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_links (const char      *arrow,
             const GPtrArray *links)
{
  for (guint i = 0; i < links->len; i++)
    {
      const YutuUnitLink *link = g_ptr_array_index (links, i);

      g_print ("            %s %s %s", arrow, link->division->name,
               link->division->code != NULL ? link->division->code : "–");
      if (link->area_den > 0)
        g_print ("  %.2f %%", 100.0 * (double)link->area_num / (double)link->area_den);
      g_print ("\n");
    }
}

static void
print_event (const YutuUnitEvent *event)
{
  const YutuDivision *named = event->after != NULL ? event->after : event->before;

  g_print ("%s  %s %s ", event->day, named != NULL ? named->name : "–",
           named != NULL && named->code != NULL ? named->code : "–");
  for (int i = 0; i < YUTU_N_DIFFERENCE_KINDS; i++)
    if ((event->kinds >> i & 1) != 0)
      g_print (" %s", yutu_difference_kind_to_text (1 << i));
  g_print ("\n");
  for (guint i = 0; i < event->acts->len; i++)
    {
      const YutuActFacts *act = g_ptr_array_index (event->acts, i);

      g_print ("            %s %s\n", act->title, act->doc_no != NULL ? act->doc_no : "");
    }
  print_links ("←", event->from);
  print_links ("→", event->to);
}

static void
emit_event (YutuCall            *call,
            const YutuUnitEvent *event)
{
  JsonBuilder *builder = NULL;

  if (!call->json)
    {
      print_event (event);
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "day", event->day);
  add_kinds (builder, event->kinds);
  add_side (builder, "before", event->before);
  add_side (builder, "after", event->after);
  add_acts (builder, event->acts);
  add_links (builder, "from", event->from);
  add_links (builder, "to", event->to);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

YutuExit
yutu_verb_division_history (YutuCall *call,
                            GError  **error)
{
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (GPtrArray) events = NULL;
  gint64 unit = 0;

  if (!yutu_call_expect (call, 3, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL)
    return YUTU_EXIT_FILE;
  if (!yutu_file_find_unit_ever (file, call->words[2], call->as_of, &unit, error))
    return YUTU_EXIT_INPUT;
  events = yutu_file_list_unit_history (file, unit, NULL, error);
  if (events == NULL)
    return YUTU_EXIT_INTERNAL;
  for (guint i = 0; i < events->len; i++)
    emit_event (call, g_ptr_array_index (events, i));
  return YUTU_EXIT_DONE;
}
