/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The values of all units, worst first, as bars in the colours of the map, under the line of the target
 * (柱状图). A bar is pointed at and chosen as its unit is in list and map; Left and Right step through
 * them. The ranking has the same as a table. Main thread only. */
#pragma once

#include <gtk/gtk.h>

#include "ui/yutu-coverage.h"

G_BEGIN_DECLS

#define YUTU_TYPE_COVERAGE_CHART (yutu_coverage_chart_get_type ())
G_DECLARE_FINAL_TYPE (YutuCoverageChart, yutu_coverage_chart, YUTU, COVERAGE_CHART, GtkWidget)

void yutu_coverage_chart_set_coverage (YutuCoverageChart *self,
                                       YutuCoverage      *coverage);
/* The unit whose bar stands at @x, widget pixels; 0: none. */
gint64 yutu_coverage_chart_get_unit_at (YutuCoverageChart *self,
                                        double             x);

G_END_DECLS
