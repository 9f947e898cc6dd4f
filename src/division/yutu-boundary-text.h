/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lines and areas in words, as Chinese documents have them: the course of a line (走向说明), from mark
 * to mark, along what, in which direction and how far; and the four bounds (四至) of an area, by whom it
 * borders on towards each side of the world. Both ways: the text can be read back, and tells the same.
 *
 * Names are kept apart by punctuation, which no standard name has; one that has some is refused
 * (YUTU_DIVISION_ERROR_INVALID). Thread: any. */
#pragma once

#include "division/yutu-division.h"

G_BEGIN_DECLS

/* INVALID when @name (nullable) is empty or has spaces or punctuation. */
gboolean yutu_boundary_check_name (const char *name,
                                   GError    **error);

/* ---- The course of a line ---- */

/* A river, a road or a ridge that the line may follow. */
typedef struct
{
  const char      *name;
  const YutuShape *shape; /* lines */
} YutuCourseFeature;

/* A pillar or a junction. */
typedef struct
{
  const char *label; /* 330702330723001Q号界桩 */
  YutuPoint   point;
} YutuCourseMark;

typedef struct
{
  const char              *name;  /* of the line */
  const char              *left;  /* of who lies to the left of it; NULL: not known */
  const char              *right; /* NULL: not known */
  const YutuShape         *shape;
  const YutuCourseMark    *marks; /* in any order; of several at one place the first is named */
  gsize                    n_marks;
  double                   mark_reach_m; /* a mark farther off is none of this line */
  const YutuCourseFeature *features;
  gsize                    n_features;
  double                   turn_m; /* the rules course-turn-m, course-follow-m, */
  double                   follow_m;
  double                   follow_share; /* course-follow-percent, 0 to 1 */
} YutuCourseSpec;

/* A part of a leg in one direction, or along one thing. */
typedef struct
{
  char  *along;     /* NULL: along nothing that has a name */
  int    direction; /* of 16, 0 north, clockwise; from its start to its end as the crow flies */
  double length_m;  /* along the line */
} YutuCourseStretch;

typedef struct
{
  guint     piece; /* the line may come in several */
  char     *from;
  char     *to;
  GArray   *stretches; /* YutuCourseStretch */
  double    start_m;   /* along the line */
  YutuPoint start;
  YutuPoint end;
} YutuCourseLeg;

typedef struct
{
  char      *name;
  char      *left; /* NULL: not known */
  char      *right;
  double     length_m;
  GPtrArray *legs; /* YutuCourseLeg */
} YutuCourse;

void        yutu_course_free (YutuCourse *self);
YutuCourse *yutu_course_new (const YutuCourseSpec *spec,
                             GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): one paragraph. */
char *yutu_course_to_text (const YutuCourse *self) G_GNUC_WARN_UNUSED_RESULT;
/* "东偏北" … of 0 to 15. Static. */
const char *yutu_course_direction_name (int direction);

/* ---- Four bounds ---- */

enum
{
  YUTU_SIDE_EAST,
  YUTU_SIDE_SOUTH,
  YUTU_SIDE_WEST,
  YUTU_SIDE_NORTH,
  YUTU_N_SIDES,
};

/* A straight piece of an outline, the area to its left. */
typedef struct
{
  YutuPoint start;
  YutuPoint end;
  guint     neighbour; /* index into the names */
} YutuBoundsEdge;

typedef struct
{
  char      *name;                /* of the area */
  GPtrArray *sides[YUTU_N_SIDES]; /* char *: longest share first; empty where it has no outline */
} YutuBounds;

void yutu_bounds_free (YutuBounds *self);
/* @least_share: the rule bounds-share-percent, 0 to 1. Every neighbour that has an edge with a length
 * is named at least once. */
YutuBounds *yutu_bounds_new (const char           *name,
                             const YutuBoundsEdge *edges,
                             gsize                 n_edges,
                             const char *const    *neighbours,
                             gsize                 n_neighbours,
                             double                least_share,
                             GError              **error) G_GNUC_WARN_UNUSED_RESULT;
char       *yutu_bounds_to_text (const YutuBounds *self) G_GNUC_WARN_UNUSED_RESULT;
YutuBounds *yutu_bounds_from_text (const char *text,
                                   GError    **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of a unit on a day: its neighbours of the same level, or the finest above it; outside of the county
 * those that the county's lines name. NOT_FOUND when the unit has no land then. Thread: that of the
 * connection. */
YutuBounds *yutu_bounds_load (YutuConnection *connection,
                              gint64          unit,
                              const char     *day,
                              GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuCourse, yutu_course_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuBounds, yutu_bounds_free)

G_END_DECLS
