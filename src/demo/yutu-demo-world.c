/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where the cells lie: denser where villages are small. Their sites are thrown at random, each
 * farther from the others than the spacing there asks (Poisson discs, by rejection). */

#include "demo/yutu-demo-world-private.h"

#include "demo/yutu-demo-noise.h"

#define CELLS_A_VILLAGE   24.0
#define MIN_SPACING_M     105.0
#define MAX_SPACING_M     430.0
#define OUTSIDE_SPACING_M 900.0
#define BIN_M             450.0
#define N_THROWS          500000
#define KEPT_M            2800.0 /* around a locating point */

/* Invented, around the given points: no real border. */
static const double OUTLINE_DEG[][2] = {
  { 119.640, 29.251 },
  { 119.702, 29.224 },
  { 119.724, 29.176 },
  { 119.712, 29.128 },
  { 119.705, 29.092 },
  { 119.732, 29.052 },
  { 119.752, 28.994 },
  { 119.706, 28.952 },
  { 119.652, 28.920 },
  { 119.634, 28.850 },
  { 119.584, 28.802 },
  { 119.528, 28.757 },
  { 119.462, 28.772 },
  { 119.398, 28.752 },
  { 119.352, 28.794 },
  { 119.330, 28.868 },
  { 119.305, 28.944 },
  { 119.308, 29.024 },
  { 119.298, 29.074 },
  { 119.300, 29.130 },
  { 119.344, 29.170 },
  { 119.420, 29.180 },
  { 119.482, 29.156 },
  { 119.534, 29.172 },
  { 119.562, 29.214 },
  { 119.604, 29.228 },
};
static const double RIVER_DEG[][2] = {
  { 119.220, 29.185 },
  { 119.300, 29.150 },
  { 119.352, 29.128 },
  { 119.420, 29.137 },
  { 119.480, 29.118 },
  { 119.545, 29.106 },
  { 119.592, 29.088 },
  { 119.632, 29.094 },
  { 119.652, 29.103 },
  { 119.700, 29.094 },
  { 119.760, 29.068 },
  { 119.840, 29.060 },
};
static const double BRANCH_DEG[][2] = {
  { 119.655, 29.102 },
  { 119.668, 29.080 },
  { 119.690, 29.052 },
  { 119.694, 29.018 },
  { 119.716, 28.985 },
  { 119.742, 28.950 },
  { 119.800, 28.900 },
};

YutuPoint
yutu_demo_to_grid (YutuDemoXY point)
{
  return yutu_point_from_degrees (YUTU_DEMO_WEST_DEG + point.x / YUTU_DEMO_LON_M,
                                  YUTU_DEMO_SOUTH_DEG + point.y / YUTU_DEMO_LAT_M);
}

YutuDemoXY
yutu_demo_from_grid (YutuPoint point)
{
  return (YutuDemoXY){
    (yutu_grid_to_degrees (point.x) - YUTU_DEMO_WEST_DEG) * YUTU_DEMO_LON_M,
    (yutu_grid_to_degrees (point.y) - YUTU_DEMO_SOUTH_DEG) * YUTU_DEMO_LAT_M
  };
}

static YutuDemoXY
from_degrees (const double lon_lat[2])
{
  return yutu_demo_from_grid (yutu_point_from_degrees (lon_lat[0], lon_lat[1]));
}

static GArray *
course_from_degrees (const double (*points)[2],
                     gsize n)
{
  GArray *course = g_array_new (FALSE, FALSE, sizeof (YutuDemoXY));

  for (gsize i = 0; i < n; i++)
    {
      YutuDemoXY point = from_degrees (points[i]);

      g_array_append_val (course, point);
    }
  return course;
}

/* ---- Outline ---- */

/* What decides where cells lie, in metres. */
typedef struct
{
  YutuDemoXY  outline[G_N_ELEMENTS (OUTLINE_DEG)];
  YutuDemoXY *seats; /* the locating points */
  double     *log_village_m2;
  guint       n_seats;
} Plan;

static void
plan_init (Plan           *self,
           const YutuDemo *demo,
           const double   *village_m2)
{
  self->n_seats = demo->townships->len;
  self->seats = g_new (YutuDemoXY, self->n_seats);
  self->log_village_m2 = g_new (double, self->n_seats);
  for (gsize i = 0; i < G_N_ELEMENTS (OUTLINE_DEG); i++)
    self->outline[i] = from_degrees (OUTLINE_DEG[i]);
  for (guint i = 0; i < self->n_seats; i++)
    {
      self->seats[i] =
        yutu_demo_from_grid (g_array_index (demo->townships, YutuDemoTownship, i).seat);
      self->log_village_m2[i] = log (village_m2[i]);
    }
}

static double
distance_to_segment (YutuDemoXY p,
                     YutuDemoXY a,
                     YutuDemoXY b)
{
  double dx = b.x - a.x, dy = b.y - a.y;
  double t = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy);

  t = CLAMP (t, 0, 1);
  return yutu_demo_distance (p, (YutuDemoXY){ a.x + t * dx, a.y + t * dy });
}

/* Positive inside; bent by noise of all sizes, but never near to a locating point. */
static double
outline_depth (const YutuDemoWorld *self,
               const Plan          *plan,
               YutuDemoXY           p)
{
  gsize    n = G_N_ELEMENTS (OUTLINE_DEG);
  double   nearest = G_MAXDOUBLE;
  gboolean inside = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      YutuDemoXY a = plan->outline[i];
      YutuDemoXY b = plan->outline[(i + 1) % n];

      nearest = MIN (nearest, distance_to_segment (p, a, b));
      if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x))
        inside = !inside;
    }
  nearest = (inside ? nearest : -nearest) +
            1900 * yutu_demo_fractal_noise (self->seed + 11, p.x / 6200, p.y / 6200, 5);
  for (guint i = 0; i < plan->n_seats; i++)
    nearest = MAX (nearest, KEPT_M - yutu_demo_distance (p, plan->seats[i]));
  return nearest;
}

/* ---- Sites ---- */

/* The wished spacing of cells, from the sizes of villages in the townships around. */
static double
spacing_at (const Plan *plan,
            YutuDemoXY  p,
            double      depth)
{
  double sum = 0, weights = 0;

  for (guint i = 0; i < plan->n_seats; i++)
    {
      double d = yutu_demo_distance (p, plan->seats[i]) + 300;
      double weight = 1 / (d * d * d);

      sum += weight * plan->log_village_m2[i];
      weights += weight;
    }
  sum = sqrt (exp (sum / weights) / CELLS_A_VILLAGE) * 0.93;
  sum = CLAMP (sum, MIN_SPACING_M, MAX_SPACING_M);
  return depth > -1500 ? sum : MIN (OUTSIDE_SPACING_M, sum + (-1500 - depth) * 0.3);
}

typedef struct
{
  GArray *sites;   /* YutuDemoXY */
  GArray *spacing; /* double */
  GArray *next;    /* int: the next site of the bin */
  int    *bins;
  int     columns;
  int     rows;
} Throws;

static void
bin_of (const Throws *self,
        YutuDemoXY    p,
        int          *column,
        int          *row)
{
  *column = CLAMP ((int)((p.x + YUTU_DEMO_MARGIN_M) / BIN_M), 0, self->columns - 1);
  *row = CLAMP ((int)((p.y + YUTU_DEMO_MARGIN_M) / BIN_M), 0, self->rows - 1);
}

static gboolean
is_free (const Throws *self,
         YutuDemoXY    p,
         double        spacing)
{
  int column, row;
  int reach = (int)ceil (spacing / BIN_M);

  bin_of (self, p, &column, &row);
  for (int r = MAX (row - reach, 0); r <= MIN (row + reach, self->rows - 1); r++)
    for (int c = MAX (column - reach, 0); c <= MIN (column + reach, self->columns - 1); c++)
      for (int i = self->bins[r * self->columns + c]; i >= 0;
           i = g_array_index (self->next, int, i))
        if (yutu_demo_distance (p, g_array_index (self->sites, YutuDemoXY, i)) <
            0.5 * (spacing + g_array_index (self->spacing, double, i)))
          return FALSE;
  return TRUE;
}

static void
add_site (Throws    *self,
          YutuDemoXY p,
          double     spacing)
{
  int column, row;

  bin_of (self, p, &column, &row);
  g_array_append_val (self->sites, p);
  g_array_append_val (self->spacing, spacing);
  g_array_append_val (self->next, self->bins[row * self->columns + column]);
  self->bins[row * self->columns + column] = (int)self->sites->len - 1;
}

static void
throw_sites (YutuDemoWorld  *self,
             const YutuDemo *demo,
             const Plan     *plan,
             Throws         *throws)
{
  YutuRandom random;

  yutu_demo_random (demo, "cells", &random);
  for (guint i = 0; i < plan->n_seats; i++)
    add_site (throws, plan->seats[i], spacing_at (plan, plan->seats[i], 0));
  for (int i = 0; i < N_THROWS; i++)
    {
      YutuDemoXY p = {
        (yutu_random_unit (&random) * (YUTU_DEMO_WIDTH_M + 2 * YUTU_DEMO_MARGIN_M - 200)) -
          YUTU_DEMO_MARGIN_M + 100,
        (yutu_random_unit (&random) * (YUTU_DEMO_HEIGHT_M + 2 * YUTU_DEMO_MARGIN_M - 200)) -
          YUTU_DEMO_MARGIN_M + 100
      };
      double spacing;

      /* Most throws fall next to a site; what is too near at any spacing needs no more thought. */
      if (!is_free (throws, p, 0))
        continue;
      spacing = spacing_at (plan, p, outline_depth (self, plan, p));
      if (is_free (throws, p, spacing))
        add_site (throws, p, spacing);
    }
}

static void
make_mesh (YutuDemoWorld *self,
           const Plan    *plan,
           const Throws  *throws)
{
  YutuDemoXY    low = { -YUTU_DEMO_MARGIN_M, -YUTU_DEMO_MARGIN_M };
  YutuDemoXY    high = { YUTU_DEMO_WIDTH_M + YUTU_DEMO_MARGIN_M,
                         YUTU_DEMO_HEIGHT_M + YUTU_DEMO_MARGIN_M };
  YutuDemoMesh *mesh = yutu_demo_mesh_new ((YutuDemoXY *)(gpointer)throws->sites->data,
                                           throws->sites->len, low, high);

  self->mesh = mesh;
  self->spacing_m = g_new (double, mesh->n_sites);
  self->inside_m = g_new (double, mesh->n_sites);
  self->is_wet = g_new0 (guint8, mesh->n_sites);
  for (guint i = 0; i < mesh->n_sites; i++)
    {
      self->spacing_m[i] =
        i < throws->spacing->len ? g_array_index (throws->spacing, double, i) : OUTSIDE_SPACING_M;
      self->inside_m[i] = outline_depth (self, plan, mesh->sites[i]);
    }
  self->corner = g_new (YutuDemoXY, mesh->n_triangles);
  self->middle = g_new (YutuDemoXY, 3 * mesh->n_triangles);
  for (guint t = 0; t < mesh->n_triangles; t++)
    {
      YutuDemoXY a = mesh->sites[mesh->tri[3 * t]];
      YutuDemoXY b = mesh->sites[mesh->tri[3 * t + 1]];
      YutuDemoXY c = mesh->sites[mesh->tri[3 * t + 2]];

      self->corner[t] = (YutuDemoXY){ (a.x + b.x + c.x) / 3, (a.y + b.y + c.y) / 3 };
    }
  for (guint e = 0; e < 3 * mesh->n_triangles; e++)
    {
      YutuDemoXY a = mesh->sites[mesh->tri[e]];
      YutuDemoXY b = mesh->sites[mesh->tri[yutu_demo_next ((int)e)]];

      self->middle[e] = (YutuDemoXY){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
    }
}

static void
place_clear (gpointer data)
{
  YutuDemoPlace *place = data;

  g_clear_pointer (&place->shape, yutu_shape_unref);
}

static void
road_clear (gpointer data)
{
  YutuDemoRoad *road = data;

  g_array_unref (road->line);
}

YutuDemoWorld *
yutu_demo_world_new (const YutuDemo *demo,
                     const double   *village_m2)
{
  YutuDemoWorld *self = g_new0 (YutuDemoWorld, 1);
  Plan           plan;
  Throws         throws = {
            .sites = g_array_new (FALSE, FALSE, sizeof (YutuDemoXY)),
            .spacing = g_array_new (FALSE, FALSE, sizeof (double)),
            .next = g_array_new (FALSE, FALSE, sizeof (int)),
            .columns = (int)((YUTU_DEMO_WIDTH_M + 2 * YUTU_DEMO_MARGIN_M) / BIN_M) + 1,
            .rows = (int)((YUTU_DEMO_HEIGHT_M + 2 * YUTU_DEMO_MARGIN_M) / BIN_M) + 1,
  };

  self->seed = demo->spec->seed;
  self->river = course_from_degrees (RIVER_DEG, G_N_ELEMENTS (RIVER_DEG));
  self->branch = course_from_degrees (BRANCH_DEG, G_N_ELEMENTS (BRANCH_DEG));
  self->points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  self->places = g_array_new (FALSE, FALSE, sizeof (YutuDemoPlace));
  self->roads = g_array_new (FALSE, FALSE, sizeof (YutuDemoRoad));
  self->hamlets = g_array_new (FALSE, FALSE, sizeof (YutuDemoSpot));
  self->estates = g_array_new (FALSE, FALSE, sizeof (YutuDemoSpot));
  g_array_set_clear_func (self->places, place_clear);
  g_array_set_clear_func (self->roads, road_clear);
  throws.bins = g_new (int, throws.columns *throws.rows);
  for (int i = 0; i < throws.columns * throws.rows; i++)
    throws.bins[i] = -1;
  plan_init (&plan, demo, village_m2);
  throw_sites (self, demo, &plan, &throws);
  make_mesh (self, &plan, &throws);
  g_array_unref (throws.sites);
  g_array_unref (throws.spacing);
  g_array_unref (throws.next);
  g_free (throws.bins);
  g_free (plan.seats);
  g_free (plan.log_village_m2);
  return self;
}

void
yutu_demo_world_free (YutuDemoWorld *self)
{
  yutu_demo_mesh_free (self->mesh);
  g_free (self->spacing_m);
  g_free (self->site_height_m);
  g_free (self->inside_m);
  g_free (self->township);
  g_free (self->village);
  g_free (self->is_wet);
  g_free (self->corner);
  g_free (self->height_m);
  g_free (self->flow_m2);
  g_free (self->down);
  g_free (self->middle);
  g_free (self->curve);
  g_array_unref (self->points);
  g_array_unref (self->river);
  g_array_unref (self->branch);
  g_array_unref (self->places);
  g_array_unref (self->roads);
  g_array_unref (self->hamlets);
  g_array_unref (self->estates);
  g_free (self);
}
