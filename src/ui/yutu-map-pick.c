/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Asking the user for a point of the map. */

#include "ui/yutu-map-view-private.h"

/* (transfer full): what waited. */
static GTask *
end_pick (YutuMapView *self)
{
  GTask *task = g_steal_pointer (&self->pick);

  if (self->pick_handler != 0)
    g_signal_handler_disconnect (self->pick_cancellable, self->pick_handler);
  self->pick_handler = 0;
  g_clear_object (&self->pick_cancellable);
  g_clear_pointer (&self->hint, g_free);
  g_object_notify (G_OBJECT (self), "hint");
  if (self->tool == YUTU_MAP_TOOL_POINT)
    yutu_map_view_set_tool (self, YUTU_MAP_TOOL_SELECT);
  return task;
}

void
yutu_map_view_cancel_pick (YutuMapView *self)
{
  g_autoptr (GTask) task = self->pick != NULL ? end_pick (self) : NULL;

  if (task != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "no point was chosen");
}

void
yutu_map_view_pick_at (YutuMapView *self,
                       double       x,
                       double       y)
{
  g_autoptr (GTask) task = NULL;
  YutuMapPoint at;
  YutuPoint   *point = NULL;

  if (self->pick == NULL || !yutu_map_view_has_map (self))
    return;
  yutu_view_from_screen (&self->view, x, y, &at.x, &at.y);
  point = g_new (YutuPoint, 1);
  *point = yutu_projection_inverse (self->view.epsg, at);
  task = end_pick (self);
  g_task_return_pointer (task, point, g_free);
}

void
yutu_map_view_pick_point_async (YutuMapView        *self,
                                const char         *hint,
                                GCancellable       *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer            user_data)
{
  g_return_if_fail (YUTU_IS_MAP_VIEW (self) && hint != NULL);

  yutu_map_view_cancel_pick (self);
  self->pick = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->pick, yutu_map_view_pick_point_async);
  self->hint = g_strdup (hint);
  if (cancellable != NULL)
    {
      self->pick_cancellable = g_object_ref (cancellable);
      self->pick_handler = g_signal_connect_swapped (
        cancellable, "cancelled", G_CALLBACK (yutu_map_view_cancel_pick), self);
    }
  yutu_map_view_set_tool (self, YUTU_MAP_TOOL_POINT);
  g_object_notify (G_OBJECT (self), "hint");
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (g_cancellable_is_cancelled (cancellable))
    yutu_map_view_cancel_pick (self);
}

gboolean
yutu_map_view_pick_point_finish (YutuMapView  *self,
                                 GAsyncResult *result,
                                 YutuPoint    *point,
                                 GError      **error)
{
  g_autofree YutuPoint *picked = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  picked = g_task_propagate_pointer (G_TASK (result), error);
  if (picked != NULL)
    *point = *picked;
  return picked != NULL;
}
