/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The parts of a list of cases: what is in it (yutu-case-list.c), and the orders that the database does
 * not know (yutu-case-rank.c). */
#pragma once

#include "casework/yutu-case-list.h"

G_BEGIN_DECLS

/* @select FROM the cases of the list, @more behind its conditions; numbers up to ?16 are bound. */
sqlite3_stmt *yutu_case_list_prepare (YutuConnection        *connection,
                                      const char            *select,
                                      const char            *more,
                                      const YutuPlaceFilter *filter,
                                      const YutuCaseQuery   *query,
                                      GError               **error);
/* Appends the first column of every row. FALSE also when @statement is NULL. */
gboolean yutu_case_list_append_ids (YutuConnection *connection,
                                    sqlite3_stmt   *statement,
                                    GArray         *ids,
                                    GError        **error);

/* Is the order one that the database does not know? The others below are for these. */
gboolean yutu_case_rank_is_needed (YutuCaseSort sort);
/* All ids. */
gboolean yutu_case_rank_find (YutuConnection        *connection,
                              const YutuModules     *modules,
                              const YutuPlaceFilter *filter,
                              const YutuCaseQuery   *query,
                              GArray                *ids,
                              GError               **error);
/* The first query->limit of them; quick of the whole county, with a day, without an offset. */
gboolean yutu_case_rank_begin (YutuConnection        *connection,
                               const YutuModules     *modules,
                               const YutuPlaceFilter *filter,
                               const YutuCaseQuery   *query,
                               GArray                *ids,
                               GError               **error);

G_END_DECLS
