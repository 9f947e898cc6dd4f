/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "scene/yutu-view.h"

#define ZOOM_0_RESOLUTION 156543.03392804097 /* 2 π 6378137 m / 256 px */
#define METRES_PER_DEGREE 111319.49079327358

static double
get_unit_m (int epsg)
{
  return epsg == 4490 ? METRES_PER_DEGREE : 1.0;
}

void
yutu_view_to_screen (const YutuView *self, double x, double y, double *screen_x, double *screen_y)
{
  *screen_x = (x - self->center_x) / self->resolution + self->width / 2.0;
  *screen_y = (self->center_y - y) / self->resolution + self->height / 2.0;
}

void
yutu_view_from_screen (const YutuView *self, double screen_x, double screen_y, double *x, double *y)
{
  *x = self->center_x + (screen_x - self->width / 2.0) * self->resolution;
  *y = self->center_y - (screen_y - self->height / 2.0) * self->resolution;
}

static YutuMapBox
grow_box (const YutuView *self, double margin_px)
{
  double half_x = (self->width / 2.0 + margin_px) * self->resolution;
  double half_y = (self->height / 2.0 + margin_px) * self->resolution;

  return (YutuMapBox){ self->center_x - half_x, self->center_y - half_y, self->center_x + half_x,
                       self->center_y + half_y };
}

YutuMapBox
yutu_view_get_box (const YutuView *self)
{
  return grow_box (self, 0);
}

YutuBox
yutu_view_get_grid_box (const YutuView *self, double margin_px)
{
  return yutu_projection_inverse_box (self->epsg, grow_box (self, margin_px));
}

double
yutu_view_get_zoom (const YutuView *self)
{
  return log2 (ZOOM_0_RESOLUTION / (self->resolution * get_unit_m (self->epsg)));
}

double
yutu_zoom_to_resolution (int epsg, double zoom)
{
  return ZOOM_0_RESOLUTION / exp2 (zoom) / get_unit_m (epsg);
}

void
yutu_view_pan (YutuView *self, double dx_px, double dy_px)
{
  self->center_x -= dx_px * self->resolution;
  self->center_y += dy_px * self->resolution;
}

void
yutu_view_zoom_about (YutuView *self, double factor, double screen_x, double screen_y)
{
  double x, y;
  double zoom = yutu_view_get_zoom (self) + log2 (factor);

  yutu_view_from_screen (self, screen_x, screen_y, &x, &y);
  self->resolution =
    yutu_zoom_to_resolution (self->epsg, CLAMP (zoom, YUTU_ZOOM_MIN, YUTU_ZOOM_MAX));
  self->center_x = x - (screen_x - self->width / 2.0) * self->resolution;
  self->center_y = y + (screen_y - self->height / 2.0) * self->resolution;
}

void
yutu_view_align (YutuView *self)
{
  double left = round (self->center_x / self->resolution - self->width / 2.0);
  double top = round (-self->center_y / self->resolution - self->height / 2.0);

  self->center_x = (left + self->width / 2.0) * self->resolution;
  self->center_y = -(top + self->height / 2.0) * self->resolution;
}

double
yutu_view_step_resolution (const YutuView *self, int steps)
{
  double zoom = yutu_view_get_zoom (self) * 2;
  double step = steps >= 0 ? floor (zoom + 1e-6) : ceil (zoom - 1e-6);

  return yutu_zoom_to_resolution (self->epsg,
                                  CLAMP ((step + steps) / 2, YUTU_ZOOM_MIN, YUTU_ZOOM_MAX));
}

void
yutu_view_fit (YutuView *self, YutuMapBox box, double margin_px)
{
  double width = MAX (self->width - 2 * margin_px, 1),
         height = MAX (self->height - 2 * margin_px, 1);
  double resolution, finest = yutu_zoom_to_resolution (self->epsg, YUTU_ZOOM_MAX);

  if (box.max_x < box.min_x)
    return;
  resolution = MAX ((box.max_x - box.min_x) / width, (box.max_y - box.min_y) / height);
  self->resolution =
    CLAMP (resolution, finest, yutu_zoom_to_resolution (self->epsg, YUTU_ZOOM_MIN));
  self->center_x = (box.min_x + box.max_x) / 2;
  self->center_y = (box.min_y + box.max_y) / 2;
}

void
yutu_view_get_tiles (const YutuView *self,
                     int             size,
                     gint64         *first_column,
                     gint64         *first_row,
                     gint64         *last_column,
                     gint64         *last_row)
{
  double       left = self->center_x / self->resolution - self->width / 2.0;
  double       top = -self->center_y / self->resolution - self->height / 2.0;
  const double tiny = 1e-4; /* rounding must not bring in a tile of no width */

  *first_column = (gint64)floor ((left + tiny) / size);
  *first_row = (gint64)floor ((top + tiny) / size);
  *last_column = (gint64)ceil ((left + self->width - tiny) / size) - 1;
  *last_row = (gint64)ceil ((top + self->height - tiny) / size) - 1;
}

YutuView
yutu_view_for_tile (const YutuView *self, int size, gint64 column, gint64 row)
{
  YutuView tile = *self;

  tile.width = size;
  tile.height = size;
  tile.center_x = ((double)column + 0.5) * size * self->resolution;
  tile.center_y = -((double)row + 0.5) * size * self->resolution;
  return tile;
}
