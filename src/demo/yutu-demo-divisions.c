/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* County, townships and villages as they stood on the first day, entered as any boundary file
 * is. */

#include "demo/yutu-demo-divisions-private.h"

#include <string.h>

#include "demo/yutu-demo-noise.h"
#include "demo/yutu-demo-seeds.h"
#include "division/yutu-code-register.h"
#include "division/yutu-division-generic.h"
#include "division/yutu-division-import.h"
#include "gazetteer/yutu-pinyin.h"

#define COUNTY_PEOPLE  957055 /* census of 2020 */
#define COUNTY_AREA_M2 G_GINT64_CONSTANT (1391240000)
#define LINGSHANG      "330702207"

typedef struct
{
  YutuDemo      *demo;
  YutuDemoTable *townships; /* townships.csv */
  YutuDemoTable *plan;      /* demo-townships.csv */
  YutuDemoTable *moved;     /* lingshang.csv */
  YutuDemoTable *given;     /* names-given.csv */
} Divisions;

static const char *
keep (YutuDemo   *demo,
      const char *text)
{
  return g_string_chunk_insert_const (demo->strings, text);
}

/* ---- From the seeds ---- */

static gboolean
read_townships (Divisions *self,
                GError   **error)
{
  for (guint i = 0; i < self->townships->rows->len; i++)
    {
      const char      *manager = yutu_demo_table_get (self->townships, i, "managed_by");
      YutuDemoTownship township = {
        .code = keep (self->demo, yutu_demo_table_get (self->townships, i, "code")),
        .name = keep (self->demo, yutu_demo_table_get (self->townships, i, "name")),
        .type = keep (self->demo, yutu_demo_table_get (self->townships, i, "type")),
        .managed_by = *manager != '\0' ? keep (self->demo, manager) : NULL,
        .seat =
          yutu_point_from_degrees (yutu_demo_table_get_number (self->townships, i, "lon"),
                                   yutu_demo_table_get_number (self->townships, i, "lat")),
        .n_villages = (gsize)(yutu_demo_table_get_number (self->plan, i, "communities") +
                              yutu_demo_table_get_number (self->plan, i, "villages")),
      };

      if (!g_str_equal (township.code, yutu_demo_table_get (self->plan, i, "code")))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       "demo-townships.csv has no row for %s in its place", township.code);
          return FALSE;
        }
      township.is_abolished = g_str_equal (township.code, LINGSHANG);
      township.is_urban = g_str_equal (township.type, "street");
      township.is_mountain =
        yutu_demo_table_get_number (self->plan, i, "people") /
          yutu_demo_table_get_number (self->plan, i, "area_km2") <
        250;
      g_array_append_val (self->demo->townships, township);
    }
  return TRUE;
}

static void
make_land (Divisions *self)
{
  guint              n = self->demo->townships->len;
  g_autofree double *areas_m2 = g_new (double, n);
  g_autofree double *village_m2 = g_new (double, n);

  for (guint i = 0; i < n; i++)
    {
      areas_m2[i] = yutu_demo_table_get_number (self->plan, i, "area_km2") * 1e6;
      village_m2[i] =
        areas_m2[i] /
        (double)g_array_index (self->demo->townships, YutuDemoTownship, i).n_villages;
    }
  self->demo->world = yutu_demo_world_new (self->demo, village_m2);
  yutu_demo_water_flow (self->demo->world);
  yutu_demo_land_settle (self->demo->world, self->demo, areas_m2);
  yutu_demo_lines_draw (self->demo->world);
}

/* ---- Names ---- */

typedef struct
{
  gsize  village;
  double distance;
} Near;

static int
compare_near (gconstpointer a,
              gconstpointer b)
{
  const Near *one = a, *other = b;

  if (one->distance != other->distance)
    return one->distance < other->distance ? -1 : 1;
  return one->village < other->village ? -1 : one->village > other->village;
}

/* The villages of a township, those nearest to its seat first. */
static GArray *
list_by_distance (YutuDemo               *demo,
                  const YutuDemoTownship *township)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Near));

  for (gsize v = township->first_village; v < township->first_village + township->n_villages; v++)
    {
      YutuPoint seat = g_array_index (demo->villages, YutuDemoVillage, v).seat;
      Near      near = { v, yutu_demo_distance (yutu_demo_from_grid (seat),
                                                yutu_demo_from_grid (township->seat)) };

      g_array_append_val (list, near);
    }
  g_array_sort (list, compare_near);
  return list;
}

/* Names that the report gives go first: to the seat's village when the township is called so. */
static void
give_names (Divisions *self,
            guint      index,
            GPtrArray *villages,
            GPtrArray *communities)
{
  YutuDemo         *demo = self->demo;
  YutuDemoTownship *township = &g_array_index (demo->townships, YutuDemoTownship, index);
  g_autoptr (GArray) near = list_by_distance (demo, township);
  gsize n_communities = (gsize)yutu_demo_table_get_number (self->plan, index, "communities");
  guint next = 0;

  for (guint i = 0; i < near->len; i++)
    {
      YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage,
                                                 g_array_index (near, Near, i).village);

      village->is_community = i < n_communities;
    }
  for (guint row = 0; row < self->given->rows->len; row++)
    {
      const char *name = yutu_demo_table_get (self->given, row, "name");
      gboolean    is_community = g_str_has_suffix (name, "社区");

      if (!g_str_equal (yutu_demo_table_get (self->given, row, "township"), township->code))
        continue;
      for (next = 0; next < near->len; next++)
        {
          YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage,
                                                     g_array_index (near, Near, next).village);

          if (village->name == NULL && village->is_community == is_community)
            {
              village->name = keep (demo, name);
              break;
            }
        }
    }
  for (guint i = 0; i < near->len; i++)
    {
      YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage,
                                                 g_array_index (near, Near, i).village);
      GPtrArray       *stock = village->is_community ? communities : villages;

      if (village->name == NULL)
        village->name = g_ptr_array_steal_index (stock, stock->len - 1);
    }
}

/* The villages of the township that was abolished: those that went to the plain lie farthest
 * north. */
static void
give_moved_names (Divisions *self,
                  guint      index)
{
  YutuDemo         *demo = self->demo;
  YutuDemoTownship *township = &g_array_index (demo->townships, YutuDemoTownship, index);
  guint             n = self->moved->rows->len;
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (Near));

  for (gsize v = township->first_village; v < township->first_village + township->n_villages; v++)
    {
      Near near = { v,
                    (double)g_array_index (demo->villages, YutuDemoVillage, v).seat.y };

      /* The first, with the seat, stays with the south. */
      if (v == township->first_village)
        near.distance = 0;
      g_array_append_val (order, near);
    }
  g_array_sort (order, compare_near);
  for (guint i = 0; i < n && i < order->len; i++)
    {
      YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage,
                                                 g_array_index (order, Near, i).village);
      const char      *after = yutu_demo_table_get (self->moved, i, "township_after");

      village->name = keep (demo, yutu_demo_table_get (self->moved, i, "name"));
      for (guint t = 0; demo->spec->carry_out != NULL && t < demo->townships->len; t++)
        if (g_str_equal (g_array_index (demo->townships, YutuDemoTownship, t).code, after))
          village->township_now = t;
    }
}

static gboolean
name_villages (Divisions *self,
               GError   **error)
{
  YutuDemo *demo = self->demo;
  g_autoptr (GPtrArray) villages = g_ptr_array_new ();
  g_autoptr (GPtrArray) communities = g_ptr_array_new ();

  if (!yutu_demo_load_stock (demo, "names-villages.csv", villages, error) ||
      !yutu_demo_load_stock (demo, "names-communities.csv", communities, error))
    return FALSE;
  if (villages->len + communities->len < demo->villages->len)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "%u villages need names, the stocks have %u", demo->villages->len,
                   villages->len + communities->len);
      return FALSE;
    }
  for (guint i = 0; i < demo->townships->len; i++)
    if (g_array_index (demo->townships, YutuDemoTownship, i).is_abolished)
      give_moved_names (self, i);
    else
      give_names (self, i, villages, communities);
  return TRUE;
}

/* ---- People ---- */

static void
count_people (Divisions *self)
{
  YutuDemo  *demo = self->demo;
  double     total = 0;
  gint64     counted = 0;
  YutuRandom random;

  yutu_demo_random (demo, "people", &random);
  for (guint i = 0; i < demo->townships->len; i++)
    total += yutu_demo_table_get_number (self->plan, i, "people");
  for (guint i = 0; i < demo->townships->len; i++)
    {
      YutuDemoTownship *township = &g_array_index (demo->townships, YutuDemoTownship, i);
      double            people = yutu_demo_table_get_number (self->plan, i, "people") / total *
                      COUNTY_PEOPLE;
      double             sum = 0;
      g_autofree double *weights = g_new (double, township->n_villages);

      for (gsize v = 0; v < township->n_villages; v++)
        {
          const YutuDemoVillage *village =
            &g_array_index (demo->villages, YutuDemoVillage, township->first_village + v);

          weights[v] =
            (village->is_community ? 3 : 1) * exp (0.35 * yutu_random_normal (&random));
          sum += weights[v];
        }
      for (gsize v = 0; v < township->n_villages; v++)
        {
          YutuDemoVillage *village =
            &g_array_index (demo->villages, YutuDemoVillage, township->first_village + v);

          village->population = (gint64)(people * weights[v] / sum);
          counted += village->population;
        }
    }
  g_array_index (demo->villages, YutuDemoVillage, 0).population += COUNTY_PEOPLE - counted;
}

/* Every row that was asked for, by the people there, to the last one. Where the act changes the
 * names, an address will have two: one before, one since. */
static void
share_addresses (YutuDemo *demo)
{
  gint64 before = 0, total = 0, left = (gint64)demo->spec->addresses;

  for (guint i = 0; i < demo->villages->len; i++)
    {
      const YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage, i);

      total += village->population * (village->township != village->township_now ? 2 : 1);
    }
  for (guint i = 0; i < demo->villages->len; i++)
    {
      YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage, i);
      int              rows = village->township != village->township_now ? 2 : 1;
      gint64           people = before + village->population * rows;
      __int128         wanted = demo->spec->addresses;

      village->addresses[1] =
        (gint64)(wanted * people / total - wanted * before / total) / rows;
      left -= village->addresses[1] * rows;
      before = people;
    }
  g_array_index (demo->villages, YutuDemoVillage, 0).addresses[1] += left;
}

/* Of today, or merged before. */
static const char *
village_name (const YutuDemo *demo,
              guint           index)
{
  return index < demo->villages->len ? g_array_index (demo->villages, YutuDemoVillage, index).name
                                     : yutu_demo_past_get_merged (demo, index - demo->villages->len)->name;
}

/* ---- Codes ---- */

/* Communities 001 on, villages 201 on, in the order of the township's villages. */
static gboolean
make_codes (Divisions *self,
            char     **codes,
            GError   **error)
{
  YutuDemo *demo = self->demo;

  for (guint i = 0; i < demo->townships->len; i++)
    {
      const YutuDemoTownship *township = &g_array_index (demo->townships, YutuDemoTownship, i);
      const YutuDemoFormer   *former = NULL;
      int                     community = 1, plain = 201;

      for (gsize v = township->first_village;
           v < township->first_village + township->n_villages; v++)
        {
          const YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage, v);

          codes[v] = g_strdup_printf ("%s%03d", township->code,
                                      village->is_community ? community++ : plain++);
          for (guint row = 0; township->is_abolished && row < self->moved->rows->len; row++)
            if (g_str_equal (yutu_demo_table_get (self->moved, row, "name"), village->name))
              {
                g_free (codes[v]);
                codes[v] = g_strdup (yutu_demo_table_get (self->moved, row, "code"));
              }
        }
      for (guint k = 0; (former = yutu_demo_past_get_merged (demo, k)) != NULL; k++)
        if (g_array_index (demo->villages, YutuDemoVillage, former->village).township == i)
          codes[demo->villages->len + k] = g_strdup_printf ("%s%03d", township->code, plain++);
    }
  return TRUE;
}

/* The county's code and those of the prefecture and province above it. */
static gboolean
register_county (YutuConnection *connection,
                 GError        **error)
{
  g_autoptr (YutuDemoTable) table = yutu_demo_table_load ("county.csv", error);

  for (guint row = 0; table != NULL && row < table->rows->len; row++)
    {
      YutuCode code = {
        .kind = "mca",
        .code = yutu_demo_table_get (table, row, "code"),
        .name = yutu_demo_table_get (table, row, "name"),
        .valid_from = YUTU_DEMO_LAND_DAY,
        .source = yutu_demo_table_get (table, row, "source"),
      };

      if (!yutu_code_register_add (connection, &code, FALSE, error))
        return FALSE;
    }
  return table != NULL;
}

static gboolean
register_codes (Divisions      *self,
                YutuConnection *connection,
                char          **codes,
                GError        **error)
{
  YutuDemo *demo = self->demo;

  if (!register_county (connection, error))
    return FALSE;
  for (guint i = 0; i < demo->townships->len; i++)
    {
      const YutuDemoTownship *township = &g_array_index (demo->townships, YutuDemoTownship, i);
      YutuCode                code = {
                       .kind = "mca",
                       .code = township->code,
                       .name = township->name,
                       .valid_from = YUTU_DEMO_LAND_DAY,
                       .source = "GB/T 10114, townships.csv",
      };

      if (!yutu_code_register_add (connection, &code, FALSE, error))
        return FALSE;
    }
  for (guint v = 0; codes[v] != NULL; v++)
    {
      YutuCode code = {
        .kind = "stat",
        .code = codes[v],
        .name = village_name (demo, v),
        .valid_from = YUTU_DEMO_LAND_DAY,
        .source = "示例",
      };

      if (!yutu_code_register_add (connection, &code, FALSE, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Units ---- */

/* Units of one level that enter together, as the polygons of one file. */
typedef struct
{
  int        level;
  guint      n;
  const int *labels; /* by site */
  const char *(*get_name) (const YutuDemo *demo, guint index);
  const char *(*get_code) (const YutuDemo *demo, guint index, char **codes);
} Layer;

static const char *
county_name (const YutuDemo *demo,
             guint           index)
{
  return YUTU_DEMO_COUNTY_NAME;
}

static const char *
county_code (const YutuDemo *demo,
             guint           index,
             char          **codes)
{
  return YUTU_DEMO_COUNTY_CODE;
}

static const char *
township_name (const YutuDemo *demo,
               guint           index)
{
  return g_array_index (demo->townships, YutuDemoTownship, index).name;
}

static const char *
township_code (const YutuDemo *demo,
               guint           index,
               char          **codes)
{
  return g_array_index (demo->townships, YutuDemoTownship, index).code;
}

static const char *
village_code (const YutuDemo *demo,
              guint           index,
              char          **codes)
{
  return codes[index];
}

/* The demo's own polygons fit: whatever the import has to say of a place is a fault of the demo. */
static gboolean
check_findings (const YutuDivisionImportResult *result,
                GError                        **error)
{
  for (guint i = 0; i < result->findings->len; i++)
    {
      YutuDivisionFinding *finding = g_ptr_array_index (result->findings, i);

      if (!finding->rejects && !finding->has_place)
        continue;
      g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_FAILED,
                   "the demo's polygons do not fit: %s", finding->message);
      return FALSE;
    }
  return TRUE;
}

static gboolean
import_layer (YutuDemo       *demo,
              YutuConnection *connection,
              const Layer    *layer,
              char          **codes,
              GError        **error)
{
  g_autofree YutuDivisionSource *rows = g_new0 (YutuDivisionSource, layer->n);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  g_auto (YutuDivisionImportResult) result = { 0 };
  YutuDivisionImportOptions options = {
    .level = layer->level,
    .source = YUTU_DEMO_SOURCE,
    .valid_from = YUTU_DEMO_LAND_DAY,
    .progress = demo->progress,
  };
  gboolean done;

  for (guint i = 0; i < layer->n; i++)
    {
      GPtrArray        *rings = yutu_demo_lines_list_rings (demo->world, layer->labels, (int)i);
      YutuTopologyRing *list = g_new0 (YutuTopologyRing, rings->len);

      g_ptr_array_add (all, rings);
      for (guint r = 0; r < rings->len; r++)
        {
          GArray *ring = g_ptr_array_index (rings, r);

          list[r].points = (YutuPoint *)(gpointer)ring->data;
          list[r].n_points = ring->len;
        }
      rows[i] = (YutuDivisionSource){
        .row = i + 1,
        .name = layer->get_name (demo, i),
        .code = layer->get_code (demo, i, codes),
        .rings = list,
        .n_rings = rings->len,
      };
    }
  done = yutu_division_import (connection, rows, layer->n, &options, TRUE, &result, error) &&
         check_findings (&result, error);
  for (guint i = 0; i < layer->n; i++)
    g_free (rows[i].rings);
  return done;
}

/* Villages of the first day. */
static guint
count_units (const YutuDemo *demo)
{
  guint n = demo->villages->len;

  while (yutu_demo_past_get_merged (demo, n - demo->villages->len) != NULL)
    n++;
  return n;
}

static gboolean
import_all (YutuDemo       *demo,
            YutuConnection *connection,
            char          **codes,
            GError        **error)
{
  const YutuDemoWorld *world = demo->world;
  g_autofree int      *county = g_new (int, world->mesh->n_sites);
  g_autofree int      *villages = yutu_demo_past_dup_labels (demo);
  const Layer          layers[] = {
             { 3, 1, county, county_name, county_code },
             { 4, demo->townships->len, world->township, township_name, township_code },
             { 5, count_units (demo), villages, village_name, village_code },
  };

  for (guint i = 0; i < world->mesh->n_sites; i++)
    county[i] = world->township[i] >= 0 ? 0 : -1;
  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    if (!import_layer (demo, connection, &layers[i], codes, error))
      return FALSE;
  return TRUE;
}

/* ---- What a boundary file does not tell of a unit ---- */

/* @facts: what is known besides; names, parent and days are those of the unit with its code. */
static gboolean
complete_unit (YutuDemo           *demo,
               YutuConnection     *connection,
               const YutuDivision *known,
               gint64             *unit,
               GError            **error)
{
  g_autoptr (YutuDivision) now =
    yutu_division_find_one (connection, known->code, YUTU_DEMO_LAND_DAY, error);
  g_autoptr (YutuRomanized) roman = NULL;
  g_autofree char *uuid = yutu_demo_make_uuid (demo, known->code);
  sqlite3_stmt    *statement = NULL;
  YutuDivision     facts;

  if (now == NULL)
    return FALSE;
  roman = yutu_pinyin_romanize (now->name, NULL);
  facts = *now;
  facts.type = known->type != NULL ? known->type : now->type;
  facts.pinyin = roman->plain;
  facts.stat_code = known->stat_code;
  facts.managed_by = known->managed_by;
  facts.area_legal_m2 = known->area_legal_m2;
  facts.population = known->population;
  facts.urban_rural = known->urban_rural;
  facts.has_seat = TRUE;
  facts.seat = known->seat;
  if (!yutu_division_change (connection, &facts, error))
    return FALSE;
  *unit = now->unit;
  statement = yutu_connection_prepare (connection,
                                       "UPDATE division SET uuid = ?2 WHERE unit = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, now->unit);
  sqlite3_bind_text (statement, 2, uuid, -1, SQLITE_STATIC);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
complete_upper_units (YutuDemo       *demo,
                      YutuConnection *connection,
                      GError        **error)
{
  YutuDivision county = {
    .code = YUTU_DEMO_COUNTY_CODE,
    .area_legal_m2 = COUNTY_AREA_M2,
    .population = COUNTY_PEOPLE,
    .seat = g_array_index (demo->townships, YutuDemoTownship, 1).seat,
  };

  if (!complete_unit (demo, connection, &county, &demo->county, error))
    return FALSE;
  for (guint i = 0; i < demo->townships->len; i++)
    {
      YutuDemoTownship *township = &g_array_index (demo->townships, YutuDemoTownship, i);
      YutuDivision      facts = {
             .type = township->type,
             .code = township->code,
             .managed_by = township->managed_by,
             .area_legal_m2 = -1,
             .seat = township->seat,
      };

      for (gsize v = 0; v < township->n_villages; v++)
        facts.population +=
          g_array_index (demo->villages, YutuDemoVillage, township->first_village + v).population;
      if (!complete_unit (demo, connection, &facts, &township->unit, error))
        return FALSE;
    }
  return TRUE;
}

static const char *
class_of (const YutuDemoTownship *township,
          const YutuDemoVillage  *village)
{
  if (township->is_urban)
    return village->is_community ? "111" : "112";
  if (village->is_community)
    return "121";
  return g_str_equal (township->type, "township") && village->seat.x == township->seat.x &&
             village->seat.y == township->seat.y
           ? "210"
           : "220";
}

static gboolean
complete_village (YutuDemo       *demo,
                  YutuConnection *connection,
                  guint           index,
                  const char     *code,
                  GError        **error)
{
  YutuDemoVillage        *village = &g_array_index (demo->villages, YutuDemoVillage, index);
  const YutuDemoTownship *township =
    &g_array_index (demo->townships, YutuDemoTownship, village->township);
  YutuDivision facts = {
    .code = code,
    .stat_code = code,
    .managed_by = township->managed_by,
    .area_legal_m2 = -1,
    .population = yutu_demo_past_get_people (demo, index),
    .urban_rural = class_of (township, village),
    .seat = village->seat,
  };

  return complete_unit (demo, connection, &facts, &village->unit, error);
}

static gboolean
complete_merged (YutuDemo       *demo,
                 YutuConnection *connection,
                 YutuDemoFormer *former,
                 const char     *code,
                 GError        **error)
{
  const YutuDemoVillage  *now = &g_array_index (demo->villages, YutuDemoVillage, former->village);
  const YutuDemoTownship *township = &g_array_index (demo->townships, YutuDemoTownship, now->township);
  YutuDivision            facts = {
               .code = code,
               .stat_code = code,
               .managed_by = township->managed_by,
               .area_legal_m2 = -1,
               .population = now->population - yutu_demo_past_get_people (demo, former->village),
               .urban_rural = class_of (township, now),
               .seat = yutu_demo_to_grid (demo->world->mesh->sites[former->site]),
  };

  return complete_unit (demo, connection, &facts, &former->unit, error);
}

static gboolean
write_units (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Divisions *self = data;
  YutuDemo  *demo = self->demo;
  g_auto (GStrv) codes = g_new0 (char *, count_units (demo) + 1);

  if (!make_codes (self, codes, error) || !yutu_demo_write_settings (connection, error) ||
      !register_codes (self, connection, codes, error) ||
      !import_all (demo, connection, codes, error) ||
      !complete_upper_units (demo, connection, error))
    return FALSE;
  for (guint v = 0; v < demo->villages->len; v++)
    if (!complete_village (demo, connection, v, codes[v], error))
      return FALSE;
  for (guint v = demo->villages->len; codes[v] != NULL; v++)
    if (!complete_merged (demo, connection, yutu_demo_past_get_merged (demo, v - demo->villages->len), codes[v], error))
      return FALSE;
  return TRUE;
}

static gboolean
read_shapes (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  YutuDemo *demo = data;

  for (guint v = 0; v < demo->villages->len; v++)
    {
      YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage, v);

      if (!yutu_division_load_shape (connection, village->unit, YUTU_DEMO_FIRST_DAY,
                                     &village->shape, error))
        return FALSE;
      if (village->shape == NULL)
        {
          g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_FAILED,
                       "%s came out without land", village->name);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
yutu_demo_add_divisions (YutuDemo *demo,
                         GError  **error)
{
  g_autoptr (YutuDemoTable) townships = yutu_demo_table_load ("townships.csv", error);
  g_autoptr (YutuDemoTable) plan =
    townships != NULL ? yutu_demo_table_load ("demo-townships.csv", error) : NULL;
  g_autoptr (YutuDemoTable) moved =
    plan != NULL ? yutu_demo_table_load ("lingshang.csv", error) : NULL;
  g_autoptr (YutuDemoTable) given =
    moved != NULL ? yutu_demo_table_load ("names-given.csv", error) : NULL;
  Divisions     self = { demo, townships, plan, moved, given };
  YutuEntrySpec entry = {
    .kind = "demo-divisions",
    .title = "演示县：区划",
    .actor = YUTU_DEMO_ACTOR,
    .bulk = TRUE,
  };

  if (given == NULL || !read_townships (&self, error))
    return FALSE;
  if (!yutu_progress_step (demo->progress, "land", 0, 0, error))
    return FALSE;
  make_land (&self);
  if (!name_villages (&self, error))
    return FALSE;
  count_people (&self);
  share_addresses (demo);
  return yutu_demo_past_load (demo, error) &&
         yutu_store_write (demo->store, &entry, write_units, &self, NULL, NULL, error) && yutu_demo_past_end (demo, error) &&
         yutu_store_read (demo->store, read_shapes, demo, NULL, error);
}
