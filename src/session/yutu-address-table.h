/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A list of written addresses (地址清单): a table as it was given, in a file or as text, nothing cleaned.
 * Immutable, may cross threads. */
#pragma once

#include "base/yutu-progress.h"

G_BEGIN_DECLS

#define YUTU_ADDRESS_TABLE_MAX_ROWS 1000000
#define YUTU_ADDRESS_TABLE_MAX_TEXT (8 << 20) /* bytes of what is pasted */

typedef struct _YutuAddressTable YutuAddressTable;

/* XLSX (its first sheet), CSV, or, by the suffix .txt, what yutu_address_table_read_text() takes. Limits are
 * those of YutuSource. Rows may be of different length. Any thread but the main one. */
YutuAddressTable *yutu_address_table_read_file (const char   *path,
                                                YutuProgress *progress,
                                                GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* A line each, what is between tabs, as a spreadsheet copies it, or the lines of a CSV file: each of as many cells, under
 * a heading of addresses, or with one column that reads as addresses where the lines do not. Any thread but the main one. */
YutuAddressTable *yutu_address_table_read_text (const char *text,
                                                GError    **error) G_GNUC_WARN_UNUSED_RESULT;
YutuAddressTable *yutu_address_table_ref (YutuAddressTable *self);
void              yutu_address_table_unref (YutuAddressTable *self);

/* With the heading, when the first row is one. */
gsize       yutu_address_table_count_rows (const YutuAddressTable *self);
gsize       yutu_address_table_count_columns (const YutuAddressTable *self);
/* Never NULL; "" where a row has no more. */
const char *yutu_address_table_get (const YutuAddressTable *self,
                                    gsize                   row,
                                    gsize                   column);
/* Guesses: the first row is a heading, and the column of the addresses. */
gboolean yutu_address_table_has_heading (const YutuAddressTable *self);
gsize    yutu_address_table_get_likely_column (const YutuAddressTable *self);
/* Of what it was read from, for what is told of it: the name of the file, or NULL for text. */
const char *yutu_address_table_get_name (const YutuAddressTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuAddressTable, yutu_address_table_unref)

G_END_DECLS
