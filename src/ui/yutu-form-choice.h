/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The drop-down of a field that is a choice. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "casework/yutu-module.h"

G_BEGIN_DECLS

/* @start: an id, "" for none; one that is none of the choices is offered too, for what is there must
 * not be lost. */
GtkWidget *yutu_form_choice_new (const YutuField *field,
                                 const char      *start);
/* The id that is chosen, "" for none. */
const char *yutu_form_choice_get (GtkDropDown *self);
/* Nothing when @id is not offered. */
void yutu_form_choice_set (GtkDropDown *self,
                           const char  *id);

G_END_DECLS
