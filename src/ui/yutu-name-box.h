/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What belongs to a place name in its panel: the cases that led it and that may be begun, its notice and its filing sheet. Main thread
 * only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_NAME_BOX (yutu_name_box_get_type ())
G_DECLARE_FINAL_TYPE (YutuNameBox, yutu_name_box, YUTU, NAME_BOX, AdwBin)

/* Of @place; 0: the box is hidden. @is_in_use: it may be renamed and abolished. */
void yutu_name_box_show (YutuNameBox *self,
                         YutuSession *session,
                         gint64       place,
                         gboolean     is_in_use);

G_END_DECLS
