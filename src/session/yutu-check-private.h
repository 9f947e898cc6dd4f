/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "base/yutu-progress.h"
#include "session/yutu-import.h"

G_BEGIN_DECLS

typedef struct
{
  YutuConnection    *connection;
  const char *const *only; /* NULL: all rules */
  GPtrArray         *findings;
  gint64             checked;
  YutuProgress      *progress;
} YutuCheck;

/* Takes @message. */
YutuCheckFinding *yutu_check_add (YutuCheck  *self,
                                  const char *rule,
                                  const char *severity,
                                  const char *table,
                                  gint64      id,
                                  char       *message);
gboolean          yutu_check_wants (const YutuCheck *self,
                                    const char      *rule);
/* One finding for each row of @sql: id and message. */
gboolean yutu_check_run_sql (YutuCheck  *self,
                             const char *rule,
                             const char *table,
                             const char *sql,
                             GError    **error);

/* What points at what, and derived counts (yutu-check-rows.c). */
gboolean yutu_check_rows (YutuCheck *self,
                          GError   **error);
/* Points inside the unit that they are said to lie in (yutu-check-places.c). */
gboolean yutu_check_places (YutuCheck *self,
                            GError   **error);
/* Invariants 1 to 3 of yutu-case.h, fields of facilities (yutu-check-cases.c). */
gboolean yutu_check_cases (YutuCheck *self,
                           GError   **error);

G_END_DECLS
