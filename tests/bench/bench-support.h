/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the programs of ./dev bench share: clocks, and figures as bench.py reads them, an object a line. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Says what failed, with @error (nullable), and ends the program. */
G_NORETURN void bench_fail (const char   *what,
                            const GError *error);

/* Seconds. */
double bench_get_wall (void);
double bench_get_cpu (void); /* of all threads */

/* @seconds: double, a figure a time; @found: what was counted beside, -1 nothing. */
void bench_print_figures (const char   *name,
                          const GArray *seconds,
                          gint64        found);

G_END_DECLS
