/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A table from outside, row by row: text (CSV) of any length in bounded memory, or a workbook, which is
 * read whole. Belongs to one thread at a time, not the main one: it reads the disk. Errors are those of
 * YUTU_TRANSFER_ERROR, and name the file and the line. */
#pragma once

#include "transfer/yutu-source.h"

G_BEGIN_DECLS

typedef struct _YutuRows YutuRows;

/**
 * yutu_rows_open:
 * @encoding: (nullable): a name iconv knows; %NULL reads the file once to find out: UTF-8 (with or without
 *   a byte order mark), UTF-16 with a mark, then GB 18030, then Big5
 * @progress: (nullable): cancels that
 *
 * The first line names the fields (RFC 4180); comma, semicolon or tab parts them, whichever stands most in
 * it. Every value stays text, so that codes keep their zeros.
 */
YutuRows *yutu_rows_open (const char   *path,
                          const char   *encoding,
                          YutuProgress *progress,
                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void      yutu_rows_free (YutuRows *self);

gsize       yutu_rows_count_fields (YutuRows *self);
const char *yutu_rows_get_field (YutuRows *self,
                                 gsize     field);
/* What was understood, for people: "CSV, UTF-8". */
const char *yutu_rows_get_summary (YutuRows *self);

/**
 * yutu_rows_next:
 * @values: (out): as many as there are fields, UTF-8, %NULL for an empty one; the table's until the next
 *   call. %NULL at the end.
 *
 * Empty lines are left out. A row with more or fewer values than there are fields is an error.
 */
gboolean yutu_rows_next (YutuRows           *self,
                         const char *const **values,
                         GError            **error);
/* The row that was read last, 1-based, without the headings. */
gint64 yutu_rows_get_row (YutuRows *self);
/* How much of the file is read, for a progress; rows of a workbook, bytes of a text. */
guint64 yutu_rows_get_done (YutuRows *self,
                            guint64  *total);

/* The workbook that the table is; NULL: it is a text. */
YutuSource *yutu_rows_ref_workbook (YutuRows *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuRows, yutu_rows_free)

G_END_DECLS
