/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A square as a shape, with its points beside it. */
#pragma once

#include "geo/yutu-shape.h"

G_BEGIN_DECLS

typedef struct
{
  YutuShape shape;
  YutuPoint points[4];
  gsize     starts[2];
  guint8    is_shell[1];
} BoxShape;

/* @corner: the lowest one, lon/lat in 1e-9 degrees, as @size. */
void box_shape_make (BoxShape *self,
                     YutuPoint corner,
                     gint64    size);

G_END_DECLS
