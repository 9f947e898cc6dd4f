/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A book (册): map sheets, forms and tables as the pages of one PDF. Any thread but the main one. */
#pragma once

#include "sheet/yutu-sheet-cards.h"
#include "sheet/yutu-sheet.h"

G_BEGIN_DECLS

typedef struct
{
  YutuSheet  *sheet; /* a map page alone; NULL for a page of text */
  const char *title;
  const char *subtitle; /* (nullable) */
  const char *text;     /* (nullable): a paragraph above the table */
  /* Rows of @n_columns texts, row by row; the first row is the heading where @has_heading. Widths are
   * parts of the page's. What does not fit goes on on another page, under its heading. */
  guint              n_columns;
  const double      *widths;
  gboolean           has_heading;
  const char *const *cells; /* "" is left empty, for handwriting */
  guint              n_rows;
  /* Behind the table, two beside one another. */
  const YutuCard *cards;
  gsize           n_cards;
} YutuBookPart;

/* Whole or not at all. *n_pages: (out) (optional). G_IO_ERROR_NOT_SUPPORTED unless @path ends in .pdf. */
gboolean yutu_sheet_book_write (const YutuBookPart *parts,
                                gsize               n_parts,
                                const char         *path,
                                guint              *n_pages,
                                GError            **error);

G_END_DECLS
