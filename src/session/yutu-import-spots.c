/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* 1. points[i] is the point with the number i * stride.
 * 2. There are never more than YUTU_IMPORT_MAX_SPOTS. */

#include "session/yutu-import-spots.h"

void
yutu_import_spots_clear (YutuImportSpots *self)
{
  g_clear_pointer (&self->points, g_array_unref);
  *self = (YutuImportSpots){ 0 };
}

static void
begin (YutuImportSpots *self)
{
  if (self->points != NULL)
    return;
  self->points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  self->stride = 1;
  self->box = YUTU_BOX_EMPTY;
}

static void
thin_out (YutuImportSpots *self)
{
  YutuPoint *points = (YutuPoint *)(gpointer)self->points->data;
  guint      n = (self->points->len + 1) / 2;

  for (guint i = 0; i < n; i++)
    points[i] = points[2 * i];
  g_array_set_size (self->points, n);
  self->stride *= 2;
}

void
yutu_import_spots_add (YutuImportSpots *self,
                       YutuPoint        point)
{
  begin (self);
  yutu_box_add_point (&self->box, point);
  if (self->points->len == YUTU_IMPORT_MAX_SPOTS && self->n % self->stride == 0)
    thin_out (self);
  if (self->n++ % self->stride == 0)
    g_array_append_val (self->points, point);
  g_assert (self->points->len <= YUTU_IMPORT_MAX_SPOTS);
}

void
yutu_import_spots_add_box (YutuImportSpots *self,
                           YutuBox          box)
{
  begin (self);
  yutu_box_add_box (&self->box, box);
}

void
yutu_import_spots_draw (const YutuImportSpots *self,
                        YutuSketch            *sketch)
{
  if (self->points == NULL || yutu_box_is_empty (self->box))
    return;
  for (guint i = 0; i < self->points->len; i++)
    yutu_sketch_add_spot (sketch, g_array_index (self->points, YutuPoint, i));
  yutu_sketch_add_box (sketch, self->box);
}
