/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A frame of the map view. One cached node carries base and labels, so that a frame in which only the pointer
 * moved redraws no more than the outline under it and the readout. Main thread only. */

#include "ui/yutu-map-view-private.h"

static void
ensure_map_node (YutuMapView *self)
{
  cairo_t *cr;

  if (self->map_node != NULL)
    return;
  self->map_node = gsk_cairo_node_new (
    &GRAPHENE_RECT_INIT (0, 0, (float)self->view.width, (float)self->view.height));
  cr = gsk_cairo_node_get_draw_context (self->map_node);
  yutu_map_canvas_paint (self->canvas, cr);
  cairo_destroy (cr);
}

static void
ensure_hover_node (YutuMapView *self)
{
  YutuMapBox box;
  cairo_t   *cr;

  if (self->hover_node != NULL || self->hover_scene == NULL ||
      !yutu_scene_get_hover_box (self->hover_scene, &self->view, &box))
    return;
  self->hover_node = gsk_cairo_node_new (
    &GRAPHENE_RECT_INIT ((float)box.min_x, (float)box.min_y, (float)(box.max_x - box.min_x),
                         (float)(box.max_y - box.min_y)));
  cr = gsk_cairo_node_get_draw_context (self->hover_node);
  yutu_scene_paint_highlight (self->hover_scene, cr, &self->view);
  cairo_destroy (cr);
}

void
yutu_map_view_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  YutuMapView *self = YUTU_MAP_VIEW (widget);

  if (!yutu_map_view_has_map (self))
    return;
  ensure_map_node (self);
  gtk_snapshot_append_node (snapshot, self->map_node);
  yutu_map_view_snapshot_marks (self, snapshot);
  ensure_hover_node (self);
  if (self->hover_node != NULL)
    gtk_snapshot_append_node (snapshot, self->hover_node);
  yutu_map_view_snapshot_drawing (self, snapshot);
  yutu_map_view_snapshot_notes (self, snapshot);
  if (self->hand != NULL)
    self->hand->snapshot (snapshot, self->hand_data);
  yutu_map_view_snapshot_furniture (self, snapshot);
  yutu_map_view_snapshot_words (self, snapshot);
}
