/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One case: state and dates, its fields, its people (masked), what happened, what may be done next.
 * Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"
#include "ui/yutu-case-attachments.h"
#include "ui/yutu-case-steps.h"
#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_CASE_PAGE (yutu_case_page_get_type ())
G_DECLARE_FINAL_TYPE (YutuCasePage, yutu_case_page, YUTU, CASE_PAGE, AdwBin)

/* Signals:
 *   show-on-map ()
 *   done (const char *text): a step was taken, a file attached; undo takes it back
 *   message (const char *text)
 *   failed (const GError *) */

/* Takes @detail. @where: the names of township and village, "" when it lies nowhere. The same case
 * shown again keeps what is typed in it. */
void yutu_case_page_show (YutuCasePage   *self,
                          YutuSession    *session,
                          YutuCaseDetail *detail,
                          const char     *where);
void yutu_case_page_set_map (YutuCasePage *self,
                             YutuMapView  *map);
/* The page is not shown any more: what is typed in it stays a draft. */
void yutu_case_page_leave (YutuCasePage *self);
/* NULL before the first. */
const YutuCaseDetail *yutu_case_page_get_detail (YutuCasePage *self);
YutuCaseSteps        *yutu_case_page_get_steps (YutuCasePage *self);
YutuCaseAttachments  *yutu_case_page_get_attachments (YutuCasePage *self);

G_END_DECLS
