/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "casework/yutu-module.h"
#include "session/yutu-check.h"

G_BEGIN_DECLS

/* Between the parameters of a finding in its detail. */
#define YUTU_CHECK_DETAIL_SEPARATOR "\x1f"

typedef struct
{
  YutuConnection    *connection;
  const char *const *only; /* NULL: all rules */
  YutuDay            day;  /* of what is looked at on a day: lines, inspections */
  GPtrArray         *findings;
  gint64             checked;
  YutuProgress      *progress;
} YutuCheck;

/* The parameters of @wording follow, none of them NULL, and a NULL behind the last one. */
YutuCheckFinding *yutu_check_add (YutuCheck  *self,
                                  const char *rule,
                                  const char *severity,
                                  const char *table,
                                  gint64      id,
                                  const char *wording,
                                  ...) G_GNUC_NULL_TERMINATED;
YutuCheckFinding *yutu_check_add_params (YutuCheck         *self,
                                         const char        *rule,
                                         const char        *severity,
                                         const char        *table,
                                         gint64             id,
                                         const char        *wording,
                                         const char *const *params);
gboolean          yutu_check_wants (const YutuCheck *self,
                                    const char      *rule);
/* One finding for each row of @sql: its id, and the parameters of @wording. */
gboolean yutu_check_run_sql (YutuCheck  *self,
                             const char *rule,
                             const char *table,
                             const char *wording,
                             const char *sql,
                             GError    **error);

/* What points at what, and derived counts (yutu-check-rows.c). */
gboolean yutu_check_rows (YutuCheck *self,
                          GError   **error);
/* The names of its rules, appended as static strings; one may stand there twice. */
void yutu_check_add_row_rules (GPtrArray *rules);
/* Points inside the unit that they are said to lie in (yutu-check-places.c). */
gboolean yutu_check_places (YutuCheck *self,
                            GError   **error);
void     yutu_check_add_place_rules (GPtrArray *rules);
/* Place names that may be recorded twice (yutu-check-doubles.c). */
gboolean yutu_check_doubles (YutuCheck *self,
                             GError   **error);
void     yutu_check_add_double_rules (GPtrArray *rules);
/* The quality of addresses (yutu-check-addresses.c). */
gboolean yutu_check_addresses (YutuCheck *self,
                               GError   **error);
void     yutu_check_add_address_rules (GPtrArray *rules);
/* Invariants 1 to 3 of yutu-case.h, fields of facilities (yutu-check-cases.c). */
gboolean yutu_check_cases (YutuCheck *self,
                           GError   **error);
void     yutu_check_add_case_rules (GPtrArray *rules);

/* A case of an inspection has a record, in its state (yutu-boundary-inspect.c). */
gboolean yutu_check_inspections (YutuCheck         *self,
                                 const YutuModules *modules,
                                 GError           **error);

/* The place name that an open case is about is in the state of the case (yutu-check-names.c). */
gboolean yutu_check_name_cases (YutuCheck         *self,
                                const YutuModules *modules,
                                GError           **error);

/* Where the findings that know no place lie, from the row that they are of (yutu-check-where.c). */
gboolean yutu_check_place_findings (YutuCheck *self,
                                    GError   **error);
/* The ways to put shifted or exchanged coordinates right, appended to @repairs, and one of them inside a write
 * (yutu-check-shift.c). */
gboolean yutu_check_list_shifts (YutuFile               *file,
                                 const YutuCheckFinding *finding,
                                 GPtrArray              *repairs,
                                 GError                **error);
gboolean yutu_check_run_shift (YutuConnection         *connection,
                               const YutuCheckRepair  *repair,
                               const YutuCheckFinding *finding,
                               const GPtrArray        *findings, /* all of its rule, as they are now */
                               GError                **error);

/* Which of the findings were accepted (yutu-check-accept.c). */
gboolean yutu_check_mark_accepted (YutuCheck *self,
                                   GError   **error);

G_END_DECLS
