/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-hand-paint.h"

#include <adwaita.h>

#define HANDLE_PX    7.0
#define MARK_PX      6.0
#define HATCH_PX     6.0
#define PILL_PADDING 7
#define PILL_RADIUS  6

gboolean
yutu_hand_paint_begin (YutuHandPaint *self,
                       YutuMapView   *map,
                       GtkSnapshot   *snapshot)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  *self = (YutuHandPaint){
    .map = map,
    .accent = dark ? (GdkRGBA){ 0.471f, 0.682f, 0.929f, 1 } : (GdkRGBA){ 0.11f, 0.443f, 0.847f, 1 },
    .red = dark ? (GdkRGBA){ 1, 0.48f, 0.46f, 1 } : (GdkRGBA){ 0.75f, 0.11f, 0.16f, 1 },
    .paper = dark ? (GdkRGBA){ 0.118f, 0.129f, 0.149f, 1 } : (GdkRGBA){ 1, 1, 1, 1 },
    .ink = dark ? (GdkRGBA){ 0.871f, 0.867f, 0.855f, 1 } : (GdkRGBA){ 0.227f, 0.196f, 0.267f, 1 },
  };
  yutu_map_view_get_view (map, &self->view);
  if (self->view.width <= 0 || self->view.height <= 0)
    return FALSE;
  self->cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)self->view.width, (float)self->view.height));
  cairo_set_line_join (self->cr, CAIRO_LINE_JOIN_ROUND);
  return TRUE;
}

void
yutu_hand_paint_end (YutuHandPaint *self)
{
  cairo_destroy (self->cr);
}

void
yutu_hand_paint_set_color (YutuHandPaint *self,
                           const GdkRGBA *color,
                           double         alpha)
{
  cairo_set_source_rgba (self->cr, color->red, color->green, color->blue, alpha);
}

YutuMapPoint
yutu_hand_paint_to_screen (const YutuHandPaint *self,
                           YutuMapPoint         at)
{
  YutuMapPoint screen;

  yutu_view_to_screen (&self->view, at.x, at.y, &screen.x, &screen.y);
  screen.x = CLAMP (screen.x, -20000, 40000); /* cairo's fixed point ends at 8 million */
  screen.y = CLAMP (screen.y, -20000, 40000);
  return screen;
}

YutuMapPoint
yutu_hand_paint_point_to_screen (const YutuHandPaint *self,
                                 YutuPoint            point)
{
  return yutu_hand_paint_to_screen (self, yutu_projection_forward (self->view.epsg, point));
}

void
yutu_hand_paint_trace_stretches (YutuHandPaint *self,
                                 const YutuPoint (*stretches)[2],
                                 gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      YutuMapPoint a = yutu_hand_paint_point_to_screen (self, stretches[i][0]);
      YutuMapPoint b = yutu_hand_paint_point_to_screen (self, stretches[i][1]);

      cairo_move_to (self->cr, a.x, a.y);
      cairo_line_to (self->cr, b.x, b.y);
    }
}

static void
hatch (YutuHandPaint *self,
       YutuMapPoint   a,
       YutuMapPoint   b)
{
  double length = hypot (b.x - a.x, b.y - a.y);
  double ux = length > 0 ? (b.x - a.x) / length : 0, uy = length > 0 ? (b.y - a.y) / length : 0;

  for (double at = HATCH_PX / 2; at < MIN (length, 4000); at += HATCH_PX)
    {
      double x = a.x + ux * at, y = a.y + uy * at;

      cairo_move_to (self->cr, x - 4, y + 4);
      cairo_line_to (self->cr, x + 4, y - 4);
    }
}

void
yutu_hand_paint_forbidden (YutuHandPaint *self,
                           const YutuPoint (*stretches)[2],
                           gsize n)
{
  yutu_hand_paint_trace_stretches (self, stretches, n);
  yutu_hand_paint_set_color (self, &self->red, 1);
  cairo_set_line_width (self->cr, 3);
  cairo_stroke (self->cr);
  for (gsize i = 0; i < n; i++)
    hatch (self, yutu_hand_paint_point_to_screen (self, stretches[i][0]),
           yutu_hand_paint_point_to_screen (self, stretches[i][1]));
  cairo_set_line_width (self->cr, 1.2);
  cairo_stroke (self->cr);
}

void
yutu_hand_paint_handle (YutuHandPaint *self,
                        YutuMapPoint   at,
                        gboolean       is_diamond,
                        gboolean       is_filled,
                        gboolean       is_large,
                        const GdkRGBA *edge)
{
  double half = (is_large ? HANDLE_PX + 2 : HANDLE_PX) / 2;

  at.x = floor (at.x) + 0.5;
  at.y = floor (at.y) + 0.5;
  if (is_diamond)
    {
      half += 1.5;
      cairo_move_to (self->cr, at.x, at.y - half);
      cairo_line_to (self->cr, at.x + half, at.y);
      cairo_line_to (self->cr, at.x, at.y + half);
      cairo_line_to (self->cr, at.x - half, at.y);
      cairo_close_path (self->cr);
    }
  else
    cairo_rectangle (self->cr, at.x - half, at.y - half, 2 * half, 2 * half);
  yutu_hand_paint_set_color (self, is_filled ? edge : &self->paper, 1);
  cairo_fill_preserve (self->cr);
  cairo_set_line_width (self->cr, 1.5);
  yutu_hand_paint_set_color (self, is_filled ? &self->paper : edge, 1);
  cairo_stroke (self->cr);
}

void
yutu_hand_paint_words (YutuHandPaint *self,
                       const char    *text,
                       YutuMapPoint   at,
                       const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->map), text);
  const double radius = PILL_RADIUS;
  double       x, y;
  int          width, height;

  pango_layout_set_width (layout, 260 * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (layout, &width, &height);
  width += 2 * PILL_PADDING;
  height += 2 * PILL_PADDING;
  x = at.x + 16 + width < self->view.width ? at.x + 16 : at.x - 16 - width;
  y = at.y + 16 + height < self->view.height - 40 ? at.y + 16 : at.y - 16 - height;
  x = floor (MAX (x, 4));
  y = floor (MAX (y, 4));
  cairo_new_sub_path (self->cr);
  cairo_arc (self->cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (self->cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (self->cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (self->cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (self->cr);
  yutu_hand_paint_set_color (self, &self->paper, 0.97);
  cairo_fill_preserve (self->cr);
  cairo_set_line_width (self->cr, 1.5);
  yutu_hand_paint_set_color (self, color, 1);
  cairo_stroke (self->cr);
  cairo_move_to (self->cr, x + PILL_PADDING, y + PILL_PADDING);
  yutu_hand_paint_set_color (self, color, 1);
  pango_cairo_show_layout (self->cr, layout);
}

void
yutu_hand_paint_label (YutuHandPaint *self,
                       const char    *text,
                       YutuMapPoint   at,
                       gboolean       is_wrong)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->map), text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  at.x = floor (at.x + 10);
  at.y = floor (at.y - height / 2.0);
  cairo_rectangle (self->cr, at.x - 3, at.y - 1, width + 6, height + 2);
  yutu_hand_paint_set_color (self, &self->paper, 0.92);
  cairo_fill (self->cr);
  cairo_move_to (self->cr, at.x, at.y);
  yutu_hand_paint_set_color (self, is_wrong ? &self->red : &self->ink, 1);
  pango_cairo_show_layout (self->cr, layout);
}

/* ---- What a place is that is snapped to ---- */

static void
paint_guides (YutuHandPaint  *hand,
              const YutuSnap *snap)
{
  static const double dashes[] = { 2, 3 };
  YutuMapPoint        at = yutu_hand_paint_point_to_screen (hand, snap->point);

  for (guint i = 0; i < snap->n_guides; i++)
    {
      YutuMapPoint from = yutu_hand_paint_point_to_screen (hand, snap->guides[i]);

      cairo_move_to (hand->cr, from.x, from.y);
      cairo_line_to (hand->cr, at.x, at.y);
    }
  cairo_set_dash (hand->cr, dashes, 2, 0);
  cairo_set_line_width (hand->cr, 1.2);
  yutu_hand_paint_set_color (hand, &hand->ink, 0.8);
  cairo_stroke (hand->cr);
  cairo_set_dash (hand->cr, NULL, 0, 0);
}

/* A square for a vertex, a cross for a crossing, a triangle on a line, a corner for a right angle. */
static void
trace_mark (YutuHandPaint *hand,
            YutuSnapKind   kind,
            double         x,
            double         y)
{
  const double s = MARK_PX;

  switch (kind)
    {
    case YUTU_SNAP_VERTEX:
      cairo_rectangle (hand->cr, x - s, y - s, 2 * s, 2 * s);
      break;
    case YUTU_SNAP_CROSSING:
      cairo_move_to (hand->cr, x - s, y - s);
      cairo_line_to (hand->cr, x + s, y + s);
      cairo_move_to (hand->cr, x - s, y + s);
      cairo_line_to (hand->cr, x + s, y - s);
      break;
    case YUTU_SNAP_LINE:
      cairo_move_to (hand->cr, x, y - s);
      cairo_line_to (hand->cr, x + s, y + s);
      cairo_line_to (hand->cr, x - s, y + s);
      cairo_close_path (hand->cr);
      break;
    case YUTU_SNAP_RIGHT:
    default:
      cairo_move_to (hand->cr, x - s, y - s);
      cairo_line_to (hand->cr, x - s, y + s);
      cairo_line_to (hand->cr, x + s, y + s);
      break;
    }
}

void
yutu_hand_paint_snap (YutuHandPaint  *self,
                      const YutuSnap *snap,
                      YutuMapPoint    at,
                      const GdkRGBA  *color)
{
  at.x = floor (at.x) + 0.5;
  at.y = floor (at.y) + 0.5;
  if (snap != NULL)
    {
      paint_guides (self, snap);
      trace_mark (self, snap->kind, at.x, at.y);
    }
  else
    {
      cairo_move_to (self->cr, at.x - 2 * MARK_PX, at.y);
      cairo_line_to (self->cr, at.x + 2 * MARK_PX, at.y);
      cairo_move_to (self->cr, at.x, at.y - 2 * MARK_PX);
      cairo_line_to (self->cr, at.x, at.y + 2 * MARK_PX);
    }
  cairo_set_line_width (self->cr, 4);
  yutu_hand_paint_set_color (self, &self->paper, 0.9);
  cairo_stroke_preserve (self->cr);
  cairo_set_line_width (self->cr, 1.8);
  yutu_hand_paint_set_color (self, color, 1);
  cairo_stroke (self->cr);
}
