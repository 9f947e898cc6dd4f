/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A batch of collected addresses (采集批次) on the page of its case: what it holds, the verdicts on its sample,
 * its roads. The sample is marked on the map while the box is seen. Main thread only. */
#pragma once

#include <adwaita.h>

#include "casework/yutu-case-guide.h"
#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_BATCH_BOX (yutu_batch_box_get_type ())
G_DECLARE_FINAL_TYPE (YutuBatchBox, yutu_batch_box, YUTU, BATCH_BOX, AdwBin)

/* Signals: done (char *): what was done, in words; failed (GError *). */
void yutu_batch_box_set_map (YutuBatchBox *self,
                             YutuMapView  *map);
/* Hidden for a case that holds none. */
void yutu_batch_box_show (YutuBatchBox         *self,
                          YutuSession          *session,
                          const YutuCaseDetail *detail);

G_END_DECLS
