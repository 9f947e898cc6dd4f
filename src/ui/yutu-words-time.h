/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What changes over time, in words of the user's language. */
#pragma once

#include "division/yutu-division-history.h"

G_BEGIN_DECLS

/* "Name, code, belongs elsewhere": @kinds is YutuDifferenceKind or-ed. */
char *yutu_words_difference (unsigned kinds) G_GNUC_WARN_UNUSED_RESULT;
/* "81.2 %"; NULL when nothing is recorded. */
char *yutu_words_share (gint64 num,
                        gint64 den) G_GNUC_WARN_UNUSED_RESULT;
/* "until 20 October 2021", or "from …" when it begins later than @day: the days are those of what is
 * not valid on @day. The last day is told, as people write it, not the first without. */
char *yutu_words_validity (YutuDay valid_from,
                           YutuDay valid_to,
                           YutuDay day) G_GNUC_WARN_UNUSED_RESULT;
/* By the local clock. */
char *yutu_words_moment (const char *moment) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
