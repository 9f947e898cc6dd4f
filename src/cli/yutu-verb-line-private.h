/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "cli/yutu-cli.h"

G_BEGIN_DECLS

/* The parts of the verb that are of lines, pillars and inspections as records (yutu-verb-line-record.c).
 * *is_known is FALSE when the second word is none of theirs. */
YutuExit yutu_verb_line_record (YutuCall *call,
                                gboolean *is_known,
                                GError  **error);

G_END_DECLS
