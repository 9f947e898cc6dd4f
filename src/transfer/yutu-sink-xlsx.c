/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Workbooks by libxlsxwriter, each row written and forgotten. No cell is a formula. */

#include "transfer/yutu-sink-private.h"

#include <cpl_vsi.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <xlsxwriter.h>

#include "base/yutu-day.h"

#define ROWS_A_SHEET 1048575 /* and the heading */
#define MAX_TEXT     32767   /* UTF-16 units in a cell */
#define MAX_SHEET    31      /* characters of its name */
#define MEASURED     200     /* rows that tell how wide a column is */
#define MAX_WIDTH    60      /* characters of a column; a longer text is cut, or runs on */

typedef struct
{
  char           *path;
  lxw_workbook   *book;
  lxw_worksheet  *sheet;
  lxw_format     *formats[YUTU_COLUMN_DAY + 1];
  lxw_format     *heading;
  char           *name; /* of the sheets */
  char          **titles;
  YutuColumnType *types;
  double         *widths;
  gsize           n_columns;
  guint           n_sheets;
  lxw_row_t       row;
} Xlsx;

static gboolean
fail (lxw_error code,
      GError  **error)
{
  g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_FAILED, "%s", lxw_strerror (code));
  return FALSE;
}

static void
xlsx_free (gpointer data)
{
  Xlsx          *self = data;
  lxw_worksheet *sheet = NULL;

  /* The library ends a book by writing it whole. One that is given up has files of its own open. */
  if (self->book != NULL)
    {
      for (sheet = STAILQ_FIRST (self->book->worksheets); sheet != NULL;
           sheet = STAILQ_NEXT (sheet, list_pointers))
        if (sheet->optimize_tmpfile != NULL)
          fclose (sheet->optimize_tmpfile);
      lxw_workbook_free (self->book);
    }
  g_strfreev (self->titles);
  g_free (self->types);
  g_free (self->widths);
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}

/* What Excel refuses in the name of a sheet becomes a space. */
static char *
dup_sheet_name (const char *title,
                guint       number)
{
  g_autofree char *clean = g_strdelimit (g_strdup (title), "[]:*?/\\'", ' ');
  g_autofree char *tail = number > 1 ? g_strdup_printf (" (%u)", number) : g_strdup ("");
  glong            room = MAX_SHEET - (glong)strlen (tail);
  g_autofree char *head = g_utf8_substring (clean, 0, MIN (room, g_utf8_strlen (clean, -1)));

  return g_strconcat (*g_strstrip (head) != '\0' ? head : "Table", tail, NULL);
}

/* Han characters are about twice as wide as others. */
static double
measure (const char *text)
{
  double width = 2;

  for (const char *p = text; *p != '\0' && width < MAX_WIDTH; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? 2.1 : 1.1;
  return MIN (width, MAX_WIDTH);
}

static double
width_of (const char    *title,
          YutuColumnType type)
{
  static const double widths[] = {
    [YUTU_COLUMN_TEXT] = 8,
    [YUTU_COLUMN_INT] = 10,
    [YUTU_COLUMN_REAL] = 12,
    [YUTU_COLUMN_FEN] = 14,
    [YUTU_COLUMN_DEGREE] = 15,
    [YUTU_COLUMN_DAY] = 12,
  };

  return CLAMP (measure (title) + 2, widths[type], 40); /* beside the arrow of its filter */
}

/* The widths of a sheet are written when it ends, so what stands in it may tell them. */
static void
widen (Xlsx       *self,
       lxw_col_t   column,
       const char *text)
{
  double width = self->row <= MEASURED ? measure (text) : 0;

  if (width <= self->widths[column])
    return;
  self->widths[column] = width;
  worksheet_set_column (self->sheet, column, column, width, NULL);
}

static gboolean
begin_sheet (Xlsx    *self,
             GError **error)
{
  g_autofree char *name = dup_sheet_name (self->name, ++self->n_sheets);

  self->sheet = workbook_add_worksheet (self->book, name);
  if (self->sheet == NULL)
    return fail (LXW_ERROR_SHEETNAME_ALREADY_USED, error);
  for (gsize i = 0; i < self->n_columns; i++)
    worksheet_set_column (self->sheet, (lxw_col_t)i, (lxw_col_t)i,
                          self->widths[i], NULL);
  worksheet_freeze_panes (self->sheet, 1, 0);
  for (gsize i = 0; i < self->n_columns; i++)
    worksheet_write_string (self->sheet, 0, (lxw_col_t)i, self->titles[i], self->heading);
  self->row = 1;
  return TRUE;
}

static void
make_formats (Xlsx *self)
{
  static const char *const numbers[] = {
    [YUTU_COLUMN_TEXT] = "@",
    [YUTU_COLUMN_INT] = "0",
    [YUTU_COLUMN_REAL] = NULL,
    [YUTU_COLUMN_FEN] = "#,##0.00",
    [YUTU_COLUMN_DEGREE] = "0.000000###",
    [YUTU_COLUMN_DAY] = "yyyy-mm-dd",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (numbers[i] != NULL)
      {
        self->formats[i] = workbook_add_format (self->book);
        format_set_num_format (self->formats[i], numbers[i]);
      }
  self->heading = workbook_add_format (self->book);
  format_set_bold (self->heading);
  format_set_bottom (self->heading, LXW_BORDER_THIN);
}

static gpointer
xlsx_open (const YutuSinkSpec *spec,
           const char         *path,
           GError            **error)
{
  Xlsx                *self = g_new0 (Xlsx, 1);
  g_autofree char     *folder = g_path_get_dirname (path);
  lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = folder, .use_zip64 = LXW_FALSE };

  self->path = g_strdup (path);
  self->name = g_strdup (spec->title);
  self->n_columns = spec->n_columns;
  self->titles = g_new0 (char *, spec->n_columns + 1);
  self->types = g_new (YutuColumnType, MAX (spec->n_columns, 1));
  self->widths = g_new (double, MAX (spec->n_columns, 1));
  for (gsize i = 0; i < spec->n_columns; i++)
    {
      self->titles[i] = g_utf8_make_valid (spec->columns[i].title, -1);
      self->types[i] = spec->columns[i].type;
      self->widths[i] = width_of (self->titles[i], self->types[i]);
    }
  self->book = workbook_new_opt (path, &options);
  if (self->book == NULL)
    fail (LXW_ERROR_CREATING_TMPFILE, error);
  else
    {
      make_formats (self);
      if (begin_sheet (self, error))
        return self;
    }
  xlsx_free (self);
  return NULL;
}

static lxw_error
write_text (Xlsx       *self,
            lxw_col_t   column,
            const char *text,
            GError    **error)
{
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);
  const char      *clean = valid != NULL ? valid : text;

  if (*clean == '\0')
    return LXW_NO_ERROR;
  if (strlen (clean) > MAX_TEXT)
    {
      glong units = 0;

      for (const char *p = clean; *p != '\0'; p = g_utf8_next_char (p))
        units += g_utf8_get_char (p) > 0xffff ? 2 : 1;
      if (units > MAX_TEXT)
        return LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED;
    }
  widen (self, column, clean);
  return worksheet_write_string (self->sheet, self->row, column, clean, self->formats[YUTU_COLUMN_TEXT]);
}

/* A workbook knows days from 1900 on; earlier ones are texts. */
static lxw_error
write_day (Xlsx     *self,
           lxw_col_t column,
           YutuDay   day)
{
  char         text[YUTU_DAY_TEXT_SIZE];
  lxw_datetime date = { 0 };
  int          year, month, number;

  yutu_day_to_ymd (day, &year, &month, &number);
  if (year < 1900 || year > 9999)
    return worksheet_write_string (self->sheet, self->row, column, yutu_day_format (day, text), NULL);
  date.year = year;
  date.month = month;
  date.day = number;
  return worksheet_write_datetime (self->sheet, self->row, column, &date,
                                   self->formats[YUTU_COLUMN_DAY]);
}

static lxw_error
write_value (Xlsx                *self,
             lxw_col_t            column,
             const YutuSinkValue *value,
             GError             **error)
{
  YutuColumnType type = self->types[column];
  lxw_format    *format = self->formats[type];
  char           text[32];

  switch (type)
    {
    case YUTU_COLUMN_INT:
      /* Beyond 2^53 a number cell would change it. */
      g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value->integer);
      widen (self, column, text);
      if (ABS (value->integer) > G_GINT64_CONSTANT (9007199254740992))
        return worksheet_write_string (self->sheet, self->row, column, text, NULL);
      return worksheet_write_number (self->sheet, self->row, column, (double)value->integer, format);
    case YUTU_COLUMN_REAL:
      return isfinite (value->real)
               ? worksheet_write_number (self->sheet, self->row, column, value->real, format)
               : LXW_NO_ERROR;
    case YUTU_COLUMN_FEN:
      return worksheet_write_number (self->sheet, self->row, column, (double)value->integer / 100, format);
    case YUTU_COLUMN_DEGREE:
      return worksheet_write_number (self->sheet, self->row, column,
                                     yutu_grid_to_degrees (value->integer), format);
    case YUTU_COLUMN_DAY:
      return write_day (self, column, (YutuDay)value->integer);
    case YUTU_COLUMN_TEXT:
    default:
      return write_text (self, column, value->text != NULL ? value->text : "", error);
    }
}

static gboolean
xlsx_add (gpointer             data,
          const YutuSinkValue *values,
          const YutuShape     *shape,
          GError             **error)
{
  Xlsx *self = data;

  if (self->row > ROWS_A_SHEET && !begin_sheet (self, error))
    return FALSE;
  for (gsize i = 0; i < self->n_columns; i++)
    {
      lxw_error code = values[i].is_set ? write_value (self, (lxw_col_t)i, &values[i], error)
                                        : LXW_NO_ERROR;

      if (code != LXW_NO_ERROR)
        {
          fail (code, error);
          g_prefix_error (error, "%s: ", self->titles[i]);
          return FALSE;
        }
    }
  self->row++;
  return TRUE;
}

/* The library does not look whether its rows came to the disk. @sizes: of each sheet, bytes that must at
 * least be in it. */
static gboolean
check_rows (Xlsx    *self,
            GArray  *sizes,
            GError **error)
{
  lxw_worksheet *sheet = NULL;

  for (sheet = STAILQ_FIRST (self->book->worksheets); sheet != NULL;
       sheet = STAILQ_NEXT (sheet, list_pointers))
    {
      gint64 size = 0;

      if (sheet->optimize_tmpfile != NULL)
        {
          if (fflush (sheet->optimize_tmpfile) != 0 || ferror (sheet->optimize_tmpfile) != 0)
            return yutu_sink_fail_errno (error);
          size = ftello (sheet->optimize_tmpfile);
        }
      g_array_append_val (sizes, size);
    }
  return TRUE;
}

/* Nor whether the copy of them did that it compresses. */
static gboolean
check_sheet (const char *path,
             guint       number,
             gint64      size)
{
  static const char tail[] = "</worksheet>";
  g_autofree char  *name = g_strdup_printf ("/vsizip/{%s}/xl/worksheets/sheet%u.xml", path, number);
  VSILFILE         *file = VSIFOpenL (name, "rb");
  char              bytes[sizeof tail] = "";
  gboolean          whole = file != NULL && VSIFSeekL (file, 0, SEEK_END) == 0;
  gint64            n = whole ? (gint64)VSIFTellL (file) : 0;

  whole = whole && n > size + (gint64)strlen (tail) &&
          VSIFSeekL (file, (vsi_l_offset)n - strlen (tail), SEEK_SET) == 0 &&
          VSIFReadL (bytes, 1, strlen (tail), file) == strlen (tail) && g_str_equal (bytes, tail);
  if (file != NULL)
    VSIFCloseL (file);
  return whole;
}

static gboolean
xlsx_close (gpointer data,
            GError **error)
{
  Xlsx     *self = data;
  lxw_error code = LXW_NO_ERROR;
  g_autoptr (GArray) sizes = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->n_columns > 0 && self->n_sheets == 1)
    worksheet_autofilter (self->sheet, 0, 0, self->row > 1 ? self->row - 1 : 1,
                          (lxw_col_t)(self->n_columns - 1));
  if (!check_rows (self, sizes, error))
    return FALSE;
  code = workbook_close (self->book);
  self->book = NULL;
  if (code != LXW_NO_ERROR)
    return fail (code, error);
  for (guint i = 0; i < sizes->len; i++)
    if (!check_sheet (self->path, i + 1, g_array_index (sizes, gint64, i)))
      {
        g_set_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_FAILED,
                     _ ("sheet %u did not come to the disk whole; try again"), i + 1);
        return FALSE;
      }
  return TRUE;
}

const YutuSinkWriter yutu_sink_xlsx = { xlsx_open, xlsx_add, xlsx_close, xlsx_free };
