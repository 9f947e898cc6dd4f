/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Whether points lie in the units that they are said to lie in, many times. */
#pragma once

#include "base/yutu-day.h"
#include "geo/yutu-point.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef struct
{
  YutuConnection *connection;
  GHashTable     *lands; /* unit → its stretches of time, each with its polygon */
} YutuUnitLands;

void yutu_unit_lands_init (YutuUnitLands  *self,
                           YutuConnection *connection);
void yutu_unit_lands_clear (YutuUnitLands *self);
/* *out_m: metres beyond the border; 0 inside, on it, and when the unit has no land on that day. */
gboolean yutu_unit_lands_find (YutuUnitLands *self,
                               gint64         unit,
                               YutuDay        day,
                               YutuPoint      point,
                               double        *out_m,
                               GError       **error);

G_END_DECLS
