/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One row of a form: a field's title, its control, and what is wrong with it. Main thread only. */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

#include "casework/yutu-module.h"

G_BEGIN_DECLS

#define YUTU_TYPE_FORM_ROW (yutu_form_row_get_type ())
G_DECLARE_FINAL_TYPE (YutuFormRow, yutu_form_row, YUTU, FORM_ROW, GtkWidget)

/* @field must outlive the row. @start: (nullable) the value it starts from. Signal: edited (). */
GtkWidget       *yutu_form_row_new (const YutuField *field,
                                    JsonNode        *start);
const YutuField *yutu_form_row_get_field (YutuFormRow *self);
GtkWidget       *yutu_form_row_get_control (YutuFormRow *self);

void     yutu_form_row_lock (YutuFormRow *self);
gboolean yutu_form_row_is_locked (YutuFormRow *self);
gboolean yutu_form_row_is_changed (YutuFormRow *self);
gboolean yutu_form_row_is_valid (YutuFormRow *self);
/* The value now: the very start when unchanged or not valid; a null node for none. (transfer full) */
JsonNode *yutu_form_row_dup_value (YutuFormRow *self);
/* What is typed: see yutu_typed_format (). (transfer full) */
char *yutu_form_row_dup_text (YutuFormRow *self);
void  yutu_form_row_set_text (YutuFormRow *self,
                              const char  *text);
/* What it starts from is @text now, as a proposal that follows other rows: shown unless something else was
 * typed, and not "edited". */
void yutu_form_row_propose (YutuFormRow *self,
                            const char  *text);
/* What is wrong with it beside others; NULL: nothing. Without a signal. */
void yutu_form_row_set_fault (YutuFormRow *self,
                              const char  *fault);
/* Says what is wrong with it, also that it is missing. */
void yutu_form_row_reveal (YutuFormRow *self);

/* The field will be gone: the row, which GTK may keep while it remembers the focus, looks at it no
 * more. */
void yutu_form_row_let_go (YutuFormRow *self);

G_END_DECLS
