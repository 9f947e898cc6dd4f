/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What stands around and above a map: scale bar, north arrow, legend swatches, coordinates. */
#pragma once

#include <cairo.h>

#include "scene/yutu-style.h"
#include "scene/yutu-view.h"

G_BEGIN_DECLS

/* A round length (1, 2 or 5 times a power of ten metres), at most @max_px in the view's middle. */
void
yutu_scale_bar_measure (const YutuView *view, double max_px, double *length_m, double *length_px);
/* Draws with its lower left corner at (@x, @y); "2 km" above the bar. */
void yutu_scale_bar_paint (cairo_t         *cr,
                           const YutuStyle *style,
                           const YutuView  *view,
                           double           x,
                           double           y,
                           double           max_px);
/* Centred on (@x, @y), @size high: half-filled needle, N above it. */
void yutu_north_arrow_paint (cairo_t *cr, const YutuStyle *style, double x, double y, double size);
/* "119.6162, 29.1606 · 462640, 3227115 · EPSG:4549"; (transfer full). */
char *yutu_coordinates_text (int epsg, YutuMapPoint point);

/* Legend swatches, in a box of @width × @height at (@x, @y): a symbol's name, or one of
 * "line.county", "line.township", "line.village", "line.road", "line.river", "area.water", "area.name",
 * "area.township", "point.address", "seat.county", "seat.township", "seat.village". */
void yutu_legend_swatch_paint (cairo_t         *cr,
                               const YutuStyle *style,
                               const char      *name,
                               double           x,
                               double           y,
                               double           width,
                               double           height);
/* The same as it looks at a zoom number; of a theme "area.no-data", the hatch, and
 * "line.theme-township" and "line.theme-village" too. */
void yutu_legend_swatch_paint_at_zoom (cairo_t         *cr,
                                       const YutuStyle *style,
                                       const char      *name,
                                       double           zoom,
                                       YutuMapBox       box);

G_END_DECLS
