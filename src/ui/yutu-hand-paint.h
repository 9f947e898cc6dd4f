/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the tools that hold the map's pointer draw with, above it. Main thread only. */
#pragma once

#include "session/yutu-snap.h"
#include "ui/yutu-map-hand.h"

G_BEGIN_DECLS

typedef struct
{
  YutuMapView *map;
  cairo_t     *cr;
  YutuView     view;
  GdkRGBA      accent;
  GdkRGBA      red; /* what may not be */
  GdkRGBA      paper;
  GdkRGBA      ink;
} YutuHandPaint;

/* FALSE while there is nothing to draw on; otherwise ended by yutu_hand_paint_end(). */
gboolean yutu_hand_paint_begin (YutuHandPaint *self,
                                YutuMapView   *map,
                                GtkSnapshot   *snapshot);
void     yutu_hand_paint_end (YutuHandPaint *self);

void         yutu_hand_paint_set_color (YutuHandPaint *self,
                                        const GdkRGBA *color,
                                        double         alpha);
YutuMapPoint yutu_hand_paint_to_screen (const YutuHandPaint *self,
                                        YutuMapPoint         at);
YutuMapPoint yutu_hand_paint_point_to_screen (const YutuHandPaint *self,
                                              YutuPoint            point);
/* A path of stretches, each by itself. */
void yutu_hand_paint_trace_stretches (YutuHandPaint *self,
                                      const YutuPoint (*stretches)[2],
                                      gsize n);
/* Such stretches in red with hatch. */
void yutu_hand_paint_forbidden (YutuHandPaint *self,
                                const YutuPoint (*stretches)[2],
                                gsize n);
/* A square, or a diamond where lines meet; @is_filled: the one that is meant. */
void yutu_hand_paint_handle (YutuHandPaint *self,
                             YutuMapPoint   at,
                             gboolean       is_diamond,
                             gboolean       is_filled,
                             gboolean       is_large,
                             const GdkRGBA *edge);
/* A few characters right of a point: ink on paper, as the names on the map are; red where it @is_wrong. */
void yutu_hand_paint_label (YutuHandPaint *self,
                            const char    *text,
                            YutuMapPoint   at,
                            gboolean       is_wrong);
/* Words beside a place, in a frame of @color. */
void yutu_hand_paint_words (YutuHandPaint *self,
                            const char    *text,
                            YutuMapPoint   at,
                            const GdkRGBA *color);
/* The mark of what is snapped to, with the guides that lead there; a cross-hair when @snap is NULL. */
void yutu_hand_paint_snap (YutuHandPaint  *self,
                           const YutuSnap *snap,
                           YutuMapPoint    at,
                           const GdkRGBA  *color);

G_END_DECLS
