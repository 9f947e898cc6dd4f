/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The right pane: the chosen place, its modules, their cases, one case; pages slide in one behind
 * the other, with a way back. Follows the session's place. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-drafts.h"
#include "session/yutu-session.h"
#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_PLACE_PANE (yutu_place_pane_get_type ())
G_DECLARE_FINAL_TYPE (YutuPlacePane, yutu_place_pane, YUTU, PLACE_PANE, AdwBin)

/* Signals: show-box (YutuBox *): the map should go there; place-shown (): the place was read and is
 * on its page; failed (GError *); done (const char *text): something was changed, undo takes it back;
 * message (const char *text).
 * Properties, read-only: page: what is seen: "empty", "place", "module", "objects", "open", "facility"
 * or "case";
 * waiting: a read has taken half a second and can be given up. */
/* @map: on which places of facilities are picked. */
void yutu_place_pane_set_session (YutuPlacePane *self,
                                  YutuSession   *session,
                                  YutuMapView   *map);
/* Chooses @place and, once it is known where it lies, has the map go there. */
void yutu_place_pane_go_to (YutuPlacePane *self,
                            YutuPlace     *place);
/* Chooses @place as it was chosen before, without moving the map; silent when it is gone. */
void yutu_place_pane_restore (YutuPlacePane *self,
                              YutuPlace     *place);
/* Gives up what is being read; what was shown before stays. */
void yutu_place_pane_cancel (YutuPlacePane *self);
void yutu_place_pane_go_back (YutuPlacePane *self);
void yutu_place_pane_show_module (YutuPlacePane *self,
                                  guint          module);
void yutu_place_pane_show_case (YutuPlacePane *self,
                                gint64         id);
/* To the form that opens a case of a module in the place that is shown. */
void yutu_place_pane_open_case (YutuPlacePane *self,
                                guint          module);
/* The same for a case of kind @kind. */
void yutu_place_pane_open_kind (YutuPlacePane *self,
                                const char    *kind);
/* Goes on with a draft of kind YUTU_CASE_OPEN_DRAFT or YUTU_CASE_STEP_DRAFT. */
void yutu_place_pane_resume_draft (YutuPlacePane   *self,
                                   const YutuDraft *draft);
/* Goes on with a draft of kind "facility". */
void        yutu_place_pane_resume_facility (YutuPlacePane   *self,
                                             const YutuDraft *draft);
const char *yutu_place_pane_get_page (YutuPlacePane *self);
/* Of the place that is shown; NULL while there is none. */
const YutuPlaceInfo *yutu_place_pane_get_info (YutuPlacePane *self);

G_END_DECLS
