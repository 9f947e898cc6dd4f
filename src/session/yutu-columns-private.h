/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The columns in which records leave and enter. */
#pragma once

#include "casework/yutu-facility.h"
#include "transfer/yutu-sink.h"

G_BEGIN_DECLS

typedef struct
{
  const char      *id;
  YutuTitle        title;
  YutuColumnType   type;
  const YutuField *field;   /* NULL: a column of the table itself */
  char            *heading; /* as it is written; unique among the columns */
} YutuColumn;

/* Element type YutuColumn. */
GArray *yutu_columns_new (void) G_GNUC_WARN_UNUSED_RESULT;
void    yutu_columns_add (GArray        *columns,
                          const char    *id,
                          const char    *zh_cn,
                          const char    *en,
                          YutuColumnType type);
/* One for each field. @whole: masked ones are shown whole; else they are texts. */
void yutu_columns_add_fields (GArray          *columns,
                              const YutuField *fields,
                              gsize            n_fields,
                              gboolean         whole);
/* Once all are there: ids, or titles in the language of the user. */
void yutu_columns_name (GArray  *columns,
                        gboolean ids);
/* The column that @heading means: its id or its title in any language, as yutu_columns_name() may write
 * them; NULL when it is none. */
const YutuColumn *yutu_columns_find (const GArray *columns,
                                     const char   *heading);

/* What an export of boundary lines or of pillars says of each beside its fields; an import reads what is not
 * derived from the rest. */
void yutu_columns_add_boundary (GArray  *columns,
                                gboolean is_line);

/* What stands in the table for every register; with the fields of @record when there is one, and with
 * coordinates when @points. */
GArray *yutu_columns_of_register (const YutuRegister *record,
                                  gboolean            whole,
                                  gboolean            points) G_GNUC_WARN_UNUSED_RESULT;

/* The states of a facility. */
typedef struct
{
  const char *id;
  YutuTitle   title;
} YutuStatusWord;

extern const YutuStatusWord YUTU_FACILITY_STATUSES[4];

/* Sets the values of @n columns from @first on, those of fields, from a JSON object. Texts are owned
 * by @chunk. */
void yutu_columns_fill (const GArray  *columns,
                        gsize          first,
                        const char    *json,
                        gboolean       ids,
                        GStringChunk  *chunk,
                        YutuSinkValue *values);

G_END_DECLS
