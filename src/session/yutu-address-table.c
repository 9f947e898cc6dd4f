/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-address-table.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gazetteer/yutu-address-parse.h"
#include "transfer/yutu-csv-reader.h"
#include "transfer/yutu-source.h"

#define MAX_LOOKED_AT 50 /* rows that the guesses are made of */
#define CHUNK_BYTES   (1 << 16)

struct _YutuAddressTable
{
  gatomicrefcount ref_count;
  GStringChunk   *chunk;
  GPtrArray      *cells;  /* const char *, row by row */
  GArray         *starts; /* of gsize, into the cells; one more than there are rows */
  gsize           n_columns;
  char           *name;
  gboolean        has_heading;
  gsize           likely;
};

static YutuAddressTable *
table_new (void)
{
  YutuAddressTable *self = g_new0 (YutuAddressTable, 1);
  gsize             none = 0;

  g_atomic_ref_count_init (&self->ref_count);
  self->chunk = g_string_chunk_new (CHUNK_BYTES);
  self->cells = g_ptr_array_new ();
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_array_append_val (self->starts, none);
  return self;
}

YutuAddressTable *
yutu_address_table_ref (YutuAddressTable *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
yutu_address_table_unref (YutuAddressTable *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_string_chunk_free (self->chunk);
  g_ptr_array_unref (self->cells);
  g_array_unref (self->starts);
  g_free (self->name);
  g_free (self);
}

gsize
yutu_address_table_count_rows (const YutuAddressTable *self)
{
  return self->starts->len - 1;
}

gsize
yutu_address_table_count_columns (const YutuAddressTable *self)
{
  return self->n_columns;
}

const char *
yutu_address_table_get (const YutuAddressTable *self,
                        gsize                   row,
                        gsize                   column)
{
  gsize start = g_array_index (self->starts, gsize, row);

  return start + column < g_array_index (self->starts, gsize, row + 1) ? g_ptr_array_index (self->cells, start + column) : "";
}

gboolean
yutu_address_table_has_heading (const YutuAddressTable *self)
{
  return self->has_heading;
}

gsize
yutu_address_table_get_likely_column (const YutuAddressTable *self)
{
  return self->likely;
}

const char *
yutu_address_table_get_name (const YutuAddressTable *self)
{
  return self->name;
}

/* ---- Reading ---- */

static gboolean
end_row (YutuAddressTable *self,
         gsize             n,
         YutuProgress     *progress,
         GError          **error)
{
  gsize end = self->cells->len;

  g_array_append_val (self->starts, end);
  self->n_columns = MAX (self->n_columns, n);
  if (self->starts->len - 1 > YUTU_ADDRESS_TABLE_MAX_ROWS)
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE,
                   _ ("more than %d rows; cut the list into parts, or use the command line"), YUTU_ADDRESS_TABLE_MAX_ROWS);
      return FALSE;
    }
  return yutu_progress_step (progress, "read", self->starts->len - 1, 0, error);
}

static void
add_cell (YutuAddressTable *self,
          const char       *text)
{
  g_ptr_array_add (self->cells, *text != '\0' ? g_string_chunk_insert (self->chunk, text) : (char *)"");
}

/* @keeps_blank: a line is a cell of a column, which stays in its place among the others when it is empty. */
static gboolean
read_stream (YutuAddressTable     *self,
             GInputStream         *stream,
             const YutuCsvOptions *options,
             gboolean              keeps_blank,
             YutuProgress         *progress,
             GError              **error)
{
  g_autoptr (YutuCsvReader) reader = yutu_csv_reader_new (stream, options);
  const GPtrArray *values = NULL;
  g_autoptr (GError) why = NULL;
  gint64 line = 0;

  while ((values = yutu_csv_reader_next (reader, NULL, &why)) != NULL)
    {
      for (line++; keeps_blank && self->starts->len > 1 && line < yutu_csv_reader_get_line (reader); line++)
        if (!end_row (self, 0, progress, error))
          return FALSE;
      line = yutu_csv_reader_get_line (reader);
      for (guint i = 0; i < values->len; i++)
        add_cell (self, g_ptr_array_index (values, i));
      if (!end_row (self, values->len, progress, error))
        return FALSE;
    }
  if (why == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&why));
  return FALSE;
}

static gboolean
read_workbook (YutuAddressTable *self,
               const char       *path,
               YutuProgress     *progress,
               GError          **error)
{
  g_autoptr (YutuSource) source = yutu_source_read_table (path, NULL, progress, error);
  gsize n = source != NULL ? yutu_source_count_fields (source) : 0;

  if (source == NULL)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    add_cell (self, yutu_source_get_field (source, i));
  if (!end_row (self, n, progress, error))
    return FALSE;
  for (gsize row = 0; row < yutu_source_count_rows (source); row++)
    {
      for (gsize i = 0; i < n; i++)
        {
          const char *text = yutu_source_get_text (source, row, i);

          add_cell (self, text != NULL ? text : "");
        }
      if (!end_row (self, n, progress, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Guesses ---- */

/* What people write over such a column. */
static gboolean
is_heading (const char *text)
{
  static const char *const words[] = { "地址", "住址", "地點", "地点", "位置", "坐落", "居住地", "户籍地", "住所",
                                       "所在地", "暂住地", "经营场所", "address", NULL };
  g_autofree char         *low = g_utf8_strdown (text, -1);

  for (gsize i = 0; words[i] != NULL; i++)
    if (strstr (low, words[i]) != NULL && g_utf8_strlen (low, -1) <= 20)
      return TRUE;
  return FALSE;
}

/* A number alone, as of a row, is no address. */
static gboolean
names_a_place (const YutuAddressParse *parse)
{
  static const YutuAddressPart names[] = { YUTU_PART_ROAD, YUTU_PART_VILLAGE, YUTU_PART_NATURAL_VILLAGE, YUTU_PART_ESTATE, YUTU_PART_POI };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (parse->parts[names[i]] != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
reads_as_address (YutuAddressParser *parser,
                  const char        *text)
{
  const YutuAddressParse *parse = yutu_address_parser_read (parser, text);

  return parse->level >= 1 && parse->level <= 8 && /* any two characters may name a township */
         names_a_place (parse) && (parse->reasons & YUTU_ADDRESS_OTHER_DROPPED) == 0;
}

/* Without a number in it, as hardly an address is in a list. */
static gboolean
is_bare (const char *text)
{
  g_autofree char *half = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);

  return half == NULL || strpbrk (half, "0123456789") == NULL;
}

static gsize
count_addresses (const YutuAddressTable *self,
                 YutuAddressParser      *parser,
                 gsize                   first, /* row */
                 gsize                   n_rows,
                 gsize                   column)
{
  gsize n = 0;

  for (gsize row = first; row < n_rows; row++)
    n += reads_as_address (parser, yutu_address_table_get (self, row, column)) ? 1 : 0;
  return n;
}

/* The heading that says so, of several the one over more that reads as addresses; else the column most of whose cells
 * do. */
static void
guess (YutuAddressTable *self)
{
  g_autoptr (YutuAddressParser) parser = yutu_address_parser_new (NULL);
  gsize n_rows = MIN (yutu_address_table_count_rows (self), MAX_LOOKED_AT);
  gsize best = 0;

  for (gsize i = 0; n_rows > 0 && i < self->n_columns; i++)
    if (is_heading (yutu_address_table_get (self, 0, i)) &&
        !reads_as_address (parser, yutu_address_table_get (self, 0, i)))
      {
        gsize n = count_addresses (self, parser, 1, n_rows, i);

        if (!self->has_heading || n > best)
          self->likely = i;
        best = MAX (best, n);
        self->has_heading = TRUE;
      }
  if (self->has_heading)
    return;
  for (gsize i = 0; i < self->n_columns; i++)
    {
      gsize n = count_addresses (self, parser, 0, n_rows, i);

      if (n > best)
        self->likely = i;
      best = MAX (best, n);
    }
  self->has_heading = n_rows > 1 && self->n_columns > 1 && best > 0 && is_bare (yutu_address_table_get (self, 0, self->likely)) &&
                      !is_bare (yutu_address_table_get (self, 1, self->likely));
}

/* Does one column of @split, each row of which has as many, say more of addresses than the lines that it was split from? */
static gboolean
is_table (const YutuAddressTable *lines,
          const YutuAddressTable *split)
{
  g_autoptr (YutuAddressParser) parser = NULL;
  gsize n_rows = yutu_address_table_count_rows (split);
  gsize n = 0;

  if (n_rows < 2 || split->n_columns < 2)
    return FALSE;
  for (gsize row = 0; row < n_rows; row++)
    if (g_array_index (split->starts, gsize, row + 1) - g_array_index (split->starts, gsize, row) != split->n_columns)
      return FALSE;
  parser = yutu_address_parser_new (NULL);
  for (gsize i = 0; i < split->n_columns; i++)
    if (is_heading (yutu_address_table_get (split, 0, i)) && !reads_as_address (parser, yutu_address_table_get (split, 0, i)))
      return TRUE;
  n_rows = MIN (n_rows, MAX_LOOKED_AT);
  n = count_addresses (split, parser, 0, n_rows, split->likely);
  return n > count_addresses (lines, parser, 0, MIN (yutu_address_table_count_rows (lines), MAX_LOOKED_AT), 0);
}

/* Lines without a tab may be those of a CSV file: the same text, read @again as one, if it is. (transfer full) */
static YutuAddressTable *
prefer_split (YutuAddressTable     *lines,
              GInputStream         *again,
              const YutuCsvOptions *options)
{
  g_autoptr (YutuAddressTable) split = table_new ();
  YutuCsvOptions any = { .encoding = options->encoding };

  split->name = g_strdup (lines->name);
  if (!read_stream (split, again, &any, FALSE, NULL, NULL) || split->cells->len == 0)
    return lines;
  guess (split);
  if (!is_table (lines, split))
    return lines;
  yutu_address_table_unref (lines);
  return g_steal_pointer (&split);
}

static YutuAddressTable *
finish (YutuAddressTable *self,
        GError          **error)
{
  if (self->cells->len == 0)
    {
      g_set_error_literal (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
                           _ ("there is no address in it: give a table, or a line for each address"));
      yutu_address_table_unref (self);
      return NULL;
    }
  guess (self);
  return self;
}

YutuAddressTable *
yutu_address_table_read_file (const char   *path,
                              YutuProgress *progress,
                              GError      **error)
{
  g_autoptr (YutuAddressTable) self = table_new ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autofree char *low = g_ascii_strdown (path, -1);
  YutuCsvOptions   options = { .separator = g_str_has_suffix (low, ".txt") ? '\t' : 0,
                               .no_quotes = g_str_has_suffix (low, ".txt") };
  gboolean         done = FALSE;

  self->name = g_path_get_basename (path);
  if (g_str_has_suffix (low, ".xlsx"))
    done = read_workbook (self, path, progress, error);
  else if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_NOT_FOUND, _ ("%s: no such regular file"), path);
  else if ((stream = g_file_read (file, NULL, error)) != NULL)
    done = read_stream (self, G_INPUT_STREAM (stream), &options, options.no_quotes, progress, error);
  if (done && options.separator == '\t' && self->n_columns == 1)
    {
      g_autoptr (GFileInputStream) again = g_file_read (file, NULL, NULL);

      if (again != NULL)
        self = prefer_split (g_steal_pointer (&self), G_INPUT_STREAM (again), &options);
    }
  if (done)
    return finish (g_steal_pointer (&self), error);
  if (error != NULL && *error != NULL && !g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_str_has_prefix ((*error)->message, path))
    g_prefix_error (error, "%s: ", path);
  return NULL;
}

/* A spreadsheet quotes what has line feeds or tabs in it; a mere list may have any quote. */
static gboolean
has_pairs (const char *text)
{
  gsize n = 0;

  for (const char *p = text; *p != '\0'; p++)
    n += *p == '"';
  return n % 2 == 0;
}

YutuAddressTable *
yutu_address_table_read_text (const char *text,
                              GError    **error)
{
  YutuAddressTable *self = NULL;
  YutuCsvOptions    options = { .encoding = "UTF-8", .separator = '\t', .no_quotes = !has_pairs (text) };
  g_autoptr (GInputStream) stream = NULL;

  if (strlen (text) > YUTU_ADDRESS_TABLE_MAX_TEXT)
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE,
                   _ ("the text is of %zu bytes, at most %d are taken; save it as a CSV file and open that"), strlen (text),
                   YUTU_ADDRESS_TABLE_MAX_TEXT);
      return NULL;
    }
  self = table_new ();
  stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  if (read_stream (self, stream, &options, options.no_quotes || strchr (text, '"') == NULL, NULL, error))
    {
      g_autoptr (GInputStream) again = g_memory_input_stream_new_from_data (text, -1, NULL);

      return finish (self->n_columns == 1 ? prefer_split (self, again, &options) : self, error);
    }
  yutu_address_table_unref (self);
  return NULL;
}
