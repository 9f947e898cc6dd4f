/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "cli/yutu-cli.h"

G_BEGIN_DECLS

/* Of the verb division. */
YutuExit yutu_verb_division_add_land (YutuCall *call,
                                      GError  **error);
YutuExit yutu_verb_division_compare (YutuCall *call,
                                     GError  **error);
YutuExit yutu_verb_division_cut_hole (YutuCall *call,
                                      GError  **error);
YutuExit yutu_verb_division_history (YutuCall *call,
                                     GError  **error);

G_END_DECLS
