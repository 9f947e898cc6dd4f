/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "gazetteer/yutu-address-parse.h"

G_BEGIN_DECLS

/* Of the pieces (YutuAddressPiece) of @line the first address is left, what is of others is made noise. One that is
 * written twice is one. Returns the reasons: YUTU_ADDRESS_SEVERAL, YUTU_ADDRESS_REPEATED. */
unsigned yutu_address_drop_second (const char *line,
                                   GArray     *pieces);

G_END_DECLS
