/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The rows of a list of written addresses under review, or those of one group of them; a hundred thousand
 * and more. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-address-review.h"

G_BEGIN_DECLS

#define YUTU_TYPE_REVIEW_TABLE (yutu_review_table_get_type ())
G_DECLARE_FINAL_TYPE (YutuReviewTable, yutu_review_table, YUTU, REVIEW_TABLE, AdwBin)

#define YUTU_REVIEW_NO_ROW G_MAXUINT

/* Signals:
 *   chosen (): another row is chosen, or none
 *   opened (): Enter or a double click on the chosen row
 *   numbered (guint number): a digit from 1 to 9 was pressed
 *   refused (): Delete
 *   taken-back (): 0 or Backspace */
GtkWidget *yutu_review_table_new (void);
/* Shows the rows of @group; the chosen row stays chosen when it is among them, else the first is. @review:
 * (nullable): nothing. */
void  yutu_review_table_show (YutuReviewTable   *self,
                              YutuAddressReview *review,
                              YutuReviewGroup    group);
guint yutu_review_table_get_n_rows (YutuReviewTable *self);
/* The row of the review that is chosen, or YUTU_REVIEW_NO_ROW. */
guint yutu_review_table_get_chosen (YutuReviewTable *self);
/* Chooses it and brings it into view; FALSE when it is not shown. */
gboolean yutu_review_table_choose (YutuReviewTable *self,
                                   guint            row);
/* The chosen row gets the focus, once it is laid out. */
void     yutu_review_table_focus (YutuReviewTable *self);
/* Neither the focus nor a row is on its way. */
gboolean yutu_review_table_is_settled (YutuReviewTable *self);
/* The review says something else of @row: it is shown so, or leaves when it is of another group now; then
 * the row behind it is chosen. @goes_on: that behind it is chosen in any case. */
void yutu_review_table_update (YutuReviewTable *self,
                               guint            row,
                               gboolean         goes_on);

/* "自动" "待确认" "人工" "已核定"; "全部". */
const char *yutu_review_group_to_word (YutuReviewGroup group);

G_END_DECLS
