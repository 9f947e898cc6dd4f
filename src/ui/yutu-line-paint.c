/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The line in hand: accent, its vertices as squares (junctions as diamonds), the old course as a ghost
 * while it is bent, a stretch that may not lie so in red with hatch, and why beside it. */

#include "ui/yutu-hand-paint.h"
#include "ui/yutu-line-tool-private.h"

#define MAX_VERTICES 1500 /* in the view; more are a band, not handles */
#define APART_PX     10.0 /* nearer ones hide one another: every other is left out */
#define MARGIN_PX    60.0

typedef struct
{
  YutuLineTool *self;
  YutuHandPaint hand;
} Paint;

/* Only what lies near the view. */
static void
trace (Paint              *paint,
       const YutuMapPoint *points,
       gsize               n)
{
  double       margin = MARGIN_PX * paint->hand.view.resolution;
  YutuMapBox   box = yutu_view_get_box (&paint->hand.view);
  gboolean     is_open = FALSE;
  YutuMapPoint at;

  for (gsize i = 1; i < n; i++)
    {
      YutuMapPoint a = points[i - 1], b = points[i];

      if (MAX (a.x, b.x) < box.min_x - margin || MIN (a.x, b.x) > box.max_x + margin ||
          MAX (a.y, b.y) < box.min_y - margin || MIN (a.y, b.y) > box.max_y + margin)
        {
          is_open = FALSE;
          continue;
        }
      at = yutu_hand_paint_to_screen (&paint->hand, a);
      if (!is_open)
        cairo_move_to (paint->hand.cr, at.x, at.y);
      at = yutu_hand_paint_to_screen (&paint->hand, b);
      cairo_line_to (paint->hand.cr, at.x, at.y);
      is_open = TRUE;
    }
}

static void
paint_hover (Paint *paint)
{
  YutuMapLayers      *layers = yutu_session_get_layers (paint->self->session);
  gsize               n = 0;
  const YutuMapPoint *points = NULL;

  if (paint->self->hover_arc == 0 || layers == NULL)
    return;
  points = yutu_division_layer_get_arc (yutu_map_layers_get_divisions (layers), paint->self->hover_arc, &n);
  trace (paint, points, n);
  cairo_set_line_width (paint->hand.cr, 5);
  yutu_hand_paint_set_color (&paint->hand, &paint->hand.accent, 0.22);
  cairo_stroke_preserve (paint->hand.cr);
  cairo_set_line_width (paint->hand.cr, 1.5);
  yutu_hand_paint_set_color (&paint->hand, &paint->hand.accent, 1);
  cairo_stroke (paint->hand.cr);
}

static void
paint_line (Paint *paint)
{
  gsize n = 0;

  yutu_line_edit_get_points (paint->self->line, &n);
  trace (paint, yutu_line_edit_get_map_points (paint->self->line), n);
  cairo_set_line_width (paint->hand.cr, 6);
  yutu_hand_paint_set_color (&paint->hand, &paint->hand.paper, 0.75);
  cairo_stroke_preserve (paint->hand.cr);
  cairo_set_line_width (paint->hand.cr, 2.5);
  yutu_hand_paint_set_color (&paint->hand, &paint->hand.accent, paint->self->has_preview ? 0.55 : 1);
  cairo_stroke (paint->hand.cr);
}

/* ---- The draft ---- */

static void
paint_draft (Paint *paint)
{
  static const double dashes[] = { 5, 4 };
  YutuLineStretches   stretches;
  YutuVertexEdit      edit;

  if (!yutu_line_tool_get_edit (paint->self, &edit))
    return;
  yutu_line_edit_get_stretches (paint->self->line, &edit, &stretches);
  yutu_hand_paint_trace_stretches (&paint->hand, stretches.before, stretches.n_before);
  cairo_set_line_width (paint->hand.cr, 4);
  yutu_hand_paint_set_color (&paint->hand, &paint->hand.paper, 1);
  cairo_stroke_preserve (paint->hand.cr);
  cairo_set_dash (paint->hand.cr, dashes, 2, 0);
  cairo_set_line_width (paint->hand.cr, 1.5);
  yutu_hand_paint_set_color (&paint->hand, &paint->hand.ink, 0.55);
  cairo_stroke (paint->hand.cr);
  cairo_set_dash (paint->hand.cr, NULL, 0, 0);
  yutu_hand_paint_trace_stretches (&paint->hand, stretches.after, stretches.n_after);
  cairo_set_line_width (paint->hand.cr, 2.5);
  yutu_hand_paint_set_color (&paint->hand, &paint->hand.accent, 1);
  cairo_stroke (paint->hand.cr);
  if (!paint->self->preview.is_allowed)
    yutu_hand_paint_forbidden (&paint->hand, paint->self->preview.conflict.stretches,
                               paint->self->preview.conflict.n_stretches);
}

/* ---- Handles ---- */

static void
paint_handles (Paint *paint)
{
  YutuLineTool       *self = paint->self;
  const YutuMapPoint *points = yutu_line_edit_get_map_points (self->line);
  YutuMapBox          box = yutu_view_get_box (&paint->hand.view);
  g_autoptr (GArray) shown = g_array_new (FALSE, FALSE, sizeof (gsize));
  YutuMapPoint last = { -G_MAXDOUBLE, -G_MAXDOUBLE };
  gsize        n = 0;

  yutu_line_edit_get_points (self->line, &n);
  for (gsize i = 0; i < n && shown->len <= MAX_VERTICES; i++)
    if (points[i].x >= box.min_x && points[i].x <= box.max_x && points[i].y >= box.min_y &&
        points[i].y <= box.max_y)
      g_array_append_val (shown, i);
  for (guint k = 0; k < shown->len; k++)
    {
      gsize    i = g_array_index (shown, gsize, k);
      gboolean is_end = i == 0 || i + 1 == n;
      gboolean is_junction = is_end && yutu_line_edit_count_lines_at (self->line, i != 0) > 2;

      if (!is_end && (gssize)i != self->hover_vertex &&
          (shown->len > MAX_VERTICES ||
           hypot (points[i].x - last.x, points[i].y - last.y) < APART_PX * paint->hand.view.resolution))
        continue;
      last = points[i];
      if (!((gssize)i == self->vertex && self->kind == YUTU_VERTEX_MOVE))
        yutu_hand_paint_handle (&paint->hand, yutu_hand_paint_to_screen (&paint->hand, points[i]), is_junction,
                                FALSE, (gssize)i == self->hover_vertex, &paint->hand.accent);
    }
}

static void
paint_chosen (Paint *paint)
{
  YutuLineTool *self = paint->self;
  gsize         n = 0;
  YutuPoint     point;
  gboolean      is_end;

  if (!yutu_line_tool_get_point (self, &point) || (self->kind == YUTU_VERTEX_INSERT && !self->has_preview))
    return;
  yutu_line_edit_get_points (self->line, &n);
  is_end = self->kind == YUTU_VERTEX_MOVE && (self->vertex == 0 || self->vertex + 1 == (gssize)n);
  yutu_hand_paint_handle (&paint->hand, yutu_hand_paint_point_to_screen (&paint->hand, point),
                          is_end && yutu_line_edit_count_lines_at (self->line, self->vertex != 0) > 2, TRUE,
                          TRUE,
                          self->has_preview && !self->preview.is_allowed ? &paint->hand.red
                                                                         : &paint->hand.accent);
}

static void
paint_snap (Paint *paint)
{
  YutuLineTool *self = paint->self;

  if (self->has_snap && self->has_preview)
    yutu_hand_paint_snap (&paint->hand, &self->snap,
                          yutu_hand_paint_point_to_screen (&paint->hand, self->snap.point), &paint->hand.ink);
}

static void
paint_refusal (Paint *paint)
{
  g_autofree char *why = yutu_line_tool_dup_refusal (paint->self);
  YutuPoint        point;
  YutuMapPoint     at;

  if (why == NULL || !yutu_line_tool_get_point (paint->self, &point))
    return;
  at = yutu_hand_paint_point_to_screen (&paint->hand, point);
  yutu_hand_paint_words (&paint->hand, why, at, &paint->hand.red);
}

/* Where a click would put a new one. */
static void
paint_new_vertex (Paint *paint)
{
  YutuMapPoint at = paint->self->hover_at;

  if (at.x != 0 && !paint->self->has_preview)
    yutu_hand_paint_handle (&paint->hand, yutu_hand_paint_to_screen (&paint->hand, at), FALSE, FALSE, TRUE,
                            &paint->hand.accent);
}

void
yutu_line_tool_snapshot (GtkSnapshot *snapshot,
                         gpointer     data)
{
  YutuLineTool *self = data;
  Paint         paint = { .self = self };

  if (self->session == NULL || !yutu_hand_paint_begin (&paint.hand, self->map, snapshot))
    return;
  paint_hover (&paint);
  if (self->line != NULL)
    {
      paint_line (&paint);
      paint_draft (&paint);
      paint_handles (&paint);
      paint_new_vertex (&paint);
      paint_chosen (&paint);
      paint_snap (&paint);
      paint_refusal (&paint);
    }
  yutu_hand_paint_end (&paint.hand);
}
