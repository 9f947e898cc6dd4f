/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "session/yutu-name-merge.h"
#include "ui/yutu-merge-page.h"

G_BEGIN_DECLS

struct _YutuMergePage
{
  AdwBin parent_instance;

  AdwActionRow *kept_row;
  AdwActionRow *other_row;
  GtkWidget    *other_badge;
  GtkWidget    *turns;
  GtkWidget    *chooser;
  GtkEditable  *search;
  GtkListBox   *choices;
  GtkLabel     *choices_note;
  GtkWidget    *refusal;
  GtkLabel     *refusal_label;
  GtkBox       *plan;
  GtkWidget    *follows;
  GtkWidget    *buttons;
  GtkWidget    *merge;

  YutuMapView   *map; /* weak */
  YutuSession   *session;
  gint64         kept;  /* 0: nothing has begun */
  gint64         other; /* 0: not chosen yet */
  YutuMergePlan *known; /* (nullable): of the two */
  gboolean       is_merging;
  GCancellable  *reading; /* the plan, or what is known of the one that stays */
  GCancellable  *listing; /* choices */
  GCancellable  *picking; /* on the map */
};

void yutu_merge_page_fail (YutuMergePage *self,
                           const GError  *error);
void yutu_merge_page_choose (YutuMergePage *self,
                             gint64         other);

/* ---- yutu-merge-page-choose.c ---- */

/* The names that may be meant, by what is typed. */
void yutu_merge_page_list (YutuMergePage *self);
/* The other one is asked for on the map. */
void yutu_merge_page_pick (YutuMergePage *self);
void yutu_merge_page_stop_choosing (YutuMergePage *self);

/* ---- yutu-merge-page-plan.c ---- */

/* What is known of the plan, below the two and on the map. */
void yutu_merge_page_show_plan (YutuMergePage *self);
void yutu_merge_page_show_notes (YutuMergePage *self);
/* Moves the map when one of the two that are known is not seen. */
void yutu_merge_page_show_both (YutuMergePage *self);

G_END_DECLS
