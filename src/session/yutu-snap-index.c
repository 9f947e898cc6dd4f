/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A packed R-tree over runs of stretches: a line's stretches lie beside each other, so runs of them are
 * put in Hilbert order and every sixteen boxes into one (I. Kamel, C. Faloutsos, "On packing R-trees",
 * CIKM 1993). */

#include "session/yutu-snap-private.h"

#include "geo/yutu-hilbert.h"
#include "geo/yutu-measure.h"

#define RUN 16

struct _YutuSnapBuilder
{
  GArray *points; /* YutuPoint */
  GArray *lines;  /* YutuSnapLine */
};

YutuSnapBuilder *
yutu_snap_builder_new (void)
{
  YutuSnapBuilder *self = g_new0 (YutuSnapBuilder, 1);

  self->points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  self->lines = g_array_new (FALSE, FALSE, sizeof (YutuSnapLine));
  return self;
}

void
yutu_snap_builder_add (YutuSnapBuilder *self,
                       gint64           id,
                       YutuSnapSource   source,
                       const YutuPoint *points,
                       gsize            n_points)
{
  YutuSnapLine line = { id, source, self->points->len, n_points, { 0, 0 }, 0 };
  double       east_m, north_m;

  if (n_points == 0)
    return;
  yutu_measure_step_m (points[0], &east_m, &north_m);
  for (gsize i = 1; i < n_points; i++)
    line.length_m += hypot ((double)(points[i].x - points[i - 1].x) * east_m,
                            (double)(points[i].y - points[i - 1].y) * north_m);
  g_array_append_vals (self->points, points, (guint)n_points);
  g_array_append_val (self->lines, line);
}

/* ---- Boxes ---- */

typedef struct
{
  YutuSnapRun run;
  YutuBox     box;
  guint64     key;
} PackedRun;

static int
compare_runs (gconstpointer a,
              gconstpointer b)
{
  const PackedRun *x = a, *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return x->run.first < y->run.first ? -1 : x->run.first > y->run.first;
}

static GArray *
make_runs (const YutuSnapIndex *self)
{
  GArray *runs = g_array_sized_new (FALSE, FALSE, sizeof (PackedRun), (guint)(self->n_points / RUN + 1));

  for (guint l = 0; l < self->n_lines; l++)
    {
      const YutuSnapLine *line = &self->lines[l];
      gsize               end = line->first + line->n_points - 1; /* the last point */
      gsize               first = line->first;

      do
        {
          PackedRun run = { { l, (guint)MIN (end - first, RUN), first }, YUTU_BOX_EMPTY, 0 };

          for (gsize i = first; i <= first + run.run.n_segments; i++)
            yutu_box_add_point (&run.box, self->points[i]);
          run.key = yutu_hilbert_from_point ((YutuPoint){ (run.box.min_x + run.box.max_x) / 2,
                                                          (run.box.min_y + run.box.max_y) / 2 });
          g_array_append_val (runs, run);
          first += run.run.n_segments;
        }
      while (first < end);
    }
  g_array_sort (runs, compare_runs);
  return runs;
}

static void
pack (YutuSnapIndex *self)
{
  g_autoptr (GArray) runs = make_runs (self);
  YutuSnapLevel *level = &self->levels[0];

  self->runs = g_new (YutuSnapRun, runs->len + 1);
  *level = (YutuSnapLevel){ g_new (YutuBox, runs->len + 1), runs->len };
  for (guint i = 0; i < runs->len; i++)
    {
      self->runs[i] = g_array_index (runs, PackedRun, i).run;
      level->boxes[i] = g_array_index (runs, PackedRun, i).box;
    }
  self->n_levels = 1;
  while (level->n > YUTU_SNAP_FAN && self->n_levels < YUTU_SNAP_MAX_LEVELS)
    {
      YutuSnapLevel *above = &self->levels[self->n_levels++];

      above->n = (level->n + YUTU_SNAP_FAN - 1) / YUTU_SNAP_FAN;
      above->boxes = g_new (YutuBox, above->n);
      for (gsize i = 0; i < above->n; i++)
        above->boxes[i] = YUTU_BOX_EMPTY;
      for (gsize i = 0; i < level->n; i++)
        yutu_box_add_box (&above->boxes[i / YUTU_SNAP_FAN], level->boxes[i]);
      level = above;
    }
}

/* ---- Where lines meet ---- */

static guint
hash_point (gconstpointer key)
{
  const YutuPoint *point = key;
  guint64          hash = (guint64)point->x * 0x9e3779b97f4a7c15u ^ (guint64)point->y * 0xc2b2ae3d27d4eb4fu;

  return (guint)(hash ^ hash >> 32);
}

static gboolean
equal_points (gconstpointer a,
              gconstpointer b)
{
  return yutu_point_equal (*(const YutuPoint *)a, *(const YutuPoint *)b);
}

static void
number_nodes (YutuSnapIndex *self)
{
  g_autoptr (GHashTable) nodes = g_hash_table_new (hash_point, equal_points);

  for (guint l = 0; l < self->n_lines; l++)
    for (int end = 0; end < 2; end++)
      {
        YutuSnapLine *line = &self->lines[l];
        YutuPoint    *point = &self->points[line->first + (end == 0 ? 0 : line->n_points - 1)];
        gpointer      found = NULL;

        if (!g_hash_table_lookup_extended (nodes, point, NULL, &found))
          {
            found = GUINT_TO_POINTER (self->n_nodes++);
            g_hash_table_insert (nodes, point, found);
          }
        line->nodes[end] = GPOINTER_TO_UINT (found);
      }
}

static void
list_node_ends (YutuSnapIndex *self)
{
  g_autofree guint *filled = g_new0 (guint, self->n_nodes + 1);

  self->node_starts = g_new0 (guint, self->n_nodes + 1);
  self->node_ends = g_new (guint, 2 * (gsize)self->n_lines + 1);
  for (guint l = 0; l < self->n_lines; l++)
    for (int end = 0; end < 2; end++)
      self->node_starts[self->lines[l].nodes[end] + 1]++;
  for (guint i = 0; i < self->n_nodes; i++)
    self->node_starts[i + 1] += self->node_starts[i];
  for (guint l = 0; l < self->n_lines; l++)
    for (guint end = 0; end < 2; end++)
      {
        guint node = self->lines[l].nodes[end];

        self->node_ends[self->node_starts[node] + filled[node]++] = 2 * l + end;
      }
}

YutuSnapIndex *
yutu_snap_builder_end (YutuSnapBuilder *self)
{
  YutuSnapIndex *index = g_new0 (YutuSnapIndex, 1);

  g_atomic_ref_count_init (&index->ref_count);
  index->n_points = self->points->len;
  index->n_lines = self->lines->len;
  index->points = (YutuPoint *)(gpointer)g_array_free (self->points, FALSE);
  index->lines = (YutuSnapLine *)(gpointer)g_array_free (self->lines, FALSE);
  g_free (self);
  pack (index);
  number_nodes (index);
  list_node_ends (index);
  return index;
}

/* ---- The value ---- */

YutuSnapIndex *
yutu_snap_index_ref (YutuSnapIndex *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
yutu_snap_index_unref (YutuSnapIndex *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->whole != NULL)
    {
      yutu_snap_index_unref (self->whole);
      g_free (self->is_gone);
      g_free (self);
      return;
    }
  g_free (self->points);
  g_free (self->lines);
  g_free (self->runs);
  for (guint i = 0; i < self->n_levels; i++)
    g_free (self->levels[i].boxes);
  g_free (self->node_starts);
  g_free (self->node_ends);
  g_free (self);
}

YutuSnapIndex *
yutu_snap_index_without (YutuSnapIndex *self,
                         GHashTable    *ids)
{
  YutuSnapIndex *index = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&index->ref_count);
  index->whole = yutu_snap_index_ref (self->whole != NULL ? self->whole : self);
  index->is_gone = g_new0 (guint8, self->n_lines + 1);
  for (guint l = 0; l < self->n_lines; l++)
    index->is_gone[l] = !yutu_snap_index_has (self, l) || g_hash_table_contains (ids, &self->lines[l].id);
  return index;
}

guint
yutu_snap_index_count_lines (const YutuSnapIndex *self)
{
  return self->n_lines;
}

const YutuPoint *
yutu_snap_index_get_line (const YutuSnapIndex *self,
                          guint                line,
                          gint64              *id,
                          YutuSnapSource      *source,
                          gsize               *n_points)
{
  g_return_val_if_fail (line < self->n_lines, NULL);

  *id = self->lines[line].id;
  *source = self->lines[line].source;
  *n_points = self->lines[line].n_points;
  return self->points + self->lines[line].first;
}
