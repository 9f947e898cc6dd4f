/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Real layers, clean and dirty: every polygon's land is kept, and the model is whole. */

#include <sys/resource.h>

#include "division/yutu-topology.h"
#include "geo/yutu-exact.h"
#include "transfer/yutu-source.h"

static gint64
next_id (gpointer data)
{
  return ++*(gint64 *)data;
}

typedef struct
{
  const char *name;
  const char *layer;
  gsize       n_rows;
} Layer;

static const Layer LAYERS[] = {
  { "townships-2020/wucheng.json", NULL, 27 },
  { "townships-2020/dongyang.json", NULL, 0 },
  { "townships-2020/jindong.json", NULL, 0 },
  { "townships-2020/lanxi.json", NULL, 0 },
  { "townships-2020/panan.json", NULL, 0 },
  { "townships-2020/pujiang.json", NULL, 0 },
  { "townships-2020/yiwu.json", NULL, 0 },
  { "townships-2020/yongkang.json", NULL, 0 },
  { "villages-taiwan-2021/villages-10t.json", "villages", 7701 },
  { "counties-us/counties-10m.json", "counties", 3231 },
};

static GArray *
collect_rings (YutuSource *source)
{
  GArray *rings = g_array_new (FALSE, FALSE, sizeof (YutuTopologyRing));

  for (gsize i = 0; i < yutu_source_count_rows (source); i++)
    {
      const YutuSourceFeature *feature = yutu_source_get_feature (source, i);

      for (gsize k = 0; k < feature->n_paths && feature->kind == YUTU_SOURCE_POLYGON; k++)
        {
          const YutuSourcePath *path = yutu_source_get_path (source, feature->first_path + k);
          YutuTopologyRing      ring = { yutu_source_get_points (source, path), path->n_points,
                                         (guint32)i };

          g_array_append_val (rings, ring);
        }
    }
  return rings;
}

/* The area by even-odd of one owner, summed over the faces of its cover, must be what a model of
 * that owner alone has. */
static void
assert_land_is_kept (YutuTopology *all,
                     GArray       *rings,
                     guint32       owner)
{
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (YutuTopologyRing));
  g_autoptr (GArray) faces = yutu_topology_list_faces (all);
  g_autoptr (YutuTopology) alone = NULL;
  g_autoptr (GArray) alone_faces = NULL;
  g_autoptr (GArray) mine = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (YutuShape) shape = NULL;
  gint64   id = 0;
  __int128 sum = 0, alone_sum = 0, shape_sum = 0;
  double   off;

  for (guint i = 0; i < rings->len; i++)
    if (g_array_index (rings, YutuTopologyRing, i).owner == owner)
      g_array_append_val (own, g_array_index (rings, YutuTopologyRing, i));
  alone = yutu_topology_build ((YutuTopologyRing *)(gpointer)own->data, own->len, NULL, next_id, &id, NULL,
                               NULL);
  alone_faces = yutu_topology_list_faces (alone);
  for (guint f = 0; f < alone_faces->len; f++)
    {
      gint64 face = g_array_index (alone_faces, gint64, f);
      gsize  n = 0;

      yutu_topology_get_face_owners (alone, face, &n);
      alone_sum += n > 0 ? yutu_topology_get_face_area2 (alone, face) : 0;
    }
  for (guint f = 0; f < faces->len; f++)
    {
      gint64         face = g_array_index (faces, gint64, f);
      gsize          n = 0;
      const guint32 *owners = yutu_topology_get_face_owners (all, face, &n);

      for (gsize k = 0; k < n; k++)
        if (owners[k] == owner)
          {
            sum += yutu_topology_get_face_area2 (all, face);
            g_array_append_val (mine, face);
          }
    }
  shape = yutu_topology_dissolve (all, (gint64 *)(gpointer)mine->data, mine->len);
  for (gsize p = 0; p < shape->n_parts; p++)
    shape_sum += yutu_exact_ring_area2 (shape->points + shape->part_starts[p],
                                        shape->part_starts[p + 1] - shape->part_starts[p]);
  g_assert_true (shape_sum == sum); /* exactly */
  /* Crossings with others are rounded to the grid: at most a step along the border's length. */
  off = fabs ((double)(sum - alone_sum));
  g_assert_cmpfloat (off, <=, 1e-7 * fabs ((double)alone_sum));
}

/* What is asked of the largest layer, a tenth of which is usual: 1 GB. A sanitizer's own memory is not
 * counted. */
static void
assert_frugal (void)
{
#ifndef __SANITIZE_ADDRESS__
  struct rusage usage = { 0 };

  g_assert_cmpint (getrusage (RUSAGE_SELF, &usage), ==, 0);
  g_assert_cmpint (usage.ru_maxrss, <, 1000000); /* kilobytes */
#endif
}

static void
test_layer (gconstpointer data)
{
  const Layer      *layer = data;
  const char       *root = g_getenv ("YUTU_SHARED_DATA");
  g_autofree char  *path = g_build_filename (root != NULL ? root : ".", layer->name, NULL);
  YutuSourceOptions options = { .layer = layer->layer };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSource) source = NULL;
  g_autoptr (GArray) rings = NULL;
  g_autoptr (YutuTopology) topology = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GArray) faces = NULL;
  gint64 id = 0;
  gint64 started = 0;
  double built_ms;
  guint  gaps = 0, overlaps = 0;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip (layer->name);
      return;
    }
  source = yutu_source_read (path, &options, NULL, &error);
  g_assert_no_error (error);
  if (layer->n_rows > 0)
    g_assert_cmpuint (yutu_source_count_rows (source), ==, layer->n_rows);
  rings = collect_rings (source);
  started = g_get_monotonic_time ();
  topology = yutu_topology_build ((YutuTopologyRing *)(gpointer)rings->data, rings->len, NULL, next_id, &id,
                                  NULL, &error);
  built_ms = (double)(g_get_monotonic_time () - started) / 1000;
  g_assert_no_error (error);
  assert_frugal ();
  faces = yutu_topology_list_faces (topology);
  for (guint f = 0; f < faces->len; f++)
    {
      gsize n = 0;

      yutu_topology_get_face_owners (topology, g_array_index (faces, gint64, f), &n);
      gaps += n == 0;
      overlaps += n > 1;
    }
  g_test_message ("%s: %.0f ms, %" G_GSIZE_FORMAT " nodes, %" G_GSIZE_FORMAT " arcs, %u faces, "
                  "%u gaps, %u overlaps",
                  layer->name, built_ms,
                  yutu_topology_count_nodes (topology), yutu_topology_count_arcs (topology),
                  faces->len, gaps, overlaps);
  faults = yutu_topology_check (topology, NULL, &error);
  for (guint i = 0; i < MIN (faults->len, 5); i++)
    {
      YutuTopologyFault *fault = g_ptr_array_index (faults, i);

      g_test_message ("fault %d of %" G_GINT64_FORMAT ": %s", fault->invariant, fault->id,
                      fault->message);
    }
  g_assert_cmpuint (faults->len, ==, 0);
  for (guint32 owner = 0; owner < MIN (layer->n_rows, 27); owner++)
    assert_land_is_kept (topology, rings, owner);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (LAYERS); i++)
    {
      g_autofree char *name = g_strconcat ("/division/topology-real/", LAYERS[i].name, NULL);

      g_test_add_data_func (name, &LAYERS[i], test_layer);
    }
  return g_test_run ();
}
