/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where things stand: villages by population, townships, hills away from the houses, doors. */

#include "demo/yutu-demo-stand-private.h"
#include "geo/yutu-exact.h"

#include <math.h>
#include <string.h>

#define METRES_PER_DEGREE 111000.0
#define SEAT_SPREAD_M     180.0 /* of what stands in a village around its seat */
#define MARGIN_M          90.0  /* between graves and a border */
#define N_TRIES           40
#define N_HILL_TRIES      12

static const YutuDemoTownship *
get_township (const YutuDemo *demo,
              gsize           index)
{
  return &g_array_index (demo->townships, YutuDemoTownship, index);
}

/* ---- Who is meant ---- */

static gboolean
is_in_part (const YutuDemoTownship *township,
            const char             *part)
{
  if (g_str_equal (part, "all"))
    return TRUE;
  if (g_str_equal (part, "managed"))
    return township->managed_by == NULL;
  if (g_str_equal (part, "urban"))
    return township->is_urban;
  if (g_str_equal (part, "rural"))
    return !township->is_urban;
  if (g_str_equal (part, "mountain"))
    return township->is_mountain;
  return g_str_equal (part, township->name);
}

static gboolean
is_in_scope (const YutuDemoTownship *township,
             const char             *scope)
{
  g_auto (GStrv) parts = g_strsplit (scope, "+", -1);

  for (gsize i = 0; parts[i] != NULL; i++)
    if (!is_in_part (township, parts[i]))
      return FALSE;
  return TRUE;
}

/* Indexes of the villages, or of the townships that still are, in @scope. */
static GArray *
list_candidates (const YutuDemo *demo,
                 const char     *scope,
                 gboolean        villages)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (gsize));
  guint   n = villages ? demo->villages->len : demo->townships->len;

  for (gsize i = 0; i < n; i++)
    {
      const YutuDemoVillage *village =
        villages ? &g_array_index (demo->villages, YutuDemoVillage, i) : NULL;
      const YutuDemoTownship *township =
        get_township (demo, village != NULL ? village->township_now : i);

      if ((village != NULL || !township->is_abolished) && is_in_scope (township, scope))
        g_array_append_val (found, i);
    }
  return found;
}

typedef struct
{
  double key;
  gsize  index;
} Draw;

static int
compare_draws (gconstpointer a,
               gconstpointer b)
{
  const Draw *left = a;
  const Draw *right = b;

  return left->key != right->key ? (left->key > right->key) - (left->key < right->key)
                                 : (left->index > right->index) - (left->index < right->index);
}

/* Puts the candidates into a random order in which great weights tend to the front (exponential
 * keys: P. Efraimidis, P. Spirakis, "Weighted random sampling with a reservoir", 2006). */
static void
shuffle (const YutuDemo *demo,
         GArray         *candidates,
         gboolean        by_population,
         YutuRandom     *random)
{
  g_autofree Draw *draws = g_new (Draw, MAX (candidates->len, 1));

  for (guint i = 0; i < candidates->len; i++)
    {
      gsize  index = g_array_index (candidates, gsize, i);
      gint64 people =
        by_population ? g_array_index (demo->villages, YutuDemoVillage, index).population : 1;

      draws[i] =
        (Draw){ -log (1 - yutu_random_unit (random)) / (double)MAX (people, 1), index };
    }
  qsort (draws, candidates->len, sizeof (Draw), compare_draws);
  for (guint i = 0; i < candidates->len; i++)
    g_array_index (candidates, gsize, i) = draws[i].index;
}

/* Brings those that @of has not had yet to the front, their order kept. */
static void
put_fresh_first (YutuDemoStand *stand,
                 GArray        *candidates,
                 const char    *of)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (gsize));
  guint n = 0;

  for (guint i = 0; of != NULL && i < candidates->len; i++)
    {
      gsize            index = g_array_index (candidates, gsize, i);
      g_autofree char *key = g_strdup_printf ("%s@%zu", of, index);

      if (g_hash_table_contains (stand->taken, key))
        g_array_append_val (seen, index);
      else
        g_array_index (candidates, gsize, n++) = index;
    }
  for (guint i = 0; i < seen->len; i++)
    g_array_index (candidates, gsize, n++) = g_array_index (seen, gsize, i);
}

static void
note_taken (YutuDemoStand *stand,
            gsize          index,
            const char    *of)
{
  if (of != NULL)
    g_hash_table_add (stand->taken, g_strdup_printf ("%s@%zu", of, index));
}

/* One of the villages, by how many live there. */
static gsize
pick_by_population (const YutuDemo *demo,
                    const GArray   *candidates,
                    YutuRandom     *random)
{
  gint64 total = 0;
  gint64 at;

  for (guint i = 0; i < candidates->len; i++)
    total += MAX (1, g_array_index (demo->villages, YutuDemoVillage,
                                    g_array_index (candidates, gsize, i))
                       .population);
  at = (gint64)yutu_random_below (random, (guint64)total);
  for (guint i = 0; i < candidates->len; i++)
    {
      gsize index = g_array_index (candidates, gsize, i);

      at -= MAX (1, g_array_index (demo->villages, YutuDemoVillage, index).population);
      if (at < 0)
        return index;
    }
  return g_array_index (candidates, gsize, candidates->len - 1);
}

/* ---- Points ---- */

static YutuPoint
move_m (YutuPoint from,
        double    east_m,
        double    north_m)
{
  double lat_deg = yutu_grid_to_degrees (from.y);
  double east_deg = east_m / (METRES_PER_DEGREE * cos (lat_deg * G_PI / 180));

  return (YutuPoint){ from.x + yutu_grid_from_degrees (east_deg),
                      from.y + yutu_grid_from_degrees (north_m / METRES_PER_DEGREE) };
}

static gboolean
is_inside (const YutuDemoVillage *village,
           YutuPoint              point)
{
  return village->shape != NULL &&
         yutu_exact_point_in_shape (point, village->shape) == YUTU_INSIDE;
}

/* No border within some steps. */
static gboolean
is_well_inside (const YutuDemoVillage *village,
                YutuPoint              point)
{
  return is_inside (village, point) && is_inside (village, move_m (point, MARGIN_M, 0)) &&
         is_inside (village, move_m (point, -MARGIN_M, 0)) &&
         is_inside (village, move_m (point, 0, MARGIN_M)) &&
         is_inside (village, move_m (point, 0, -MARGIN_M));
}

static YutuPoint
pick_near_seat (const YutuDemoVillage *village,
                YutuRandom            *random)
{
  for (int i = 0; i < N_TRIES; i++)
    {
      double    spread_m = SEAT_SPREAD_M / (1 + i / 10);
      YutuPoint point = move_m (village->seat, spread_m * yutu_random_normal (random),
                                spread_m * yutu_random_normal (random));

      if (is_inside (village, point))
        return point;
    }
  return village->seat;
}

/* Of some points anywhere inside, the one farthest from the houses. */
static YutuPoint
pick_in_hills (const YutuDemoVillage *village,
               YutuRandom            *random)
{
  YutuPoint best = village->seat;
  double    best_away = -1;
  int       n = 0;

  for (int i = 0; i < N_TRIES * N_HILL_TRIES && n < N_HILL_TRIES && village->shape != NULL; i++)
    {
      const YutuBox *box = &village->shape->box;
      YutuPoint      point = {
             box->min_x + (gint64)yutu_random_below (random, (guint64)(box->max_x - box->min_x) + 1),
             box->min_y + (gint64)yutu_random_below (random, (guint64)(box->max_y - box->min_y) + 1)
      };
      double away = hypot ((double)(point.x - village->seat.x), (double)(point.y - village->seat.y));

      if (!is_well_inside (village, point))
        continue;
      n++;
      if (away > best_away)
        {
          best = point;
          best_away = away;
        }
    }
  return best;
}

/* The village of a township in which its seat lies, else its first. */
static const YutuDemoVillage *
find_seat_village (const YutuDemo *demo,
                   gsize           township)
{
  const YutuDemoVillage *first = NULL;

  for (guint i = 0; i < demo->villages->len; i++)
    {
      const YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage, i);

      if (village->township_now != township)
        continue;
      if (first == NULL)
        first = village;
      if (is_inside (village, get_township (demo, township)->seat))
        return village;
    }
  return first;
}

static const YutuDemoVillage *
pick_village_of (const YutuDemo *demo,
                 gsize           township,
                 YutuRandom     *random)
{
  const YutuDemoVillage *picked = NULL;
  guint64                seen = 0;

  for (guint i = 0; i < demo->villages->len; i++)
    {
      const YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage, i);

      if (village->township_now == township && yutu_random_below (random, ++seen) == 0)
        picked = village;
    }
  return picked;
}

/* ---- Choosing ---- */

static YutuDemoSpot
make_spot (const YutuDemo *demo,
           const char     *what,
           gsize           index,
           YutuRandom     *random)
{
  YutuDemoSpot spot = { .township = index };

  if (g_str_equal (what, "township"))
    {
      spot.village = find_seat_village (demo, index);
      if (spot.village == NULL)
        return spot;
      spot.has_point = TRUE;
      spot.point = move_m (get_township (demo, index)->seat,
                           SEAT_SPREAD_M * yutu_random_normal (random),
                           SEAT_SPREAD_M * yutu_random_normal (random));
      if (!is_inside (spot.village, spot.point))
        spot.point = pick_near_seat (spot.village, random);
      return spot;
    }
  if (g_str_equal (what, "outskirts"))
    {
      spot.village = pick_village_of (demo, index, random);
      if (spot.village == NULL)
        return spot;
      spot.has_point = TRUE;
      spot.point = pick_in_hills (spot.village, random);
      return spot;
    }
  spot.village = &g_array_index (demo->villages, YutuDemoVillage, index);
  spot.township = spot.village->township_now;
  if (g_str_equal (what, "centre"))
    return spot;
  if (g_str_equal (what, "address") && spot.village->addresses[0] != 0 &&
      spot.village->addresses[1] > 0)
    {
      spot.address = spot.village->addresses[0] +
                     (gint64)yutu_random_below (random, (guint64)spot.village->addresses[1]);
      return spot;
    }
  spot.has_point = TRUE;
  spot.point = g_str_equal (what, "hill") ? pick_in_hills (spot.village, random)
                                          : pick_near_seat (spot.village, random);
  return spot;
}

static void
fail (const char *where,
      GError    **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "seeds: nothing in the county is \"%s\"; correct the place", where);
}

static gboolean
choose_in_scope (YutuDemoStand *stand,
                 const char    *what,
                 const char    *scope,
                 const char    *of,
                 gsize          n,
                 YutuRandom    *random,
                 GArray        *spots)
{
  const YutuDemo *demo = stand->demo;
  gboolean        villages = !g_str_equal (what, "township") && !g_str_equal (what, "outskirts");
  g_autoptr (GArray) candidates = list_candidates (demo, scope, villages);

  if (candidates->len == 0)
    return FALSE;
  /* Doors are drawn again and again, the rest once a round. */
  for (gsize i = 0; i < n; i++)
    {
      gsize        at = i % candidates->len;
      gboolean     is_door = g_str_equal (what, "address");
      gsize        index;
      YutuDemoSpot spot;

      if (at == 0 && !is_door)
        {
          shuffle (demo, candidates, villages && !g_str_equal (what, "hill"), random);
          put_fresh_first (stand, candidates, of);
        }
      index = is_door ? pick_by_population (demo, candidates, random)
                      : g_array_index (candidates, gsize, at);
      if (!is_door)
        note_taken (stand, index, of);
      spot = make_spot (demo, what, index, random);
      g_array_append_val (spots, spot);
    }
  return TRUE;
}

/* "TOWNSHIP/VILLAGE": that village, or where the county does not have it any of the township. */
static gboolean
choose_named (YutuDemoStand *stand,
              const char    *name,
              gsize          n,
              YutuRandom    *random,
              GArray        *spots)
{
  g_auto (GStrv) names = g_strsplit (name, "/", 2);
  const YutuDemo *demo = stand->demo;

  for (guint i = 0; names[1] != NULL && i < demo->villages->len; i++)
    {
      const YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage, i);

      if (!g_str_equal (village->name, names[1]) ||
          !g_str_equal (get_township (demo, village->township_now)->name, names[0]))
        continue;
      for (gsize k = 0; k < n; k++)
        {
          YutuDemoSpot spot = make_spot (demo, "village", i, random);

          g_array_append_val (spots, spot);
        }
      return TRUE;
    }
  if (names[1] != NULL)
    return choose_in_scope (stand, "village", names[0], NULL, n, random, spots);
  for (guint i = 0; i < demo->townships->len; i++)
    if (g_str_equal (get_township (demo, i)->name, names[0]))
      {
        for (gsize k = 0; k < n; k++)
          {
            YutuDemoSpot spot = { .township = i };

            if (!get_township (demo, i)->is_abolished)
              spot = make_spot (demo, "township", i, random);
            g_array_append_val (spots, spot);
          }
        return TRUE;
      }
  return FALSE;
}

/* The one around @point, else the one with the nearest seat: water may lie on a border. */
static const YutuDemoVillage *
find_village_at (const YutuDemo *demo,
                 YutuPoint       point)
{
  const YutuDemoVillage *nearest = NULL;
  double                 least = INFINITY;

  for (guint i = 0; i < demo->villages->len; i++)
    {
      const YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage, i);
      double                 away =
        hypot ((double)(village->seat.x - point.x), (double)(village->seat.y - point.y));

      if (is_inside (village, point))
        return village;
      if (away < least)
        {
          nearest = village;
          least = away;
        }
    }
  return nearest;
}

/* Inside the place that has this standard name, and the village that it lies in. */
static gboolean
choose_place (YutuDemoStand *stand,
              const char    *name,
              gsize          n,
              GArray        *spots,
              GError       **error)
{
  const YutuDemo *demo = stand->demo;
  YutuDemoSpot    spot = { .township = G_MAXSIZE, .has_point = TRUE };
  gboolean        row;
  sqlite3_stmt   *statement = yutu_connection_prepare (
      stand->connection,
      "SELECT ST_X (p), ST_Y (p) FROM (SELECT ST_PointOnSurface (geom) AS p FROM place_name "
        "WHERE name = ?1 AND geom IS NOT NULL ORDER BY id LIMIT 1)",
      error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, name, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (stand->connection, statement, &row, error) || !row)
    return FALSE;
  spot.point = yutu_point_from_degrees (sqlite3_column_double (statement, 0),
                                        sqlite3_column_double (statement, 1));
  sqlite3_reset (statement);
  spot.village = find_village_at (demo, spot.point);
  if (spot.village == NULL)
    return FALSE;
  spot.township = spot.village->township_now;
  for (gsize i = 0; i < n; i++)
    g_array_append_val (spots, spot);
  return TRUE;
}

static gboolean
choose_lines (YutuDemoStand *stand,
              gsize          n,
              GArray        *spots)
{
  for (gsize i = 0; i < n && stand->line_names->len > 0; i++)
    {
      guint        at = (guint)(i % stand->line_names->len);
      YutuDemoSpot spot = { .township = G_MAXSIZE,
                            .line = g_array_index (stand->demo->lines, gint64, at),
                            .line_name = stand->line_names->pdata[at],
                            .neighbour = stand->neighbours->pdata[at] };

      g_array_append_val (spots, spot);
    }
  return stand->line_names->len > 0;
}

static gboolean
choose_pillars (YutuDemoStand *stand,
                gsize          n,
                YutuRandom    *random,
                GArray        *spots)
{
  for (gsize i = 0; i < n && stand->pillars->len > 0; i++)
    {
      const YutuDemoPillar *pillar = &g_array_index (
        stand->pillars, YutuDemoPillar, yutu_random_below (random, stand->pillars->len));
      YutuDemoSpot spot = { .township = G_MAXSIZE, .pillar = pillar, .line_name = pillar->line };

      g_array_append_val (spots, spot);
    }
  return stand->pillars->len > 0;
}

GArray *
yutu_demo_spots_choose (YutuDemoStand *stand,
                        const char    *where,
                        const char    *of,
                        gsize          n,
                        YutuRandom    *random,
                        GError       **error)
{
  g_auto (GStrv) words = g_strsplit (where, " ", 2);
  g_autoptr (GArray) spots = g_array_new (FALSE, TRUE, sizeof (YutuDemoSpot));
  const char *what = words[0] != NULL ? words[0] : "";
  const char *scope = what[0] != '\0' && words[1] != NULL ? words[1] : "all";
  gboolean    found = FALSE;

  if (g_str_equal (what, "line"))
    found = choose_lines (stand, n, spots);
  else if (g_str_equal (what, "pillar"))
    found = choose_pillars (stand, n, random, spots);
  else if (g_str_equal (what, "name"))
    found = choose_place (stand, scope, n, spots, error);
  else if (g_str_equal (what, "at"))
    found = choose_named (stand, scope, n, random, spots);
  else if (g_str_equal (what, "village") || g_str_equal (what, "township") ||
           g_str_equal (what, "hill") || g_str_equal (what, "address") ||
           g_str_equal (what, "centre") || g_str_equal (what, "outskirts"))
    found = choose_in_scope (stand, what, scope, of, n, random, spots);
  if (!found && n > 0)
    {
      if (error == NULL || *error == NULL)
        fail (where, error);
      return NULL;
    }
  return g_steal_pointer (&spots);
}

const char *
yutu_demo_spot_get_name (const YutuDemoStand *stand,
                         const YutuDemoSpot  *spot)
{
  if (spot->facility != NULL)
    return spot->facility->name;
  if (spot->line_name != NULL)
    return spot->line_name;
  if (spot->village != NULL)
    return spot->village->name;
  return spot->township != G_MAXSIZE ? get_township (stand->demo, spot->township)->name : "";
}
