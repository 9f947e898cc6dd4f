/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where a unit's name stands: the pole of inaccessibility, by a quad search that keeps the most
 * promising cell first (Garcia-Castellanos and Lombardo 2007; the search is mapbox/polylabel's
 * idea). On outlines generalised to 1/300 of the unit: a label needs no more. */
#include "scene/yutu-layers-private.h"

typedef struct
{
  double x;
  double y;
  double half;
  double distance; /* inside positive */
  double best;     /* the most that any point of the cell can reach */
} Cell;

typedef struct
{
  YutuMapPoint a;
  double       dx;
  double       dy;
  double       by_length2; /* 1 / length², 0 for a point */
} Segment;

/* Negative outside. What is not farther than @enough from the line is told as that: nobody asks how
 * much nearer it is. */
static double
measure_distance (const GArray *segments, double x, double y, double enough)
{
  const Segment *s = (const Segment *)(gpointer)segments->data;
  const Segment *end = s + segments->len;
  gboolean       inside = FALSE;
  double         least = G_MAXDOUBLE, enough2 = enough > 0 ? enough * enough : -1;

  for (; s < end; s++)
    {
      double px = x - s->a.x, py = y - s->a.y;
      double t = CLAMP ((px * s->dx + py * s->dy) * s->by_length2, 0.0, 1.0);
      double ex = px - t * s->dx, ey = py - t * s->dy;

      least = MIN (least, ex * ex + ey * ey);
      if (least <= enough2)
        return -enough;
      if ((py < 0) != (py < s->dy) && x < s->a.x + s->dx * py / s->dy)
        inside = !inside;
    }
  return inside ? sqrt (least) : -sqrt (least);
}

static GArray *
list_segments (const YutuDivisionLayer *self, const YutuLayerUnit *unit, double tolerance)
{
  GArray      *segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  const guint *starts = (const guint *)(gpointer)self->ring_starts->data;

  for (guint k = starts[unit->first_ring]; k < starts[unit->first_ring + unit->n_rings]; k++)
    {
      const YutuLayerArc *arc =
        YUTU_LAYER_ARC (self, ABS (g_array_index (self->ring_arcs, int, k)) - 1);
      const YutuMapPoint *p = &g_array_index (self->points, YutuMapPoint, arc->start);
      Segment             s = { .a = p[0] };

      for (gsize i = 1; i < arc->n; i++)
        if (self->importance[arc->start + i] >= tolerance)
          {
            double length2;

            s.dx = p[i].x - s.a.x;
            s.dy = p[i].y - s.a.y;
            length2 = s.dx * s.dx + s.dy * s.dy;
            s.by_length2 = length2 > 0 ? 1 / length2 : 0;
            g_array_append_val (segments, s);
            s.a = p[i];
          }
    }
  return segments;
}

/* A cell no point of which can be farther from the line than @best is not kept. */
static void
add_cell (GArray *cells, const GArray *segments, double x, double y, double half, double best)
{
  double reach = half * G_SQRT2;
  Cell   cell = { x, y, half, measure_distance (segments, x, y, best - reach), 0 };
  guint  i = cells->len;

  cell.best = cell.distance + reach;
  if (cell.best <= best)
    return;
  g_array_append_val (cells, cell);
  while (i > 0 && g_array_index (cells, Cell, (i - 1) / 2).best < cell.best)
    {
      g_array_index (cells, Cell, i) = g_array_index (cells, Cell, (i - 1) / 2);
      i = (i - 1) / 2;
    }
  g_array_index (cells, Cell, i) = cell;
}

static Cell
take_best (GArray *cells)
{
  Cell  top = g_array_index (cells, Cell, 0);
  Cell  last = g_array_index (cells, Cell, cells->len - 1);
  guint i = 0, n = cells->len - 1;

  g_array_set_size (cells, n);
  while (2 * i + 1 < n)
    {
      guint child = 2 * i + 1;

      if (child + 1 < n &&
          g_array_index (cells, Cell, child + 1).best > g_array_index (cells, Cell, child).best)
        child++;
      if (g_array_index (cells, Cell, child).best <= last.best)
        break;
      g_array_index (cells, Cell, i) = g_array_index (cells, Cell, child);
      i = child;
    }
  if (n > 0)
    g_array_index (cells, Cell, i) = last;
  return top;
}

static void
find_pole (const YutuDivisionLayer *self, YutuLayerUnit *unit)
{
  double width = unit->box.max_x - unit->box.min_x, height = unit->box.max_y - unit->box.min_y;
  double size = MAX (MIN (width, height), MAX (width, height) / 16),
         precision = MAX (width, height) / 150;
  g_autoptr (GArray) segments = list_segments (self, unit, MAX (width, height) / 300);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  Cell best = { unit->box.min_x + width / 2, unit->box.min_y + height / 2, 0, -G_MAXDOUBLE, 0 };

  best.distance = measure_distance (segments, best.x, best.y, 0);
  for (double x = unit->box.min_x; size > 0 && x < unit->box.max_x; x += size)
    for (double y = unit->box.min_y; y < unit->box.max_y; y += size)
      add_cell (cells, segments, x + size / 2, y + size / 2, size / 2, best.distance);
  for (int rounds = 0; cells->len > 0 && rounds < 400; rounds++)
    {
      Cell cell = take_best (cells);

      if (cell.distance > best.distance)
        best = cell;
      if (cell.best - best.distance <= precision)
        break;
      for (int q = 0; q < 4; q++)
        add_cell (cells, segments, cell.x + (q & 1 ? 0.5 : -0.5) * cell.half,
                  cell.y + (q & 2 ? 0.5 : -0.5) * cell.half, cell.half / 2, best.distance);
    }
  unit->label = (YutuMapPoint){ best.x, best.y };
  unit->label_radius = MAX (best.distance, 0);
}

void
yutu_division_layer_find_poles (YutuDivisionLayer *self)
{
  for (guint i = 0; i < self->units->len; i++)
    if (YUTU_LAYER_UNIT (self, i)->n_rings > 0)
      find_pole (self, YUTU_LAYER_UNIT (self, i));
}
