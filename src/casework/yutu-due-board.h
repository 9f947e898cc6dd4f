/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The due board (到期看板): how many open cases are overdue, due this week and due this month, by
 * module and by place. Inside yutu_store_read (), on its thread. */
#pragma once

#include "casework/yutu-place-filter.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_DUE_OVERDUE, /* due before the day */
  YUTU_DUE_WEEK,    /* from the day to its Sunday */
  YUTU_DUE_MONTH,   /* from the day to the last of its month; those of the week are in it */
  YUTU_N_DUE_SPANS,
} YutuDueSpan;

/* The days of @span on @day: @from ≤ due_on < @before. @from is YUTU_DAY_INVALID for OVERDUE. Any
 * thread. */
void yutu_due_span_get_days (YutuDueSpan span,
                             YutuDay     day,
                             YutuDay    *from,
                             YutuDay    *before);

typedef struct
{
  gint64 n[YUTU_N_DUE_SPANS];
} YutuDueCount;

typedef struct
{
  gint64       unit; /* 0: cases that lie in none of the others */
  char        *name; /* newest; NULL when unit is 0 */
  YutuDueCount count;
} YutuDueUnit;

typedef struct
{
  YutuDay       day;
  gsize         n_modules;
  YutuDueCount *modules; /* in the order of the definitions, zeros too; always of all modules */
  YutuDueCount  total;   /* sum of them */
  int           level;   /* of the units: 4 townships, 5 villages; 0 when there are none */
  GPtrArray    *units;   /* of YutuDueUnit, by code; only those with a count other than zero */
} YutuDueBoard;

void yutu_due_board_free (YutuDueBoard *self);

/**
 * yutu_due_board_read:
 * @module: (nullable): the units count its cases only
 *
 * A case counts when it was opened by @day and is open, and has a limit. The limits are those of
 * the file's present state: a case that was closed since is not on the board of a past day. Units
 * are the villages of a township, and the townships of the county and of all else that is no
 * village. Of the county or a unit on the present day this reads sums (case_due); on a past day and
 * for all other places every open case with a limit.
 */
YutuDueBoard *yutu_due_board_read (YutuConnection        *connection,
                                   const YutuModules     *modules,
                                   const YutuPlaceFilter *filter,
                                   const char            *module,
                                   YutuDay                day,
                                   GError               **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuDueBoard, yutu_due_board_free)

G_END_DECLS
