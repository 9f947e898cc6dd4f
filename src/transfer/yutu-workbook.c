/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A sheet of a workbook (XLSX, ECMA-376), read through once. What keeps a hostile one in its place:
 *
 * 1. Nothing but the parts that are named here is opened, and no link out of the workbook is followed.
 * 2. What comes out of each part is counted, whatever the folder says of it, and so is what is kept.
 * 3. XML has no document type, and so no entities of its own; elements stand in one another and run on only
 *    so far.
 * 4. Nothing is computed: of a formula the value is read that stands beside it. */

#include "transfer/yutu-source-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "transfer/yutu-packed.h"
#include "transfer/yutu-workbook-cell.h"

#define BLOCK              (1 << 18)
#define MAX_UNPACKED_BYTES (G_GUINT64_CONSTANT (2) << 30)
#define MAX_SHARED         (16 << 20)
#define MAX_CELLS          (64 << 20) /* of the table, empty ones too */
#define MAX_FORMS          (1 << 16)
#define MAX_SHEETS         1000
#define MAX_DEPTH          64
#define MAX_TITLE_ROWS     10 /* over the headings */

#define BOOK_PART    "xl/workbook.xml"
#define LINKS_PART   "xl/_rels/workbook.xml.rels"
#define STYLES_PART  "xl/styles.xml"
#define STRINGS_PART "xl/sharedStrings.xml"

typedef struct
{
  char    *name;
  char    *link; /* its id among the links */
  gboolean is_hidden;
} Sheet;

typedef struct
{
  YutuPacked   *packed;
  YutuSource   *source;
  YutuProgress *progress;
  guint64       n_read; /* bytes, unpacked */
  guint64       n_all;  /* as the folder says */
  gboolean      is_1904;
  GPtrArray    *sheets;
  GHashTable   *links;  /* id → part */
  GHashTable   *codes;  /* number formats that the workbook has of its own: id → code */
  GArray       *forms;  /* YutuCellForm, by style */
  GPtrArray    *shared; /* const char *, in the source's chunk */
} Book;

/* Of the part that is read. */
typedef struct
{
  Book       *book;
  const char *part;
  guint       depth;
  gsize       n_run;     /* bytes without an element */
  guint       n_aside;   /* elements deep in what is not read: a phonetic run */
  gboolean    is_inside; /* of what the part is read for: cellXfs */
  gboolean    takes_text;
  GString    *text;
  GArray     *starts; /* of the rows of the sheet, in @cells */
  GPtrArray  *cells;  /* const char * or NULL */
  gsize       n_used; /* columns, with a value in them */
  gint64      row;    /* 1-based, as the workbook counts */
  gint64      column; /* 0-based */
  guint       row_start;
  gint64      numbers[MAX_TITLE_ROWS]; /* of the first rows that have a value */
  guint64     titles;                  /* a bit for each of the first rows that goes over columns */
  char        kind[12];                /* of the cell */
  guint       style;
} Part;

static void
sheet_free (gpointer data)
{
  Sheet *self = data;

  g_free (self->name);
  g_free (self->link);
  g_free (self);
}

/* ---- XML ---- */

/* Without the name of its space. */
static const char *
local_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static const char *
find_value (const char **names,
            const char **values,
            const char  *name)
{
  for (gsize i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];
  return NULL;
}

/* @fallback when there is none, or it is no number. */
static gint64
find_number (const char **names,
             const char **values,
             const char  *name,
             gint64       fallback)
{
  const char *value = find_value (names, values, name);
  gint64      number = 0;

  return value != NULL && g_ascii_string_to_signed (value, 10, 0, G_MAXINT32, &number, NULL) ? number : fallback;
}

static gboolean
is_true (const char *value)
{
  return value != NULL && (g_str_equal (value, "1") || g_str_equal (value, "true"));
}

static void
fail_too_large (Part       *part,
                GError    **error,
                const char *words)
{
  if (part->row > 0)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE, _ ("row %" PRId64 ": %s"), part->row, words);
  else
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE, "%s: %s", part->part, words);
}

static gboolean
enter (Part    *part,
       GError **error)
{
  part->n_run = 0;
  if (++part->depth <= MAX_DEPTH)
    return TRUE;
  fail_too_large (part, error, _ ("its elements stand too deep in one another"));
  return FALSE;
}

static void
take_text (GMarkupParseContext *context,
           const char          *text,
           gsize                n,
           gpointer             data,
           GError             **error)
{
  Part *part = data;

  part->n_run = 0;
  if (!part->takes_text || part->n_aside > 0)
    return;
  if (part->text->len + n > YUTU_SOURCE_MAX_TEXT)
    fail_too_large (part, error, _ ("a value is longer than a mebibyte"));
  else
    g_string_append_len (part->text, text, (gssize)n);
}

static void
pass_over (GMarkupParseContext *context,
           const char          *text,
           gsize                n,
           gpointer             data,
           GError             **error)
{
  Part *part = data;

  part->n_run = 0;
  if (n >= 9 && g_ascii_strncasecmp (text, "<!DOCTYPE", 9) == 0)
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_NOT_TEXT,
                 _ ("%s: it has a document type, which no workbook has"), part->part);
}

/* What has begun and does not end is not kept for ever. */
static gboolean
parse_block (Part                *part,
             GMarkupParseContext *context,
             const char          *block,
             gsize                n,
             GError             **error)
{
  Book *book = part->book;
  g_autoptr (GError) why = NULL;

  book->n_read += n;
  part->n_run += n;
  if (book->n_read > MAX_UNPACKED_BYTES || part->n_run > YUTU_SOURCE_MAX_TEXT + BLOCK)
    {
      fail_too_large (part, error,
                      book->n_read > MAX_UNPACKED_BYTES ? _ ("there is more than two gibibytes in it when it is unpacked")
                                                        : _ ("a value is longer than a mebibyte"));
      return FALSE;
    }
  if (g_markup_parse_context_parse (context, block, (gssize)n, &why))
    return yutu_progress_step (book->progress, "read", MIN (book->n_read, book->n_all), book->n_all, error);
  if (why->domain == YUTU_TRANSFER_ERROR)
    g_propagate_error (error, g_steal_pointer (&why));
  else
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE, "%s: %s", part->part, why->message);
  return FALSE;
}

static gboolean
parse_blocks (Part                *part,
              GMarkupParseContext *context,
              GError             **error)
{
  static const char mark[] = "\xef\xbb\xbf";
  g_autofree char  *block = g_malloc (BLOCK);
  gboolean          is_first = TRUE;
  g_autoptr (GError) why = NULL;

  for (gsize n = 1; n > 0; is_first = FALSE)
    {
      gsize skip = 0;

      if (!yutu_packed_read (part->book->packed, block, BLOCK, &n, error))
        return FALSE;
      skip = is_first && n >= strlen (mark) && memcmp (block, mark, strlen (mark)) == 0 ? strlen (mark) : 0;
      if (n > 0 && !parse_block (part, context, block + skip, n - skip, error))
        return FALSE;
    }
  if (g_markup_parse_context_end_parse (context, &why))
    return TRUE;
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE, _ ("%s breaks off: %s"), part->part, why->message);
  return FALSE;
}

static gboolean
parse_part (Part                *part,
            const GMarkupParser *parser,
            GError             **error)
{
  g_autoptr (GMarkupParseContext) context =
    g_markup_parse_context_new (parser, G_MARKUP_TREAT_CDATA_AS_TEXT, part, NULL);
  gboolean done = FALSE;

  part->text = g_string_new (NULL);
  done = yutu_packed_open_part (part->book->packed, part->part, error) && parse_blocks (part, context, error);
  g_string_free (part->text, TRUE);
  return done;
}

/* ---- Sheets, and where they are ---- */

static void
begin_book (GMarkupParseContext *context,
            const char          *element,
            const char         **names,
            const char         **values,
            gpointer             data,
            GError             **error)
{
  Part       *part = data;
  const char *name = local_name (element);

  if (!enter (part, error))
    return;
  if (g_str_equal (name, "workbookPr"))
    part->book->is_1904 = is_true (find_value (names, values, "date1904"));
  if (!g_str_equal (name, "sheet") || part->book->sheets->len >= MAX_SHEETS)
    return;
  for (gsize i = 0; names[i] != NULL; i++)
    if (g_str_has_suffix (names[i], ":id"))
      {
        const char *state = find_value (names, values, "state");
        const char *title = find_value (names, values, "name");
        Sheet      *sheet = g_new0 (Sheet, 1);

        *sheet = (Sheet){ g_strdup (title != NULL ? title : ""), g_strdup (values[i]), state != NULL && strstr (state, "idden") != NULL };
        g_ptr_array_add (part->book->sheets, sheet);
        return;
      }
}

static void
leave_element (GMarkupParseContext *context,
               const char          *element,
               gpointer             data,
               GError             **error)
{
  Part *part = data;

  part->n_run = 0;
  part->depth--;
}

static void
begin_link (GMarkupParseContext *context,
            const char          *element,
            const char         **names,
            const char         **values,
            gpointer             data,
            GError             **error)
{
  Part       *part = data;
  const char *id = find_value (names, values, "Id");
  const char *target = find_value (names, values, "Target");
  const char *mode = find_value (names, values, "TargetMode");

  if (!enter (part, error) || id == NULL || target == NULL || g_strcmp0 (mode, "External") == 0)
    return;
  g_hash_table_replace (part->book->links, g_strdup (id),
                        *target == '/' ? g_strdup (target + 1) : g_strconcat ("xl/", target, NULL));
}

/* ---- How numbers are shown ---- */

static void
begin_style (GMarkupParseContext *context,
             const char          *element,
             const char         **names,
             const char         **values,
             gpointer             data,
             GError             **error)
{
  Part       *part = data;
  const char *name = local_name (element);
  int         id = (int)find_number (names, values, "numFmtId", 0);

  if (!enter (part, error))
    return;
  if (g_str_equal (name, "cellXfs"))
    part->is_inside = TRUE;
  else if (g_str_equal (name, "numFmt") && find_value (names, values, "formatCode") != NULL)
    g_hash_table_replace (part->book->codes, GINT_TO_POINTER (id), g_strdup (find_value (names, values, "formatCode")));
  else if (part->is_inside && g_str_equal (name, "xf") && part->book->forms->len < MAX_FORMS)
    {
      YutuCellForm form = yutu_cell_form_find (id, g_hash_table_lookup (part->book->codes, GINT_TO_POINTER (id)));

      g_array_append_val (part->book->forms, form);
    }
}

static void
end_style (GMarkupParseContext *context,
           const char          *element,
           gpointer             data,
           GError             **error)
{
  Part *part = data;

  leave_element (context, element, data, error);
  if (g_str_equal (local_name (element), "cellXfs"))
    part->is_inside = FALSE;
}

/* ---- Shared strings ---- */

static void
begin_shared (GMarkupParseContext *context,
              const char          *element,
              const char         **names,
              const char         **values,
              gpointer             data,
              GError             **error)
{
  Part       *part = data;
  const char *name = local_name (element);

  if (!enter (part, error))
    return;
  if (part->n_aside > 0 || g_str_equal (name, "rPh"))
    part->n_aside++;
  else if (g_str_equal (name, "si"))
    g_string_truncate (part->text, 0);
  part->takes_text = g_str_equal (name, "t");
}

static void
end_shared (GMarkupParseContext *context,
            const char          *element,
            gpointer             data,
            GError             **error)
{
  Part *part = data;
  Book *book = part->book;

  leave_element (context, element, data, error);
  part->takes_text = FALSE;
  if (part->n_aside > 0)
    part->n_aside--;
  else if (g_str_equal (local_name (element), "si") && book->shared->len >= MAX_SHARED)
    fail_too_large (part, error, _ ("there are too many different texts in the workbook"));
  else if (g_str_equal (local_name (element), "si"))
    g_ptr_array_add (book->shared, g_string_chunk_insert_len (book->source->chunk, part->text->str, (gssize)part->text->len));
}

/* ---- Rows ---- */

static void
begin_cell (Part        *part,
            const char **names,
            const char **values,
            GError     **error)
{
  const char *place = find_value (names, values, "r");
  const char *kind = find_value (names, values, "t");
  gint64      row = part->row;

  part->column++;
  if (place != NULL && !yutu_cell_parse_name (place, &part->column, &row))
    g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE, _ ("row %" PRId64 ": there is no cell %s"),
                 part->row, place);
  part->style = (guint)find_number (names, values, "s", 0);
  g_strlcpy (part->kind, kind != NULL ? kind : "", sizeof part->kind);
  g_string_truncate (part->text, 0);
}

static void
begin_row (Part        *part,
           const char **names,
           const char **values)
{
  part->row = find_number (names, values, "r", part->row + 1);
  part->column = -1;
  part->row_start = part->cells->len;
}

/* Cells of one row that are made one. */
static void
note_title (Part       *part,
            const char *range)
{
  g_auto (GStrv) ends = g_strsplit (range != NULL ? range : "", ":", 2);
  gint64 columns[2] = { 0 };
  gint64 rows[2] = { 0 };

  if (ends[0] != NULL && ends[1] != NULL && yutu_cell_parse_name (ends[0], &columns[0], &rows[0]) &&
      yutu_cell_parse_name (ends[1], &columns[1], &rows[1]) && columns[1] > columns[0] && rows[0] < 64)
    part->titles |= G_GUINT64_CONSTANT (1) << rows[0];
}

static void
begin_sheet (GMarkupParseContext *context,
             const char          *element,
             const char         **names,
             const char         **values,
             gpointer             data,
             GError             **error)
{
  Part       *part = data;
  const char *name = local_name (element);

  if (!enter (part, error))
    return;
  if (part->n_aside > 0 || g_str_equal (name, "rPh"))
    part->n_aside++;
  else if (g_str_equal (name, "row"))
    begin_row (part, names, values);
  else if (g_str_equal (name, "c"))
    begin_cell (part, names, values, error);
  else if (g_str_equal (name, "mergeCell"))
    note_title (part, find_value (names, values, "ref"));
  part->takes_text = g_str_equal (name, "v") || g_str_equal (name, "t");
}

/* The value of the cell, in the source's chunk; NULL with an error. */
static const char *
take_value (Part    *part,
            GError **error)
{
  Book            *book = part->book;
  const char      *text = part->text->str;
  guint64          index = 0;
  YutuCellForm     form = { YUTU_CELL_NUMBER, 0 };
  g_autofree char *shown = NULL;

  if (g_str_equal (part->kind, "s"))
    {
      if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &index, NULL) && index < book->shared->len)
        return g_ptr_array_index (book->shared, index);
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
                   _ ("row %" PRId64 ": the workbook has no text %s"), part->row, text);
      return NULL;
    }
  if (part->kind[0] == '\0' || g_str_equal (part->kind, "n"))
    {
      if (part->style < book->forms->len)
        form = g_array_index (book->forms, YutuCellForm, part->style);
      shown = yutu_cell_form_dup_text (form, text, book->is_1904);
    }
  return g_string_chunk_insert (book->source->chunk, shown != NULL ? shown : text);
}

static void
end_cell (Part    *part,
          GError **error)
{
  const char *value = NULL;
  guint       index = part->row_start + (guint)MAX (part->column, 0);

  if (part->text->len == 0)
    return;
  if (part->column >= YUTU_SOURCE_MAX_FIELDS)
    {
      g_autofree char *column = yutu_cell_dup_column_name (part->column);
      g_autofree char *words =
        g_strdup_printf (_ ("there is a value in column %s; at most %d columns are read"), column, YUTU_SOURCE_MAX_FIELDS);

      fail_too_large (part, error, words);
      return;
    }
  value = take_value (part, error);
  if (value == NULL || *value == '\0')
    return;
  while (part->cells->len <= index)
    g_ptr_array_add (part->cells, NULL);
  part->cells->pdata[index] = (gpointer)value;
  part->n_used = MAX (part->n_used, (gsize)part->column + 1);
}

/* Rows without a value are left out, as empty lines of text are. */
static void
end_row (Part    *part,
         GError **error)
{
  guint end = part->cells->len;

  if (end == part->row_start)
    return;
  if (part->starts->len < MAX_TITLE_ROWS)
    part->numbers[part->starts->len] = part->row;
  g_array_append_val (part->starts, part->row_start);
  if (part->starts->len > YUTU_SOURCE_MAX_ROWS || end > MAX_CELLS)
    fail_too_large (part, error, _ ("there are too many rows; cut the table into parts"));
}

static void
end_sheet (GMarkupParseContext *context,
           const char          *element,
           gpointer             data,
           GError             **error)
{
  Part       *part = data;
  const char *name = local_name (element);

  leave_element (context, element, data, error);
  part->takes_text = FALSE;
  if (part->n_aside > 0)
    part->n_aside--;
  else if (g_str_equal (name, "c"))
    end_cell (part, error);
  else if (g_str_equal (name, "row"))
    end_row (part, error);
}

/* ---- The table ---- */

static guint
count_values (const Part *part,
              guint       row)
{
  guint start = g_array_index (part->starts, guint, row);
  guint end = row + 1 < part->starts->len ? g_array_index (part->starts, guint, row + 1) : part->cells->len;
  guint n = 0;

  for (guint i = start; i < end; i++)
    n += part->cells->pdata[i] != NULL;
  return n;
}

/* The row of the headings: the first that is no title, which stands alone in its row and goes over columns. */
static guint
find_headings (const Part *part)
{
  for (guint row = 0; row < part->starts->len && row < MAX_TITLE_ROWS; row++)
    if (count_values (part, row) > 1 || part->numbers[row] >= 64 ||
        (part->titles & G_GUINT64_CONSTANT (1) << part->numbers[row]) == 0)
      return row;
  return 0;
}

/* NULL: none is there. */
static const char *
get_cell (const Part *part,
          guint       row,
          gsize       column)
{
  gsize start = g_array_index (part->starts, guint, row);
  gsize end = row + 1 < part->starts->len ? g_array_index (part->starts, guint, row + 1) : part->cells->len;

  return start + column < end ? g_ptr_array_index (part->cells, start + column) : NULL;
}

static gboolean
fill_source (Part    *part,
             GError **error)
{
  YutuSource *source = part->book->source;
  guint       headings = find_headings (part);

  if ((guint64)part->starts->len * part->n_used > MAX_CELLS)
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE,
                   _ ("%u rows of %zu columns; cut the table into parts"), part->starts->len, part->n_used);
      return FALSE;
    }
  for (gsize i = 0; part->starts->len > 0 && i < part->n_used; i++)
    {
      const char *heading = get_cell (part, headings, i);

      g_ptr_array_add (source->fields,
                       heading != NULL ? g_strstrip (g_strdup (heading)) : yutu_cell_dup_column_name ((gint64)i));
    }
  for (guint row = headings + 1; row < part->starts->len; row++)
    {
      for (gsize i = 0; i < part->n_used; i++)
        g_ptr_array_add (source->values, (gpointer)get_cell (part, row, i));
      yutu_source_take_row (source, (YutuSourceFeature){ .row = row - headings });
    }
  return TRUE;
}

/* *has_rows: whether anything stands in it. */
static gboolean
read_sheet (Book        *book,
            const Sheet *sheet,
            gboolean    *has_rows,
            GError     **error)
{
  static const GMarkupParser parser = { begin_sheet, end_sheet, take_text, pass_over, NULL };
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  Part part = { .book = book, .part = g_hash_table_lookup (book->links, sheet->link), .starts = starts, .cells = cells };

  *has_rows = FALSE;
  if (part.part == NULL || !yutu_packed_has (book->packed, part.part))
    {
      g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE,
                   _ ("the sheet “%s” is not in the workbook; save it anew"), sheet->name);
      return FALSE;
    }
  if (!parse_part (&part, &parser, error))
    {
      g_prefix_error (error, "%s, ", sheet->name);
      return FALSE;
    }
  *has_rows = starts->len > 0;
  return fill_source (&part, error);
}

/* The first one that is shown and has something in it. */
static gboolean
read_sheets (Book    *book,
             GError **error)
{
  gboolean has_rows = FALSE;
  guint    chosen = 0;

  for (guint i = 0; i < book->sheets->len && !has_rows; i++)
    {
      const Sheet *sheet = g_ptr_array_index (book->sheets, i);

      if (sheet->is_hidden)
        continue;
      if (!read_sheet (book, sheet, &has_rows, error))
        return FALSE;
      chosen = i;
    }
  for (guint i = 0; i < book->sheets->len; i++)
    g_ptr_array_add (book->source->layers, g_strdup (((const Sheet *)g_ptr_array_index (book->sheets, i))->name));
  book->source->layer = chosen;
  if (book->sheets->len < 2)
    book->source->summary = g_strdup ("XLSX");
  else
    book->source->summary = g_strdup_printf ("XLSX, %s (%u/%u)", (const char *)book->source->layers->pdata[chosen],
                                             chosen + 1, book->sheets->len);
  return TRUE;
}

/* ---- The workbook ---- */

/* Chart sheets and the like have no part of rows, and are no tables. */
static void
drop_other_sheets (Book *book)
{
  for (guint i = book->sheets->len; i-- > 0;)
    {
      const Sheet *sheet = g_ptr_array_index (book->sheets, i);
      const char  *part = g_hash_table_lookup (book->links, sheet->link);

      if (part != NULL && strstr (part, "worksheets/") == NULL)
        g_ptr_array_remove_index (book->sheets, i);
      else
        book->n_all += part != NULL ? yutu_packed_get_size (book->packed, part) : 0;
    }
}

static gboolean
read_parts (Book    *book,
            GError **error)
{
  static const struct
  {
    const char   *part;
    GMarkupParser parser;
    gboolean      may_lack;
  } parts[] = {
    { BOOK_PART, { begin_book, leave_element, take_text, pass_over, NULL }, FALSE },
    { LINKS_PART, { begin_link, leave_element, take_text, pass_over, NULL }, FALSE },
    { STYLES_PART, { begin_style, end_style, take_text, pass_over, NULL }, TRUE },
    { STRINGS_PART, { begin_shared, end_shared, take_text, pass_over, NULL }, TRUE },
  };

  book->n_all = yutu_packed_get_size (book->packed, STRINGS_PART);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      Part part = { .book = book, .part = parts[i].part };

      if (!yutu_packed_has (book->packed, parts[i].part) && parts[i].may_lack)
        continue;
      if (!yutu_packed_has (book->packed, parts[i].part))
        {
          g_set_error_literal (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_NOT_TEXT,
                               _ ("it is a packed folder, but no workbook (XLSX)"));
          return FALSE;
        }
      if (!parse_part (&part, &parts[i].parser, error))
        return FALSE;
      if (i == 1)
        drop_other_sheets (book);
    }
  return read_sheets (book, error);
}

YutuSource *
yutu_source_read_workbook (const char   *path,
                           YutuProgress *progress,
                           GError      **error)
{
  g_autoptr (YutuPacked) packed = yutu_packed_open (path, error);
  g_autoptr (YutuSource) source = yutu_source_new ();
  Book     book = { .packed = packed, .source = source, .progress = progress };
  gboolean done = FALSE;

  if (packed == NULL)
    return NULL;
  book.sheets = g_ptr_array_new_with_free_func (sheet_free);
  book.links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  book.codes = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  book.forms = g_array_new (FALSE, FALSE, sizeof (YutuCellForm));
  book.shared = g_ptr_array_new ();
  done = read_parts (&book, error);
  if (!done)
    g_prefix_error (error, "%s: ", path);
  g_ptr_array_unref (book.sheets);
  g_hash_table_unref (book.links);
  g_hash_table_unref (book.codes);
  g_array_unref (book.forms);
  g_ptr_array_unref (book.shared);
  return done ? g_steal_pointer (&source) : NULL;
}
