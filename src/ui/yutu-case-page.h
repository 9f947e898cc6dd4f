/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One case: state and dates, its fields, its people (masked), what happened, what may be done next.
 * Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_CASE_PAGE (yutu_case_page_get_type ())
G_DECLARE_FINAL_TYPE (YutuCasePage, yutu_case_page, YUTU, CASE_PAGE, AdwBin)

/* Takes @detail. @where: the names of township and village, "" when it lies nowhere. Signal
 * show-on-map (). */
void yutu_case_page_show (YutuCasePage   *self,
                          YutuCaseDetail *detail,
                          const char     *where,
                          YutuDay         day);
/* NULL before the first. */
const YutuCaseDetail *yutu_case_page_get_detail (YutuCasePage *self);

G_END_DECLS
