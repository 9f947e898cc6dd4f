/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-quality.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "base/yutu-compare.h"
#include "gazetteer/yutu-address-doors.h"
#include "gazetteer/yutu-address-quality-rooms-private.h"
#include "gazetteer/yutu-address-row-private.h"
#include "gazetteer/yutu-address-walk.h"
#include "geo/yutu-axis.h"
#include "geo/yutu-crs.h"
#include "geo/yutu-measure.h"

#define PROGRESS_ROWS 16384
#define PHONE_DIGITS  7

static const char *const rules[YUTU_QUALITY_N_RULES] = {
  "address-incomplete",
  "address-base-ended",
  "address-twice",
  "address-side",
  "address-order",
  "address-far",
  "address-numbers",
  "address-characters",
  "address-unit-ended",
  "address-scattered",
  "address-building",
  "address-unchecked",
  "address-coordinates",
};

const char *
yutu_quality_rule_to_text (YutuQualityRule rule)
{
  return rules[rule];
}

/* A village over time. */
typedef struct
{
  GArray  *days; /* YutuDay, from and to in turn */
  gboolean is_urban;
} Village;

/* The base whose addresses are looked at. */
typedef struct
{
  gboolean          is_set;
  gint64            id; /* 0: none */
  char             *name;
  gboolean          is_road;
  gboolean          is_site; /* neither road nor natural village */
  YutuDay           valid_from;
  YutuDay           valid_to;
  YutuShape        *line;
  GArray           *doors; /* YutuWalkDoor: of the day, with a number */
  YutuAddressDoors *known; /* of all days */
  YutuQualityRooms *rooms; /* of the day */
  guint             n_with_building;
  GArray           *without; /* Place: addresses of a site that name no building */
} Base;

typedef struct
{
  YutuConnection          *connection;
  const gboolean          *wanted;
  const YutuQualityLimits *limits;
  YutuDay                  day;
  YutuDay                  unchecked_before;
  GHashTable              *villages; /* gint64 → Village */
  GPtrArray               *faults;
  Base                     base;
} Pass;

typedef struct
{
  gint64    id;
  gboolean  has_point;
  YutuPoint point;
} Place;

/* The row at hand; texts are the statement's. */
typedef struct
{
  YutuAddressSpec spec;
  Place           place;
  YutuDay         valid_from;
  YutuDay         valid_to;
  gboolean        is_now;
  gboolean        is_off;    /* coordinates that are none on the earth are written */
  YutuPoint       exchanged; /* its coordinates, latitude first */
} Row;

/* ---- Faults ---- */

static void
fault_free (gpointer data)
{
  YutuQualityFault *self = data;

  for (gsize i = 0; i < G_N_ELEMENTS (self->params); i++)
    g_free (self->params[i]);
  g_free (self);
}

static void
tell (Pass           *self,
      YutuQualityRule rule,
      const char     *table,
      const Place    *place,
      const char     *wording,
      char           *first, /* both taken */
      char           *second)
{
  YutuQualityFault *fault = NULL;

  if (!self->wanted[rule])
    {
      g_free (first);
      g_free (second);
      return;
    }
  fault = g_new0 (YutuQualityFault, 1);
  fault->rule = rule;
  fault->table = table;
  fault->id = place->id;
  fault->has_point = place->has_point;
  fault->point = place->point;
  fault->wording = wording;
  fault->params[0] = first;
  fault->params[1] = second;
  g_ptr_array_add (self->faults, fault);
}

static void
tell_row (Pass           *self,
          YutuQualityRule rule,
          const Row      *row,
          const char     *wording,
          char           *second) /* taken */
{
  tell (self, rule, "address", &row->place, wording, g_strdup (row->spec.text), second);
}

/* ---- Villages ---- */

static void
village_free (gpointer data)
{
  g_array_unref (((Village *)data)->days);
  g_free (data);
}

static gboolean
load_villages (Pass    *self,
               GError **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    self->connection, "SELECT unit, valid_from, valid_to, generic_term FROM division WHERE level = 5", error);

  while (row != NULL)
    {
      gint64   unit = 0;
      Village *village = NULL;
      YutuDay  days[2] = { 0 };

      if (!yutu_connection_step (self->connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      unit = sqlite3_column_int64 (row, 0);
      village = g_hash_table_lookup (self->villages, &unit);
      if (village == NULL)
        {
          village = g_new0 (Village, 1);
          village->days = g_array_new (FALSE, FALSE, sizeof (YutuDay));
          g_hash_table_insert (self->villages, g_memdup2 (&unit, sizeof unit), village);
        }
      days[0] = yutu_column_day (row, 1);
      days[1] = yutu_column_day (row, 2);
      g_array_append_vals (village->days, days, 2);
      village->is_urban = g_strcmp0 ((const char *)sqlite3_column_text (row, 3), "社区") == 0;
    }
  return FALSE;
}

static gboolean
stands (const Village *village,
        YutuDay        day)
{
  for (guint i = 0; i < village->days->len; i += 2)
    if (g_array_index (village->days, YutuDay, i) <= day && day < g_array_index (village->days, YutuDay, i + 1))
      return TRUE;
  return FALSE;
}

/* ---- A row by itself ---- */

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

static void
check_complete (Pass      *self,
                const Row *row)
{
  const YutuAddressSpec *spec = &row->spec;
  gboolean               needs_base = spec->kind == YUTU_ADDRESS_ROAD_DOOR || spec->kind == YUTU_ADDRESS_ESTATE_BUILDING;
  gboolean               needs_door = spec->kind == YUTU_ADDRESS_ROAD_DOOR || spec->kind == YUTU_ADDRESS_VILLAGE_DOOR;

  if (needs_base && spec->place == 0)
    tell_row (self, YUTU_QUALITY_INCOMPLETE, row, N_ ("“{1}” names no road or estate that it belongs to"), NULL);
  else if (needs_door && spec->door <= 0)
    tell_row (self, YUTU_QUALITY_INCOMPLETE, row, N_ ("“{1}” has no door number"), NULL);
  else if (spec->kind == YUTU_ADDRESS_ESTATE_BUILDING && spec->door <= 0 && !is_set (spec->building))
    tell_row (self, YUTU_QUALITY_INCOMPLETE, row, N_ ("“{1}” has neither a building nor a door"), NULL);
  else if ((spec->kind == YUTU_ADDRESS_PARCEL) != yutu_address_is_parcel (spec->door, spec->door_sub))
    tell_row (self, YUTU_QUALITY_INCOMPLETE, row, N_ ("“{1}” has the kind of a parcel and no number of one, or the reverse"), NULL);
}

static void
check_days (Pass      *self,
            const Row *row)
{
  const Village *village = g_hash_table_lookup (self->villages, &row->spec.village);
  char           day[YUTU_DAY_TEXT_SIZE];
  YutuDay        end = YUTU_DAY_INVALID;

  for (guint i = 1; village != NULL && i < village->days->len; i += 2)
    end = MAX (end, g_array_index (village->days, YutuDay, i));
  if (village != NULL && row->valid_from < row->valid_to && !stands (village, row->valid_from))
    tell_row (self, YUTU_QUALITY_UNIT_ENDED, row, N_ ("the village of “{1}” does not stand on its first day, {2}"),
              g_strdup (yutu_day_format (row->valid_from, day)));
  else if (village != NULL && row->valid_from < row->valid_to && !stands (village, row->valid_to - 1))
    tell_row (self, YUTU_QUALITY_UNIT_ENDED, row, N_ ("“{1}” goes on, though its village ended on {2}"),
              g_strdup (yutu_day_format (end, day)));
  if (self->base.id != 0 && self->base.name != NULL &&
      (row->valid_from < self->base.valid_from || row->valid_to > self->base.valid_to))
    tell_row (self, YUTU_QUALITY_BASE_ENDED, row, N_ ("{2}, the base of “{1}”, does not stand on all of its days"),
              g_strdup (self->base.name));
}

static gboolean
is_number (const char *text,
           gint64     *value)
{
  char *end = NULL;

  if (!is_set (text) || strspn (text + (*text == '-'), "0123456789") != strlen (text + (*text == '-')))
    return FALSE;
  *value = g_ascii_strtoll (text, &end, 10);
  return end != text;
}

static void
check_numbers (Pass      *self,
               const Row *row)
{
  gint64 unit = 0, floor = 0, room = 0;

  if (is_number (row->spec.unit_no, &unit) && (unit < 1 || unit > self->limits->n_units))
    tell_row (self, YUTU_QUALITY_NUMBERS, row, N_ ("“{1}”: no building has an entrance {2}"), g_strdup (row->spec.unit_no));
  if (is_number (row->spec.floor, &floor) &&
      (floor < self->limits->min_floor || floor > self->limits->max_floor || floor == 0))
    tell_row (self, YUTU_QUALITY_NUMBERS, row, N_ ("“{1}”: no building has a floor {2}"), g_strdup (row->spec.floor));
  else if (floor > 0 && is_number (row->spec.room, &room) && room >= 100 && room < 10000 && room / 100 != floor)
    tell_row (self, YUTU_QUALITY_NUMBERS, row, N_ ("“{1}”: its room does not lie on floor {2}"), g_strdup (row->spec.floor));
}

/* In words; NULL: all are as they should be. */
static const char *
find_odd_characters (const char *text)
{
  static const char *const persons[] = { "先生", "女士", "小姐", "师傅", "老板" };
  gsize                    n_digits = 0;

  for (const char *c = text; *c != '\0'; c++)
    {
      guchar byte = (guchar)*c;

      n_digits = g_ascii_isdigit (*c) ? n_digits + 1 : 0;
      if (byte <= ' ' || byte == 0x7f || (byte == 0xe3 && (guchar)c[1] == 0x80 && (guchar)c[2] == 0x80))
        return N_ ("“{1}” has a space in it");
      if (byte == 0xef && ((guchar)c[1] == 0xbc || (guchar)c[1] == 0xbd))
        return N_ ("“{1}” has a character of full width in it");
      if (n_digits >= PHONE_DIGITS)
        return N_ ("“{1}” has a telephone number in it");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (persons); i++)
    if (strstr (text, persons[i]) != NULL)
      return N_ ("“{1}” has a person in it");
  return NULL;
}

static void
check_characters (Pass      *self,
                  const Row *row)
{
  const char *odd = self->wanted[YUTU_QUALITY_CHARACTERS] ? find_odd_characters (row->spec.text) : NULL;

  if (odd != NULL)
    tell_row (self, YUTU_QUALITY_CHARACTERS, row, odd, NULL);
}

static void
check_status (Pass      *self,
              const Row *row)
{
  char day[YUTU_DAY_TEXT_SIZE];

  if (row->is_now && row->spec.status == 1 && row->valid_from < self->unchecked_before)
    tell_row (self, YUTU_QUALITY_UNCHECKED, row, N_ ("“{1}” was collected on {2} and never checked"),
              g_strdup (yutu_day_format (row->valid_from, day)));
}

/* ---- A row beside the others of its base ---- */

static void
check_twice (Pass      *self,
             const Row *row)
{
  gint64 twin = 0;

  if (!self->wanted[YUTU_QUALITY_TWICE] || row->valid_to <= self->day) /* what was is history */
    return;
  twin = yutu_address_doors_add (self->base.known, &row->spec, "", row->valid_from, row->valid_to, row->place.id);
  if (twin != 0)
    tell_row (self, YUTU_QUALITY_TWICE, row, N_ ("“{1}” is there twice, as address {2} too"),
              g_strdup_printf ("%" G_GINT64_FORMAT, twin));
}

static void
take_building (Pass      *self,
               const Row *row)
{
  if (!self->base.is_site || !row->is_now)
    return;
  if (self->wanted[YUTU_QUALITY_NUMBERS])
    yutu_quality_rooms_add (self->base.rooms, &row->spec, row->place.id, row->place.has_point ? &row->place.point : NULL);
  if (is_set (row->spec.building))
    self->base.n_with_building++;
  else
    g_array_append_val (self->base.without, row->place);
}

static void
take_door (Pass      *self,
           const Row *row)
{
  YutuWalkDoor door = {
    .id = row->place.id,
    .village = row->spec.village,
    .door = row->spec.door,
    .has_point = row->place.has_point,
    .point = row->place.point,
  };

  if (self->base.id == 0 || !row->is_now || row->spec.door <= 0 ||
      !(self->wanted[YUTU_QUALITY_SIDE] || self->wanted[YUTU_QUALITY_ORDER] || self->wanted[YUTU_QUALITY_FAR] ||
        self->wanted[YUTU_QUALITY_SCATTERED] || self->wanted[YUTU_QUALITY_COORDINATES]))
    return;
  door.sub = g_strdup (row->spec.text); /* what is told of it */
  g_array_append_val (self->base.doors, door);
}

/* ---- A base as a whole ---- */

static void
base_clear (Base *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->line, yutu_shape_unref);
  g_clear_pointer (&self->doors, g_array_unref);
  g_clear_pointer (&self->known, yutu_address_doors_free);
  g_clear_pointer (&self->rooms, yutu_quality_rooms_free);
  g_clear_pointer (&self->without, g_array_unref);
}

static gboolean
begin_base (Pass    *self,
            gint64   id,
            GError **error)
{
  gboolean      found = FALSE;
  const char   *name_class = NULL;
  sqlite3_stmt *row = NULL;
  Base         *base = &self->base;

  *base = (Base){
    .is_set = TRUE,
    .id = id,
    .doors = yutu_walk_doors_new (),
    .known = yutu_address_doors_new (),
    .rooms = yutu_quality_rooms_new (),
    .without = g_array_new (FALSE, FALSE, sizeof (Place)),
  };
  if (id == 0)
    return TRUE;
  row = yutu_connection_prepare (self->connection,
                                 "SELECT name, class, valid_from, valid_to, geom FROM place_name WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, id);
  if (!yutu_connection_step (self->connection, row, &found, error))
    return FALSE;
  if (!found)
    return TRUE; /* address-base tells it */
  base->name = g_strdup ((const char *)sqlite3_column_text (row, 0));
  name_class = (const char *)sqlite3_column_text (row, 1);
  base->is_road = g_str_equal (name_class, "road");
  base->is_site = !base->is_road && !g_str_equal (name_class, "natural-village");
  base->valid_from = yutu_column_day (row, 2);
  base->valid_to = yutu_column_day (row, 3);
  if (base->is_road && sqlite3_column_type (row, 4) == SQLITE_BLOB)
    base->line = yutu_shape_from_blob (sqlite3_column_blob (row, 4), (gsize)sqlite3_column_bytes (row, 4), NULL);
  sqlite3_reset (row);
  return TRUE;
}

static void
tell_door (Pass               *self,
           YutuQualityRule     rule,
           const YutuWalkDoor *door,
           const char         *wording,
           char               *second) /* taken */
{
  Place place = { door->id, door->has_point, door->point };

  tell (self, rule, "address", &place, wording, g_strdup (door->sub), second);
}

/* Doors come by number. */
static void
check_scattered (Pass *self)
{
  const YutuWalkDoor *first = NULL;

  for (guint i = 0; i < self->base.doors->len; i++)
    {
      const YutuWalkDoor *door = &g_array_index (self->base.doors, YutuWalkDoor, i);

      if (!door->has_point)
        continue;
      if (first == NULL || first->door != door->door || first->village != door->village)
        first = door;
      else if (!yutu_measure_is_within (first->point, self->limits->sub_m, door->point))
        tell_door (self, YUTU_QUALITY_SCATTERED, door, N_ ("“{1}” lies far from “{2}”, which has the same number"),
                   g_strdup (first->sub));
    }
}

static void
check_road (Pass *self)
{
  GArray *doors = self->base.doors;

  if (!self->base.is_road || self->base.line == NULL)
    return;
  yutu_walk_judge (doors, self->base.line);
  for (guint i = 0; i < doors->len; i++)
    {
      const YutuWalkDoor *door = &g_array_index (doors, YutuWalkDoor, i);
      const Village      *village = g_hash_table_lookup (self->villages, &door->village);
      double              limit_m = village != NULL && village->is_urban ? self->limits->urban_m : self->limits->rural_m;

      if (!door->is_placed)
        continue;
      if (door->is_on_other_side)
        tell_door (self, YUTU_QUALITY_SIDE, door,
                   door->door % 2 == 0 ? N_ ("“{1}” stands on the other side of {2} than its other even numbers")
                                       : N_ ("“{1}” stands on the other side of {2} than its other odd numbers"),
                   g_strdup (self->base.name));
      if (door->is_out_of_order)
        tell_door (self, YUTU_QUALITY_ORDER, door, N_ ("“{1}” is out of order along {2}"), g_strdup (self->base.name));
      if (door->distance_m > limit_m)
        tell_door (self, YUTU_QUALITY_FAR, door, N_ ("“{1}” lies {2} m from its road"),
                   g_strdup_printf ("%.0f", door->distance_m));
    }
}

/* ---- Coordinates ---- */

static gboolean
box_has (YutuBox   box,
         YutuPoint point)
{
  return box.min_x <= point.x && point.x <= box.max_x && box.min_y <= point.y && point.y <= box.max_y;
}

static void
check_coordinates (Pass      *self,
                   const Row *row)
{
  if ((!row->place.has_point && !row->is_off) || yutu_box_is_empty (self->limits->county) ||
      (row->place.has_point && box_has (self->limits->county, row->place.point)))
    return;
  tell_row (self, YUTU_QUALITY_COORDINATES, row,
            box_has (self->limits->county, row->exchanged) ? N_ ("longitude and latitude of “{1}” are exchanged")
                                                           : N_ ("“{1}” lies outside of the county"),
            NULL);
}

/* How far from the road its doors stand in the middle (median), moved back by @unshift; NULL: as they are. */
static double
find_middle_distance (const Base *base,
                      void (*unshift) (double *lon_deg,
                                       double *lat_deg))
{
  g_autoptr (GArray) distances = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < base->doors->len; i++)
    {
      const YutuWalkDoor *door = &g_array_index (base->doors, YutuWalkDoor, i);
      double              lon = yutu_grid_to_degrees (door->point.x), lat = yutu_grid_to_degrees (door->point.y);
      YutuAxisPlace       place;

      if (!door->has_point)
        continue;
      if (unshift != NULL)
        unshift (&lon, &lat);
      if (yutu_axis_find (base->line, yutu_point_from_degrees (lon, lat), &place))
        g_array_append_val (distances, place.distance_m);
    }
  g_array_sort (distances, yutu_compare_double);
  return distances->len > 0 ? g_array_index (distances, double, distances->len / 2) : 0;
}

/* A road whose doors all lie as far off as web maps are shifted (GCJ-02, BD-09), and beside it once they are
 * moved back. */
static void
check_shift (Pass *self)
{
  static const struct
  {
    const char *name;
    void (*unshift) (double *lon_deg,
                     double *lat_deg);
  } shifts[] = { { "GCJ-02", yutu_crs_gcj02_to_wgs84 }, { "BD-09", yutu_crs_bd09_to_wgs84 } };
  Place place = { .id = self->base.id };

  if (!self->wanted[YUTU_QUALITY_COORDINATES] || !self->base.is_road || self->base.line == NULL ||
      (int)self->base.doors->len < self->limits->shift_doors ||
      find_middle_distance (&self->base, NULL) <= self->limits->rural_m)
    return;
  place.has_point = g_array_index (self->base.doors, YutuWalkDoor, 0).has_point;
  place.point = g_array_index (self->base.doors, YutuWalkDoor, 0).point;
  for (gsize i = 0; i < G_N_ELEMENTS (shifts); i++)
    if (find_middle_distance (&self->base, shifts[i].unshift) <= self->limits->shift_m)
      {
        tell (self, YUTU_QUALITY_COORDINATES, "place_name", &place,
              N_ ("the doors of {1} lie as if their coordinates were {2}: import them as such"), g_strdup (self->base.name),
              g_strdup (shifts[i].name));
        return;
      }
}

static void
check_buildings (Pass *self)
{
  for (guint i = 0; self->base.n_with_building > 0 && i < self->base.without->len; i++)
    tell (self, YUTU_QUALITY_BUILDING, "address", &g_array_index (self->base.without, Place, i),
          N_ ("it names no building, as the other addresses of {1} do"), g_strdup (self->base.name), NULL);
}

static void
tell_room (const YutuQualityRoom *room,
           const char            *wording,
           const char            *second,
           gpointer               data)
{
  Place place = { room->id, room->has_point, room->point };

  tell (data, YUTU_QUALITY_NUMBERS, "address", &place, wording, g_strdup (room->text), g_strdup (second));
}

static void
end_base (Pass *self)
{
  if (!self->base.is_set)
    return;
  check_scattered (self);
  check_road (self);
  check_shift (self);
  check_buildings (self);
  yutu_quality_rooms_judge (self->base.rooms, self->limits, tell_room, self);
  base_clear (&self->base);
}

/* Names of buildings that no address of the day is of. */
static gboolean
check_empty_buildings (Pass    *self,
                       GError **error)
{
  char          day[YUTU_DAY_TEXT_SIZE];
  gboolean      found = TRUE;
  sqlite3_stmt *row = NULL;

  if (!self->wanted[YUTU_QUALITY_BUILDING])
    return TRUE;
  row = yutu_connection_prepare (self->connection,
                                 "SELECT id, name FROM place_name p WHERE class = 'building' AND "
                                 "status IN ('in_use', 'rename_applied', 'abolish_applied') AND "
                                 "valid_from <= ?1 AND ?1 < valid_to AND NOT EXISTS (SELECT 1 FROM address a WHERE a.place = p.id "
                                 "AND a.valid_from <= ?1 AND ?1 < a.valid_to)",
                                 error);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, yutu_day_format (self->day, day), -1, SQLITE_STATIC);
  while (TRUE)
    {
      Place place = { 0 };

      if (!yutu_connection_step (self->connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      place.id = sqlite3_column_int64 (row, 0);
      tell (self, YUTU_QUALITY_BUILDING, "place_name", &place, N_ ("the building {1} has no address"),
            g_strdup ((const char *)sqlite3_column_text (row, 1)), NULL);
    }
}

/* ---- The pass ---- */

/* A latitude beyond 90° makes no point, but is what exchanged coordinates have: as SpatiaLite writes it, little
 * endian, x at byte 43. */
static void
read_exchanged (sqlite3_stmt *row,
                int           column,
                Row          *out)
{
  const guint8 *blob = sqlite3_column_type (row, column) == SQLITE_BLOB ? sqlite3_column_blob (row, column) : NULL;
  double        x = 0, y = 0;

  if (blob == NULL || sqlite3_column_bytes (row, column) != YUTU_POINT_BLOB_SIZE || blob[1] != 1)
    return;
  memcpy (&x, blob + 43, sizeof x);
  memcpy (&y, blob + 51, sizeof y);
  out->is_off = !out->place.has_point;
  if (fabs (x) <= 90 && fabs (y) <= 180)
    out->exchanged = yutu_point_from_degrees (y, x);
}

static void
read_row (const Pass   *self,
          sqlite3_stmt *row,
          Row          *out)
{
  *out = (Row){
    .spec = {
      .village = sqlite3_column_int64 (row, 1),
      .place = sqlite3_column_int64 (row, 2),
      .door = sqlite3_column_int (row, 3),
      .door_sub = (const char *)sqlite3_column_text (row, 4),
      .building = (const char *)sqlite3_column_text (row, 5),
      .unit_no = (const char *)sqlite3_column_text (row, 6),
      .floor = (const char *)sqlite3_column_text (row, 7),
      .room = (const char *)sqlite3_column_text (row, 8),
      .text = (const char *)sqlite3_column_text (row, 9),
      .kind = sqlite3_column_int (row, 10),
      .status = sqlite3_column_int (row, 11),
    },
    .place = { .id = sqlite3_column_int64 (row, 0) },
    .valid_from = yutu_column_day (row, 12),
    .valid_to = yutu_column_day (row, 13),
  };
  out->place.has_point = yutu_column_point (row, 14, &out->place.point);
  read_exchanged (row, 14, out);
  out->is_now = out->valid_from <= self->day && self->day < out->valid_to;
}

static gboolean
take_row (Pass         *self,
          sqlite3_stmt *statement,
          GError      **error)
{
  Row row;

  read_row (self, statement, &row);
  if (!self->base.is_set || self->base.id != row.spec.place)
    {
      end_base (self);
      if (!begin_base (self, row.spec.place, error))
        return FALSE;
    }
  if (row.spec.text == NULL || row.valid_from == YUTU_DAY_INVALID || row.valid_to == YUTU_DAY_INVALID)
    return TRUE; /* other rules tell it */
  check_complete (self, &row);
  check_days (self, &row);
  check_numbers (self, &row);
  check_characters (self, &row);
  check_status (self, &row);
  check_coordinates (self, &row);
  check_twice (self, &row);
  take_building (self, &row);
  take_door (self, &row);
  return TRUE;
}

static gboolean
run (Pass         *self,
     gint64       *n_checked,
     YutuProgress *progress,
     GError      **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    self->connection,
    "SELECT id, village, place, door, door_sub, building, unit_no, floor, room, text, kind, status, valid_from, valid_to, geom "
    "FROM address INDEXED BY address_place ORDER BY place, door",
    error);

  while (row != NULL)
    {
      if (!yutu_connection_step (self->connection, row, &found, error))
        return FALSE;
      if (!found)
        {
          end_base (self);
          return TRUE;
        }
      if (!take_row (self, row, error) ||
          (++*n_checked % PROGRESS_ROWS == 0 && !yutu_progress_step (progress, "quality", (guint64)*n_checked, 0, error)))
        return FALSE;
    }
  return FALSE;
}

GPtrArray *
yutu_address_check_quality (YutuConnection          *connection,
                            const gboolean           wanted[YUTU_QUALITY_N_RULES],
                            const YutuQualityLimits *limits,
                            YutuDay                  day,
                            gint64                  *n_checked,
                            YutuProgress            *progress,
                            GError                 **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (fault_free);
  g_autoptr (GHashTable) villages = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, village_free);
  gboolean done = FALSE;
  Pass     pass = {
        .connection = connection,
        .wanted = wanted,
        .limits = limits,
        .day = day,
        .unchecked_before = yutu_day_add_months (day, -12 * limits->unchecked_years),
        .villages = villages,
        .faults = faults,
  };

  *n_checked = 0;
  done = load_villages (&pass, error) && run (&pass, n_checked, progress, error) && check_empty_buildings (&pass, error);
  base_clear (&pass.base);
  return done ? g_steal_pointer (&faults) : NULL;
}
