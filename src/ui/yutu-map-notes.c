/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A few points with words beside them, and a line or an area, above everything else: what a form is about. */

#include "ui/yutu-hand-paint.h"
#include "ui/yutu-map-view-private.h"

void
yutu_map_note_clear (YutuMapNote *self)
{
  g_clear_pointer (&self->text, g_free);
}

void
yutu_map_view_set_notes (YutuMapView       *self,
                         const YutuMapNote *notes,
                         gsize              n_notes)
{
  g_return_if_fail (YUTU_IS_MAP_VIEW (self));

  g_array_set_size (self->notes, 0);
  for (gsize i = 0; i < n_notes; i++)
    {
      YutuMapNote note = { notes[i].point, g_strdup (notes[i].text), notes[i].is_wrong };

      g_array_append_val (self->notes, note);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
yutu_map_view_set_sketch (YutuMapView *self,
                          YutuShape   *shape)
{
  YutuShape *old = self->sketch;

  g_return_if_fail (YUTU_IS_MAP_VIEW (self));

  if (shape == old)
    return;
  self->sketch = shape != NULL ? yutu_shape_ref (shape) : NULL;
  g_clear_pointer (&old, yutu_shape_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* As the tool drew it, without its handles. */
static void
paint_sketch (YutuHandPaint   *hand,
              const YutuShape *shape)
{
  gboolean is_area = shape->kind == YUTU_SHAPE_POLYGON;

  for (gsize part = 0; part < shape->n_parts; part++)
    {
      for (gsize i = shape->part_starts[part]; i < shape->part_starts[part + 1]; i++)
        {
          YutuMapPoint at = yutu_hand_paint_point_to_screen (hand, shape->points[i]);

          (i == shape->part_starts[part] ? cairo_move_to : cairo_line_to) (hand->cr, at.x, at.y);
        }
      if (is_area)
        cairo_close_path (hand->cr);
    }
  if (is_area)
    {
      cairo_set_fill_rule (hand->cr, CAIRO_FILL_RULE_EVEN_ODD);
      yutu_hand_paint_set_color (hand, &hand->accent, 0.14);
      cairo_fill_preserve (hand->cr);
    }
  cairo_set_line_width (hand->cr, 6);
  yutu_hand_paint_set_color (hand, &hand->paper, 0.75);
  cairo_stroke_preserve (hand->cr);
  cairo_set_line_width (hand->cr, 2.5);
  yutu_hand_paint_set_color (hand, &hand->accent, 1);
  cairo_stroke (hand->cr);
}

void
yutu_map_view_snapshot_notes (YutuMapView *self,
                              GtkSnapshot *snapshot)
{
  YutuHandPaint hand;

  if ((self->notes->len == 0 && self->sketch == NULL) || !yutu_hand_paint_begin (&hand, self, snapshot))
    return;
  if (self->sketch != NULL)
    paint_sketch (&hand, self->sketch);
  for (guint i = 0; i < self->notes->len; i++)
    {
      const YutuMapNote *note = &g_array_index (self->notes, YutuMapNote, i);
      YutuMapPoint       at = yutu_hand_paint_point_to_screen (&hand, note->point);

      yutu_hand_paint_handle (&hand, at, FALSE, TRUE, FALSE, note->is_wrong ? &hand.red : &hand.accent);
      if (note->text != NULL)
        yutu_hand_paint_label (&hand, note->text, at, note->is_wrong);
    }
  yutu_hand_paint_end (&hand);
}
