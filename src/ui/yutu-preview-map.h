/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Areas that are not in the file yet, over what it has: of a file that is to be taken in, with the places
 * of what was found; pieces of land that an act would move. Units and points are chosen on it, and lines
 * drawn. Main thread only. */
#pragma once

#include "division/yutu-division-import.h"
#include "scene/yutu-division-layer.h"
#include "session/yutu-session.h"
#include "ui/yutu-picture-map.h"

G_BEGIN_DECLS

#define YUTU_TYPE_PREVIEW_MAP (yutu_preview_map_get_type ())
G_DECLARE_FINAL_TYPE (YutuPreviewMap, yutu_preview_map, YUTU, PREVIEW_MAP, YutuPictureMap)

/**
 * Space presses in the middle as Enter does. All of it: the areas, without any the file's land.
 * Signals:
 *   chosen (uint index): a finding was clicked on
 *   pressed (double x, double y): the map was, there in widget pixels, where no finding is
 */

void yutu_preview_map_set_session (YutuPreviewMap *self,
                                   YutuSession    *session);
/* (nullable); goes where it lies. */
void yutu_preview_map_set_sketch (YutuPreviewMap *self,
                                  YutuSketch     *sketch);
/* The units below, with their names, in the place of those of the session's day; (nullable). */
void yutu_preview_map_set_divisions (YutuPreviewMap    *self,
                                     YutuDivisionLayer *divisions);
/* Outlines it; 0: none. */
void yutu_preview_map_set_unit (YutuPreviewMap *self,
                                gint64          unit);
/* The unit of @level under a place in widget pixels; 0: none. With @level 0 the finest one. */
gint64 yutu_preview_map_get_unit (YutuPreviewMap *self,
                                  double          x,
                                  double          y,
                                  int             level);
/* What is meant by a place in widget pixels: with @snaps a vertex, crossing or line near it. */
YutuPoint yutu_preview_map_get_point (YutuPreviewMap *self,
                                      double          x,
                                      double          y,
                                      gboolean        snaps);
/* What is being drawn, above all; copied. Does not move the map. */
void yutu_preview_map_set_line (YutuPreviewMap  *self,
                                const YutuPoint *points,
                                gsize            n_points,
                                gboolean         is_ring);
/* Of YutuDivisionFinding; (nullable), referenced. */
void yutu_preview_map_set_findings (YutuPreviewMap *self,
                                    GPtrArray      *findings);
/* -1: none. Goes there when it has a place. */
void yutu_preview_map_choose (YutuPreviewMap *self,
                              int             index);
int  yutu_preview_map_get_chosen (YutuPreviewMap *self);
/* Where a finding stands, widget pixels; FALSE when it has no place. For tests. */
gboolean yutu_preview_map_find (YutuPreviewMap *self,
                                guint           index,
                                double         *x,
                                double         *y);

G_END_DECLS
