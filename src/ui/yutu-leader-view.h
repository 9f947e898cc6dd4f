/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The leaders' view (领导视图): one indicator over the whole screen, to be read from across a room. Nothing
 * in it writes. Main thread only. */
#pragma once

#include <adwaita.h>

#include "ui/yutu-coverage.h"
#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_LEADER_VIEW (yutu_leader_view_get_type ())
G_DECLARE_FINAL_TYPE (YutuLeaderView, yutu_leader_view, YUTU, LEADER_VIEW, AdwBin)

/**
 * Signals:
 *   left () Esc was pressed
 * Keys: Left and Right step through the indicators, Up and Down through the units from the worst on,
 *   T and V choose townships or villages, L and M the scope. Ctrl+K shows a box that finds units, and
 *   nothing else: what is read from across a room is of nobody. Esc leaves it first.
 */
void yutu_leader_view_set_coverage (YutuLeaderView *self,
                                    YutuCoverage   *coverage);
/* Shows the map of the coverage's session, and gives it back. */
void         yutu_leader_view_set_shown (YutuLeaderView *self,
                                         gboolean        is_shown);
YutuMapView *yutu_leader_view_get_map (YutuLeaderView *self);

G_END_DECLS
