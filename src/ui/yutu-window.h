/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The window on one file: map in the middle, divisions and layers left of it, what is chosen right
 * of it. Main thread only. */
#pragma once

#include <adwaita.h>

#include "session/yutu-session.h"
#include "ui/yutu-map-view.h"

G_BEGIN_DECLS

#define YUTU_TYPE_WINDOW (yutu_window_get_type ())
G_DECLARE_FINAL_TYPE (YutuWindow, yutu_window, YUTU, WINDOW, AdwApplicationWindow)

YutuWindow *yutu_window_new (GtkApplication *application);
/* Opens the file at @path; a window opens one file in its life, another after it failed. */
void yutu_window_open (YutuWindow *self,
                       const char *path);
/* Opens the demo county of this user, and makes it first when there is none yet. */
void yutu_window_open_demo (YutuWindow *self);
/* Makes a new and empty file, and opens it. */
void yutu_window_open_new (YutuWindow *self,
                           const char *path);
/* What the file at @path knew at @moment (base/yutu-moment.h), on @day at first; for reading. */
void yutu_window_open_past (YutuWindow *self,
                            const char *path,
                            const char *moment,
                            YutuDay     day);
/* Whether nothing was opened in it, or that failed. */
gboolean yutu_window_is_free (YutuWindow *self);
/* Tells the user that something went wrong; cancelled is silent. */
void yutu_window_show_error (YutuWindow   *self,
                             const GError *error);

/* Says that @title was done, for a few seconds; @with_undo: with a button that takes it back. */
void yutu_window_add_toast (YutuWindow *self,
                            const char *title,
                            gboolean    with_undo);

/* Where the demo county of this user lies. (transfer full) */
char *yutu_window_get_demo_path (void);

G_END_DECLS
