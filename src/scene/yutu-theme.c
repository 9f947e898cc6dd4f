/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Theme maps: which colour a unit has, and the hatching of those without one. On images the colours
 * go through the raster of this room, as the four pastel fills do; on paper through cairo. */
#include "scene/yutu-theme-private.h"

#include <string.h>

#define SEAM_PX 0.7 /* on paper each area reaches under its neighbour's, or the ground shines through */

/* ---- the value ---- */

YutuTheme *
yutu_theme_copy (const YutuTheme *self)
{
  YutuTheme *copy;

  if (self == NULL)
    return NULL;
  copy = g_memdup2 (self, sizeof *self);
  copy->units = g_memdup2 (self->units, self->n_units * sizeof *self->units);
  copy->colors = g_memdup2 (self->colors, self->n_units * sizeof *self->colors);
  return copy;
}

void
yutu_theme_free (YutuTheme *self)
{
  if (self == NULL)
    return;
  g_free ((gpointer)self->units);
  g_free ((gpointer)self->colors);
  g_free (self);
}

gboolean
yutu_theme_equal (const YutuTheme *a, const YutuTheme *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->level == b->level && a->n_units == b->n_units &&
         (a->n_units == 0 ||
          (memcmp (a->units, b->units, a->n_units * sizeof *a->units) == 0 &&
           memcmp (a->colors, b->colors, a->n_units * sizeof *a->colors) == 0));
}

/* ---- the colours of a scene ---- */

void
yutu_scene_index_theme (YutuScene *self)
{
  const YutuDivisionLayer *layer = self->spec.divisions;
  const YutuTheme         *theme = self->spec.theme;

  if (theme == NULL || layer == NULL)
    return;
  self->color_of = g_new0 (int, layer->units->len + 1);
  for (gsize i = 0; i < theme->n_units; i++)
    {
      int unit = yutu_division_layer_find (layer, theme->units[i]);

      if (unit >= 0 && YUTU_LAYER_UNIT (layer, unit)->level == theme->level)
        self->color_of[unit] = (int)i + 1;
    }
}

/* Cairo and the raster get opaque colours. */
static YutuColor
mix (YutuColor ground, YutuColor color)
{
  return (YutuColor){ ground.red + (color.red - ground.red) * color.alpha,
                      ground.green + (color.green - ground.green) * color.alpha,
                      ground.blue + (color.blue - ground.blue) * color.alpha, 1 };
}

static YutuColor
get_color (const YutuScene *self, int unit)
{
  YutuColor ground = self->spec.style->colors[YUTU_COLOR_GROUND];

  if (unit < 0 || self->color_of[unit] == 0)
    return ground;
  return mix (ground, self->spec.theme->colors[self->color_of[unit] - 1]);
}

YutuColor
yutu_scene_theme_color (const YutuScene *self, int unit)
{
  return get_color (self,
                    yutu_division_layer_climb (self->spec.divisions, unit, self->spec.theme->level));
}

/* ---- units without a colour ---- */

/* Of the theme's level; and what is above it with nothing of that level in it. */
static gboolean *
find_bare (const YutuScene *self)
{
  const YutuDivisionLayer *layer = self->spec.divisions;
  int                      level = self->spec.theme->level;
  gboolean                *is_bare = g_new0 (gboolean, layer->units->len + 1);

  for (guint i = 0; i < layer->units->len; i++)
    is_bare[i] = self->color_of[i] == 0 && YUTU_LAYER_UNIT (layer, i)->level <= level &&
                 YUTU_LAYER_UNIT (layer, i)->level >= YUTU_LEVEL_COUNTY;
  for (guint i = 0; i < layer->units->len; i++)
    {
      int parent = YUTU_LAYER_UNIT (layer, i)->parent;

      if (parent >= 0 && YUTU_LAYER_UNIT (layer, i)->level <= level)
        is_bare[parent] = FALSE;
    }
  return is_bare;
}

static gboolean
append_bare (const YutuScene *self, cairo_t *cr, const YutuFrame *frame)
{
  const YutuDivisionLayer *layer = self->spec.divisions;
  g_autofree gboolean     *is_bare = find_bare (self);
  gboolean                 any = FALSE;

  for (guint i = 0; i < layer->units->len; i++)
    if (is_bare[i] && YUTU_LAYER_UNIT (layer, i)->n_rings > 0 &&
        yutu_map_box_overlaps (frame->box, YUTU_LAYER_UNIT (layer, i)->box))
      {
        yutu_division_layer_append (layer, (int)i, frame, cr);
        any = TRUE;
      }
  return any;
}

/* Strokes that fall to the left, standing on the global grid so that tiles join. */
void
yutu_scene_paint_hatch (const YutuScene *self, cairo_t *cr, const YutuFrame *frame)
{
  double first = -fmod (frame->left + frame->top, YUTU_HATCH_PX) - YUTU_HATCH_PX;

  cairo_save (cr);
  if (append_bare (self, cr, frame))
    {
      cairo_clip (cr);
      yutu_cairo_set_color (cr, self->spec.style->colors[YUTU_COLOR_NO_DATA]);
      cairo_set_line_width (cr, 1);
      cairo_set_dash (cr, NULL, 0, 0);
      for (double x = first; x < frame->width + frame->height + YUTU_HATCH_PX; x += YUTU_HATCH_PX)
        {
          cairo_move_to (cr, x + 1, -1);
          cairo_line_to (cr, x - frame->height - 1, frame->height + 1);
        }
      cairo_stroke (cr);
    }
  cairo_new_path (cr);
  cairo_restore (cr);
}

/* ---- on paper ---- */

void
yutu_scene_fill_theme (const YutuScene *self, cairo_t *cr, const YutuFrame *frame)
{
  const YutuDivisionLayer *layer = self->spec.divisions;

  cairo_save (cr);
  cairo_set_line_width (cr, SEAM_PX);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (cr, NULL, 0, 0);
  for (guint i = 0; i < layer->units->len; i++)
    {
      const YutuLayerUnit *unit = YUTU_LAYER_UNIT (layer, i);

      if (self->color_of[i] == 0 || unit->n_rings == 0 ||
          !yutu_map_box_overlaps (frame->box, unit->box))
        continue;
      yutu_division_layer_append (layer, (int)i, frame, cr);
      yutu_cairo_set_color (cr, get_color (self, (int)i));
      cairo_fill_preserve (cr);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
  yutu_scene_paint_hatch (self, cr, frame);
}
