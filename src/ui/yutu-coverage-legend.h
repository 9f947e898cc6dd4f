/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The classes of the map with their colours and how many units are in each (图例). A class that is pressed
 * stands out on map and chart. Main thread only. */
#pragma once

#include <adwaita.h>

#include "ui/yutu-coverage.h"

G_BEGIN_DECLS

#define YUTU_TYPE_COVERAGE_LEGEND (yutu_coverage_legend_get_type ())
G_DECLARE_FINAL_TYPE (YutuCoverageLegend, yutu_coverage_legend, YUTU, COVERAGE_LEGEND, AdwBin)

void yutu_coverage_legend_set_coverage (YutuCoverageLegend *self,
                                        YutuCoverage       *coverage);

G_END_DECLS
