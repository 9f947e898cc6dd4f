/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Long lists from outside, row by row in bounded memory: standard addresses and place names. All or nothing,
 * one journal entry. Not for the main thread. */
#pragma once

#include "base/yutu-day.h"
#include "base/yutu-progress.h"
#include "session/yutu-file.h"
#include "session/yutu-import-spots.h"

G_BEGIN_DECLS

typedef struct
{
  const char        *path;
  const char        *encoding; /* NULL: found out */
  const char        *crs;      /* of the coordinates: "EPSG:n" or "n", gcj02, bd09; NULL: EPSG:4490 */
  gboolean           swap_axes;
  const char *const *maps;      /* "ID=COLUMN": which column is meant, "ID=": no column is; NULL: by their names */
  const char *const *replaces;  /* "OLD=NEW": of classes of place names; NULL: none */
  const char        *name_kind; /* of place names: what the program takes all of them for ("road"); NULL: each says its own */
  YutuDay            day;       /* the first day of rows that name none */
  const char        *actor;
  gboolean           dry_run;
  YutuProgress      *progress;    /* (nullable) */
  GCancellable      *cancellable; /* (nullable): of the progress */
} YutuImportRowsSpec;

typedef struct
{
  gint64      row;     /* 1-based, without the headings; 0: of the whole list */
  char       *field;   /* NULL: of the row */
  const char *rule;    /* static */
  char       *subject; /* of in-use: the code of the class; NULL */
  char       *message;
  gboolean    rejects;
  gboolean    has_place;
  YutuPoint   place;
} YutuImportRowsFinding;

#define YUTU_IMPORT_ROWS_MAX_FINDINGS 10000

typedef struct
{
  gsize           rows;
  gsize           added;
  gsize           collected; /* of addresses: those among them whose row says no status */
  gsize           changed;   /* of addresses: what is known beside their elements */
  gsize           unchanged; /* that name what is there already, as it is there */
  gsize           rejected;
  gsize           n_findings; /* all; kept are the first ones */
  GPtrArray      *findings;   /* YutuImportRowsFinding */
  GPtrArray      *columns;    /* char *: "id=COLUMN" of what was understood */
  GPtrArray      *classes;    /* of a table of classes: char *, "CODE TITLE" each; NULL */
  char           *summary;    /* "CSV, GB18030" */
  YutuImportSpots spots;      /* where its rows lie */
  gint64          entry;      /* of the journal; 0: nothing was written */
} YutuImportRowsResult;

void yutu_import_rows_result_clear (YutuImportRowsResult *self);

/**
 * yutu_file_import_addresses:
 *
 * Columns are the elements of an address, or one text that is cut into them (a text beside elements has to be
 * the canonical text of these, byte for byte); id, lon and lat (or x and y), use, status, valid_from, valid_to.
 * Names are those of DOMAIN's element model in English or Chinese. A row without a status comes in as collected (采集),
 * one that has ended as cancelled (注销). A row with the number of an address of the file
 * may change the fields of its record alone; an empty cell, and a value that is masked as it is shown, changes
 * nothing. Where no row says anything new there is no entry.
 *
 * When a row is rejected nothing is written, and @result says what; that is no error. Rules: column required
 * value unknown-unit unknown-base ambiguous characters parse left-out double text id point outside near-border
 * axes-swapped.
 */
gboolean yutu_file_import_addresses (YutuFile                 *self,
                                     const YutuImportRowsSpec *spec,
                                     YutuImportRowsResult     *result,
                                     GError                  **error);

/**
 * yutu_file_import_place_names:
 *
 * From a table, or a layer whose geometries are theirs (points, lines, areas). Columns are those of a record of
 * a place name; what the register keeps no column for goes into its further fields. Former names (曾用名) become
 * rows of their own that this one replaced: "旧街、老街(1950-01-01—1981-10-01)"; without days they end when this
 * one begins.
 *
 * Rules beside those of addresses: class double days former pinyin; and, as warnings of a trial, the naming rules
 * R1 … R14.
 */
gboolean yutu_file_import_place_names (YutuFile                 *self,
                                       const YutuImportRowsSpec *spec,
                                       YutuImportRowsResult     *result,
                                       GError                  **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuImportRowsResult, yutu_import_rows_result_clear)

G_END_DECLS
