/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A row in which a unit of an act is chosen: by typing its name, pinyin, initials or code, walked with
 * the arrow keys; or by somebody else, on a map. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-act-ground.h"

G_BEGIN_DECLS

#define YUTU_TYPE_UNIT_FIELD (yutu_unit_field_get_type ())
G_DECLARE_FINAL_TYPE (YutuUnitField, yutu_unit_field, YUTU, UNIT_FIELD, AdwActionRow)

/* What can be chosen: units of the ground, and those that steps of the act make. */
typedef struct
{
  const YutuActGround *ground; /* (nullable): as long as it is set */
  const YutuActSpec   *spec;   /* (nullable), the same */
} YutuUnitChoices;

/* Signals: chosen (const char *text): by the user, as a step names a unit; focused () */
GtkWidget *yutu_unit_field_new (const char *title);
/* Of @level; 0: any. */
void yutu_unit_field_set_choices (YutuUnitField  *self,
                                  YutuUnitChoices choices,
                                  int             level);
int  yutu_unit_field_get_level (YutuUnitField *self);
/* As a step names it; NULL: none. No signal. */
void yutu_unit_field_set_unit (YutuUnitField *self,
                               const char    *text);
/* As if the user chose it. */
void yutu_unit_field_choose (YutuUnitField *self,
                             const char    *text);
/* The entry, for the focus and for tests. */
GtkWidget *yutu_unit_field_get_entry (YutuUnitField *self);

/* The name of a unit as a step names it; @text itself where it means none. Borrowed. */
const char *yutu_unit_choices_name (const YutuUnitChoices *self,
                                    const char            *text);
/* Its level; 0: it means none. */
int yutu_unit_choices_level (const YutuUnitChoices *self,
                             const char            *text);

G_END_DECLS
