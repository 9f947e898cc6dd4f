/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Tables of text for people: columns as wide as what is in them, a Han character two. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _YutuCliTable YutuCliTable;

/* @aligns: a letter a column, l or (numbers) r; @headings: NULL-terminated. */
YutuCliTable *yutu_cli_table_new (const char        *aligns,
                                  const char *const *headings) G_GNUC_WARN_UNUSED_RESULT;
/* As many cells as headings; NULL and "" are told as –. */
void yutu_cli_table_add (YutuCliTable      *self,
                         const char *const *cells);
/* Nothing of a table without rows, else a title, headings unless all are empty, rows, and an empty line.
 * Frees it. */
void yutu_cli_table_print (YutuCliTable *self,
                           const char   *title);

G_END_DECLS
