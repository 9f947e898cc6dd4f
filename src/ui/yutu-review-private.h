/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The review's parts: what is shown and decided (yutu-review.c), where it lies (yutu-review-map.c), where lists
 * come from and go to (yutu-review-files.c), and what is kept of them (yutu-review-draft.c). */
#pragma once

#include "ui/yutu-review-detail.h"
#include "ui/yutu-review-table.h"
#include "ui/yutu-review.h"

G_BEGIN_DECLS

struct _YutuReview
{
  AdwBin parent_instance;

  GtkLabel       *name;
  GtkWidget      *waiting;
  GtkProgressBar *progress;
  GtkWidget      *ways;
  GtkDropDown    *column;
  GtkCheckButton *heading;
  GtkWidget      *save_button;
  GtkWidget      *filters;
  GtkBox         *groups;
  GtkStack       *body;
  GtkLabel       *nothing;
  GtkWidget      *begin;
  GtkWidget      *paste_list;
  GtkWidget      *no_rows;
  AdwBin         *table_bin;
  AdwBin         *detail_bin;

  YutuReviewTable  *table;
  YutuReviewDetail *detail;
  GtkToggleButton  *group_buttons[YUTU_REVIEW_N_GROUPS];

  YutuSession        *session;
  YutuMapView        *map;
  YutuAddressTable   *list;   /* NULL: none */
  YutuAddressReview  *review; /* NULL: the list is not matched */
  YutuReviewGroup     group;
  GArray             *decided_rows;  /* of guint: in the order of the decisions */
  char               *path;          /* of the list; NULL: it was pasted */
  char               *text;          /* what was pasted; NULL: a file */
  char               *decisions;     /* to be decided again when it is matched; NULL: none */
  int                 wanted_column; /* with decisions: as it was matched then */
  gboolean            wants_heading;
  char               *draft_key; /* NULL: no draft is kept */
  guint               draft_source;
  GCancellable       *working; /* reading, matching or saving; NULL: none of it */
  YutuProgress       *work_progress;
  guint               report_source;
  GCancellable       *marking;
  guint               marks_source;
  guint               seen_source;
  gboolean            wants_focus;
  gboolean            is_stale; /* to be shown when it is seen: a list that is not cannot lay out its rows */
  gboolean            is_saving;
  gboolean            is_filling;
  GSimpleActionGroup *actions;
};

/* Begins work that can be given up: shows how far it is. */
void yutu_review_begin_work (YutuReview *self);
void yutu_review_end_work (YutuReview *self);
void yutu_review_fail (YutuReview   *self,
                       const GError *error);
/* A list was read: takes @table, and has it matched as it may be meant. */
void yutu_review_take_table (YutuReview       *self,
                             YutuAddressTable *table);
/* There is nothing to look through (any more). */
void yutu_review_clear (YutuReview *self);

/* (nullable): the chosen one. */
const YutuReviewRow *yutu_review_get_row (YutuReview *self);

/* yutu-review-map.c */

/* Something was decided: the marks say so soon. */
void yutu_review_mark_soon (YutuReview *self);
void yutu_review_stop_marking (YutuReview *self);
void yutu_review_clear_map (YutuReview *self);
/* @choice: (nullable): that of the chosen row. */
void yutu_review_show_ring (YutuReview              *self,
                            const YutuAddressChoice *choice);
/* (transfer full) (nullable): where it leads. */
YutuPlace *yutu_review_dup_place (const YutuAddressChoice *choice);

/* yutu-review-files.c */

void yutu_review_add_files (YutuReview *self);
void yutu_review_open_dialog (YutuReview *self);

/* yutu-review-draft.c */

/* Something was decided: it is in the file soon. */
void yutu_review_put_draft (YutuReview *self);
/* At once. */
void yutu_review_flush_draft (YutuReview *self);
/* @is_done: it was written back: nothing is left to be kept. Else it is offered on. */
void yutu_review_end_draft (YutuReview *self,
                            gboolean    is_done);

G_END_DECLS
