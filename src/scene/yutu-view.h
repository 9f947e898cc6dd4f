/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What part of the map is seen, how large: a value. Screen pixels are logical, origin top left,
 * y down. Any thread. */
#pragma once

#include "scene/yutu-projection.h"

G_BEGIN_DECLS

typedef struct
{
  int    epsg;
  double center_x; /* map units */
  double center_y;
  double resolution; /* map units a logical pixel */
  int    width;      /* logical pixels */
  int    height;
  int    scale; /* device pixels a logical pixel: 1, 2 … */
} YutuView;

void
           yutu_view_to_screen (const YutuView *self, double x, double y, double *screen_x, double *screen_y);
void       yutu_view_from_screen (const YutuView *self,
                                  double          screen_x,
                                  double          screen_y,
                                  double         *x,
                                  double         *y);
YutuMapBox yutu_view_get_box (const YutuView *self);
/* Box of the grid that covers the view grown by @margin_px. */
YutuBox yutu_view_get_grid_box (const YutuView *self, double margin_px);

/* The zoom number that styles go by: log2 (156543.034 / metres a pixel), as on web maps; a county
 * fills a window at about 11, a street at 17. EPSG:4490 counts a degree as 111,319.5 m. */
double yutu_view_get_zoom (const YutuView *self);
double yutu_zoom_to_resolution (int epsg, double zoom);

/* Whole pixels keep the tiles' pixels where they are. */
void yutu_view_pan (YutuView *self, double dx_px, double dy_px);
/* The map point under (@screen_x, @screen_y) stays there. @factor > 1 goes nearer. Clamped to
 * YUTU_ZOOM_MIN … YUTU_ZOOM_MAX. */
void yutu_view_zoom_about (YutuView *self, double factor, double screen_x, double screen_y);
/* Centre to the pixel grid of the tiles, the resolution as it is: at rest, tiles are painted 1:1. */
void yutu_view_align (YutuView *self);
/* Standard step (a half zoom number) next to the present resolution: @steps > 0 nearer. */
double yutu_view_step_resolution (const YutuView *self, int steps);
void   yutu_view_fit (YutuView *self, YutuMapBox box, double margin_px);

#define YUTU_ZOOM_MIN 5.0
#define YUTU_ZOOM_MAX 22.0

/* Global pixels: x / resolution, -y / resolution. Tile (column, row) of @size logical pixels covers
 * [column * size, (column + 1) * size) of them. The tiles that cover the view: */
void yutu_view_get_tiles (const YutuView *self,
                          int             size,
                          gint64         *first_column,
                          gint64         *first_row,
                          gint64         *last_column,
                          gint64         *last_row);
/* The view that is exactly that tile. */
YutuView yutu_view_for_tile (const YutuView *self, int size, gint64 column, gint64 row);

G_END_DECLS
