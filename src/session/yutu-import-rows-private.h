/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the imports of long lists share: which column is which, and what is told of rows. */
#pragma once

#include "casework/yutu-module.h"
#include "session/yutu-import-rows.h"
#include "transfer/yutu-rows.h"

G_BEGIN_DECLS

/* A column that a list may have; the first of its names is its id. */
typedef struct
{
  const char *names[10];
} YutuRowColumn;

void yutu_import_rows_result_init (YutuImportRowsResult *self);

/* FALSE when a file of @n_rows has none: what to take in was forgotten, which is not to pass for done. */
gboolean yutu_import_require_rows (const char *path,
                                   gsize       n_rows,
                                   GError    **error);

/* -1: none is called so. */
int yutu_import_rows_find_column (const YutuRowColumn *columns,
                                  gsize                n_columns,
                                  const char          *heading);
/* The columns of each list, of YutuRowColumn, in the order of its export. (transfer full) */
GArray *yutu_import_list_name_columns (void) G_GNUC_WARN_UNUSED_RESULT;
GArray *yutu_import_list_address_columns (const YutuModules *modules) G_GNUC_WARN_UNUSED_RESULT;
GArray *yutu_import_list_class_columns (void) G_GNUC_WARN_UNUSED_RESULT;
GArray *yutu_import_list_size_columns (void) G_GNUC_WARN_UNUSED_RESULT;

/* Sets at[i] to the heading that is columns[i], -1 for none, by @maps ("ID=COLUMN", "ID=" for none, nullable)
 * first, then by name; what is none of them is told. Errors: two columns are one, a map that names none. */
gboolean yutu_import_rows_map (const GPtrArray      *headings, /* char * */
                               const char           *path,
                               const YutuRowColumn  *columns,
                               gsize                 n_columns,
                               const char *const    *maps,
                               int                  *at,
                               YutuImportRowsResult *result,
                               GError              **error);

/* Their headings. */
GPtrArray *yutu_import_rows_list_headings (YutuRows *rows) G_GNUC_WARN_UNUSED_RESULT;

/* NULL for an empty cell; without spaces before it and the apostrophe of an export. */
const char *yutu_import_rows_get (const char *const *values,
                                  int                at);

/* What yutu_import_rows_map() reads: the rows of a setting's table (see gazetteer/yutu-table-text.h) under the ids of
 * their columns, as .csv or .xlsx. */
gboolean yutu_import_rows_export_table (const char          *path,
                                        const char          *title,
                                        const YutuRowColumn *columns,
                                        gsize                n_columns,
                                        const char          *text,
                                        GError             **error);

/* Once for each finding; beyond the limit it is counted only. @field, @rule: static; message is taken. */
void yutu_import_rows_tell (YutuImportRowsResult *result,
                            gint64                row,
                            const char           *field,
                            const char           *rule,
                            gboolean              rejects,
                            const YutuPoint      *place, /* NULL: none */
                            char                 *message);

/* Both coordinates of a row as a point. Where a point should lie is @land (empty: anywhere). */
typedef struct
{
  const char *crs;       /* NULL: EPSG:4490 */
  gboolean    swap_axes; /* latitude, or northing, comes first */
  YutuBox     land;
  gsize       n_points;
  gsize       n_swapped; /* that would lie in the land with their axes exchanged, and do not */
  gint64      first_swapped;
} YutuRowPoints;

/* To about a centimetre, so that what was exported comes back as the same. */
static inline gboolean
yutu_import_rows_is_same_point (YutuPoint a,
                                YutuPoint b)
{
  return ABS (a.x - b.x) <= 100 && ABS (a.y - b.y) <= 100; /* steps of the grid */
}

/* By what the file has. */
gboolean yutu_import_rows_init_points (YutuRowPoints            *self,
                                       const YutuImportRowsSpec *spec,
                                       YutuConnection           *connection,
                                       GError                  **error);
/* *has_point is FALSE for empty cells, and for what is told to be no place of the land. */
void yutu_import_rows_read_point (YutuRowPoints        *self,
                                  gint64                row,
                                  const char           *x,
                                  const char           *y,
                                  gboolean             *has_point,
                                  YutuPoint            *point,
                                  gboolean             *is_bad,
                                  YutuImportRowsResult *result);
/* Tells once of all whose axes are exchanged. */
void yutu_import_rows_end_points (const YutuRowPoints  *self,
                                  YutuImportRowsResult *result);

G_END_DECLS
