/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* bench-snap: an index of a net of lines with a million vertices, asked what somebody means who points
 * somewhere on it, and traced along. Prints a JSON line for each step with the processor's seconds. */
#include <math.h>
#include <time.h>

#include "base/yutu-random.h"
#include "geo/yutu-measure.h"
#include "session/yutu-snap.h"

#define SIDE      180 /* nodes a side */
#define BENDS     15  /* vertices between two nodes */
#define SPACING_M 250.0
#define N_ASKED   2000
#define N_TRACED  300

static YutuPoint
at (double east_m,
    double north_m)
{
  const YutuPoint corner = { G_GINT64_CONSTANT (119400000000), G_GINT64_CONSTANT (28900000000) };
  double          step_x, step_y;

  yutu_measure_step_m (corner, &step_x, &step_y);
  return (YutuPoint){ corner.x + llround (east_m / step_x), corner.y + llround (north_m / step_y) };
}

static gsize
add_line (YutuSnapBuilder *builder,
          YutuRandom      *random,
          int              x,
          int              y,
          gboolean         north,
          gint64           id)
{
  YutuPoint points[BENDS + 2];

  for (int i = 0; i < BENDS + 2; i++)
    {
      double along = SPACING_M * i / (BENDS + 1), aside = i % (BENDS + 1) == 0 ? 0 : 8 * yutu_random_unit (random);

      points[i] = at (x * SPACING_M + (north ? aside : along), y * SPACING_M + (north ? along : aside));
    }
  yutu_snap_builder_add (builder, id, YUTU_SNAP_BOUNDARY, points, BENDS + 2);
  return BENDS + 2;
}

static void
print_times (const char   *name,
             const double *times,
             gsize         n)
{
  g_print ("{\"name\":\"%s\",\"figures\":[", name);
  for (gsize i = 0; i < n; i++)
    g_print ("%s%.7f", i > 0 ? "," : "", times[i]);
  g_print ("]}\n");
}

static double
get_cpu (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
ask (YutuSnapIndex *index,
     YutuRandom    *random,
     double         metres_px,
     const char    *name)
{
  g_autofree double *times = g_new (double, N_ASKED);

  for (int i = 0; i < N_ASKED; i++)
    {
      YutuPoint     drawn[2];
      YutuSnapQuery query = { .radius_px = 10, .kinds = YUTU_SNAP_ALL, .drawn = drawn, .n_drawn = 2 };
      g_autoptr (GArray) found = NULL;
      double since, east_m, north_m;

      query.at = at (((double)yutu_random_below (random, SIDE) + yutu_random_unit (random) * 0.02) * SPACING_M,
                     yutu_random_unit (random) * SIDE * SPACING_M); /* beside a line */
      drawn[0] = (YutuPoint){ query.at.x - 4000000, query.at.y + 1000000 };
      drawn[1] = (YutuPoint){ query.at.x - 2000000, query.at.y + 3000000 };
      yutu_measure_step_m (query.at, &east_m, &north_m);
      query.east_px = east_m / metres_px;
      query.north_px = north_m / metres_px;
      since = get_cpu ();
      found = yutu_snap_find (&index, 1, &query);
      times[i] = get_cpu () - since;
    }
  print_times (name, times, N_ASKED);
}

static void
trace (YutuSnapIndex *index,
       YutuRandom    *random,
       guint          n_lines)
{
  g_autofree double *times = g_new (double, N_TRACED);

  for (int i = 0; i < N_TRACED; i++)
    {
      guint         line = (guint)yutu_random_below (random, n_lines);
      YutuSnapPlace from = { 0, line, 2, { 0, 0 } }, to = { 0, MIN (line + 40, n_lines - 1), 7, { 0, 0 } };
      g_autoptr (GPtrArray) ways = NULL;
      gint64         id;
      YutuSnapSource source;
      gsize          n = 0;
      double         since;

      from.point = yutu_snap_index_get_line (index, from.line, &id, &source, &n)[2];
      to.point = yutu_snap_index_get_line (index, to.line, &id, &source, &n)[7];
      since = get_cpu ();
      ways = yutu_snap_trace (index, &from, &to);
      times[i] = get_cpu () - since;
    }
  print_times ("trace", times, N_TRACED);
}

int
main (void)
{
  YutuRandom       random;
  YutuSnapBuilder *builder = yutu_snap_builder_new ();
  g_autoptr (YutuSnapIndex) index = NULL;
  gint64 id = 0;
  gsize  n = 0;
  double since, built;

  yutu_random_init (&random, 20261126);
  for (int x = 0; x < SIDE; x++)
    for (int y = 0; y < SIDE; y++)
      for (int north = 0; north < 2; north++)
        n += add_line (builder, &random, x, y, north, ++id);
  since = get_cpu ();
  index = yutu_snap_builder_end (builder);
  built = get_cpu () - since;
  g_print ("{\"name\":\"vertices\",\"figures\":[%" G_GSIZE_FORMAT "]}\n", n);
  print_times ("build", &built, 1);
  ask (index, &random, 0.5, "near");
  ask (index, &random, 20, "far");
  trace (index, &random, (guint)id);
  return 0;
}
