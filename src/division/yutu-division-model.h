/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The arc model in the tables node, arc and face, and the areas (division_area) that follow from
 * it and from who owns which face when. On a connection, inside a read or a write. */
#pragma once

#include "base/yutu-day.h"
#include "division/yutu-topology.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

/* Registers what keeps division_area and face_area in step, forward and back: areas at once, polygons
 * when nobody writes. Once a store, before the first write. */
void yutu_division_attach (YutuStore *store);

/* A YutuCatchUpFunc: measures the faces of a file that an older program wrote; nothing else. No journal
 * entry. */
gboolean yutu_division_catch_up (YutuConnection *connection,
                                 YutuProgress   *progress,
                                 GError        **error);

/* Only in a write. All areas are forgotten and made anew, as the deriver would have made them. */
gboolean yutu_division_redraw_areas (YutuConnection *connection,
                                     GError        **error);

/* All rows of node, arc and face. */
YutuTopology *yutu_division_load_model (YutuConnection *connection,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* The part of the model that edits of vertices of @arc must respect, exactly: all arcs around the faces
 * on its two sides; with @with_ends around the faces at its two nodes too, without it its end points
 * must stay. (What is bent meets, whichever way it goes, first a line around the land beside it.)
 * Other arcs and the land behind them are not there. NULL with NOT_FOUND of yutu-topology.h when there
 * is no such arc. Complexity: vertices of the arcs around. */
YutuTopology *yutu_division_load_around (YutuConnection *connection,
                                         gint64          arc,
                                         gboolean        with_ends,
                                         GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* The part that lines drawn within @box through @faces must respect, exactly: all arcs around these,
 * and those around what lies across their arcs in the box (which may be bent by a rounded crossing). A
 * face that is not there counts for nothing. Complexity: vertices of the arcs around. */
YutuTopology *yutu_division_load_faces (YutuConnection *connection,
                                        const gint64   *faces,
                                        gsize           n_faces,
                                        YutuBox         box,
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
