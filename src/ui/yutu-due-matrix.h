/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The due board as a small table: a row a module, or a row a place, with how many cases are overdue,
 * due this week and due this month; each number is a button. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-lists.h"

G_BEGIN_DECLS

#define YUTU_TYPE_DUE_MATRIX (yutu_due_matrix_get_type ())
G_DECLARE_FINAL_TYPE (YutuDueMatrix, yutu_due_matrix, YUTU, DUE_MATRIX, AdwBin)

/* Signals:
 *   module-chosen (char *module, int span): NULL for all modules
 *   unit-chosen (gint64 unit, int span)
 * span is a YutuDueSpan. */
GtkWidget *yutu_due_matrix_new (void);
/* (nullable) (transfer full): nothing yet. @modules are borrowed as long as the board is shown. */
void yutu_due_matrix_take_board (YutuDueMatrix     *self,
                                 YutuDueBoard      *board,
                                 const YutuModules *modules);
/* (nullable) */
const YutuDueBoard *yutu_due_matrix_get_board (YutuDueMatrix *self);
/* Whether its rows are places. */
gboolean yutu_due_matrix_is_by_place (YutuDueMatrix *self);
/* Which cell is the list beside it; @span YUTU_N_DUE_SPANS: none. */
void yutu_due_matrix_set_active (YutuDueMatrix *self,
                                 const char    *module,
                                 YutuDueSpan    span);

/* "Overdue", "This week", "This month". */
const char *yutu_due_span_get_title (YutuDueSpan span);

G_END_DECLS
