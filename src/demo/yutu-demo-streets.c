/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The streets of the town: a grid of blocks, a little turned and bent, over the land of the
 * communities; every third line is a main street. Only main streets cross the rivers. Each 镇 has a
 * few streets round its seat. */

#include <string.h>

#include "demo/yutu-demo-noise.h"
#include "demo/yutu-demo-seeds.h"
#include "demo/yutu-demo-world-private.h"

#define CENTER_LON_DEG 119.6436
#define CENTER_LAT_DEG 29.1010
#define TURN           -0.13 /* tangent of the grid's turn */
#define STEP_M         23.0
#define SHORTEST_M     260.0
#define BANK_M         95.0 /* of the two great rivers */

typedef struct
{
  YutuDemo   *demo;
  GArray     *water; /* YutuDemoXY: points of the great rivers */
  GPtrArray  *names; /* of the communities, for lesser streets */
  GHashTable *used;
  guint       next_name;
} Streets;

/* ---- The grid ---- */

/* @u, @v: in blocks from the middle of the town. */
static YutuDemoXY
from_grid (const YutuDemoWorld *self,
           double               u,
           double               v)
{
  YutuDemoXY center =
    yutu_demo_from_grid (yutu_point_from_degrees (CENTER_LON_DEG, CENTER_LAT_DEG));
  double     x = u * YUTU_DEMO_BLOCK_M, y = v * YUTU_DEMO_BLOCK_M;
  YutuDemoXY p = { center.x + x - TURN * y, center.y + y + TURN * x };

  p.x += 130 * yutu_demo_fractal_noise (self->seed + 101, x / 2600, y / 2600, 2);
  p.y += 130 * yutu_demo_fractal_noise (self->seed + 111, x / 2600, y / 2600, 2);
  return p;
}

YutuDemoXY
yutu_demo_street_block (const YutuDemoWorld *self,
                        int                  column,
                        int                  row)
{
  return from_grid (self, column + 0.5, row + 0.5);
}

static gboolean
is_built_up (const Streets *self,
             YutuDemoXY     p,
             int           *start)
{
  int                    v = yutu_demo_land_locate (self->demo->world, p, start);
  const YutuDemoVillage *village;

  if (v < 0)
    return FALSE;
  village = &g_array_index (self->demo->villages, YutuDemoVillage, v);
  return village->is_community &&
         g_array_index (self->demo->townships, YutuDemoTownship, village->township).is_urban;
}

static gboolean
is_at_water (const Streets *self,
             YutuDemoXY     p)
{
  for (guint i = 0; i < self->water->len; i++)
    {
      YutuDemoXY q = g_array_index (self->water, YutuDemoXY, i);

      if (fabs (q.x - p.x) < BANK_M && fabs (q.y - p.y) < BANK_M &&
          yutu_demo_distance (p, q) < BANK_M)
        return TRUE;
    }
  return FALSE;
}

static void
line_free (gpointer data)
{
  g_array_unref (data);
}

static void
end_piece (GPtrArray *lines,
           GArray   **piece)
{
  if (*piece != NULL && ((*piece)->len - 1) * STEP_M >= SHORTEST_M)
    g_ptr_array_add (lines, *piece);
  else if (*piece != NULL)
    g_array_unref (*piece);
  *piece = NULL;
}

/* The pieces of a grid line in the town, from @low to @high blocks along it. */
static GPtrArray *
trace_line (const Streets *self,
            gboolean       is_ns,
            int            at,
            double         low,
            double         high,
            gboolean       crosses)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  GArray    *piece = NULL;
  int        start = 0;
  int        n = (int)((high - low) * YUTU_DEMO_BLOCK_M / STEP_M);

  for (int i = 0; i <= n; i++)
    {
      double     along = low + i * STEP_M / YUTU_DEMO_BLOCK_M;
      YutuDemoXY p = is_ns ? from_grid (self->demo->world, at, along)
                           : from_grid (self->demo->world, along, at);

      if (!is_built_up (self, p, &start) || (!crosses && is_at_water (self, p)))
        {
          end_piece (lines, &piece);
          continue;
        }
      if (piece == NULL)
        piece = g_array_new (FALSE, FALSE, sizeof (YutuDemoXY));
      g_array_append_val (piece, p);
    }
  end_piece (lines, &piece);
  return lines;
}

/* The next community's name that no street of this kind has. */
static char *
invent_name (Streets    *self,
             const char *generic)
{
  for (;;)
    {
      g_autofree char *proper = yutu_demo_proper_name (
        g_ptr_array_index (self->names, self->next_name % self->names->len));
      g_autofree char *name =
        g_strconcat (proper, self->next_name < self->names->len ? "" : "新", generic, NULL);

      self->next_name++;
      if (g_hash_table_add (self->used, g_strdup (name)))
        return g_steal_pointer (&name);
    }
}

static void
add_street (Streets    *self,
            const char *name,
            gboolean    is_ns,
            int         at,
            double      low,
            double      high,
            gboolean    is_main)
{
  g_autoptr (GPtrArray) lines =
    trace_line (self, is_ns, at, low, high, is_main && (is_ns ? at % 6 == 0 : at % 6 == 3));
  g_autofree char *invented = NULL;

  if (lines->len == 0)
    return;
  if (name == NULL)
    invented = invent_name (self, is_ns ? "街" : "路");
  yutu_demo_road_add (self->demo, name != NULL ? name : invented, is_main ? 3 : 4, lines);
}

/* Whether the two names are those of one street's two ends: 人民东路, 人民西路 along an eastward
 * street, but not 环城东路, 环城西路 along northward ones. */
static gboolean
is_pair (gboolean    is_ns,
         const char *a,
         const char *b)
{
  const char *low = is_ns ? "南" : "西", *high = is_ns ? "北" : "东";

  return strncmp (a, b, strlen ("八一")) == 0 &&
         (strstr (a, low) != NULL || strstr (a, high) != NULL || strstr (b, low) != NULL ||
          strstr (b, high) != NULL);
}

/* The next line outwards from the middle that is no street yet. */
static int
find_line (const guint8 *is_taken)
{
  for (int i = 0; i < YUTU_DEMO_BLOCKS / 3; i++)
    {
      int at = 3 * (i % 2 == 0 ? i / 2 : -(i + 1) / 2);

      if (!is_taken[at + YUTU_DEMO_BLOCKS / 2])
        return at;
    }
  return G_MAXINT;
}

/* Main streets: first those with a place of their own, then outwards from the middle. A street
 * with two names has the second from the middle on; 李渔路 is the west of 李渔东路. */
static void
lay_main_streets (Streets             *self,
                  gboolean             is_ns,
                  const YutuDemoTable *table)
{
  const char        *high = is_ns ? "北" : "东", *low = is_ns ? "南" : "西";
  double             half = YUTU_DEMO_BLOCKS / 2;
  g_autofree guint8 *is_taken = g_new0 (guint8, YUTU_DEMO_BLOCKS + 1);

  for (int has_place = 1; has_place >= 0; has_place--)
    for (guint row = 0; row < table->rows->len; row++)
      {
        const char *name = yutu_demo_table_get (table, row, "name");
        const char *block = yutu_demo_table_get (table, row, "block");
        const char *other =
          row + 1 < table->rows->len ? yutu_demo_table_get (table, row + 1, "name") : "";
        gboolean is_first_high = strstr (name, high) != NULL || strstr (other, low) != NULL;
        gboolean is_double = is_pair (is_ns, name, other);
        int      at = *block != '\0' ? atoi (block) : find_line (is_taken);

        if (g_str_equal (yutu_demo_table_get (table, row, "axis"), is_ns ? "ns" : "ew") &&
            (*block != '\0') == (has_place != 0) && at != G_MAXINT)
          {
            is_taken[at + YUTU_DEMO_BLOCKS / 2] = TRUE;
            add_street (self, name, is_ns, at, is_double && is_first_high ? 0 : -half,
                        is_double && !is_first_high ? 0 : half, TRUE);
            if (is_double)
              add_street (self, other, is_ns, at, is_first_high ? -half : 0,
                          is_first_high ? 0 : half, TRUE);
          }
        row += is_double;
      }
  for (int at = find_line (is_taken); at != G_MAXINT; at = find_line (is_taken))
    {
      is_taken[at + YUTU_DEMO_BLOCKS / 2] = TRUE;
      add_street (self, NULL, is_ns, at, -half, half, TRUE);
    }
}

static void
lay_lesser_streets (Streets *self,
                    gboolean is_ns)
{
  for (int at = -YUTU_DEMO_BLOCKS / 2; at < YUTU_DEMO_BLOCKS / 2; at++)
    if (at % 3 != 0)
      add_street (self, NULL, is_ns, at, -YUTU_DEMO_BLOCKS / 2, YUTU_DEMO_BLOCKS / 2, FALSE);
}

/* ---- Towns ---- */

static void
lay_town_streets (Streets                *self,
                  const YutuDemoTownship *township,
                  const YutuDemoTable    *names)
{
  YutuDemoXY seat = yutu_demo_from_grid (township->seat);
  int        n = 0;

  for (guint row = 0; row < names->rows->len; row++)
    {
      const char *of = yutu_demo_table_get (names, row, "township");
      double      offset = 150.0 * ((n / 2 + 1) / 2) * (n / 2 % 2 == 0 ? 1 : -1);
      GArray     *line = NULL;
      g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);

      if (!g_str_equal (of, township->code) && *of != '\0')
        continue;
      line = g_array_new (FALSE, FALSE, sizeof (YutuDemoXY));
      for (int i = -14; i <= 14; i++)
        {
          double     along = i * STEP_M;
          YutuDemoXY p = { seat.x + (n % 2 == 0 ? along : offset),
                           seat.y + (n % 2 == 0 ? offset : along) };

          p.x += 40 * yutu_demo_noise (self->demo->world->seed + 121, p.x / 300, p.y / 300);
          p.y += 40 * yutu_demo_noise (self->demo->world->seed + 122, p.x / 300, p.y / 300);
          g_array_append_val (line, p);
        }
      g_ptr_array_add (lines, line);
      yutu_demo_road_add (self->demo, yutu_demo_table_get (names, row, "name"), 4, lines);
      n++;
    }
}

/* ---- All of them ---- */

static void
collect_water (Streets *self)
{
  GArray *places = self->demo->world->places;

  for (guint i = 0; i < places->len; i++)
    {
      const YutuDemoPlace *place = &g_array_index (places, YutuDemoPlace, i);

      if (!g_str_equal (place->name_class, "river") || place->grade > 1)
        continue;
      for (gsize k = 0; k < place->shape->n_points; k++)
        {
          YutuDemoXY p = yutu_demo_from_grid (place->shape->points[k]);

          g_array_append_val (self->water, p);
        }
    }
}

gboolean
yutu_demo_streets_make (YutuDemo *demo,
                        GError  **error)
{
  g_autoptr (YutuDemoTable) table = yutu_demo_table_load ("names-roads.csv", error);
  g_autoptr (YutuDemoTable) towns =
    table != NULL ? yutu_demo_table_load ("names-town-streets.csv", error) : NULL;
  g_autoptr (GArray) water = g_array_new (FALSE, FALSE, sizeof (YutuDemoXY));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Streets self = { demo, water, names, used, 0 };

  if (towns == NULL || !yutu_demo_load_stock (demo, "names-communities.csv", names, error))
    return FALSE;
  for (guint row = 0; row < table->rows->len; row++)
    g_hash_table_add (used, g_strdup (yutu_demo_table_get (table, row, "name")));
  collect_water (&self);
  for (int is_ns = 0; is_ns < 2; is_ns++)
    {
      lay_main_streets (&self, is_ns, table);
      self.next_name = 0;
      lay_lesser_streets (&self, is_ns);
    }
  for (guint i = 0; i < demo->townships->len; i++)
    {
      const YutuDemoTownship *township = &g_array_index (demo->townships, YutuDemoTownship, i);

      if (g_str_equal (township->type, "town"))
        lay_town_streets (&self, township, towns);
    }
  return TRUE;
}
