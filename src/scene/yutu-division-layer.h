/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Divisions as an immutable snapshot: arcs projected once, each vertex with the tolerance at which
 * generalisation drops it (so neighbours stay joined at every zoom), units with label points,
 * colours and neighbours. Built once per change, any thread; read by any thread. */
#pragma once

#include "scene/yutu-projection.h"

G_BEGIN_DECLS

typedef struct _YutuDivisionLayer        YutuDivisionLayer;
typedef struct _YutuDivisionLayerBuilder YutuDivisionLayerBuilder;

#define YUTU_LEVEL_COUNTY   3
#define YUTU_LEVEL_TOWNSHIP 4
#define YUTU_LEVEL_VILLAGE  5

typedef struct
{
  gint64      id;
  gint64      parent; /* id of the unit above, 0 at the top */
  int         level;
  const char *name;
  gboolean    has_seat;
  YutuPoint   seat;
} YutuUnitSpec;

YutuDivisionLayerBuilder *yutu_division_layer_builder_new (int epsg);
/* Any order; copied. */
void yutu_division_layer_builder_add_unit (YutuDivisionLayerBuilder *self,
                                           const YutuUnitSpec       *unit);
/* @unit: the finest unit that owns the face; its parents follow from the units. */
void
yutu_division_layer_builder_add_face (YutuDivisionLayerBuilder *self, gint64 face, gint64 unit);
/* @left, @right: face ids, 0 outside. @neighbour: (nullable): who lies outside, on county lines. */
void yutu_division_layer_builder_add_arc (YutuDivisionLayerBuilder *self,
                                          gint64                    id,
                                          gint64                    left,
                                          gint64                    right,
                                          const YutuPoint          *points,
                                          gsize                     n_points,
                                          const char               *neighbour);
/* A boundary line (行政区域界线) of @grade, the level of what it divides, runs along the arc @arc. One of an
 * arc that was not added is left out. */
void yutu_division_layer_builder_add_boundary (YutuDivisionLayerBuilder *self,
                                               gint64                    line,
                                               int                       grade,
                                               gint64                    arc);
/* Frees @self. */
YutuDivisionLayer *
yutu_division_layer_builder_end (YutuDivisionLayerBuilder *self) G_GNUC_WARN_UNUSED_RESULT;

YutuDivisionLayer *yutu_division_layer_ref (YutuDivisionLayer *self);
void               yutu_division_layer_unref (YutuDivisionLayer *self);
YutuMapBox         yutu_division_layer_get_box (const YutuDivisionLayer *self);
int                yutu_division_layer_get_epsg (const YutuDivisionLayer *self);
/* Id of the unit of @level at the map point; 0 outside. */
gint64 yutu_division_layer_locate (const YutuDivisionLayer *self, int level, YutuMapPoint point);
/* FALSE when there is no such unit or it has no land. */
gboolean
yutu_division_layer_get_unit_box (const YutuDivisionLayer *self, gint64 unit, YutuMapBox *box);
/* Pole of inaccessibility (the label point) and the four-colour index of a township. */
gboolean yutu_division_layer_get_label_point (const YutuDivisionLayer *self,
                                              gint64                   unit,
                                              YutuMapPoint            *point);
int      yutu_division_layer_get_color (const YutuDivisionLayer *self, gint64 unit);

/* The unit of the same level that shares a line with @unit and lies most in the way of (@x, @y), as
 * label points lie; 0 when there is none within 60° of it. O(n) in arcs. */
gint64
yutu_division_layer_step (const YutuDivisionLayer *self, gint64 unit, double x, double y);

/* The line that divides units and lies nearest to @at within @reach (map units); 0: none. O(n) in the
 * vertices of the arcs whose boxes are near. */
gint64
yutu_division_layer_find_arc (const YutuDivisionLayer *self, YutuMapPoint at, double reach);
/* Its points, borrowed; NULL when there is no such arc. */
const YutuMapPoint *
yutu_division_layer_get_arc (const YutuDivisionLayer *self, gint64 arc, gsize *n_points);

/* Where the base pictures of two layers of one CRS differ, line widths apart; empty: nowhere. O(n) in
 * vertices. */
YutuMapBox yutu_division_layer_get_changed_box (const YutuDivisionLayer *before,
                                                const YutuDivisionLayer *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuDivisionLayer, yutu_division_layer_unref)

G_END_DECLS
