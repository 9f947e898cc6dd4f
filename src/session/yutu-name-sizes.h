/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The sizes that generic terms ask for in a file: which there are, and a table that takes their place. Not for the main
 * thread. */
#pragma once

#include "gazetteer/yutu-name-size.h"
#include "session/yutu-import-rows.h"

G_BEGIN_DECLS

YutuNameSizes *yutu_file_list_name_sizes (YutuFile *self,
                                          GError  **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * yutu_file_import_name_sizes:
 *
 * A table of limits takes the place of the file's: columns term, need, figure, bound, least, in_force, place, valid_from,
 * valid_to and basis, see data/rules/naming-sizes.csv, in English or Chinese. Without a column that says otherwise a
 * limit is in force, on all days, and each row of a term has to be met.
 *
 * Rules: column required value.
 */
gboolean yutu_file_import_name_sizes (YutuFile                 *self,
                                      const YutuImportRowsSpec *spec,
                                      YutuImportRowsResult     *result,
                                      GError                  **error);
/* The limits of @place are in force from now on, and no others; NULL: the table of the program again. *entry: (nullable) */
gboolean yutu_file_choose_name_sizes (YutuFile   *self,
                                      const char *place,
                                      const char *actor,
                                      gint64     *entry,
                                      GError    **error);

/* The same columns as CSV or XLSX. */
gboolean yutu_name_sizes_export (const YutuNameSizes *sizes,
                                 const char          *path,
                                 GError             **error);

G_END_DECLS
