/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "transfer/yutu-rows.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>

#include "transfer/yutu-csv-reader.h"
#include "transfer/yutu-source-private.h"

#define BLOCK (1 << 18)

struct _YutuRows
{
  char          *path;
  GInputStream  *file; /* NULL: a workbook */
  YutuCsvReader *reader;
  guint64        n_bytes;
  GPtrArray     *values; /* const char *; NULL: an empty one */
  gint64         n_rows;
  GPtrArray     *fields; /* char * */
  YutuSource    *source; /* a workbook */
  char          *summary;
};

void
yutu_rows_free (YutuRows *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->reader, yutu_csv_reader_free);
  g_clear_object (&self->file);
  g_clear_pointer (&self->source, yutu_source_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_ptr_array_unref (self->values);
  g_free (self->summary);
  g_free (self->path);
  g_free (self);
}

static gboolean G_GNUC_PRINTF (4, 5)
  fail (YutuRows         *self,
        YutuTransferError code,
        GError          **error,
        const char       *format,
        ...)
{
  g_autofree char *message = NULL;
  va_list          arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, YUTU_TRANSFER_ERROR, code, "%s: %s", self->path, message);
  return FALSE;
}

/* ---- Which encoding ---- */

static guint64
count_read (const YutuRows *self)
{
  return (guint64)g_seekable_tell (G_SEEKABLE (self->file));
}

/* Whether @bytes are UTF-8 but for a character that goes on behind them; what is whole is taken off. */
static gboolean
take_utf8 (GByteArray *bytes)
{
  const char *start = (const char *)bytes->data;
  const char *end = NULL;

  if (!g_utf8_validate_len (start, bytes->len, &end) &&
      (start + bytes->len - end > 3 || g_utf8_get_char_validated (end, start + bytes->len - end) != (gunichar)-2))
    return FALSE;
  g_byte_array_remove_range (bytes, 0, (guint)(end - start));
  return TRUE;
}

/* Whether all of @stream is UTF-8 without a NUL. */
static gboolean
try_stream (YutuRows     *self,
            GInputStream *stream,
            YutuProgress *progress,
            gboolean     *fits,
            GError      **error)
{
  g_autoptr (GByteArray) rest = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK);
  gssize             n = 1;

  *fits = TRUE;
  while (*fits && n > 0)
    {
      g_autoptr (GError) why = NULL;

      n = g_input_stream_read (stream, block, BLOCK, NULL, &why);
      if (n < 0 && !g_error_matches (why, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) &&
          !g_error_matches (why, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
        return fail (self, YUTU_TRANSFER_ERROR_UNREADABLE, error, "%s", why->message);
      if (!yutu_progress_step (progress, "encoding", count_read (self), self->n_bytes, error))
        return FALSE;
      g_byte_array_append (rest, block, (guint)MAX (n, 0));
      *fits = n >= 0 && memchr (block, '\0', (gsize)n) == NULL && take_utf8 (rest);
    }
  *fits = *fits && rest->len == 0;
  return TRUE;
}

/* Whether the whole file is in @encoding. */
static gboolean
try_encoding (YutuRows     *self,
              const char   *encoding,
              YutuProgress *progress,
              gboolean     *fits,
              GError      **error)
{
  g_autoptr (GInputStream) stream = g_object_ref (self->file);

  if (!g_seekable_seek (G_SEEKABLE (self->file), 0, G_SEEK_SET, NULL, error))
    return FALSE;
  if (!g_str_equal (encoding, "UTF-8"))
    {
      g_autoptr (GCharsetConverter) converter = g_charset_converter_new ("UTF-8", encoding, error);
      g_autoptr (GInputStream) raw = g_steal_pointer (&stream);

      if (converter == NULL)
        return FALSE;
      stream = g_converter_input_stream_new (raw, G_CONVERTER (converter));
      g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (stream), FALSE);
    }
  return try_stream (self, stream, progress, fits, error);
}

/* The line of the first NUL of the file; 0: it has none. */
static gboolean
find_nul (YutuRows *self,
          gint64   *line,
          GError  **error)
{
  g_autofree char *block = g_malloc (BLOCK);
  gssize           n = 1;

  *line = 0;
  if (!g_seekable_seek (G_SEEKABLE (self->file), 0, G_SEEK_SET, NULL, error))
    return FALSE;
  for (gint64 lines = 1; n > 0 && *line == 0;)
    {
      const char *nul = NULL;

      n = g_input_stream_read (self->file, block, BLOCK, NULL, error);
      if (n < 0)
        return FALSE;
      nul = memchr (block, '\0', (gsize)n);
      for (const char *c = block; c < (nul != NULL ? nul : block + n); c++)
        lines += *c == '\n';
      if (nul != NULL)
        *line = lines;
    }
  return TRUE;
}

/* Why the file is in none of the encodings that were tried. */
static gboolean
fail_encoding (YutuRows *self,
               gboolean  is_marked,
               GError  **error)
{
  gint64 line = 0;

  if (!find_nul (self, &line, error))
    return FALSE;
  if (line > 0)
    return fail (self, YUTU_TRANSFER_ERROR_NOT_TEXT, error, _ ("line %" PRId64 ": there is a NUL (a byte 0), which no text has"),
                 line);
  return fail (self, YUTU_TRANSFER_ERROR_ENCODING, error, _ ("its text is not %s; name the encoding"),
               is_marked ? "UTF-8" : _ ("UTF-8, UTF-16, GB 18030 or Big5"));
}

/* The first bytes of the file. */
static gboolean
read_mark (YutuRows *self,
           char     *mark,
           gsize     n_mark,
           GError  **error)
{
  memset (mark, 0, n_mark);
  return g_seekable_seek (G_SEEKABLE (self->file), 0, G_SEEK_SET, NULL, error) &&
         g_input_stream_read_all (self->file, mark, n_mark, NULL, NULL, error);
}

static gboolean
find_encoding (YutuRows     *self,
               const char   *mark,
               YutuProgress *progress,
               const char  **encoding,
               GError      **error)
{
  static const char *const guesses[] = { "UTF-8", "GB18030", "BIG5-HKSCS" };
  gboolean                 is_marked = memcmp (mark, "\xef\xbb\xbf", 3) == 0;
  gboolean                 fits = FALSE;

  *encoding = NULL;
  if (memcmp (mark, "\xff\xfe", 2) == 0 || memcmp (mark, "\xfe\xff", 2) == 0)
    {
      *encoding = "UTF-16";
      return TRUE;
    }
  for (gsize i = 0; *encoding == NULL && i < (is_marked ? 1 : G_N_ELEMENTS (guesses)); i++)
    {
      if (!try_encoding (self, guesses[i], progress, &fits, error))
        return FALSE;
      if (fits)
        *encoding = guesses[i];
    }
  return *encoding != NULL || fail_encoding (self, is_marked, error);
}

/* ---- Rows ---- */

/* *record is NULL at the end. */
static gboolean
next_record (YutuRows         *self,
             const GPtrArray **record,
             GError          **error)
{
  g_autoptr (GError) why = NULL;

  *record = yutu_csv_reader_next (self->reader, NULL, &why);
  if (why == NULL)
    return TRUE;
  return fail (self, why->domain == YUTU_TRANSFER_ERROR ? (YutuTransferError)why->code : YUTU_TRANSFER_ERROR_UNREADABLE,
               error, "%s", why->message);
}

static gboolean
next_line (YutuRows *self,
           gboolean *found,
           GError  **error)
{
  const GPtrArray *record = NULL;

  if (!next_record (self, &record, error))
    return FALSE;
  *found = record != NULL;
  if (record == NULL)
    return TRUE;
  if (record->len != self->fields->len)
    return fail (self, YUTU_TRANSFER_ERROR_UNREADABLE, error, _ ("line %" PRId64 ": %u values for %u fields"),
                 yutu_csv_reader_get_line (self->reader), record->len, self->fields->len);
  g_ptr_array_set_size (self->values, 0);
  for (guint i = 0; i < record->len; i++)
    {
      const char *value = g_ptr_array_index (record, i);

      g_ptr_array_add (self->values, *value != '\0' ? (gpointer)value : NULL);
    }
  return TRUE;
}

static gboolean
next_of_workbook (YutuRows *self,
                  gboolean *found)
{
  *found = (gsize)self->n_rows < yutu_source_count_rows (self->source);
  g_ptr_array_set_size (self->values, 0);
  for (gsize i = 0; *found && i < self->fields->len; i++)
    g_ptr_array_add (self->values, (gpointer)yutu_source_get_text (self->source, (gsize)self->n_rows, i));
  return TRUE;
}

gboolean
yutu_rows_next (YutuRows           *self,
                const char *const **values,
                GError            **error)
{
  gboolean found = FALSE;

  *values = NULL;
  if (!(self->source != NULL ? next_of_workbook (self, &found) : next_line (self, &found, error)))
    return FALSE;
  if (!found)
    return TRUE;
  self->n_rows++;
  *values = (const char *const *)self->values->pdata;
  return TRUE;
}

/* ---- Opening ---- */

static gboolean
read_headings (YutuRows *self,
               GError  **error)
{
  const GPtrArray *record = NULL;

  if (!next_record (self, &record, error))
    return FALSE;
  self->fields = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; record != NULL && i < record->len; i++)
    g_ptr_array_add (self->fields, g_strstrip (g_strdup (g_ptr_array_index (record, i))));
  return TRUE;
}

static gboolean
open_text (YutuRows     *self,
           const char   *named,
           const char   *mark,
           YutuProgress *progress,
           GError      **error)
{
  const char *encoding = named;

  if ((named == NULL && !find_encoding (self, mark, progress, &encoding, error)) ||
      !g_seekable_seek (G_SEEKABLE (self->file), 0, G_SEEK_SET, NULL, error))
    return FALSE;
  self->reader = yutu_csv_reader_new (self->file, &(YutuCsvOptions){ .encoding = encoding });
  self->summary = g_strdup_printf ("CSV, %s", encoding);
  return read_headings (self, error);
}

static gboolean
open_workbook (YutuRows     *self,
               YutuProgress *progress,
               GError      **error)
{
  g_clear_object (&self->file);
  self->source = yutu_source_read_workbook (self->path, progress, error);
  if (self->source == NULL)
    return FALSE;
  self->fields = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < yutu_source_count_fields (self->source); i++)
    g_ptr_array_add (self->fields, g_strdup (yutu_source_get_field (self->source, i)));
  self->summary = g_strdup (yutu_source_get_summary (self->source));
  return TRUE;
}

/* Its size, when it is one that is read. */
static gboolean
open_file (YutuRows *self,
           GError  **error)
{
  GStatBuf state = { 0 };
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GError) why = NULL;

  if (g_stat (self->path, &state) != 0 || !S_ISREG (state.st_mode))
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_NOT_FOUND, _ ("%s: no such regular file"),
                 self->path);
  else if (state.st_size == 0)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
                 _ ("%s: the file is empty; get it again from where it came"), self->path);
  else if (state.st_size > YUTU_SOURCE_MAX_BYTES)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE,
                 _ ("%s: %zu bytes; at most %" PRId64 " are read"), self->path, (gsize)state.st_size,
                 YUTU_SOURCE_MAX_BYTES);
  else
    self->n_bytes = (guint64)state.st_size;
  if (self->n_bytes == 0)
    return FALSE;
  self->file = G_INPUT_STREAM (g_file_read (file, NULL, &why));
  return self->file != NULL || fail (self, YUTU_TRANSFER_ERROR_NOT_FOUND, error, "%s", why->message);
}

YutuRows *
yutu_rows_open (const char   *path,
                const char   *encoding,
                YutuProgress *progress,
                GError      **error)
{
  g_autoptr (YutuRows) self = g_new0 (YutuRows, 1);
  char mark[4];

  self->path = g_strdup (path);
  self->values = g_ptr_array_new ();
  if (!open_file (self, error) || !read_mark (self, mark, sizeof mark, error))
    return NULL;
  /* what workbooks were before they were packed folders, and are still in when they have a password */
  if (memcmp (mark, "\xd0\xcf\x11\xe0", 4) == 0)
    {
      fail (self, YUTU_TRANSFER_ERROR_NOT_TEXT, error,
            _ ("it is a workbook of the old kind (XLS), or one with a password"));
      return NULL;
    }
  /* a packed folder, as a workbook is one */
  if (memcmp (mark, "PK\003\004", 4) == 0 ? !open_workbook (self, progress, error)
                                          : !open_text (self, encoding, mark, progress, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* ---- What was read ---- */

gsize
yutu_rows_count_fields (YutuRows *self)
{
  return self->fields->len;
}

const char *
yutu_rows_get_field (YutuRows *self,
                     gsize     field)
{
  return g_ptr_array_index (self->fields, field);
}

const char *
yutu_rows_get_summary (YutuRows *self)
{
  return self->summary;
}

gint64
yutu_rows_get_row (YutuRows *self)
{
  return self->n_rows;
}

guint64
yutu_rows_get_done (YutuRows *self,
                    guint64  *total)
{
  *total = self->source != NULL ? yutu_source_count_rows (self->source) : self->n_bytes;
  return self->source != NULL ? (guint64)self->n_rows : count_read (self);
}

YutuSource *
yutu_rows_ref_workbook (YutuRows *self)
{
  return self->source != NULL ? yutu_source_ref (self->source) : NULL;
}
