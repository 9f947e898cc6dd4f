/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is said of the rules of the check. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the rule asks, in the language of the window; its name when it is not known. */
const char *yutu_words_check_rule (const char *rule);

G_END_DECLS
