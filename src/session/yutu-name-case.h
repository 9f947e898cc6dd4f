/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A case about a place name (地名命名、更名、销名) leads, the record of the name follows: at each step in the write
 * of the step, so that both are one entry. What a state is to the name stands in the module
 * (YutuState.name_status and after it). */
#pragma once

#include "casework/yutu-module.h"
#include "geo/yutu-shape.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

/* Inside the write that opened or stepped the case. Cases of kinds without a name_work are left alone. @shape: what
 * was drawn for a name that is given; NULL: the point of the case. Errors: GUARD (no such name, or another case is
 * about it), and those of yutu-name-course.h. */
gboolean yutu_name_follow_opened (YutuConnection    *connection,
                                  const YutuModules *modules,
                                  gint64             case_file,
                                  const YutuShape   *shape,
                                  GError           **error);
gboolean yutu_name_follow_step (YutuConnection    *connection,
                                const YutuModules *modules,
                                gint64             case_file,
                                GError           **error);

/* The class of a name that is proposed: what the case says (@said: (nullable): a choice of its field "class"), or what the
 * name tells where that says less than a class. NULL: neither says anything. Any thread. */
const char *yutu_name_case_choose_class (const char *said,
                                         const char *name);

/* The cases about a place name, a former or a proposed one too: oldest first. Not for the main thread. */
typedef struct
{
  gint64              id;
  char               *case_no;
  char               *title;
  char               *state;
  gboolean            is_open;
  const YutuCaseKind *kind; /* of the modules that were given */
} YutuNameCase;

GPtrArray *yutu_file_list_name_cases (YutuFile          *self,
                                      const YutuModules *modules,
                                      gint64             place,
                                      GCancellable      *cancellable,
                                      GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* For a window. */
void       yutu_session_list_name_cases_async (YutuSession        *self,
                                               gint64              place,
                                               GCancellable       *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
GPtrArray *yutu_session_list_name_cases_finish (YutuSession  *self,
                                                GAsyncResult *result,
                                                GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
