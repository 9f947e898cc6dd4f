/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One row of a list of written addresses: why it was found as it was, by which acts a former one became
 * what stands, its candidates, and a search of the library. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-address-review.h"

G_BEGIN_DECLS

#define YUTU_TYPE_REVIEW_DETAIL (yutu_review_detail_get_type ())
G_DECLARE_FINAL_TYPE (YutuReviewDetail, yutu_review_detail, YUTU, REVIEW_DETAIL, AdwBin)

/* Signals:
 *   taken (gpointer choice): const YutuAddressChoice, borrowed: it is this
 *   refused (), taken-back ()
 *   failed (GError *) */
GtkWidget *yutu_review_detail_new (void);
void       yutu_review_detail_set_session (YutuReviewDetail *self,
                                           YutuSession      *session);
/* @row: (nullable): none; looked at before this returns. */
void yutu_review_detail_show (YutuReviewDetail    *self,
                              const YutuReviewRow *row);
/* Takes a candidate by its number, from 1; FALSE when there is none, or it is not read yet. */
gboolean yutu_review_detail_take (YutuReviewDetail *self,
                                  guint             number);
void     yutu_review_detail_start_search (YutuReviewDetail *self);
/* Nothing is being read. */
gboolean yutu_review_detail_is_settled (YutuReviewDetail *self);

G_END_DECLS
