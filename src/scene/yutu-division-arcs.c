/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Which line of the divisions lies at a point. */

#include "scene/yutu-layers-private.h"

static double
measure (YutuMapPoint at, YutuMapPoint a, YutuMapPoint b)
{
  double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? ((at.x - a.x) * dx + (at.y - a.y) * dy) / length2 : 0;

  t = CLAMP (t, 0.0, 1.0);
  return hypot (at.x - a.x - t * dx, at.y - a.y - t * dy);
}

gint64
yutu_division_layer_find_arc (const YutuDivisionLayer *self, YutuMapPoint at, double reach)
{
  gint64 found = 0;

  for (guint i = 0; i < self->arcs->len; i++)
    {
      const YutuLayerArc *arc = YUTU_LAYER_ARC (self, i);

      if (arc->grade == 0 || at.x < arc->box.min_x - reach || at.x > arc->box.max_x + reach ||
          at.y < arc->box.min_y - reach || at.y > arc->box.max_y + reach)
        continue;
      for (gsize k = arc->start + 1; k < arc->start + arc->n; k++)
        {
          double distance = measure (at, g_array_index (self->points, YutuMapPoint, k - 1),
                                     g_array_index (self->points, YutuMapPoint, k));

          if (distance <= reach)
            {
              reach = distance;
              found = arc->id;
            }
        }
    }
  return found;
}

const YutuMapPoint *
yutu_division_layer_get_arc (const YutuDivisionLayer *self, gint64 arc, gsize *n_points)
{
  for (guint i = 0; i < self->arcs->len; i++)
    if (YUTU_LAYER_ARC (self, i)->id == arc)
      {
        *n_points = YUTU_LAYER_ARC (self, i)->n;
        return &g_array_index (self->points, YutuMapPoint, YUTU_LAYER_ARC (self, i)->start);
      }
  *n_points = 0;
  return NULL;
}
