/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Signs of place names (地名标志, GB 17733-2008) beside the names: what is written on them, where they stand, and the
 * crossings of roads that lack one. A sign is of the name whose number it has (name_id), else of the nearest one that
 * is called what is written on it. Limits: data/rules/sign-limits.csv. */
#pragma once

#include "gazetteer/yutu-road-crossing.h"
#include "session/yutu-check-private.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_SIGN_REGISTER "division.name-sign"

typedef struct
{
  YutuRoadCrossing roads;
  char            *names;    /* of its roads: 八一南街、宾虹路 */
  gboolean         has_sign; /* a road sign of one of them stands there; one that says nothing counts by its place */
} YutuSignCrossing;

typedef struct
{
  GPtrArray *crossings; /* YutuSignCrossing, from south to north */
  guint      n_signed;
  guint      n_signs; /* that stand, of every kind */
} YutuSigns;

void yutu_signs_free (YutuSigns *self);

/* @road: the crossings of this road alone; 0: of all roads in use on @day. Not for the main thread. */
YutuSigns *yutu_file_read_signs (YutuFile     *self,
                                 gint64        road,
                                 YutuDay       day,
                                 GCancellable *cancellable,
                                 GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* For a window: on the session's day. */
void       yutu_session_read_signs_async (YutuSession        *self,
                                          gint64              road,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
YutuSigns *yutu_session_read_signs_finish (YutuSession  *self,
                                           GAsyncResult *result,
                                           GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* The rules of yutu-sign-check.c; sign-crossing for roads of which there are signs that say so. Inside a read. */
gboolean yutu_check_signs (YutuCheck *self,
                           GError   **error);
void     yutu_check_add_sign_rules (GPtrArray *rules);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuSigns, yutu_signs_free)

G_END_DECLS
