/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "scene/yutu-theme-legend.h"

#include "scene/yutu-furniture.h"
#include "scene/yutu-style-private.h"
#include "scene/yutu-text-private.h"

#define PAD_PX        14.0
#define TITLE_PX      15.0
#define TEXT_PX       12.0
#define LINE_PX       22.0
#define SWATCH_WIDTH  26.0
#define SWATCH_HEIGHT 14.0
#define GAP_PX        10.0
#define NOTE_GAP_PX   28.0
#define BOLD          600
#define PLAIN         400

typedef enum
{
  KIND_TITLE,
  KIND_CAPTION,
  KIND_LABEL,
} Kind;

static YutuTextRun *
get_run (Kind kind, const char *text)
{
  return yutu_text_get (text, kind == KIND_TITLE ? TITLE_PX : TEXT_PX,
                        kind == KIND_TITLE ? BOLD : PLAIN, 0);
}

static double
get_width (Kind kind, const char *text)
{
  return text != NULL ? get_run (kind, text)->width : 0;
}

static double
get_head_height (const YutuThemeLegend *self)
{
  return TITLE_PX * 1.6 + (self->caption != NULL ? TEXT_PX * 1.9 : 4);
}

void
yutu_theme_legend_measure (const YutuThemeLegend *self, double *width, double *height)
{
  double label = get_width (KIND_LABEL, self->no_data);
  double note = get_width (KIND_LABEL, self->no_data_note);
  gsize  n = self->n_lines + (self->no_data != NULL);

  for (gsize i = 0; i < self->n_lines; i++)
    {
      label = MAX (label, get_width (KIND_LABEL, self->lines[i].label));
      note = MAX (note, get_width (KIND_LABEL, self->lines[i].note));
    }
  *width = SWATCH_WIDTH + GAP_PX + label + (note > 0 ? NOTE_GAP_PX + note : 0);
  *width = MAX (*width, get_width (KIND_TITLE, self->title));
  *width = MAX (*width, get_width (KIND_CAPTION, self->caption)) + 2 * PAD_PX;
  *height =
    2 * PAD_PX + get_head_height (self) + (double)n * LINE_PX - (LINE_PX - SWATCH_HEIGHT) / 2;
}

static void
draw_text (cairo_t *cr, const YutuStyle *style, Kind kind, const char *text, double x, double y)
{
  YutuColor color = style->colors[YUTU_COLOR_INK];

  color.alpha = kind == KIND_CAPTION ? 0.75 : 1;
  yutu_text_draw (get_run (kind, text), cr, x, y, color, style->colors[YUTU_COLOR_GROUND]);
}

static void
draw_plate (cairo_t *cr, const YutuStyle *style, YutuMapBox box)
{
  const double radius = 8;
  YutuColor    ground = style->colors[YUTU_COLOR_GROUND];
  YutuColor    rim = style->colors[YUTU_COLOR_INK];

  ground.alpha = 0.94;
  rim.alpha = 0.22;
  cairo_new_sub_path (cr);
  cairo_arc (cr, box.max_x - radius, box.min_y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, box.max_x - radius, box.max_y - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, box.min_x + radius, box.max_y - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, box.min_x + radius, box.min_y + radius, radius, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
  yutu_cairo_set_color (cr, ground);
  cairo_fill_preserve (cr);
  yutu_cairo_set_color (cr, rim);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/* A line: what it means, how many, and the swatch, which is drawn by @color or is the hatch. */
static void
draw_line (cairo_t         *cr,
           const YutuStyle *style,
           const YutuColor *color,
           const char      *label,
           const char      *note,
           YutuMapBox       box)
{
  YutuColor rim = style->colors[YUTU_COLOR_INK];
  double    text_y = box.min_y + SWATCH_HEIGHT / 2 -
                  get_run (KIND_LABEL, label)->height / 2;

  rim.alpha = 0.35;
  if (color == NULL)
    yutu_legend_swatch_paint (cr, style, "area.no-data", box.min_x, box.min_y, SWATCH_WIDTH,
                              SWATCH_HEIGHT);
  cairo_rectangle (cr, box.min_x + 0.5, box.min_y + 0.5, SWATCH_WIDTH - 1, SWATCH_HEIGHT - 1);
  if (color != NULL)
    {
      yutu_cairo_set_color (cr, *color);
      cairo_fill_preserve (cr);
    }
  yutu_cairo_set_color (cr, rim);
  cairo_set_line_width (cr, 0.8);
  cairo_stroke (cr);
  draw_text (cr, style, KIND_LABEL, label, box.min_x + SWATCH_WIDTH + GAP_PX, text_y);
  if (note != NULL)
    draw_text (cr, style, KIND_LABEL, note, box.max_x - get_width (KIND_LABEL, note), text_y);
}

void
yutu_theme_legend_paint (const YutuThemeLegend *self,
                         cairo_t               *cr,
                         const YutuStyle       *style,
                         double                 x,
                         double                 y)
{
  double     width = 0;
  double     height = 0;
  YutuMapBox line;

  yutu_theme_legend_measure (self, &width, &height);
  cairo_save (cr);
  draw_plate (cr, style, (YutuMapBox){ x - width, y - height, x, y });
  line = (YutuMapBox){ x - width + PAD_PX, y - height + PAD_PX, x - PAD_PX, y };
  draw_text (cr, style, KIND_TITLE, self->title, line.min_x, line.min_y);
  if (self->caption != NULL)
    draw_text (cr, style, KIND_CAPTION, self->caption, line.min_x, line.min_y + TITLE_PX * 1.5);
  line.min_y += get_head_height (self);
  for (gsize i = 0; i < self->n_lines; i++, line.min_y += LINE_PX)
    draw_line (cr, style, &self->lines[i].color, self->lines[i].label, self->lines[i].note, line);
  if (self->no_data != NULL)
    draw_line (cr, style, NULL, self->no_data, self->no_data_note, line);
  cairo_restore (cr);
}
