/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "box-shape.h"

void
box_shape_make (BoxShape *self,
                YutuPoint corner,
                gint64    size)
{
  self->points[0] = corner;
  self->points[1] = (YutuPoint){ corner.x + size, corner.y };
  self->points[2] = (YutuPoint){ corner.x + size, corner.y + size };
  self->points[3] = (YutuPoint){ corner.x, corner.y + size };
  self->starts[0] = 0;
  self->starts[1] = 4;
  self->is_shell[0] = 1;
  self->shape = (YutuShape){
    .ref_count = 1,
    .kind = YUTU_SHAPE_POLYGON,
    .box = { corner.x, corner.y, corner.x + size, corner.y + size },
    .n_parts = 1,
    .part_starts = self->starts,
    .part_is_shell = self->is_shell,
    .points = self->points,
    .n_points = 4,
  };
}
