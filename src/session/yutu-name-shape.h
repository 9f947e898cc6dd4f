/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where a place name lies: a point, a line (road, river) or an area (estate, park, reservoir); drawn, and
 * drawn anew. Not for the main thread, but for what makes shapes. */
#pragma once

#include "geo/yutu-shape.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

/* A line, or a ring without its first point at the end, as a shape. INVALID of YUTU_GAZETTEER_ERROR when it
 * is none: too few points, or a ring that meets itself. Any thread. */
YutuShape *yutu_name_shape_new (const YutuPoint *points,
                                gsize            n_points,
                                gboolean         is_ring,
                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;
/* The part of @shape that is edited by its vertices: the line or the shell with most of them. *n_points is 0
 * for one of points. Borrowed. Any thread. */
const YutuPoint *yutu_name_shape_get_part (const YutuShape *shape,
                                           gsize           *n_points);
/* @shape with that part drawn anew; the others stay. Any thread. */
YutuShape *yutu_name_shape_replace_part (const YutuShape *shape,
                                         const YutuPoint *points,
                                         gsize            n_points,
                                         GError         **error) G_GNUC_WARN_UNUSED_RESULT;

/* The finest unit in which all of @shape lies on @day; @now (0: none): kept when it is that or one above it; 0: none.
 * *crossed: (transfer full): the names of the units below that it lies in, NULL for fewer than two. Inside
 * yutu_store_read() or a write, on its thread. */
gboolean yutu_name_shape_find_division (YutuConnection  *connection,
                                        const YutuShape *shape,
                                        const char      *day,
                                        gint64           now,
                                        gint64          *unit,
                                        char           **crossed,
                                        GError         **error);

/* The place name lies there from now on, on all days of its row, and its record tells the divisions that it crosses
 * there; one entry. */
gboolean yutu_file_reshape_place_name (YutuFile        *self,
                                       gint64           place,
                                       const YutuShape *shape,
                                       const char      *actor,
                                       gint64          *entry,
                                       GError         **error);

G_END_DECLS
