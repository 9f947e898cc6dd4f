/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The doors of a road as somebody who walks it meets them (道路门牌走查): which stand on the other side than
 * their like, out of order, twice, and which numbers between the first and the last are missing. */
#pragma once

#include "base/yutu-day.h"
#include "geo/yutu-shape.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64    id;
  gint64    village;
  int       door;
  char     *sub; /* NULL: none; owned */
  char     *building;
  gboolean  has_point;
  YutuPoint point;
  gboolean  is_placed; /* along the road: it has a point, and the road a line */
  double    along_m;
  double    distance_m;
  int       side; /* 1 left of the line's direction, -1 right, 0 not to be told */
  gboolean  is_out_of_order;
  gboolean  is_on_other_side;
  gboolean  is_double;
} YutuWalkDoor;

/* Element type YutuWalkDoor. */
GArray *yutu_walk_doors_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Any thread. @line: (nullable): of the road. Doors come out along it; those without a place by number, behind.
 *
 * On the other side: one of the two parities (odd, even) of which at least four are placed and at least four
 * fifths stand on one side. Out of order: by the longest run of numbers that only grow (or only fall) along the
 * line, whichever is longer (C. Schensted, "Longest increasing and decreasing subsequences", Canad. J. Math. 13
 * (1961)), each parity for itself: a door off it whose number lies beyond its neighbours' on it by more than
 * one step, which is two numbers. Double: the same number, sub number and building in one village. */
void yutu_walk_judge (GArray          *doors,
                      const YutuShape *line);

typedef struct
{
  int first;
  int last; /* of the same parity; first for one number */
} YutuWalkGap;

/* The numbers that are missing between the least and the greatest of each parity, odd ones first. */
GArray *yutu_walk_list_gaps (const GArray *doors) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  gint64  place;
  char   *name;
  double  length_m; /* 0: the road has no line */
  GArray *doors;    /* YutuWalkDoor, judged */
  GArray *gaps;     /* YutuWalkGap */
} YutuWalk;

void yutu_walk_free (YutuWalk *self);

/* The road @place (a place name) on @day; *walk is NULL when there is none of that id. Inside
 * yutu_store_read(), on its thread. */
gboolean yutu_walk_load (YutuConnection *connection,
                         gint64          place,
                         YutuDay         day,
                         YutuWalk      **walk,
                         GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuWalk, yutu_walk_free)

G_END_DECLS
