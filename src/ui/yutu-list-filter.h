/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The row of filters over a table: what is typed, module, kind or register, state or status, and for
 * cases due days, officer and whether they are open. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-lists.h"

G_BEGIN_DECLS

#define YUTU_TYPE_LIST_FILTER (yutu_list_filter_get_type ())
G_DECLARE_FINAL_TYPE (YutuListFilter, yutu_list_filter, YUTU, LIST_FILTER, AdwBin)

/* Signal: changed (). */
GtkWidget *yutu_list_filter_new (YutuListKind kind);
/* @modules are borrowed. */
void yutu_list_filter_set_modules (YutuListFilter    *self,
                                   const YutuModules *modules);
/* Keeps the officer that is chosen. */
void yutu_list_filter_set_officers (YutuListFilter  *self,
                                    const GPtrArray *officers);
/* Fills in what is asked; texts stay this widget's. Place, order and day are not touched. */
void yutu_list_filter_get (YutuListFilter *self,
                           YutuDay         day,
                           YutuListSpec   *spec);
/* Sets several at once; "changed" comes once, and not when all was so. @module NULL: all; @span
 * YUTU_N_DUE_SPANS: any day. */
void yutu_list_filter_set_due (YutuListFilter *self,
                               const char     *module,
                               YutuDueSpan     span);
/* What yutu_list_filter_set_due() would have to be called with; YUTU_N_DUE_SPANS also when more is
 * asked for than module and days. */
void yutu_list_filter_get_due (YutuListFilter *self,
                               const char    **module,
                               YutuDueSpan    *span);
/* Whether nothing is asked for; open cases alone are nothing. */
gboolean yutu_list_filter_is_default (YutuListFilter *self);
void     yutu_list_filter_reset (YutuListFilter *self);
void     yutu_list_filter_focus (YutuListFilter *self);
/* CASES: whether closed ones are left out; for tests and the bench. */
void yutu_list_filter_set_open_only (YutuListFilter *self,
                                     gboolean        open_only);

G_END_DECLS
