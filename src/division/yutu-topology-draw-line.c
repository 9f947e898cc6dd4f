/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The line that is drawn, by itself: as it was given, where it may not meet itself, and what is told of a
 * line that may not be. */

#include "division/yutu-topology-draw-private.h"

#include <glib/gi18n.h>

#include "geo/yutu-exact.h"

/* ---- Refusals ---- */

void
yutu_topology_draw_note_span (YutuTopologyDraw *draw,
                              YutuPoint         a,
                              YutuPoint         b)
{
  YutuTopologyConflict *conflict = draw->conflict;

  if (conflict == NULL || conflict->n_stretches == G_N_ELEMENTS (conflict->stretches))
    return;
  conflict->stretches[conflict->n_stretches][0] = a;
  conflict->stretches[conflict->n_stretches++][1] = b;
}

static void
note_place (YutuTopologyDraw *draw,
            gint64            arc,
            YutuPoint         at)
{
  if (draw->conflict != NULL)
    *draw->conflict = (YutuTopologyConflict){ .arc = arc, .at = at };
}

gboolean
yutu_topology_draw_refuse (YutuTopologyDraw *draw,
                           YutuTopologyError code,
                           YutuPoint         at,
                           const char       *what,
                           GError          **error)
{
  note_place (draw, 0, at);
  g_set_error (error, YUTU_TOPOLOGY_ERROR, (int)code, _ ("%s near %.9f, %.9f"), what,
               yutu_grid_to_degrees (at.x), yutu_grid_to_degrees (at.y));
  return FALSE;
}

/* ---- The line ---- */

/* Vertices that repeat the one before go. */
void
yutu_topology_draw_drop_repeated (YutuTopologyDraw *draw)
{
  guint n = 0;

  for (guint i = 0; i < draw->points->len; i++)
    if (n == 0 || !yutu_point_equal (yutu_topology_draw_get_point (draw, i), yutu_topology_draw_get_point (draw, n - 1)))
      yutu_topology_draw_set_point (draw, n++, yutu_topology_draw_get_point (draw, i));
  while (draw->is_ring && n > 1 && yutu_point_equal (yutu_topology_draw_get_point (draw, 0), yutu_topology_draw_get_point (draw, n - 1)))
    n--;
  g_array_set_size (draw->points, n);
}

YutuTopologySpan *
yutu_topology_draw_make_spans (const YutuTopologyDraw *draw)
{
  gsize             n = yutu_topology_draw_count_spans (draw);
  YutuTopologySpan *spans = g_new (YutuTopologySpan, n + 1);

  for (gsize k = 0; k < n; k++)
    spans[k] = (YutuTopologySpan){ yutu_topology_draw_get_point (draw, k), yutu_topology_draw_get_point (draw, k + 1) };
  return spans;
}

gboolean
yutu_topology_draw_take_line (YutuTopologyDraw          *draw,
                              const YutuTopologyDrawing *drawing,
                              GError                   **error)
{
  const YutuPoint *points = drawing->points;

  draw->is_ring = drawing->n_points > 3 && yutu_point_equal (points[0], points[drawing->n_points - 1]);
  for (gsize i = 0; i < drawing->n_points; i++)
    {
      if (ABS (points[i].x) > YUTU_GRID_MAX_X || ABS (points[i].y) > YUTU_GRID_MAX_Y)
        return yutu_topology_draw_refuse (draw, YUTU_TOPOLOGY_ERROR_INPUT, points[i], _ ("the line leaves the earth"), error);
      g_array_append_val (draw->points, points[i]);
    }
  yutu_topology_draw_drop_repeated (draw);
  if (draw->points->len < (draw->is_ring ? 3 : 2))
    return yutu_topology_draw_refuse (draw, YUTU_TOPOLOGY_ERROR_OPEN, drawing->n_points > 0 ? points[0] : (YutuPoint){ 0, 0 },
                                      _ ("the line goes nowhere"), error);
  if (draw->is_ring &&
      yutu_exact_ring_area2 ((YutuPoint *)(gpointer)draw->points->data, draw->points->len) < 0)
    for (guint i = 0, k = draw->points->len - 1; i < k; i++, k--)
      {
        YutuPoint kept = yutu_topology_draw_get_point (draw, i);

        yutu_topology_draw_set_point (draw, i, yutu_topology_draw_get_point (draw, k));
        yutu_topology_draw_set_point (draw, k, kept);
      }
  return TRUE;
}

/* ---- The line and itself ---- */

typedef struct
{
  YutuTopologyDraw       *draw;
  const YutuTopologySpan *spans;
  gboolean                is_crossed;
} Crossing;

/* Spans that follow one another share an end; other ones that do are told by the vertex that comes
 * twice. */
static gboolean
cross_itself (gsize    one,
              gsize    two,
              gpointer data)
{
  Crossing *crossing = data;

  if (one == two || !yutu_exact_segments_conflict (crossing->spans[one].a, crossing->spans[one].b,
                                                   crossing->spans[two].a, crossing->spans[two].b))
    return TRUE;
  crossing->is_crossed = TRUE;
  note_place (crossing->draw, 0, crossing->spans[one].a);
  yutu_topology_draw_note_span (crossing->draw, crossing->spans[one].a, crossing->spans[one].b);
  yutu_topology_draw_note_span (crossing->draw, crossing->spans[two].a, crossing->spans[two].b);
  return FALSE;
}

/* By point, the vertex of the line + 1. Borrows the points. */
GHashTable *
yutu_topology_draw_index_line (YutuTopologyDraw *draw)
{
  GHashTable *index = g_hash_table_new (yutu_point_hash, yutu_point_equal_keys);

  for (guint i = 0; i < draw->points->len; i++)
    g_hash_table_insert (index, &g_array_index (draw->points, YutuPoint, i), GUINT_TO_POINTER (i + 1));
  return index;
}

gboolean
yutu_topology_draw_check_itself (YutuTopologyDraw *draw,
                                 GError          **error)
{
  g_autofree YutuTopologySpan *spans = yutu_topology_draw_make_spans (draw);
  g_autoptr (GHashTable) index = yutu_topology_draw_index_line (draw);
  Crossing crossing = { draw, spans, FALSE };

  if (draw->points->len < (draw->is_ring ? 3 : 2))
    return yutu_topology_draw_refuse (draw, YUTU_TOPOLOGY_ERROR_OPEN, yutu_topology_draw_get_point (draw, 0), _ ("the line goes nowhere"), error);
  for (guint i = 0; i < draw->points->len; i++)
    {
      YutuPoint point = yutu_topology_draw_get_point (draw, i);

      if (GPOINTER_TO_UINT (g_hash_table_lookup (index, &point)) != i + 1)
        return yutu_topology_draw_refuse (draw, YUTU_TOPOLOGY_ERROR_MEETS_ITSELF, point, _ ("the line comes back to where it was"),
                                          error);
    }
  yutu_topology_each_pair (spans, yutu_topology_draw_count_spans (draw), cross_itself, &crossing);
  if (crossing.is_crossed)
    g_set_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_MEETS_ITSELF,
                 _ ("the line crosses itself near %.9f, %.9f"), yutu_grid_to_degrees (spans[0].a.x),
                 yutu_grid_to_degrees (spans[0].a.y));
  return !crossing.is_crossed;
}
