/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Snapping (捕捉): which point somebody means who points near a line. An index is made once of the lines
 * around and is never changed; questions are answered exactly, by nothing but what is near.
 *
 *   vertex    a vertex of a line, or of what is drawn: its own grid point
 *   crossing  of two lines, of a line and a guide, of two guides: rounded to the grid
 *   line      the grid point nearest to a line's nearest place
 *   right     the nearest place on a guide
 *
 * A guide (辅助线) stands at a right angle to the stretch drawn last, runs on straight from it, or stands at
 * a right angle to the first stretch where the drawing began. The foot from the last point square onto
 * a line is a crossing of that line. Guides need two points that are drawn, the foot one. Right angles
 * are those on the ground around the last point. */
#pragma once

#include "geo/yutu-point.h"

G_BEGIN_DECLS

typedef struct _YutuSnapIndex   YutuSnapIndex;
typedef struct _YutuSnapBuilder YutuSnapBuilder;

typedef enum
{
  YUTU_SNAP_BOUNDARY,
  YUTU_SNAP_ROAD,
  YUTU_SNAP_WATER,
  YUTU_SNAP_PILLAR,
} YutuSnapSource;

YutuSnapBuilder *yutu_snap_builder_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Copied. Two points after each other are not equal; a single one is a vertex and nothing else. */
void yutu_snap_builder_add (YutuSnapBuilder *self,
                            gint64           id,
                            YutuSnapSource   source,
                            const YutuPoint *points,
                            gsize            n_points);
/* Frees @self. O (n) and a sort of a sixteenth of it. */
YutuSnapIndex *yutu_snap_builder_end (YutuSnapBuilder *self) G_GNUC_WARN_UNUSED_RESULT;
YutuSnapIndex *yutu_snap_index_ref (YutuSnapIndex *self);
void           yutu_snap_index_unref (YutuSnapIndex *self);

/* The same, of which the lines of these ids are not there: none of the questions below finds them. Shares
 * what @self holds. O (lines). */
YutuSnapIndex *yutu_snap_index_without (YutuSnapIndex *self,
                                        GHashTable    *ids /* gint64 */) G_GNUC_WARN_UNUSED_RESULT;

/* Lines are numbered as they were added. @points: borrowed. */
guint           yutu_snap_index_count_lines (const YutuSnapIndex *self);
const YutuPoint *yutu_snap_index_get_line (const YutuSnapIndex *self,
                                           guint                line,
                                           gint64              *id,
                                           YutuSnapSource      *source,
                                           gsize               *n_points);

/* In the order in which they are preferred. */
typedef enum
{
  YUTU_SNAP_VERTEX = 1 << 0,
  YUTU_SNAP_CROSSING = 1 << 1,
  YUTU_SNAP_LINE = 1 << 2,
  YUTU_SNAP_RIGHT = 1 << 3,
} YutuSnapKind;

#define YUTU_SNAP_ALL 0xf

/* A place on a line of one of the indexes that were asked. */
typedef struct
{
  int       index; /* -1: on no line */
  guint     line;
  gsize     segment; /* between points[segment] and the next; 0 for a single point */
  YutuPoint point;
} YutuSnapPlace;

#define YUTU_SNAP_NOWHERE ((YutuSnapPlace){ .index = -1 })

typedef struct
{
  YutuPoint        at;
  double           east_px; /* pixels that a grid step is wide there, > 0 */
  double           north_px;
  double           radius_px;
  unsigned         kinds; /* YutuSnapKind or-ed */
  const YutuPoint *drawn; /* (nullable): what is drawn so far, in its order */
  gsize            n_drawn;
  const YutuPoint *after; /* (nullable): what follows, nearest first: guides lead from there too */
  gsize            n_after;
  /* What moves along with what is pointed with, and is not there: a line, by its id, 0: none; a
   * vertex, (nullable); stretches, of any line. */
  gint64           gone_line;
  const YutuPoint *gone_vertex;
  const YutuPoint (*gone)[2];
  gsize n_gone;
} YutuSnapQuery;

typedef struct
{
  YutuSnapKind  kind;
  YutuPoint     point;
  double        distance_px; /* of @point from what was asked about */
  YutuSnapPlace on;
  guint         n_guides;
  YutuPoint     guides[2]; /* where those that lead to @point come from */
} YutuSnap;

#define YUTU_SNAP_MAX_OF_KIND 8
/* As many lines' stretches around a point, the nearest ones, are asked for crossings. */
#define YUTU_SNAP_MAX_STRETCHES 256

/* All that may be meant, best first: by kind, then by distance; of each kind at most so many, of each
 * line one place, of each point one. (transfer container) element type YutuSnap. @indexes may have
 * NULL among them. Any thread. */
GArray *yutu_snap_find (YutuSnapIndex *const *indexes,
                        gsize                 n_indexes,
                        const YutuSnapQuery  *query) G_GNUC_WARN_UNUSED_RESULT;

/* The nearest place on a line within the radius: what a click on a line means. FALSE: none. */
gboolean yutu_snap_find_line (YutuSnapIndex *const *indexes,
                              gsize                 n_indexes,
                              const YutuSnapQuery  *query,
                              YutuSnapPlace        *place);

/* A stretch of a line. */
typedef struct
{
  guint     line;
  YutuPoint a;
  YutuPoint b;
} YutuSnapStretch;

/* The stretches that @a – @b crosses, inside against inside. (transfer container) element type
 * YutuSnapStretch. Any thread. */
GArray *yutu_snap_list_crossed (const YutuSnapIndex *self,
                                YutuPoint            a,
                                YutuPoint            b) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Tracing (描绘): along the lines of an index ---- */

#define YUTU_TRACE_MAX_WAYS 6

/**
 * yutu_snap_trace:
 * @from: a place on a line of @self
 * @to: another
 *
 * The ways from one to the other along lines that meet, each the shortest that leaves in its direction,
 * shortest of all first; none comes through @from again. Empty when there is none. Each is an array of
 * YutuPoint from @from to @to with both, no point twice after itself. (transfer container)
 *
 * Lengths are those of a plane around @from: good for choosing. O (n log n) in the lines that are
 * nearer than the way is long. Any thread.
 */
GPtrArray *yutu_snap_trace (const YutuSnapIndex *self,
                            const YutuSnapPlace *from,
                            const YutuSnapPlace *to) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuSnapIndex, yutu_snap_index_unref)

G_END_DECLS
