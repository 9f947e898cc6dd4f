/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-quality-rooms-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "geo/yutu-measure.h"

#define FEW 3 /* of so many addresses at least, one in so many at most may be the odd one */

struct _YutuQualityRooms
{
  GPtrArray  *buildings; /* GArray of YutuQualityRoom, in the order that they came in */
  GHashTable *known;     /* char * → GArray, borrowed */
};

static void
room_clear (gpointer data)
{
  YutuQualityRoom *self = data;

  g_free (self->text);
  g_free (self->building);
}

YutuQualityRooms *
yutu_quality_rooms_new (void)
{
  YutuQualityRooms *self = g_new0 (YutuQualityRooms, 1);

  self->buildings = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
yutu_quality_rooms_free (YutuQualityRooms *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->buildings);
  g_free (self);
}

static gint64
read_number (const char *text)
{
  gboolean is_number = text != NULL && *text != '\0' && strspn (text, "0123456789") == strlen (text);

  return is_number ? g_ascii_strtoll (text, NULL, 10) : 0;
}

/* 302 is on floor 3, 1402 on 14; 5 and 23 tell nothing. */
static gint64
read_floor (const YutuAddressSpec *spec)
{
  gint64 floor = read_number (spec->floor);
  gint64 room = read_number (spec->room);

  if (floor == 0 && (spec->floor == NULL || *spec->floor == '\0') && room >= 100 && room < 10000)
    floor = room / 100;
  return floor;
}

void
yutu_quality_rooms_add (YutuQualityRooms      *self,
                        const YutuAddressSpec *spec,
                        gint64                 id,
                        const YutuPoint       *point)
{
  gboolean        has_building = spec->building != NULL && *spec->building != '\0';
  YutuQualityRoom room = { .id = id, .has_point = point != NULL };
  GArray         *building = NULL;
  char           *key = NULL;

  if (!has_building && (spec->room == NULL || *spec->room == '\0'))
    return;
  key = g_strdup_printf ("%" G_GINT64_FORMAT " %d %s %s", spec->village, has_building ? 0 : spec->door,
                         has_building || spec->door_sub == NULL ? "" : spec->door_sub, has_building ? spec->building : "");
  building = g_hash_table_lookup (self->known, key);
  if (building == NULL)
    {
      building = g_array_new (FALSE, FALSE, sizeof (YutuQualityRoom));
      g_array_set_clear_func (building, room_clear);
      g_ptr_array_add (self->buildings, building);
      g_hash_table_insert (self->known, g_steal_pointer (&key), building);
    }
  g_free (key);
  room.text = g_strdup (spec->text);
  room.building = has_building ? g_strdup (spec->building) : NULL;
  room.floor = read_floor (spec);
  if (point != NULL)
    room.point = *point;
  g_array_append_val (building, room);
}

static int
compare_integers (gconstpointer a,
                  gconstpointer b)
{
  gint64 one = *(const gint64 *)a;
  gint64 two = *(const gint64 *)b;

  return (one > two) - (one < two);
}

/* ---- Floors ---- */

/* The lowest floor that lies more than @limits allow above all that lie under it, in a building of which enough is known;
 * 0: none does. */
static gint64
find_odd_floor (const GArray            *building,
                const YutuQualityLimits *limits,
                gint64                  *highest)
{
  g_autoptr (GArray) floors = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < building->len; i++)
    if (g_array_index (building, YutuQualityRoom, i).floor > 0)
      g_array_append_val (floors, g_array_index (building, YutuQualityRoom, i).floor);
  g_array_sort (floors, compare_integers);
  for (guint i = (guint)MAX (limits->room_flats, 1); i < floors->len; i++)
    {
      gint64 floor = g_array_index (floors, gint64, i);

      *highest = g_array_index (floors, gint64, i - 1);
      if (floor - *highest > limits->room_floors && (floors->len - i) * FEW <= floors->len)
        return floor;
    }
  return 0;
}

static void
judge_floors (const GArray            *building,
              const YutuQualityLimits *limits,
              YutuQualityRoomFunc      func,
              gpointer                 data)
{
  gint64           highest = 0;
  gint64           odd = find_odd_floor (building, limits, &highest);
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, highest);

  for (guint i = 0; odd > 0 && i < building->len; i++)
    {
      const YutuQualityRoom *room = &g_array_index (building, YutuQualityRoom, i);

      if (room->floor >= odd)
        func (room, N_ ("“{1}” lies far above floor {2}, the highest that the other addresses of its building have"), text, data);
    }
}

/* ---- Places ---- */

/* The middle (median) of those that have one, each way by itself: one that lies elsewhere does not move it. */
static guint
find_middle (const GArray *building,
             YutuPoint    *middle)
{
  g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) y = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < building->len; i++)
    {
      const YutuQualityRoom *room = &g_array_index (building, YutuQualityRoom, i);
      gint64                 place[2] = { room->point.x, room->point.y };

      if (!room->has_point)
        continue;
      g_array_append_val (x, place[0]);
      g_array_append_val (y, place[1]);
    }
  g_array_sort (x, compare_integers);
  g_array_sort (y, compare_integers);
  if (x->len > 0)
    *middle = (YutuPoint){ g_array_index (x, gint64, x->len / 2), g_array_index (y, gint64, y->len / 2) };
  return x->len;
}

static void
judge_places (const GArray            *building,
              const YutuQualityLimits *limits,
              YutuQualityRoomFunc      func,
              gpointer                 data)
{
  YutuPoint middle = { 0, 0 };
  YutuPoint from = { 0, 0 };
  guint     n = find_middle (building, &middle);
  guint     n_far = 0;
  gboolean  is_first = TRUE;

  for (guint i = 0; i < building->len; i++)
    {
      const YutuQualityRoom *room = &g_array_index (building, YutuQualityRoom, i);

      n_far += room->has_point && !yutu_measure_is_within (middle, limits->building_m, room->point);
      if (room->has_point && is_first)
        from = room->point;
      is_first = is_first && !room->has_point;
    }
  if (n_far == 0)
    return;
  if (n_far * FEW <= n)
    from = middle;
  for (guint i = 0; i < building->len; i++)
    {
      const YutuQualityRoom *room = &g_array_index (building, YutuQualityRoom, i);

      if (room->has_point && !yutu_measure_is_within (from, limits->building_m, room->point))
        func (room,
              n_far * FEW <= n ? N_ ("“{1}” lies far from the other addresses of building {2}")
                               : N_ ("“{1}”: building {2} stands in two places"),
              room->building, data);
    }
}

void
yutu_quality_rooms_judge (YutuQualityRooms        *self,
                          const YutuQualityLimits *limits,
                          YutuQualityRoomFunc      func,
                          gpointer                 data)
{
  for (guint i = 0; i < self->buildings->len; i++)
    {
      const GArray *building = self->buildings->pdata[i];

      judge_floors (building, limits, func, data);
      if (building->len > 0 && g_array_index (building, YutuQualityRoom, 0).building != NULL)
        judge_places (building, limits, func, data);
    }
}
