/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Roads, rivers, water areas and the areas of other names: lines and polygons with a class and a
 * name. Immutable snapshots, any thread. */
#pragma once

#include "geo/yutu-shape.h"
#include "scene/yutu-projection.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_LINE_ROAD,
  YUTU_LINE_RIVER,
  YUTU_LINE_WATER, /* an area: polygons */
  YUTU_LINE_AREA,  /* of an estate, a park, a hill …: polygons; their names are symbols' labels */
} YutuLineKind;

typedef struct _YutuLineLayer        YutuLineLayer;
typedef struct _YutuLineLayerBuilder YutuLineLayerBuilder;

YutuLineLayerBuilder *yutu_line_layer_builder_new (int epsg);
/* @grade: 1 the greatest road or river, up to 4; @shape a line (roads, rivers) or polygon (areas).
 * Other shapes are skipped. @id: the object that a hit names. */
void           yutu_line_layer_builder_add (YutuLineLayerBuilder *self,
                                            gint64                id,
                                            YutuLineKind          kind,
                                            int                   grade,
                                            const char           *name,
                                            const YutuShape      *shape);
YutuLineLayer *yutu_line_layer_builder_end (YutuLineLayerBuilder *self) G_GNUC_WARN_UNUSED_RESULT;
/* Only the lines of @kinds (1 << YutuLineKind or-ed); holds @self, and costs next to nothing. */
YutuLineLayer *yutu_line_layer_filter (YutuLineLayer *self,
                                       unsigned       kinds) G_GNUC_WARN_UNUSED_RESULT;
YutuLineLayer *yutu_line_layer_ref (YutuLineLayer *self);
void           yutu_line_layer_unref (YutuLineLayer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuLineLayer, yutu_line_layer_unref)

G_END_DECLS
