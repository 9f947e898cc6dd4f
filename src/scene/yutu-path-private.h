/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Map lines on their way to cairo: generalised by each vertex's importance, put on the global
 * pixel grid (1/256 px, cairo's own), cut to what can be seen. Because positions are rounded
 * before the tile's whole-pixel origin is taken off, every tile draws the same line. */
#pragma once

#include <cairo.h>

#include "scene/yutu-view.h"

G_BEGIN_DECLS

typedef struct
{
  double     per_unit; /* pixels a map unit */
  double     left;     /* of the view, in global pixels */
  double     top;
  double     width;
  double     height;
  double     tolerance; /* map units: half a pixel */
  double     zoom;
  YutuMapBox box; /* of the view, grown by a margin for line widths */
} YutuFrame;

/* @tolerance_px: device independent; half a pixel on screen. */
void yutu_frame_init (YutuFrame *self, const YutuView *view);

static inline void
yutu_frame_to_px (const YutuFrame *self, YutuMapPoint point, double *x, double *y)
{
  *x = floor (point.x * self->per_unit * 256.0 + 0.5) / 256.0 - self->left;
  *y = floor (-point.y * self->per_unit * 256.0 + 0.5) / 256.0 - self->top;
}

/* Tolerance below which each vertex stays (Douglas and Peucker 1973, hierarchical: never more than
 * its parent's); ends get G_MAXFLOAT. In a closed line the farthest vertex splits it. */
void yutu_importance_compute (const YutuMapPoint *points, gsize n_points, float *importance);

/* One stroke's pieces: @offset_px gets the length along the generalised line where a piece starts,
 * for the dash phase. Draws each visible piece with @stroke. */
typedef void (*YutuPieceFunc) (cairo_t *cr, double offset_px, gpointer data);
void yutu_path_stroke_line (cairo_t            *cr,
                            const YutuFrame    *frame,
                            const YutuMapPoint *points,
                            const float        *importance,
                            gsize               n_points,
                            YutuPieceFunc       stroke,
                            gpointer            data);

/* Appends vertices [first … last) of a ring, in the given direction, to a cairo path; far outside
 * vertices are pulled to the rim of a large box, which keeps cairo's fixed point whole. */
void yutu_path_append (cairo_t            *cr,
                       const YutuFrame    *frame,
                       const YutuMapPoint *points,
                       const float        *importance,
                       gsize               n_points,
                       gboolean            reversed,
                       gboolean            start);

G_END_DECLS
