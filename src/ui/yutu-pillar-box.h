/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What belongs to a boundary pillar, on its page: the line it stands on, what happened to it, and what can
 * be done about it. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_PILLAR_BOX (yutu_pillar_box_get_type ())
G_DECLARE_FINAL_TYPE (YutuPillarBox, yutu_pillar_box, YUTU, PILLAR_BOX, AdwBin)

/* Signals: done (char *): what was done, in words. 0: none; the box is hidden then. */
void yutu_pillar_box_show (YutuPillarBox *self,
                           YutuSession   *session,
                           gint64         pillar);

G_END_DECLS
