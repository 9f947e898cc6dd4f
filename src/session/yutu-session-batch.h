/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Batches of collected addresses for the window, see session/yutu-batch-edit.h: pairs as GIO has them, on the
 * session's day, by its role and actor. Main thread only. */
#pragma once

#include "scene/yutu-marks.h"
#include "session/yutu-batch-edit.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

void yutu_session_load_batch_async (YutuSession        *self,
                                    gint64              case_file,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
/* *marks: (transfer full): the sample on the map: a ring is not judged, a disc right, a diamond wrong. */
YutuBatchPage *yutu_session_load_batch_finish (YutuSession  *self,
                                               GAsyncResult *result,
                                               YutuMarks   **marks,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void     yutu_session_fill_batch_async (YutuSession           *self,
                                        gint64                 case_file,
                                        const YutuBatchSource *source,
                                        GAsyncReadyCallback    callback,
                                        gpointer               user_data);
gboolean yutu_session_fill_batch_finish (YutuSession    *self,
                                         GAsyncResult   *result,
                                         YutuBatchAdded *added,
                                         GError        **error);

/* See yutu_file_list_batches(): for the session's role. */
void       yutu_session_list_batches_async (YutuSession        *self,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
GPtrArray *yutu_session_list_batches_finish (YutuSession  *self,
                                             GAsyncResult *result,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* See yutu_file_start_batch(); what @source points to is referenced, or copied. */
void     yutu_session_start_batch_async (YutuSession           *self,
                                         const YutuBatchSource *source,
                                         GAsyncReadyCallback    callback,
                                         gpointer               user_data);
gboolean yutu_session_start_batch_finish (YutuSession    *self,
                                          GAsyncResult   *result,
                                          gint64         *case_file,
                                          YutuBatchAdded *added,
                                          GError        **error);

/* @verdicts is copied. */
void     yutu_session_judge_batch_async (YutuSession            *self,
                                         gint64                  case_file,
                                         const YutuBatchVerdict *verdicts,
                                         gsize                   n,
                                         GAsyncReadyCallback     callback,
                                         gpointer                user_data);
gboolean yutu_session_judge_batch_finish (YutuSession  *self,
                                          GAsyncResult *result,
                                          GError      **error);

G_END_DECLS
