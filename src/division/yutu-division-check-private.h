/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A rule that one statement tells: it answers the id of each row that breaks it, then the parameters of
 * the wording. */
typedef struct
{
  const char *rule;
  const char *severity;
  const char *table;
  const char *wording;
  const char *sql;
} YutuDivisionSqlRule;

const YutuDivisionSqlRule *yutu_division_get_sql_rules (gsize *n_rules);

G_END_DECLS
