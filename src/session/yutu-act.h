/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Division change orders (区划调整令) with everything on the land: units, codes and lines
 * (division/yutu-act.h, which has the form of an act), addresses, facilities, cases; one journal entry.
 * Not for the main thread. */
#pragma once

#include "base/yutu-day.h"
#include "division/yutu-act.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 villages;       /* units that lie under another one, or become part of another one */
  gint64 addresses;      /* that have a new form beside their former one */
  gint64 addresses_later; /* of days to come, written over */
  gint64 names;          /* place names in units that end or are cut */
  gint64 facilities;     /* that go on under other units, or at an address of another form */
  gint64 cases;          /* that lie in other units from the day on */
  gint64 lines;          /* township lines that begin, end or run otherwise from the day on */
} YutuActMoved;

/* What an act does, or did. */
typedef struct
{
  YutuActPlan   *plan;
  YutuActEffect *effect; /* the plan's */
  YutuActMoved   moved;
  gint64         act;   /* 0: planned only */
  gint64         entry; /* of the journal; the same */
  double         seconds;
} YutuActReport;

/* Changes nothing. What is wrong with the act is told in effect->issues, and is no error. New names get
 * their romanisation in @spec, which must live as long as the report. */
YutuActReport *yutu_file_plan_act (YutuFile     *self,
                                   YutuActSpec  *spec,
                                   GCancellable *cancellable,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* Plans it anew on the rows as they are, and carries it out: one entry, durable when it returns. With an
 * issue that is an error nothing is changed: the first of them. */
YutuActReport *yutu_file_apply_act (YutuFile     *self,
                                    YutuActSpec  *spec,
                                    const char   *actor,
                                    GCancellable *cancellable,
                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void           yutu_act_report_free (YutuActReport *self);

/* In a write of the caller's: what yutu_file_apply_act() does there. */
YutuActReport *yutu_act_carry_out (YutuConnection *connection,
                                   YutuActSpec    *spec,
                                   GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* Newest day first. Element type YutuActRow. */
GPtrArray *yutu_file_list_acts (YutuFile     *self,
                                GCancellable *cancellable,
                                GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* @text: the number of an act, or a doc_no of exactly one. With counts of addresses. */
YutuActRecord *yutu_file_load_act (YutuFile     *self,
                                   const char   *text,
                                   GCancellable *cancellable,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuActReport, yutu_act_report_free)

G_END_DECLS
