/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Areas, lines and places as they come, for looking at before they are taken in: no topology, no shared lines,
 * each area with its own outline, so that what overlaps shows. Filled by one thread, then immutable. */
#pragma once

#include <cairo.h>

#include "scene/yutu-scene.h"
#include "scene/yutu-style.h"
#include "scene/yutu-view.h"

G_BEGIN_DECLS

YutuSketch *yutu_sketch_new (int epsg) G_GNUC_WARN_UNUSED_RESULT;
/* The rings that follow are of this area. @name: (nullable). */
void yutu_sketch_begin_area (YutuSketch *self,
                             const char *name);
/* The paths that follow are of this line: they are neither closed nor filled. @name: (nullable). */
void yutu_sketch_begin_line (YutuSketch *self,
                             const char *name);
/* Of the area that was begun last; without it areas take turns with the fills of the style. */
void yutu_sketch_set_color (YutuSketch *self,
                            YutuColor   color);
void yutu_sketch_add_ring (YutuSketch      *self,
                           const YutuPoint *points,
                           gsize            n_points);
void yutu_sketch_add_spot (YutuSketch *self,
                           YutuPoint   point);
/* It reaches so far, whatever is drawn. */
void        yutu_sketch_add_box (YutuSketch *self,
                                 YutuBox     box);
YutuSketch *yutu_sketch_ref (YutuSketch *self);
void        yutu_sketch_unref (YutuSketch *self);

/* Lines among them. */
gsize      yutu_sketch_count_areas (const YutuSketch *self);
gsize      yutu_sketch_count_spots (const YutuSketch *self);
YutuMapBox yutu_sketch_get_box (const YutuSketch *self);
/* (nullable): of area @index; @box: its largest ring's, in the map's CRS. */
const char *yutu_sketch_get_name (const YutuSketch *self,
                                  gsize             index,
                                  YutuMapBox       *box);
/* See-through fills and outlines; @has_names: and the names that have room, which a scene with the sketch
 * places better. In logical pixels of @view. Any thread. */
void yutu_sketch_paint (const YutuSketch *self,
                        cairo_t          *cr,
                        const YutuStyle  *style,
                        const YutuView   *view,
                        gboolean          has_names);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuSketch, yutu_sketch_unref)

G_END_DECLS
