/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include <math.h>

#include "scene/yutu-furniture.h"
#include "scene/yutu-sketch.h"
#include "sheet/yutu-sheet-private.h"

/* Vertices that lie less than 0.1 mm off are left out: half a pixel by this. */
#define MAP_DETAIL 2

void
yutu_sheet_set_ink (cairo_t *cr,
                    double   alpha)
{
  cairo_set_source_rgba (cr, 0.13, 0.11, 0.15, alpha);
}

void
yutu_sheet_stroke_rect (cairo_t             *cr,
                        const YutuSheetRect *rect,
                        double               width_mm)
{
  cairo_rectangle (cr, rect->x * YUTU_SHEET_PT_PER_MM, rect->y * YUTU_SHEET_PT_PER_MM,
                   rect->width * YUTU_SHEET_PT_PER_MM, rect->height * YUTU_SHEET_PT_PER_MM);
  cairo_set_line_width (cr, width_mm * YUTU_SHEET_PT_PER_MM);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_stroke (cr);
}

static gboolean
is_cancelled (GCancellable *cancellable)
{
  return cancellable != NULL && g_cancellable_is_cancelled (cancellable);
}

static gboolean
paint_map (const YutuSheet *self,
           gsize            which,
           cairo_t         *cr,
           GCancellable    *cancellable)
{
  const YutuSheetRect *map = &self->layout.map;
  YutuView             view = self->view;

  view.scale = MAP_DETAIL;
  cairo_save (cr);
  cairo_rectangle (cr, map->x * YUTU_SHEET_PT_PER_MM, map->y * YUTU_SHEET_PT_PER_MM,
                   map->width * YUTU_SHEET_PT_PER_MM, map->height * YUTU_SHEET_PT_PER_MM);
  cairo_clip (cr);
  cairo_translate (cr, map->x * YUTU_SHEET_PT_PER_MM, map->y * YUTU_SHEET_PT_PER_MM);
  cairo_scale (cr, YUTU_SHEET_PT_PER_PX, YUTU_SHEET_PT_PER_PX);
  yutu_scene_paint_base (self->scenes[which], cr, &view);
  if (self->sketch != NULL)
    yutu_sketch_paint (self->sketch, cr, self->style, &view, FALSE);
  if (!is_cancelled (cancellable))
    yutu_scene_paint_overlay (self->scenes[which], self->labels[which], cr, &view);
  cairo_restore (cr);
  return !is_cancelled (cancellable);
}

/* In the middle of the title's room, smaller where it is too long. */
static void
paint_title (const YutuSheet *self,
             cairo_t         *cr,
             PangoContext    *context)
{
  const YutuSheetRect *room = &self->layout.title;
  double               size_pt = 22 * self->layout.text;
  double               width = 0;
  double               height = 0;
  g_autoptr (PangoLayout) title = NULL;

  for (; title == NULL; size_pt *= 0.92)
    {
      YutuSheetTextSpec spec = { YUTU_SHEET_SERIF, 700, size_pt, size_pt * 0.16, 0,
                                 PANGO_ALIGN_CENTER };

      title = yutu_sheet_text_new (context, self->title, &spec);
      yutu_sheet_text_measure (title, &width, &height);
      if (width > room->width * 0.86 && size_pt > 6)
        g_clear_object (&title);
    }
  yutu_sheet_set_ink (cr, 1);
  yutu_sheet_text_draw (title, cr, room->x + (room->width - width) / 2, room->y - height * 0.08);
  if (self->subtitle != NULL)
    {
      YutuSheetTextSpec spec = { YUTU_SHEET_SANS, 400, 9 * self->layout.text, 0, room->width,
                                 PANGO_ALIGN_CENTER };
      g_autoptr (PangoLayout) subtitle = yutu_sheet_text_new (context, self->subtitle, &spec);

      yutu_sheet_set_ink (cr, 0.8);
      yutu_sheet_text_measure (subtitle, &width, &height);
      yutu_sheet_text_draw (subtitle, cr, room->x, room->y + room->height - height - 1.4);
    }
}

/* Over its map, in the middle. */
static void
paint_heading (const YutuSheet *self,
               gsize            which,
               cairo_t         *cr,
               PangoContext    *context)
{
  const YutuSheetRect *outer = &self->layout.outer;
  YutuSheetTextSpec    spec = { YUTU_SHEET_SERIF, 700, 11 * self->layout.text, 0, outer->width,
                                PANGO_ALIGN_CENTER };
  double               width = 0;
  double               height = 0;
  g_autoptr (PangoLayout) heading = NULL;

  if (self->headings[which] == NULL)
    return;
  heading = yutu_sheet_text_new (context, self->headings[which], &spec);
  yutu_sheet_text_measure (heading, &width, &height);
  yutu_sheet_set_ink (cr, 1);
  yutu_sheet_text_draw (heading, cr, outer->x,
                        outer->y - self->layout.heading + (self->layout.heading - height) / 2);
}

/* 内部用图, boxed, in the page's upper right corner. */
static void
paint_mark (const YutuSheet *self,
            cairo_t         *cr,
            PangoContext    *context)
{
  YutuSheetTextSpec spec = { YUTU_SHEET_SANS, 500, 7.5 * self->layout.text, 0, 0,
                             PANGO_ALIGN_LEFT };
  g_autoptr (PangoLayout) mark = NULL;
  const YutuSheetRect *room = &self->layout.title;
  double               pad = 1.2 * self->layout.text;
  double               width = 0;
  double               height = 0;
  YutuSheetRect        rect;

  if (self->mark == NULL)
    return;
  mark = yutu_sheet_text_new (context, self->mark, &spec);
  yutu_sheet_text_measure (mark, &width, &height);
  rect = (YutuSheetRect){ room->x + room->width - width - 2 * pad, room->y, width + 2 * pad,
                          height + pad };
  yutu_sheet_set_ink (cr, 0.85);
  yutu_sheet_text_draw (mark, cr, rect.x + pad, rect.y + pad / 2);
  yutu_sheet_stroke_rect (cr, &rect, 0.15);
}

static void
paint_rule (const YutuSheet *self,
            cairo_t         *cr,
            double           x,
            double           y,
            double           width)
{
  cairo_move_to (cr, x * YUTU_SHEET_PT_PER_MM, y * YUTU_SHEET_PT_PER_MM);
  cairo_line_to (cr, (x + width) * YUTU_SHEET_PT_PER_MM, y * YUTU_SHEET_PT_PER_MM);
  cairo_set_line_width (cr, 0.12 * YUTU_SHEET_PT_PER_MM);
  yutu_sheet_set_ink (cr, 0.5);
  cairo_stroke (cr);
}

static void
paint_foot (const YutuSheet *self,
            cairo_t         *cr,
            PangoContext    *context)
{
  const YutuSheetLayout *l = &self->layout;
  YutuSheetTextSpec      spec = { YUTU_SHEET_SANS, 500, 8 * l->text, 0, 0, PANGO_ALIGN_LEFT };
  double                 px = YUTU_SHEET_PX_PER_MM;
  YutuSheetMeasure       measure = { 0 };

  yutu_sheet_place_bar (self, &measure);
  cairo_save (cr);
  cairo_scale (cr, YUTU_SHEET_PT_PER_PX, YUTU_SHEET_PT_PER_PX);
  yutu_north_arrow_paint (cr, self->style, (l->foot.x + 7 * l->text) * px,
                          (l->foot.y + 10 * l->text) * px, 16 * l->text * px);
  yutu_scale_bar_paint (cr, self->style, &self->view, measure.bar_x_mm * px, measure.bar_y_mm * px,
                        measure.bar_length_mm * px * (1 + 1e-9));
  cairo_restore (cr);
  if (self->scale_text != NULL)
    {
      g_autoptr (PangoLayout) scale = yutu_sheet_text_new (context, self->scale_text, &spec);

      yutu_sheet_set_ink (cr, 1);
      yutu_sheet_text_draw (scale, cr, measure.bar_x_mm, measure.bar_y_mm + 1.8 * l->text);
    }
}

static void
paint_imprint (const YutuSheet *self,
               cairo_t         *cr,
               PangoContext    *context)
{
  const YutuSheetRect *room = &self->layout.imprint;
  YutuSheetTextSpec    spec = { YUTU_SHEET_SANS, 400, self->layout.imprint_pt, 0, room->width,
                                PANGO_ALIGN_LEFT };
  double               y = room->y;

  paint_rule (self, cr, room->x, room->y - 1.2 * self->layout.text, room->width);
  for (gsize i = 0; self->imprint[i] != NULL; i++)
    {
      g_autoptr (PangoLayout) line = yutu_sheet_text_new (context, self->imprint[i], &spec);
      double width = 0;
      double height = 0;

      yutu_sheet_text_measure (line, &width, &height);
      yutu_sheet_set_ink (cr, 0.9);
      yutu_sheet_text_draw (line, cr, room->x, y);
      y += height + YUTU_SHEET_IMPRINT_GAP_MM * self->layout.text;
    }
}

static void
paint_footer (const YutuSheet *self,
              cairo_t         *cr,
              PangoContext    *context)
{
  const YutuSheetRect *room = &self->layout.footer;
  YutuSheetTextSpec    spec = { YUTU_SHEET_SANS, 400, 7 * self->layout.text, 0, room->width,
                                PANGO_ALIGN_LEFT };

  yutu_sheet_set_ink (cr, 1);
  if (self->review != NULL)
    {
      g_autoptr (PangoLayout) text = yutu_sheet_text_new (context, self->review, &spec);

      yutu_sheet_text_draw (text, cr, room->x, room->y);
    }
  if (self->disclaimer != NULL)
    {
      g_autoptr (PangoLayout) text = NULL;

      spec.align = PANGO_ALIGN_RIGHT;
      text = yutu_sheet_text_new (context, self->disclaimer, &spec);
      yutu_sheet_text_draw (text, cr, room->x, room->y);
    }
}

gboolean
yutu_sheet_paint_page (const YutuSheet *self,
                       cairo_t         *cr,
                       GCancellable    *cancellable)
{
  PangoContext *context = yutu_sheet_text_context_new ();

  for (gsize i = 0; i < self->n_maps; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, (double)i * self->layout.step_x * YUTU_SHEET_PT_PER_MM,
                       (double)i * self->layout.step_y * YUTU_SHEET_PT_PER_MM);
      if (paint_map (self, i, cr, cancellable))
        {
          yutu_sheet_paint_frame (self, cr, context);
          paint_heading (self, i, cr, context);
        }
      cairo_restore (cr);
    }
  if (is_cancelled (cancellable))
    {
      g_object_unref (context);
      return FALSE;
    }
  paint_title (self, cr, context);
  paint_mark (self, cr, context);
  yutu_sheet_set_ink (cr, 1);
  yutu_sheet_stroke_rect (cr, &self->layout.panel, 0.2);
  yutu_sheet_paint_legend (self, cr, context);
  paint_foot (self, cr, context);
  paint_imprint (self, cr, context);
  paint_footer (self, cr, context);
  g_object_unref (context);
  return !is_cancelled (cancellable);
}

void
yutu_sheet_paint (const YutuSheet *self,
                  cairo_t         *cr)
{
  cairo_save (cr);
  yutu_sheet_paint_page (self, cr, NULL);
  cairo_restore (cr);
}
