/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where cases lie on a day. A case row says where it lay when it was opened; what differs from that on a
 * day is of two kinds, and neither is written into the row: a village that got another parent takes its
 * cases along (division says when), and a case whose village was ended or cut was given another one
 * (case_move). Inside yutu_store_read (), on its thread. */
#pragma once

#include "base/yutu-day.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

/* All cases together. */
typedef struct
{
  GHashTable *parents; /* gint64 * village → gint64 *: of villages that ever changed it */
  GHashTable *places;  /* gint64 * case → gint64 [2]: village, township of cases that were moved */
} YutuCasePlaces;

gboolean yutu_case_places_load (YutuConnection *connection,
                                const char     *day,
                                YutuCasePlaces *self,
                                GError        **error);
void     yutu_case_places_clear (YutuCasePlaces *self);
/* In: as the row says; out: as on the day. 0: none. */
void yutu_case_places_apply (const YutuCasePlaces *self,
                             gint64                id,
                             gint64               *village,
                             gint64               *township);

/* One case, in and out as above; YUTU_DAY_INVALID: as the row says. */
gboolean yutu_case_place_on_day (YutuConnection *connection,
                                 gint64          id,
                                 YutuDay         day,
                                 gint64         *village,
                                 gint64         *township,
                                 GError        **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuCasePlaces, yutu_case_places_clear)

G_END_DECLS
