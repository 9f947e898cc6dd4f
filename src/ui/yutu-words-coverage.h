/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How the window words indicators. Strings are (transfer full) unless they are const. Main thread only. */
#pragma once

#include "session/yutu-coverage.h"

G_BEGIN_DECLS

/* "Met", "Not met", "No target"; "No data" without a value, "Too few people to show". */
const char *yutu_words_standing (const YutuIndicatorRow *row);
/* Of the same; NULL where there is nothing to mark. */
const char *yutu_words_standing_icon (const YutuIndicatorRow *row);
/* Its style class: "success", "warning" or "dim-label". */
const char *yutu_words_standing_class (const YutuIndicatorRow *row);
/* "62.5 %, not met" */
char *yutu_words_indicator_row (const YutuIndicatorDef *def,
                                const YutuIndicatorRow *row);
/* "Target 80 % (2022)"; NULL without one. */
char *yutu_words_target (const YutuIndicatorDef *def,
                         const YutuIndicatorRow *row);
/* "Reported: 18; the difference is +0.4"; NULL without a reported figure. */
char *yutu_words_published (const YutuIndicatorDef *def,
                            const YutuIndicatorRow *row);
/* "Townships" or "villages" of the level: of the table's rows, counted. */
char *yutu_words_n_units (int   level,
                          guint n);

G_END_DECLS
