/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The line in hand: accent, its vertices as squares (junctions as diamonds), the old course as a ghost
 * while it is bent, a stretch that may not lie so in red with hatch, and why beside it. */

#include <adwaita.h>

#include "ui/yutu-line-tool-private.h"

#define MAX_VERTICES 1500 /* in the view; more are a band, not handles */
#define HANDLE_PX    7.0
#define APART_PX     10.0 /* nearer ones hide one another: every other is left out */
#define MARGIN_PX    60.0
#define HATCH_PX     6.0
#define PILL_PADDING 7

typedef struct
{
  YutuLineTool *self;
  cairo_t      *cr;
  YutuView      view;
  GdkRGBA       accent;
  GdkRGBA       red;
  GdkRGBA       paper;
  GdkRGBA       ink;
} Paint;

static void
set_color (Paint         *paint,
           const GdkRGBA *color,
           double         alpha)
{
  cairo_set_source_rgba (paint->cr, color->red, color->green, color->blue, alpha);
}

static YutuMapPoint
to_screen (const Paint *paint,
           YutuMapPoint at)
{
  YutuMapPoint screen;

  yutu_view_to_screen (&paint->view, at.x, at.y, &screen.x, &screen.y);
  screen.x = CLAMP (screen.x, -20000, 40000); /* cairo's fixed point ends at 8 million */
  screen.y = CLAMP (screen.y, -20000, 40000);
  return screen;
}

static YutuMapPoint
point_to_screen (const Paint *paint,
                 YutuPoint    point)
{
  return to_screen (paint, yutu_projection_forward (paint->view.epsg, point));
}

/* Only what lies near the view. */
static void
trace (Paint              *paint,
       const YutuMapPoint *points,
       gsize               n)
{
  double       margin = MARGIN_PX * paint->view.resolution;
  YutuMapBox   box = yutu_view_get_box (&paint->view);
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
      at = to_screen (paint, a);
      if (!is_open)
        cairo_move_to (paint->cr, at.x, at.y);
      at = to_screen (paint, b);
      cairo_line_to (paint->cr, at.x, at.y);
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
  cairo_set_line_width (paint->cr, 5);
  set_color (paint, &paint->accent, 0.22);
  cairo_stroke_preserve (paint->cr);
  cairo_set_line_width (paint->cr, 1.5);
  set_color (paint, &paint->accent, 1);
  cairo_stroke (paint->cr);
}

static void
paint_line (Paint *paint)
{
  gsize n = 0;

  yutu_line_edit_get_points (paint->self->line, &n);
  trace (paint, yutu_line_edit_get_map_points (paint->self->line), n);
  cairo_set_line_width (paint->cr, 6);
  set_color (paint, &paint->paper, 0.75);
  cairo_stroke_preserve (paint->cr);
  cairo_set_line_width (paint->cr, 2.5);
  set_color (paint, &paint->accent, paint->self->has_preview ? 0.55 : 1);
  cairo_stroke (paint->cr);
}

/* ---- The draft ---- */

static void
trace_stretches (Paint *paint,
                 const YutuPoint (*stretches)[2],
                 gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      YutuMapPoint a = point_to_screen (paint, stretches[i][0]);
      YutuMapPoint b = point_to_screen (paint, stretches[i][1]);

      cairo_move_to (paint->cr, a.x, a.y);
      cairo_line_to (paint->cr, b.x, b.y);
    }
}

static void
hatch (Paint       *paint,
       YutuMapPoint a,
       YutuMapPoint b)
{
  double length = hypot (b.x - a.x, b.y - a.y);
  double ux = length > 0 ? (b.x - a.x) / length : 0, uy = length > 0 ? (b.y - a.y) / length : 0;

  for (double at = HATCH_PX / 2; at < MIN (length, 4000); at += HATCH_PX)
    {
      double x = a.x + ux * at, y = a.y + uy * at;

      cairo_move_to (paint->cr, x - 4, y + 4);
      cairo_line_to (paint->cr, x + 4, y - 4);
    }
}

static void
paint_forbidden (Paint *paint)
{
  const YutuTopologyConflict *conflict = &paint->self->preview.conflict;

  trace_stretches (paint, conflict->stretches, conflict->n_stretches);
  set_color (paint, &paint->red, 1);
  cairo_set_line_width (paint->cr, 3);
  cairo_stroke (paint->cr);
  for (gsize i = 0; i < conflict->n_stretches; i++)
    hatch (paint, point_to_screen (paint, conflict->stretches[i][0]),
           point_to_screen (paint, conflict->stretches[i][1]));
  cairo_set_line_width (paint->cr, 1.2);
  cairo_stroke (paint->cr);
}

static void
paint_draft (Paint *paint)
{
  static const double dashes[] = { 5, 4 };
  YutuLineStretches   stretches;
  YutuVertexEdit      edit;

  if (!yutu_line_tool_get_edit (paint->self, &edit))
    return;
  yutu_line_edit_get_stretches (paint->self->line, &edit, &stretches);
  trace_stretches (paint, stretches.before, stretches.n_before);
  cairo_set_line_width (paint->cr, 4);
  set_color (paint, &paint->paper, 1);
  cairo_stroke_preserve (paint->cr);
  cairo_set_dash (paint->cr, dashes, 2, 0);
  cairo_set_line_width (paint->cr, 1.5);
  set_color (paint, &paint->ink, 0.55);
  cairo_stroke (paint->cr);
  cairo_set_dash (paint->cr, NULL, 0, 0);
  trace_stretches (paint, stretches.after, stretches.n_after);
  cairo_set_line_width (paint->cr, 2.5);
  set_color (paint, &paint->accent, 1);
  cairo_stroke (paint->cr);
  if (!paint->self->preview.is_allowed)
    paint_forbidden (paint);
}

/* ---- Handles ---- */

static void
paint_handle (Paint       *paint,
              YutuMapPoint at,
              gboolean     is_junction,
              gboolean     is_chosen,
              gboolean     is_hovered)
{
  double         half = (is_chosen || is_hovered ? HANDLE_PX + 2 : HANDLE_PX) / 2;
  const GdkRGBA *edge = is_chosen && paint->self->has_preview && !paint->self->preview.is_allowed
                          ? &paint->red
                          : &paint->accent;

  at.x = floor (at.x) + 0.5;
  at.y = floor (at.y) + 0.5;
  if (is_junction)
    {
      half += 1.5;
      cairo_move_to (paint->cr, at.x, at.y - half);
      cairo_line_to (paint->cr, at.x + half, at.y);
      cairo_line_to (paint->cr, at.x, at.y + half);
      cairo_line_to (paint->cr, at.x - half, at.y);
      cairo_close_path (paint->cr);
    }
  else
    cairo_rectangle (paint->cr, at.x - half, at.y - half, 2 * half, 2 * half);
  set_color (paint, is_chosen ? edge : &paint->paper, 1);
  cairo_fill_preserve (paint->cr);
  cairo_set_line_width (paint->cr, 1.5);
  set_color (paint, is_chosen ? &paint->paper : edge, 1);
  cairo_stroke (paint->cr);
}

static void
paint_handles (Paint *paint)
{
  YutuLineTool       *self = paint->self;
  const YutuMapPoint *points = yutu_line_edit_get_map_points (self->line);
  YutuMapBox          box = yutu_view_get_box (&paint->view);
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
           hypot (points[i].x - last.x, points[i].y - last.y) < APART_PX * paint->view.resolution))
        continue;
      last = points[i];
      if (!((gssize)i == self->vertex && self->kind == YUTU_VERTEX_MOVE))
        paint_handle (paint, to_screen (paint, points[i]), is_junction, FALSE,
                      (gssize)i == self->hover_vertex);
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
  paint_handle (paint, point_to_screen (paint, point),
                is_end && yutu_line_edit_count_lines_at (self->line, self->vertex != 0) > 2, TRUE, FALSE);
}

/* ---- Words beside it ---- */

static void
paint_words (Paint      *paint,
             const char *text,
             double      x,
             double      y)
{
  g_autoptr (PangoLayout) layout =
    gtk_widget_create_pango_layout (GTK_WIDGET (paint->self->map), text);
  int width, height;

  pango_layout_set_width (layout, 260 * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (layout, &width, &height);
  width += 2 * PILL_PADDING;
  height += 2 * PILL_PADDING;
  x = x + 16 + width < paint->view.width ? x + 16 : x - 16 - width;
  y = y + 16 + height < paint->view.height - 40 ? y + 16 : y - 16 - height;
  x = floor (MAX (x, 4));
  y = floor (MAX (y, 4));
  cairo_new_sub_path (paint->cr);
  cairo_arc (paint->cr, x + width - 6, y + 6, 6, -G_PI_2, 0);
  cairo_arc (paint->cr, x + width - 6, y + height - 6, 6, 0, G_PI_2);
  cairo_arc (paint->cr, x + 6, y + height - 6, 6, G_PI_2, G_PI);
  cairo_arc (paint->cr, x + 6, y + 6, 6, G_PI, 3 * G_PI_2);
  cairo_close_path (paint->cr);
  set_color (paint, &paint->paper, 0.97);
  cairo_fill_preserve (paint->cr);
  cairo_set_line_width (paint->cr, 1.5);
  set_color (paint, &paint->red, 1);
  cairo_stroke (paint->cr);
  cairo_move_to (paint->cr, x + PILL_PADDING, y + PILL_PADDING);
  set_color (paint, &paint->red, 1);
  pango_cairo_show_layout (paint->cr, layout);
}

static void
paint_refusal (Paint *paint)
{
  g_autofree char *why = yutu_line_tool_dup_refusal (paint->self);
  YutuPoint        point;
  YutuMapPoint     at;

  if (why == NULL || !yutu_line_tool_get_point (paint->self, &point))
    return;
  at = point_to_screen (paint, point);
  paint_words (paint, why, at.x, at.y);
}

/* Where a click would put a new one. */
static void
paint_new_vertex (Paint *paint)
{
  YutuMapPoint at = paint->self->hover_at;

  if (at.x != 0 && !paint->self->has_preview)
    paint_handle (paint, to_screen (paint, at), FALSE, FALSE, TRUE);
}

void
yutu_line_tool_snapshot (GtkSnapshot *snapshot,
                         gpointer     data)
{
  YutuLineTool *self = data;
  gboolean      dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  Paint         paint = {
            .self = self,
            .accent = dark ? (GdkRGBA){ 0.471f, 0.682f, 0.929f, 1 } : (GdkRGBA){ 0.11f, 0.443f, 0.847f, 1 },
            .red = dark ? (GdkRGBA){ 1, 0.48f, 0.46f, 1 } : (GdkRGBA){ 0.75f, 0.11f, 0.16f, 1 },
            .paper = dark ? (GdkRGBA){ 0.118f, 0.129f, 0.149f, 1 } : (GdkRGBA){ 1, 1, 1, 1 },
            .ink = dark ? (GdkRGBA){ 0.871f, 0.867f, 0.855f, 1 } : (GdkRGBA){ 0.227f, 0.196f, 0.267f, 1 },
  };

  if (self->session == NULL)
    return;
  yutu_map_view_get_view (self->map, &paint.view);
  if (paint.view.width <= 0 || paint.view.height <= 0)
    return;
  paint.cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)paint.view.width, (float)paint.view.height));
  cairo_set_line_join (paint.cr, CAIRO_LINE_JOIN_ROUND);
  paint_hover (&paint);
  if (self->line != NULL)
    {
      paint_line (&paint);
      paint_draft (&paint);
      paint_handles (&paint);
      paint_new_vertex (&paint);
      paint_chosen (&paint);
      paint_refusal (&paint);
    }
  cairo_destroy (paint.cr);
}
