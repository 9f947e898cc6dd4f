/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Classes of the values of a map (分级). */
#pragma once

#include "casework/yutu-indicator-def.h"

G_BEGIN_DECLS

/* Ascending limits between classes, so that there is one class more than limits: value <
 * limits[0], < limits[1] …; a limit of 0 belongs to the class below it, for "none at all" is one
 * of its own. Equal values are never parted. Element type double; empty when all values are
 * equal or there is none.
 * QUANTILE: as many values a class as can be. NATURAL: least sum of squares within the classes
 * (Fisher, "On grouping for maximum homogeneity", JASA 53 (1958); Jenks's natural breaks).
 * LIMITS: those of the day, whatever the values are; quantiles when none holds.
 * Limits are taken half-way between two values and then rounded to as few digits as part the
 * two. */
GArray *yutu_classes_find_limits (const YutuIndicatorDef *def,
                                  YutuDay                 day,
                                  const double           *values,
                                  gsize                   n) G_GNUC_WARN_UNUSED_RESULT;
/* Index of the class of @value. */
gsize yutu_classes_find (const GArray *limits,
                         double        value);

G_END_DECLS
