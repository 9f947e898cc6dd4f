/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The papers that a division change order leaves: the table before and after, the text of the notice (公告)
 * and the two maps, all from the rows of the file. Their words are dated data: data/rules/act-notices.json.
 * Not for the main thread. */
#pragma once

#include "casework/yutu-module.h"
#include "session/yutu-act.h"
#include "sheet/yutu-sheet.h"

G_BEGIN_DECLS

/* Plain text, one paragraph a line. */
char *yutu_act_write_notice (const YutuActRecord *record,
                             GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* A row a unit, CSV or XLSX by the suffix of @path; @rows gets how many. */
gboolean yutu_act_save_table (const YutuActRecord *record,
                              const char          *path,
                              gint64              *rows,
                              GError             **error);
/* The land of the units as on the day before (first) and as on the day. Element type YutuSheet. */
GPtrArray *yutu_file_make_act_maps (YutuFile            *self,
                                    const YutuModules   *modules,
                                    const YutuActRecord *record,
                                    GCancellable        *cancellable,
                                    GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
