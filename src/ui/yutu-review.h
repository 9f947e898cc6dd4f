/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A list of written addresses beside the library (地址匹配): read from a file or pasted, matched, looked
 * through, decided and written back. Its rows are marks on the map while it is seen. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-address-review.h"
#include "session/yutu-drafts.h"
#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_REVIEW_DRAFT_KIND "address-review"

#define YUTU_TYPE_REVIEW (yutu_review_get_type ())
G_DECLARE_FINAL_TYPE (YutuReview, yutu_review, YUTU, REVIEW, AdwBin)

/* Signals:
 *   place-opened (YutuPlace *): by Enter or a double click on a row that needs no decision
 *   failed (GError *), message (char *) */
GtkWidget *yutu_review_new (void);
void       yutu_review_set_session (YutuReview  *self,
                                    YutuSession *session);
/* Where rows are marked; a click there on a mark chooses its row. */
void yutu_review_set_map (YutuReview  *self,
                          YutuMapView *map);
/* What is on the clipboard; what was read before is given up, its decisions stay a draft. */
void yutu_review_paste (YutuReview *self);
void yutu_review_read_text (YutuReview *self,
                            const char *text);
void yutu_review_read_file (YutuReview *self,
                            const char *path);
/* Goes on with a draft of YUTU_REVIEW_DRAFT_KIND; FALSE when it holds no list. */
gboolean yutu_review_resume (YutuReview      *self,
                             const YutuDraft *draft);
/* CSV or XLSX by the suffix of @path. */
void yutu_review_save (YutuReview *self,
                       const char *path);
/* (nullable): what is shown; borrowed. */
const YutuAddressReview *yutu_review_get_review (YutuReview *self);
void                     yutu_review_show_group (YutuReview     *self,
                                                 YutuReviewGroup group);
/* Chooses a row by its number, from 0, and brings it into view. */
void  yutu_review_choose (YutuReview *self,
                          guint       row);
guint yutu_review_get_chosen (YutuReview *self);
void  yutu_review_focus (YutuReview *self);
/* Takes back the decision that was made last; FALSE when there is none. */
gboolean yutu_review_undo (YutuReview *self);
/* Nothing is read, matched, marked or saved. */
gboolean yutu_review_is_settled (YutuReview *self);

G_END_DECLS
