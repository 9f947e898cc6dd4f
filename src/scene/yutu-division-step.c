/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* From a unit to its neighbours. */

#include <math.h>

#include "scene/yutu-layers-private.h"

#define MIN_COSINE 0.5 /* 60° */

/* How well @to lies in the way of (@x, @y) from @from: the nearer and the straighter, the greater; ≤ 0
 * when it lies elsewhere. */
static double
rate (YutuMapPoint from, YutuMapPoint to, double x, double y)
{
  double dx = to.x - from.x, dy = to.y - from.y;
  double distance = hypot (dx, dy);
  double cosine = distance > 0 ? (dx * x + dy * y) / (distance * hypot (x, y)) : 0;

  return cosine < MIN_COSINE ? 0 : cosine * cosine / distance;
}

gint64
yutu_division_layer_step (const YutuDivisionLayer *self, gint64 unit, double x, double y)
{
  int    at = yutu_division_layer_find (self, unit);
  int    best = -1;
  double best_rate = 0;
  int    level;

  if (at < 0)
    return 0;
  level = YUTU_LAYER_UNIT (self, at)->level;
  for (guint i = 0; i < self->arcs->len; i++)
    {
      const YutuLayerArc *arc = YUTU_LAYER_ARC (self, i);
      int                 left = yutu_division_layer_climb (self, arc->left, level);
      int                 right = yutu_division_layer_climb (self, arc->right, level);
      int                 other = left == at ? right : right == at ? left
                                                                   : -1;
      double              rating;

      if (other < 0 || other == at)
        continue;
      rating = rate (YUTU_LAYER_UNIT (self, at)->label, YUTU_LAYER_UNIT (self, other)->label, x, y);
      if (rating > best_rate)
        {
          best_rate = rating;
          best = other;
        }
    }
  return best < 0 ? 0 : YUTU_LAYER_UNIT (self, best)->id;
}
