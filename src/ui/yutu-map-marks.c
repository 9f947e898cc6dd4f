/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The marks of a list on the map: the canvas places and paints them with the labels; here they are
 * clicked, and one of them is ringed. */

#include "ui/yutu-map-view-private.h"

#define RING_PX  14.0
#define NEAR_PX  40.0 /* a chosen mark nearer to the rim is brought into the middle */
#define APART_PX 12.0 /* several so near to each other at the nearest zoom are in one point */

static guint chosen_signal;
static guint gone_signal;

/* ---- What the map asks ---- */

static void
redraw (YutuMapView *self)
{
  g_clear_pointer (&self->ring_node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
yutu_map_view_move_marks (YutuMapView *self)
{
  if (self->has_ring)
    redraw (self);
}

void
yutu_map_view_clear_marks (YutuMapView *self)
{
  g_clear_pointer (&self->marks, yutu_marks_unref);
  g_clear_pointer (&self->ring_node, gsk_render_node_unref);
}

static void
get_screen (YutuMapView *self,
            YutuPoint    point,
            double      *x,
            double      *y)
{
  YutuMapPoint at = yutu_projection_forward (self->epsg, point);

  yutu_view_to_screen (&self->view, at.x, at.y, x, y);
}

static void
paint_ring (YutuMapView *self,
            cairo_t     *cr)
{
  static const double widths[] = { 6, 3 };
  double              x, y;

  get_screen (self, self->ring, &x, &y);
  for (int i = 0; i < 2; i++)
    {
      cairo_arc (cr, x, y, RING_PX, 0, 2 * G_PI);
      cairo_set_line_width (cr, widths[i]);
      if (i == 0)
        cairo_set_source_rgba (cr, 1, 1, 1, 0.9);
      else
        cairo_set_source_rgb (cr, 0.11, 0.443, 0.847);
      cairo_stroke (cr);
    }
}

void
yutu_map_view_snapshot_marks (YutuMapView *self,
                              GtkSnapshot *snapshot)
{
  cairo_t *cr = NULL;

  if (!self->has_ring)
    return;
  if (self->ring_node == NULL)
    {
      self->ring_node = gsk_cairo_node_new (
        &GRAPHENE_RECT_INIT (0, 0, (float)self->view.width, (float)self->view.height));
      cr = gsk_cairo_node_get_draw_context (self->ring_node);
      paint_ring (self, cr);
      cairo_destroy (cr);
    }
  gtk_snapshot_append_node (snapshot, self->ring_node);
}

gboolean
yutu_map_view_choose_mark_at (YutuMapView *self,
                              double       x,
                              double       y)
{
  YutuLabelPlacement    *placement = yutu_map_canvas_get_placement (self->canvas);
  const GArray          *clusters = placement != NULL ? yutu_label_placement_get_marks (placement, self->marks) : NULL;
  const YutuMarkCluster *cluster = NULL;
  double                 nearest, extent;

  if (clusters != NULL)
    cluster = yutu_mark_clusters_hit (clusters, &self->view, x, y);
  if (cluster == NULL)
    return FALSE;
  nearest = yutu_zoom_to_resolution (self->epsg, YUTU_ZOOM_MAX);
  extent = MAX (cluster->box.max_x - cluster->box.min_x, cluster->box.max_y - cluster->box.min_y);
  if (cluster->n > 1 && extent > APART_PX * nearest)
    yutu_map_view_show_box (self, yutu_projection_inverse_box (self->epsg, cluster->box));
  else
    g_signal_emit (self, chosen_signal, 0, cluster->id);
  return TRUE;
}

void
yutu_map_view_class_init_marks (GObjectClass *klass)
{
  chosen_signal = g_signal_new ("mark-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gone_signal = g_signal_new ("marks-gone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* ---- The public face ---- */

void
yutu_map_view_set_marks (YutuMapView *self,
                         YutuMarks   *marks)
{
  g_return_if_fail (YUTU_IS_MAP_VIEW (self));

  if (marks == self->marks)
    return;
  yutu_map_canvas_set_marks (self->canvas, marks);
  g_clear_pointer (&self->marks, yutu_marks_unref);
  if (marks != NULL)
    self->marks = yutu_marks_ref (marks);
  if (marks == NULL)
    g_signal_emit (self, gone_signal, 0);
}

YutuMarks *
yutu_map_view_get_marks (YutuMapView *self)
{
  g_return_val_if_fail (YUTU_IS_MAP_VIEW (self), NULL);
  return self->marks;
}

static void
bring_into_view (YutuMapView *self,
                 YutuPoint    point)
{
  YutuView     view = self->rest;
  YutuMapPoint at = yutu_projection_forward (self->epsg, point);
  double       x, y;

  yutu_view_to_screen (&view, at.x, at.y, &x, &y);
  if (x >= NEAR_PX && y >= NEAR_PX && x <= view.width - NEAR_PX && y <= view.height - NEAR_PX)
    return;
  view.center_x = at.x;
  view.center_y = at.y;
  yutu_map_view_go (self, &view);
}

void
yutu_map_view_set_ring (YutuMapView     *self,
                        const YutuPoint *point,
                        YutuPlace       *place)
{
  gboolean is_ringed;

  g_return_if_fail (YUTU_IS_MAP_VIEW (self));

  is_ringed = point != NULL || place != NULL;
  if (is_ringed || self->has_ring_place)
    yutu_map_view_take_place (self,
                              place != NULL           ? place
                              : self->session != NULL ? yutu_session_get_place (self->session)
                                                      : NULL,
                              FALSE);
  self->has_ring_place = place != NULL;
  if (point == NULL && !self->has_ring)
    return;
  self->has_ring = point != NULL;
  if (point != NULL)
    self->ring = *point;
  redraw (self);
  if (point != NULL && yutu_map_view_has_map (self))
    bring_into_view (self, *point);
}
