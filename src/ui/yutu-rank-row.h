/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A row of the ranking, drawn by itself: hundreds of them change at once with every indicator, and words
 * are laid out only of those that are seen. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "ui/yutu-rank-bar.h"

G_BEGIN_DECLS

#define YUTU_TYPE_RANK_ROW (yutu_rank_row_get_type ())
G_DECLARE_FINAL_TYPE (YutuRankRow, yutu_rank_row, YUTU, RANK_ROW, GtkWidget)

GtkWidget *yutu_rank_row_new (void);
/* @row is of the table of @scale's map; @rank from 0. */
void        yutu_rank_row_set (YutuRankRow            *self,
                               const YutuRankScale    *scale,
                               const YutuIndicatorRow *row,
                               guint                   rank);
gint64      yutu_rank_row_get_unit (YutuRankRow *self);
const char *yutu_rank_row_get_name (YutuRankRow *self);
void        yutu_rank_row_clear (YutuRankRow *self);

G_END_DECLS
