/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Pointer and keys of the line tool. */

#include "ui/yutu-edit-mode.h"
#include "ui/yutu-line-tool-private.h"

#include <glib/gi18n.h>

#define VERTEX_PX 9.0 /* from its middle, a vertex is meant */
#define CLOSE_PX  5.0 /* the same while a new one is wanted */
#define LINE_PX   7.0
#define KEY_PX    12.0 /* around the crosshair */
#define FAR_PX    10

/* ---- What lies at a pixel ---- */

/* Map units a pixel. */
static double
get_resolution (YutuLineTool *self,
                YutuMapPoint *at,
                double        x,
                double        y)
{
  YutuView view;

  yutu_map_view_get_view (self->map, &view);
  yutu_view_from_screen (&view, x, y, &at->x, &at->y);
  return view.resolution;
}

static gssize
find_vertex (YutuLineTool *self,
             double        x,
             double        y)
{
  const YutuMapPoint *points = self->line != NULL ? yutu_line_edit_get_map_points (self->line) : NULL;
  gssize              found = YUTU_LINE_TOOL_NO_VERTEX;
  gsize               n = 0;
  YutuMapPoint        at;
  double              reach;

  if (points == NULL)
    return found;
  reach = (self->mode == YUTU_LINE_TOOL_ADD ? CLOSE_PX : VERTEX_PX) * get_resolution (self, &at, x, y);
  reach *= reach;
  yutu_line_edit_get_points (self->line, &n);
  for (gsize i = 0; i < n; i++)
    {
      double dx = points[i].x - at.x, dy = points[i].y - at.y;

      if (dx * dx + dy * dy <= reach)
        {
          reach = dx * dx + dy * dy;
          found = (gssize)i;
        }
    }
  return found;
}

/* The stretch of the line in hand at a pixel: the vertex at its end; 0: none. */
static gsize
find_stretch (YutuLineTool *self,
              double        x,
              double        y,
              YutuMapPoint *on_it)
{
  const YutuMapPoint *points = self->line != NULL ? yutu_line_edit_get_map_points (self->line) : NULL;
  gsize               found = 0, n = 0;
  YutuMapPoint        at;
  double              reach;

  if (points == NULL)
    return 0;
  reach = LINE_PX * get_resolution (self, &at, x, y);
  yutu_line_edit_get_points (self->line, &n);
  for (gsize i = 1; i < n; i++)
    {
      YutuMapPoint a = points[i - 1], b = points[i];
      double       dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy, t, distance;

      if (at.x < MIN (a.x, b.x) - reach || at.x > MAX (a.x, b.x) + reach ||
          at.y < MIN (a.y, b.y) - reach || at.y > MAX (a.y, b.y) + reach)
        continue;
      t = length2 > 0 ? CLAMP (((at.x - a.x) * dx + (at.y - a.y) * dy) / length2, 0, 1) : 0;
      distance = hypot (at.x - a.x - t * dx, at.y - a.y - t * dy);
      if (distance <= reach)
        {
          reach = distance;
          found = i;
          *on_it = (YutuMapPoint){ a.x + t * dx, a.y + t * dy };
        }
    }
  return found;
}

static gint64
find_arc (YutuLineTool *self,
          double        x,
          double        y,
          double        radius_px)
{
  YutuMapLayers     *layers = yutu_session_get_layers (self->session);
  YutuDivisionLayer *divisions = layers != NULL ? yutu_map_layers_get_divisions (layers) : NULL;
  YutuMapPoint       at;
  double             resolution = get_resolution (self, &at, x, y);

  return divisions != NULL ? yutu_division_layer_find_arc (divisions, at, radius_px * resolution) : 0;
}

/* ---- Pointer ---- */

static void
leave (gpointer data)
{
  YutuLineTool *self = data;

  self->hover_arc = 0;
  self->hover_vertex = YUTU_LINE_TOOL_NO_VERTEX;
  self->hover_at = (YutuMapPoint){ 0, 0 };
}

static gboolean
press (double   x,
       double   y,
       gpointer data)
{
  YutuLineTool *self = data;
  gssize        vertex = find_vertex (self, x, y);
  YutuMapPoint  at;
  gsize         stretch;

  if (self->line == NULL || !yutu_line_tool_may_edit (self))
    return FALSE;
  if (vertex != YUTU_LINE_TOOL_NO_VERTEX)
    {
      if (self->mode != YUTU_LINE_TOOL_DELETE && self->kind == YUTU_VERTEX_MOVE)
        yutu_line_tool_choose_vertex (self, vertex);
      return self->mode != YUTU_LINE_TOOL_DELETE && vertex == self->vertex && self->kind == YUTU_VERTEX_MOVE;
    }
  if (self->steps->len > 0 && self->has_preview) /* the draft's own place */
    {
      YutuPoint point;
      double    px, py;

      if (yutu_line_tool_get_point (self, &point) &&
          yutu_map_view_point_to_screen (self->map, point, &px, &py) && hypot (px - x, py - y) <= VERTEX_PX)
        return TRUE;
    }
  stretch = self->mode == YUTU_LINE_TOOL_ADD ? find_stretch (self, x, y, &at) : 0;
  if (stretch == 0 || self->steps->len > 0)
    return FALSE;
  self->vertex = (gssize)stretch;
  self->kind = YUTU_VERTEX_INSERT;
  yutu_line_tool_changed (self);
  return TRUE;
}

/* What is in hand, where it is pointed to, or what is meant by that. */
static void
take_place (YutuLineTool *self)
{
  YutuVertexEdit edit;

  self->hand = self->pointed;
  if (!yutu_line_tool_get_edit (self, &edit))
    return;
  yutu_line_tool_find_snap (self, &edit);
  if (self->has_snap)
    self->hand = self->snap.point;
  yutu_line_tool_changed (self);
}

static void
drag (double   x,
      double   y,
      gpointer data)
{
  YutuLineTool *self = data;
  YutuPoint     now;

  if (self->line == NULL || !yutu_map_view_point_from_screen (self->map, x, y, &now))
    return;
  /* What was chosen by Tab stays chosen while the pointer does not move. */
  if (!self->is_dragging || !yutu_point_equal (now, self->pointed))
    self->snap_skip = 0;
  self->is_dragging = TRUE;
  self->pointed = now;
  leave (self);
  take_place (self);
}

/* What was in hand goes back to the draft, or to nothing. */
static void
let_go (YutuLineTool *self)
{
  self->is_dragging = FALSE;
  self->has_snap = FALSE;
  if (self->kind == YUTU_VERTEX_INSERT && self->steps->len == 0)
    {
      self->kind = YUTU_VERTEX_MOVE;
      self->vertex = YUTU_LINE_TOOL_NO_VERTEX;
    }
  yutu_line_tool_update_preview (self);
  yutu_line_tool_changed (self);
}

static void
drop (double   x,
      double   y,
      gpointer data)
{
  YutuLineTool    *self = data;
  g_autofree char *refusal = NULL;
  g_autofree char *text = NULL;

  drag (x, y, data);
  refusal = yutu_line_tool_dup_refusal (self);
  if (refusal != NULL)
    {
      text = g_strdup_printf (_ ("Not here: %s"), refusal);
      let_go (self);
      yutu_line_tool_say (self, text);
      return;
    }
  self->is_dragging = FALSE;
  yutu_line_tool_move_to (self, self->hand);
  yutu_line_tool_drop (self);
}

static void
cancel (gpointer data)
{
  let_go (data);
}

static gboolean
click_on_line (YutuLineTool *self,
               double        x,
               double        y)
{
  YutuMapPoint at;
  gsize        stretch = self->mode == YUTU_LINE_TOOL_ADD && self->steps->len == 0 &&
                      yutu_line_tool_may_edit (self)
                           ? find_stretch (self, x, y, &at)
                           : 0;

  if (stretch == 0)
    return FALSE;
  self->vertex = (gssize)stretch;
  self->kind = YUTU_VERTEX_INSERT;
  yutu_line_tool_move_to (self, yutu_projection_inverse (yutu_session_get_map_epsg (self->session), at));
  yutu_line_tool_drop (self);
  return TRUE;
}

static gboolean
click (double   x,
       double   y,
       gpointer data)
{
  YutuLineTool *self = data;
  gssize        vertex = YUTU_LINE_TOOL_NO_VERTEX;
  gint64        arc = 0;

  if (self->session == NULL)
    return FALSE;
  vertex = find_vertex (self, x, y);
  if (self->kind == YUTU_VERTEX_INSERT && self->steps->len == 0) /* a press that became no drag */
    {
      self->kind = YUTU_VERTEX_MOVE;
      self->vertex = YUTU_LINE_TOOL_NO_VERTEX;
    }
  if (vertex != YUTU_LINE_TOOL_NO_VERTEX)
    {
      yutu_line_tool_choose_vertex (self, vertex);
      if (self->mode == YUTU_LINE_TOOL_DELETE)
        yutu_line_tool_delete_vertex (self);
      return TRUE;
    }
  if (click_on_line (self, x, y))
    return TRUE;
  arc = find_arc (self, x, y, LINE_PX);
  if (arc != 0)
    yutu_line_tool_choose_line (self, arc);
  return arc != 0;
}

static gboolean
hover (double   x,
       double   y,
       gpointer data)
{
  YutuLineTool *self = data;
  gint64        arc = 0;
  gssize        vertex;
  YutuMapPoint  at = { 0, 0 };
  gsize         stretch;

  if (self->session == NULL)
    return FALSE;
  vertex = find_vertex (self, x, y);
  stretch = vertex == YUTU_LINE_TOOL_NO_VERTEX && self->mode == YUTU_LINE_TOOL_ADD ? find_stretch (self, x, y, &at) : 0;
  if (vertex == YUTU_LINE_TOOL_NO_VERTEX && stretch == 0)
    arc = find_arc (self, x, y, LINE_PX);
  if (vertex != self->hover_vertex || arc != self->hover_arc || stretch != 0 || self->hover_at.x != 0)
    yutu_map_view_redraw_hand (self->map);
  self->hover_vertex = vertex;
  self->hover_arc = arc;
  self->hover_at = stretch != 0 ? at : (YutuMapPoint){ 0, 0 };
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self->map), vertex != YUTU_LINE_TOOL_NO_VERTEX ? "move"
                                                           : stretch != 0                     ? "copy"
                                                           : arc != 0                         ? "pointer"
                                                                                              : "default");
  return vertex != YUTU_LINE_TOOL_NO_VERTEX || stretch != 0 || arc != 0;
}

/* ---- Keys ---- */

static void
move_by_pixels (YutuLineTool *self,
                int           dx,
                int           dy)
{
  YutuPoint point;
  double    x, y;

  if (yutu_line_tool_get_point (self, &point) && yutu_map_view_point_to_screen (self->map, point, &x, &y) &&
      yutu_map_view_point_from_screen (self->map, x + dx, y + dy, &point))
    yutu_line_tool_move_to (self, point);
}

static gboolean
move_key (YutuLineTool *self,
          guint         keyval,
          guint         step)
{
  static const struct
  {
    guint keys[2];
    int   x;
    int   y;
  } ways[] = {
    { { GDK_KEY_Left, GDK_KEY_KP_Left }, -1, 0 },
    { { GDK_KEY_Right, GDK_KEY_KP_Right }, 1, 0 },
    { { GDK_KEY_Up, GDK_KEY_KP_Up }, 0, -1 },
    { { GDK_KEY_Down, GDK_KEY_KP_Down }, 0, 1 },
  };

  if (self->vertex == YUTU_LINE_TOOL_NO_VERTEX)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (keyval == ways[i].keys[0] || keyval == ways[i].keys[1])
      {
        move_by_pixels (self, ways[i].x * (int)step, ways[i].y * (int)step);
        return TRUE;
      }
  return FALSE;
}

/* Esc: one move back, then the vertex, then the line; then it is others'. */
static gboolean
escape_key (YutuLineTool *self)
{
  if (self->is_dragging)
    return TRUE;
  if (yutu_line_tool_step_back (self))
    return TRUE;
  if (self->vertex != YUTU_LINE_TOOL_NO_VERTEX)
    {
      yutu_line_tool_choose_vertex (self, YUTU_LINE_TOOL_NO_VERTEX);
      return TRUE;
    }
  if (self->line == NULL)
    return FALSE;
  yutu_line_tool_choose_line (self, 0);
  return TRUE;
}

static gboolean
enter_key (YutuLineTool *self)
{
  gint64 arc;

  if (self->steps->len > 0)
    {
      yutu_line_tool_drop (self);
      return TRUE;
    }
  arc = find_arc (self, floor (gtk_widget_get_width (GTK_WIDGET (self->map)) / 2.0),
                  floor (gtk_widget_get_height (GTK_WIDGET (self->map)) / 2.0), KEY_PX);
  if (arc != 0)
    yutu_line_tool_choose_line (self, arc);
  return arc != 0;
}

/* The next place that may be meant, of what is in hand or was moved last; after the last one where it was
 * pointed to. FALSE: nothing is near. */
static gboolean
snap_key (YutuLineTool *self)
{
  YutuVertexEdit edit;
  gboolean       was_snapped = self->has_snap;

  if (!yutu_line_tool_get_edit (self, &edit))
    return FALSE;
  if (self->is_dragging)
    {
      self->snap_skip = was_snapped ? self->snap_skip + 1 : 0;
      take_place (self);
      return TRUE;
    }
  if (!was_snapped)
    self->pointed = edit.to;
  self->snap_skip = was_snapped ? self->snap_skip + 1 : 0;
  edit.to = self->pointed;
  yutu_line_tool_find_snap (self, &edit);
  if (self->has_snap)
    {
      YutuSnap snap = self->snap;

      yutu_line_tool_move_to (self, snap.point);
      self->snap = snap;
      self->has_snap = TRUE;
      yutu_line_tool_changed (self);
    }
  else if (was_snapped)
    yutu_line_tool_move_to (self, self->pointed);
  return self->has_snap || was_snapped;
}

/* Through the vertices, from the last one on to the next widget; with a vertex that moves, through what it
 * may mean. */
static gboolean
tab_key (YutuLineTool *self,
         gboolean      backwards)
{
  gsize n = 0;

  if (self->line != NULL && (self->is_dragging || self->steps->len > 0))
    return snap_key (self);
  if (self->line == NULL)
    return FALSE;
  yutu_line_edit_get_points (self->line, &n);
  if (self->vertex == (backwards ? 0 : (gssize)n - 1))
    return FALSE;
  yutu_line_tool_step_vertex (self, backwards);
  return TRUE;
}

static gboolean
line_key (YutuLineTool *self,
          guint         keyval)
{
  switch (keyval)
    {
    case GDK_KEY_n:
      yutu_line_tool_step_vertex (self, FALSE);
      return TRUE;
    case GDK_KEY_N:
      yutu_line_tool_step_vertex (self, TRUE);
      return TRUE;
    case GDK_KEY_Insert:
    case GDK_KEY_KP_Insert:
      yutu_line_tool_add_vertex (self);
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_BackSpace:
      yutu_line_tool_delete_vertex (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
key (guint           keyval,
     GdkModifierType state,
     gpointer        data)
{
  YutuLineTool *self = data;

  if (self->session == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Escape:
      return escape_key (self);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return enter_key (self);
    case GDK_KEY_Tab:
      return tab_key (self, FALSE);
    case GDK_KEY_ISO_Left_Tab:
      return tab_key (self, TRUE);
    default:
      break;
    }
  return move_key (self, keyval, (state & GDK_SHIFT_MASK) != 0 ? FAR_PX : 1) ||
         yutu_edit_mode_take_key (GTK_WIDGET (self->map), keyval) || (self->line != NULL && line_key (self, keyval));
}

const YutuMapHand yutu_line_hand = {
  .press = press,
  .drag = drag,
  .drop = drop,
  .cancel = cancel,
  .click = click,
  .hover = hover,
  .leave = leave,
  .key = key,
  .snapshot = yutu_line_tool_snapshot,
};
