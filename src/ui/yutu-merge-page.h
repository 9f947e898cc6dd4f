/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Two place names that are one: the other one is chosen, all that would be touched is told, then it is done, in one
 * step. Nothing is typed that would be a draft. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"
#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_MERGE_PAGE (yutu_merge_page_get_type ())
G_DECLARE_FINAL_TYPE (YutuMergePage, yutu_merge_page, YUTU, MERGE_PAGE, AdwBin)

/**
 * Signals:
 *   left ():             by the back button, by Esc, or done
 *   done (char *title):  it is in the file
 *   failed (GError *)
 *   message (char *text)
 */
/* Once: where the other name is clicked and both are shown. Borrowed. */
void yutu_merge_page_set_map (YutuMergePage *self,
                              YutuMapView   *map);
void yutu_merge_page_set_session (YutuMergePage *self,
                                  YutuSession   *session);
/* @place stays, until it is swapped. */
void yutu_merge_page_begin (YutuMergePage *self,
                            gint64         place);
/* A name that was chosen elsewhere, as in the search box; not the one that stays. */
void yutu_merge_page_take (YutuMergePage *self,
                           gint64         place);

G_END_DECLS
