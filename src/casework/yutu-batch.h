/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The objects that a case is about when it is about many, as a batch of collected addresses (采集批次), and the
 * sample (抽检) that decides whether they are accepted. Which states draw one, and what the objects are called in
 * each, the module says (YutuState).
 *
 * 1. An object is in one open batch at most.
 * 2. A sample is told by its seed: drawn again of the same items with it, it is the same.
 * 3. It holds at least the share asked for of the whole, and of every stratum that is large enough.
 *
 * Inside a read or a write, on its thread. */
#pragma once

#include "base/yutu-day.h"
#include "store/yutu-store.h"

G_BEGIN_DECLS

typedef struct
{
  gint64   n;
  gboolean has_sample; /* what follows is 0 without */
  gint64   seed;
  YutuDay  drawn_on;
  double   share_pct; /* as asked for */
  double   right_pct; /* the least that is accepted */
  gint64   n_sampled;
  gint64   n_right;
  gint64   n_wrong;
} YutuBatch;

gboolean yutu_batch_load (YutuConnection *connection,
                          gint64          case_file,
                          YutuBatch      *batch,
                          GError        **error);
/* All of the sample are judged, and enough of them right. */
gboolean yutu_batch_passes (const YutuBatch *self);
/* In percent, of those that are judged; 0 when none is. */
double yutu_batch_get_right_pct (const YutuBatch *self);

typedef struct
{
  gint64    id; /* of the row */
  gint64    object;
  gint64    stratum;
  gboolean  is_sampled;
  int       verdict; /* 1 right, 0 wrong, -1 not judged */
  char     *note;    /* NULL: none; owned */
} YutuBatchItem;

/* Those of the sample, or all; by stratum, then object. Element type YutuBatchItem. */
GArray *yutu_batch_list (YutuConnection *connection,
                         gint64          case_file,
                         gboolean        is_sample,
                         GError        **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  gint64 object;
  gint64 stratum;
} YutuBatchObject;

typedef struct
{
  gint64 n_added;
  gint64 n_there;     /* that it held already */
  gint64 n_elsewhere; /* in another open batch: left there */
} YutuBatchAdded;

/* Only in a write, as what follows. */
gboolean yutu_batch_add (YutuConnection        *connection,
                         gint64                 case_file,
                         const YutuBatchObject *objects,
                         gsize                  n,
                         YutuBatchAdded        *added,
                         GError               **error);

typedef struct
{
  gint64      seed;
  double      share_pct;   /* 0 < … ≤ 100 */
  double      right_pct;   /* kept with the sample */
  gint64      min_stratum; /* smaller ones are drawn from together */
  YutuDay     day;
  const char *actor;
} YutuBatchDraw;

/* In the place of the one there is, whose verdicts go. YUTU_CASEWORK_ERROR_GUARD for an empty batch. */
gboolean yutu_batch_draw (YutuConnection      *connection,
                          gint64               case_file,
                          const YutuBatchDraw *draw,
                          GError             **error);

typedef struct
{
  gint64      object;
  gboolean    is_right;
  const char *note; /* NULL: none */
} YutuBatchVerdict;

/* YUTU_CASEWORK_ERROR_UNKNOWN for one that is not in the sample. */
gboolean yutu_batch_judge (YutuConnection         *connection,
                           gint64                  case_file,
                           const YutuBatchVerdict *verdict,
                           const char             *actor,
                           YutuDay                 day,
                           GError                **error);

G_END_DECLS
