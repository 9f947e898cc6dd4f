/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a window tells in passing: the newest takes the place of the one before, so that nothing is told that is old;
 * what tells of an error is seen to its end before anything else is. Main thread only. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @toast is owned from here on. */
void yutu_toasts_take (AdwToastOverlay *overlay,
                       AdwToast        *toast);
/* @text is no markup. */
void yutu_toasts_tell (AdwToastOverlay *overlay,
                       const char      *text);
void yutu_toasts_tell_error (AdwToastOverlay *overlay,
                             const char      *text);
/* The newest that tells of no error, while it is shown or waits for one that does; NULL: none. */
AdwToast *yutu_toasts_get (AdwToastOverlay *overlay);

G_END_DECLS
