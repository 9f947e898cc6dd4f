/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How far a long piece of work is, and whether it should stop. Written by the worker, read by
 * whoever shows it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _YutuProgress YutuProgress;

YutuProgress *yutu_progress_new   (GCancellable *cancellable);
YutuProgress *yutu_progress_ref   (YutuProgress *self);
void          yutu_progress_unref (YutuProgress *self);

/**
 * yutu_progress_step:
 * @self: (nullable): %NULL is allowed everywhere, and means nobody watches
 * @stage: (nullable): static text naming the stage; %NULL keeps the last one
 * @done: units done
 * @total: units in all, 0 when unknown
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED when the work should stop.
 *
 * Thread: any thread.
 */
gboolean yutu_progress_step (YutuProgress *self,
                             const char   *stage,
                             guint64       done,
                             guint64       total,
                             GError      **error);

/**
 * yutu_progress_begin_part:
 * @self: (nullable): %NULL is allowed
 * @from: what of the whole is done when this part begins, 0 … 1; not less than before
 * @to: what is done when it ends
 *
 * The steps from now on are of a part of the work, so that a bar over several stages never goes back.
 *
 * Thread: any thread.
 */
void yutu_progress_begin_part (YutuProgress *self,
                               double        from,
                               double        to);

/* In parts, @done of @total is of the whole. Thread: any thread. */
void yutu_progress_read (YutuProgress *self,
                         const char  **stage,
                         guint64      *done,
                         guint64      *total);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuProgress, yutu_progress_unref)

G_END_DECLS
