/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Places along roads that no address stands at: a number between two known doors (内插门牌), and where two roads
 * meet (交叉口). Inside a read or a write, on its thread. */
#pragma once

#include "base/yutu-day.h"
#include "geo/yutu-shape.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

/* A number of a road between two that stand there, which have its parity. */
typedef struct
{
  gint64    road; /* 0: none, then the rest is not set */
  char     *name;
  int       door;
  gint64    village; /* of the lower one */
  gint64    ids[2];   /* the doors, the lower number first */
  int       doors[2];
  YutuPoint point;      /* in proportion along the road, as far off it as the two are */
  double    accuracy_m; /* half of what lies between the two */
} YutuBetween;

void yutu_between_clear (YutuBetween *self);

/* Where number @door of @road would be on @day; road 0 when it lies between no two. */
gboolean yutu_between_find (YutuConnection *connection,
                            gint64          road,
                            int             door,
                            YutuDay         day,
                            YutuBetween    *between,
                            GError        **error);
/* Which number @point would have, of the road that is nearest within @max_m. */
gboolean yutu_between_near (YutuConnection *connection,
                            YutuPoint       point,
                            double          max_m,
                            YutuDay         day,
                            YutuBetween    *between,
                            GError        **error);
/* "between No. 3 and No. 9, good to 12 m" */
char *yutu_between_dup_words (const YutuBetween *self) G_GNUC_WARN_UNUSED_RESULT;

/* How far @point is from the line of @road on @day; 0 when it is no road in use, or has no line. */
gboolean yutu_road_measure_distance (YutuConnection *connection,
                                     gint64          road,
                                     YutuPoint       point,
                                     YutuDay         day,
                                     double         *distance_m,
                                     GError        **error);

/* ---- Crossings ---- */

#define YUTU_CROSSING_HERE_M 5 /* nearer than that a point is on it */

typedef struct
{
  gint64    roads[2]; /* place_name; 0: none */
  char     *names[2];
  YutuPoint point;
  double    distance_m; /* of the point asked for; else 0 */
  double    azimuth_deg; /* from the crossing to it */
} YutuCrossing;

void yutu_crossing_clear (YutuCrossing *self);
/* Element type YutuCrossing, which are cleared. */
GArray *yutu_crossings_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* Any thread. Where two lines cross or one ends at the other, within 15 m of it: YutuPoint, those within 60 m
 * of each other as one, their middle, for the lanes of a wide road. */
GArray *yutu_crossing_list_points (const YutuShape *line,
                                   const YutuShape *other) G_GNUC_WARN_UNUSED_RESULT;

/* Where @road and @other, in use on @day, meet, behind what @crossings has. */
gboolean yutu_crossing_list (YutuConnection *connection,
                             gint64          road,
                             gint64          other,
                             YutuDay         day,
                             GArray         *crossings,
                             GError        **error);
/* The nearest one within @max_m; roads of 0 when there is none. */
gboolean yutu_crossing_near (YutuConnection *connection,
                             YutuPoint       point,
                             double          max_m,
                             YutuDay         day,
                             YutuCrossing   *crossing,
                             GError        **error);

/* "明月街与永康街交叉口", and what lies beside it: "东南角", "东南30米". */
char *yutu_crossing_dup_text (const YutuCrossing *self,
                              const char         *beside) G_GNUC_WARN_UNUSED_RESULT;
/* Of a point @distance_m off: "东南30米"; "" where it is on it. */
char *yutu_crossing_dup_beside (const YutuCrossing *self) G_GNUC_WARN_UNUSED_RESULT;
/* "东南角", "东侧". */
char *yutu_crossing_dup_corner (int azimuth_deg) G_GNUC_WARN_UNUSED_RESULT;
/* The direction that Chinese words say, "东南角", in degrees from the north; -1: none. */
int yutu_crossing_read_azimuth (const char *words);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuBetween, yutu_between_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuCrossing, yutu_crossing_clear)

G_END_DECLS
