/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Which numbers the points of a run of doors get. Inside yutu_store_read(), on its thread. */
#pragma once

#include "gazetteer/yutu-place-name.h"
#include "session/yutu-door-edit.h"

G_BEGIN_DECLS

/* One for each point, in @numbers; in @plan how they were counted and from where on. @base: what they are counted along. */
gboolean yutu_door_count (YutuConnection      *connection,
                          const YutuDoorRun   *run,
                          const YutuPlaceName *base,
                          int                 *numbers,
                          YutuDoorPlan        *plan,
                          GError             **error);

G_END_DECLS
