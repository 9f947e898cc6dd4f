/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The legend in as few columns and as large as its room takes. No line is ever left out: when even
 * the smallest size is too long, it runs on below. */

#include "scene/yutu-furniture.h"
#include "sheet/yutu-sheet-private.h"

#define TITLE_PT    10.5
#define TEXT_PT     7.4
#define ROW_MM      5.2
#define HEADING_MM  5.6
#define COLUMN_MM   42.0
#define GUTTER_MM   4.0
#define SMALLEST    0.5
#define SMALLER     0.94
#define SWATCH_HIGH 4.4

typedef struct
{
  YutuSheet    *sheet;
  PangoContext *context;
  double        scale; /* of all lengths, layout's included */
  int           columns;
  double        column_width;
  gboolean      fits;
} Fit;

static double
title_height (const YutuSheet *self)
{
  return TITLE_PT * self->layout.text / YUTU_SHEET_PT_PER_MM * 1.7;
}

static PangoLayout *
new_label (const YutuSheet      *self,
           PangoContext         *context,
           const YutuSheetEntry *entry,
           double                scale,
           double                width_mm)
{
  gboolean          is_heading = entry->kind == YUTU_SHEET_HEADING;
  YutuSheetTextSpec spec = { YUTU_SHEET_SANS, is_heading ? 600 : 400, TEXT_PT * scale, 0, width_mm,
                             PANGO_ALIGN_LEFT };

  return yutu_sheet_text_new (context, entry->label, &spec);
}

static double
measure_note (PangoContext         *context,
              const YutuSheetEntry *entry,
              double                scale)
{
  YutuSheetTextSpec spec = { YUTU_SHEET_SANS, 400, TEXT_PT * scale, 0, 0, PANGO_ALIGN_LEFT };
  g_autoptr (PangoLayout) layout = NULL;
  double width = 0;
  double height = 0;

  if (entry->note == NULL)
    return 0;
  layout = yutu_sheet_text_new (context, entry->note, &spec);
  yutu_sheet_text_measure (layout, &width, &height);
  return width + 1.5 * scale;
}

/* Room of the label within a column. */
static double
label_width (PangoContext         *context,
             const YutuSheetEntry *entry,
             double                scale,
             double                column_width)
{
  double swatch = entry->kind == YUTU_SHEET_HEADING ? 0 : (YUTU_SHEET_SWATCH_MM + 2) * scale;

  return MAX (column_width - swatch - measure_note (context, entry, scale), 5);
}

static double
line_height (Fit                  *fit,
             const YutuSheetEntry *entry)
{
  double width = label_width (fit->context, entry, fit->scale, fit->column_width);
  g_autoptr (PangoLayout) layout =
    new_label (fit->sheet, fit->context, entry, fit->scale, width);
  double row = (entry->kind == YUTU_SHEET_HEADING ? HEADING_MM : ROW_MM) * fit->scale;
  double height = 0;

  yutu_sheet_text_measure (layout, &width, &height);
  return MAX (row, height + 1.2 * fit->scale);
}

/* Places all lines; notes whether they fit. A heading is not left alone at a column's end. */
static void
place_lines (Fit *fit)
{
  const YutuSheetRect *room = &fit->sheet->layout.legend;
  double               top = room->y + title_height (fit->sheet);
  double               bottom = room->y + room->height;
  double               y = top;
  int                  column = 0;
  GArray              *lines = fit->sheet->lines;

  for (guint i = 0; i < lines->len; i++)
    {
      YutuSheetLine *line = &g_array_index (lines, YutuSheetLine, i);
      double         height = line_height (fit, &line->entry);
      double         needed = height;

      if (line->entry.kind == YUTU_SHEET_HEADING && i + 1 < lines->len)
        needed += line_height (fit, &g_array_index (lines, YutuSheetLine, i + 1).entry);
      if (y + needed > bottom && y > top && column + 1 < fit->columns)
        {
          column++;
          y = top;
        }
      line->rect = (YutuSheetRect){ room->x + column * (fit->column_width + GUTTER_MM * fit->scale),
                                    y, fit->column_width, height };
      y += height;
      fit->fits = fit->fits && y <= bottom + 1e-6;
    }
}

void
yutu_sheet_lay_out_legend (YutuSheet    *self,
                           PangoContext *context)
{
  const YutuSheetRect *room = &self->layout.legend;

  for (self->legend_scale = 1; self->legend_scale >= SMALLEST; self->legend_scale *= SMALLER)
    {
      double scale = self->legend_scale * self->layout.text;
      int    most = MAX (1, (int)((room->width + GUTTER_MM * scale) / ((COLUMN_MM + GUTTER_MM) * scale)));

      for (int columns = 1; columns <= most; columns++)
        {
          /* One column keeps its width: swatch and label stay together. */
          Fit fit = { self, context, scale, columns, 0, TRUE };

          fit.column_width = MIN ((room->width - (columns - 1) * GUTTER_MM * scale) / columns,
                                  COLUMN_MM * 1.6 * scale);
          place_lines (&fit);
          if (fit.fits)
            return;
        }
    }
}

/* ---- Painting ---- */

static void
paint_swatch (const YutuSheet     *self,
              cairo_t             *cr,
              const YutuSheetLine *line,
              double               scale)
{
  const YutuSheetEntry *entry = &line->entry;
  double                width = YUTU_SHEET_SWATCH_MM * scale;
  double                height = MIN (SWATCH_HIGH * scale, line->rect.height);
  double                row = MIN (ROW_MM * scale, line->rect.height);
  double                x = line->rect.x;
  double                y = line->rect.y + (row - height) / 2;
  double                px = YUTU_SHEET_PX_PER_MM;

  cairo_save (cr);
  if (entry->kind == YUTU_SHEET_COLOR)
    {
      YutuSheetRect rect = { x + width * 0.1, y + height * 0.1, width * 0.8, height * 0.8 };

      cairo_rectangle (cr, rect.x * YUTU_SHEET_PT_PER_MM, rect.y * YUTU_SHEET_PT_PER_MM,
                       rect.width * YUTU_SHEET_PT_PER_MM, rect.height * YUTU_SHEET_PT_PER_MM);
      cairo_set_source_rgb (cr, entry->color.red, entry->color.green, entry->color.blue);
      cairo_fill (cr);
      yutu_sheet_set_ink (cr, 0.6);
      yutu_sheet_stroke_rect (cr, &rect, 0.1);
      cairo_restore (cr);
      return;
    }
  cairo_scale (cr, YUTU_SHEET_PT_PER_PX, YUTU_SHEET_PT_PER_PX);
  yutu_legend_swatch_paint_at_zoom (
    cr, self->style, entry->kind == YUTU_SHEET_NO_DATA ? "area.no-data" : entry->swatch,
    yutu_view_get_zoom (&self->view),
    (YutuMapBox){ x * px, y * px, (x + width) * px, (y + height) * px });
  cairo_restore (cr);
}

static void
paint_line (const YutuSheet     *self,
            cairo_t             *cr,
            PangoContext        *context,
            const YutuSheetLine *line)
{
  const YutuSheetEntry *entry = &line->entry;
  double                scale = self->legend_scale * self->layout.text;
  double                width = label_width (context, entry, scale, line->rect.width);
  gboolean              has_swatch = entry->kind != YUTU_SHEET_HEADING;
  double                x = line->rect.x + (has_swatch ? (YUTU_SHEET_SWATCH_MM + 2) * scale : 0);
  g_autoptr (PangoLayout) label = new_label (self, context, entry, scale, width);
  double height = 0;

  if (has_swatch)
    paint_swatch (self, cr, line, scale);
  yutu_sheet_set_ink (cr, 1);
  yutu_sheet_text_measure (label, &width, &height);
  yutu_sheet_text_draw (label, cr, x, line->rect.y + (line->rect.height - height) / 2);
  if (entry->note != NULL)
    {
      YutuSheetTextSpec spec = { YUTU_SHEET_SANS, 400, TEXT_PT * scale, 0, 0, PANGO_ALIGN_LEFT };
      g_autoptr (PangoLayout) note = yutu_sheet_text_new (context, entry->note, &spec);

      yutu_sheet_text_measure (note, &width, &height);
      yutu_sheet_set_ink (cr, 0.75);
      yutu_sheet_text_draw (note, cr, line->rect.x + line->rect.width - width,
                            line->rect.y + (line->rect.height - height) / 2);
    }
}

void
yutu_sheet_paint_legend (const YutuSheet *self,
                         cairo_t         *cr,
                         PangoContext    *context)
{
  YutuSheetTextSpec spec = { YUTU_SHEET_SERIF, 700, TITLE_PT * self->layout.text,
                             TITLE_PT * self->layout.text * 0.5, 0, PANGO_ALIGN_LEFT };
  g_autoptr (PangoLayout) title = yutu_sheet_text_new (context, self->legend_title, &spec);
  const YutuSheetRect *room = &self->layout.legend;
  double               width = 0;
  double               height = 0;

  yutu_sheet_text_measure (title, &width, &height);
  yutu_sheet_set_ink (cr, 1);
  yutu_sheet_text_draw (title, cr,
                        self->is_landscape ? room->x + (room->width - width) / 2 : room->x, room->y);
  for (guint i = 0; i < self->lines->len; i++)
    paint_line (self, cr, context, &g_array_index (self->lines, YutuSheetLine, i));
}
