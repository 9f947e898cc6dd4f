/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A tool that takes pointer and keys before the map does, and draws above it: the Edit workspace's.
 * Main thread only. */
#pragma once

#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

/* Positions are pixels of the widget. A tool without @press takes no drags, and needs none of the three below
 * it; @leave and @key may be NULL too. */
typedef struct
{
  /* The primary button goes down: TRUE takes the drag that may follow. */
  gboolean (*press) (double x, double y, gpointer data);
  /* The drag that was taken. */
  void (*drag) (double x, double y, gpointer data);
  void (*drop) (double x, double y, gpointer data);
  void (*cancel) (gpointer data);
  /* Up again without a drag: TRUE: the map does nothing. */
  gboolean (*click) (double x, double y, gpointer data);
  /* The pointer moves with no button down; FALSE: what lies under it is not the tool's. */
  gboolean (*hover) (double x, double y, gpointer data);
  void (*leave) (gpointer data);
  /* A key while the map has the focus: TRUE: it goes no further. */
  gboolean (*key) (guint keyval, GdkModifierType state, gpointer data);
  void (*snapshot) (GtkSnapshot *snapshot, gpointer data);
} YutuMapHand;

/* @hand: static; NULL: the map alone. */
void yutu_map_view_set_hand (YutuMapView       *self,
                             const YutuMapHand *hand,
                             gpointer           data);
/* The tool draws differently. */
void yutu_map_view_redraw_hand (YutuMapView *self);
/* What the tool does, behind the map's own words in its accessible label; NULL: nothing. */
void yutu_map_view_set_hand_words (YutuMapView *self,
                                   const char  *words);
/* FALSE as long as there is nothing to see. */
gboolean yutu_map_view_point_to_screen (YutuMapView *self,
                                        YutuPoint    point,
                                        double      *x,
                                        double      *y);
gboolean yutu_map_view_point_from_screen (YutuMapView *self,
                                          double       x,
                                          double       y,
                                          YutuPoint   *point);
/* How many pixels a grid step is wide there, eastwards and northwards; while there is nothing to see, 1. */
void yutu_map_view_measure_step (YutuMapView *self,
                                 YutuPoint    at,
                                 double      *east_px,
                                 double      *north_px);

G_END_DECLS
