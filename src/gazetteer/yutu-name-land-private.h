/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The land of units, and which of it natural features lie on (R8). */
#pragma once

#include "gazetteer/yutu-name-rules.h"
#include "geo/yutu-shape.h"

G_BEGIN_DECLS

typedef struct _YutuNameLand YutuNameLand;

/* A unit's land over some days. */
typedef struct
{
  gint64  unit;
  int     level;
  char   *name;
  YutuDay from;
  YutuDay to;
} YutuNameArea;

/* A feature on one of them. */
typedef struct
{
  const YutuNameArea *area;
  gboolean            is_within; /* all of it; else a part */
} YutuNameReach;

YutuNameLand *yutu_name_land_load (YutuConnection      *connection,
                                   YutuNameReadLandFunc read_land,
                                   GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void          yutu_name_land_free (YutuNameLand *self);

/* Every area of @level and above that the feature of number @feature, with @shape, lies on. It is laid on them when it
 * is first asked for; any thread. (transfer none) of YutuNameReach. */
const GArray *yutu_name_land_list_reaches (YutuNameLand    *self,
                                           guint            feature,
                                           const YutuShape *shape,
                                           int              level);
/* Whether the unit has land on @day. */
gboolean yutu_name_land_has (const YutuNameLand *self,
                             gint64              unit,
                             YutuDay             day);
/* Whether any unit of @level has. */
gboolean yutu_name_land_has_level (const YutuNameLand *self,
                                   int                 level,
                                   YutuDay             day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuNameLand, yutu_name_land_free)

G_END_DECLS
