/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Boundary lines and pillars from a file: a table (CSV, XLSX), or a layer with geometry. Columns go by
 * their ids or titles, as an export writes them. All or nothing, one journal entry.
 *
 * 1. The course of a line is that of the arcs: geometry that comes with a line must run along them,
 *    point by point, or is told where it leaves them. No arc is moved, or made.
 * 2. A row whose line or pillar is there changes it; an empty cell leaves what is kept as it is. Where no row
 *    differs from what is kept, nothing is written: an export comes back without an entry.
 * 3. A pillar stands where the row says, however far from its line that is. */
#pragma once

#include "base/yutu-progress.h"
#include "session/yutu-boundary-edit.h"

G_BEGIN_DECLS

typedef struct
{
  const char        *path;
  const char        *encoding; /* NULL: found out */
  const char        *crs;      /* of geometry, or of lon and lat; NULL: as the file says, EPSG:4490 */
  const char        *object;   /* YUTU_OBJECT_LINE or YUTU_OBJECT_PILLAR */
  const char *const *maps;     /* "ID=COLUMN": which column is meant, "ID=": no column is; NULL: by their names */
  gboolean           is_dms;   /* lon, lat and position are written DD.MMSS */
  YutuDay            day;      /* from which on what is new is there */
  gboolean           dry_run;
  YutuSigner         signer;
} YutuBoundaryImportSpec;

typedef struct
{
  gint64    row;   /* 1-based, without the headings; 0: of the table */
  char     *field; /* as the file calls it; NULL: of the row */
  char     *rule;  /* column value type number line geometry position twice off-line */
  char     *message;
  gboolean  has_place;
  YutuPoint place;
  gboolean  rejects;
} YutuBoundaryFinding;

typedef struct
{
  gsize      rows;
  gsize      added;
  gsize      changed;
  gsize      unchanged; /* rows that say what the file has already */
  gsize      rejected;
  GPtrArray *findings; /* YutuBoundaryFinding; at most YUTU_BOUNDARY_IMPORT_MAX_FINDINGS */
} YutuBoundaryImportResult;

#define YUTU_BOUNDARY_IMPORT_MAX_FINDINGS 10000

/* Whether the file is a layer with geometry; else it is a table. */
gboolean yutu_boundary_import_is_layer (const char *path);

void yutu_boundary_import_result_clear (YutuBoundaryImportResult *self);

/* When a row is rejected nothing is written, and @result says what; that is no error. Not for the main
 * thread. */
gboolean yutu_file_import_boundaries (YutuFile                     *self,
                                      const YutuModules            *modules,
                                      const YutuBoundaryImportSpec *spec,
                                      YutuBoundaryImportResult     *result,
                                      YutuProgress                 *progress,
                                      GError                      **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuBoundaryImportResult, yutu_boundary_import_result_clear)

G_END_DECLS
