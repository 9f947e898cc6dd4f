/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Orders of numbers, for g_array_sort() and bsearch(): @a and @b point at them. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

static inline int
yutu_compare_int64 (gconstpointer a,
                    gconstpointer b)
{
  gint64 one = *(const gint64 *)a;
  gint64 other = *(const gint64 *)b;

  return (one > other) - (one < other);
}

/* No NaN. */
static inline int
yutu_compare_double (gconstpointer a,
                     gconstpointer b)
{
  double one = *(const double *)a;
  double other = *(const double *)b;

  return (one > other) - (one < other);
}

G_END_DECLS
