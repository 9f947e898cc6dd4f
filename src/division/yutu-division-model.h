/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The arc model in the tables node, arc and face, and the areas (division_area) that follow from
 * it and from who owns which face when. On a connection, inside a read or a write. */
#pragma once

#include "base/yutu-day.h"
#include "division/yutu-topology.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

/* Registers what keeps division_area in step, forward and back. Once a store, before the first
 * write. */
void yutu_division_attach (YutuStore *store);

/* Only in a write. All areas are forgotten and made anew, as the deriver would have made them. */
gboolean yutu_division_redraw_areas (YutuConnection *connection,
                                     GError        **error);

/* All rows of node, arc and face. */
YutuTopology *yutu_division_load_model (YutuConnection *connection,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* Turns the rows of @base (NULL: an empty model) into those of @topology, touching only what
 * differs. Only in a write. */
gboolean yutu_division_save_model (YutuConnection *connection,
                                   YutuTopology   *base,
                                   YutuTopology   *topology,
                                   GError        **error);
/* Writes the rows that the edits of @topology since its last save or load touched, and takes its
 * list of changes. Boundary lines run on along arcs that were split or joined. When it fails, or
 * the write is rolled back, the model must be loaded anew. INVALID when a line would lose an arc,
 * or ends at a node that was joined away. Only in a write. */
gboolean yutu_division_save_changes (YutuConnection *connection,
                                     YutuTopology   *topology,
                                     GError        **error);

G_END_DECLS
