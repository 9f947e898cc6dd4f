/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The check of boundary lines (yutu-boundary-check.c, which says what its rules are) and of their pillars
 * (yutu-boundary-check-pillar.c). */
#pragma once

#include "division/yutu-boundary-private.h"
#include "division/yutu-division-check.h"
#include "division/yutu-pillar-number.h"

G_BEGIN_DECLS

/* One run. */
typedef struct
{
  YutuConnection     *connection;
  const char *const  *only;
  const char         *day;
  GPtrArray          *faults;
  GHashTable         *told; /* char * "rule id" */
  YutuPillarPatterns *patterns;
  GPtrArray          *lines;
  GPtrArray          *junctions;
  gint64              n_checked;

  double off_m; /* limits */
  double pair_m;
  double length_share;
  double azimuth_deg;
  double distance_m;
} YutuBoundaryCheck;

gboolean yutu_boundary_check_wants (const YutuBoundaryCheck *check,
                                    const char              *rule);
/* Up to four parameters of a wording; the first that is NULL ends them. (transfer full) from @second on. */
char **yutu_boundary_check_params (const char *first,
                                   char       *second,
                                   char       *third,
                                   char       *fourth) G_GNUC_WARN_UNUSED_RESULT;
char  *yutu_boundary_check_format_m (double metres) G_GNUC_WARN_UNUSED_RESULT;
/* @params: (transfer full). */
void yutu_boundary_check_tell_pillar (YutuBoundaryCheck        *check,
                                      const char               *rule,
                                      const YutuBoundaryPillar *pillar,
                                      const char               *wording,
                                      char                    **params);

/* @pillars: of YutuBoundaryPillar, along @line. */
gboolean yutu_boundary_check_pillars (YutuBoundaryCheck      *check,
                                      const YutuBoundaryLine *line,
                                      GPtrArray              *pillars,
                                      GError                **error);

G_END_DECLS
