/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Cells of a table of facilities into what they mean. */
#pragma once

#include <json-glib/json-glib.h>

#include "session/yutu-columns-private.h"
#include "session/yutu-facility-edit.h"
#include "transfer/yutu-source.h"

G_BEGIN_DECLS

/* Texts are the source's or owned; NULL, 0 and YUTU_DAY_INVALID: the cell is empty. */
typedef struct
{
  gint64      id;
  const char *name;
  const char *status; /* id */
  const char *township;
  const char *village;
  const char *address;
  gboolean    has_point;
  YutuPoint   point;
  YutuDay     valid_from;
  YutuDay     valid_to;
  const char *end_reason;
  char       *fields; /* JSON object of what is filled in */
} YutuFacilityCells;

void yutu_facility_cells_clear (YutuFacilityCells *self);

/* Which column of the source each column of the register is; -1: none. */
typedef struct
{
  YutuSource   *source;
  const GArray *columns; /* YutuColumn */
  int          *at;
  const char   *crs;
} YutuFacilityColumns;

/* Finds the columns of the source: those of @maps ("ID=COLUMN", nullable) first, then each that @find knows by
 * its heading; any other is told to @tell. YUTU_TRANSFER_ERROR_COLUMNS with @path when two are one, or a
 * map names none. */
typedef const YutuColumn *(*YutuColumnFind) (const GArray *columns,
                                             const char   *heading);
typedef void (*YutuColumnTell) (const char *heading,
                                gpointer    data);
gboolean yutu_facility_columns_match (YutuFacilityColumns *self,
                                      const char          *path,
                                      const char *const   *maps,
                                      YutuColumnFind       find,
                                      YutuColumnTell       tell,
                                      gpointer             data,
                                      GError             **error);
/* A column of a register by its heading, or by that without what stands in brackets behind it. */
const YutuColumn *yutu_facility_import_find_column (const GArray *columns,
                                                    const char   *heading);
/* Whether the source has the column. */
gboolean yutu_facility_columns_has (const YutuFacilityColumns *self,
                                    const char                *id);
/* What the file calls the column: people look for that; its title where the file has none; @id where there is
 * no such column. */
const char *yutu_facility_columns_name (const YutuFacilityColumns *self,
                                        const char                *id);
/* "… field number: …" names its field, which is returned, static; *message goes on behind it, for the finding has
 * row and field. NULL: it names none. */
const char *yutu_facility_columns_take_field (const YutuFacilityColumns *self,
                                              const char               **message);

/* NULL for an empty cell; without the apostrophe of an export. */
const char *yutu_cell_get (const YutuFacilityColumns *self,
                           gsize                      row,
                           guint                      column);
/* Sets the member of the field from a cell's text. YUTU_CASEWORK_ERROR_FIELD. */
gboolean yutu_cell_set_value (JsonObject      *object,
                              const YutuField *field,
                              const char      *text,
                              GError         **error);

/* 2021-10-21, 2021/10/21, 2021.10.21 and 2021年10月21日, and a midnight behind it; else YUTU_DAY_INVALID. */
YutuDay yutu_cell_parse_day (const char *text);
/* Once before the rows: whether @crs (nullable) is one that they can be in. YUTU_TRANSFER_ERROR_CRS: it is unknown,
 * YUTU_CRS_ERROR_NO_SHIFT: the way to CGCS2000 is. */
gboolean yutu_cell_check_crs (const char *crs,
                              GError    **error);
/* A place from the texts of two cells. @crs as in YutuFacilityColumns. YUTU_CASEWORK_ERROR_FIELD, or those
 * of yutu_crs_transform(). */
gboolean yutu_cell_parse_point (const char *crs,
                                const char *lon,
                                const char *lat,
                                YutuPoint  *point,
                                GError    **error);

/* YUTU_CASEWORK_ERROR_FIELD, with the id of the column in *field (static), when a cell cannot be what
 * its column asks for. */
gboolean yutu_facility_cells_parse (const YutuFacilityColumns *self,
                                    gsize                      row,
                                    YutuFacilityCells         *out,
                                    const char               **field,
                                    GError                   **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuFacilityCells, yutu_facility_cells_clear)

G_END_DECLS
