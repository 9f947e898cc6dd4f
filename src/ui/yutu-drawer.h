/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The drawer under the map: the due board, the cases and the facilities of the chosen place or of
 * the whole county, as tables; their rows are marks on the map. Reads only while it is seen. Main
 * thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"
#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_DRAWER (yutu_drawer_get_type ())
G_DECLARE_FINAL_TYPE (YutuDrawer, yutu_drawer, YUTU, DRAWER, AdwBin)

/* Signals:
 *   case-opened (gint64 id, YutuPlace *place): by Enter or a double click; @place, nullable, is where
 *     it lies. A place chosen by the handler does not change what is listed
 *   place-opened (YutuPlace *place): the same of a facility
 *   place-chosen (YutuPlace *place): a unit of the due board; the list follows when it is chosen
 *   failed (GError *), message (char *) */
GtkWidget *yutu_drawer_new (void);
void       yutu_drawer_set_session (YutuDrawer  *self,
                                    YutuSession *session);
/* Where rows are marked; a click there on a mark chooses its row. */
void yutu_drawer_set_map (YutuDrawer  *self,
                          YutuMapView *map);
/* "due", "cases" or "facilities" */
void yutu_drawer_show_page (YutuDrawer *self,
                            const char *page);
/* TRUE when all that is listed is shown, and marked. */
gboolean yutu_drawer_is_settled (YutuDrawer *self);

G_END_DECLS
