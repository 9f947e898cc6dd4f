/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The way into the window for main(), without GTK in sight. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Opens the window on the files of @argv, or on the demo county, and runs until the last window is
 * closed. Returns the program's exit code. Main thread, once. */
int yutu_ui_run (int    argc,
                 char **argv);

G_END_DECLS
