/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The commands that the search box finds by their titles: those of the menu and of the keyboard. Main thread
 * only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _YutuCommand YutuCommand;

/* Those whose title is like @text or that people call so (命名 for 新增地名) and that can be given now from @widget:
 * whose title begins with it first, those called so last.
 * Element type const YutuCommand, none of them owned. */
GPtrArray *yutu_commands_find (GtkWidget  *widget,
                               const char *text) G_GNUC_WARN_UNUSED_RESULT;

const char *yutu_command_get_title (const YutuCommand *self);
/* Its keys ("Ctrl+P"); NULL: it has none. */
char *yutu_command_get_keys (const YutuCommand *self) G_GNUC_WARN_UNUSED_RESULT;
void  yutu_command_give (const YutuCommand *self,
                         GtkWidget         *widget);

G_END_DECLS
