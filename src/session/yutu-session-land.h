/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Land for the window's Edit workspace: pairs as GIO has them. Main thread only. What changes the file is
 * signed by the session's actor. */
#pragma once

#include "session/yutu-land-edit.h"
#include "session/yutu-land-island.h"
#include "session/yutu-land-trial.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

/* On the session's day: yutu_file_read_land_edit(). */
void          yutu_session_read_land_async (YutuSession        *self,
                                            gint64              unit,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
YutuLandEdit *yutu_session_read_land_finish (YutuSession  *self,
                                             GAsyncResult *result,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* On the session's day: yutu_file_read_land_line(). */
void          yutu_session_read_land_line_async (YutuSession        *self,
                                                 gint64              arc,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
YutuLandEdit *yutu_session_read_land_line_finish (YutuSession  *self,
                                                  GAsyncResult *result,
                                                  GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* yutu_land_trial_new(); the points are copied. */
void           yutu_session_try_cut_async (YutuSession        *self,
                                           YutuLandEdit       *land,
                                           const YutuPoint    *points,
                                           gsize               n_points,
                                           GCancellable       *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer            user_data);
YutuLandTrial *yutu_session_try_cut_finish (YutuSession  *self,
                                            GAsyncResult *result,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* yutu_land_trial_join(); the faces are copied. */
void            yutu_session_join_land_async (YutuSession        *self,
                                              YutuLandTrial      *trial,
                                              const gint64       *faces,
                                              gsize               n_faces,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
YutuJoinedLand *yutu_session_join_land_finish (YutuSession  *self,
                                               GAsyncResult *result,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* yutu_file_redraw_line(); @wish is copied. @day: on which its line was read. */
void     yutu_session_redraw_line_async (YutuSession          *self,
                                         const YutuRedrawWish *wish,
                                         YutuDay               day,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean yutu_session_redraw_line_finish (YutuSession  *self,
                                          GAsyncResult *result,
                                          GError      **error);
/* On the session's day: yutu_file_try_island(); @wish is copied. */
void             yutu_session_try_island_async (YutuSession          *self,
                                                const YutuIslandWish *wish,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
YutuIslandTrial *yutu_session_try_island_finish (YutuSession  *self,
                                                 GAsyncResult *result,
                                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* yutu_file_add_island(); @wish is copied. */
void     yutu_session_add_island_async (YutuSession          *self,
                                        const YutuIslandWish *wish,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean yutu_session_add_island_finish (YutuSession  *self,
                                         GAsyncResult *result,
                                         GError      **error);

G_END_DECLS
