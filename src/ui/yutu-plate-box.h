/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The plates (门牌) of a road, a natural village, an estate, an address or a batch: how many are to be made, the sheet
 * by which they are, and that they were set. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-plate-list.h"

G_BEGIN_DECLS

#define YUTU_TYPE_PLATE_BOX (yutu_plate_box_get_type ())
G_DECLARE_FINAL_TYPE (YutuPlateBox, yutu_plate_box, YUTU, PLATE_BOX, AdwBin)

/* Of @source on the session's day; NULL: the box is hidden, as it is where no address has a plate. Signal "done" with a
 * text when something was recorded, "message" when it was saved, "failed" with a GError. */
void yutu_plate_box_show (YutuPlateBox          *self,
                          YutuSession           *session,
                          const YutuPlateSource *source);

G_END_DECLS
