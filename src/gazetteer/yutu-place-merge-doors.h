/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Doors that two place names have in common, before one of them is merged into the other: the same number (with sub
 * number, building, entrance, floor and room) in one village. They would be one address twice.
 *
 * 1. Of a pair that is settled the door of the name that stays goes on as it is; the other ends on the day (status 5,
 *    changed) and is from then on an auxiliary address (附属地址) of it, by which its text still leads there.
 * 2. A pair is not settled, and nothing is merged, when the two stand farther apart than the limit, so that they are
 *    two doors, or when they do not hold over the same days.
 *
 * Thread: that of the connection. */
#pragma once

#include "base/yutu-day.h"
#include "geo/yutu-point.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_MERGE_DOOR_ONE,        /* settled as above */
  YUTU_MERGE_DOOR_APART,      /* too far from each other */
  YUTU_MERGE_DOOR_OTHER_DAYS, /* one begins or ends while the other holds */
} YutuMergeDoorState;

typedef struct
{
  gint64             id;   /* at the name that ends */
  gint64             kept; /* at the name that stays */
  char              *text;
  char              *kept_text;
  gboolean           has_point; /* both have one */
  YutuPoint          point;     /* of @id */
  YutuPoint          kept_point;
  double             distance_m; /* between them, on the ellipsoid */
  YutuMergeDoorState state;
} YutuMergeDoor;

/* Those that hold on @day or later, by their numbers. @apart_m: how far from each other the plates of one door may
 * have been measured; pairs without points are not judged by it. Element type YutuMergeDoor. */
GPtrArray *yutu_place_merge_list_doors (YutuConnection *connection,
                                        gint64          kept,
                                        gint64          other,
                                        YutuDay         day,
                                        double          apart_m,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
/* Only in a write, before the addresses of the name are read for rewording. @door: of state ONE. */
gboolean yutu_place_merge_settle_door (YutuConnection      *connection,
                                       const YutuMergeDoor *door,
                                       YutuDay              day,
                                       GError             **error);

G_END_DECLS
