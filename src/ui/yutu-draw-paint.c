/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is drawn: accent, its points as squares, the next stretch dashed, a ring filled lightly; what it
 * would snap to as a mark with the guides that lead there; what may not be in red with hatch. */

#include "ui/yutu-draw-tool-private.h"

#include <glib/gi18n.h>

#define MAX_HANDLES 1500

static void
trace (YutuHandPaint   *hand,
       const YutuPoint *points,
       gsize            n,
       gboolean         goes_on)
{
  for (gsize i = 0; i < n; i++)
    {
      YutuMapPoint at = yutu_hand_paint_point_to_screen (hand, points[i]);

      if (i == 0 && !goes_on)
        cairo_move_to (hand->cr, at.x, at.y);
      else
        cairo_line_to (hand->cr, at.x, at.y);
    }
}

static void
paint_inside (YutuDrawTool  *self,
              YutuHandPaint *hand)
{
  gsize            n = 0, n_next = 0;
  const YutuPoint *points = yutu_drawing_get_points (self->drawing, &n);
  const YutuPoint *next = yutu_draw_tool_get_next (self, &n_next);

  if (!yutu_drawing_is_ring (self->drawing) || n + n_next < 3)
    return;
  trace (hand, points, n, FALSE);
  trace (hand, next, n_next, n > 0);
  cairo_close_path (hand->cr);
  cairo_set_fill_rule (hand->cr, CAIRO_FILL_RULE_EVEN_ODD);
  yutu_hand_paint_set_color (hand, &hand->accent, 0.14);
  cairo_fill (hand->cr);
}

static void
paint_drawn (YutuDrawTool  *self,
             YutuHandPaint *hand)
{
  gsize            n = 0;
  const YutuPoint *points = yutu_drawing_get_points (self->drawing, &n);

  trace (hand, points, n, FALSE);
  if (self->is_edit && yutu_drawing_is_ring (self->drawing))
    cairo_close_path (hand->cr);
  cairo_set_line_width (hand->cr, 6);
  yutu_hand_paint_set_color (hand, &hand->paper, 0.75);
  cairo_stroke_preserve (hand->cr);
  cairo_set_line_width (hand->cr, 2.5);
  yutu_hand_paint_set_color (hand, self->n_stretches > 0 ? &hand->red : &hand->accent, 1);
  cairo_stroke (hand->cr);
  if (self->n_stretches > 0)
    yutu_hand_paint_forbidden (hand, (const YutuPoint (*)[2])self->stretches, self->n_stretches);
}

static void
paint_next (YutuDrawTool  *self,
            YutuHandPaint *hand)
{
  static const double dashes[] = { 6, 4 };
  gsize               n = 0, n_next = 0;
  const YutuPoint    *points = yutu_drawing_get_points (self->drawing, &n);
  const YutuPoint    *next = yutu_draw_tool_get_next (self, &n_next);

  if (n > 0 && n_next > 0)
    {
      trace (hand, &points[n - 1], 1, FALSE);
      trace (hand, next, n_next, TRUE);
      cairo_set_dash (hand->cr, dashes, 2, 0);
      cairo_set_line_width (hand->cr, 2);
      yutu_hand_paint_set_color (hand, self->refusal != NULL ? &hand->red : &hand->accent, 1);
      cairo_stroke (hand->cr);
    }
  if (yutu_drawing_is_ring (self->drawing) && n > 1)
    {
      trace (hand, n_next > 0 ? &next[n_next - 1] : &points[n - 1], 1, FALSE);
      trace (hand, points, 1, TRUE);
      cairo_set_dash (hand->cr, dashes, 2, 0);
      cairo_set_line_width (hand->cr, 1.2);
      yutu_hand_paint_set_color (hand, &hand->accent, 0.7);
      cairo_stroke (hand->cr);
    }
  cairo_set_dash (hand->cr, NULL, 0, 0);
  if (self->refusal != NULL)
    yutu_hand_paint_forbidden (hand, (const YutuPoint (*)[2]) & self->refused, 1);
}

static void
paint_handles (YutuDrawTool  *self,
               YutuHandPaint *hand)
{
  gsize            n = 0;
  const YutuPoint *points = yutu_drawing_get_points (self->drawing, &n);

  for (gsize i = n > MAX_HANDLES ? n - MAX_HANDLES : 0; i < n; i++)
    yutu_hand_paint_handle (hand, yutu_hand_paint_point_to_screen (hand, points[i]), i == 0, i + 1 == n, FALSE,
                            &hand->accent);
}

static void
paint_labels (YutuDrawTool  *self,
              YutuHandPaint *hand)
{
  gsize            n = 0;
  const YutuPoint *points = yutu_drawing_get_points (self->drawing, &n);

  for (gsize i = 0; self->labels != NULL && i < n && self->labels[i] != NULL; i++)
    yutu_hand_paint_label (hand, self->labels[i], yutu_hand_paint_point_to_screen (hand, points[i]), FALSE);
}

/* ---- Snapping ---- */

static void
paint_mark (YutuDrawTool  *self,
            YutuHandPaint *hand)
{
  const YutuSnap *snap = !self->has_typed && self->snap < self->snaps->len
                           ? &g_array_index (self->snaps, YutuSnap, self->snap)
                           : NULL;
  YutuPoint       point;

  if (!yutu_draw_tool_get_cursor (self, &point))
    return;
  yutu_hand_paint_snap (hand, snap, yutu_hand_paint_point_to_screen (hand, point),
                        self->refusal != NULL ? &hand->red : &hand->ink);
}

static void
paint_why (YutuDrawTool  *self,
           YutuHandPaint *hand)
{
  YutuPoint point;

  if (self->n_stretches > 0)
    yutu_hand_paint_words (hand, self->blocked,
                           yutu_hand_paint_point_to_screen (hand, self->stretches[0][1]), &hand->red);
  else if (self->refusal != NULL && yutu_draw_tool_get_cursor (self, &point))
    yutu_hand_paint_words (hand, self->refusal, yutu_hand_paint_point_to_screen (hand, point), &hand->red);
}

void
yutu_draw_tool_snapshot (GtkSnapshot *snapshot,
                         gpointer     data)
{
  YutuDrawTool *self = data;
  YutuHandPaint hand;

  if (self->task == NULL || !yutu_hand_paint_begin (&hand, self->map, snapshot))
    return;
  paint_inside (self, &hand);
  if (!self->is_points)
    {
      paint_drawn (self, &hand);
      if (!self->is_edit)
        paint_next (self, &hand);
    }
  if (self->is_edit)
    yutu_draw_tool_paint_vertices (self, &hand);
  else
    paint_handles (self, &hand);
  paint_labels (self, &hand);
  paint_mark (self, &hand);
  paint_why (self, &hand);
  yutu_hand_paint_end (&hand);
}
