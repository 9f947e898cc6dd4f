/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* bench-ask FILE: asks what a click asks, many times, and prints a JSON line for each kind of
 * question with the processor time of each. FILE is written to (and each write undone). */
#include <string.h>

#include "bench-support.h"
#include "base/yutu-random.h"
#include "session/yutu-file.h"
#include "session/yutu-place.h"

#define N_PLACES 300
#define N_UNDOS  40

typedef struct
{
  YutuFile    *file;
  YutuModules *modules;
  YutuRandom   random;
  GArray      *units;  /* gint64 */
  GArray      *points; /* YutuPoint: of addresses drawn by lot */
} Bench;

/* ---- what is asked for ---- */

static gboolean
draw_samples (YutuConnection *connection, gpointer data, GError **error)
{
  Bench        *self = data;
  gint64        first = 0, last = 0;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT X (geom), Y (geom) FROM address WHERE id >= ?1 AND geom IS NOT NULL ORDER BY id LIMIT 1", error);
  sqlite3_stmt *units = yutu_connection_prepare (
    connection, "SELECT DISTINCT unit FROM division WHERE valid_to = '9999-12-31' AND level > 2", error);
  gboolean row = TRUE;

  if (statement == NULL || units == NULL ||
      !yutu_connection_get_int64 (connection, "SELECT min (id) FROM address", 0, &first, error) ||
      !yutu_connection_get_int64 (connection, "SELECT max (id) FROM address", 0, &last, error))
    return FALSE;
  for (int i = 0; i < N_PLACES; i++)
    {
      YutuPoint point;

      sqlite3_bind_int64 (statement, 1, first + (gint64)yutu_random_below (&self->random, (guint64)(last - first + 1)));
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        continue;
      point = yutu_point_from_degrees (sqlite3_column_double (statement, 0), sqlite3_column_double (statement, 1));
      g_array_append_val (self->points, point);
      sqlite3_reset (statement);
    }
  for (row = TRUE; row;)
    {
      gint64 unit;

      if (!yutu_connection_step (connection, units, &row, error))
        return FALSE;
      unit = row ? sqlite3_column_int64 (units, 0) : 0;
      if (row)
        g_array_append_val (self->units, unit);
    }
  sqlite3_reset (units);
  return TRUE;
}

/* ---- clicking ---- */

static void
ask_place (Bench *self, YutuPlace *place, GArray *seconds, gsize *found)
{
  g_autoptr (GError) error = NULL;
  double         since = bench_get_cpu ();
  YutuPlaceInfo *info = yutu_file_read_place (self->file, self->modules, place, yutu_day_today (), "desk", NULL, &error);
  double         needed = bench_get_cpu () - since;

  if (info == NULL)
    bench_fail ("place", error);
  *found += info->n_objects > 0;
  g_array_append_val (seconds, needed);
  yutu_place_info_free (info);
  yutu_place_unref (place);
}

static void
ask_places (Bench *self)
{
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) circles = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (double));
  gsize found[3] = { 0 };

  for (guint i = 0; i < self->points->len; i++)
    {
      YutuPoint point = g_array_index (self->points, YutuPoint, i);

      ask_place (self, yutu_place_new_point (point), points, &found[0]);
      ask_place (self, yutu_place_new_circle (point, 1000), circles, &found[1]);
    }
  for (guint i = 0; i < self->units->len; i++)
    ask_place (self, yutu_place_new_unit (g_array_index (self->units, gint64, i)), units, &found[2]);
  bench_print_figures ("at a point", points, (gint64)found[0]);
  bench_print_figures ("in a circle", circles, (gint64)found[1]);
  bench_print_figures ("of a unit", units, (gint64)found[2]);
}

/* ---- writing ---- */

static gboolean
rename_address (YutuConnection *connection, gpointer data, GError **error)
{
  gint64       *at = data;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "UPDATE address SET status = 7 - status WHERE id = (SELECT id FROM address LIMIT 1 OFFSET ?1)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, *at);
  return yutu_connection_run (connection, statement, error);
}

static void
write_and_undo (Bench *self)
{
  YutuStore    *store = yutu_file_get_store (self->file);
  YutuEntrySpec spec = { "bench", "bench", "bench", FALSE };
  g_autoptr (GArray) writes = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) undos = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GError) error = NULL;

  for (gint64 i = 0; i < N_UNDOS; i++)
    {
      double since = bench_get_cpu (), needed;

      if (!yutu_store_write (store, &spec, rename_address, &i, NULL, NULL, &error))
        bench_fail ("write", error);
      needed = bench_get_cpu () - since;
      g_array_append_val (writes, needed);
      since = bench_get_cpu ();
      if (!yutu_store_undo (store, "bench", NULL, NULL, &error))
        bench_fail ("undo", error);
      needed = bench_get_cpu () - since;
      g_array_append_val (undos, needed);
    }
  bench_print_figures ("write", writes, N_UNDOS);
  bench_print_figures ("undo", undos, N_UNDOS);
}

int
main (int argc, char **argv)
{
  Bench bench = { .units = g_array_new (FALSE, FALSE, sizeof (gint64)),
                  .points = g_array_new (FALSE, FALSE, sizeof (YutuPoint)) };
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    {
      g_printerr ("bench-ask FILE\n");
      return 2;
    }
  yutu_random_init (&bench.random, 4549);
  bench.file = yutu_file_open (argv[1], YUTU_STORE_OPEN_DEFAULT, &error);
  bench.modules = error == NULL ? yutu_modules_load (&error) : NULL;
  if (bench.modules == NULL ||
      !yutu_store_read (yutu_file_get_store (bench.file), draw_samples, &bench, NULL, &error))
    bench_fail (argv[1], error);
  ask_places (&bench);
  write_and_undo (&bench);
  g_array_unref (bench.units);
  g_array_unref (bench.points);
  yutu_modules_unref (bench.modules);
  yutu_file_unref (bench.file);
  return 0;
}
