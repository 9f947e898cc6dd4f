/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A table or a layer to a file for others, row by row, in constant memory. It is written beside its
 * target and takes its place when it is whole: what is not finished leaves nothing.
 *
 * What a spreadsheet would run is not written as such: in XLSX every text is a text cell; in CSV a
 * text that begins with = + - @ or a control character gets an apostrophe in front, which
 * yutu_sink_unquote() takes off again. Thread: any one, not the main one: it writes to the disk. */
#pragma once

#include "geo/yutu-shape.h"
#include "transfer/yutu-source.h"

G_BEGIN_DECLS

typedef enum
{
  YUTU_SINK_CSV,  /* RFC 4180; UTF-8 with a byte order mark unless another encoding is given */
  YUTU_SINK_XLSX, /* types, a heading row that stays, widths; a new sheet each 1,048,575 rows */
  YUTU_SINK_GPKG,
  YUTU_SINK_GEOJSON,
  YUTU_SINK_KML,
  YUTU_SINK_SHP, /* with its dbf, shx, prj and cpg */
  YUTU_SINK_DXF, /* geometry, and the first text column as a text beside a point */
} YutuSinkFormat;

/* By the suffix of @path, or by @name ("csv") when that is given. FALSE when it is none of them. */
gboolean yutu_sink_find_format (const char     *path,
                                const char     *name,
                                YutuSinkFormat *format);
/* Whether it holds geometry. */
gboolean yutu_sink_format_is_layer (YutuSinkFormat format);

typedef enum
{
  YUTU_COLUMN_TEXT,
  YUTU_COLUMN_INT,
  YUTU_COLUMN_REAL,
  YUTU_COLUMN_FEN,    /* integer fen; written in yuan */
  YUTU_COLUMN_DEGREE, /* integer of the grid; written in degrees, exactly */
  YUTU_COLUMN_DAY,    /* a YutuDay in integer */
} YutuColumnType;

typedef struct
{
  const char    *title; /* heading */
  YutuColumnType type;
} YutuSinkColumn;

typedef struct
{
  gboolean    is_set; /* else the cell is empty */
  const char *text;
  gint64      integer;
  double      real;
} YutuSinkValue;

/* Copied. */
typedef struct
{
  const char           *path;
  YutuSinkFormat        format;
  const char           *encoding; /* of CSV and SHP; NULL: UTF-8 */
  const char           *title;    /* of the sheet or the layer */
  const char           *crs;      /* of a layer: "EPSG:n" or "n", "gcj02", "bd09"; NULL: EPSG:4490 */
  const YutuSinkColumn *columns;
  gsize                 n_columns;
} YutuSinkSpec;

typedef struct _YutuSink YutuSink;

YutuSink *yutu_sink_new (const YutuSinkSpec *spec,
                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
/* @values: one a column. @shape: (nullable): of a layer; in EPSG:4490 */
gboolean yutu_sink_add_row (YutuSink            *self,
                            const YutuSinkValue *values,
                            const YutuShape     *shape,
                            GError             **error);
/* Puts the file in its place. */
gboolean yutu_sink_finish (YutuSink *self,
                           GError  **error);
/* Without finish it leaves nothing. */
void   yutu_sink_free (YutuSink *self);
gint64 yutu_sink_count_rows (YutuSink *self);

/* @values as the CSV sink writes them, a line with its end, for a stream. */
void yutu_sink_append_csv (GString              *line,
                           const YutuSinkColumn *columns,
                           const YutuSinkValue  *values,
                           gsize                 n);
/* @text as it was before the CSV sink put an apostrophe in front of it; a pointer into it. */
const char *yutu_sink_unquote (const char *text);

/* A field's name as a shapefile has it: of ten bytes, cut between characters, told apart from those before it
 * by a number. @is_taken: whether one of them is called so. */
char *yutu_sink_make_short_name (const char *title,
                                 gboolean (*is_taken) (const char *name,
                                                       gpointer    data),
                                 gpointer data) G_GNUC_WARN_UNUSED_RESULT;

/* A grid coordinate in degrees, as short as it is exact: "119.65". */
#define YUTU_DEGREE_TEXT_SIZE 24
const char *yutu_sink_format_degree (gint64 coordinate,
                                     char   buffer[YUTU_DEGREE_TEXT_SIZE]);
/* Fen in yuan: "12.50". */
const char *yutu_sink_format_fen (gint64 fen,
                                  char   buffer[YUTU_DEGREE_TEXT_SIZE]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (YutuSink, yutu_sink_free)

G_END_DECLS
