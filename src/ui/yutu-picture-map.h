/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A small map that is painted whole on a worker: dragging moves it, the wheel goes nearer. One picture is
 * painted at a time; what is asked for meanwhile waits for it, and the last picture stands in, moved to where
 * it belongs. It may have two panes side by side, which are moved and scaled together. What is painted, and
 * what a click means, is its subclasses'. Main thread only.
 *
 * Actions of the widget (with keys): picture.zoom-in (+ =), picture.zoom-out (-), picture.fit (Home),
 *   picture.pan-left … picture.pan-down (arrows), picture.press (Enter: the middle).
 */
#pragma once

#include <gtk/gtk.h>

#include "scene/yutu-projection.h"
#include "scene/yutu-scene.h"
#include "scene/yutu-sketch.h"

G_BEGIN_DECLS

#define YUTU_PICTURE_MAX_PANES 2

/* What a worker paints. The map owns what is filled in. */
typedef struct
{
  YutuScene  *scenes[YUTU_PICTURE_MAX_PANES]; /* (nullable) */
  YutuSketch *sketch;                         /* (nullable): above the scenes' land */
  gboolean    has_overlay;                    /* labels and symbols of the scenes; without, the sketch has its own labels */
} YutuPicture;

#define YUTU_TYPE_PICTURE_MAP (yutu_picture_map_get_type ())
G_DECLARE_DERIVABLE_TYPE (YutuPictureMap, yutu_picture_map, YUTU, PICTURE_MAP, GtkWidget)

struct _YutuPictureMapClass
{
  GtkWidgetClass parent_class;

  int n_panes; /* 1 unless class_init says otherwise */

  /* Freezes what is to be seen now; FALSE: there is nothing yet. */
  gboolean (*fill_picture) (YutuPictureMap *self,
                            YutuStyle      *style,
                            YutuPicture    *picture);
  /* Where all of it lies, in the map's @epsg; FALSE: nowhere yet. */
  gboolean (*get_extent) (YutuPictureMap *self,
                          int            *epsg,
                          YutuMapBox     *box);
  /* A click, or Enter in the middle; pixels of the pane. */
  void (*press) (YutuPictureMap *self,
                 double          x,
                 double          y);
};

/* Shows everything, and will do so whenever the size changes, until somebody moves the map. */
void yutu_picture_map_fit (YutuPictureMap *self);
/* TRUE as long as nobody has moved it. */
gboolean yutu_picture_map_is_fit (YutuPictureMap *self);
/* Shows @box, with @margin_px around it. */
void yutu_picture_map_show_box (YutuPictureMap *self,
                                YutuMapBox      box,
                                double          margin_px);
/* Shows @point in the middle, so that @metres lie around it; nothing before the map has a size. */
void yutu_picture_map_show_point (YutuPictureMap *self,
                                  YutuPoint       point,
                                  double          metres);
/* Paints anew what fill_picture() says then. */
void yutu_picture_map_repaint (YutuPictureMap *self);
/* Of one pane; NULL as long as there is nothing to see. */
const YutuView *yutu_picture_map_get_view (YutuPictureMap *self);
/* (nullable) (transfer none) */
YutuStyle *yutu_picture_map_get_style (YutuPictureMap *self);
/* Where a pane begins in the widget. */
double yutu_picture_map_get_pane_left (YutuPictureMap *self,
                                       int             pane);
/* The last one asked for is on the screen. */
gboolean yutu_picture_map_is_settled (YutuPictureMap *self);

G_END_DECLS
