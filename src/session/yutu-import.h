/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Files from outside into an open file: all or nothing, one journal entry. */
#pragma once

#include "base/yutu-progress.h"
#include "division/yutu-division-import.h"
#include "session/yutu-file.h"
#include "transfer/yutu-source.h"

G_BEGIN_DECLS

typedef struct
{
  const char *path;
  const char *encoding;   /* NULL: found out */
  const char *crs;        /* NULL: as the file says */
  gboolean    swap_axes;  /* the file has latitude before longitude */
  const char *name_field; /* NULL: found by its usual names */
  const char *code_field;
  int         level;      /* divisions */
  const char *valid_from; /* ISO day */
  const char *actor;
  gboolean    dry_run;
  GHashTable *accepted; /* ids of findings whose proposal is taken; NULL: none */

  const char   *layer;       /* of the source; NULL: the first with geometry */
  YutuProgress *progress;    /* (nullable) */
  GCancellable *cancellable; /* (nullable): of the progress */
} YutuImportSpec;

/* The fields that a source of divisions or codes usually has its names and codes in: the one asked
 * for, else found; -1 for none. */
gboolean yutu_import_find_fields (YutuSource           *source,
                                  const YutuImportSpec *spec,
                                  int                  *name_field,
                                  int                  *code_field,
                                  GError              **error);

/* KIND division. When a finding rejects, nothing is written, and *result says what; that is no
 * error. */
gboolean yutu_file_import_divisions (YutuFile                 *self,
                                     const YutuImportSpec     *spec,
                                     YutuDivisionImportResult *result,
                                     GError                  **error);
/* KIND code-register: a table with the fields code and name. */
gboolean yutu_file_import_codes (YutuFile             *self,
                                 const YutuImportSpec *spec,
                                 gsize                *rows,
                                 GError              **error);

G_END_DECLS
