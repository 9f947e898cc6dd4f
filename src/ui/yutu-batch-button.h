/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Takes addresses that were chosen from a list into a collection batch (采集批次): one that may be filled, or a new
 * one. The batches are read when the list of them is opened. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_BATCH_BUTTON (yutu_batch_button_get_type ())
G_DECLARE_FINAL_TYPE (YutuBatchButton, yutu_batch_button, YUTU, BATCH_BUTTON, AdwBin)

/* Signals:
 *   done (char *): what was done, in words
 *   failed (GError *) */
GtkWidget *yutu_batch_button_new (void);
/* (nullable): no batch is to be had. */
void yutu_batch_button_set_session (YutuBatchButton *self,
                                    YutuSession     *session);
/* Of gint64, copied; (nullable), or empty: none is chosen. */
void yutu_batch_button_set_ids (YutuBatchButton *self,
                                const GArray    *ids);

G_END_DECLS
