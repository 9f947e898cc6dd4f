/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A written address without the people in it. Any thread. */
#pragma once

#include "gazetteer/yutu-address-parse.h"

G_BEGIN_DECLS

/* @line with what @parse, of the same line, split off as a person's name masked, and what may be one beside a number of
 * a telephone, and with masked numbers of telephones, citizens and bank cards. The address itself stays. */
char *yutu_address_mask_line (const char             *line,
                              const YutuAddressParse *parse) G_GNUC_WARN_UNUSED_RESULT;
/* The same of one of its parts. */
char *yutu_address_mask_part (const char             *part,
                              const YutuAddressParse *parse) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
