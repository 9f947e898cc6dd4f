/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Doors of the address library: a road numbered, a door moved, a building split into its homes. */

#include "cli/yutu-verb-address-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "session/yutu-address-correct.h"
#include "session/yutu-address-record-edit.h"
#include "session/yutu-case-edit.h"
#include "session/yutu-door-edit.h"
#include "session/yutu-name-edit.h"

#define MAX_POINTS 10000
#define MAX_LINE   256

static gboolean
take_from (YutuCall *call,
           YutuDay  *day,
           GError  **error)
{
  g_autofree char *from = NULL;

  if (!yutu_call_take_option (call, "--from", &from, error))
    return FALSE;
  *day = from != NULL ? yutu_day_parse (from) : call->as_of;
  if (*day != YUTU_DAY_INVALID)
    return TRUE;
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("--from %s is no day; say YYYY-MM-DD"), from);
  return FALSE;
}

/* ---- number ---- */

/* LON,LAT a line on standard input; empty lines are passed over. */
static GArray *
read_points (GError **error)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  char  line[MAX_LINE];
  guint n = 0;

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (g_strstrip (line), ",", 2);
      YutuPoint point;

      n++;
      if (parts[0] == NULL || *parts[0] == '\0')
        continue;
      if (points->len == MAX_POINTS)
        {
          g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT, _ ("more than %d points"), MAX_POINTS);
          return NULL;
        }
      if (!yutu_call_parse_point (parts[0], parts[1] != NULL ? parts[1] : "", &point, error))
        {
          g_prefix_error (error, _ ("line %u: "), n);
          return NULL;
        }
      g_array_append_val (points, point);
    }
  return g_steal_pointer (&points);
}

static void
emit_doors (YutuCall           *call,
            const YutuDoorPlan *plan)
{
  JsonBuilder *builder = json_builder_new ();

  for (guint i = 0; i < plan->doors->len; i++)
    {
      const YutuDoor *door = g_ptr_array_index (plan->doors, i);
      JsonBuilder    *row = json_builder_new ();

      json_builder_begin_object (row);
      yutu_json_add_int (row, "door", door->door);
      yutu_json_add_text (row, "standard", door->text);
      json_builder_set_member_name (row, "id");
      if (door->id != 0)
        json_builder_add_int_value (row, door->id);
      else
        json_builder_add_null_value (row);
      json_builder_set_member_name (row, "taken");
      if (door->taken != 0)
        json_builder_add_int_value (row, door->taken);
      else
        json_builder_add_null_value (row);
      yutu_json_add_place (row, TRUE, door->point);
      json_builder_end_object (row);
      yutu_call_emit (call, row);
    }
  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "base", plan->base);
  yutu_json_add_int (builder, "doors", plan->doors->len);
  yutu_json_add_int (builder, "taken", plan->n_taken);
  yutu_json_add_int (builder, "outside", plan->n_outside);
  json_builder_set_member_name (builder, "entry");
  if (plan->entry != 0)
    json_builder_add_int_value (builder, plan->entry);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

YutuExit
yutu_verb_address_number (YutuCall *call,
                          GError  **error)
{
  YutuDoorRun      run = { 0 };
  gint64           first = 0, step = 2;
  gboolean         is_dry = yutu_call_take_flag (call, "--dry-run");
  gboolean         by_side = yutu_call_take_flag (call, "--both-sides");
  g_autofree char *skip = NULL;
  g_autoptr (GArray) points = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuDoorPlan) plan = NULL;

  if (!yutu_call_take_int (call, "--first", 0, 1, YUTU_DOOR_MAX, &first, error) ||
      !yutu_call_take_int (call, "--step", 2, 1, 2, &step, error) || !yutu_call_take_option (call, "--skip", &skip, error) ||
      !take_from (call, &run.day, error) ||
      !yutu_call_expect (call, 3, error))
    return YUTU_EXIT_USAGE;
  points = read_points (error);
  file = points != NULL ? yutu_call_open (call, is_dry ? YUTU_STORE_OPEN_READ_ONLY : YUTU_STORE_OPEN_DEFAULT, error) : NULL;
  if (file == NULL || !yutu_file_find_place_name (file, call->words[2], run.day, &run.base, error))
    return YUTU_EXIT_INPUT;
  run.first = (int)first;
  run.way = by_side ? YUTU_DOOR_BOTH_SIDES : step == 1 ? YUTU_DOOR_EVERY_NUMBER
                                                       : YUTU_DOOR_ONE_SIDE;
  run.skip = skip;
  run.points = (const YutuPoint *)(gpointer)points->data;
  run.n_points = points->len;
  plan = is_dry ? yutu_file_plan_doors (file, &run, NULL, error)
                : yutu_file_number_doors (file, &run, call->actor, error);
  if (plan == NULL)
    return YUTU_EXIT_INPUT;
  emit_doors (call, plan);
  return plan->n_taken + plan->n_outside > 0 ? YUTU_EXIT_FINDINGS : YUTU_EXIT_DONE;
}

/* ---- move ---- */

static gboolean
take_id (YutuCall   *call,
         const char *text,
         gint64     *id,
         GError    **error)
{
  if (g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, id, NULL))
    return TRUE;
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
               _ ("“%s” is no number of an address; search gives it"), text);
  return FALSE;
}

YutuExit
yutu_verb_address_move (YutuCall *call,
                        GError  **error)
{
  YutuDoorMoved moved;
  YutuPoint     point;
  YutuDay       day;
  gint64        id = 0;
  g_autoptr (YutuFile) file = NULL;
  JsonBuilder *builder = NULL;

  if (!take_from (call, &day, error) || !yutu_call_expect (call, 5, error) ||
      !take_id (call, call->words[2], &id, error) ||
      !yutu_call_parse_point (call->words[3], call->words[4], &point, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_DEFAULT, error);
  if (file == NULL || !yutu_file_move_door (file, id, point, day, call->actor, &moved, error))
    return YUTU_EXIT_INPUT;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "entry", moved.entry);
  yutu_json_add_int (builder, "id", moved.id);
  yutu_json_add_text (builder, "standard", moved.text);
  yutu_json_add_int (builder, "moved", moved.n_moved);
  yutu_json_add_boolean (builder, "other_village", moved.is_other_village);
  yutu_json_add_double (builder, "road_m", moved.road_m);
  yutu_json_add_boolean (builder, "far_from_road", moved.is_far);
  yutu_json_add_place (builder, TRUE, point);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}

/* ---- split ---- */

/* The numbers of all homes, as they would be written. */
static void
add_homes (JsonBuilder           *builder,
           const YutuSplitSpec   *spec,
           const YutuSplitResult *result)
{
  json_builder_set_member_name (builder, "homes");
  json_builder_begin_array (builder);
  for (int unit = MIN (spec->units, 1); unit <= spec->units; unit++)
    for (int floor = 1; floor <= spec->floors; floor++)
      for (int room = 1; room <= spec->rooms; room++)
        {
          int              number = yutu_split_room_number (floor, room);
          g_autofree char *text = unit != 0 ? g_strdup_printf ("%d单元%d室", unit, number) : g_strdup_printf ("%d室", number);

          json_builder_begin_object (builder);
          yutu_json_add_text (builder, "home", text);
          yutu_json_add_boolean (builder, "there", yutu_split_was_there (result, spec, unit, floor, room));
          json_builder_end_object (builder);
        }
  json_builder_end_array (builder);
}

YutuExit
yutu_verb_address_split (YutuCall *call,
                         GError  **error)
{
  gint64          units = 0, floors = 1, rooms = 1;
  YutuSplitSpec   spec = { 0 };
  YutuSplitResult result;
  gboolean        is_dry = yutu_call_take_flag (call, "--dry-run");
  g_autoptr (YutuFile) file = NULL;
  JsonBuilder *builder = NULL;

  if (!yutu_call_take_int (call, "--units", 0, 0, YUTU_SPLIT_MAX_UNITS, &units, error) ||
      !yutu_call_take_int (call, "--floors", 1, 1, YUTU_SPLIT_MAX_FLOORS, &floors, error) ||
      !yutu_call_take_int (call, "--rooms", 1, 1, YUTU_SPLIT_MAX_ROOMS, &rooms, error) ||
      !take_from (call, &spec.day, error) || !yutu_call_expect (call, 3, error) ||
      !take_id (call, call->words[2], &spec.address, error))
    return YUTU_EXIT_USAGE;
  spec.units = (int)units;
  spec.floors = (int)floors;
  spec.rooms = (int)rooms;
  file = yutu_call_open (call, is_dry ? YUTU_STORE_OPEN_READ_ONLY : YUTU_STORE_OPEN_DEFAULT, error);
  if (file == NULL || !(is_dry ? yutu_file_plan_split (file, &spec, &result, NULL, error)
                               : yutu_file_split_address (file, &spec, call->actor, &result, error)))
    return YUTU_EXIT_INPUT;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "entry");
  if (result.entry != 0)
    json_builder_add_int_value (builder, result.entry);
  else
    json_builder_add_null_value (builder);
  yutu_json_add_int (builder, "added", result.n_added);
  yutu_json_add_int (builder, "there", result.n_kept);
  yutu_json_add_text (builder, "first", result.n_added > 0 ? result.first : NULL);
  yutu_json_add_text (builder, "last", result.n_added > 0 ? result.last : NULL);
  if (is_dry)
    add_homes (builder, &spec, &result);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}

/* ---- correct, end ---- */

static YutuExit
emit_address (YutuCall          *call,
              YutuFile          *file,
              const YutuModules *modules,
              gint64             id,
              GError           **error)
{
  char         day[YUTU_DAY_TEXT_SIZE];
  JsonBuilder *builder = NULL;
  g_autoptr (YutuAddressPage) page = yutu_file_load_address_page (file, modules, id, call->as_of, NULL, error);

  if (page == NULL)
    return YUTU_EXIT_INPUT;
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "id", id);
  yutu_json_add_text (builder, "standard", page->row->text);
  yutu_json_add_text (builder, "code", page->code);
  yutu_json_add_int (builder, "status", page->row->status);
  json_builder_set_member_name (builder, "fields");
  json_builder_add_value (builder, json_from_string (page->values, NULL));
  yutu_json_add_text (builder, "valid_from", yutu_day_format (page->row->valid_from, day));
  yutu_json_add_text (builder, "valid_to", yutu_day_format (page->row->valid_to, day));
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
  return YUTU_EXIT_DONE;
}

static YutuExit
run_correction (YutuCall                    *call,
                YutuFile                    *file,
                const YutuAddressCorrection *correction,
                GError                     **error)
{
  gint64 id = 0;
  g_autoptr (YutuModules) modules = yutu_modules_load (error);

  if (modules == NULL ||
      !yutu_file_correct_address (file, correction, &(YutuSigner){ call->actor, call->role }, &id, error))
    return YUTU_EXIT_INPUT;
  return emit_address (call, file, modules, id, error);
}

/* Lays "ELEMENT=VALUE" over @numbers; an empty value takes it away. */
static gboolean
lay_number (const char         *line,
            YutuAddressNumbers *numbers,
            GError            **error)
{
  const struct
  {
    const char  *name;
    const char **value;
  } elements[] = { { "door_sub", &numbers->door_sub }, { "building", &numbers->building }, { "unit_no", &numbers->unit_no }, { "floor", &numbers->floor }, { "room", &numbers->room } };
  const char *value = strchr (line, '=');
  gint64      door = 0;

  for (gsize i = 0; value != NULL && i < G_N_ELEMENTS (elements); i++)
    if (strlen (elements[i].name) == (gsize)(value - line) && strncmp (line, elements[i].name, (gsize)(value - line)) == 0)
      {
        *elements[i].value = value + 1;
        return TRUE;
      }
  if (value != NULL && g_str_has_prefix (line, "door=") &&
      (value[1] == '\0' || g_ascii_string_to_signed (value + 1, 10, 0, YUTU_DOOR_MAX, &door, NULL)))
    {
      numbers->door = (int)door;
      return TRUE;
    }
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
               _ ("--set %s is no element; say door=, door_sub=, building=, unit_no=, floor=, room=, use= or side= with a value"), line);
  return FALSE;
}

/* "use=shop" and "side=left" are of the record, and are not given from a day on. */
static gboolean
is_of_record (const char *line)
{
  return g_str_has_prefix (line, "use=") || g_str_has_prefix (line, "side=");
}

/* *is: all of them are; FALSE: they are mixed, or dated. */
static gboolean
check_kinds (const char *const *lines,
             const char        *from,
             gboolean          *is,
             GError           **error)
{
  guint n = 0, all = 0;

  for (; lines[all] != NULL; all++)
    n += is_of_record (lines[all]);
  *is = n > 0 && n == all;
  if (n == 0 || (*is && from == NULL))
    return TRUE;
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                       _ ("use= and side= are set alone, without numbers and without --from"));
  return FALSE;
}

static gboolean
set_record (YutuCall          *call,
            YutuFile          *file,
            const YutuModules *modules,
            gint64             id,
            const char *const *lines,
            GError           **error)
{
  const YutuRegister *record = yutu_modules_find_object (modules, YUTU_OBJECT_ADDRESS);
  g_autofree char    *set = yutu_fields_from_lines (record != NULL ? record->fields : NULL,
                                                 record != NULL ? record->n_fields : 0, lines, error);

  return set != NULL && yutu_file_change_address_record (file, modules, id, set, call->role, call->actor, error);
}

YutuExit
yutu_verb_address_correct (YutuCall *call,
                           GError  **error)
{
  YutuAddressCorrection correction = { .day = YUTU_DAY_INVALID };
  g_autofree char      *from = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;
  g_autoptr (YutuAddressPage) page = NULL;
  gboolean is_record = FALSE;

  if (!yutu_call_take_option (call, "--from", &from, error) || !yutu_call_take_options (call, "--set", &lines, error) ||
      !check_kinds ((const char *const *)lines, from, &is_record, error) || !yutu_call_expect (call, 3, error) || !take_id (call, call->words[2], &correction.address, error))
    return YUTU_EXIT_USAGE;
  correction.day = from != NULL ? yutu_day_parse (from) : YUTU_DAY_INVALID;
  if (from != NULL && correction.day == YUTU_DAY_INVALID)
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("--from %s is no day; say YYYY-MM-DD"), from);
      return YUTU_EXIT_USAGE;
    }
  file = yutu_call_open (call, YUTU_STORE_OPEN_DEFAULT, error);
  modules = file != NULL ? yutu_modules_load (error) : NULL;
  if (modules != NULL && is_record)
    return set_record (call, file, modules, correction.address, (const char *const *)lines, error)
             ? emit_address (call, file, modules, correction.address, error)
             : YUTU_EXIT_INPUT;
  page = modules != NULL ? yutu_file_load_address_page (file, modules, correction.address, call->as_of, NULL, error) : NULL;
  if (page == NULL)
    return YUTU_EXIT_INPUT;
  correction.numbers = (YutuAddressNumbers){ page->row->door, page->row->door_sub, page->row->building,
                                             page->row->unit_no, page->row->floor, page->row->room };
  for (gsize i = 0; lines[i] != NULL; i++)
    if (!lay_number (lines[i], &correction.numbers, error))
      return YUTU_EXIT_USAGE;
  return run_correction (call, file, &correction, error);
}

YutuExit
yutu_verb_address_end (YutuCall *call,
                       GError  **error)
{
  YutuAddressCorrection correction = { .is_end = TRUE };
  g_autoptr (YutuFile) file = NULL;

  if (!take_from (call, &correction.day, error) || !yutu_call_expect (call, 3, error) || !take_id (call, call->words[2], &correction.address, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_DEFAULT, error);
  return file != NULL ? run_correction (call, file, &correction, error) : YUTU_EXIT_INPUT;
}
