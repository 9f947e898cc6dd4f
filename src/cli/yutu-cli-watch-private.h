/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Long work of a verb: its progress on standard error when that is a terminal, and SIGINT or SIGTERM cancel
 * it, so that it ends in order. */
#pragma once

#include "base/yutu-progress.h"

G_BEGIN_DECLS

typedef struct _YutuCliWatch YutuCliWatch;

/* Before the file is opened: threads that are made later leave the signals to it. */
YutuCliWatch *yutu_cli_watch_new (void) G_GNUC_WARN_UNUSED_RESULT;
void          yutu_cli_watch_free (YutuCliWatch *self);
YutuProgress *yutu_cli_watch_get_progress (YutuCliWatch *self);
GCancellable *yutu_cli_watch_get_cancellable (YutuCliWatch *self);
/* Whether it was cancelled: then *@error, which is set, says no more than that, and that nothing came of it. */
gboolean      yutu_cli_watch_explain (YutuCliWatch *self,
                                      GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuCliWatch, yutu_cli_watch_free)

G_END_DECLS
