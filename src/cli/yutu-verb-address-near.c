/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a point is called: the addresses near it, what roads say of it, or the place that has it. */

#include "cli/yutu-verb-address-private.h"

#include "session/yutu-address-work.h"

#define NEAR_M   200
#define MAX_NEAR 20

/* What roads say of the point, where they say something. */
static void
emit_along (YutuCall             *call,
            const YutuAlongRoads *along)
{
  const YutuBetween  *between = &along->between;
  const YutuCrossing *crossing = &along->crossing;

  if (between->road != 0)
    {
      JsonBuilder     *builder = json_builder_new ();
      g_autofree char *text = g_strdup_printf ("%s%d号", between->name, between->door);

      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "interpolated", text);
      yutu_json_add_int (builder, "level", 6);
      yutu_verb_address_add_doors (call, builder, between->ids, between->doors, between->accuracy_m);
      yutu_json_add_place (builder, TRUE, between->point);
      json_builder_end_object (builder);
      yutu_call_emit (call, builder);
    }
  if (crossing->roads[0] != 0)
    {
      JsonBuilder     *builder = json_builder_new ();
      g_autofree char *beside = yutu_crossing_dup_beside (crossing);
      g_autofree char *text = yutu_crossing_dup_text (crossing, beside);

      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "crossing", text);
      yutu_json_add_int (builder, "level", 6);
      yutu_json_add_int (builder, "road", crossing->roads[0]);
      yutu_json_add_int (builder, "cross_road", crossing->roads[1]);
      yutu_json_add_double (builder, "distance_m", crossing->distance_m);
      json_builder_set_member_name (builder, "azimuth_deg"); /* from the crossing to the point */
      if (crossing->distance_m >= YUTU_CROSSING_HERE_M)
        json_builder_add_double_value (builder, crossing->azimuth_deg);
      else
        json_builder_add_null_value (builder);
      yutu_json_add_place (builder, TRUE, crossing->point);
      json_builder_end_object (builder);
      yutu_call_emit (call, builder);
    }
}

/* For programs, what a match has besides: nothing was written that could be scored. */
static void
add_as_match (YutuCall    *call,
              JsonBuilder *builder,
              unsigned     reasons)
{
  g_autofree char *input = g_strdup_printf ("%s,%s", call->words[2], call->words[3]);

  if (call->json)
    {
      yutu_json_add_text (builder, "input", input);
      yutu_json_add_text (builder, "score", NULL);
    }
  if (call->json || reasons != 0)
    yutu_verb_address_add_reasons (builder, 0, reasons);
  if (!call->json)
    return;
  json_builder_set_member_name (builder, "candidates");
  json_builder_begin_array (builder);
  json_builder_end_array (builder);
}

/* Where no door is near: the natural village or the division that has the point. */
static gboolean
emit_place (YutuCall *call,
            YutuFile *file,
            YutuPoint point,
            GError  **error)
{
  g_auto (YutuAddressMatch) match = { 0 };
  g_autofree char *code = NULL;
  JsonBuilder     *builder = NULL;

  if (!yutu_file_describe_point (file, point, call->as_of, &match, &code, NULL, error))
    return FALSE;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "standard", match.standard);
  if (match.address != 0)
    yutu_json_add_int (builder, "id", match.address);
  else
    yutu_json_add_text (builder, "id", NULL);
  yutu_json_add_text (builder, "code", code);
  yutu_json_add_int (builder, "level", match.level);
  yutu_json_add_double (builder, "distance_m", match.distance_m);
  yutu_json_add_place (builder, TRUE, point);
  add_as_match (call, builder, match.reasons);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return TRUE;
}

/* An address, by what it is taken for when it is written. */
static gboolean
emit_address (YutuCall             *call,
              YutuFile             *file,
              const YutuAddressRow *row,
              GError              **error)
{
  g_autoptr (GPtrArray) choices = yutu_file_list_address_choices (file, &row->id, 1, call->as_of, NULL, error);
  const YutuAddressChoice *choice = NULL;
  JsonBuilder             *builder = NULL;

  if (choices == NULL)
    return FALSE;
  choice = choices->len > 0 ? g_ptr_array_index (choices, 0) : NULL;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "standard", row->text);
  yutu_json_add_int (builder, "id", row->id);
  yutu_json_add_double (builder, "distance_m", row->distance_m);
  yutu_json_add_place (builder, row->has_point, row->point);
  yutu_json_add_text (builder, "code", choice != NULL ? choice->code : NULL);
  yutu_json_add_int (builder, "level", choice != NULL ? choice->level : 0);
  add_as_match (call, builder, 0);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return TRUE;
}

YutuExit
yutu_verb_address_near (YutuCall *call,
                        GError  **error)
{
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_auto (YutuAlongRoads) along = { 0 };
  YutuPoint point;
  gint64    limit = 1, radius_m = NEAR_M;

  if (!yutu_call_take_int (call, "--limit", 1, 1, MAX_NEAR, &limit, error) ||
      !yutu_call_take_int (call, "--radius", NEAR_M, 1, 5000, &radius_m, error) ||
      !yutu_call_expect (call, 4, error) || !yutu_call_parse_point (call->words[2], call->words[3], &point, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  rows = file != NULL
           ? yutu_file_list_addresses_near (file, point, (double)radius_m, call->as_of, (gsize)limit, NULL, error)
           : NULL;
  if (rows == NULL || !yutu_file_find_along_roads (file, point, call->as_of, &along, NULL, error) ||
      (rows->len == 0 && !emit_place (call, file, point, error)))
    return YUTU_EXIT_INPUT;
  for (guint i = 0; i < rows->len; i++)
    if (!emit_address (call, file, g_ptr_array_index (rows, i), error))
      return YUTU_EXIT_INPUT;
  emit_along (call, &along);
  return YUTU_EXIT_DONE;
}
