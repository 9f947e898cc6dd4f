/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "demo/yutu-demo-noise.h"

#include <math.h>

guint64
yutu_demo_hash (guint64 seed,
                guint64 a,
                guint64 b)
{
  guint64 z = seed + a * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) +
              b * G_GUINT64_CONSTANT (0xd1b54a32d192ed03);

  /* The finalizer of splitmix64, twice: neighbours must not look alike. */
  for (int i = 0; i < 2; i++)
    {
      z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
      z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
      z ^= z >> 31;
    }
  return z;
}

double
yutu_demo_chance (guint64 seed,
                  guint64 a,
                  guint64 b)
{
  return (double)(yutu_demo_hash (seed, a, b) >> 11) / 9007199254740992.0;
}

/* The gradient at a whole point is one of eight, so that no sine is needed. */
static double
slope (guint64 seed,
       double  ix,
       double  iy,
       double  dx,
       double  dy)
{
  static const double directions[8][2] = {
    { 1, 0 },
    { -1, 0 },
    { 0, 1 },
    { 0, -1 },
    { 0.7071, 0.7071 },
    { -0.7071, 0.7071 },
    { 0.7071, -0.7071 },
    { -0.7071, -0.7071 },
  };
  guint64 h = yutu_demo_hash (seed, (guint64)(gint64)ix, (guint64)(gint64)iy);

  return directions[h % 8][0] * dx + directions[h % 8][1] * dy;
}

static double
fade (double t)
{
  return t * t * t * (t * (t * 6 - 15) + 10);
}

double
yutu_demo_noise (guint64 seed,
                 double  x,
                 double  y)
{
  double ix = floor (x), iy = floor (y);
  double dx = x - ix, dy = y - iy;
  double u = fade (dx), v = fade (dy);
  double low = slope (seed, ix, iy, dx, dy) * (1 - u) + slope (seed, ix + 1, iy, dx - 1, dy) * u;
  double high = slope (seed, ix, iy + 1, dx, dy - 1) * (1 - u) +
                slope (seed, ix + 1, iy + 1, dx - 1, dy - 1) * u;

  return (low * (1 - v) + high * v) * 1.5;
}

double
yutu_demo_fractal_noise (guint64 seed,
                         double  x,
                         double  y,
                         int     octaves)
{
  double sum = 0, height = 1;

  for (int i = 0; i < octaves; i++)
    {
      sum += height * yutu_demo_noise (seed + (guint64)i, x, y);
      height /= 2;
      x *= 2;
      y *= 2;
    }
  return sum;
}
