/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The window: map in the middle, tree and layers left of it, what is chosen right of it. Main
 * thread only. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define YUTU_TYPE_WINDOW (yutu_window_get_type ())
G_DECLARE_FINAL_TYPE (YutuWindow, yutu_window, YUTU, WINDOW, AdwApplicationWindow)

YutuWindow *yutu_window_new (GtkApplication *application);

G_END_DECLS
