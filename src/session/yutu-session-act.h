/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Acts for a window: pairs as GIO has them. Main thread only. What changes the file is signed by the
 * session's actor. */
#pragma once

#include "session/yutu-act.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

/* An act with what it does, or did. */
typedef struct
{
  YutuActSpec   *spec;
  YutuActReport *report;
} YutuActTrial;

void yutu_act_trial_free (YutuActTrial *self);

/* Takes @spec. Changes nothing. */
void yutu_session_plan_act_async (YutuSession        *self,
                                  YutuActSpec        *spec,
                                  GCancellable       *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer            user_data);
/* Takes @spec. Planned anew and carried out: one journal entry. */
void          yutu_session_apply_act_async (YutuSession        *self,
                                            YutuActSpec        *spec,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
YutuActTrial *yutu_session_plan_act_finish (YutuSession  *self,
                                            GAsyncResult *result,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;
YutuActTrial *yutu_session_apply_act_finish (YutuSession  *self,
                                             GAsyncResult *result,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuActTrial, yutu_act_trial_free)

G_END_DECLS
