/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "cli/yutu-cli.h"
#include "session/yutu-case-edit.h"

G_BEGIN_DECLS

/* Tells of a case as it stands on the day of @call, to its role. */
YutuExit yutu_case_page_print (YutuCall          *call,
                               YutuFile          *file,
                               const YutuModules *modules,
                               gint64             id,
                               GError           **error);

G_END_DECLS
