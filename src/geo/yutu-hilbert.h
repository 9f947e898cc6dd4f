/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Hilbert order over the whole earth: each axis is cut into 2^26 cells (5.4e-6 degree of
 * longitude, 2.7e-6 of latitude: at most 0.6 m), a key has 52 bits. All points of a cell of
 * level k (2^k cells an axis) have keys in one run of length 4^(26 - k). */
#pragma once

#include "geo/yutu-point.h"

G_BEGIN_DECLS

#define YUTU_HILBERT_LEVEL 26

typedef struct
{
  guint64 first;
  guint64 last; /* inclusive */
} YutuHilbertRange;

guint64 yutu_hilbert_from_point (YutuPoint point);
/* The middle of the level-@level cell whose keys start with @key >> 2 * (26 - level). */
YutuPoint yutu_hilbert_cell_center (guint64 key,
                                    int     level);
/* Fills at most @max ranges that together cover @box (they may cover more) and returns how many;
 * sorted, disjoint. @max ≥ 4. */
gsize yutu_hilbert_cover (YutuBox           box,
                          gsize             max,
                          YutuHilbertRange *ranges);

G_END_DECLS
