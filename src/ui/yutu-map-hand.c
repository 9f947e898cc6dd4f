/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-map-view-private.h"

void
yutu_map_view_set_hand (YutuMapView       *self,
                        const YutuMapHand *hand,
                        gpointer           data)
{
  g_return_if_fail (YUTU_IS_MAP_VIEW (self));

  self->hand = hand;
  self->hand_data = data;
  self->hand_pressed = FALSE; /* what the former one took is not this one's */
  self->hand_drags = FALSE;
  yutu_map_view_set_hand_words (self, NULL);
  yutu_map_view_redraw_hand (self);
}

void
yutu_map_view_redraw_hand (YutuMapView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
yutu_map_view_set_hand_words (YutuMapView *self,
                              const char  *words)
{
  if (g_strcmp0 (self->hand_words, words) == 0)
    return;
  g_free (self->hand_words);
  self->hand_words = g_strdup (words);
  yutu_map_view_update_label (self);
}

gboolean
yutu_map_view_point_to_screen (YutuMapView *self,
                               YutuPoint    point,
                               double      *x,
                               double      *y)
{
  YutuMapPoint at;

  if (!yutu_map_view_has_map (self))
    return FALSE;
  at = yutu_projection_forward (self->view.epsg, point);
  yutu_view_to_screen (&self->view, at.x, at.y, x, y);
  return TRUE;
}

gboolean
yutu_map_view_point_from_screen (YutuMapView *self,
                                 double       x,
                                 double       y,
                                 YutuPoint   *point)
{
  YutuMapPoint at;

  if (!yutu_map_view_has_map (self))
    return FALSE;
  yutu_view_from_screen (&self->view, x, y, &at.x, &at.y);
  *point = yutu_projection_inverse (self->view.epsg, at);
  return TRUE;
}

void
yutu_map_view_measure_step (YutuMapView *self,
                            YutuPoint    at,
                            double      *east_px,
                            double      *north_px)
{
  const gint64 span = 1 << 14; /* grid steps */
  YutuMapPoint here, east, north;

  *east_px = *north_px = 1;
  if (!yutu_map_view_has_map (self))
    return;
  here = yutu_projection_forward (self->view.epsg, at);
  east = yutu_projection_forward (self->view.epsg, (YutuPoint){ at.x + span, at.y });
  north = yutu_projection_forward (self->view.epsg, (YutuPoint){ at.x, at.y + span });
  *east_px = hypot (east.x - here.x, east.y - here.y) / (double)span / self->view.resolution;
  *north_px = hypot (north.x - here.x, north.y - here.y) / (double)span / self->view.resolution;
}
