/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Land cut along drawn lines, and given to units. A cut changes nobody's land: its pieces belong to
 * whom the face belonged to, on every day; giving one to another unit from a day on moves the boundary
 * (界线变更) from that day on and leaves older days as they were. On a connection, inside a read or a
 * write; thread: that of the connection. */
#pragma once

#include "division/yutu-division.h"
#include "division/yutu-topology.h"

G_BEGIN_DECLS

/* A line on the grid, x = longitude, y = latitude; a ring repeats its first point as its last. */
typedef struct
{
  const YutuPoint *points;
  gsize            n_points;
  gint64           unit;         /* only land that is its, or of units below it, on @day; elsewhere the line may
                          * run, begin and end as it likes. 0: all land, but not the outside */
  const char      *day;          /* not for 0 */
  gboolean         with_outside; /* for 0: the outside is cut, too */
} YutuLandLine;

/* Faces that are @unit's and of units below it on @day, ascending; empty when it has none then.
 * (transfer container) element type gint64. */
GArray *yutu_land_list_faces (YutuConnection *connection,
                              gint64          unit,
                              const char     *day,
                              GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * yutu_land_cut:
 * @pieces: (out) (transfer container): element type YutuTopologyPiece, by origin and face: all land of
 *   the line's unit (villages that the line does not touch, too, by the side that they are on), or,
 *   without a unit, what lies along the line
 * @conflict: (nullable): filled when it is refused with an error of yutu-topology.h
 *
 * Cuts land along a line (yutu_topology_draw()). New faces get the owners and claims of the face that
 * they were part of, for all days; boundary lines run on along arcs that were cut in two. Only in a
 * write, any number of them. NOT_FOUND of yutu-division.h when the unit has no land on the day.
 *
 * Complexity: vertices around the unit's land; without a unit, of all arcs.
 */
gboolean yutu_land_cut (YutuConnection       *connection,
                        const YutuLandLine   *line,
                        GArray              **pieces,
                        YutuTopologyConflict *conflict,
                        GError              **error);
/* Ids of a trial are above it; no real one is. */
#define YUTU_LAND_TRIAL_ID (G_GINT64_CONSTANT (1) << 62)

/* The same answer, and nothing is written: new faces have ids of a trial. *model (optional) is the part of
 * the model that was looked at, cut; for areas and shapes of the pieces. */
gboolean yutu_land_try_cut (YutuConnection       *connection,
                            const YutuLandLine   *line,
                            YutuTopology        **model,
                            GArray              **pieces,
                            YutuTopologyConflict *conflict,
                            GError              **error);

/* A correction (更正): the faces are @unit's on every day on which it is there, and theirs before and after
 * that as they were; with 0 nobody's on any day. Claims are settled by it. NOT_FOUND of yutu-division.h
 * when there is no such unit. Only in a write. */
gboolean yutu_land_assign (YutuConnection *connection,
                           const gint64   *faces,
                           gsize           n_faces,
                           gint64          unit,
                           GError        **error);

G_END_DECLS
