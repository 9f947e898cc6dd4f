/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "base/yutu-random.h"

#include <math.h>

static guint64
rotate_left (guint64 x,
             int     k)
{
  return (x << k) | (x >> (64 - k));
}

void
yutu_random_init (YutuRandom *self,
                  guint64     seed)
{
  for (int i = 0; i < 4; i++)
    {
      guint64 z = (seed += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

      z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
      z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
      self->s[i] = z ^ (z >> 31);
    }
}

guint64
yutu_random_next (YutuRandom *self)
{
  guint64 result = rotate_left (self->s[1] * 5, 7) * 9;
  guint64 t = self->s[1] << 17;

  self->s[2] ^= self->s[0];
  self->s[3] ^= self->s[1];
  self->s[1] ^= self->s[2];
  self->s[0] ^= self->s[3];
  self->s[2] ^= t;
  self->s[3] = rotate_left (self->s[3], 45);
  return result;
}

guint64
yutu_random_below (YutuRandom *self,
                   guint64     n)
{
  guint64 limit = G_MAXUINT64 - G_MAXUINT64 % n;
  guint64 r;

  g_return_val_if_fail (n > 0, 0);
  do
    r = yutu_random_next (self);
  while (r >= limit);
  return r % n;
}

double
yutu_random_unit (YutuRandom *self)
{
  return (double) (yutu_random_next (self) >> 11) * 0x1.0p-53;
}

double
yutu_random_normal (YutuRandom *self)
{
  double u = 1.0 - yutu_random_unit (self); /* in (0, 1] */
  double v = yutu_random_unit (self);

  return sqrt (-2.0 * log (u)) * cos (2.0 * G_PI * v);
}
