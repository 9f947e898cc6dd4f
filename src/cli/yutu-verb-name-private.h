/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "cli/yutu-cli.h"
#include "session/yutu-name-merge.h"

G_BEGIN_DECLS

/* name check FILE NAME [--class C] [--in PLACE] [--at LON,LAT] [--floors N] [--land-area M2] …: with the figures that
 * an application states. */
YutuExit yutu_verb_name_check (YutuCall *call,
                               GError  **error);

/* name FILE sizes [-o OUT.csv|OUT.xlsx|--choose PLACE|--reset]: what generic terms ask for. */
YutuExit yutu_verb_name_sizes (YutuCall *call,
                               GError  **error);

/* name FILE show|notice|filing ID|NAME: the record of a name, its cases and papers. */
YutuExit yutu_verb_name_show (YutuCall *call,
                              GError  **error);
YutuExit yutu_verb_name_notice (YutuCall *call,
                                GError  **error);
YutuExit yutu_verb_name_filing (YutuCall *call,
                                GError  **error);

/* name FILE scan [--dry-run]: the names that break the rules, and a clean-up case for each. */
YutuExit yutu_verb_name_scan (YutuCall *call,
                              GError  **error);

/* name FILE merge OTHER KEPT [--from DAY] [--dry-run]: OTHER becomes a former and another name of KEPT; dry: what it
 * would touch, each door that is at both, and why it is refused if it is. */
YutuExit yutu_verb_name_merge (YutuCall *call,
                               GError  **error);

/* name FILE signs [--road NAME] [--place PLACE] [--all] [--names [--class C]] [--by township|village]: crossings or
 * names without a sign, or the share of the crossings with one, a unit a row. */
YutuExit yutu_verb_name_signs (YutuCall *call,
                               GError  **error);
/* What a merge would touch, as members of the object that @builder is in. */
void yutu_merge_plan_add_json (const YutuMergePlan *plan,
                               JsonBuilder         *builder);

G_END_DECLS
