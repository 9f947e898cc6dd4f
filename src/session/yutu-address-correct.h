/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One address corrected, renumbered from a day on, or cancelled (注销): what people do about what the check of quality
 * finds in it. Each is one journal entry. The yutu_file_ functions are not for the main thread, the yutu_session_ ones
 * for it alone, and sign with the session's actor and role. */
#pragma once

#include "gazetteer/yutu-address-edit.h"
#include "session/yutu-facility-edit.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

typedef struct
{
  gint64             address;
  gboolean           is_end; /* it is cancelled on @day; numbers are not looked at */
  YutuAddressNumbers numbers;
  YutuDay            day; /* YUTU_DAY_INVALID: they were recorded wrongly */
} YutuAddressCorrection;

/* *id: (out): the address as it stands now. Planner and desk may. Errors: YUTU_CASEWORK_ERROR_ROLE;
 * YUTU_GAZETTEER_ERROR_INVALID, see yutu_address_set_numbers() and yutu_address_end(). */
gboolean yutu_file_correct_address (YutuFile                    *self,
                                    const YutuAddressCorrection *correction,
                                    const YutuSigner            *signer,
                                    gint64                      *id,
                                    GError                     **error);

void     yutu_session_correct_address_async (YutuSession                 *self,
                                             const YutuAddressCorrection *correction,
                                             GAsyncReadyCallback          callback,
                                             gpointer                     user_data);
gboolean yutu_session_correct_address_finish (YutuSession  *self,
                                              GAsyncResult *result,
                                              gint64       *id,
                                              GError      **error);

G_END_DECLS
