/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What belongs to a place name in its panel: the cases that led it, its notice and its filing sheet. Main thread
 * only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_NAME_BOX (yutu_name_box_get_type ())
G_DECLARE_FINAL_TYPE (YutuNameBox, yutu_name_box, YUTU, NAME_BOX, AdwBin)

/* Of @place; 0: the box is hidden. */
void yutu_name_box_show (YutuNameBox *self,
                         YutuSession *session,
                         gint64       place);

G_END_DECLS
