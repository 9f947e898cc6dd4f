/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Place names that are recorded twice (R13 of the naming rules: one object, one standard name): which may be,
 * and one of two becoming a former name of the other. Thread: that of the connection. */
#pragma once

#include "base/yutu-day.h"
#include "base/yutu-progress.h"
#include "geo/yutu-point.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

/* Why two names may be one. */
typedef enum
{
  YUTU_PLACE_SAME_NAME, /* the same name and kind, near each other */
  YUTU_PLACE_SAME_LAND, /* lines or areas that lie on each other, under different names; points of one kind */
} YutuPlaceDoubleKind;

typedef struct
{
  YutuPlaceDoubleKind kind;
  gint64              id; /* the smaller one */
  gint64              other;
  char               *name;
  char               *other_name;
  double              share; /* SAME_LAND of lines and areas: how much of each lies on the other, 0 … 1 */
  YutuPoint           point; /* of @id */
} YutuPlaceDouble;

typedef struct
{
  double near_m;  /* SAME_NAME */
  double share;   /* SAME_LAND: of both, at least so much */
  double point_m; /* SAME_LAND: points so near */
} YutuPlaceDoubleLimits;

void yutu_place_double_free (YutuPlaceDouble *self);

/* Pairs of names in use on @day, by their ids. Inside yutu_store_read(). Element type YutuPlaceDouble. */
GPtrArray *yutu_place_list_doubles (YutuConnection              *connection,
                                    const YutuPlaceDoubleLimits *limits,
                                    YutuDay                      day,
                                    YutuProgress                *progress,
                                    GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @other may end on @day in @kept: both are in use and no case is about to change them, and where addresses
 * stand at @other, @kept is numbered as it is: the doors of a road go to a road, those of a natural village to one,
 * all others to what is neither. INVALID says why not. */
gboolean yutu_place_name_check_merge (YutuConnection *connection,
                                      gint64          kept,
                                      gint64          other,
                                      YutuDay         day,
                                      GError        **error);
/* The other names of @kept after it: its own, then @other and those of it, parted by 、. */
gboolean yutu_place_name_merged_alias (YutuConnection *connection,
                                       gint64          kept,
                                       gint64          other,
                                       char          **alias,
                                       GError        **error);
/* @other ends on @day, historical and replaced by @kept, which bears its names as other names and takes where
 * it lies when it lies nowhere itself; refused as above. Only in a write; doors that are at both are settled
 * before (yutu-place-merge-doors.h), the other addresses follow (yutu-address-reword.h). */
gboolean yutu_place_name_merge (YutuConnection *connection,
                                gint64          kept,
                                gint64          other,
                                YutuDay         day,
                                GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuPlaceDouble, yutu_place_double_free)

G_END_DECLS
