/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A register from a table (CSV, XLSX): new facilities, and changes to those whose number the row names.
 * Columns go by their ids or titles, as an export writes them. All or nothing, one journal entry.
 *
 * An empty cell leaves what is kept as it is. A row that names another place than the one that is kept
 * moves the facility on the day of the import; a place within a centimetre is the same. */
#pragma once

#include "base/yutu-progress.h"
#include "session/yutu-facility-edit.h"
#include "session/yutu-import-spots.h"

G_BEGIN_DECLS

typedef struct
{
  const char        *path;
  const char        *encoding; /* NULL: found out */
  const char        *crs;      /* of the coordinates: "EPSG:n" or "n", gcj02, bd09; NULL: EPSG:4490 */
  const char        *kind;     /* full id of the register */
  const char *const *maps;     /* "ID=COLUMN": which column is meant, "ID=": no column is; NULL: by their names */
  YutuDay            day;      /* of what begins, moves or ends where the row names none */
  gboolean           dry_run;
  YutuSigner         signer;
} YutuFacilityImportSpec;

typedef struct
{
  gint64   row;   /* 1-based, without the headings; 0: of the table */
  char    *field; /* NULL: of the row */
  char    *rule;  /* column value type place village number twin role */
  char    *message;
  gboolean rejects;
} YutuFacilityImportFinding;

typedef struct
{
  gsize           rows;
  gsize           added;
  gsize           changed; /* moved and closed ones too */
  gsize           unchanged;
  gsize           rejected;
  YutuImportSpots spots;    /* where its rows lie */
  GPtrArray      *findings; /* YutuFacilityImportFinding; at most YUTU_FACILITY_IMPORT_MAX_FINDINGS */
} YutuFacilityImportResult;

#define YUTU_FACILITY_IMPORT_MAX_FINDINGS 10000

void yutu_facility_import_result_clear (YutuFacilityImportResult *self);

/* When a row is rejected nothing is written, and @result says what; that is no error. Not for the main
 * thread. */
gboolean yutu_file_import_facilities (YutuFile                     *self,
                                      const YutuModules            *modules,
                                      const YutuFacilityImportSpec *spec,
                                      YutuFacilityImportResult     *result,
                                      YutuProgress                 *progress,
                                      GError                      **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuFacilityImportResult, yutu_facility_import_result_clear)

G_END_DECLS
