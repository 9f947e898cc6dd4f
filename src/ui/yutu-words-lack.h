/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a step of a case lacks, in words. Main thread only. */
#pragma once

#include "casework/yutu-case-guide.h"

G_BEGIN_DECLS

/* @lacks: of YutuLack, as yutu_case_list_lacks() has them. The names of what is still to be there or to be
 * filled in; NULL: nothing is. (transfer full) */
char *yutu_words_list_wants (const GArray *lacks) G_GNUC_WARN_UNUSED_RESULT;
/* Why @step cannot be taken: whose it is, and what is missing. (transfer full) */
char *yutu_words_refuse_step (const YutuTransition *step,
                              const GArray         *lacks) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
