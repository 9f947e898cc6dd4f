/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What an act would do, in a few lines below a form. */
#pragma once

#include "session/yutu-session-act.h"

G_BEGIN_DECLS

/* A line for each unit that is another then, and what goes along with the land. (transfer full) */
char *yutu_act_words_dup_effect (const YutuActReport *report);
/* What is wrong or missing, each once; "" when nothing is. (transfer full) */
char *yutu_act_words_dup_issues (const YutuActEffect *effect);

G_END_DECLS
