/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The classes of place names of a file: which there are, how many names each has, and a table that takes their
 * place. Not for the main thread. */
#pragma once

#include "gazetteer/yutu-place-class.h"
#include "session/yutu-import-rows.h"

G_BEGIN_DECLS

/* *counts: (transfer full): code → gint64 *, of all names of the file, former ones too. */
gboolean yutu_file_list_place_classes (YutuFile          *self,
                                       YutuPlaceClasses **classes,
                                       GHashTable       **counts,
                                       GError           **error);

/**
 * yutu_file_import_place_classes:
 *
 * A table of classes takes the place of the file's: columns code, title, title_en, group, group_title,
 * group_title_en, kind, shapes and terms, see data/rules/place-classes.csv, in English or Chinese. Names follow
 * in the same entry: those of a class that the table has not as @spec->replaces says ("OLD=NEW"); those that
 * nothing is said of are told, and nothing is written.
 *
 * Rules: column required double value kind, and of the whole table in-use replace.
 */
gboolean yutu_file_import_place_classes (YutuFile                 *self,
                                         const YutuImportRowsSpec *spec,
                                         YutuImportRowsResult     *result,
                                         GError                  **error);
/* Those of the program again, by the same rules; of @spec count replaces, actor, dry_run. */
gboolean yutu_file_reset_place_classes (YutuFile                 *self,
                                        const YutuImportRowsSpec *spec,
                                        YutuImportRowsResult     *result,
                                        GError                  **error);

/* The same columns as CSV or XLSX. */
gboolean yutu_place_classes_export (const YutuPlaceClasses *classes,
                                    const char             *path,
                                    GError                **error);

G_END_DECLS
