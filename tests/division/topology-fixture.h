/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What must hold of a model after each edit, found in other ways than yutu_topology_check() finds it. */
#pragma once

#include "division/yutu-topology.h"

G_BEGIN_DECLS

/* Euler's formula, for what is there, counted anew. */
void topology_assert_euler (YutuTopology *topology);
/* Twice the area of all faces. */
__int128 topology_sum_areas (YutuTopology *topology);
/* Takes the changes: the area of each touched face is that of its outline drawn anew, and above 0; no
 * touched arc meets another but at a common end, pair by pair. */
void topology_assert_touched (YutuTopology *topology);
/* yutu_topology_check() itself. */
void topology_assert_whole (YutuTopology *topology);

G_END_DECLS
