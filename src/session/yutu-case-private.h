/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "casework/yutu-case.h"

G_BEGIN_DECLS

/* Inside the write of @step, which was taken: opens what @transition (nullable) of @kind opens. */
gboolean yutu_case_follow_up (YutuConnection       *connection,
                              const YutuModules    *modules,
                              const YutuCaseKind   *kind,
                              const YutuTransition *transition,
                              gint64                id,
                              const YutuCaseStep   *step,
                              GError              **error);

G_END_DECLS
