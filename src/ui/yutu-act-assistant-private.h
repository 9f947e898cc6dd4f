/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "ui/yutu-act-assistant.h"

#include "ui/yutu-form.h"
#include "ui/yutu-unit-field.h"

G_BEGIN_DECLS

#define YUTU_ACT_DRAFT_KEY "act:new"

struct _YutuActAssistant
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle  *heading;
  GtkWidget       *back;
  GtkButton       *next;
  GtkRevealer     *bar;
  GtkLabel        *bar_label;
  GtkStack        *pages;
  GtkBox          *approval_box;
  GtkLabel        *kind_note;
  GtkLabel        *organ_note;
  GtkWidget       *organ_use;
  GtkBox          *papers_box;
  GtkLabel        *steps_note;
  GtkListBox      *steps_list;
  GtkButton       *lead;
  GtkLabel        *verdict;
  GtkBox          *abolish_box;
  GtkBox          *step_box;
  GtkBox          *effect_box;
  GtkBox          *acts_box;
  GtkBox          *record_box;
  YutuPreviewMap  *map;
  GtkLabel        *map_hint;
  GtkRevealer     *working;
  GtkProgressBar  *progress_bar;

  YutuSession    *session; /* NULL: the window is closed */
  YutuActSpec    *spec;
  YutuActGround  *ground;  /* NULL: not read */
  YutuActHeirs   *heirs;   /* NULL: not read, or of no unit */
  YutuActPreview *preview; /* of the spec as it stands; NULL: not known */
  GPtrArray      *organs;  /* char *: that approved acts of this file, newest first */
  GCancellable   *reading_ground;
  GCancellable   *reading_heirs;
  GCancellable   *planning;
  GCancellable   *reading_acts;
  guint           pulse_source;
  gboolean        is_applying;
  gboolean        is_filling;   /* controls are set by the program */
  gboolean        has_draft;
  gboolean        title_is_own; /* typed by hand */

  YutuForm      *form;          /* of the approval */
  YutuUnitField *active;        /* weak: that a click on the map is for */
  GtkWidget     *first;         /* weak: of a page that is filled: what to begin with; NULL: its first control */
  gint64         chosen_part;   /* of the unit that is abolished: a click on a unit is for it; 0: none */
  int            step;          /* that is edited; -1: none */
  gboolean       is_drawing;    /* a click adds a point */
  gboolean       is_seating;    /* a click is the seat */
  gint64         act;           /* of the record that is shown; 0: none */
  YutuActRecord *record;
};

/* ---- yutu-act-assistant.c ---- */

void yutu_act_assistant_go_to (YutuActAssistant *self,
                               const char       *page);
YutuUnitChoices yutu_act_assistant_get_choices (YutuActAssistant *self);
void yutu_act_assistant_show_error (YutuActAssistant *self,
                                    const GError     *error);
YutuDay yutu_act_assistant_get_day (YutuActAssistant *self); /* YUTU_DAY_INVALID: none */
/* Says that the row's entry is what a click on the map is for while it has the focus. */
void yutu_act_assistant_watch_field (YutuActAssistant *self,
                                     YutuUnitField    *field);
void yutu_act_assistant_set_hint (YutuActAssistant *self,
                                  const char       *text);
gboolean yutu_act_assistant_is_on (YutuActAssistant *self,
                                   const char       *page);
/* Buttons and heading, by page and by what is going on. */
void yutu_act_assistant_update (YutuActAssistant *self);
/* NULL for "". (transfer full) */
char *yutu_act_assistant_dup_text (const char *text);

/* ---- yutu-act-jobs.c: what others do ---- */

/* The act is another one now: kept, planned anew, shown. */
void yutu_act_assistant_changed (YutuActAssistant *self);
/* The day is another one: its units are read. */
void     yutu_act_assistant_read_ground (YutuActAssistant *self);
gboolean yutu_act_assistant_may_apply (YutuActAssistant *self);
void     yutu_act_assistant_apply (YutuActAssistant *self);
void     yutu_act_assistant_undo (YutuActAssistant *self);

/* ---- yutu-act-approval.c: kind, approval, papers ---- */

void yutu_act_assistant_fill_approval (YutuActAssistant *self);
void yutu_act_assistant_fill_papers (YutuActAssistant *self);
/* A title from the steps, where nobody typed one. */
void yutu_act_assistant_propose_title (YutuActAssistant *self);
void yutu_act_assistant_show_organ (YutuActAssistant *self);
void yutu_act_assistant_use_organ (YutuActAssistant *self);

/* ---- yutu-act-steps.c: the list ---- */

void yutu_act_assistant_fill_steps (YutuActAssistant *self);
void yutu_act_assistant_add_step (YutuActAssistant *self,
                                  const char       *what);
void yutu_act_assistant_edit_step (YutuActAssistant *self,
                                   int               step);

/* ---- yutu-act-step-page.c: one step ---- */

void yutu_act_assistant_fill_step (YutuActAssistant *self);
void yutu_act_assistant_leave_step (YutuActAssistant *self);
/* The map was pressed while a step is edited. */
void yutu_act_assistant_press_step (YutuActAssistant *self,
                                    double            x,
                                    double            y);
void yutu_act_assistant_take_back_point (YutuActAssistant *self);
void yutu_act_assistant_show_line (YutuActAssistant *self);

/* ---- yutu-act-abolish.c: where everything of a unit goes ---- */

void yutu_act_assistant_fill_abolish (YutuActAssistant *self);
void yutu_act_assistant_press_abolish (YutuActAssistant *self,
                                       double            x,
                                       double            y);

/* ---- yutu-act-effect.c: what it does ---- */

void yutu_act_assistant_fill_effect (YutuActAssistant *self);
/* "2 errors, 1 warning" */
void yutu_act_assistant_show_verdict (YutuActAssistant *self);
/* What it says of itself; then what became of whom. */
void yutu_act_assistant_fill_record (YutuActAssistant *self);
void yutu_act_assistant_fill_record_lists (YutuActAssistant *self);

/* ---- yutu-act-records.c: those that were carried out ---- */

void yutu_act_assistant_read_acts (YutuActAssistant *self);
void yutu_act_assistant_read_record (YutuActAssistant *self,
                                     gint64            act);

G_END_DECLS
