/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A case in a list: title, kind, state, due date. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_CASE_ROW (yutu_case_row_widget_get_type ())
G_DECLARE_FINAL_TYPE (YutuCaseRowWidget, yutu_case_row_widget, YUTU, CASE_ROW, AdwBin)

GtkWidget *yutu_case_row_new (void);
/* @row: (nullable): not read yet. @module: its module. */
void yutu_case_row_show (YutuCaseRowWidget *self,
                         const YutuCaseRow *row,
                         const YutuModule  *module,
                         YutuDay            day);

/* The due date as a small label: red with a sign when it is past and the case still open. */
GtkWidget *yutu_due_label_new (void);
void       yutu_due_label_set (GtkWidget         *label,
                               const YutuCaseRow *row,
                               YutuDay            day);

G_END_DECLS
