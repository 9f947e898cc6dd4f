/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "ui/yutu-coverage-pane.h"
#include "ui/yutu-date-button.h"
#include "ui/yutu-address-browser.h"
#include "ui/yutu-drawer.h"
#include "ui/yutu-draft-bar.h"
#include "ui/yutu-indicator-list.h"
#include "ui/yutu-edit-pane.h"
#include "ui/yutu-findings.h"
#include "ui/yutu-scan-list.h"
#include "ui/yutu-layer-list.h"
#include "ui/yutu-leader-view.h"
#include "ui/yutu-pane-grip.h"
#include "ui/yutu-place-pane.h"
#include "ui/yutu-review.h"
#include "ui/yutu-search-box.h"
#include "ui/yutu-unit-tree.h"
#include "ui/yutu-window.h"
#include "ui/yutu-workspace.h"

G_BEGIN_DECLS

struct _YutuWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay    *toasts;
  YutuSearchBox      *search;
  GtkLabel           *county;
  GtkWidget          *undo;
  GtkWidget          *redo;
  YutuDateButton     *date;
  GtkInfoBar         *demo_bar;
  GtkInfoBar         *read_only_bar;
  GtkLabel           *read_only_label;
  YutuDraftBar       *draft_bar;
  GtkInfoBar         *day_bar;
  GtkLabel           *day_label;
  GtkInfoBar         *error_bar;
  GtkLabel           *error_label;
  GtkStack           *pages;
  AdwStatusPage      *opening;
  GtkProgressBar     *progress;
  AdwStatusPage      *failed;
  AdwFlap            *left_flap;
  AdwFlap            *right_flap;
  GtkWidget          *left_pane;
  AdwViewStack       *left_stack;
  YutuUnitTree       *tree;
  YutuLayerList      *layers;
  GtkStack           *right_stack; /* pages: names of workspaces */
  YutuPlacePane      *pane;
  YutuEditPane       *edit_pane;
  YutuPaneGrip       *left_grip;
  YutuPaneGrip       *right_grip;
  YutuMapView        *map;
  GtkStack           *tool_stack; /* pages: names of workspaces */
  GtkWidget          *tool_separator;
  GtkRevealer        *hint_revealer;
  GtkLabel           *hint_label;
  GtkRevealer        *drawer_revealer;
  YutuPaneGrip       *drawer_grip;
  GtkStack           *drawer_stack; /* pages: lists, findings, review, addresses, names */
  YutuDrawer         *drawer;
  YutuFindings       *findings;
  YutuReview         *review;
  YutuAddressBrowser *addresses;
  YutuScanList       *scan_list;
  GtkRevealer        *hit_revealer;
  GtkLabel           *hit_label;
  GtkWidget          *busy_box;
  GtkWidget          *empty_note;
  GtkProgressBar     *busy;

  YutuIndicatorList *indicators;
  YutuCoveragePane  *coverage_pane;
  YutuCoverage      *coverage;
  unsigned           coverage_layers; /* of the map in that workspace, while it is not shown */
  unsigned           other_layers;    /* of the others, while it is */
  YutuView           coverage_view;   /* the same; resolution 0: the whole county */
  YutuView           other_view;
  gint64             other_unit; /* chosen when that workspace was entered */
  gboolean           has_coverage_layers;
  gboolean           shows_coverage;
  char              *left_page; /* before that workspace */

  GtkStack       *modes; /* NULL until the leaders' view is first shown, as the next */
  YutuLeaderView *leader;
  gboolean        is_leading;
  gboolean        was_fullscreened;
  gboolean        stays_fullscreen;
  GtkWidget      *focus_before; /* weak */
  GHashTable     *locked;       /* names of actions that were enabled */

  YutuWorkspace workspace;
  gboolean      wants_drawer;    /* open while a workspace has it */
  gboolean      shows_findings;  /* in its place, in any workspace */
  gboolean      shows_review;    /* the same */
  gboolean      shows_repair;    /* marks of what a repair would move are on the map */
  gboolean      shows_addresses; /* the same */
  gboolean      shows_scan;      /* the same */
  gboolean      folds_right;     /* the right pane gave way to it */

  YutuSession  *session;
  GSettings    *settings; /* NULL without an installed schema */
  GCancellable *opening_cancellable;
  char         *path;     /* of the file that is opened, or should be */
  char         *moment;   /* of the recording clock that is asked for; NULL: the present */
  YutuDay       past_day; /* that the past is shown on at first */
  gboolean      is_demo;
  gboolean      is_new;
  gboolean      is_there; /* what is opened was there before */
  guint         pulse_source;
  guint         busy_source;

  GtkPopover *point_menu; /* NULL until it is first asked for; a child of what has the map */
  double      menu_x;     /* of the map, where it was asked for */
  double      menu_y;
};

/* yutu-window-open.c */
void yutu_window_cancel_opening (YutuWindow *self);
void yutu_window_retry (YutuWindow *self);
void yutu_window_take_session (YutuWindow  *self,
                               YutuSession *session);

/* yutu-window-cases.c */
void yutu_window_restore_work (YutuWindow *self);
void yutu_window_add_cases (YutuWindow *self);
/* yutu-window-check.c */
void yutu_window_add_check (YutuWindow *self);
void yutu_window_add_point_menu (YutuWindow *self);
/* The scan for non-standard names (yutu-window-names.c). */
void yutu_window_add_names (YutuWindow *self);

/* yutu-window-review.c */
void yutu_window_add_review (YutuWindow *self);
/* The list of addresses at @path. */
void yutu_window_review_file (YutuWindow *self,
                              const char *path);
/* Lines of addresses. */
void yutu_window_review_text (YutuWindow *self,
                              const char *text);

/* yutu-window-addresses.c */
void yutu_window_add_addresses (YutuWindow *self);

/* yutu-window-drafts.c */
void yutu_window_add_drafts (YutuWindow *self);
/* Once the draft bar is there (yutu-window-lines.c). */
void yutu_window_add_lines (YutuWindow *self);

/* yutu-window-workspace.c */
void yutu_window_set_workspace (YutuWindow   *self,
                                YutuWorkspace workspace);
void yutu_window_show_scan (YutuWindow *self,
                            gboolean    shows);
void yutu_window_show_findings (YutuWindow *self,
                                gboolean    shows);
void yutu_window_show_review (YutuWindow *self,
                              gboolean    shows);
void yutu_window_show_addresses (YutuWindow *self,
                                 gboolean    shows);
void yutu_window_add_workspace_actions (YutuWindow *self);
/* The pane right of the map, as the workspace has it. */
GtkWidget *yutu_window_get_right_pane (YutuWindow *self);

/* yutu-window-coverage.c */
void yutu_window_add_coverage (YutuWindow *self);
/* The session has come. */
void yutu_window_take_coverage (YutuWindow *self);
/* After a change of workspace, or of who is shown. */
void yutu_window_update_coverage (YutuWindow *self);
void yutu_window_restore_coverage (YutuWindow   *self,
                                   GVariantDict *values);
void yutu_window_remember_coverage (YutuWindow   *self,
                                    GVariantDict *values);

/* yutu-window-leader.c */
void yutu_window_add_leader (YutuWindow *self);
/* Shows the leaders' view over the whole screen; FALSE: the window as it was. Not without a file. */
void yutu_window_set_leading (YutuWindow *self,
                              gboolean    is_leading);

/* yutu-window-memory.c */
/* Makes the window as it was left on this file, and keeps how it is. */
void yutu_window_restore (YutuWindow *self);
void yutu_window_remember (YutuWindow *self);

/* yutu-window-panes.c */
/* Makes the panes wider on a large screen and with large letters, until somebody drags them. */
void yutu_window_add_panes (YutuWindow *self);

/* yutu-window-actions.c */
void yutu_window_add_actions (YutuWindow *self);
void yutu_window_update_actions (YutuWindow *self);
/* @self when nothing is open in it, else a new one. */
YutuWindow *yutu_window_find_free (YutuWindow *self);

/* yutu-window-act.c */
void yutu_window_add_act (YutuWindow *self);

/* yutu-window-drop.c */
void yutu_window_add_drop (YutuWindow *self);

/* yutu-window-import.c */
void yutu_window_add_import_action (YutuWindow *self);
/* Whether the name is one of a file that the assistant takes. */
gboolean yutu_window_may_import (const char *path);
/* Says on the map what to do while the file has no units. */
void yutu_window_follow_units (YutuWindow *self);
/* Opens the assistant on the file at @path. */
void yutu_window_import (YutuWindow *self,
                         const char *path);
/* yutu-window-edit.c */
void yutu_window_add_edit (YutuWindow *self);
/* The workspace is another. */
void yutu_window_update_edit (YutuWindow *self);
/* Takes back a move of the draft in hand, or does it again: before the journal's turn. */
gboolean yutu_window_step_draft (YutuWindow *self,
                                 gboolean    is_redo);
gboolean yutu_window_has_draft_step (YutuWindow *self,
                                     gboolean    is_redo);

/* yutu-window-time.c */
void     yutu_window_add_time (YutuWindow *self);
gboolean yutu_window_show_moment (YutuWindow *self);

/* yutu-window-sheet.c */
void yutu_window_add_sheet_actions (YutuWindow *self);

G_END_DECLS
