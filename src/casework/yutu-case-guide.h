/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a case allows, and what it still needs, said without trying. Any thread. */
#pragma once

#include "casework/yutu-place-filter.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_LACK_STATE,    /* the step does not leave the state that the case is in */
  YUTU_LACK_ROLE,     /* it is not for this role */
  YUTU_LACK_PLACE,    /* the case lies nowhere */
  YUTU_LACK_RENAMED,  /* its place name still has the same name */
  YUTU_LACK_ACT,      /* the division change order of field was not carried out */
  YUTU_LACK_SAMPLE,   /* the sample is not drawn, not judged, or not good enough */
  YUTU_LACK_RESULT,   /* no result is written */
  YUTU_LACK_DOCUMENT, /* no number of a document */
  YUTU_LACK_FIELD,    /* field has no value, or none of values */
} YutuLackKind;

typedef struct
{
  YutuLackKind       kind;
  const YutuField   *field;  /* LACK_FIELD and LACK_ACT only */
  const char *const *values; /* LACK_FIELD: one of these; NULL: any */
} YutuLack;

/* What keeps somebody of @role from taking @step of @self as it stands; empty when nothing does.
 * Element type YutuLack, in the order of the kinds. What yutu_case_step() would refuse, but for the
 * day and for wrong values, is told here. */
GArray *yutu_case_list_lacks (const YutuCaseDetail *self,
                              const YutuTransition *step,
                              const char           *role) G_GNUC_WARN_UNUSED_RESULT;

/* Whether something is written that speaks against the step that has @lacks: 更名 as the decision, where it needs 保留. */
gboolean yutu_case_speaks_against (const YutuCaseDetail *self,
                                   const GArray         *lacks);

/* Whoever meets people, clerk, township and desk, may open a case of any kind; leader and planner
 * one of a kind that has a step of theirs. */
gboolean yutu_case_kind_may_open (const YutuCaseKind *kind,
                                  const char         *role);
/* Who may take a step of the kind may attach to an open case; to a closed one who may close it so. */
gboolean yutu_case_may_attach (const YutuCaseDetail *self,
                               const char           *role);
/* Contents cannot be masked. Of a kind that keeps persons they are for those who see them in full,
 * township and desk; of all others for every role. */
gboolean yutu_case_may_read_attachments (const YutuCaseKind *kind, /* NULL: not defined any more */
                                         const char         *role);

G_END_DECLS
