/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The lines of roads. Inside a read or a write, on its thread. */
#pragma once

#include "base/yutu-day.h"
#include "geo/yutu-shape.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64     id;
  char      *name;
  YutuShape *line;
  YutuDay    valid_from;
  YutuDay    valid_to;
} YutuRoad;

/* The road @id in use on @day (YUTU_DAY_INVALID: on any) that has a line; *road is NULL when there is none. */
gboolean yutu_road_load (YutuConnection *connection,
                         gint64          id,
                         YutuDay         day,
                         YutuRoad      **road,
                         GError        **error);
void     yutu_road_free (YutuRoad *self);
/* Those whose boxes touch that of @radius_m around @point. Element type YutuRoad. */
GPtrArray *yutu_roads_list_near (YutuConnection *connection,
                                 YutuPoint       point,
                                 double          radius_m,
                                 YutuDay         day,
                                 GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuRoad, yutu_road_free)

G_END_DECLS
