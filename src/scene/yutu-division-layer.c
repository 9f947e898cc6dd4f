/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "scene/yutu-layers-private.h"

typedef struct
{
  gint64    left_face;
  gint64    right_face;
  YutuPoint first;
  YutuPoint last;
} ArcEnds;

typedef struct
{
  gint64 line;
  int    grade;
  gint64 arc;
} Boundary;

struct _YutuDivisionLayerBuilder
{
  YutuDivisionLayer *layer;
  GArray            *ends;    /* ArcEnds, as the layer's arcs */
  GArray            *parents; /* gint64, as the layer's units */
  GArray            *boundaries; /* Boundary */
  GHashTable        *faces;   /* gint64 * → gint64 * unit id */
};

YutuDivisionLayerBuilder *
yutu_division_layer_builder_new (int epsg)
{
  YutuDivisionLayerBuilder *self = g_new0 (YutuDivisionLayerBuilder, 1);
  YutuDivisionLayer        *layer = g_new0 (YutuDivisionLayer, 1);

  layer->ref_count = 1;
  layer->epsg = epsg;
  layer->box = YUTU_MAP_BOX_EMPTY;
  layer->arcs = g_array_new (FALSE, FALSE, sizeof (YutuLayerArc));
  layer->units = g_array_new (FALSE, FALSE, sizeof (YutuLayerUnit));
  layer->boundaries = g_array_new (FALSE, FALSE, sizeof (YutuLayerBoundary));
  layer->points = g_array_new (FALSE, FALSE, sizeof (YutuMapPoint));
  layer->ring_starts = g_array_new (FALSE, FALSE, sizeof (guint));
  layer->ring_arcs = g_array_new (FALSE, FALSE, sizeof (int));
  layer->unit_index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  layer->strings = g_string_chunk_new (4096);
  self->layer = layer;
  self->ends = g_array_new (FALSE, FALSE, sizeof (ArcEnds));
  self->parents = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->boundaries = g_array_new (FALSE, FALSE, sizeof (Boundary));
  self->faces = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return self;
}

void
yutu_division_layer_builder_add_unit (YutuDivisionLayerBuilder *self, const YutuUnitSpec *unit)
{
  YutuDivisionLayer *layer = self->layer;
  YutuLayerUnit      own = { .id = unit->id,
                             .parent = -1,
                             .level = unit->level,
                             .has_seat = unit->has_seat,
                             .box = YUTU_MAP_BOX_EMPTY };
  gint64            *key = g_memdup2 (&unit->id, sizeof unit->id);

  own.name = g_string_chunk_insert_const (layer->strings, unit->name != NULL ? unit->name : "");
  if (unit->has_seat)
    own.seat = yutu_projection_forward (layer->epsg, unit->seat);
  g_hash_table_insert (layer->unit_index, key, GUINT_TO_POINTER (layer->units->len + 1));
  g_array_append_val (layer->units, own);
  g_array_append_val (self->parents, unit->parent);
}

void
yutu_division_layer_builder_add_face (YutuDivisionLayerBuilder *self, gint64 face, gint64 unit)
{
  g_hash_table_insert (self->faces, g_memdup2 (&face, sizeof face), g_memdup2 (&unit, sizeof unit));
}

void
yutu_division_layer_builder_add_arc (YutuDivisionLayerBuilder *self,
                                     gint64                    id,
                                     gint64                    left,
                                     gint64                    right,
                                     const YutuPoint          *points,
                                     gsize                     n_points,
                                     const char               *neighbour)
{
  YutuDivisionLayer *layer = self->layer;
  YutuLayerArc       arc = {
          .id = id, .start = layer->points->len, .n = n_points, .box = YUTU_MAP_BOX_EMPTY
  };
  ArcEnds ends;

  if (n_points < 2)
    return;
  ends = (ArcEnds){ left, right, points[0], points[n_points - 1] };
  for (gsize i = 0; i < n_points; i++)
    {
      YutuMapPoint p = yutu_projection_forward (layer->epsg, points[i]);

      yutu_map_box_add (&arc.box, p.x, p.y);
      g_array_append_val (layer->points, p);
    }
  if (neighbour != NULL && *neighbour != '\0')
    arc.neighbour = g_string_chunk_insert_const (layer->strings, neighbour);
  g_array_append_val (layer->arcs, arc);
  g_array_append_val (self->ends, ends);
}

void
yutu_division_layer_builder_add_boundary (YutuDivisionLayerBuilder *self,
                                          gint64                    line,
                                          int                       grade,
                                          gint64                    arc)
{
  Boundary boundary = { line, grade, arc };

  g_array_append_val (self->boundaries, boundary);
}

int
yutu_division_layer_find (const YutuDivisionLayer *self, gint64 id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->unit_index, &id)) - 1;
}

int
yutu_division_layer_climb (const YutuDivisionLayer *self, int unit, int level)
{
  for (int steps = 0; unit >= 0 && steps < 8; steps++)
    {
      const YutuLayerUnit *u = YUTU_LAYER_UNIT (self, unit);

      if (u->level == level)
        return unit;
      if (u->level < level)
        return -1;
      unit = u->parent;
    }
  return -1;
}

static int
find_face_unit (YutuDivisionLayerBuilder *self, gint64 face)
{
  const gint64 *unit = face == 0 ? NULL : g_hash_table_lookup (self->faces, &face);

  return unit == NULL ? -1 : yutu_division_layer_find (self->layer, *unit);
}

static void
resolve_arcs (YutuDivisionLayerBuilder *self)
{
  YutuDivisionLayer *layer = self->layer;

  for (guint i = 0; i < layer->units->len; i++)
    YUTU_LAYER_UNIT (layer, i)->parent =
      yutu_division_layer_find (layer, g_array_index (self->parents, gint64, i));
  for (guint i = 0; i < layer->arcs->len; i++)
    {
      YutuLayerArc  *arc = YUTU_LAYER_ARC (layer, i);
      const ArcEnds *ends = &g_array_index (self->ends, ArcEnds, i);

      arc->left = find_face_unit (self, ends->left_face);
      arc->right = find_face_unit (self, ends->right_face);
      for (int level = YUTU_LEVEL_COUNTY; level <= YUTU_LEVEL_VILLAGE && arc->grade == 0; level++)
        if (yutu_division_layer_climb (layer, arc->left, level) !=
            yutu_division_layer_climb (layer, arc->right, level))
          arc->grade = level;
    }
}

/* ---- rings: each unit's arcs, land on the left, chained end to start. At a node where several
 * go on any choice does, because the winding number is the same. ---- */

static guint
hash_point (gconstpointer key)
{
  const YutuPoint *p = key;
  guint64          h = (guint64)p->x * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) ^
              (guint64)p->y * G_GUINT64_CONSTANT (0xC2B2AE3D27D4EB4F);

  return (guint)(h >> 32);
}

static gboolean
equal_points (gconstpointer a, gconstpointer b)
{
  return yutu_point_equal (*(const YutuPoint *)a, *(const YutuPoint *)b);
}

static const YutuPoint *
get_end (YutuDivisionLayerBuilder *self, int piece, gboolean at_start)
{
  const ArcEnds *ends = &g_array_index (self->ends, ArcEnds, ABS (piece) - 1);

  return (piece > 0) == at_start ? &ends->first : &ends->last;
}

static void
chain_unit (YutuDivisionLayerBuilder *self, YutuLayerUnit *unit, GArray *pieces)
{
  YutuDivisionLayer *layer = self->layer;
  g_autoptr (GHashTable) by_start = g_hash_table_new (hash_point, equal_points);
  g_autofree int    *next = g_new (int, pieces->len + 1);
  g_autofree guint8 *used = g_new0 (guint8, pieces->len + 1);

  for (guint i = 0; i < pieces->len; i++)
    {
      const YutuPoint *start = get_end (self, g_array_index (pieces, int, i), TRUE);

      next[i] = GPOINTER_TO_INT (g_hash_table_lookup (by_start, start)) - 1;
      g_hash_table_insert (by_start, (gpointer)start, GINT_TO_POINTER ((int)i + 1));
    }
  unit->first_ring = layer->ring_starts->len;
  for (guint i = 0; i < pieces->len; i++)
    {
      guint start = layer->ring_arcs->len;
      int   now = (int)i;

      if (used[i])
        continue;
      g_array_append_val (layer->ring_starts, start);
      unit->n_rings++;
      while (now >= 0)
        {
          int piece = g_array_index (pieces, int, now);

          used[now] = 1;
          g_array_append_val (layer->ring_arcs, piece);
          now = GPOINTER_TO_INT (g_hash_table_lookup (by_start, get_end (self, piece, FALSE))) - 1;
          while (now >= 0 && used[now])
            now = next[now];
        }
    }
}

static void
build_rings (YutuDivisionLayerBuilder *self)
{
  YutuDivisionLayer *layer = self->layer;
  guint              n_units = layer->units->len;
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);

  for (guint i = 0; i < n_units; i++)
    g_ptr_array_add (pieces, g_array_new (FALSE, FALSE, sizeof (int)));
  for (guint i = 0; i < layer->arcs->len; i++)
    for (int level = 1; level <= YUTU_LEVEL_VILLAGE; level++)
      {
        const YutuLayerArc *arc = YUTU_LAYER_ARC (layer, i);
        int                 left = yutu_division_layer_climb (layer, arc->left, level);
        int                 right = yutu_division_layer_climb (layer, arc->right, level);
        int                 forward = (int)i + 1, backward = -forward;

        if (left == right)
          continue;
        if (left >= 0)
          g_array_append_val ((GArray *)pieces->pdata[left], forward);
        if (right >= 0)
          g_array_append_val ((GArray *)pieces->pdata[right], backward);
      }
  for (guint i = 0; i < n_units; i++)
    {
      YutuLayerUnit *unit = YUTU_LAYER_UNIT (layer, i);
      GArray        *own = pieces->pdata[i];

      chain_unit (self, unit, own);
      for (guint k = 0; k < own->len; k++)
        {
          const YutuLayerArc *arc = YUTU_LAYER_ARC (layer, ABS (g_array_index (own, int, k)) - 1);

          yutu_map_box_add (&unit->box, arc->box.min_x, arc->box.min_y);
          yutu_map_box_add (&unit->box, arc->box.max_x, arc->box.max_y);
        }
    }
}

static int
compare_boundaries (gconstpointer a, gconstpointer b)
{
  const YutuLayerBoundary *one = a, *two = b;

  if (one->arc != two->arc)
    return one->arc < two->arc ? -1 : 1;
  if (one->grade != two->grade)
    return one->grade - two->grade;
  return (one->line > two->line) - (one->line < two->line);
}

static void
resolve_boundaries (YutuDivisionLayerBuilder *self)
{
  YutuDivisionLayer *layer = self->layer;
  g_autoptr (GHashTable) indices = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < layer->arcs->len; i++)
    g_hash_table_insert (indices, &YUTU_LAYER_ARC (layer, i)->id, GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < self->boundaries->len; i++)
    {
      const Boundary   *boundary = &g_array_index (self->boundaries, Boundary, i);
      guint             index = GPOINTER_TO_UINT (g_hash_table_lookup (indices, &boundary->arc));
      YutuLayerBoundary own = { index - 1, boundary->grade, boundary->line };

      if (index > 0)
        g_array_append_val (layer->boundaries, own);
    }
  g_array_sort (layer->boundaries, compare_boundaries);
}

YutuDivisionLayer *
yutu_division_layer_builder_end (YutuDivisionLayerBuilder *self)
{
  YutuDivisionLayer *layer = self->layer;
  guint              end;

  layer->importance = g_new0 (float, layer->points->len + 1);
  for (guint i = 0; i < layer->arcs->len; i++)
    {
      const YutuLayerArc *arc = YUTU_LAYER_ARC (layer, i);

      yutu_importance_compute (&g_array_index (layer->points, YutuMapPoint, arc->start), arc->n,
                               layer->importance + arc->start);
      yutu_map_box_add (&layer->box, arc->box.min_x, arc->box.min_y);
      yutu_map_box_add (&layer->box, arc->box.max_x, arc->box.max_y);
    }
  resolve_arcs (self);
  resolve_boundaries (self);
  build_rings (self);
  end = layer->ring_arcs->len;
  g_array_append_val (layer->ring_starts, end);
  yutu_division_layer_find_poles (layer);
  yutu_division_layer_color (layer);
  g_array_unref (self->ends);
  g_array_unref (self->parents);
  g_array_unref (self->boundaries);
  g_hash_table_unref (self->faces);
  g_free (self);
  return layer;
}

YutuDivisionLayer *
yutu_division_layer_ref (YutuDivisionLayer *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
yutu_division_layer_unref (YutuDivisionLayer *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_array_unref (self->arcs);
  g_array_unref (self->units);
  g_array_unref (self->boundaries);
  g_array_unref (self->points);
  g_array_unref (self->ring_starts);
  g_array_unref (self->ring_arcs);
  g_free (self->importance);
  g_hash_table_unref (self->unit_index);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/* ---- asking ---- */

YutuMapBox
yutu_division_layer_get_box (const YutuDivisionLayer *self)
{
  return self->box;
}

int
yutu_division_layer_get_epsg (const YutuDivisionLayer *self)
{
  return self->epsg;
}

gboolean
yutu_division_layer_get_unit_box (const YutuDivisionLayer *self, gint64 unit, YutuMapBox *box)
{
  int index = yutu_division_layer_find (self, unit);

  if (index < 0 || YUTU_LAYER_UNIT (self, index)->n_rings == 0)
    return FALSE;
  *box = YUTU_LAYER_UNIT (self, index)->box;
  return TRUE;
}

gboolean
yutu_division_layer_get_label_point (const YutuDivisionLayer *self,
                                     gint64                   unit,
                                     YutuMapPoint            *point)
{
  int index = yutu_division_layer_find (self, unit);

  if (index < 0 || YUTU_LAYER_UNIT (self, index)->n_rings == 0)
    return FALSE;
  *point = YUTU_LAYER_UNIT (self, index)->label;
  return TRUE;
}

int
yutu_division_layer_get_color (const YutuDivisionLayer *self, gint64 unit)
{
  int index = yutu_division_layer_find (self, unit);

  return index < 0 ? 0 : YUTU_LAYER_UNIT (self, index)->color;
}

void
yutu_division_layer_append (const YutuDivisionLayer *self,
                            int                      unit,
                            const YutuFrame         *frame,
                            cairo_t                 *cr)
{
  const YutuLayerUnit *u = YUTU_LAYER_UNIT (self, unit);
  const guint         *starts = (const guint *)(gpointer)self->ring_starts->data;

  for (gsize ring = u->first_ring; ring < u->first_ring + u->n_rings; ring++)
    {
      for (guint k = starts[ring]; k < starts[ring + 1]; k++)
        {
          int                 piece = g_array_index (self->ring_arcs, int, k);
          const YutuLayerArc *arc = YUTU_LAYER_ARC (self, ABS (piece) - 1);

          yutu_path_append (cr, frame, &g_array_index (self->points, YutuMapPoint, arc->start),
                            self->importance + arc->start, arc->n, piece < 0, k == starts[ring]);
        }
      cairo_close_path (cr);
    }
}

static gboolean
crosses (YutuMapPoint a, YutuMapPoint b, YutuMapPoint p)
{
  if ((a.y > p.y) == (b.y > p.y))
    return FALSE;
  return p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y);
}

gboolean
yutu_division_layer_contains (const YutuDivisionLayer *self, int unit, YutuMapPoint point)
{
  const YutuLayerUnit *u = YUTU_LAYER_UNIT (self, unit);
  const guint         *starts = (const guint *)(gpointer)self->ring_starts->data;
  gboolean             inside = FALSE;

  if (point.x < u->box.min_x || point.x > u->box.max_x || point.y < u->box.min_y ||
      point.y > u->box.max_y)
    return FALSE;
  for (guint k = starts[u->first_ring]; k < starts[u->first_ring + u->n_rings]; k++)
    {
      const YutuLayerArc *arc =
        YUTU_LAYER_ARC (self, ABS (g_array_index (self->ring_arcs, int, k)) - 1);
      const YutuMapPoint *p = &g_array_index (self->points, YutuMapPoint, arc->start);

      if (point.y < arc->box.min_y || point.y > arc->box.max_y || point.x > arc->box.max_x)
        continue;
      for (gsize i = 1; i < arc->n; i++)
        inside ^= crosses (p[i - 1], p[i], point);
    }
  return inside;
}

gint64
yutu_division_layer_locate (const YutuDivisionLayer *self, int level, YutuMapPoint point)
{
  for (guint i = 0; i < self->units->len; i++)
    if (YUTU_LAYER_UNIT (self, i)->level == level &&
        yutu_division_layer_contains (self, (int)i, point))
      return YUTU_LAYER_UNIT (self, i)->id;
  return 0;
}
