/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Addresses that follow a name. Their canonical text is made of names: when one changes on a day,
 * an address has a new form from that day on and keeps its former one; when one was written wrongly,
 * so was the text. Only in a write, on its thread: begin before the name is changed, finish after.
 *
 *   g_autoptr (YutuAddressReword) reword = yutu_address_reword_new (connection, unit, 0, day, error);
 *   … the name …
 *   yutu_address_reword_finish (reword, 0, &result, error);
 */
#pragma once

#include "base/yutu-day.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef struct _YutuAddressReword YutuAddressReword;

typedef struct
{
  gint64 old_id;
  gint64 new_id;
} YutuAddressSuccessor;

typedef struct
{
  gint64  n_reworded; /* text written over: wrong before, or of days to come */
  GArray *successors; /* YutuAddressSuccessor: former forms that ended, and the new ones */
} YutuAddressRewordResult;

/* @unit: whose addresses (of all villages under it); 0: those at the place name @place. @day: from
 * when on the name is another; YUTU_DAY_INVALID: it was written wrongly, on all days. */
YutuAddressReword *yutu_address_reword_new (YutuConnection *connection,
                                            gint64          unit,
                                            gint64          place,
                                            YutuDay         day,
                                            GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void               yutu_address_reword_free (YutuAddressReword *self);
/* Texts that come out as they were stay untouched. @new_place: the row of the place name from the day
 * on; 0: the same. */
gboolean yutu_address_reword_finish (YutuAddressReword       *self,
                                     gint64                   new_place,
                                     YutuAddressRewordResult *result,
                                     GError                 **error);
void     yutu_address_reword_result_clear (YutuAddressRewordResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuAddressReword, yutu_address_reword_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuAddressRewordResult, yutu_address_reword_result_clear)

G_END_DECLS
