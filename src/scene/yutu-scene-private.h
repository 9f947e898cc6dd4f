/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "scene/yutu-layers-private.h"
#include "scene/yutu-scene.h"
#include "scene/yutu-style-private.h"

G_BEGIN_DECLS

struct _YutuScene
{
  int           ref_count;
  YutuSceneSpec spec;     /* its theme is the scene's own */
  int          *color_of; /* with a theme and divisions: by index of unit, 1 + index of its colour, or 0 */
};

/* How an address is drawn. */
typedef struct
{
  double    diameter_px;
  YutuColor color;
} YutuDot;

YutuDot yutu_dot_for_zoom (const YutuStyle *style, double zoom);
/* Stamps the address dots into what is painted. */
void yutu_stamp_points (const YutuScene *self, cairo_t *cr, const YutuView *view);
/* A view's global pixel position. */
void yutu_view_get_origin (const YutuView *view, double *left, double *top);
/* (nullable): how lines of a level (YUTU_LEVEL_COUNTY … VILLAGE) are drawn; NULL: not at all. */
const YutuStroke *yutu_scene_get_arc_stroke (const YutuScene *self, int level, double zoom);
/* How a line, or the rim of an area, is drawn. */
const YutuStroke *yutu_scene_get_line_stroke (const YutuScene *self, const YutuLayerLine *line);
gboolean          yutu_scene_draws_line (const YutuScene *self, const YutuLayerLine *line, double zoom);

G_END_DECLS
