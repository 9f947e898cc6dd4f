/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The packed layer of addresses: points in Hilbert order and counts of cells, in 1e-7 degree.
 * Inside yutu_store_read(), on its thread. */
#pragma once

#include "base/yutu-day.h"
#include "geo/yutu-point.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

/* Counts are kept for cells of these Hilbert levels: about 10 km to 40 m. */
#define YUTU_ADDRESS_CELL_MIN_LEVEL 12
#define YUTU_ADDRESS_CELL_MAX_LEVEL 20

/* Columns of one length. */
typedef struct
{
  gsize    n;
  gint32  *x;      /* 1e-7 degree east */
  gint32  *y;      /* 1e-7 degree north */
  guint32 *counts; /* cells: addresses in it; NULL for points */
  gint64  *ids;    /* points: address ids; NULL for cells */
} YutuAddressPoints;

void yutu_address_points_free (YutuAddressPoints *self);

/* Points with min ≤ x, y ≤ max of @box (rounded to 1e-7), valid on @day; YUTU_DAY_INVALID for all
 * days. In Hilbert order. */
YutuAddressPoints *yutu_address_points_in_box (YutuConnection *connection,
                                               YutuBox         box,
                                               YutuDay         day,
                                               GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* Middles of the cells of @level (clamped to the kept levels) that may touch @box (a few more are
 * possible), with the number of addresses whose validity is open. */
YutuAddressPoints *yutu_address_cells_in_box (YutuConnection *connection,
                                              YutuBox         box,
                                              int             level,
                                              GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuAddressPoints, yutu_address_points_free)

G_END_DECLS
