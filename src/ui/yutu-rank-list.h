/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The units by their values, worst first (排名): arrow keys go through them and choose; what is chosen or
 * pointed at elsewhere is so here. Main thread only. */
#pragma once

#include <adwaita.h>

#include "ui/yutu-coverage.h"

G_BEGIN_DECLS

#define YUTU_TYPE_RANK_LIST (yutu_rank_list_get_type ())
G_DECLARE_FINAL_TYPE (YutuRankList, yutu_rank_list, YUTU, RANK_LIST, AdwBin)

void yutu_rank_list_set_coverage (YutuRankList *self,
                                  YutuCoverage *coverage);
/* The row that is selected; 0: none. */
gint64 yutu_rank_list_get_selected (YutuRankList *self);

G_END_DECLS
