/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Long lists (place names, addresses, classes of names) as a window takes them in. */
#pragma once

#include "session/yutu-import-trial.h"

G_BEGIN_DECLS

/* Which list the headings of a table are of: one of YUTU_IMPORT_NAMES …; NULL for none. Static. */
const char *yutu_import_list_guess (const GPtrArray *headings);
/* What is understood of a table, in bounded memory. */
gboolean yutu_import_list_read (const YutuImportChoice *choice,
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

G_END_DECLS
