/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Acts that are drawn up, and those that were carried out, for a window: pairs as GIO has them. Main
 * thread only. */
#pragma once

#include "session/yutu-act-cases.h"
#include "session/yutu-act-ground.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

/* Projected as the session's map is. */
void           yutu_session_read_act_ground_async (YutuSession        *self,
                                                   YutuDay             day,
                                                   GCancellable       *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer            user_data);
YutuActGround *yutu_session_read_act_ground_finish (YutuSession  *self,
                                                    GAsyncResult *result,
                                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void          yutu_session_read_act_heirs_async (YutuSession        *self,
                                                 gint64              unit,
                                                 YutuDay             day,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
YutuActHeirs *yutu_session_read_act_heirs_finish (YutuSession  *self,
                                                  GAsyncResult *result,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* @json: see division/yutu-act.h; copied. Changes nothing. */
void            yutu_session_preview_act_async (YutuSession        *self,
                                                const char         *json,
                                                GCancellable       *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer            user_data);
YutuActPreview *yutu_session_preview_act_finish (YutuSession  *self,
                                                 GAsyncResult *result,
                                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Element type YutuActRow, newest day first. */
void       yutu_session_list_acts_async (YutuSession        *self,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
GPtrArray *yutu_session_list_acts_finish (YutuSession  *self,
                                          GAsyncResult *result,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void           yutu_session_load_act_async (YutuSession        *self,
                                            gint64              act,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
YutuActRecord *yutu_session_load_act_finish (YutuSession  *self,
                                             GAsyncResult *result,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* See yutu_file_list_act_cases(). */
void       yutu_session_list_act_cases_async (YutuSession        *self,
                                              const char         *doc_no,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
GPtrArray *yutu_session_list_act_cases_finish (YutuSession  *self,
                                               GAsyncResult *result,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Of an act that was carried out: its notice (公告) as plain text. (transfer full) */
void  yutu_session_read_act_notice_async (YutuSession        *self,
                                          gint64              act,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
char *yutu_session_read_act_notice_finish (YutuSession  *self,
                                           GAsyncResult *result,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* By the suffix of @path: .txt the notice, .csv and .xlsx the table of units, .pdf the maps of the day
 * before and of the day. Over what was there. */
void     yutu_session_save_act_async (YutuSession        *self,
                                      gint64              act,
                                      const char         *path,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data);
gboolean yutu_session_save_act_finish (YutuSession  *self,
                                       GAsyncResult *result,
                                       GError      **error);

G_END_DECLS
