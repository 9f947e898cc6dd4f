/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What lacks a sign (地名标志): the crossings of a road, or the crossings and names of a unit, which are listed when
 * somebody asks, for that takes its time. A row shows where on the map, and a sign is made there. Main thread
 * only. */
#pragma once

#include <adwaita.h>

#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_SIGN_BOX (yutu_sign_box_get_type ())
G_DECLARE_FINAL_TYPE (YutuSignBox, yutu_sign_box, YUTU, SIGN_BOX, AdwBin)

/* Uses the action facility.add-to of those above it. */
void yutu_sign_box_set_map (YutuSignBox *self,
                            YutuMapView *map);
/* Of @road or @unit, the other is 0, on the session's day; both 0: the box is hidden, as it is for a road that
 * crosses none. */
void yutu_sign_box_show (YutuSignBox *self,
                         YutuSession *session,
                         gint64       road,
                         gint64       unit);

G_END_DECLS
