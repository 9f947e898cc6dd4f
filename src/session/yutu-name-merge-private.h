/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "gazetteer/yutu-place-class.h"
#include "gazetteer/yutu-place-name.h"
#include "session/yutu-name-merge.h"

G_BEGIN_DECLS

/* Inside a read or a write, on its thread. */
YutuMergePlan *yutu_merge_plan_new (YutuConnection      *connection,
                                    const YutuMergeSpec *spec,
                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;

/* 婺城区 › 罗店镇, of the units above it, or, for a road or a river that belongs to none, of those over the middle of
 * it; "" outside. @place: (nullable) */
gboolean yutu_merge_find_division (YutuConnection      *connection,
                                   const YutuPlaceName *place,
                                   const char          *day,
                                   char               **names,
                                   GError             **error);

/* Of a kind in the language of the window; the kind itself when no class is of it. */
char *yutu_merge_dup_class_title (const YutuPlaceClasses *classes,
                                  const char             *kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
