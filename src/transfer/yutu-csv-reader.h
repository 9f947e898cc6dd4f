/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A table as text (RFC 4180) from a stream, record by record, in bounded memory. Whatever the encoding, no
 * byte of a character of UTF-8 or GB 18030 is a quote, a separator or a line feed, so records are cut before
 * they are decoded. Thread: any one at a time, not the main one: it reads the stream. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define YUTU_CSV_MAX_RECORD (4 << 20) /* bytes */

/* Copied. */
typedef struct
{
  const char *encoding;  /* NULL: found out: UTF-8 or UTF-16 by its mark, UTF-8, else GB 18030 */
  char        separator; /* 0: comma, semicolon or tab, whichever stands most in the first line */
  gboolean    no_quotes; /* a quote is a character like any other */
} YutuCsvOptions;

typedef struct _YutuCsvReader YutuCsvReader;

/* @options: (nullable) */
YutuCsvReader *yutu_csv_reader_new (GInputStream         *stream,
                                    const YutuCsvOptions *options) G_GNUC_WARN_UNUSED_RESULT;
void           yutu_csv_reader_free (YutuCsvReader *self);
/* The values of the next record (char *, UTF-8), which stand until the next call; NULL at the end, or with
 * @error: YUTU_TRANSFER_ERROR, told with line and field. Empty lines are left out. */
const GPtrArray *yutu_csv_reader_next (YutuCsvReader *self,
                                       GCancellable  *cancellable,
                                       GError       **error);
/* Of the record that was read last, 1-based. */
gint64 yutu_csv_reader_get_line (const YutuCsvReader *self);
/* "UTF-8" as long as nothing but ASCII was read. */
const char *yutu_csv_reader_get_encoding (const YutuCsvReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuCsvReader, yutu_csv_reader_free)

G_END_DECLS
