/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-part-hand.h"

#include "geo/yutu-exact.h"
#include "ui/yutu-hand-paint.h"

#define NEAR_PX  0.7 /* vertices nearer to the last one are left out */
#define HATCH_PX 9.0

struct _YutuPartHand
{
  YutuMapView     *map; /* weak */
  YutuPartHandFunc func;
  gpointer         data;
  gboolean         is_shown;
  gboolean         is_active;
  YutuShape       *land; /* (nullable) */
  YutuPoint       *drawn;
  gsize            n_drawn;
  gboolean         is_ring;
  char            *words;
  YutuPoint        at;
};

/* ---- Painting ---- */

static void
trace (YutuHandPaint   *hand,
       const YutuPoint *points,
       gsize            n)
{
  YutuMapPoint last = { 0, 0 };

  for (gsize i = 0; i < n; i++)
    {
      YutuMapPoint at = yutu_hand_paint_point_to_screen (hand, points[i]);

      if (i == 0)
        cairo_move_to (hand->cr, at.x, at.y);
      else if (i + 1 == n || fabs (at.x - last.x) + fabs (at.y - last.y) >= NEAR_PX)
        cairo_line_to (hand->cr, at.x, at.y);
      else
        continue;
      last = at;
    }
}

static void
trace_land (YutuPartHand  *self,
            YutuHandPaint *hand)
{
  for (gsize p = 0; p < self->land->n_parts; p++)
    {
      gsize start = self->land->part_starts[p];

      trace (hand, self->land->points + start, self->land->part_starts[p + 1] - start);
      cairo_close_path (hand->cr);
    }
}

/* Coloured and hatched, so that it is no matter of colour alone. */
static void
paint_land (YutuPartHand  *self,
            YutuHandPaint *hand,
            const GdkRGBA *color)
{
  double width = hand->view.width, height = hand->view.height;

  cairo_save (hand->cr);
  cairo_set_fill_rule (hand->cr, CAIRO_FILL_RULE_EVEN_ODD);
  trace_land (self, hand);
  yutu_hand_paint_set_color (hand, color, 0.24);
  cairo_fill_preserve (hand->cr);
  cairo_clip (hand->cr);
  for (double x = -height; x < width; x += HATCH_PX)
    {
      cairo_move_to (hand->cr, x, height);
      cairo_line_to (hand->cr, x + height, 0);
    }
  cairo_set_line_width (hand->cr, 0.8);
  yutu_hand_paint_set_color (hand, color, 0.5);
  cairo_stroke (hand->cr);
  cairo_restore (hand->cr);
  trace_land (self, hand);
  cairo_set_line_width (hand->cr, 2.5);
  yutu_hand_paint_set_color (hand, color, 0.95);
  cairo_stroke (hand->cr);
}

static void
paint_drawn (YutuPartHand  *self,
             YutuHandPaint *hand)
{
  trace (hand, self->drawn, self->n_drawn);
  if (self->is_ring)
    cairo_close_path (hand->cr);
  cairo_set_line_width (hand->cr, 5);
  yutu_hand_paint_set_color (hand, &hand->paper, 0.75);
  cairo_stroke_preserve (hand->cr);
  cairo_set_line_width (hand->cr, 2);
  yutu_hand_paint_set_color (hand, &hand->accent, 1);
  cairo_stroke (hand->cr);
}

static void
snapshot (GtkSnapshot *snapshot,
          gpointer     data)
{
  YutuPartHand *self = data;
  YutuHandPaint hand;
  GdkRGBA       color = { 0.776f, 0.275f, 0, 1 };

  if (!self->is_shown || !yutu_hand_paint_begin (&hand, self->map, snapshot))
    return;
  if (hand.paper.red < 0.5f) /* dark */
    color = (GdkRGBA){ 1, 0.64f, 0.28f, 1 };
  if (self->land != NULL)
    paint_land (self, &hand, &color);
  paint_drawn (self, &hand);
  if (self->land != NULL)
    yutu_hand_paint_words (&hand, self->words, yutu_hand_paint_point_to_screen (&hand, self->at), &color);
  yutu_hand_paint_end (&hand);
}

/* ---- The map's hand ---- */

static gboolean
click (double   x,
       double   y,
       gpointer data)
{
  YutuPartHand *self = data;
  YutuPoint     point;

  if (yutu_map_view_point_from_screen (self->map, x, y, &point))
    self->func (self->land != NULL && yutu_exact_point_in_shape (point, self->land) == YUTU_INSIDE, self->data);
  return TRUE;
}

static gboolean
hover (double   x,
       double   y,
       gpointer data)
{
  return TRUE;
}

static const YutuMapHand HAND = {
  .click = click,
  .hover = hover,
  .snapshot = snapshot,
};

/* ---- From outside ---- */

static void
update (YutuPartHand *self)
{
  if (self->map == NULL || !self->is_active)
    return;
  yutu_map_view_set_hand_words (self->map, self->is_shown ? self->words : NULL);
  yutu_map_view_redraw_hand (self->map);
}

void
yutu_part_hand_set_active (YutuPartHand *self,
                           gboolean      active)
{
  if (self->is_active == active)
    return;
  self->is_active = active;
  if (self->map != NULL)
    yutu_map_view_set_hand (self->map, active ? &HAND : NULL, self);
  update (self);
}

void
yutu_part_hand_show (YutuPartHand      *self,
                     YutuShape         *land,
                     const YutuDrawing *drawing,
                     const char        *words,
                     YutuPoint          at)
{
  const YutuPoint *points = yutu_drawing_get_points (drawing, &self->n_drawn);
  YutuShape       *old = self->land;

  self->land = land != NULL ? yutu_shape_ref (land) : NULL;
  g_clear_pointer (&old, yutu_shape_unref);
  g_free (self->drawn);
  self->drawn = g_memdup2 (points, self->n_drawn * sizeof *points);
  self->is_ring = yutu_drawing_is_ring (drawing);
  g_free (self->words);
  self->words = g_strdup (words);
  self->at = at;
  self->is_shown = TRUE;
  update (self);
}

void
yutu_part_hand_hide (YutuPartHand *self)
{
  self->is_shown = FALSE;
  g_clear_pointer (&self->land, yutu_shape_unref);
  update (self);
}

gboolean
yutu_part_hand_is_shown (YutuPartHand *self)
{
  return self->is_shown;
}

YutuShape *
yutu_part_hand_dup_land (YutuPartHand *self)
{
  return self->land != NULL ? yutu_shape_ref (self->land) : NULL;
}

void
yutu_part_hand_set_words (YutuPartHand *self,
                          const char   *words)
{
  g_free (self->words);
  self->words = g_strdup (words);
  update (self);
}

YutuPartHand *
yutu_part_hand_new (YutuMapView     *map,
                    YutuPartHandFunc func,
                    gpointer         data)
{
  YutuPartHand *self = g_new0 (YutuPartHand, 1);

  g_set_weak_pointer (&self->map, map);
  self->func = func;
  self->data = data;
  return self;
}

void
yutu_part_hand_free (YutuPartHand *self)
{
  yutu_part_hand_set_active (self, FALSE);
  g_clear_weak_pointer (&self->map);
  g_clear_pointer (&self->land, yutu_shape_unref);
  g_free (self->drawn);
  g_free (self->words);
  g_free (self);
}
