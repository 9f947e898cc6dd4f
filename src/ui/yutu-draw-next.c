/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The drawing tool's next step: what is pointed to, what it snaps to or the way it follows, and whether it
 * may be. Main thread only. */

#include "ui/yutu-draw-tool-private.h"

#include <glib/gi18n.h>

#include "session/yutu-snap.h"
#include "ui/yutu-snap-choice.h"

gboolean
yutu_draw_tool_get_cursor (YutuDrawTool *self,
                           YutuPoint    *point)
{
  if (self->task == NULL || (!self->has_typed && !self->has_cursor))
    return FALSE;
  if (self->has_typed)
    *point = self->typed;
  else if (self->snap < self->snaps->len)
    *point = g_array_index (self->snaps, YutuSnap, self->snap).point;
  else
    *point = self->cursor;
  return TRUE;
}

const YutuPoint *
yutu_draw_tool_get_next (YutuDrawTool *self,
                         gsize        *n_points)
{
  *n_points = 0;
  if (self->task == NULL || self->is_edit || (!self->has_typed && !self->has_cursor))
    return NULL;
  if (!self->has_typed && self->ways != NULL)
    {
      const GArray *way = g_ptr_array_index (self->ways, self->way);

      *n_points = way->len;
      return (const YutuPoint *)(gpointer)way->data;
    }
  *n_points = 1;
  if (self->has_typed)
    return &self->typed;
  return self->snap < self->snaps->len ? &g_array_index (self->snaps, YutuSnap, self->snap).point
                                       : &self->cursor;
}

static void
fill_query (YutuDrawTool  *self,
            YutuSnapQuery *query)
{
  *query = (YutuSnapQuery){ .at = self->cursor,
                            .radius_px = YUTU_SNAP_PX,
                            .kinds = self->is_points ? 0 : self->kinds };
  if (self->is_edit)
    query->gone_line = self->gone_line;
  else
    query->drawn = yutu_drawing_get_points (self->drawing, &query->n_drawn);
  yutu_map_view_measure_step (self->map, self->cursor, &query->east_px, &query->north_px);
}

static YutuSnapIndex *const *
get_indexes (YutuDrawTool *self)
{
  return self->session != NULL ? yutu_session_list_snaps (self->session) : NULL;
}

/* The line that a point lies on to a grid step or two. */
static gboolean
find_place (YutuDrawTool  *self,
            YutuPoint      point,
            YutuSnapPlace *place)
{
  const YutuSnapQuery   query = { .at = point, .east_px = 1, .north_px = 1, .radius_px = 2 };
  YutuSnapIndex *const *indexes = get_indexes (self);

  return indexes != NULL && yutu_snap_find_line (indexes, YUTU_MAP_N_SNAPS, &query, place);
}

gint64
yutu_draw_tool_find_arc (YutuDrawTool *self,
                         YutuPoint     point)
{
  const YutuSnapQuery   query = { .at = point, .east_px = 1, .north_px = 1, .radius_px = 2 };
  YutuSnapIndex *const *indexes = get_indexes (self);
  YutuSnapPlace         place;
  gint64                arc = 0;
  YutuSnapSource        source;
  gsize                 n = 0;

  if (indexes != NULL && yutu_snap_find_line (indexes, 1, &query, &place))
    yutu_snap_index_get_line (indexes[0], place.line, &arc, &source, &n);
  return arc;
}

static void
find_ways (YutuDrawTool *self)
{
  YutuSnapIndex *const *indexes = get_indexes (self);
  const YutuPoint      *points = NULL;
  const YutuSnap       *snap = self->snap < self->snaps->len ? &g_array_index (self->snaps, YutuSnap, self->snap) : NULL;
  YutuSnapPlace         from;
  gsize                 n = 0;
  g_autoptr (GPtrArray) ways = NULL;

  g_clear_pointer (&self->ways, g_ptr_array_unref);
  points = yutu_drawing_get_points (self->drawing, &n);
  if (!self->is_tracing || self->is_edit || n == 0 || snap == NULL || snap->on.index < 0 ||
      !find_place (self, points[n - 1], &from) || from.index != snap->on.index)
    return;
  ways = yutu_snap_trace (indexes[from.index], &from, &snap->on);
  if (ways->len == 0)
    return;
  self->ways = g_steal_pointer (&ways);
  self->way = MIN (self->way, self->ways->len - 1);
}

/* Whether the next step may be; the last point drawn again is the end, and may. */
static void
check_next (YutuDrawTool *self)
{
  gsize            n = 0, n_next = 0;
  const YutuPoint *points = yutu_drawing_get_points (self->drawing, &n);
  const YutuPoint *next = yutu_draw_tool_get_next (self, &n_next);
  YutuDrawingEdit  edit;
  g_autoptr (GArray) all = NULL;

  g_clear_pointer (&self->refusal, g_free);
  if (yutu_draw_tool_get_edit (self, &edit) &&
      yutu_drawing_find_edit_conflict (self->drawing, &edit, self->refused))
    self->refusal = g_strdup (_ ("the line would meet itself"));
  if (n_next == 0)
    return;
  if (!self->is_points && yutu_drawing_find_conflict (self->drawing, next, n_next, self->refused))
    {
      self->refusal = g_strdup (_ ("the line would meet itself"));
      return;
    }
  if (self->check == NULL)
    return;
  all = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  if (n > 0)
    g_array_append_val (all, points[n - 1]);
  g_array_append_vals (all, next, (guint)n_next);
  self->refusal =
    self->check ((const YutuPoint *)(gpointer)all->data, all->len, self->refused, self->check_data);
}

void
yutu_draw_tool_update (YutuDrawTool *self)
{
  YutuSnapIndex *const *indexes = get_indexes (self);
  YutuSnapQuery         query;

  if (self->task == NULL || self->map == NULL)
    return;
  g_array_set_size (self->snaps, 0);
  if (self->has_cursor && indexes != NULL)
    {
      g_autoptr (GArray) found = NULL;

      fill_query (self, &query);
      found = yutu_snap_find (indexes, YUTU_MAP_N_SNAPS, &query);
      g_array_append_vals (self->snaps, found->data, found->len);
    }
  self->snap = MIN (self->snap, self->snaps->len);
  find_ways (self);
  check_next (self);
  yutu_draw_tool_changed (self);
}

void
yutu_draw_tool_point_at (YutuDrawTool *self,
                         YutuPoint     point,
                         gboolean      by_keys)
{
  self->has_cursor = TRUE;
  self->has_typed = FALSE;
  self->by_keys = by_keys;
  self->cursor = point;
  self->snap = 0;
  self->way = 0;
  yutu_draw_tool_update (self);
}

gboolean
yutu_draw_tool_cycle (YutuDrawTool *self,
                      gboolean      backwards)
{
  if (self->task == NULL || self->has_typed)
    return FALSE;
  if (self->ways != NULL && self->ways->len > 1)
    self->way = (self->way + (backwards ? self->ways->len - 1 : 1)) % self->ways->len;
  else if (self->snaps->len > 0)
    self->snap = (self->snap + (backwards ? self->snaps->len : 1)) % (self->snaps->len + 1);
  else
    return FALSE;
  yutu_draw_tool_update (self);
  return TRUE;
}
