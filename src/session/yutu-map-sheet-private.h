/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Parts of yutu_file_make_sheet(). */
#pragma once

#include <json-glib/json-glib.h>

#include "session/yutu-comparison.h"
#include "session/yutu-map-sheet.h"

G_BEGIN_DECLS

/* Appends lines of the legend (YutuSheetEntry) whose texts are kept in @texts. @words: those of
 * data/styles/sheet.json. */
void yutu_sheet_compare_add_entries (const YutuComparison *comparison,
                                     JsonObject           *words,
                                     GStringChunk         *texts,
                                     GArray               *entries);

G_END_DECLS
