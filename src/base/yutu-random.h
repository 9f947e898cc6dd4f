/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A small seeded generator, the same on every machine: splitmix64 seeding xoshiro256**
 * (D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", 2018). For invented
 * data and for tests, never for secrets. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 s[4];
} YutuRandom;

void    yutu_random_init   (YutuRandom *self,
                            guint64     seed);
guint64 yutu_random_next   (YutuRandom *self);
/* Uniform in [0, n); n > 0. */
guint64 yutu_random_below  (YutuRandom *self,
                            guint64     n);
/* Uniform in [0, 1). */
double  yutu_random_unit   (YutuRandom *self);
/* Mean 0, standard deviation 1. */
double  yutu_random_normal (YutuRandom *self);

G_END_DECLS
