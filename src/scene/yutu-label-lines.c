/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Names along roads and rivers. The line is walked from its start in global pixels, so a name
 * stands at the same place however the view moves. Characters are set one by one, turned by at
 * most 45°, read left to right or, on steep lines, downwards. */
#include "scene/yutu-labels-private.h"

#include <math.h>

/* From a line with marks on it to the middle of its name, without half of that. */
#define BESIDE_PX 12.0
#define FAR_PX    18.0
#define N_OFFS    6

typedef struct
{
  GArray *points; /* YutuMapPoint, global pixels */
  GArray *along;  /* double */
} Track;

static void
build_track (YutuPlacer *self, gsize first, gsize last, Track *track)
{
  const YutuLineLayer *layer = self->scene->spec.lines;
  double               along = 0;

  g_array_set_size (track->points, 0);
  g_array_set_size (track->along, 0);
  for (gsize i = first; i < last; i++)
    {
      YutuMapPoint p;

      if (layer->importance[i] < 3 * self->frame.tolerance)
        continue;
      yutu_frame_to_px (&self->frame, g_array_index (layer->points, YutuMapPoint, i), &p.x, &p.y);
      if (track->points->len > 0)
        {
          YutuMapPoint before = g_array_index (track->points, YutuMapPoint, track->points->len - 1);

          along += hypot (p.x - before.x, p.y - before.y);
        }
      g_array_append_val (track->points, p);
      g_array_append_val (track->along, along);
    }
}

static YutuMapPoint
get_at (const Track *track, double along)
{
  guint        low = 0, high = track->along->len - 1;
  double       a, b, t;
  YutuMapPoint p, q;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (track->along, double, middle) <= along)
        low = middle;
      else
        high = middle;
    }
  a = g_array_index (track->along, double, low);
  b = g_array_index (track->along, double, high);
  p = g_array_index (track->points, YutuMapPoint, low);
  q = g_array_index (track->points, YutuMapPoint, high);
  t = b > a ? CLAMP ((along - a) / (b - a), 0.0, 1.0) : 0;
  return (YutuMapPoint){ p.x + t * (q.x - p.x), p.y + t * (q.y - p.y) };
}

static double
fold_angle (double angle)
{
  return angle - G_PI_2 * floor (angle / G_PI_2 + 0.5);
}

/* @off: to the right of the line as it is read. FALSE when the stretch bends too much to be read. */
static gboolean
set_glyphs (const Track *track, const char *text, double start, double advance, double off, GArray *glyphs)
{
  glong        n = g_utf8_strlen (text, -1);
  double       length = advance * (double)n;
  YutuMapPoint a = get_at (track, start), b = get_at (track, start + length);
  double       dx = b.x - a.x, dy = b.y - a.y;
  gboolean     backwards = fabs (dx) >= fabs (dy) ? dx < 0 : dy < 0;

  g_array_set_size (glyphs, 0);
  if (hypot (dx, dy) < 0.85 * length)
    return FALSE;
  for (glong i = 0; i < n; i++)
    {
      double       at = start + advance * ((double)(backwards ? n - 1 - i : i) + 0.5);
      YutuMapPoint before = get_at (track, at - advance / 2),
                   after = get_at (track, at + advance / 2);
      YutuMapPoint   middle = get_at (track, at);
      double         way = atan2 (after.y - before.y, after.x - before.x);
      YutuLabelGlyph glyph = { { 0 }, middle.x - off * sin (way), middle.y + off * cos (way), fold_angle (way) };
      const char    *from = g_utf8_offset_to_pointer (text, i);

      memcpy (glyph.text, from,
              MIN ((gsize)(g_utf8_next_char (from) - from), sizeof glyph.text - 1));
      g_array_append_val (glyphs, glyph);
    }
  return TRUE;
}

static YutuMapBox
get_glyph_box (const YutuLabelGlyph *glyph, double size_px)
{
  double half = size_px * 0.5 * (fabs (cos (glyph->angle_rad)) + fabs (sin (glyph->angle_rad))) + 1;

  return (YutuMapBox){ glyph->x - half, glyph->y - half, glyph->x + half, glyph->y + half };
}

/* The marks were asked glyph by glyph: of a slanting name the box about it all has room for many. */
static gboolean
try_whole (YutuPlacer *self, YutuLabel *label, YutuMapBox whole)
{
  gboolean was_over = self->over_marks;
  gboolean placed;

  self->over_marks = TRUE;
  placed = yutu_placer_try (self, label, whole.min_x, whole.min_y);
  self->over_marks = was_over;
  return placed;
}

static gboolean
try_glyphs (YutuPlacer *self, YutuLabel *label, GArray *glyphs)
{
  const YutuLabelPlacement *area = self->placement;
  YutuMapBox                whole = YUTU_MAP_BOX_EMPTY;

  for (guint i = 0; i < glyphs->len; i++)
    {
      YutuMapBox box = get_glyph_box (&g_array_index (glyphs, YutuLabelGlyph, i), label->size_px);

      if (box.min_x < area->left || box.min_y < area->top || box.max_x > area->right ||
          box.max_y > area->bottom || (!self->over_marks && !yutu_label_grid_is_free (&self->marks, box)))
        return FALSE;
      yutu_map_box_add (&whole, box.min_x, box.min_y);
      yutu_map_box_add (&whole, box.max_x, box.max_y);
    }
  label->width = whole.max_x - whole.min_x;
  label->height = whole.max_y - whole.min_y;
  label->glyphs = g_array_copy (glyphs);
  if (try_whole (self, label, whole))
    return TRUE;
  g_clear_pointer (&label->glyphs, g_array_unref);
  return FALSE;
}

/* On the line; where marks of a list lie along all of it, beside them, before over them. */
static void
label_part (YutuPlacer *self, const YutuLayerLine *line, const Track *track, GArray *glyphs)
{
  YutuTextName        style = line->kind == YUTU_LINE_ROAD ? YUTU_TEXT_ROAD : YUTU_TEXT_WATER;
  static const double offs[N_OFFS] = { 0, BESIDE_PX, -BESIDE_PX, FAR_PX, -FAR_PX, 0 };
  int                 n_passes = yutu_placer_count_passes (self) > 1 ? N_OFFS : 1;
  gboolean            has_one = FALSE;
  double              total, need, advance;
  YutuLabel           label;

  if (track->points->len < 2 || yutu_placer_has (self, line->name, line->id, style) ||
      !yutu_placer_make (self, line->name, line->id, style, 1, &label))
    return;
  total = g_array_index (track->along, double, track->along->len - 1);
  advance = label.size_px * (line->kind == YUTU_LINE_ROAD ? 1.3 : 1.9);
  need = advance * (double)g_utf8_strlen (line->name, -1);
  for (int pass = 0; pass < n_passes && !has_one; pass++)
    {
      double off = offs[pass] == 0 ? 0 : offs[pass] + copysign (label.size_px / 2, offs[pass]);

      self->over_marks = pass == N_OFFS - 1;
      for (double start = MIN ((total - need) / 2, 120); start >= 0 && start + need <= total;)
        {
          gboolean placed = set_glyphs (track, line->name, start, advance, off, glyphs) && try_glyphs (self, &label, glyphs);

          if (placed)
            yutu_placer_make (self, line->name, line->id, style, 1, &label);
          has_one = has_one || placed;
          start += placed ? 640 + need : 40;
        }
    }
  self->over_marks = FALSE;
  g_free (label.text);
}

/* A reservoir's name in its middle, in two lines when it is narrow. */
static void
label_water (YutuPlacer *self, const YutuLayerLine *line)
{
  YutuMapPoint middle = { (line->box.min_x + line->box.max_x) / 2,
                          (line->box.min_y + line->box.max_y) / 2 };
  double       x, y;
  YutuLabel    label;

  if ((line->box.max_x - line->box.min_x) * self->frame.per_unit < 36 ||
      yutu_placer_has (self, line->name, line->id, YUTU_TEXT_WATER) ||
      !yutu_placer_make (self, line->name, line->id, YUTU_TEXT_WATER, 1, &label))
    return;
  yutu_frame_to_px (&self->frame, middle, &x, &y);
  self->over_symbols = self->over_marks = TRUE; /* its projects stand in the middle too */
  if (!yutu_placer_try (self, &label, x - label.width / 2, y - label.height / 2))
    g_free (label.text);
  self->over_symbols = self->over_marks = FALSE;
}

void
yutu_placer_add_line_labels (YutuPlacer *self)
{
  const YutuLineLayer *layer = self->scene->spec.lines;
  const gsize         *starts;
  g_autoptr (GArray) glyphs = g_array_new (FALSE, FALSE, sizeof (YutuLabelGlyph));
  Track track = { g_array_new (FALSE, FALSE, sizeof (YutuMapPoint)),
                  g_array_new (FALSE, FALSE, sizeof (double)) };

  starts = (const gsize *)(gpointer)layer->part_starts->data;
  for (guint k = layer->lines->len; k > 0; k--)
    {
      const YutuLayerLine *line = &g_array_index (layer->lines, YutuLayerLine, k - 1);

      if (line->name == NULL || !yutu_map_box_overlaps (self->frame.box, line->box))
        continue;
      if (line->kind == YUTU_LINE_WATER)
        label_water (self, line);
      if (yutu_line_kind_is_area (line->kind) ||
          self->frame.zoom < yutu_scene_get_line_stroke (self->scene, line)->from + 0.4)
        continue;
      for (gsize p = line->first_part; p < line->first_part + line->n_parts; p++)
        {
          build_track (self, starts[p], starts[p + 1], &track);
          label_part (self, line, &track, glyphs);
        }
    }
  g_array_unref (track.points);
  g_array_unref (track.along);
}
