/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The session's questions about days: when divisions changed, what became of a unit, what is
 * different between two days; and the other clock. Main thread; the work is done on others. */
#pragma once

#include "division/yutu-division-history.h"
#include "gazetteer/yutu-address-forms.h"
#include "session/yutu-comparison.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

/* Latest first; element type YutuChangeDay. */
void       yutu_session_list_change_days_async (YutuSession        *self,
                                                GCancellable       *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer            user_data);
GPtrArray *yutu_session_list_change_days_finish (YutuSession  *self,
                                                 GAsyncResult *result,
                                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Oldest first; element type YutuUnitEvent. */
void       yutu_session_list_history_async (YutuSession        *self,
                                            gint64              unit,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
GPtrArray *yutu_session_list_history_finish (YutuSession  *self,
                                             GAsyncResult *result,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Of an address, oldest first; element type YutuAddressForm. */
void       yutu_session_list_address_forms_async (YutuSession        *self,
                                                  gint64              address,
                                                  GCancellable       *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer            user_data);
GPtrArray *yutu_session_list_address_forms_finish (YutuSession  *self,
                                                   GAsyncResult *result,
                                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* See yutu_file_compare(). */
void            yutu_session_compare_async (YutuSession        *self,
                                            YutuDay             then,
                                            YutuDay             now,
                                            int                 level,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
YutuComparison *yutu_session_compare_finish (YutuSession  *self,
                                             GAsyncResult *result,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
