/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* For every rule of the check a fault in the demo county that breaks it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *rule;
  const char *table; /* of the finding */
  const char *sql;
  gboolean    is_lost;    /* what it is of is not there, or has no place */
  gboolean    is_derived; /* made anew by its repair; undo leaves it */
} CheckPlant;

const CheckPlant *check_plants_list (gsize *n);

G_END_DECLS
