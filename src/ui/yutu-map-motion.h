/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A view on its way to another: a value, driven by whoever has a clock. Any thread. */
#pragma once

#include "scene/yutu-view.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_MOTION_EASE,       /* fast at first, soft at the end: a step of zoom, a way to a place */
  YUTU_MOTION_DECELERATE, /* a thrown map, slowed by friction */
} YutuMotionKind;

typedef struct
{
  gboolean       is_running;
  YutuMotionKind kind;
  YutuView       from;
  YutuView       to;
  gint64         start_us;
  double         duration_us;
} YutuMapMotion;

void yutu_map_motion_start (YutuMapMotion  *self,
                            const YutuView *from,
                            const YutuView *to,
                            gint64          now_us);
/* A map let go at (@vx, @vy) pixels a second; FALSE when that is too slow to go on. */
gboolean yutu_map_motion_throw (YutuMapMotion  *self,
                                const YutuView *from,
                                double          vx,
                                double          vy,
                                gint64          now_us);
/* The view of this moment: a point that lies under the same pixel in from and to stays there. At
 * the end it is exactly to, and the motion has stopped. */
void yutu_map_motion_step (YutuMapMotion *self,
                           gint64         now_us,
                           YutuView      *view);

G_END_DECLS
