/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The theme as the painter reads it. All but the first want a scene with divisions and a theme. */
#pragma once

#include "scene/yutu-scene-private.h"

G_BEGIN_DECLS

/* Finds each unit's colour; once, when the scene is made. */
void yutu_scene_index_theme (YutuScene *self);
/* What a face of @unit (index, the finest there; -1 outside) is filled with: opaque. */
YutuColor yutu_scene_theme_color (const YutuScene *self, int unit);
/* Over the units that have no colour. */
void yutu_scene_paint_hatch (const YutuScene *self, cairo_t *cr, const YutuFrame *frame);
/* Colours and hatching, as shapes. */
void yutu_scene_fill_theme (const YutuScene *self, cairo_t *cr, const YutuFrame *frame);

G_END_DECLS
