/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Adding a facility, editing, moving and closing one: a page of the pane. What is typed is a draft until
 * it is saved. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-drafts.h"
#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_FACILITY_PAGE (yutu_facility_page_get_type ())
G_DECLARE_FINAL_TYPE (YutuFacilityPage, yutu_facility_page, YUTU, FACILITY_PAGE, AdwBin)

typedef enum
{
  YUTU_FACILITY_ADD,
  YUTU_FACILITY_EDIT,
  YUTU_FACILITY_MOVE,
  YUTU_FACILITY_CLOSE,
  YUTU_FACILITY_YEAR, /* figures of a year */
} YutuFacilityTask;

/* Property: title string: what the page is about.
 * Signals: finished (): nothing is left to do, or the user left it; saved (gint64 id, const char *title):
 * before finished; failed (GError). */
void yutu_facility_page_set_session (YutuFacilityPage *self,
                                     YutuSession      *session,
                                     YutuMapView      *map);
/* Asks for a register first. @info: (nullable) of the place at which it is added. */
void yutu_facility_page_add (YutuFacilityPage    *self,
                             const YutuPlaceInfo *info);
/* Of a register, at @point (nullable: it is asked for), what is known already typed in: @base and @fields as of
 * yutu_form_dup_typed(). */
void yutu_facility_page_add_to (YutuFacilityPage *self,
                                const char       *full_id,
                                const YutuPoint  *point,
                                const char       *base,
                                const char       *fields);
/* All but ADD. */
void yutu_facility_page_begin (YutuFacilityPage *self,
                               YutuFacilityTask  task,
                               gint64            id);
void yutu_facility_page_resume (YutuFacilityPage *self,
                                const YutuDraft  *draft);
/* The page is no more shown: what was typed stays as a draft. */
void        yutu_facility_page_leave (YutuFacilityPage *self);
const char *yutu_facility_page_get_title (YutuFacilityPage *self);

G_END_DECLS
