/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Two days side by side: two maps of the same stretch of land, moved and scaled together, with what is
 * different between them coloured and numbered in both. Main thread only. */
#pragma once

#include "session/yutu-comparison.h"
#include "ui/yutu-picture-map.h"

G_BEGIN_DECLS

#define YUTU_TYPE_COMPARE_MAP (yutu_compare_map_get_type ())
G_DECLARE_FINAL_TYPE (YutuCompareMap, yutu_compare_map, YUTU, COMPARE_MAP, YutuPictureMap)

/**
 * Signals:
 *   chosen (uint row): a coloured area was clicked, or chosen by Enter in the middle
 */

/* @comparison: (nullable), borrowed until the next one or NULL. */
void yutu_compare_map_set_comparison (YutuCompareMap       *self,
                                      const YutuComparison *comparison);
/* Outlines the row in both maps and brings it into view; -1: none. */
void yutu_compare_map_choose (YutuCompareMap *self,
                              int             row);
/* What both maps show; empty before they have a size. */
YutuBox yutu_compare_map_get_box (YutuCompareMap *self);

/* ---- For tests ---- */

/* Where the middle of a row's area is on the first (0) or second (1) map, in pixels of the widget. */
gboolean yutu_compare_map_find (YutuCompareMap *self,
                                guint           row,
                                int             side,
                                double         *x,
                                double         *y);

G_END_DECLS
