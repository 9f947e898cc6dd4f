/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Symbols of the view; those that ask for it join near ones of their kind to a count. Joining runs
 * over all symbols of the layer, so it does not depend on the view. Then the marks of a list. */
#include "scene/yutu-labels-private.h"

#define CLUSTER_PX    22.0
#define DOT_CLUSTER   4.0 /* dots join when they would hide each other */
#define CLUSTER_UNTIL 15.0
#define MARK_GAP      2.0 /* from a mark to a label, its keyline in it */

typedef struct
{
  YutuPlacedSymbol symbol;
  double           sum_x;
  double           sum_y;
} Cluster;

static gint64
get_cell (double x, double y)
{
  return (gint64)floor (x / CLUSTER_PX) * G_GINT64_CONSTANT (0x100000) +
         (gint64)floor (y / CLUSTER_PX);
}

static Cluster *
find_cluster (GHashTable *cells,
              GArray     *clusters,
              const char *symbol,
              double      x,
              double      y,
              double      reach_px)
{
  for (int j = -1; j <= 1; j++)
    for (int i = -1; i <= 1; i++)
      {
        gint64  cell = get_cell (x + i * CLUSTER_PX, y + j * CLUSTER_PX);
        GArray *list = g_hash_table_lookup (cells, &cell);

        for (guint k = 0; list != NULL && k < list->len; k++)
          {
            Cluster *c = &g_array_index (clusters, Cluster, g_array_index (list, guint, k));

            if (g_strcmp0 (c->symbol.symbol, symbol) == 0 &&
                hypot (c->symbol.x - x, c->symbol.y - y) < reach_px)
              return c;
          }
      }
  return NULL;
}

static void
add_symbol (YutuPlacer *self, GHashTable *cells, GArray *clusters, const YutuLayerSymbol *s)
{
  double   x, y;
  gint64   cell;
  GArray  *list;
  guint    index = clusters->len;
  Cluster *near_by = NULL;
  double   size_px = yutu_symbol_get_size (self->scene->spec.style, s->symbol, self->frame.zoom);
  Cluster  own;

  yutu_frame_to_px (&self->frame, s->point, &x, &y);
  if (s->cluster && self->frame.zoom < CLUSTER_UNTIL)
    near_by = find_cluster (cells, clusters, s->symbol, x, y,
                            size_px <= YUTU_DOT_PX ? DOT_CLUSTER : CLUSTER_PX);
  if (near_by != NULL)
    {
      near_by->symbol.count++;
      near_by->symbol.name = NULL;
      return;
    }
  own = (Cluster){ { s->id, s->symbol, s->name, x, y, 1, s->rank, size_px }, x, y };
  g_array_append_val (clusters, own);
  cell = get_cell (x, y);
  list = g_hash_table_lookup (cells, &cell);
  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (cells, g_memdup2 (&cell, sizeof cell), list);
    }
  g_array_append_val (list, index);
}

static void
add_layer (YutuPlacer *self, const YutuSymbolLayer *layer)
{
  g_autoptr (GHashTable) cells =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
  g_autoptr (GArray) clusters = g_array_new (FALSE, FALSE, sizeof (Cluster));
  const YutuLabelPlacement *area = self->placement;

  for (guint i = 0; i < layer->symbols->len; i++)
    {
      const YutuLayerSymbol *s = &g_array_index (layer->symbols, YutuLayerSymbol, i);

      if (self->frame.zoom >= s->min_zoom)
        add_symbol (self, cells, clusters, s);
    }
  for (guint i = 0; i < clusters->len; i++)
    {
      YutuPlacedSymbol s = g_array_index (clusters, Cluster, i).symbol;

      if (s.x >= area->left && s.x <= area->right && s.y >= area->top && s.y <= area->bottom)
        g_array_append_val (self->placement->symbols, s);
    }
}

void
yutu_placer_add_symbols (YutuPlacer *self)
{
  for (gsize i = 0; i < self->scene->spec.n_symbols; i++)
    add_layer (self, self->scene->spec.symbols[i]);
}

/* ---- marks ---- */

int
yutu_placer_count_passes (const YutuPlacer *self)
{
  return self->placement->marks != NULL && self->placement->marks->len > 0 ? 2 : 1;
}

static gboolean
is_same_area (const YutuLabelPlacement *a, const YutuLabelPlacement *b)
{
  return a->epsg == b->epsg && a->resolution == b->resolution && a->left == b->left && a->top == b->top &&
         a->right == b->right && a->bottom == b->bottom;
}

void
yutu_placer_add_marks (YutuPlacer *self, const YutuLabelPlacement *previous)
{
  const YutuMarks    *marks = self->scene->spec.marks;
  YutuLabelPlacement *area = self->placement;

  if (marks == NULL)
    return;
  if (previous != NULL && previous->scene->spec.marks == marks && is_same_area (previous, area))
    area->marks = g_array_ref (previous->marks);
  else
    area->marks = yutu_marks_join (marks, &self->view);
  for (guint i = 0; i < area->marks->len; i++)
    {
      const YutuMarkCluster *mark = &g_array_index (area->marks, YutuMarkCluster, i);
      double                 reach = mark->radius_px + MARK_GAP;
      double                 x, y;

      yutu_frame_to_px (&self->frame, (YutuMapPoint){ mark->x, mark->y }, &x, &y);
      yutu_label_grid_add (&self->marks, (YutuMapBox){ x - reach, y - reach, x + reach, y + reach });
    }
}

const GArray *
yutu_label_placement_get_marks (const YutuLabelPlacement *placement, const YutuMarks *marks)
{
  return marks != NULL && placement->scene->spec.marks == marks ? placement->marks : NULL;
}
