/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The base picture. Every position is rounded on the global pixel grid before the tile's origin is
 * taken off, and every dash counts from its arc's start, so tiles join. On images the areas and the
 * boundary lines go through the raster of this room; on paper, everything through cairo. */
#include "scene/yutu-raster-private.h"
#include "scene/yutu-theme-private.h"

static gboolean
is_seen (const YutuFrame *frame, YutuMapBox box)
{
  return yutu_map_box_overlaps (frame->box, box);
}

/* Sets width, colour and caps; dashes come with each piece. FALSE: not drawn at this zoom. */
static gboolean
stroke_begin (cairo_t *cr, const YutuStroke *stroke, double zoom)
{
  if (zoom < stroke->from)
    return FALSE;
  yutu_cairo_set_color (cr, stroke->color);
  cairo_set_line_width (cr, yutu_stops_at (&stroke->width, zoom));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, stroke->n_dashes > 0 ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
  cairo_set_dash (cr, NULL, 0, 0);
  return TRUE;
}

/* YutuPieceFunc; @data is the YutuStroke. */
static void
stroke_piece (cairo_t *cr, double offset_px, gpointer data)
{
  const YutuStroke *stroke = data;
  double            period = 0;

  for (int i = 0; i < stroke->n_dashes; i++)
    period += stroke->dashes[i];
  if (stroke->n_dashes > 0)
    cairo_set_dash (cr, stroke->dashes, stroke->n_dashes, fmod (offset_px, period));
  cairo_stroke (cr);
}

/* ---- fills ---- */

static void
fill_level (const YutuScene *self, cairo_t *cr, const YutuFrame *frame, int level)
{
  const YutuDivisionLayer *layer = self->spec.divisions;
  const YutuStyle         *style = self->spec.style;

  for (guint i = 0; i < layer->units->len; i++)
    {
      const YutuLayerUnit *unit = YUTU_LAYER_UNIT (layer, i);

      if (unit->level != level || unit->n_rings == 0 || !is_seen (frame, unit->box))
        continue;
      yutu_division_layer_append (layer, (int)i, frame, cr);
      yutu_cairo_set_color (cr, level == YUTU_LEVEL_COUNTY || self->spec.hide_fills
                                  ? style->colors[YUTU_COLOR_GROUND]
                                  : style->fills[unit->color]);
      cairo_fill (cr);
    }
}

static void
paint_fills (const YutuScene *self, cairo_t *cr, const YutuFrame *frame)
{
  if (self->spec.theme != NULL)
    {
      fill_level (self, cr, frame, YUTU_LEVEL_COUNTY);
      yutu_scene_fill_theme (self, cr, frame);
      return;
    }
  if (self->spec.hide_boundaries)
    {
      /* Without lines on top, neighbours' smooth edges would let the ground shine through. */
      cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
      fill_level (self, cr, frame, YUTU_LEVEL_TOWNSHIP);
      cairo_set_antialias (cr, CAIRO_ANTIALIAS_DEFAULT);
    }
  else
    fill_level (self, cr, frame, YUTU_LEVEL_COUNTY);
  if (!self->spec.hide_fills)
    fill_level (self, cr, frame, YUTU_LEVEL_TOWNSHIP);
}

static gboolean
has_county_line (const YutuDivisionLayer *layer, const YutuFrame *frame)
{
  for (guint i = 0; i < layer->arcs->len; i++)
    if (YUTU_LAYER_ARC (layer, i)->grade == YUTU_LEVEL_COUNTY &&
        is_seen (frame, YUTU_LAYER_ARC (layer, i)->box))
      return TRUE;
  return FALSE;
}

static void
no_dash (cairo_t *cr, double offset_px, gpointer data)
{
  (void)cr;
  (void)offset_px;
  (void)data;
}

/* The tinted band on the inner side of the county line: all its lines as one stroke, so that
 * joints are not darker, clipped to the county. */
static void
paint_ribbon (const YutuScene *self, cairo_t *cr, const YutuFrame *frame)
{
  const YutuDivisionLayer *layer = self->spec.divisions;
  const YutuStroke        *ribbon = &self->spec.style->strokes[YUTU_STROKE_RIBBON];

  if (!has_county_line (layer, frame))
    return;
  cairo_save (cr);
  for (guint i = 0; i < layer->units->len; i++)
    if (YUTU_LAYER_UNIT (layer, i)->level == YUTU_LEVEL_COUNTY &&
        is_seen (frame, YUTU_LAYER_UNIT (layer, i)->box))
      yutu_division_layer_append (layer, (int)i, frame, cr);
  cairo_clip (cr);
  stroke_begin (cr, ribbon, frame->zoom);
  cairo_set_line_width (cr, 2 * cairo_get_line_width (cr));
  for (guint i = 0; i < layer->arcs->len; i++)
    {
      const YutuLayerArc *arc = YUTU_LAYER_ARC (layer, i);

      if (arc->grade == YUTU_LEVEL_COUNTY && is_seen (frame, arc->box))
        yutu_path_stroke_line (cr, frame, &g_array_index (layer->points, YutuMapPoint, arc->start),
                               layer->importance + arc->start, arc->n, no_dash, NULL);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Villages first: grades go down to the county. (nullable): not drawn. On a theme map the lines
 * only part the colours, and none is finer than what is coloured. */
static const YutuStroke *
get_arc_stroke (const YutuScene *self, int g, double zoom)
{
  static const YutuStrokeName plain[] = { YUTU_STROKE_VILLAGE, YUTU_STROKE_TOWNSHIP,
                                          YUTU_STROKE_COUNTY };
  static const YutuStrokeName themed[] = { YUTU_STROKE_THEME_VILLAGE, YUTU_STROKE_THEME_TOWNSHIP,
                                           YUTU_STROKE_COUNTY };
  const YutuTheme            *theme = self->spec.theme;
  const YutuStroke           *stroke =
    &self->spec.style->strokes[theme != NULL ? themed[g] : plain[g]];

  if (theme != NULL && YUTU_LEVEL_VILLAGE - g > theme->level)
    return NULL;
  return zoom < stroke->from ? NULL : stroke;
}

const YutuStroke *
yutu_scene_get_arc_stroke (const YutuScene *self, int level, double zoom)
{
  return get_arc_stroke (self, YUTU_LEVEL_VILLAGE - level, zoom);
}

static YutuPen
make_pen (const YutuStroke *stroke, double zoom, int scale, double dashes[YUTU_STYLE_MAX_DASHES])
{
  YutuPen pen = { .half_width = yutu_stops_at (&stroke->width, zoom) * scale / 2,
                  .n_dashes = stroke->n_dashes,
                  .dashes = dashes };

  for (int i = 0; i < stroke->n_dashes; i++)
    {
      dashes[i] = stroke->dashes[i] * scale;
      pen.period += dashes[i];
    }
  return pen;
}

static void
raster_arcs (const YutuScene *self, const YutuPixels *pixels, const YutuFrame *frame)
{
  const YutuDivisionLayer *layer = self->spec.divisions;
  YutuRaster              *raster = yutu_raster_get (pixels->width, pixels->height);

  for (int g = 0; g < 3; g++)
    {
      const YutuStroke *stroke = get_arc_stroke (self, g, frame->zoom);
      double            dashes[YUTU_STYLE_MAX_DASHES];
      YutuPen           pen;

      if (stroke == NULL)
        continue;
      pen = make_pen (stroke, frame->zoom, pixels->scale, dashes);
      for (guint i = 0; i < layer->arcs->len; i++)
        {
          const YutuLayerArc *arc = YUTU_LAYER_ARC (layer, i);

          if (arc->grade == YUTU_LEVEL_VILLAGE - g && is_seen (frame, arc->box))
            yutu_raster_add_line (raster, &pen, frame, pixels->scale,
                                  &g_array_index (layer->points, YutuMapPoint, arc->start),
                                  layer->importance + arc->start, arc->n);
        }
      yutu_raster_paint (raster, pixels, stroke->color, FALSE);
    }
}

static void
paint_arcs (const YutuScene *self, cairo_t *cr, const YutuFrame *frame)
{
  const YutuDivisionLayer *layer = self->spec.divisions;

  for (int g = 0; g < 3; g++)
    {
      const YutuStroke *stroke = get_arc_stroke (self, g, frame->zoom);

      if (stroke == NULL || !stroke_begin (cr, stroke, frame->zoom))
        continue;
      for (guint i = 0; i < layer->arcs->len; i++)
        {
          const YutuLayerArc *arc = YUTU_LAYER_ARC (layer, i);

          if (arc->grade == YUTU_LEVEL_VILLAGE - g && is_seen (frame, arc->box))
            yutu_path_stroke_line (
              cr, frame, &g_array_index (layer->points, YutuMapPoint, arc->start),
              layer->importance + arc->start, arc->n, stroke_piece, (gpointer)stroke);
        }
    }
  cairo_set_dash (cr, NULL, 0, 0);
}

/* ---- areas, water and roads ---- */

static void
paint_areas (const YutuScene *self,
             cairo_t         *cr,
             const YutuFrame *frame,
             YutuLineKind     kind,
             YutuColorName    color)
{
  const YutuLineLayer *layer = self->spec.lines;
  const YutuStyle     *style = self->spec.style;
  const gsize         *starts = (const gsize *)(gpointer)layer->part_starts->data;

  for (guint i = 0; i < layer->lines->len; i++)
    {
      const YutuLayerLine *line = &g_array_index (layer->lines, YutuLayerLine, i);

      if (line->kind != kind || !is_seen (frame, line->box) ||
          !yutu_scene_draws_line (self, line, frame->zoom))
        continue;
      for (gsize p = line->first_part; p < line->first_part + line->n_parts; p++)
        {
          yutu_path_append (cr, frame, &g_array_index (layer->points, YutuMapPoint, starts[p]),
                            layer->importance + starts[p], starts[p + 1] - starts[p], FALSE, TRUE);
          cairo_close_path (cr);
        }
      if (kind == YUTU_LINE_WATER || self->spec.theme == NULL) /* a tint would change the colours of a theme */
        {
          yutu_cairo_set_color (cr, style->colors[color]);
          cairo_fill_preserve (cr);
        }
      stroke_begin (cr, yutu_scene_get_line_stroke (self, line), frame->zoom);
      cairo_stroke (cr);
    }
}

/* @first: the stroke of grade 1; greater grades come later in the layer and lie above. */
static void
paint_lines (const YutuScene *self,
             cairo_t         *cr,
             const YutuFrame *frame,
             YutuLineKind     kind,
             YutuStrokeName   first)
{
  const YutuLineLayer *layer = self->spec.lines;
  const gsize         *starts = (const gsize *)(gpointer)layer->part_starts->data;

  for (guint i = 0; i < layer->lines->len; i++)
    {
      const YutuLayerLine *line = &g_array_index (layer->lines, YutuLayerLine, i);
      const YutuStroke    *stroke = &self->spec.style->strokes[(int)first + line->grade - 1];

      if (line->kind != kind || !is_seen (frame, line->box) ||
          !stroke_begin (cr, stroke, frame->zoom))
        continue;
      for (gsize p = line->first_part; p < line->first_part + line->n_parts; p++)
        yutu_path_stroke_line (cr, frame, &g_array_index (layer->points, YutuMapPoint, starts[p]),
                               layer->importance + starts[p], starts[p + 1] - starts[p],
                               stroke_piece, (gpointer)stroke);
    }
}

/* As paint_lines(), each grade as one shape. */
static void
raster_lines (const YutuScene  *self,
              const YutuPixels *pixels,
              const YutuFrame  *frame,
              YutuLineKind      kind,
              YutuStrokeName    first)
{
  const YutuLineLayer *layer = self->spec.lines;
  const gsize         *starts = (const gsize *)(gpointer)layer->part_starts->data;
  YutuRaster          *raster = yutu_raster_get (pixels->width, pixels->height);

  for (int grade = 4; grade >= 1; grade--)
    {
      const YutuStroke *stroke = &self->spec.style->strokes[(int)first + grade - 1];
      double            dashes[YUTU_STYLE_MAX_DASHES];
      YutuPen           pen = make_pen (stroke, frame->zoom, pixels->scale, dashes);

      if (frame->zoom < stroke->from)
        continue;
      for (guint i = 0; i < layer->lines->len; i++)
        {
          const YutuLayerLine *line = &g_array_index (layer->lines, YutuLayerLine, i);

          if (line->kind != kind || line->grade != grade || !is_seen (frame, line->box))
            continue;
          for (gsize p = line->first_part; p < line->first_part + line->n_parts; p++)
            yutu_raster_add_line (raster, &pen, frame, pixels->scale,
                                  &g_array_index (layer->points, YutuMapPoint, starts[p]),
                                  layer->importance + starts[p], starts[p + 1] - starts[p]);
        }
      yutu_raster_paint (raster, pixels, stroke->color, FALSE);
    }
}

static void
paint_strokes (const YutuScene *self,
               cairo_t         *cr,
               const YutuView  *view,
               const YutuFrame *frame,
               YutuLineKind     kind,
               YutuStrokeName   first)
{
  YutuPixels pixels;

  if (!yutu_pixels_from_cairo (&pixels, cr, view))
    {
      paint_lines (self, cr, frame, kind, first);
      return;
    }
  raster_lines (self, &pixels, frame, kind, first);
  yutu_pixels_end (cr);
}

/* ---- all ---- */

static void
paint_ground (const YutuScene *self, cairo_t *cr, const YutuView *view, const YutuFrame *frame)
{
  const YutuStyle *style = self->spec.style;
  YutuPixels       pixels;

  if (self->spec.divisions != NULL && yutu_pixels_from_cairo (&pixels, cr, view))
    {
      yutu_raster_paint_areas (self, &pixels, frame);
      yutu_pixels_end (cr);
      if (self->spec.theme != NULL)
        yutu_scene_paint_hatch (self, cr, frame);
      return;
    }
  yutu_cairo_set_color (
    cr, style->colors[self->spec.divisions != NULL ? YUTU_COLOR_OUTSIDE : YUTU_COLOR_GROUND]);
  cairo_paint (cr);
  if (self->spec.divisions != NULL)
    paint_fills (self, cr, frame);
  if (self->spec.divisions != NULL && !self->spec.hide_boundaries && self->spec.theme == NULL)
    paint_ribbon (self, cr, frame);
}

static void
paint_boundaries (const YutuScene *self, cairo_t *cr, const YutuView *view, const YutuFrame *frame)
{
  YutuPixels pixels;

  if (!yutu_pixels_from_cairo (&pixels, cr, view))
    {
      paint_arcs (self, cr, frame);
      return;
    }
  raster_arcs (self, &pixels, frame);
  yutu_pixels_end (cr);
}

void
yutu_scene_paint_base (const YutuScene *self, cairo_t *cr, const YutuView *view)
{
  YutuFrame frame;

  yutu_frame_init (&frame, view);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, view->width, view->height);
  cairo_clip (cr);
  paint_ground (self, cr, view, &frame);
  if (self->spec.lines != NULL)
    {
      paint_areas (self, cr, &frame, YUTU_LINE_AREA, YUTU_COLOR_AREA);
      paint_strokes (self, cr, view, &frame, YUTU_LINE_RIVER, YUTU_STROKE_RIVER_1);
      paint_areas (self, cr, &frame, YUTU_LINE_WATER, YUTU_COLOR_WATER);
      paint_strokes (self, cr, view, &frame, YUTU_LINE_ROAD, YUTU_STROKE_CASING_1);
      paint_strokes (self, cr, view, &frame, YUTU_LINE_ROAD, YUTU_STROKE_ROAD_1);
    }
  if (self->spec.points != NULL)
    yutu_stamp_points (self, cr, view);
  if (self->spec.divisions != NULL && !self->spec.hide_boundaries)
    paint_boundaries (self, cr, view, &frame);
  cairo_restore (cr);
}

cairo_surface_t *
yutu_scene_paint_tile (const YutuScene *self, const YutuView *view)
{
  int              scale = MAX (view->scale, 1);
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_ARGB32, view->width * scale, view->height * scale);
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  yutu_scene_paint_base (self, cr, view);
  cairo_destroy (cr);
  return surface;
}
