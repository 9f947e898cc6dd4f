/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A list of written addresses under review (地址核定): what each row is taken for, and what somebody decided
 * about it. Nothing of it is in the file but a draft. Invariants:
 * 1. Each row is in one group but ALL; the counts of the others add up to that of ALL.
 * 2. What was decided is decided until it is taken back; then the row is as it was found.
 * Made on a worker, afterwards of the main thread alone, but that a save reads it while nothing is decided. */
#pragma once

#include "session/yutu-address-columns.h"
#include "session/yutu-address-table.h"
#include "session/yutu-address-work.h"
#include "session/yutu-session.h"
#include "scene/yutu-marks.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_REVIEW_ALL,
  YUTU_REVIEW_AUTO,
  YUTU_REVIEW_CONFIRM,
  YUTU_REVIEW_HAND,
  YUTU_REVIEW_DECIDED, /* taken by somebody */
} YutuReviewGroup;

#define YUTU_REVIEW_N_GROUPS 5

typedef enum
{
  YUTU_DECISION_NONE,
  YUTU_DECISION_TAKEN, /* what is proposed, or another one */
  YUTU_DECISION_ASIDE, /* what is proposed is refused: by hand */
} YutuDecision;

typedef struct
{
  char              *given; /* without the people in it */
  YutuAddressChoice  choice; /* what it is taken for, or what is proposed */
  YutuAddressChoice *found;  /* what was proposed, once something else was decided; else NULL */
  gint64            *candidates;
  guint              n_candidates; /* 0 or at least 2 */
  char              *proposed;     /* as yutu_address_candidates_list() */
  YutuAddressFormer  former;
  unsigned           parse_reasons;
  unsigned           match_reasons;
  int                score;
  YutuAddressVerdict verdict; /* of the matcher */
  YutuDecision       decision;
} YutuReviewRow;

typedef struct _YutuAddressReview YutuAddressReview;

YutuAddressReview *yutu_address_review_ref (YutuAddressReview *self);
void               yutu_address_review_unref (YutuAddressReview *self);

/* What is matched. Copied; the table is referenced. */
typedef struct
{
  YutuAddressTable *table;
  gsize             column;
  gboolean          has_heading;
} YutuReviewSpec;

/* Every row but the heading. Not for the main thread. */
YutuAddressReview *yutu_file_review_addresses (YutuFile             *self,
                                               const YutuReviewSpec *spec,
                                               YutuDay               day,
                                               YutuProgress         *progress,
                                               GCancellable         *cancellable,
                                               GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* On the session's day. */
void               yutu_session_review_addresses_async (YutuSession          *self,
                                                        const YutuReviewSpec *spec,
                                                        YutuProgress         *progress,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
YutuAddressReview *yutu_session_review_addresses_finish (YutuSession  *self,
                                                         GAsyncResult *result,
                                                         GError      **error) G_GNUC_WARN_UNUSED_RESULT;

gsize                 yutu_address_review_count (const YutuAddressReview *self);
const YutuReviewRow  *yutu_address_review_get (const YutuAddressReview *self,
                                               gsize                    row);
const YutuReviewSpec *yutu_address_review_get_spec (const YutuAddressReview *self);
YutuReviewGroup       yutu_review_row_get_group (const YutuReviewRow *row);
gsize                 yutu_address_review_count_group (const YutuAddressReview *self,
                                                       YutuReviewGroup          group);
/* (transfer full): of guint, the rows of a group in order. */
GArray *yutu_address_review_list_group (const YutuAddressReview *self,
                                        YutuReviewGroup          group) G_GNUC_WARN_UNUSED_RESULT;

/* @choice: (nullable): copied; NULL: what is proposed, which there must be. */
void yutu_address_review_take (YutuAddressReview       *self,
                               gsize                    row,
                               const YutuAddressChoice *choice);
void yutu_address_review_set_aside (YutuAddressReview *self,
                                    gsize              row);
void yutu_address_review_take_back (YutuAddressReview *self,
                                    gsize              row);

/* The decisions as JSON, for a draft; what is taken is kept whole. */
char *yutu_address_review_to_json (const YutuAddressReview *self) G_GNUC_WARN_UNUSED_RESULT;
/* Decides again what was decided; a row that is not written as it was then is left alone. Returns how many
 * were. */
gsize yutu_address_review_apply_json (YutuAddressReview *self,
                                      const char        *json);

/* Automatic ones PLAIN, decided ones LATER, those to confirm WEEK, others OVERDUE. */
YutuMarkKind yutu_review_row_get_mark (const YutuReviewRow *row);
/* Marks of all rows that have a point; the id is the row's number from 1. */
void       yutu_session_mark_review_async (YutuSession             *self,
                                           const YutuAddressReview *review,
                                           GCancellable            *cancellable,
                                           GAsyncReadyCallback      callback,
                                           gpointer                 user_data);
YutuMarks *yutu_session_mark_review_finish (YutuSession  *self,
                                            GAsyncResult *result,
                                            GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* The candidates of a row, the one that is proposed when there are none. Element type YutuAddressChoice. */
void       yutu_session_list_address_choices_async (YutuSession        *self,
                                                    const gint64       *ids,
                                                    gsize               n,
                                                    GCancellable       *cancellable,
                                                    GAsyncReadyCallback callback,
                                                    gpointer            user_data);
GPtrArray *yutu_session_list_address_choices_finish (YutuSession  *self,
                                                     GAsyncResult *result,
                                                     GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* Element type YutuAddressStep. */
void       yutu_session_list_address_chain_async (YutuSession             *self,
                                                  const YutuAddressFormer *former,
                                                  GCancellable            *cancellable,
                                                  GAsyncReadyCallback      callback,
                                                  gpointer                 user_data);
GPtrArray *yutu_session_list_address_chain_finish (YutuSession  *self,
                                                   GAsyncResult *result,
                                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* The given columns untouched and those of yutu_address_columns_get() behind them; CSV or XLSX by the
 * suffix of @path. The file is there when all is. Not for the main thread. */
gboolean yutu_address_review_save (const YutuAddressReview *self,
                                   const char              *path,
                                   YutuProgress            *progress,
                                   GError                 **error);
/* The review must not be changed meanwhile. */
void     yutu_session_save_review_async (YutuSession        *self,
                                         YutuAddressReview  *review,
                                         const char         *path,
                                         YutuProgress       *progress,
                                         GCancellable       *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer            user_data);
gboolean yutu_session_save_review_finish (YutuSession  *self,
                                          GAsyncResult *result,
                                          GError      **error);
/* Reads a list on a worker: @path, or @text. */
void              yutu_session_read_address_table_async (YutuSession        *self,
                                                         const char         *path,
                                                         const char         *text,
                                                         YutuProgress       *progress,
                                                         GCancellable       *cancellable,
                                                         GAsyncReadyCallback callback,
                                                         gpointer            user_data);
YutuAddressTable *yutu_session_read_address_table_finish (YutuSession  *self,
                                                          GAsyncResult *result,
                                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuAddressReview, yutu_address_review_unref)

G_END_DECLS
