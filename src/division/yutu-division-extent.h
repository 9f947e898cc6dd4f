/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The divisions that a thing on the ground lies in or crosses (所在或跨行政区), as the register of place names asks:
 * a road, a river, a reservoir by its line or area. Inside a read or a write, on its thread. */
#pragma once

#include "base/yutu-day.h"
#include "division/yutu-division.h"
#include "geo/yutu-shape.h"

G_BEGIN_DECLS

typedef struct
{
  gint64     unit;  /* the finest in which all of it lies, alone; 0: none */
  GPtrArray *parts; /* YutuDivision, of the level below that (townships for 0), some of it in each, by code; empty for
                     * what lies in one of the finest */
} YutuDivisionExtent;

void yutu_division_extent_clear (YutuDivisionExtent *self);

/* Exact on the grid: a line along a border lies in the units on both sides, one that only touches a border is not
 * beyond it; a point as in yutu_division_locate(). */
gboolean yutu_division_find_extent (YutuConnection     *connection,
                                    const YutuShape    *shape,
                                    const char         *day,
                                    YutuDivisionExtent *extent,
                                    GError            **error);
/* "罗店镇、竹马乡"; NULL: it has no parts, or one. (transfer full) */
char *yutu_division_extent_dup_names (const YutuDivisionExtent *self);

/* A village that ends and the one that its land goes to, or one of several. */
typedef struct
{
  gint64 from;
  gint64 to;
} YutuVillageMove;

/* Place names of lines and areas in a township that ends on @day, or loses villages, or that are said to cross one,
 * lie from then on told in the unit in which all of their villages do, and cross those. Only in a write, after the
 * units were changed; the land of villages is taken as it was on the day before. */
gboolean yutu_division_extent_follow (YutuConnection        *connection,
                                      const YutuVillageMove *moves,
                                      gsize                  n_moves,
                                      YutuDay                day,
                                      gint64                *n_moved,
                                      GError               **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuDivisionExtent, yutu_division_extent_clear)

G_END_DECLS
