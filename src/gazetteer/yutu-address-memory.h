/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* All address points of a day in memory, 16 bytes each, as they stood when they were read: for a map
 * that is painted again and again. Immutable, any thread. */
#pragma once

#include "gazetteer/yutu-address-point.h"

G_BEGIN_DECLS

typedef struct _YutuAddressMemory YutuAddressMemory;

/* Inside yutu_store_read(), on its thread. A million take about 0.2 s. */
YutuAddressMemory *yutu_address_memory_read (YutuConnection *connection,
                                             YutuDay         day,
                                             GError        **error) G_GNUC_WARN_UNUSED_RESULT;
YutuAddressMemory *yutu_address_memory_ref (YutuAddressMemory *self);
void               yutu_address_memory_unref (YutuAddressMemory *self);

/* In Hilbert order. */
const YutuAddressPoints *yutu_address_memory_get_points (const YutuAddressMemory *self);
/* The cells of level YUTU_ADDRESS_CELL_MAX_LEVEL that hold any, in the same order. */
const YutuAddressPoints *yutu_address_memory_get_cells (const YutuAddressMemory *self);

typedef struct
{
  gsize first;
  gsize n;
} YutuAddressRun;

#define YUTU_ADDRESS_MAX_RUNS 48

/* Runs of the points (or cells) that together hold all that lie in @box, and some around it; sorted,
 * disjoint. Returns how many. */
gsize yutu_address_memory_find (const YutuAddressMemory *self,
                                YutuBox                  box,
                                gboolean                 cells,
                                YutuAddressRun           runs[YUTU_ADDRESS_MAX_RUNS]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuAddressMemory, yutu_address_memory_unref)

G_END_DECLS
