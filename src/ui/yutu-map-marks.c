/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The marks of a list above the map: one picture for the view at rest, grown by a quarter, which
 * moves with the map until a worker has painted the next. One worker at a time; what it brings for a
 * view that has gone on meanwhile serves until the next is there. */

#include <adwaita.h>
#include <math.h>

#include "ui/yutu-map-view-private.h"

#define RING_PX  14.0
#define NEAR_PX  40.0 /* a chosen mark nearer to the rim is brought into the middle */
#define APART_PX 12.0 /* several so near to each other at the nearest zoom are in one point */

static guint chosen_signal;
static guint gone_signal;

typedef struct
{
  YutuMarks *marks;
  YutuView   view;
  gboolean   is_dark;
  guint      serial;
} Paint;

static void
paint_free (gpointer data)
{
  Paint *self = data;

  yutu_marks_unref (self->marks);
  g_free (self);
}

static void ask_picture (YutuMapView *self);

static void
redraw (YutuMapView *self)
{
  g_clear_pointer (&self->mark_node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
paint_in_worker (GTask        *task,
                 gpointer      source,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  const Paint *paint = task_data;

  g_task_return_pointer (task, yutu_marks_draw (paint->marks, &paint->view, paint->is_dark),
                         (GDestroyNotify)yutu_mark_picture_free);
}

static void
painted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuMapView) self = data;
  const Paint     *paint = g_task_get_task_data (G_TASK (result));
  YutuMarkPicture *picture = g_task_propagate_pointer (G_TASK (result), NULL);

  self->marks_asked = FALSE;
  if (paint->serial == self->marks_serial && self->marks != NULL)
    {
      g_clear_pointer (&self->mark_picture, yutu_mark_picture_free);
      self->mark_picture = picture;
      self->picture_serial = paint->serial;
      redraw (self);
    }
  else
    yutu_mark_picture_free (picture);
  ask_picture (self);
}

static gboolean
is_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
}

/* The task holds no widget: the callback's reference is let go on the main thread. */
static void
ask_picture (YutuMapView *self)
{
  g_autoptr (GTask) task = NULL;
  Paint *paint = NULL;

  if (self->marks == NULL || self->marks_asked || !yutu_map_view_has_map (self) ||
      (self->mark_picture != NULL && self->picture_serial == self->marks_serial &&
       yutu_mark_picture_covers (self->mark_picture, &self->rest)))
    return;
  self->marks_asked = TRUE;
  paint = g_new0 (Paint, 1);
  paint->marks = yutu_marks_ref (self->marks);
  paint->view = self->rest;
  paint->is_dark = is_dark ();
  paint->serial = self->marks_serial;
  task = g_task_new (NULL, NULL, painted_cb, g_object_ref (self));
  g_task_set_source_tag (task, ask_picture);
  g_task_set_task_data (task, paint, paint_free);
  g_task_run_in_thread (task, paint_in_worker);
}

/* ---- What the map asks ---- */

void
yutu_map_view_move_marks (YutuMapView *self)
{
  if (self->marks == NULL && !self->has_ring)
    return;
  redraw (self);
  ask_picture (self);
}

/* The old picture stays until the new one is there. */
void
yutu_map_view_repaint_marks (YutuMapView *self)
{
  self->marks_serial++;
  ask_picture (self);
}

void
yutu_map_view_clear_marks (YutuMapView *self)
{
  g_clear_pointer (&self->marks, yutu_marks_unref);
  g_clear_pointer (&self->mark_picture, yutu_mark_picture_free);
  g_clear_pointer (&self->mark_node, gsk_render_node_unref);
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

  if (self->mark_picture == NULL && !self->has_ring)
    return;
  if (self->mark_node == NULL)
    {
      self->mark_node = gsk_cairo_node_new (
        &GRAPHENE_RECT_INIT (0, 0, (float)self->view.width, (float)self->view.height));
      cr = gsk_cairo_node_get_draw_context (self->mark_node);
      if (self->mark_picture != NULL)
        yutu_mark_picture_paint (self->mark_picture, cr, &self->view);
      if (self->has_ring)
        paint_ring (self, cr);
      cairo_destroy (cr);
    }
  gtk_snapshot_append_node (snapshot, self->mark_node);
}

gboolean
yutu_map_view_choose_mark_at (YutuMapView *self,
                              double       x,
                              double       y)
{
  const YutuMarkCluster *cluster = NULL;
  double                 nearest, extent;

  if (self->mark_picture != NULL && self->picture_serial == self->marks_serial)
    cluster = yutu_mark_picture_hit (self->mark_picture, &self->view, x, y);
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
  if (marks == NULL)
    yutu_map_view_clear_marks (self);
  else
    yutu_marks_ref (marks);
  g_clear_pointer (&self->marks, yutu_marks_unref);
  self->marks = marks;
  yutu_map_view_repaint_marks (self);
  redraw (self);
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
