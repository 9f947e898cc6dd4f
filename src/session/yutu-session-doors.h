/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Doors for the window's Edit workspace, see session/yutu-door-edit.h: pairs as GIO has them. Main thread
 * only. What changes the file is signed by the session's actor. */
#pragma once

#include "session/yutu-door-edit.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

/* @does_it: the numbers are given; else it is only told what would be. @run is copied. */
void          yutu_session_number_doors_async (YutuSession        *self,
                                               const YutuDoorRun  *run,
                                               gboolean            does_it,
                                               GCancellable       *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
YutuDoorPlan *yutu_session_number_doors_finish (YutuSession  *self,
                                                GAsyncResult *result,
                                                GError      **error) G_GNUC_WARN_UNUSED_RESULT;

void     yutu_session_move_door_async (YutuSession        *self,
                                       gint64              address,
                                       YutuPoint           point,
                                       YutuDay             day,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
gboolean yutu_session_move_door_finish (YutuSession   *self,
                                        GAsyncResult  *result,
                                        YutuDoorMoved *moved,
                                        GError       **error);

/* @does_it: as above */
void     yutu_session_split_address_async (YutuSession         *self,
                                           const YutuSplitSpec *spec,
                                           gboolean             does_it,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
gboolean yutu_session_split_address_finish (YutuSession     *self,
                                            GAsyncResult    *result,
                                            YutuSplitResult *told,
                                            GError         **error);

G_END_DECLS
