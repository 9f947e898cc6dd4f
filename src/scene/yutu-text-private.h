/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Text of one thread: layouts are made once, and on image surfaces drawn once with their halo and
 * then only copied. Nothing of it may leave its thread. */
#pragma once

#include <pango/pangocairo.h>

#include "scene/yutu-scene.h"

G_BEGIN_DECLS

typedef struct
{
  PangoLayout     *layout;
  double           width; /* logical extents, pixels */
  double           height;
  cairo_surface_t *sprite;
  double           sprite_scale;
  YutuColor        sprite_color;
  YutuColor        sprite_halo;
} YutuTextRun;

/* Valid until the next call of this thread that has to make room; measure, then let go. */
YutuTextRun *yutu_text_get (const char *text, double size_px, int weight, double spacing_px);
/* Upper left corner at (@x, @y). */
void yutu_text_draw (YutuTextRun *self,
                     cairo_t     *cr,
                     double       x,
                     double       y,
                     YutuColor    color,
                     YutuColor    halo);

G_END_DECLS
