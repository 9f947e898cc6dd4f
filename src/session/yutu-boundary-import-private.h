/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Parts of the import of lines and pillars. */
#pragma once

#include "session/yutu-boundary-import.h"
#include "session/yutu-boundary-private.h"
#include "session/yutu-facility-cells-private.h"

G_BEGIN_DECLS

/* An import under way. */
typedef struct
{
  YutuFile                     *file;
  const YutuModules            *modules;
  const YutuRegister           *record;
  const YutuBoundaryImportSpec *spec;
  YutuBoundaryImportResult     *result;
  YutuProgress                 *progress;
  GArray                       *columns;
  YutuFacilityColumns           table;
  YutuConnection               *connection;
  GHashTable                   *arcs;   /* gint64 * node point hash → GArray of arcs; NULL until needed */
  GHashTable                   *lines;  /* gint64 * → YutuBoundaryLine, of the pillars */
  double                        off_m;  /* the rules pillar-map-error-mm and pillar-map-scale */
  double                        pair_m; /* the rule pillar-pair-width-m */
  char                          day[YUTU_DAY_TEXT_SIZE];
} YutuBoundaryImport;

/* ---- yutu-boundary-import.c ---- */

/* The columns of lines, or of pillars; and which of them a heading is, NULL: none. */
GArray           *yutu_boundary_import_list_columns (const YutuRegister *record) G_GNUC_WARN_UNUSED_RESULT;
const YutuColumn *yutu_boundary_import_find_column (const GArray *columns,
                                                    const char   *heading);
/* NULL when there are too many. */
YutuBoundaryFinding *yutu_boundary_import_tell (YutuBoundaryImport *self,
                                                gint64              row,
                                                const char         *field,
                                                const char         *rule,
                                                gboolean            rejects,
                                                const char         *message);
void                 yutu_boundary_finding_place (YutuBoundaryFinding *finding,
                                                  YutuPoint            place);
/* An error of the row (taken) is a finding; any other is one of the import. */
gboolean yutu_boundary_import_reject (YutuBoundaryImport *self,
                                      gint64              row,
                                      const char         *field,
                                      const char         *rule,
                                      GError             *why,
                                      GError            **error);
/* TRUE. */
gboolean yutu_boundary_import_reject_plainly (YutuBoundaryImport *self,
                                              gint64              row,
                                              const char         *field,
                                              const char         *rule,
                                              const char         *message);
/* The text of the cell; NULL without one. */
const char *yutu_boundary_import_get_cell (const YutuBoundaryImport *self,
                                           gsize                     row,
                                           const char               *id);
/* The fields of the row that have a value, as a JSON object. *field: the one that cannot be read. */
char *yutu_boundary_import_read_values (const YutuBoundaryImport *self,
                                        gsize                     row,
                                        const char              **field,
                                        GError                  **error) G_GNUC_WARN_UNUSED_RESULT;
/* Those members of @values that are not what is kept already, whole or as a mask of it. */
char *yutu_boundary_import_dup_differing (const YutuBoundaryImport *self,
                                          const char               *kept,
                                          const char               *values) G_GNUC_WARN_UNUSED_RESULT;
/* Counts a row whose line or pillar is there; whether it is to be written. */
gboolean yutu_boundary_import_count (YutuBoundaryImport *self,
                                     gboolean            differs);
/* By id, code or name; *line is 0 when there is none. */
gboolean yutu_boundary_import_find_line (YutuBoundaryImport *self,
                                         const char         *text,
                                         gint64             *line,
                                         GError            **error);

/* ---- yutu-boundary-import-arcs.c ---- */

/* The arcs that the geometry of the row runs along, YutuBoundaryStep; NULL without an error, with a
 * finding, when it runs along none. */
GArray *yutu_boundary_import_follow (YutuBoundaryImport *self,
                                     gsize               row,
                                     GError            **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- yutu-boundary-import-pillar.c ---- */

gboolean yutu_boundary_import_take_pillar (YutuBoundaryImport *self,
                                           gsize               index,
                                           GError            **error);

G_END_DECLS
