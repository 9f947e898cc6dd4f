/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-map-motion.h"

#define EASE_US    180000.0
#define FRICTION   4.0    /* a second: speed falls to 1/e in a quarter of one */
#define MIN_SPEED  80.0   /* pixels a second */
#define MAX_SPEED  6000.0 /* of both axes */
#define SETTLED_PX 0.5

void
yutu_map_motion_start (YutuMapMotion  *self,
                       const YutuView *from,
                       const YutuView *to,
                       gint64          now_us)
{
  *self = (YutuMapMotion){ TRUE, YUTU_MOTION_EASE, *from, *to, now_us, EASE_US };
}

gboolean
yutu_map_motion_throw (YutuMapMotion  *self,
                       const YutuView *from,
                       double          vx,
                       double          vy,
                       gint64          now_us)
{
  double speed = hypot (vx, vy);
  double way;

  if (speed < MIN_SPEED)
    return FALSE;
  if (speed > MAX_SPEED)
    {
      vx *= MAX_SPEED / speed;
      vy *= MAX_SPEED / speed;
    }
  *self = (YutuMapMotion){ TRUE, YUTU_MOTION_DECELERATE, *from, *from, now_us, 0 };
  yutu_view_pan (&self->to, round (vx / FRICTION), round (vy / FRICTION));
  way = hypot (round (vx / FRICTION), round (vy / FRICTION));
  self->duration_us = log (MAX (way / SETTLED_PX, 1)) / FRICTION * G_USEC_PER_SEC;
  return TRUE;
}

static double
get_progress (const YutuMapMotion *self,
              double               elapsed_us)
{
  double rest;

  if (self->kind == YUTU_MOTION_DECELERATE)
    return 1 - exp (-FRICTION * elapsed_us / G_USEC_PER_SEC);
  rest = 1 - elapsed_us / self->duration_us;
  return 1 - rest * rest * rest;
}

void
yutu_map_motion_step (YutuMapMotion *self,
                      gint64         now_us,
                      YutuView      *view)
{
  const YutuView *from = &self->from, *to = &self->to;
  double          elapsed_us = (double)MAX (now_us - self->start_us, 0);
  double          progress;

  if (!self->is_running || elapsed_us >= self->duration_us)
    {
      self->is_running = FALSE;
      *view = *to;
      return;
    }
  progress = get_progress (self, elapsed_us);
  *view = *from;
  view->resolution = from->resolution * pow (to->resolution / from->resolution, progress);
  /* Zooming about a fixed point, the centre is linear in the resolution. */
  if (fabs (to->resolution / from->resolution - 1) > 1e-9)
    progress = (view->resolution - from->resolution) / (to->resolution - from->resolution);
  view->center_x = from->center_x + (to->center_x - from->center_x) * progress;
  view->center_y = from->center_y + (to->center_y - from->center_y) * progress;
  if (to->resolution == from->resolution)
    yutu_view_align (view);
}
