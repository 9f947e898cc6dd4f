/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Tables as text (RFC 4180), lines ending with CR LF. */

#include "transfer/yutu-sink-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "base/yutu-day.h"

#define FLUSH_AT (1 << 18)

typedef struct
{
  FILE           *file;
  GIConv          conv; /* (GIConv)-1: none is needed */
  char           *encoding;
  GString        *line; /* what is not written yet, UTF-8 */
  YutuColumnType *types;
  gsize           n_columns;
} Csv;

static void
csv_free (gpointer data)
{
  Csv *self = data;

  if (self->file != NULL)
    fclose (self->file);
  if (self->conv != (GIConv)-1)
    g_iconv_close (self->conv);
  g_string_free (self->line, TRUE);
  g_free (self->encoding);
  g_free (self->types);
  g_free (self);
}

static gboolean
write_bytes (Csv        *self,
             const char *bytes,
             gsize       n,
             GError    **error)
{
  return fwrite (bytes, 1, n, self->file) == n || yutu_sink_fail_errno (error);
}

static gboolean
flush (Csv     *self,
       GError **error)
{
  g_autofree char *converted = NULL;
  g_autoptr (GError) why = NULL;
  gsize    written = 0;
  gboolean done = FALSE;

  if (self->conv == (GIConv)-1)
    done = write_bytes (self, self->line->str, self->line->len, error);
  else
    {
      converted =
        g_convert_with_iconv (self->line->str, (gssize)self->line->len, self->conv, NULL, &written, &why);
      if (converted != NULL)
        done = write_bytes (self, converted, written, error);
      else
        g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_ENCODING,
                     _ ("a character cannot be written in %s; use UTF-8 or GB18030"), self->encoding);
    }
  g_string_truncate (self->line, 0);
  return done;
}

/* Whether a spreadsheet would take @text for a formula or a command. */
static gboolean
is_active (const char *text)
{
  return text[0] != '\0' && (strchr ("=+-@", text[0]) != NULL || g_ascii_iscntrl (text[0]));
}

static void
append_text (GString    *line,
             const char *text)
{
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);
  const char      *clean = valid != NULL ? valid : text;
  gboolean         active = is_active (clean);

  if (!active && strpbrk (clean, "\",\r\n;\t") == NULL && clean[0] != ' ' && clean[0] != '\'')
    {
      g_string_append (line, clean);
      return;
    }
  g_string_append_c (line, '"');
  if (active)
    g_string_append_c (line, '\'');
  for (const char *p = clean; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, *p);
    }
  g_string_append_c (line, '"');
}

/* The shortest text that reads back as the same number. */
static void
append_real (GString *line,
             double   value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  for (int digits = 15; digits <= 17; digits++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (buffer, sizeof buffer, format, value);
      if (g_ascii_strtod (buffer, NULL) == value)
        break;
    }
  g_string_append (line, buffer);
}

static void
append_value (GString             *line,
              YutuColumnType       type,
              const YutuSinkValue *value)
{
  char buffer[YUTU_DEGREE_TEXT_SIZE];
  char day[YUTU_DAY_TEXT_SIZE];

  if (!value->is_set)
    return;
  switch (type)
    {
    case YUTU_COLUMN_INT:
      g_string_append_printf (line, "%" G_GINT64_FORMAT, value->integer);
      break;
    case YUTU_COLUMN_REAL:
      if (isfinite (value->real))
        append_real (line, value->real);
      break;
    case YUTU_COLUMN_FEN:
      g_string_append (line, yutu_sink_format_fen (value->integer, buffer));
      break;
    case YUTU_COLUMN_DEGREE:
      g_string_append (line, yutu_sink_format_degree (value->integer, buffer));
      break;
    case YUTU_COLUMN_DAY:
      g_string_append (line, yutu_day_format ((YutuDay)value->integer, day));
      break;
    case YUTU_COLUMN_TEXT:
    default:
      append_text (line, value->text != NULL ? value->text : "");
    }
}

void
yutu_sink_append_csv (GString              *line,
                      const YutuSinkColumn *columns,
                      const YutuSinkValue  *values,
                      gsize                 n)
{
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (line, ',');
      append_value (line, columns[i].type, &values[i]);
    }
  g_string_append (line, "\r\n");
}

static gboolean
csv_add (gpointer             data,
         const YutuSinkValue *values,
         const YutuShape     *shape,
         GError             **error)
{
  Csv *self = data;

  for (gsize i = 0; i < self->n_columns; i++)
    {
      if (i > 0)
        g_string_append_c (self->line, ',');
      append_value (self->line, self->types[i], &values[i]);
    }
  g_string_append (self->line, "\r\n");
  return self->line->len < FLUSH_AT || flush (self, error);
}

static void
csv_begin (Csv                *self,
           const YutuSinkSpec *spec)
{
  self->n_columns = spec->n_columns;
  self->types = g_new (YutuColumnType, MAX (spec->n_columns, 1));
  for (gsize i = 0; i < spec->n_columns; i++)
    {
      self->types[i] = spec->columns[i].type;
      if (i > 0)
        g_string_append_c (self->line, ',');
      append_text (self->line, spec->columns[i].title);
    }
  g_string_append (self->line, "\r\n");
}

static gpointer
csv_open (const YutuSinkSpec *spec,
          const char         *path,
          GError            **error)
{
  Csv     *self = g_new0 (Csv, 1);
  gboolean is_utf8 = spec->encoding == NULL || g_ascii_strcasecmp (spec->encoding, "UTF-8") == 0 ||
                     g_ascii_strcasecmp (spec->encoding, "UTF8") == 0;

  self->line = g_string_new (is_utf8 ? "\xef\xbb\xbf" : NULL);
  self->encoding = g_strdup (spec->encoding);
  self->conv = is_utf8 ? (GIConv)-1 : g_iconv_open (spec->encoding, "UTF-8");
  if (!is_utf8 && self->conv == (GIConv)-1)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_ENCODING,
                 _ ("there is no encoding %s; use UTF-8 or GB18030"), spec->encoding);
  else
    {
      self->file = g_fopen (path, "wbe");
      if (self->file == NULL)
        yutu_sink_fail_errno (error);
    }
  if (self->file != NULL)
    {
      csv_begin (self, spec);
      return self;
    }
  csv_free (self);
  return NULL;
}

static gboolean
csv_close (gpointer data,
           GError **error)
{
  Csv  *self = data;
  FILE *file = NULL;

  if (!flush (self, error))
    return FALSE;
  file = g_steal_pointer (&self->file);
  return fclose (file) == 0 || yutu_sink_fail_errno (error);
}

const YutuSinkWriter yutu_sink_csv = { csv_open, csv_add, csv_close, csv_free };
