/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A case in a list: title, kind, state, due date, drawn by itself: hundreds of them change at once with
 * every list, and words are laid out only of those that are seen. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_CASE_ROW (yutu_case_row_widget_get_type ())
G_DECLARE_FINAL_TYPE (YutuCaseRowWidget, yutu_case_row_widget, YUTU, CASE_ROW, GtkWidget)

GtkWidget *yutu_case_row_new (void);
/* @row: (nullable): not read yet. */
void yutu_case_row_show (YutuCaseRowWidget *self,
                         const YutuCaseRow *row,
                         const YutuModules *modules,
                         YutuDay            day);
/* Nothing is shown. */
void yutu_case_row_clear (YutuCaseRowWidget *self);

/* The due date as a small label: red with a sign when it is past and the case still open. */
GtkWidget *yutu_due_label_new (void);
void       yutu_due_label_set (GtkWidget         *label,
                               const YutuCaseRow *row,
                               YutuDay            day);

G_END_DECLS
