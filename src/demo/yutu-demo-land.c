/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Cells grow together: into the county, from its middle outwards; into townships, from their
 * locating points, each as fast as its given size needs; into villages, from seats that move to
 * the middle of what grew round them. Growing climbs slowly and crosses water more slowly, so that
 * borders tend to ridges and rivers. What grew is always one piece. */

#include "demo/yutu-demo-world-private.h"

#include <string.h>

#include "demo/yutu-demo-heap.h"
#include "demo/yutu-demo-noise.h"
#include "geo/yutu-exact.h"

#define COUNTY_M2 1391.24e6

#define N_ROUNDS_TOWNSHIPS 48
#define N_ROUNDS_VILLAGES  9

typedef struct
{
  int    site;
  int    label;
  double speed;
} Source;

typedef struct
{
  const YutuDemoWorld *world;
  const int           *zone;     /* by site */
  int                  only;     /* zone that may be grown into */
  gboolean             by_cells; /* a cell counts as one, whatever its size */
  int                 *labels;
  double              *costs; /* by site; G_MAXDOUBLE where nothing came */
} Growth;

/* ---- Growing ---- */

static double
cost_across (const Growth *self,
             int           edge)
{
  const YutuDemoWorld *world = self->world;
  int                  a = world->mesh->tri[edge];
  int                  b = world->mesh->tri[yutu_demo_next (edge)];
  double               d = yutu_demo_distance (world->mesh->sites[a], world->mesh->sites[b]);
  double               climb = fabs (world->site_height_m[b] - world->site_height_m[a]);
  double               water = yutu_demo_water_along (world, edge);
  double               factor =
    0.75 + 0.5 * yutu_demo_chance (world->seed + 71, (guint64)MIN (a, b), (guint64)MAX (a, b));

  factor += 2.4 * climb / d;
  factor += water > 0 ? MIN (6, 0.5 + 0.5 * sqrt (water / YUTU_DEMO_RIVER_M2)) : 0;
  return factor * (self->by_cells ? d / (0.5 * (world->spacing_m[a] + world->spacing_m[b])) : d);
}

static void
grow (Growth       *self,
      const Source *sources,
      guint         n_sources)
{
  const YutuDemoMesh *mesh = self->world->mesh;
  g_autoptr (YutuDemoHeap) heap = yutu_demo_heap_new ();
  double cost;
  int    site, label;

  for (guint i = 0; i < mesh->n_sites; i++)
    if (self->zone[i] == self->only)
      {
        self->labels[i] = -1;
        self->costs[i] = G_MAXDOUBLE;
      }
  for (guint i = 0; i < n_sources; i++)
    yutu_demo_heap_push (heap, -1, sources[i].site, (int)i);
  while (yutu_demo_heap_pop (heap, &cost, &site, &label))
    {
      int start = mesh->edge_of[site], edge = start;

      if (self->labels[site] >= 0)
        continue;
      self->labels[site] = sources[label].label;
      self->costs[site] = cost = MAX (cost, 0);
      do
        {
          int other = mesh->tri[yutu_demo_next (edge)];

          if (self->zone[other] == self->only && self->labels[other] < 0)
            yutu_demo_heap_push (heap, cost + sources[label].speed * cost_across (self, edge),
                                 other, label);
          edge = mesh->twin[yutu_demo_previous (edge)];
        }
      while (edge >= 0 && edge != start);
    }
}

/* Land of a cell: a third of the triangles around it, as borders lie before they wind. */
static double *
measure_cells (const YutuDemoMesh *mesh)
{
  double *areas = g_new0 (double, mesh->n_sites);

  for (guint t = 0; t < mesh->n_triangles; t++)
    {
      YutuDemoXY a = mesh->sites[mesh->tri[3 * t]];
      YutuDemoXY b = mesh->sites[mesh->tri[3 * t + 1]];
      YutuDemoXY c = mesh->sites[mesh->tri[3 * t + 2]];
      double     area = ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / 2;

      for (guint k = 0; k < 3; k++)
        areas[mesh->tri[3 * t + k]] += area / 3;
    }
  return areas;
}

/* ---- County ---- */

/* Marks the cells of the county with 0 in @zone, all others with -1. */
static void
grow_county (const YutuDemoWorld *self,
             const YutuDemo      *demo,
             const double        *areas,
             int                 *zone)
{
  const YutuDemoMesh *mesh = self->mesh;
  g_autoptr (YutuDemoHeap) heap = yutu_demo_heap_new ();
  g_autofree guint8 *is_seen = g_new0 (guint8, mesh->n_sites);
  double             sum = 0, cost;
  int                site;

  for (guint i = 0; i < mesh->n_sites; i++)
    zone[i] = -1;
  /* The locating points are the first sites; all of them are in. */
  for (guint i = 0; i < demo->townships->len; i++)
    {
      yutu_demo_heap_push (heap, -G_MAXDOUBLE, (int)i, 0);
      is_seen[i] = TRUE;
    }
  while (sum < COUNTY_M2 && yutu_demo_heap_pop (heap, &cost, &site, NULL))
    {
      int start = mesh->edge_of[site], edge = start;

      zone[site] = 0;
      sum += areas[site];
      do
        {
          int other = mesh->tri[yutu_demo_next (edge)];

          if (!is_seen[other] && mesh->twin[edge] >= 0)
            {
              is_seen[other] = TRUE;
              yutu_demo_heap_push (heap, -self->inside_m[other], other, 0);
            }
          edge = mesh->twin[yutu_demo_previous (edge)];
        }
      while (edge >= 0 && edge != start);
    }
}

/* Cells that the county closes round are part of it. */
static void
fill_holes (const YutuDemoMesh *mesh,
            int                *zone)
{
  g_autofree guint8 *is_outside = g_new0 (guint8, mesh->n_sites);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (int));
  int corner = (int)mesh->n_sites - 4;

  g_array_append_val (stack, corner);
  is_outside[corner] = TRUE;
  while (stack->len > 0)
    {
      int site = g_array_index (stack, int, stack->len - 1);
      int start = mesh->edge_of[site], edge = start;

      g_array_set_size (stack, stack->len - 1);
      do
        {
          int ends[] = { mesh->tri[yutu_demo_next (edge)], mesh->tri[yutu_demo_previous (edge)] };

          for (int k = 0; k < 2; k++)
            if (zone[ends[k]] < 0 && !is_outside[ends[k]])
              {
                is_outside[ends[k]] = TRUE;
                g_array_append_val (stack, ends[k]);
              }
          edge = mesh->twin[yutu_demo_previous (edge)];
        }
      while (edge >= 0 && edge != start);
    }
  for (guint i = 0; i < mesh->n_sites; i++)
    zone[i] = is_outside[i] ? -1 : 0;
}

/* ---- Townships ---- */

/* How far the sizes are from those wanted; the speeds then follow them. */
static double
correct_speeds (Source       *sources,
                guint         n,
                const double *got,
                const double *wanted,
                double        pace)
{
  double error = 0;

  for (guint i = 0; i < n; i++)
    {
      double ratio = got[i] / wanted[i];

      error += log (ratio) * log (ratio);
      sources[i].speed *= pow (ratio, pace);
    }
  return error;
}

/* Speeds need not settle: one cell more can open the way to a whole valley. The best round
 * counts. */
static void
grow_townships (YutuDemoWorld *self,
                YutuDemo      *demo,
                const double  *areas,
                const int     *county,
                const double  *wanted_m2)
{
  guint              n = demo->townships->len;
  g_autofree Source *sources = g_new (Source, n);
  g_autofree Source *best = g_new (Source, n);
  g_autofree double *costs = g_new0 (double, self->mesh->n_sites);
  g_autofree double *wanted = g_new (double, n);
  g_autofree double *got = g_new (double, n);
  double             total = 0, sum = 0, least = G_MAXDOUBLE;
  Growth             growth = { self, county, 0, FALSE, self->township, costs };

  for (guint i = 0; i < n; i++)
    {
      sources[i] = (Source){ (int)i, (int)i, 1 / sqrt (wanted_m2[i]) };
      sum += wanted_m2[i];
    }
  for (guint i = 0; i < self->mesh->n_sites; i++)
    {
      self->township[i] = -1;
      total += county[i] == 0 ? areas[i] : 0;
    }
  for (guint i = 0; i < n; i++)
    wanted[i] = wanted_m2[i] * total / sum;
  for (int round = 0; round < N_ROUNDS_TOWNSHIPS; round++)
    {
      g_autofree Source *tried = g_memdup2 (sources, n * sizeof *sources);
      double             error;

      grow (&growth, sources, n);
      memset (got, 0, n * sizeof *got);
      for (guint i = 0; i < self->mesh->n_sites; i++)
        if (self->township[i] >= 0)
          got[self->township[i]] += areas[i];
      error = correct_speeds (sources, n, got, wanted, 0.4 / (1 + round / 12.0));
      if (error < least)
        {
          least = error;
          memcpy (best, tried, n * sizeof *best);
        }
    }
  grow (&growth, best, n);
}

/* ---- Villages ---- */

typedef struct
{
  YutuDemoWorld *world;
  Growth         growth;
  int            township;
  GArray        *cells;   /* int: of the township */
  GArray        *sources; /* Source */
} Settlement;

/* The next seat: the farther from those there are, the more probable. */
static void
add_seat (Settlement *self,
          YutuRandom *random,
          double      speed)
{
  Source source = { g_array_index (self->cells, int, 0), (int)self->sources->len, speed };
  double sum = 0, wish;

  grow (&self->growth, (Source *)(gpointer)self->sources->data, self->sources->len);
  for (guint i = 0; i < self->cells->len; i++)
    sum += pow (self->growth.costs[g_array_index (self->cells, int, i)], 2);
  wish = yutu_random_unit (random) * sum;
  for (guint i = 0; i < self->cells->len && wish >= 0; i++)
    {
      source.site = g_array_index (self->cells, int, i);
      wish -= pow (self->growth.costs[source.site], 2);
    }
  g_array_append_val (self->sources, source);
}

/* Moves each seat but the first to the middle of its village, and slows down what grew too
 * large. */
static void
center_seats (Settlement *self)
{
  guint                  n = self->sources->len;
  g_autofree YutuDemoXY *sums = g_new0 (YutuDemoXY, n);
  g_autofree int        *counts = g_new0 (int, n);
  g_autofree double     *nearest = g_new (double, n);

  for (guint i = 0; i < self->cells->len; i++)
    {
      int        site = g_array_index (self->cells, int, i);
      int        label = self->growth.labels[site];
      YutuDemoXY p = self->world->mesh->sites[site];

      sums[label].x += p.x;
      sums[label].y += p.y;
      counts[label]++;
    }
  for (guint i = 0; i < n; i++)
    {
      nearest[i] = G_MAXDOUBLE;
      g_array_index (self->sources, Source, i).speed *=
        pow ((double)counts[i] * n / self->cells->len, 0.3);
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      int        site = g_array_index (self->cells, int, i);
      int        label = self->growth.labels[site];
      YutuDemoXY middle = { sums[label].x / counts[label], sums[label].y / counts[label] };
      /* Seats keep to the lower ground. */
      double d = yutu_demo_distance (self->world->mesh->sites[site], middle) +
                 1.2 * self->world->site_height_m[site];

      if (label > 0 && d < nearest[label])
        {
          nearest[label] = d;
          g_array_index (self->sources, Source, label).site = site;
        }
    }
}

static void
settle_township (YutuDemoWorld *self,
                 YutuDemo      *demo,
                 int            index,
                 int           *labels,
                 double        *costs)
{
  YutuDemoTownship *township = &g_array_index (demo->townships, YutuDemoTownship, index);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) sources = g_array_new (FALSE, FALSE, sizeof (Source));
  Growth     growth = { self, self->township, index, TRUE, labels, costs };
  Settlement settlement = { self, growth, index, cells, sources };
  Source     seat = { index, 0, 1 };
  YutuRandom random;

  yutu_demo_random (demo, township->code, &random);
  for (guint i = 0; i < self->mesh->n_sites; i++)
    if (self->township[i] == index)
      g_array_append_val (cells, i);
  g_array_append_val (sources, seat);
  while (sources->len < township->n_villages)
    add_seat (&settlement, &random, exp (0.22 * yutu_random_normal (&random)));
  for (int round = 0; round < N_ROUNDS_VILLAGES; round++)
    {
      grow (&settlement.growth, (Source *)(gpointer)sources->data, sources->len);
      if (round + 1 < N_ROUNDS_VILLAGES)
        center_seats (&settlement);
    }
  for (guint i = 0; i < cells->len; i++)
    {
      guint site = (guint)g_array_index (cells, int, i);

      self->village[site] = (int)township->first_village + labels[site];
    }
  for (guint i = 0; i < sources->len; i++)
    {
      Source           source = g_array_index (sources, Source, i);
      YutuDemoVillage *village =
        &g_array_index (demo->villages, YutuDemoVillage, township->first_village + i);

      village->township = village->township_now = (gsize)index;
      village->seat = yutu_demo_to_grid (self->mesh->sites[source.site]);
    }
}

/* ---- Exclaves ---- */

/* A cell in the middle of a village goes to a village of another township near by (飞地). */
static gboolean
give_exclave (YutuDemoWorld  *self,
              const YutuDemo *demo,
              int             host_township,
              int             guest_township)
{
  const YutuDemoMesh *mesh = self->mesh;
  int                 guest = -1, best = -1;
  double              nearest = G_MAXDOUBLE;

  for (int site = (int)demo->townships->len; site < (int)mesh->n_sites - 4; site++)
    {
      int       start = mesh->edge_of[site], edge = start;
      gboolean  is_inner = self->township[site] == host_township;
      YutuPoint seat;

      do
        {
          is_inner = is_inner && self->village[mesh->tri[yutu_demo_next (edge)]] ==
                                   self->village[site];
          edge = mesh->twin[yutu_demo_previous (edge)];
        }
      while (is_inner && edge >= 0 && edge != start);
      if (!is_inner)
        continue;
      seat = g_array_index (demo->villages, YutuDemoVillage, self->village[site]).seat;
      if (yutu_demo_distance (yutu_demo_from_grid (seat), mesh->sites[site]) < 1)
        continue;
      for (int other = 0; other < (int)mesh->n_sites; other++)
        if (self->township[other] == guest_township &&
            yutu_demo_distance (mesh->sites[site], mesh->sites[other]) < nearest)
          {
            nearest = yutu_demo_distance (mesh->sites[site], mesh->sites[other]);
            best = site;
            guest = self->village[other];
          }
    }
  if (best < 0 || guest < 0)
    return FALSE;
  self->village[best] = guest;
  self->township[best] = guest_township;
  return TRUE;
}

static int
find_township (const YutuDemo *demo,
               const char     *code)
{
  for (guint i = 0; i < demo->townships->len; i++)
    if (g_str_equal (g_array_index (demo->townships, YutuDemoTownship, i).code, code))
      return (int)i;
  return -1;
}

void
yutu_demo_land_settle (YutuDemoWorld *self,
                       YutuDemo      *demo,
                       const double  *wanted_m2)
{
  static const char *const exclaves[][2] = { { "330702105", "330702104" },
                                             { "330702103", "330702202" },
                                             { "330702206", "330702208" } };
  guint                    n = self->mesh->n_sites;
  g_autofree double       *areas = measure_cells (self->mesh);
  g_autofree int          *county = g_new (int, n);
  g_autofree int          *labels = g_new0 (int, n);
  g_autofree double       *costs = g_new0 (double, n);
  gsize                    n_villages = 0;

  self->township = g_new (int, n);
  self->village = g_new (int, n);
  for (guint i = 0; i < n; i++)
    self->village[i] = -1;
  grow_county (self, demo, areas, county);
  fill_holes (self->mesh, county);
  grow_townships (self, demo, areas, county, wanted_m2);
  for (guint i = 0; i < demo->townships->len; i++)
    {
      YutuDemoTownship *township = &g_array_index (demo->townships, YutuDemoTownship, i);

      township->first_village = n_villages;
      n_villages += township->n_villages;
      g_array_set_size (demo->villages, (guint)n_villages);
      settle_township (self, demo, (int)i, labels, costs);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (exclaves); i++)
    give_exclave (self, demo, find_township (demo, exclaves[i][0]),
                  find_township (demo, exclaves[i][1]));
}

/* ---- Where a point lies ---- */

static gboolean
is_in_ring (const YutuPoint *ring,
            gsize            n,
            YutuPoint        point)
{
  return yutu_exact_point_in_ring (point, ring, n) != YUTU_OUTSIDE;
}

int
yutu_demo_land_locate (const YutuDemoWorld *self,
                       YutuDemoXY           point,
                       int                 *start)
{
  const YutuDemoMesh *mesh = self->mesh;
  int                 t = yutu_demo_mesh_locate (mesh, point, *start);
  YutuPoint           exact = yutu_demo_to_grid (point);

  if (t < 0)
    return -1;
  *start = t;
  if (self->village[mesh->tri[3 * t]] == self->village[mesh->tri[3 * t + 1]] &&
      self->village[mesh->tri[3 * t]] == self->village[mesh->tri[3 * t + 2]])
    return self->village[mesh->tri[3 * t]];
  /* The site's part of the triangle: along two edges to their middles, and in to the corner. */
  for (int e = 3 * t; e < 3 * t + 3; e++)
    {
      int           before = yutu_demo_previous (e);
      YutuDemoCurve out = self->curve[e], in = self->curve[before];
      YutuPoint     ring[64];
      gsize         n = 0;

      ring[n++] = yutu_demo_to_grid (mesh->sites[mesh->tri[e]]);
      ring[n++] = yutu_demo_to_grid (self->middle[e]);
      for (guint32 i = out.n; i-- > 0;)
        ring[n++] = g_array_index (self->points, YutuPoint, out.start + i);
      ring[n++] = yutu_demo_to_grid (self->corner[t]);
      for (guint32 i = 0; i < in.n; i++)
        ring[n++] = g_array_index (self->points, YutuPoint, in.start + i);
      ring[n++] = yutu_demo_to_grid (self->middle[before]);
      if (is_in_ring (ring, n, exact))
        return self->village[mesh->tri[e]];
    }
  return -1;
}
