/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The check for the window: pairs as GIO has them. Main thread only. What changes the file is signed by
 * the session's actor, on the present day. */
#pragma once

#include "session/yutu-check.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *findings; /* YutuCheckFinding */
  gint64     checked;
} YutuCheckResult;

void yutu_check_result_free (YutuCheckResult *self);

/* @progress says how far it is; @cancellable is its own. */
void             yutu_session_check_async (YutuSession        *self,
                                           YutuProgress       *progress,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);
YutuCheckResult *yutu_session_check_finish (YutuSession  *self,
                                            GAsyncResult *result,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* See yutu_file_decide_finding(); @reason: (nullable). */
void     yutu_session_decide_finding_async (YutuSession            *self,
                                            const YutuCheckFinding *finding,
                                            const char             *reason,
                                            GAsyncReadyCallback     callback,
                                            gpointer                user_data);
gboolean yutu_session_decide_finding_finish (YutuSession  *self,
                                             GAsyncResult *result,
                                             GError      **error);

/* See yutu_file_list_repairs(). */
void       yutu_session_list_repairs_async (YutuSession            *self,
                                            const YutuCheckFinding *finding,
                                            GCancellable           *cancellable,
                                            GAsyncReadyCallback     callback,
                                            gpointer                user_data);
GPtrArray *yutu_session_list_repairs_finish (YutuSession  *self,
                                             GAsyncResult *result,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* *entry is 0 when only derived tables were made anew. */
void     yutu_session_repair_async (YutuSession           *self,
                                    const YutuCheckRepair *repair,
                                    GAsyncReadyCallback    callback,
                                    gpointer               user_data);
gboolean yutu_session_repair_finish (YutuSession  *self,
                                     GAsyncResult *result,
                                     gint64       *entry,
                                     GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuCheckResult, yutu_check_result_free)

G_END_DECLS
