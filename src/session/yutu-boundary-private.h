/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include "division/yutu-pillar-number.h"
#include "session/yutu-boundary-edit.h"

G_BEGIN_DECLS

/* Lays @set over @values, both JSON objects, and checks the result by the object's definition; what
 * stands beside the fields (history, pillars) is left alone. *checked: (nullable): the result.
 * YUTU_CASEWORK_ERROR_FIELD. */
gboolean yutu_boundary_check_values (const YutuModules *modules,
                                     const char        *object,
                                     const char        *values,
                                     const char        *set,
                                     GError           **error);
/* Whether @number is free on the line on @day and has its form; @but: the pillar that may have it. */
gboolean yutu_boundary_check_number (YutuConnection         *connection,
                                     const YutuBoundaryLine *line,
                                     const char             *number,
                                     const char             *kind,
                                     const char             *day,
                                     gint64                  but,
                                     GError                **error);
/* A value of a JSON object as text; NULL. (transfer full) */
char *yutu_boundary_get_value (const char *values,
                               const char *id);

G_END_DECLS
