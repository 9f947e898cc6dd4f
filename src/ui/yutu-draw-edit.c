/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The drawing tool on what is there already: a vertex is chosen, then moved, taken out, or another put in;
 * each is a step. A drag that begins on no vertex moves the map. */

#include "ui/yutu-draw-tool-private.h"

#include <glib/gi18n.h>

#define VERTEX_PX   9.0 /* from its middle, a vertex is meant */
#define STRETCH_PX  7.0
#define MAX_HANDLES 1500

/* ---- What lies at a pixel ---- */

static gssize
find_vertex (YutuDrawTool *self,
             double        x,
             double        y,
             double        reach_px)
{
  gsize            n = 0;
  const YutuPoint *points = yutu_drawing_get_points (self->drawing, &n);
  gssize           found = -1;

  for (gsize i = 0; i < n; i++)
    {
      double px, py;

      if (!yutu_map_view_point_to_screen (self->map, points[i], &px, &py) || hypot (px - x, py - y) > reach_px)
        continue;
      reach_px = hypot (px - x, py - y);
      found = (gssize)i;
    }
  return found;
}

/* The stretch at a pixel: where a vertex on it would stand among the others; -1: none. */
static gssize
find_stretch (YutuDrawTool *self,
              double        x,
              double        y,
              YutuPoint    *on_it)
{
  gsize            n = 0;
  const YutuPoint *points = yutu_drawing_get_points (self->drawing, &n);
  double           reach = STRETCH_PX;
  gssize           found = -1;

  for (gsize i = 0; i < (yutu_drawing_is_ring (self->drawing) ? n : n - 1); i++)
    {
      double ax, ay, bx, by, t, distance, length2;

      if (!yutu_map_view_point_to_screen (self->map, points[i], &ax, &ay) ||
          !yutu_map_view_point_to_screen (self->map, points[(i + 1) % n], &bx, &by))
        continue;
      length2 = (bx - ax) * (bx - ax) + (by - ay) * (by - ay);
      t = length2 > 0 ? CLAMP (((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2, 0, 1) : 0;
      distance = hypot (x - ax - t * (bx - ax), y - ay - t * (by - ay));
      if (distance > reach || !yutu_map_view_point_from_screen (self->map, ax + t * (bx - ax), ay + t * (by - ay), on_it))
        continue;
      reach = distance;
      found = (gssize)i + 1;
    }
  return found;
}

/* ---- Steps ---- */

gssize
yutu_draw_tool_get_vertex (YutuDrawTool *self)
{
  return self->task != NULL && self->is_edit ? self->vertex : -1;
}

gboolean
yutu_draw_tool_edits_vertices (YutuDrawTool *self)
{
  return self->task != NULL && self->is_edit;
}

static void
choose (YutuDrawTool *self,
        gssize        vertex)
{
  self->vertex = vertex;
  self->has_typed = FALSE;
  yutu_draw_tool_update (self);
}

gboolean
yutu_draw_tool_get_edit (YutuDrawTool    *self,
                         YutuDrawingEdit *edit)
{
  *edit = (YutuDrawingEdit){ .change = YUTU_DRAWING_MOVE, .index = (gsize)MAX (self->vertex, 0) };
  return self->task != NULL && self->is_edit && self->vertex >= 0 && (self->is_dragging || self->has_typed) &&
         yutu_draw_tool_get_cursor (self, &edit->point);
}

/* Carries out a step that may be; else says why not. */
static gboolean
do_edit (YutuDrawTool          *self,
         const YutuDrawingEdit *edit)
{
  YutuPoint stretch[2];

  if (yutu_drawing_find_edit_conflict (self->drawing, edit, stretch))
    {
      yutu_draw_tool_say (self, _ ("Not here: the line would meet itself"));
      return FALSE;
    }
  if (!yutu_drawing_edit (self->drawing, edit))
    return FALSE;
  self->has_typed = FALSE;
  self->is_dragging = FALSE;
  self->has_cursor = FALSE;
  yutu_draw_tool_stepped (self);
  return TRUE;
}

gboolean
yutu_draw_tool_move_vertex (YutuDrawTool *self)
{
  YutuDrawingEdit edit;

  if (self->vertex < 0)
    {
      yutu_draw_tool_say (self, _ ("Choose a vertex first: click it, or press n"));
      return FALSE;
    }
  return yutu_draw_tool_get_edit (self, &edit) && !yutu_draw_tool_say_refusal (self) && do_edit (self, &edit);
}

void
yutu_draw_tool_insert_vertex (YutuDrawTool *self)
{
  gsize            n = 0;
  const YutuPoint *points = NULL;
  YutuPoint        a, b;

  if (yutu_draw_tool_get_vertex (self) < 0)
    return;
  points = yutu_drawing_get_points (self->drawing, &n);
  if (self->vertex + 1 >= (gssize)n && !yutu_drawing_is_ring (self->drawing))
    self->vertex--;
  a = points[self->vertex];
  b = points[(gsize)(self->vertex + 1) % n];
  if (do_edit (self, &(YutuDrawingEdit){ YUTU_DRAWING_INSERT, (gsize)self->vertex + 1, { (a.x + b.x) / 2, (a.y + b.y) / 2 } }))
    choose (self, self->vertex + 1);
}

void
yutu_draw_tool_delete_vertex (YutuDrawTool *self)
{
  gsize n = 0;

  if (yutu_draw_tool_get_vertex (self) < 0)
    return;
  yutu_drawing_get_points (self->drawing, &n);
  if (n <= (yutu_drawing_is_ring (self->drawing) ? 3 : 2))
    yutu_draw_tool_say (self, _ ("No fewer vertices can be"));
  else
    do_edit (self, &(YutuDrawingEdit){ .change = YUTU_DRAWING_DELETE, .index = (gsize)self->vertex });
}

/* ---- Pointer ---- */

static gboolean
press (double   x,
       double   y,
       gpointer data)
{
  YutuDrawTool *self = data;
  gssize        vertex = find_vertex (self, x, y, VERTEX_PX);

  if (vertex < 0)
    return FALSE;
  choose (self, vertex);
  return TRUE;
}

static void
drag (double   x,
      double   y,
      gpointer data)
{
  YutuDrawTool *self = data;
  YutuPoint     now;

  if (self->vertex < 0 || !yutu_map_view_point_from_screen (self->map, x, y, &now))
    return;
  if (self->is_dragging && self->has_cursor && yutu_point_equal (now, self->cursor))
    return; /* what was chosen by Tab stays chosen */
  self->is_dragging = TRUE;
  yutu_draw_tool_point_at (self, now, FALSE);
}

static void
let_go (YutuDrawTool *self)
{
  self->is_dragging = FALSE;
  self->has_cursor = FALSE;
  yutu_draw_tool_update (self);
}

static void
drop (double   x,
      double   y,
      gpointer data)
{
  YutuDrawTool *self = data;

  if (self->is_dragging && !yutu_draw_tool_move_vertex (self))
    let_go (self);
}

static void
cancel (gpointer data)
{
  let_go (data);
}

static gboolean
click (double   x,
       double   y,
       gpointer data)
{
  YutuDrawTool *self = data;
  gssize        at = find_vertex (self, x, y, VERTEX_PX);
  YutuPoint     point;

  if (at >= 0)
    {
      choose (self, at);
      return TRUE;
    }
  at = find_stretch (self, x, y, &point);
  if (at < 0)
    choose (self, -1);
  else if (do_edit (self, &(YutuDrawingEdit){ YUTU_DRAWING_INSERT, (gsize)at, point }))
    choose (self, at);
  return TRUE;
}

static gboolean
hover (double   x,
       double   y,
       gpointer data)
{
  YutuDrawTool *self = data;
  gssize        vertex = find_vertex (self, x, y, VERTEX_PX);
  YutuPoint     point;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->map), vertex >= 0                               ? "grab"
                                                           : find_stretch (self, x, y, &point) >= 0 ? "copy"
                                                                                                    : "default");
  if (vertex != self->hovered)
    {
      self->hovered = vertex;
      yutu_map_view_redraw_hand (self->map);
    }
  return TRUE;
}

static void
leave (gpointer data)
{
  YutuDrawTool *self = data;

  self->hovered = -1;
}

/* ---- Keys ---- */

/* The nearest one to the middle of the map first. */
static void
step_vertex (YutuDrawTool *self,
             gboolean      backwards)
{
  gsize n = 0;

  yutu_drawing_get_points (self->drawing, &n);
  if (self->vertex < 0)
    choose (self, MAX (0, find_vertex (self, gtk_widget_get_width (GTK_WIDGET (self->map)) / 2.0,
                                       gtk_widget_get_height (GTK_WIDGET (self->map)) / 2.0, G_MAXDOUBLE)));
  else
    choose (self, (self->vertex + (backwards ? (gssize)n - 1 : 1)) % (gssize)n);
}

/* By pixels, snapped to nothing. */
static void
move_by (YutuDrawTool *self,
         int           dx,
         int           dy)
{
  gsize           n = 0;
  double          x, y;
  YutuDrawingEdit edit = { .change = YUTU_DRAWING_MOVE, .index = (gsize)self->vertex };

  if (yutu_map_view_point_to_screen (self->map, yutu_drawing_get_points (self->drawing, &n)[self->vertex], &x, &y) &&
      yutu_map_view_point_from_screen (self->map, x + dx, y + dy, &edit.point))
    do_edit (self, &edit);
}

static gboolean
arrow_key (YutuDrawTool   *self,
           guint           keyval,
           GdkModifierType state)
{
  int dx = 0, dy = 0;

  if (!yutu_draw_hand_read_arrow (keyval, state, &dx, &dy) || self->vertex < 0)
    return yutu_draw_hand_take_key (self, keyval);
  move_by (self, dx, dy);
  return TRUE;
}

static gboolean
key (guint           keyval,
     GdkModifierType state,
     gpointer        data)
{
  YutuDrawTool *self = data;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      yutu_draw_tool_finish (self);
      return TRUE;
    case GDK_KEY_n:
    case GDK_KEY_N:
      step_vertex (self, keyval == GDK_KEY_N);
      return TRUE;
    case GDK_KEY_Insert:
    case GDK_KEY_KP_Insert:
      yutu_draw_tool_insert_vertex (self);
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      yutu_draw_tool_delete_vertex (self);
      return TRUE;
    default:
      return arrow_key (self, keyval, state);
    }
}

const YutuMapHand yutu_draw_edit_hand = {
  .press = press,
  .drag = drag,
  .drop = drop,
  .cancel = cancel,
  .click = click,
  .hover = hover,
  .leave = leave,
  .key = key,
  .snapshot = yutu_draw_tool_snapshot,
};

/* ---- Telling and painting ---- */

char *
yutu_draw_tool_dup_vertex_words (YutuDrawTool *self)
{
  gsize n = 0;

  yutu_drawing_get_points (self->drawing, &n);
  if (self->vertex < 0)
    return g_strdup_printf (g_dngettext (NULL, "%s, %u vertex", "%s, %u vertices", n), self->title, (guint)n);
  /* Translators: what is edited; which of its vertices is chosen, of how many */
  return g_strdup_printf (_ ("%s, vertex %u of %u"), self->title, (guint)self->vertex + 1, (guint)n);
}

/* The chosen vertex with its stretches, where it would be. */
static void
paint_moved (YutuDrawTool          *self,
             YutuHandPaint         *hand,
             const YutuDrawingEdit *edit)
{
  static const double dashes[] = { 6, 4 };
  gsize               n = 0;
  const YutuPoint    *points = yutu_drawing_get_points (self->drawing, &n);
  gboolean            is_ring = yutu_drawing_is_ring (self->drawing);

  for (int by = -1; by <= 1; by += 2)
    {
      YutuMapPoint at = yutu_hand_paint_point_to_screen (hand, edit->point), to;

      if (!is_ring && (by < 0 ? edit->index == 0 : edit->index + 1 == n))
        continue;
      to = yutu_hand_paint_point_to_screen (hand, points[(edit->index + n + (by < 0 ? n - 1 : 1)) % n]);
      cairo_move_to (hand->cr, at.x, at.y);
      cairo_line_to (hand->cr, to.x, to.y);
    }
  cairo_set_dash (hand->cr, dashes, 2, 0);
  cairo_set_line_width (hand->cr, 2);
  yutu_hand_paint_set_color (hand, self->refusal != NULL ? &hand->red : &hand->accent, 1);
  cairo_stroke (hand->cr);
  cairo_set_dash (hand->cr, NULL, 0, 0);
  if (self->refusal != NULL)
    yutu_hand_paint_forbidden (hand, (const YutuPoint (*)[2]) & self->refused, 1);
}

void
yutu_draw_tool_paint_vertices (YutuDrawTool  *self,
                               YutuHandPaint *hand)
{
  gsize            n = 0;
  const YutuPoint *points = yutu_drawing_get_points (self->drawing, &n);
  YutuDrawingEdit  edit;

  if (yutu_draw_tool_get_edit (self, &edit))
    paint_moved (self, hand, &edit);
  for (gsize i = 0, step = n / MAX_HANDLES + 1; i < n; i += step)
    yutu_hand_paint_handle (hand, yutu_hand_paint_point_to_screen (hand, points[i]), FALSE, (gssize)i == self->vertex,
                            (gssize)i == self->hovered, &hand->accent);
  if (self->vertex >= 0)
    yutu_hand_paint_handle (hand, yutu_hand_paint_point_to_screen (hand, points[self->vertex]), FALSE, TRUE, TRUE,
                            &hand->accent);
}
