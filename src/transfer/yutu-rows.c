/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A text is read in blocks, each turned into UTF-8 before its rows are cut.
 *
 * 1. @text holds UTF-8 without NUL; what lies before @at is used.
 * 2. The values of a row lie in @row, each closed by NUL; a row longer than the block draws in more. */

#include "transfer/yutu-rows.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "transfer/yutu-source-private.h"

#define BLOCK (1 << 18)

struct _YutuRows
{
  char    *path;
  int      fd;        /* -1: a workbook */
  GIConv   converter; /* (GIConv) -1: the file is UTF-8 */
  guint64  n_bytes;
  guint64  n_read;
  char     raw[BLOCK]; /* not converted yet */
  gsize    n_raw;
  gboolean at_end; /* of the file */

  GString *text;
  gsize    at;
  gint64   line; /* of @at */
  char     separator;

  GString   *row;
  GArray    *starts; /* gsize: of the values in @row */
  GPtrArray *values; /* const char * */
  gint64     n_rows;

  GPtrArray  *fields; /* char * */
  YutuSource *source; /* a workbook */
  char       *summary;
};

#define NO_CONVERTER ((GIConv)-1)

void
yutu_rows_free (YutuRows *self)
{
  if (self == NULL)
    return;
  if (self->fd >= 0)
    close (self->fd);
  if (self->converter != NO_CONVERTER)
    g_iconv_close (self->converter);
  g_clear_pointer (&self->source, yutu_source_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_string_free (self->text, TRUE);
  g_string_free (self->row, TRUE);
  g_array_unref (self->starts);
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

/* ---- Blocks ---- */

/* Fills @raw up. */
static gboolean
read_block (YutuRows *self,
            GError  **error)
{
  while (!self->at_end && self->n_raw < sizeof self->raw)
    {
      gssize n = read (self->fd, self->raw + self->n_raw, sizeof self->raw - self->n_raw);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail (self, YUTU_TRANSFER_ERROR_UNREADABLE, error, "%s", g_strerror (errno));
      self->at_end = n == 0;
      self->n_raw += (gsize)n;
      self->n_read += (guint64)n;
    }
  return TRUE;
}

static void
drop_raw (YutuRows *self,
          gsize     n)
{
  self->n_raw -= n;
  memmove (self->raw, self->raw + n, self->n_raw);
}

/* How much of @raw is whole characters; FALSE when it is no UTF-8. */
static gboolean
measure_utf8 (const YutuRows *self,
              gsize          *n)
{
  const char *end = NULL;

  *n = self->n_raw;
  if (g_utf8_validate_len (self->raw, self->n_raw, &end))
    return TRUE;
  *n = (gsize)(end - self->raw);
  return !self->at_end && self->n_raw - *n < 4 &&
         g_utf8_get_char_validated (end, (gssize)(self->n_raw - *n)) == (gunichar)-2;
}

/* Converts what is whole of @raw behind @text; FALSE when it is not of that encoding. */
static gboolean
convert_block (YutuRows *self)
{
  char *in = self->raw;
  gsize n_in = self->n_raw;

  while (n_in > 0)
    {
      gsize  before = self->text->len;
      gsize  n_out = 2 * n_in + 16;
      char  *out = NULL;
      gsize  result = 0;
      gssize code = 0;

      g_string_set_size (self->text, before + n_out);
      out = self->text->str + before;
      result = g_iconv (self->converter, &in, &n_in, &out, &n_out);
      code = errno;
      g_string_set_size (self->text, (gsize)(out - self->text->str));
      if (memchr (self->text->str + before, '\0', self->text->len - before) != NULL)
        return FALSE;
      if (result != (gsize)-1 || code == E2BIG)
        continue;
      if (code != EINVAL || self->at_end || n_in > 16)
        return FALSE;
      break; /* a character that goes on in the next block */
    }
  drop_raw (self, self->n_raw - n_in);
  return TRUE;
}

/* More text behind @at; *more is FALSE at the end of the file. */
static gboolean
fill (YutuRows *self,
      gboolean *more,
      GError  **error)
{
  gsize n = 0;

  g_string_erase (self->text, 0, (gssize)self->at);
  self->at = 0;
  n = self->text->len;
  if (!read_block (self, error))
    return FALSE;
  if (self->converter != NO_CONVERTER && !convert_block (self))
    return fail (self, YUTU_TRANSFER_ERROR_ENCODING, error,
                 _ ("line %" PRId64 " or one that follows is not in the encoding that was named; name "
                    "another one"),
                 self->line);
  if (self->converter == NO_CONVERTER)
    {
      gsize whole = 0;

      if (!measure_utf8 (self, &whole) || memchr (self->raw, '\0', whole) != NULL)
        return fail (self, YUTU_TRANSFER_ERROR_ENCODING, error,
                     _ ("line %" PRId64 " or one that follows is not UTF-8; name the encoding"), self->line);
      g_string_append_len (self->text, self->raw, (gssize)whole);
      drop_raw (self, whole);
    }
  *more = self->text->len > n;
  return TRUE;
}

/* ---- Which encoding ---- */

static gboolean
rewind_file (YutuRows *self,
             GError  **error)
{
  if (lseek (self->fd, 0, SEEK_SET) != 0)
    return fail (self, YUTU_TRANSFER_ERROR_UNREADABLE, error, "%s", g_strerror (errno));
  if (self->converter != NO_CONVERTER)
    g_iconv (self->converter, NULL, NULL, NULL, NULL);
  self->n_raw = 0;
  self->n_read = 0;
  self->at_end = FALSE;
  g_string_truncate (self->text, 0);
  return TRUE;
}

static gboolean
use_encoding (YutuRows   *self,
              const char *encoding,
              GError    **error)
{
  if (self->converter != NO_CONVERTER)
    g_iconv_close (self->converter);
  self->converter = NO_CONVERTER;
  if (g_ascii_strcasecmp (encoding, "UTF-8") != 0 && g_ascii_strcasecmp (encoding, "UTF8") != 0)
    {
      self->converter = g_iconv_open ("UTF-8", encoding);
      if (self->converter == NO_CONVERTER)
        return fail (self, YUTU_TRANSFER_ERROR_ENCODING, error, _ ("there is no encoding “%s”"), encoding);
    }
  return TRUE;
}

/* Whether the whole file is in the encoding in use. */
static gboolean
try_encoding (YutuRows     *self,
              YutuProgress *progress,
              gboolean     *fits,
              GError      **error)
{
  *fits = TRUE;
  if (!rewind_file (self, error))
    return FALSE;
  while (*fits && (!self->at_end || self->n_raw > 0))
    {
      gsize whole = 0;

      if (!read_block (self, error) ||
          !yutu_progress_step (progress, "encoding", self->n_read, self->n_bytes, error))
        return FALSE;
      if (self->converter != NO_CONVERTER)
        {
          *fits = convert_block (self);
          g_string_truncate (self->text, 0);
          continue;
        }
      *fits = measure_utf8 (self, &whole) && memchr (self->raw, '\0', whole) == NULL;
      drop_raw (self, whole);
    }
  return TRUE;
}

static const char *
find_mark (const YutuRows *self)
{
  if (self->n_raw >= 2 &&
      (memcmp (self->raw, "\xff\xfe", 2) == 0 || memcmp (self->raw, "\xfe\xff", 2) == 0))
    return "UTF-16";
  return self->n_raw >= 3 && memcmp (self->raw, "\xef\xbb\xbf", 3) == 0 ? "UTF-8" : NULL;
}

static gboolean
find_encoding (YutuRows     *self,
               const char   *named,
               YutuProgress *progress,
               const char  **encoding,
               GError      **error)
{
  static const char *const guesses[] = { "UTF-8", "GB18030", "BIG5-HKSCS" };
  gboolean                 fits = FALSE;

  if (!read_block (self, error))
    return FALSE;
  *encoding = named != NULL ? named : find_mark (self);
  if (g_strcmp0 (*encoding, "UTF-8") != 0 && *encoding != NULL)
    return use_encoding (self, *encoding, error);
  for (gsize i = 0; !fits && i < G_N_ELEMENTS (guesses) && (i == 0 || *encoding == NULL); i++)
    {
      if (!use_encoding (self, guesses[i], error) || !try_encoding (self, progress, &fits, error))
        return FALSE;
      if (fits)
        *encoding = guesses[i];
    }
  return fits || fail (self, YUTU_TRANSFER_ERROR_ENCODING, error, _ ("its text is not %s; name the encoding"),
                       *encoding != NULL ? *encoding : _ ("UTF-8, UTF-16, GB 18030 or Big5"));
}

/* ---- Rows ---- */

/* The separator that stands most in the first line, which begins the text. */
static char
find_separator (const char *text)
{
  static const char candidates[] = { ',', ';', '\t' };
  gsize             counts[G_N_ELEMENTS (candidates)] = { 0 };
  gsize             best = 0;

  for (const char *c = text; *c != '\0' && *c != '\n'; c++)
    for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
      counts[i] += *c == candidates[i];
  for (gsize i = 1; i < G_N_ELEMENTS (candidates); i++)
    if (counts[i] > counts[best])
      best = i;
  return candidates[best];
}

/* The character at @at, and @ahead behind it; '\0' at the end. */
static gboolean
peek (YutuRows *self,
      gsize     ahead,
      char     *c,
      GError  **error)
{
  gboolean more = TRUE;

  while (more && self->at + ahead >= self->text->len)
    if (!fill (self, &more, error))
      return FALSE;
  *c = self->at + ahead < self->text->len ? self->text->str[self->at + ahead] : '\0';
  return TRUE;
}

/* A run of @text that means itself: up to a quote (inside of one), else to what may end the value. */
static void
take_run (YutuRows *self,
          gboolean  quoted)
{
  const char *start = self->text->str + self->at;
  const char *end = start;

  if (quoted)
    for (; *end != '\0' && *end != '"'; end++)
      self->line += *end == '\n';
  else
    while (*end != '\0' && *end != self->separator && *end != '\n' && *end != '\r')
      end++;
  g_string_append_len (self->row, start, end - start);
  self->at += (gsize)(end - start);
}

/* Reads one value; *ends says whether the row ends behind it. */
static gboolean
scan_value (YutuRows *self,
            gboolean *ends,
            GError  **error)
{
  gsize    start = self->row->len;
  gboolean quoted = FALSE;
  char     c = '\0';
  char     next = '\0';

  g_array_append_val (self->starts, start);
  if (!peek (self, 0, &c, error))
    return FALSE;
  quoted = c == '"';
  self->at += quoted;
  while (TRUE)
    {
      take_run (self, quoted);
      if (!peek (self, 0, &c, error) || (c != '\0' && c != self->separator && !peek (self, 1, &next, error)))
        return FALSE;
      if (c == '\0' && self->row->len - start <= YUTU_SOURCE_MAX_TEXT && !quoted)
        break;
      if (c == '\0' || self->row->len - start > YUTU_SOURCE_MAX_TEXT)
        return fail (self, YUTU_TRANSFER_ERROR_UNREADABLE, error,
                     self->row->len - start > YUTU_SOURCE_MAX_TEXT
                       ? _ ("line %" PRId64 ": a value is longer than a mebibyte")
                       : _ ("line %" PRId64 ": a quote is never closed"),
                     self->line);
      if (quoted && c == '"' && next == '"')
        {
          g_string_append_c (self->row, '"');
          self->at += 2;
        }
      else if (quoted && c == '"')
        {
          quoted = FALSE;
          self->at++;
        }
      else if (!quoted && (c == self->separator || c == '\n' || (c == '\r' && next == '\n')))
        break;
      else if (!quoted)
        {
          g_string_append_c (self->row, c); /* a lone carriage return */
          self->at++;
        }
    }
  g_string_append_c (self->row, '\0');
  *ends = c != self->separator;
  self->at += c == '\r';
  self->line += c == '\n' || c == '\r';
  self->at += c != '\0';
  return TRUE;
}

static gboolean
scan_row (YutuRows *self,
          GError  **error)
{
  gboolean ends = FALSE;

  g_string_truncate (self->row, 0);
  g_array_set_size (self->starts, 0);
  g_ptr_array_set_size (self->values, 0);
  while (!ends)
    {
      if (!scan_value (self, &ends, error))
        return FALSE;
      if (self->starts->len > YUTU_SOURCE_MAX_FIELDS)
        return fail (self, YUTU_TRANSFER_ERROR_TOO_LARGE, error, _ ("line %" PRId64 ": more than %d fields"),
                     self->line, YUTU_SOURCE_MAX_FIELDS);
    }
  for (guint i = 0; i < self->starts->len; i++)
    {
      const char *value = self->row->str + g_array_index (self->starts, gsize, i);

      g_ptr_array_add (self->values, *value != '\0' ? (gpointer)value : NULL);
    }
  return TRUE;
}

static gboolean
next_line (YutuRows *self,
           gboolean *found,
           GError  **error)
{
  char c = '\0';

  do
    {
      gint64 line = self->line;

      if (!peek (self, 0, &c, error))
        return FALSE;
      *found = c != '\0';
      if (!*found)
        return TRUE;
      if (!scan_row (self, error))
        return FALSE;
      if (self->fields != NULL && self->values->len != self->fields->len &&
          (self->values->len > 1 || self->values->pdata[0] != NULL))
        return fail (self, YUTU_TRANSFER_ERROR_UNREADABLE, error,
                     _ ("line %" PRId64 ": %u values for %u fields"), line, self->values->len,
                     self->fields->len);
    }
  while (self->values->len == 1 && self->values->pdata[0] == NULL); /* an empty line */
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
  gboolean more = FALSE;

  self->line = 1;
  if (!rewind_file (self, error) || !fill (self, &more, error))
    return FALSE;
  if (g_str_has_prefix (self->text->str, "\xef\xbb\xbf"))
    self->at = 3;
  self->separator = find_separator (self->text->str + self->at);
  if (!scan_row (self, error))
    return FALSE;
  self->fields = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->values->len; i++)
    {
      const char *value = self->values->pdata[i];

      g_ptr_array_add (self->fields, g_strstrip (g_strdup (value != NULL ? value : "")));
    }
  return TRUE;
}

static gboolean
open_text (YutuRows     *self,
           const char   *named,
           YutuProgress *progress,
           GError      **error)
{
  const char *encoding = NULL;

  if (!find_encoding (self, named, progress, &encoding, error) || !read_headings (self, error))
    return FALSE;
  self->summary = g_strdup_printf ("CSV, %s", encoding);
  return TRUE;
}

static gboolean
open_workbook (YutuRows     *self,
               YutuProgress *progress,
               GError      **error)
{
  YutuSourceOptions options = { 0 };

  close (self->fd);
  self->fd = -1;
  self->source = yutu_source_read_workbook (self->path, &options, progress, error);
  if (self->source == NULL)
    return FALSE;
  self->fields = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < yutu_source_count_fields (self->source); i++)
    g_ptr_array_add (self->fields, g_strdup (yutu_source_get_field (self->source, i)));
  self->summary = g_strdup (yutu_source_get_summary (self->source));
  return TRUE;
}

/* A packed folder, as a workbook is one. */
static gboolean
is_packed (const YutuRows *self)
{
  return self->n_raw > 4 && memcmp (self->raw, "PK\003\004", 4) == 0;
}

YutuRows *
yutu_rows_open (const char   *path,
                const char   *encoding,
                YutuProgress *progress,
                GError      **error)
{
  g_autoptr (YutuRows) self = g_new0 (YutuRows, 1);
  struct stat state = { 0 };

  self->path = g_strdup (path);
  self->converter = NO_CONVERTER;
  self->text = g_string_sized_new (2 * BLOCK);
  self->row = g_string_new (NULL);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->values = g_ptr_array_new ();
  self->fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (self->fd < 0 || fstat (self->fd, &state) != 0 || !S_ISREG (state.st_mode))
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_NOT_FOUND, _ ("%s: no such regular file"), path);
  else if (state.st_size == 0)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
                 _ ("%s: the file is empty; get it again from where it came"), path);
  else if (state.st_size > YUTU_SOURCE_MAX_BYTES)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE,
                 _ ("%s: %zu bytes; at most %" PRId64 " are read"), path, (gsize)state.st_size,
                 YUTU_SOURCE_MAX_BYTES);
  else
    self->n_bytes = (guint64)state.st_size;
  if (self->n_bytes == 0)
    return NULL;
  if (!read_block (self, error) ||
      !(is_packed (self) ? open_workbook (self, progress, error) : open_text (self, encoding, progress, error)))
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
  return self->source != NULL ? (guint64)self->n_rows : self->n_read - self->n_raw - (self->text->len - self->at);
}

YutuSource *
yutu_rows_ref_workbook (YutuRows *self)
{
  return self->source != NULL ? yutu_source_ref (self->source) : NULL;
}
