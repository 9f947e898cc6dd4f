/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Why a written address was read or found as it was (原因代码): one table of codes, which never change, and
 * of their words. Any thread. */
#pragma once

#include "gazetteer/yutu-address-match.h"

G_BEGIN_DECLS

/* Of the parse first, of the match behind them. */
#define YUTU_ADDRESS_N_ALL_REASONS (YUTU_ADDRESS_N_REASONS + YUTU_ADDRESS_MATCH_N_REASONS)

/* "EMPTY" …; @index: 0 … YUTU_ADDRESS_N_ALL_REASONS - 1. */
const char *yutu_address_reason_get_code (guint index);
/* A sentence without full stop, in the language of the user. */
const char *yutu_address_reason_get_text (guint index);
/* The next that is set from @index on; YUTU_ADDRESS_N_ALL_REASONS when there is none. @of_parse,
 * @of_match: YutuAddressReason and YutuAddressMatchReason or-ed. */
guint yutu_address_reason_find_next (unsigned of_parse,
                                     unsigned of_match,
                                     guint    index);
/* The codes, or the sentences, of all that are set, as a list in one line; "" when none is. */
char *yutu_address_reason_list_codes (unsigned of_parse,
                                      unsigned of_match) G_GNUC_WARN_UNUSED_RESULT;
char *yutu_address_reason_list_texts (unsigned of_parse,
                                      unsigned of_match) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
