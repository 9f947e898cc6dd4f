/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Addresses: as many in each village as were shared out by its people. Doors along roads have odd
 * numbers on the left and even ones on the right, growing along the road; doors of a natural
 * village stand round its middle; flats stand in the buildings of estates, and share their points.
 * Every point is tested exactly to lie in the land of its village. Where the roads of a village
 * have fewer doors than wanted, doors have sub-numbers (附号). */

#include "demo/yutu-demo-divisions-private.h"

#include "demo/yutu-demo-noise.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "geo/yutu-exact.h"

#define FRONT_TOWN_M    9.0 /* of a door on the street */
#define FRONT_COUNTRY_M 14.0
#define LOT_WIDTH_M     10.5 /* of a house in a natural village */
#define LOT_DEPTH_M     15.0
#define ESTATE_M        170.0
#define BUILDING_M      36.0

/* Where two doors may stand: one on each side. */
typedef struct
{
  guint place;
  int   door; /* the odd one */
  float x;
  float y;
  float left_x; /* unit vector to the left */
  float left_y;
} Slot;

typedef struct
{
  YutuDemo          *demo;
  YutuAddressWriter *writer;
  GPtrArray         *slots;       /* by village: GArray of Slot */
  guint              next_hamlet; /* index of the first spot of the next village */
  guint              next_estate;
  /* of the village at work */
  YutuDemoVillage *village;
  guint            index;
  gint64           first;
  gint64           written;
} Addresses;

/* ---- Slots ---- */

static void
walk_road (Addresses          *self,
           const YutuDemoRoad *road,
           double              front_m,
           int                *number)
{
  int    start = 0;
  double left = front_m / 2;

  for (guint i = 0; i + 1 < road->line->len; i++)
    {
      YutuDemoXY a = g_array_index (road->line, YutuDemoXY, i);
      YutuDemoXY b = g_array_index (road->line, YutuDemoXY, i + 1);
      double     length = yutu_demo_distance (a, b);

      for (; left <= length; left += front_m)
        {
          double     t = left / length;
          YutuDemoXY p = { a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) };
          int        village = yutu_demo_land_locate (self->demo->world, p, &start);
          Slot       slot = { road->place, *number, (float)p.x, (float)p.y,
                              (float)((a.y - b.y) / length), (float)((b.x - a.x) / length) };

          *number += 2;
          if (village >= 0)
            g_array_append_val ((GArray *)self->slots->pdata[village], slot);
        }
      left -= length;
    }
}

/* A place's lines follow one another in the list of roads. */
static void
list_slots (Addresses *self)
{
  YutuDemoWorld *world = self->demo->world;
  guint          place = G_MAXUINT;
  int            number = 1;

  for (guint v = 0; v < self->demo->villages->len; v++)
    g_ptr_array_add (self->slots, g_array_new (FALSE, FALSE, sizeof (Slot)));
  for (guint i = 0; i < world->roads->len; i++)
    {
      const YutuDemoRoad *road = &g_array_index (world->roads, YutuDemoRoad, i);
      int                 grade = g_array_index (world->places, YutuDemoPlace, road->place).grade;

      if (road->place != place)
        number = 1;
      place = road->place;
      if (grade > 1)
        walk_road (self, road, grade == 2 ? FRONT_COUNTRY_M : FRONT_TOWN_M, &number);
    }
}

/* ---- One address ---- */

static gboolean
is_inside (const Addresses *self,
           YutuPoint        point)
{
  return yutu_box_contains (self->village->shape->box, point) &&
         yutu_exact_point_in_shape (point, self->village->shape) == YUTU_INSIDE;
}

/* @to, or as far towards it from @from, which is inside, as the land of the village goes. */
static YutuPoint
stay_inside (const Addresses *self,
             YutuDemoXY       from,
             YutuDemoXY       to)
{
  for (int tries = 0; tries < 5; tries++)
    {
      YutuPoint point = yutu_demo_to_grid (to);

      if (is_inside (self, point))
        return point;
      to = (YutuDemoXY){ from.x + 0.55 * (to.x - from.x), from.y + 0.55 * (to.y - from.y) };
    }
  return yutu_demo_to_grid (from);
}

static gboolean
write_address (Addresses       *self,
               YutuAddressSpec *spec,
               guint            place,
               YutuPoint        point,
               GError         **error)
{
  gint64 id = 0;

  spec->village = self->village->unit;
  spec->place = g_array_index (self->demo->world->places, YutuDemoPlace, place).id;
  spec->use = 1;
  spec->status = 4;
  spec->valid_from = YUTU_DEMO_FIRST_DAY;
  spec->has_point = TRUE;
  spec->point = point;
  if (!yutu_address_writer_add (self->writer, spec, &id, error))
    return FALSE;
  if (self->written == 0)
    self->first = id;
  self->written++;
  return TRUE;
}

/* ---- Along roads ---- */

static gboolean
write_slot (Addresses  *self,
            const Slot *slot,
            int         side,
            gint64      sub,
            gboolean   *is_written,
            GError    **error)
{
  char      text[24];
  double    back = 8 + 5 * yutu_demo_chance (self->demo->world->seed + 131, slot->place,
                                             (guint64)(slot->door + side));
  double    turn = side == 0 ? back : -back;
  YutuPoint point = yutu_demo_to_grid (
    (YutuDemoXY){ slot->x + turn * slot->left_x, slot->y + turn * slot->left_y });
  YutuAddressSpec spec = { .kind = YUTU_ADDRESS_ROAD_DOOR, .door = slot->door + side };

  *is_written = is_inside (self, point);
  if (!*is_written)
    return TRUE;
  if (sub > 0)
    {
      g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, sub);
      spec.door_sub = text;
    }
  return write_address (self, &spec, slot->place, point, error);
}

/* Spread evenly over the doors that there are; *n becomes how many could not be placed. */
static gboolean
write_road_doors (Addresses *self,
                  gint64    *n,
                  GError   **error)
{
  GArray *slots = self->slots->pdata[self->index];
  gint64  doors = 2 * (gint64)slots->len;
  gint64  wanted = *n;

  for (gint64 i = 0, next = 0; i < wanted && doors > 0; i++)
    {
      gint64   at = MAX (next, wanted >= doors ? i : (gint64)((__int128)i * doors / wanted));
      gboolean is_written = FALSE;

      for (; !is_written && at < MAX (doors, wanted); at++)
        if (!write_slot (self, &g_array_index (slots, Slot, at % doors / 2), (int)(at % 2),
                         at / doors, &is_written, error))
          return FALSE;
      next = at;
      *n -= is_written;
    }
  return TRUE;
}

/* ---- Natural villages ---- */

/* A lot on the lattice of a natural village. */
typedef struct
{
  double order; /* the nearer to the middle, the sooner built on */
  int    u;
  int    v;
} Lot;

static int
compare_lots (gconstpointer a,
              gconstpointer b)
{
  const Lot *one = a, *other = b;

  if (one->order != other->order)
    return one->order < other->order ? -1 : 1;
  return one->u != other->u ? one->u - other->u : one->v - other->v;
}

/* At least @n lots, in the order in which they are built on: rows of houses with lanes between
 * them, some gaps, and a ragged edge. */
static GArray *
list_lots (const Addresses *self,
           guint            place,
           gint64           n)
{
  guint64 seed = self->demo->world->seed + 141;
  int     reach = (int)ceil (1.15 * sqrt ((double)n)) + 4;
  GArray *lots = g_array_new (FALSE, FALSE, sizeof (Lot));

  for (int u = -reach; u <= reach; u++)
    for (int v = -reach; v <= reach; v++)
      {
        double d = sqrt ((double)(u * u + v * v));
        Lot    lot = { 0, u, v };

        if (u % 4 == 0 || d > reach ||
            yutu_demo_chance (seed, place, (guint64)(u + 5000) << 20 | (guint64)(v + 5000)) < 0.2)
          continue;
        lot.order =
          d * (1 + 0.38 * yutu_demo_fractal_noise (seed + place, u / 7.0, v / 7.0, 2));
        g_array_append_val (lots, lot);
      }
  g_array_sort (lots, compare_lots);
  return lots;
}

static YutuDemoXY
place_lot (const YutuDemoSpot *spot,
           guint64             seed,
           Lot                 lot)
{
  /* Unit vectors: how the rows of this village run. */
  static const double turns[6][2] = {
    { 1, 0 },
    { 0.97, 0.243 },
    { 0.87, 0.493 },
    { 0.94, -0.341 },
    { 0.80, -0.6 },
    { 0.99, -0.141 },
  };
  const double *turn = turns[yutu_demo_hash (seed, spot->place, 1) % G_N_ELEMENTS (turns)];
  guint64       key = (guint64)(lot.u + 5000) << 20 | (guint64)(lot.v + 5000);
  double        aside = yutu_demo_chance (seed + 1, spot->place, key) - 0.5;
  double        back = yutu_demo_chance (seed + 2, spot->place, key) - 0.5;
  double        x = LOT_WIDTH_M * lot.u + 4 * aside;
  double        y = LOT_DEPTH_M * lot.v + 4 * back;

  return (YutuDemoXY){ spot->middle.x + turn[0] * x - turn[1] * y,
                       spot->middle.y + turn[1] * x + turn[0] * y };
}

static gboolean
write_hamlet (Addresses          *self,
              const YutuDemoSpot *spot,
              gint64              n,
              GError            **error)
{
  guint64 seed = self->demo->world->seed + 151;
  g_autoptr (GArray) lots = list_lots (self, spot->place, n);
  guint next = 0;

  for (gint64 k = 0; k < n; k++)
    {
      YutuAddressSpec spec = { .kind = YUTU_ADDRESS_VILLAGE_DOOR, .door = (int)k + 1 };
      YutuDemoXY      at = place_lot (spot, seed, g_array_index (lots, Lot, next % lots->len));

      /* Lots beyond the village's land stay empty, as long as there are others. */
      while (next + 1 < lots->len && !is_inside (self, yutu_demo_to_grid (at)))
        at = place_lot (spot, seed, g_array_index (lots, Lot, ++next));
      next++;
      if (!write_address (self, &spec, spot->place, stay_inside (self, spot->middle, at), error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Estates ---- */

typedef struct
{
  int units;
  int floors;
  int rooms; /* of a unit on a floor */
} Building;

static gboolean
write_flat (Addresses *self,
            guint      place,
            Building   kind,
            gint64     number,
            YutuPoint  point,
            GError   **error)
{
  gint64          size = (gint64)kind.units * kind.floors * kind.rooms;
  gint64          in = number % size;
  gint64          unit = in / (kind.floors * kind.rooms);
  gint64          floor = in / kind.rooms % kind.floors;
  char            building[24], unit_no[24], room[24];
  YutuAddressSpec spec = {
    .kind = YUTU_ADDRESS_ESTATE_BUILDING,
    .building = building,
    .unit_no = unit_no,
    .room = room,
  };

  g_snprintf (building, sizeof building, "%" G_GINT64_FORMAT, number / size + 1);
  g_snprintf (unit_no, sizeof unit_no, "%" G_GINT64_FORMAT, unit + 1);
  g_snprintf (room, sizeof room, "%" G_GINT64_FORMAT "%02" G_GINT64_FORMAT, floor + 1,
              in % kind.rooms + 1);
  return write_address (self, &spec, place, point, error);
}

static gboolean
write_estate (Addresses          *self,
              const YutuDemoSpot *spot,
              gint64              n,
              GError            **error)
{
  Building kind = { 3, 6, 2 };
  gint64   size, n_buildings;
  int      width;
  double   pitch;

  if (n > 2500)
    kind = (Building){ 2, 18, 4 };
  else if (n > 600)
    kind = (Building){ 2, 11, 2 };
  size = (gint64)kind.units * kind.floors * kind.rooms;
  n_buildings = (n + size - 1) / size;
  width = (int)ceil (sqrt ((double)n_buildings));
  pitch = MIN (BUILDING_M, ESTATE_M / MAX (width, 1));
  for (gint64 b = 0; b < n_buildings; b++)
    {
      YutuDemoXY at = { spot->middle.x + ((double)(b % width) - (width - 1) / 2.0) * pitch,
                        spot->middle.y + ((double)(b / width) - (width - 1) / 2.0) * pitch };
      YutuPoint  point = stay_inside (self, spot->middle, at);

      for (gint64 k = b * size; k < MIN (n, (b + 1) * size); k++)
        if (!write_flat (self, spot->place, kind, k, point, error))
          return FALSE;
    }
  return TRUE;
}

/* ---- Villages ---- */

typedef gboolean (*SpotFunc) (Addresses          *self,
                              const YutuDemoSpot *spot,
                              gint64              n,
                              GError            **error);

/* Shares @n over the spots: the first of a natural village's has the most. */
static gboolean
write_spots (Addresses *self,
             GArray    *spots,
             guint      first,
             guint      n_spots,
             gint64     n,
             SpotFunc   func,
             GError   **error)
{
  gint64 weights = 0, before = 0;

  for (guint i = 0; i < n_spots; i++)
    weights += i == 0 ? 4 : 2 + i % 2;
  for (guint i = 0; i < n_spots; i++)
    {
      gint64 weight = i == 0 ? 4 : 2 + i % 2;
      gint64 share = n * (before + weight) / weights - n * before / weights;

      before += weight;
      if (share > 0 && !func (self, &g_array_index (spots, YutuDemoSpot, first + i), share, error))
        return FALSE;
    }
  return TRUE;
}

static guint
count_spots (GArray *spots,
             guint   first,
             guint   village)
{
  guint n = 0;

  while (first + n < spots->len &&
         g_array_index (spots, YutuDemoSpot, first + n).village == (int)village)
    n++;
  return n;
}

static gboolean
write_rows (Addresses *self,
            GError   **error)
{
  YutuDemoWorld *world = self->demo->world;
  guint          n_hamlets = count_spots (world->hamlets, self->next_hamlet, self->index);
  guint          n_estates = count_spots (world->estates, self->next_estate, self->index);
  gint64         total = self->village->addresses[1];
  gint64         flats = n_estates == 0 ? 0 : total * (n_hamlets == 0 ? 84 : 55) / 100;
  gint64         doors = n_hamlets == 0 ? total - flats : total * (n_estates > 0 ? 25 : 15) / 100;

  self->written = 0;
  self->first = 0;
  if (!write_road_doors (self, &doors, error))
    return FALSE;
  /* What found no place on a road goes to the houses, or to the flats. */
  if (n_hamlets == 0)
    flats = total - self->written;
  if (n_hamlets == 0 && n_estates == 0 && flats > 0)
    {
      g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_FAILED,
                   "%s has no place for %" G_GINT64_FORMAT " addresses", self->village->name,
                   flats);
      return FALSE;
    }
  return write_spots (self, world->hamlets, self->next_hamlet, n_hamlets,
                      total - flats - self->written, write_hamlet, error) &&
         write_spots (self, world->estates, self->next_estate, n_estates, flats, write_estate,
                      error);
}

static gboolean
write_village (Addresses *self,
               guint      index,
               GError   **error)
{
  YutuDemoWorld *world = self->demo->world;

  self->index = index;
  self->village = &g_array_index (self->demo->villages, YutuDemoVillage, index);
  if (!write_rows (self, error))
    return FALSE;
  self->village->addresses[0] = self->first;
  self->next_hamlet += count_spots (world->hamlets, self->next_hamlet, index);
  self->next_estate += count_spots (world->estates, self->next_estate, index);
  return TRUE;
}

static gboolean
write_all (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Addresses *self = data;
  gint64     done = 0;
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);

  self->writer = writer;
  for (guint v = 0; v < self->demo->villages->len; v++)
    {
      if (!yutu_progress_step (self->demo->progress, "addresses", (guint64)done,
                               self->demo->spec->addresses, error) ||
          !write_village (self, v, error))
        return FALSE;
      done += self->village->addresses[1];
    }
  return yutu_address_writer_finish (writer, error);
}

gboolean
yutu_demo_add_addresses (YutuDemo *demo,
                         GError  **error)
{
  g_autoptr (GPtrArray) slots = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  Addresses     self = { .demo = demo, .slots = slots };
  YutuEntrySpec entry = {
    .kind = "demo-addresses",
    .title = "演示县：地址",
    .actor = YUTU_DEMO_ACTOR,
    .bulk = TRUE,
  };

  list_slots (&self);
  return yutu_store_write (demo->store, &entry, write_all, &self, NULL, NULL, error);
}
