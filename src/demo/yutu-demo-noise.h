/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Gradient noise (K. Perlin, "An image synthesizer", 1985) over the plane, and chance that depends
 * on numbers only. The same for the same seed on every machine. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint64 yutu_demo_hash (guint64 seed,
                        guint64 a,
                        guint64 b);
/* Uniform in [0, 1). */
double yutu_demo_chance (guint64 seed,
                         guint64 a,
                         guint64 b);
/* About -1 to 1, 0 at whole numbers. */
double yutu_demo_noise (guint64 seed,
                        double  x,
                        double  y);
/* @octaves of noise, each twice as fine and half as high. */
double yutu_demo_fractal_noise (guint64 seed,
                                double  x,
                                double  y,
                                int     octaves);

G_END_DECLS
