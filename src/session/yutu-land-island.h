/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Land that was a unit's all along although nobody drew it: an island, an exclave (飞地) in what surrounds
 * it, a piece that was left open; or a hole, which was nobody's. A matter of correcting the record (更正):
 * what law gives on a day is an act's. Not for the main thread. */
#pragma once

#include "division/yutu-topology.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

typedef struct
{
  const YutuPoint *ring; /* repeats its first point as its last */
  gsize            n_points;
  gint64           unit; /* whose it is on all days on which that is there; 0: nobody's on any */
} YutuIslandWish;

/* A unit that gains or loses land, on the day that was asked for. */
typedef struct
{
  gint64 unit; /* the finest; 0: land that nobody had */
  char  *name; /* NULL with 0 */
  gint64 area_cm2;
} YutuIslandLoss;

/* What it would do. */
typedef struct
{
  gboolean             is_allowed;
  YutuTopologyError    reason; /* when it is not */
  YutuTopologyConflict conflict;
  gint64               area_cm2; /* that gets another owner; 0: none does */
  GPtrArray           *losses;   /* YutuIslandLoss, the greatest first; without the unit that it goes to */
} YutuIslandTrial;

/* Nothing is written. OPEN of yutu-topology.h when the line is no ring. */
YutuIslandTrial *yutu_file_try_island (YutuFile             *self,
                                       const YutuIslandWish *wish,
                                       YutuDay               day,
                                       GCancellable         *cancellable,
                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void             yutu_island_trial_free (YutuIslandTrial *self);

/* One journal entry, durable when it returns. What the ring encloses of the faces that it cuts; other land
 * that lies wholly inside of it stays whose it is. */
gboolean yutu_file_add_island (YutuFile             *self,
                               const YutuIslandWish *wish,
                               const char           *actor,
                               gint64               *entry,
                               GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuIslandTrial, yutu_island_trial_free)

G_END_DECLS
