/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a number in a workbook is shown as: a day, a time, a code with zeros before it, or itself. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  YUTU_CELL_NUMBER,
  YUTU_CELL_DAY,
  YUTU_CELL_TIME,   /* of no day */
  YUTU_CELL_MOMENT, /* of a day */
  YUTU_CELL_CODE,   /* filled with zeros on the left */
} YutuCellKind;

typedef struct
{
  YutuCellKind kind;
  int          n_digits; /* of a code */
} YutuCellForm;

/* Of a number format (numFmtId); @code: (nullable): how it is written when it is none of the usual ones. */
YutuCellForm yutu_cell_form_find (int         id,
                                  const char *code);
/* @text is a number as XML has it; what is none comes out as it is. */
char *yutu_cell_form_dup_text (YutuCellForm self,
                               const char  *text,
                               gboolean     is_1904);
/* "C12": the column, 0-based, and the row, 1-based, each left as it is when it is not said. FALSE: no such cell. */
gboolean yutu_cell_parse_name (const char *name,
                               gint64     *column,
                               gint64     *row);
/* "A", "XFD" */
char *yutu_cell_dup_column_name (gint64 column);

G_END_DECLS
