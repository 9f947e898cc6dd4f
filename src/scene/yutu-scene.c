/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "scene/yutu-marks.h"
#include "scene/yutu-sketch.h"
#include "scene/yutu-theme-private.h"

static void
ref_highlight (YutuHighlight *highlight)
{
  if (highlight->shape != NULL)
    yutu_shape_ref (highlight->shape);
}

YutuScene *
yutu_scene_new (const YutuSceneSpec *spec)
{
  YutuScene *self = g_new0 (YutuScene, 1);

  self->ref_count = 1;
  self->spec = *spec;
  self->spec.n_symbols = MIN (spec->n_symbols, YUTU_SCENE_MAX_SYMBOL_LAYERS);
  yutu_style_ref (spec->style);
  if (spec->divisions != NULL)
    yutu_division_layer_ref (spec->divisions);
  if (spec->lines != NULL)
    yutu_line_layer_ref (spec->lines);
  if (spec->points != NULL)
    yutu_point_layer_ref (spec->points);
  for (gsize i = 0; i < self->spec.n_symbols; i++)
    yutu_symbol_layer_ref (spec->symbols[i]);
  self->spec.theme = yutu_theme_copy (spec->theme);
  yutu_scene_index_theme (self);
  if (spec->sketch != NULL)
    yutu_sketch_ref (spec->sketch);
  if (spec->marks != NULL)
    yutu_marks_ref (spec->marks);
  ref_highlight (&self->spec.selection);
  ref_highlight (&self->spec.hover);
  return self;
}

YutuScene *
yutu_scene_ref (YutuScene *self)
{
  g_atomic_int_inc (&self->ref_count);
  return self;
}

void
yutu_scene_unref (YutuScene *self)
{
  if (!g_atomic_int_dec_and_test (&self->ref_count))
    return;
  yutu_style_unref (self->spec.style);
  g_clear_pointer (&self->spec.divisions, yutu_division_layer_unref);
  g_clear_pointer (&self->spec.lines, yutu_line_layer_unref);
  g_clear_pointer (&self->spec.points, yutu_point_layer_unref);
  for (gsize i = 0; i < self->spec.n_symbols; i++)
    yutu_symbol_layer_unref (self->spec.symbols[i]);
  yutu_theme_free ((YutuTheme *)self->spec.theme);
  g_free (self->color_of);
  g_clear_pointer (&self->spec.sketch, yutu_sketch_unref);
  g_clear_pointer (&self->spec.marks, yutu_marks_unref);
  g_clear_pointer (&self->spec.selection.shape, yutu_shape_unref);
  g_clear_pointer (&self->spec.hover.shape, yutu_shape_unref);
  g_free (self);
}

const YutuStroke *
yutu_scene_get_line_stroke (const YutuScene *self, const YutuLayerLine *line)
{
  static const YutuStrokeName first[] = {
    [YUTU_LINE_ROAD] = YUTU_STROKE_ROAD_1,
    [YUTU_LINE_RIVER] = YUTU_STROKE_RIVER_1,
    [YUTU_LINE_WATER] = YUTU_STROKE_SHORE,
    [YUTU_LINE_AREA] = YUTU_STROKE_AREA,
  };
  int grade = yutu_line_kind_is_area (line->kind) ? 0 : line->grade - 1;

  return &self->spec.style->strokes[(int)first[line->kind] + grade];
}

gboolean
yutu_scene_draws_line (const YutuScene *self, const YutuLayerLine *line, double zoom)
{
  return zoom >= yutu_scene_get_line_stroke (self, line)->from;
}

void
yutu_view_get_origin (const YutuView *view, double *left, double *top)
{
  YutuFrame frame;

  yutu_frame_init (&frame, view);
  *left = frame.left;
  *top = frame.top;
}
