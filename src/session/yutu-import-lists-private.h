/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lists (place names, addresses, classes of names, facilities) as a window takes them in. */
#pragma once

#include "session/yutu-import-trial.h"

G_BEGIN_DECLS

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
