/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The cases that one module has in a place: sorted, filtered, read as they are looked at. Main
 * thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"

G_BEGIN_DECLS

#define YUTU_TYPE_MODULE_PAGE (yutu_module_page_get_type ())
G_DECLARE_FINAL_TYPE (YutuModulePage, yutu_module_page, YUTU, MODULE_PAGE, AdwBin)

/* Signals: case-chosen (gint64 id); failed (GError *); reading (gboolean): the list begins or ends
 * to be read; open-case (): one is to be opened here.
 * @count: of the module in the place, for what is shown at first: open ones when there are any. */
void yutu_module_page_show (YutuModulePage   *self,
                            YutuSession      *session,
                            YutuPlace        *place,
                            const YutuModule *module,
                            YutuCaseCount     count);
/* Asks again, for the file or the day changed. */
void yutu_module_page_reload (YutuModulePage *self);
/* Gives up reading; the list stays empty until it is asked for again. */
void yutu_module_page_cancel (YutuModulePage *self);
/* Cases of the list as it is filtered; 0 while it is being read. */
guint yutu_module_page_count (YutuModulePage *self);
/* Chooses the case in row @position as Enter does. */
void yutu_module_page_activate (YutuModulePage *self,
                                guint           position);

G_END_DECLS
