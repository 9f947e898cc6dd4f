/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Handling cases from the main thread: each a pair as GIO has it, signed by the session's actor in
 * the session's role, and one journal entry when it changes something. A job of the user's: the
 * session is busy until it is done. */
#pragma once

#include "session/yutu-case-edit.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

/* Role and actor of @opening are the session's, whatever it says; it is copied. */
void yutu_session_open_case_async (YutuSession           *self,
                                   YutuPlace             *place,
                                   const YutuCaseOpening *opening,
                                   GAsyncReadyCallback    callback,
                                   gpointer               user_data);
/* The id of the case; 0 on error. */
gint64 yutu_session_open_case_finish (YutuSession  *self,
                                      GAsyncResult *result,
                                      GError      **error);

/* The same for @step. */
void     yutu_session_step_case_async (YutuSession        *self,
                                       gint64              id,
                                       const YutuCaseStep *step,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
gboolean yutu_session_step_case_finish (YutuSession  *self,
                                        GAsyncResult *result,
                                        GError      **error);

/* Attaches the file at @path to case @id, on @day, under its own name. */
void     yutu_session_attach_async (YutuSession        *self,
                                    gint64              id,
                                    const char         *path,
                                    YutuDay             day,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
gboolean yutu_session_attach_finish (YutuSession  *self,
                                     GAsyncResult *result,
                                     GError      **error);

/* Writes what @event attached to @path, in the place of what was there. */
void     yutu_session_save_attachment_async (YutuSession        *self,
                                             gint64              id,
                                             gint64              event,
                                             const char         *path,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
gboolean yutu_session_save_attachment_finish (YutuSession  *self,
                                              GAsyncResult *result,
                                              GError      **error);

G_END_DECLS
