/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

#include "session/yutu-place.h"

#define DEFAULT_RADIUS_M 50
#define MAX_RADIUS_M     200000

static const char *
level_name (int level)
{
  static const char *const names[] = { "province", "city", "county", "township", "village" };

  return level >= 1 && level <= (int)G_N_ELEMENTS (names) ? names[level - 1] : NULL;
}

static void
add_units (JsonBuilder *builder,
           GPtrArray   *units)
{
  json_builder_set_member_name (builder, "place");
  json_builder_begin_array (builder);
  for (guint i = 0; i < units->len; i++)
    {
      const YutuDivision *unit = g_ptr_array_index (units, i);

      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "level", level_name (unit->level));
      yutu_json_add_text (builder, "code", unit->code);
      yutu_json_add_text (builder, "name", unit->name);
      yutu_json_add_int (builder, "id", unit->unit);
      yutu_json_add_text (builder, "uuid", unit->uuid);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_objects (JsonBuilder *builder,
             GPtrArray   *objects)
{
  json_builder_set_member_name (builder, "objects");
  json_builder_begin_array (builder);
  for (guint i = 0; i < objects->len; i++)
    {
      const YutuPlaceObject *object = g_ptr_array_index (objects, i);

      json_builder_begin_object (builder);
      yutu_json_add_text (builder, "layer", object->layer);
      yutu_json_add_int (builder, "id", object->id);
      yutu_json_add_text (builder, "kind", object->kind);
      yutu_json_add_text (builder, "name", object->name);
      yutu_json_add_double (builder, "distance_m", object->distance_m);
      yutu_json_add_place (builder, TRUE, object->point);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* ---- For people ---- */

static void
print_result (const YutuAtResult *at,
              const YutuModules  *modules)
{
  for (guint i = 0; i < at->units->len; i++)
    {
      const YutuDivision *unit = g_ptr_array_index (at->units, i);

      g_print ("%s%s %s", i > 0 ? " › " : "", unit->name, unit->code != NULL ? unit->code : "–");
    }
  g_print (at->units->len > 0 ? "\n" : "outside of every unit\n");
  for (guint i = 0; i < at->objects->len; i++)
    {
      const YutuPlaceObject *object = g_ptr_array_index (at->objects, i);

      g_print ("%9.1f m  %-16s %s\n", object->distance_m, object->layer, object->name);
    }
  for (gsize i = 0; i < at->n_modules; i++)
    g_print ("%6" G_GINT64_FORMAT " open of %6" G_GINT64_FORMAT "  %s\n", at->counts[i].open,
             at->counts[i].total, yutu_title_get (&yutu_modules_get (modules, i)->title));
}

YutuExit
yutu_verb_at (YutuCall *call,
              GError  **error)
{
  YutuPoint    point;
  gint64       radius_m = 0;
  JsonBuilder *builder = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;
  g_autoptr (YutuAtResult) at = NULL;

  if (!yutu_call_take_int (call, "--radius", DEFAULT_RADIUS_M, 1, MAX_RADIUS_M, &radius_m, error) ||
      !yutu_call_expect (call, 3, error) ||
      !yutu_call_parse_point (call->words[1], call->words[2], &point, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  modules = file != NULL ? yutu_modules_load (error) : NULL;
  if (modules != NULL)
    at = yutu_file_read_at (file, modules, point, (double)radius_m, call->as_of, NULL, error);
  if (at == NULL)
    return YUTU_EXIT_INTERNAL;
  if (!call->json)
    {
      print_result (at, modules);
      return YUTU_EXIT_DONE;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  add_units (builder, at->units);
  add_objects (builder, at->objects);
  yutu_json_add_counts (builder, modules, at->counts);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}
