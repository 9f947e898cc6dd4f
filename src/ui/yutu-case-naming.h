/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Beside the form of a case, or of a step of it, that gives a name, or another one: how the name is romanised and what
 * the naming rules say of it, while it is typed. Not seen for other kinds of cases. Main thread only. */
#pragma once

#include "casework/yutu-place-filter.h"
#include "session/yutu-session.h"
#include "ui/yutu-name-notes.h"

G_BEGIN_DECLS

#define YUTU_TYPE_CASE_NAMING (yutu_case_naming_get_type ())
G_DECLARE_FINAL_TYPE (YutuCaseNaming, yutu_case_naming, YUTU, CASE_NAMING, AdwBin)

/* Once: where the rivals are shown. Borrowed. */
void yutu_case_naming_set_map (YutuCaseNaming *self,
                               YutuMapView    *map);
/* The case is of @kind and to be opened at @place. */
void yutu_case_naming_begin (YutuCaseNaming     *self,
                             YutuSession        *session,
                             YutuPlace          *place,
                             const YutuCaseKind *kind);
/* A step of the case is filled in. @detail: read now. */
void yutu_case_naming_begin_step (YutuCaseNaming       *self,
                                  YutuSession          *session,
                                  const YutuCaseDetail *detail);
/* What the case has, and what the form of its step changes of that; told as long as that is the name, too.
 * @fields, @set: (nullable): objects */
void yutu_case_naming_take_step (YutuCaseNaming *self,
                                 const char     *fields,
                                 const char     *set);
/* What is filled in of the kind's fields. @fields: (nullable): an object */
void yutu_case_naming_take (YutuCaseNaming *self,
                            const char     *fields);
void yutu_case_naming_end (YutuCaseNaming *self);

G_END_DECLS
