/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The walk list of a road (走查清单): what to look at along it; a row shows where on the map. Main thread only. */
#pragma once

#include <adwaita.h>

#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_WALK_BOX (yutu_walk_box_get_type ())
G_DECLARE_FINAL_TYPE (YutuWalkBox, yutu_walk_box, YUTU, WALK_BOX, AdwBin)

/* Signals: done (char *): what was changed, in words; message (char *): what was done without a change. */
void yutu_walk_box_set_map (YutuWalkBox *self,
                            YutuMapView *map);
/* Of road @place on the session's day; 0: the box is hidden, as it is for a road without doors. */
void yutu_walk_box_show (YutuWalkBox *self,
                         YutuSession *session,
                         gint64       place);

G_END_DECLS
