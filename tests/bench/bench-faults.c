/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* bench-faults FILE SIDE FAULTS [OUT.geojson OUT.csv]: a raw layer of SIDE by SIDE polygons with FAULTS planted in
 * it, in memory, checked as `import --dry-run` does into FILE, a file without divisions. Prints a JSON
 * line: polygons, vertices, faults planted and found, findings where none was planted, seconds of wall
 * clock and processor. The layer and its faults are written first, for others, when asked for. */
#include <stdio.h>
#include <stdlib.h>

#include "bench-support.h"
#include "fault-layer.h"
#include "session/yutu-file.h"

typedef struct
{
  FaultLayer              *layer;
  YutuDivisionImportResult result;
} Trial;

static gboolean
try_import (YutuConnection *connection, gpointer data, GError **error)
{
  Trial                    *trial = data;
  YutuDivisionImportOptions options = { .level = 5, .source = "bench", .valid_from = "2000-01-01" };

  return yutu_division_import (connection, trial->layer->rows, trial->layer->n_rows, &options, FALSE,
                               &trial->result, error);
}

static void
write_layer (const FaultLayer *layer, const char *path)
{
  FILE *out = fopen (path, "w");

  if (out == NULL)
    bench_fail (path, NULL);
  fputs ("{\"type\":\"FeatureCollection\",\"name\":\"villages\",\"features\":[\n", out);
  for (gsize i = 0; i < layer->n_rows; i++)
    {
      const YutuTopologyRing *ring = &layer->rows[i].rings[0];

      fprintf (out, "%s{\"type\":\"Feature\",\"properties\":{\"name\":\"%s\",\"code\":\"%s\"},\"geometry\":"
                    "{\"type\":\"Polygon\",\"coordinates\":[[",
               i > 0 ? ",\n" : "", layer->rows[i].name, layer->rows[i].code);
      for (gsize k = 0; k <= ring->n_points; k++)
        fprintf (out, "%s[%.9f,%.9f]", k > 0 ? "," : "",
                 yutu_grid_to_degrees (ring->points[k % ring->n_points].x),
                 yutu_grid_to_degrees (ring->points[k % ring->n_points].y));
      fputs ("]]}}", out);
    }
  fputs ("]}\n", out);
  if (fclose (out) != 0)
    bench_fail (path, NULL);
}

static void
write_faults (const FaultLayer *layer, const char *path)
{
  FILE *out = fopen (path, "w");

  if (out == NULL)
    bench_fail (path, NULL);
  fputs ("kind,lon,lat\n", out);
  for (guint i = 0; i < layer->faults->len; i++)
    {
      const Fault *fault = &g_array_index (layer->faults, Fault, i);

      fprintf (out, "%s,%.9f,%.9f\n", fault_kind_name (fault->kind), yutu_grid_to_degrees (fault->at.x),
               yutu_grid_to_degrees (fault->at.y));
    }
  if (fclose (out) != 0)
    bench_fail (path, NULL);
}

int
main (int argc, char **argv)
{
  FaultLayer layer;
  Trial      trial = { .layer = &layer };
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (GError) error = NULL;
  gsize    n_vertices = 0;
  guint    n_found = 0, n_invented = 0;
  gboolean is_right = FALSE;
  double   wall, cpu;

  if (argc < 4)
    {
      g_printerr ("bench-faults FILE SIDE FAULTS [OUT.geojson OUT.csv]\n");
      return 2;
    }
  fault_layer_init (&layer, (guint)atoi (argv[2]), 7, (guint)atoi (argv[3]), 45498);
  if (argc > 5)
    {
      write_layer (&layer, argv[4]);
      write_faults (&layer, argv[5]);
    }
  file = yutu_file_open (argv[1], YUTU_STORE_OPEN_DEFAULT, &error);
  if (file == NULL)
    bench_fail (argv[1], error);
  for (gsize i = 0; i < layer.n_rows; i++)
    n_vertices += layer.rows[i].rings[0].n_points;
  wall = (double)g_get_monotonic_time () / G_USEC_PER_SEC;
  cpu = bench_get_cpu ();
  if (!yutu_store_read (yutu_file_get_store (file), try_import, &trial, NULL, &error))
    bench_fail ("import", error);
  wall = (double)g_get_monotonic_time () / G_USEC_PER_SEC - wall;
  cpu = bench_get_cpu () - cpu;
  n_invented = fault_layer_compare (&layer, &trial.result);
  for (guint i = 0; i < layer.faults->len; i++)
    n_found += g_array_index (layer.faults, Fault, i).n_found > 0;
  g_print ("{\"polygons\": %" G_GSIZE_FORMAT ", \"vertices\": %" G_GSIZE_FORMAT
           ", \"planted\": %u, \"found\": %u, \"invented\": %u, \"wall\": %.3f, \"cpu\": %.3f}\n",
           layer.n_rows, n_vertices, layer.faults->len, n_found, n_invented, wall, cpu);
  is_right = n_invented == 0 && n_found == layer.faults->len;
  yutu_division_import_result_clear (&trial.result);
  fault_layer_clear (&layer);
  return is_right ? 0 : 1;
}
