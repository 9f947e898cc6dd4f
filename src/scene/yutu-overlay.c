/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Symbols, labels, selection and hover above the base picture. */
#include "scene/yutu-labels-private.h"
#include "scene/yutu-text-private.h"

#include <string.h>

#define HOVER_PX 1.5

static void
paint_symbol (const YutuScene *self, cairo_t *cr, const YutuPlacedSymbol *s, double x, double y)
{
  const YutuStyle  *style = self->spec.style;
  const YutuSymbol *symbol = yutu_style_find_symbol (style, s->symbol);
  YutuTextRun      *run;
  char              text[16];
  double            radius;

  yutu_symbol_draw (style, s->symbol, s->size_px, cr, x, y);
  if (s->count < 2 || s->size_px <= YUTU_DOT_PX)
    return;
  g_snprintf (text, sizeof text, "%u", s->count);
  run = yutu_text_get (text, 9, 700, 0);
  radius = MAX (run->width / 2 + 3, 6.5);
  x += s->size_px * 0.5;
  y -= s->size_px * 0.45;
  cairo_arc (cr, x, y, radius + 1, 0, 2 * G_PI);
  yutu_cairo_set_color (cr, style->colors[YUTU_COLOR_KEYLINE]);
  cairo_fill (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  yutu_cairo_set_color (cr, symbol->label);
  cairo_fill (cr);
  yutu_text_draw (run, cr, x - run->width / 2, y - run->height / 2,
                  style->texts[YUTU_TEXT_CLUSTER].color,
                  (YutuColor){ symbol->label.red, symbol->label.green, symbol->label.blue, 1 });
}

static void
paint_label (const YutuScene *self, cairo_t *cr, const YutuLabel *label, double left, double top)
{
  const YutuText *t = &self->spec.style->texts[label->style];
  YutuColor       halo = self->spec.style->colors[YUTU_COLOR_GROUND];
  YutuTextRun    *run;

  if (label->glyphs == NULL)
    {
      run = yutu_text_get (label->text, label->size_px, t->weight, t->spacing_px);
      yutu_text_draw (run, cr, label->x - left + (label->width - run->width) / 2,
                      label->y - top + (label->height - run->height) / 2, label->color, halo);
      return;
    }
  for (guint i = 0; i < label->glyphs->len; i++)
    {
      const YutuLabelGlyph *glyph = &g_array_index (label->glyphs, YutuLabelGlyph, i);

      run = yutu_text_get (glyph->text, label->size_px, t->weight, 0);
      cairo_save (cr);
      cairo_translate (cr, glyph->x - left, glyph->y - top);
      cairo_rotate (cr, glyph->angle_rad);
      yutu_text_draw (run, cr, -run->width / 2, -run->height / 2, label->color, halo);
      cairo_restore (cr);
    }
}

/* ---- selection and hover ---- */

static void
append_shape (cairo_t *cr, const YutuFrame *frame, int epsg, const YutuShape *shape)
{
  for (gsize p = 0; p < shape->n_parts; p++)
    {
      for (gsize i = shape->part_starts[p]; i < shape->part_starts[p + 1]; i++)
        {
          double x, y;

          yutu_frame_to_px (frame, yutu_projection_forward (epsg, shape->points[i]), &x, &y);
          if (i == shape->part_starts[p])
            cairo_move_to (cr, x, y);
          else
            cairo_line_to (cr, x, y);
        }
      if (shape->kind == YUTU_SHAPE_POLYGON)
        cairo_close_path (cr);
    }
}

/* Whether there is one. */
static gboolean
append_line (cairo_t *cr, const YutuFrame *frame, const YutuLineLayer *layer, gint64 id)
{
  const gsize *starts = (const gsize *)(gpointer)layer->part_starts->data;
  gboolean     found = FALSE;

  for (guint i = 0; i < layer->lines->len; i++)
    {
      const YutuLayerLine *line = &g_array_index (layer->lines, YutuLayerLine, i);

      found = found || line->id == id;
      for (gsize p = line->first_part; line->id == id && p < line->first_part + line->n_parts; p++)
        yutu_path_append (cr, frame, &g_array_index (layer->points, YutuMapPoint, starts[p]),
                          layer->importance + starts[p], starts[p + 1] - starts[p], FALSE, TRUE);
    }
  return found;
}

/* The same. */
static gboolean
append_boundary (cairo_t *cr, const YutuFrame *frame, const YutuDivisionLayer *layer, gint64 line)
{
  gboolean found = FALSE;

  for (guint i = 0; i < layer->boundaries->len; i++)
    {
      const YutuLayerBoundary *boundary = &g_array_index (layer->boundaries, YutuLayerBoundary, i);
      const YutuLayerArc      *arc = YUTU_LAYER_ARC (layer, boundary->arc);

      if (boundary->line != line)
        continue;
      found = TRUE;
      yutu_path_append (cr, frame, &g_array_index (layer->points, YutuMapPoint, arc->start),
                        layer->importance + arc->start, arc->n, FALSE, TRUE);
    }
  return found;
}

static void
append_ring (cairo_t *cr, const YutuFrame *frame, YutuMapPoint point, double radius)
{
  double x, y;

  yutu_frame_to_px (frame, point, &x, &y);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
}

static gboolean
append_symbol (const YutuScene *self, cairo_t *cr, const YutuFrame *frame, gint64 id)
{
  gboolean found = FALSE;

  for (gsize k = 0; k < self->spec.n_symbols; k++)
    for (guint i = 0; i < self->spec.symbols[k]->symbols->len; i++)
      {
        const YutuLayerSymbol *s = &g_array_index (self->spec.symbols[k]->symbols, YutuLayerSymbol, i);

        if (s->id != id)
          continue;
        found = TRUE;
        append_ring (cr, frame, s->point, yutu_symbol_get_size (self->spec.style, s->symbol, frame->zoom) / 2 + 4);
      }
  return found;
}

/* Whether a layer that is shown has it. */
static gboolean
append_object (const YutuScene *self, cairo_t *cr, const YutuFrame *frame, gint64 id)
{
  gboolean found = self->spec.divisions != NULL && append_boundary (cr, frame, self->spec.divisions, id);

  found = (self->spec.lines != NULL && append_line (cr, frame, self->spec.lines, id)) || found;
  return append_symbol (self, cr, frame, id) || found;
}

static void
append_highlight (const YutuScene     *self,
                  cairo_t             *cr,
                  const YutuFrame     *frame,
                  const YutuHighlight *what,
                  int                  epsg)
{
  int unit = self->spec.divisions == NULL || what->unit == 0
               ? -1
               : yutu_division_layer_find (self->spec.divisions, what->unit);

  if (unit >= 0)
    yutu_division_layer_append (self->spec.divisions, unit, frame, cr);
  if (what->object != 0 && append_object (self, cr, frame, what->object))
    return;
  if (what->has_point)
    append_ring (cr, frame, yutu_projection_forward (epsg, what->point), 8);
  if (what->shape != NULL)
    append_shape (cr, frame, epsg, what->shape);
}

static void
paint_dim (const YutuScene *self, cairo_t *cr, const YutuFrame *frame)
{
  int       unit = self->spec.divisions == NULL
                     ? -1
                     : yutu_division_layer_find (self->spec.divisions, self->spec.selection.unit);
  YutuColor color = self->spec.style->colors[YUTU_COLOR_DIM];

  if (unit < 0)
    return;
  cairo_save (cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_rectangle (cr, 0, 0, frame->width, frame->height);
  yutu_division_layer_append (self->spec.divisions, unit, frame, cr);
  yutu_cairo_set_color (cr, color);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* Accent colours may be a class of the map: there an outline is ink, cased in the colour of paper. */
static void
stroke_on_theme (const YutuScene *self, cairo_t *cr, double width)
{
  YutuColor casing = self->spec.style->colors[YUTU_COLOR_KEYLINE];

  cairo_set_source_rgba (cr, casing.red, casing.green, casing.blue, 0.9);
  cairo_set_line_width (cr, 2 * width);
  cairo_stroke_preserve (cr);
  yutu_cairo_set_color (cr, self->spec.style->colors[YUTU_COLOR_INK]);
  cairo_set_line_width (cr, width);
  cairo_stroke (cr);
}

void
yutu_scene_paint_highlight (const YutuScene *self, cairo_t *cr, const YutuView *view)
{
  static const double widths[] = { 8, 5, 2.5 };
  static const double alphas[] = { 0.12, 0.2, 1 };
  YutuColor           accent = self->spec.style->colors[YUTU_COLOR_ACCENT];
  YutuFrame           frame;

  yutu_frame_init (&frame, view);
  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (cr, NULL, 0, 0);
  if (self->spec.dim)
    paint_dim (self, cr, &frame);
  append_highlight (self, cr, &frame, &self->spec.hover, view->epsg);
  if (self->spec.theme != NULL)
    stroke_on_theme (self, cr, HOVER_PX);
  cairo_set_line_width (cr, HOVER_PX);
  yutu_cairo_set_color (cr, accent);
  cairo_stroke (cr);
  append_highlight (self, cr, &frame, &self->spec.selection, view->epsg);
  if (self->spec.theme != NULL)
    stroke_on_theme (self, cr, 2.5);
  for (int i = 0; i < 3; i++)
    {
      cairo_set_line_width (cr, widths[i]);
      cairo_set_source_rgba (cr, accent.red, accent.green, accent.blue, alphas[i]);
      cairo_stroke_preserve (cr);
    }
  cairo_new_path (cr);
  cairo_restore (cr);
}

gboolean
yutu_scene_get_hover_box (const YutuScene *self, const YutuView *view, YutuMapBox *box)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t         *cr = cairo_create (surface);
  const double     margin = HOVER_PX + 1; /* half the cased line, and its smooth edge */
  YutuFrame        frame;

  yutu_frame_init (&frame, view);
  append_highlight (self, cr, &frame, &self->spec.hover, view->epsg);
  cairo_path_extents (cr, &box->min_x, &box->min_y, &box->max_x, &box->max_y);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  if (box->max_x <= box->min_x && box->max_y <= box->min_y)
    return FALSE;
  box->min_x = MAX (floor (box->min_x - margin), 0);
  box->min_y = MAX (floor (box->min_y - margin), 0);
  box->max_x = MIN (ceil (box->max_x + margin), view->width);
  box->max_y = MIN (ceil (box->max_y + margin), view->height);
  return box->max_x > box->min_x && box->max_y > box->min_y;
}

/* Whether something from (@x, @y) on, in pixels of the view, is drawn. */
static gboolean
is_drawn (const YutuScene *self,
          const YutuView  *view,
          double           x,
          double           y,
          double           width,
          double           height)
{
  if (self->spec.whole_labels)
    return x >= 0 && y >= 0 && x + width <= view->width && y + height <= view->height;
  return x + width > 0 && y + height > 0 && x < view->width && y < view->height;
}

/* A village's circle is small: what stands in the village is not covered by it. */
static int
get_order (const YutuPlacedSymbol *s)
{
  if (s->symbol == NULL || !g_str_has_prefix (s->symbol, "seat-"))
    return 1;
  return g_str_equal (s->symbol, "seat-village") ? 0 : 2;
}

void
yutu_scene_paint_overlay (const YutuScene          *self,
                          const YutuLabelPlacement *placement,
                          cairo_t                  *cr,
                          const YutuView           *view)
{
  double left, top;

  yutu_view_get_origin (view, &left, &top);
  yutu_scene_paint_highlight (self, cr, view);
  for (int order = 0; order < 3; order++)
    for (guint i = placement->symbols->len; i > 0; i--)
      {
        const YutuPlacedSymbol *s = &g_array_index (placement->symbols, YutuPlacedSymbol, i - 1);
        double                  x = s->x - left, y = s->y - top;

        if (get_order (s) == order &&
            x > -20 && y > -20 && x < view->width + 20 && y < view->height + 20)
          paint_symbol (self, cr, s, x, y);
      }
  if (placement->marks != NULL)
    yutu_mark_clusters_paint (placement->marks, cr, view, self->spec.style->dark);
  for (guint i = placement->labels->len; i > 0; i--)
    {
      const YutuLabel *label = &g_array_index (placement->labels, YutuLabel, i - 1);

      if (is_drawn (self, view, label->x - left, label->y - top, label->width, label->height))
        paint_label (self, cr, label, left, top);
    }
}
