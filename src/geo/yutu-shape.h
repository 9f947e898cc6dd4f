/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Immutable geometry on the grid, and its SpatiaLite BLOB form (SRID 4490, XY, little endian;
 * https://www.gaia-gis.it/gaia-sins/BLOB-Geometry.html). May cross threads. */
#pragma once

#include <gio/gio.h>

#include "geo/yutu-point.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_SHAPE_POINT,
  YUTU_SHAPE_MULTI_POINT,
  YUTU_SHAPE_LINE,       /* one part, open */
  YUTU_SHAPE_MULTI_LINE, /* a part a line */
  YUTU_SHAPE_POLYGON,    /* see part_is_shell; any number of shells (written as MULTIPOLYGON) */
} YutuShapeKind;

/* Points of all parts one behind the other. A ring is stored without repeating its first point,
 * at least 3 points, shells counter-clockwise, holes clockwise and directly behind their shell. */
typedef struct
{
  int              ref_count;
  YutuShapeKind    kind;
  YutuBox          box;
  gsize            n_parts;
  const gsize     *part_starts;   /* n_parts + 1 offsets into @points */
  const guint8    *part_is_shell; /* polygons only, else NULL */
  const YutuPoint *points;
  gsize            n_points;
} YutuShape;

typedef struct _YutuShapeBuilder YutuShapeBuilder;

YutuShapeBuilder *yutu_shape_builder_new (YutuShapeKind kind);
void              yutu_shape_builder_begin_part (YutuShapeBuilder *self,
                                                 gboolean          is_shell);
void              yutu_shape_builder_add (YutuShapeBuilder *self,
                                          const YutuPoint  *points,
                                          gsize             n_points);
/* Frees @self. */
YutuShape *yutu_shape_builder_end (YutuShapeBuilder *self) G_GNUC_WARN_UNUSED_RESULT;

YutuShape *yutu_shape_new_point (YutuPoint point) G_GNUC_WARN_UNUSED_RESULT;
YutuShape *yutu_shape_new_line (const YutuPoint *points,
                                gsize            n_points) G_GNUC_WARN_UNUSED_RESULT;
YutuShape *yutu_shape_ref (YutuShape *self);
void       yutu_shape_unref (YutuShape *self);

/* The SpatiaLite BLOB; polygons as MULTIPOLYGON, lines as LINESTRING, multi-lines as
 * MULTILINESTRING. */
GBytes *yutu_shape_to_blob (const YutuShape *self) G_GNUC_WARN_UNUSED_RESULT;

/* That of a line, without a copy of its points. */
GBytes *yutu_line_to_blob (const YutuPoint *points,
                           gsize            n_points) G_GNUC_WARN_UNUSED_RESULT;

/* Reads any XY point, line, polygon or multi BLOB, little or big endian, of SRID 4490. Hostile
 * bytes give G_IO_ERROR_INVALID_DATA, never a read outside. Doubles are rounded to the grid. */
YutuShape *yutu_shape_from_blob (gconstpointer data,
                                 gsize         length,
                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Where the lines of two BLOBs differ: of each the stretch from the last point that they share in front to
 * the first that they share behind, with both, where there are such; at least a point. FALSE: one is no
 * BLOB of a line as it is written here. (transfer full) of both. Complexity: that of comparing bytes. */
gboolean yutu_line_find_bend (gconstpointer one,
                              gsize         one_size,
                              gconstpointer other,
                              gsize         other_size,
                              YutuShape   **one_stretch,
                              YutuShape   **other_stretch);

/* Writes a 60-byte POINT blob. */
#define YUTU_POINT_BLOB_SIZE 60
void yutu_point_to_blob (YutuPoint point,
                         guint8    blob[YUTU_POINT_BLOB_SIZE]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuShape, yutu_shape_unref)

G_END_DECLS
