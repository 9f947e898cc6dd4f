/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Segments of two roads are compared on a plane in metres around the county's middle: good to some centimetres there,
 * where a sign is looked for within tens of metres. */

#include "gazetteer/yutu-road-crossing.h"

#include <math.h>

#include "geo/yutu-exact.h"
#include "geo/yutu-measure.h"

#define M_PER_GRID 1.1132e-4 /* a step of 1e-9 degree along a meridian, sphere of 6 378 km */

typedef struct
{
  double x;
  double y;
} Metric;

typedef struct
{
  YutuPoint origin;
  double    per_x; /* metres a grid step */
  double    join_m;
  GArray   *crossings;
} Find;

static void
set_origin (Find     *self,
            YutuPoint origin)
{
  self->origin = origin;
  self->per_x = M_PER_GRID * cos (yutu_grid_to_degrees (origin.y) * G_PI / 180);
}

static Metric
to_metric (const Find *self,
           YutuPoint   point)
{
  return (Metric){ (double)(point.x - self->origin.x) * self->per_x, (double)(point.y - self->origin.y) * M_PER_GRID };
}

static YutuPoint
from_metric (const Find *self,
             Metric      at)
{
  return (YutuPoint){ self->origin.x + llround (at.x / self->per_x), self->origin.y + llround (at.y / M_PER_GRID) };
}

/* ---- Two segments ---- */

static double
distance_to_segment (Metric p,
                     Metric a,
                     Metric b)
{
  double dx = b.x - a.x, dy = b.y - a.y;
  double length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? CLAMP (((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0, 1) : 0;

  return hypot (p.x - a.x - t * dx, p.y - a.y - t * dy);
}

static gboolean
cross (Metric  a,
       Metric  b,
       Metric  c,
       Metric  d,
       Metric *at)
{
  double ux = b.x - a.x, uy = b.y - a.y, vx = d.x - c.x, vy = d.y - c.y;
  double turn = ux * vy - uy * vx;
  double t = ((c.x - a.x) * vy - (c.y - a.y) * vx) / turn;
  double s = ((c.x - a.x) * uy - (c.y - a.y) * ux) / turn;

  if (!(fabs (turn) > 1e-9) || t < 0 || t > 1 || s < 0 || s > 1)
    return FALSE;
  *at = (Metric){ a.x + t * ux, a.y + t * uy };
  return TRUE;
}

/* ---- Crossings ---- */

static void
add_road (YutuRoadCrossing *crossing,
          gint64            road)
{
  for (guint i = 0; i < crossing->n_roads; i++)
    if (crossing->roads[i] == road)
      return;
  if (crossing->n_roads < YUTU_CROSSING_MAX_ROADS)
    crossing->roads[crossing->n_roads++] = road;
}

static void
add_crossing (Find  *self,
              Metric at,
              gint64 one,
              gint64 two)
{
  YutuRoadCrossing  fresh = { .point = from_metric (self, at) };
  YutuRoadCrossing *crossing = NULL;

  for (guint i = 0; i < self->crossings->len && crossing == NULL; i++)
    {
      YutuRoadCrossing *known = &g_array_index (self->crossings, YutuRoadCrossing, i);
      Metric            there = to_metric (self, known->point);

      /* most are far: no root for them */
      if (fabs (there.x - at.x) <= self->join_m && fabs (there.y - at.y) <= self->join_m &&
          hypot (there.x - at.x, there.y - at.y) <= self->join_m)
        crossing = known;
    }
  if (crossing == NULL)
    {
      g_array_append_val (self->crossings, fresh);
      crossing = &g_array_index (self->crossings, YutuRoadCrossing, self->crossings->len - 1);
    }
  add_road (crossing, one);
  add_road (crossing, two);
}

static gboolean
is_end (const YutuShape *shape,
        gsize            part,
        gsize            i)
{
  return i == shape->part_starts[part] || i + 1 == shape->part_starts[part + 1];
}

static void
compare_segments (Find                *self,
                  const YutuPlaceName *one,
                  const gsize          at_one[2], /* part, first point */
                  const YutuPlaceName *two,
                  const gsize          at_two[2])
{
  Metric a = to_metric (self, one->shape->points[at_one[1]]), b = to_metric (self, one->shape->points[at_one[1] + 1]);
  Metric c = to_metric (self, two->shape->points[at_two[1]]), d = to_metric (self, two->shape->points[at_two[1] + 1]);
  Metric at = { 0, 0 };

  if (MAX (a.x, b.x) + self->join_m < MIN (c.x, d.x) || MAX (c.x, d.x) + self->join_m < MIN (a.x, b.x) ||
      MAX (a.y, b.y) + self->join_m < MIN (c.y, d.y) || MAX (c.y, d.y) + self->join_m < MIN (a.y, b.y))
    return;
  if (cross (a, b, c, d, &at))
    add_crossing (self, at, one->id, two->id);
  for (gsize k = 0; k < 2; k++)
    {
      Metric ends[2] = { k == 0 ? a : b, k == 0 ? c : d };

      if (is_end (one->shape, at_one[0], at_one[1] + k) && distance_to_segment (ends[0], c, d) <= self->join_m)
        add_crossing (self, ends[0], one->id, two->id);
      if (is_end (two->shape, at_two[0], at_two[1] + k) && distance_to_segment (ends[1], a, b) <= self->join_m)
        add_crossing (self, ends[1], one->id, two->id);
    }
}

static gboolean
is_line (const YutuPlaceName *road)
{
  return road->shape != NULL && (road->shape->kind == YUTU_SHAPE_LINE || road->shape->kind == YUTU_SHAPE_MULTI_LINE);
}

/* Widened by the distance at which roads meet. */
static YutuBox
widen (const Find *self,
       YutuBox     box)
{
  gint64 margin = (gint64)(self->join_m / self->per_x) + 1;

  return (YutuBox){ box.min_x - margin, box.min_y - margin, box.max_x + margin, box.max_y + margin };
}

static void
compare_roads (Find                *self,
               const YutuPlaceName *one,
               const YutuPlaceName *two)
{
  for (gsize p = 0; p < one->shape->n_parts; p++)
    for (gsize i = one->shape->part_starts[p]; i + 1 < one->shape->part_starts[p + 1]; i++)
      {
        YutuBox stretch = YUTU_BOX_EMPTY;

        yutu_box_add_point (&stretch, one->shape->points[i]);
        yutu_box_add_point (&stretch, one->shape->points[i + 1]);
        if (!yutu_box_overlaps (widen (self, stretch), two->shape->box))
          continue;
        for (gsize q = 0; q < two->shape->n_parts; q++)
          for (gsize k = two->shape->part_starts[q]; k + 1 < two->shape->part_starts[q + 1]; k++)
            compare_segments (self, one, (gsize[]){ p, i }, two, (gsize[]){ q, k });
      }
}

static int
compare_crossings (gconstpointer a,
                   gconstpointer b)
{
  const YutuRoadCrossing *one = a;
  const YutuRoadCrossing *two = b;

  if (one->point.y != two->point.y)
    return one->point.y < two->point.y ? -1 : 1;
  return (one->point.x > two->point.x) - (one->point.x < two->point.x);
}

GArray *
yutu_road_crossings_find (const GPtrArray *roads,
                          double           join_m)
{
  Find    self = { .join_m = join_m, .crossings = g_array_new (FALSE, FALSE, sizeof (YutuRoadCrossing)) };
  YutuBox all = YUTU_BOX_EMPTY;

  for (guint i = 0; i < roads->len; i++)
    if (is_line (roads->pdata[i]))
      yutu_box_add_box (&all, ((const YutuPlaceName *)roads->pdata[i])->shape->box);
  if (yutu_box_is_empty (all))
    return self.crossings;
  set_origin (&self, (YutuPoint){ all.min_x / 2 + all.max_x / 2, all.min_y / 2 + all.max_y / 2 });
  for (guint i = 0; i < roads->len; i++)
    {
      const YutuPlaceName *one = roads->pdata[i];
      YutuBox              near = is_line (one) ? widen (&self, one->shape->box) : YUTU_BOX_EMPTY;

      for (guint k = i + 1; k < roads->len && is_line (one); k++)
        if (is_line (roads->pdata[k]) && yutu_box_overlaps (near, ((const YutuPlaceName *)roads->pdata[k])->shape->box))
          compare_roads (&self, one, roads->pdata[k]);
    }
  g_array_sort (self.crossings, compare_crossings);
  return self.crossings;
}

/* ---- Distance ---- */

double
yutu_place_distance_m (const YutuShape *shape,
                       YutuPoint        point)
{
  Find   self = { 0 };
  double least = INFINITY;

  set_origin (&self, point);
  if (shape->kind == YUTU_SHAPE_POLYGON && yutu_exact_point_in_shape (point, shape) != YUTU_OUTSIDE)
    return 0;
  for (gsize p = 0; p < shape->n_parts; p++)
    {
      gsize first = shape->part_starts[p], end = shape->part_starts[p + 1];

      for (gsize i = first; i < end; i++)
        {
          gboolean  is_point = shape->kind == YUTU_SHAPE_POINT || shape->kind == YUTU_SHAPE_MULTI_POINT;
          gsize     next = i + 1 < end ? i + 1 : shape->kind == YUTU_SHAPE_POLYGON ? first
                                                                                   : i;
          YutuPoint to = shape->points[is_point ? i : next];

          least = MIN (least, distance_to_segment ((Metric){ 0, 0 }, to_metric (&self, shape->points[i]), to_metric (&self, to)));
        }
    }
  return least;
}
