/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Tables as text (RFC 4180): the first line names the fields; comma, semicolon or tab, whichever
 * stands most in it; every value stays text, so that codes keep their zeros. */

#include "transfer/yutu-source-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "transfer/yutu-text.h"

#define MAX_TABLE_BYTES (G_GINT64_CONSTANT (512) << 20)

typedef struct
{
  const char *at;
  char        separator;
  gint64      line;
} Scanner;

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

/* Reads one value into @value; *ends says whether the row ends behind it. */
static gboolean
scan_value (Scanner  *scanner,
            GString  *value,
            gboolean *ends,
            GError  **error)
{
  gboolean quoted = *scanner->at == '"';

  g_string_truncate (value, 0);
  for (scanner->at += quoted; *scanner->at != '\0'; scanner->at++)
    {
      if (quoted && *scanner->at == '"' && scanner->at[1] == '"')
        scanner->at++;
      else if (quoted && *scanner->at == '"')
        {
          quoted = FALSE;
          continue;
        }
      else if (!quoted && (*scanner->at == scanner->separator || *scanner->at == '\n' ||
                           (*scanner->at == '\r' && scanner->at[1] == '\n')))
        break;
      scanner->line += *scanner->at == '\n';
      g_string_append_c (value, *scanner->at);
    }
  if (quoted || value->len > YUTU_SOURCE_MAX_TEXT)
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
                   quoted ? _ ("line %" PRId64 ": a quote is never closed")
                          : _ ("line %" PRId64 ": a value is longer than a mebibyte"),
                   scanner->line);
      return FALSE;
    }
  *ends = *scanner->at != scanner->separator;
  if (*scanner->at == '\r')
    scanner->at++;
  if (*scanner->at == '\n')
    scanner->line++;
  if (*scanner->at != '\0')
    scanner->at++;
  return TRUE;
}

static gboolean
scan_row (Scanner   *scanner,
          GPtrArray *values,
          GError   **error)
{
  g_autoptr (GString) value = g_string_new (NULL);
  gboolean ends = FALSE;

  g_ptr_array_set_size (values, 0);
  while (!ends)
    {
      if (!scan_value (scanner, value, &ends, error))
        return FALSE;
      g_ptr_array_add (values, g_strdup (value->str));
      if (values->len > YUTU_SOURCE_MAX_FIELDS)
        {
          g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE,
                       _ ("line %" PRId64 ": more than %d fields"), scanner->line,
                       YUTU_SOURCE_MAX_FIELDS);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
take_row (YutuSource *source,
          GPtrArray  *values,
          gint64      line,
          GError    **error)
{
  YutuSourceFeature feature = { .row = source->features->len + 1 };

  if (values->len == 1 && *(char *)g_ptr_array_index (values, 0) == '\0')
    return TRUE; /* an empty line */
  if (values->len != source->fields->len)
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
                   _ ("line %" PRId64 ": %u values for %u fields"), line, values->len,
                   source->fields->len);
      return FALSE;
    }
  for (guint i = 0; i < values->len; i++)
    {
      const char *value = g_ptr_array_index (values, i);

      yutu_source_add_text (source, *value != '\0' ? value : NULL);
    }
  yutu_source_take_row (source, feature);
  return TRUE;
}

static gboolean
scan_table (YutuSource   *source,
            const char   *text,
            YutuProgress *progress,
            GError      **error)
{
  Scanner scanner = { text, find_separator (text), 1 };
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  if (!scan_row (&scanner, values, error))
    return FALSE;
  for (guint i = 0; i < values->len; i++)
    g_ptr_array_add (source->fields, g_strdup (g_strstrip (g_ptr_array_index (values, i))));
  while (*scanner.at != '\0')
    {
      gint64 line = scanner.line;

      if (!scan_row (&scanner, values, error) || !take_row (source, values, line, error) ||
          !yutu_progress_step (progress, "read", source->features->len, 0, error))
        return FALSE;
      if (source->features->len > YUTU_SOURCE_MAX_ROWS)
        {
          g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE,
                       _ ("more than %d rows"), YUTU_SOURCE_MAX_ROWS);
          return FALSE;
        }
    }
  return TRUE;
}

/* A packed folder, as a workbook is one. */
static gboolean
is_packed (GMappedFile *mapped)
{
  return mapped != NULL && g_mapped_file_get_length (mapped) > 4 &&
         memcmp (g_mapped_file_get_contents (mapped), "PK\003\004", 4) == 0;
}

YutuSource *
yutu_source_read_table (const char              *path,
                        const YutuSourceOptions *options,
                        YutuProgress            *progress,
                        GError                 **error)
{
  g_autoptr (YutuSource) source = yutu_source_new ();
  g_autoptr (GMappedFile) mapped = NULL;
  g_autofree char *text = NULL;
  const char      *encoding = "UTF-8";

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR) ||
      (mapped = g_mapped_file_new (path, FALSE, NULL)) == NULL)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_NOT_FOUND,
                 _ ("%s: no such regular file"), path);
  else if (is_packed (mapped))
    return yutu_source_read_workbook (path, options, progress, error);
  else if (g_mapped_file_get_length (mapped) == 0)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
                 _ ("%s: the file is empty; get it again from where it came"), path);
  else if ((gint64)g_mapped_file_get_length (mapped) > MAX_TABLE_BYTES)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE,
                 _ ("%s: %zu bytes; at most %" PRId64 " are read"), path,
                 g_mapped_file_get_length (mapped), MAX_TABLE_BYTES);
  else
    text = yutu_text_to_utf8 (g_mapped_file_get_contents (mapped),
                              g_mapped_file_get_length (mapped),
                              options != NULL ? options->encoding : NULL, &encoding, error);
  if (text == NULL || !scan_table (source, text, progress, error))
    {
      if (error != NULL && *error != NULL && !g_str_has_prefix ((*error)->message, path))
        g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  source->summary = g_strdup_printf ("CSV, %s", encoding);
  return g_steal_pointer (&source);
}
