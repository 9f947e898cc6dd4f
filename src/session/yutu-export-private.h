/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "casework/yutu-case-places.h"
#include "gazetteer/yutu-place-class.h"
#include "session/yutu-columns-private.h"
#include "session/yutu-export.h"

G_BEGIN_DECLS

typedef struct _YutuExport YutuExport;

/* Rows of a layer, in a read. */
typedef gboolean (*YutuExportFunc) (YutuExport     *self,
                                    YutuConnection *connection,
                                    GError        **error);

struct _YutuExport
{
  const YutuExportSpec *spec;
  const YutuModules    *modules;
  const YutuRegister   *record; /* of a register; NULL */
  const YutuCaseKind   *kind;   /* of a case kind; NULL */
  gboolean              whole;  /* personal values are shown */
  YutuExportFunc        run;
  GArray               *columns;
  YutuSinkValue        *values;
  gsize                 at;      /* the column that is set next */
  GStringChunk         *chunk;   /* texts of the row */
  GHashTable           *units;   /* gint64 → newest name on the day */
  YutuPlaceClasses     *classes; /* when names are exported */
  YutuCasePlaces        places;  /* when cases are exported: on the day */
  YutuSink             *sink;
  YutuProgress         *progress;
  char                  day[YUTU_DAY_TEXT_SIZE];
};

/* ---- A row: its values in the order of the columns, then its end ---- */

void yutu_export_text (YutuExport *self,
                       const char *text);
/* In the language of the user, or @id. */
void yutu_export_title (YutuExport      *self,
                        const char      *id,
                        const YutuTitle *title);
void yutu_export_int (YutuExport *self,
                      gint64      value);
void yutu_export_real (YutuExport *self,
                       double      value);
/* Nothing when it is invalid or the open end. */
void yutu_export_day (YutuExport *self,
                      const char *text);
/* The name of a unit; nothing for 0. */
void yutu_export_unit (YutuExport *self,
                       gint64      unit);
/* The geometry in column @column of @row, NULL without one. An error (G_IO_ERROR_INVALID_DATA) says of which row, whose
 * number is in column @id. */
gboolean yutu_export_read_shape (sqlite3_stmt *row,
                                 int           id,
                                 int           column,
                                 YutuShape   **shape,
                                 GError      **error);
/* Two columns, in the reference system of the export; none in a layer. */
gboolean yutu_export_point (YutuExport *self,
                            gboolean    has_point,
                            YutuPoint   point,
                            GError    **error);
void     yutu_export_fields (YutuExport *self,
                             const char *json);
gboolean yutu_export_end_row (YutuExport *self,
                              YutuShape  *shape, /* nullable */
                              GError    **error);
/* Those of divisions; and of all cases, without the fields of a kind. */
void    yutu_export_add_division_columns (GArray *columns);
GArray *yutu_export_list_case_columns (void) G_GNUC_WARN_UNUSED_RESULT;
/* Columns lon and lat, or x and y; none in a layer. */
void yutu_export_add_point_columns (YutuExport *self);

/* Rows of facilities or cases in their order, of gint64. (transfer container) */
GArray *yutu_export_list_facilities (YutuExport     *self,
                                     YutuConnection *connection,
                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *yutu_export_list_cases (YutuExport     *self,
                                YutuConnection *connection,
                                GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- The layers (yutu-export-layers.c, -address.c, -work.c, -boundary.c) ---- */

/* Sets columns and run; FALSE when there is no such layer. */
gboolean yutu_export_choose (YutuExport *self);
gboolean yutu_export_choose_work (YutuExport *self);
gboolean yutu_export_choose_boundary (YutuExport *self);
gboolean yutu_export_choose_address (YutuExport *self);

G_END_DECLS
