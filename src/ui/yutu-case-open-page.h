/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A case is opened here: the place is what is chosen, the kind one of a module, and the rest a form of
 * that kind. What is typed is a draft. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"
#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_CASE_OPEN_PAGE (yutu_case_open_page_get_type ())
G_DECLARE_FINAL_TYPE (YutuCaseOpenPage, yutu_case_open_page, YUTU, CASE_OPEN_PAGE, AdwBin)

#define YUTU_CASE_OPEN_DRAFT "case-open"

/* Signals:
 *   opened (gint64 id, const char *text): it is there
 *   left (): thrown away */

/* Once: where the rivals of a proposed name are shown. Borrowed. */
void yutu_case_open_page_set_map (YutuCaseOpenPage *self,
                                  YutuMapView      *map);
/* An empty form, or what was typed for this module and place before. @info is of @place, and is not
 * kept. */
void yutu_case_open_page_show (YutuCaseOpenPage    *self,
                               YutuSession         *session,
                               YutuPlace           *place,
                               const YutuPlaceInfo *info,
                               const YutuModule    *module);
/* A case of this kind it is to be, whatever a draft says; what is typed next is for its first field to be filled in. */
void yutu_case_open_page_choose (YutuCaseOpenPage *self,
                                 const char       *kind);
/* What is typed next is for the form: first of what kind the case is. */
void yutu_case_open_page_focus (YutuCaseOpenPage *self);
/* The page is not shown any more: its draft stays and is offered. */
void yutu_case_open_page_leave (YutuCaseOpenPage *self);

/* Of the content of such a draft: its module and place; (transfer full) NULL when it is none. */
YutuPlace *yutu_case_open_page_read_draft (const char        *content,
                                           const YutuModules *modules,
                                           guint             *module) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
