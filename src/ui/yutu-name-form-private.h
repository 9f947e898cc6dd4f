/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "session/yutu-name-check.h"
#include "session/yutu-name-figures.h"
#include "ui/yutu-form.h"
#include "ui/yutu-name-form.h"
#include "ui/yutu-name-notes.h"
#include "ui/yutu-name-record.h"

G_BEGIN_DECLS

struct _YutuNameForm
{
  AdwBin parent_instance;

  GtkLabel      *heading;
  GtkLabel      *place;
  YutuForm      *form;
  GtkLabel      *pinyin;
  YutuNameNotes *notes;
  GtkLabel      *follows;
  GtkWidget     *save;
  GtkWidget     *open_case;

  YutuSession   *session;
  gint64         unit;
  gint64         place_id;
  gboolean       next_is_record; /* what begins now; the form that is there is left first */
  gboolean       is_record;      /* the place name's other facts, and not its name */
  gboolean       is_open;        /* begun, and not left */
  YutuPoint      point;
  YutuDrawing   *drawing; /* (nullable): of a new name */
  YutuShape     *shape;   /* that it is */
  YutuNameFacts *facts;   /* NULL: not read yet */
  char          *typed;   /* (nullable): a draft's, for when the facts are read */
  GCancellable  *reading;
  gboolean       is_saving;
  char          *guessed; /* (nullable): the class that was proposed last */

  unsigned          figures; /* that the limits of the file ask for, as bits */
  YutuPlaceClasses *classes; /* to choose from */
  YutuClassChoices  choices; /* what the field of the class points to */
};

/* Of what is there already. */
gboolean yutu_name_form_is_of_old (const YutuNameForm *self);
gboolean yutu_name_form_is_rename (const YutuNameForm *self);
/* (transfer full) (nullable): of what is filled in. */
char *yutu_name_form_dup_value (YutuNameForm *self,
                                const char   *id);
/* The figures of the size that are filled in. */
void yutu_name_form_read_figures (YutuNameForm *self,
                                  double        figures[YUTU_N_FIGURES]);
/* The key of its draft. (transfer full) */
char *yutu_name_form_dup_key (YutuNameForm *self);
/* It is left, and what was typed is offered. */
void yutu_name_form_leave (YutuNameForm *self);
void yutu_name_form_fail (YutuNameForm *self,
                          const GError *error);
void yutu_name_form_tell_done (YutuNameForm *self,
                               const char   *words);
void yutu_name_form_update_buttons (YutuNameForm *self);

/* ---- yutu-name-form-rules.c ---- */

/* What the naming rules say of the name, on the map and below it. NULL or "": nothing. */
void yutu_name_form_check (YutuNameForm *self,
                           const char   *name,
                           const char   *name_class);

/* Nothing is said of a name; what is to be named is on the map. */
void yutu_name_form_mark (YutuNameForm *self);

/* ---- yutu-name-form-case.c ---- */

/* What is typed is begun as a case that gives the name, or another one: it comes into use at the end of that. */
void yutu_name_form_open_case (YutuNameForm *self);
/* The button that does so, for what the form is about; hidden where there is no such kind of case. */
void yutu_name_form_update_case_button (YutuNameForm *self);

/* ---- yutu-name-form-save.c ---- */

void yutu_name_form_save (YutuNameForm *self);

G_END_DECLS
