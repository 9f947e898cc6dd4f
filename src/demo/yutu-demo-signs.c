/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The signs of the demo county beside its names and addresses, by seeds/signs.csv: what they say is what the name or
 * the address says. A road that has a sign has one at each of its crossings. */

#include "casework/yutu-facility.h"
#include "demo/yutu-demo-stand-private.h"
#include "division/yutu-division-rule.h"
#include "gazetteer/yutu-address-code.h"
#include "gazetteer/yutu-address-plate.h"
#include "gazetteer/yutu-pinyin.h"
#include "gazetteer/yutu-road-crossing.h"
#include "geo/yutu-exact.h"

#include <math.h>
#include <string.h>

#define REGISTER        "division.name-sign"
#define ASIDE_GRID      60000 /* from the middle of a crossing to its corner: some 6 m, in grid steps */
#define MIN_CROSSINGS   4     /* of a road worth a row of signs */
#define DOORS_OF_A_ROAD 40

typedef struct
{
  YutuDemoStand *stand;
  YutuDemoTable *table;
  gsize          row;
  YutuRandom     random;
  YutuPlateRules rules;
  GPtrArray     *roads;     /* YutuPlaceName */
  GArray        *crossings; /* YutuRoadCrossing */
  GArray        *chosen;    /* gint64: roads that have signs */
} Signs;

static void
signs_clear (Signs *self)
{
  g_clear_pointer (&self->table, yutu_demo_table_free);
  g_clear_pointer (&self->roads, g_ptr_array_unref);
  g_clear_pointer (&self->crossings, g_array_unref);
  g_clear_pointer (&self->chosen, g_array_unref);
  yutu_plate_rules_clear (&self->rules);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signs, signs_clear)

static const char *
get_cell (const Signs *self,
          const char  *column)
{
  return yutu_demo_table_get (self->table, self->row, column);
}

static const YutuDemoVillage *
find_village (const YutuDemo *demo,
              YutuPoint       point)
{
  for (guint i = 0; i < demo->villages->len; i++)
    {
      const YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage, i);

      if (village->shape != NULL && yutu_box_contains (village->shape->box, point) &&
          yutu_exact_point_in_shape (point, village->shape) == YUTU_INSIDE)
        return village;
    }
  return NULL;
}

/* ---- One sign ---- */

typedef struct
{
  const char            *kind;
  char                  *name; /* of the facility */
  const char            *text;
  const char            *pinyin; /* NULL: none */
  const char            *code;   /* NULL: no QR code */
  gint64                 name_id;
  gint64                 address;
  const YutuDemoVillage *village;
  YutuPoint              point;
} Sign;

static char *
make_set (const Signs *self,
          const Sign  *sign)
{
  GString *set = g_string_new (NULL);

  g_string_append_printf (set, "sign_kind=text %s;sign_text=text %s", sign->kind, sign->text);
  if (sign->pinyin != NULL)
    g_string_append_printf (set, ";sign_pinyin=text %s", sign->pinyin);
  if (sign->code != NULL)
    g_string_append_printf (set, ";qr=text %s", sign->code);
  if (sign->name_id != 0)
    g_string_append_printf (set, ";name_id=int %" G_GINT64_FORMAT, sign->name_id);
  if (*get_cell (self, "set") != '\0')
    g_string_append_printf (set, ";%s", get_cell (self, "set"));
  return g_string_free (set, FALSE);
}

/* The second of a name gets a number behind it. */
static char *
make_name (Signs      *self,
           const char *name)
{
  g_autofree char *text = g_strdup (name);

  for (int i = 2; !yutu_demo_stand_take (self->stand, text); i++)
    {
      g_free (text);
      text = g_strdup_printf ("%s(%d)", name, i);
    }
  return g_steal_pointer (&text);
}

static gboolean
write_sign (Signs      *self,
            const Sign *sign,
            GError    **error)
{
  const YutuDemo     *demo = self->stand->demo;
  const YutuModule   *module = NULL;
  const YutuRegister *reg = yutu_modules_find_register (self->stand->modules, REGISTER, &module);
  YutuDemoSpot        spot = { .village = sign->village, .township = sign->village->township_now };
  YutuDemoSubject     subject = { .of = REGISTER, .spot = &spot, .is_late = TRUE };
  g_autofree char    *set = make_set (self, sign);
  g_autofree char    *name = make_name (self, sign->name);
  g_autofree char    *fields = NULL;
  g_autoptr (YutuDemoBatch) batch = NULL;
  g_autoptr (YutuRomanized) romanized = yutu_pinyin_romanize (name, NULL);
  gint64 id = 0;

  if (!yutu_demo_day_pick (self->stand, get_cell (self, "since"), &self->random, &subject.day, error))
    return FALSE;
  subject.opened_on = subject.day;
  batch = yutu_demo_batch_new (self->stand, REGISTER, set, reg->fields, reg->n_fields, 1, &self->random);
  fields = yutu_demo_batch_make (batch, &subject, NULL, error);
  return fields != NULL &&
         yutu_facility_add (
           self->stand->connection, self->stand->modules,
           &(YutuFacilitySpec){
             .kind = REGISTER,
             .name = name,
             .pinyin = romanized->plain,
             .address = sign->address,
             .village = sign->village->unit,
             .township = g_array_index (demo->townships, YutuDemoTownship, sign->village->township_now).unit,
             .has_point = TRUE,
             .point = sign->point,
             .fields = fields,
             .valid_from = subject.day,
           },
           &id, error);
}

/* ---- Addresses ---- */

static gboolean
list_addresses (YutuConnection *connection,
                const char     *sql,
                gint64          place,
                guint           n,
                GArray         *ids,
                GError        **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, sql, error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, place);
  sqlite3_bind_int64 (row, 2, n);
  while (TRUE)
    {
      gint64 id = 0;

      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      id = sqlite3_column_int64 (row, 0);
      g_array_append_val (ids, id);
    }
}

static const char DOORS_SQL[] =
  "SELECT id FROM address WHERE place = ?1 AND valid_to = '9999-12-31' AND building IS NULL AND room IS NULL ORDER BY door, id "
  "LIMIT ?2";

/* ---- Roads ---- */

static gboolean
load_roads (Signs   *self,
            GError **error)
{
  static const char *const classes[] = { "road", NULL };
  char                     day[YUTU_DAY_TEXT_SIZE];
  double                   join_m = 0;

  yutu_day_format (self->stand->today, day);
  self->chosen = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->roads = yutu_place_name_list (self->stand->connection, classes, YUTU_BOX_EMPTY, self->stand->today, error);
  if (self->roads == NULL || !yutu_limit_get_number (self->stand->connection, "sign", "join-m", day, &join_m, error))
    return FALSE;
  self->crossings = yutu_road_crossings_find (self->roads, join_m);
  return TRUE;
}

static const YutuPlaceName *
find_road (const Signs *self,
           gint64       id)
{
  for (guint i = 0; i < self->roads->len; i++)
    if (((const YutuPlaceName *)self->roads->pdata[i])->id == id)
      return self->roads->pdata[i];
  return NULL;
}

static gboolean
meets (const YutuRoadCrossing *crossing,
       gint64                  road)
{
  for (guint i = 0; i < crossing->n_roads; i++)
    if (crossing->roads[i] == road)
      return TRUE;
  return FALSE;
}

/* At a corner of it, in the land of some village; NULL: it lies outside of all. */
static const YutuDemoVillage *
find_corner (const Signs            *self,
             const YutuRoadCrossing *crossing,
             YutuPoint              *corner)
{
  for (int i = 0; i < 4; i++)
    {
      const YutuDemoVillage *village = NULL;

      *corner = crossing->point;
      corner->x += i % 2 == 0 ? ASIDE_GRID : -ASIDE_GRID;
      corner->y += i < 2 ? ASIDE_GRID : -ASIDE_GRID;
      village = find_village (self->stand->demo, *corner);
      if (village != NULL)
        return village;
    }
  return NULL;
}

static gboolean
load_text (YutuConnection *connection,
           const char     *sql,
           gint64          id,
           char          **text,
           GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, sql, error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, id);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  *text = found ? g_strdup ((const char *)sqlite3_column_text (row, 0)) : NULL;
  if (found)
    sqlite3_reset (row);
  return TRUE;
}

/* *n: (inout): how many there are. A road without doors, or whose crossings do not all have a corner in the county, is
 * left out. */
static gboolean
write_road (Signs               *self,
            const YutuPlaceName *road,
            guint               *n,
            GError             **error)
{
  g_autoptr (GArray) signs = g_array_new (FALSE, TRUE, sizeof (Sign));
  g_autofree char *pinyin = NULL;
  gboolean         done = TRUE;
  g_autoptr (GArray) doors = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!list_addresses (self->stand->connection, DOORS_SQL, road->id, 1, doors, error))
    return FALSE;
  if (doors->len == 0)
    return TRUE;
  for (guint i = 0; i < self->crossings->len; i++)
    {
      const YutuRoadCrossing *crossing = &g_array_index (self->crossings, YutuRoadCrossing, i);
      Sign                    sign = { .kind = "road", .text = road->name, .name_id = road->id };

      if (!meets (crossing, road->id))
        continue;
      sign.village = find_corner (self, crossing, &sign.point);
      if (sign.village == NULL)
        return TRUE;
      sign.name = (char *)(find_road (self, crossing->roads[crossing->roads[0] == road->id ? 1 : 0])->name);
      g_array_append_val (signs, sign);
    }
  if (signs->len < MIN_CROSSINGS ||
      !load_text (self->stand->connection, "SELECT pinyin FROM place_name WHERE id = ?1", road->id, &pinyin, error))
    return signs->len < MIN_CROSSINGS;
  for (guint i = 0; done && i < signs->len; i++)
    {
      Sign            *sign = &g_array_index (signs, Sign, i);
      g_autofree char *name = g_strdup_printf ("%s%s路口路牌", road->name, sign->name);

      sign->name = name;
      sign->pinyin = pinyin;
      done = write_sign (self, sign, error);
    }
  *n += signs->len;
  g_array_append_val (self->chosen, road->id);
  return done;
}

static gboolean
write_roads (Signs   *self,
             guint    n,
             GError **error)
{
  guint written = 0;

  for (guint i = 0; i < self->roads->len && written < n; i++)
    if (!write_road (self, self->roads->pdata[i], &written, error))
      return FALSE;
  return TRUE;
}

/* ---- Plates ---- */

static gboolean
write_plate (Signs   *self,
             gint64   address,
             GError **error)
{
  YutuConnection  *connection = self->stand->connection;
  Sign             sign = { .kind = get_cell (self, "kind"), .address = address };
  g_autofree char *code = NULL;
  g_autofree char *name = NULL;
  g_auto (YutuPlate) plate = { 0 };
  g_autoptr (YutuAddressRow) row = NULL;

  if (!yutu_address_load (connection, address, &row, error) ||
      !yutu_address_load_plate (connection, &self->rules, address, YUTU_PLATE_NONE, &plate, error) ||
      !yutu_address_load_code (connection, address, 0, 0, self->stand->today, &code, error))
    return FALSE;
  sign.village = row->has_point ? find_village (self->stand->demo, row->point) : NULL;
  if (sign.village == NULL || plate.text == NULL)
    return TRUE;
  name = g_strconcat (plate.text, "牌", NULL);
  sign.name = name;
  sign.text = plate.text;
  sign.pinyin = plate.pinyin;
  sign.code = code;
  sign.point = row->point;
  return write_sign (self, &sign, error);
}

static const char HOMES_SQL[] =
  "SELECT id FROM address WHERE place = (SELECT min (id) FROM place_name WHERE class = 'estate' AND id >= ?1) AND valid_to = "
  "'9999-12-31' AND room IS NOT NULL ORDER BY id LIMIT ?2";

static gboolean
write_plates (Signs   *self,
              guint    n,
              GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean done = TRUE;

  if (g_str_equal (get_cell (self, "kind"), "home"))
    done = list_addresses (self->stand->connection, HOMES_SQL, 0, n, ids, error);
  for (guint i = 0; done && g_str_equal (get_cell (self, "kind"), "door") && i < self->chosen->len && ids->len < n; i++)
    done = list_addresses (self->stand->connection, DOORS_SQL, g_array_index (self->chosen, gint64, i),
                           MIN (n - ids->len, DOORS_OF_A_ROAD), ids, error);
  for (guint i = 0; done && i < ids->len; i++)
    done = write_plate (self, g_array_index (ids, gint64, i), error);
  return done;
}

gboolean
yutu_demo_write_signs (YutuDemoStand *stand,
                       GError       **error)
{
  g_auto (Signs) self = { .stand = stand, .table = yutu_demo_table_load ("signs.csv", error) };

  if (self.table == NULL || !yutu_plate_rules_load (&self.rules, stand->today, error) || !load_roads (&self, error))
    return FALSE;
  for (gsize i = 0; i < self.table->rows->len; i++)
    {
      g_autofree char *stream = NULL;
      guint            n = 0;

      self.row = i;
      n = (guint)g_ascii_strtoull (get_cell (&self, "n"), NULL, 10);
      stream = g_strjoin ("/", "signs", get_cell (&self, "kind"), NULL);
      yutu_demo_random (stand->demo, stream, &self.random);
      if (g_str_equal (get_cell (&self, "kind"), "road") ? !write_roads (&self, n, error) : !write_plates (&self, n, error))
        return FALSE;
    }
  return TRUE;
}
