/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The file checked as a whole: findings, where they lie, which were accepted, and repairs. A check
 * changes nothing; what somebody decides about a finding is one journal entry. Not for the main
 * thread. */
#pragma once

#include "base/yutu-day.h"
#include "base/yutu-progress.h"
#include "scene/yutu-marks.h"
#include "session/yutu-file.h"
#include "session/yutu-name-merge.h"

G_BEGIN_DECLS

/* A fault of the file. */
typedef struct
{
  char     *rule;
  char     *severity; /* error | warning */
  char     *table;
  gint64    id;
  gboolean  has_place;
  YutuPoint place;
  char     *message; /* in the language of the program */
  char     *subject; /* (nullable): number and title of the case, name of the facility, … that it is about,
                      * where the message does not say it */
  char     *detail;  /* what it was found on, in no language */

  /* When somebody decided to leave it, and what it was found on is still the same; else NULL. */
  char *reason;
  char *accepted_by;
  char *accepted_on;
} YutuCheckFinding;

/* Every invariant of the file; changes nothing. @only: (nullable): NULL-terminated names of rules,
 * %NULL runs all. Element type YutuCheckFinding: rule by rule, those that were accepted among them. */
GPtrArray *yutu_file_check (YutuFile          *self,
                            const char *const *only,
                            gint64            *checked,
                            YutuProgress      *progress,
                            GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same as it is on @day, where a rule asks for one: lines, pillars, inspections. */
GPtrArray *yutu_file_check_on (YutuFile          *self,
                               const char *const *only,
                               YutuDay            day,
                               gint64            *checked,
                               YutuProgress      *progress,
                               GError           **error) G_GNUC_WARN_UNUSED_RESULT;
/* The names of all rules, static strings, sorted, each once. Any thread. */
GPtrArray *yutu_check_list_rules (void) G_GNUC_WARN_UNUSED_RESULT;
/* How many of the findings nobody accepted. */
guint yutu_check_count_open (const GPtrArray *findings);

/* What somebody says of one finding; one entry. */
typedef struct
{
  const char *rule;
  const char *table; /* NULL: of any table, when only one is meant */
  gint64      id;
  const char *reason; /* why it stays; NULL: it is not accepted any more */
  const char *actor;
  const char *day; /* on which it is said, ISO */
} YutuCheckDecision;

/* NOT_FOUND of YUTU_DIVISION_ERROR when nothing is found there, or nothing was accepted; INVALID for a
 * reason without words. */
gboolean yutu_file_decide_finding (YutuFile                *self,
                                   const YutuCheckDecision *decision,
                                   gint64                  *entry,
                                   GError                 **error);

/* A way to mend one finding. Derived tables are made anew as a whole. */
typedef struct
{
  char      *rule;
  char      *table;
  gint64     id;
  gint64     choice; /* unit to give land to; of two names the other one: it stays, or, negative, it goes;
                  * of wrong coordinates 1 these, 2 all that are wrong in the same way; else 0 */
  char      *text;   /* what it touches and how, in the language of the program */
  GArray    *points; /* (nullable) YutuPoint: where what it moves will stand */
  YutuMarks *marks;  /* (nullable): the same for the map of the session that listed it */
  YutuBox    box;    /* the same */

  YutuMergePlan *plan; /* of two names that are one: all that would go over, or why it is refused; else NULL */
} YutuCheckRepair;

void yutu_check_repair_free (YutuCheckRepair *self);

/* The ways to mend @finding; empty when people must, which is most often so. Element type
 * YutuCheckRepair, the likeliest first. */
GPtrArray *yutu_file_list_repairs (YutuFile               *self,
                                   const YutuCheckFinding *finding,
                                   GError                **error) G_GNUC_WARN_UNUSED_RESULT;
/* Does what its text says and nothing else, as one entry; *entry is 0 when only derived tables were
 * made anew. NOT_FOUND of YUTU_DIVISION_ERROR when the finding is no more. */
gboolean yutu_file_repair (YutuFile              *self,
                           const YutuCheckRepair *repair,
                           const char            *actor,
                           gint64                *entry,
                           GError               **error);

/* Several at once, YutuCheckRepair, each as above, as one entry; all or none. One that another one of them has done
 * already is passed over. */
gboolean yutu_file_repair_all (YutuFile        *self,
                               const GPtrArray *repairs,
                               const char      *actor,
                               gint64          *entry,
                               GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuCheckRepair, yutu_check_repair_free)

G_END_DECLS
