/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The picture of the map without a widget: which tiles and which overlay (selection, symbols,
 * labels) a view needs, what stands in for them until workers have painted them, and drawing it all.
 *
 * 1. What is on the screen stays until its successor is there: tiles of the resolution shown last,
 *    scaled, below them the whole county as one small picture.
 * 2. After a change of the base (an edit, another style) a view at rest changes as a whole; after an
 *    edit of boundaries only tiles under it are painted again.
 * 3. The overlay is one image, a quarter larger than the view on each side; while panning it moves
 *    with the map, and what is placed for the uncovered rim leaves the other labels where they are.
 * Main thread only. */
#pragma once

#include "scene/yutu-scene.h"
#include "ui/yutu-map-workers.h"

G_BEGIN_DECLS

typedef struct _YutuMapCanvas YutuMapCanvas;

typedef struct
{
  void (*changed) (gpointer data);              /* something new can be drawn */
  void (*hit) (YutuMapJob *job, gpointer data); /* an answer to yutu_map_canvas_ask() */
} YutuMapCanvasClient;

YutuMapCanvas *yutu_map_canvas_new (const YutuMapCanvasClient *client,
                                    gpointer                   data) G_GNUC_WARN_UNUSED_RESULT;
void           yutu_map_canvas_free (YutuMapCanvas *self);
/* @spec: (nullable): nothing to show; its selection and hover are not looked at. @box: all that
 * there is. Takes references. Only what differs from the last spec is painted again. */
void yutu_map_canvas_set_scene (YutuMapCanvas       *self,
                                const YutuSceneSpec *spec,
                                YutuMapBox           box);
/* @theme: (nullable), copied. The labels stay; tiles of an older theme stay until the newest are
 * there, and those that were not begun are never painted. */
void yutu_map_canvas_set_theme (YutuMapCanvas   *self,
                                const YutuTheme *theme);
/* @marks: (nullable). The labels are placed anew, off them. */
void yutu_map_canvas_set_marks (YutuMapCanvas *self,
                                YutuMarks     *marks);
/* NULL as long as there is nothing to show. */
const YutuSceneSpec *yutu_map_canvas_get_spec (YutuMapCanvas *self);
const YutuHighlight *yutu_map_canvas_get_selection (YutuMapCanvas *self);
void                 yutu_map_canvas_set_selection (YutuMapCanvas       *self,
                                                    const YutuHighlight *selection,
                                                    gboolean             dim);
/* @view: what is drawn now; @target: where it is going to rest, which is painted already. */
void yutu_map_canvas_set_view (YutuMapCanvas  *self,
                               const YutuView *view,
                               const YutuView *target);
/* Origin at the view's top left, logical pixels. */
void yutu_map_canvas_paint (YutuMapCanvas *self,
                            cairo_t       *cr);
/* The view rests, and all that was painted for it is the newest. */
gboolean yutu_map_canvas_is_complete (YutuMapCanvas *self);
/* What lies at (@x, @y) of @view; an older question of the same @tag that waits is forgotten. */
void yutu_map_canvas_ask (YutuMapCanvas  *self,
                          const YutuView *view,
                          double          x,
                          double          y,
                          double          radius_px,
                          gpointer        tag);
/* (nullable), borrowed: the labels on the screen. */
YutuLabelPlacement *yutu_map_canvas_get_placement (YutuMapCanvas *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuMapCanvas, yutu_map_canvas_free)

G_END_DECLS
