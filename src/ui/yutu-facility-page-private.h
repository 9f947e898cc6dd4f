/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "ui/yutu-facility-page.h"

#include <json-glib/json-glib.h>

#include "session/yutu-facility-edit.h"
#include "ui/yutu-form.h"
#include "ui/yutu-register-list.h"
#include "ui/yutu-site-field.h"

G_BEGIN_DECLS

struct _YutuFacilityPage
{
  AdwBin parent_instance;

  GtkWidget        *parts; /* registers and form: one of them is seen, or none yet */
  YutuRegisterList *registers;
  GtkWidget        *form;
  GtkWidget        *scroller;
  GtkLabel         *intro;
  GtkWidget        *twins; /* others that may be the same */
  GtkLabel         *twins_label;
  GtkWidget        *site_heading;
  YutuSiteField    *site;
  YutuForm         *base;
  YutuForm         *fields;
  GtkWidget        *masked; /* asks for what personal fields are to be seen */
  GtkWidget        *purpose;
  GtkWidget        *save;

  YutuSession        *session;
  YutuFacilityTask    task;
  const YutuRegister *record;
  gint64              id;       /* 0: add */
  YutuFacility       *facility; /* as it was; NULL: add */
  char               *name;     /* as it was */
  int                 year;     /* whose figures are shown */
  char               *key;      /* of the draft; NULL: nothing is done */
  char               *title;
  JsonNode           *start_site;
  char               *typed; /* a draft that waits for its facility to be read */
  gboolean            has_draft;
  GCancellable       *loading;
  GCancellable       *hinting;
  guint               hint_source;
  gboolean            is_saving;
};

/* ---- yutu-facility-page.c ---- */

/* Something is not as it was. */
gboolean yutu_facility_page_is_changed (YutuFacilityPage *self);
void     yutu_facility_page_keep_draft (YutuFacilityPage *self);
void     yutu_facility_page_edited (YutuFacilityPage *self);
/* Shows the values that were masked, for the purpose that is typed. */
void yutu_facility_page_unmask (YutuFacilityPage *self);
/* Nothing is being done any more. */
void yutu_facility_page_forget (YutuFacilityPage *self);
void yutu_facility_page_finish (YutuFacilityPage *self);

/* ---- yutu-facility-page-task.c ---- */

gboolean yutu_facility_page_has_site (YutuFacilityPage *self);
gboolean yutu_facility_page_has_fields (YutuFacilityPage *self);
/* The fields of the task that every register has, and what they hold first: @facility is (nullable). */
char *yutu_facility_page_make_base_json (YutuFacilityPage   *self,
                                         const YutuFacility *facility);
void  yutu_facility_page_set_base_fields (YutuFacilityPage *self,
                                          const char       *json);
/* What is typed there. (nullable) (transfer full) */
char   *yutu_facility_page_dup_base_text (YutuFacilityPage *self,
                                          const char       *id);
int     yutu_facility_page_get_base_year (YutuFacilityPage *self); /* 0: no year is typed */
YutuDay yutu_facility_page_get_base_day (YutuFacilityPage *self,
                                         const char       *id);
char   *yutu_facility_page_make_heading (YutuFacilityPage *self);
/* With the name that is typed, so that several can be told apart. */
char       *yutu_facility_page_make_draft_title (YutuFacilityPage *self);
const char *yutu_facility_page_get_intro (YutuFacilityPage *self); /* NULL: none */
const char *yutu_facility_page_get_save_label (YutuFacilityPage *self);
char       *yutu_facility_page_make_saved_text (YutuFacilityPage *self);

/* ---- yutu-facility-page-site.c ---- */

void yutu_facility_page_set_site (YutuFacilityPage *self,
                                  YutuFacilitySite *site);
/* Reads in a moment in which units it lies and who else is there. */
void yutu_facility_page_ask_hint (YutuFacilityPage *self);

/* ---- yutu-facility-page-save.c ---- */

void yutu_facility_page_save (YutuFacilityPage *self);

/* ---- yutu-facility-page-build.c ---- */

GtkWidget *yutu_facility_page_new_content (YutuFacilityPage *self);
GtkWidget *yutu_facility_page_new_buttons (YutuFacilityPage *self);

G_END_DECLS
