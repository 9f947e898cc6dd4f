/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Natural villages, estates, hills. */

#include <string.h>

#include "demo/yutu-demo-noise.h"
#include "demo/yutu-demo-seeds.h"
#include "demo/yutu-demo-world-private.h"

/* ---- Natural villages ---- */

typedef struct
{
  YutuDemo   *demo;
  GPtrArray  *heads;
  GPtrArray  *tails;
  GHashTable *used; /* of the township */
  GArray     *sites;
  YutuRandom  random;
} Hamlets;

static gboolean
load_parts (Hamlets *self,
            GError **error)
{
  g_autoptr (YutuDemoTable) table = yutu_demo_table_load ("names-natural.csv", error);

  for (guint i = 0; table != NULL && i < table->rows->len; i++)
    {
      gboolean is_head = g_str_equal (yutu_demo_table_get (table, i, "part"), "head");

      g_ptr_array_add (is_head ? self->heads : self->tails,
                       g_string_chunk_insert_const (self->demo->strings,
                                                    yutu_demo_table_get (table, i, "text")));
    }
  return table != NULL;
}

static char *
invent_name (Hamlets *self)
{
  for (;;)
    {
      const char *head =
        g_ptr_array_index (self->heads, yutu_random_below (&self->random, self->heads->len));
      const char *tail =
        g_ptr_array_index (self->tails, yutu_random_below (&self->random, self->tails->len));
      g_autofree char *name = g_strconcat (head, tail, NULL);

      if (g_hash_table_add (self->used, g_strdup (name)))
        return g_steal_pointer (&name);
    }
}

static void
add_hamlet (Hamlets *self,
            guint    village,
            int      site,
            guint    rank)
{
  YutuDemoWorld   *world = self->demo->world;
  YutuDemoXY       at = world->mesh->sites[site];
  g_autofree char *name =
    rank > 0 ? invent_name (self)
             : yutu_demo_proper_name (
                 g_array_index (self->demo->villages, YutuDemoVillage, village).name);
  YutuDemoSpot spot = {
    yutu_demo_place_add (self->demo, name, "natural-village", rank > 0 ? 2 : 1, (int)village,
                         yutu_shape_new_point (yutu_demo_to_grid (at))),
    (int)village, at
  };

  g_array_append_val (world->hamlets, spot);
  g_array_append_val (self->sites, site);
}

/* Dry, and far enough from the hamlets there are. */
static gboolean
is_place_for_hamlet (const Hamlets *self,
                     guint          first,
                     int            site)
{
  const YutuDemoWorld *world = self->demo->world;

  if (world->is_wet[site])
    return FALSE;
  for (guint i = first; i < world->hamlets->len; i++)
    if (yutu_demo_distance (g_array_index (world->hamlets, YutuDemoSpot, i).middle,
                            world->mesh->sites[site]) < 1.6 * world->spacing_m[site])
      return FALSE;
  return TRUE;
}

/* A village that became part of this one goes on as its hamlet nearest to where it lay. */
static void
name_former (Hamlets *self,
             guint    village,
             guint    first)
{
  YutuDemoWorld   *world = self->demo->world;
  int              site = -1;
  const char      *former = yutu_demo_past_get_hamlet (self->demo, village, &site);
  g_autofree char *name = former != NULL ? yutu_demo_proper_name (former) : NULL;
  guint            nearest = 0;

  for (guint i = first + 1; name != NULL && i < world->hamlets->len; i++)
    if (nearest == 0 || yutu_demo_distance (g_array_index (world->hamlets, YutuDemoSpot, i).middle, world->mesh->sites[site]) <
                          yutu_demo_distance (g_array_index (world->hamlets, YutuDemoSpot, nearest).middle, world->mesh->sites[site]))
      nearest = i;
  if (nearest > 0)
    g_array_index (world->places, YutuDemoPlace, g_array_index (world->hamlets, YutuDemoSpot, nearest).place).name =
      g_string_chunk_insert_const (self->demo->strings, name);
}

static void
settle_village (Hamlets *self,
                guint    index,
                GArray  *cells)
{
  const YutuDemoVillage *village = &g_array_index (self->demo->villages, YutuDemoVillage, index);
  const YutuDemoWorld   *world = self->demo->world;
  YutuDemoXY             seat = yutu_demo_from_grid (village->seat);
  guint                  first = world->hamlets->len;
  guint                  wanted = 2 + (guint)yutu_random_below (&self->random, 5);

  for (guint i = 0; i < cells->len; i++)
    if (yutu_demo_distance (world->mesh->sites[g_array_index (cells, int, i)], seat) < 1)
      add_hamlet (self, index, g_array_index (cells, int, i), 0);
  for (int tries = 0; tries < 24 && world->hamlets->len - first < wanted; tries++)
    {
      int site = g_array_index (cells, int, yutu_random_below (&self->random, cells->len));

      if (is_place_for_hamlet (self, first, site))
        add_hamlet (self, index, site, world->hamlets->len - first);
    }
  name_former (self, index, first);
}

gboolean
yutu_demo_hamlets_make (YutuDemo *demo,
                        GArray   *sites,
                        GError  **error)
{
  YutuDemoWorld *world = demo->world;
  g_autoptr (GPtrArray) heads = g_ptr_array_new ();
  g_autoptr (GPtrArray) tails = g_ptr_array_new ();
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  Hamlets self = { .demo = demo, .heads = heads, .tails = tails, .used = used, .sites = sites };
  gsize   township = G_MAXSIZE;

  if (!load_parts (&self, error))
    return FALSE;
  yutu_demo_random (demo, "hamlets", &self.random);
  for (guint v = 0; v < demo->villages->len; v++)
    g_ptr_array_add (cells, g_array_new (FALSE, FALSE, sizeof (int)));
  for (int i = 0; i < (int)world->mesh->n_sites; i++)
    if (world->village[i] >= 0)
      g_array_append_val ((GArray *)cells->pdata[world->village[i]], i);
  for (guint v = 0; v < demo->villages->len; v++)
    {
      const YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage, v);

      if (village->township != township)
        g_hash_table_remove_all (used);
      township = village->township;
      if (!village->is_community ||
          !g_array_index (demo->townships, YutuDemoTownship, township).is_urban)
        settle_village (&self, v, cells->pdata[v]);
    }
  return TRUE;
}

/* ---- Hills ---- */

static gboolean
is_top (const YutuDemoWorld *self,
        int                  site)
{
  double height = self->site_height_m[site];

  if (self->village[site] < 0 || height < 160)
    return FALSE;
  for (int i = 0; i < (int)self->mesh->n_sites; i++)
    if (self->site_height_m[i] > height &&
        yutu_demo_distance (self->mesh->sites[i], self->mesh->sites[site]) < 1250)
      return FALSE;
  return TRUE;
}

gboolean
yutu_demo_hills_make (YutuDemo *demo,
                      GError  **error)
{
  YutuDemoWorld *world = demo->world;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  if (!yutu_demo_load_stock (demo, "names-hills.csv", names, error))
    return FALSE;
  for (int i = 0; i < (int)world->mesh->n_sites && names->len > 0; i++)
    if (is_top (world, i))
      yutu_demo_place_add (demo, g_ptr_array_steal_index (names, names->len - 1), "hill",
                           world->site_height_m[i] > 900 ? 1 : 2, world->village[i],
                           yutu_shape_new_point (yutu_demo_to_grid (world->mesh->sites[i])));
  return TRUE;
}

/* ---- Estates ---- */

static void
add_estate (YutuDemo  *demo,
            int        village,
            guint      number,
            YutuDemoXY at,
            GPtrArray *stock)
{
  static const char *const endings[] = { "花园", "小区", "公寓", "家园", "新村", "雅苑",
                                         "佳园", "华庭", "名苑", "嘉苑", "景苑", "丽苑" };
  const YutuDemoVillage   *unit = &g_array_index (demo->villages, YutuDemoVillage, village);
  g_autofree char         *proper = yutu_demo_proper_name (unit->name);
  guint64                  turn = yutu_demo_hash (demo->world->seed + 91, (guint64)village, 0);
  const char              *ending = endings[(number + turn) % G_N_ELEMENTS (endings)];
  g_autofree char         *name = g_strconcat (proper, ending, NULL);
  YutuDemoSpot             spot = { 0, village, at };

  if (number == 0 && stock->len > 0)
    {
      g_free (name);
      name = g_strdup (g_ptr_array_steal_index (stock, stock->len - 1));
    }
  spot.place = yutu_demo_place_add (demo, name, "estate", 1, village,
                                    yutu_shape_new_point (yutu_demo_to_grid (at)));
  g_array_append_val (demo->world->estates, spot);
}

static void
take_blocks (YutuDemo  *demo,
             GPtrArray *blocks)
{
  int start = 0;

  for (int row = -YUTU_DEMO_BLOCKS / 2; row < YUTU_DEMO_BLOCKS / 2; row++)
    for (int column = -YUTU_DEMO_BLOCKS / 2; column < YUTU_DEMO_BLOCKS / 2; column++)
      {
        YutuDemoXY at = yutu_demo_street_block (demo->world, column, row);
        int        village = yutu_demo_land_locate (demo->world, at, &start);

        if (village >= 0)
          g_array_append_val ((GArray *)blocks->pdata[village], at);
      }
}

/* A few round the seat, where there are no blocks. */
static void
scatter_estates (YutuDemo   *demo,
                 int         village,
                 guint       n,
                 YutuRandom *random,
                 GPtrArray  *stock)
{
  YutuDemoXY seat =
    yutu_demo_from_grid (g_array_index (demo->villages, YutuDemoVillage, village).seat);
  guint made = 0;

  for (int tries = 0; tries < 60 && made < n; tries++)
    {
      double     reach = tries < 40 ? 420 : 120;
      YutuDemoXY at = { seat.x + (2 * yutu_random_unit (random) - 1) * reach,
                        seat.y + (2 * yutu_random_unit (random) - 1) * reach };
      int        start = 0;

      if (yutu_demo_land_locate (demo->world, at, &start) == village)
        add_estate (demo, village, made++, at, stock);
    }
}

gboolean
yutu_demo_estates_make (YutuDemo *demo,
                        GError  **error)
{
  g_autoptr (GPtrArray) stock = g_ptr_array_new ();
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  YutuRandom random;

  if (!yutu_demo_load_stock (demo, "names-estates.csv", stock, error))
    return FALSE;
  yutu_demo_random (demo, "estates", &random);
  for (guint v = 0; v < demo->villages->len; v++)
    g_ptr_array_add (blocks, g_array_new (FALSE, FALSE, sizeof (YutuDemoXY)));
  take_blocks (demo, blocks);
  for (guint v = 0; v < demo->villages->len; v++)
    {
      const YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage, v);
      GArray                *own = blocks->pdata[v];
      gboolean               is_urban =
        g_array_index (demo->townships, YutuDemoTownship, village->township).is_urban;
      guint wanted = 5 + (guint)yutu_random_below (&random, 6);

      if (!village->is_community)
        continue;
      for (guint made = 0; is_urban && made < wanted && own->len > 0; made++)
        {
          guint pick = (guint)yutu_random_below (&random, own->len);

          add_estate (demo, (int)v, made, g_array_index (own, YutuDemoXY, pick), stock);
          g_array_remove_index_fast (own, pick);
        }
      if (!is_urban || blocks->len == 0)
        scatter_estates (demo, (int)v, 3, &random, stock);
    }
  return TRUE;
}
