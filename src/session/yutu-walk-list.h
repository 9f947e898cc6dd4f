/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What somebody who walks a road has to look at (走查清单): numbers that are missing, and doors that are there
 * twice, out of order or on the other side. */
#pragma once

#include "gazetteer/yutu-address-walk.h"
#include "scene/yutu-marks.h"
#include "session/yutu-session.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_WALK_MISSING,
  YUTU_WALK_DOUBLE,
  YUTU_WALK_OUT_OF_ORDER,
  YUTU_WALK_OTHER_SIDE,
} YutuWalkKind;

#define YUTU_WALK_N_KINDS 4

/* "missing" "double" "out-of-order" "other-side" */
const char *yutu_walk_kind_to_text (YutuWalkKind kind);
/* In the language of the program; static. */
const char *yutu_walk_kind_to_words (YutuWalkKind kind);

typedef struct
{
  YutuWalkKind kind;
  int          first; /* number */
  int          last;  /* of missing ones, each second number; else first */
  const char  *sub;   /* of a door; NULL none; the walk's */
  gint64       id;    /* address; 0: a missing number */
  gboolean     has_along;
  double       along_m;
  gboolean     has_point;
  YutuPoint    point; /* of a missing number: where the one before it stands */
} YutuWalkItem;

/* By kind, then by number. Element type YutuWalkItem. Any thread. */
GArray *yutu_walk_list_items (const YutuWalk *walk) G_GNUC_WARN_UNUSED_RESULT;
/* "5, 11–15" of missing numbers, "128-3" of a door. */
char *yutu_walk_item_dup_number (const YutuWalkItem *item) G_GNUC_WARN_UNUSED_RESULT;

/* The road on the day; YUTU_DIVISION_ERROR_NOT_FOUND when there is no place name of that id. Not for the main
 * thread. */
YutuWalk *yutu_file_load_walk (YutuFile     *self,
                               gint64        place,
                               YutuDay       day,
                               GCancellable *cancellable,
                               GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* The list as a table, by the suffix of @path. */
gboolean yutu_walk_save (const YutuWalk *walk,
                         const char     *path,
                         GError        **error);

/* For a window: on the session's day. */
void      yutu_session_load_walk_async (YutuSession        *self,
                                        gint64              place,
                                        GCancellable       *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer            user_data);
/* *marks: (transfer full): its doors on the map: a disc is in order, a ring the place where numbers are missing
 * behind it, a square on the other side, a diamond twice or out of order. */
YutuWalk *yutu_session_load_walk_finish (YutuSession  *self,
                                         GAsyncResult *result,
                                         YutuMarks   **marks,
                                         GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* The list as text, columns parted by tabs, for a clipboard. Any thread. */
char *yutu_walk_dup_text (const YutuWalk *walk) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
