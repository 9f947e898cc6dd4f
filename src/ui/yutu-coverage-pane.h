/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* One indicator (指标): its value and target, how it is counted, by which units, legend, chart and ranking.
 * Main thread only. */
#pragma once

#include <adwaita.h>

#include "ui/yutu-coverage.h"

G_BEGIN_DECLS

#define YUTU_TYPE_COVERAGE_PANE (yutu_coverage_pane_get_type ())
G_DECLARE_FINAL_TYPE (YutuCoveragePane, yutu_coverage_pane, YUTU, COVERAGE_PANE, AdwBin)

/**
 * Keys, while the focus is in it: T townships, V villages, L all by law, M those that the county manages.
 */
void yutu_coverage_pane_set_coverage (YutuCoveragePane *self,
                                      YutuCoverage     *coverage);

G_END_DECLS
