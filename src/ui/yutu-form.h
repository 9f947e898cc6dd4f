/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A form (表单) from the fields of a definition: groups as titled boxed lists, one row a field by its
 * type, checked while it is typed. Main thread only.
 *
 * 1. What was not changed comes back as it was put in, to the byte when nothing was; members that
 *    are no field of the form too.
 * 2. A locked field is shown and never given back: a mask is not written over what it masks.
 * 3. Nothing typed is lost, right or wrong: yutu_form_dup_typed() has it all. */
#pragma once

#include <adwaita.h>

#include "casework/yutu-module.h"

G_BEGIN_DECLS

#define YUTU_TYPE_FORM (yutu_form_get_type ())
G_DECLARE_FINAL_TYPE (YutuForm, yutu_form, YUTU, FORM, AdwBin)

/**
 * Properties:
 *   valid   gboolean: every row may be written, required ones are filled in. Read-only
 *   changed gboolean: something is not as it was put in. Read-only
 * Signals:
 *   edited (): after each change by the user
 *   submit (): Ctrl+Enter
 */
GtkWidget *yutu_form_new (void);

/* @fields must outlive the form (those of the modules do). @json: (nullable) values to start from,
 * an object. */
void yutu_form_set_fields (YutuForm        *self,
                           const YutuField *fields,
                           gsize            n_fields,
                           const char      *json);
/* Relations between the values that must hold; they must outlive the form too. A broken one is told
 * under the first of its left fields. */
void yutu_form_set_checks (YutuForm             *self,
                           const YutuFieldCheck *checks,
                           gsize                 n_checks);
/* The field is shown as it is, masked, and cannot be changed: the role may not see its value. */
void yutu_form_lock (YutuForm   *self,
                     const char *id);

/* An object of what is filled in, without locked fields. What cannot be parsed is as it was put in:
 * ask yutu_form_is_valid() first. (transfer full) */
char *yutu_form_dup_json (YutuForm *self);
/* An object of what was changed only; null for what was emptied. NULL when nothing was. (transfer
 * full) */
char    *yutu_form_dup_changes (YutuForm *self);
gboolean yutu_form_is_valid (YutuForm *self);
gboolean yutu_form_is_changed (YutuForm *self);
/* Whether something is held for locked fields: it would not be given back. */
gboolean yutu_form_has_held (YutuForm *self);

/* For drafts: what is typed in changed rows, right or wrong, as an object of texts; NULL when
 * nothing is changed. (transfer full) */
char *yutu_form_dup_typed (YutuForm *self);
/* Types @typed into its rows; not "edited". Unknown fields are left out; what is for a locked one is held
 * for when it is unlocked. */
void yutu_form_set_typed (YutuForm   *self,
                          const char *typed);

/* What a field starts from follows other fields: shown while nothing is typed in it; not "edited". */
void yutu_form_propose (YutuForm   *self,
                        const char *id,
                        const char *text);

/* To the first row that is wrong or missing, which then says so; FALSE when none is. */
gboolean yutu_form_focus_invalid (YutuForm *self);
gboolean yutu_form_focus_first (YutuForm *self);
/* To the first row that is to be filled in yet; to the first of all when none is. It does not say so. */
gboolean yutu_form_focus_missing (YutuForm *self);
/* The entry, button or switch of a field, NULL when there is none. */
GtkWidget *yutu_form_get_control (YutuForm   *self,
                                  const char *id);
/* Sets a field as the user would, by its text: see yutu_typed_parse(). */
void yutu_form_type (YutuForm   *self,
                     const char *id,
                     const char *text);

G_END_DECLS
