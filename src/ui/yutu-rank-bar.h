/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A value as a bar in the colour of its class, with a mark where the target is. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "session/yutu-coverage.h"

G_BEGIN_DECLS

/* From the least to the greatest that bars of a map have to show. */
typedef struct
{
  const YutuThemeMap *map;
  double              least;
  double              most;
} YutuRankScale;

/* A bar, in shares of its room. */
typedef struct
{
  gboolean  has_value;
  double    from;
  double    to;
  gboolean  has_target;
  double    target;
  YutuColor color;
} YutuRankMark;

void yutu_rank_scale_init (YutuRankScale      *self,
                           const YutuThemeMap *map);
void yutu_rank_mark_init (YutuRankMark           *self,
                          const YutuRankScale    *scale,
                          const YutuIndicatorRow *row);
/* In the ink of @widget. */
void yutu_rank_mark_snapshot (const YutuRankMark    *self,
                              GtkWidget             *widget,
                              GtkSnapshot           *snapshot,
                              const graphene_rect_t *room);

#define YUTU_TYPE_RANK_BAR (yutu_rank_bar_get_type ())
G_DECLARE_FINAL_TYPE (YutuRankBar, yutu_rank_bar, YUTU, RANK_BAR, GtkWidget)

GtkWidget *yutu_rank_bar_new (void);
void       yutu_rank_bar_set_row (YutuRankBar            *self,
                                  const YutuRankScale    *scale,
                                  const YutuIndicatorRow *row);

/* A square in a colour (of legends and lists); NULL: hatched, for no data; alpha 0: empty. */
#define YUTU_TYPE_CLASS_SWATCH (yutu_class_swatch_get_type ())
G_DECLARE_FINAL_TYPE (YutuClassSwatch, yutu_class_swatch, YUTU, CLASS_SWATCH, GtkWidget)

GtkWidget *yutu_class_swatch_new (const YutuColor *color);

G_END_DECLS
