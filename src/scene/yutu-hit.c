/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "scene/yutu-scene-private.h"

static double
distance_to_segment (double px, double py, double ax, double ay, double bx, double by)
{
  double dx = bx - ax, dy = by - ay, length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? ((px - ax) * dx + (py - ay) * dy) / length2 : 0;

  t = CLAMP (t, 0.0, 1.0);
  return hypot (px - ax - t * dx, py - ay - t * dy);
}

/* A road that is a boundary is meant as either: the nearer one comes first. */
static int
rank_of (YutuHitKind kind)
{
  return kind == YUTU_HIT_BOUNDARY ? (int)YUTU_HIT_LINE : (int)kind;
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const YutuHit *one = a, *two = b;

  if (rank_of (one->kind) != rank_of (two->kind))
    return rank_of (one->kind) - rank_of (two->kind);
  if (one->distance_px != two->distance_px)
    return one->distance_px < two->distance_px ? -1 : 1;
  return (one->id > two->id) - (one->id < two->id);
}

static void
hit_symbols (const YutuScene *self,
             const YutuView  *view,
             YutuMapPoint     at,
             double           radius_px,
             GArray          *hits)
{
  double zoom = yutu_view_get_zoom (view);

  for (gsize k = 0; k < self->spec.n_symbols; k++)
    for (guint i = 0; i < self->spec.symbols[k]->symbols->len; i++)
      {
        const YutuLayerSymbol *s =
          &g_array_index (self->spec.symbols[k]->symbols, YutuLayerSymbol, i);
        double dx = (s->point.x - at.x) / view->resolution,
               dy = (s->point.y - at.y) / view->resolution;
        double reach = radius_px + yutu_symbol_get_size (self->spec.style, s->symbol, zoom) / 2;

        if (zoom >= s->min_zoom && dx * dx + dy * dy <= reach * reach)
          {
            YutuHit hit = { YUTU_HIT_SYMBOL, s->id, (int)k, 0, hypot (dx, dy), s->point };

            g_array_append_val (hits, hit);
          }
      }
}

static double
measure_line (const YutuLineLayer *layer, const YutuLayerLine *line, YutuMapPoint at)
{
  const gsize *starts = (const gsize *)(gpointer)layer->part_starts->data;
  double       least = G_MAXDOUBLE;
  gboolean     inside = FALSE;

  for (gsize p = line->first_part; p < line->first_part + line->n_parts; p++)
    for (gsize i = starts[p] + 1; i < starts[p + 1]; i++)
      {
        YutuMapPoint a = g_array_index (layer->points, YutuMapPoint, i - 1);
        YutuMapPoint b = g_array_index (layer->points, YutuMapPoint, i);

        least = MIN (least, distance_to_segment (at.x, at.y, a.x, a.y, b.x, b.y));
        if ((a.y > at.y) != (b.y > at.y) && at.x < a.x + (b.x - a.x) * (at.y - a.y) / (b.y - a.y))
          inside = !inside;
      }
  return line->kind == YUTU_LINE_WATER && inside ? 0 : least; /* an area is met at its edge: villages lie in it */
}

/* How far from its axis a line is meant: half its drawn width and a little; less than nothing when it
 * is not drawn at this zoom. */
static double
reach_of_line (const YutuScene *self, const YutuLayerLine *line, double zoom, double radius_px)
{
  const YutuStroke *stroke = yutu_scene_get_line_stroke (self, line);

  if (!yutu_scene_draws_line (self, line, zoom))
    return -1;
  if (yutu_line_kind_is_area (line->kind))
    return radius_px / 2;
  return MIN (radius_px, yutu_stops_at (&stroke->width, zoom) / 2 + radius_px / 2);
}

static void
hit_lines (const YutuScene *self,
           const YutuView  *view,
           YutuMapPoint     at,
           double           radius_px,
           GArray          *hits)
{
  const YutuLineLayer *layer = self->spec.lines;
  double               zoom = yutu_view_get_zoom (view);

  for (guint i = 0; i < layer->lines->len; i++)
    {
      const YutuLayerLine *line = &g_array_index (layer->lines, YutuLayerLine, i);
      double               reach = reach_of_line (self, line, zoom, radius_px) * view->resolution;
      double               distance;

      if (reach < 0 || at.x < line->box.min_x - reach || at.x > line->box.max_x + reach ||
          at.y < line->box.min_y - reach || at.y > line->box.max_y + reach)
        continue;
      distance = measure_line (layer, line, at);
      if (distance <= reach)
        {
          YutuHit hit = { YUTU_HIT_LINE, line->id, (int)line->kind, 0,
                          distance / view->resolution, at };

          g_array_append_val (hits, hit);
        }
    }
}

static double
measure_arc (const YutuDivisionLayer *layer, const YutuLayerArc *arc, YutuMapPoint at)
{
  double least = G_MAXDOUBLE;

  for (gsize i = arc->start + 1; i < arc->start + arc->n; i++)
    {
      YutuMapPoint a = g_array_index (layer->points, YutuMapPoint, i - 1);
      YutuMapPoint b = g_array_index (layer->points, YutuMapPoint, i);

      least = MIN (least, distance_to_segment (at.x, at.y, a.x, a.y, b.x, b.y));
    }
  return least;
}

/* Each line once, at its nearest arc. */
static void
add_boundary (GArray *hits, gsize first, const YutuLayerBoundary *boundary, double distance_px, YutuMapPoint at)
{
  YutuHit hit = { YUTU_HIT_BOUNDARY, boundary->line, 0, boundary->grade, distance_px, at };

  for (gsize i = first; i < hits->len; i++)
    {
      YutuHit *known = &g_array_index (hits, YutuHit, i);

      if (known->id != boundary->line)
        continue;
      known->distance_px = MIN (known->distance_px, distance_px);
      return;
    }
  g_array_append_val (hits, hit);
}

static YutuStrokeName
stroke_of_grade (int grade)
{
  return grade <= YUTU_LEVEL_COUNTY     ? YUTU_STROKE_COUNTY
         : grade == YUTU_LEVEL_TOWNSHIP ? YUTU_STROKE_TOWNSHIP
                                        : YUTU_STROKE_VILLAGE;
}

static void
hit_boundaries (const YutuScene *self,
                const YutuView  *view,
                YutuMapPoint     at,
                double           radius_px,
                GArray          *hits)
{
  const YutuDivisionLayer *layer = self->spec.divisions;
  double                   zoom = yutu_view_get_zoom (view);
  gsize                    first = hits->len;

  for (guint i = 0; i < layer->boundaries->len; i++)
    {
      const YutuLayerBoundary *boundary = &g_array_index (layer->boundaries, YutuLayerBoundary, i);
      const YutuLayerArc      *arc = YUTU_LAYER_ARC (layer, boundary->arc);
      const YutuStroke        *stroke = &self->spec.style->strokes[stroke_of_grade (boundary->grade)];
      double reach_px = MIN (radius_px, yutu_stops_at (&stroke->width, zoom) / 2 + radius_px / 2);
      double reach = reach_px * view->resolution, distance;

      if (zoom < stroke->from || at.x < arc->box.min_x - reach || at.x > arc->box.max_x + reach ||
          at.y < arc->box.min_y - reach || at.y > arc->box.max_y + reach)
        continue;
      distance = measure_arc (layer, arc, at);
      if (distance <= reach)
        add_boundary (hits, first, boundary, distance / view->resolution, at);
    }
}

static void
hit_addresses (const YutuScene *self,
               const YutuView  *view,
               YutuMapPoint     at,
               double           radius_px,
               GArray          *hits)
{
  const YutuPointLayer *layer = self->spec.points;
  double                reach = radius_px * view->resolution;
  YutuMapBox            box = { at.x - reach, at.y - reach, at.x + reach, at.y + reach };
  YutuBox               grid_box = yutu_projection_inverse_box (view->epsg, box);
  g_autoptr (YutuPointBatch) batch = NULL;
  YutuPointSlice slice;

  if (yutu_view_get_zoom (view) < 14)
    return;
  batch = layer->source.fetch (layer->data, grid_box, 26);
  if (batch == NULL || batch->ids == NULL)
    return;
  for (gsize k = 0; yutu_point_batch_get_slice (batch, k, &slice); k++)
    for (gsize i = slice.first; i < slice.first + slice.n; i++)
      {
        YutuPoint    grid = { (gint64)batch->x[i] * 100, (gint64)batch->y[i] * 100 };
        YutuMapPoint p;
        double       distance;

        /* A source may hand out far more than was asked for. */
        if (grid.x < grid_box.min_x - 100 || grid.x > grid_box.max_x + 100 ||
            grid.y < grid_box.min_y - 100 || grid.y > grid_box.max_y + 100)
          continue;
        p = yutu_projection_forward (view->epsg, grid);
        distance = hypot (p.x - at.x, p.y - at.y);
        if (distance <= reach)
          {
            YutuHit hit = { YUTU_HIT_ADDRESS, batch->ids[i], 0, 0, distance / view->resolution, p };

            g_array_append_val (hits, hit);
          }
      }
}

static void
hit_units (const YutuScene *self, const YutuView *view, YutuMapPoint at, GArray *hits)
{
  static const int named[] = { YUTU_LEVEL_VILLAGE, YUTU_LEVEL_TOWNSHIP, YUTU_LEVEL_COUNTY };
  static const int small[] = { YUTU_LEVEL_TOWNSHIP, YUTU_LEVEL_VILLAGE, YUTU_LEVEL_COUNTY };
  double           from = self->spec.style->texts[YUTU_TEXT_VILLAGE].from;
  const int       *levels = yutu_view_get_zoom (view) < from ? small : named;

  for (int i = 0; i < 3; i++)
    {
      gint64  unit = yutu_division_layer_locate (self->spec.divisions, levels[i], at);
      YutuHit hit = { YUTU_HIT_UNIT, unit, 0, levels[i], 0, at };

      if (unit != 0)
        g_array_append_val (hits, hit);
    }
}

GArray *
yutu_scene_hit (const YutuScene *self,
                const YutuView  *view,
                double           screen_x,
                double           screen_y,
                double           radius_px)
{
  GArray      *hits = g_array_new (FALSE, FALSE, sizeof (YutuHit));
  YutuMapPoint at;

  yutu_view_from_screen (view, screen_x, screen_y, &at.x, &at.y);
  hit_symbols (self, view, at, radius_px, hits);
  if (self->spec.points != NULL)
    hit_addresses (self, view, at, radius_px, hits);
  if (self->spec.lines != NULL)
    hit_lines (self, view, at, radius_px, hits);
  if (self->spec.divisions != NULL && !self->spec.hide_boundaries)
    hit_boundaries (self, view, at, radius_px, hits);
  g_array_sort (hits, compare_hits);
  if (self->spec.divisions != NULL)
    hit_units (self, view, at, hits);
  return hits;
}
