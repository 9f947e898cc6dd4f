/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The folder of a test's own, as g_dir_make_tmp() makes it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* With the files in it. Asserts that there is no folder in it. @folder: (transfer full) */
void folder_remove (char *folder);

G_END_DECLS
