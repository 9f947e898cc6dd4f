/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A name beside the naming rules, with the file it is for, and what is said of it. */
#pragma once

#include "gazetteer/yutu-name-rules.h"
#include "session/yutu-file.h"

G_BEGIN_DECLS

/* Not for the main thread; the index then is for any. */
YutuNameIndex *yutu_file_load_name_index (YutuFile     *self,
                                          GCancellable *cancellable,
                                          GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* Off the main thread, for each key; a check that a newer key overtakes is cancelled. @question is copied.
 * Element type YutuNameFinding. */
void       yutu_name_check_async (YutuNameIndex          *index,
                                  const YutuNameQuestion *question,
                                  GCancellable           *cancellable,
                                  GAsyncReadyCallback     callback,
                                  gpointer                user_data);
GPtrArray *yutu_name_check_finish (GAsyncResult *result,
                                   GError      **error) G_GNUC_WARN_UNUSED_RESULT;

/* A sentence in the language of the user. */
char *yutu_name_finding_dup_text (const YutuNameFinding *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
