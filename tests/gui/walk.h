/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A walk through every panel and dialog: what is looked at in each, and the hands that lead there. */
#pragma once

#include "window-fixture.h"

#define WALK_TOWN "罗店镇"
#define WALK_CARE_HOME \
  "SELECT id FROM facility WHERE kind = 'elderly.care-home' AND geom IS NOT NULL ORDER BY id LIMIT 1"

typedef struct
{
  YutuWindow *window;
  const char *letters; /* "" or "-200": of the pictures' names */
  int         width;
  int         height;
  gboolean    checks_names;
  guint       n_wrong;
} Walk;

/* ---- walk-checks.c; each tells what it counts ---- */

/* Controls that Tab does not get to. */
guint walk_count_unreached (GtkWidget *root);
/* What is written and cut off. */
guint walk_count_cut (GtkWidget *root);
/* What ends in an ellipsis without a tooltip that is the whole of it. */
guint walk_count_untold (GtkWidget *root);
/* Lists that scroll inside of a page that scrolls, and keep the wheel to themselves at their ends. */
guint walk_count_trapped (GtkWidget *root);
/* Words in @picture of @root that hardly stand out from their ground. */
guint walk_count_faint (GtkWidget       *root,
                        cairo_surface_t *picture);
/* Words below @root that stay English though they have Chinese. */
guint walk_count_untranslated (GtkWidget *root);
/* 1 when @root asks for more room than the screen of the walk has. */
guint walk_count_oversize (const Walk *walk,
                           GtkWidget  *root);

/* ---- walk-visit.c ---- */

/* Pictures of @root, light and dark, as walk-@panel-STYLE-WIDTH.png, and the checks. @popover: (nullable):
 * what pops up over the window. */
void walk_visit_with (Walk       *walk,
                      GtkWidget  *root,
                      GtkWidget  *popover,
                      const char *panel);
void walk_visit (Walk       *walk,
                 const char *panel);
/* The end of what scrolls in @inside, then back to its beginning; nothing when all of it is seen. */
void walk_visit_end (Walk       *walk,
                     GtkWidget  *root,
                     gpointer    inside,
                     const char *panel);

GtkWidget *walk_wait_found (gpointer    root,
                            GType       type,
                            const char *text);
void       walk_press (GtkWidget  *root,
                       const char *text);
void       walk_activate (YutuWindow *window,
                          const char *action,
                          GVariant   *parameter);
/* Takes @place. */
void walk_go_to (YutuWindow *window,
                 YutuPlace  *place);
void walk_go_to_town (YutuWindow *window);
void walk_go_to_object (YutuWindow   *window,
                        YutuPlaceKind kind,
                        const char   *sql);
/* What is open over @window: waits for it, and until it is gone. */
GtkWidget *walk_wait_dialog (YutuWindow *window);
void       walk_close_dialog (YutuWindow *window);

/* Throws away the drafts that are offered. */
void walk_drop_drafts (Walk *walk);

/* ---- walk-dialogs.c ---- */

void walk_dialogs (Walk *walk);

/* ---- walk-act.c ---- */

void walk_act (Walk *walk);

/* ---- walk-states.c: what is wrong, empty, past or in hand ---- */

/* First: the file is as it was made. */
void walk_first_states (Walk *walk);
void walk_states (Walk *walk);
/* Last: it breaks the file. */
void walk_findings (Walk *walk);
/* Windows of their own: no file, one that is none, one that is empty. */
void walk_files (Walk *walk);
