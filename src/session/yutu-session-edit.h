/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lines and names for the window's Edit workspace: pairs as GIO has them. Main thread only. What
 * changes the file is signed by the session's actor. */
#pragma once

#include "session/yutu-line-edit.h"
#include "session/yutu-name-edit.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

/* On the session's day, projected as its map is. */
void          yutu_session_read_line_async (YutuSession        *self,
                                            gint64              arc,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
YutuLineEdit *yutu_session_read_line_finish (YutuSession  *self,
                                             GAsyncResult *result,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* @seen: see yutu_file_edit_line(). */
void     yutu_session_edit_line_async (YutuSession          *self,
                                       const YutuVertexEdit *edit,
                                       YutuPoint             seen,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean yutu_session_edit_line_finish (YutuSession  *self,
                                        GAsyncResult *result,
                                        GError      **error);

void     yutu_session_rename_async (YutuSession          *self,
                                    const YutuRenameSpec *spec,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean yutu_session_rename_finish (YutuSession      *self,
                                     GAsyncResult     *result,
                                     YutuRenameResult *told,
                                     GError          **error);

void yutu_session_add_place_name_async (YutuSession             *self,
                                        const YutuPlaceNameWish *wish,
                                        GAsyncReadyCallback      callback,
                                        gpointer                 user_data);
/* The id of the new name; 0 with an error. */
gint64 yutu_session_add_place_name_finish (YutuSession  *self,
                                           GAsyncResult *result,
                                           GError      **error);

/* See yutu_file_reshape_place_name(). */
void     yutu_session_reshape_place_name_async (YutuSession        *self,
                                                gint64              place,
                                                YutuShape          *shape,
                                                GAsyncReadyCallback callback,
                                                gpointer            user_data);
gboolean yutu_session_reshape_place_name_finish (YutuSession  *self,
                                                 GAsyncResult *result,
                                                 GError      **error);

/* See yutu-name-fields.h. */
void     yutu_session_write_name_record_async (YutuSession        *self,
                                               gint64              place,
                                               const char         *record,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
gboolean yutu_session_write_name_record_finish (YutuSession  *self,
                                                GAsyncResult *result,
                                                GError      **error);

/* See yutu_file_read_name_facts(); of a place name with its record. */
void           yutu_session_read_name_facts_async (YutuSession        *self,
                                                   gint64              unit,
                                                   gint64              place,
                                                   YutuPoint           point,
                                                   GCancellable       *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer            user_data);
YutuNameFacts *yutu_session_read_name_facts_finish (YutuSession  *self,
                                                    GAsyncResult *result,
                                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
