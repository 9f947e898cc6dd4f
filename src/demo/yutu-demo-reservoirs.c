/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Reservoirs: a dam across a valley near a given place, and water upstream of it along every stream
 * that lies low enough, the wider the deeper. The shore is the line where a field of widths less
 * distances is zero (marching squares), with some noise, so that it has arms and coves. */

#include "demo/yutu-demo-seeds.h"
#include "demo/yutu-demo-world-private.h"

#include "demo/yutu-demo-noise.h"
#include "geo/yutu-exact.h"

#define SEARCH_M   8000.0
#define HOME_EASE  2.0 /* of a wish, up to which the township is kept to */
#define NEAR_M     6000.0
#define CELL_M     22.0
#define RISE_M     55.0  /* of the water over the valley at the dam */
#define HALF_M     230.0 /* half the width at the dam */
#define LEAST_FLOW 4.0e5

typedef struct
{
  YutuDemoXY a;
  YutuDemoXY b;
  double     half_a; /* half width at a and at b */
  double     half_b;
} Reach;

typedef struct
{
  const YutuDemoWorld *world;
  YutuDemoXY           dam;
  YutuDemoXY           out;     /* unit vector downstream */
  GArray              *reaches; /* Reach */
  YutuDemoXY           low;
  int                  columns;
  int                  rows;
  double              *field; /* (columns + 1) × (rows + 1) */
} Pool;

/* ---- Where ---- */

/* What is asked of a dam; @ease grows from 1 when nothing is found. */
typedef struct
{
  YutuDemoXY    to;
  int           township; /* index: there, as long as @ease is small */
  double        length_m;
  double        ease;
  const GArray *taken; /* YutuDemoXY: other dams */
  const GArray *tried; /* int: corners */
} Wish;

/* Whether the water behind @dam would lie in the county, up to where it ends. */
static gboolean
is_within (const YutuDemoWorld *self,
           int                  dam,
           const Wish          *wish)
{
  double run = 0;

  for (int t = dam; t >= 0 && run < wish->length_m / wish->ease;)
    {
      int next = -1;

      for (int e = 3 * t; e < 3 * t + 3; e++)
        {
          int other = self->mesh->twin[e] / 3;

          if (self->village[self->mesh->tri[e]] < 0 ||
              self->inside_m[self->mesh->tri[e]] < 1900 / wish->ease)
            return FALSE;
          if (self->mesh->twin[e] >= 0 && self->down[other] == t &&
              (next < 0 || self->flow_m2[other] > self->flow_m2[next]))
            next = other;
        }
      if (next >= 0)
        run += yutu_demo_distance (self->corner[t], self->corner[next]);
      t = next;
    }
  return TRUE;
}

static gboolean
is_free (const YutuDemoWorld *self,
         int                  dam,
         const Wish          *wish)
{
  for (guint i = 0; i < wish->taken->len; i++)
    if (yutu_demo_distance (self->corner[dam], g_array_index (wish->taken, YutuDemoXY, i)) < 5500)
      return FALSE;
  for (guint i = 0; i < wish->tried->len; i++)
    if (g_array_index (wish->tried, int, i) == dam)
      return FALSE;
  return TRUE;
}

/* A corner on a stream of the right size, the nearer to where it is wished the better. */
static int
find_dam (const YutuDemoWorld *self,
          const Wish          *wish)
{
  double best = -G_MAXDOUBLE;
  int    dam = -1;

  for (int t = 0; t < (int)self->mesh->n_triangles; t++)
    {
      double d = yutu_demo_distance (self->corner[t], wish->to);
      double flow = self->flow_m2[t];
      double worth =
        -d / NEAR_M + 0.7 * log (flow / YUTU_DEMO_RIVER_M2) + self->height_m[t] / 400;

      if (d < SEARCH_M * wish->ease && flow > 1.2e7 / wish->ease && flow < 2.5e8 &&
          self->down[t] >= 0 && worth > best &&
          (wish->ease > HOME_EASE ||
           self->township[self->mesh->tri[3 * t]] == wish->township) &&
          is_free (self, t, wish) &&
          is_within (self, t, wish))
        {
          best = worth;
          dam = t;
        }
    }
  return dam;
}

/* ---- Water ---- */

static double
half_width (const Pool *pool,
            double      length_m,
            double      run,
            int         t,
            int         dam)
{
  double up = (pool->world->height_m[t] - pool->world->height_m[dam]) / RISE_M;
  double depth = 1 - MAX (run / length_m, up);

  return depth <= 0 ? 0 : 18 + HALF_M * depth * sqrt (depth);
}

static void
fill_upstream (Pool  *pool,
               double length_m,
               int    dam)
{
  const YutuDemoWorld *self = pool->world;
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree double *run = g_new0 (double, self->mesh->n_triangles);

  g_array_append_val (stack, dam);
  while (stack->len > 0)
    {
      int    t = g_array_index (stack, int, stack->len - 1);
      double half = half_width (pool, length_m, run[t], t, dam);

      g_array_set_size (stack, stack->len - 1);
      for (int e = 3 * t; e < 3 * t + 3; e++)
        {
          int    other = self->mesh->twin[e] / 3;
          double to_middle, other_half;
          Reach  reach;

          if (self->mesh->twin[e] < 0 || self->down[other] != t ||
              self->flow_m2[other] < LEAST_FLOW)
            continue;
          to_middle = yutu_demo_distance (self->corner[t], self->middle[e]);
          run[other] =
            run[t] + to_middle + yutu_demo_distance (self->middle[e], self->corner[other]);
          other_half = half_width (pool, length_m, run[other], other, dam);
          reach = (Reach){ self->corner[t], self->middle[e], half, (half + other_half) / 2 };
          g_array_append_val (pool->reaches, reach);
          reach = (Reach){ self->middle[e], self->corner[other], (half + other_half) / 2,
                           other_half };
          g_array_append_val (pool->reaches, reach);
          if (other_half > 0)
            g_array_append_val (stack, other);
        }
    }
}

static double
reach_field (const Reach *reach,
             YutuDemoXY   p)
{
  double dx = reach->b.x - reach->a.x, dy = reach->b.y - reach->a.y;
  double t = ((p.x - reach->a.x) * dx + (p.y - reach->a.y) * dy) / (dx * dx + dy * dy + 1e-9);

  t = CLAMP (t, 0, 1);
  return reach->half_a + t * (reach->half_b - reach->half_a) -
         yutu_demo_distance (p, (YutuDemoXY){ reach->a.x + t * dx, reach->a.y + t * dy });
}

static double
field_at (const Pool *pool,
          YutuDemoXY  p)
{
  const Reach *reaches = (const Reach *)(gconstpointer)pool->reaches->data;
  double       best = -G_MAXDOUBLE;
  double       below =
    (p.x - pool->dam.x) * pool->out.x + (p.y - pool->dam.y) * pool->out.y;

  for (guint i = 0; i < pool->reaches->len; i++)
    best = MAX (best, reach_field (&reaches[i], p));
  best += 46 * yutu_demo_fractal_noise (pool->world->seed + 81, p.x / 260, p.y / 260, 4);
  return MIN (best, -below);
}

static void
make_field (Pool *pool)
{
  YutuDemoXY high = { -G_MAXDOUBLE, -G_MAXDOUBLE };

  pool->low = (YutuDemoXY){ G_MAXDOUBLE, G_MAXDOUBLE };
  for (guint i = 0; i < pool->reaches->len; i++)
    {
      YutuDemoXY a = g_array_index (pool->reaches, Reach, i).a;

      pool->low = (YutuDemoXY){ MIN (pool->low.x, a.x - 600), MIN (pool->low.y, a.y - 600) };
      high = (YutuDemoXY){ MAX (high.x, a.x + 600), MAX (high.y, a.y + 600) };
    }
  pool->columns = (int)((high.x - pool->low.x) / CELL_M);
  pool->rows = (int)((high.y - pool->low.y) / CELL_M);
  pool->field = g_new (double, (pool->columns + 1) * (pool->rows + 1));
  for (int r = 0; r <= pool->rows; r++)
    for (int c = 0; c <= pool->columns; c++)
      {
        gboolean is_rim = r == 0 || c == 0 || r == pool->rows || c == pool->columns;

        pool->field[r * (pool->columns + 1) + c] =
          is_rim ? -1
                 : field_at (pool, (YutuDemoXY){ pool->low.x + c * CELL_M,
                                                 pool->low.y + r * CELL_M });
      }
}

/* ---- Shore ---- */

/* Grid lines are numbered: below the point (c, r) runs 2 (r w + c), left of it the next one; here
 * the point where the shore crosses line @line. */
static YutuDemoXY
crossing (const Pool *pool,
          int         line)
{
  int        w = pool->columns + 1;
  int        at = line / 2, to = line % 2 == 0 ? at + 1 : at + w;
  double     a = pool->field[at], b = pool->field[to];
  double     t = CLAMP (a / (a - b), 0.02, 0.98);
  YutuDemoXY p = { pool->low.x + at % w * CELL_M, pool->low.y + at / w * CELL_M };

  if (line % 2 == 0)
    p.x += t * CELL_M;
  else
    p.y += t * CELL_M;
  return p;
}

/* From the line @line of cell (@c, @r) to the line by which the shore leaves it, water on the left;
 * the cell becomes that behind it. */
static int
walk_cell (const Pool *pool,
           int        *c,
           int        *r,
           int         line)
{
  int      w = pool->columns + 1, at = *r * w + *c;
  int      lines[] = { 2 * at, 2 * (at + 1) + 1, 2 * (at + w), 2 * at + 1 }; /* S E N W */
  int      corners[] = { at, at + 1, at + w + 1, at + w };
  gboolean wet[4];
  int      from = 0;

  for (int i = 0; i < 4; i++)
    {
      wet[i] = pool->field[corners[i]] > 0;
      if (lines[i] == line)
        from = i;
    }
  /* Clockwise from where it comes in, along the wet corners on the left, to the first dry one. */
  for (int k = 1; k < 4; k++)
    {
      int side = (from + 4 - k) % 4;

      if (wet[(side + 1) % 4] && !wet[side])
        {
          static const int dc[] = { 0, 1, 0, -1 }, dr[] = { -1, 0, 1, 0 };

          *c += dc[side];
          *r += dr[side];
          return lines[side];
        }
    }
  return -1;
}

static GArray *
walk_shore (const Pool *pool,
            int         c,
            int         r,
            guint8     *is_done)
{
  GArray *ring = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  int     first = 2 * (r * (pool->columns + 1) + c) + 1; /* the west side of the cell */
  int     line = first;

  do
    {
      YutuPoint point = yutu_demo_to_grid (crossing (pool, line));

      is_done[line] = TRUE;
      g_array_append_val (ring, point);
      line = walk_cell (pool, &c, &r, line);
    }
  while (line >= 0 && line != first && ring->len < 100000);
  return ring;
}

/* The longest shore, as a ring with the water on its left. */
static GArray *
find_shore (const Pool *pool)
{
  int                w = pool->columns + 1;
  g_autofree guint8 *is_done = g_new0 (guint8, 2 * w * (pool->rows + 1));
  GArray            *best = NULL;

  for (int r = 0; r < pool->rows; r++)
    for (int c = 0; c < pool->columns; c++)
      {
        GArray *ring = NULL;
        int     at = r * w + c;

        /* The shore comes in from the west with water on its left: wet above, dry below. */
        if (pool->field[at] > 0 || pool->field[at + w] <= 0 || is_done[2 * at + 1])
          continue;
        ring = walk_shore (pool, c, r, is_done);
        if (yutu_exact_ring_area2 ((YutuPoint *)(gpointer)ring->data, ring->len) > 0 &&
            (best == NULL || ring->len > best->len))
          {
            GArray *swap = best;

            best = ring;
            ring = swap;
          }
        if (ring != NULL)
          g_array_unref (ring);
      }
  return best;
}

static YutuShape *
flood (const YutuDemoWorld *self,
       int                  dam,
       double               length_m)
{
  YutuDemoXY        below = self->corner[self->down[dam]];
  Pool              pool = { .world = self,
                             .dam = self->corner[dam],
                             .reaches = g_array_new (FALSE, FALSE, sizeof (Reach)) };
  double            d = yutu_demo_distance (below, pool.dam);
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  g_autoptr (GArray) shore = NULL;

  pool.out = (YutuDemoXY){ (below.x - pool.dam.x) / d, (below.y - pool.dam.y) / d };
  fill_upstream (&pool, length_m, dam);
  make_field (&pool);
  shore = find_shore (&pool);
  yutu_shape_builder_begin_part (builder, TRUE);
  if (shore != NULL)
    yutu_shape_builder_add (builder, (YutuPoint *)(gpointer)shore->data, shore->len);
  g_array_unref (pool.reaches);
  g_free (pool.field);
  return yutu_shape_builder_end (builder);
}

static gboolean
is_under (const YutuShape *shape,
          YutuPoint        point)
{
  return yutu_box_contains (shape->box, point) &&
         yutu_exact_point_in_shape (point, shape) != YUTU_OUTSIDE;
}

static gboolean
drowns_seat (const YutuDemo  *demo,
             const YutuShape *shape)
{
  for (guint i = 0; i < demo->villages->len; i++)
    if (is_under (shape, g_array_index (demo->villages, YutuDemoVillage, i).seat))
      return TRUE;
  return shape->n_points < 40;
}

static void
mark_wet (YutuDemoWorld   *self,
          const YutuShape *shape)
{
  for (guint i = 0; i < self->mesh->n_sites; i++)
    if (is_under (shape, yutu_demo_to_grid (self->mesh->sites[i])))
      self->is_wet[i] = TRUE;
}

/* At the best dam that leaves every seat of a village dry. */
static YutuShape *
find_reservoir (const YutuDemo *demo,
                YutuDemoXY      to,
                const char     *township,
                double          length_m,
                GArray         *taken,
                int            *dam)
{
  g_autoptr (GArray) tried = g_array_new (FALSE, FALSE, sizeof (int));
  Wish wish = { to, -1, length_m, 1, taken, tried };

  for (guint i = 0; i < demo->townships->len; i++)
    if (g_str_equal (g_array_index (demo->townships, YutuDemoTownship, i).code, township))
      wish.township = (int)i;

  while (wish.ease < 4)
    {
      YutuShape *shape = NULL;

      *dam = find_dam (demo->world, &wish);
      if (*dam < 0 || tried->len > 40)
        {
          wish.ease *= 1.3;
          continue;
        }
      shape = flood (demo->world, *dam, length_m / wish.ease);
      if (!drowns_seat (demo, shape))
        {
          g_array_append_val (taken, demo->world->corner[*dam]);
          return shape;
        }
      yutu_shape_unref (shape);
      g_array_append_val (tried, *dam);
    }
  return NULL;
}

gboolean
yutu_demo_reservoirs_make (YutuDemo *demo,
                           GError  **error)
{
  g_autoptr (YutuDemoTable) table = yutu_demo_table_load ("names-reservoirs.csv", error);
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (YutuDemoXY));

  if (table == NULL)
    return FALSE;
  for (guint i = 0; i < table->rows->len; i++)
    {
      YutuDemoXY to = yutu_demo_from_grid (
        yutu_point_from_degrees (yutu_demo_table_get_number (table, i, "lon"),
                                 yutu_demo_table_get_number (table, i, "lat")));
      int        dam = -1;
      YutuShape *shape = find_reservoir (
        demo, to, yutu_demo_table_get (table, i, "township"),
        yutu_demo_table_get_number (table, i, "length_m"), taken, &dam);

      if (shape == NULL)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no valley for %s",
                       yutu_demo_table_get (table, i, "name"));
          return FALSE;
        }
      mark_wet (demo->world, shape);
      yutu_demo_place_add (demo, yutu_demo_table_get (table, i, "name"), "reservoir", 1,
                           yutu_demo_village_near (demo->world, demo->world->corner[dam]), shape);
    }
  return TRUE;
}
