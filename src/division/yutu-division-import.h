/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Polygons of a source become units on the arc model. Every piece of land that the source names is
 * kept; what is covered twice or by nobody is found and told, with a proposal where a rule gives
 * one, and decided only by a plan that accepts the proposal. Land left undecided stays whose it
 * was, or without owner, with its claims.
 *
 * Where coarser units (a county, townships) are there already, the new ones are cut into their
 * land: each into that of its parent, which is the unit just above it by code, else the one that
 * holds most of its land. The lines that are there stay. Land that a polygon covers beyond its
 * parent's line, and land of a cut unit that no polygon covers, is found and told. */
#pragma once

#include "division/yutu-division-model.h"

G_BEGIN_DECLS

typedef struct
{
  gint64            row;   /* in the source, from 1 */
  const char       *name;  /* NULL or empty: rejected */
  const char       *code;  /* NULL: looked up by name in the register */
  YutuTopologyRing *rings; /* their owner is overwritten */
  gsize             n_rings;
  const char       *reject; /* NULL, or why this row cannot be taken */
} YutuDivisionSource;

/* In the place of a row: the land stays as it is, with the unit that has it, or outside. */
#define YUTU_DIVISION_GIVE_NOBODY (-1)

typedef struct
{
  gint64    row;     /* of the source; 0: of none in particular */
  char     *field;   /* as the source calls it; NULL: the row's land, or the row as a whole */
  char     *id;      /* stable name of the finding, for plans */
  char     *rule;    /* overlap, overshoot, gap, uncovered, duplicate-vertex, conflict, code-not-found, … */
  gboolean  rejects; /* nothing can be imported as long as it stands */
  char     *message;
  gboolean  has_place;
  YutuPoint place;
  double    area_m2;
  gint64    give_to; /* proposed owner as row of the source, or YUTU_DIVISION_GIVE_NOBODY; 0: no
                      * proposal, ask */
} YutuDivisionFinding;

typedef struct
{
  int         level;
  const char *source;     /* named in the units */
  const char *valid_from; /* ISO day */
  /* Ids of findings whose proposal is accepted; NULL: none is. */
  GHashTable   *accepted;
  YutuProgress *progress;
  const char   *name_field; /* as the source calls them; NULL: not known */
  const char   *code_field;
  /* What the caller found out about the source as a whole; rule NULL: nothing. */
  const char *source_rule;
  const char *source_message;
  gboolean    source_rejects;
} YutuDivisionImportOptions;

typedef struct
{
  gsize      rows;
  gsize      accepted;
  gsize      rejected;
  gsize      unchanged; /* rows that say what the file says */
  GPtrArray *findings;  /* YutuDivisionFinding */
} YutuDivisionImportResult;

/**
 * yutu_division_import:
 * @writes: %FALSE for a trial, on any connection; %TRUE only in a write
 *
 * A trial and the import itself find the same, with the same ids. When a finding rejects, nothing
 * is written and *result says what; that is no error.
 */
gboolean yutu_division_import (YutuConnection                  *connection,
                               const YutuDivisionSource        *rows,
                               gsize                            n_rows,
                               const YutuDivisionImportOptions *options,
                               gboolean                         writes,
                               YutuDivisionImportResult        *result,
                               GError                         **error);
void     yutu_division_import_result_clear (YutuDivisionImportResult *result);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YutuDivisionImportResult, yutu_division_import_result_clear)

G_END_DECLS
