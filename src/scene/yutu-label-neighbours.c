/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The names of the neighbouring counties, outside of the county line. */
#include "scene/yutu-labels-private.h"

/* Not where the view's rim would cut it: seen whole, or not at all until the map is moved there. */
static gboolean
try_uncut (YutuPlacer *self, YutuLabel *label, double x, double y)
{
  const YutuMapBox *seen = &self->seen_box;
  gboolean          is_seen = x < seen->max_x && x + label->width > seen->min_x && y < seen->max_y + RIM_ROOM &&
                     y + label->height > seen->min_y;

  if (is_seen && (x < seen->min_x || y < seen->min_y || x + label->width > seen->max_x ||
                  y + label->height > seen->max_y))
    return FALSE;
  return yutu_placer_try (self, label, x, y);
}

/* Off vertex @at of @arc, on its outer side. */
static gboolean
try_beside_arc (YutuPlacer *self, const YutuLayerArc *arc, guint at, YutuLabel *label)
{
  const YutuDivisionLayer *layer = self->scene->spec.divisions;
  const YutuMapPoint      *points = &g_array_index (layer->points, YutuMapPoint, arc->start);
  guint                    reach = MAX (arc->n / 4, 1);
  YutuMapPoint             from = points[at > reach ? at - reach : 0], to = points[MIN (at + reach, arc->n - 1)];
  double                   dx = to.x - from.x, dy = to.y - from.y, length = MAX (hypot (dx, dy), 1e-9), x, y;
  double                   side = yutu_division_layer_climb (layer, arc->left, YUTU_LEVEL_COUNTY) < 0 ? 1 : -1;

  yutu_frame_to_px (&self->frame, points[at], &x, &y);
  for (int step = 0; step < 8; step++)
    {
      double off = 34 + 10 * step + label->width / 4;
      double cx = x - side * dy / length * off, cy = y - side * dx / length * off;

      if (yutu_placer_has_in_area (self, cx, cy) &&
          try_uncut (self, label, cx - label->width / 2, cy - label->height / 2))
        return TRUE;
    }
  return FALSE;
}

/* A neighbour's name stands outside, off its longest stretch of county line, best off its middle. */
static void
place_neighbour (YutuPlacer *self, const YutuLayerArc *arc)
{
  static const guint eighths[] = { 4, 3, 5, 2, 6, 1, 7 };
  YutuLabel          label;

  if (!yutu_placer_make (self, arc->neighbour, arc->id, YUTU_TEXT_NEIGHBOUR, 1, &label))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (eighths); i++)
    if (try_beside_arc (self, arc, arc->n * eighths[i] / 8, &label))
      return;
  g_free (label.text);
}

void
yutu_placer_add_neighbours (YutuPlacer *self)
{
  const YutuDivisionLayer *layer = self->scene->spec.divisions;
  g_autoptr (GHashTable) longest = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer       arc = NULL;

  for (guint i = 0; i < layer->arcs->len; i++)
    {
      YutuLayerArc *now = YUTU_LAYER_ARC (layer, i);
      YutuLayerArc *best =
        now->neighbour == NULL ? NULL : g_hash_table_lookup (longest, now->neighbour);

      if (now->neighbour == NULL || now->grade != YUTU_LEVEL_COUNTY)
        continue;
      if (best == NULL ||
          hypot (now->box.max_x - now->box.min_x, now->box.max_y - now->box.min_y) >
            hypot (best->box.max_x - best->box.min_x, best->box.max_y - best->box.min_y))
        g_hash_table_insert (longest, (gpointer)now->neighbour, now);
    }
  g_hash_table_iter_init (&iter, longest);
  while (g_hash_table_iter_next (&iter, NULL, &arc))
    {
      const YutuLayerArc *one = arc;

      if (!yutu_placer_has (self, one->neighbour, one->id, YUTU_TEXT_NEIGHBOUR))
        place_neighbour (self, one);
    }
}
