/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Hands for the Edit workspace on the demo county. */
#pragma once

#include "ui/yutu-form.h"
#include "window-fixture.h"

#define EDIT_WIDTH  1280
#define EDIT_HEIGHT 800

typedef struct
{
  YutuWindow *window;
  YutuPoint   points[64]; /* of a line between two townships */
  gsize       n_points;
  int         x[2]; /* of the chosen unit's box on the screen */
  int         y[2];
} EditDay;

/* An arc of some thirty vertices between two townships. */
extern const char EDIT_LINE_SQL[];

/* Everything that the tools may touch, in one number. */
gint64        edit_get_state (const EditDay *day);
gint64        edit_ask (const EditDay *day,
                        const char    *sql);
gint64        edit_count_entries (const EditDay *day);
gint64        edit_find_unit (const EditDay *day,
                              const char    *name);
YutuDrawTool *edit_get_tool (const EditDay *day);

void edit_begin (EditDay *day);
void edit_begin_at_line (EditDay *day);
/* The unit is chosen, and seen whole. */
void     edit_begin_at_unit (EditDay    *day,
                             const char *name);
void     edit_show_unit (EditDay    *day,
                         const char *name);
gboolean edit_is_idle (gpointer day);
void     edit_wait_idle (EditDay *day);
void     edit_wait_entries (EditDay *day,
                            gint64   entries);
void     edit_undo (EditDay *day);
void     edit_redo (EditDay *day);

void      edit_to_screen (const EditDay *day,
                          YutuPoint      point,
                          int           *x,
                          int           *y);
YutuPoint edit_from_screen (const EditDay *day,
                            double         x,
                            double         y);
void      edit_click_at (int x,
                         int y);

gboolean edit_is_drawing (gpointer day);
gboolean edit_can_finish (gpointer day);
gsize    edit_count_points (const EditDay *day);
/* A click that draws the next point; waits until it is drawn. */
void edit_draw_at (EditDay *day,
                   int      x,
                   int      y);
/* Once more at the last point, not so soon that both are a double click; waits until nothing is drawn. */
void edit_end_drawing (EditDay *day);
/* Of the strip of tools; NULL: none. @id: "split". */
GtkWidget *edit_find_button (const EditDay *day,
                             const char    *id);
/* By its key. */
void edit_take_up (EditDay    *day,
                   const char *letter);

YutuForm *edit_get_form (const EditDay *day);
gboolean  edit_has_form (gpointer day);
gboolean  edit_has_no_form (gpointer day);
/* What is filled in can be carried out. */
gboolean   edit_can_apply (gpointer day);
GtkWidget *edit_get_apply (const EditDay *day);
/* Ctrl+Enter. @picture: (nullable): of the form. */
void edit_apply (EditDay    *day,
                 const char *picture);
/* Of another unit of a form's list. */
void edit_choose_other (EditDay    *day,
                        const char *name);
