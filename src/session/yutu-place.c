/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The value alone; what is known of a place is read in yutu-place-info.c. */

#include "session/yutu-place.h"

#include <string.h>

#define MAX_RADIUS_M 200000.0

struct _YutuPlace
{
  gatomicrefcount ref_count;
  YutuPlaceKind   kind;
  gint64          id;
  YutuPoint       center;
  double          radius_m;
  YutuShape      *shape;
};

G_DEFINE_BOXED_TYPE (YutuPlace, yutu_place, yutu_place_ref, yutu_place_unref)

static YutuPlace *
place_new (YutuPlaceKind kind,
           gint64        id)
{
  YutuPlace *self = g_new0 (YutuPlace, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->id = id;
  return self;
}

YutuPlace *
yutu_place_new_unit (gint64 unit)
{
  return place_new (YUTU_PLACE_UNIT, unit);
}

YutuPlace *
yutu_place_new_circle (YutuPoint center,
                       double    radius_m)
{
  YutuPlace *self = NULL;

  g_return_val_if_fail (radius_m > 0 && radius_m <= MAX_RADIUS_M, NULL);

  self = place_new (YUTU_PLACE_CIRCLE, 0);
  self->center = center;
  self->radius_m = radius_m;
  return self;
}

YutuPlace *
yutu_place_new_shape (const YutuShape *shape)
{
  YutuPlace *self = NULL;

  g_return_val_if_fail (shape != NULL && shape->kind == YUTU_SHAPE_POLYGON, NULL);

  self = place_new (YUTU_PLACE_SHAPE, 0);
  self->shape = yutu_shape_ref ((YutuShape *)shape);
  return self;
}

YutuPlace *
yutu_place_new_point (YutuPoint point)
{
  YutuPlace *self = place_new (YUTU_PLACE_POINT, 0);

  self->center = point;
  return self;
}

YutuPlace *
yutu_place_new_object (YutuPlaceKind kind,
                       gint64        id)
{
  g_return_val_if_fail (kind == YUTU_PLACE_FACILITY || kind == YUTU_PLACE_ADDRESS ||
                          kind == YUTU_PLACE_NAME || kind == YUTU_PLACE_LINE ||
                          kind == YUTU_PLACE_PILLAR,
                        NULL);

  return place_new (kind, id);
}

YutuPlace *
yutu_place_ref (YutuPlace *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
yutu_place_unref (YutuPlace *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->shape, yutu_shape_unref);
  g_free (self);
}

YutuPlaceKind
yutu_place_get_kind (const YutuPlace *self)
{
  return self->kind;
}

gint64
yutu_place_get_id (const YutuPlace *self)
{
  return self->id;
}

YutuPoint
yutu_place_get_center (const YutuPlace *self)
{
  return self->center;
}

double
yutu_place_get_radius_m (const YutuPlace *self)
{
  return self->radius_m;
}

const YutuShape *
yutu_place_get_shape (const YutuPlace *self)
{
  return self->shape;
}

static gboolean
shape_equal (const YutuShape *a,
             const YutuShape *b)
{
  return a == b ||
         (a != NULL && b != NULL && a->kind == b->kind && a->n_points == b->n_points &&
          a->n_parts == b->n_parts &&
          memcmp (a->points, b->points, sizeof (YutuPoint) * a->n_points) == 0 &&
          memcmp (a->part_starts, b->part_starts, sizeof (gsize) * a->n_parts) == 0 &&
          memcmp (a->part_is_shell, b->part_is_shell, a->n_parts) == 0);
}

gboolean
yutu_place_equal (const YutuPlace *a,
                  const YutuPlace *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL)
    return FALSE;
  return a->kind == b->kind && a->id == b->id && yutu_point_equal (a->center, b->center) &&
         memcmp (&a->radius_m, &b->radius_m, sizeof (double)) == 0 &&
         shape_equal (a->shape, b->shape);
}
