/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The steps of a case as its kind defines them: those possible now as buttons, the others with what
 * they lack. A step that asks for something, and any step that is to have a note, is filled in right
 * below, and what is typed there is a draft. Main thread only. */
#pragma once

#include <adwaita.h>

#include "casework/yutu-place-filter.h"
#include "session/yutu-session.h"
#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_CASE_STEPS (yutu_case_steps_get_type ())
G_DECLARE_FINAL_TYPE (YutuCaseSteps, yutu_case_steps, YUTU, CASE_STEPS, AdwBin)

/* Once: where the rivals of a name are shown that is typed in the form of a step. Borrowed. */
void yutu_case_steps_set_map (YutuCaseSteps *self,
                              YutuMapView   *map);

/* Signals:
 *   done (const char *text): a step was taken. The session's "changed" tells the rest
 *   failed (const GError *): a step without a form was not; in a form it is said there */

/* @detail must outlive the next call. A form that is open for the same case stays, with what is typed,
 * while its step is still possible. */
void yutu_case_steps_show (YutuCaseSteps        *self,
                           YutuSession          *session,
                           const YutuCaseDetail *detail);
/* Lets go of the case: an open form is left, its draft stays. */
void yutu_case_steps_clear (YutuCaseSteps *self);
/* The case is not looked at any more: the same, and it is shown again as it is. */
void yutu_case_steps_leave (YutuCaseSteps *self);
/* As a click on the step; opens the form even when nothing has to be filled in. FALSE when it is not
 * possible now. */
gboolean yutu_case_steps_open_form (YutuCaseSteps *self,
                                    const char    *transition);
/* Goes on with the draft of the case that is shown: its content. */
gboolean yutu_case_steps_resume (YutuCaseSteps *self,
                                 const char    *content);

/* The case of the content of a draft; 0: it is none of a step. */
gint64 yutu_case_steps_get_draft_case (const char *content);

#define YUTU_CASE_STEP_DRAFT "case-step"

G_END_DECLS
