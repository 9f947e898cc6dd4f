/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The four bounds (四至) of a unit in words, to read and to copy. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_BOUNDS_BOX (yutu_bounds_box_get_type ())
G_DECLARE_FINAL_TYPE (YutuBoundsBox, yutu_bounds_box, YUTU, BOUNDS_BOX, AdwBin)

/* Signal: message (char *): that they are copied. Of @unit on the session's day; 0: the box is hidden, as it
 * is for a unit without land. */
void yutu_bounds_box_show (YutuBoundsBox *self,
                           YutuSession   *session,
                           gint64         unit);

G_END_DECLS
