/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the forms about a case ask for, as fields of one form: the case's own (title, officer, day,
 * note, result, document), those of its kind, and those of its person. Their ids are told apart by
 * what stands before the first point: "own.title", "kind.members", "person.name". */
#pragma once

#include "casework/yutu-place-filter.h"

G_BEGIN_DECLS

typedef struct _YutuCaseInputs YutuCaseInputs;

/* To open a case. @officer and @day are filled in. */
YutuCaseInputs *yutu_case_inputs_new_open (const YutuCaseKind *kind,
                                           const char         *officer,
                                           YutuDay             day) G_GNUC_WARN_UNUSED_RESULT;
/* To take @step: its day, and what its guards ask for; result and document also where it closes. */
YutuCaseInputs *yutu_case_inputs_new_step (const YutuCaseDetail *detail,
                                           const YutuTransition *step,
                                           YutuDay               day) G_GNUC_WARN_UNUSED_RESULT;
/* The other fields of the kind, filled in, that may be changed with a step; without those that are
 * shown to the role as a mask. NULL when there is none. */
YutuCaseInputs *yutu_case_inputs_new_more (const YutuCaseDetail *detail,
                                           const YutuTransition *step,
                                           const char           *role) G_GNUC_WARN_UNUSED_RESULT;
void            yutu_case_inputs_free (YutuCaseInputs *self);
/* They live as long as @self. */
const YutuField *yutu_case_inputs_get_fields (YutuCaseInputs *self,
                                              gsize          *n);
/* An object of what is filled in. */
const char *yutu_case_inputs_get_start (YutuCaseInputs *self);

/* Taking apart what came back: a text of the case's own, NULL when it is not there or empty; */
char *yutu_case_inputs_dup_own (const char *json,
                                const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* and an object of the members of "kind" or "person", without what stands before; NULL when there
 * is none. @json: (nullable) */
char *yutu_case_inputs_dup_part (const char *json,
                                 const char *part) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuCaseInputs, yutu_case_inputs_free)

G_END_DECLS
