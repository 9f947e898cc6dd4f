/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What changes of place names share. Only in a write, on its thread. */
#pragma once

#include "store/yutu-store.h"

G_BEGIN_DECLS

/* Facilities at a former address go on at its successor. @successors: of YutuAddressSuccessor. */
gboolean yutu_name_move_facilities (YutuConnection *connection,
                                    const GArray   *successors,
                                    gint64         *n_moved,
                                    GError        **error);

/* Of the open batches that they are in, unless the successor is in one itself: a batch is about what stands. */
gboolean yutu_name_move_batch_items (YutuConnection *connection,
                                     const GArray   *successors,
                                     gint64         *n_moved,
                                     GError        **error);

G_END_DECLS
