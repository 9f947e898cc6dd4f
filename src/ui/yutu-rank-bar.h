/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A value as a bar in the colour of its class, with a mark where the target is. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "session/yutu-coverage.h"

G_BEGIN_DECLS

#define YUTU_TYPE_RANK_BAR (yutu_rank_bar_get_type ())
G_DECLARE_FINAL_TYPE (YutuRankBar, yutu_rank_bar, YUTU, RANK_BAR, GtkWidget)

GtkWidget *yutu_rank_bar_new (void);
/* @row is of @map, or its total. */
void yutu_rank_bar_set_row (YutuRankBar            *self,
                            const YutuThemeMap     *map,
                            const YutuIndicatorRow *row);

/* A square in a colour (of legends and lists); NULL: hatched, for no data; alpha 0: empty. */
#define YUTU_TYPE_CLASS_SWATCH (yutu_class_swatch_get_type ())
G_DECLARE_FINAL_TYPE (YutuClassSwatch, yutu_class_swatch, YUTU, CLASS_SWATCH, GtkWidget)

GtkWidget *yutu_class_swatch_new (const YutuColor *color);

G_END_DECLS
