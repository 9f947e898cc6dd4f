/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lists (place names, addresses, classes of names, facilities) as a window takes them in. */
#pragma once

#include "session/yutu-import-trial.h"

G_BEGIN_DECLS

/* What an import of rows tells of one; texts are copied. */
typedef struct
{
  gint64      row;
  const char *field;
  const char *subject; /* what it is of, in its id; NULL: the row */
  const char *rule;
  const char *message;
  gboolean    rejects;
  gboolean    has_place;
  YutuPoint   place;
} YutuRowTold;

/* @trial: empty. */
void yutu_import_trial_count (YutuImportTrial *trial,
                              gsize            rows,
                              gsize            rejected,
                              gsize            accepted);
void yutu_import_trial_tell (YutuImportTrial   *trial,
                             const YutuRowTold *told);

/* What is understood of a table, in bounded memory. */
gboolean yutu_import_list_read (const YutuModules      *modules,
                                const YutuImportChoice *choice,
                                YutuImportReading      *reading,
                                YutuProgress           *progress,
                                GError                **error);
gboolean yutu_import_list_run (YutuFile               *file,
                               const YutuImportChoice *choice,
                               const char             *actor, /* NULL: a trial */
                               YutuProgress           *progress,
                               GCancellable           *cancellable,
                               YutuImportTrial        *trial,
                               GError                **error);
gboolean yutu_import_facilities_run (YutuFile               *file,
                                     const YutuModules      *modules,
                                     const YutuImportChoice *choice,
                                     const YutuSigner       *signer,
                                     gboolean                dry_run,
                                     YutuProgress           *progress,
                                     YutuImportTrial        *trial,
                                     GError                **error);

G_END_DECLS
