/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "ui/yutu-case-open-page.h"
#include "ui/yutu-case-page.h"
#include "ui/yutu-facility-page.h"
#include "ui/yutu-module-page.h"
#include "ui/yutu-object-page.h"
#include "ui/yutu-place-page.h"
#include "ui/yutu-place-pane.h"

G_BEGIN_DECLS

/* Something that is read for the pages. */
typedef struct
{
  GCancellable *cancellable;
  gboolean      is_running;
} YutuPaneRead;

struct _YutuPlacePane
{
  AdwBin parent_instance;

  GtkWidget        *head;
  GtkLabel         *head_title;
  GtkLabel         *head_place;
  GtkWidget        *wait;
  GtkProgressBar   *wait_bar;
  GtkStack         *stack;
  GtkWidget        *county_button;
  YutuPlacePage    *place_page;
  YutuObjectPage   *object_page;
  YutuModulePage   *module_page;
  YutuCasePage     *case_page;
  YutuCaseOpenPage *open_page;
  YutuFacilityPage *facility_page;

  YutuSession   *session;
  YutuPlace     *place;
  YutuPlaceInfo *info;
  YutuPlace     *shown;      /* the place that @info is of */
  YutuPaneRead   reading;    /* the place and what belongs to it */
  YutuPaneRead   loading;    /* a case, or where it lies */
  gboolean       is_listing; /* the module page reads its cases */
  guint          wait_source;
  guint          module;
  gboolean       showing_case; /* the session's place is being set to where a case lies */
  gboolean       show_when_read;
  gboolean       is_restoring;     /* what is read was chosen on another day */
  gboolean       case_from_module; /* the way back from a case */
  guint          opening;          /* 1 + the module in which a case is opened once the place is read */
  gint64         resuming;         /* the case whose draft is gone on with once it is read; 0: none */
  char          *draft;            /* that draft's content */
};

/* yutu-place-pane.c: to another page, @title at its head; */
void yutu_place_pane_show_page (YutuPlacePane *self,
                                const char    *name,
                                const char    *title);
/* a read begins, whatever of its kind ran before given up, and ends; */
GCancellable *yutu_place_pane_begin_read (YutuPlacePane *self,
                                          YutuPaneRead  *read);
void          yutu_place_pane_end_read (YutuPlacePane *self,
                                        YutuPaneRead  *read);
/* something went wrong: cancelled is silent. */
void yutu_place_pane_fail (YutuPlacePane *self,
                           const GError  *error);

/* yutu-place-pane-cases.c: what the template calls of it; after the template was set. */
void yutu_place_pane_bind_cases (GtkWidgetClass *widget_class);

/* yutu-place-pane-facilities.c: the same; and once the session is there. */
void yutu_place_pane_bind_facilities (GtkWidgetClass *widget_class);
void yutu_place_pane_take_facilities (YutuPlacePane *self,
                                      YutuMapView   *map);

G_END_DECLS
