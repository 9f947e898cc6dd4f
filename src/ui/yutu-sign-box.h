/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The crossings of a road that lack a road sign (地名标志); a row shows where on the map. Main thread only. */
#pragma once

#include <adwaita.h>

#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_SIGN_BOX (yutu_sign_box_get_type ())
G_DECLARE_FINAL_TYPE (YutuSignBox, yutu_sign_box, YUTU, SIGN_BOX, AdwBin)

void yutu_sign_box_set_map (YutuSignBox *self,
                            YutuMapView *map);
/* Of road @road on the session's day; 0: the box is hidden, as it is for a road that crosses none. */
void yutu_sign_box_show (YutuSignBox *self,
                         YutuSession *session,
                         gint64       road);

G_END_DECLS
