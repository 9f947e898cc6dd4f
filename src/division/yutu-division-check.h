/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The rules that the divisions of a whole file must keep. Checks report, people decide: nothing is
 * changed. Thread: that of the connection. */
#pragma once

#include "base/yutu-progress.h"
#include "division/yutu-division.h"

G_BEGIN_DECLS

typedef struct
{
  const char *rule;     /* static */
  const char *severity; /* static: error | warning */
  const char *table;    /* static */
  gint64      id;
  gboolean    has_place;
  YutuPoint   place;
  const char *wording; /* static; see yutu_wording_fill() */
  char      **params;
  char       *message; /* the two put together, in English */
} YutuDivisionFault;

/* @data: a YutuDivisionFault. */
void yutu_division_fault_free (gpointer data);

/**
 * yutu_division_check:
 * @only: (nullable): NULL-terminated names of rules; %NULL runs all
 * @n_checked: (out) (optional): rows and parts of the model looked at
 *
 * Returns: (transfer full): YutuDivisionFault, rule by rule; empty when all is whole
 */
GPtrArray *yutu_division_check (YutuConnection    *connection,
                                const char *const *only,
                                gint64            *n_checked,
                                YutuProgress      *progress,
                                GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* The rules of the two, by name: appended to @rules as static strings, one that several statements tell
 * more than once. Any thread. */
void yutu_division_add_check_rules (GPtrArray *rules);
void yutu_boundary_add_check_rules (GPtrArray *rules);

/**
 * yutu_boundary_check:
 * @day: on which lines and pillars are looked at
 *
 * The rules of lines, pillars, junctions and inspections (yutu-boundary-check.c), as
 * yutu_division_check() has those of divisions.
 */
GPtrArray *yutu_boundary_check (YutuConnection    *connection,
                                const char *const *only,
                                const char        *day,
                                gint64            *n_checked,
                                YutuProgress      *progress,
                                GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
