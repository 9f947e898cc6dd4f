/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "casework/yutu-case.h"

G_BEGIN_DECLS

/* Where a case lies; 0 for none. */
typedef struct
{
  gint64    line;
  gint64    village;
  gint64    township;
  gboolean  has_point;
  YutuPoint point;
} YutuCasePlace;

/* By the first of address, facility, line or pillar, village, township of @spec, on its
 * opened_on. */
gboolean yutu_case_place_resolve (YutuConnection     *connection,
                                  const YutuCaseSpec *spec,
                                  YutuCasePlace      *place,
                                  GError            **error);

G_END_DECLS
