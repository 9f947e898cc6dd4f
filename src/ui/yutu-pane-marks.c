/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-pane-marks.h"

struct _YutuPaneMarks
{
  GObject parent_instance;

  GtkWidget   *list;    /* weak */
  YutuMapView *map;     /* weak */
  YutuSession *session; /* (nullable) */
  YutuMarks   *marks;   /* (nullable) */
  YutuMarks   *shown;   /* of these, what the map has; NULL: nothing of ours */
};

G_DEFINE_FINAL_TYPE (YutuPaneMarks, yutu_pane_marks, G_TYPE_OBJECT)

static void
update (YutuPaneMarks *self)
{
  gboolean is_seen = self->marks != NULL && self->list != NULL && gtk_widget_get_mapped (self->list);

  if (self->map == NULL || (!is_seen && self->shown == NULL))
    return;
  if (is_seen && yutu_map_view_get_marks (self->map) == NULL) /* another list has let go of them, perhaps over ours */
    g_clear_pointer (&self->shown, yutu_marks_unref);
  if (yutu_map_view_get_marks (self->map) == self->shown) /* those of a list that is open stay */
    {
      yutu_map_view_set_marks (self->map, is_seen ? self->marks : NULL);
      g_clear_pointer (&self->shown, yutu_marks_unref);
      self->shown = is_seen ? yutu_marks_ref (self->marks) : NULL;
    }
  if (!is_seen)
    {
      g_clear_pointer (&self->shown, yutu_marks_unref);
      yutu_map_view_set_ring (self->map, NULL, NULL);
    }
}

static void
mark_chosen_cb (YutuMapView   *map,
                gint64         id,
                YutuPaneMarks *self)
{
  g_autoptr (YutuPlace) place = NULL;

  if (self->shown == NULL || self->session == NULL || yutu_map_view_get_marks (map) != self->shown)
    return;
  place = yutu_place_new_object (YUTU_PLACE_ADDRESS, id);
  yutu_session_set_place (self->session, place);
}

static void
yutu_pane_marks_dispose (GObject *object)
{
  YutuPaneMarks *self = YUTU_PANE_MARKS (object);

  g_clear_weak_pointer (&self->list);
  g_clear_weak_pointer (&self->map);
  g_clear_object (&self->session);
  g_clear_pointer (&self->marks, yutu_marks_unref);
  g_clear_pointer (&self->shown, yutu_marks_unref);
  G_OBJECT_CLASS (yutu_pane_marks_parent_class)->dispose (object);
}

static void
yutu_pane_marks_class_init (YutuPaneMarksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yutu_pane_marks_dispose;
}

static void
yutu_pane_marks_init (YutuPaneMarks *self)
{
}

YutuPaneMarks *
yutu_pane_marks_new (GtkWidget *list)
{
  YutuPaneMarks *self = g_object_new (YUTU_TYPE_PANE_MARKS, NULL);

  g_set_weak_pointer (&self->list, list);
  /* after the widget's own handlers, which say that it is mapped */
  g_signal_connect_object (list, "map", G_CALLBACK (update), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (list, "unmap", G_CALLBACK (update), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return self;
}

void
yutu_pane_marks_set_map (YutuPaneMarks *self,
                         YutuMapView   *map)
{
  g_return_if_fail (YUTU_IS_PANE_MARKS (self));

  if (map == self->map)
    return;
  if (self->map != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->map, mark_chosen_cb, self);
      g_signal_handlers_disconnect_by_func (self->map, update, self);
    }
  if (map != NULL)
    {
      g_signal_connect_object (map, "mark-chosen", G_CALLBACK (mark_chosen_cb), self, 0);
      /* those of a page that slides away while this one has come already */
      g_signal_connect_object (map, "marks-gone", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
    }
  g_set_weak_pointer (&self->map, map);
}

void
yutu_pane_marks_point_at (YutuPaneMarks *self,
                          YutuPoint      point)
{
  g_return_if_fail (YUTU_IS_PANE_MARKS (self));

  if (self->map == NULL)
    return;
  yutu_map_view_show_box (self->map, (YutuBox){ point.x, point.y, point.x, point.y });
  yutu_map_view_set_ring (self->map, &point, NULL);
}

void
yutu_pane_marks_take (YutuPaneMarks *self,
                      YutuSession   *session,
                      YutuMarks     *marks)
{
  g_return_if_fail (YUTU_IS_PANE_MARKS (self));

  g_set_object (&self->session, session);
  g_clear_pointer (&self->marks, yutu_marks_unref);
  self->marks = marks;
  update (self);
}
