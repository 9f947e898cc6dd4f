/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "division/yutu-division.h"

G_BEGIN_DECLS

/* The columns that are read of a division row d, with its area on day ?1. */
#define YUTU_DIVISION_COLUMNS                                                                    \
  "d.id, d.unit, d.uuid, d.level, d.type, d.name, d.proper_name, d.generic_term, d.pinyin, "     \
  "d.code, d.stat_code, coalesce (d.parent, 0), d.managed_by, coalesce (d.area_legal_m2, -1), "  \
  "coalesce (d.population, -1), d.urban_rural, d.seat, d.valid_from, d.valid_to, d.source, "     \
  "coalesce ((SELECT " YUTU_DIVISION_AREA_M2 ("a.id") " FROM division_area a "                  \
  "WHERE a.unit = d.unit AND a.valid_from <= ?1 AND ?1 < a.valid_to), 0.0) "
#define YUTU_DIVISION_VALID "d.valid_from <= ?1 AND ?1 < d.valid_to "

G_END_DECLS
