/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the form of place names asks: the record as a whole, and the classes to choose from. */
#pragma once

#include "casework/yutu-module.h"
#include "gazetteer/yutu-place-class.h"

G_BEGIN_DECLS

/* The columns and further fields of a record, see session/yutu-name-fields.h. Static; in the language of the
 * window, made once. */
const YutuField *yutu_name_record_get_fields (gsize *n);
/* What is different in @after, a form's values, from @before: {"id":"text",…}, "" where nothing is left.
 * NULL: nothing is. (transfer full) */
char *yutu_name_record_dup_changes (const char *before,
                                    const char *after);

/* The classes that may be drawn as one of @shapes, as choices of a field. */
typedef struct
{
  GArray    *choices; /* YutuChoice, which point to the classes and to: */
  GPtrArray *titles;
} YutuClassChoices;

void yutu_class_choices_init (YutuClassChoices *self);
void yutu_class_choices_clear (YutuClassChoices *self);
void yutu_class_choices_fill (YutuClassChoices       *self,
                              const YutuPlaceClasses *classes,
                              unsigned                shapes);

G_END_DECLS
