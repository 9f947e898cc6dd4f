/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How borders wind. First corners and middles move, within their triangles and edges, so that
 * lines of several cells run smoothly; then each half of a border gets its bends: by halving and
 * moving the middle aside (a fractal), or along water as a smooth curve. Every point stays inside
 * of the triangle of its own; a half that would cross itself is drawn again with smaller bends. */

#include "demo/yutu-demo-world-private.h"

#include "demo/yutu-demo-noise.h"
#include "geo/yutu-exact.h"

#define ROUNDS     14
#define MIN_WEIGHT 0.10 /* of each site of its triangle in a corner */
#define MIN_SHARE  0.14 /* of either site of its edge in a middle */
#define HALVINGS   3

/* ---- Where borders are ---- */

static gboolean
is_border (const YutuDemoWorld *self,
           int                  edge)
{
  int a = self->mesh->tri[edge], b = self->mesh->tri[yutu_demo_next (edge)];

  return self->village[a] != self->village[b];
}

static gboolean
is_drawn (const YutuDemoWorld *self,
          int                  edge)
{
  int a = self->mesh->tri[edge], b = self->mesh->tri[yutu_demo_next (edge)];

  if (self->mesh->twin[edge] < 0)
    return FALSE;
  return is_border (self, edge) ||
         ((self->village[a] >= 0 || self->village[b] >= 0) &&
          yutu_demo_water_along (self, edge) > 0);
}

/* ---- Smoothing ---- */

static YutuDemoXY
clamp_to_triangle (const YutuDemoWorld *self,
                   int                  t,
                   YutuDemoXY           p)
{
  YutuDemoXY a = self->mesh->sites[self->mesh->tri[3 * t]];
  YutuDemoXY b = self->mesh->sites[self->mesh->tri[3 * t + 1]];
  YutuDemoXY c = self->mesh->sites[self->mesh->tri[3 * t + 2]];
  double     area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  double     wa = ((b.x - p.x) * (c.y - p.y) - (b.y - p.y) * (c.x - p.x)) / area;
  double     wb = ((c.x - p.x) * (a.y - p.y) - (c.y - p.y) * (a.x - p.x)) / area;
  double     wc = 1 - wa - wb;
  double     sum;

  wa = MAX (wa, MIN_WEIGHT);
  wb = MAX (wb, MIN_WEIGHT);
  wc = MAX (wc, MIN_WEIGHT);
  sum = wa + wb + wc;
  return (YutuDemoXY){ (wa * a.x + wb * b.x + wc * c.x) / sum,
                       (wa * a.y + wb * b.y + wc * c.y) / sum };
}

/* The border that is the stronger one at a corner: great water first. */
static double
strength_of (const YutuDemoWorld *self,
             int                  edge)
{
  double water = yutu_demo_water_along (self, edge);

  if (!is_drawn (self, edge))
    return 0;
  return water > 0 ? 4 + sqrt (water / YUTU_DEMO_STREAM_M2) : 1;
}

static void
move_corner (YutuDemoWorld *self,
             int            t)
{
  YutuDemoXY sum = { 0, 0 };
  double     weights = 0;
  int        n = 0;

  for (int e = 3 * t; e < 3 * t + 3; e++)
    {
      double weight = strength_of (self, e);

      n += weight > 0;
      sum.x += weight * self->middle[e].x;
      sum.y += weight * self->middle[e].y;
      weights += weight;
    }
  if (n < 2)
    return;
  sum.x = 0.4 * self->corner[t].x + 0.6 * sum.x / weights;
  sum.y = 0.4 * self->corner[t].y + 0.6 * sum.y / weights;
  self->corner[t] = clamp_to_triangle (self, t, sum);
}

static void
move_middle (YutuDemoWorld *self,
             int            e)
{
  int        twin = self->mesh->twin[e];
  YutuDemoXY a = self->mesh->sites[self->mesh->tri[e]];
  YutuDemoXY b = self->mesh->sites[self->mesh->tri[yutu_demo_next (e)]];
  YutuDemoXY p = self->corner[e / 3], q = self->corner[twin / 3];
  double     dx = b.x - a.x, dy = b.y - a.y;
  /* Where the straight line between the corners meets the edge. */
  double side_p = dx * (p.y - a.y) - dy * (p.x - a.x);
  double side_q = dx * (q.y - a.y) - dy * (q.x - a.x);
  double k = side_p / (side_p - side_q);
  double x = p.x + k * (q.x - p.x), y = p.y + k * (q.y - p.y);
  double share = ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy);

  share = CLAMP (share, MIN_SHARE, 1 - MIN_SHARE);
  self->middle[e] = (YutuDemoXY){ a.x + share * dx, a.y + share * dy };
  self->middle[twin] = self->middle[e];
}

static void
smooth (YutuDemoWorld *self)
{
  for (int round = 0; round < ROUNDS; round++)
    {
      for (int t = 0; t < (int)self->mesh->n_triangles; t++)
        move_corner (self, t);
      for (int e = 0; e < 3 * (int)self->mesh->n_triangles; e++)
        if (e < self->mesh->twin[e] && is_drawn (self, e))
          move_middle (self, e);
    }
}

/* ---- Bends ---- */

typedef struct
{
  YutuDemoXY at[(1 << HALVINGS) + 1];
} Half;

/* Strictly inside, with a margin of a hundredth of the weights. */
static gboolean
is_inside (YutuDemoXY a,
           YutuDemoXY b,
           YutuDemoXY c,
           YutuDemoXY p)
{
  double area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  double wa = ((b.x - p.x) * (c.y - p.y) - (b.y - p.y) * (c.x - p.x)) / area;
  double wb = ((c.x - p.x) * (a.y - p.y) - (c.y - p.y) * (a.x - p.x)) / area;

  return wa > 0.01 && wb > 0.01 && 1 - wa - wb > 0.01;
}

static void
halve (const YutuDemoWorld *self,
       int                  edge,
       double               bend,
       Half                *half)
{
  for (int step = 1 << HALVINGS, level = 0; step > 1; step /= 2, level++)
    for (int i = 0; i < 1 << HALVINGS; i += step)
      {
        YutuDemoXY p = half->at[i], q = half->at[i + step];
        double     side = bend * (2 * yutu_demo_chance (self->seed + 61, (guint64)edge,
                                                        (guint64)(i + step / 2)) -
                              1);

        half->at[i + step / 2] = (YutuDemoXY){ (p.x + q.x) / 2 - side * (q.y - p.y),
                                               (p.y + q.y) / 2 + side * (q.x - p.x) };
      }
}

/* Aside by up to a fifth of the length, flat at both ends. */
static double
meander (const YutuDemoWorld *self,
         int                  edge,
         double               s)
{
  double side = 2 * yutu_demo_chance (self->seed + 62, (guint64)edge, 0) - 1;

  return 0.24 * side * 16 * s * s * (1 - s) * (1 - s);
}

/* A curve that leaves the corner towards the middle of its two water borders, and comes to the
 * middle in the direction from corner to corner: no kink at either end. */
static void
flow (const YutuDemoWorld *self,
      int                  edge,
      double               bend,
      Half                *half)
{
  int        t = edge / 3, n = 1 << HALVINGS;
  YutuDemoXY p = self->corner[t], q = self->middle[edge];
  YutuDemoXY other = self->corner[self->mesh->twin[edge] / 3];
  YutuDemoXY leave = { q.x - p.x, q.y - p.y };
  double     best = 0, length = yutu_demo_distance (p, q), norm, arrive_norm;
  YutuDemoXY arrive = { other.x - p.x, other.y - p.y };

  for (int e = 3 * t; e < 3 * t + 3; e++)
    if (e != edge && yutu_demo_water_along (self, e) > best)
      {
        best = yutu_demo_water_along (self, e);
        leave = (YutuDemoXY){ q.x - self->middle[e].x, q.y - self->middle[e].y };
      }
  norm = MAX (1, sqrt (leave.x * leave.x + leave.y * leave.y));
  arrive_norm = MAX (1, sqrt (arrive.x * arrive.x + arrive.y * arrive.y));
  for (int i = 1; i < n; i++)
    {
      double s = (double)i / n;
      double h10 = bend * s * (1 - s) * (1 - s) * length / norm;
      double h11 = bend * s * s * (s - 1) * length / arrive_norm;
      double h01 = s * s * (3 - 2 * s);

      double aside = bend * meander (self, edge, s);

      half->at[i] = (YutuDemoXY){
        p.x + h01 * (q.x - p.x) + h10 * leave.x + h11 * arrive.x - aside * (q.y - p.y),
        p.y + h01 * (q.y - p.y) + h10 * leave.y + h11 * arrive.y + aside * (q.x - p.x)
      };
    }
}

static gboolean
is_good (const YutuDemoWorld *self,
         int                  edge,
         const Half          *half)
{
  YutuDemoXY a = self->mesh->sites[self->mesh->tri[edge]];
  YutuDemoXY b = self->mesh->sites[self->mesh->tri[yutu_demo_next (edge)]];
  YutuDemoXY c = self->corner[edge / 3];
  int        n = 1 << HALVINGS;

  for (int i = 1; i < n; i++)
    if (!is_inside (a, b, c, half->at[i]))
      return FALSE;
  for (int i = 0; i < n; i++)
    for (int k = i + 1; k < n; k++)
      if (yutu_exact_segments_conflict (
            yutu_demo_to_grid (half->at[i]), yutu_demo_to_grid (half->at[i + 1]),
            yutu_demo_to_grid (half->at[k]), yutu_demo_to_grid (half->at[k + 1])))
        return FALSE;
  return TRUE;
}

static void
draw_half (YutuDemoWorld *self,
           int            edge)
{
  gboolean is_water = yutu_demo_water_along (self, edge) > 0;
  double   bend = is_water ? 1.0 : 0.34;
  int      n = 1 << HALVINGS;
  Half     half;

  half.at[0] = self->corner[edge / 3];
  half.at[n] = self->middle[edge];
  for (int attempt = 0; attempt < 6; attempt++, bend /= 2)
    {
      if (attempt == 5)
        bend = 0;
      if (is_water)
        flow (self, edge, bend, &half);
      else
        halve (self, edge, bend, &half);
      if (is_good (self, edge, &half))
        break;
    }
  self->curve[edge] = (YutuDemoCurve){ self->points->len, (guint32)n - 1 };
  for (int i = 1; i < n; i++)
    {
      YutuPoint point = yutu_demo_to_grid (half.at[i]);

      g_array_append_val (self->points, point);
    }
}

void
yutu_demo_lines_draw (YutuDemoWorld *self)
{
  guint n_edges = 3 * self->mesh->n_triangles;

  smooth (self);
  self->curve = g_new0 (YutuDemoCurve, n_edges);
  for (guint e = 0; e < n_edges; e++)
    if (is_drawn (self, (int)e))
      draw_half (self, (int)e);
}

/* ---- Rings ---- */

void
yutu_demo_lines_append (const YutuDemoWorld *self,
                        int                  edge,
                        GArray              *points)
{
  int           twin = self->mesh->twin[edge];
  YutuDemoCurve to = self->curve[twin], from = self->curve[edge];
  YutuPoint     corner = yutu_demo_to_grid (self->corner[twin / 3]);
  YutuPoint     middle = yutu_demo_to_grid (self->middle[edge]);

  g_array_append_val (points, corner);
  g_array_append_vals (points, &g_array_index (self->points, YutuPoint, to.start), to.n);
  g_array_append_val (points, middle);
  for (guint32 i = from.n; i-- > 0;)
    g_array_append_val (points, g_array_index (self->points, YutuPoint, from.start + i));
}

/* The next border with the label on its left: round the triangle that @edge comes to. */
static int
follow (const YutuDemoWorld *self,
        const int           *labels,
        int                  edge)
{
  const YutuDemoMesh *mesh = self->mesh;
  int                 apex = mesh->tri[yutu_demo_previous (edge)];

  return labels[apex] != labels[mesh->tri[edge]] ? mesh->twin[yutu_demo_previous (edge)]
                                                 : mesh->twin[yutu_demo_next (edge)];
}

GPtrArray *
yutu_demo_lines_list_rings (const YutuDemoWorld *self,
                            const int           *labels,
                            int                  label)
{
  const YutuDemoMesh *mesh = self->mesh;
  GPtrArray          *rings = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  g_autofree guint8  *is_done = g_new0 (guint8, 3 * mesh->n_triangles);

  for (int start = 0; start < 3 * (int)mesh->n_triangles; start++)
    {
      GArray *ring = NULL;
      int     edge = start;

      if (is_done[start] || labels[mesh->tri[start]] != label ||
          labels[mesh->tri[yutu_demo_next (start)]] == label || mesh->twin[start] < 0)
        continue;
      ring = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
      do
        {
          is_done[edge] = TRUE;
          yutu_demo_lines_append (self, edge, ring);
          edge = follow (self, labels, edge);
        }
      while (edge != start);
      g_ptr_array_add (rings, ring);
    }
  return rings;
}
