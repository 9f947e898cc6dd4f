/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lines across several arcs, given another course: a correction (更正), for all days. What law moved from
 * a day on is cut and given instead (yutu-land.h). Thread: that of the model or the connection. */
#pragma once

#include "division/yutu-boundary.h"
#include "division/yutu-topology.h"

G_BEGIN_DECLS

/* The boundary line of the highest grade along @arc on @day, as far as it runs on from there without a
 * break, in its order; only the arc when there is none. Element type YutuBoundaryStep. */
GArray *yutu_land_list_line (YutuConnection *connection,
                             gint64          arc,
                             const char     *day,
                             GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* The part of the model that new courses of these arcs must respect, exactly. */
YutuTopology *yutu_land_load_line (YutuConnection *connection,
                                   const GArray   *steps,
                                   GError        **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct _YutuLandLineView YutuLandLineView;

/* Arcs one behind the other as one row of vertices; NOT_FOUND of yutu-topology.h when they are not so
 * in @model. Copies what it needs. */
YutuLandLineView *yutu_land_line_view_new (YutuTopology *model,
                                           const GArray *steps,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void              yutu_land_line_view_free (YutuLandLineView *self);
const YutuPoint  *yutu_land_line_view_get_points (const YutuLandLineView *self,
                                                  gsize                  *n_points);
/* Whether two of the arcs meet in the vertex, or an end: it stays where it is. */
gboolean yutu_land_line_view_is_node (const YutuLandLineView *self,
                                      gsize                   vertex);

/* From vertex to vertex of a view, by way of the points. */
typedef struct
{
  gsize            from; /* from < to */
  gsize            to;
  const YutuPoint *points;
  gsize            n_points;
} YutuLandCourse;

/* The course as stretches of arcs: divided at the nodes on the way, which it must come through in their
 * order; CROSSES with the node as the place when it does not, NOT_FOUND when there are no such vertices.
 * Element type YutuTopologyRedrawn; its points are the view's until the next call. */
GArray *yutu_land_line_view_divide (YutuLandLineView     *self,
                                    const YutuLandCourse *course,
                                    YutuTopologyConflict *conflict, /* (nullable) */
                                    GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* Gives the stretches their courses. Only in a write. */
gboolean yutu_land_redraw (YutuConnection            *connection,
                           YutuTopology              *model, /* of yutu_land_load_line() */
                           const YutuTopologyRedrawn *stretches,
                           gsize                      n_stretches,
                           YutuTopologyConflict      *conflict, /* (nullable) */
                           GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuLandLineView, yutu_land_line_view_free)

G_END_DECLS
