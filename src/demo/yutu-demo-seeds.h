/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The tables of seeds/, as the program carries them: UTF-8, first line the columns, cells without
 * commas or quotes, lines that start with # for the reader. Any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  GStrv      columns;
  GPtrArray *rows; /* GStrv, each as long as the columns */
} YutuDemoTable;

/* @name: without folder, for example "townships.csv". G_IO_ERROR_INVALID_DATA when a line has
 * another number of cells than the first. */
YutuDemoTable *yutu_demo_table_load (const char *name,
                                     GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void           yutu_demo_table_free (YutuDemoTable *self);
/* The cell; the column must exist. */
const char *yutu_demo_table_get (const YutuDemoTable *self,
                                 guint                row,
                                 const char          *column);
double      yutu_demo_table_get_number (const YutuDemoTable *self,
                                        guint                row,
                                        const char          *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuDemoTable, yutu_demo_table_free)

G_END_DECLS
