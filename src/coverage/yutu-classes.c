/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "coverage/yutu-classes.h"

#include <math.h>
#include <stdlib.h>

#include "base/yutu-compare.h"

#define MAX_DISTINCT 2000 /* natural breaks take n² steps */

/* A number with as few digits as can be, below < limit ≤ above. */
static double
part (double below,
      double above)
{
  double middle = below + (above - below) / 2;
  double step = pow (10, floor (log10 (above - below)));

  for (int i = 0; i < 4; i++, step /= 10)
    {
      double inverse = round (1 / step);
      double limit = step < 1 ? round (middle * inverse) / inverse : round (middle / step) * step;

      if (limit > below && limit <= above && !(limit == 0 && above == 0))
        return limit;
    }
  return above;
}

/* ---- Quantiles ---- */

static void
find_quantiles (const double *sorted,
                gsize         n,
                int           n_classes,
                GArray       *limits)
{
  gsize last = 0;

  for (int k = 1; k < n_classes; k++)
    {
      gsize at = n * (gsize)k / (gsize)n_classes;
      gsize up = at;
      gsize down = at;

      /* The nearest place at which two values differ. */
      while (up < n && (up == 0 || sorted[up] == sorted[up - 1]))
        up++;
      while (down > last && sorted[down] == sorted[down - 1])
        down--;
      if (down > last && (up >= n || at - down <= up - at))
        up = down;
      if (up >= n || up <= last)
        continue;
      last = up;
      g_array_append_vals (limits, &(double){ part (sorted[up - 1], sorted[up]) }, 1);
    }
}

/* ---- Natural breaks ---- */

/* Sum of squares about the mean of values[from … to). */
static double
get_squares (const double *sums,
             const double *squares,
             gsize         from,
             gsize         to)
{
  double sum = sums[to] - sums[from];

  return MAX (0, squares[to] - squares[from] - sum * sum / (double)(to - from));
}

static void
find_natural (const double *sorted,
              gsize         n,
              int           n_classes,
              GArray       *limits)
{
  gsize              classes = MIN ((gsize)n_classes, n);
  g_autofree double *sums = g_new0 (double, n + 1);
  g_autofree double *squares = g_new0 (double, n + 1);
  g_autofree double *best = g_new0 (double, (classes + 1) * (n + 1));
  g_autofree gsize  *from = g_new0 (gsize, (classes + 1) * (n + 1));
  g_autofree gsize  *cuts = g_new0 (gsize, classes + 1);

  for (gsize i = 0; i < n; i++)
    {
      double value = sorted[i] - sorted[0];

      sums[i + 1] = sums[i] + value;
      squares[i + 1] = squares[i] + value * value;
    }
  for (gsize i = 1; i <= n; i++)
    best[n + 1 + i] = get_squares (sums, squares, 0, i);
  for (gsize k = 2; k <= classes; k++)
    for (gsize i = k; i <= n; i++)
      {
        best[k * (n + 1) + i] = INFINITY;
        for (gsize j = k - 1; j < i; j++)
          {
            double total = best[(k - 1) * (n + 1) + j] + get_squares (sums, squares, j, i);

            if (sorted[j] != sorted[j - 1] && total < best[k * (n + 1) + i])
              {
                best[k * (n + 1) + i] = total;
                from[k * (n + 1) + i] = j;
              }
          }
      }
  while (classes > 1 && !isfinite (best[classes * (n + 1) + n]))
    classes--; /* fewer different values than classes */
  cuts[classes] = n;
  for (gsize k = classes; k > 1; k--)
    cuts[k - 1] = from[k * (n + 1) + cuts[k]];
  for (gsize k = 1; k < classes; k++)
    g_array_append_vals (limits, &(double){ part (sorted[cuts[k] - 1], sorted[cuts[k]]) }, 1);
}

/* ---- The whole ---- */

GArray *
yutu_classes_find_limits (const YutuIndicatorDef *def,
                          YutuDay                 day,
                          const double           *values,
                          gsize                   n)
{
  GArray                *limits = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree double     *sorted = g_memdup2 (values, n * sizeof (double));
  const YutuClassLimits *dated = yutu_indicator_def_get_limits (def, day);

  if (def->classes == YUTU_CLASSES_LIMITS && dated != NULL)
    {
      g_array_append_vals (limits, dated->limits, (guint)dated->n_limits);
      return limits;
    }
  if (n == 0)
    return limits;
  qsort (sorted, n, sizeof (double), yutu_compare_double);
  if (def->classes == YUTU_CLASSES_NATURAL && n <= MAX_DISTINCT)
    find_natural (sorted, n, def->n_classes, limits);
  else
    find_quantiles (sorted, n, def->n_classes, limits);
  return limits;
}

gsize
yutu_classes_find (const GArray *limits,
                   double        value)
{
  gsize index = 0;

  while (index < limits->len)
    {
      double limit = g_array_index (limits, double, index);

      if (value < limit || (limit == 0 && value <= 0))
        break;
      index++;
    }
  return index;
}
