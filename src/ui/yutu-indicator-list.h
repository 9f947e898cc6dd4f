/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The indicators by module (指标): the county's value and the chosen unit's beside each, and whether the
 * target is met. Choosing one shades the map. Main thread only. */
#pragma once

#include <adwaita.h>

#include "ui/yutu-coverage.h"

G_BEGIN_DECLS

#define YUTU_TYPE_INDICATOR_LIST (yutu_indicator_list_get_type ())
G_DECLARE_FINAL_TYPE (YutuIndicatorList, yutu_indicator_list, YUTU, INDICATOR_LIST, AdwBin)

void yutu_indicator_list_set_coverage (YutuIndicatorList *self,
                                       YutuCoverage      *coverage);
/* Reads anew which indicators there are: the coverage has another session. */
void yutu_indicator_list_reload (YutuIndicatorList *self);
/* How many are shown now. */
guint yutu_indicator_list_count (YutuIndicatorList *self);

G_END_DECLS
