/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "ui/yutu-draw-pane.h"
#include "ui/yutu-edit-pane.h"
#include "ui/yutu-name-form.h"

G_BEGIN_DECLS

struct _YutuEditPane
{
  AdwBin parent_instance;

  GtkStack     *pages;
  GtkWidget    *blocked;
  GtkLabel     *blocked_label;
  GtkWidget    *empty;
  GtkWidget    *line;
  GtkLabel     *title;
  GtkLabel     *summary;
  GtkWidget    *refusal;
  GtkLabel     *refusal_label;
  GtkBox       *areas;
  GtkWidget    *vertex;
  GtkLabel     *vertex_title;
  GtkEditable  *lon;
  GtkEditable  *lat;
  GtkWidget    *draft;
  GtkWidget    *keep;
  GtkWidget    *steps;
  GtkWidget    *add;
  GtkWidget    *remove;
  AdwActionRow *chosen;
  YutuNameForm *name_form;
  YutuDrawPane *draw_pane;

  YutuSession  *session;
  GSignalGroup *session_signals;
  YutuLineTool *tool;
  YutuDrawTool *draw_tool;
  YutuEditMode  mode;
  gboolean      is_active;
  GArray       *rows;      /* of areas */
  gint64        shown_arc; /* whose units the rows are */
  gint64        unit;      /* that may be renamed; or */
  gint64        place;
  GCancellable *reading; /* what is chosen */
};

void yutu_edit_pane_say (YutuEditPane *self,
                         const char   *text);
void yutu_edit_pane_tell_done (YutuEditPane *self,
                               const char   *title);
void yutu_edit_pane_tell_failed (YutuEditPane *self,
                                 const GError *error);
void yutu_edit_pane_tell_changed (YutuEditPane *self);

/* ---- yutu-edit-pane-draw.c ---- */

void yutu_edit_pane_add_drawing (YutuEditPane *self,
                                 YutuMapView  *map);
void yutu_edit_pane_resume_drawing (YutuEditPane *self,
                                    const char   *content);

G_END_DECLS
