/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* How the window words what an import found. Strings are (transfer full) unless they are const. */
#pragma once

#include "division/yutu-division-import.h"

G_BEGIN_DECLS

/* With the unit's name before it. @names: gint64 row → char *. */
char *yutu_words_import_finding (const YutuDivisionFinding *finding,
                                 GHashTable                *names);
/* Row, land and who claims it; @claims: (nullable). */
char *yutu_words_import_facts (const YutuDivisionFinding *finding,
                               const char                *claims);
/* What accepting means, or what happens without a proposal. */
char *yutu_words_import_proposal (const YutuDivisionFinding *finding,
                                  GHashTable                *names);

G_END_DECLS
