/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A point, or a line that is a coordinate instead of an address: what stands there. */
#pragma once

#include "gazetteer/yutu-address-match.h"

G_BEGIN_DECLS

/* @match: cleared or new. The nearest door within 50 m, else the nearest natural village within 1000 m and of the same
 * unit, else the finest unit around; each to be confirmed, with the point that is asked. OUTSIDE when no unit has it.
 * In a read. */
gboolean yutu_address_describe_point (YutuConnection   *connection,
                                      YutuPoint         point,
                                      YutuDay           day,
                                      YutuAddressMatch *match,
                                      GError          **error);

/* The same of @line, in degrees, whose parse says COORDINATE; of any other nothing is changed. */
gboolean yutu_address_match_point (YutuConnection   *connection,
                                   const char       *line,
                                   YutuDay           day,
                                   YutuAddressMatch *match,
                                   GError          **error);

G_END_DECLS
