/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Beside the form of a case that gives a name, or another one: how the proposed name is romanised and what the naming
 * rules say of it, while it is typed. Not seen for other kinds of cases. Main thread only. */
#pragma once

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
/* What is filled in of the kind's fields. @fields: (nullable): an object */
void yutu_case_naming_take (YutuCaseNaming *self,
                            const char     *fields);
void yutu_case_naming_end (YutuCaseNaming *self);

G_END_DECLS
