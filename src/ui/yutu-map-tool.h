/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A box, lasso or circle as it is drawn on the map: its outline, its size in words, the place that
 * it means. Main thread only. */
#pragma once

#include "session/yutu-place.h"
#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

typedef struct _YutuMapDrawing YutuMapDrawing;

/* @tool: BOX, LASSO or CIRCLE; starts at (@x, @y), map units. */
YutuMapDrawing *yutu_map_drawing_new (YutuMapTool tool,
                                      int         epsg,
                                      double      x,
                                      double      y) G_GNUC_WARN_UNUSED_RESULT;
void            yutu_map_drawing_free (YutuMapDrawing *self);
/* The pointer is at (@x, @y) now; @min_step: a lasso keeps no points nearer to each other. */
void yutu_map_drawing_move (YutuMapDrawing *self,
                            double          x,
                            double          y,
                            double          min_step);
/* Outline in map units, closed; (transfer none). */
const YutuMapPoint *yutu_map_drawing_get_outline (YutuMapDrawing *self,
                                                  gsize          *n_points);
/* "Radius 1.25 km" or "4.91 km² (7365 mu)", translated; (transfer full). */
char *yutu_map_drawing_dup_words (YutuMapDrawing *self);
/* (transfer full) (nullable): nothing when it has no area. A circle is cut to what a place may
 * be. */
YutuPlace *yutu_map_drawing_make_place (YutuMapDrawing *self) G_GNUC_WARN_UNUSED_RESULT;

/* Points at @radius_m from @center, all round; for outlines. */
YutuShape *yutu_map_circle_to_shape (YutuPoint center,
                                     double    radius_m) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuMapDrawing, yutu_map_drawing_free)

G_END_DECLS
