/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A table of cases of any length: its ids once, in their order, then the rows of whatever is looked
 * at. Inside yutu_store_read (), on its thread. */
#pragma once

#include "casework/yutu-place-filter.h"

G_BEGIN_DECLS

/**
 * yutu_case_list_find_ids:
 * @query: its offset and limit are not looked at
 *
 * All of the list, of gint64. The order is that of yutu_place_filter_list_cases() but for KIND (as
 * the modules and their kinds are defined), STATE (by title), OFFICER (by the locale's order of
 * names) and PLACE (by the code of village, else township); id within equals. (transfer container)
 */
GArray *yutu_case_list_find_ids (YutuConnection        *connection,
                                 const YutuModules     *modules,
                                 const YutuPlaceFilter *filter,
                                 const YutuCaseQuery   *query,
                                 GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* The first page of the same without the rest, when that is much the quicker way: *rows gets at
 * most query->limit of YutuCaseRow, *total how many there are in all. Else *rows is NULL. */
gboolean yutu_case_list_begin (YutuConnection        *connection,
                               const YutuModules     *modules,
                               const YutuPlaceFilter *filter,
                               const YutuCaseQuery   *query,
                               gint64                *total,
                               GPtrArray            **rows,
                               GError               **error);

/* In the order of @ids; NULL for one that is not there any more. Each where it lies on @day, or, when that
 * is YUTU_DAY_INVALID, where it lay when it was opened. Element type YutuCaseRow. */
GPtrArray *yutu_case_list_read (YutuConnection *connection,
                                const gint64   *ids,
                                gsize           n,
                                YutuDay         day,
                                GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* Where a case of the list lies. */
typedef struct
{
  gint64    id;
  YutuPoint point;
  YutuDay   due_on; /* YUTU_DAY_INVALID: none, or closed by the day */
} YutuCaseMark;

/* Of those with a point, in no order. (transfer container) */
GArray *yutu_case_list_read_marks (YutuConnection        *connection,
                                   const YutuPlaceFilter *filter,
                                   const YutuCaseQuery   *query,
                                   GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* Every officer that a case ever had, by the locale's order of names. Element type char *. */
GPtrArray *yutu_case_list_officers (YutuConnection *connection,
                                    GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
