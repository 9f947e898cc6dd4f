/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A plan and what is done are made by the same function: once in a read, once in the write.
 *
 * 1. No number is given twice at one base on one day.
 * 2. An address lies in the village that its point lies in on the day.
 * 3. A home is added only where the library has none of its numbers. */

#include "session/yutu-door-edit.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "division/yutu-division-rule.h"
#include "division/yutu-division.h"
#include "gazetteer/yutu-address-between.h"
#include "gazetteer/yutu-address-edit.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "gazetteer/yutu-place-name.h"
#include "session/yutu-door-count.h"

#define STATUS_COLLECTED 1 /* 采集 */
#define VILLAGE_LEVEL    5

static void
door_free (gpointer data)
{
  YutuDoor *self = data;

  g_free (self->text);
  g_free (self);
}

void
yutu_door_plan_free (YutuDoorPlan *self)
{
  if (self == NULL)
    return;
  g_free (self->base);
  g_ptr_array_unref (self->doors);
  g_free (self);
}

/* *village is 0 outside of all villages. */
static gboolean
find_village (YutuConnection *connection,
              YutuPoint       point,
              const char     *day,
              gint64         *village,
              GError        **error)
{
  g_autoptr (GPtrArray) chain = yutu_division_locate (connection, point, day, error);
  const YutuDivision *last = NULL;

  *village = 0;
  if (chain == NULL)
    return FALSE;
  if (chain->len > 0)
    last = g_ptr_array_index (chain, chain->len - 1);
  if (last != NULL && last->level == VILLAGE_LEVEL)
    *village = last->unit;
  return TRUE;
}

/* ---- Numbering ---- */

typedef struct
{
  const YutuDoorRun *run;
  YutuDoorPlan      *plan;
  YutuAddressWriter *writer;
  gboolean           does_it;
  int                kind;
  char               day[YUTU_DAY_TEXT_SIZE];
} Numbering;

static gboolean
read_base (YutuConnection *connection,
           Numbering      *self,
           YutuPlaceName **read,
           GError        **error)
{
  const YutuDoorRun   *run = self->run;
  const YutuPlaceName *base = NULL;

  if (!yutu_place_name_load (connection, run->base, read, error))
    return FALSE;
  base = *read;
  if (base == NULL || base->valid_from > run->day || base->valid_to <= run->day)
    {
      g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
                   _ ("no place name in use on %s has the number %" PRId64), self->day, run->base);
      return FALSE;
    }
  if (g_str_equal (base->name_class, "road"))
    self->kind = YUTU_ADDRESS_ROAD_DOOR;
  else if (g_str_equal (base->name_class, "natural-village"))
    self->kind = YUTU_ADDRESS_VILLAGE_DOOR;
  else
    {
      g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
                   _ ("%s is neither a road nor a natural village: no door is counted along it"), base->name);
      return FALSE;
    }
  self->plan->base = g_strdup (base->name);
  return TRUE;
}

static gboolean
plan_door (YutuConnection *connection,
           Numbering      *self,
           YutuDoor       *door,
           GError        **error)
{
  const YutuAddressRow like = { .place = self->run->base, .door = door->door };
  YutuAddressSpec      spec = {
         .place = self->run->base,
         .kind = self->kind,
         .door = door->door,
         .status = STATUS_COLLECTED,
         .valid_from = self->day,
         .has_point = TRUE,
         .point = door->point,
  };

  if (!yutu_address_find_same (connection, &like, self->run->day, &door->taken, error) ||
      !find_village (connection, door->point, self->day, &door->village, error))
    return FALSE;
  self->plan->n_taken += door->taken != 0;
  self->plan->n_outside += door->village == 0;
  if (door->village == 0)
    return TRUE;
  spec.village = door->village;
  if (!yutu_address_writer_compose (self->writer, &spec, &door->text, error))
    return FALSE;
  return !self->does_it || door->taken != 0 || yutu_address_writer_add (self->writer, &spec, &door->id, error);
}

static gboolean
refuse_faults (const YutuDoorPlan *plan,
               GError            **error)
{
  for (guint i = 0; i < plan->doors->len; i++)
    {
      const YutuDoor *door = g_ptr_array_index (plan->doors, i);

      if (door->taken != 0)
        {
          g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
                       /* Translators: which of the points, a road, a door number, the number of an address */
                       _ ("point %u: %s has a door %d already (address %" PRId64 "); begin at another number"),
                       i + 1, plan->base, door->door, door->taken);
          return FALSE;
        }
      if (door->village == 0)
        {
          g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
                       _ ("point %u lies in no village: no door can stand there"), i + 1);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
number_doors (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Numbering         *self = data;
  const YutuDoorRun *run = self->run;
  g_autofree int    *numbers = g_new0 (int, run->n_points);
  g_autoptr (YutuPlaceName) base = NULL;
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);

  self->writer = writer;
  yutu_day_format (run->day, self->day);
  if (!read_base (connection, self, &base, error) ||
      !yutu_door_count (connection, run, base, numbers, self->plan, error))
    return FALSE;
  for (gsize i = 0; i < run->n_points; i++)
    {
      YutuDoor *door = g_new0 (YutuDoor, 1);

      *door = (YutuDoor){ .door = numbers[i], .point = run->points[i] };
      g_ptr_array_add (self->plan->doors, door);
      if (!plan_door (connection, self, door, error))
        return FALSE;
    }
  return !self->does_it || (refuse_faults (self->plan, error) && yutu_address_writer_finish (writer, error));
}

static YutuDoorPlan *
new_plan (const YutuDoorRun *run,
          GError           **error)
{
  YutuDoorPlan *plan = NULL;

  if (run->n_points == 0 || run->first < 0)
    {
      g_set_error_literal (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
                           run->n_points == 0 ? _ ("no point is given: where do the doors stand?")
                                              : _ ("door numbers begin at 1"));
      return NULL;
    }
  plan = g_new0 (YutuDoorPlan, 1);
  plan->doors = g_ptr_array_new_with_free_func (door_free);
  return plan;
}

YutuDoorPlan *
yutu_file_plan_doors (YutuFile          *self,
                      const YutuDoorRun *run,
                      GCancellable      *cancellable,
                      GError           **error)
{
  g_autoptr (YutuDoorPlan) plan = new_plan (run, error);
  Numbering numbering = { .run = run, .plan = plan };

  if (plan == NULL ||
      !yutu_store_read (yutu_file_get_store (self), number_doors, &numbering, cancellable, error))
    return NULL;
  return g_steal_pointer (&plan);
}

YutuDoorPlan *
yutu_file_number_doors (YutuFile          *self,
                        const YutuDoorRun *run,
                        const char        *actor,
                        GError           **error)
{
  g_autoptr (YutuDoorPlan) first = yutu_file_plan_doors (self, run, NULL, error);
  g_autoptr (YutuDoorPlan) plan = first != NULL ? new_plan (run, error) : NULL;
  Numbering        numbering = { .run = run, .plan = plan, .does_it = TRUE };
  int              least = G_MAXINT, greatest = 0;
  g_autofree char *title = NULL;
  YutuEntrySpec    entry = { .kind = "address-number", .actor = actor };

  if (plan == NULL)
    return NULL;
  for (guint i = 0; i < first->doors->len; i++)
    {
      int door = ((const YutuDoor *)g_ptr_array_index (first->doors, i))->door;

      least = MIN (least, door);
      greatest = MAX (greatest, door);
    }
  title = g_strdup_printf ("%s 编门牌 %d 至 %d 号", first->base, least, greatest);
  entry.title = title;
  if (!yutu_store_write (yutu_file_get_store (self), &entry, number_doors, &numbering, &plan->entry, NULL, error))
    return NULL;
  return g_steal_pointer (&plan);
}

/* ---- Moving ---- */

typedef struct
{
  gint64         id;
  YutuPoint      point;
  YutuDay        day;
  YutuDoorMoved *moved;
} Moving;

static gboolean
refuse_address (gint64   id,
                YutuDay  day,
                GError **error)
{
  char text[YUTU_DAY_TEXT_SIZE];

  g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
               _ ("no address in use on %s has the number %" PRId64), yutu_day_format (day, text), id);
  return FALSE;
}

/* Whether it stands farther from its road than the check of addresses lets pass. */
static gboolean
judge_distance (YutuConnection       *connection,
                const Moving         *self,
                const YutuAddressRow *row,
                GError              **error)
{
  char   day[YUTU_DAY_TEXT_SIZE];
  double limit_m = 0;
  g_autoptr (YutuDivision) village = NULL;

  yutu_day_format (self->day, day);
  if (!yutu_road_measure_distance (connection, row->place, self->point, self->day, &self->moved->road_m, error))
    return FALSE;
  if (self->moved->road_m == 0)
    return TRUE;
  if (!yutu_division_load (connection, row->village, day, &village, error) ||
      !yutu_limit_get_number (connection, "address",
                              village != NULL && g_str_has_suffix (village->name, "社区") ? "road-urban-m" : "road-rural-m", day,
                              &limit_m, error))
    return FALSE;
  self->moved->is_far = self->moved->road_m > limit_m;
  return TRUE;
}

static gboolean
move_door (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Moving *self = data;
  gint64  village = 0;
  char    day[YUTU_DAY_TEXT_SIZE];
  g_autoptr (GArray) ids = yutu_address_list_at_door (connection, self->id, self->day, error);
  g_autoptr (YutuAddressRow) row = NULL;

  if (ids == NULL)
    return FALSE;
  if (ids->len == 0)
    return refuse_address (self->id, self->day, error);
  if (!find_village (connection, self->point, yutu_day_format (self->day, day), &village, error))
    return FALSE;
  if (village == 0)
    {
      g_set_error_literal (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
                           _ ("the point lies in no village: no door can stand there"));
      return FALSE;
    }
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 new_id = 0;

      if (!yutu_address_set_point (connection, g_array_index (ids, gint64, i), village, self->point, self->day,
                                   &new_id, error))
        return FALSE;
      if (i == 0)
        self->moved->id = new_id;
    }
  self->moved->n_moved = ids->len;
  self->moved->is_other_village = self->moved->id != self->id;
  if (!yutu_address_load (connection, self->moved->id, &row, error))
    return FALSE;
  g_strlcpy (self->moved->text, row->text, sizeof self->moved->text);
  return judge_distance (connection, self, row, error);
}

typedef struct
{
  gint64          id;
  YutuAddressRow *row;
} Load;

static gboolean
load_address (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Load *load = data;

  return yutu_address_load (connection, load->id, &load->row, error);
}

/* In use on the day. */
static YutuAddressRow *
load_in_use (YutuFile *self,
             gint64    id,
             YutuDay   day,
             GError  **error)
{
  Load load = { id, NULL };
  g_autoptr (YutuAddressRow) row = NULL;

  if (!yutu_store_read (yutu_file_get_store (self), load_address, &load, NULL, error))
    return NULL;
  row = load.row;
  if (row == NULL || row->valid_from > day || row->valid_to <= day)
    {
      refuse_address (id, day, error);
      return NULL;
    }
  return g_steal_pointer (&row);
}

gboolean
yutu_file_move_door (YutuFile      *self,
                     gint64         id,
                     YutuPoint      point,
                     YutuDay        day,
                     const char    *actor,
                     YutuDoorMoved *moved,
                     GError       **error)
{
  g_autoptr (YutuAddressRow) row = load_in_use (self, id, day, error);
  Moving           moving = { id, point, day, moved };
  g_autofree char *title = NULL;
  YutuEntrySpec    entry = { .kind = "address-move", .actor = actor };

  *moved = (YutuDoorMoved){ 0 };
  if (row == NULL)
    return FALSE;
  title = g_strdup_printf ("移动门牌 %s", row->text);
  entry.title = title;
  return yutu_store_write (yutu_file_get_store (self), &entry, move_door, &moving, &moved->entry, NULL, error);
}

/* ---- Splitting ---- */

typedef struct
{
  const YutuSplitSpec  *spec;
  const YutuAddressRow *row;
  YutuSplitResult      *result;
  gboolean              does_it;
  YutuAddressWriter    *writer;
  char                  day[YUTU_DAY_TEXT_SIZE];
} Split;

int
yutu_split_room_number (int floor,
                        int room)
{
  return floor * 100 + room;
}

/* In the order of the numbers. */
static gsize
index_home (const YutuSplitSpec *spec,
            int                  unit,
            int                  floor,
            int                  room)
{
  return ((gsize)(MAX (unit, 1) - 1) * (gsize)spec->floors + (gsize)(floor - 1)) * (gsize)spec->rooms + (gsize)(room - 1);
}

gboolean
yutu_split_was_there (const YutuSplitResult *self,
                      const YutuSplitSpec   *spec,
                      int                    unit,
                      int                    floor,
                      int                    room)
{
  gsize index = index_home (spec, unit, floor, room);

  g_return_val_if_fail (index < YUTU_SPLIT_MAX_HOMES, FALSE);

  return (self->there[index / 8] & (1 << (index % 8))) != 0;
}

/* @unit: 0 none */
static gboolean
add_home (YutuConnection *connection,
          Split          *self,
          int             unit,
          int             floor,
          int             room,
          GError        **error)
{
  const YutuAddressRow *row = self->row;
  char                  unit_no[16];
  char                  room_no[16];
  YutuAddressRow        like = *row;
  gint64                there = 0;
  g_autofree char      *text = NULL;
  YutuAddressSpec       spec = {
          .village = row->village,
          .place = row->place,
          .kind = row->kind,
          .door = row->door,
          .door_sub = row->door_sub,
          .building = row->building,
          .unit_no = unit != 0 ? unit_no : row->unit_no,
          .room = room_no,
          .status = STATUS_COLLECTED,
          .valid_from = self->day,
          .has_point = row->has_point,
          .point = row->point,
  };

  g_snprintf (unit_no, sizeof unit_no, "%d", unit);
  g_snprintf (room_no, sizeof room_no, "%d", yutu_split_room_number (floor, room));
  like.unit_no = (char *)spec.unit_no;
  like.room = room_no;
  if (!yutu_address_find_same (connection, &like, self->spec->day, &there, error))
    return FALSE;
  if (there != 0)
    {
      gsize index = index_home (self->spec, unit, floor, room);

      self->result->n_kept++;
      self->result->there[index / 8] |= (guint8)(1 << (index % 8));
      return TRUE;
    }
  if (!yutu_address_writer_compose (self->writer, &spec, &text, error) ||
      (self->does_it && !yutu_address_writer_add (self->writer, &spec, NULL, error)))
    return FALSE;
  if (self->result->n_added++ == 0)
    g_strlcpy (self->result->first, text, sizeof self->result->first);
  g_strlcpy (self->result->last, text, sizeof self->result->last);
  return TRUE;
}

static gboolean
split_address (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  Split               *self = data;
  const YutuSplitSpec *spec = self->spec;
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);

  self->writer = writer;
  *self->result = (YutuSplitResult){ 0 };
  yutu_day_format (spec->day, self->day);
  for (int unit = MIN (spec->units, 1); unit <= spec->units; unit++)
    for (int floor = 1; floor <= spec->floors; floor++)
      for (int room = 1; room <= spec->rooms; room++)
        if (!add_home (connection, self, unit, floor, room, error))
          return FALSE;
  return !self->does_it || yutu_address_writer_finish (writer, error);
}

static gboolean
check_split (const YutuSplitSpec  *spec,
             const YutuAddressRow *row,
             GError              **error)
{
  if (spec->units < 0 || spec->units > YUTU_SPLIT_MAX_UNITS || spec->floors < 1 ||
      spec->floors > YUTU_SPLIT_MAX_FLOORS || spec->rooms < 1 || spec->rooms > YUTU_SPLIT_MAX_ROOMS)
    g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
                 _ ("a building has up to %d entrances, 1 to %d floors, and 1 to %d homes on a floor"),
                 YUTU_SPLIT_MAX_UNITS, YUTU_SPLIT_MAX_FLOORS, YUTU_SPLIT_MAX_ROOMS);
  else if (row->room != NULL || row->floor != NULL)
    g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
                 _ ("%s is a home already: split the building or the door it is in"), row->text);
  else if (row->unit_no != NULL && spec->units != 0)
    g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
                 _ ("%s is an entrance already: it has none below it"), row->text);
  else
    return TRUE;
  return FALSE;
}

gboolean
yutu_file_plan_split (YutuFile            *self,
                      const YutuSplitSpec *spec,
                      YutuSplitResult     *result,
                      GCancellable        *cancellable,
                      GError             **error)
{
  g_autoptr (YutuAddressRow) row = load_in_use (self, spec->address, spec->day, error);
  Split split = { .spec = spec, .row = row, .result = result };

  return row != NULL && check_split (spec, row, error) &&
         yutu_store_read (yutu_file_get_store (self), split_address, &split, cancellable, error);
}

gboolean
yutu_file_split_address (YutuFile            *self,
                         const YutuSplitSpec *spec,
                         const char          *actor,
                         YutuSplitResult     *result,
                         GError             **error)
{
  g_autoptr (YutuAddressRow) row = load_in_use (self, spec->address, spec->day, error);
  Split            split = { .spec = spec, .row = row, .result = result, .does_it = TRUE };
  g_autofree char *title = NULL;
  YutuEntrySpec    entry = { .kind = "address-split", .actor = actor };
  gint64           made = 0;

  if (row == NULL || !yutu_file_plan_split (self, spec, result, NULL, error))
    return FALSE;
  if (result->n_added == 0)
    return TRUE;
  title = g_strdup_printf ("分户 %s，%" PRId64 " 户", row->text, result->n_added);
  entry.title = title;
  if (!yutu_store_write (yutu_file_get_store (self), &entry, split_address, &split, &made, NULL, error))
    return FALSE;
  result->entry = made;
  return TRUE;
}
