/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "scene/yutu-layers-private.h"

struct _YutuLineLayerBuilder
{
  YutuLineLayer *layer;
};

YutuLineLayerBuilder *
yutu_line_layer_builder_new (int epsg)
{
  YutuLineLayerBuilder *self = g_new0 (YutuLineLayerBuilder, 1);
  YutuLineLayer        *layer = g_new0 (YutuLineLayer, 1);

  layer->ref_count = 1;
  layer->epsg = epsg;
  layer->lines = g_array_new (FALSE, FALSE, sizeof (YutuLayerLine));
  layer->part_starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  layer->points = g_array_new (FALSE, FALSE, sizeof (YutuMapPoint));
  layer->strings = g_string_chunk_new (4096);
  self->layer = layer;
  return self;
}

static void
add_part (YutuLineLayer *layer, YutuLayerLine *line, const YutuShape *shape, gsize part)
{
  gsize start = layer->points->len;
  gsize first = shape->part_starts[part], last = shape->part_starts[part + 1];

  g_array_append_val (layer->part_starts, start);
  for (gsize i = first; i < last; i++)
    {
      YutuMapPoint p = yutu_projection_forward (layer->epsg, shape->points[i]);

      yutu_map_box_add (&line->box, p.x, p.y);
      g_array_append_val (layer->points, p);
    }
  if (shape->kind == YUTU_SHAPE_POLYGON && last > first)
    {
      YutuMapPoint p = g_array_index (layer->points, YutuMapPoint, start);

      g_array_append_val (layer->points, p);
    }
  line->n_parts++;
}

void
yutu_line_layer_builder_add (YutuLineLayerBuilder *self,
                             gint64                id,
                             YutuLineKind          kind,
                             int                   grade,
                             const char           *name,
                             const YutuShape      *shape)
{
  YutuLineLayer *layer = self->layer;
  gboolean       wants_area = yutu_line_kind_is_area (kind);
  YutuLayerLine  line = {
     id, kind, CLAMP (grade, 1, 4), NULL, YUTU_MAP_BOX_EMPTY, layer->part_starts->len, 0
  };

  if (wants_area ? shape->kind != YUTU_SHAPE_POLYGON
                 : shape->kind != YUTU_SHAPE_LINE && shape->kind != YUTU_SHAPE_MULTI_LINE)
    return;
  if (name != NULL && *name != '\0')
    line.name = g_string_chunk_insert_const (layer->strings, name);
  for (gsize i = 0; i < shape->n_parts; i++)
    add_part (layer, &line, shape, i);
  if (line.n_parts > 0)
    g_array_append_val (layer->lines, line);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const YutuLayerLine *one = a, *two = b;

  if (one->kind != two->kind)
    return (int)one->kind - (int)two->kind;
  return two->grade - one->grade;
}

YutuLineLayer *
yutu_line_layer_builder_end (YutuLineLayerBuilder *self)
{
  YutuLineLayer *layer = self->layer;
  gsize          end = layer->points->len, n_parts = layer->part_starts->len;
  const gsize   *starts;

  g_array_append_val (layer->part_starts, end);
  starts = (const gsize *)(gpointer)layer->part_starts->data;
  layer->importance = g_new (float, end + 1);
  for (gsize i = 0; i < n_parts; i++)
    yutu_importance_compute (&g_array_index (layer->points, YutuMapPoint, starts[i]),
                             starts[i + 1] - starts[i], layer->importance + starts[i]);
  g_array_sort (layer->lines, compare_lines);
  g_free (self);
  return layer;
}

YutuLineLayer *
yutu_line_layer_filter (YutuLineLayer *self, unsigned kinds)
{
  YutuLineLayer *layer = g_new0 (YutuLineLayer, 1);

  layer->ref_count = 1;
  layer->epsg = self->epsg;
  layer->base = yutu_line_layer_ref (self);
  layer->lines = g_array_new (FALSE, FALSE, sizeof (YutuLayerLine));
  layer->part_starts = self->part_starts;
  layer->points = self->points;
  layer->importance = self->importance;
  layer->strings = self->strings;
  for (guint i = 0; i < self->lines->len; i++)
    if (kinds & (1u << g_array_index (self->lines, YutuLayerLine, i).kind))
      g_array_append_val (layer->lines, g_array_index (self->lines, YutuLayerLine, i));
  return layer;
}

YutuLineLayer *
yutu_line_layer_ref (YutuLineLayer *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
yutu_line_layer_unref (YutuLineLayer *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  g_array_unref (self->lines);
  if (self->base != NULL)
    yutu_line_layer_unref (self->base);
  else
    {
      g_array_unref (self->part_starts);
      g_array_unref (self->points);
      g_free (self->importance);
      g_string_chunk_free (self->strings);
    }
  g_free (self);
}
