/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "cli/yutu-cli.h"
#include "session/yutu-act-papers.h"

G_BEGIN_DECLS

/* For people: what an act would do, or did; those that were carried out; one of them with its @cases
 * (YutuActCase). */
void yutu_verb_act_print_report (const YutuActSpec   *spec,
                                 const YutuActReport *report);
void yutu_verb_act_print_list (const GPtrArray *acts);
void yutu_verb_act_print_record (const YutuActRecord *record,
                                 const GPtrArray     *cases);

G_END_DECLS
