/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Where cases lie on a day. A case row says where it lay when it was opened; what differs from that on a
 * day is of two kinds, and neither is written into the row: a village that got another parent takes its
 * cases along (division says when), and a case whose village was ended or cut was given another one
 * (case_move). A unit's cases of a day are those that its rows say, less and more by these.
 *
 * Invariant: over all units of a level, what is less and what is more is the same: no case is lost. */
#pragma once

#include "casework/yutu-place-filter.h"

G_BEGIN_DECLS

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

/* All cases together: where each lies on a day. */
typedef struct
{
  GHashTable *parents; /* gint64 * village → gint64 *: of villages that ever changed it */
  GHashTable *places;  /* gint64 * case → gint64 [2]: village, township of cases that were moved */
} YutuCasePlaces;

gboolean yutu_case_places_load (YutuConnection *connection,
                                const char     *day,
                                YutuCasePlaces *self,
                                GError        **error);
void     yutu_case_places_clear (YutuCasePlaces *self);
/* In: as the row says; out: as on the day. */
void yutu_case_places_apply (const YutuCasePlaces *self,
                             gint64                id,
                             gint64               *village,
                             gint64               *township);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuCaseShift, yutu_case_shift_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuCasePlaces, yutu_case_places_clear)

G_END_DECLS
