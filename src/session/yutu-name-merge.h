/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Place names that are recorded twice: one of them stays, the other becomes its former and other name, with
 * everything that hangs on it, in one journal entry. Nothing is deleted.
 *
 * 1. Every address at the name that ends is at the one that stays from the day on, in a form of its own that names
 *    the former one; or its door is there already, and it ends as an auxiliary address of that door
 *    (gazetteer/yutu-place-merge-doors.h). No door is there twice that was not before.
 * 2. What is refused is refused as a whole, by the plan and by the merge alike.
 *
 * Not for the main thread, but for the pairs of a window. */
#pragma once

#include "gazetteer/yutu-place-merge-doors.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  kept;
  gint64  other; /* ends on @day */
  YutuDay day;
} YutuMergeSpec;

/* ---- What it would do ---- */

typedef struct
{
  gint64      id;
  char       *name;
  char       *class_title; /* in the language of the window */
  const char *name_class;  /* interned */
  char       *division;    /* names of the units above it, else of those over its middle: 婺城区 › 罗店镇; "" outside */
  gint64      county;      /* of them; 0 none */
  gint64      township;    /* of them; 0 none */
  YutuDay     valid_from;
  gint64      n_addresses; /* that bear it on the day */
  gboolean    has_point;
  YutuPoint   point;
} YutuMergeSide;

typedef struct
{
  YutuMergeSpec spec;
  YutuMergeSide kept;
  YutuMergeSide other;
  gboolean      has_distance;
  double        distance_m;    /* between the two, on the ellipsoid */
  double        near_m;        /* two records of one place are expected within it */
  gboolean      is_far;        /* farther: no refusal, but to be told */
  gboolean      is_other_unit; /* in another township or county: the same */
  gboolean      is_other_class;
  char         *alias;         /* the other names of the one that stays, after it; "" none */
  gint64        n_former;      /* names that became the other one, and lead on to the one that stays */
  gint64        n_addresses;   /* that go over, the doors left out */
  GPtrArray    *doors;         /* YutuMergeDoor: at both */
  guint         n_unsettled;   /* of them */
  double        apart_m;       /* the limit between the points of one door */
  gint64        n_facilities;  /* at such addresses, signs among them */
  gint64        n_signs;       /* of the name, by its number */
  gint64        n_cases;       /* open ones, about the name or at such an address */
  gint64        n_batch_items; /* addresses in open batches */
  char         *refusal;       /* why it cannot be done; NULL: it can */
} YutuMergePlan;

/* Changes nothing. Of a name with itself it tells of that name, and that it is refused. Of names that are not there INVALID of YUTU_GAZETTEER_ERROR; else what is against it is told in
 * the plan. */
YutuMergePlan *yutu_file_plan_merge (YutuFile            *self,
                                     const YutuMergeSpec *spec,
                                     GCancellable        *cancellable,
                                     GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void           yutu_merge_plan_free (YutuMergePlan *self);

/* What makes it doubtful that the two are one place, a sentence each, and last what to do about it; empty when nothing
 * does. @word_distance: metres as they are written there. */
GPtrArray *yutu_merge_plan_list_doubts (const YutuMergePlan *self,
                                        char *(*word_distance) (double metres)) G_GNUC_WARN_UNUSED_RESULT;

/* ---- Doing it ---- */

typedef struct
{
  gint64 entry;
  gint64 n_addresses;   /* that go over, each keeping its former form */
  gint64 n_doubles;     /* that ended: the door was there under the name that stays, too */
  gint64 n_facilities;  /* signs and others that stand at such an address */
  gint64 n_signs;       /* of the name, by its number */
  gint64 n_cases;       /* open ones at such an address, or about the name */
  gint64 n_batch_items; /* of open batches */
  char   name[256];     /* of the one that stays */
  char   former[256];   /* of the other */
} YutuMergeResult;

/* INVALID of YUTU_GAZETTEER_ERROR with what the plan tells as its refusal. */
gboolean yutu_file_merge_place_names (YutuFile            *self,
                                      const YutuMergeSpec *spec,
                                      const char          *actor,
                                      YutuMergeResult     *result,
                                      GError             **error);
/* The same inside a write, on its thread; *entry of the result stays 0. */
gboolean yutu_name_merge_run (YutuConnection      *connection,
                              const YutuMergeSpec *spec,
                              YutuMergeResult     *result,
                              GError             **error);

/* ---- Which may be meant ---- */

typedef struct
{
  gint64    id;
  char     *name;
  char     *class_title;
  char     *division; /* as of the sides */
  gboolean  is_same;  /* it has the name, or sounds so, or one is the other's other name */
  gboolean  has_distance;
  double    distance_m;
  gboolean  has_point;
  YutuPoint point;
} YutuMergeChoice;

typedef struct
{
  gint64      place; /* beside which they are asked for */
  const char *text;  /* (nullable): only those of whose name, other name, pinyin or initials it is a part */
  gboolean    has_at;
  YutuPoint   at;      /* only those that lie there, ... */
  double      reach_m; /* ... or so near to it, on the ellipsoid */
  guint       n;       /* at most */
} YutuMergeQuestion;

/* Names in use on @day. Without text and point those called alike, nearest first, then those near by, of the classes
 * that may be merged with it whatever stands at them; at a point such ones first, then by distance from it. Element
 * type YutuMergeChoice. */
GPtrArray *yutu_file_list_merge_choices (YutuFile                *self,
                                         const YutuMergeQuestion *question,
                                         YutuDay                  day,
                                         GCancellable            *cancellable,
                                         GError                 **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- For a window; main thread ---- */

void           yutu_session_plan_merge_async (YutuSession        *self,
                                              gint64              kept,
                                              gint64              other,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
YutuMergePlan *yutu_session_plan_merge_finish (YutuSession  *self,
                                               GAsyncResult *result,
                                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void           yutu_session_merge_names_async (YutuSession        *self,
                                               gint64              kept,
                                               gint64              other,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
gboolean       yutu_session_merge_names_finish (YutuSession     *self,
                                                GAsyncResult    *result,
                                                YutuMergeResult *told,
                                                GError         **error);
void           yutu_session_list_merge_choices_async (YutuSession             *self,
                                                      const YutuMergeQuestion *question,
                                                      GCancellable            *cancellable,
                                                      GAsyncReadyCallback      callback,
                                                      gpointer                 user_data);
GPtrArray     *yutu_session_list_merge_choices_finish (YutuSession  *self,
                                                       GAsyncResult *result,
                                                       GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuMergePlan, yutu_merge_plan_free)

G_END_DECLS
