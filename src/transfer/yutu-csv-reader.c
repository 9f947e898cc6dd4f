/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "transfer/yutu-csv-reader.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "transfer/yutu-source.h"

#define PEEK_BYTES  (1 << 18) /* that the encoding is told by */
#define BLOCK_BYTES (1 << 16)

struct _YutuCsvReader
{
  GInputStream *stream;
  char         *encoding; /* NULL: nothing but ASCII so far */
  GIConv        conv;     /* (GIConv)-1: none is needed */
  char          separator;
  gboolean      no_quotes;
  gboolean      is_begun;
  gboolean      is_converted; /* the stream gives UTF-8, whatever it was */
  gint64        line;         /* that is read */
  gint64        record_line;
  char         *block;
  gsize         n_block;
  gsize         at;
  GString      *bytes;     /* of the record, each value with a NUL behind it */
  GPtrArray    *converted; /* of its values, where they are not UTF-8 as they stand */
  GPtrArray    *values;
  GError       *error; /* of the stream */
};

YutuCsvReader *
yutu_csv_reader_new (GInputStream         *stream,
                     const YutuCsvOptions *options)
{
  YutuCsvReader *self = g_new0 (YutuCsvReader, 1);

  self->stream = g_buffered_input_stream_new_sized (stream, PEEK_BYTES);
  self->encoding = options != NULL ? g_strdup (options->encoding) : NULL;
  self->separator = options != NULL ? options->separator : 0;
  self->no_quotes = options != NULL && options->no_quotes;
  self->conv = (GIConv)-1;
  self->line = 1;
  self->block = g_malloc (BLOCK_BYTES);
  self->bytes = g_string_new (NULL);
  self->converted = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new ();
  return self;
}

void
yutu_csv_reader_free (YutuCsvReader *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->stream);
  if (self->conv != (GIConv)-1)
    g_iconv_close (self->conv);
  g_free (self->encoding);
  g_free (self->block);
  g_string_free (self->bytes, TRUE);
  g_ptr_array_unref (self->converted);
  g_ptr_array_unref (self->values);
  g_clear_error (&self->error);
  g_free (self);
}

gint64
yutu_csv_reader_get_line (const YutuCsvReader *self)
{
  return self->record_line;
}

const char *
yutu_csv_reader_get_encoding (const YutuCsvReader *self)
{
  return self->encoding != NULL ? self->encoding : "UTF-8";
}

/* ---- Encoding ---- */

static gboolean
is_ascii (const char *bytes,
          gsize       n)
{
  for (gsize i = 0; i < n; i++)
    if ((bytes[i] & 0x80) != 0)
      return FALSE;
  return TRUE;
}

/* Whether it is UTF-8, but for a character that is cut at the end, and for NULs: they are told as such when they are
 * read, not as another encoding. */
static gboolean
is_utf8 (const char *bytes,
         gsize       n)
{
  const char *end = NULL;

  for (const char *nul = memchr (bytes, '\0', n); nul != NULL; nul = memchr (bytes, '\0', n))
    {
      if (!g_utf8_validate_len (bytes, (gsize)(nul - bytes), NULL))
        return FALSE;
      n -= (gsize)(nul + 1 - bytes);
      bytes = nul + 1;
    }
  return g_utf8_validate_len (bytes, n, &end) || (bytes + n - end < 4 && g_utf8_get_char_validated (end, bytes + n - end) == (gunichar)-2);
}

static gboolean
set_encoding (YutuCsvReader *self,
              const char    *encoding,
              GError       **error)
{
  char *copy = g_strdup (encoding); /* it may be the reader's own */

  g_free (self->encoding);
  self->encoding = copy;
  if (self->is_converted || g_ascii_strcasecmp (copy, "UTF-8") == 0 || g_ascii_strcasecmp (copy, "UTF8") == 0)
    return TRUE;
  self->conv = g_iconv_open ("UTF-8", copy);
  if (self->conv != (GIConv)-1)
    return TRUE;
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_ENCODING,
               _ ("there is no encoding %s; use UTF-8 or GB18030"), self->encoding);
  return FALSE;
}

/* All else is read as it is. */
static gboolean
is_safe_to_cut (const char *encoding)
{
  static const char *const safe[] = { "UTF-8", "UTF8", "GB18030", "GBK", "GB2312", "CP936", "ASCII", NULL };

  for (gsize i = 0; safe[i] != NULL; i++)
    if (g_ascii_strcasecmp (encoding, safe[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
convert_stream (YutuCsvReader *self,
                const char    *encoding,
                GError       **error)
{
  g_autoptr (GCharsetConverter) converter = g_charset_converter_new ("UTF-8", encoding, NULL);
  GInputStream *converted = NULL;

  if (converter == NULL)
    return set_encoding (self, encoding, error); /* which says that there is none */
  converted = g_converter_input_stream_new (self->stream, G_CONVERTER (converter));
  g_object_unref (self->stream);
  self->stream = converted;
  self->is_converted = TRUE;
  return set_encoding (self, encoding, error);
}

static char
find_separator (const char *text,
                gsize       n)
{
  static const char candidates[] = { ',', ';', '\t' };
  gsize             counts[G_N_ELEMENTS (candidates)] = { 0 };
  gsize             best = 0;

  for (gsize i = 0; i < n && text[i] != '\n'; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (candidates); k++)
      counts[k] += text[i] == candidates[k];
  for (gsize k = 1; k < G_N_ELEMENTS (candidates); k++)
    if (counts[k] > counts[best])
      best = k;
  return candidates[best];
}

static gboolean
begin (YutuCsvReader *self,
       GCancellable  *cancellable,
       GError       **error)
{
  GBufferedInputStream *buffered = G_BUFFERED_INPUT_STREAM (self->stream);
  gssize                got = 1;
  gsize                 n = 0;
  const char           *bytes = NULL;

  self->is_begun = TRUE;
  while (got > 0 && g_buffered_input_stream_get_available (buffered) < PEEK_BYTES)
    got = g_buffered_input_stream_fill (buffered, -1, cancellable, error);
  if (got < 0)
    return FALSE;
  bytes = g_buffered_input_stream_peek_buffer (buffered, &n);
  if (self->separator == 0)
    self->separator = find_separator (bytes, n);
  if (n >= 2 && self->encoding == NULL && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0))
    return convert_stream (self, "UTF-16", error);
  if (n >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      if (g_input_stream_skip (self->stream, 3, cancellable, error) < 0)
        return FALSE;
      return set_encoding (self, self->encoding != NULL ? self->encoding : "UTF-8", error);
    }
  if (self->encoding != NULL)
    {
      g_autofree char *encoding = g_strdup (self->encoding);

      return is_safe_to_cut (encoding) ? set_encoding (self, encoding, error) : convert_stream (self, encoding, error);
    }
  return is_ascii (bytes, n) || set_encoding (self, is_utf8 (bytes, n) ? "UTF-8" : "GB18030", error);
}

/* ---- Values ---- */

/* NULL: it is not of the encoding. */
static const char *
convert (YutuCsvReader *self,
         const char    *bytes,
         gsize          n)
{
  gsize            written = 0;
  g_autofree char *value = g_convert_with_iconv (bytes, (gssize)n, self->conv, NULL, &written, NULL);

  if (value == NULL || strlen (value) != written)
    return NULL;
  g_ptr_array_add (self->converted, value);
  return g_steal_pointer (&value);
}

static gboolean
decode (YutuCsvReader *self,
        const char    *bytes,
        gsize          n,
        GError       **error)
{
  const char *value = NULL;

  if (self->encoding == NULL && !is_ascii (bytes, n) &&
      !set_encoding (self, g_utf8_validate_len (bytes, n, NULL) ? "UTF-8" : "GB18030", error))
    return FALSE;
  if (self->conv != (GIConv)-1)
    value = convert (self, bytes, n);
  else if (g_utf8_validate_len (bytes, n, NULL))
    value = bytes;
  if (value == NULL)
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_ENCODING,
                   _ ("line %" PRId64 ", field %u: what is written is not %s; name the encoding, or save the table as "
                      "UTF-8"),
                   self->record_line, self->values->len + 1, yutu_csv_reader_get_encoding (self));
      return FALSE;
    }
  g_ptr_array_add (self->values, (gpointer)value);
  return TRUE;
}

static gboolean
decode_record (YutuCsvReader *self,
               GError       **error)
{
  const char *bytes = self->bytes->str;
  const char *end = bytes + self->bytes->len;

  while (bytes < end)
    {
      gsize n = strlen (bytes);

      if (!decode (self, bytes, n, error))
        return FALSE;
      bytes += n + 1;
    }
  return TRUE;
}

/* ---- Records ---- */

/* The next byte, or -1: the end, or the stream's error. */
static int
peek_byte (YutuCsvReader *self,
           GCancellable  *cancellable)
{
  gssize got = 0;

  if (self->at == self->n_block && self->error == NULL)
    {
      got = g_input_stream_read (self->stream, self->block, BLOCK_BYTES, cancellable, &self->error);
      self->at = 0;
      self->n_block = got > 0 ? (gsize)got : 0;
    }
  return self->at < self->n_block ? (guchar)self->block[self->at] : -1;
}

typedef struct
{
  gboolean is_quoted; /* inside of quotes */
  gboolean is_ended;  /* of the record */
  guint    n_values;
  gsize    start; /* of the value, in bytes */
} Scan;

static void
end_value (YutuCsvReader *self,
           Scan          *scan)
{
  g_string_append_c (self->bytes, '\0');
  scan->n_values++;
  scan->start = self->bytes->len;
}

/* A quote inside of quotes: it stands for itself when it is doubled. */
static void
close_quote (YutuCsvReader *self,
             Scan          *scan,
             GCancellable  *cancellable)
{
  if (peek_byte (self, cancellable) == '"')
    {
      self->at++;
      g_string_append_c (self->bytes, '"');
    }
  else
    scan->is_quoted = FALSE;
}

/* What means itself, as far as it lies in the block. */
static void
take_run (YutuCsvReader *self,
          const Scan    *scan)
{
  const char *start = self->block + self->at;
  const char *end = self->block + self->n_block;
  const char *c = start;

  if (scan->is_quoted)
    while (c < end && *c != '"' && *c != '\n' && *c != '\0')
      c++;
  else
    while (c < end && *c != self->separator && *c != '"' && *c != '\n' && *c != '\r' && *c != '\0')
      c++;
  g_string_append_len (self->bytes, start, c - start);
  self->at += (gsize)(c - start);
}

static void
take_byte (YutuCsvReader *self,
           Scan          *scan,
           char           byte,
           GCancellable  *cancellable)
{
  if (scan->is_quoted && byte == '"')
    close_quote (self, scan, cancellable);
  else if (scan->is_quoted)
    {
      self->line += byte == '\n';
      g_string_append_c (self->bytes, byte);
    }
  else if (byte == '"' && self->bytes->len == scan->start && !self->no_quotes)
    scan->is_quoted = TRUE;
  else if (byte == self->separator)
    end_value (self, scan);
  else if (byte == '\n')
    {
      self->line++;
      scan->is_ended = TRUE;
    }
  else if (byte != '\r' || peek_byte (self, cancellable) != '\n')
    g_string_append_c (self->bytes, byte);
}

/* Why the record is not read on; FALSE: it may be. @is_over: there is no more of it. */
static gboolean
refuse (YutuCsvReader *self,
        const Scan    *scan,
        int            byte,
        gboolean       is_over,
        GError       **error)
{
  gboolean is_long = self->bytes->len - scan->start > YUTU_SOURCE_MAX_TEXT || self->bytes->len > YUTU_CSV_MAX_RECORD;

  if (!is_over && byte == '\0')
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_NOT_TEXT,
                 _ ("line %" PRId64 ", field %u: there is a NUL (a byte 0), which no text has"), self->line,
                 scan->n_values + 1);
  else if (scan->is_quoted && (is_over || is_long))
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE, _ ("line %" PRId64 ": a quote is never closed"),
                 self->record_line);
  else if (is_long)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
                 _ ("line %" PRId64 ": a value is longer than a mebibyte"), self->record_line);
  else if (scan->n_values >= YUTU_SOURCE_MAX_FIELDS)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE, _ ("line %" PRId64 ": more than %d fields"),
                 self->record_line, YUTU_SOURCE_MAX_FIELDS);
  else
    return FALSE;
  return TRUE;
}

/* FALSE with an error, or without one at the end of the stream. */
static gboolean
scan_record (YutuCsvReader *self,
             GCancellable  *cancellable,
             GError       **error)
{
  Scan scan = { 0 };
  int  byte = 0;

  g_string_truncate (self->bytes, 0);
  self->record_line = self->line;
  while (!scan.is_ended && (byte = peek_byte (self, cancellable)) >= 0)
    {
      take_run (self, &scan);
      byte = peek_byte (self, cancellable);
      if (byte < 0)
        break;
      self->at++;
      take_byte (self, &scan, (char)byte, cancellable);
      if (refuse (self, &scan, byte, FALSE, error))
        return FALSE;
    }
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }
  if (refuse (self, &scan, byte, TRUE, error) || (!scan.is_ended && self->bytes->len == 0))
    return FALSE;
  end_value (self, &scan);
  return TRUE;
}

const GPtrArray *
yutu_csv_reader_next (YutuCsvReader *self,
                      GCancellable  *cancellable,
                      GError       **error)
{
  if (!self->is_begun && !begin (self, cancellable, error))
    return NULL;
  do
    {
      g_ptr_array_set_size (self->values, 0);
      g_ptr_array_set_size (self->converted, 0);
      if (!scan_record (self, cancellable, error) || !decode_record (self, error))
        return NULL;
    }
  while (self->values->len == 1 && *(const char *)g_ptr_array_index (self->values, 0) == '\0');
  return self->values;
}
