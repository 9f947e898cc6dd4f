/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "scene/yutu-sketch.h"

#include "scene/yutu-style-private.h"
#include "scene/yutu-text-private.h"

#define NAME_ZOOM 12.25  /* whose size of a village's name those of all areas have */
#define DETAIL_PX 0.7 /* vertices nearer to the last one are passed over */
#define FAR_PX    100000.0
#define SPOT_PX   2.4
#define CELL_PX   2 /* of spots in one such square one is drawn */

typedef struct
{
  char      *name;
  gsize      first_ring;
  gsize      n_rings;
  YutuMapBox box;
  YutuMapBox largest; /* of its rings */
  gboolean   is_line;
  gboolean   has_color;
  YutuColor  color;
} Area;

struct _YutuSketch
{
  int        ref_count;
  int        epsg;
  GArray    *areas;
  GArray    *ring_starts; /* gsize into points, one more than rings */
  GArray    *points;      /* YutuMapPoint */
  GArray    *spots;       /* YutuMapPoint */
  YutuMapBox box;
};

static void
clear_area (gpointer data)
{
  g_free (((Area *)data)->name);
}

YutuSketch *
yutu_sketch_new (int epsg)
{
  YutuSketch *self = g_new0 (YutuSketch, 1);
  gsize       zero = 0;

  self->ref_count = 1;
  self->epsg = epsg;
  self->box = YUTU_MAP_BOX_EMPTY;
  self->areas = g_array_new (FALSE, FALSE, sizeof (Area));
  g_array_set_clear_func (self->areas, clear_area);
  self->ring_starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_array_append_val (self->ring_starts, zero);
  self->points = g_array_new (FALSE, FALSE, sizeof (YutuMapPoint));
  self->spots = g_array_new (FALSE, FALSE, sizeof (YutuMapPoint));
  return self;
}

YutuSketch *
yutu_sketch_ref (YutuSketch *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
yutu_sketch_unref (YutuSketch *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_array_unref (self->areas);
  g_array_unref (self->ring_starts);
  g_array_unref (self->points);
  g_array_unref (self->spots);
  g_free (self);
}

void
yutu_sketch_begin_area (YutuSketch *self, const char *name)
{
  Area area = { .name = g_strdup (name),
                .first_ring = self->ring_starts->len - 1,
                .box = YUTU_MAP_BOX_EMPTY,
                .largest = YUTU_MAP_BOX_EMPTY };

  g_array_append_val (self->areas, area);
}

void
yutu_sketch_begin_line (YutuSketch *self, const char *name)
{
  yutu_sketch_begin_area (self, name);
  g_array_index (self->areas, Area, self->areas->len - 1).is_line = TRUE;
}

void
yutu_sketch_add_spot (YutuSketch *self, YutuPoint point)
{
  YutuMapPoint at = yutu_projection_forward (self->epsg, point);

  g_array_append_val (self->spots, at);
  yutu_map_box_add (&self->box, at.x, at.y);
}

void
yutu_sketch_add_box (YutuSketch *self, YutuBox box)
{
  YutuMapPoint low = yutu_projection_forward (self->epsg, (YutuPoint){ box.min_x, box.min_y });
  YutuMapPoint high = yutu_projection_forward (self->epsg, (YutuPoint){ box.max_x, box.max_y });

  yutu_map_box_add (&self->box, low.x, low.y);
  yutu_map_box_add (&self->box, high.x, high.y);
}

void
yutu_sketch_set_color (YutuSketch *self, YutuColor color)
{
  Area *area = &g_array_index (self->areas, Area, self->areas->len - 1);

  area->has_color = TRUE;
  area->color = color;
}

static double
size_of (YutuMapBox box)
{
  return box.max_x < box.min_x ? 0 : (box.max_x - box.min_x) * (box.max_y - box.min_y);
}

void
yutu_sketch_add_ring (YutuSketch *self, const YutuPoint *points, gsize n_points)
{
  Area      *area = &g_array_index (self->areas, Area, self->areas->len - 1);
  YutuMapBox box = YUTU_MAP_BOX_EMPTY;
  gsize      end;

  if (n_points == 0)
    return;
  for (gsize i = 0; i < n_points; i++)
    {
      YutuMapPoint point = yutu_projection_forward (self->epsg, points[i]);

      yutu_map_box_add (&box, point.x, point.y);
      g_array_append_val (self->points, point);
    }
  end = self->points->len;
  g_array_append_val (self->ring_starts, end);
  area->n_rings++;
  if (size_of (box) > size_of (area->largest))
    area->largest = box;
  for (int i = 0; i < 2; i++)
    {
      YutuMapBox *all = i == 0 ? &area->box : &self->box;

      yutu_map_box_add (all, box.min_x, box.min_y);
      yutu_map_box_add (all, box.max_x, box.max_y);
    }
}

gsize
yutu_sketch_count_areas (const YutuSketch *self)
{
  return self->areas->len;
}

gsize
yutu_sketch_count_spots (const YutuSketch *self)
{
  return self->spots->len;
}

const char *
yutu_sketch_get_name (const YutuSketch *self, gsize index, YutuMapBox *box)
{
  const Area *area = &g_array_index (self->areas, Area, index);

  *box = area->largest;
  return area->name;
}

YutuMapBox
yutu_sketch_get_box (const YutuSketch *self)
{
  return self->box;
}

/* ---- Painting ---- */

static void
append_ring (const YutuSketch *self, cairo_t *cr, const YutuView *view, gsize ring, gboolean is_closed)
{
  gsize  first = g_array_index (self->ring_starts, gsize, ring);
  gsize  end = g_array_index (self->ring_starts, gsize, ring + 1);
  double last_x = 0, last_y = 0;

  for (gsize i = first; i < end; i++)
    {
      const YutuMapPoint *point = &g_array_index (self->points, YutuMapPoint, i);
      double              x, y;

      yutu_view_to_screen (view, point->x, point->y, &x, &y);
      x = CLAMP (x, -FAR_PX, FAR_PX);
      y = CLAMP (y, -FAR_PX, FAR_PX);
      if (i > first && fabs (x - last_x) < DETAIL_PX && fabs (y - last_y) < DETAIL_PX)
        continue;
      if (i == first)
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
      last_x = x;
      last_y = y;
    }
  if (is_closed)
    cairo_close_path (cr);
}

static void
paint_name (const Area *area, cairo_t *cr, const YutuStyle *style, const YutuView *view)
{
  const YutuMapBox *box = &area->largest;
  double            size_px = yutu_stops_at (&style->texts[YUTU_TEXT_VILLAGE].size_px, NAME_ZOOM);
  YutuTextRun      *run = yutu_text_get (area->name, size_px, 500, 0);
  double            left, top, right, bottom;

  yutu_view_to_screen (view, box->min_x, box->max_y, &left, &top);
  yutu_view_to_screen (view, box->max_x, box->min_y, &right, &bottom);
  if (run->width * 1.15 < right - left && run->height * 1.3 < bottom - top)
    yutu_text_draw (run, cr, (left + right - run->width) / 2, (top + bottom - run->height) / 2,
                    style->colors[YUTU_COLOR_INK], style->colors[YUTU_COLOR_GROUND]);
}

static void
paint_area (const YutuSketch *self,
            guint             index,
            cairo_t          *cr,
            const YutuStyle  *style,
            const YutuView   *view)
{
  const Area *area = &g_array_index (self->areas, Area, index);
  YutuColor   fill = area->has_color ? area->color : style->fills[index % 4];
  YutuColor   ink = style->colors[YUTU_COLOR_INK];

  for (gsize r = 0; r < area->n_rings; r++)
    append_ring (self, cr, view, area->first_ring + r, !area->is_line);
  cairo_set_source_rgba (cr, fill.red, fill.green, fill.blue, 0.7);
  if (!area->is_line)
    cairo_fill_preserve (cr);
  cairo_set_source_rgba (cr, ink.red, ink.green, ink.blue, 0.75);
  cairo_set_line_width (cr, area->is_line ? 1.8 : 0.9);
  cairo_stroke (cr);
}

/* Dots with a rim of the ground. */
static void
paint_spots (const YutuSketch *self, cairo_t *cr, const YutuStyle *style, const YutuView *view)
{
  gsize              n_columns = (gsize)view->width / CELL_PX + 1;
  gsize              n_rows = (gsize)view->height / CELL_PX + 1;
  g_autofree guint8 *cells = g_malloc0 (n_columns * n_rows);
  YutuColor          ink = style->colors[YUTU_COLOR_INK];
  YutuColor          ground = style->colors[YUTU_COLOR_GROUND];

  cairo_set_line_width (cr, 1);
  for (guint i = 0; i < self->spots->len; i++)
    {
      const YutuMapPoint *spot = &g_array_index (self->spots, YutuMapPoint, i);
      guint8             *cell = NULL;
      double              x = 0, y = 0;

      yutu_view_to_screen (view, spot->x, spot->y, &x, &y);
      if (!(x >= 0 && y >= 0 && x < view->width && y < view->height))
        continue;
      cell = &cells[(gsize)y / CELL_PX * n_columns + (gsize)x / CELL_PX];
      if (*cell != 0)
        continue;
      *cell = 1;
      cairo_arc (cr, x, y, SPOT_PX, 0, 2 * G_PI);
      cairo_set_source_rgba (cr, ink.red, ink.green, ink.blue, 0.8);
      cairo_fill_preserve (cr);
      cairo_set_source_rgba (cr, ground.red, ground.green, ground.blue, 0.9);
      cairo_stroke (cr);
    }
}

void
yutu_sketch_paint (const YutuSketch *self,
                   cairo_t          *cr,
                   const YutuStyle  *style,
                   const YutuView   *view,
                   gboolean          has_names)
{
  YutuMapBox seen = yutu_view_get_box (view);

  cairo_save (cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < self->areas->len; i++)
    if (yutu_map_box_overlaps (g_array_index (self->areas, Area, i).box, seen))
      paint_area (self, i, cr, style, view);
  if (self->spots->len > 0)
    paint_spots (self, cr, style, view);
  for (guint i = 0; has_names && i < self->areas->len; i++)
    {
      const Area *area = &g_array_index (self->areas, Area, i);

      if (area->name != NULL && *area->name != '\0' && yutu_map_box_overlaps (area->box, seen))
        paint_name (area, cr, style, view);
    }
  cairo_restore (cr);
}
