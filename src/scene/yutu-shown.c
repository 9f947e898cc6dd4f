/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a legend of a view has to explain. By boxes: a line whose box touches the view counts as
 * seen. */
#include "scene/yutu-labels-private.h"

static void
add_arcs (const YutuScene *self, const YutuFrame *frame, const YutuView *view, GHashTable *shown)
{
  static const char *const names[][2] = {
    { "line.county", "line.county" },
    { "line.township", "line.theme-township" },
    { "line.village", "line.theme-village" },
  };
  const YutuDivisionLayer *layer = self->spec.divisions;
  YutuMapBox               box = yutu_view_get_box (view);
  int                      theme = self->spec.theme != NULL;

  for (guint i = 0; i < layer->arcs->len; i++)
    {
      const YutuLayerArc *arc = YUTU_LAYER_ARC (layer, i);

      if (arc->grade >= YUTU_LEVEL_COUNTY && yutu_map_box_overlaps (arc->box, box) &&
          yutu_scene_get_arc_stroke (self, arc->grade, frame->zoom) != NULL)
        g_hash_table_add (shown, (gpointer)names[arc->grade - YUTU_LEVEL_COUNTY][theme]);
    }
}

static void
add_lines (const YutuScene *self, const YutuFrame *frame, const YutuView *view, GHashTable *shown)
{
  static const char *const names[] = {
    [YUTU_LINE_ROAD] = "line.road",
    [YUTU_LINE_RIVER] = "line.river",
    [YUTU_LINE_WATER] = "area.water",
    [YUTU_LINE_AREA] = "area.name",
  };
  YutuMapBox box = yutu_view_get_box (view);

  for (guint i = 0; i < self->spec.lines->lines->len; i++)
    {
      const YutuLayerLine *line = &g_array_index (self->spec.lines->lines, YutuLayerLine, i);

      if (yutu_map_box_overlaps (line->box, box) && yutu_scene_draws_line (self, line, frame->zoom))
        g_hash_table_add (shown, (gpointer)names[line->kind]);
    }
}

static void
add_symbols (const YutuLabelPlacement *placement, const YutuView *view, GHashTable *shown)
{
  double left, top;

  yutu_view_get_origin (view, &left, &top);
  for (guint i = 0; i < placement->symbols->len; i++)
    {
      const YutuPlacedSymbol *s = &g_array_index (placement->symbols, YutuPlacedSymbol, i);
      const char             *name = s->symbol != NULL ? s->symbol : "dot";

      if (s->x < left || s->y < top || s->x > left + view->width || s->y > top + view->height)
        continue;
      if (g_str_equal (name, "seat-county"))
        name = "seat.county";
      else if (g_str_equal (name, "seat-township"))
        name = "seat.township";
      else if (g_str_equal (name, "seat-village"))
        name = "seat.village";
      g_hash_table_add (shown, (gpointer)g_intern_string (name));
    }
}

static gboolean
has_addresses (const YutuScene *self, const YutuView *view)
{
  const YutuPointLayer *layer = self->spec.points;
  YutuBox               box = yutu_view_get_grid_box (view, 0);
  g_autoptr (YutuPointBatch) batch = layer->source.fetch (layer->data, box, 20);
  YutuPointSlice slice;

  for (gsize i = 0; batch != NULL && yutu_point_batch_get_slice (batch, i, &slice); i++)
    for (gsize k = slice.first; k < slice.first + slice.n; k++)
      if (batch->x[k] * G_GINT64_CONSTANT (100) >= box.min_x &&
          batch->x[k] * G_GINT64_CONSTANT (100) <= box.max_x &&
          batch->y[k] * G_GINT64_CONSTANT (100) >= box.min_y &&
          batch->y[k] * G_GINT64_CONSTANT (100) <= box.max_y)
        return TRUE;
  return FALSE;
}

GHashTable *
yutu_scene_list_shown (const YutuScene          *self,
                       const YutuLabelPlacement *placement,
                       const YutuView           *view)
{
  GHashTable *shown = g_hash_table_new (g_str_hash, g_str_equal);
  YutuFrame   frame;

  yutu_frame_init (&frame, view);
  if (self->spec.divisions != NULL && !self->spec.hide_boundaries)
    add_arcs (self, &frame, view, shown);
  if (self->spec.lines != NULL)
    add_lines (self, &frame, view, shown);
  add_symbols (placement, view, shown);
  if (self->spec.points != NULL && has_addresses (self, view))
    g_hash_table_add (shown, (gpointer) "point.address");
  return shown;
}
