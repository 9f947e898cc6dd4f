/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The cases of a unit on a day (yutu-case-places.h): those that its rows say, less and more by what moved.
 *
 * Invariant: over all units of a level, what is less and what is more is the same: no case is lost. */
#pragma once

#include "casework/yutu-case-places.h"
#include "casework/yutu-place-filter.h"

G_BEGIN_DECLS

/* The parent of the unit u.unit on the day ?2; of one that has ended its last, of one to come its first. */
#define YUTU_PARENT_ON_DAY                                                                          \
  "(SELECT p.parent FROM division p WHERE p.unit = u.unit ORDER BY p.valid_from <= ?2 DESC, CASE " \
  "WHEN p.valid_from <= ?2 THEN p.valid_from END DESC, p.valid_from LIMIT 1)"

/* Of a unit and a day. Empty arrays for whatever else is asked about. Element type gint64. */
typedef struct
{
  gint64  unit;
  int     level;
  GArray *gone;  /* villages that once lay under it, and lie elsewhere on the day */
  GArray *came;  /* villages that lie under it on the day, and once lay elsewhere */
  GArray *sites; /* the villages that lie under it on the day; itself, when it is a village */
  GArray *moved; /* cases that were given another unit by the day, and touch it */
  GArray *here;  /* of these, those that lie in it on the day */
} YutuCaseShift;

gboolean yutu_case_shift_load (YutuConnection        *connection,
                               const YutuPlaceFilter *filter,
                               const char            *day,
                               YutuCaseShift         *self,
                               GError               **error);
void     yutu_case_shift_clear (YutuCaseShift *self);
gboolean yutu_case_shift_is_empty (const YutuCaseShift *self);

/* What the sums of case_day for the unit are less or more by. @count is called with the number of the
 * module and how many open and in all to add (or, negative, to take off). */
typedef void (*YutuCaseShiftFunc) (gint64   module,
                                   gint64   open,
                                   gint64   total,
                                   gpointer data);
gboolean yutu_case_shift_count (YutuConnection      *connection,
                                const YutuCaseShift *self,
                                const char          *day,
                                YutuCaseShiftFunc    count,
                                gpointer             data,
                                GError             **error);

/* "[1,2]" */
char *yutu_case_shift_dup_json (const GArray *ids) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuCaseShift, yutu_case_shift_clear)

G_END_DECLS
