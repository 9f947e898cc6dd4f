/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the window remembers for its user (data/org.yutu.Yutu.gschema.xml). Main thread only. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Finds the schema where the system keeps them, else beside the program: in the folder it was built
 * in, or in the prefix it was installed into. (nullable): a program torn from both remembers
 * nothing, and says so once on the standard error. */
GSettings *yutu_settings_new (void) G_GNUC_WARN_UNUSED_RESULT;

/* What is remembered of the file at @path: workspace, view, sizes of the panes, layers, the last
 * place … by name; empty for one that was never open. (transfer full) */
GVariantDict *yutu_settings_get_file (GSettings  *self,
                                      const char *path) G_GNUC_WARN_UNUSED_RESULT;
/* Remembers @values (emptied by this), and forgets files that are gone when there are many. */
void yutu_settings_set_file (GSettings    *self,
                             const char   *path,
                             GVariantDict *values);

G_END_DECLS
