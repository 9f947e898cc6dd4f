/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "scene/yutu-path-private.h"

#define FAR_PX    1048576.0 /* cairo's fixed point ends at 2^23 px */
#define MARGIN_PX 24.0      /* half the widest line and a mitre */

void
yutu_frame_init (YutuFrame *self, const YutuView *view)
{
  double margin = MARGIN_PX * view->resolution;

  self->per_unit = 1.0 / view->resolution;
  self->left = floor ((view->center_x / view->resolution - view->width / 2.0) * 256 + 0.5) / 256;
  self->top = floor ((-view->center_y / view->resolution - view->height / 2.0) * 256 + 0.5) / 256;
  self->width = view->width;
  self->height = view->height;
  self->tolerance = 0.5 * view->resolution / MAX (view->scale, 1);
  self->zoom = yutu_view_get_zoom (view);
  self->box = yutu_view_get_box (view);
  self->box.min_x -= margin;
  self->box.min_y -= margin;
  self->box.max_x += margin;
  self->box.max_y += margin;
}

/* Squared. */
static double
distance_to_segment (YutuMapPoint p, YutuMapPoint a, YutuMapPoint b)
{
  double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
  double t = length2 > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / length2 : 0;

  t = CLAMP (t, 0.0, 1.0);
  dx = p.x - a.x - t * dx;
  dy = p.y - a.y - t * dy;
  return dx * dx + dy * dy;
}

typedef struct
{
  gsize first;
  gsize last;
  float limit;
} Stretch;

void
yutu_importance_compute (const YutuMapPoint *points, gsize n_points, float *importance)
{
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Stretch));
  Stretch whole = { 0, n_points - 1, G_MAXFLOAT };

  if (n_points == 0)
    return;
  importance[0] = importance[n_points - 1] = G_MAXFLOAT;
  g_array_append_val (stack, whole);
  while (stack->len > 0)
    {
      Stretch now = g_array_index (stack, Stretch, stack->len - 1);
      double  greatest = -1;
      gsize   at = 0;

      g_array_set_size (stack, stack->len - 1);
      if (now.last < now.first + 2)
        continue;
      for (gsize i = now.first + 1; i < now.last; i++)
        {
          double d = distance_to_segment (points[i], points[now.first], points[now.last]);

          if (d > greatest)
            {
              greatest = d;
              at = i;
            }
        }
      importance[at] = MIN ((float)sqrt (greatest), now.limit);
      Stretch left = { now.first, at, importance[at] }, right = { at, now.last, importance[at] };
      g_array_append_val (stack, left);
      g_array_append_val (stack, right);
    }
}

static gboolean
may_show (const YutuFrame *frame, double x0, double y0, double x1, double y1)
{
  return MAX (x0, x1) >= -MARGIN_PX && MIN (x0, x1) <= frame->width + MARGIN_PX &&
         MAX (y0, y1) >= -MARGIN_PX && MIN (y0, y1) <= frame->height + MARGIN_PX;
}

/* Cuts a long segment to the margin box (Liang–Barsky); the cut-off length goes to *skipped. */
static gboolean
cut_segment (const YutuFrame *frame,
             double          *x0,
             double          *y0,
             double          *x1,
             double          *y1,
             double          *skipped)
{
  double       dx = *x1 - *x0, dy = *y1 - *y0, t0 = 0, t1 = 1;
  const double margin = 4096;
  const double p[4] = { -dx, dx, -dy, dy };
  const double q[4] = { *x0 + margin, frame->width + margin - *x0, *y0 + margin,
                        frame->height + margin - *y0 };

  *skipped = 0;
  if (fabs (*x0) < FAR_PX && fabs (*y0) < FAR_PX && fabs (*x1) < FAR_PX && fabs (*y1) < FAR_PX)
    return TRUE;
  for (int i = 0; i < 4; i++)
    {
      if (p[i] == 0 && q[i] < 0)
        return FALSE;
      if (p[i] < 0)
        t0 = MAX (t0, q[i] / p[i]);
      else if (p[i] > 0)
        t1 = MIN (t1, q[i] / p[i]);
    }
  if (t0 > t1)
    return FALSE;
  *skipped = t0 * hypot (dx, dy);
  *x1 = *x0 + t1 * dx;
  *y1 = *y0 + t1 * dy;
  *x0 += t0 * dx;
  *y0 += t0 * dy;
  return TRUE;
}

void
yutu_path_stroke_line (cairo_t            *cr,
                       const YutuFrame    *frame,
                       const YutuMapPoint *points,
                       const float        *importance,
                       gsize               n_points,
                       YutuPieceFunc       stroke,
                       gpointer            data)
{
  double   last_x = 0, last_y = 0, along = 0, piece_at = 0;
  gboolean open = FALSE;

  for (gsize i = 0; i < n_points; i++)
    {
      double x, y, skipped = 0;

      if (importance[i] < frame->tolerance)
        continue;
      yutu_frame_to_px (frame, points[i], &x, &y);
      if (i > 0)
        {
          double   ax = last_x, ay = last_y, bx = x, by = y;
          gboolean seen =
            may_show (frame, ax, ay, bx, by) && cut_segment (frame, &ax, &ay, &bx, &by, &skipped);

          if (open && (!seen || skipped > 0))
            {
              stroke (cr, piece_at, data);
              open = FALSE;
            }
          if (seen && !open)
            {
              cairo_move_to (cr, ax, ay);
              piece_at = along + skipped;
              open = TRUE;
            }
          if (seen)
            cairo_line_to (cr, bx, by);
          if (seen && (bx != x || by != y))
            {
              stroke (cr, piece_at, data);
              open = FALSE;
            }
          along += hypot (x - last_x, y - last_y);
        }
      last_x = x;
      last_y = y;
    }
  if (open)
    stroke (cr, piece_at, data);
}

void
yutu_path_append (cairo_t            *cr,
                  const YutuFrame    *frame,
                  const YutuMapPoint *points,
                  const float        *importance,
                  gsize               n_points,
                  gboolean            reversed,
                  gboolean            start)
{
  for (gsize k = 0; k < n_points; k++)
    {
      gsize  i = reversed ? n_points - 1 - k : k;
      double x, y;

      if (importance[i] < frame->tolerance || (k == 0 && !start))
        continue;
      yutu_frame_to_px (frame, points[i], &x, &y);
      x = CLAMP (x, -FAR_PX, FAR_PX);
      y = CLAMP (y, -FAR_PX, FAR_PX);
      if (k == 0)
        cairo_move_to (cr, x, y);
      else
        cairo_line_to (cr, x, y);
    }
}
