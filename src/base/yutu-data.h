/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The data files the program carries inside itself (schema, modules, rules, seeds), and those a
 * bureau drops beside them: $XDG_DATA_DIRS/yutu and $XDG_DATA_HOME/yutu, which win by name. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * yutu_data_load:
 * @path: relative, as under data/, for example "schema/0001.sql"
 *
 * Returns: (transfer full): the bytes, NUL-terminated behind the end (the NUL is not counted); or
 *   %NULL with a #GResourceError when there is no such file.
 *
 * Thread: any thread.
 */
GBytes *yutu_data_load (const char *path,
                        GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * yutu_data_load_rows:
 * @path: of a table: a heading, then a row a line; lines that begin with "# " are comments
 * @n_cells: of each row, parted by commas; the last may have commas in it
 *
 * Returns: (transfer container) (element-type GStrv): the rows, without those that have too few cells;
 *   or %NULL with a #GResourceError when there is no such file.
 *
 * Thread: any thread.
 */
GPtrArray *yutu_data_load_rows (const char *path,
                                guint       n_cells,
                                GError    **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * yutu_data_list:
 * @folder: relative, for example "modules"
 *
 * Returns: (transfer full): the names of the files in @folder, sorted bytewise, carried and
 *   dropped-in ones together, each once; empty when there is none.
 *
 * Thread: any thread.
 */
GStrv yutu_data_list (const char *folder) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
