/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "gazetteer/yutu-gazetteer.h"
#include "geo/yutu-hilbert.h"

G_BEGIN_DECLS

/* Bump when a derived table of the room may come out differently. */
#define YUTU_GAZETTEER_VERSION 5

#define YUTU_PACKED_GRID 100 /* grid steps in 1e-7 degree */

static inline gint64
yutu_packed_from_grid (gint64 grid)
{
  return (grid + (grid < 0 ? -YUTU_PACKED_GRID / 2 : YUTU_PACKED_GRID / 2)) / YUTU_PACKED_GRID;
}

static inline YutuPoint
yutu_packed_to_point (gint64 x,
                      gint64 y)
{
  return (YutuPoint){ x * YUTU_PACKED_GRID, y * YUTU_PACKED_GRID };
}

/* ---- address_point and address_cell ---- */

gboolean yutu_address_points_derive (YutuConnection *connection,
                                     GArray *const  *ids,
                                     gint64          bulk_first,
                                     gpointer        data,
                                     GError        **error);
gboolean yutu_address_points_rebuild (YutuConnection *connection,
                                      GError        **error);

/* ---- address_day ---- */

gboolean yutu_address_days_derive (YutuConnection *connection,
                                   GArray *const  *ids,
                                   gint64          bulk_first,
                                   gpointer        data,
                                   GError        **error);
gboolean yutu_address_days_rebuild (YutuConnection *connection,
                                    GError        **error);

G_END_DECLS
