/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What stands in a place: facilities, names, addresses, pillars, nearest first. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_OBJECT_PAGE (yutu_object_page_get_type ())
G_DECLARE_FINAL_TYPE (YutuObjectPage, yutu_object_page, YUTU, OBJECT_PAGE, AdwBin)

/* Signal object-chosen (YutuPlace *). */
void yutu_object_page_show (YutuObjectPage      *self,
                            const YutuModules   *modules,
                            const YutuPlaceInfo *info);

G_END_DECLS
