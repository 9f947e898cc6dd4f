/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the verb address does besides asking. The file is the first word, the deed the second. */
#pragma once

#include "cli/yutu-cli.h"

G_BEGIN_DECLS

YutuExit yutu_verb_address_number (YutuCall *call,
                                   GError  **error);
YutuExit yutu_verb_address_move (YutuCall *call,
                                 GError  **error);
YutuExit yutu_verb_address_split (YutuCall *call,
                                  GError  **error);

YutuExit yutu_verb_address_batch (YutuCall *call,
                                  GError  **error);
/* show and set: the record of an address */
YutuExit yutu_verb_address_record (YutuCall *call,
                                   GError  **error);
YutuExit yutu_verb_address_walk (YutuCall *call,
                                 GError  **error);

G_END_DECLS
