/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Areas are sums of edges in whole square centimetres, the same in any order: an area that is drawn
 * again is what it was, less the edges that are gone, and those that are new. */

#include "division/yutu-division-area-private.h"

#include <stdlib.h>

#include "geo/yutu-measure.h"

typedef struct
{
  YutuPoint a;
  YutuPoint b;
} Edge;

static GArray *
list_edges (const YutuShape *shape)
{
  GArray *edges = g_array_sized_new (FALSE, FALSE, sizeof (Edge), (guint)shape->n_points);

  for (gsize p = 0; p < shape->n_parts; p++)
    {
      gsize first = shape->part_starts[p], end = shape->part_starts[p + 1];

      for (gsize i = first; i < end; i++)
        {
          Edge edge = { shape->points[i], shape->points[i + 1 < end ? i + 1 : first] };

          g_array_append_val (edges, edge);
        }
    }
  return edges;
}

static gboolean
is_same (const Edge *one,
         const Edge *two)
{
  return yutu_point_equal (one->a, two->a) && yutu_point_equal (one->b, two->b);
}

static int
compare_edges (gconstpointer a,
               gconstpointer b)
{
  const Edge  *one = a;
  const Edge  *two = b;
  const gint64 keys[][2] = {
    { one->a.x, two->a.x }, { one->a.y, two->a.y }, { one->b.x, two->b.x }, { one->b.y, two->b.y }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i][0] != keys[i][1])
      return keys[i][0] < keys[i][1] ? -1 : 1;
  return 0;
}

/* Rings mostly begin where they began: what is alike at both ends of the lists is set aside first. */
static void
drop_alike (GArray *one,
            GArray *two)
{
  guint least = MIN (one->len, two->len), n = 0, n_end = 0;

  while (n < least && is_same (&g_array_index (one, Edge, n), &g_array_index (two, Edge, n)))
    n++;
  while (n + n_end < least && is_same (&g_array_index (one, Edge, one->len - 1 - n_end),
                                       &g_array_index (two, Edge, two->len - 1 - n_end)))
    n_end++;
  g_array_set_size (one, one->len - n_end);
  g_array_set_size (two, two->len - n_end);
  g_array_remove_range (one, 0, n);
  g_array_remove_range (two, 0, n);
  g_array_sort (one, compare_edges);
  g_array_sort (two, compare_edges);
}

static gint64
measure_edge (const GArray *edges,
              guint         i)
{
  const Edge *edge = &g_array_index (edges, Edge, i);

  return yutu_measure_edge_cm2 (edge->a, edge->b);
}

double
yutu_division_area_measure (const YutuShape *shape,
                            GBytes          *before,
                            double           before_m2)
{
  gsize         size = 0;
  gconstpointer bytes = before != NULL ? g_bytes_get_data (before, &size) : NULL;
  g_autoptr (YutuShape) old = bytes != NULL ? yutu_shape_from_blob (bytes, size, NULL) : NULL;
  g_autoptr (GArray) gone = NULL;
  g_autoptr (GArray) made = NULL;
  gint64 area_cm2 = llround (before_m2 * YUTU_CM2_PER_M2);
  guint  i = 0, k = 0;

  if (old == NULL || old->kind != YUTU_SHAPE_POLYGON)
    return yutu_measure_area_m2 (shape);
  gone = list_edges (old);
  made = list_edges (shape);
  drop_alike (gone, made);
  while (i < gone->len || k < made->len)
    {
      int order = i == gone->len   ? 1
                  : k == made->len ? -1
                                   : compare_edges (&g_array_index (gone, Edge, i), &g_array_index (made, Edge, k));

      area_cm2 -= order < 0 ? measure_edge (gone, i) : 0;
      area_cm2 += order > 0 ? measure_edge (made, k) : 0;
      i += order <= 0;
      k += order >= 0;
    }
  return (double)area_cm2 / YUTU_CM2_PER_M2;
}
