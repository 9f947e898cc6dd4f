/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Parts of yutu_file_make_sheet(), which pictures of two days have too. */
#pragma once

#include <json-glib/json-glib.h>

#include "session/yutu-comparison.h"
#include "session/yutu-map-sheet.h"

G_BEGIN_DECLS

/* The words of maps, data/styles/sheet.json: its root is an object. */
JsonParser *yutu_sheet_words_load (GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "2021年10月21日". */
char *yutu_sheet_words_format_day (JsonObject *words,
                                   YutuDay     day) G_GNUC_WARN_UNUSED_RESULT;

/* Appends lines of the legend (YutuSheetEntry) whose texts are kept in @texts: a heading, and at most
 * @max_rows differences. @words: those of yutu_sheet_words_load(). */
void yutu_sheet_compare_add_entries (const YutuComparison *comparison,
                                     JsonObject           *words,
                                     guint                 max_rows,
                                     GStringChunk         *texts,
                                     GArray               *entries);

G_END_DECLS
