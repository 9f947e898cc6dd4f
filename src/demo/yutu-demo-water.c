/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Relief and the water on it. The relief is a valley plain along two given courses, hills in the
 * north and mountains in the south; water finds its way from corner to corner by flooding from the
 * rim (R. Barnes, C. Lehman, D. Mulla, "Priority-flood", Computers & Geosciences 62, 2014), which
 * leaves no pit without a way out. */

#include "demo/yutu-demo-world-private.h"

#include "demo/yutu-demo-heap.h"
#include "demo/yutu-demo-noise.h"

#define RIVER_INFLOW_M2  6.0e9 /* what comes down the two rivers from outside */
#define BRANCH_INFLOW_M2 2.4e9

static double
smooth_step (double low,
             double high,
             double x)
{
  double t = CLAMP ((x - low) / (high - low), 0, 1);

  return t * t * (3 - 2 * t);
}

/* Metres to the course, and along it to the nearest point. */
static double
distance_to_course (const GArray *course,
                    YutuDemoXY    p,
                    double       *along,
                    gboolean     *is_north)
{
  double nearest = G_MAXDOUBLE, run = 0;

  for (guint i = 0; i + 1 < course->len; i++)
    {
      YutuDemoXY a = g_array_index (course, YutuDemoXY, i);
      YutuDemoXY b = g_array_index (course, YutuDemoXY, i + 1);
      double     dx = b.x - a.x, dy = b.y - a.y, length = sqrt (dx * dx + dy * dy);
      double     t = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (length * length);
      double     d;

      t = CLAMP (t, 0, 1);
      d = yutu_demo_distance (p, (YutuDemoXY){ a.x + t * dx, a.y + t * dy });
      if (d < nearest)
        {
          nearest = d;
          *along = run + t * length;
          *is_north = p.y > a.y + t * dy;
        }
      run += length;
    }
  return nearest;
}

/* Rounded ridges with valleys between them. */
static double
ridges (guint64    seed,
        YutuDemoXY p)
{
  double sum = 0, height = 1, size = 8200;

  for (int i = 0; i < 5; i++)
    {
      double n = yutu_demo_noise (seed + (guint64)i, p.x / size, p.y / size);

      sum += height * (1 - sqrt (n * n + 0.003));
      height *= 0.48;
      size *= 0.47;
    }
  return sum;
}

/* Height of the ground, in metres. */
static double
demo_relief_at (const YutuDemoWorld *self,
                YutuDemoXY           point)
{
  YutuDemoXY p = {
    point.x + 1100 * yutu_demo_fractal_noise (self->seed + 21, point.x / 5200, point.y / 5200, 3),
    point.y + 1100 * yutu_demo_fractal_noise (self->seed + 31, point.x / 5200, point.y / 5200, 3)
  };
  double   along = 0, branch_along = 0;
  gboolean is_north = FALSE, ignored;
  double   river = distance_to_course (self->river, point, &along, &is_north);
  double   branch = distance_to_course (self->branch, point, &branch_along, &ignored);
  double   bent = distance_to_course (self->river, p, &along, &is_north);
  double   bent_branch = distance_to_course (self->branch, p, &branch_along, &ignored);
  double   rise = is_north ? smooth_step (3800, 12500, bent)
                           : smooth_step (4200, 27000, MIN (bent, bent_branch + 2500)) +
                             0.95 * smooth_step (11000, 46000, bent);
  double   mountains = MIN (1, rise * 2.2);
  double   floor = branch < river ? 31 + 0.0004 * (51000 + branch_along) : 31 + 0.0004 * along;

  return floor + 0.0032 * MIN (river, branch) + (is_north ? 430 : 480) * rise +
         (is_north ? 260 : 330) * mountains * (ridges (self->seed + 41, p) - 0.9) *
           (0.4 + MIN (rise, 1)) +
         (6 + 14 * mountains) * MIN (1, MIN (river, branch) / 1500) *
           yutu_demo_fractal_noise (self->seed + 51, point.x / 1900, point.y / 1900, 3);
}

static void
raise_ground (YutuDemoWorld *self)
{
  const YutuDemoMesh *mesh = self->mesh;

  self->site_height_m = g_new (double, mesh->n_sites);
  self->height_m = g_new (double, mesh->n_triangles);
  for (guint i = 0; i < mesh->n_sites; i++)
    self->site_height_m[i] = demo_relief_at (self, mesh->sites[i]);
  for (guint t = 0; t < mesh->n_triangles; t++)
    self->height_m[t] = demo_relief_at (self, self->corner[t]);
}

/* The triangle in which a course comes into the square. */
static int
find_inflow (const YutuDemoWorld *self,
             const GArray        *course)
{
  for (guint i = course->len - 1; i > 0; i--)
    for (int k = 0; k < 50; k++)
      {
        YutuDemoXY a = g_array_index (course, YutuDemoXY, i);
        YutuDemoXY b = g_array_index (course, YutuDemoXY, i - 1);
        YutuDemoXY p = { a.x + (b.x - a.x) * k / 50, a.y + (b.y - a.y) * k / 50 };

        if (p.x < YUTU_DEMO_WIDTH_M + YUTU_DEMO_MARGIN_M - 1500)
          return yutu_demo_mesh_locate (self->mesh, p, 0);
      }
  return 0;
}

/* Water leaves over the rim, but not where the rivers come in. */
static gboolean
is_way_out (const YutuDemoWorld *self,
            int                  triangle)
{
  YutuDemoXY p = self->corner[triangle];
  double     rim = YUTU_DEMO_MARGIN_M - 1500;

  if (p.x > YUTU_DEMO_WIDTH_M + rim)
    return p.y < YUTU_DEMO_HEIGHT_M * 0.2 || p.y > YUTU_DEMO_HEIGHT_M * 0.9;
  return p.x < -rim || p.y < -rim || p.y > YUTU_DEMO_HEIGHT_M + rim;
}

void
yutu_demo_water_flow (YutuDemoWorld *self)
{
  const YutuDemoMesh *mesh = self->mesh;
  guint               n = mesh->n_triangles;
  g_autofree int     *order = g_new (int, n);
  g_autofree guint8  *is_reached = g_new0 (guint8, n);
  g_autoptr (YutuDemoHeap) heap = yutu_demo_heap_new ();
  guint  n_done = 0;
  double level;
  int    t;

  raise_ground (self);
  self->down = g_new (int, n);
  self->flow_m2 = g_new0 (double, n);
  for (guint i = 0; i < n; i++)
    {
      YutuDemoXY a = mesh->sites[mesh->tri[3 * i]];
      YutuDemoXY b = mesh->sites[mesh->tri[3 * i + 1]];
      YutuDemoXY c = mesh->sites[mesh->tri[3 * i + 2]];

      self->flow_m2[i] = ((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / 2;
      self->down[i] = -1;
      if (is_way_out (self, (int)i))
        {
          yutu_demo_heap_push (heap, self->height_m[i], (int)i, 0);
          is_reached[i] = TRUE;
        }
    }
  self->flow_m2[find_inflow (self, self->river)] += RIVER_INFLOW_M2;
  self->flow_m2[find_inflow (self, self->branch)] += BRANCH_INFLOW_M2;
  while (yutu_demo_heap_pop (heap, &level, &t, NULL))
    {
      order[n_done++] = t;
      for (int e = 3 * t; e < 3 * t + 3; e++)
        {
          int other = mesh->twin[e] / 3;

          if (mesh->twin[e] < 0 || is_reached[other])
            continue;
          is_reached[other] = TRUE;
          self->down[other] = t;
          self->height_m[other] = MAX (self->height_m[other], level + 0.01);
          yutu_demo_heap_push (heap, self->height_m[other], other, 0);
        }
    }
  for (guint i = n_done; i-- > 0;)
    if (self->down[order[i]] >= 0)
      self->flow_m2[self->down[order[i]]] += self->flow_m2[order[i]];
}

double
yutu_demo_water_along (const YutuDemoWorld *self,
                       int                  edge)
{
  int    other = self->mesh->twin[edge];
  int    t = edge / 3;
  double flow = 0;

  if (other < 0)
    return 0;
  if (self->down[t] == other / 3)
    flow = self->flow_m2[t];
  else if (self->down[other / 3] == t)
    flow = self->flow_m2[other / 3];
  return flow >= YUTU_DEMO_STREAM_M2 ? flow : 0;
}
