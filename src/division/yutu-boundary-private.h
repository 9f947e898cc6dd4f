/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "division/yutu-boundary-record.h"

G_BEGIN_DECLS

char    *yutu_boundary_column_text (sqlite3_stmt *row,
                                    int           column) G_GNUC_WARN_UNUSED_RESULT;
gboolean yutu_boundary_set_missing (const char *what,
                                    gint64      id,
                                    GError    **error);
/* The only id that @sql answers for the text ?1 on the day ?2; NOT_FOUND or AMBIGUOUS. */
gboolean yutu_boundary_find_row (YutuConnection *connection,
                                 const char     *sql,
                                 const char     *text,
                                 const char     *day,
                                 gint64         *id,
                                 gsize          *n,
                                 GError        **error);
/* An UPDATE of the row ?1 that lays the JSON object ?2 over its @columns (constants, NULL-terminated)
 * and its column fields; and running it. */
char    *yutu_boundary_make_update (const char        *table,
                                    const char *const *columns) G_GNUC_WARN_UNUSED_RESULT;
gboolean yutu_boundary_run_update (YutuConnection *connection,
                                   const char     *sql,
                                   const char     *what,
                                   gint64          id,
                                   const char     *set,
                                   GError        **error);
/* The codes of who lies to the left and to the right of the arcs, by the land on @day; of who lies outside
 * as the line has it. NULL: not known. (transfer full), also when it fails. */
gboolean yutu_boundary_read_side_codes (YutuConnection         *connection,
                                        const YutuBoundaryLine *line,
                                        const char             *day,
                                        char                   *codes[2],
                                        GError                **error);
/* The rule inspection-cycle-years. */
gboolean yutu_boundary_get_cycle (YutuConnection *connection,
                                  const char     *day,
                                  int            *years,
                                  GError        **error);

G_END_DECLS
