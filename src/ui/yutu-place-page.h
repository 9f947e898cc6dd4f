/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a chosen place is: name, chain, the eleven modules, what stands in it, its facts. Main
 * thread only. */
#pragma once

#include <adwaita.h>

#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_PLACE_PAGE (yutu_place_page_get_type ())
G_DECLARE_FINAL_TYPE (YutuPlacePage, yutu_place_page, YUTU, PLACE_PAGE, AdwBin)

/* Signals: unit-chosen (gint64), module-chosen (guint index), objects-chosen (), show-on-map (),
 * done (char *), failed (GError *): of what was changed on the page.
 * @info and @modules must live until the next call. */
void yutu_place_page_show (YutuPlacePage       *self,
                           const YutuModules   *modules,
                           const YutuPlace     *place,
                           const YutuPlaceInfo *info);
/* What the page changes by itself is changed in @session. */
void yutu_place_page_set_session (YutuPlacePage *self,
                                  YutuSession   *session,
                                  YutuMapView   *map);
/* What is read for itself: what became of a unit or an address, the four bounds
 * of a unit, what happened to a pillar. */
void yutu_place_page_show_parts (YutuPlacePage       *self,
                                 YutuSession         *session,
                                 const YutuPlaceInfo *info);
/* How many of a module's open cases are overdue; known later than the rest. */
void yutu_place_page_set_overdue (YutuPlacePage *self,
                                  guint          module,
                                  gint64         overdue);

G_END_DECLS
