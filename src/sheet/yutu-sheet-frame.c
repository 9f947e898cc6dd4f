/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The neat line with its degrees: where a meridian or parallel meets a side of the map is searched
 * for along that side, for in the projection it is no straight line. Sides are measured in the map's
 * pixels, from its upper left corner. */

#include <math.h>

#include "sheet/yutu-sheet-private.h"

#define STEP_GAP_MM 24.0
#define ZEBRA_MM    0.9
#define CROSS_MM    1.3
#define DEGREES_PT  5.6
#define CORNER_MM   7.0

typedef enum
{
  SIDE_TOP,
  SIDE_BOTTOM,
  SIDE_LEFT,
  SIDE_RIGHT,
} Side;

static gboolean
is_across (Side side)
{
  return side == SIDE_TOP || side == SIDE_BOTTOM;
}

static double
side_length (const YutuSheet *self,
             Side             side)
{
  return is_across (side) ? self->view.width : self->view.height;
}

/* Longitude along top and bottom, latitude along left and right; grid. */
static gint64
degrees_at (const YutuSheet *self,
            Side             side,
            double           at_px)
{
  double       x = side == SIDE_LEFT ? 0 : side == SIDE_RIGHT ? self->view.width
                                                              : at_px;
  double       y = side == SIDE_TOP ? 0 : side == SIDE_BOTTOM ? self->view.height
                                                              : at_px;
  YutuMapPoint map = { 0, 0 };
  YutuPoint    point;

  yutu_view_from_screen (&self->view, x, y, &map.x, &map.y);
  point = yutu_projection_inverse (self->view.epsg, map);
  return is_across (side) ? point.x : point.y;
}

/* Where @grid is met; latitudes fall down the page. */
static double
find_degrees (const YutuSheet *self,
              Side             side,
              gint64           grid)
{
  double from = 0;
  double to = side_length (self, side);

  for (int i = 0; i < 50; i++)
    {
      double   middle = (from + to) / 2;
      gboolean is_before = is_across (side) ? degrees_at (self, side, middle) < grid
                                            : degrees_at (self, side, middle) > grid;

      if (is_before)
        from = middle;
      else
        to = middle;
    }
  return (from + to) / 2;
}

static gint64
grid_of_tick (gint64 tick,
              int    step_s)
{
  return yutu_grid_from_degrees ((double)(tick * step_s) / 3600.0);
}

/* The first tick that is not below @grid. */
static gint64
tick_from (gint64 grid,
           int    step_s)
{
  return (gint64)ceil (yutu_grid_to_degrees (grid) * 3600.0 / step_s - 1e-6);
}

static char *
dup_degrees (gint64 tick,
             int    step_s)
{
  gint64 seconds = ABS (tick * step_s);
  int    degrees = (int)(seconds / 3600);
  int    minutes = (int)(seconds / 60 % 60);

  if (step_s % 60 != 0)
    return g_strdup_printf ("%d°%02d′%02d″", degrees, minutes, (int)(seconds % 60));
  return g_strdup_printf ("%d°%02d′", degrees, minutes);
}

static void
paint_degrees (const YutuSheet *self,
               cairo_t         *cr,
               PangoContext    *context,
               Side             side,
               double           at_px,
               const char      *text)
{
  const YutuSheetLayout *l = &self->layout;
  YutuSheetTextSpec      spec = { YUTU_SHEET_SANS, 400, DEGREES_PT * l->text, 0, 0,
                                  PANGO_ALIGN_LEFT };
  g_autoptr (PangoLayout) layout = yutu_sheet_text_new (context, text, &spec);
  double room = l->map.x - l->outer.x - ZEBRA_MM * l->text;
  double at = at_px / YUTU_SHEET_PX_PER_MM;
  double width = 0;
  double height = 0;
  double x = l->map.x + at;
  double y = l->map.y + at;

  yutu_sheet_text_measure (layout, &width, &height);
  if (side == SIDE_TOP)
    y = l->outer.y + room / 2;
  else if (side == SIDE_BOTTOM)
    y = l->outer.y + l->outer.height - room / 2;
  else if (side == SIDE_LEFT)
    x = l->outer.x + room / 2;
  else
    x = l->outer.x + l->outer.width - room / 2;
  cairo_save (cr);
  cairo_translate (cr, x * YUTU_SHEET_PT_PER_MM, y * YUTU_SHEET_PT_PER_MM);
  if (!is_across (side))
    cairo_rotate (cr, -G_PI / 2);
  yutu_sheet_text_draw (layout, cr, -width / 2, -height / 2);
  cairo_restore (cr);
}

/* A stretch of the black and white band outside of the neat line. */
static void
paint_stretch (const YutuSheet *self,
               cairo_t         *cr,
               Side             side,
               double           from_px,
               double           to_px,
               gboolean         is_black)
{
  const YutuSheetRect *map = &self->layout.map;
  double               band = ZEBRA_MM * self->layout.text;
  double               from = from_px / YUTU_SHEET_PX_PER_MM;
  double               length = to_px / YUTU_SHEET_PX_PER_MM - from;
  YutuSheetRect        rect = { map->x + from, map->y + from, length, length };

  if (is_across (side))
    {
      rect.y = side == SIDE_TOP ? map->y - band : map->y + map->height;
      rect.height = band;
    }
  else
    {
      rect.x = side == SIDE_LEFT ? map->x - band : map->x + map->width;
      rect.width = band;
    }
  if (is_black)
    {
      cairo_rectangle (cr, rect.x * YUTU_SHEET_PT_PER_MM, rect.y * YUTU_SHEET_PT_PER_MM,
                       rect.width * YUTU_SHEET_PT_PER_MM, rect.height * YUTU_SHEET_PT_PER_MM);
      cairo_fill (cr);
    }
  yutu_sheet_stroke_rect (cr, &rect, 0.1);
}

static void
paint_side (const YutuSheet *self,
            cairo_t         *cr,
            PangoContext    *context,
            Side             side,
            int              step_s)
{
  double length = side_length (self, side);
  double corner = CORNER_MM * self->layout.text * YUTU_SHEET_PX_PER_MM;
  gint64 first = tick_from (degrees_at (self, side, is_across (side) ? 0 : length), step_s);
  gint64 last = tick_from (degrees_at (self, side, is_across (side) ? length : 0), step_s) - 1;
  double from = is_across (side) ? 0 : length;

  for (gint64 tick = first; tick <= last; tick++)
    {
      double           at = find_degrees (self, side, grid_of_tick (tick, step_s));
      g_autofree char *text = dup_degrees (tick, step_s);

      paint_stretch (self, cr, side, MIN (from, at), MAX (from, at), tick % 2 == 0);
      from = at;
      if (at > corner && at < length - corner)
        paint_degrees (self, cr, context, side, at, text);
    }
  paint_stretch (self, cr, side, is_across (side) ? from : 0, is_across (side) ? length : from,
                 (last + 1) % 2 == 0);
}

static void
paint_crosses (const YutuSheet *self,
               cairo_t         *cr,
               int              step_s)
{
  YutuBox box = yutu_view_get_grid_box (&self->view, 0);
  double  arm = CROSS_MM * self->layout.text * YUTU_SHEET_PX_PER_MM;

  for (gint64 i = tick_from (box.min_x, step_s); grid_of_tick (i, step_s) <= box.max_x; i++)
    for (gint64 j = tick_from (box.min_y, step_s); grid_of_tick (j, step_s) <= box.max_y; j++)
      {
        YutuPoint    point = { grid_of_tick (i, step_s), grid_of_tick (j, step_s) };
        YutuMapPoint map = yutu_projection_forward (self->view.epsg, point);
        double       x = 0;
        double       y = 0;

        yutu_view_to_screen (&self->view, map.x, map.y, &x, &y);
        cairo_move_to (cr, x - arm, y);
        cairo_line_to (cr, x + arm, y);
        cairo_move_to (cr, x, y - arm);
        cairo_line_to (cr, x, y + arm);
      }
}

void
yutu_sheet_paint_frame (const YutuSheet *self,
                        cairo_t         *cr,
                        PangoContext    *context)
{
  const YutuSheetLayout *l = &self->layout;
  int                    step_s = yutu_sheet_choose_step (self, STEP_GAP_MM * l->text);

  cairo_save (cr);
  cairo_rectangle (cr, l->map.x * YUTU_SHEET_PT_PER_MM, l->map.y * YUTU_SHEET_PT_PER_MM,
                   l->map.width * YUTU_SHEET_PT_PER_MM, l->map.height * YUTU_SHEET_PT_PER_MM);
  cairo_clip (cr);
  cairo_translate (cr, l->map.x * YUTU_SHEET_PT_PER_MM, l->map.y * YUTU_SHEET_PT_PER_MM);
  cairo_scale (cr, YUTU_SHEET_PT_PER_PX, YUTU_SHEET_PT_PER_PX);
  paint_crosses (self, cr, step_s);
  cairo_restore (cr);
  yutu_sheet_set_ink (cr, 0.45);
  cairo_set_line_width (cr, 0.12 * YUTU_SHEET_PT_PER_MM);
  cairo_stroke (cr);

  yutu_sheet_set_ink (cr, 1);
  for (int side = SIDE_TOP; side <= SIDE_RIGHT; side++)
    paint_side (self, cr, context, (Side)side, step_s);
  yutu_sheet_stroke_rect (cr, &l->map, 0.2);
  yutu_sheet_stroke_rect (cr, &l->outer, 0.7 * l->text);
}
