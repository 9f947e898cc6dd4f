/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a step of a case lacks, and what is left of its time, in words. Any thread. */
#pragma once

#include "casework/yutu-case.h"
#include "casework/yutu-case-guide.h"

G_BEGIN_DECLS

/* @lacks: of YutuLack, as yutu_case_list_lacks() has them. The names of what is still to be there or to be
 * filled in; NULL: nothing is. (transfer full) */
char *yutu_case_words_list_wants (const GArray *lacks) G_GNUC_WARN_UNUSED_RESULT;
/* Why @step cannot be taken: whose it is, and what is missing. (transfer full) */
char *yutu_case_words_refuse_step (const YutuTransition *step,
                                   const GArray         *lacks) G_GNUC_WARN_UNUSED_RESULT;
/* The time that is left of @limit, or how far it is over it. (transfer full) */
char *yutu_case_words_limit (const YutuCaseLimit *limit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
