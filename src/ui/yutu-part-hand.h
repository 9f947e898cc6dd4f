/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What goes of a drawing on land, coloured on the map while a form is filled in. It has the map's clicks: one
 * tells whether it was in what goes. Main thread only. */
#pragma once

#include "session/yutu-drawing.h"
#include "ui/yutu-map-hand.h"

G_BEGIN_DECLS

typedef struct _YutuPartHand YutuPartHand;

/* @is_in: what goes was clicked on. */
typedef void (*YutuPartHandFunc) (gboolean is_in,
                                  gpointer data);

YutuPartHand *yutu_part_hand_new (YutuMapView     *map,
                                  YutuPartHandFunc func,
                                  gpointer         data) G_GNUC_WARN_UNUSED_RESULT;
void          yutu_part_hand_free (YutuPartHand *self);

/* @land: (nullable); @drawing: copied; @words: what it is called, beside @at. */
void     yutu_part_hand_show (YutuPartHand      *self,
                              YutuShape         *land,
                              const YutuDrawing *drawing,
                              const char        *words,
                              YutuPoint          at);
void     yutu_part_hand_hide (YutuPartHand *self);
gboolean yutu_part_hand_is_shown (YutuPartHand *self);
/* What is coloured; NULL: nothing. (transfer full) */
YutuShape *yutu_part_hand_dup_land (YutuPartHand *self);
/* Others for what is coloured. */
void yutu_part_hand_set_words (YutuPartHand *self,
                               const char   *words);
/* Whether it may have the map's clicks while something is shown. */
void yutu_part_hand_set_active (YutuPartHand *self,
                                gboolean      active);

G_END_DECLS
