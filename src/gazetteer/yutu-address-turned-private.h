/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* 2号长山乡余殿下, 长山乡2号余殿下: the number before the names that it is of. */
#pragma once

#include "gazetteer/yutu-address-lattice-private.h"

G_BEGIN_DECLS

/* 长山乡余殿下2号, when @line, read as @pieces (of YutuAddressPiece) of @normal, has a number before names that were not
 * all known so; NULL: it has none, or what stands behind 号 may go on with it (8号桥头). */
char *yutu_address_dup_turned (const YutuLine *line,
                               const char     *normal,
                               const GArray   *pieces) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @pieces, what a turned line was read as, leave nothing else to be meant: names that are known, the last of them
 * one of the file's, and its number. */
gboolean yutu_address_is_known_turned (const GArray *pieces);

G_END_DECLS
