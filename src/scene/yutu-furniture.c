/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "scene/yutu-furniture.h"

#include "scene/yutu-style-private.h"
#include "scene/yutu-text-private.h"

void
yutu_scale_bar_measure (const YutuView *view, double max_px, double *length_m, double *length_px)
{
  static const double steps[] = { 5, 2, 1 };
  double              m_per_px =
    view->resolution *
    yutu_projection_metres_per_unit (view->epsg, (YutuMapPoint){ view->center_x, view->center_y });
  double power = pow (10, floor (log10 (max_px * m_per_px)));

  *length_m = power;
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i] * power <= max_px * m_per_px)
      {
        *length_m = steps[i] * power;
        break;
      }
  *length_px = *length_m / m_per_px;
}

static char *
dup_length_text (double length_m)
{
  if (length_m >= 1000)
    return g_strdup_printf ("%g km", length_m / 1000);
  return g_strdup_printf ("%g m", length_m);
}

void
yutu_scale_bar_paint (cairo_t         *cr,
                      const YutuStyle *style,
                      const YutuView  *view,
                      double           x,
                      double           y,
                      double           max_px)
{
  double           length_m, length_px;
  YutuColor        ink = style->colors[YUTU_COLOR_INK], ground = style->colors[YUTU_COLOR_GROUND];
  YutuTextRun     *run;
  g_autofree char *text = NULL;

  yutu_scale_bar_measure (view, max_px, &length_m, &length_px);
  text = dup_length_text (length_m);
  cairo_save (cr);
  for (int i = 0; i < 4; i++)
    {
      cairo_rectangle (cr, x + length_px * i / 4, y - 5, length_px / 4, 4);
      yutu_cairo_set_color (cr, i % 2 == 0 ? ink : ground);
      cairo_fill (cr);
    }
  cairo_rectangle (cr, x, y - 5, length_px, 4);
  cairo_set_line_width (cr, 0.8);
  yutu_cairo_set_color (cr, ink);
  cairo_stroke (cr);
  run = yutu_text_get (text, 11, 500, 0);
  yutu_text_draw (run, cr, x + length_px - run->width / 2, y - 8 - run->height, ink, ground);
  run = yutu_text_get ("0", 11, 500, 0);
  yutu_text_draw (run, cr, x - run->width / 2, y - 8 - run->height, ink, ground);
  cairo_restore (cr);
}

void
yutu_north_arrow_paint (cairo_t *cr, const YutuStyle *style, double x, double y, double size)
{
  YutuColor    ink = style->colors[YUTU_COLOR_INK], ground = style->colors[YUTU_COLOR_GROUND];
  YutuTextRun *run = yutu_text_get ("N", size * 0.3, 700, 0);
  double       top = y - size / 2 + run->height * 0.85, bottom = y + size / 2, half = size * 0.2;

  cairo_save (cr);
  cairo_set_line_width (cr, 1);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  for (int side = -1; side <= 1; side += 2)
    {
      cairo_move_to (cr, x, top);
      cairo_line_to (cr, x + side * half, bottom);
      cairo_line_to (cr, x, bottom - size * 0.16);
      cairo_close_path (cr);
      yutu_cairo_set_color (cr, side < 0 ? ink : ground);
      cairo_fill_preserve (cr);
      yutu_cairo_set_color (cr, ink);
      cairo_stroke (cr);
    }
  yutu_text_draw (run, cr, x - run->width / 2, y - size / 2 - run->height * 0.2, ink, ground);
  cairo_restore (cr);
}

char *
yutu_coordinates_text (int epsg, YutuMapPoint point)
{
  YutuPoint grid = yutu_projection_inverse (epsg, point);
  double    lon = yutu_grid_to_degrees (grid.x), lat = yutu_grid_to_degrees (grid.y);

  if (epsg == 4490)
    return g_strdup_printf ("%.5f, %.5f · EPSG:4490", lon, lat);
  return g_strdup_printf ("%.5f, %.5f · %.0f, %.0f · EPSG:%d", lon, lat, point.x, point.y, epsg);
}

static void
paint_line_swatch (cairo_t *cr, const YutuStroke *stroke, double zoom, const YutuMapBox *box)
{
  double y = (box->min_y + box->max_y) / 2;

  yutu_cairo_set_color (cr, stroke->color);
  cairo_set_line_width (cr, yutu_stops_at (&stroke->width, zoom));
  cairo_set_dash (cr, stroke->dashes, stroke->n_dashes, 0);
  cairo_move_to (cr, box->min_x, y);
  cairo_line_to (cr, box->max_x, y);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* The strokes of yutu_scene_paint_hatch(). */
static void
paint_hatch_swatch (cairo_t *cr, const YutuStyle *style, const YutuMapBox *box)
{
  double height = box->max_y - box->min_y;

  cairo_save (cr);
  cairo_clip_preserve (cr);
  yutu_cairo_set_color (cr, style->colors[YUTU_COLOR_GROUND]);
  cairo_paint (cr);
  cairo_new_path (cr);
  for (double x = box->min_x; x < box->max_x + height; x += YUTU_HATCH_PX)
    {
      cairo_move_to (cr, x, box->min_y);
      cairo_line_to (cr, x - height, box->max_y);
    }
  yutu_cairo_set_color (cr, style->colors[YUTU_COLOR_NO_DATA]);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
append_area_swatch (cairo_t *cr, const YutuMapBox *box)
{
  cairo_rectangle (cr, box->min_x + 1, box->min_y + 2, box->max_x - box->min_x - 2,
                   box->max_y - box->min_y - 4);
}

static void
paint_area_swatch (cairo_t *cr, const YutuStyle *style, const char *name, const YutuMapBox *box)
{
  static const struct
  {
    const char    *name;
    YutuColorName  color;
    YutuStrokeName stroke;
  } areas[] = {
    { "area.water", YUTU_COLOR_WATER, YUTU_STROKE_SHORE },
    { "area.name", YUTU_COLOR_AREA, YUTU_STROKE_AREA },
  };
  YutuColor color = style->fills[0], rim = style->strokes[YUTU_STROKE_TOWNSHIP].color;

  for (gsize i = 0; i < G_N_ELEMENTS (areas); i++)
    if (g_str_equal (areas[i].name, name))
      {
        color = style->colors[areas[i].color];
        rim = style->strokes[areas[i].stroke].color;
      }
  append_area_swatch (cr, box);
  if (g_str_equal (name, "area.no-data"))
    {
      paint_hatch_swatch (cr, style, box);
      append_area_swatch (cr, box);
    }
  else
    {
      yutu_cairo_set_color (cr, color);
      cairo_fill_preserve (cr);
    }
  cairo_set_line_width (cr, 1);
  yutu_cairo_set_color (cr, rim);
  cairo_stroke (cr);
}

static void
paint_dots_swatch (cairo_t *cr, const YutuStyle *style, const YutuMapBox *box)
{
  double middle = (box->min_y + box->max_y) / 2, width = box->max_x - box->min_x;

  yutu_cairo_set_color (cr, style->colors[YUTU_COLOR_ADDRESS]);
  for (int i = 0; i < 4; i++)
    {
      cairo_arc (cr, box->min_x + width * (0.25 + 0.17 * i), middle + (i % 2 ? 2.5 : -2.5), 1.6, 0,
                 2 * G_PI);
      cairo_fill (cr);
    }
}

/* A ring, half of a disc in it, or a disc: as the signs before the numbers are. */
static void
paint_door_swatch (cairo_t *cr, const YutuStyle *style, const char *name, const YutuMapBox *box)
{
  gboolean is_checked = g_str_has_suffix (name, "checked"), is_coded = g_str_has_suffix (name, "coded");
  double   x = (box->min_x + box->max_x) / 2, y = (box->min_y + box->max_y) / 2;
  double   r = MIN (box->max_x - box->min_x, box->max_y - box->min_y) / 4;

  yutu_cairo_set_color (cr, style->colors[is_checked ? YUTU_COLOR_DOOR_CHECKED
                                          : is_coded ? YUTU_COLOR_DOOR_CODED
                                                     : YUTU_COLOR_DOOR_COLLECTED]);
  if (is_checked || is_coded)
    {
      cairo_arc (cr, x, y, r, is_checked ? G_PI / 2 : 0, is_checked ? 3 * G_PI / 2 : 2 * G_PI);
      cairo_fill (cr);
    }
  cairo_arc (cr, x, y, r, 0, 2 * G_PI);
  cairo_set_line_width (cr, 1.4);
  cairo_stroke (cr);
}

static void
paint_symbol_swatch (cairo_t          *cr,
                     const YutuStyle  *style,
                     const char       *name,
                     double            zoom,
                     const YutuMapBox *box)
{
  g_autofree char  *seat = g_strdelimit (g_strdup (name), ".", '-');
  const char       *own = g_str_has_prefix (name, "seat.") ? seat : name;
  const YutuSymbol *symbol = yutu_style_find_symbol (style, own);
  double            size_px = zoom > 0 ? yutu_symbol_get_size (style, own, zoom) : symbol->size_px;

  yutu_symbol_paint (style, symbol, cr, (box->min_x + box->max_x) / 2,
                     (box->min_y + box->max_y) / 2, MIN (size_px, box->max_y - box->min_y));
}

/* @zoom 0: lines as wide as near by, where the finest can be told, roads as at 13, symbols full. */
static void
paint_swatch (cairo_t *cr, const YutuStyle *style, const char *name, double zoom, YutuMapBox box)
{
  static const struct
  {
    const char    *name;
    YutuStrokeName strokes[2];
    int            n;
  } lines[] = {
    { "line.county", { YUTU_STROKE_COUNTY }, 1 },
    { "line.township", { YUTU_STROKE_TOWNSHIP }, 1 },
    { "line.village", { YUTU_STROKE_VILLAGE }, 1 },
    { "line.theme-township", { YUTU_STROKE_THEME_TOWNSHIP }, 1 },
    { "line.theme-village", { YUTU_STROKE_THEME_VILLAGE }, 1 },
    { "line.road", { YUTU_STROKE_CASING_2, YUTU_STROKE_ROAD_2 }, 2 },
    { "line.river", { YUTU_STROKE_RIVER_1 }, 1 },
  };

  cairo_save (cr);
  if (g_str_has_prefix (name, "line."))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
        for (int k = 0; g_str_equal (lines[i].name, name) && k < lines[i].n; k++)
          paint_line_swatch (cr, &style->strokes[lines[i].strokes[k]],
                             lines[i].n > 1 ? 13 : zoom > 0 ? zoom : 16, &box);
    }
  else if (g_str_has_prefix (name, "area."))
    paint_area_swatch (cr, style, name, &box);
  else if (g_str_equal (name, "point.address"))
    paint_dots_swatch (cr, style, &box);
  else if (g_str_has_prefix (name, "point.door-"))
    paint_door_swatch (cr, style, name, &box);
  else
    paint_symbol_swatch (cr, style, name, zoom, &box);
  cairo_restore (cr);
}

void
yutu_legend_swatch_paint (cairo_t         *cr,
                          const YutuStyle *style,
                          const char      *name,
                          double           x,
                          double           y,
                          double           width,
                          double           height)
{
  paint_swatch (cr, style, name, 0, (YutuMapBox){ x, y, x + width, y + height });
}

void
yutu_legend_swatch_paint_at_zoom (cairo_t         *cr,
                                  const YutuStyle *style,
                                  const char      *name,
                                  double           zoom,
                                  YutuMapBox       box)
{
  paint_swatch (cr, style, name, zoom, box);
}
